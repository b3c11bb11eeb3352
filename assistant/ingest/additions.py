"""What readers add beside the page: files, folders and addresses, one after the other, and how far each of them is.

A thread of its own takes them in. Files go first, for somebody waits for them: what the keeper is at steps aside, and
goes on when they can be found by their words. How far a file is the catalog says; of folders and addresses the ingest.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from secrets import token_hex
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING

from assistant.catalog.uploads import Upload
from assistant.errors import AssistantError, LibraryBusyError, LibraryError
from assistant.ingest.added import Addition, Kind, Step, file_told, ingest_told
from assistant.ingest.catchup import Progress, Stage

if TYPE_CHECKING:
    from assistant.ingest.keeper import Keeper, Taking
    from assistant.ingest.recording import Report
    from assistant.ingest.watching import Source
    from assistant.library import Library

REMEMBERED = 200  # additions that are listed
_PURGE = 20.0  # seconds after which it is looked for what is to go for good
_GATHER = 0.3  # seconds for which it is waited for more: files come one after the other
_BUSY = 5.0  # seconds after which it is tried again where another process takes documents in


class Additions:
    """``take_in``: as the keeper's, ``keeper``: what steps aside. Use ``start`` and ``close``."""

    def __init__(self, library: Library, take_in: Taking, keeper: Keeper) -> None:
        self._library = library
        self._take_in = take_in
        self._keeper = keeper
        self._changed = Condition()
        self._all: dict[str, Addition] = {}
        self._queue: deque[str] = deque()
        self._batch: list[str] = []  # what is being taken in
        self._ending: Event | None = None
        self._is_reading = False
        self._reading = ""  # the name of the document at hand
        self._rest = False  # passages wait that nobody embeds
        self._problem = ""  # why the last ingest ended early
        self._closed = False
        self._thread = Thread(target=self._run, name="additions")

    def start(self) -> None:
        """Goes on with what an earlier run left."""
        self._library.uploads.sweep()
        for upload in self._library.uploads.unread():
            self.add_file(upload)
        self._rest = not self._keeper.working().is_busy and self._library.journal.unembedded() > 0
        self._thread.start()

    def close(self) -> None:
        """Ends what is going on after the document at hand. The next start goes on there."""
        with self._changed:
            self._closed = True
            if self._ending:
                self._ending.set()
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join()

    def add_file(self, upload: Upload) -> str:
        """Queues a file that was brought. Gives the key of the addition."""
        return self._add(Kind.FILE, upload.name, upload.owner, Path(os.fsdecode(upload.path)))

    def add(self, source: Source, owner: str) -> str:
        """Queues a folder or an address. Gives the key of the addition."""
        kind = Kind.ADDRESS if isinstance(source, str) else Kind.FOLDER
        return self._add(kind, str(source), owner, source)

    def add_again(self, place: bytes, name: str, owner: str) -> str:
        """Queues something that is in the library by its place. Gives the key of the addition."""
        if place.startswith(b"/"):
            return self._add(Kind.FOLDER, name, owner, Path(os.fsdecode(place)))
        return self._add(Kind.ADDRESS, name, owner, place.decode())

    def tend(self) -> None:
        """Something was brought back or corrected: its passages are embedded, its copies found, its words tidied."""
        with self._changed:
            self._rest = True
            self._changed.notify_all()

    def waiting(self, owner: str) -> int:
        """How many files of an owner are not read yet."""
        return sum(one.kind is Kind.FILE and one.step in (Step.QUEUED, Step.READING) for one in self.listed(owner))

    def listed(self, owner: str) -> list[Addition]:
        """What this owner has added, the last first."""
        with self._changed:
            held = [one for one in self._all.values() if one.owner == owner]
        return [self._now(one) for one in reversed(held)]

    def cancel(self, key: str, owner: str) -> None:
        """Stops an addition that is not through. What it has brought is taken out where it is a file, and stays where
        it is a folder or an address. Raises LibraryError where there is nothing to stop."""
        with self._changed:
            one = self._all.get(key)
            if one is None or one.owner != owner or self._now(one).step.is_last:
                raise LibraryError("There is nothing to stop: this is through. Remove the document from the list.")
            self._all[key] = replace(one, step=Step.STOPPED)
            if key in self._queue:
                self._queue.remove(key)
            if key in self._batch and self._ending:
                self._ending.set()
            self._changed.wait_for(lambda: key not in self._batch, timeout=30)
        if one.kind is Kind.FILE:
            self._take_out(one)

    def forget(self, owner: str) -> None:
        """Takes off the list what is through."""
        through = [one.key for one in self.listed(owner) if one.step.is_last]
        with self._changed:
            for key in through:
                self._all.pop(key, None)

    def purge(self, reader: str | None = None) -> int:
        """Takes away for good what was removed long enough ago, or all that a ``reader`` has removed. Gives how many
        documents that were. May raise LibraryError."""
        number, files = self._library.removals.purge(reader)
        for path in files:
            self._library.uploads.discard(path)
        if self._library.intake.untidy():
            self._library.intake.tidy()
        return number

    def _take_out(self, one: Addition) -> None:
        path = _place(one.source)
        self._library.intake.forget(path)
        self._library.uploads.discard(path)
        self.tend()

    def _add(self, kind: Kind, name: str, owner: str, source: Source) -> str:
        key = token_hex(8)
        with self._changed:
            for old in [old.key for old in self._all.values() if old.step.is_last][: len(self._all) - REMEMBERED]:
                del self._all[old]
            self._all[key] = Addition(key, kind, name, owner, source)
            self._queue.append(key)
            # Vectors can wait, and where a file is added, so can a folder; a reader should not.
            is_slow = not self._is_reading or (kind is Kind.FILE and self._kind_at_hand is not Kind.FILE)
            if self._ending and is_slow:
                self._ending.set()
            self._changed.notify_all()
        return key

    @property
    def _is_due(self) -> bool:
        """Whether what waits is to be embedded here: while the keeper is at something, it does that too."""
        return self._rest and not self._keeper.working().is_busy

    @property
    def _kind_at_hand(self) -> Kind | None:
        return self._all[self._batch[0]].kind if self._batch else None

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or self._queue or self._is_due, timeout=_PURGE)
                if self._closed:
                    return
                if self._queue:
                    self._changed.wait_for(lambda: self._closed, timeout=_GATHER)
                batch, rest = self._next(), self._is_due
                self._batch, self._rest = [one.key for one in batch], self._rest and not rest
            with suppress(LibraryError):  # the next look tries again
                self.purge()
            if batch or rest:
                self._take(batch)

    def _next(self) -> list[Addition]:
        """The files that wait, all at once; where there are none, the first of the rest."""
        waiting = [self._all[key] for key in self._queue]
        batch = [one for one in waiting if one.kind is Kind.FILE] or waiting[:1]
        for one in batch:
            self._queue.remove(one.key)
            self._all[one.key] = replace(one, step=Step.READING)
        return batch

    def _take(self, batch: Sequence[Addition]) -> None:
        with self._changed:
            ending = self._ending = Event()
            self._is_reading, self._reading, self._problem = bool(batch), "", ""
            if self._closed:
                ending.set()
        report: Report | AssistantError
        try:
            # Without documents only what waits is embedded: nobody has to step aside for that.
            with self._keeper.aside() as interrupted:
                report = self._take_in(
                    [one.source for one in batch], self._progress(ending, gives_way=interrupted), ending
                )
        except AssistantError as error:
            report, interrupted = error, True
        with self._changed:
            self._ending = None
            self._batch = []
            for one in batch:
                self._settle(one, report, is_cut=ending.is_set() and self._is_reading)
            self._rest = self._rest or (ending.is_set() and not interrupted)
            self._changed.notify_all()
        if isinstance(report, LibraryBusyError):
            time.sleep(_BUSY)

    def _progress(self, ending: Event, *, gives_way: bool) -> Callable[[Progress], None]:
        def progressed(step: Progress) -> None:
            if step.stage is not Stage.READING:
                return
            with self._changed:
                self._reading = step.name
                for key in self._batch:
                    one = self._all[key]
                    self._all[key] = replace(one, done=step.done, total=step.total)
                if step.done == step.total:
                    self._is_reading = False
                    if gives_way or self._queue:
                        ending.set()  # who stepped aside embeds the rest

        return progressed

    def _settle(self, one: Addition, report: Report | AssistantError, *, is_cut: bool) -> None:
        """What has become of an addition when the ingest has ended."""
        one = self._all[one.key]
        if one.step is Step.STOPPED:
            return
        state = self._library.uploads.state(_place(one.source)) if one.kind is Kind.FILE else None
        unread = state is not None and not state.is_read and not state.failure
        if isinstance(report, LibraryBusyError) or (is_cut and (state is None or unread)):
            self._all[one.key] = replace(one, step=Step.QUEUED)
            self._queue.append(one.key)
        elif isinstance(report, AssistantError):
            self._problem = str(report)
            is_held = state is not None and state.documents
            step = Step.READING if is_held else Step.REFUSED
            self._all[one.key] = replace(one, step=step, said=self._problem)
        elif state is None:
            self._all[one.key] = ingest_told(one, report)

    def _now(self, one: Addition) -> Addition:
        """How far an addition is at the moment."""
        if one.kind is not Kind.FILE or one.step in (Step.QUEUED, Step.STOPPED, Step.REFUSED):
            return one
        state = self._library.uploads.state(_place(one.source))
        if state and not state.failure and not state.is_read and not state.passages:
            step = Step.READING if one.name == self._reading else Step.QUEUED
            return replace(one, step=step, done=0, total=0)
        return file_told(one, state, self._problem)


def _place(source: Source) -> bytes:
    return source.encode() if isinstance(source, str) else bytes(source)
