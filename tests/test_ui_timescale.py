from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ui.timescale import Scale, levels

DAYS = st.dates()  # also "until 31 December 9999"


@given(st.lists(DAYS, min_size=1, max_size=9))
def test_all_days_lie_on_the_line_in_their_order(days):
    scale = Scale.of(days)
    places = [scale.at(day) for day in sorted(days)]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)


@given(DAYS, st.integers(0, 200_000))
def test_there_are_ticks_to_read_them_by_and_not_too_many(first, length):
    last = date.fromordinal(min(first.toordinal() + length, date.max.toordinal()))
    assert 1 <= len(Scale.of([first, last]).ticks) <= 8


@pytest.mark.parametrize(
    ("first", "last", "ticks"),
    [
        (date(2019, 4, 24), date(2023, 2, 11), ("2020", "2021", "2022", "2023")),
        (date(2024, 10, 1), date(2025, 4, 25), ("2024-11", "2025-01", "2025-03", "2025-05")),
        (date(2025, 4, 1), date(2025, 4, 9), None),
    ],
)
def test_ticks_are_years_months_or_days(first, last, ticks):
    found = Scale.of([first, last]).ticks
    assert found == ticks or (ticks is None and all(len(day) == 10 for day in found))


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 20)), max_size=20))
def test_no_mark_covers_another(places):
    places.sort()
    for at, level in enumerate(found := levels(places)):
        for other in range(at):
            if found[other] == level:
                assert places[other][0] + places[other][1] / 2 <= places[at][0] - places[at][1] / 2
