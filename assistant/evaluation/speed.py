"""Search, opening and memory as a library grows, with vectors that cost nothing."""

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

from assistant.evaluation.measures import percentile, table
from assistant.evaluation.memory import PeakMemory
from assistant.ingest.ingest import ingest
from assistant.library import Library
from assistant.retrieval import LibraryRetriever, Relatedness

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


def search_growth(sizes: Sequence[int], progress: Callable[[Any], None]) -> str:
    """Milliseconds of a search (p50, p95) over synthetic passages, as one library grows to each of ``sizes``; seconds
    to open it and to fill it from the size before, and the peak of the memory."""
    rows = []
    with TemporaryDirectory() as home:
        files = Path(home) / "documents"
        embedder = Synthetic()
        for size in sorted(sizes):
            _write(files, size)
            with PeakMemory() as filling, Library(Path(home) / "library", model=embedder.name) as library:
                started = time.perf_counter()
                ingest([files], library, embedder, limit=10**8, progress=progress)
                filled = time.perf_counter() - started
            started = time.perf_counter()
            with PeakMemory() as searching, Library(Path(home) / "library", model=embedder.name) as library:
                library.warm()
                opened = time.perf_counter() - started
                found = _searched(library, embedder)
            memory = f"{filling.bytes / 2**20:,.0f}, {searching.bytes / 2**20:,.0f}"
            rows.append((f"{size:,}", *found, f"{opened:.2f}", f"{filled:.0f}", memory))
        shutil.rmtree(files)
    ways = [f"{way} p50, p95 ms" for way in ("keyword", "vector", "fused")]
    heads = ["passages", *ways, "open s", "filled in s", "filling, searching MB"]
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
