"""The names of a library: its persons, countries, places and organisations, found by how they are written.

What is put in the place of a name must be a name of the same kind, and best one that the library knows too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.domain import Document
from assistant.sentences.dating import CALENDAR

_NAME = r"[A-Z][a-zà-ÿ]+(?:[’'-][A-Z]?[a-z]+)?"
TITLE = (
    r"(?:(?:Hon|Dr|Mr|Mrs|Ms|Prof)\b\.?|Honourable|President|Prime Minister|Minister|Ambassador|High Commissioner"
    r"|Secretary|Professor|General|Governor|H\.\s?E\.)"
)
_PERSON = re.compile(
    rf"\b{TITLE}\s(?:{TITLE}\s)*(?P<name>(?:[A-Z]\.\s?)*{_NAME}(?:\s(?:[A-Z]\.\s?)*{_NAME}){{1,3}})(?=[\s,.;)’])"
)
_PLACE = re.compile(
    rf"\b(?:[Ii]n|[Aa]t|[Ff]rom|[Nn]ear)\s(?P<name>{_NAME})(?=,|\.|;|\sand\s|\son\s|\sfor\s|\sby\s|\swith\s|\s[Dd]istrict)"
)
_HEADS = (
    "Ministry|Department|Bank|Authority|Board|University|Corporation|Institute|Council|Commission|Agency|Foundation|Fund"
    "|Company|Centre|Organi[sz]ation|Association"
)
_OF = re.compile(
    rf"\b(?P<head>{_HEADS}|Minister) (?P<link>of|for) (?P<name>{_NAME}(?:(?:\sand|\s&)?\s{_NAME}){{0,3}})"
    r"(?=[\s,.;)])(?!,? (?:and |& )?[A-Z])"
)
_ENDING = re.compile(rf"(?<![\w,&] )(?P<name>(?:{_NAME}\s){{1,3}})(?P<head>{_HEADS})\b(?!\s(?:of|for)\b|\s[A-Z(])")
_NO_NAME = re.compile(
    rf"\b(?:{TITLE}|The|Deputy|State|Office|Ministry|Government|Republic|Cabinet|Media|House|Affairs|Development"
    r"|Hospital|School|College|Vidyalaya|Road|Street|Park|Temple|Act|Fund|Association|Hotel|Port|Airport|Central|National|Board|Committee|Minister|Asian|World|International|University|Excellency)\b"
)
_NO_BODY = re.compile(r"\b(?:State|Mr|Mrs|Ms|Dr|Eng|Hon|The|All|Sri|Other)\b")

# Country and adjective, of the names that stand for one country and nothing else.
_COUNTRIES = """
Afghanistan Afghan; Argentina Argentine; Australia Australian; Austria Austrian; Bangladesh Bangladeshi;
Belgium Belgian; Brazil Brazilian; Cambodia Cambodian; Canada Canadian; China Chinese; Cuba Cuban; Denmark Danish;
Egypt Egyptian; Ethiopia Ethiopian; Finland Finnish; France French; Germany German; Greece Greek; Hungary Hungarian;
India Indian; Indonesia Indonesian; Iran Iranian; Iraq Iraqi; Israel Israeli; Italy Italian; Japan Japanese;
Kenya Kenyan; Kuwait Kuwaiti; Malaysia Malaysian; Mexico Mexican; Morocco Moroccan; Nepal Nepali; Nigeria Nigerian;
Norway Norwegian; Oman Omani; Pakistan Pakistani; Peru Peruvian; Poland Polish; Portugal Portuguese; Qatar Qatari;
Romania Romanian; Russia Russian; Singapore Singaporean; Spain Spanish; Sri_Lanka Sri_Lankan; Sweden Swedish;
Switzerland Swiss; Thailand Thai; Turkey Turkish; Ukraine Ukrainian; Vietnam Vietnamese; South_Korea South_Korean
"""
ADJECTIVES = {
    name.replace("_", " "): adjective.replace("_", " ")
    for name, adjective in (pair.split() for pair in _COUNTRIES.split(";"))
}
NOUNS = {adjective: name for name, adjective in ADJECTIVES.items()}
COUNTRY = re.compile(
    rf"\b(?:(?P<adjective>{'|'.join(map(re.escape, sorted(NOUNS, key=len, reverse=True)))})"
    rf"|(?P<noun>{'|'.join(map(re.escape, sorted(ADJECTIVES, key=len, reverse=True)))}))\b"
)


@dataclass(frozen=True, slots=True)
class Names:
    """Names of a library, each kind in alphabetic order. ``bodies``: by the word that says what they are: "Ministry of"
    → "Health", …; " Authority" → "Road Development", …"""

    persons: tuple[str, ...]
    places: tuple[str, ...]
    bodies: dict[str, tuple[str, ...]]


def names_of(documents: Iterable[Document]) -> Names:
    persons: Counter[str] = Counter()
    places: Counter[str] = Counter()
    bodies: dict[str, Counter[str]] = {}
    for document in documents:
        text = document.text
        persons.update({name for match in _PERSON.finditer(text) if not _NO_NAME.search(name := match["name"])})
        places.update({match["name"] for match in _PLACE.finditer(text)})
        for _, _, head, name in found_bodies(text):
            bodies.setdefault(head, Counter())[name] += 1
    said = {word for name in persons for word in name.split()}
    return Names(
        tuple(sorted(persons)),
        tuple(sorted(name for name, count in places.items() if count > 1 and _is_place(name) and name not in said)),
        {
            head: tuple(sorted(name for name, count in found.items() if count > 1 and not _NO_BODY.search(name)))
            for head, found in sorted(bodies.items())
        },
    )


def found_bodies(text: str) -> list[tuple[int, int, str, str]]:
    """Offices and organisations: where their own name starts and ends, the word they share with others, the name."""
    found = [
        (match.start("name"), match.end("name"), f"{match['head']} {match['link']}", match["name"])
        for match in _OF.finditer(text)
    ]
    for match in _ENDING.finditer(text):
        name = re.sub(r"^(?:The|In|At|On|For|By|Of)\s", "", match["name"].rstrip())
        if not _NO_NAME.fullmatch(name) and name not in {"The", "This", "That", "Such", "Each"}:
            end = match.start("head") - 1
            found.append((end - len(name), end, f" {match['head']}", name))
    return found


def _is_place(name: str) -> bool:
    return (
        name.casefold() not in CALENDAR
        and not COUNTRY.search(name)
        and not _NO_NAME.search(name)
        and name
        not in {
            "Parliament",
            "Phase",
            "Package",
            "Annex",
            "Stage",
            "Sri",
            "South",
            "North",
            "West",
            "East",
            "Western",
            "Northern",
            "Southern",
            "Eastern",
        }
        and not name.endswith(("ies", "ing", "tion", "ment", "ings", "ons", "ers"))
    )
