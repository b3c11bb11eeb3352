"""Search while an ingest runs: how long readers wait, alone and then beside it."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any

from assistant.assembly import Assistant
from assistant.errors import AssistantError, UsageError
from assistant.evaluation.measures import percentile, table
from assistant.evaluation.memory import PeakMemory
from assistant.evaluation.stages import MEBIBYTE, Timed
from assistant.ingest.ingest import ingest
from assistant.ingest.scanning import scan
from assistant.retrieval import LibraryRetriever
from assistant.settings import Settings

READERS = 8
THINKING = 1.0  # seconds between a reader's questions, on average
ALONE = 15.0  # seconds for which they are measured without an ingest


@dataclass
class _Asked:
    seconds: list[float]
    failed: int

    def row(self, name: str, rate: str) -> tuple[str, ...]:
        shown = (f"{percentile(self.seconds, share) * 1000:.0f}" for share in (0.5, 0.95, 1))
        return (name, str(len(self.seconds)), str(self.failed), *shown, rate)


def search_while_ingesting(folder: Path, settings: Settings, progress: Callable[[Any], None]) -> str:
    """Half of the files of ``folder`` are taken in, and asked about by READERS readers; then the other half is taken in
    while they go on, with the embedding model that is set. Milliseconds of a search, from the question's text to its
    passages. The last column: characters that were embedded in a second, first by the ingest that nobody disturbed."""
    files = [file.path for file in scan(folder, ()).files]
    if len(files) < 2:  # noqa: PLR2004 - two halves
        raise UsageError(f"There are not two documents in {folder}.")
    random.Random(0).shuffle(files)  # noqa: S311 - a repeatable choice
    half = len(files) // 2
    limit = settings.file_bytes
    with (
        TemporaryDirectory() as home,
        Assistant(settings.model_copy(update={"library": Path(home) / "l", "chroma_url": None})) as assistant,
    ):
        timed = Timed(assistant.embedder)
        ingest(files[:half], assistant.library, timed, limit=limit, progress=progress)
        undisturbed = _rate(timed)
        titles = [row.title for row in assistant.library.catalog.documents()]
        if not titles:
            raise UsageError(f"None of the documents in {folder} can be read.")
        assistant.retriever.ranked(titles[0])
        alone = _asked(assistant.retriever, titles, lambda: time.sleep(ALONE))
        beside = Timed(assistant.embedder)
        with PeakMemory() as peak:
            both = _asked(
                assistant.retriever,
                titles,
                lambda: ingest(files[half:], assistant.library, beside, limit=limit, progress=progress),
            )
    rows = [alone.row("alone", undisturbed), both.row("while an ingest runs", _rate(beside))]
    heads = [f"{READERS} readers", "searches", "failed", "p50 ms", "p95 ms", "longest ms", "embedded characters/s"]
    return table(rows, heads) + f"\n\nPeak memory: {peak.bytes / MEBIBYTE:,.0f} MB."


def _asked(retriever: LibraryRetriever, questions: Sequence[str], meanwhile: Callable[[], Any]) -> _Asked:
    """What the readers found for as long as ``meanwhile`` takes."""
    over = Event()
    asked = _Asked([], 0)

    def read(number: int) -> None:
        choose = random.Random(number)  # noqa: S311 - repeatable readers
        for _ in itertools.takewhile(lambda _: not over.wait(choose.uniform(0, 2 * THINKING)), itertools.count()):
            started = time.perf_counter()
            try:
                retriever.ranked(choose.choice(questions))
            except AssistantError:
                asked.failed += 1
            asked.seconds.append(time.perf_counter() - started)

    with ThreadPoolExecutor(READERS) as pool:
        reading = [pool.submit(read, number) for number in range(READERS)]
        try:
            meanwhile()
        finally:
            over.set()
        for reader in reading:
            reader.result()
    return asked


def _rate(timed: Timed) -> str:
    return f"{timed.characters / timed.seconds:,.0f}" if timed.seconds else "–"
