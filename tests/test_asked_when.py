from __future__ import annotations

import pytest
from samples import document, grounds

from assistant.domain import Verdict

JANUARY = document(
    "Norway pledged 5 million dollars for the port of Lima. The minister thanked the ambassador for it.",
    date="2025-01-16",
)
TOLD = document("On 16 January 2025 Norway pledged 5 million dollars. The port treaty of 2002 was renewed.", date=None)
UNDATED = document("Norway pledged 5 million dollars for the port of Lima.", date=None)


@pytest.mark.parametrize(
    "question",
    [
        "What did Norway pledge in February 2025?",
        "What did Norway pledge on 17 January 2025?",
        "What did Norway pledge in 2024?",
        "What did Norway pledge in February?",
    ],
)
def test_what_happened_at_another_time_than_the_question_asks_about_is_no_answer(question: str) -> None:
    for evidence in (JANUARY, TOLD):
        claim = grounds(evidence, question=question).check("Norway pledged 5 million dollars.")
        assert claim.verdict is Verdict.UNSUPPORTED
        assert any("asks about" in reason and "16 January 2025" in reason for reason in claim.reasons)


def test_a_claim_that_says_when_it_was_hides_nothing() -> None:
    claim = grounds(TOLD, question="What did Norway pledge in February 2025?").check(
        "Norway pledged 5 million dollars on 16 January 2025."
    )
    assert claim.verdict is Verdict.SUPPORTED, claim.reasons


@pytest.mark.parametrize(
    "question",
    [
        "What did Norway pledge in January 2025?",
        "What did Norway pledge on 16 January 2025?",
        "What did Norway pledge in January?",
        "What did Norway pledge in 2025?",
        "What has Norway pledged since 2020?",
        "What did Norway pledge before 1 March 2025?",
        "What did Norway pledge?",
    ],
)
def test_what_happened_at_the_time_that_the_question_asks_about_is_an_answer(question: str) -> None:
    for evidence in (JANUARY, TOLD):
        claim = grounds(evidence, question=question).check("Norway pledged 5 million dollars.")
        assert claim.verdict is Verdict.SUPPORTED, claim.reasons


def test_where_nothing_tells_the_time_nothing_is_held_against_a_claim() -> None:
    claim = grounds(UNDATED, question="What did Norway pledge in 2024?").check("Norway pledged 5 million dollars.")
    assert claim.verdict is Verdict.SUPPORTED, claim.reasons


def test_a_date_that_names_a_thing_is_found_anywhere_in_its_document() -> None:
    text = document("The port treaty of 2002 has ten articles. Ships of both sides pay no fees.", date="2025-01-16")
    claim = grounds(text, question="What does the treaty of 2002 say about ships?").check(
        "Ships of both sides pay no fees."
    )
    assert claim.verdict is Verdict.SUPPORTED, claim.reasons
