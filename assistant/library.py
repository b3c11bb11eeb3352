"""The library: the catalog and the search index of one folder, owned by one process or shared by several.

The catalog is the truth. The index lies in the folder too, and then one process owns both; or it lies on a Chroma
server, and then any number of processes may ask while one of them ingests.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from threading import Condition, Lock, Thread
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from assistant.catalog import schema
from assistant.catalog.catalog import Catalog
from assistant.catalog.copies import Copies
from assistant.catalog.corrections import Corrections
from assistant.catalog.intake import Intake
from assistant.catalog.journal import Journal
from assistant.catalog.removals import Removals
from assistant.catalog.uploads import Uploads
from assistant.errors import (
    EmbeddingMismatchError,
    LibraryBusyError,
    LibraryError,
    LibraryStorageError,
    LibraryUnreachableError,
)
from assistant.index.chroma_server import ServerAddress
from assistant.index.embedded import FolderStore
from assistant.index.index import Index
from assistant.index.server import ServerStore
from assistant.index.store import Store
from assistant.index.vectors import VectorHit
from assistant.storage import folder as folders
from assistant.storage.database import CLOSED, Database

_MENDING = 10.0  # seconds after which a doubtful index on a server is looked at again


class Library:
    """Open until it is closed. ``catalog`` is what readers use, ``intake``, ``copies`` and ``journal`` what the ingest
    uses."""

    def __init__(self, folder: Path, *, model: str | None = None, server: ServerAddress | None = None) -> None:
        """Opens the library in ``folder``, makes it if there is none, and brings both stores in step.

        ``model``: the embedding model that questions and documents will come from; None does not compare it.
        ``server``: where the search index lies; None: in the folder.

        Raises LibraryBusyError if another process has it open, EmbeddingMismatchError if it was filled with another
        model, LibraryStorageError if the folder cannot be written to at all or holds other things, LibraryDamagedError
        if the catalog cannot be read, LibraryRefusedError if the server does not let us in or is none. On a full disk,
        and while the server does not answer, it opens, and what it held is answered.
        """
        self.folder = folder.absolute()
        self._one_ingest = Lock()
        self._ingests = False
        self._turn = folders.Turn(self.folder, shared=server is not None)
        self._mend_again = 0.0
        self._shared = server is not None
        self._using = Condition()
        self._users = 0  # calls that are under way in whatever threads
        self._closed = False
        self._lock = folders.take(self.folder, shared=self._shared)
        try:
            self._database = Database(self.folder / folders.CATALOG, schema.MIGRATIONS)
            try:
                self.catalog = Catalog(self._database)
                self.intake = Intake(self._database)
                self.copies = Copies(self._database)
                self.journal = Journal(self._database)
                self.corrections = Corrections(self._database, self.intake)
                self.removals = Removals(self._database)
                self.uploads = Uploads(self._database, self.folder)
                self._index = Index(self._store(server), self.catalog, self.journal, self._going)
                if self._shared:
                    folders.share(self._lock)
                self.expect(model)
                # What is there can be asked also where this fails; whoever writes will hear of the full disk, or of the
                # server. Where another process has the turn to write, that one does it.
                with suppress(LibraryStorageError, LibraryUnreachableError, LibraryBusyError):
                    self._index.check()
                    with self._turn.held():
                        self._index.bring_in_step()
            except BaseException:
                self._database.close()
                raise
        except BaseException:
            os.close(self._lock)
            raise

    def _store(self, server: ServerAddress | None) -> Store:
        store = FolderStore(self.folder)
        return ServerStore(server, self._own_word(), store) if server else store

    def _own_word(self) -> str:
        """Tells the library from all others on a server, also from a copy of its folder."""
        inode = (self.folder / folders.CATALOG).stat().st_ino
        with self._database.writing():
            stated = (self.catalog.fact("library") or "").split()
            if len(stated) == 2 and stated[1] == str(inode):  # noqa: PLR2004 - the word and the inode
                return stated[0]
            word = token_hex(8)
            self.catalog.record({"library": f"{word} {inode}"})
            return word

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
        self._index.close()
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

    def _going(self) -> None:
        if self._closed:
            raise LibraryError(CLOSED)

    @property
    def ingesting(self) -> AbstractContextManager[None]:
        """Held by an ingest from its first file to its last; a second one of this process waits for it. Raises
        LibraryBusyError if another process ingests."""
        return self._ingesting()

    @contextmanager
    def _ingesting(self) -> Iterator[None]:
        with self._one_ingest, self._turn.held():
            self._ingests = True
            try:
                yield
            finally:
                self._ingests = False
                with suppress(LibraryError):  # unsettled, it is inspected by the next start
                    self._index.settle()

    def expect(self, model: str | None) -> None:
        """Raises EmbeddingMismatchError unless the vectors are of this model. An empty library becomes this model's."""
        filled = self.catalog.embedding_model
        if model is None or filled is None or filled == model:
            return
        if self.catalog.documents():
            raise EmbeddingMismatchError(
                f"This library was filled with the embedding model {filled}, and {model} is set now: their vectors "
                f"cannot be compared. Set {filled} again, or run `assistant ingest --rebuild`, which embeds all "
                f"documents of the library with {model}."
            )
        with self._turn.held():
            self.journal.switch_model(model, None)
            self.index_anew()

    @property
    def fault(self) -> LibraryError | None:
        """Why the search index is not used at the moment, and the catalog's vectors are compared instead."""
        return self._index.fault

    def warm(self) -> None:
        """Opens the search index now rather than at the first question."""
        with self._open():
            self._index.warm()

    def search(
        self,
        vector: NDArray[np.float32],
        k: int,
        documents: Sequence[str] | None = None,
        without: frozenset[str] = frozenset(),
    ) -> list[VectorHit]:
        """The ``k`` passages that are nearest to a question's vector, nearest first; of the documents with these ids
        only, or of all ``without`` some.

        Should the index fail, the vectors of the catalog are compared one by one: slower. Raises what the index raised
        where these are too many.
        """
        with self._open():
            dimensions = self.catalog.dimensions
            if dimensions is None:
                return []
            if vector.shape != (dimensions,):
                raise EmbeddingMismatchError(
                    f"The library's vectors have {dimensions} dimensions, the question's has {vector.size}. Set the "
                    "embedding model that the library was filled with, or run `assistant ingest --rebuild`."
                )
            try:
                return self._index.search(vector, k, documents, without)
            finally:
                self._mend_if_doubtful()

    def index(self) -> None:
        """Gives the search index what it lacks and takes from it what it should not have; switches documents that were
        replaced. While an ingest goes on it may write meanwhile, and the index is settled at its end.

        Raises LibraryStorageError if there is not room enough, before anything is written; LibraryUnreachableError if
        its server did not answer for half a minute: the next ingest goes on.
        """
        with self._open(), self._turn.held():
            self._index.update(leisurely=self._ingests)

    def index_anew(self) -> None:
        """Makes the search index from the catalog's vectors beside the former one and switches to it. Raises what
        ``index`` raises."""
        with self._open(), self._turn.held():
            self._index.make_anew()

    def _mend_if_doubtful(self) -> None:
        """A server's index that is not in step is mended by any process that may write: nobody waits for a restart."""
        if not self._shared or time.monotonic() < self._mend_again or not self._index.doubtful:
            return
        self._mend_again = time.monotonic() + _MENDING
        Thread(target=self._mend, name="mending", daemon=True).start()

    def _mend(self) -> None:
        # Whoever ingests mends it too; and what fails is tried again after some searches more.
        with suppress(LibraryError), self._open():
            if self._one_ingest.acquire(blocking=False):
                try:
                    with self._turn.held():
                        self._index.bring_in_step()
                finally:
                    self._one_ingest.release()
