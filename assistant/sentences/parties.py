"""Which country gives and which receives in an English sentence: "Japan will lend Nepal's bank 5 billion yen"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.countries.names import countries_in, country_word, is_country_word

_TRANSFER = re.compile(
    r"\b(?:provid|giv|gave|grant|lend|lent|loan|extend|offer|pay|paid|transfer|donat|suppl|export|deliver|send|sent|"
    r"sell|sold|hand|pledg|promis|contribut|suggest|propos|invit|impos|cede|award|allocat|commit)\w*",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"\b(?P<how>to|for|from|by)\s+(?:the\s+)?(?:(?:government|people|republic|kingdom|islamic republic)\s+of\s+)?"
    r"(?P<who>(?:[A-Z][\w’'-]+\s?){1,3})"
)
_INSIDE = re.compile(r"\b(?:of|to|for|from|by|in|with|and|between|at|against|near)\s+(?:the\s+)?$", re.IGNORECASE)
_WORD = re.compile(r"[A-Z][^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Parties:
    """Country words, in lower case: see countries."""

    givers: frozenset[str] = frozenset()
    receivers: frozenset[str] = frozenset()


def parties(text: str) -> Parties:
    """Who gives and who receives. Nobody, where no verb of giving stands in the sentence."""
    verb = _TRANSFER.search(text)
    if verb is None:
        return Parties()
    givers: set[str] = set()
    receivers: set[str] = set()
    for match in _PREPOSITION.finditer(text, verb.end()):
        # "for Japanese products": an adjective is not who receives.
        named = [one for one in countries_in(match["who"]) if one in match["who"].casefold().split()]
        (receivers if match["how"].lower() in ("to", "for") else givers).update(named)
    for match in _WORD.finditer(text[: verb.start()]):
        if is_country_word(match[0]) and not _INSIDE.search(text[: match.start()]):
            givers.add(country_word(match[0]))
            break
    return Parties(frozenset(givers), frozenset(receivers))


def swapped(claimed: Parties, stated: Iterable[Parties]) -> bool:
    """Whether the claim lets one give that only receives in the sentences, or receive that only gives."""
    known = list(stated)
    givers = frozenset().union(*(one.givers for one in known))
    receivers = frozenset().union(*(one.receivers for one in known))
    return bool(claimed.givers & (receivers - givers)) or bool(claimed.receivers & (givers - receivers))
