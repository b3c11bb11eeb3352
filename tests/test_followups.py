import pytest

from assistant.domain import Message
from assistant.questions.followups import keeps, leading, standalone, unmarked

GRANT = "How much did Japan grant in 2021?"


def conversation(*texts: str) -> list[Message]:
    return [Message("assistant" if number % 2 else "user", text) for number, text in enumerate(texts)]


def test_a_follow_up_leads_back_to_the_last_question_that_stands_alone() -> None:
    history = [
        Message("user", "What did the ambassador of Japan suggest?"),
        Message("assistant", "A forum."),
        Message("user", "For which goods?"),
        Message("assistant", "Tyres."),
    ]
    assert leading("And when?", history) == "What did the ambassador of Japan suggest?"
    assert leading("How large is the Karachi Industrial Park?", history) == ""
    assert leading("And when?", []) == ""


@pytest.mark.parametrize(
    ("question", "history", "whole"),
    [
        ("And the year before?", [GRANT, "4 billion yen."], "How much did Japan grant in 2020?"),
        ("And in 2015?", [GRANT, "4 billion yen."], "How much did Japan grant in 2015?"),
        ("And the year before?", [GRANT, "4.", "And in 2015?", "3."], "How much did Japan grant in 2014?"),
        ("Und im Jahr davor?", ["Wie viel gab Japan 2021?", "4."], "Wie viel gab Japan 2020?"),
        ("What about South Korea?", [GRANT, "4 billion yen."], "How much did South Korea grant in 2021?"),
        (
            "What did he suggest?",
            ["Who is the ambassador of Japan to Pakistan?", "Kuinori Matsuda."],
            "What did the ambassador of Japan to Pakistan suggest?",
        ),
        (
            "When will he go there?",
            ["Did Japan invite President Disanayake?", "It did."],
            "When will President Disanayake go to Japan?",
        ),
        ("Who else visited there?", ["What did Norway build?", "A port."], "Who else visited Norway?"),
        (
            "And how big is it?",
            ["Which industrial park was mentioned?", "He highlighted the setting up of Karachi Industrial Park."],
            "How big is Karachi Industrial Park?",
        ),
        (
            "When was it signed?",
            ["What did Japan and Norway agree?", "They agreed on the Oslo Fisheries Agreement for 3 Million Euro."],
            "When was the Oslo Fisheries Agreement signed?",
        ),
    ],
)
def test_a_follow_up_becomes_a_question_that_stands_alone(question: str, history: list[str], whole: str) -> None:
    assert standalone(question, conversation(*history)) == whole


@pytest.mark.parametrize(
    ("question", "history"),
    [
        ("And Pakistan?", ["What did Sri Lanka sign with India?", "An agreement."]),
        ("And for Pakistan?", ["What did Japan promise?", "A loan."]),
        ("When will the president go there?", ["What did Japan and Norway sign?", "A treaty."]),
        ("When will the minister go there?", ["Whom did the Japanese envoy invite?", "Nobody."]),
        ("What is his name?", ["Did the minister meet the Japanese ambassador?", "He did."]),
        ("Does it make sense to invest?", ["Where is the Karachi Industrial Park?", "On PSM land."]),
        ("And the year before?", ["What did Japan promise?", "A loan."]),
        ("When was it signed?", ["What did Japan give for waste?", "A grant of 300 million Japanese Yen [1]."]),
        ("Where is it?", ["What did Japan give?", "It gave 40 US Dollars to Sri Lanka in Early April."]),
        ("When was it signed?", ["What did Japan build?", "Japan built the Karachi Industrial Park."]),
        ("How large is the Karachi Industrial Park?", [GRANT, "4 billion yen."]),
    ],
)
def test_what_a_follow_up_stands_for_is_not_guessed(question: str, history: list[str]) -> None:
    assert standalone(question, conversation(*history)) == ""


def test_markers_of_earlier_answers_are_taken_out() -> None:
    assert unmarked("It was signed. [3] In May [1, 2].【4】") == "It was signed. In May."
    assert unmarked("The [sic] park") == "The [sic] park"


def test_a_question_written_anew_has_to_keep_its_names_numbers_and_dates() -> None:
    assert keeps("How much did Japan grant Pakistan in 2020?", "And to Pakistan in 2020?")
    assert not keeps("How much did Japan grant?", "And to Pakistan?")
    assert not keeps("How much did Japan grant in 2021?", "And in 2020?")
