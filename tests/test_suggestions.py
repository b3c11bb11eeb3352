from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Run
from samples import SEEDS, document, evidence, seed

from assistant.assembly import Assistant
from assistant.domain import Answer, Citation, Claim, Searched, State, Verdict
from assistant.questions.suggestions import following, suggested, suggested_in
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


FOREIGN = {
    "fr": (
        "La ministre française de la Transition écologique a signé à Rabat un accord. Le Maroc a proposé un comité.",
        ["Qu’a proposé le Maroc\u202f?", "Qu’a signé la ministre française de la Transition écologique\u202f?"],
    ),
    "ur": (
        "جاپانی سفیر نے مشترکہ فورم کی تجویز پیش کی۔ دونوں ممالک نے تربیت پر اتفاق کیا۔",
        ["جاپانی سفیر نے کیا تجویز پیش کی؟", "دونوں ممالک نے کس بات پر اتفاق کیا؟"],
    ),
    "ja": (
        "日本の外務大臣は、産業協力に関する覚書に署名した。パキスタン大使は、合同委員会の設置を提案した。",
        ["パキスタン大使は何を提案しましたか。", "日本の外務大臣は何に署名しましたか。"],
    ),
}


@pytest.mark.parametrize("language", FOREIGN)
def test_questions_in_the_language_of_the_page_come_before_those_in_english(language: str) -> None:
    text, expected = FOREIGN[language]
    own = document(text, name="own.txt", date=None, language=language)
    found = suggested_in(language, [seed(), own])
    assert [one.text for one in found if one.language == language] == expected
    assert [one.language for one in found] == [language, language, "en", "en"]
    assert {one.language for one in suggested_in("en", [seed(), own])} == {"en"}


@pytest.mark.parametrize("language", FOREIGN)
def test_what_is_suggested_in_another_language_is_answered_by_the_document_in_it(
    assistant: Run, tmp_path: Path, language: str
) -> None:
    text, expected = FOREIGN[language]
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "own.txt").write_text(text, "utf-8")
    assert assistant("ingest", folder)[0] == 0
    with Assistant(load()) as opened:
        assert [one.text for one in opened.suggestions("", language)] == expected
        for question in expected:
            answer = opened.chain.invoke({"question": question, "history": ()})
            assert answer.state in (State.ANSWERED, State.PARTLY), question


def test_below_an_answer_stand_questions_about_what_it_cites_before_those_about_what_was_only_found() -> None:
    signed = document("Norway signed the treaty. The ambassador proposed a forum.", name="signed.txt", date=None)
    other = document("The minister offered help.", name="other.txt", date=None)
    found = evidence(signed, other)
    first = found[0].sentences[0]
    claim = Claim(first.text, Verdict.SUPPORTED, (Citation(1, first),))
    answer = Answer("Who signed?", "Who signed?", State.ANSWERED, Searched(2), "m", claims=(claim,), evidence=found)
    assert following(answer) == ["What did the ambassador suggest?"]
    assert following(replace(answer, claims=())) == ["What did the ambassador suggest?", "What did the minister offer?"]


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
