"""The arithmetic of the tables."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any


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
        return ((middle - spread) / (1 + z * z / n), (middle + spread) / (1 + z * z / n))

    def __str__(self) -> str:
        if not self.total:
            return "–"
        low, high = self.interval
        return f"{self.value:.3f} [{low:.3f}, {high:.3f}] ({self.hits}/{self.total})"


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table. ``floor``: what a trivial or known system reaches; ``goal``: what we want, both in words."""

    name: str
    value: Share | float | str
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


@dataclass(frozen=True, slots=True)
class Result:
    """What a set gave. ``cases``: how many were measured, ``of`` how many the set holds."""

    set: str
    cases: int
    of: int
    figures: tuple[Figure, ...]
    failures: tuple[Failure, ...] = ()
    note: str = ""


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
