"""Retrieval on public sets: the keyword half, the vector half and both fused, over one library made for the set."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.assembly import Assistant
from assistant.evaluation.measures import Share, percentile, table
from assistant.evaluation.sets import RetrievalSet, retrieval_set
from assistant.settings import Settings

DEPTH = 100  # passages of a ranking that its documents are taken from


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one ranking. ``first``: a right document is first; ``ten``: all right ones are among the first ten."""

    ranking: str
    first: Share
    ten: Share
    seconds: tuple[float, ...]


def measure(name: str, data: Path, settings: Settings, *, limit: int | None, progress: Any) -> list[Figures]:
    """The figures of a known set. The library made for it stays in the cache folder and is used again.

    Raises QuestionError if the set is unknown or its files are not in ``data``.
    """
    chosen = retrieval_set(name, data)
    home = settings.cache / "evaluation" / chosen.name
    files = home / "documents"
    files.mkdir(parents=True, exist_ok=True)
    for document, text in chosen.documents:
        target = files / f"{document}.txt"
        if not target.exists():
            target.write_text(text, "utf-8")
    with Assistant(settings.model_copy(update={"library": home / "library"})) as assistant:
        assistant.ingest([files], progress)
        return [
            _figures("keyword half", chosen, limit, lambda question: _by_words(assistant, question)),
            _figures("vector half", chosen, limit, lambda question: _by_meaning(assistant, question)),
            _figures("fused", chosen, limit, lambda question: _fused(assistant, question)),
        ]


def report(name: str, figures: Sequence[Figures]) -> str:
    """A table with 95 % intervals and the median and 95th percentile of the time a ranking takes."""
    rows = [
        (
            item.ranking,
            item.first,
            item.ten,
            f"{percentile(item.seconds, 0.5) * 1000:.0f}, {percentile(item.seconds, 0.95) * 1000:.0f}",
        )
        for item in figures
    ]
    return f"{name}\n" + table(rows, ["ranking", "right document first", "all right ones in ten", "ms p50, p95"])


def _figures(ranking: str, chosen: RetrievalSet, limit: int | None, ranked: Callable[[str], Iterable[str]]) -> Figures:
    first, ten, seconds = [], [], []
    for question, gold in chosen.questions[:limit]:
        started = time.perf_counter()
        names = list(dict.fromkeys(Path(name).stem for name in ranked(question)))
        seconds.append(time.perf_counter() - started)
        first.append(bool(names) and names[0] in gold)
        ten.append(gold <= set(names[:10]))
    return Figures(ranking, Share.of(first), Share.of(ten), tuple(seconds))


def _by_words(assistant: Assistant, question: str) -> list[str]:
    catalog = assistant.library.catalog
    return _names(assistant, [hit.id for hit in catalog.keyword_search(question, DEPTH)])


def _by_meaning(assistant: Assistant, question: str) -> list[str]:
    return _names(assistant, [hit.id for hit in assistant.library.search(assistant.embedder.query(question), DEPTH)])


def _fused(assistant: Assistant, question: str) -> list[str]:
    return [item.passage.document.name for item, _ in assistant.retriever.ranked(question, DEPTH)]


def _names(assistant: Assistant, ids: Sequence[str]) -> list[str]:
    return [passage.document.name for passage in assistant.library.catalog.passages(ids)]
