"""The flow "ingest": files and folders → the library.

What the library holds afterwards depends only on the files, not on how often this ran or where it was killed: every
step is a transaction of the journal, and what a step left undone is what the next one asks the journal for.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant import reading, rows, splitting
from assistant.domain import Passage
from assistant.errors import EmbeddingMismatchError, ModelReplyError, ReadingError
from assistant.journal import Known
from assistant.library import Library
from assistant.scanning import File, file_at, scan, text_of

_BATCH = 64  # texts that the embedding model is given at a time
_FLUSH = 512  # vectors after which the vector index is brought up to date


class Embedder(Protocol):
    """``passages``: n texts → (n, dimensions), each row of length 1."""

    @property
    def name(self) -> str: ...

    def passages(self, texts: list[str], /) -> NDArray[np.float32]: ...


class Stage(StrEnum):
    READING = "reading"
    EMBEDDING = "embedding"
    INDEXING = "indexing"


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` files (reading) or passages (embedding, indexing); ``name``: the document at hand."""

    stage: Stage
    done: int
    total: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be taken in, and why."""

    document: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """The names of the documents, by what became of them."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()


def ingest(
    paths: Iterable[Path],
    library: Library,
    embedder: Embedder,
    *,
    limit: int,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Report:
    """Takes in files, and folders with all that is in them; ``limit``: the largest file in bytes.

    A document's name is its path under the folder, with ``/``. In folders, hidden files and those of other formats are
    passed over, and so are links; a link that leads out of the folder is reported as failed. What came from a folder
    before and is not there any more is removed. A file that cannot be read is reported, and what it held before stays.
    Documents can be found by their words as soon as all are read, by their meaning as their vectors come.

    Raises EmbeddingMismatchError, LibraryStorageError, and ModelError from the embedder; run again, it goes on.
    """
    with library.ingesting:
        library.expect(embedder.name)
        return _ingested(paths, library, embedder, limit, progress)


def _ingested(
    paths: Iterable[Path], library: Library, embedder: Embedder, limit: int, progress: Callable[[Progress], None]
) -> Report:
    outcome = _Outcome()
    files = list(_files(paths, library, outcome))
    for number, file in enumerate(files):
        progress(Progress(Stage.READING, number, len(files), file.name))
        _take_in(file, library, embedder.name, limit, outcome)
    progress(Progress(Stage.READING, len(files), len(files)))
    _embed(library, embedder, progress)
    library.index()
    if outcome.removed or outcome.updated:
        library.journal.tidy()
    return outcome.report()


def rebuild(library: Library, embedder: Embedder, *, progress: Callable[[Progress], None] = lambda _: None) -> int:
    """Embeds everything that the library holds with this model, and makes the vector index anew. Gives the number of
    passages. Until it is through, the library stays that of the former model; killed and run again, it goes on."""
    journal = library.journal
    total = sum(len(passages) for passages in journal.everything())
    done = 0
    dimensions = None
    for batch in _batches(journal.everything()):
        progress(Progress(Stage.EMBEDDING, done, total, batch[0].document.name))
        keys = {rows.passage_key(passage, embedder.name): passage for passage in batch}
        fresh = {key: keys[key] for key in keys.keys() - journal.stored(list(keys))}
        if fresh:
            journal.store(_embedded(embedder, fresh))
        done += len(batch)
        if dimensions is None:
            dimensions = journal.dimensions_of(next(iter(keys)))
    progress(Progress(Stage.INDEXING, 0, total))
    journal.switch_model(embedder.name, dimensions)
    library.index_anew()
    journal.tidy()
    progress(Progress(Stage.INDEXING, total, total))
    return total


@dataclass(slots=True)
class _Outcome:
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)

    def report(self) -> Report:
        return Report(
            tuple(self.added), tuple(self.updated), tuple(self.unchanged), tuple(self.removed), tuple(self.failed)
        )


