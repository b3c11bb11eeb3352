"""How well verdicts and probabilities agree with judgements: the arithmetic."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLED = 1000
BINS = 10
FOLDS = 5
MOST_THRESHOLDS = 100

Labels = NDArray[np.bool_]
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A value, 0 to 1, with its 95 % interval, over ``total`` cases."""

    value: float
    low: float
    high: float
    total: int

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}] ({self.total})"


def balanced_accuracy(labels: Labels, said: Labels) -> float:
    """The mean of the shares of supported and of other claims that are told right; 0.5 for always one answer.
    NaN where either is missing."""
    if labels.all() or not labels.any():
        return float("nan")
    return float((said[labels].mean() + (~said[~labels]).mean()) / 2)


def with_interval(labels: Labels, said: Labels) -> Interval:
    """Balanced accuracy with its 95 % percentile bootstrap interval (Efron 1979), resampled within each class."""
    chance = np.random.default_rng(0)
    good, bad = said[labels], ~said[~labels]
    if not len(good) or not len(bad):
        return Interval(float("nan"), float("nan"), float("nan"), len(labels))
    means = [
        (chance.choice(good, len(good)).mean() + chance.choice(bad, len(bad)).mean()) / 2 for _ in range(RESAMPLED)
    ]
    low, high = np.quantile(means, [0.025, 0.975])
    return Interval(balanced_accuracy(labels, said), float(low), float(high), len(labels))


def by_best_threshold(scores: Scores, labels: Labels, groups: NDArray[np.str_]) -> Labels:
    """Verdicts by a threshold on one signal, which way round does better, chosen on the other four fifths of the groups
    for each fifth."""
    said = np.zeros(len(labels), np.bool_)
    order = np.random.default_rng(0).permutation(np.unique(groups))
    fold = {group: number % FOLDS for number, group in enumerate(order.tolist())}
    folds = np.array([fold[group] for group in groups.tolist()])
    for number in range(FOLDS):
        known, asked = folds != number, folds == number
        sign, threshold = _best(scores[known], labels[known])
        said[asked] = sign * scores[asked] >= threshold
    return said


def brier(labels: Labels, probabilities: Scores) -> float:
    """Mean squared error, with supported and other claims weighted alike; 0.25 for always one half."""
    return float(np.average((probabilities - labels) ** 2, weights=_even(labels)))


def calibration_error(labels: Labels, probabilities: Scores) -> float:
    """Expected calibration error over ten bins of equal width, supported and other claims weighted alike."""
    weights = _even(labels)
    bins = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    error = 0.0
    for number in np.unique(bins):
        here = bins == number
        share = weights[here].sum() / weights.sum()
        gap = np.average(probabilities[here], weights=weights[here]) - np.average(labels[here], weights=weights[here])
        error += share * abs(float(gap))
    return error


def _best(scores: Scores, labels: Labels) -> tuple[int, float]:
    candidates = [
        (balanced_accuracy(labels, sign * scores >= threshold), sign, float(threshold))
        for sign in (1, -1)
        for threshold in np.unique(np.quantile(sign * scores, np.linspace(0, 1, MOST_THRESHOLDS)))
    ]
    _, sign, threshold = max(candidates)
    return sign, threshold


def _even(labels: Labels) -> NDArray[np.float64]:
    weights: Scores = np.where(labels, 0.5 / max(1, labels.sum()), 0.5 / max(1, (~labels).sum()))
    return weights
