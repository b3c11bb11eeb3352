"""Which countries a text is about."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from assistant.countries import aliases
from assistant.countries.gazetteer import WORD, Kind, listed, names
from assistant.words import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.countries.gazetteer import Entry

_WHOLE = 40_000  # characters of a text that are all looked at
_HEAD, _SAMPLE = 20_000, 2_000  # of a longer one: its head, and ten pieces at equal distances
_OPENING = 300  # characters in which a mention counts twice
_TITLE, _CITY = 2.0, 0.5  # weights of a mention in the title, and of a capital that may be meant as a city
# A country needs half the weight of the second most mentioned one: texts are about two countries or several alike, and
# their own country may be named far oftener. One mention beside ten of another is passing. Per document, against what
# people had recorded (precision, recall): Reuters' places 0.85, 0.85; the parties of bilateral treaties 0.95, 0.98;
# the State Department's country histories 0.87, 1.00. Each country mentioned at all: 0.73, 0.70 and 0.41 precision.
_SECOND = 0.5
_PASSING = 0.1

_UNSPACED = frozenset(["zh", "ja", "th", "lo", "km", "my"])
_PROCLITICS = {"ar": "وفبلك", "he": "והבלמכש"}
_ENDS = frozenset("aeiouyáéíóúаяеиыйьоηα")  # letters that a name may lose before an ending
_ARTICLE = {"ar": "ال"}
_SHORTEST = 4  # letters of a name that may have an ending
_ENDING, _SHORT_ENDING = 4, 2  # letters of an ending, and of one behind such a short name
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]")
_WATERS = re.compile(r"海|洋|半島|半岛|河|湾|灣")
_MONEY = re.compile(r"[ \u00a0]?[$€£¥]|[ \u00a0]?\d[\d,.]*[ \u00a0]?(?:million|billion|mln|bln)\b")  # "US $5 million"
_CAPITAL = re.compile("[A-Z]")
_GAP = 3  # characters between two words of a name
_JOINT = re.compile(r"[\s.&’'\u200c–-]*")


def about(text: str, title: str, language: str) -> tuple[str, ...]:
    """ISO 3166 codes of three letters of the countries that a text is about, most mentioned first.

    ``language``: ISO 639-1, or ``und``. A text of any length takes a few milliseconds.
    """
    weights: defaultdict[str, float] = defaultdict(float)
    for country, kind, _ in mentions(title, language):
        weights[country] += _TITLE * _weight(kind)
    for country, kind, at in mentions(_looked_at(text), language):
        weights[country] += _weight(kind) * (2 if at < _OPENING else 1)
    ranked = sorted(weights.items(), key=lambda one: -one[1])
    if not ranked:
        return ()
    most, second = ranked[0][1], ranked[:2][-1][1]
    return tuple(
        country
        for country, weight in ranked
        if weight >= _SECOND * second and (weight > 1 or weight >= _PASSING * most)
    )


def _weight(kind: Kind) -> float:
    return _CITY if kind is Kind.CITY else 1.0


def _looked_at(text: str) -> str:
    if len(text) <= _WHOLE:
        return text
    step = (len(text) - _HEAD) // ((_WHOLE - _HEAD) // _SAMPLE)
    return "\n\n".join([text[:_HEAD], *(text[at : at + _SAMPLE] for at in range(_HEAD, len(text) - _SAMPLE, step))])


def mentions(text: str, language: str) -> Iterator[tuple[str, Kind, int]]:
    """Each time that a text names a country: its code, how, and the offset."""
    if language in _UNSPACED:
        yield from _unspaced(text, language)
    elif language not in ("en", "und"):
        yield from _spaced(text, language)
    if language in ("en", "und") or (_CAPITAL.search(text) and not _is_latin(text)):
        yield from _spaced(text, "en")


def _spaced(text: str, language: str) -> Iterator[tuple[str, Kind, int]]:
    """Mentions in a script that parts words by spaces; where it has capitals, names begin with one."""
    known, inflects = names(language), language != "en"
    found = [_Word(match[0], *match.span()) for match in WORD.finditer(text)]
    reached = 0
    for at, word in enumerate(found):
        if at < reached or word.text[0].islower():
            continue
        plain = word.text.casefold()
        entries = known.get(plain) or (known.get(_bare(plain, language)) if inflects else None)
        for entry in entries or ():
            last = at + len(entry.rest)
            if not _follows(text, found, at, entry.rest) or (entry.capitals and not _in_capitals(text, word)):
                continue
            if entry.country and _is_country(text, found, at, last, entry):
                yield entry.country, entry.kind, word.start
            reached = last + 1
            break


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def _follows(text: str, found: list[_Word], at: int, rest: tuple[str, ...]) -> bool:
    """Whether the words after that at ``at`` are these, with no more than a space, hyphen or full stop between them."""
    if at + len(rest) >= len(found):
        return False
    for place, wanted in enumerate(rest, at + 1):
        word, between = found[place], text[found[place - 1].end : found[place].start]
        if word.text.casefold() != wanted or len(between) > _GAP or not _JOINT.fullmatch(between):
            return False
    return True


def _in_capitals(text: str, word: _Word) -> bool:
    """ "US" is the country, "us" is not; in a headline all in capitals it may be either."""
    if not word.text.isupper():
        return False
    line = text[text.rfind("\n", 0, word.start) + 1 : word.start + 80].partition("\n")[0]
    return len(word.text) > 2 or any(map(str.islower, line))  # noqa: PLR2004 - "UAE" is no other word


def _is_country(text: str, found: list[_Word], first: int, last: int, entry: Entry) -> bool:
    """False for a sea, a sum of money, and a person or place that bears the country's name."""
    start, end = found[first].start, found[last].end
    before = found[first - 1] if first else _Word("", 0, start)
    after = found[last + 1] if last + 1 < len(found) else _Word("", end, end)
    next_to = text[end : after.start] in (" ", "-", "\n")
    if _MONEY.match(text, end):
        return False
    if next_to and after.text.casefold() in (aliases.AFTER_PEOPLE if entry.kind is Kind.PEOPLE else aliases.AFTER):
        return False
    if before.text == "of" and first > 1 and found[first - 2].text.casefold() in aliases.BEFORE_OF:
        return False
    name = found[first].text
    if first != last or name.casefold() not in aliases.ALSO_PEOPLE or name.isupper():
        return True
    between = text[before.end : start]
    if _is_name(before.text) and (between == " " or (between == ", " and name in aliases.ALSO_PLACES)):
        return False  # "Michael Jordan", "Atlanta, Georgia"
    return not (text[end : after.start] == " " and _is_name(after.text))  # "Jordan Smith"


