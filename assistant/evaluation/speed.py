"""Speed, as ratios within one run: ingest against the embedding model alone, and search as the library grows."""

from __future__ import annotations

import hashlib
import random
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.assembly import Assistant
from assistant.evaluation.measures import percentile, table
from assistant.ingest import ingest
from assistant.library import Library
from assistant.retrieval import LibraryRetriever, Relatedness
from assistant.settings import Settings

DIMENSIONS = 384
VOCABULARY = 30_000  # words of the synthetic texts, drawn with Zipf's frequencies
PASSAGES_A_FILE = 20
QUESTIONS = 60
_THEMES = 500  # clusters of the synthetic vectors: real ones are clustered too


class Synthetic:
    """Vectors made from the text's hash in no time: for the speed of everything but the model."""

    name = "synthetic-384"

    def __init__(self) -> None:
        self._themes = np.random.default_rng(0).normal(size=(_THEMES, DIMENSIONS)).astype(np.float32)

    def passages(self, texts: list[str], /) -> NDArray[np.float32]:
        return np.stack([self.query(text) for text in texts])

    def query(self, text: str) -> NDArray[np.float32]:
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
        noise = np.random.default_rng(seed).normal(size=DIMENSIONS).astype(np.float32)
        vector = self._themes[seed % _THEMES] + 0.5 * noise
        return np.asarray(vector / np.linalg.norm(vector), np.float32)


class _Timed:
    """An embedder that adds up the time that it takes."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self.name: str = inner.name
        self.seconds = 0.0
        self.texts = 0

    def passages(self, texts: list[str], /) -> NDArray[np.float32]:
        started = time.perf_counter()
        vectors: NDArray[np.float32] = self._inner.passages(texts)
        self.seconds += time.perf_counter() - started
        self.texts += len(texts)
        return vectors


def ingest_ratio(folder: Path, settings: Settings, progress: Callable[[Any], None]) -> str:
    """Time to take in ``folder`` into an empty library ÷ time of the embedding model in it."""
    with (
        TemporaryDirectory() as home,
        Assistant(settings.model_copy(update={"library": Path(home) / "l"})) as assistant,
    ):
        timed = _Timed(assistant.embedder)
        timed.passages(["The model is loaded before the clock starts."])
        timed.seconds, timed.texts = 0.0, 0
        library = assistant.library
        started = time.perf_counter()
        report = ingest([folder], library, timed, limit=settings.file_megabytes * 2**20, progress=progress)
        total = time.perf_counter() - started
        rows = [
            ("documents", len(report.added)),
            ("passages embedded", timed.texts),
            ("ingest, s", f"{total:.1f}"),
            ("embedding model alone, s", f"{timed.seconds:.1f}"),
            ("ratio", f"{total / timed.seconds:.3f}"),
        ]
        return table(rows, ["ingest", ""])


def search_growth(sizes: Sequence[int], progress: Callable[[Any], None]) -> str:
    """Milliseconds of a search (p50, p95) over synthetic passages, as one library grows to each of ``sizes``."""
    rows = []
    with TemporaryDirectory() as home:
        files = Path(home) / "documents"
        embedder = Synthetic()
        for size in sorted(sizes):
            _write(files, size)
            with Library(Path(home) / "library", model=embedder.name) as library:
                started = time.perf_counter()
                ingest([files], library, embedder, limit=10**8, progress=progress)
                filled = time.perf_counter() - started
            started = time.perf_counter()
            with Library(Path(home) / "library", model=embedder.name) as library:
                library.warm()
                opened = time.perf_counter() - started
                rows.append((f"{size:,}", *_searched(library, embedder), f"{opened:.2f}", f"{filled:.0f}"))
        shutil.rmtree(files)
    heads = ["passages", "keyword p50, p95 ms", "vector p50, p95 ms", "fused p50, p95 ms", "open s", "filled in s"]
    return table(rows, heads)


def _searched(library: Library, embedder: Synthetic) -> list[str]:
    retriever = LibraryRetriever(
        library=library, embedder=embedder, relatedness=Relatedness(embedder), candidates=60, passages=8
    )
    choose = random.Random(1)  # noqa: S311 - a repeatable choice of questions
    questions = [_sentence(choose, 8) for _ in range(QUESTIONS)]
    retriever.ranked(questions[0])
    ways: list[Callable[[str], Any]] = [
        lambda question: library.catalog.keyword_search(question, 60),
        lambda question: library.search(embedder.query(question), 60),
        retriever.ranked,
    ]
    found = []
    for way in ways:
        seconds = []
        for question in questions:
            started = time.perf_counter()
            way(question)
            seconds.append(time.perf_counter() - started)
        found.append(f"{percentile(seconds, 0.5) * 1000:.1f}, {percentile(seconds, 0.95) * 1000:.1f}")
    return found


def _write(folder: Path, passages: int) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(-(-passages // PASSAGES_A_FILE)):
        path = folder / f"{number:06}.txt"
        if not path.exists():
            choose = random.Random(number)  # noqa: S311 - repeatable texts
            wanted = min(PASSAGES_A_FILE, passages - number * PASSAGES_A_FILE)
            paragraphs = [" ".join(f"{_sentence(choose, 12)}." for _ in range(4)) for _ in range(wanted)]
            path.write_text("\n\n".join(paragraphs), "utf-8")


def _sentence(choose: random.Random, words: int) -> str:
    return " ".join(f"w{int(VOCABULARY ** choose.random())}" for _ in range(words)).capitalize()
