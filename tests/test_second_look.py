"""Whether what a model writes of one sentence tells that the sentence answers."""

from __future__ import annotations

import pytest
from samples import document, evidence

from assistant.answers.quoting import worth_a_look
from assistant.answers.second_look import answers
from assistant.countries.names import unified
from assistant.domain import Sentence

QUESTION = "How long may a provisional measure of Chile and China last?"


def sentence(text: str) -> Sentence:
    return evidence(document(text))[0].sentences[0]


@pytest.mark.parametrize(
    "reply", ["200 days", "“200 days.”", "The measure shall not exceed 200 days.", "two: 200 days"]
)
def test_a_reply_in_the_words_of_the_sentence_tells_that_it_answers(reply: str) -> None:
    said = sentence("The duration of the two provisional measures shall not exceed 200 days.")
    assert answers(reply, said, QUESTION)


@pytest.mark.parametrize(
    "reply",
    ["none", "None.", "", "180 days", "a provisional measure", "The text does not say.", "The sentence does not, none"],
)
def test_a_reply_in_other_words_or_without_any_of_its_own_tells_nothing(reply: str) -> None:
    said = sentence("The duration of the provisional measure shall not exceed 200 days; the text and sentence say so.")
    assert not answers(reply, said, QUESTION)


def test_the_passage_that_was_ranked_first_is_looked_at_first_and_sentences_beside_their_titles() -> None:
    seen: list[str] = []

    def similar(_: str, others: list[str]) -> list[float]:
        seen.extend(others)
        return [0.9 if "nearest" in text else 0.3 if "far" in text else 0.5 for text in others]

    first = document("It shall last 200 days. It is far off.", name="a.txt", title="Chile - China")
    other = document("The nearest of all lasts a year, in Chile and China.", name="b.txt", title="Chile - Peru")
    found = worth_a_look(QUESTION, evidence(first, other), similar)  # type: ignore[arg-type]
    assert [one.text for one in found] == [
        "It shall last 200 days.",
        "The nearest of all lasts a year, in Chile and China.",
    ]
    assert "Chile - China. It shall last 200 days." in seen


def test_two_countries_with_a_hyphen_between_them_are_two() -> None:
    assert unified("the Pakistan-Malaysia agreement") == "the Pakistan and Malaysia agreement"
    assert unified("the Sri Lanka–China forum") == "the Srilanka and China forum"
    for one in ("Guinea-Bissau", "an Asia-Pacific forum", "a Franco-German bank", "the follow-up"):
        assert " and " not in unified(one)
