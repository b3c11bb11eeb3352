from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

from assistant.errors import AssistantError, LibraryStorageError
from assistant.ingest.catchup import Progress, Stage
from assistant.ingest.ingest import Report
from assistant.ingest.keeper import Keeper


def kept(
    tmp_path: Path,
    take_in: Callable[[Sequence[object], Callable[[Progress], None], Event], Report],
    told: list[Report | AssistantError],
    **sources: list[Path],
) -> Keeper:
    given = {"once": [], "watched": [], **sources}
    return Keeper(take_in, told.append, library=tmp_path / "library", **given)


def test_what_is_to_be_taken_in_once_is_and_only_the_rest_is_watched(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    calls: list[list[object]] = []
    told: list[Report | AssistantError] = []

    def take_in(sources: Sequence[object], _: Callable[[Progress], None], __: Event) -> Report:
        calls.append(list(sources))
        return Report()

    keeper = kept(tmp_path, take_in, told, once=[one], watched=[other])
    keeper.start()
    until = time.monotonic() + 15
    while len(calls) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    keeper.close()
    assert calls == [[one], [other]]


def test_how_far_the_work_is_can_be_asked_while_it_goes_on_and_what_ended_it_afterwards(tmp_path: Path) -> None:
    going, free = Event(), Event()
    told: list[Report | AssistantError] = []

    def take_in(_: Sequence[object], progress: Callable[[Progress], None], __: Event) -> Report:
        progress(Progress(Stage.READING, 3, 9, "c.txt"))
        going.set()
        free.wait(10)
        raise LibraryStorageError("The disk is full.")

    keeper = kept(tmp_path, take_in, told, once=[tmp_path])
    keeper.start()
    assert going.wait(10)
    working = keeper.working()
    assert working.is_busy
    assert (working.paces[Stage.READING].done, working.paces[Stage.READING].total) == (3, 9)
    free.set()
    keeper.wait(10)
    assert not keeper.working().is_busy
    assert keeper.working().problem == "The disk is full."
    assert [str(one) for one in told] == ["The disk is full."]
    keeper.close()


def test_a_keeper_that_is_closed_asks_the_ingest_to_stop_and_says_nothing_of_it(tmp_path: Path) -> None:
    told: list[Report | AssistantError] = []

    def take_in(_: Sequence[object], __: Callable[[Progress], None], stopped: Event) -> Report:
        assert stopped.wait(10)
        return Report()

    keeper = kept(tmp_path, take_in, told, once=[tmp_path])
    keeper.start()
    keeper.close()
    assert told == []
