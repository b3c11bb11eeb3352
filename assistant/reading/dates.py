"""Dates as documents write them → ISO, with the precision they were written in.

A wrong date is worse than none: 07/09/2021 could be July or September and is no date here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_EARLIEST, _LATEST = 1600, 2100

# The names of the months, January first; variants of one month are joined by "/". Abbreviations of European
# languages are the first three or four letters and are listed where they are in use.
_MONTHS = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sept/sep oct nov dec",
    "janvier février/fevrier mars avril mai juin juillet août/aout septembre octobre novembre décembre/decembre",
    "janv févr mars avr mai juin juil août sept oct nov déc",
    "enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre",
    "janeiro fevereiro março/marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "januar/jänner februar märz/maerz april mai juni juli august september oktober/okt november dezember/dez",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "januari februari maret/maart april mei juni juli agustus/augustus september oktober november desember",
    "يناير فبراير مارس أبريل/ابريل مايو يونيو/يونيه يوليو/يوليه أغسطس/اغسطس سبتمبر أكتوبر/اكتوبر نوفمبر ديسمبر",
    "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "जनवरी फ़रवरी/फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर अक्टूबर/अक्तूबर नवंबर/नवम्बर दिसंबर/दिसम्बर",
)
MONTHS = {
    name: number
    for language in _MONTHS
    for number, variants in enumerate(language.split(), 1)
    for name in variants.split("/")
}
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}  # the year before each began

# "this twenty-first day of April in the year one thousand nine hundred and ninety-six"
_UNITS = "one two three four five six seven eight nine".split()  # noqa: SIM905 - as a list it would fill a page
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # noqa: SIM905 - likewise
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905 - likewise
_NUMBERS = {word: number for number, word in enumerate([*_UNITS, *_TEENS], 1)}
_NUMBERS |= {word: 10 * tens for tens, word in enumerate(_TENS, 2)}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
)
_DAYS = {word: day for day, word in enumerate(_ORDINALS.split(), 1)}
_DAY_WORD = "|".join(word.replace("-", r"[\s-]+") for word in sorted(_DAYS, key=len, reverse=True))
_NUMBER_WORD = "|".join([*sorted(_NUMBERS, key=len, reverse=True), "hundred", "and"])
_YEAR_WORDS = rf"(?P<words>(?:one|two)\s+thousand(?:[\s,-]+(?:{_NUMBER_WORD})\b){{0,6}})"

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_ORDINAL = r"(?:st|nd|rd|th|er|º|\.)?"
_DAY_FIRST = rf"(?<![\w-])(?P<d>\d{{1,2}}){_ORDINAL}[\s\-]?\s*(?:(?:day\s+)?(?:of|de|di)\s+|d')?"
_FORMS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\w.])(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?=T\d|\b)(?![-/.]?\d)",
        r"(?<![\w.-])(?P<y>\d{4})-(?P<m>\d{2})(?![\w-])",
        r"(?<!\d)(?P<y>\d{4})\s*[年년](?:\s*(?P<m>\d{1,2})\s*[月월](?:\s*(?P<d>\d{1,2})\s*[日일号])?)?",
        rf"(?P<era>{'|'.join(_ERAS)})\s*(?P<y>\d{{1,2}}|元)年(?:\s*(?P<m>\d{{1,2}})月(?:\s*(?P<d>\d{{1,2}})日)?)?",
        rf"{_DAY_FIRST}(?P<name>{_MONTH})(?!\w)[.,،]?[\s\-]?\s*(?:de\s+|del\s+|of\s+)?(?P<y>\d{{4}})(?!\d)",
        rf"(?<!\w)(?P<name>{_MONTH})(?!\w)\.?\s+(?P<d>\d{{1,2}}){_ORDINAL},?\s+(?P<y>\d{{4}})(?!\d)",
        rf"(?<!\w)(?<!\d )(?P<name>{_MONTH})(?!\w)[.,،]?\s+(?:de\s+|of\s+)?(?P<y>\d{{4}})(?!\d)",
        (
            rf"\bth(?:e|is)\s+(?:(?P<day>{_DAY_WORD})|(?P<d>\d{{1,2}})(?:-?(?:st|nd|rd|th))?)\s+day\s+of\s+"
            rf"(?:the\s+month\s+of\s+)?(?P<name>{_MONTH})(?!\w)[\s,.]*(?:(?:in|of)\s+)?(?:the\s+)?(?:year\s+)?(?:of\s+)?"
            rf"(?:(?P<y>\d{{4}})(?!\d)|{_YEAR_WORDS})"
        ),
        r"(?<![\w/.-])(?P<n1>\d{1,2})(?P<s>[/.-])(?P<n2>\d{1,2})(?P=s)(?P<y>\d{4})(?![\w/-])",
    )
]
_YEAR_ONLY = re.compile(r"(?:1[6-9]|20)\d\d")
_TIME_OF_DAY = re.compile(
    r"[T\s,]+\d{1,2}[:.h]\d{2}(?:[:.]\d+)*\s*(?:[ap]\.?m\.?)?\s*(?:Z|[A-Z]{3,4}|[+-]\d\d:?\d\d)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Found:
    """An ISO date and where in the text it was written."""

    value: str
    start: int
    end: int


def find_dates(text: str) -> Iterator[Found]:
    """Every unambiguous date in ``text`` that names at least year and month, in order, without overlap."""
    candidates = (
        Found(value, *match.span())
        for form in _FORMS
        for match in form.finditer(text)
        if (value := _iso(match)) is not None and len(value) > len("2021")
    )
    reached = 0
    for found in sorted(candidates, key=lambda found: (found.start, -found.end)):
        if found.start >= reached:
            reached = found.end
            yield found


def read_date(text: str) -> str | None:
    """The ISO date that ``text`` as a whole is, with or without a weekday and a time of day; else None."""
    text = _TIME_OF_DAY.sub("", text.strip())
    if _YEAR_ONLY.fullmatch(text):
        return text
    for found in find_dates(text):
        # What stands beside it may be a weekday or a place; another figure would make it something else.
        rest = text[: found.start] + text[found.end :]
        return found.value if len(rest) <= 40 and not re.search(r"\d{4}", rest) else None  # noqa: PLR2004
    return None


def years_in(text: str) -> set[int]:
    """The years that a text speaks of."""
    return set(map(int, re.findall(r"(?<![\d,.])(?:1[6-9]|20)\d\d(?![\d,]\d|\d)", text)))


def _iso(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    written = groups["y"] or _in_figures(groups["words"])
    year = 1 if written == "元" else int(written)
    year += _ERAS.get(groups.get("era") or "", 0)
    if "n1" in groups:
        day, month = _day_and_month(int(groups["n1"]), int(groups["n2"]))
    else:
        name = groups.get("name")
        month = MONTHS[name.lower()] if name else int(groups.get("m") or 0)
        day = int(groups.get("d") or _DAYS.get("-".join(re.split(r"[\s-]+", (groups.get("day") or "").lower())), 0))
    return _checked(year, month, day, whole="n1" in groups)


def _in_figures(words: str) -> str:
    """ "one thousand nine hundred and ninety-six" → "1996"; "0" where it seems to be cut."""
    year = below = 0
    for word in re.split(r"[\s,-]+", words.lower()):
        if word == "thousand":
            year, below = 1000 * below, 0
        elif word == "hundred":
            year, below = year + 100 * below, 0
        else:
            below += _NUMBERS.get(word, 0)
    return str(year + below) if below or "hundred" not in words.lower() else "0"


def _day_and_month(first: int, second: int) -> tuple[int, int]:
    """(0, 0) where both could be the month."""
    most = 12
    if first == second or (first > most >= second):
        return first, second
    return (second, first) if second > most >= first else (0, 0)


def _checked(year: int, month: int, day: int, *, whole: bool) -> str | None:
    if not _EARLIEST <= year <= _LATEST or (whole and not (month and day)):
        return None
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
