"""Do the rules, and the support score, judge claims as people do? On sets of judged claims, see claims.

Balanced accuracy throughout: always the same answer gives 0.5, whatever the share of supported claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from assistant.domain import Verdict
from assistant.evaluation.claims import Case, cases
from assistant.evaluation.judging import (
    Labels,
    Scores,
    balanced_accuracy,
    brier,
    by_best_threshold,
    calibration_error,
    with_interval,
)
from assistant.evaluation.measures import Failure, Figure, Result
from assistant.evaluation.remembering import remembered
from assistant.evaluation.weighing import Weighed, row, weighed
from assistant.grounding.support import coefficients, score
from assistant.retrieval import Relatedness
from assistant.settings import Settings

GOALS = {"wice": 0.70, "expertqa": 0.65, "faithbench": 0.60}
FLOOR = "0.5 (always one answer)"
EVEN = 0.5  # from here on the score calls a claim supported

Progress = Callable[[int, int], None]  # claims checked, claims in all


def measure(
    name: str,
    data: Path,
    settings: Settings,
    *,
    limit: int | None = None,
    progress: Progress | None = None,
) -> Result:
    """The figures of the set ``name`` from its files below ``data``; ``limit``: so many claims, drawn evenly.

    Raises QuestionError if it is unknown or incomplete. Vectors stay in the cache folder.
    """
    known = cases(name, data)
    chosen = _drawn(known, limit)
    found = []
    with remembered(settings) as embedder:
        similar = Relatedness(embedder).between
        for number, case in enumerate(chosen, 1):
            if one := weighed(case, similar):
                found.append(one)
            if progress:
                progress(number, len(chosen))
    return result(name, found, of=len(known))


def result(name: str, found: Sequence[Weighed], *, of: int) -> Result:
    """The figures of these claims."""
    labels = np.array([one.case.supported for one in found], np.bool_)
    rules = np.array([one.claim.verdict is Verdict.SUPPORTED for one in found], np.bool_)
    goal = f"{GOALS[name]:.2f}" if name in GOALS else ""
    figures = [
        Figure("rules alone", str(with_interval(labels, rules)), FLOOR, goal),
        *_of_score(name, found, labels, goal),
        *_alone(found, labels),
        *_summaries(found),
        *_retrieved(found),
    ]
    note = f"{sum(labels)} of the claims are supported."
    return Result(name, len(found), of, tuple(figures), tuple(_failures(found)), note)


def _of_score(name: str, found: Sequence[Weighed], labels: Labels, goal: str) -> Iterator[Figure]:
    """The score as it would be, had it been fitted without this set, and as shipped; and by the sets' finer labels."""
    model = "words" if found and found[0].signals.near is None else "meaning"
    without = coefficients(model, name) if name in GOALS else coefficients(model)
    honest = np.array([without.probability(one.signals) for one in found], np.float64)
    shipped = np.array([score(one.signals) for one in found], np.float64)
    for text, probabilities in (("score, fitted on the other sets", honest), ("score, as shipped", shipped)):
        told = with_interval(labels, probabilities >= EVEN)
        yield Figure(f"{text}", str(told), FLOOR, goal)
        yield Figure(f"{text}: Brier", brier(labels, probabilities), "0.25 (always one half)")
        yield Figure(f"{text}: calibration error", calibration_error(labels, probabilities), "0")
    for label in sorted({one.case.label for one in found}):
        some = [value for value, one in zip(shipped.tolist(), found, strict=True) if one.case.label == label]
        yield Figure(f"mean score of {label!r}", f"{sum(some) / len(some):.3f} ({len(some)})")


def _alone(found: Sequence[Weighed], labels: Labels) -> Iterator[Figure]:
    groups = np.array([one.case.group for one in found], np.str_)
    for name in found[0].signals.__slots__ if found else ():
        values: Scores = np.array([row(one.signals, [name])[0] for one in found], np.float64)
        told = balanced_accuracy(labels, by_best_threshold(values, labels, groups))
        yield Figure(f"{name} alone, best threshold", told, FLOOR)


def _summaries(found: Sequence[Weighed]) -> Iterator[Figure]:
    """Whole summaries: good if all their sentences are."""
    wholes: dict[str, list[Weighed]] = defaultdict(list)
    for one in found:
        if one.case.whole:
            wholes[one.case.whole].append(one)
    if not wholes:
        return
    labels = np.array([all(one.case.supported for one in some) for some in wholes.values()], np.bool_)
    rules = [all(one.claim.verdict is Verdict.SUPPORTED for one in some) for some in wholes.values()]
    worst = np.array([min(score(one.signals) for one in some) for some in wholes.values()], np.float64)
    groups = np.array([some[0].case.group for some in wholes.values()], np.str_)
    yield Figure("summaries: rules alone", str(with_interval(labels, np.array(rules, np.bool_))), FLOOR)
    best = by_best_threshold(worst, labels, groups)
    yield Figure("summaries: worst sentence's score, best threshold", str(with_interval(labels, best)), FLOOR)


def _retrieved(found: Sequence[Weighed]) -> Iterator[Figure]:
    """F1 of the sentences that the rules choose against the gold set that they meet best, as WiCE counts it."""
    shares = []
    for one in found:
        if one.case.gold:
            chosen = frozenset(one.chosen)
            shares.append(max(2 * len(chosen & gold) / (len(chosen) + len(gold)) for gold in one.case.gold))
    if shares:
        yield Figure("F1 of the sentences chosen", sum(shares) / len(shares))


def _failures(found: Sequence[Weighed]) -> Iterator[Failure]:
    for one in found:
        supported = one.claim.verdict is Verdict.SUPPORTED
        if supported is not one.case.supported:
            yield Failure(
                one.case.id,
                "accepted" if supported else "lost",
                one.claim.text,
                one.case.label,
                " ".join((one.claim.verdict.value, f"(score {score(one.signals):.2f})", *one.claim.reasons)),
                tuple(sentence.text for sentence in one.chosen),
            )


def _drawn(known: Sequence[Case], limit: int | None) -> list[Case]:
    """``limit`` cases at even distances, so that each part of the file is in it."""
    if limit is None or limit >= len(known):
        return list(known)
    return [known[at * len(known) // limit] for at in range(limit)]
