"""The search index over the vectors. The only module that knows Chroma.

Chroma is fast and not crash-safe: killed while it rewrites its files in place, it loses the whole collection, and
opening what is left may end the process or fill the disk. So nothing is kept here that the catalog does not hold too;
the library opens a folder only if nothing has touched it since it was last ``settle``d, or after ``inspection.py`` has
tried it in a process of its own. Messages name neither paths nor what Chroma says: they reach the page.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import LibraryDamagedError, LibraryError, LibraryStorageError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.models.Collection import Collection

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
_BATCH = 1000  # vectors that Chroma is given at a time; it refuses more than 5,461
_STORAGE = (
    "The search index cannot be written: its disk is full, or its folder may not be written to. Free some space or "
    "make the library's folder writable, then try again. Nothing that the library held is lost."
)
_DAMAGED = (
    "The search index failed. Restart the assistant: it repairs its search index by itself, and nothing that the "
    "library held is lost."
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
    """An open index. Searching and writing from several threads is safe; a second process is not."""

    def __init__(self, client: ClientAPI, collection: Collection) -> None:
        self._client = client
        self._collection = collection

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
        return cls(client, collection)

    @classmethod
    def open(cls, folder: Path) -> Vectors:
        """An existing index. Raises LibraryDamagedError, but may also crash the process: see the module's head.

        One that names an embedding function is not ours: Chroma would build it at the first write, whatever we say,
        and what is built may load code of its own choice (CVE-2026-45829).
        """
        with _errors_mapped():
            if not (folder / "chroma.sqlite3").is_file():
                raise LibraryDamagedError(f"A part of the library is missing. {_DAMAGED}")
            try:
                client = _client(folder)
                collection = client.get_collection(_COLLECTION, embedding_function=None)
                # Not by their properties, which build what they name.
                stated = collection._model  # noqa: SLF001
                if _names_function((stated.configuration_json, stated.serialized_schema)):
                    raise LibraryDamagedError(_DAMAGED)
                return cls(client, collection)
            except (ValueError, LookupError, TypeError) as error:  # what it states of itself makes no sense
                raise LibraryDamagedError(_DAMAGED) from error

    @property
    def model(self) -> tuple[str, int]:
        """The name and the dimensions of the embedding model that it was made for."""
        stated = self._collection.metadata or {}
        return str(stated.get("embedding_model")), int(stated.get("dimensions", 0))

    def upsert(self, ids: Sequence[str], vectors: Matrix, labels: Sequence[Mapping[str, str | int]]) -> None:
        """Adds passages, or replaces those with the same ids. ``vectors``: (n, dimensions)."""
        with _errors_mapped():
            for start in range(0, len(ids), _BATCH):
                part = slice(start, start + _BATCH)
                self._collection.upsert(
                    ids=list(ids[part]), embeddings=vectors[part], metadatas=[dict(label) for label in labels[part]]
                )

    def delete(self, ids: Sequence[str]) -> None:
        """Takes passages out; unknown ids do no harm."""
        with _errors_mapped():
            for start in range(0, len(ids), _BATCH):
                self._collection.delete(ids=list(ids[start : start + _BATCH]))

    def search(self, vector: Matrix, k: int, where: Mapping[str, Any] | None = None) -> list[VectorHit]:
        """The ``k`` nearest passages, nearest first. ``vector``: (dimensions,). ``where``: a filter over the labels in
        Chroma's notation, such as ``{"date": {"$gte": 20210101}}``."""
        if k < 1:
            return []
        with _errors_mapped():
            found = self._collection.query(
                query_embeddings=vector[np.newaxis],
                n_results=k,
                where=dict(where) if where else None,
                include=["distances"],
            )
        distances = found["distances"] or [[]]
        return [VectorHit(id_, 1 - far) for id_, far in zip(found["ids"][0], distances[0], strict=True)]

    def count(self) -> int:
        with _errors_mapped():
            return self._collection.count()

    def ids(self) -> list[str]:
        with _errors_mapped():
            return self._collection.get(include=[])["ids"]

    def pages(self) -> Iterator[tuple[list[str], Matrix]]:
        """Everything it holds, 1,000 at a time: ids and vectors."""
        held = self.ids()
        for start in range(0, len(held), _BATCH):
            with _errors_mapped():
                page = self._collection.get(ids=held[start : start + _BATCH], include=["embeddings"])
            yield page["ids"], np.asarray(page["embeddings"], dtype=np.float32)

    def close(self) -> None:
        with suppress(LibraryError), _errors_mapped():
            self._client.close()  # type: ignore[attr-defined]


def settle(folder: Path) -> str:
    """Forces an index to the disk, for its owner only, and gives a fingerprint of its files.

    Chroma itself never syncs its index files, and makes them readable for everybody.
    """
    with _files_mapped():
        for path in [*folder.rglob("*"), folder]:
            path.chmod(0o700 if path.is_dir() else 0o600)
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        return fingerprint(folder)


def fingerprint(folder: Path) -> str:
    """Changes whenever anything has written to a file of the index, or taken one away."""
    files = {}
    with suppress(FileNotFoundError):
        for path in sorted(folder.rglob("*")):
            stat = path.stat()
            if path.is_file():
                files[path.relative_to(folder).as_posix()] = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
    return json.dumps(files)


def _names_function(stated: Any) -> bool:
    if isinstance(stated, dict):
        kind = stated.get("embedding_function") or {"type": "legacy"}
        named = not isinstance(kind, dict) or kind.get("type") not in ("legacy", "unknown")
        return named or any(map(_names_function, stated.values()))
    return isinstance(stated, list | tuple) and any(map(_names_function, stated))


def _client(folder: Path) -> ClientAPI:
    import chromadb  # noqa: PLC0415 - a second, and only searching needs it
    from chromadb.config import Settings  # noqa: PLC0415

    return chromadb.PersistentClient(folder, settings=Settings(anonymized_telemetry=False))


@contextmanager
def _errors_mapped() -> Iterator[None]:
    from chromadb.errors import ChromaError, InvalidArgumentError  # noqa: PLC0415 - see _client

    with _files_mapped():
        try:
            yield
        except (InvalidArgumentError, ValueError, TypeError) as error:
            raise LibraryError(_REFUSED) from error
        except ChromaError as error:
            if any(word in str(error).lower() for word in _STORAGE_WORDS):
                raise LibraryStorageError(_STORAGE) from error
            raise LibraryDamagedError(_DAMAGED) from error


@contextmanager
def _files_mapped() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LibraryStorageError(_STORAGE) from error
