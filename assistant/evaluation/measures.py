"""The arithmetic of the tables."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

T = TypeVar("T")
RESAMPLES = 1000  # of a bootstrap


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``total``, with its 95 % Wilson interval."""

    hits: int
    total: int

    @classmethod
    def of(cls, outcomes: Iterable[bool]) -> Share:
        known = list(outcomes)
        return cls(sum(known), len(known))

    @property
    def value(self) -> float:
        return self.hits / self.total if self.total else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson (1927): holds for small samples and near 0 and 1, where the normal one does not."""
        if not self.total:
            return (math.nan, math.nan)
        z, n, p = 1.96, self.total, self.value
        middle = p + z * z / (2 * n)
        spread = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return (max(0.0, (middle - spread) / (1 + z * z / n)), min(1.0, (middle + spread) / (1 + z * z / n)))

    def __str__(self) -> str:
        if not self.total:
            return "–"
        low, high = self.interval
        return f"{self.value:.3f} [{low:.3f}, {high:.3f}] ({self.hits}/{self.total})"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value that is no plain share, such as an F1, with its 95 % interval."""

    value: float
    low: float
    high: float
    total: int

    @classmethod
    def of(cls, cases: Sequence[T], measured: Callable[[Sequence[T]], float]) -> Estimate:
        """``measured`` of the cases; the interval is the percentile bootstrap's (Efron 1979), always the same one."""
        if not cases:
            return cls(math.nan, math.nan, math.nan, 0)
        choose = np.random.default_rng(0)
        drawn = (choose.integers(0, len(cases), len(cases)) for _ in range(RESAMPLES))
        values = sorted(measured([cases[index] for index in indices]) for indices in drawn)
        return cls(measured(cases), percentile(values, 0.025), percentile(values, 0.975), len(cases))

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}] (of {self.total})" if self.total else "–"


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table. ``floor``: what a trivial or known system reaches; ``goal``: what we want, both in words."""

    name: str
    value: Share | Estimate | float | str
    floor: str = ""
    goal: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that went wrong, for the report: everything a person needs to judge it."""

    id: str
    kind: str
    asked: str  # the question, or the claim
    expected: str
    got: str
    evidence: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()  # why sentences were not supported


@dataclass(frozen=True, slots=True)
class Result:
    """What a set gave. ``cases``: how many were measured, ``of`` how many the set holds; ``model``: that wrote, empty
    if none did; ``sample``: how the cases were chosen, empty if all were measured."""

    set: str
    cases: int
    of: int
    figures: tuple[Figure, ...]
    failures: tuple[Failure, ...] = ()
    note: str = ""
    model: str = ""
    sample: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a set is: ``done`` of ``total`` cases."""

    stage: str
    done: int
    total: int


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile; ``share`` from 0 to 1."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else math.nan


def table(rows: Sequence[Sequence[Any]], heads: Sequence[str]) -> str:
    """A table in plain text, its first column flush left."""
    cells = [[str(cell) for cell in row] for row in [heads, *rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heads))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells
    )
