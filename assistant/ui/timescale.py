"""Where days lie on a line, in percent of its length from where it begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

_ROOM = 0.06  # of the line that is left free at both ends
_LEAST = 14  # days that a line is long at least
_YEARS, _MONTHS, _DAYS = (1, 2, 5, 10, 20, 50, 100, 200, 500), (1, 2, 3, 6), (1, 2, 3, 7, 14)
_YEAR, _MONTH, _IN_A_YEAR = 365.25, 30.5, 12


@dataclass(frozen=True, slots=True)
class Scale:
    """From ``first`` to ``last``, both ordinals of days, with ``ticks``: ISO dates of the precision that is told."""

    first: float
    last: float
    ticks: tuple[str, ...]

    @staticmethod
    def of(days: Iterable[date], most: int = 5) -> Scale:
        """A line on which all ``days`` lie, of which there is one at least. ``most``: as many ticks, about."""
        ordinals = [day.toordinal() for day in days]
        length = max(max(ordinals) - min(ordinals), _LEAST)
        room = length * _ROOM
        middle = (max(ordinals) + min(ordinals)) / 2
        first, last = middle - length / 2 - room, middle + length / 2 + room
        ticks = tuple(day for day, at in _ticks(first, last, most) if first <= at <= last)
        return Scale(first, last, ticks)

    def at(self, first: date, last: date | None = None) -> float:
        """Percent of the line: of a day, or of the middle between two."""
        middle = (first.toordinal() + (last or first).toordinal()) / 2
        return round(100 * (middle - self.first) / (self.last - self.first), 2)


def levels(places: Sequence[tuple[float, float]]) -> list[int]:
    """For marks at these places (their middle and their width, in percent, sorted by the middle): how high above the
    line each stands (from 0), so that none covers another."""
    ends: list[float] = []
    found = []
    for middle, width in places:
        left = middle - width / 2
        level = next((at for at, end in enumerate(ends) if end <= left), len(ends))
        ends[level : level + 1] = [middle + width / 2]
        found.append(level)
    return found


def _ticks(first: float, last: float, most: int) -> Iterator[tuple[str, int]]:
    """Days that are told in round numbers, and their ordinals."""
    begin, end = _day(first), _day(last)
    length = last - first
    if length > most * _YEAR / 2:
        step = next((one for one in _YEARS if length / (one * _YEAR) <= most), _YEARS[-1])
        for year in range(begin.year // step * step, end.year + 1, step):
            if year >= 1:
                yield f"{year:04}", date(year, 1, 1).toordinal()
    elif length > most * _MONTH / 2:
        step = next((one for one in _MONTHS if length / (one * _MONTH) <= most), _MONTHS[-1])
        months = begin.year * _IN_A_YEAR + begin.month - 1
        for month in range(months // step * step, end.year * _IN_A_YEAR + end.month, step):
            day = date(month // _IN_A_YEAR, month % _IN_A_YEAR + 1, 1)
            yield day.isoformat()[:7], day.toordinal()
    else:
        step = next((one for one in _DAYS if length / one <= most), _DAYS[-1])
        for number in range(begin.toordinal(), end.toordinal() + 1, step):
            yield date.fromordinal(number).isoformat(), number


def _day(ordinal: float) -> date:
    """The day, or the nearest that the calendar has: "until 31 December 9999"."""
    return date.fromordinal(min(max(int(ordinal), date.min.toordinal()), date.max.toordinal()))
