from __future__ import annotations

import pytest

from assistant.grounding.edits import Edit, against, edits, repeats

SENTENCE = "Norway will finance both fishing ports of Chile with 40 million dollars over the next 12 years."


def reasons(claim: str, sentence: str) -> list[str]:
    return list(against(claim, sentence))


def test_a_claim_that_repeats_a_sentence_is_told_apart_from_one_that_does_not() -> None:
    assert repeats("Norway will finance both fishing ports.", SENTENCE)
    assert not repeats("The king opened a school for nurses.", SENTENCE)
    assert not edits("The king opened a school for nurses.", SENTENCE)


def test_an_edit_says_which_words_stand_for_which() -> None:
    claim = SENTENCE.replace("finance", "visit")
    assert edits(claim, SENTENCE) == [Edit(("visit",), ("finance",))]


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        (
            "The envoy signed the treaty on cotton in the old palace.",
            "The envoy never signed the treaty on cotton in the old palace.",
        ),
        (
            "The envoy did not sign the treaty on cotton in the palace.",
            "The envoy did sign the treaty on cotton in the palace.",
        ),
        (SENTENCE, SENTENCE.replace("will finance", "financed")),
        (SENTENCE, SENTENCE.replace("both fishing ports", "one of the fishing ports")),
        (SENTENCE, SENTENCE.replace("40 million", "90 million")),
        (SENTENCE, SENTENCE.replace("Norway", "Chile").replace("of Chile", "of Norway")),
        (SENTENCE, SENTENCE.replace("Norway", "Sweden")),
        (SENTENCE, SENTENCE.replace("fishing ports", "fishing rusty ports")),
        (SENTENCE, SENTENCE.replace("next 12 years", "last 12 years")),
        (
            "Trade between them rose by more than 12 per cent in the year.",
            "Trade between them rose by less than 12 per cent in the year.",
        ),
        (
            "The two sides agreed in principle to share the water of the river.",
            "The two sides agreed to share the water of the river.",
        ),
        (
            "The minister opened the fair of books in the capital.",
            "The ambassador opened the fair of books in the capital.",
        ),
        (
            "The commission shall meet not less than once a year in the capital.",
            "The commission shall meet once a year in the capital.",
        ),
        (
            "A provisional measure on imported steel shall not exceed 200 days.",
            "A provisional measure on imported steel shall exceed 200 days.",
        ),
    ],
    ids=[
        "negation put in",
        "negation taken out",
        "modal dropped",
        "both made one of",
        "number exchanged",
        "countries exchanged",
        "another country",
        "word added",
        "word exchanged",
        "limit turned round",
        "principle dropped",
        "another office",
        "limit dropped",
        "limit denied",
    ],
)
def test_a_small_change_that_turns_a_sentence_around_is_said(sentence: str, claim: str) -> None:
    assert not reasons(sentence, sentence)
    assert reasons(claim, sentence)


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("The envoy said that the treaty helps farmers.", "The envoy stated that the treaty helps farmers."),
        ("The company bought the old mill near the river.", "The company purchased the old mill near the river."),
        (SENTENCE, SENTENCE.replace(" over the next 12 years", "")),
        (SENTENCE, SENTENCE.replace("40 million", "forty million")),
        (SENTENCE, SENTENCE.replace("will finance", "is to finance")),
        ("They offered an interest-free loan for the dam.", "They offered a loan without interest for the dam."),
    ],
    ids=["reporting verb", "synonym", "cut short", "number in words", "future in other words", "without for free"],
)
def test_a_small_change_that_keeps_the_sense_is_free(sentence: str, claim: str) -> None:
    assert not reasons(claim, sentence)
