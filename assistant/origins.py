"""Which documents are copies of one text: a handout and its reprints are one origin, not several confirmations.

Likeness of words only proposes: reprints of one handout share 64 to 76 % of their groups of five words, and so do the
handouts of two meetings of the same kind (59 %). What decides is what the text is about: the day of the event and the
people in it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from itertools import combinations

from assistant.countries import unified
from assistant.dating import dates
from assistant.domain import Document
from assistant.speakers import people
from assistant.words import FUNCTION_WORDS

GROUP = 5  # words (signs, where no spaces are written) that are compared together
LIKE = 0.5  # share of the shorter text's groups that the longer one must hold, to be looked at further
LEAST = 20  # words of a text that may be called a copy of one that is not equal to it
COMPARED = 12_000  # characters at the beginning of a text that are compared
HEAD = 4_000  # of those in which its event and people are looked for
NEAR_DAYS = 1  # that the event may differ by: "today" in one paper, "on Monday" in the next day's
NEAR_ISSUES = 14  # days that two printings may lie apart, where the text names no day
SPELT_ALIKE = 0.75  # of two names: "Kuinori" and "Kuninori"

_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_NAMED = re.compile(r"[^\W\d_][\w’'-]*")


class _Text:
    """A document with what it is compared by, each found once and only where it is needed."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.head = document.text[:HEAD]
        self.words = tuple(_WORD.findall(document.text[:COMPARED].casefold()))
        self.groups = frozenset(zip(*(self.words[at:] for at in range(GROUP)), strict=False))

    @cached_property
    def issued(self) -> date | None:
        return _exact(self.document.date.value) if self.document.date else None

    @cached_property
    def days(self) -> frozenset[date]:
        """The days that the text names, itself or as "on Monday"."""
        reference = self.document.date.value if self.document.date else None
        found = {day for part in _SENTENCE_END.split(self.head) for day in dates(part, reference)[0].days}
        return frozenset(day for day in map(_exact, found) if day and day.isoformat() != reference)

    @cached_property
    def holders(self) -> dict[str, set[str]]:
        """The names of the people in each office."""
        found: dict[str, set[str]] = defaultdict(set)
        for name, kinds in people([unified(self.head)]).items():
            for kind in kinds:
                found[kind].add(name)
        return found

    @cached_property
    def named(self) -> list[str]:
        return _NAMED.findall(self.head)


def grouped(documents: Sequence[Document]) -> tuple[tuple[Document, ...], ...]:
    """The documents by origin, in the order in which they first come; one given twice counts once."""
    texts = [_Text(document) for document in {document.id: document for document in documents}.values()]
    origin = list(range(len(texts)))
    for one, other in combinations(range(len(texts)), 2):
        if origin[one] != origin[other] and _one_origin(texts[one], texts[other]):
            origin = [origin[one] if known == origin[other] else known for known in origin]
    found: dict[int, list[Document]] = defaultdict(list)
    for at, text in zip(origin, texts, strict=True):
        found[at].append(text.document)
    return tuple(map(tuple, found.values()))


def copies_told(groups: Sequence[Sequence[Document]]) -> str:
    """ "3 documents, 2 independent origins: “A” and “B” carry the same text."; empty where every one is independent."""
    number = sum(map(len, groups))
    if number == len(groups):
        return ""
    titles = Counter(document.title.value for group in groups for document in group)
    said = []
    for group in groups:
        names = [_called(document, by_name=titles[document.title.value] > 1) for document in group]
        if len(names) > 1:
            said.append(f"{', '.join(names[:-1])} and {names[-1]} carry the same text")
    origins = "1 origin" if len(groups) == 1 else f"{len(groups)} independent origins"
    return f"{number} documents, {origins}: {'; '.join(said)}."


def _called(document: Document, *, by_name: bool) -> str:
    title = f"“{document.title.value}”"
    if not by_name:
        return title
    return f"{title} ({document.publisher.value if document.publisher else document.name})"


def _one_origin(one: _Text, other: _Text) -> bool:
    if one.document.sha256 == other.document.sha256:
        return True
    if one.words == other.words and one.document.text.split() == other.document.text.split():
        return True
    shorter = min(len(one.groups), len(other.groups))
    alike = shorter >= LEAST - GROUP + 1 and len(one.groups & other.groups) >= LIKE * shorter
    return alike and _same_event(one, other)


def _same_event(one: _Text, other: _Text) -> bool:
    """Whether two like texts tell of one event: no other day, and nobody else in the same place."""
    if one.days and other.days:
        if not any(abs((day - another).days) <= NEAR_DAYS for day in one.days for another in other.days):
            return False
    elif one.issued and other.issued and abs((one.issued - other.issued).days) > NEAR_ISSUES:
        return False
    return not _other_people(one, other)


def _exact(day: str) -> date | None:
    try:
        return date.fromisoformat(day) if len(day) == len("2021-09-07") else None
    except ValueError:
        return None


def _other_people(one: _Text, other: _Text) -> bool:
    """Whether the texts name different people in the same office, or a different name between the same words."""
    if any(_differ(one.holders[role], other.holders[role]) for role in one.holders.keys() & other.holders.keys()):
        return True
    framed, also = _framed(one, other), _framed(other, one)
    return any(_differ(framed[frame], also[frame]) for frame in framed.keys() & also.keys())


def _framed(one: _Text, other: _Text) -> dict[tuple[str, str], set[str]]:
    """The names that only ``one`` holds, under the two words before them: ("to", "pakistan") → {"matsuda", …}.

    Not those that begin the text or stand in capitals: datelines and news agencies, which every reprint has its own of.
    """
    known = {word.casefold() for word in other.named}
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    before = ("", "")
    for word in one.named:
        plain = word.casefold()
        if word[0].isupper() and not word.isupper() and plain not in known and plain not in FUNCTION_WORDS:
            if before[0]:
                found[before].add(plain)  # a name of several words stands under one frame
        else:
            before = (before[1], plain)
    return found


def _differ(some: set[str], others: set[str]) -> bool:
    return not any(_spelt_alike(name, another) for name in some for another in others)


def _spelt_alike(one: str, other: str) -> bool:
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= SPELT_ALIKE
