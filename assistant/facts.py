"""What can be checked in a sentence by looking: its numbers, dates, names, negations and status words.

The cue words are English; numbers and names work in any language that writes them so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from text_to_num import alpha2digit

from assistant.dating import CALENDAR, Dates, dates

_SCALES = {
    "hundred": 10**2, "thousand": 10**3, "lakh": 10**5, "lakhs": 10**5, "million": 10**6, "mn": 10**6, "mln": 10**6,
    "m": 10**6, "crore": 10**7, "crores": 10**7, "billion": 10**9, "bn": 10**9, "trillion": 10**12, "trn": 10**12,
    "万": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12,
}  # fmt: skip
_SIGNS = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "₹": "INR"}
_NUMBER = re.compile(
    r"(?P<before>US\$|Rs\.?|PKR|JPY|USD|EUR|GBP|LKR|INR|CNY|[$€£¥₹])?\s?"
    r"(?P<digits>\d+(?:[,  ]\d{2,3})*(?:\.\d+)?)"
    r"(?:\s?(?P<scale>hundred|thousand|lakhs?|million|mn|mln|crores?|billion|bn|trillion|trn|m\b|[万億亿兆]))*"
    r"\s?(?P<percent>%|per ?cent\b|percent\b)?",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:[^\W\d_]+\W{1,2}){1,3}$")  # three words, none of them beyond another number
_BEHIND = re.compile(r"^\s?-?(?:[^\W\d_]+[\s-]?){1,5}")  # five words, up to a comma or another number
_YEARS = (1900, 2100)
_NOUN = re.compile(r"[\s-]*([^\W\d_]{3,})")
_NAME = re.compile(r"[^\W\d_][\w’'.&-]*\w|[^\W\d_]")
_POSSIBLE = re.compile(
    r"\b(?:to|will|would|could|may|might|should|can|shall)\s+(?:\w+\s+){0,2}?(?P<verb>\w{4,})", re.IGNORECASE
)
_DONE = re.compile(r"\b(?P<verb>\w{3,}ed)\b")
_NEGATION = re.compile(
    r"\b(?:not|no|never|neither|nor|none|without|cannot|\w+n[’']t|refus\w+|reject\w+|declin\w+|den(?:y|ied|ies)|fail\w*)\b",
    re.IGNORECASE,
)

# The status ladder: a claim's rung may not be above that of the words it rests on.
_RUNGS = tuple(
    re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
    for pattern in (
        r"propos\w+|suggest\w+|recommend\w+|offer\w*|invit\w+",
        r"discuss\w*|talks|review\w*|consider\w*",
        r"agree|agrees|agreed|consented|approv\w+|pledg\w+|commit(?:s|ted)|promis\w+",
        r"sign|signs|signed|signing|signature|inked|concluded",
        r"ratif\w+|entered? into force|in force",
        r"disburs\w+|funded|released",
        r"complet\w+|inaugurat\w+|opened|implemented|delivered|handed over",
    )
)


@dataclass(frozen=True, slots=True)
class Number:
    """``value`` without its scale word ("1.5 million" → 1500000); ``unit`` is ``%``, a currency or empty; ``noun`` the
    word behind it in lower case ("1,500 acres" → acres), or empty; ``near`` the words around it in its clause."""

    value: Decimal
    unit: str = ""
    noun: str = ""
    near: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """Names are single capitalised words."""

    numbers: frozenset[Number]
    dates: Dates
    names: frozenset[str]
    negated: bool
    rung: int  # of the status ladder; 0: the text holds none of its words


def facts(text: str, reference: str | None = None) -> Facts:
    """What ``text`` states. ``reference`` is the ISO date of the document: it turns "on Monday" into a date."""
    found, rest = dates(text, reference)
    numbers = _numbers(rest)
    # "fifteen hundred" is a number too; those in digits are out first, or "1.5 million" would be read as two.
    numbers |= _numbers(alpha2digit(_NUMBER.sub(" ; ", rest), "en"))
    return Facts(
        numbers=frozenset(numbers),
        dates=found,
        names=frozenset(_names(_NUMBER.sub(" ", rest))),  # without "US$" and "Rs"
        negated=bool(_NEGATION.search(text)),
        rung=max((rung for rung, words in enumerate(_RUNGS, 1) if words.search(text)), default=0),
    )


def placed(text: str) -> list[tuple[int, Decimal]]:
    """Where the numbers of a text stand, those of years left out."""
    return [
        (match.start(), number.value)
        for match in _NUMBER.finditer(text)
        for number in _numbers(match[0])
        if "," in match[0] or not _YEARS[0] <= number.value <= _YEARS[1]
    ]


def printed_numbers(text: str) -> list[tuple[str, Number]]:
    """The numbers that a text writes in digits, in order, each with its words: ("US$ 1.5 million", …). No dates."""
    return [(match[0].strip(), number) for match, number in _matched(dates(text)[1])]


def status_words(text: str) -> list[tuple[int, str]]:
    """The words of the status ladder in a text, each with its rung (from 1), lowest first."""
    return [(rung, match[0]) for rung, words in enumerate(_RUNGS, 1) for match in words.finditer(text)]


def negated_words(text: str) -> frozenset[str]:
    """The words that a negation bears on: the four after each negating word, in lower case."""
    words: set[str] = set()
    for match in _NEGATION.finditer(text):
        words.update(word.casefold() for word in re.findall(r"\w+", text[match.end() :])[:4])
    return frozenset(words)


def without_status(text: str) -> str:
    """The text without the words of the status ladder."""
    for words in _RUNGS:
        text = words.sub(" ", text)
    return text


def possible_words(text: str) -> frozenset[str]:
    """The words that ``text`` speaks of as possible, planned or wished: "to invest", "would be extended"."""
    return frozenset(match["verb"].casefold() for match in _POSSIBLE.finditer(text))


def done_words(text: str) -> frozenset[str]:
    """The words that ``text`` speaks of as done: "invested", but not "would be invested"."""
    words = frozenset(match["verb"].casefold() for match in _DONE.finditer(text))
    return words - possible_words(text)


def _numbers(text: str) -> set[Number]:
    return {number for _, number in _matched(text)}


def _matched(text: str) -> Iterator[tuple[re.Match[str], Number]]:
    for match in _NUMBER.finditer(text):
        try:
            value = Decimal(re.sub(r"[,  ]", "", match["digits"]))
        except InvalidOperation:
            continue
        scales = re.findall(r"[^\W\d_]+", match[0][match.end("digits") - match.start() :])
        for scale in scales:
            value *= _SCALES.get(scale.casefold(), 1)
        sign = (match["before"] or "").strip(".").upper()
        noun = _NOUN.match(text, match.end())
        unit = "%" if match["percent"] else _SIGNS.get(sign, sign)
        around = [*_BEFORE.findall(text[: match.start()])[-1:], *_BEHIND.findall(text[match.end() :])[:1]]
        near = frozenset(word.casefold() for part in around for word in re.findall(r"[^\W\d_]{3,}", part))
        yield match, Number(value.normalize(), unit, noun[1].casefold() if noun else "", near)


def _names(text: str) -> set[str]:
    """Capitalised words; the first of the text only if it is written like an acronym, for any word may begin one."""
    found: set[str] = set()
    begins = True
    for match in _NAME.finditer(text):
        word = match[0].strip("’'.-")
        word = re.sub(r"[’']s$", "", word)
        if (
            word[:1].isupper()
            and (not begins or (len(word) > 1 and word.isupper()))
            and word.casefold() not in CALENDAR
        ):
            found.add(word)
        begins = text[match.end() : match.end() + 2].strip()[:1] in (":", "“", '"')
    return found
