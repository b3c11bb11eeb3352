"""A set's result as text for a terminal, and as JSON."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from assistant.evaluation.measures import Estimate, Figure, Result, Share, table


def as_text(result: Result) -> str:
    """A table with 95 % intervals, the floor to beat and the goal."""
    rows = [(figure.name, value_text(figure), figure.floor, figure.goal) for figure in shown(result)]
    lines = [heading(result), table(rows, ["", "value [95 %] (of)", "floor", "goal"])]
    lines += [result.note] if result.note else []
    lines += [f"Failures: {len(result.failures)}. --report FILE.html shows them."] if result.failures else []
    return "\n".join(lines)


def shown(result: Result) -> list[Figure]:
    """The figures that something was counted for."""
    return [one for one in result.figures if not (isinstance(one.value, Share | Estimate) and not one.value.total)]


def heading(result: Result) -> str:
    """What was measured, and how much of it."""
    written = f", written by {result.model}" if result.model else ""
    return f"{result.set}: {result.sample or f'all {result.of} cases'}{written}"


def value_text(figure: Figure) -> str:
    value = figure.value
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def as_json(result: Result) -> dict[str, Any]:
    """Without the evidence of the failures, which is in the report; numbers that are not known are null."""
    return {
        "set": result.set,
        "cases": result.cases,
        "of": result.of,
        "model": result.model or None,
        "sample": result.sample or "all",
        "note": result.note,
        "figures": [_figure(figure) for figure in result.figures],
        "failures": [asdict(failure) for failure in result.failures],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    value = figure.value
    told: dict[str, Any] = {"name": figure.name, "floor": figure.floor, "goal": figure.goal}
    if isinstance(value, Share):
        low, high = value.interval
        known = {"value": value.value, "low": low, "high": high, "hits": value.hits, "total": value.total}
    elif isinstance(value, Estimate):
        known = {"value": value.value, "low": value.low, "high": value.high, "total": value.total}
    else:
        return told | {"value": _number(value)}
    return told | {key: _number(number) for key, number in known.items()}


def _number(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value
