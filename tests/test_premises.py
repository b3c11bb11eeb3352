from dataclasses import replace

import pytest
from samples import document, evidence, seed

from assistant.domain import Basis, Stated
from assistant.questions.premises import correction

OFFER = document("The minister accepted the offer of a loan of 40 million dollars for the harbour.")


@pytest.mark.parametrize(
    ("question", "text", "quote"),
    [
        (
            "Who owns the 500-acre Karachi Industrial Park?",
            "The documents give another number than 500:",
            "1,500 acres",
        ),
        (
            "When did Japan sign the agreement to extend cooperation with Pakistan?",
            "The documents do not say that it was signed:",
            "would be extended",
        ),
        (
            "When was the cooperation between Pakistan and Japan extended?",
            "The documents speak of it as possible or planned, not as done:",
            "would be extended",
        ),
        (
            "What did Ambassador Mizukoshi of Japan propose?",
            "The documents do not name Mizukoshi as ambassador:",
            "Kuinori Matsuda",
        ),
    ],
)
def test_what_a_question_takes_for_granted_is_corrected_with_the_sentence_that_denies_it(
    question: str, text: str, quote: str
) -> None:
    found = correction(question, evidence(seed()))
    assert found is not None
    assert found.text == text
    assert quote in found.sentence.text


def test_a_refusal_that_was_a_consent_is_corrected() -> None:
    found = correction("Why did the minister refuse the offer of a loan?", evidence(OFFER))
    assert found is not None
    assert found.text == "The documents do not say “refused”:"
    assert correction("Why did the minister accept the offer of a loan?", evidence(OFFER)) is None


@pytest.mark.parametrize(
    "question",
    [
        "Who owns the 1,500-acre Karachi Industrial Park?",
        "Would the cooperation between Pakistan and Japan be extended?",
        "What did Ambassador Matsuda of Japan propose?",
        "What did the minister of India sign?",
        "Why would Japanese companies invest in mobile phone manufacturing?",
        "Wann wurde die Zusammenarbeit verlängert?",
    ],
)
def test_what_the_documents_say_or_do_not_speak_of_is_not_corrected(question: str) -> None:
    assert correction(question, evidence(seed())) is None


def test_a_number_that_stands_anywhere_in_the_evidence_is_not_corrected() -> None:
    other = document("The loan of 50 million dollars for the harbour was paid back.", name="other.txt")
    question = "Who gave the loan of 50 million dollars for the harbour?"
    assert correction(question, evidence(OFFER)) is not None
    assert correction(question, evidence(OFFER, other)) is None


VISIT = document(
    "President Soto chose Chile for his first visit. "
    "Both countries pledged to strengthen the trade pact of Chile and Peru. "
    "The envoy suggested a common forum for fishing permits.",
    name="visit.txt",
)


@pytest.mark.parametrize(
    ("question", "text", "quote"),
    [
        ("Why did President Soto choose Norway for his first visit?", "another country than Norway:", "chose Chile"),
        ("When did Peru and Chile abolish the trade pact?", "do not say “abolish”:", "strengthen the trade pact"),
        ("On what date was the common forum for fishing permits set up?", "that it was established:", "suggested"),
    ],
)
def test_another_country_the_opposite_and_what_was_never_set_up_are_corrected(question, text, quote) -> None:
    found = correction(question, evidence(VISIT))
    assert found is not None
    assert found.text.endswith(text)
    assert quote in found.sentence.text


@pytest.mark.parametrize(
    "question",
    [
        "Why did President Soto choose Chile for his first visit?",
        "Did President Soto choose Norway for his first visit?",
        "What did Norway say about fishing permits?",
        "Who suggested the common forum for fishing permits?",
    ],
)
def test_what_the_question_has_right_is_not_corrected(question: str) -> None:
    assert correction(question, evidence(VISIT)) is None


def test_a_document_about_the_country_that_is_asked_for_keeps_others_from_correcting_it() -> None:
    vietnam = document(
        "Vietnam had been a protectorate and had become an independent state in 1949.", name="vietnam.txt"
    )
    brunei = replace(
        document("The sultanate reacquired its full independence in 1984.", name="brunei.txt"),
        title=Stated("Recognition of Brunei", Basis.METADATA),
    )
    question = "When had Brunei become an independent state and no protectorate?"
    assert correction(question, evidence(vietnam, brunei)) is None
    first = document("The ambassador to Norway was the first ambassador accredited to Chile.", name="first.txt")
    assert correction("Who was the first Belgian ambassador accredited to Peru?", evidence(first)) is None


def test_what_was_started_is_no_plan() -> None:
    banks = document("Mexico and representatives of 360 creditor banks started to sign agreements for new loans.")
    assert correction("How many creditor banks signed agreements for new loans?", evidence(banks)) is None
