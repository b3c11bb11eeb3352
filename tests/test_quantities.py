from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.sentences.quantities import (
    Quantity,
    belongs_to_another,
    in_digits,
    listed,
    quantities,
    same,
    without_quantities,
)


def one(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("€1.5 million", 1_500_000, "EUR"),
        ("1.5 million euros", 1_500_000, "EUR"),
        ("US$ 40m", 40_000_000, "USD"),
        ("40 million US dollars", 40_000_000, "USD"),
        ("Rs 3 crore", 30_000_000, "rupee"),
        ("5 lakh rupees", 500_000, "rupee"),
        ("5億円", 500_000_000, "JPY"),
        ("2,5 Milliarden Euro", 2_500_000_000, "EUR"),
        ("1,25,000 rupees", 125_000, "rupee"),
        ("three hundred and twenty km", 320, "km"),
        ("twenty-five per cent", 25, "%"),
        ("7.25%", "7.25", "%"),
        ("two million tonnes", 2_000_000, "tonne"),
        ("100 MW", 100, "MW"),
        ("181 mln dlrs", 181_000_000, "dollar"),
        ("1.5 bln stg", 1_500_000_000, "GBP"),
        ("12 pct", 12, "%"),
        ("covers 520 flights", 520, ""),
        ("in those years 520 flights", 520, ""),
    ],
)
def test_a_number_has_its_value_and_what_it_is_measured_in_before_it_or_behind(
    text: str, value: int | str, unit: str
) -> None:
    found = one(text)
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "rank"),
    [("the third round", 3), ("the 21st meeting", 21), ("phase II", 2), ("Article IX", 9), ("Stage IV", 4)],
)
def test_ordinals_and_numbered_stages_are_ranks_and_not_amounts(text: str, rank: int) -> None:
    found = one(text)
    assert (found.value, found.unit) == (rank, "th")


def test_first_before_a_comma_orders_the_answer_and_ranks_nothing() -> None:
    assert not quantities("First, the envoys met.")


@pytest.mark.parametrize(
    ("one_way", "other_way"), [("at 3 p.m.", "at 3:00"), ("at 5:30 pm", "at 17:30"), ("at 11 a.m.", "at 11:00")]
)
def test_one_time_of_day_is_the_same_however_it_is_written(one_way: str, other_way: str) -> None:
    assert same(one(one_way), one(other_way))


def test_different_times_of_day_are_different() -> None:
    assert not same(one("at 3 p.m."), one("at 4 p.m."))


@pytest.mark.parametrize("text", ["The G20 met.", "The F16 flew.", "COP28 ended."])
def test_a_number_inside_a_name_is_no_amount(text: str) -> None:
    assert not quantities(text)


def test_one_is_mostly_a_pronoun() -> None:
    assert in_digits("one of the two ports") == "one of the 2 ports"


def test_a_dot_may_part_thousands_or_decimals() -> None:
    known = one("1.500 tonnes")
    assert same(one("1,500 tonnes"), known)
    assert same(one("1.5 tonnes"), known)
    assert not same(one("15 tonnes"), known)
    assert not same(one("500 tonnes"), one("0.500 tonnes"))
    assert not same(one("1,500 tonnes"), one("1.500 million tonnes"))


@pytest.mark.parametrize(
    ("stated", "known", "holds"),
    [
        ("6.11 billion yen", "6,111.91 million yen", True),
        ("6.12 billion yen", "6,111.91 million yen", False),
        ("611 million yen", "6,111.91 million yen", False),
        ("1,500 acres", "1,520 acres", False),
        ("1,520 acres", "1,500 acres", False),
        ("1,500 acres", "fifteen hundred acres", True),
        ("1,500 acres", "1,500 hectares", False),
        ("$5 million", "US$5 million", True),
        ("€5 million", "$5 million", False),
        ("Rs 5 million", "5 million rupees", True),
        ("PKR 5 million", "LKR 5 million", False),
        ("5%", "5 tonnes", False),
        ("12 schools", "12 hospitals", False),
        ("12 schools", "12 new schools", True),
        ("2 rounds", "the second round", False),
    ],
)
def test_a_number_is_the_same_if_its_value_its_unit_and_what_it_counts_are(
    stated: str, known: str, *, holds: bool
) -> None:
    assert same(one(stated), one(known)) is holds


@pytest.mark.parametrize(
    ("claim", "moved"),
    [
        ("340 km of national roads", False),
        ("3,400 km of national roads", True),
        ("340 km of rural roads", True),
        ("3,400 km of rural roads", False),
        ("3,400 km", False),
    ],
)
def test_a_number_does_not_move_to_what_another_number_counts(claim: str, *, moved: bool) -> None:
    known = quantities("It repaired 3,400 km of rural and 340 km of national roads.")
    assert belongs_to_another(one(claim), known) is moved


def test_numbers_come_in_the_order_of_the_text_with_the_words_behind_them() -> None:
    first, second = listed("They trained 300 nurses and built 12 bridges.")
    assert (first.printed, first.noun, first.of[0]) == ("300", "nurses", "nurs")
    assert (second.printed, second.noun, second.of[0]) == ("12", "bridges", "bridg")


def test_a_text_without_its_numbers_keeps_what_they_count() -> None:
    plain = without_quantities("Norway paid US$2.5 billion for twelve bridges in phase II.")
    assert plain.split() == ["Norway", "paid", "for", "bridges", "in", "."]


def test_a_number_takes_its_scale_from_the_one_before_it() -> None:
    grants = "The grants rise from US$ 35.95 million to 47.81 and from 3 to 5."
    assert [(number.value, number.unit) for number in listed(grants)] == [
        (Decimal(35_950_000), "USD"),
        (Decimal(47_810_000), "USD"),
        (Decimal(3), ""),
        (Decimal(5), ""),
    ]
    assert [number.value for number in listed("5 million and 3 ministers")] == [Decimal(5_000_000), Decimal(3)]
