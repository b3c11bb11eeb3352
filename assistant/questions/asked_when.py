"""The time that a question names against that of what an answer rests on: "… in February 2025?" asks for no January.

The sentence's own dates tell when it was, and the document's; where a claim says itself when it was, nothing is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.questions.question import is_english
from assistant.sentences.compared import Ground, Stated
from assistant.sentences.dating import Dates, covers, dates, falls_in, in_words

# "since 2020", "before the 5th of May", "the plan for 2030": no time at which something happened.
_NO_TIME = re.compile(
    r"\b(?:since|before|after|until|till|between|from|by|for|through|than|to)\s+(?:\w+\s+){0,3}?"
    r"(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b)",
    re.IGNORECASE,
)


def asked_when(question: str) -> Dates:
    """The dates at which a question asks what happened; none where it asks about a time before, after or between."""
    return dates(question)[0] if is_english(question) and not _NO_TIME.search(question) else Dates()


def at_another_time(asked: Dates, claim: Stated, chosen: Sequence[Ground], known: Iterable[Ground]) -> list[str]:
    """What is to be said of sentences that are of another time than the question. ``known``: all of their document.

    Empty where nothing tells the time, and where the claim says it.
    """
    if not asked.days and not asked.loose:
        return []
    printed = chosen[0].document.date
    published = frozenset([printed.value]) if printed else frozenset[str]()
    own = Dates(
        frozenset().union(*(ground.facts.dates.days for ground in chosen)),
        frozenset().union(*(ground.facts.dates.loose for ground in chosen)),
    )
    if _fits(asked, Dates(own.days | published, own.loose)) or _comparable(asked, claim.facts.dates.days):
        return []
    other = _comparable(asked, own.days)
    if not other:
        if not published or any(_fits(asked, ground.facts.dates) for ground in known):
            return []
        other = sorted(published)
    return [f"The question asks about {_in_words(asked)}; this is of {in_words(other[0])}."]


def _fits(asked: Dates, held: Dates) -> bool:
    """Whether one of the dates is that of the question, as far as both are told."""
    if any(covers(one, day) or covers(day, one) for one in asked.days for day in held.days):
        return True
    return any(falls_in(loose, held) for loose in asked.loose)


def _comparable(asked: Dates, days: Iterable[str]) -> list[str]:
    """Those dates that are told at least as exactly as the question's."""
    least = min((len(day) for day in asked.days), default=len("2025-02"))
    return sorted(day for day in days if len(day) >= least)


def _in_words(asked: Dates) -> str:
    return " and ".join([*(in_words(day) for day in sorted(asked.days)), *(one.title() for one in sorted(asked.loose))])