def _files(paths: Iterable[Path], library: Library, outcome: _Outcome) -> Iterator[File]:
    """Every file once, in order. Removes on the way what is gone from the folders."""
    seen: set[bytes] = set()
    for given in paths:
        # A folder that was reached by a link is the same folder.
        path = given.resolve() if given.is_dir() else given.parent.resolve() / given.name
        if path.is_dir():
            found = _scanned(path, library, outcome)
        elif path.is_file():
            found = [file_at(path)]
        else:
            there = os.path.lexists(path)
            reason = "This is neither a file nor a folder." if there else "There is no such file or folder."
            outcome.failed.append(Failure(text_of(given), reason))
            continue
        for file in found:
            if file.key not in seen:
                seen.add(file.key)
                yield file


def _scanned(root: Path, library: Library, outcome: _Outcome) -> list[File]:
    """What is in a folder. Removes from the library what is not there any more."""
    known = dict(library.journal.paths_under(os.fsencode(root)))
    found = scan(root, known.keys())
    outcome.failed += [Failure(name, reason) for name, reason in found.failed]
    for key, name in known.items():
        if found.misses(key):
            library.journal.forget(key)
            outcome.removed.append(name)
    return found.files


def _take_in(file: File, library: Library, model: str, limit: int, outcome: _Outcome) -> None:
    known = library.journal.known(file.key)
    name = known.name if known else file.name
    try:
        if known and known.sha256 == _digest(file.path, limit):
            _unfinished_or_unchanged(known, outcome).append(name)
            return
        document = reading.read(file.path, name, limit=limit)
        passages = splitting.split(document)
    except ReadingError as error:
        outcome.failed.append(Failure(name, str(error)))
        return
    library.journal.put(file.key, document, passages, model)
    (outcome.updated if known else outcome.added).append(name)


def _unfinished_or_unchanged(known: Known, outcome: _Outcome) -> list[str]:
    """What an earlier run began and did not finish is reported by the one that does."""
    if not known.waiting:
        return outcome.unchanged
    return outcome.updated if known.replaces else outcome.added


def _digest(path: Path, limit: int) -> str | None:
    """SHA-256 of the file, or None where reading it will say what is wrong."""
    try:
        if path.stat().st_size > limit:
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _embed(library: Library, embedder: Embedder, progress: Callable[[Progress], None]) -> None:
    """Gives every passage that waits for one its vector, and the vector index what has come in."""
    journal = library.journal
    total = journal.unembedded()
    done = since = 0
    while batch := journal.to_embed(_BATCH):
        progress(Progress(Stage.EMBEDDING, done, total, batch[0][1].document.name))
        vectors = _embedded(embedder, dict(batch))
        dimensions = len(next(iter(vectors.values())))
        if library.catalog.dimensions is None:
            library.catalog.record({"dimensions": str(dimensions)})
        elif library.catalog.dimensions != dimensions:
            raise EmbeddingMismatchError(
                f"The embedding model {embedder.name} gives {dimensions} dimensions now; this library was filled with "
                f"{library.catalog.embedding_model} of {library.catalog.dimensions}. Set that one again, or run "
                "`assistant ingest --rebuild`."
            )
        journal.store(vectors)
        done += len(batch)
        since += len(batch)
        if since >= _FLUSH:
            library.index()
            since = 0
    if total:
        progress(Progress(Stage.EMBEDDING, done, total))


def _embedded(embedder: Embedder, passages: dict[str, Passage]) -> dict[str, NDArray[np.float32]]:
    vectors = np.asarray(embedder.passages([passage.indexed_text for passage in passages.values()]), np.float32)
    if vectors.ndim != 2 or len(vectors) != len(passages) or not np.isfinite(vectors).all():  # noqa: PLR2004
        raise ModelReplyError(
            f"The embedding model {embedder.name} did not give a vector of numbers for each of {len(passages)} texts. "
            "Check its name and address, then ingest again: what was done is kept."
        )
    return dict(zip(passages, vectors, strict=True))


def _batches(documents: Iterable[Sequence[Passage]]) -> Iterator[list[Passage]]:
    batch: list[Passage] = []
    for passages in documents:
        for passage in passages:
            batch.append(passage)
            if len(batch) == _BATCH:
                yield batch
                batch = []
    if batch:
        yield batch
