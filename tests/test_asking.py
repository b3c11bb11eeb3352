import pytest
from samples import document, evidence

from assistant.domain import Evidence
from assistant.questions.asking import asked_back

JAPAN = document("The agreement on ports was signed by the ambassador of Japan in May.", name="a", date="2021-05-03")
CHINA = document("China and Nepal signed the agreement about two roads.", name="b", date="2022-06-04")
COPY = document("The agreement on ports was signed by the ambassador of Japan in May.", name="c", date="2021-05-04")


def asked(
    question: str, *found: Evidence, documents: int = 3, first: bool = True
) -> tuple[str, tuple[str, ...]] | None:
    back = asked_back(question, found or evidence(JAPAN, CHINA), documents, first=first)
    return (back.text, back.choices) if back else None


def test_a_thing_that_could_be_one_of_several_is_asked_back_with_a_choice_for_each() -> None:
    assert asked("Who signed the agreement?") == (
        "Which agreement do you mean?",
        ("Who signed the agreement? (“Note”, 3 May 2021)", "Who signed the agreement? (“Note”, 4 June 2022)"),
    )


def test_a_choice_is_clear() -> None:
    assert asked("Who signed the agreement? (“Note”, 3 May 2021)") is None


@pytest.mark.parametrize(
    ("question", "back"),
    [
        ("When did he say that?", "Whom do you mean by “he”?"),
        ("How big is it?", "What do you mean by “it”?"),
        ("And the year before?", "What does your question go on from? Ask it in full."),
        ("Wann hat er das gesagt?", "Whom do you mean by “er”?"),
        ("Quand l’a-t-il dit ?", "Whom do you mean by “il”?"),
    ],
)
def test_a_word_that_nothing_explains_is_asked_back(question: str, back: str) -> None:
    assert asked(question) == (back, ())
    assert asked(question, first=False) is None, "the conversation may explain it"


@pytest.mark.parametrize(
    "question",
    [
        "Who signed the agreement with Japan?",
        "Who signed the agreement in 2021?",
        "Who signed the agreement on ports and harbours?",
        "Who signed the trade agreement?",
        "What is the heaviest gas?",
        "Is it possible to import cars?",
        "What did the minister say when he left?",
        "trade agreement",
    ],
)
def test_a_question_that_says_what_it_is_about_is_not_asked_back(question: str) -> None:
    assert asked(question) is None


def test_nothing_is_asked_back_where_there_is_little_to_choose_from() -> None:
    assert asked("Who signed the agreement?", documents=2) is None
    assert asked("Who signed the agreement?", *evidence(JAPAN)) is None
    assert asked("Who signed the agreement?", *evidence(JAPAN, COPY)) is None, "two copies are one event"


def test_an_office_is_asked_back_only_if_several_hold_it() -> None:
    other = document("The ambassador of France spoke of wine.", name="d", date="2023-01-02")
    same = document("The ambassador of Japan spoke of tea.", name="e", date="2023-02-03")
    text, choices = asked("What did the ambassador propose?", *evidence(JAPAN, other)) or ("", ())
    assert (text, len(choices)) == ("Which ambassador do you mean?", 2)
    assert asked("What did the ambassador propose?", *evidence(JAPAN, same)) is None


def test_an_office_of_two_words_is_one_too() -> None:
    one = document("The High Commissioner of Canada spoke of wine.", name="d", date="2023-01-02")
    other = document("The High Commissioner of Kenya spoke of tea.", name="e", date="2023-02-03")
    text, choices = asked("What did the High Commissioner say?", *evidence(one, other)) or ("", ())
    assert (text, len(choices)) == ("Which high commissioner do you mean?", 2)
    assert asked("What did the High Commissioner of Kenya say?", *evidence(one, other)) is None
