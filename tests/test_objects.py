from __future__ import annotations

import pytest
from samples import document, grounds

from assistant.domain import Verdict

TALKS = document(
    "The envoy of Norway met the minister of Peru on Monday. "
    "The envoy shed light on mutual cooperation between the two ministries and suggested a bilateral forum. "
    "The minister praised the training centre in Lima, and announced a new harbour. "
    "The bridge was repaired by both countries and inaugurated last week. "
    "The minister thanked the bank for the loan and signed it. "
    "On Friday the minister of Peru invited shipping companies of Norway to Lima."
)


@pytest.mark.parametrize(
    "text",
    [
        "The envoy suggested mutual cooperation between the two ministries.",
        "The envoy suggested mutual cooperation and suggested a bilateral forum.",
        "The minister announced the training centre in Lima.",
        "The envoy of Norway was invited to Lima by the minister of Peru on Friday.",
    ],
)
def test_an_act_is_not_done_to_what_another_verb_of_the_sentence_is_about(text: str) -> None:
    claim = grounds(TALKS).check(text)
    assert claim.verdict is Verdict.UNSUPPORTED
    assert any("something else" in reason for reason in claim.reasons)


@pytest.mark.parametrize(
    "text",
    [
        "The envoy suggested a bilateral forum.",
        "The envoy shed light on mutual cooperation and suggested a bilateral forum.",
        "The minister announced a new harbour.",
        "Both countries repaired the bridge, which was inaugurated last week.",
        "The minister of Peru signed the loan.",
        "Shipping companies of Norway were invited to Lima by the minister of Peru.",
    ],
)
def test_an_act_is_done_to_what_follows_it_or_is_meant_by_it(text: str) -> None:
    claim = grounds(TALKS).check(text)
    assert claim.verdict is Verdict.SUPPORTED, claim.reasons
