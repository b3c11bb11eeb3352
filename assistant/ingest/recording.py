"""What was read → the catalog, several documents in one transaction, and what became of each of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from assistant.catalog.intake import Became, Held, Known, Placed
from assistant.confined.confined import Read
from assistant.ingest.catchup import CatchUp
from assistant.library import Library

_TOGETHER = 64  # documents that are written in one transaction at the most,
_CHARACTERS = 1_000_000  # or documents of so many characters,
_SECONDS = 0.5  # or what was read in so many seconds


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be taken in, and why."""

    document: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """The names of the documents, by what became of them. ``copies``: their text was held already, under another name;
    ``renamed``: likewise, and that other name is gone; ``dismissed``: a reader has taken them out, and they stay so;
    ``passed_over``: files in folders that are of no kind that is read."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    renamed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
    dismissed: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()


class Recorder:
    """Writes what was read into the catalog, several documents in one transaction, and keeps what became of them."""

    def __init__(self, library: Library, model: str, catchup: CatchUp) -> None:
        self._intake = library.intake
        self._model = model
        self._catchup = catchup
        self._waiting: list[Callable[[], None]] = []
        self._characters = 0
        self._since = 0.0
        self.added: list[str] = []
        self.updated: list[str] = []
        self.unchanged: list[str] = []
        self.copies: dict[str, str] = {}  # document id → name
        self.renamed: list[str] = []
        self.removed: list[str] = []
        self.failed: list[Failure] = []
        self.dismissed: list[str] = []
        self.passed_over: list[str] = []

    def report(self) -> Report:
        return Report(
            tuple(self.added),
            tuple(self.updated),
            tuple(self.unchanged),
            tuple(self.copies.values()),
            tuple(self.renamed),
            tuple(self.removed),
            tuple(self.failed),
            tuple(self.dismissed),
            tuple(self.passed_over),
        )

    def fail(self, name: str, reason: str) -> None:
        """Something could not be taken in, of which the library keeps no record."""
        self.failed.append(Failure(name, reason))

    def later(self, act: Callable[[], None], characters: int = 0) -> None:
        """Does this in one transaction with what comes before and after it, in order."""
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append(act)
        self._characters += characters
        full = len(self._waiting) >= _TOGETHER or self._characters >= _CHARACTERS
        if full or time.monotonic() - self._since > _SECONDS:
            self.flush()

    def flush(self) -> None:
        acts, self._waiting, self._characters = self._waiting, [], 0
        if acts:
            with self._intake.together():
                for act in acts:
                    act()
            self._catchup.wake()

    def take_in(
        self, path: bytes, name: str, mark: str, reads: Iterable[Read], known: Known | None, **state: str | None
    ) -> bool:
        """The documents of a file or page, one by one as they are read; what it held beside them is not there any
        more. One that cannot be read, or not to its end, is tried again by the next run. ``state``: see
        ``Intake.finish``. Gives whether it was read to its end."""
        before = {one.name: one for one in known.held} if known else {}
        members: set[str] = set()
        reason = ""
        for read in reads:
            place = Placed(path, read.member)
            if read.document:
                self.put(place, read, before)
            elif not read.member:  # nothing comes behind it; a reader that is left halfway has to end
                reason = reason or read.reason
            else:
                self.refuse(place, f"{name}/{read.member}", read.reason)
            members.add(read.member)
        if reason:
            self.give_up(path, name, reason)
        else:
            self.finish(path, name, mark, members, **state)
        return not reason

    def put(self, place: Placed, read: Read, before: Mapping[str, Held]) -> None:
        """A document that was read. ``before``: what the file held, by name."""
        document = read.document
        if document is None:
            raise AssertionError("what could not be read is refused")

        def act() -> None:
            became = self._intake.put(place, document, read.passages, read.terms, self._model)
            if became is Became.UNCHANGED:
                self._stays(document.name, before.get(document.name))
            elif became is Became.DISMISSED:
                self.dismissed.append(document.name)
            elif became is Became.COPY:
                self.copies[document.id] = document.name
            else:
                (self.added if became is Became.ADDED else self.updated).append(document.name)

        self.later(act, len(document.text))

    def refuse(self, place: Placed, name: str, reason: str) -> None:
        """One of several documents of a file could not be read."""
        self.fail(name, reason)
        self.later(lambda: self._intake.refuse(place, name, reason))

    def finish(self, path: bytes, name: str, mark: str, members: set[str], **state: str | None) -> None:
        """The file was read to its end: what it held beside these members is not there any more. ``state``: see
        ``Intake.finish``."""
        self.later(lambda: self.removed.extend(self._intake.finish(path, name, mark, members, **state)))

    def give_up(self, path: bytes, name: str, reason: str) -> None:
        """The file could not be read, or not to its end. The next run tries it again."""
        self.fail(name, reason)
        self.later(lambda: self._intake.fail(path, name, reason))

    def as_it_was(self, known: Known) -> None:
        """The file has not changed since it was taken in."""
        for one in known.held:
            self._stays(one.name, one)
        for name, reason in known.failures:
            self.fail(name, reason)

    def _stays(self, name: str, held: Held | None) -> None:
        """The document is what it was. What an earlier run began and did not finish the one that does reports."""
        if held is None or not held.waiting:
            self.unchanged.append(name)
        else:
            (self.updated if held.replaces else self.added).append(name)

    def forget(self, path: bytes) -> None:
        """The file is not there any more. Call it at the end: what it held may have come in under another name."""
        for name, id_ in self._intake.forget(path):
            if id_ in self.copies:
                self.renamed.append(self.copies.pop(id_))
            else:
                self.removed.append(name)
