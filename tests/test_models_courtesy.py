from __future__ import annotations

import threading
import time

from assistant.models import courtesy
from assistant.models.courtesy import Courtesy


def test_what_gives_way_waits_until_all_that_goes_first_is_over() -> None:
    searches = Courtesy()
    order: list[str] = []

    def draft() -> None:
        searches.give_way()
        order.append("draft")

    with searches.first() as one:
        waiting = threading.Thread(target=draft)
        waiting.start()
        with searches.first() as two:
            time.sleep(0.05)
        order.append("searches")
    waiting.join()
    assert (one, two) == (1, 2)
    assert order == ["searches", "draft"]


def test_it_does_not_wait_where_nothing_goes_first_and_not_for_ever(monkeypatch) -> None:
    monkeypatch.setattr(courtesy, "LONGEST", 0.05)
    searches = Courtesy()
    searches.give_way()
    with searches.first():
        searches.give_way()
