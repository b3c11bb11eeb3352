"""The words by which countries are called, so that "Japanese" is known to be Japan's."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from assistant.countries.aliases import COMMON
from assistant.countries.gazetteer import english_names, facts, peoples, territories


def country_word(word: str) -> str:
    """A country's word for one that is made from it ("japanese" → "japan"); any other word as it is, in lower case.

    Of names of several words each is looked up by itself: "lankan" → "lanka".
    """
    plain = word.casefold()
    return _words().get(plain, plain)


def is_country_word(word: str) -> bool:
    """Whether a word names a country or what is of it, or is a part of such a name."""
    plain = word.casefold()
    return plain in _words() or plain in _called()


@cache
def _called() -> frozenset[str]:
    return frozenset(_words().values())


def countries_in(text: str) -> list[str]:
    """The country words of a text, each once, in the order of their first mention."""
    return list(dict.fromkeys(countries_mentioned(text)))


def countries_mentioned(text: str) -> list[str]:
    """The country words of a text as often as they stand there, in their order."""
    return [country_word(word) for word in _CAPITALISED.findall(text) if is_country_word(word)]


def unified(text: str) -> str:
    """The text with one word for each country that has several names or names of several words: "the Republic of Korea"
    and "South Korean" both become "Southkorea", which no other text holds; "Chile and China" for "Chile-China"; and "is
    not" for "isn't"."""
    for pattern, word in _ALIKE:
        text = pattern.sub(word, text)
    return _PAIR.sub(_apart, _several().sub(lambda match: _joined(match[0]), _by_one_name(text)))


def _by_one_name(text: str) -> str:
    return _ALIAS.sub(lambda match: _ALIASES[str(match.lastgroup)][1], text)


def _apart(pair: re.Match[str]) -> str:
    return f"{pair[1]} and {pair[2]}" if is_country_word(pair[1]) and is_country_word(pair[2]) else pair[0]


def countries_abroad(text: str) -> frozenset[str]:
    """The country words of a text in another language than English, by CLDR's names: "Le Japon" → japan."""
    return _found_abroad(text, _READ)


@lru_cache(4096)  # each sentence of the evidence is looked at for every claim
def countries_told(text: str, language: str) -> frozenset[str]:
    """The country words of a text in its language (ISO 639-1)."""
    return (
        frozenset(countries_in(unified(text)))
        if language == "en"
        else _found_abroad(text, language if territories(language) else _READ)
    )


def _found_abroad(text: str, languages: str) -> frozenset[str]:
    pattern, codes = _abroad(languages)
    return frozenset(codes[match[0].casefold()] for match in pattern.finditer(text.casefold()))


def of_capital(city: str) -> str | None:
    """The country word of the country whose capital this is: "Islamabad" → pakistan."""
    return _capitals().get(city.casefold())


@cache
def _capitals() -> dict[str, str]:
    english = territories("en")
    found: dict[str, str] = {}
    for code, (_, _, capital) in facts().items():
        words = countries_in(unified(english.get(code, "")))
        if capital and len(words) == 1:
            found[capital.casefold()] = words[0]
    return found


@cache
def _abroad(languages: str) -> tuple[re.Pattern[str], dict[str, str]]:
    english = territories("en")
    found: dict[str, str] = {}
    for language in languages.split():
        for code, name in territories(language).items():
            words = countries_in(unified(english.get(code, "")))
            if len(words) == 1 and name not in COMMON.get(language, ()):
                found[name.casefold()] = words[0]
    longest = sorted(found, key=len, reverse=True)
    return re.compile(
        "|".join(rf"(?<!\w){re.escape(n)}(?!\w)" if n[0] < "\u3000" else re.escape(n) for n in longest)
    ), found


@cache
def _several() -> re.Pattern[str]:
    """Countries' names of several words: "Sri Lanka", "Saudi Arabia", "New Zealand"; and their people."""
    names = [name for name in territories("en").values() if name.count(" ") == 1]
    found = [
        name for name in names if re.fullmatch(r"[A-Z]\w+ [A-Z]\w+", name) and not name.endswith(("Islands", "Island"))
    ]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, found))})(?:ers?|n|ns|i|is)?\b")


def _joined(name: str) -> str:
    """ "Sri Lankan" → Srilanka."""
    first, last = name.split(" ")
    last = next(
        (last.removesuffix(end) for end in ("ns", "n", "ers", "er") if last.endswith(end if "e" in end else f"a{end}")),
        last,
    )
    return first + last.casefold()


