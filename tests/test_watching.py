from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Event, Thread

from assistant.errors import LibraryStorageError
from assistant.ingest.ingest import Report
from assistant.ingest.watching import watch


class Taker:
    """Takes note of what it is given and when, like an ingest that takes its time."""

    def __init__(self, *, failing: bool = False) -> None:
        self.calls: list[list[object]] = []
        self.failing = failing

    def __call__(self, sources: Sequence[object]) -> Report:
        self.calls.append(list(sources))
        if self.failing and len(self.calls) == 1:
            raise LibraryStorageError("The disk is full.")
        return Report()

    def awaits(self, number: int, seconds: float = 15) -> bool:
        end = time.monotonic() + seconds
        while len(self.calls) < number and time.monotonic() < end:
            time.sleep(0.05)
        return len(self.calls) >= number


def started(
    sources: Sequence[Path | str], taker: Taker, library: Path, every: float = 900
) -> tuple[Event, Thread, list]:
    stopped = Event()
    outcomes: list[object] = []

    def run() -> None:
        outcomes.extend(watch(sources, taker, stopped=stopped, ignored=library, every=every))

    thread = Thread(target=run)
    thread.start()
    return stopped, thread, outcomes


def test_everything_is_taken_in_at_once_and_a_folder_again_when_a_file_in_it_changes(tmp_path: Path) -> None:
    one, other, library = tmp_path / "one", tmp_path / "other", tmp_path / "one" / "library"
    for folder in (one, other, library):
        folder.mkdir()
    taker = Taker()
    stopped, thread, _ = started([one, other, "https://example.org/feed"], taker, library)
    try:
        assert taker.awaits(1)
        time.sleep(1)
        (library / "catalog.sqlite3").write_text("what the library writes is no change")
        time.sleep(2.5)
        assert len(taker.calls) == 1
        (other / "sub").mkdir()
        (other / "sub" / "new.txt").write_text("A new promise.")
        assert taker.awaits(2)
        assert taker.calls == [[one, other, "https://example.org/feed"], [other]]
    finally:
        stopped.set()
        thread.join(5)
    assert not thread.is_alive()


def test_a_name_that_is_no_text_is_a_change_like_any_other(tmp_path: Path) -> None:
    folder, taker = tmp_path / "one", Taker()
    folder.mkdir()
    stopped, thread, _ = started([folder], taker, tmp_path / "library")
    try:
        assert taker.awaits(1)
        time.sleep(1)
        (folder / os.fsdecode(b"half\xe2\x82.txt")).write_text("A promise.")
        assert taker.awaits(2)
        time.sleep(1)
        (folder / "next.txt").write_text("Another.")
        assert taker.awaits(3)
        assert taker.calls == [[folder]] * 3
    finally:
        stopped.set()
        thread.join(5)


def test_addresses_alone_are_asked_again_from_time_to_time(tmp_path: Path) -> None:
    taker = Taker()
    stopped, thread, _ = started(["https://example.org/feed"], taker, tmp_path, every=0.2)
    try:
        assert taker.awaits(3)
    finally:
        stopped.set()
        thread.join(5)


def test_an_ingest_that_fails_is_told_and_tried_again(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    taker = Taker(failing=True)
    stopped, thread, outcomes = started([folder], taker, tmp_path / "library", every=0.5)
    try:
        assert taker.awaits(2)
    finally:
        stopped.set()
        thread.join(5)
    assert str(outcomes[0]) == "The disk is full."
    assert outcomes[1] == Report()


def test_a_folder_that_is_replaced_by_another_one_is_watched_too(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    taker = Taker()
    stopped, thread, _ = started([folder], taker, tmp_path / "library")
    try:
        assert taker.awaits(1)
        folder.rename(tmp_path / "away")
        time.sleep(1.5)
        folder.mkdir()
        time.sleep(3)
        calls = len(taker.calls)
        (folder / "new.txt").write_text("A new promise.")
        assert taker.awaits(calls + 1)
    finally:
        stopped.set()
        thread.join(5)
    assert not thread.is_alive()


def test_a_folder_that_comes_later_is_watched_and_nothing_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    taker = Taker()
    stopped, thread, _ = started([folder], taker, tmp_path / "library")
    try:
        assert taker.awaits(1)
        time.sleep(1)
        (tmp_path / "beside.txt").write_text("Another promise.")
        folder.mkdir()
        time.sleep(3)
        calls = len(taker.calls)
        assert calls > 1
        (folder / "new.txt").write_text("A new promise.")
        assert taker.awaits(calls + 1)
    finally:
        stopped.set()
        thread.join(5)


def test_a_file_is_taken_in_again_when_an_editor_replaces_it_and_nothing_beside_it_is_watched(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("A promise.")
    taker = Taker()
    stopped, thread, _ = started([file], taker, tmp_path / "library")
    try:
        assert taker.awaits(1)
        (tmp_path / "beside.txt").write_text("Another promise.")
        (tmp_path / ".notes.swp").write_text("A changed promise.")
        (tmp_path / ".notes.swp").rename(file)
        assert taker.awaits(2)
        time.sleep(2)
        assert taker.calls == [[file], [file]]
    finally:
        stopped.set()
        thread.join(5)
