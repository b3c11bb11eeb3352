"""The library: both stores of one folder, owned by one process, and kept in step.

The catalog is the truth. Whether the vector index agrees with it is known without opening it: the catalog holds the
fingerprint of the index's files as they were after the last write, and none while one is going on. An index whose
fingerprint is missing is inspected, one that changed behind our back or fails is made anew beside the old one.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from threading import Lock, RLock
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from assistant import rows, vectors
from assistant.catalog import Catalog
from assistant.database import Database, errors_mapped
from assistant.errors import (
    EmbeddingMismatchError,
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryStorageError,
)
from assistant.journal import Journal
from assistant.vectors import VectorHit, Vectors

_MARGIN = 64 * 2**20  # bytes that stay free on the disk beside what a write needs


class Library:
    """Open until it is closed. ``catalog`` is what readers use, ``journal`` what the ingest uses."""

    def __init__(self, folder: Path, *, model: str | None = None) -> None:
        """Opens the library in ``folder``, makes it if there is none, and brings both stores in step.

        ``model``: the embedding model that questions and documents will come from; None does not compare it.
        Raises LibraryBusyError if another process has it open, EmbeddingMismatchError if it was filled with another
        model, LibraryStorageError if the folder cannot be written to at all, LibraryDamagedError if the catalog cannot
        be read. On a full disk it opens, and what it held is answered.
        """
        self.folder = folder.absolute()
        self._index: Vectors | None = None
        self._former: list[Vectors] = []  # indexes that were replaced, and that a search may still be using
        self._changing = RLock()  # held by whoever opens, writes or replaces the index; a search does not need it
        self.ingesting = Lock()  # held by an ingest from its first file to its last
        self._failed = False  # the index failed in this process and is not tried again until something is written
        self._lock = _locked(self.folder)
        try:
            self._database = Database(self.folder / "catalog.sqlite3", rows.MIGRATIONS)
            try:
                self.catalog = Catalog(self._database)
                self.journal = Journal(self._database)
                self.expect(model)
                try:
                    self._bring_in_step()
                except LibraryStorageError:
                    self._failed = True  # what is there can still be asked; whoever writes will hear of the full disk
            except BaseException:
                self._database.close()
                raise
        except BaseException:
            os.close(self._lock)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the folder. Closing twice does no harm."""
        with self._changing:
            for index in (self._index, *self._former):
                if index:
                    index.close()
            self._index = None
            self._former = []
            self._database.close()
            if self._lock >= 0:
                os.close(self._lock)
                self._lock = -1

    def expect(self, model: str | None) -> None:
        """Raises EmbeddingMismatchError unless the vectors are of this model. An empty library becomes this model's."""
        filled = self.catalog.embedding_model
        if model is None or filled is None or filled == model:
            return
        if self.catalog.searched().documents:
            raise EmbeddingMismatchError(
                f"This library was filled with the embedding model {filled}, and {model} is set now: their vectors "
                f"cannot be compared. Set {filled} again, or run `assistant ingest --rebuild`, which embeds all "
                f"documents of the library with {model}."
            )
        self.journal.switch_model(model, None)
        self.index_anew()

    def warm(self) -> None:
        """Opens the vector index now rather than at the first question."""
        if self.catalog.fact("index_folder"):
            self._opened()

    def search(self, vector: NDArray[np.float32], k: int, where: Mapping[str, Any] | None = None) -> list[VectorHit]:
        """The ``k`` passages that are nearest to a question's vector, nearest first; see Vectors.search.

        Should the index fail, the vectors of the catalog are compared one by one: slower, and only without ``where``.
        """
        if not self.catalog.fact("index_folder"):
            return []
        if vector.shape != (self.catalog.dimensions,):
            raise EmbeddingMismatchError(
                f"The library's vectors have {self.catalog.dimensions} dimensions, the question's has {vector.size}. "
                "Set the embedding model that the library was filled with, or run `assistant ingest --rebuild`."
            )
        try:
            if not self._failed:
                return self._opened().search(vector, k, where)
        except (LibraryDamagedError, LibraryStorageError):
            self._failed = True
            with suppress(LibraryError):
                self.catalog.record({"index_print": None})
            if where:
                raise
        return self._nearest(vector, k)

    def _nearest(self, vector: NDArray[np.float32], k: int) -> list[VectorHit]:
        best: list[VectorHit] = []
        for batch in self.journal.vectors():
            similar = batch.vectors @ vector
            best += [VectorHit(id_, float(near)) for id_, near in zip(batch.ids, similar, strict=True)]
            best = sorted(best, key=lambda hit: -hit.similarity)[:k]
        return best

    def index(self) -> None:
        """Gives the vector index what it lacks and takes from it what it should not have; switches documents that
        were replaced. Raises LibraryStorageError if there is not room enough, before anything is written."""
        with self._changing:
            if not self.journal.unindexed():
                return
            self._reserve(self.journal.size(waiting=True))
            with self._out_of_step() as index:
                while batch := self.journal.to_index():
                    index.upsert(batch.ids, batch.vectors, batch.labels)
                    self.journal.indexed(batch.ids)
                self.journal.publish()
                if gone := self.journal.discarded():
                    index.delete(gone)
                    self.journal.forgotten(gone)

    def index_anew(self) -> None:
        """Makes the vector index from the catalog's vectors in a new folder and switches to it."""
        with self._changing:
            former = self.catalog.fact("index_folder")
            self._reserve(self.journal.size(waiting=False))
            # Never a name that was used before: Chroma keeps what it knows of a folder under its name.
            folder = self.folder / f"vectors-{token_hex(4)}"
            index = None
            model, dimensions = self.catalog.embedding_model, self.catalog.dimensions
            if model and dimensions:
                with _removed_on_failure(folder):
                    index = Vectors.create(folder, model, dimensions)
                    held: list[str] = []
                    for batch in self.journal.vectors():
                        index.upsert(batch.ids, batch.vectors, batch.labels)
                        held += batch.ids
                    print_ = vectors.settle(folder)
                self.journal.index_holds(held)
                self.catalog.record({"index_folder": folder.name, "index_print": print_})
            else:
                self.journal.index_holds([])
                self.catalog.record({"index_folder": None, "index_print": None})
            if self._index:
                self._former.append(self._index)
            self._index = index
            self._failed = False
            if former:
                shutil.rmtree(self.folder / former, ignore_errors=True)

    @contextmanager
    def _out_of_step(self) -> Iterator[Vectors]:
        """While the block writes to the index its fingerprint is missing: killed there, it is inspected."""
        if self.catalog.fact("index_folder") is None or self._failed:
            self.index_anew()
        index = self._opened()
        folder = self.folder / str(self.catalog.fact("index_folder"))
        self.catalog.record({"index_print": None})
        try:
            yield index
        except LibraryError:
            self._failed = True
            raise
        self.catalog.record({"index_print": vectors.settle(folder)})

    def _opened(self) -> Vectors:
        if index := self._index:
            return index
        with self._changing:
            if self._index is None:
                folder = self.folder / str(self.catalog.fact("index_folder"))
                index = self._index = Vectors.open(folder)
                ours = (self.catalog.embedding_model, self.catalog.dimensions)
                # Counting also makes Chroma load it, which may write to it.
                if index.count() != self.journal.count_indexed() or index.model != ours:
                    self.index_anew()
                elif self.catalog.fact("index_print") is not None:
                    # Opening it has written to it. Where this cannot be recorded it is made anew next time.
                    with suppress(LibraryStorageError):
                        self.catalog.record({"index_print": vectors.fingerprint(folder)})
            if self._index is None:
                raise LibraryDamagedError("The library has no vectors any more. Ingest its documents again.")
            return self._index

    def _bring_in_step(self) -> None:
        name = self.catalog.fact("index_folder")
        for folder in self.folder.glob("vectors-*"):
            if folder.name != name:
                shutil.rmtree(folder, ignore_errors=True)
        if name:
            stated = self.catalog.fact("index_print")
            if stated is None:
                held = vectors.inspect(self.folder / name, self.catalog.vectors_of)
                if held is None:
                    self.index_anew()
                else:
                    self.journal.index_holds(held)
                    self.catalog.record({"index_print": vectors.settle(self.folder / name)})
            elif stated != vectors.fingerprint(self.folder / name):
                self.index_anew()
        self.index()

    def _reserve(self, size: int) -> None:
        needed = 3 * size + _MARGIN
        with errors_mapped(self.folder):
            free = shutil.disk_usage(self.folder).free
        if free < needed:
            raise LibraryStorageError(
                f"The disk of {self.folder} is almost full: {free // 2**20} MB are free and "
                f"{needed // 2**20} MB are needed. Free some space, then try again. What the library "
                "held before is kept."
            )


@contextmanager
def _removed_on_failure(folder: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _locked(folder: Path) -> int:
    """Takes the folder for this process, until the handle is closed or the process ends in whatever way."""
    with errors_mapped(folder):
        ours = not folder.exists() or not any(folder.iterdir()) or (folder / "catalog.sqlite3").exists()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if ours:
            folder.chmod(0o700)
        handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        owner = os.read(handle, 20).decode("ascii", "replace").strip() or "unknown"
        os.close(handle)
        raise LibraryBusyError(
            f"The library {folder} is open in another process (number {owner}). Close that one first, or name another "
            "library with --library."
        ) from error
    with suppress(OSError):  # the number is a courtesy: a full disk must not keep us out
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
    return handle
