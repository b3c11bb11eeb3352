"""What money is for: an amount and each of its purposes have to stand together. English.

"300 million yen for waste and for courts" is not borne by a sentence that gives the amount for the one and another that
speaks of the other, unless that goes on about the same money ("This grant …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.sentences.compared import Ground, Stated, content_terms
from assistant.sentences.coverage import NEUTRAL, is_held
from assistant.sentences.quantities import CURRENCIES, in_digits, same

_FOR = re.compile(r"[^.;:]{0,40}?\b(?:for|towards?|to(?=\s+[a-z]{3,}))\s+(?P<what>[^.;:]+)")
_AND = re.compile(r",\s*(?:and\s+)?(?:also\s+)?(?:for\s+)?|\s+and\s+(?:also\s+)?(?:for\s+)?")
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|which|who|that|while|as|he|she|they|it"
    r"|said|[a-z]{3,}ed)\b",
    re.IGNORECASE,
)
_SAME_MONEY = re.compile(
    r"\b(?:it|this|these|the|that|such|said)\s+(?:\w+\s+){0,2}?(?:grants?|loans?|money|funds?|funding|amounts?|assistance|aid"
    r"|credit|sum|financing|contribution|donation|support|facility|project|programme?|agreement|mou)\b|^\W*(?:it|this)\b",
    re.IGNORECASE,
)


def not_for(claim: Stated, chosen: Sequence[Ground]) -> list[str]:
    """The purposes that the claim gives to an amount and the sentences that tell of that amount do not."""
    if any(ground.document.language != "en" for ground in chosen):
        return []
    reasons = []
    for printed, purpose in _purposes(claim):
        amount = next(one for one in claim.facts.numbers if one.printed == printed)
        telling = [ground for ground in chosen if any(same(amount, one) for one in ground.facts.numbers)]
        if not telling:
            continue  # then the number itself is missing
        linked = [*telling, *(ground for ground in chosen if _SAME_MONEY.search(ground.text))]
        linked += [ground.before for ground in telling if ground.before and _SAME_MONEY.search(ground.text)]
        held = frozenset().union(*(ground.terms for ground in linked))
        wanted = content_terms(purpose, "en") - NEUTRAL
        if wanted and 2 * sum(is_held(term, held) for term in wanted) <= len(wanted):
            reasons.append(f"The sentence with {printed} does not say that it is for “{purpose}”.")
    return reasons


def _purposes(claim: Stated) -> Iterator[tuple[str, str]]:
    """Each amount of money as it is printed, with each thing that the claim says it is for."""
    text = in_digits(claim.text)
    for amount in sorted(claim.facts.numbers, key=lambda one: one.printed):
        place = text.find(amount.printed) if amount.unit in CURRENCIES else -1
        match = _FOR.match(text, place + len(amount.printed)) if place >= 0 else None
        for purpose in _AND.split(match["what"]) if match else ():
            if _CLAUSE.search(purpose) or re.search(r"\d", purpose):
                break  # something else is said there
            if purpose.strip():
                yield amount.printed, purpose.strip()
