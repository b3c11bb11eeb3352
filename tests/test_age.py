from __future__ import annotations

from datetime import date

import pytest
from samples import document

from assistant.answers.age import asks_about_now, newest, warning
from assistant.domain import Searched

TODAY = date(2024, 6, 1)
NOW = "What is the size of the park now?"


@pytest.mark.parametrize(
    "question",
    [
        "What is the current volume of trade?",
        "Is the agreement still in force?",
        "How many interns have gone so far?",
        "Has Japan signed it?",
        "What has become of the offer?",
        "Gilt das Abkommen immer noch?",
        "Quel est l’état actuel du projet ?",
        "¿Cuál es la situación actual?",
        "اس وقت صورت حال کیا ہے؟",
        "معاہدہ اب تک نافذ ہے؟",
        "現在の貿易額はいくらですか。",
        "最新の合意は何ですか。",
    ],
)
def test_a_question_about_now_is_known_in_six_languages(question):
    assert asks_about_now(question)


@pytest.mark.parametrize(
    "question",
    [
        "What did the minister know about it?",
        "When was it signed?",
        "What is the current account deficit?",
        "Which sectors has the minister named?",
        "Wann wurde es unterzeichnet?",
        "¿Cuándo se firmó?",
        "今回の会談で何が決まりましたか。",
        "ان کے پاس کیا تھا؟",
    ],
)
def test_other_questions_are_not(question):
    assert not asks_about_now(question)


def test_old_evidence_is_warned_of_in_one_sentence_with_its_date():
    said = warning(NOW, "2021-09-07", Searched(3, "2020", "2021-09-07"), TODAY)
    assert said == "The newest document that this rests on is of 7 September 2021; things may have changed since."
    assert warning("How large was the park?", "2021-09-07", Searched(3), TODAY) == ""
    assert warning(NOW, "2024-01-31", Searched(3, "2020", "2024-01-31"), TODAY) == ""


def test_a_library_that_holds_newer_documents_is_named():
    said = warning(NOW, "2023-12-01", Searched(3, "2020", "2024-05"), TODAY)
    assert said.endswith("things may have changed since. The library's newest is of May 2024.")


def test_a_date_without_its_day_is_not_called_older_than_it_may_be():
    assert warning(NOW, "2023", Searched(1, "2023", "2023"), TODAY) == ""
    assert warning(NOW, "2023-05", Searched(1, "2023-05", "2023-05"), TODAY).startswith("The newest document")


def test_documents_without_a_date_are_warned_of_too():
    assert "carry no date" in warning(NOW, None, Searched(1), TODAY)


def test_the_newest_document_is_found_among_dates_of_any_precision():
    dates = ["2021", "2021-09-07", "2021-09", None]
    assert newest([document("x", date=one) for one in dates]) == "2021-09-07"
    assert newest([document("x", date=None)]) is None


@pytest.mark.parametrize(
    "question",
    [
        "Who is the ambassador of Japan?",
        "What is the name of the minister?",
        "Wer ist der Botschafter?",
        "Qui est l’ambassadeur du Japon ?",
        "¿Quién es el embajador?",
        "جاپان کا سفیر کون ہے؟",
        "日本の大使は誰ですか。",
    ],
)
def test_who_holds_an_office_is_told_with_its_date_where_the_library_is_more_than_a_year_ahead(question):
    said = warning(question, "2022-11-01", Searched(3, "2020", "2024-05"), date(2023, 1, 1))
    assert said.startswith("The newest document that this rests on is of 1 November 2022; things may have changed")
    assert said.endswith("The library's newest is of May 2024.")
    assert warning(question, "2024-02-01", Searched(3, "2020", "2024-05"), TODAY) == ""
    assert warning("Who was the ambassador?", "2021-09-07", Searched(3), TODAY) == ""
