from __future__ import annotations

import pytest

from assistant.ui.limits import Limits
from assistant.ui.telling import time_to_wait
from assistant.ui.wording import Wording


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_question_after_the_last_one_of_a_minute_is_refused_with_the_time_to_wait():
    clock = Clock()
    limits = Limits(3, clock)
    for second in (0, 10, 20):
        clock.now = second
        assert limits.admit("u:anna") is None
    clock.now = 30.5
    assert limits.admit("u:anna") == 29.5
    assert limits.admit("u:bob") is None
    clock.now = 60
    assert limits.admit("u:anna") is None
    assert limits.admit("u:anna") is not None


def test_a_flood_is_not_remembered_and_does_not_put_off_the_next_question():
    clock = Clock()
    limits = Limits(2, clock)
    assert [limits.admit("b:1") is None for _ in range(1000)] == [True, True] + [False] * 998
    clock.now = 60.01
    assert limits.admit("b:1") is None
    for n in range(11_000):
        limits.admit(f"b:{n}")
    assert len(limits._asked) <= 10_000


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.1, "1 second"), (1.01, "2 seconds"), (119, "119 seconds"), (120, "2 minutes"), (241, "5 minutes")],
)
def test_a_time_to_wait_is_never_said_too_short(seconds, words):
    assert time_to_wait(seconds, Wording.of("en")) == words
