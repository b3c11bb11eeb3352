from __future__ import annotations

import pytest
from samples import document, grounds

from assistant.domain import Verdict

GRANT = document(
    "Norway Provides Grant of 300 Million Yen to Improve Waste Management. "
    "Peru Attracts Investments Due to Anti-Corruption Measures. "
    "The Government of Norway has extended a grant of 300 million yen to Peru to enhance waste management. "
    "This grant will be utilized to buy 28 trucks. "
    "The Government of Norway is willing to assist Peru in its anti-corruption measures and governance reforms."
)


@pytest.mark.parametrize(
    "text",
    [
        "Norway provided grants of 300 million yen for waste management and anti-corruption measures.",
        "Norway extended a grant of 300 million yen for waste management, and for governance reforms.",
        "Norway extended a grant of 300 million yen for anti-corruption measures.",
    ],
)
def test_an_amount_is_not_for_what_another_sentence_speaks_of(text: str) -> None:
    claim = grounds(GRANT).check(text)
    assert claim.verdict is Verdict.UNSUPPORTED
    assert claim.reasons


@pytest.mark.parametrize(
    "text",
    [
        "Norway extended a grant of 300 million yen for waste management.",
        "Norway extended a grant of 300 million yen to Peru to enhance waste management.",
        "The grant of 300 million yen will be utilized to buy trucks.",
        "The grant of 300 million yen is for waste management and trucks.",
    ],
)
def test_an_amount_is_for_what_its_sentence_says_and_those_that_go_on_about_it(text: str) -> None:
    claim = grounds(GRANT).check(text)
    assert claim.verdict is Verdict.SUPPORTED, claim.reasons
