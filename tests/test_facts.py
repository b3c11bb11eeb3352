from decimal import Decimal

import pytest

from assistant.sentences.dating import covers, dated, dates, falls_in, in_words
from assistant.sentences.facts import facts


@pytest.mark.parametrize(
    ("text", "value", "unit", "noun"),
    [
        ("on 1,500 acres of land", 1500, "acre", ""),
        ("fifteen hundred acres", 1500, "acre", ""),
        ("US$2.5 billion", 2_500_000_000, "USD", ""),
        ("2.5 billion US dollars", 2_500_000_000, "USD", ""),
        ("Rs. 6.2bn was paid", 6_200_000_000, "rupee", "was"),
        ("12 per cent more", 12, "%", "more"),
        ("3 crore rupees", 30_000_000, "rupee", ""),
        ("30 億円", 3_000_000_000, "JPY", ""),
        ("12,34,567 rupees", 1_234_567, "rupee", ""),
        ("2,5 Milliarden Euro", 2_500_000_000, "EUR", ""),
        ("eleven stalled projects", 11, "", "stalled"),
        ("the second phase", 2, "th", "phase"),
        ("Stage II of the line", 2, "th", ""),
        ("at 5:30 p.m.", 17 * 60 + 30 - 12 * 60, "clock", ""),
    ],
)
def test_a_number_is_read_with_its_scale_its_unit_and_what_it_counts(
    text: str, value: int, unit: str, noun: str
) -> None:
    numbers = facts(text).numbers
    assert any(n.value == value and n.unit == unit and n.noun in (noun, "") for n in numbers), numbers


def test_a_number_with_decimals_and_a_scale_is_one_number() -> None:
    assert {number.value for number in facts("It was 1.5 million tonnes.").numbers} == {Decimal(1_500_000)}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("signed on 6 September 2021", "2021-09-06"),
        ("signed on September 6, 2021", "2021-09-06"),
        ("signed on the 6th of Sept. 2021", "2021-09-06"),
        ("2021年9月6日に署名", "2021-09-06"),
        ("signed in September 2021", "2021-09"),
        ("signed in 2021", "2021"),
        ("signed on 2021-09-06", "2021-09-06"),
    ],
)
def test_a_date_is_read_in_the_precision_of_the_text_and_not_as_a_number(text: str, date: str) -> None:
    assert facts(text).dates.days == {date}
    assert not facts(text).numbers


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("He spoke on Monday.", "2021-09-06"),
        ("He spoke on Tuesday.", "2021-09-07"),
        ("He will speak on Wednesday.", "2021-09-08"),
        ("He spoke yesterday.", "2021-09-06"),
    ],
)
def test_a_weekday_is_the_latest_one_before_publication_or_the_next_one_if_the_sentence_looks_ahead(
    text: str, day: str
) -> None:
    assert facts(text, "2021-09-07").dates.days == {day}
    assert in_words(day) in dated(text, "2021-09-07")


def test_a_weekday_stays_a_word_where_the_day_of_publication_is_not_known() -> None:
    assert not facts("He spoke on Monday.", "2021-09").dates.days
    assert dated("He spoke on Monday.", None) == "He spoke on Monday."


def test_a_stamp_that_dates_the_text_does_not_date_an_event_that_has_a_weekday() -> None:
    assert facts("date 2021-09-07 ISLAMABAD: He spoke on Monday.", "2021-09-07").dates.days == {"2021-09-06"}


def test_the_word_may_and_a_month_without_a_day_are_told_apart() -> None:
    (number,) = facts("It may be 5 tonnes.").numbers
    assert (number.value, number.unit) == (5, "tonne")


def test_names_are_capitalised_words_but_not_the_first_nor_the_calendar() -> None:
    assert facts("Yesterday Kuinori Matsuda of JICA came to Islamabad in September.").names == {
        "Kuinori",
        "Matsuda",
        "JICA",
        "Islamabad",
    }


def test_the_status_ladder_ranks_a_signature_above_an_agreement_above_a_proposal() -> None:
    rungs = [facts(text).rung for text in ("He came.", "He proposed it.", "They agreed.", "They signed it.")]
    assert rungs == sorted(rungs)
    assert len(set(rungs)) == 4


def test_what_would_be_done_is_not_done() -> None:
    text = "Cooperation would be extended, and he invited them to invest."
    assert facts(text).possible >= {"extended", "invest"}
    assert facts(text).done == {"invited"}


@pytest.mark.parametrize(
    ("stated", "known", "borne_out"),
    [("2021", "2021-09-06", True), ("2021-09", "2021-09-06", True), ("2021-09-06", "2021-09", False)],
)
def test_a_precise_date_bears_out_a_rough_one_and_not_the_reverse(stated: str, known: str, *, borne_out: bool) -> None:
    assert covers(stated, known) is borne_out


@pytest.mark.parametrize(
    ("claim", "sentence", "holds"),
    [
        ("He spoke on Friday.", "He spoke on Monday.", False),
        ("He spoke on Monday.", "He spoke on Monday.", True),
        ("He spoke on Monday.", "He spoke on 6 September 2021.", True),
        ("They met in March.", "They met on 3 April 2021.", False),
        ("They met in April.", "They met on 3 April 2021.", True),
        ("They met in April.", "They met in April.", True),
    ],
)
def test_a_weekday_or_month_without_a_date_must_be_one_of_the_sentence(
    claim: str, sentence: str, *, holds: bool
) -> None:
    known, _ = dates(sentence)
    assert all(falls_in(loose, known) for loose in dates(claim)[0].loose) is holds


def test_a_day_without_a_year_is_borne_out_by_that_day_of_any_year() -> None:
    assert dates("on 6 September")[0].days == {"--09-06"}
    assert covers("--09-06", "2021-09-06")
    assert not covers("--09-06", "2021-09-07")


@pytest.mark.parametrize(
    "text",
    [
        "signed on August 1, 2002",
        "signed on 1st August 2002",
        "on the 1st day of August, 2002",
        "this first day of August 2002",
        "this First day of the month of August in the year 2002",
        "this first day of August, two thousand and two",
        "the 1st (first) day of August, 2002",
        "on August the 1st, 2002",
        "am 1.8.2002",
        "on 2002/08/01",
    ],
)
def test_a_date_is_the_same_however_it_is_written(text: str) -> None:
    assert dates(text)[0].days == {"2002-08-01"}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("this twenty-first day of May, two thousand twenty-five", "2025-05-21"),
        ("this thirty first day of May, 2019", "2019-05-31"),
        ("done this 5th day of April, 2025", "2025-04-05"),
    ],
)
def test_the_date_at_the_end_of_an_agreement_is_read(text: str, date: str) -> None:
    assert dates(text)[0].days == {date}


def test_numbers_that_stand_beside_a_month_are_no_year_and_no_day() -> None:
    assert dates("In May, two thousand and five people came.")[0].days == frozenset()
    assert dates("The second March meeting was on version 1.2.3.")[0].days == frozenset()
