import pytest

from assistant.domain import Claim, Verdict
from assistant.questions.parts import left_open, said_missing


def missing(question: str, text: str, verdict: Verdict = Verdict.SUPPORTED) -> tuple[str, ...]:
    return left_open(question, [Claim(text, verdict)])


@pytest.mark.parametrize(
    ("question", "text", "open_"),
    [
        ("When and where was it signed, and for how much?", "It was signed in Colombo on 7 May 2021.", "for how much"),
        ("Who owns the park and how much does it cost?", "The park belongs to PSM.", "how much it costs"),
        ("How large is the park, and when was it opened?", "The park has 1,500 acres.", "when it was opened"),
        ("When was the agreement signed?", "Japan signed the agreement.", "when the agreement was signed"),
        ("Who proposed the forum and when?", "The ambassador suggested a forum.", "when"),
        ("Which countries met in Lima?", "The ministers met in Lima.", "which countries"),
        ("Which other countries has Peru met?", "Peru met three ministers.", "which other countries"),
        ("How much did Peru pay?", "The two leaders paid for the house in 2014.", "how much"),
        ("Until when was it extended?", "The term of the agreement was extended.", "until when it was extended"),
        ("What was the cost?", "All of the ministers named it for many years.", "what was the cost"),
    ],
)
def test_the_part_of_a_question_that_the_answer_leaves_open_is_named(question: str, text: str, open_: str) -> None:
    assert missing(question, text) == (open_,)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When was it signed?", "The ambassador signed it in May."),
        ("When and where was it signed?", "It was signed in Colombo on Monday."),
        ("When rich countries trade, whose wages rise?", "The wages of workers in poor countries rise."),
        ("Which minister, who had met Mr Wu, signed it, and why?", "He signed it."),
        ("Who owns the park and how many acres has it?", "PSM owns the 1,500 acres."),
        ("How much did Peru pay?", "Peru paid several million dollars."),
        ("How much did Peru pay?", "Peru paid half of it."),
        ("How much time did it take?", "It took years."),
        ("How long did it take?", "It took years."),
    ],
)
def test_a_part_that_the_answer_speaks_to_is_not_missing(question: str, text: str) -> None:
    assert missing(question, text) == ()


def test_what_nothing_supports_leaves_nothing_known() -> None:
    assert missing("Who owns the park and how much does it cost?", "PSM owns it.", Verdict.UNSUPPORTED) == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The documents do not say when it was signed.", "when it was signed"),
        ("However, the documents don’t mention the cost of the park.", "the cost of the park"),
        ("The documents do not say how many of the 20,000 jobs were filled.", ""),
        ("The documents do not mention the park that Toyota bought.", ""),
        ("The documents do not say.", ""),
        ("It was not signed.", ""),
    ],
)
def test_a_sentence_that_names_what_is_missing_brings_in_nothing_new(text: str, named: str) -> None:
    assert said_missing(text, "When was the park opened, and what does it cost?") == named
