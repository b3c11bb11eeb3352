"""The library: both stores of one folder, owned by one process, and kept in step.

The catalog is the truth. Whether the vector index agrees with it is known without opening it: the catalog holds the
fingerprint of the index's files as they were after the last write, and none while one is going on. An index whose
fingerprint is missing is inspected, one that changed behind our back or fails is made anew beside the old one.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from threading import Condition, Lock, RLock
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from assistant import folder as folders
from assistant import rows, vectors
from assistant.catalog import Catalog
from assistant.database import CLOSED, Database
from assistant.errors import (
    EmbeddingMismatchError,
    LibraryDamagedError,
    LibraryError,
    LibraryStorageError,
)
from assistant.inspection import inspect
from assistant.journal import Journal
from assistant.vectors import VectorHit, Vectors


class Library:
    """Open until it is closed. ``catalog`` is what readers use, ``journal`` what the ingest uses."""

    def __init__(self, folder: Path, *, model: str | None = None) -> None:
        """Opens the library in ``folder``, makes it if there is none, and brings both stores in step.

        ``model``: the embedding model that questions and documents will come from; None does not compare it.
        Raises LibraryBusyError if another process has it open, EmbeddingMismatchError if it was filled with another
        model, LibraryStorageError if the folder cannot be written to at all or holds other things, LibraryDamagedError
        if the catalog cannot be read. On a full disk it opens, and what it held is answered.
        """
        self.folder = folder.absolute()
        self._index: Vectors | None = None
        self._former: list[Vectors] = []  # indexes that were replaced, and that a search may still be using
        self._changing = RLock()  # held by whoever opens, writes or replaces the index; a search does not need it
        self.ingesting = Lock()  # held by an ingest from its first file to its last
        self._failed = False  # the index failed in this process and is not tried again until something is written
        self._using = Condition()
        self._users = 0  # calls that are under way in whatever threads
        self._closed = False
        self._lock = folders.take(self.folder)
        try:
            self._database = Database(self.folder / folders.CATALOG, rows.MIGRATIONS)
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
        """Lets go of the folder, as soon as the searches and writes that are under way are through.

        Afterwards everything else raises LibraryError. Closing twice does no harm.
        """
        with self._using:
            if self._closed:
                return
            self._closed = True
            self._using.wait_for(lambda: not self._users)
        for index in (self._index, *self._former):
            if index:
                index.close()
        self._index = None
        self._former = []
        self._database.close()
        os.close(self._lock)

    @contextmanager
    def _open(self) -> Iterator[None]:
        """Keeps the library open for the block. Raises LibraryError if it is closed."""
        with self._using:
            if self._closed:
                raise LibraryError(CLOSED)
            self._users += 1
        try:
            yield
        finally:
            with self._using:
                self._users -= 1
                self._using.notify_all()

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
        with self._open():
            if self.catalog.fact("index_folder"):
                self._opened()

    def search(self, vector: NDArray[np.float32], k: int, where: Mapping[str, Any] | None = None) -> list[VectorHit]:
        """The ``k`` passages that are nearest to a question's vector, nearest first; see Vectors.search.

        Should the index fail, the vectors of the catalog are compared one by one: slower, and only without ``where``.
        """
        with self._open():
            if not self.catalog.fact("index_folder"):
                return []
            if vector.shape != (self.catalog.dimensions,):
                raise EmbeddingMismatchError(
                    f"The library's vectors have {self.catalog.dimensions} dimensions, the question's has "
                    f"{vector.size}. Set the embedding model that the library was filled with, or run `assistant "
                    "ingest --rebuild`."
                )
            return self._found(vector, k, where)

    def _found(self, vector: NDArray[np.float32], k: int, where: Mapping[str, Any] | None) -> list[VectorHit]:
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
        with self._open(), self._changing:
            # As long as the model has never answered there are no vectors, and there is nothing to be in step with.
            if self.catalog.dimensions is None or not self.journal.unindexed():
                return
            folders.reserve(self.folder, self.journal.size(waiting=True))
            with self._out_of_step() as index:
                while batch := self.journal.to_index():
                    index.upsert(batch.ids, batch.vectors, batch.labels)
                    self.journal.indexed(batch.ids)
                self.journal.publish()
                if gone := self.journal.discarded():
                    index.delete(gone)
                    self.journal.forgotten(gone)

    def index_anew(self) -> None:
        """Makes the vector index from the catalog's vectors in a new folder and switches to it. Raises
        LibraryStorageError if there is not room enough."""
        with self._open(), self._changing:
            self._make_anew()

    def _make_anew(self) -> None:
        former = self.catalog.fact("index_folder")
        folders.reserve(self.folder, self.journal.size(waiting=False))
        index = None
        facts: dict[str, str | None] = {"index_folder": None, "index_print": None}
        model, dimensions = self.catalog.embedding_model, self.catalog.dimensions
        held: list[str] = []
        if model and dimensions:
            # Never a name that was used before: Chroma keeps what it knows of a folder under its name.
            folder = self.folder / f"{folders.INDEX}{token_hex(4)}"
            # Until it is switched to: killed before that, the next start removes it. No other folder is ever removed.
            self.catalog.record({"index_unused": json.dumps([*self._unused(), folder.name])})
            with _removed_on_failure(folder):
                index = Vectors.create(folder, model, dimensions)
                for batch in self.journal.vectors():
                    index.upsert(batch.ids, batch.vectors, batch.labels)
                    held += batch.ids
                facts = {"index_folder": folder.name, "index_print": vectors.settle(folder)}
        self.journal.index_holds(held)
        unused = {*self._unused(), former} - {facts["index_folder"], None}
        self.catalog.record({**facts, "index_unused": json.dumps(sorted(filter(None, unused)))})
        if self._index:
            self._former.append(self._index)
        self._index = index
        self._failed = False
        self._remove_unused()

    def _unused(self) -> list[str]:
        """Index folders that were made and are not used, or not yet."""
        found: list[str] = json.loads(self.catalog.fact("index_unused") or "[]")
        return found

    def _remove_unused(self) -> None:
        if unused := self._unused():
            for name in unused:
                shutil.rmtree(self.folder / name, ignore_errors=True)
            left = [name for name in unused if (self.folder / name).exists()]
            with suppress(LibraryStorageError):  # the next start tries again
                self.catalog.record({"index_unused": json.dumps(left) if left else None})

    @contextmanager
    def _out_of_step(self) -> Iterator[Vectors]:
        """While the block writes to the index its fingerprint is missing: killed there, it is inspected."""
        if self.catalog.fact("index_folder") is None or self._failed:
            self._make_anew()
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
                    self._make_anew()
                elif self.catalog.fact("index_print") is not None:
                    # Opening it has written to it. Where this cannot be recorded it is made anew next time.
                    with suppress(LibraryStorageError):
                        self.catalog.record({"index_print": vectors.fingerprint(folder)})
            if self._index is None:
                raise LibraryDamagedError("The library has no vectors any more. Ingest its documents again.")
            return self._index

    def _bring_in_step(self) -> None:
        self._remove_unused()
        name = self.catalog.fact("index_folder")
        if name:
            stated = self.catalog.fact("index_print")
            if stated is None:
                held = inspect(self.folder / name, self.catalog.vectors_of)
                if held is None:
                    self.index_anew()
                else:
                    self.journal.index_holds(held)
                    self.catalog.record({"index_print": vectors.settle(self.folder / name)})
            elif stated != vectors.fingerprint(self.folder / name):
                self.index_anew()
        self.index()


@contextmanager
def _removed_on_failure(folder: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
