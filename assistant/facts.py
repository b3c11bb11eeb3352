"""What can be checked in a sentence by looking: its numbers, dates, names, negations and status words.

English cue words; numbers, dates in digits and names work in any language that writes them so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from text_to_num import alpha2digit

_SCALES = {
    "hundred": 10**2, "thousand": 10**3, "lakh": 10**5, "lakhs": 10**5, "million": 10**6, "mn": 10**6, "mln": 10**6,
    "m": 10**6, "crore": 10**7, "crores": 10**7, "billion": 10**9, "bn": 10**9, "trillion": 10**12, "trn": 10**12,
    "万": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12,
}  # fmt: skip
_SIGNS = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "₹": "INR"}
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = {name[:length]: number for number, name in enumerate(_MONTHS, 1) for length in (3, 4, len(name))}
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_CALENDAR = {*_MONTH, *_DAYS, "may"}

_MONTH_NAME = rf"(?P<month>{'|'.join(_MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<year>\d{4})-(?P<number>\d{2})(?:-(?P<day>\d{2}))?\b",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH_NAME}(?:,?\s+(?P<year>\d{{4}})\b)?",
        rf"\b{_MONTH_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[,.]?\d)(?:,?\s+(?P<year>\d{{4}})\b)?",
        rf"\b{_MONTH_NAME}\s+(?P<year>\d{{4}})\b",
        r"(?P<year>\d{4})年(?:(?P<number>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?",
    )
)
_YEAR = re.compile(r"(?<![\d.,])(?P<year>1[89]\d\d|20\d\d)(?![\d,]|\.\d)")
_WEEKDAY = re.compile(rf"\b({'|'.join(_DAYS)})\b", re.IGNORECASE)
_NEAR_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_NEAR_DAY = re.compile(rf"\b({'|'.join(_NEAR_DAYS)})\b", re.IGNORECASE)
_AHEAD = re.compile(r"\b(will|shall|next|to be held|to visit|due|upcoming)\b", re.IGNORECASE)

_NUMBER = re.compile(
    r"(?P<before>US\$|Rs\.?|PKR|JPY|USD|EUR|GBP|LKR|INR|CNY|[$€£¥₹])?\s?"
    r"(?P<digits>\d+(?:[,  ]\d{2,3})*(?:\.\d+)?)"
    r"(?:\s?(?P<scale>hundred|thousand|lakhs?|million|mn|mln|crores?|billion|bn|trillion|trn|m\b|[万億亿兆]))*"
    r"\s?(?P<percent>%|per ?cent\b|percent\b)?",
    re.IGNORECASE,
)
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
    word behind it in lower case ("1,500 acres" → acres), or empty."""

    value: Decimal
    unit: str = ""
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Dates are ISO in the precision of the text; names are single capitalised words."""

    numbers: frozenset[Number]
    dates: frozenset[str]
    names: frozenset[str]
    negated: bool
    rung: int  # of the status ladder; 0: the text holds none of its words


def facts(text: str, reference: str | None = None) -> Facts:
    """What ``text`` states. ``reference`` is the ISO date of the document: it turns "on Monday" into a date."""
    found, rest = _dates(text, reference)
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


def covers(stated: str, known: str) -> bool:
    """Whether a date as ``known`` bears out one as ``stated``: 2021-09-06 bears out 2021-09 and 2021."""
    return known == stated or known.startswith(f"{stated}-")


def _dates(text: str, reference: str | None) -> tuple[frozenset[str], str]:
    """The dates, and the text without them, so that their digits are not read as numbers."""
    found: set[str] = set()

    def note(match: re.Match[str]) -> str:
        groups = match.groupdict()
        year = groups.get("year") or ((reference or "")[:4])
        name = groups.get("month")
        month = _MONTH[name.casefold()] if name else int(groups.get("number") or 0)
        day = int(groups.get("day") or 0)
        if not year:
            return match[0]
        if month > 12 or day > 31:  # noqa: PLR2004
            return match[0]
        found.add("-".join([year, *(f"{part:02}" for part in (month, day) if part)]))
        return " "

    for pattern in (*_DATES, _YEAR):
        text = pattern.sub(note, text)
    relative = {day for _, day in _relative(text, reference)}
    if relative and reference:
        found.discard(reference)  # "date 2021-09-07 ISLAMABAD: … on Monday": the stamp dates the text, not the event
    found |= relative
    return frozenset(found), text


def in_words(day: str) -> str:
    """An ISO date as people write it: "7 September 2021", "September 2021", "2021"."""
    year, _, rest = day.partition("-")
    month, _, number = rest.partition("-")
    return " ".join(
        part for part in (number.lstrip("0"), _MONTHS[int(month) - 1].title() if month else "", year) if part
    )


def dated(text: str, reference: str | None) -> str:
    """The text with the date behind each relative day: "on Monday (6 September 2021)"."""
    for end, day in reversed(_relative(text, reference)):
        text = f"{text[:end]} ({in_words(day)}){text[end:]}"
    return text


def _relative(text: str, reference: str | None) -> list[tuple[int, str]]:
    """Where the text names a day in relation to its publication, and the ISO date of that day."""
    if not reference or len(reference) != len("2021-09-07"):
        return []
    published = date.fromisoformat(reference)
    ahead = bool(_AHEAD.search(text))
    days = [(match.end(), _weekday(match[0], published, ahead=ahead)) for match in _WEEKDAY.finditer(text)]
    days += [
        (match.end(), (published + timedelta(_NEAR_DAYS[match[0].casefold()])).isoformat())
        for match in _NEAR_DAY.finditer(text)
    ]
    return sorted(days)


def _weekday(name: str, published: date, *, ahead: bool) -> str:
    """The newspaper rule: the latest such day up to publication, or the next one where the sentence looks ahead."""
    back = (published.weekday() - _DAYS.index(name.casefold())) % 7
    return (published - timedelta(back) if not ahead else published + timedelta((7 - back) % 7)).isoformat()


def _numbers(text: str) -> set[Number]:
    found: set[Number] = set()
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
        found.add(Number(value.normalize(), unit, noun[1].casefold() if noun else ""))
    return found


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
            and word.casefold() not in _CALENDAR
        ):
            found.add(word)
        begins = text[match.end() : match.end() + 2].strip()[:1] in (":", "“", '"')
    return found
