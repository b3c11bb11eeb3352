"""One search index, kept in step with the catalog.

The catalog is the truth, and has every vector too. Whether the index agrees with it is a mark in the catalog: it is
missing while the index is written to, and whoever finds it missing compares the two, or makes the index anew beside the
old one and switches to it. Where the index lies is the business of a ``Store``.
"""

from __future__ import annotations

import json
import time
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Lock, RLock
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from assistant.catalog.catalog import Catalog
from assistant.catalog.journal import Journal
from assistant.errors import (
    LibraryDamagedError,
    LibraryError,
    LibraryRefusedError,
    LibraryStorageError,
    LibraryUnreachableError,
)
from assistant.index.store import Opened, Store
from assistant.index.vectors import VectorHit

Made = TypeVar("Made")

NAME, MARK, UNUSED = "index_folder", "index_print", "index_unused"  # facts of the catalog

_QUICK = 160 * 2**20  # bytes of vectors that can be compared one by one in time: 3.4 s where all processors are busy
_REST = 1.0  # seconds for which a server that did not answer is left alone
_LEISURE = 20  # the index is settled at most every so many times as long as that takes
_PATIENCE = 30.0  # seconds for which a write is tried again
_PAUSES = (0.1, 3.0)  # seconds before the second try, and at the most
_SOON = "The search index is being made. Ask again in a minute; meanwhile documents are found by their words."


