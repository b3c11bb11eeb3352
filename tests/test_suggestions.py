from dataclasses import replace

from conftest import Run
from samples import SEEDS, document, seed

from assistant.assembly import Assistant
from assistant.domain import State
from assistant.questions.suggestions import following, suggested
from assistant.settings import load


def test_suggested_questions_come_from_who_does_what_in_the_documents() -> None:
    questions = suggested([seed()])
    assert questions[0] == "What did the ambassador of Japan suggest in Islamabad in September 2021?"
    assert 1 < len(questions) <= 4
    assert len(set(questions)) == len(questions)


def test_suggested_questions_name_the_countries_and_come_from_several_documents() -> None:
    pledged = "The Ambassador of Norway pledged 5 million kroner. Norway signed a treaty. It was raining."
    pledge = replace(document(pledged, name="norway.txt", date=None), countries=("NOR", "LKA"))
    president = document("The president announced a holiday.", name="holiday.txt", date=None)
    offer = "The British High Commissioner offered help."
    british = replace(document(offer, name="british.txt", date=None), countries=("GBR", "LKA"))
    assert suggested([president, pledge, british], 3) == [
        "What did the high commissioner of the United Kingdom offer?",
        "What did the ambassador of Norway pledge?",
        "What did the president announce?",
    ]
    assert "What did Norway sign?" in suggested([pledge], 9)


def test_a_document_in_which_nobody_does_anything_suggests_nothing() -> None:
    assert suggested([document("It rained."), document("雨が降った。", language="ja")]) == []


def test_what_is_offered_below_an_answer_is_answered_by_what_it_does_not_cite(assistant: Run) -> None:
    assert assistant("ingest", SEEDS)[0] == 0
    with Assistant(load()) as opened:
        answer = opened.chain.invoke({"question": "How large is the Karachi Industrial Park?", "history": ()})
        offered = following(answer)
        cited = {citation.quote for citation in answer.citations}
        assert 1 <= len(offered) <= 3
        for question in offered:
            again = opened.chain.invoke({"question": question, "history": ()})
            assert again.state in (State.ANSWERED, State.PARTLY), question
            assert {citation.quote for citation in again.citations} - cited
            assert question not in following(again)
