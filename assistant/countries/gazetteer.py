"""What countries are called: names ↔ ISO codes, in every language that CLDR (babel) knows.

Codes are those of three letters of ISO 3166-1, and for states of the past those that they had (SUN, YUG, CSK, DDR,
SCG). Kosovo is XKX.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

from assistant.countries import aliases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel import Locale

VERSION = "1"  # of the names, and of reading.countries' rule: documents that an earlier one read are looked at again

# Python's \w is no part of this: it leaves out the vowel signs of Indian scripts.
WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~¡-¿‐-\u203e،؛؟۔।॥\u3000-\u3004\u3008-\u3020\u30fb\uff01-\uff0f\uff1a-\uff20]+")

# CLDR lists them by two letters, and they are no countries: groups, parts of countries, entries for tests.
_NO_COUNTRIES = frozenset(["AC", "AQ", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])
_VARIANTS = {"zh": ("zh", "zh_Hant"), "sr": ("sr", "sr_Latn"), "no": ("nb", "nn"), "tl": ("fil",), "nb": ("nb",)}
# What people may type a name in. CLDR knows more, but to read all of them for a name that none has takes seconds.
_TYPED_IN = "fr de es it pt nl ru uk pl tr ar fa ur hi bn ta si zh ja ko id vi th sv da nb fi cs hu ro el he"
_LONGEST = 6  # words; longer ones are descriptions: "the area under the administration of …"


class Kind(IntEnum):
    """What a word says of a country."""

    NAME = 1  # "Japan"
    PEOPLE = 2  # "Japanese"
    CITY = 3  # "Tokyo"


@dataclass(frozen=True, slots=True)
class Entry:
    """What begins with one word: the words after that, and the country that they all name; None: they name none
    ("Indian Ocean"). ``capitals``: only in capitals ("US")."""

    rest: tuple[str, ...]
    country: str | None
    kind: Kind
    capitals: bool


@cache
def territories(language: str) -> dict[str, str]:
    """CLDR's names in a language (``en``, ``zh_Hant``) by codes of two letters: of countries, of the European Union and
    the United Nations, and a few others. Empty for a language that CLDR does not have."""
    locale = _locale(language)
    found = locale.territories if locale else {}
    return {code: name for code, name in found.items() if len(code) == 2}  # noqa: PLR2004 - the others are continents


@cache
def facts() -> dict[str, tuple[str, str, str]]:
    """By the code of two letters: that of three, demonyms and capital in English; "" for what is not known."""
    from countryinfo import CountryInfo  # noqa: PLC0415 - reads 250 files, in a tenth of a second
    from countryinfo.exceptions import CountryNotFoundError  # noqa: PLC0415 - likewise

    found = {"XK": ("XKX", "Kosovar", "Pristina")}
    for code in sorted(territories("en").keys() - found.keys() - _NO_COUNTRIES):
        try:
            info = CountryInfo(code)
        except CountryNotFoundError:
            continue
        if info.iso()["alpha2"] == code:
            found[code] = (info.iso()["alpha3"], info.demonym() or "", info.capital() or "")
    return found


@cache
def english_names() -> dict[str, str]:
    """The English names by codes of three letters: ``{"JPN": "Japan", …}``."""
    known = facts()
    found = {known[code][0]: _forms(name)[0] for code, name in territories("en").items() if code in known}
    return found | aliases.PAST_NAMES


def code_of(name: str) -> str | None:
    """The code of three letters for a name in any language, a demonym or a code: "Japan", "日本", "JP", "jpn". None for
    what is no country."""
    asked = words(re.sub(r"^\s*the\s+", "", name, flags=re.IGNORECASE))
    if not asked:
        return None
    return (
        _named(asked, "en")
        or _of_code(name)
        or next(filter(None, (_named(asked, one) for one in _TYPED_IN.split())), None)
    )


def _named(asked: list[str], language: str) -> str | None:
    for entry in names(language).get(asked[0], ()):
        if list(entry.rest) == asked[1:] and entry.country and entry.kind is not Kind.CITY:
            return entry.country
    return None


def _of_code(name: str) -> str | None:
    code = name.strip().upper()
    if code in facts():
        return facts()[code][0]
    return code if code in english_names() else None


def language_of_name(name: str) -> str | None:
    """The ISO 639-1 code for the name of a language in one of those that names are typed in, or for its code: "Urdu",
    "ourdou", "ウルドゥー語", "ur"; None for what is none."""
    plain = " ".join(name.casefold().split())
    for typed in ("en", *_TYPED_IN.split()):
        locale = _locale(typed)
        called = locale.languages if locale else {}
        found = {code for code in language_names() if plain in (code, called.get(code, "").casefold())}
        if found:
            return min(found)
    return None


@cache
def language_names() -> dict[str, str]:
    """English names of languages by ISO 639-1 code: ``{"ur": "Urdu", …}``."""
    locale = _locale("en")
    return {code: name for code, name in locale.languages.items() if len(code) == 2} if locale else {}  # noqa: PLR2004 - longer ones are of other standards


@cache
def names(language: str) -> dict[str, tuple[Entry, ...]]:
    """All names of countries in a language, by their first word in lower case; those of most words first.

    In a language that is written without spaces a whole name is one word.
    """
    found: dict[str, list[Entry]] = {}
    for name, country, kind in listed(language):
        first, *rest = words(name)
        entries = found.setdefault(first, [])
        if all(entry.rest != tuple(rest) for entry in entries):
            capitals = kind is Kind.NAME and not rest and name.isupper() and name.lower() != name
            entries.append(Entry(tuple(rest), country, kind, capitals))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry.rest))) for first, entries in found.items()}


def words(name: str) -> list[str]:
    """The words of a name in lower case."""
    return [match[0].casefold() for match in WORD.finditer(name)]


def listed(language: str) -> Iterator[tuple[str, str | None, Kind]]:
    """Names, best first: where two countries have the same, the first holds."""
    known, common = facts(), frozenset(aliases.COMMON.get(language, ()))
    if language == "en":
        yield from ((name.strip(), None, Kind.NAME) for name in re.split(r"[|\n]", aliases.NONE) if name.strip())
    also = aliases.ENGLISH if language == "en" else aliases.ABROAD.get(language, {})
    yield from ((name, country, Kind.NAME) for country, more in also.items() for name in more)
    holders: dict[str, set[str]] = {}
    for variant in _VARIANTS.get(language, (language,)):
        for code, name in territories(variant).items():
            for form in _forms(name) if code in known else ():
                holders.setdefault(form, set()).add(known[code][0])
    for form, countries in holders.items():
        if len(countries) == 1 and form not in common and words(form):
            yield form, next(iter(countries)), Kind.NAME
    if language == "en":
        yield from ((people, country, Kind.PEOPLE) for people, country in peoples())
    yield from ((city, known[code][0], Kind.CITY) for city, code in _cities(language) if city not in common)


def _forms(name: str) -> list[str]:
    """ "Myanmar (Burma)" → both; "Bosnia & Herzegovina" → with "and" too; "Hong Kong SAR China" → "Hong Kong"."""
    outside = re.sub(r"\s*[（(][^()（）]*[)）]|\s+SAR\b.*|\s*,.*", "", name).strip()
    inside = re.findall(r"[（(]([^()（）]{3,})[)）]", name) if " " not in outside else []
    found = [form for form in (outside, *inside) if 0 < len(words(form)) <= _LONGEST]
    found += [form.replace("&", "and") for form in found if "&" in form]
    found += [re.sub(r"\bSt\.", "Saint", form) for form in found if "St." in form]
    if re.search(r"[（(][^()（）]{1,2}[)）]$", name):
        found.append(name)  # 刚果（金） and 刚果（布） are two countries
    return found or [name]


def peoples() -> Iterator[tuple[str, str]]:
    """The names of the people of one country each: "Dominicans" and "Congolese" are of two."""
    holders: dict[str, set[str]] = {}
    for country, demonyms, _ in facts().values():
        for one in re.split(r",| and ", demonyms if country not in aliases.OTHERS_PEOPLE else ""):
            holders.setdefault(one, set()).add(country)
    found = [(people, country) for country, more in aliases.PEOPLES.items() for people in more]
    found += [(people, min(countries)) for people, countries in holders.items() if people and len(countries) == 1]
    for people, country in found:
        yield people, country
        if people.endswith(("n", "i", "r", "t", "k", "e")):
            yield f"{people}s", country


def _cities(language: str) -> Iterator[tuple[str, str]]:
    """Capitals, with the two-letter codes of their countries; in other languages those that name a time zone."""
    capitals = {
        city: code
        for code, (_, _, capital) in facts().items()
        for city in (capital, *aliases.CAPITALS.get(code, ()))
        if city and city not in aliases.NO_CAPITALS
    }
    if language == "en":
        yield from capitals.items()
        return
    from babel.core import get_global  # noqa: PLC0415 - only where there is such a document

    for variant in _VARIANTS.get(language, (language,)):
        locale = _locale(variant)
        for zone, said in locale.time_zones.items() if locale else ():
            code = get_global("zone_territories").get(zone)
            if "city" in said and code and capitals.get(zone.rpartition("/")[2].replace("_", " ")) == code:
                yield said["city"], code


def _locale(language: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - its tables are loaded where a text needs them

    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None
