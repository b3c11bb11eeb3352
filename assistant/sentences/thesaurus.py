"""Which English words may stand for another in an honest paraphrase, and which say the opposite.

The table is made from WordNet 3.0 (Princeton University; its licence stands at the head of the file): the words of
diplomatic and trade news, each by its commonest senses only, in the terms of the keyword index (see words.stem).
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from assistant.sentences.verbs import IRREGULAR
from assistant.words import stem

TABLE = "thesaurus.tsv.gz"


@dataclass(frozen=True, slots=True)
class Related:
    """Terms: ``same`` in meaning, ``broader`` ("teaching" for "school"), and ``opposite``."""

    same: frozenset[str] = frozenset()
    broader: frozenset[str] = frozenset()
    opposite: frozenset[str] = frozenset()


_NONE = Related()

# What the table lacks: words on two sides, in the terms of English. Whoever says one of a row for one of the other side
# says the opposite.
_SIDES = tuple(
    tuple(frozenset(side.split()) for side in row.split("|"))
    for row in (
        (
            "increas rise rose rais growth grow grew expand expans boost gain"
            "|decreas reduc reduct fall fell declin drop cut lower shrink"
        ),
        "accept agre approv welcom adopt consent|reject refus oppos object deni disagre disapprov",
        "buy bought purchas import|sell sold sale export",
        "arriv|depart departur left leav",
        "begin began start launch commenc open resum|end stop suspend termin ceas close halt cancel abandon",
        "lend lent loan borrow credit|grant donat donor gift",
        "strengthen enhanc improv|weaken worsen undermin",
        "prais commend welcom appreci|critic criticis criticiz condemn",
        "allow permit authoris authoriz|ban prohibit forbid",
        "join accede access|withdraw withdrew leav left",
        "befor|after follow",
        "win won|lose lost",
        "abolish annul cancel terminat revok repeal scrap dissolv|establish strengthen renew extend creat reinforc",
        "major|minor",
        "perman|temporari interim provision",
        "public|privat",
        "maximum|minimum",
        "earlier|later",
        "long|short",
        "creditor lender|debtor borrow",
    )
)
# What trade figures do, and money, in terms; and the irregular past of verbs, which the table does not know.
_ALIKE = (
    frozenset(["increas", "rise", "grow", "growth", "expand", "climb"]),
    frozenset(["decreas", "fall", "declin", "drop", "shrink"]),
    frozenset(["pay", "fund", "financ"]),
)
# What WordNet calls alike, and what is not among countries.
_APART = (
    frozenset(["sign", "ratifi", "ratif"]),
    frozenset(["recogn", "recognit", "establish", "accept"]),
    frozenset(["propos", "propon", "aim", "purpos"]),
)
_VERBS = {stem(form, "en"): stem(verb, "en") for form, verb in IRREGULAR.items()}


@lru_cache(65_536)  # each word of a claim is compared with each word of the evidence
def stands_for(term: str, printed: str) -> bool:
    """Whether ``term`` may be said where ``printed`` stands: the same, or broader."""
    term, printed = _VERBS.get(term, term), _VERBS.get(printed, printed)
    if term == printed or any({term, printed} <= row for row in _ALIKE):
        return True
    if any({term, printed} <= row for row in _APART):
        return False
    here = _table().get(printed, _NONE)
    return term in here.same or term in here.broader or printed in _table().get(term, _NONE).same


def opposite(term: str, printed: Iterable[str]) -> str | None:
    """The first of the printed terms that means the opposite of ``term``, or None."""
    against = _table().get(term, _NONE).opposite
    for sides in _SIDES:
        for one, other in (sides, sides[::-1]):
            if term in one:
                against |= other
    return next((other for other in printed if other in against or term in _table().get(other, _NONE).opposite), None)


def is_word(term: str) -> bool:
    """Whether it is an ordinary English word of the table, not a name."""
    return term in _table()


@cache
def _table() -> dict[str, Related]:
    found: dict[str, Related] = {}
    table = files("assistant.sentences").joinpath(TABLE)
    with table.open("rb") as packed, gzip.open(packed, "rt", encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                term, *parts = line.rstrip("\n").split("\t")
                found[term] = Related(*(frozenset(part.split()) for part in parts))
    return found
