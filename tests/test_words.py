from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.words import is_form, terms, variants, words


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("agreements", "Agreement", "en"),
        ("Pakistan’s", "PAKISTAN'S", "en"),
        ("coopération", "COOPERATION", "fr"),
        ("Straße", "STRASSE", "de"),
        ("соглашения", "Соглашение", "ru"),
        ("1,500", "1500", "en"),
        ("12,34,567", "1234567", "en"),
        ("۱۲۳", "123", "ur"),
        ("COVID-19", "covid 19", "en"),
        ("Ａ４", "a4", "ja"),
        ("كتاب", "کتاب", "ur"),
        ("مُعاهدة", "معاهدة", "ar"),
    ],
)
def test_forms_of_one_word_give_the_same_terms(one: str, other: str, language: str) -> None:
    assert terms(one, language) == terms(other, language)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("日本とパキスタンの経済協力協定", "協力"),
        ("两国签署自由贸易协定", "贸易"),
        ("ความร่วมมือทางเศรษฐกิจ", "เศรษฐกิจ"),
        ("한국과 일본의 협력을", "협력"),
    ],
)
def test_words_are_found_inside_text_without_spaces(text: str, asked: str) -> None:
    assert set(terms(asked, "und")) <= set(terms(text, "und"))


def test_vowel_signs_stay_in_their_words() -> None:
    assert words("हिन्दी में समझौता") == ["हिन्दी", "में", "समझौता"]


def test_a_questions_word_takes_the_form_of_each_language() -> None:
    assert variants("agreements", frozenset({"en", "ja"})) == {"agreement", "agreements"}


@given(st.text(), st.sampled_from(["en", "fr", "ar", "hi", "ja", "und"]))
def test_terms_never_hold_what_the_index_would_cut_or_read_as_syntax(text: str, language: str) -> None:
    for term in terms(text, language):
        assert term
        assert not any(character.isspace() or (character.isascii() and not character.isalnum()) for character in term)


@pytest.mark.parametrize(
    ("one", "other", "related"),
    [
        ("work", "workers", True),
        ("sign", "signature", True),
        ("agree", "agreement", True),
        ("invited", "invitation", True),
        ("ratify", "ratification", True),
        ("sign", "significant", False),
        ("accept", "access", False),
        ("port", "part", False),
    ],
)
def test_words_made_of_one_are_forms_of_each_other(one: str, other: str, *, related: bool) -> None:
    assert is_form(one, other) is is_form(other, one) is related


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_has_the_same_words_as_beside_a_sign_that_is_not(text: str) -> None:
    assert words(text) == words(f"{text} ’")
