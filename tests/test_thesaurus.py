from __future__ import annotations

import pytest

from assistant.sentences.thesaurus import is_word, opposite, stands_for
from assistant.words import stem


def term(word: str) -> str:
    return stem(word, "en")


@pytest.mark.parametrize(
    ("said", "printed"),
    [("purchase", "buy"), ("help", "assist"), ("increase", "rose"), ("purchased", "bought"), ("teach", "school")],
)
def test_a_synonym_or_a_broader_word_may_stand_for_another(said: str, printed: str) -> None:
    assert stands_for(term(said), term(printed))


@pytest.mark.parametrize(("said", "printed"), [("become", "became"), ("speak", "spoken"), ("founded", "establish")])
def test_forms_of_a_verb_stand_for_each_other(said: str, printed: str) -> None:
    assert stands_for(term(said), term(printed))
    assert stands_for(term(printed), term(said))


@pytest.mark.parametrize(("said", "printed"), [("ratified", "signed"), ("recognized", "established")])
def test_what_differs_among_countries_does_not(said: str, printed: str) -> None:
    assert not stands_for(term(said), term(printed))


@pytest.mark.parametrize(("said", "printed"), [("school", "teach"), ("hospital", "school"), ("zzyzx", "car")])
def test_a_narrower_another_or_an_unknown_word_may_not(said: str, printed: str) -> None:
    assert not stands_for(term(said), term(printed))


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("import", "export"),
        ("increase", "reduction"),
        ("accepted", "rejected"),
        ("arrived", "departed"),
        ("loan", "grant"),
        ("before", "after"),
        ("permanent", "temporary"),
    ],
)
def test_opposites_are_known_both_ways(said: str, printed: str) -> None:
    assert opposite(term(said), ["cotton", term(printed)]) == term(printed)
    assert opposite(term(printed), ["cotton", term(said)]) == term(said)


def test_words_without_an_opposite_among_the_others_have_none() -> None:
    assert opposite(term("import"), [term("cotton"), term("tariff")]) is None
    assert opposite("zzyzx", [term("import")]) is None


def test_words_of_the_language_are_told_from_names() -> None:
    assert is_word(term("agreement"))
    assert not is_word(term("Bakhtyar"))
