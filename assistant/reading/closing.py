"""What the end of an instrument says of it: "Done at Tokyo on 7 September 2021"."""

from __future__ import annotations

import re

from assistant.domain import Basis, Stated
from assistant.reading.dateline import read_place
from assistant.reading.dates import find_dates
from assistant.reading.extract import Facts

_CLOSED_AT = 30_000  # characters from the end: signatures and annexes follow the closing of an instrument
_DONE = re.compile(
    r"(?:^|(?<=[.;:]\s)|(?<=\n))[ \t]*(?:[a-z\d]{1,2}[.)]\s*)?"
    r"(?:D(?:ONE|one)|M(?:ADE|ade)|S(?:IGNED|igned)|C(?:ONCLUDED|oncluded)|E(?:XECUTED|xecuted)|F(?:AIT|ait)"
    r"|H(?:ECHO|echo)|S(?:USCRITO|uscrito)|F(?:IRMADO|irmado)|G(?:ESCHEHEN|eschehen)|F(?:ATTO|atto)|F(?:EITO|eito))\b",
    re.MULTILINE,
)
_DONE_PLACE = re.compile(  # "in English" names none: "in" alone does so only right behind the verb
    r"(?:^\s+(?i:at|in|à|en|zu|a)|^[^\n]{0,100}?\s(?i:at|à|(?:in|en)(?=\s(?:the|la)\s(?:city|ciudad|ville|town))))\s+"
    r"(?:(?i:the|la)\s+(?i:city|ciudad|ville|town)\s+(?i:of|de)\s+)?"
    r"(?P<place>[^\W\d_a-z][\w'’.-]*(?:\s[^\W\d_a-z][\w'’.-]*){0,2})\b"
)
_TO_DATE = 160  # characters between "Done" and its date
_SENTENCE = 400  # characters in which the date ends
_ANOTHER = 60  # characters after a date in which another one belongs to the same sentence
_NOT_DONE = re.compile(r"\b(?:shall|will|may|between)\b", re.IGNORECASE)  # a sentence about another instrument


def closing_of(text: str) -> Facts:
    """ "Done at Tokyo on 7 September 2021": how an instrument says when and where it was signed.

    Where several such sentences name several days, as those of an agreement and of what it was attached to, none is it.
    """
    found: dict[str, str | None] = {}
    tail = text[-_CLOSED_AT:]
    for match in _DONE.finditer(tail):
        sentence = tail[match.end() : match.end() + _SENTENCE]
        date = next(find_dates(sentence), None)
        if date is None or date.start > _TO_DATE or _NOT_DONE.search(sentence[: date.start]):
            continue
        place = _DONE_PLACE.match(sentence)
        beside = {other.value for other in find_dates(sentence[: date.end + _ANOTHER])}
        found |= dict.fromkeys(beside, read_place(place["place"]) if place else None)
    if len(found) != 1:
        return Facts()
    ((day, where),) = found.items()
    return Facts(date=Stated(day, Basis.BODY), place=Stated(where, Basis.BODY) if where else None)