@cache
def _words() -> dict[str, str]:
    known = facts()
    found: dict[str, str] = {}
    # Longer names first: "Indian" is India's, not the British Indian Ocean Territory's.
    for code, name in sorted(territories("en").items(), key=lambda one: -len(one[1].split())):
        _, demonym, _ = known.get(code, ("", "", ""))
        country = [word.casefold() for word in name.split() if word.isalpha()]
        people = [word for word in demonym.casefold().split() if word not in _NO_PEOPLE]
        if len(country) > 1 and not set("&-").intersection(name):
            country = country[-1:]  # "Korea"; whole names are made one word, see unified
        found.update({word: word for word in country if word not in _SMALL})
        people = people[-1:] if len(country) == 1 else people
        if len(people) == len(country):
            found.update({one: other for one, other in zip(people, country, strict=True) if other not in _SMALL})
        elif len(people) == 1:
            found[people[0]] = country[-1] if country else people[0]
    joined = [
        _joined(name)
        for name in _several().pattern.partition("(?:")[2].partition(")")[0].replace("\\ ", " ").split("|")
    ]
    found.update(
        {
            word.casefold(): word.casefold()
            for word in (*joined, *(word for _, word in _ALIASES.values()))
            if word.isalpha()
        }
    )
    return found | _peoples()


def _peoples() -> dict[str, str]:
    """The countries' words by those for their people, who are named after them: "Germans", "Nepali", "French"."""
    english, found = english_names(), {}
    for people, code in peoples():
        country = _several().sub(lambda match: _joined(match[0]), english.get(code, ""))
        country = _by_one_name(country)
        alike = people[:2] == country[:2] and (len(people) >= _TELLING or people.endswith(("i", "is")))
        if alike and people.isalpha() and country.isalpha():
            found[people.casefold()] = country.casefold()
    return found


