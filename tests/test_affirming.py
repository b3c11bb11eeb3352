from __future__ import annotations

import pytest
from samples import document, grounds

from assistant.domain import Verdict
from assistant.questions.affirming import affirmed

INVITED = document(
    "Norway Reaffirms Commitment to Peru. The ambassador invited the President to visit Norway. "
    "The two governments agreed to expand cooperation during the visit to Norway. "
    "The ministers held talks on fisheries. The agreement on ports was signed in Lima."
)
ACCEPTED = document(
    "The President accepted the invitation of Norway. Peru agreed to visit Norway next year. "
    "The signing of the agreement on fisheries took place in Oslo, and the Government approved it."
)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Has the president accepted Norway's invitation?", "The president accepted Norway's invitation."),
        ("Has the president accepted Norway's invitation?", "Yes, the president accepted Norway's invitation."),
        ("Has Peru agreed to visit Norway?", "Peru agreed to visit Norway."),
        ("Has Peru agreed to visit Norway?", "Yes, Peru agreed to visit Norway."),
        ("Did the Government approve Norway's proposal?", "The Government approved Norway's proposal."),
        ("Did the President invite Norway?", "The President invited Norway."),
        ("Has the president accepted Norway's invitation?", "Yes, the ambassador invited the President to Norway."),
    ],
)
def test_a_yes_to_an_act_that_no_sentence_tells_is_unsupported(question: str, text: str) -> None:
    claim = grounds(INVITED, question=question).check(text)
    assert claim.verdict is Verdict.UNSUPPORTED
    assert claim.reasons


@pytest.mark.parametrize(
    ("evidence", "question", "text"),
    [
        (ACCEPTED, "Has the president accepted Norway's invitation?", "The president accepted Norway's invitation."),
        (ACCEPTED, "Has the president accepted Norway's invitation?", "Yes, he accepted the invitation of Norway."),
        (ACCEPTED, "Has Peru agreed to visit Norway?", "Yes, Peru agreed to visit Norway."),
        (ACCEPTED, "Was an agreement on fisheries signed?", "Yes, an agreement on fisheries was signed."),
        (INVITED, "Did the ministers discuss fisheries?", "Yes, the ministers discussed fisheries."),
        (INVITED, "Has the president been invited to Norway?", "Yes, the ambassador invited him to visit Norway."),
        (INVITED, "Was the agreement on ports signed?", "Yes. The agreement on ports was signed in Lima."),
    ],
)
def test_a_yes_to_what_a_sentence_tells_in_any_form_is_supported(evidence: object, question: str, text: str) -> None:
    claim = grounds(evidence, question=question).check(text)  # type: ignore[arg-type]
    assert claim.verdict is Verdict.SUPPORTED, claim.reasons


def test_a_claim_of_which_only_names_and_status_words_are_left_needs_these_words() -> None:
    assert grounds(INVITED).check("Peru accepted.").verdict is Verdict.UNSUPPORTED
    assert grounds(ACCEPTED).check("The President accepted Norway's invitation.").verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Has the treaty been signed?", "The treaty has been signed.", True),
        ("Has the treaty been signed?", "Yes, both ministers were in Oslo.", True),
        ("Has the treaty been signed?", "The treaty was rejected by parliament.", False),
        ("When was the treaty signed?", "The treaty was signed.", False),
        ("Hat Japan den Vertrag unterschrieben?", "Yes, Japan signed it.", False),
    ],
)
def test_a_claim_says_yes_in_so_many_words_or_by_repeating_the_question(
    question: str, text: str, *, expected: bool
) -> None:
    assert affirmed(question, text) is expected
