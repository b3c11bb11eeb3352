"""What readers add is taken in beside the page: files first, each with how far it is; and all of it can be stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pytest
from hashing import HashingEmbedder

from assistant.errors import LibraryError, LibraryStorageError
from assistant.ingest.added import Addition, Step
from assistant.ingest.additions import Additions
from assistant.ingest.catchup import Progress
from assistant.ingest.ingest import ingest
from assistant.ingest.keeper import Keeper
from assistant.ingest.recording import Report
from assistant.ingest.watching import Source
from assistant.library import Library


@dataclass
class Desk:
    """A library with additions and a keeper; ``slow``: seconds that the embedder takes for a batch."""

    root: Path
    library: Library
    slow: float = 0.0
    order: list[list[str]] = field(default_factory=list)
    keeper: Keeper = field(init=False)
    additions: Additions = field(init=False)

    def __post_init__(self) -> None:
        self.keeper = Keeper(self.take_in, lambda _: None, once=[], watched=[], library=self.library.folder)
        self.additions = Additions(self.library, self.take_in, self.keeper)

    def take_in(self, sources: Sequence[Source], progress: Callable[[Progress], None], stopped: Event) -> Report:
        self.order.append([Path(source).name for source in sources])
        embedder = HashingEmbedder(pause=self.slow)
        embedder.batch = 4  # type: ignore[attr-defined]
        return ingest(sources, self.library, embedder, limit=10**6, progress=progress, stopped=stopped)

    def bring(self, name: str, data: str | bytes, owner: str = "") -> str:
        part, file = self.library.uploads.begin()
        with file:
            file.write(data.encode() if isinstance(data, str) else data)
        return self.additions.add_file(self.library.uploads.keep(part, name, owner))

    def now(self, key: str, owner: str = "") -> Addition:
        return next(one for one in self.additions.listed(owner) if one.key == key)

    def until(self, key: str, *steps: Step, owner: str = "") -> Addition:
        end = time.monotonic() + 20
        while time.monotonic() < end:
            if (one := self.now(key, owner)).step in steps:
                return one
            time.sleep(0.02)
        raise AssertionError(f"it is still {self.now(key, owner)}")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Library(tmp_path / "library") as library:
        made = Desk(tmp_path, library)
        yield made
        made.additions.close()
        made.keeper.close()


def long(n: int) -> str:
    return "\n\n".join(f"Clause {n}.{m}. " + f"The parties of treaty {n} agree on term {m}. " * 20 for m in range(40))


def test_a_file_goes_through_all_its_steps_and_is_called_as_its_reader_calls_it(desk: Desk) -> None:
    desk.slow = 0.15
    key = desk.bring("Türkiye & کویت.txt", long(1))
    assert desk.now(key).step is Step.QUEUED
    desk.additions.start()
    half = desk.until(key, Step.EMBEDDING)
    assert 0 <= half.done < half.total
    assert desk.library.catalog.keyword_search("treaty", 3)  # found by its words already
    ready = desk.until(key, Step.READY)
    assert ready.done == ready.total > 0
    assert [row.name for row in desk.library.catalog.documents()] == ["Türkiye & کویت.txt"]


def test_what_cannot_be_read_says_why_and_what_is_held_already_says_so(desk: Desk) -> None:
    desk.additions.start()
    broken = desk.bring("broken.pdf", b"%PDF-1.4 nothing")
    assert "damaged" in desk.until(broken, Step.REFUSED).said.lower()
    first = desk.bring("a.txt", "Norway and Chile agreed on ports.")
    desk.until(first, Step.READY)
    again = desk.bring("a.txt", "Norway and Chile agreed on ports.")
    told = desk.until(again, Step.READY)
    assert told.name == "a (2).txt"
    assert "holds this text already" in told.said


def test_a_file_goes_before_a_folder_and_the_keeper_and_both_go_on_afterwards(desk: Desk) -> None:
    watched, folder = desk.root / "watched", desk.root / "folder"
    for place, number in ((watched, 100), (folder, 200)):
        place.mkdir()
        for n in range(12):
            (place / f"{n}.txt").write_text(long(number + n))
    desk.slow = 0.02
    desk.keeper = Keeper(desk.take_in, lambda _: None, once=[watched], watched=[], library=desk.library.folder)
    desk.additions = Additions(desk.library, desk.take_in, desk.keeper)
    desk.keeper.start()
    desk.additions.start()
    end = time.monotonic() + 20
    while not desk.order and time.monotonic() < end:
        time.sleep(0.005)
    slow = desk.additions.add(folder, "")
    quick = desk.bring("urgent.txt", "Norway and Chile agreed on ships.")
    desk.until(quick, Step.EMBEDDING, Step.READY)
    assert desk.library.catalog.searched().documents < 25
    desk.until(slow, Step.READY)
    desk.keeper.wait(20)
    assert desk.library.catalog.searched().documents == 25
    assert desk.library.journal.unembedded() == 0
    assert desk.order[0] == ["watched"]
    assert desk.order.count(["watched"]) > 1


def test_what_is_stopped_is_not_in_the_library_and_the_rest_goes_on(desk: Desk) -> None:
    desk.slow = 0.1
    one, other = desk.bring("one.txt", long(1)), desk.bring("other.txt", long(2))
    desk.additions.start()
    desk.until(one, Step.EMBEDDING)
    desk.additions.cancel(one, "")
    assert desk.now(one).step is Step.STOPPED
    desk.until(other, Step.READY)
    assert [row.name for row in desk.library.catalog.documents()] == ["other.txt"]
    assert len(list((desk.library.folder / "uploads").iterdir())) == 1
    with pytest.raises(LibraryError, match="through"):
        desk.additions.cancel(other, "")
    with pytest.raises(LibraryError, match="nothing to stop"):
        desk.additions.cancel(other, "u:somebody")


def test_what_waited_when_the_program_ended_is_taken_in_by_the_next_and_half_written_files_go(desk: Desk) -> None:
    part, file = desk.library.uploads.begin()
    file.close()
    desk.bring("waiting.txt", "Norway and Chile agreed on ports.", "u:ann")
    again = Additions(desk.library, desk.take_in, desk.keeper)
    again.start()
    try:
        end = time.monotonic() + 20
        while not all(one.step is Step.READY for one in again.listed("u:ann")) and time.monotonic() < end:
            time.sleep(0.02)
        assert [one.name for one in again.listed("u:ann")] == ["waiting.txt"]
        assert again.listed("u:bob") == []
        assert not part.exists()
    finally:
        again.close()


def test_files_have_names_of_our_own_for_their_owner_only_and_a_quota(desk: Desk) -> None:
    desk.bring("../../../etc/passwd\u202e\n", "root", "u:ann")
    desk.bring("C:\\Users\\x\\", "root", "u:ann")
    stored = list((desk.library.folder / "uploads").iterdir())
    assert {oct(path.stat().st_mode)[-3:] for path in stored} == {"600"}
    assert all(path.name.isalnum() for path in stored)
    assert sorted(one.name for one in desk.additions.listed("u:ann")) == ["passwd", "x"]
    uploads = desk.library.uploads
    uploads.check_room("u:ann", 92, 100)
    uploads.check_room("u:bob", 99, 100)
    with pytest.raises(LibraryStorageError, match="Remove some"):
        uploads.check_room("u:ann", 93, 100)
