from samples import document, seed

from assistant.suggestions import suggested


def test_suggested_questions_come_from_who_does_what_in_the_documents() -> None:
    questions = suggested([seed()])
    assert "What did the ambassador suggest in Islamabad in September 2021?" in questions
    assert 1 < len(questions) <= 4
    assert len(set(questions)) == len(questions)


def test_a_document_in_which_nobody_does_anything_suggests_nothing() -> None:
    assert suggested([document("It rained."), document("雨が降った。", language="ja")]) == []
