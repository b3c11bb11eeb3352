"""Dates in text: what is stated, what "on Monday" means, and what bears out what. ISO in the precision of the text.

English names of months and days; ISO dates and years of four digits in any language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH = {name[:length]: number for number, name in enumerate(_MONTHS, 1) for length in (3, 4, len(name))}
# German, French, Spanish, Italian and Portuguese, as CLDR writes them.
_ABROAD = {
    name: number
    for names in (
        "januar februar märz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    )
    for number, name in enumerate(names.split(), 1)
}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

CALENDAR = frozenset({*_MONTH, *_DAYS})  # words that are no names, however they are written

_NAMED = rf"(?:{'|'.join(_MONTHS)}|{'|'.join(_ABROAD)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
_MONTH_NAME = _NAMED.replace("(?:", "(?P<month>", 1)
_NTH = r"(?:\s?(?:st|nd|rd|th)\b|er\b|º|\.)?(?:\s*\([^\W\d_]+(?:-[^\W\d_]+)?\))?"  # "30th (thirtieth)"
_OF_YEAR = r"(?:of\s+|de\s+|in\s+the\s+year\s+)?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<year>\d{4})-(?P<number>\d{2})(?:-(?P<day>\d{2}))?\b",
        r"\b(?P<year>\d{4})(?P<sign>[/.])(?P<number>\d{1,2})(?P=sign)(?P<day>\d{1,2})\b(?![/.]\d)",
        r"(?<![\d.])(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>\d{4})\b(?!\.\d)",
        (
            rf"\b(?P<day>\d{{1,2}}){_NTH}\s+(?:day\s+)?(?:of\s+|de\s+)?(?:the\s+month\s+of\s+)?{_MONTH_NAME}"
            rf"(?:,?\s+{_OF_YEAR}(?P<year>\d{{4}})\b)?"
        ),
        (
            rf"\b{_MONTH_NAME}\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?![,.]\d)"
            rf"(?:,?\s+{_OF_YEAR}(?P<year>\d{{4}})\b)?"
        ),
        rf"\b{_MONTH_NAME}\s+(?P<year>\d{{4}})\b",
        r"(?P<year>\d{4})年(?:(?P<number>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?",
        r"(?<!\d)(?P<number>\d{1,2})月(?P<day>\d{1,2})日",
    )
)
_YEAR = re.compile(
    r"(?<![\d.,$€£¥])(?<![$€£¥] )(?P<year>1[89]\d\d|20\d\d)(?!\d|[,.]\d| ?(?:million|billion|crore|lakh|%|per cent))"
)
# "14 to 17 January 2025" and "January 14-17": both days have the month and the year.
_TO = r"\.?\s*(?:to|and|until|till|through|au|bis(?: zum)?|al|[-–—])\s*"
_RANGES = (
    (
        re.compile(
            rf"\b(\d{{1,2}})(?:st|nd|rd|th)?{_TO}(\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?)({_NAMED})(,?\s+\d{{4}}\b)?",
            re.IGNORECASE,
        ),
        r"\1 \3\4 to \2\3\4",
    ),
    (
        re.compile(
            rf"\b({_NAMED})\s+(\d{{1,2}})(?:st|nd|rd|th)?{_TO}(\d{{1,2}})(?:st|nd|rd|th)?\b(?![,.]\d)"
            r"(,?\s+\d{4}\b)?",
            re.IGNORECASE,
        ),
        r"\1 \2\4 to \1 \3\4",
    ),
)
# "This first day of August, two thousand and two", as agreements end.
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_NUMBERS = {
    **{name: number for number, name in enumerate((*_ONES, *_TEENS), 1)},
    **_TENS,
    **{f"{ten}-{one}": tens + number for ten, tens in _TENS.items() for number, one in enumerate(_ONES, 1)},
}
_NTHS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
_ORDINALS = {
    **{name: number for number, name in enumerate(_NTHS, 1)},
    **{f"twenty-{name}": 20 + number for number, name in enumerate(_NTHS[:9], 1)},
    "thirtieth": 30,
    "thirty-first": 31,
}
_SPELT_DAY = re.compile(
    rf"\b(?P<day>(?:(?:twenty|thirty)[\s-])?(?:{'|'.join(name for name in _ORDINALS if '-' not in name)}))"
    rf"(?=\s+(?:\(\d{{1,2}}(?:st|nd|rd|th)?\)\s+)?(?:day\s+)?of\s+(?:the\s+month\s+of\s+)?{_NAMED})"
    r"(?:\s+\(\d{1,2}(?:st|nd|rd|th)?\))?",
    re.IGNORECASE,
)
_SPELT_YEAR = re.compile(  # not "in May, two thousand and five people"
    rf"(?P<month>\b{_NAMED}),?\s+(?:(?:of|in)\s+the\s+year\s+)?two\s+thousand(?:\s+and|,)?\s+"
    rf"(?P<number>(?:(?:twenty|thirty|forty|fifty)[\s-])?(?:{'|'.join(_ONES)})|"
    rf"{'|'.join(name for name in _NUMBERS if '-' not in name)})\b(?!\s+(?:hundred|people|men|\w+s)\b)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b({'|'.join(_DAYS)})\b", re.IGNORECASE)
_NEAR_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_NEAR_DAY = re.compile(
    rf"\b({'|'.join(_NEAR_DAYS)}|this (?:morning|afternoon|evening)|tonight|last night)\b", re.IGNORECASE
)
_PRINTED_DAY = re.compile(r"\s*\((\d{1,2})(?:st|nd|rd|th)?\)")  # "yesterday (03)": the day that it was, not the rule's
_AHEAD = re.compile(r"\b(will|shall|next|to be held|to visit|due|upcoming)\b", re.IGNORECASE)

# A month by itself: "in March". Without such a word before them, March and May may be something else.
_BARE_MONTH = re.compile(
    rf"\b(?:in|of|since|until|by|last|next|during|from|to|late|early|mid)[\s-]+({'|'.join(_MONTHS)})\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Dates:
    """``days``: ISO dates in any precision; ``--09-06`` where the year is not stated. ``loose``: weekdays and months,
    in lower case, that stand without any date."""

    days: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()


def dates(text: str, reference: str | None = None) -> tuple[Dates, str]:
    """The dates of a text, and the text without them, so that their digits are not read as numbers.

    ``reference`` is the ISO date of the document: it gives days their year, and "on Monday" its date.
    """
    found: set[str] = set()

    def note(match: re.Match[str]) -> str:
        groups = match.groupdict()
        name = groups.get("month")
        month = (_MONTH | _ABROAD)[name.casefold()] if name else int(groups.get("number") or 0)
        day = int(groups.get("day") or 0)
        if month > 12 or day > 31:  # noqa: PLR2004 - of the calendar
            return match[0]
        year = groups.get("year") or (reference or "")[:4] or "-"
        found.add("-".join([year, *(f"{part:02}" for part in (month, day) if part)]))
        return " "

    text = _SPELT_YEAR.sub(lambda match: f"{match['month']} {2000 + _NUMBERS[_hyphened(match['number'])]}", text)
    text = _SPELT_DAY.sub(lambda match: str(_ORDINALS.get(_hyphened(match["day"]), match["day"])), text)
    for pattern, both in _RANGES:
        text = pattern.sub(both, text)
    for pattern in (*_DATES, _YEAR):
        text = pattern.sub(note, text)
    relative = {day for _, day in _relative(text, reference)}
    if relative and reference:
        found.discard(reference)  # "date 2021-09-07 ISLAMABAD: … on Monday": the stamp dates the text, not the event
    loose = {match[1].casefold() for pattern in (_WEEKDAY, _BARE_MONTH) for match in pattern.finditer(text)}
    return Dates(frozenset(found | relative), frozenset(loose)), text


def _hyphened(name: str) -> str:
    return "-".join(re.split(r"[\s-]+", name.casefold()))


def covers(stated: str, known: str) -> bool:
    """Whether a date as ``known`` bears out one as ``stated``: 2021-09-06 bears out 2021-09, 2021 and --09-06."""
    if stated.startswith("--"):
        return known[4:] == stated[1:]
    return known == stated or known.startswith(f"{stated}-")


def falls_in(loose: str, known: Dates) -> bool:
    """Whether a weekday or month is one that ``known`` names or that one of its dates falls in."""
    if loose in known.loose:
        return True
    for day in known.days:
        _, month, number = ((*day.split("-"), "", "")[:3]) if not day.startswith("--") else ("", *day[2:].split("-"))
        if month and loose == _MONTHS[int(month) - 1]:
            return True
        if number and not day.startswith("--") and _valid(day) and loose == _DAYS[date.fromisoformat(day).weekday()]:
            return True
    return False


def in_words(day: str) -> str:
    """An ISO date as people write it: "7 September 2021", "September 2021", "2021"."""
    year, _, rest = ("", "-", day[2:]) if day.startswith("--") else day.partition("-")
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
    if not reference or len(reference) != len("2021-09-07") or not _valid(reference):
        return []
    published = date.fromisoformat(reference)
    ahead = bool(_AHEAD.search(text))
    days = []
    for match in (*_WEEKDAY.finditer(text), *_NEAR_DAY.finditer(text)):
        name = match[0].casefold()
        printed = _PRINTED_DAY.match(text, match.end())
        if printed:
            day = _nearest(int(printed[1]), published)
        elif name in _DAYS:
            day = _weekday(name, published, ahead=ahead)
        else:
            day = (published + timedelta(_NEAR_DAYS.get(name, -1 if name.startswith("last") else 0))).isoformat()
        if day:
            days.append((printed.end() if printed else match.end(), day))
    return sorted(days)


def _nearest(number: int, published: date) -> str | None:
    """The day of that number which is nearest to publication; None if it is more than two weeks away."""
    near = sorted(range(-14, 15), key=abs)
    return next((day.isoformat() for days in near if (day := published + timedelta(days)).day == number), None)


def _weekday(name: str, published: date, *, ahead: bool) -> str:
    """The newspaper rule: the latest such day up to publication, or the next one where the sentence looks ahead."""
    back = (published.weekday() - _DAYS.index(name.casefold())) % 7
    return (published - timedelta(back) if not ahead else published + timedelta((7 - back) % 7)).isoformat()


def _valid(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
