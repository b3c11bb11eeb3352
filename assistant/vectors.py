"""The search index over the vectors. The only module that knows Chroma.

Chroma is fast and not crash-safe: killed while it rewrites its files in place, it loses the whole collection, and
opening what is left may end the process or fill the disk. So nothing is kept here that the catalog does not hold too;
the library opens a folder only if nothing has touched it since it was last ``settle``d, or after ``inspect`` has tried
it in a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
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
_SAMPLE = 200  # vectors that are searched for themselves when a folder is inspected
_STORAGE = (
    "The vector index{} cannot be written: {}. Free some space or make the folder writable, then try again. Nothing "
    "that the library held is lost."
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
        with _errors_mapped(folder):
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
        """An existing index. Raises LibraryDamagedError, but may also crash the process: see the module's head."""
        with _errors_mapped(folder):
            if not (folder / "chroma.sqlite3").is_file():
                raise LibraryDamagedError(f"The vector index {folder} is missing.")
            client = _client(folder)
            return cls(client, client.get_collection(_COLLECTION, embedding_function=None))

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
    with _files_mapped(folder):
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


def inspect(folder: Path, expected: Callable[[Sequence[str]], Mapping[str, Matrix]]) -> list[str] | None:
    """Opens a doubtful index in a child process that can neither harm this one nor fill the disk.

    ``expected`` gives the right vectors of those ids that have one. Returns the ids that the index holds, or None if it
    cannot be opened, holds a vector that is not the expected one, or does not find vectors that it holds.
    """
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []
    if not sizes:
        return None
    command = [sys.executable, "-m", "assistant.vectors", str(folder.absolute()), str(2 * max(sizes) + 2**24)]
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command, cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        # A torn index may keep its opener busy for ever. 30 s, and as long again as reading it takes at a crawl.
        deadline = threading.Timer(30 + sum(sizes) / 2e6, child.kill)
        deadline.start()
        try:
            held = _compared(child, expected)
        finally:
            deadline.cancel()
            child.kill()
    return held


def _compared(
    child: subprocess.Popen[bytes], expected: Callable[[Sequence[str]], Mapping[str, Matrix]]
) -> list[str] | None:
    if child.stdout is None:
        raise AssertionError("it was opened with a pipe")
    held: list[str] = []
    for line in child.stdout:
        page = json.loads(line)
        if page.get("sound"):
            return held
        vectors = np.frombuffer(child.stdout.read(page["bytes"]), dtype=np.float32).reshape(len(page["ids"]), -1)
        right = expected(page["ids"])
        for id_, vector in zip(page["ids"], vectors, strict=True):
            if id_ in right and (right[id_].shape != vector.shape or not np.allclose(right[id_], vector, atol=1e-4)):
                return None
        held += page["ids"]
    return None


def _inspected(folder: Path) -> None:
    """What the child does: everything that is held goes to standard output, then whether a sample finds itself."""
    index = Vectors.open(folder)
    out = sys.stdout.buffer
    sample: list[Matrix] = []
    held = max(1, index.count())
    for ids, vectors in index.pages():
        out.write(json.dumps({"ids": ids, "bytes": vectors.nbytes}).encode() + b"\n" + vectors.tobytes())
        sample += list(vectors[:: max(1, held // _SAMPLE)])
    lost = sum(1 for vector in sample if not any(hit.similarity > 1 - 1e-4 for hit in index.search(vector, 1)))
    # The graph is searched approximately: of millions of vectors some may miss themselves in a sound index too.
    out.write(json.dumps({"sound": lost * 100 <= len(sample)}).encode() + b"\n")
    out.flush()


def _client(folder: Path) -> ClientAPI:
    import chromadb  # noqa: PLC0415 - a second, and only searching needs it
    from chromadb.config import Settings  # noqa: PLC0415

    return chromadb.PersistentClient(folder, settings=Settings(anonymized_telemetry=False))


@contextmanager
def _errors_mapped(folder: Path | None = None) -> Iterator[None]:
    from chromadb.errors import ChromaError, InvalidArgumentError  # noqa: PLC0415 - see _client

    where = f" {folder}" if folder else ""
    with _files_mapped(folder):
        try:
            yield
        except InvalidArgumentError as error:
            raise LibraryError(f"The vector index cannot do this: {error}.") from error
        except ChromaError as error:
            text = str(error)
            if any(word in text.lower() for word in _STORAGE_WORDS):
                raise LibraryStorageError(_STORAGE.format(where, text)) from error
            raise LibraryDamagedError(
                f"The vector index{where} failed: {text}. Start the program again: it makes the index anew from the "
                "catalog, nothing is lost."
            ) from error


@contextmanager
def _files_mapped(folder: Path | None) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LibraryStorageError(_STORAGE.format(f" {folder}" if folder else "", error.strerror or error)) from error


if __name__ == "__main__":
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _inspected(Path(sys.argv[1]))
