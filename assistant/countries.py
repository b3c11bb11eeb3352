"""The words by which countries are called, so that "Japanese" is known to be Japan's."""

from __future__ import annotations

import re
from functools import cache


def country_word(word: str) -> str:
    """A country's word for one that is made from it ("japanese" → "japan"); any other word as it is, in lower case.

    Of names of several words each is looked up by itself: "lankan" → "lanka".
    """
    plain = word.casefold()
    return _words().get(plain, plain)


def is_country_word(word: str) -> bool:
    """Whether a word names a country or what is of it, or is a part of such a name."""
    plain = word.casefold()
    return plain in _words() or plain in _words().values()


def countries_in(text: str) -> list[str]:
    """The country words of a text, each once, in the order of their first mention."""
    found = (country_word(word) for word in _CAPITALISED.findall(text) if is_country_word(word))
    return list(dict.fromkeys(found))


@cache
def _words() -> dict[str, str]:
    # CLDR's names (babel) and the demonyms of countryinfo, which knows fewer spellings of names.
    from babel import Locale  # noqa: PLC0415 - only when a claim is checked
    from countryinfo import CountryInfo  # noqa: PLC0415 - likewise
    from countryinfo.exceptions import CountryNotFoundError  # noqa: PLC0415 - likewise

    found: dict[str, str] = {}
    for code, name in Locale("en").territories.items():
        if len(code) != 2:  # noqa: PLR2004 - the others are continents
            continue
        try:
            demonym = CountryInfo(code).demonym()
        except CountryNotFoundError:
            demonym = None
        country = [word.casefold() for word in name.split() if word.isalpha()]
        people = [word.casefold() for word in (demonym or "").split()]
        found.update({word: word for word in country if word not in _SMALL})
        if len(people) == len(country):
            found.update(zip(people, country, strict=True))
        elif len(people) == 1:
            found[people[0]] = country[-1] if country else people[0]
    return found


_CAPITALISED = re.compile(r"\b[A-Z][^\W\d_]+")
_SMALL = frozenset(["and", "of", "the", "islands", "island", "republic", "states", "south", "north", "new", "united"])
