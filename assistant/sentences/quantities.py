"""Numbers in text: their value, what they are measured in, and the words that stand about them.

Digits and scale words of any language that writes them so; number words in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from text_to_num import text2num

from assistant.sentences.thesaurus import stands_for
from assistant.words import FUNCTION_WORDS, stem, words

_SCALES = {
    "hundred": 10**2, "thousand": 10**3, "lakh": 10**5, "lakhs": 10**5, "million": 10**6, "millions": 10**6,
    "millionen": 10**6, "millones": 10**6, "mio": 10**6, "mn": 10**6, "mln": 10**6, "m": 10**6, "crore": 10**7,
    "crores": 10**7, "ہزار": 10**3, "لاکھ": 10**5, "ملین": 10**6, "کروڑ": 10**7, "ارب": 10**9, "بلین": 10**9,
    "billion": 10**9, "billions": 10**9, "bln": 10**9, "milliarden": 10**9, "milliards": 10**9, "mrd": 10**9,
    "bn": 10**9, "trillion": 10**12, "trn": 10**12, "万": 10**4, "億": 10**8, "亿": 10**8, "兆": 10**12,
}  # fmt: skip
_UNITS = {
    name: unit
    for unit, names in {
        "%": "% percent percentage pct パーセント فیصد",
        "USD": "US$ USD 米ドル",
        "dollar": "$ dollar dollars dlr dlrs ドル ڈالر ڈالرز",
        "EUR": "€ EUR euro euros ユーロ یورو",
        "GBP": "£ GBP sterling stg ポンド پاؤنڈ",
        "JPY": "JPY yen yens 円 ین",
        "CNY": "CNY RMB yuan renminbi 人民元 یوان",
        "yen or yuan": "¥",
        "rupee": "Rs Re rupee rupees ₹ ルピー روپے روپیہ",
        "LKR": "LKR",
        "PKR": "PKR",
        "INR": "INR",
        "acre": "acre acres",
        "hectare": "hectare hectares ha ヘクタール ہیکٹر",
        "km": "km kms kilometre kilometres kilometer kilometers",
        "mile": "mile miles",
        "metre": "metre metres meter meters",
        "tonne": "tonne tonnes ton tons mt トン ٹن",
        "clock": "o’clock",
        "kg": "kg kilogram kilograms",
        "litre": "litre litres liter liters",
        "barrel": "barrel barrels",
        "MW": "mw megawatt megawatts",
        "GW": "gw gigawatt gigawatts",
        "kW": "kw kilowatt kilowatts",
        "year": "year years",
        "month": "month months",
        "week": "week weeks",
        "day": "day days",
        "hour": "hour hours",
        "minute": "minute minutes",
    }.items()
    for name in names.casefold().split()
}
CURRENCIES = {
    "USD", "dollar", "EUR", "GBP", "JPY", "CNY", "yen or yuan", "rupee", "LKR", "PKR", "INR",
}  # fmt: skip
# What may stand for what: "Rs" is each of the rupees.
_ALIKE = (
    {"USD", "dollar"},
    {"rupee", "LKR"},
    {"rupee", "PKR"},
    {"rupee", "INR"},
    {"JPY", "yen or yuan"},
    {"CNY", "yen or yuan"},
)

_ONES = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SPELT = re.compile(
    rf"\b(?:(?:{_TENS}|{_ONES})\b(?:[\s-]+(?:and\s+)?(?:{_TENS}|{_ONES}|hundred|thousand|million|billion|trillion)\b){{0,9}})",
    re.IGNORECASE,
)
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
# "First, …" orders an answer's own points; "phase II" is the second.
_ORDINAL = re.compile(
    rf"\b(?:(?P<digits>\d{{1,3}})(?:st|nd|rd|th)|(?P<word>{'|'.join(_ORDINALS)}))\b(?!,)"
    r"|\b(?:phase|stage|part|article|chapter|annex|schedule|round|tranche|section)\s+(?:no\.?\s*)?(?P<roman>[IVX]{1,5})\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:(?P<before>(?<![A-Za-zÀ-ɏ])(?:US\s?\$|US\s?dollars?|Rs\.?|PKR|JPY|USD|EUR|euros?|GBP|LKR|INR|CNY|RMB|"
    r"(?:renminbi )?yuan|yen)|[$€£¥₹])\s?|(?<![^\W_぀-ヿ㐀-鿿]))"  # Japanese and Chinese put no space before a number
    r"(?P<digits>\d+(?:[,  ]\d{2,3})*(?:[.,]\d+)*)"
    r"(?:\s?(?P<scale>hundred|thousand|lakhs?|millions?|millionen|millones|mio|mn|mln|crores?|billions?|bln|milliarden|milliards|"
    r"mrd|bn|trillion|trn|m\b|ہزار|لاکھ|ملین|کروڑ|ارب|بلین|[万億亿兆]))*"
    r"(?:[\s-]?(?:(?:(?:US|U\.S\.|square|sq\.?|de|d[’'])\s?|[A-Z]\w+\s(?=(?:yen|rupees?|dollars?|pounds|yuan)\b)))?"
    r"(?P<behind>per ?cents?\b|[%€円]|ユーロ|米ドル|ドル|ルピー|ポンド|人民元|パーセント|ヘクタール|トン|"
    r"[^\W\d_]{2,11}\b))?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s?(?P<half>[ap])\.?m\b\.?|\b(?P<h>[012]?\d):(?P<m>[0-5]\d)\b",
    re.IGNORECASE,
)
_TO = re.compile(r"\s*to\s+|\s*[-–]\s*")
_STOP = re.compile(r"[.;:!?()]\s|[;:()]")
_NOUN = re.compile(r"[\s-]*([^\W\d_]{3,})")
_WORD = re.compile(r"[^\W\d_]{3,}")
_UNSPACED = re.compile(r"[぀-ヿ㐀-鿿]")
_Found = tuple[int, int, Decimal, str, str]  # start, end, value, unit, printed
NEAR = 6  # words on either side, up to the next number, that tell what a number is of


@dataclass(frozen=True, slots=True)
class Quantity:
    """``value`` without its scale word ("1.5 million" → 1500000), ``other`` where it can be read in a second way
    ("1.500": 1.5, or 1500); ``unit``: ``%``, ``th`` (an ordinal), a currency, a measure or empty; ``near``: the terms
    of the words around it, up to the next number, ``of`` those behind it, nearest first, or before it where none are;
    ``noun``: the word right behind it, in lower case, or empty."""

    value: Decimal
    unit: str = ""
    near: frozenset[str] = frozenset()
    of: tuple[str, ...] = ()
    printed: str = ""
    noun: str = ""
    other: Decimal | None = None


def is_unit(word: str) -> bool:
    """Whether a word is a unit, a currency or a scale: "yen", "acres", "million"."""
    plain = word.casefold()
    return plain in _UNITS or plain in _SCALES


def quantities(text: str) -> frozenset[Quantity]:
    """The numbers and ordinals of a text from which the dates have been taken out (see dating)."""
    return frozenset(listed(text))


def listed(text: str) -> list[Quantity]:
    """The same in the order of the text."""
    text = in_digits(text)
    found = [(match.start(), match.end(), Decimal(_rank(match)), "th", match[0]) for match in _ORDINAL.finditer(text)]
    found += [(match.start(), match.end(), _minutes(match), "clock", match[0]) for match in _CLOCK.finditer(text)]
    taken = {place for start, end, *_ in found for place in range(start, end)}
    for match in _NUMBER.finditer(text):
        if match.start("digits") not in taken:
            unit = _unit(match)
            end = match.end() if not match["behind"] or _known(match["behind"]) else match.start("behind")
            found.append((match.start(), end, _value(match), unit, text[match.start() : end].strip()))
    found = _scaled(sorted(found), text)
    bounds = [0, *(edge for start, end, *_ in found for edge in (start, end)), len(text)]
    quantities_ = []
    for at, (start, end, value, unit, printed) in enumerate(found):
        before = _terms(_about(_STOP.split(text[bounds[2 * at] : start])[-1])[-NEAR:])
        behind = _terms(_about(_STOP.split(text[end : bounds[2 * at + 3]])[0])[:NEAR])
        other = _other(printed)
        if unit == "th":
            before = [*before, *_terms(_WORD.findall(printed))]  # "phase II"
        of = tuple(behind or reversed(before))
        noun = _NOUN.match(text, end)
        quantities_.append(
            Quantity(
                value.normalize(),
                unit,
                near=frozenset([*before, *behind]),
                of=of,
                printed=printed,
                noun=noun[1].casefold() if noun else "",
                other=other,
            )
        )
    return quantities_


def _scaled(found: list[_Found], text: str) -> list[_Found]:
    """With the scale and the unit of the number before for one that has none: "from US$ 36 million to 47.8"."""
    for at, (before, (start, end, value, unit, printed)) in enumerate(pairwise(found)):
        scale = next((size for word, size in _SCALES.items() if before[4].casefold().endswith(f" {word}")), 1)
        bare = not unit and printed.replace(".", "").isdigit()
        if scale > 1 and bare and _TO.fullmatch(text[before[1] : start]):
            found[at + 1] = (start, end, value * scale, before[3], printed)
    return found


def ranks(text: str) -> list[tuple[str, int]]:
    """The ordinals of a text, in lower case, each with where it ends."""
    return [(match[0].casefold(), match.end()) for match in _ORDINAL.finditer(text)]


def in_digits(text: str) -> str:
    """The text with its English number words as digits: "fifteen hundred" → 1500."""
    return _SPELT.sub(_in_digits, text)


def without_quantities(text: str) -> str:
    """The text without numbers and their units."""
    text = _CLOCK.sub(" ", text)

    def cut(match: re.Match[str]) -> str:
        return " " if not match["behind"] or _known(match["behind"]) else f" {match['behind']}"

    return _NUMBER.sub(cut, _ORDINAL.sub(" ", in_digits(text)))


def same(stated: Quantity, known: Quantity) -> bool:
    """Whether it is the same number of the same thing."""
    if not _equal(stated, known):
        return False
    if stated.unit != known.unit:
        alike = any({stated.unit, known.unit} <= pair for pair in _ALIKE)
        if not alike and (stated.unit or known.unit == "th"):
            return False
    if stated.unit in CURRENCIES or stated.unit in ("%", "clock"):
        return True
    return not stated.near or not known.near or bool(_shared(stated.near, known.near))


def belongs_to_another(stated: Quantity, known: Iterable[Quantity]) -> bool:
    """Whether the words beside a number stand beside another number in the sentence: "3,400 km of national roads",
    where it says "3,400 km of rural and 340 km of national roads"."""
    mine = [one for one in known if _equal(stated, one) and (stated.unit in ("", one.unit) or not one.unit)]
    others = [one for one in known if not _equal(stated, one) and one.unit == stated.unit]
    if not mine or not others:
        return False
    right = frozenset(term for one in mine for term in one.of)
    wrong = frozenset(term for one in others for term in one.of)
    # The nearest word that stands behind only one of the two decides.
    telling = next((term for term in stated.of if (term in right) != (term in wrong)), None)
    return telling in wrong


def _equal(stated: Quantity, known: Quantity) -> bool:
    """Whether the values are the same, or the stated one is the known one rounded to the digits that it has."""
    if {stated.value, stated.other} & {known.value, known.other} - {None}:
        return True
    digits = len(stated.value.as_tuple().digits)
    whole = stated.value == stated.value.to_integral_value()
    if digits < 3 or (whole and stated.value < 1000):  # noqa: PLR2004 - no rounding
        return False
    size = stated.value.adjusted()
    if known.value == 0 or known.value.adjusted() != size:
        return False
    return round(known.value.scaleb(digits - 1 - size)) == stated.value.scaleb(digits - 1 - size)


def _shared(stated: frozenset[str], known: frozenset[str]) -> bool:
    return bool(stated & known) or any(stands_for(one, other) for one in stated for other in known)


def _terms(found: list[str]) -> list[str]:
    return [stem(word.casefold(), "en") for word in found if word.casefold() not in FUNCTION_WORDS]


def _about(text: str) -> list[str]:
    """The words about a number; pairs of characters where no spaces are written."""
    return words(text) if _UNSPACED.search(text) else _WORD.findall(text)


def _minutes(clock: re.Match[str]) -> Decimal:
    if clock["h"]:
        return Decimal(int(clock["h"]) % 12 * 60 + int(clock["m"]))
    return Decimal(int(clock["hour"]) % 12 * 60 + int(clock["minute"] or 0))


def _value(match: re.Match[str]) -> Decimal:
    digits = match["digits"]
    if re.fullmatch(r"\d+,\d{1,2}", digits):
        digits = digits.replace(",", ".")  # 2,5 Milliarden
    digits = re.sub(r"[,  ]", "", digits)
    whole, _, rest = digits.partition(".")
    value = Decimal(f"{whole}.{rest.replace('.', '')}" if rest.count(".") == 0 else digits.replace(".", ""))
    end = match.start("behind") if match["behind"] else match.end()
    for scale in re.findall(r"[^\W\d_]+", match.string[match.end("digits") : end]):
        value *= _SCALES.get(scale.casefold(), 1)
    return value


def _other(printed: str) -> Decimal | None:
    """1.500 as it is read where a dot parts thousands: not 0.500, nor 1.500 million."""
    dotted = re.fullmatch(r"\D*([1-9]\d{0,2}(?:\.\d{3})+)\D*", printed)
    scaled = any(word in _SCALES for word in re.findall(r"[万億亿兆]|[^\W\d_]+", printed.casefold()))
    return Decimal(dotted[1].replace(".", "")).normalize() if dotted and not scaled else None


def _unit(match: re.Match[str]) -> str:
    before = (match["before"] or "").casefold().replace(" ", "").strip(".").removeprefix("renminbi")
    before = "usd" if before.startswith("usdollar") else before
    behind = (match["behind"] or "").casefold()
    unit = _UNITS.get(before) or _UNITS.get("%" if behind.startswith("per") else behind, "")
    american = match["behind"] and re.search(r"\bU\.?S\.?\s?$", match.string[: match.start("behind")])
    return "USD" if unit == "dollar" and american else unit


def _known(behind: str) -> bool:
    plain = behind.casefold()
    return plain.startswith(("per cent", "percent")) or plain in _UNITS


def _rank(match: re.Match[str]) -> int:
    if match["roman"]:
        value = {"I": 1, "V": 5, "X": 10}
        signs = [value[sign] for sign in match["roman"].upper()]
        return sum(-one if one < after else one for one, after in zip(signs, [*signs[1:], 0], strict=True))
    return int(match["digits"]) if match["digits"] else _ORDINALS.index(match["word"].casefold()) + 1


def _in_digits(match: re.Match[str]) -> str:
    """Number words as digits; a lone "one" is mostly a pronoun."""
    if match[0].casefold() == "one":
        return match[0]
    try:
        return str(text2num(match[0].casefold().replace("-", " "), "en"))
    except ValueError:  # "two three"
        return match[0]
