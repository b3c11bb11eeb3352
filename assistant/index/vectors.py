"""The search index over the vectors, in a folder or on a Chroma server. The only module that knows Chroma.

Chroma is fast and not crash-safe: killed while it rewrites its files in place, it loses the whole collection, and
opening what is left may end the process or fill the disk. So nothing is kept here that the catalog does not hold too;
the library opens a folder only if nothing has touched it since it was last ``settle``d, or after ``inspection.py`` has
tried it in a process of its own. Messages name neither paths nor what Chroma says: they reach the page.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from assistant.domain import document_id
from assistant.errors import (
    LibraryDamagedError,
    LibraryError,
    LibraryStorageError,
    LibraryUnreachableError,
)
from assistant.index.chroma_server import UNREACHABLE, ServerAddress, no_chroma, session
from assistant.index.files import STORAGE, files_mapped

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.fastapi import FastAPI
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import QueryResult
    from chromadb.types import Collection as CollectionModel

Matrix = NDArray[np.float32]

_COLLECTION = "passages"
# Chroma's defaults (16, 100, 100) lose vectors among near-copies: up to 6 of 1,200 could not be reached at all, in 5 of
# 12 builds; with these none in 18, for twice the time to build and half as much again to search.
_GRAPH: CreateHNSWConfiguration = {
    "space": "cosine",
    "max_neighbors": 32,
    "ef_construction": 200,
    "ef_search": 200,
}
_PAGE = 10_000  # ids that are asked for at a time
_SAME = 1e-4  # the distance of a vector from itself, as it is reckoned
# What Chroma says while a part of it does not answer another, as under load or while a collection's first files are
# written. It passes.
_UNWELL_WORDS = ("nothing found on disk", "log store", "compactor")
_AGAIN, _PAUSE = 2, 0.2  # times that a search is tried again, and seconds between them
_SPARE = 2  # times as many passages are asked for as are wanted, where some are left out
_MOST_NAMED = 10_000  # documents that Chroma is asked for at a time; it refuses more than 32,000
_BATCH = 1000  # passages that are looked up or taken out at a time
# Chroma answers no search while it takes in what it is given: 1,000 vectors take a second of two busy processors, and
# what is given at once behind them goes before a search that waits. So little is given at a time, and as long as
# somebody searches there is a pause behind it. Eight readers' p95 went from 1.2-2.1 s to 0.3-0.5 s by that.
_GIVEN = 100
_SEARCHED, _LEAST_PAUSE, _MOST_PAUSE = 5.0, 0.15, 0.5  # seconds since a search for which there are pauses; of these
_ASKING, _WRITING = 3.5, 60.0  # seconds that a server may take to answer a search, and for everything else
DAMAGED = (
    "The search index failed. The assistant repairs it by itself, at the latest when it is started again, and nothing "
    "that the library held is lost."
)
_REFUSED = (
    "The search index cannot do this: the vector has another dimension than its own, or the filter is not one that it "
    "knows."
)
_STORAGE_WORDS = ("full", "no space", "readonly", "read-only", "permission denied", "file too large", "unable to open")


@dataclass(frozen=True, slots=True)
class VectorHit:
    """A passage found by its meaning. ``similarity``: the cosine, -1 to 1."""

    id: str
    similarity: float


class Vectors:
    """An open index. Searching and writing from several threads is safe; a second process is not, but on a server."""

    def __init__(
        self, collection: Collection, close: Callable[[], None] = lambda: None, asking: Collection | None = None
    ) -> None:
        """``asking``: the same collection by a way that is given up sooner."""
        self._collection = collection
        self._asking = asking or collection
        self.closing = close
        self._searched = -_SEARCHED  # when somebody searched last

    @classmethod
    def create(cls, folder: Path, model: str, dimensions: int) -> Vectors:
        """A new, empty index in a folder that does not exist yet."""
        with _errors_mapped():
            folder.mkdir(mode=0o700)
            client = _client(folder)
            collection = client.create_collection(
                _COLLECTION,
                embedding_function=None,  # one that is stored with a collection runs code when it is opened
                configuration={"hnsw": _GRAPH},
                metadata={"embedding_model": model, "dimensions": dimensions},
            )
        return cls(collection, client.close)  # type: ignore[attr-defined]

    @classmethod
    def open(cls, folder: Path) -> Vectors:
        """An existing index. Raises LibraryDamagedError, but may also crash the process: see the module's head.

        One that names an embedding function is not ours: Chroma would build it at the first write, whatever we say,
        and what is built may load code of its own choice (CVE-2026-45829).
        """
        with _errors_mapped():
            if not (folder / "chroma.sqlite3").is_file():
                raise LibraryDamagedError(f"A part of the library is missing. {DAMAGED}")
            try:
                client = _client(folder)
                collection = client.get_collection(_COLLECTION, embedding_function=None)
                _check_own(collection._model)  # noqa: SLF001 - not by its properties, which build what they name
                return cls(collection, client.close)  # type: ignore[attr-defined]
            except (ValueError, LookupError, TypeError) as error:  # what it states of itself makes no sense
                raise LibraryDamagedError(DAMAGED) from error

    @property
    def model(self) -> tuple[str, int]:
        """The name and the dimensions of the embedding model that it was made for."""
        stated = self._collection.metadata or {}
        return str(stated.get("embedding_model")), int(stated.get("dimensions", 0))

    def upsert(self, ids: Sequence[str], vectors: Matrix, labels: Sequence[Mapping[str, str | int]]) -> None:
        """Adds passages, or replaces those with the same ids. ``vectors``: (n, dimensions)."""
        with _errors_mapped():
            for start in range(0, len(ids), _GIVEN):
                part = slice(start, start + _GIVEN)
                began = time.monotonic()
                self._collection.upsert(
                    ids=list(ids[part]), embeddings=vectors[part], metadatas=[dict(label) for label in labels[part]]
                )
                now = time.monotonic()
                if now - self._searched < _SEARCHED:
                    time.sleep(min(max(now - began, _LEAST_PAUSE), _MOST_PAUSE))

    def delete(self, ids: Sequence[str]) -> None:
        """Takes passages out; unknown ids do no harm."""
        with _errors_mapped():
            for start in range(0, len(ids), _BATCH):
                self._collection.delete(ids=list(ids[start : start + _BATCH]))

    def search(
        self, vector: Matrix, k: int, documents: Sequence[str] | None = None, without: frozenset[str] = frozenset()
    ) -> list[VectorHit]:
        """The ``k`` nearest passages, nearest first; of the documents with these ids only, or of all ``without`` some.
        ``vector``: of shape (dimensions,)."""
        if k < 1:
            return []
        self._searched = time.monotonic()
        if documents is None:
            return self._nearest_without(vector, k, without) if without else self._nearest(vector, k, None)
        parts = (list(documents[at : at + _MOST_NAMED]) for at in range(0, len(documents), _MOST_NAMED))
        hits = (hit for part in parts for hit in self._nearest(vector, k, {"document": {"$in": part}}))
        return sorted(hits, key=lambda hit: -hit.similarity)[:k]

    def _nearest_without(self, vector: Matrix, k: int, without: frozenset[str]) -> list[VectorHit]:
        """More of the nearest are asked for, and some left out: of 5,000 that takes a tenth of the time in which
        Chroma finds out which passages it may take."""
        wanted = _SPARE * k
        while True:
            found = self._nearest(vector, wanted, None)
            left = [hit for hit in found if document_id(hit.id) not in without]
            if len(left) >= k or len(found) < wanted:
                return left[:k]
            wanted *= _SPARE

    def _nearest(self, vector: Matrix, k: int, where: Mapping[str, Any] | None) -> list[VectorHit]:
        found = _asked(self._asking, vector, k, where)
        distances = found["distances"] or [[]]
        return [VectorHit(id_, 1 - far) for id_, far in zip(found["ids"][0], distances[0], strict=True)]

    def finds(self, vector: Matrix) -> bool:
        """Whether it finds a vector that it holds."""
        found = _asked(self._collection, vector, 1, None)
        return any(far < _SAME for far in (found["distances"] or [[]])[0])

    def count(self) -> int:
        with _errors_mapped():
            return self._asking.count()

    def ids(self) -> list[str]:
        """Of all that it holds. Nothing may be written meanwhile."""
        held: list[str] = []
        while True:
            with _errors_mapped():
                page = self._collection.get(include=[], limit=_PAGE, offset=len(held))["ids"]
            held += page
            if len(page) < _PAGE:
                return held

    def pages(self) -> Iterator[tuple[list[str], Matrix]]:
        """Everything it holds, 1,000 at a time: ids and vectors."""
        held = self.ids()
        for start in range(0, len(held), _BATCH):
            with _errors_mapped():
                page = self._collection.get(ids=held[start : start + _BATCH], include=["embeddings"])
            yield page["ids"], np.asarray(page["embeddings"], dtype=np.float32)

    def close(self) -> None:
        with suppress(LibraryError), _errors_mapped():
            self.closing()


class Server:
    """A Chroma server. What fails because it does not answer raises LibraryUnreachableError; see ``session``."""

    def __init__(self, address: ServerAddress) -> None:
        """Asks nothing of the server yet."""
        self._asking = _api(address, _ASKING)
        self._writing = _api(address, _WRITING)
        self._place: tuple[str, str] | None = None
        self._placing = Lock()

    def connect(self) -> None:
        """Raises LibraryUnreachableError or LibraryRefusedError unless it is a Chroma server that lets us in."""
        self._where()

    def create(self, name: str, model: str, dimensions: int) -> Vectors:
        """A new, empty index, or the one of this name that was made before for the same model."""
        tenant, database = self._where()
        with _errors_mapped(), _answers_checked():
            made = self._writing.create_collection(
                name,
                configuration={"hnsw": _GRAPH},
                metadata={"embedding_model": model, "dimensions": dimensions},
                get_or_create=True,
                tenant=tenant,
                database=database,
            )
        return self._index(made)

    def open(self, name: str) -> Vectors:
        """An existing index. Raises LibraryDamagedError if there is none, or one that is not ours; see Vectors.open."""
        tenant, database = self._where()
        with _errors_mapped(), _answers_checked():
            found = self._asking.get_collection(name, tenant=tenant, database=database)
        return self._index(found)

    def delete(self, name: str) -> None:
        """Takes an index away; one that is not there does no harm."""
        from chromadb.errors import NotFoundError  # noqa: PLC0415 - see _client

        tenant, database = self._where()
        with _errors_mapped(), _answers_checked(), suppress(NotFoundError):
            self._writing.delete_collection(name, tenant=tenant, database=database)

    def close(self) -> None:
        for api in (self._asking, self._writing):
            api._session.close()  # noqa: SLF001 - see _api

    def _index(self, found: CollectionModel) -> Vectors:
        from chromadb.api.models.Collection import Collection  # noqa: PLC0415 - see _client

        _check_own(found)
        return Vectors(
            Collection(self._writing, found, embedding_function=None),
            asking=Collection(self._asking, found, embedding_function=None),
        )

    def _where(self) -> tuple[str, str]:
        """The tenant and the database that the token belongs to, as the server states them."""
        from chromadb.config import DEFAULT_DATABASE, DEFAULT_TENANT  # noqa: PLC0415 - see _client

        with self._placing:
            if self._place is None:
                with _errors_mapped(), _answers_checked():
                    we = self._asking.get_user_identity()
                    tenant = we.tenant if we.tenant not in (None, "*") else DEFAULT_TENANT
                    bases = [base for base in we.databases or () if base != "*"]
                    self._place = (str(tenant), str(bases[0]) if len(bases) == 1 else DEFAULT_DATABASE)
            return self._place


def _names_function(stated: Any) -> bool:
    if isinstance(stated, dict):
        kind = stated.get("embedding_function") or {"type": "legacy"}
        named = not isinstance(kind, dict) or kind.get("type") not in ("legacy", "unknown")
        return named or any(map(_names_function, stated.values()))
    return isinstance(stated, list | tuple) and any(map(_names_function, stated))


def _check_own(stated: CollectionModel) -> None:
    if _names_function((stated.configuration_json, stated.serialized_schema)):
        raise LibraryDamagedError(DAMAGED)


def _asked(collection: Collection, vector: Matrix, k: int, where: Mapping[str, Any] | None) -> QueryResult:
    from chromadb.errors import ChromaError  # noqa: PLC0415 - see _client

    with _errors_mapped():
        for again in range(_AGAIN, -1, -1):
            try:
                return collection.query(
                    query_embeddings=vector[np.newaxis],
                    n_results=k,
                    where=dict(where) if where else None,
                    include=["distances"],
                )
            except ChromaError as error:
                if not again or not _tells(error, _UNWELL_WORDS):
                    raise
            time.sleep(_PAUSE)
    raise AssertionError("the last try returns or raises")


def _api(address: ServerAddress, seconds: float) -> FastAPI:
    """Chroma's own client of a server, without its HttpClient: that asks the server three times before its time-out can
    be set, and follows what the environment and a file .env say."""
    from chromadb.api.fastapi import FastAPI  # noqa: PLC0415 - see _client
    from chromadb.config import Settings, System  # noqa: PLC0415
    from chromadb.errors import error_types  # noqa: PLC0415

    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        chroma_api_impl="chromadb.api.fastapi.FastAPI",
        chroma_server_host=address.url.rstrip("/"),
        chroma_server_http_port=0,  # the address has it
        chroma_client_auth_provider=None,
        chroma_server_headers=None,
        chroma_server_ssl_verify=False,  # of the client that is replaced below, before it has sent anything
        chroma_otel_collection_endpoint="",
        anonymized_telemetry=False,
    )
    api = FastAPI(System(settings))
    api._session.close()  # noqa: SLF001 - made without any time-out, and there is no other way to set one
    api._session = session(address, seconds, error_types)  # noqa: SLF001
    return api


def _client(folder: Path) -> ClientAPI:
    import chromadb  # noqa: PLC0415 - a second, and only searching needs it
    from chromadb.config import Settings  # noqa: PLC0415

    return chromadb.PersistentClient(folder, settings=Settings(anonymized_telemetry=False))


def _tells(error: Exception, words: Sequence[str]) -> bool:
    return any(word in str(error).lower() for word in words)


@contextmanager
def _errors_mapped() -> Iterator[None]:
    import httpx  # noqa: PLC0415 - chromadb brings it
    from chromadb.errors import ChromaError, InvalidArgumentError  # noqa: PLC0415 - see _client

    with files_mapped():
        try:
            yield
        except httpx.HTTPError as error:
            raise LibraryUnreachableError(UNREACHABLE) from error
        except (InvalidArgumentError, ValueError, TypeError) as error:
            if _tells(error, _UNWELL_WORDS):
                raise LibraryDamagedError(DAMAGED) from error
            raise LibraryError(_REFUSED) from error
        except ChromaError as error:
            if _tells(error, _STORAGE_WORDS):
                raise LibraryStorageError(STORAGE) from error
            raise LibraryDamagedError(DAMAGED) from error


@contextmanager
def _answers_checked() -> Iterator[None]:
    """For answers that state what a server is or holds."""
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise no_chroma() from error
