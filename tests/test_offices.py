from __future__ import annotations

import time

import pytest

from assistant.countries.names import unified
from assistant.sentences.offices import Office, held_by_another, implied, is_office, offices, same_kind


def only(text: str) -> Office:
    (found,) = offices(text)
    return found


@pytest.mark.parametrize(
    ("text", "kind", "person"),
    [
        ("Elena Ruiz, Minister of Trade, came.", "minister", "elena ruiz"),
        ("Minister of Trade, Elena Ruiz, came.", "minister", "elena ruiz"),
        ("Minister of Trade Elena Ruiz came.", "minister", "elena ruiz"),
        ("Trade Minister Elena Ruiz came.", "minister", "elena ruiz"),
        ("Elena Ruiz is the ambassador of Chile.", "ambassador", "elena ruiz"),
        ("Prime Minister Erik Holm spoke.", "prime minister", "erik holm"),
        ("the managing director, Dr. Erik Holm, spoke.", "managing director", "erik holm"),
        ("The ambassador spoke.", "ambassador", ""),
        ("Furthermore, the minister spoke.", "minister", ""),
        ("With Erik Holm, the president spoke.", "president", ""),
    ],
)
def test_an_office_goes_to_the_person_who_is_named_with_it(text: str, kind: str, person: str) -> None:
    found = only(text)
    assert (found.kind, found.person) == (kind, frozenset(person.split()))


def test_a_country_of_two_words_between_office_and_name_is_no_part_of_the_name() -> None:
    found = only(unified("Indian High Commissioner to Sri Lanka Santosh Jha called on him."))
    assert (found.kind, found.country, found.person) == ("high commissioner", "india", {"santosh", "jha"})


def test_two_offices_of_one_person_are_both_given_to_that_person() -> None:
    first, second = offices("Vice President and Prime Minister Sheikh Mansour Saeed received her.")
    assert first.kind == "vice president"
    assert second.kind == "prime minister"
    assert first.person == second.person == {"mansour", "saeed"}


def test_two_people_are_not_made_one() -> None:
    first, second = offices("He met the President and Prime Minister Erik Holm.")
    assert not first.person
    assert second.person == {"erik", "holm"}


def test_a_portfolio_is_read_before_and_behind_the_office() -> None:
    assert "trade" in only("Minister of Trade and Industry Elena Ruiz").portfolio
    assert "foreign" in only("the foreign minister").portfolio


@pytest.mark.parametrize(
    ("claimed", "known", "holds"),
    [
        ("minister", "prime minister", True),
        ("prime minister", "minister", False),
        ("president", "vice president", False),
        ("vice president", "vice president", True),
        ("envoy", "ambassador", True),
        ("ambassador", "minister", False),
        ("director", "executive director", True),
        ("secretary", "permanent secretary", True),
        ("chairwoman", "chairperson", True),
    ],
)
def test_a_looser_word_stands_for_an_office_and_a_higher_one_does_not(claimed: str, known: str, *, holds: bool) -> None:
    assert same_kind(claimed, known) is holds


def test_an_office_of_another_country_is_another_office() -> None:
    known = offices("The Norwegian ambassador spoke.")
    assert implied(only("the ambassador of Norway"), known)
    assert implied(only("the ambassador"), known)
    assert not implied(only("the ambassador of Chile"), known)


@pytest.mark.parametrize(
    ("claimed", "held"),
    [
        ("Minister of Trade Elena Ruiz", None),
        ("Minister Ruiz", None),
        ("Minister of Health Elena Ruiz", "minister"),
        ("President Elena Ruiz", "minister"),
        ("President Erik Holm", None),  # of whom nothing is known
    ],
)
def test_a_person_keeps_the_office_that_the_documents_give(claimed: str, held: str | None) -> None:
    known = offices("Minister of Trade Elena Ruiz opened the fair.")
    other = held_by_another(only(claimed), known)
    assert (other.kind if other else None) == held


def test_an_office_building_is_no_person() -> None:
    assert not offices("the Prime Minister’s Office said")
    assert is_office("minister")
    assert not is_office("ministry")


def test_a_long_row_of_capitals_is_read_in_a_moment() -> None:
    started = time.perf_counter()
    offices("Minister of " + "Trade and " * 3000 + "A" * 3000)
    assert time.perf_counter() - started < 2
