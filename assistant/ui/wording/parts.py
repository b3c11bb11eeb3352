"""What sentences of ours name: how each kind of it stands in English, and how it is said in another language."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from babel.dates import get_day_names, get_month_names

from assistant.countries.gazetteer import english_names, language_names
from assistant.ui.wording import Value, Wording, Woven

_NAMES = "January February March April May June July August September October November December"
_MONTH = _NAMES.replace(" ", "|")
_MONTHS = {month.casefold(): number for number, month in enumerate(_NAMES.split(), 1)}
_WEEK = "monday tuesday wednesday thursday friday saturday sunday"
_DAYS = {day: at for at, day in enumerate(_WEEK.split())}
_QUOTED = re.compile(r"“([^“”]*)” ?(.*)", re.DOTALL)
_BETWEEN_QUOTES = re.compile(r"(?:(?<=”)|(?<=\)))(?:, | and | or )(?=“)")


@dataclass(frozen=True, slots=True)
class Kind:
    """``form``: a regular expression for what it looks like; empty where it may be anything. ``say``: it in a
    language."""

    form: str
    say: Callable[[str, Wording], Value]


def _number(text: str, _: Wording) -> Value:
    plain = text.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def _date(text: str, wording: Wording) -> Value:
    *before, last = text.split(" ")
    year = last if last.isdigit() else "-"
    day, month = "", ""
    for part in (*before, *([] if last.isdigit() else [last])):
        day, month = (part, month) if part.isdigit() else (day, f"{_MONTHS[part.casefold()]:02}")
    try:
        return wording.date("-".join(filter(None, (year, month, day and f"{int(day):02}"))))
    except ValueError:  # "31 February"
        return text


def _day(text: str, wording: Wording) -> Value:
    try:
        return wording.date(text)
    except ValueError:
        return text


def _moment(text: str, wording: Wording) -> Value:
    """ "25 November 2026, 09:30 UTC"."""
    date, _, time = text.partition(", ")
    return wording.say("comma").join(filter(None, (str(_date(date, wording)), time)))


def _calendar(text: str, wording: Wording) -> Value:
    name = text.casefold()
    if name in _MONTHS:
        return str(get_month_names("wide", "stand-alone", wording.locale)[_MONTHS[name]])
    return str(get_day_names("wide", "stand-alone", wording.locale)[_DAYS[name]])


def _country(text: str, wording: Wording) -> Value:
    code = _country_codes().get(text.casefold())
    return wording.country(code, text) if code else text


def _countries(text: str, wording: Wording) -> Value:
    """ "Japan and Trinidad and Tobago": of the pieces as many as make a country belong together."""
    pieces = re.split(r"(, | and )", text)
    named: list[str] = []
    while pieces:
        ends = range(min(len(pieces), 7), 0, -2)
        end = next((end for end in ends if "".join(pieces[:end]).casefold() in _country_codes()), 1)
        named.append(str(_country("".join(pieces[:end]), wording)))
        pieces = pieces[end + 1 :]
    return wording.woven_list(named)


def _languages(text: str, wording: Wording) -> Value:
    codes = {name.casefold(): code for code, name in language_names().items()}
    named = (wording.language_name(codes.get(name.casefold(), ""), name) for name in _split(text, " or "))
    return wording.woven_list(named, "or")


def _publishers(text: str, wording: Wording) -> Value:
    return wording.woven_list(_split(text, " or "), "or")


def _names(text: str, wording: Wording) -> Value:
    return wording.woven_list(text.split(", "))


def _words(text: str, wording: Wording) -> Value:
    return wording.woven_list(_requoted(text, wording), "or")


def _both(text: str, wording: Wording) -> Value:
    return wording.woven_list(_requoted(text, wording))


def _copies(text: str, wording: Wording) -> Value:
    """ "“A” and “B” carry the same text; “C”, “D” and “E” carry the same text"."""
    groups = [group for group in re.split(r" carry the same text(?:; (?=“)|\Z)", text) if group]
    said = (wording.woven("copies-same", titles=wording.woven_list(_requoted(group, wording))) for group in groups)
    return Woven(wording.say("between-parts").join(said))


def _holders(text: str, wording: Wording) -> Value:
    """ "Dawn (2), publisher not stated (1)"."""
    nobody = "publisher not stated"
    named = re.findall(r"(.+?) (\([\d,]+\))(?:, |\Z)", text, re.DOTALL)
    said = (
        f"{wording.say('export-no-publisher') if name == nobody else wording.woven_list([name])} {number}"
        for name, number in named
    )
    return Woven(wording.say("comma").join(said))


def _anything(text: str, _: Wording) -> Value:
    return text


def _requoted(text: str, wording: Wording) -> list[str]:
    """The quoted names of a list in the quotation marks of the language."""
    said: list[str] = []
    for name in _BETWEEN_QUOTES.split(text):
        match = _QUOTED.fullmatch(name)
        quoted = wording.woven("quoted", word=match[1]) if match else name
        said.append(Woven(f"{quoted} {wording.woven_list([match[2]])}") if match and match[2] else quoted)
    return said


def _split(text: str, last: str) -> list[str]:
    before, found, end = text.rpartition(last)
    return [*before.split(", "), end] if found else [text]


@cache
def _country_codes() -> dict[str, str]:
    return {name.casefold(): code for code, name in english_names().items()}


TEXT = Kind("", _anything)
_COUNT = Kind(r"\d{1,12}(?:,\d{3}){0,4}+", _number)
_DECIMAL = Kind(r"\d{1,12}(?:,\d{3}){0,4}+(?:\.\d{1,3}+)?", _number)
_DATE = Kind(rf"(?:(?:\d{{1,2}} )?(?:(?:{_MONTH}) )?\d{{4}}|(?:\d{{1,2}} )?(?:{_MONTH}))", _date)
_PLACE = Kind(r"\d{1,12}", _anything)  # in a document: no quantity
LONGEST = 2_000  # characters of what may be anything
_REPORT = r"\d[\d,]* (?:added|changed|as before|held already|removed|left out|could not)[^.]{0,300}"
# By the name of a variable; of any other name it is text. What holds messages itself is said where these are known.
KINDS = {
    **dict.fromkeys(("count", "held", "more", "origins"), _COUNT),
    **dict.fromkeys(("seconds", "gigabytes", "size", "limit"), _DECIMAL),
    **dict.fromkeys(("date", "first", "last"), _DATE),
    **dict.fromkeys(("page", "start", "end"), _PLACE),
    "moment": Kind(rf"{_DATE.form}(?:, \d\d:\d\d UTC)?", _moment),
    "calendar": Kind(rf"(?i:{_MONTH}|{'|'.join(_DAYS)})", _calendar),
    "media": Kind(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,80}", _anything),
    "day": Kind(r"\d{4}-\d\d-\d\d", _day),
    "country": Kind("", _country),
    "countries": Kind("", _countries),
    "language": Kind(r"(?:[A-Z][^.:;,“”]{1,60}|[a-z]{2,3})", _languages),
    "languages": Kind("", _languages),
    "publishers": Kind("", _publishers),
    "names": Kind("", _names),
    "words": Kind("", _words),
    "both": Kind("", _both),
    "copies": Kind("", _copies),
    "within": TEXT,
    "report": Kind(
        r"\d[\d,]* (?:added|changed|as before|held already|removed|left out|could not)[^.]{0,300}", _anything
    ),
    "differing": TEXT,
    "holders": Kind(r".{1,1990} \([\d,]{1,20}\)", _holders),
    "reasons": TEXT,
    "who": Kind(r"The (?:embedded )?model(?: at [^\s]{1,300})?", _anything),
}
