from __future__ import annotations

import pytest
from samples import document, evidence

from assistant.countries.names import unified
from assistant.sentences.compared import Ground, Header, Stated, content_terms, grounds_of, headers_of
from assistant.sentences.coverage import held_share, is_held, telling
from assistant.sentences.facts import facts
from assistant.sentences.parties import parties

TEXT = "Norway lent Chile 40 million dollars in May 2024 for cold stores and fishing ports along the coast."


def share(text: str, *, granted: frozenset[str] = frozenset()) -> tuple[float, list[str]]:
    sentences = [sentence for item in evidence(document(TEXT)) for sentence in item.sentences]
    headers: dict[str, Header] = headers_of(sentences)
    chosen: list[Ground] = list(grounds_of(sentences, headers))
    stated = unified(text)
    claim = Stated(stated, {"en": content_terms(stated, "en")}, facts(stated), {}, parties(stated), granted=granted)
    return held_share(claim, chosen, headers[chosen[0].document.id])


def test_a_part_of_the_sentence_is_held_whole() -> None:
    assert share("Norway lent Chile 40 million dollars for fishing ports.") == (1.0, [])


def test_other_forms_of_its_words_and_framing_words_are_held() -> None:
    assert share("According to the text, the coastal port was included in the loans for fishing.")[0] >= 0.75


def test_a_word_that_is_in_no_sentence_is_named_and_lowers_the_share() -> None:
    held, unheld = share("Norway lent Chile 40 million dollars for rusty submarines.")
    assert unheld == ["rusty", "submarines"]
    assert 0 < held < 0.65


def test_more_foreign_words_leave_a_smaller_share() -> None:
    few, _ = share("Norway lent dollars for fishing ports and casinos.")
    many, _ = share("Norway lent dollars for casinos, prisons and submarines.")
    assert many < few < 1


def test_what_was_done_weighs_more_than_another_word() -> None:
    verb, _ = share("Norway bombed the cold stores and fishing ports along the coast.")
    other, _ = share("Norway lent the cold stores and fishing casinos along the coast.")
    assert verb < other


def test_what_the_question_asks_for_may_be_repeated() -> None:
    assert share("The beneficiary is fishing ports.", granted=frozenset({"beneficiary"}))[1] == []


def test_a_claim_of_nothing_has_no_share() -> None:
    assert share("")[0] == 0.0


@pytest.mark.parametrize(
    ("term", "held", "holds"),
    [("issu", "issuanc", True), ("port", "porter", True), ("por", "portrait", False), ("cooper", "corpor", False)],
)
def test_a_word_that_begins_alike_is_held(term: str, held: str, *, holds: bool) -> None:
    assert is_held(term, frozenset({held})) is holds


def test_names_numbers_dates_and_status_words_are_no_telling_words() -> None:
    left = telling("Yesterday Minister Ana Ruiz signed 12 loans worth 40 million dollars on 6 May 2024 in Oslo.")
    assert not {"Ana", "Ruiz", "signed", "12", "40", "May", "2024", "Oslo", "Minister"} & set(left.split())
    assert "loans" in left
