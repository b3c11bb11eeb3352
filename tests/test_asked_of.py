from __future__ import annotations

import pytest
from samples import document, grounds

from assistant.domain import Verdict

PLEDGE = "China pledged 5 million dollars for ports."


@pytest.mark.parametrize(
    ("text", "question", "claim"),
    [
        (PLEDGE, "What did Norway pledge?", PLEDGE),
        (f"Norway and China met. {PLEDGE}", "What did Norway pledge?", PLEDGE),
        (f"Norway and China met. {PLEDGE}", "What did Norway offer for ports?", PLEDGE),
        (
            "The grant of 5 million came from India.",
            "Who gave Nepal a grant?",
            "The grant of 5 million came from India.",
        ),
        (
            "The president will leave for China on Monday.",
            "When will the president go to Japan?",
            "The president will leave for China on Monday.",
        ),
    ],
)
def test_what_another_country_did_is_no_answer(text: str, question: str, claim: str) -> None:
    assert grounds(document(text), question=question).check(claim).verdict is Verdict.UNSUPPORTED


@pytest.mark.parametrize(
    ("text", "question", "claim"),
    [
        (PLEDGE, "What did China pledge?", PLEDGE),
        (PLEDGE, "What was pledged for ports?", PLEDGE),
        (f"Norway and China met. {PLEDGE}", "What did Norway receive from China?", PLEDGE),
        (f"Norway met China. {PLEDGE}", "What did Norway hear that China pledged?", PLEDGE),
        (PLEDGE, "What did Norway get?", "5 million dollars are for ports."),
        (
            "China and Sri Lanka signed a treaty on fish.",
            "What did Sri Lanka and China sign?",
            "China and Sri Lanka signed a treaty on fish.",
        ),
        (
            "The Japanese ambassador pledged 9 ships to Chile.",
            "What did the ambassador of Japan to Chile pledge?",
            "The Japanese ambassador pledged 9 ships to Chile.",
        ),
    ],
)
def test_what_the_country_did_that_is_asked_about_is_one(text: str, question: str, claim: str) -> None:
    assert grounds(document(text), question=question).check(claim).verdict is Verdict.SUPPORTED


TALKS = "The authorities of Sri Lanka and Ukraine held talks on an air services agreement."


def test_what_does_not_name_an_office_tells_nothing_of_what_its_holder_did() -> None:
    question = "What did the Ukrainian president say about the air services agreement?"
    assert grounds(document(TALKS), question=question).check(TALKS).verdict is Verdict.UNSUPPORTED
    named = document(f"The President of Ukraine came. {TALKS}")
    assert grounds(named, question=question).check(TALKS).verdict is Verdict.SUPPORTED
    told = "The envoy spoke of an air services agreement."
    question = "What did the High Commissioner speak of?"
    assert grounds(document(told), question=question).check(told).verdict is Verdict.SUPPORTED


def test_whether_one_agreement_was_signed_is_not_told_by_another() -> None:
    sports = "The minister signed an agreement on sports between Ukraine and Sri Lanka."
    question = "Has the air services agreement with Ukraine been signed?"
    assert grounds(document(sports), question=question).check(sports).verdict is Verdict.UNSUPPORTED
    signed = "The agreement between Ukraine and Sri Lanka was signed by the ministers."
    about = document(signed, title="Air services between Sri Lanka and Ukraine")
    assert grounds(about, question=question).check(signed).verdict is Verdict.SUPPORTED


TREATY = "The duration of a provisional measure shall not exceed 180 days."


@pytest.mark.parametrize(
    ("question", "title", "verdict"),
    [
        ("How long may a provisional measure of Chile and China last?", "Chile - Malaysia", Verdict.UNSUPPORTED),
        ("How long may a provisional measure of Chile and China last?", "Chile - China", Verdict.SUPPORTED),
        ("How long may a provisional measure of Chile and China last?", "Treaty of Chile", Verdict.SUPPORTED),
        ("How long may a Chile-China provisional measure last?", "Chile - Malaysia", Verdict.UNSUPPORTED),
        ("How long may a provisional measure of Chile last?", "Chile - Malaysia", Verdict.SUPPORTED),
    ],
)
def test_a_treaty_between_two_others_is_no_answer_about_two_countries(
    question: str, title: str, verdict: Verdict
) -> None:
    text = f"{TREATY} Chile trades with China."
    assert grounds(document(text, title=title), question=question).check(TREATY).verdict is verdict
