"""Retrieval on public sets: the keyword half, the vector half and both fused, over one library made for the set."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.assembly import Assistant
from assistant.evaluation.answers import library_settings, take_in
from assistant.evaluation.measures import Failure, Figure, Result, Share, percentile
from assistant.evaluation.run import Run
from assistant.evaluation.sampling import sample_words, sampled
from assistant.evaluation.sets import retrieval_set
from assistant.settings import Settings

DEPTH = 100  # passages of a ranking that its documents are taken from
_SHOWN = 3  # documents that a failure names

Question = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Ranked:
    """What a ranking gave for each question: the documents' names, best first, and the seconds it took."""

    name: str
    found: tuple[list[str], ...]
    seconds: tuple[float, ...]


def measure(name: str, data: Path, settings: Settings, run: Run) -> Result:
    """The figures of a known set. The library made for it stays in the cache folder and is used again.

    Raises QuestionError if the set's files are not in ``data``.
    """
    chosen = retrieval_set(name, data)
    questions = sampled(chosen.questions, run.limit, id=lambda asked: asked[0], kind=lambda _: "")
    with Assistant(library_settings(name, settings)) as assistant:
        take_in(assistant, dict(chosen.documents), run.progress)
        rankings = [
            _ranked("keyword half", questions, lambda question: _by_words(assistant, question)),
            _ranked("vector half", questions, lambda question: _by_meaning(assistant, question)),
            _ranked("fused", questions, lambda question: _fused(assistant, question)),
        ]
    figures = [figure for ranking in rankings for figure in _figures(ranking, questions)]
    failures = [
        Failure(str(number), "", question, ", ".join(sorted(gold)), ", ".join(names[:_SHOWN]) or "nothing")
        for number, ((question, gold), names) in enumerate(zip(questions, rankings[-1].found, strict=True), 1)
        if names[:1] == [] or names[0] not in gold
    ]
    of = len(chosen.questions)
    return Result(
        f"retrieval-{name}",
        len(questions),
        of,
        tuple(figures),
        tuple(failures),
        "Failures: the fused ranking's first document is not a right one.",
        sample=sample_words(len(questions), of),
    )


def _ranked(name: str, questions: Sequence[Question], ranked: Callable[[str], Iterable[str]]) -> _Ranked:
    found, seconds = [], []
    for question, _ in questions:
        started = time.perf_counter()
        names = list(dict.fromkeys(Path(name).stem for name in ranked(question)))
        seconds.append(time.perf_counter() - started)
        found.append(names)
    return _Ranked(name, tuple(found), tuple(seconds))


def _figures(ranking: _Ranked, questions: Sequence[Question]) -> list[Figure]:
    pairs = list(zip(ranking.found, (gold for _, gold in questions), strict=True))
    first = Share.of(bool(names) and names[0] in gold for names, gold in pairs)
    ten = Share.of(gold <= set(names[:10]) for names, gold in pairs)
    times = f"{percentile(ranking.seconds, 0.5) * 1000:.0f}, {percentile(ranking.seconds, 0.95) * 1000:.0f}"
    return [
        Figure(f"{ranking.name}: a right document is first", first),
        Figure(f"{ranking.name}: all right ones are in ten", ten),
        Figure(f"{ranking.name}: ms, p50 and p95", times),
    ]


def _by_words(assistant: Assistant, question: str) -> list[str]:
    catalog = assistant.library.catalog
    return _names(assistant, [hit.id for hit in catalog.keyword_search(question, DEPTH)])


def _by_meaning(assistant: Assistant, question: str) -> list[str]:
    return _names(assistant, [hit.id for hit in assistant.library.search(assistant.embedder.query(question), DEPTH)])


def _fused(assistant: Assistant, question: str) -> list[str]:
    return [item.passage.document.name for item, _ in assistant.retriever.ranked(question, DEPTH)]


def _names(assistant: Assistant, ids: Sequence[str]) -> list[str]:
    return [passage.document.name for passage in assistant.library.catalog.passages(ids)]
