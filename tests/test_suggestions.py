from conftest import Run
from samples import SEEDS, document, seed

from assistant.assembly import Assistant
from assistant.domain import State
from assistant.settings import load
from assistant.suggestions import following, suggested


def test_suggested_questions_come_from_who_does_what_in_the_documents() -> None:
    questions = suggested([seed()])
    assert "What did the ambassador suggest in Islamabad in September 2021?" in questions
    assert 1 < len(questions) <= 4
    assert len(set(questions)) == len(questions)


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
