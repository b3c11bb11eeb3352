"""A follow-up and the turns before it → one question that can be read by itself, where that is sure.

Where it is not, the last question that stands alone is put in front of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.countries.gazetteer import code_of, english_names
from assistant.countries.names import is_country_word, unified
from assistant.domain import Message
from assistant.questions.question import EXPLETIVE, THERE, follows
from assistant.sentences.dating import CALENDAR
from assistant.sentences.facts import facts
from assistant.sentences.offices import is_office
from assistant.sentences.quantities import in_digits, is_unit

_MARKER = re.compile(r"\s*[\[【](?:sentence )?\d[\d,;\s–-]{0,40}[\]】]", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d.,])(?:1[89]\d\d|20\d\d)(?![\d,]|\.\d)")
_AND = r"^\W*(?:and|but|so|what about|how about|und|et|y)?\W*"
_IN_YEAR = re.compile(rf"{_AND}(?:(?:in|for|im jahre?|en)\s+)?(?P<year>1[89]\d\d|20\d\d)\W*$", re.IGNORECASE)
_NEXT_YEAR = re.compile(
    rf"{_AND}(?:in |im |en )?(?:the |das |l['’]|el )?(?:"
    r"(?P<before>(?:year (?:before|earlier)|(?:previous|preceding) year|jahr (?:davor|zuvor)"
    r"|année (?:précédente|d['’]avant)|año anterior))"
    r"|(?:year (?:after|later)|(?:following|next) year|jahr danach|année (?:suivante|d['’]après)|año siguiente))"
    r"(?: that)?\W*$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"^\W*(?i:and|but|what about|how about|und|et|y)\W+"
    r"(?:(?P<how>(?i:in|for|from|with|of|by|to|für|mit|pour|avec|con|para))\s+)?"
    r"(?:the\s+)?(?P<who>[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+){0,3})\W*$"
)
_PRONOUN = re.compile(r"\b(?:(?P<own>his|hers?|its)(?=\s+\w)|(?P<he>he|she|him|her)|(?P<it>it))\b", re.IGNORECASE)
_PERSONAL = frozenset(["he", "she", "him", "her", "his", "hers"])
_NAME = re.compile(r"[A-Z][\w’'.-]*\w(?:(?: of| for| and the| to)? [A-Z][\w’'.-]*\w)*")
_OFFICE = re.compile(
    r"\b[Tt]he (?:[A-Z][\w’'-]+ |(?:prime|foreign|deputy|federal|high) ){0,3}(?P<role>[A-Za-z]+)"
    r"(?:(?:,| of| for| to)(?: the)? [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)*"
)
_SIGNED = re.compile(r"\b(?:re|co)?-?(?:sign(?:ed|ing)?|ratif\w+|initialled|renegotiated)\b", re.IGNORECASE)
_SIGNABLE = re.compile(  # what "it" may be that was signed
    r"agreement|treaty|memorand|\bm\.?o\.?u|accord|pact|convention|protocol|declaration|statement|contract|charter|letter"
    r"|\bnotes?\b|communiqu|deal\b|arrangement|\bloan|\bgrant|compact|understanding|act\b|bill\b",
    re.IGNORECASE,
)
_LINKS = frozenset(["United", "South", "North", "New", "Republic"])  # parts of countries' names that are no country's


def unmarked(text: str) -> str:
    """The text without markers: those of an earlier answer would point into other evidence."""
    return _MARKER.sub("", text)


def keeps(rewritten: str, question: str) -> bool:
    """Whether a question that was written anew still has the numbers, dates and names of the one that was asked."""
    new, old = facts(rewritten), facts(question)
    plain = rewritten.casefold()
    return (
        {number.value for number in old.numbers} <= {number.value for number in new.numbers}
        and old.dates.days <= new.dates.days
        and all(name.casefold() in plain for name in old.names)
    )


def leading(question: str, history: Sequence[Message]) -> str:
    """The earlier question that this one goes on from; empty if it stands alone."""
    return _earlier(history)[0] if follows(question) else ""


def standalone(question: str, history: Sequence[Message]) -> str:
    """The follow-up as a question that needs no other, made from those before it: "And the year before?" with the year
    changed in the earlier question, "How big is it?" with the name for "it". Empty where that would be a guess."""
    return _filled(question, *_earlier(history)) if follows(question) else ""


def _earlier(history: Sequence[Message]) -> tuple[str, str]:
    """The last question as it is understood by itself, and the answer to it."""
    asked = said = ""
    for message in history:
        if message.role != "user":
            said = message.content
        elif not asked or not follows(message.content):
            asked, said = message.content, ""
        else:
            asked = _filled(message.content, asked, said) or asked
    return asked, said


def _filled(question: str, asked: str, said: str) -> str:
    other = _another_year(question, asked) or _another_country(question, asked)
    placed = _placed(question, asked)
    whole = other or _named(placed, asked, said) or (placed if placed != question else "")
    return "" if not whole or follows(whole) else whole


def _another_year(question: str, asked: str) -> str:
    years = list(_YEAR.finditer(asked))
    given, beside = _IN_YEAR.match(question), _NEXT_YEAR.match(question)
    if len(years) != 1 or not (given or beside):
        return ""
    old = years[0]
    new = given["year"] if given else str(int(old[0]) + (-1 if beside and beside["before"] else 1))
    return f"{asked[: old.start()]}{new}{asked[old.end() :]}"


def _another_country(question: str, asked: str) -> str:
    match = _OTHER.match(question)
    places = _countries(asked)
    if not match or len(places) != 1 or _countries(match["who"]) != [(0, len(match["who"]))]:
        return ""
    start, end = places[0]
    if match["how"] and not re.search(rf"\b{re.escape(match['how'])}(?: the)? $", asked[:start], re.IGNORECASE):
        return ""  # "And for Pakistan?": something else than the country that was asked about
    return f"{asked[:start]}{match['who']}{asked[end:]}"


def _placed(question: str, asked: str) -> str:
    """The question with the one country that the earlier one names for "there"; as it is where that names several."""
    names = {asked[start:end] for start, end in _countries(asked)}
    name = next(iter(names)) if len(names) == 1 else ""
    if not name or english_names().get(code_of(name) or "") != name:
        return question  # none, or "Japanese"

    def put(match: re.Match[str]) -> str:
        verb = match["verb"].casefold()
        leads = "" if verb.startswith("visit") else "in " if verb.startswith("stay") else "to "
        return f"{match['verb']}{leads}{name}"

    return THERE.sub(put, question)


def _countries(text: str) -> list[tuple[int, int]]:
    """Where countries are named, "Sri Lanka" as one."""
    words = [
        (match.start(), match.end(), is_country_word(match[0]))
        for match in re.finditer(r"\b[A-Z][^\W\d_]+", text)
        if is_country_word(match[0]) or match[0] in _LINKS
    ]
    joined: list[tuple[int, int, bool]] = []
    for start, end, known in words:
        if joined and text[joined[-1][1] : start] in (" ", "-"):
            joined[-1] = (joined[-1][0], end, joined[-1][2] or known)
        else:
            joined.append((start, end, known))
    return [(start, end) for start, end, known in joined if known]


def _named(question: str, asked: str, said: str) -> str:
    """The question with the name of the one person or thing that its pronoun can stand for."""
    pronouns = list(_PRONOUN.finditer(question))
    if not pronouns or EXPLETIVE.search(question) or len({match[0].lower() in _PERSONAL for match in pronouns}) > 1:
        return ""
    personal = pronouns[0][0].lower() in _PERSONAL
    found = (_people if personal else _things)(asked) or (_people if personal else _things)(said)
    if not personal and _SIGNED.search(question):
        found = [name for name in found if _SIGNABLE.search(name)]
    if len(found) != 1:
        return ""
    whole = ""
    for before, match in pairwise([None, *pronouns]):
        own = match is not None and match["own"]
        start = before.end() if before else 0
        if match:
            whole += question[start : match.start()] + found[0] + ("’s" if own else "")
    whole += question[pronouns[-1].end() :]
    whole = re.sub(r"^\W*(?:and|but|so|then|also)\b[\s,]*", "", whole, flags=re.IGNORECASE)
    return whole[:1].upper() + whole[1:]


def _people(text: str) -> list[str]:
    """Who is named by an office ("the ambassador of Japan"); where nobody is, the names of two words and more."""
    offices = [match[0] for match in _OFFICE.finditer(text) if is_office(match["role"].lower())]
    named = [name for name in _names(text) if not any(name in office for office in offices)]
    several = [name for name in named if " " in name and not _countries(name)]
    return _distinct([office[:1].lower() + office[1:] for office in offices] + several)


def _things(text: str) -> list[str]:
    offices = [match[0] for match in _OFFICE.finditer(text) if is_office(match["role"].lower())]
    named = [name for name in _names(text) if not any(name in office for office in offices)]
    known = (name for name in named if " " in name and not any(is_office(word.lower()) for word in name.split()))
    return _distinct([f"the {name}" if f"the {name}" in text else name for name in known])


def _names(text: str) -> list[str]:
    found = []
    for match in _NAME.finditer(text):
        begins = not match.start() or text[: match.start()].rstrip()[-1:] in (".", "?", "!")
        words = match[0].split()
        if begins:  # any word may begin a sentence
            words = words[1:]
        name = " ".join(words)
        if name and not all(_names_no_thing(word) for word in unified(name).split()):
            found.append(name)
    return found


def _names_no_thing(word: str) -> bool:
    """Whether a word names nothing that "it" could be: a month, a country, a currency, a number."""
    return word.casefold() in CALENDAR or is_country_word(word) or is_unit(word) or not in_digits(word).isalpha()


def _distinct(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(names))