class Index:
    """Searching is safe from any thread; so is writing, as long as no other process writes."""

    def __init__(self, store: Store, catalog: Catalog, journal: Journal, going: Callable[[], None]) -> None:
        """``going`` is called in the middle of long work, and raises where that shall end."""
        self._store = store
        self._catalog = catalog
        self._journal = journal
        self._going = going
        self._changing = RLock()  # held by whoever writes or replaces the index; a search does not need it
        # An embedded index is opened, and perhaps made anew, by one thread; one on a server must not wait for a write.
        self._opening: Lock | RLock = Lock() if store.shared else self._changing
        self._current: tuple[str, Opened] | None = None
        self._failed: str | None = None  # the name of one that failed here and is not tried again
        self._rest = 0.0  # until when a shared one is not tried again
        self._interrupted = False  # a write had to be tried again
        self._unsettled = False
        self._settled, self._cost = 0.0, 0.0  # when it was settled, and how long that took
        self.fault: LibraryError | None = None  # why the index is not used at the moment

    def close(self) -> None:
        if self._current:
            self._current[1].close()
        self._current = None
        self._store.close()

    def check(self) -> None:
        """Raises LibraryUnreachableError or LibraryRefusedError where it cannot be used."""
        self._store.check()

    # Searching

    def search(
        self, vector: NDArray[np.float32], k: int, documents: Sequence[str] | None, without: frozenset[str]
    ) -> list[VectorHit]:
        """See Library.search."""
        name = self._catalog.fact(NAME)
        if name and self._store.owns(name) and self._may_try(name):
            try:
                found = self._searched(name, vector, k, documents, without)
            except (LibraryUnreachableError, LibraryRefusedError) as error:
                self.fault = error
                self._rest = time.monotonic() + _REST
            except (LibraryDamagedError, LibraryStorageError) as error:
                self._fail(self._catalog.fact(NAME), error)
            else:
                self.fault, self._rest = None, 0.0
                return found
        if self._journal.size(waiting=False) > _QUICK:
            raise self.fault or LibraryError(_SOON)
        return [VectorHit(id_, near) for id_, near in self._journal.nearest(vector, k, documents, without)]

    @property
    def doubtful(self) -> bool:
        """Whether the index has to be compared with the catalog or made before it can be relied on."""
        name = self._catalog.fact(NAME)
        lacking = name is None or not self._store.owns(name)
        return self._catalog.dimensions is not None and (lacking or self._catalog.fact(MARK) is None)

    def warm(self) -> None:
        """Opens it."""
        if name := self._catalog.fact(NAME):
            self._opened(name)

    def _may_try(self, name: str) -> bool:
        if not self._store.shared:
            return name != self._failed
        now = time.monotonic()
        if now < self._rest:
            return False
        if self.fault:
            self._rest = now + _REST  # one search finds out whether it is back, and the others need not wait for that
        return True

    def _searched(
        self, name: str, vector: NDArray[np.float32], k: int, documents: Sequence[str] | None, without: frozenset[str]
    ) -> list[VectorHit]:
        try:
            return self._opened(name).search(vector, k, documents, without)
        except LibraryDamagedError:
            # Another process may have made it anew and switched to that.
            now = self._catalog.fact(NAME)
            if now is None or now == name or not self._store.shared:
                raise
            return self._opened(now).search(vector, k, documents, without)

    def _fail(self, name: str | None, error: LibraryError) -> None:
        self.fault = error
        self._failed = name
        self._rest = time.monotonic() + _REST
        with suppress(LibraryError):
            self._doubt()

    def _doubt(self) -> None:
        if self._catalog.fact(MARK) is not None:
            self._catalog.record({MARK: None})

    def _opened(self, name: str) -> Opened:
        if (current := self._current) and current[0] == name:
            return current[1]
        with self._opening:
            if self._current and self._current[0] == name:
                return self._current[1]
            mark = self._catalog.fact(MARK)
            index = self._store.open(name)
            ours = (self._catalog.embedding_model, self._catalog.dimensions)
            agrees = index.model == ours and self._counts(index, mark)
            if agrees and mark is not None and (now := self._store.opened(name)):
                # Opening it has written to it. Where this cannot be recorded it is made anew next time.
                with suppress(LibraryStorageError):
                    self._catalog.record({MARK: now})
            if agrees:
                self._switch((name, index))
                return index
            index.close()
            if self._store.shared:
                raise LibraryDamagedError(_SOON)  # whoever has the turn to write makes it anew
            self.make_anew()
            if self._current is None:
                raise LibraryDamagedError("The library has no vectors any more. Ingest its documents again.")
            return self._current[1]

    def _counts(self, index: Opened, mark: str | None) -> bool:
        # Counting also makes Chroma load it, which may write to it.
        held = index.count()
        if held == self._journal.count_indexed():
            return True
        # Another process may be writing to it.
        return self._store.shared and (mark is None or mark != self._catalog.fact(MARK))

    def _switch(self, index: tuple[str, Opened] | None) -> None:
        if self._current:
            # A search may still be using it, and the last one closes it: an index takes much memory.
            weakref.finalize(self._current[1], self._current[1].closing).atexit = False
        self._current = index

    # Keeping it in step

    def bring_in_step(self) -> None:
        """Compares a doubtful index with the catalog and gives it what it lacks, or makes it anew."""
        with self._changing:
            self._remove_unused()
            self._store.check()
            name, mark = self._catalog.fact(NAME), self._catalog.fact(MARK)
            if name and not self._store.owns(name):
                self.make_anew()
            elif name and mark is None:
                self._compare(name)
            elif name and mark and not self._store.intact(name, mark):
                self.make_anew()
            self.update()
            self.settle()

    def update(self, *, leisurely: bool = False) -> None:
        """Gives the index what it lacks and takes from it what it should not have; switches documents that were
        replaced. ``leisurely``: an ingest goes on; it is settled only if it was not for some time, and is given
        only what lies behind the embedding."""
        with self._changing:
            # As long as the model has never answered there are no vectors, and there is nothing to be in step with.
            if self._catalog.dimensions is None or not self._journal.unindexed():
                return
            self._store.reserve(self._journal.size(waiting=True))
            name = self._catalog.fact(NAME)
            if name is None or not self._store.owns(name) or self._store.outgrown(name, *self._size()):
                self.make_anew()
            elif name == self._failed:
                self._repair(name)
            try:
                self._write(embedding=leisurely)
            except LibraryDamagedError:
                self._repair(str(self._catalog.fact(NAME)))
                self._write(embedding=leisurely)
            self.settle(leisurely=leisurely)

    def _repair(self, name: str) -> None:
        if self._store.shared:
            self._failed = None
            self._compare(name)  # its server may only have been unwell
        else:
            self.make_anew()

    def settle(self, *, leisurely: bool = False) -> None:
        """What was written is made last, and marked as in step."""
        with self._changing:
            name = self._catalog.fact(NAME)
            now = time.monotonic()
            if not name or not self._unsettled or (leisurely and now - self._settled < _LEISURE * self._cost):
                return
            self._catalog.record({MARK: self._store.settle(name)})
            self._unsettled = False
            self._settled = time.monotonic()
            self._cost = self._settled - now

    def _write(self, *, embedding: bool) -> None:
        """``embedding``: see Journal.to_index."""
        name = str(self._catalog.fact(NAME))
        try:
            index = self._patiently(lambda: self._opened(name))
            self._unsettled = True
            self._doubt()
            self._hand_over(index, embedding=embedding)
            while self._interrupted:
                self._interrupted = False
                self._compare(name)
                index = self._patiently(lambda: self._opened(str(self._catalog.fact(NAME))))
                self._hand_over(index, embedding=embedding)
        except (LibraryDamagedError, LibraryStorageError) as error:
            self._fail(name, error)
            raise

    def _hand_over(self, index: Opened, *, embedding: bool) -> None:
        while batch := self._journal.to_index(embedding=embedding):
            self._going()
            given = batch
            self._patiently(lambda: index.upsert(given.ids, given.vectors, given.labels))  # noqa: B023 - called at once
            self._journal.indexed(batch.ids)
        self._journal.publish(embedding=embedding)
        if gone := self._journal.discarded():
            self._patiently(lambda: index.delete(gone))
            self._journal.forgotten(gone)

    def _compare(self, name: str) -> None:
        """What the index holds is what the journal says that it holds from now on."""
        held = self._patiently(lambda: self._store.inspect(name, self._catalog.vectors_of))
        if held is None:
            self.make_anew()
        else:
            self._journal.index_holds(held)
            self._unsettled = True

    def _patiently(self, call: Callable[[], Made]) -> Made:
        """Does it again, as long as a server does not answer, for a bounded time: each such call may be repeated."""
        until = time.monotonic() + _PATIENCE
        pause, longest = _PAUSES
        while True:
            try:
                return call()
            except LibraryUnreachableError as error:
                self._interrupted = True
                if time.monotonic() + pause > until:
                    self.fault = error
                    raise
            self._going()
            time.sleep(pause)
            pause = min(2 * pause, longest)

    def make_anew(self) -> None:
        """Makes the index from the catalog's vectors beside the former one and switches to it. Raises
        LibraryStorageError if there is not room enough."""
        with self._changing:
            former = self._catalog.fact(NAME)
            self._store.reserve(self._journal.size(waiting=False))
            model, dimensions = self._catalog.embedding_model, self._catalog.dimensions
            if model and dimensions:
                name = self._store.name(model)
                # Until it is switched to: killed before that, the next start removes it. No other is ever removed.
                self._catalog.record({UNUSED: json.dumps([*self._unused(), name])})
                index, held = self._filled(name, model)
                current = (name, index)
            else:
                name, held, current = None, [], None
            unused = {*self._unused(), former} - {name, None}
            # Killed before it is marked too, it is compared with the catalog.
            self._catalog.record({NAME: name, MARK: None, UNUSED: json.dumps(sorted(filter(None, unused)))})
            self._switch(current)
            self._journal.index_holds(held)
            self._failed, self._rest, self.fault = None, 0.0, None
            self._unsettled = True
            self.settle()
            self._remove_unused()

    def _filled(self, name: str, model: str) -> tuple[Opened, list[str]]:
        held: list[str] = []
        try:
            index = self._patiently(lambda: self._store.create(name, model, *self._size()))
            for batch in self._journal.vectors():
                self._going()
                given = batch
                self._patiently(lambda: index.upsert(given.ids, given.vectors, given.labels))  # noqa: B023 - at once
                held += batch.ids
        except BaseException:
            self._store.remove(name)
            raise
        return index, held

    def _size(self) -> tuple[int, int]:
        """Of the vectors: their dimensions, and how many there will be."""
        return self._catalog.dimensions or 0, self._journal.count()

    def _unused(self) -> list[str]:
        """The names of indexes that were made and are not used, or not yet."""
        found: list[str] = json.loads(self._catalog.fact(UNUSED) or "[]")
        return found

    def _remove_unused(self) -> None:
        if unused := self._unused():
            left = [name for name in unused if not self._store.remove(name)]
            if left != unused:
                with suppress(LibraryStorageError):  # the next start tries again
                    self._catalog.record({UNUSED: json.dumps(left) if left else None})