_READ = "de fr es it pt nl ru ar ur hi zh ja"  # languages that a text may be in where that is not known
_TELLING = 6  # letters; "Poles" and "Swede" are other things as well
_ALIKE = (
    (re.compile(r"\b(?:Memorand(?:um|a) of Understanding|MOUs?|MoUs)\b"), "MoU"),
    (re.compile(r"\bcan[’']t\b"), "cannot"),
    (re.compile(r"\bwon[’']t\b"), "will not"),
    (re.compile(r"n[’']t\b"), " not"),
)
_ALIASES = {
    f"n{number}": (names, word)
    for number, (names, word) in enumerate((
        (r"American Samoa", "Americansamoa"),  # before what is of America
        (r"(?:British|U\. ?S\.|US|American) Virgin Islands", "Virginislands"),
        (r"(?:Democratic People[’']s Republic of|North) Korean?|DPRK|North Koreans", "Northkorea"),
        (r"(?:Republic of|South) Korean?s?|ROK(?= )", "Southkorea"),
        (r"People[’']s Republic of China|PRC", "China"),
        (r"United States(?: of America)?|USA?|U\. ?S\.(?: ?A\.)?|U\.S|Americans?", "Unitedstates"),
        (
            r"United Kingdom(?: of Great Britain(?: and Northern Ireland)?)?|UK|U\. ?K\.|Great Britain|Britain|British",
            "Unitedkingdom",
        ),
        (r"United Arab Emirates|UAE|U\. ?A\. ?E\.|Emiratis?", "Emirates"),
        (r"European Union|EU|E\. ?U\.", "Europeanunion"),
        (r"African Union", "Africanunion"),
        (r"ASEAN|Association of South[- ]?East Asian Nations", "Asean"),
        (r"United Nations|UN|U\. ?N\.", "Unitednations"),
        (r"Russian Federation", "Russia"),
        (r"(?:Kingdom of )?Saudi(?: Arabian?)?s?", "Saudiarabia"),
        (r"(?:Republic of )?Türkiye", "Turkey"),
        (r"Holland|Dutch", "Netherlands"),
        (r"Viet Nam(?:ese)?", "Vietnam"),
        (r"Czechia|Czech Republic", "Czech"),
        (r"Burm(?:a|ese)", "Myanmar"),
        (r"Ivory Coast|Ivorian", "Côte d’Ivoire"),
        (r"(?:State of )?Palestine|Palestinian(?: Territor(?:y|ies)| Authority|s)?", "Palestine"),
        (r"Holy See|Vatican(?: City)?", "Vatican"),
        (r"Kingdom of Eswatini|Swaziland|Swazi", "Eswatini"),
        (r"(?:Democratic )?Republic of (?:the )?Congo|D\.?R\.? Congo|DRC|Congolese|Zaire", "Congo"),
        (r"Congo ?- ?(?:Kinshasa|Brazzaville)", "Congo"),
        (r"East Timor(?:ese)?|Timor[-– ]Leste|Timorese", "Timor"),
        (r"(?<!New )England|Scotland", "Unitedkingdom"),
        (r"USSR|U\.S\.S\.R\.|Soviet Union|Soviets?", "Sovietunion"),
        (r"Yugoslav(?:ia)?(?:ns?)?", "Yugoslavia"),
        (r"Czechoslovak(?:ia)?(?:ns?)?", "Czechoslovakia"),
        (r"Hong Kong(?: SAR China)?", "Hongkong"),
        (r"Maca[ou](?: SAR China)?", "Macau"),
        (r"Marshall(?: Islands|ese)", "Marshallislands"),
        (r"Cook Island(?:s|ers?)", "Cookislands"),
        (r"Solomon Island(?:s|ers?)", "Solomonislands"),
        (r"Cayman Island(?:s|ers?)", "Caymanislands"),
        (r"Falkland Island(?:s|ers?)", "Falklandislands"),
        (r"Faroe(?: Islands|se)", "Faroeislands"),
        (r"S[ãa]o Tom[ée](?: (?:and|&) Pr[íi]ncipe)?", "Saotome"),
        (r"(?:Saint|St\.?) Lucia(?:ns?)?", "Saintlucia"),
        (r"(?:Saint|St\.?) Vincent(?: (?:and|&) (?:the )?Grenadines)?", "Saintvincent"),
        (r"(?:Saint|St\.?) Kitts(?: (?:and|&) Nevis)?", "Saintkitts"),
        (r"Bosnian?s?(?: (?:and|&) Herzegovina)?|Herzegovina", "Bosnia"),
        (r"Trinidad(?: (?:and|&) Tobago)?|Trinidadians?", "Trinidad"),
        (r"Antiguan?s?(?: (?:and|&) Barbuda)?", "Antigua"),
        (r"Papua New Guinea(?:ns?)?|PNG", "Papuanewguinea"),
        (r"Guinea[- ]Bissau(?:ans?)?", "Guineabissau"),
        (r"South Sudan(?:ese)?", "Southsudan"),
        (r"(?:North(?:ern)? )?Macedonian?s?", "Northmacedonia"),
        (r"Puerto Ric(?:o|ans?)", "Puertorico"),
        (r"Sierra Leone(?:ans?)?", "Sierraleone"),
        (r"El Salvador|Salvador(?:e?an|ian)s?", "Elsalvador"),
        (r"Cape Verd(?:e(?:ans?)?|ians?)|Cabo Verde(?:ans?)?", "Capeverde"),
        (r"Ceylon(?:ese)?", "Srilanka"),
        (r"Siam(?:ese)?", "Thailand"),
        (r"Persia(?! Gulf)", "Iran"),
        (r"Upper Volta", "Burkina"),
        (r"Rhodesian?s?", "Rhodesia"),
        (r"Prussian?s?", "Prussia"),
        (r"Ottoman(?: Empire|s)?", "Ottomanempire"),
    ))
}  # fmt: skip
# All in one: what a text holds none of is seen at a glance.
_ALIAS = re.compile(
    rf"\b(?=[A-Z])(?:{'|'.join(f'(?P<{key}>{names})' for key, (names, _) in _ALIASES.items())})(?!\w| ?\$| dollar)"
)
_CAPITALISED = re.compile(r"\b[A-Z][^\W\d_]+")
_PAIR = re.compile(r"\b([A-Z][^\W\d_]+)[-–—]([A-Z][^\W\d_]+)\b(?![-–—])")
_NO_PEOPLE = frozenset(["and", "channel", "islander", "saint"])
_SMALL = frozenset(
    [
        "and",
        "of",
        "the",
        "islands",
        "island",
        "republic",
        "states",
        "union",
        "nations",
        "south",
        "north",
        "new",
        "united",
        "region",
        "territory",
        "territories",
        "ocean",
        "saint",
        "martin",
        "minor",
        "outlying",
        "antarctic",
        "british",
        "french",
        "american",
        "sar",
        "futuna",
        "cocos",
        "mayen",
        "miquelon",
    ]
)
