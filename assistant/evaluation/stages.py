"""An ingest, stage by stage: documents, passages and characters a second, and the memory that it takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant import reading, splitting
from assistant.assembly import Assistant
from assistant.domain import Document
from assistant.errors import ReadingError, UsageError
from assistant.evaluation.measures import table
from assistant.evaluation.memory import PeakMemory
from assistant.ingest.ingest import ingest
from assistant.ingest.scanning import file_at, scan
from assistant.settings import Settings

MEBIBYTE = 2**20


@dataclass
class Timed:
    """An embedder that adds up the time that it takes, and what it is given."""

    inner: Any
    seconds: float = 0.0
    texts: int = 0
    characters: int = 0

    @property
    def name(self) -> str:
        return str(self.inner.name)

    @property
    def batch(self) -> int:
        return int(getattr(self.inner, "batch", 64))

    def passages(self, texts: Sequence[str], /) -> NDArray[np.float32]:
        started = time.perf_counter()
        vectors: NDArray[np.float32] = self.inner.passages(texts)
        self.seconds += time.perf_counter() - started
        self.texts += len(texts)
        self.characters += sum(map(len, texts))
        return vectors


@dataclass
class _Stage:
    """``documents`` of an earlier stage are those of a later one, and so on; None: not counted."""

    name: str
    seconds: float = 0.0
    documents: int | None = None
    passages: int | None = None
    characters: int | None = None

    def row(self) -> tuple[str, ...]:
        rates = (self.documents, self.passages, self.characters)
        told = ("–" if count is None or not self.seconds else f"{count / self.seconds:,.0f}" for count in rates)
        return (self.name, f"{self.seconds:.2f}", *told)


@dataclass
class _Alone:
    """Reading and splitting, one file after the other, in this process and with nothing beside it."""

    reading: _Stage = field(default_factory=lambda: _Stage("reading alone", documents=0, characters=0))
    splitting: _Stage = field(default_factory=lambda: _Stage("splitting alone", documents=0, passages=0, characters=0))

    def take(self, path: Path, name: str, limit: int) -> None:
        started = time.perf_counter()
        documents: list[Document] = []
        with suppress(ReadingError), reading.opened(path, limit) as file:
            found = reading.documents(file, name, reading.Options(limit=limit))
            documents = [one.document for one in found if one.document]
        self.reading.seconds += time.perf_counter() - started
        for document in documents:
            started = time.perf_counter()
            passages = splitting.split(document)
            self.splitting.seconds += time.perf_counter() - started
            self.splitting.passages = (self.splitting.passages or 0) + len(passages)
            for stage in (self.reading, self.splitting):
                stage.documents = (stage.documents or 0) + 1
                stage.characters = (stage.characters or 0) + len(document.text)


def ingest_by_stage(folder: Path, settings: Settings, progress: Callable[[Any], None]) -> str:
    """Takes in ``folder`` into an empty library, and tells the time of each stage: of reading and splitting alone, of
    the others within the ingest, where they may overlap. The ratio: its time ÷ that of the embedding model in it."""
    limit = settings.file_bytes
    alone = _Alone()
    for file in scan(folder, ()).files if folder.is_dir() else [file_at(folder)]:
        alone.take(file.path, file.name, limit)
    with (
        TemporaryDirectory() as home,
        Assistant(settings.model_copy(update={"library": Path(home) / "l", "chroma_url": None})) as assistant,
    ):
        timed = Timed(assistant.embedder)
        timed.inner.passages(["The model is loaded before the clock starts."])
        library = assistant.library
        writing, indexing = _Stage("writing"), _Stage("indexing")
        _watch(library.intake, ("put", "finish"), writing)
        _watch(library.journal, ("store",), writing)
        _watch(library, ("index",), indexing)
        started = time.perf_counter()
        with PeakMemory() as peak:
            report = ingest([folder], library, timed, limit=limit, progress=progress)
        total = _Stage("ingest", time.perf_counter() - started, len(report.added), timed.texts, timed.characters)
    if not timed.texts:
        raise UsageError(f"There is nothing to take in at {folder}.")
    writing.documents, writing.passages = total.documents, timed.texts
    indexing.passages = timed.texts
    embedding = _Stage("embedding", timed.seconds, None, timed.texts, timed.characters)
    stages = [alone.reading, alone.splitting, writing, embedding, indexing, total]
    counted = [
        ("documents, and files that failed", f"{len(report.added)}, {len(report.failed)}"),
        ("passages embedded, their characters", f"{timed.texts:,}, {timed.characters:,}"),
        ("ratio of ingest to embedding", f"{total.seconds / timed.seconds:.3f}"),
        ("peak memory, MB", f"{peak.bytes / MEBIBYTE:,.0f}"),
    ]
    heads = ["stage", "seconds", "documents/s", "passages/s", "characters/s"]
    return table([stage.row() for stage in stages], heads) + "\n\n" + table(counted, ["ingest", ""])


def _watch(owner: Any, methods: Sequence[str], stage: _Stage) -> None:
    """Adds the time of these methods of ``owner`` to a stage; they may be called from several threads."""

    def watched(method: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any, **named: Any) -> Any:
            started = time.perf_counter()
            try:
                return method(*given, **named)
            finally:
                stage.seconds += time.perf_counter() - started

        return timed

    for name in methods:
        setattr(owner, name, watched(getattr(owner, name)))
