"""Which sentences of the documents are quoted where no model answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import document, evidence

from assistant.answers.quoting import quotable

MET = "The ambassador of Japan met the minister in the ministry."
OFFERED = "The ambassador suggested a forum on tyres."
CLOSED = "The ambassador and the minister left the ministry."


def quoted(question: str, text: str, near: dict[str, float]) -> list[str]:
    def similar(_: str, others: list[str]) -> list[float]:
        return [near.get(text, 0.35) for text in others]

    about = replace(document(text, date="2024-05-14"), countries=("JPN", "PAK"))
    found = evidence(about)
    return [sentence.text for sentence in quotable(question, found, similar, lambda _: True)]  # type: ignore[arg-type]


def test_a_word_that_one_sentence_holds_tells_more_than_those_that_all_hold() -> None:
    question = "What did the Japanese ambassador suggest?"
    assert quoted(question, f"{MET} {OFFERED} {CLOSED}", {MET: 0.6, OFFERED: 0.42}) == [OFFERED]


def test_the_countries_that_a_document_is_about_tell_no_sentence_from_another() -> None:
    named = "Pakistan is a country."
    question = "What did the ambassador suggest to Pakistan?"
    assert quoted(question, f"{named} {OFFERED} {CLOSED}", {named: 0.5, OFFERED: 0.42}) == [OFFERED]


@pytest.mark.parametrize("when", ["in May 2024", "on 14 May 2024", "in 2024"])
def test_the_time_of_the_document_is_no_word_that_a_sentence_lacks(when: str) -> None:
    question = f"What did the ambassador suggest {when}?"
    assert quoted(question, f"{OFFERED} {CLOSED}", {OFFERED: 0.42}) == [OFFERED]
    assert quoted("What did the ambassador suggest in June 2019?", f"{OFFERED} {CLOSED}", {OFFERED: 0.42}) == []


def test_what_the_minister_did_say_is_looked_for_where_it_is_written_that_he_said_it() -> None:
    said = "The minister said that the forum opens in May."
    assert quoted("What did the minister say?", said, {said: 0.5}) == [said]


def test_the_stamp_of_a_date_is_no_answer() -> None:
    text, near = f"date 2024-05-14 KARACHI: {MET}", {"date 2024-05-14": 0.9}
    assert quoted("Whom did the ambassador of Japan meet in Karachi?", text, near) == [f"KARACHI: {MET}"]
    assert quoted("On what date did the ambassador of Japan meet the minister?", text, near) == []


def test_what_holds_no_number_is_passed_over_where_one_is_asked_for() -> None:
    capacity = "The centre will have room for 400 students."
    planned = "A training centre for students is to be built in Kilinochchi."
    question = "How many students will the training centre in Kilinochchi have?"
    assert quoted(question, f"{planned} {capacity}", {planned: 0.5, capacity: 0.6}) == [capacity]
    listed = "The centre in Kilinochchi will have room for:\n\n- 400 students\n- 20 teachers"
    assert quoted(question, listed, {listed.splitlines()[0]: 0.7})[:2] == [listed.splitlines()[0], "- 400 students"]


def test_of_a_question_in_two_parts_each_is_answered_and_no_sentence_is_quoted_that_adds_nothing() -> None:
    opened = "The harbour opened on Monday."
    near = {OFFERED: 0.6, opened: 0.6, MET: 0.62}
    question = "What did the ambassador suggest, and when did the harbour open?"
    assert quoted(question, f"{opened} {OFFERED} {CLOSED}", near) == [opened, OFFERED]
    assert quoted("What did the ambassador suggest?", f"{MET} {OFFERED} {CLOSED}", near) == [OFFERED]