def _is_name(word: str) -> bool:
    """Whether a word is written as a name and is no country's."""
    return word[:1].isupper() and word.casefold() not in FUNCTION_WORDS and word.casefold() not in names("en")


def _is_latin(text: str) -> bool:
    letters = [char for char in text[:2000] if char.isalpha()]
    return sum(char < "\u0250" for char in letters) * 2 > len(letters)


@lru_cache(maxsize=20_000)
def _bare(word: str, language: str) -> str:
    """A name without what its language adds to it: "Japans", "Японии", "واليابان"; "" where it is none."""
    known, stems = names(language), _stems(language)
    least = _SHORTEST if word.upper() != word else _SHORTEST - 1  # scripts without capitals write fewer vowels
    for one in _without_proclitics(word, language):
        if one in known:
            return one
        for cut in range(1, _ENDING + 1):
            stem = one[:-cut]
            if len(stem) < least or (len(stem) <= _SHORTEST and cut > _SHORT_ENDING):
                break
            if any(not entry.rest for entry in known.get(stem, ())):
                return stem
            if stem in stems:
                return stems[stem]
    return ""


def _without_proclitics(word: str, language: str) -> list[str]:
    """The word, and what is left of it without "and", "in", "to" and the like, which some scripts write before it."""
    proclitics = _PROCLITICS.get(language)
    if not proclitics:
        return [word]
    cut = 2 if word[1:2] in proclitics else 1
    found = [word, *(word[length:] for length in range(1, cut + 1) if word[0] in proclitics)]
    article = _ARTICLE.get(language, "")
    found += [article + one[2:] for one in found if one.startswith("لل")]  # "to the", in one
    return found + [one.removeprefix(article) if one.startswith(article) else article + one for one in found if article]


@cache
def _stems(language: str) -> dict[str, str]:
    """Names of one word without their last letter, which changes with the case: "япони" → "япония"."""
    found: dict[str, str] = {}
    for word, entries in names(language).items():
        if len(word) > _SHORTEST and word[-1] in _ENDS and any(not entry.rest for entry in entries):
            found.setdefault(word[:-1], word)
    return found


def _unspaced(text: str, language: str) -> Iterator[tuple[str, Kind, int]]:
    known, starts = _written_together(language)
    at = 0
    for match in starts.finditer(text):
        start = match.start()
        if start < at:
            continue
        for name, country, kind in known.get(text[start : start + 2], ()):
            end = start + len(name)
            if not text.startswith(name, start) or _goes_on(text, start, end):
                continue
            at = end
            if country:
                yield country, kind, start
            break


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether what looks like a name is a part of another: ソマリア, インド洋."""
    before = start > 0 and _KATAKANA.match(text, start) and _KATAKANA.match(text, start - 1)
    after = _KATAKANA.match(text, end - 1) and _KATAKANA.match(text, end)
    return bool(before or after or _WATERS.match(text, end))


@cache
def _written_together(language: str) -> tuple[dict[str, list[tuple[str, str | None, Kind]]], re.Pattern[str]]:
    found: dict[str, list[tuple[str, str | None, Kind]]] = {}
    for name, country, kind in sorted(listed(language), key=lambda one: -len(one[0])):
        if len(name) > 1:
            found.setdefault(name[:2], []).append((name, country, kind))
    return found, re.compile(f"[{re.escape(''.join(sorted({start[0] for start in found})))}]")
