"""Passages → vectors: what was read can be found by its words at once, and by its meaning when its vectors catch up.

They do so in a thread of their own while reading goes on. What waits is what the journal says, so that it does not
matter who put it there or when the embedding was stopped.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from enum import StrEnum
from threading import Condition, Event
from types import TracebackType
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from assistant.catalog import rows
from assistant.domain import Passage
from assistant.errors import EmbeddingMismatchError, ModelReplyError
from assistant.library import Library

_BATCH = 64  # texts that an embedding model is given at a time which does not say how many it takes
_FLUSH = 5.0  # seconds after which the vector index is brought up to date
_LOOK = 0.2  # seconds after which it is seen that nobody waits for the rest any more
_RECOUNT = 2.0  # seconds after which it is counted anew how many passages wait


class Stage(StrEnum):
    READING = "reading"
    EMBEDDING = "embedding"
    INDEXING = "indexing"


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` files (reading) or passages (embedding, indexing); ``name``: the document at hand. The
    totals grow while reading goes on."""

    stage: Stage
    done: int
    total: int
    name: str = ""


class Embedder(Protocol):
    """``passages``: n texts → (n, dimensions), each row of length 1. It may have a ``batch``: texts at a time."""

    @property
    def name(self) -> str: ...

    def passages(self, texts: list[str], /) -> NDArray[np.float32]: ...


class CatchUp:
    """Use it with ``with``: in the block, what the journal says waits is embedded and indexed; leaving the block ends
    that after the batch at hand. ``finish`` waits for all of it."""

    def __init__(self, library: Library, embedder: Embedder, progress: Callable[[Progress], None]) -> None:
        self._library = library
        self._embedder = embedder
        self._progress = progress
        self._changed = Condition()
        self._more = True  # passages may still come
        self._stopped = False
        self._pool = ThreadPoolExecutor(1, "embedding")
        self._run: Future[None] | None = None

    def __enter__(self) -> Self:
        self._run = self._pool.submit(self._embed_all)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._changed:
            self._stopped = True
            self._changed.notify()
        self._pool.shutdown()

    def wake(self) -> None:
        """There are new passages."""
        with self._changed:
            self._changed.notify()

    def finish(self, stopped: Event) -> None:
        """No more passages will come: waits until all have their vectors and are in the index, or ``stopped`` is set.

        Raises EmbeddingMismatchError, ModelError or LibraryError if that failed; what was done is kept.
        """
        with self._changed:
            self._more = False
            self._changed.notify()
        if self._run:
            while not self._run.done() and not stopped.is_set():
                wait([self._run], _LOOK)
            if self._run.done():
                self._run.result()

    def _embed_all(self) -> None:
        journal = self._library.journal
        size = getattr(self._embedder, "batch", _BATCH)
        done = total = 0
        counted = -_RECOUNT
        flushed, is_behind = time.monotonic(), False
        while not self._stopped:
            batch = journal.to_embed(size)
            if is_behind and (not batch or time.monotonic() - flushed > _FLUSH):
                self._library.index()
                flushed, is_behind = time.monotonic(), False
            if not batch:
                if not self._wait():
                    break
                continue
            if time.monotonic() - counted > _RECOUNT:
                total, counted = done + journal.unembedded(), time.monotonic()
            self._progress(Progress(Stage.EMBEDDING, done, total, batch[0][1].document.name))
            vectors = embedded(self._embedder, dict(batch))
            self._check(len(next(iter(vectors.values()))))
            journal.store(vectors)
            done += len(batch)
            is_behind = True
        self._library.index()
        if done:
            self._progress(Progress(Stage.EMBEDDING, done, done))

    def _wait(self) -> bool:
        """Waits until there may be something to embed; False when nothing will come any more."""
        with self._changed:
            if self._more and not self._stopped:
                self._changed.wait(1)
                return True
            # What came between the last look and the end of reading is still there to be embedded.
            return not self._stopped and self._library.journal.unembedded() > 0

    def _check(self, dimensions: int) -> None:
        catalog = self._library.catalog
        if catalog.dimensions is None:
            catalog.record({"dimensions": str(dimensions)})
        elif catalog.dimensions != dimensions:
            raise EmbeddingMismatchError(
                f"The embedding model {self._embedder.name} gives {dimensions} dimensions now; this library was filled "
                f"with {catalog.embedding_model} of {catalog.dimensions}. Set that one again, or run "
                "`assistant ingest --rebuild`."
            )


def rebuild(library: Library, embedder: Embedder, *, progress: Callable[[Progress], None] = lambda _: None) -> int:
    """Embeds everything that the library holds with this model, and makes the vector index anew. Gives the number of
    passages. Until it is through, the library stays that of the former model; killed and run again, it goes on."""
    journal = library.journal
    total = journal.count()
    done = 0
    dimensions = None
    for batch in _batches(journal.everything(), getattr(embedder, "batch", _BATCH)):
        progress(Progress(Stage.EMBEDDING, done, total, batch[0].document.name))
        keys = {rows.passage_key(passage, embedder.name): passage for passage in batch}
        fresh = {key: keys[key] for key in keys.keys() - journal.stored(list(keys))}
        if fresh:
            journal.store(embedded(embedder, fresh))
        done += len(batch)
        if dimensions is None:
            dimensions = journal.dimensions_of(next(iter(keys)))
    progress(Progress(Stage.INDEXING, 0, total))
    journal.switch_model(embedder.name, dimensions)
    library.index_anew()
    library.intake.tidy()
    progress(Progress(Stage.INDEXING, total, total))
    return total


def embedded(embedder: Embedder, passages: dict[str, Passage]) -> dict[str, NDArray[np.float32]]:
    """The vectors of passages by their keys. Raises ModelReplyError where these are none, and what the model raises."""
    vectors = np.asarray(embedder.passages([passage.indexed_text for passage in passages.values()]), np.float32)
    if vectors.ndim != 2 or len(vectors) != len(passages) or not np.isfinite(vectors).all():  # noqa: PLR2004
        raise ModelReplyError(
            f"The embedding model {embedder.name} did not give a vector of numbers for each of {len(passages)} texts. "
            "Check its name and address, then ingest again: what was done is kept."
        )
    return dict(zip(passages, vectors, strict=True))


def _batches(documents: Iterable[Sequence[Passage]], size: int) -> Iterator[list[Passage]]:
    batch: list[Passage] = []
    for passages in documents:
        for passage in passages:
            batch.append(passage)
            if len(batch) == size:
                yield batch
                batch = []
    if batch:
        yield batch
