"""Which documents are copies of one text: a handout and its reprints are one origin, not several confirmations.

Likeness of words only proposes: reprints of one handout share 64 to 76 % of their groups of five words, and so do the
handouts of two meetings of the same kind (59 %), and formal decisions of one day on different matters share up to all
of them. What decides is what the text is about: the day of the event, and the people, countries, things and figures in
it.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from itertools import combinations
from types import MappingProxyType

from assistant.countries.names import countries_in, unified
from assistant.domain import Basis, Document
from assistant.sentences.dating import Dates, dates
from assistant.sentences.speakers import people
from assistant.words import FUNCTION_WORDS, content_words, stem

GROUP = 5  # words (signs, where no spaces are written) that are compared together
LIKE = 0.5  # share of the shorter text's groups that the longer one must hold, to be looked at further
LEAST = 20  # words of a text that may be called a copy of one that is not equal to it
FEWEST = LEAST - GROUP + 1  # groups that these are
COMPARED = 12_000  # characters at the beginning of a text that are compared
HEAD = 4_000  # of those in which its event and people are looked for
NEAR_DAYS = 1  # that the event may differ by: "today" in one paper, "on Monday" in the next day's
NEAR_ISSUES = 14  # days that two printings may lie apart, where the text names no day
SPELT_ALIKE = 0.75  # of two names: "Kuinori" and "Kuninori"

# What each of two texts holds that the other one lacks, as a share of what it holds, from which on they are about
# different matters; see _other_matter. Found on 151 pairs of cabinet decisions that are alike and near in time, of
# which some 140 are about different matters, and 108 pairs of Reuters stories, nearly all versions of one story: of the
# former 140 are told apart, of the latter 2. Among 211 trade agreements and 228 articles on countries, which were not
# looked at before, 4 pairs are taken for copies and are none.
OTHER_COUNTRIES = 0.3
OTHER_NAMES = 0.2
OTHER_FIGURES = 0.5
OTHER_TITLE = 0.5
OTHER_TITLE_MEANT = (
    0.15  # where only the title may name the matter: the text is short or speaks of "the above contract"
)
SHORT = 100  # words

NEW_WORDS, NEW_SHARE = (
    10,
    0.2,
)  # of a passage, in no group that others hold: with more than either it says something new

_PIECE = 1_000_000  # characters that are taken apart at a time

_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_NAMED = re.compile(r"[^\W\d_][\w’'-]*")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_ABOVE = re.compile(r"\b(?:above|aforesaid|aforementioned|above-?mentioned)\s+[a-z]", re.IGNORECASE)


class Text:
    """A document with what it is compared by, each found once and only where it is needed."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.head = document.text[:HEAD]
        self.words = _words(document.text[:COMPARED])
        self.groups = _groups(self.words)

    @cached_property
    def digest(self) -> str:
        """What is the same for equal texts, however their lines are broken."""
        whole = self.document.text
        found = hashlib.blake2b(digest_size=16)
        for at in range(0, len(whole), _PIECE):
            found.update("".join(whole[at : at + _PIECE].split()).encode())
        return found.hexdigest()

    @cached_property
    def issued(self) -> date | None:
        return _exact(self.document.date.value) if self.document.date else None

    @cached_property
    def days(self) -> frozenset[date]:
        """The days that the text names, itself or as "on Monday"."""
        reference = self.document.date.value if self.document.date else None
        found = {day for known, _ in self._dated for day in known.days}
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

    @cached_property
    def names(self) -> frozenset[str]:
        """Words in capital letters, but not those all in capitals: datelines and news agencies."""
        found = {word.casefold() for word in self.named if word[0].isupper() and not word.isupper()}
        return frozenset(found - FUNCTION_WORDS)

    @cached_property
    def known(self) -> frozenset[str]:
        """All words, and those of the title."""
        return frozenset(word.casefold() for word in (*self.named, *_NAMED.findall(self.document.title.value)))

    @cached_property
    def title(self) -> frozenset[str]:
        """The terms of the headline; empty where only the file's name is known."""
        title = self.document.title
        return frozenset() if title.basis is Basis.FILE_NAME else self._terms(title.value)

    @cached_property
    def terms(self) -> frozenset[str]:
        return self.title | self._terms(self.head)

    @cached_property
    def countries(self) -> frozenset[str]:
        return frozenset(countries_in(unified(f"{self.document.title.value}. {self.head}")))

    @cached_property
    def figures(self) -> frozenset[str]:
        """The numbers that are no dates, as they are printed."""
        parts = [dates(self.document.title.value)[1], *(rest for _, rest in self._dated)]
        return frozenset(figure for part in parts for figure in _FIGURE.findall(part))

    @cached_property
    def _dated(self) -> list[tuple[Dates, str]]:
        reference = self.document.date.value if self.document.date else None
        return [dates(part, reference) for part in _SENTENCE_END.split(self.head)]

    def _terms(self, text: str) -> frozenset[str]:
        return frozenset(stem(word, self.document.language) for word in content_words(text))


def grouped(
    documents: Sequence[Document], known: Mapping[str, Collection[str]] = MappingProxyType({})
) -> tuple[tuple[Document, ...], ...]:
    """The documents by origin, in the order in which they first come; one given twice counts once. ``known``: by a
    document's id, the ids of others that it is known to be of one origin with."""
    texts = [Text(document) for document in {document.id: document for document in documents}.values()]
    origin = list(range(len(texts)))
    for one, other in combinations(range(len(texts)), 2):
        if origin[one] == origin[other]:
            continue
        if texts[other].document.id in known.get(texts[one].document.id, ()) or one_origin(texts[one], texts[other]):
            origin = [origin[one] if mark == origin[other] else mark for mark in origin]
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


def one_origin(one: Text, other: Text) -> bool:
    """Whether two documents carry one text, or like texts of one event."""
    return (one.words == other.words and one.digest == other.digest) or reprinted(one, other)


def reprinted(one: Text, other: Text) -> bool:
    """Whether one of two documents may be the other one's text, printed with changes; looks at the beginnings only."""
    shorter = min(len(one.groups), len(other.groups))
    if shorter < FEWEST or len(one.groups & other.groups) < LIKE * shorter:
        return False
    near = same_days((one.issued, one.days), (other.issued, other.days))
    return near and not _other_people(one, other) and not _other_matter(one, other)


Days = tuple[date | None, AbstractSet[date]]


def same_days(one: Days, other: Days) -> bool:
    """Whether two documents may tell of one event, by the day of issue and the days that the text names of each."""
    (issued, days), (later, others) = one, other
    if days and others:
        return any(abs((day - another).days) <= NEAR_DAYS for day in days for another in others)
    return not (issued and later) or abs((issued - later).days) <= NEAR_ISSUES


def repeated(text: str, others: Sequence[str]) -> bool:
    """Whether a passage says no figure, and hardly anything else, that these others do not say in the same words."""
    words = _words(text)
    groups = _groups(words)
    if not groups:
        return words in map(_words, others)
    if not {figure for other in others for figure in _FIGURE.findall(other)}.issuperset(_FIGURE.findall(text)):
        return False
    held = frozenset[tuple[str, ...]]().union(*(_groups(_words(other)) for other in others))
    known = {
        at + step for at in range(len(words) - GROUP + 1) if words[at : at + GROUP] in held for step in range(GROUP)
    }
    return len(words) - len(known) <= min(NEW_WORDS, NEW_SHARE * len(words))


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _groups(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(zip(*(words[at:] for at in range(GROUP)), strict=False))


def _exact(day: str) -> date | None:
    try:
        return date.fromisoformat(day) if len(day) == len("2021-09-07") else None
    except ValueError:
        return None


def _other_matter(one: Text, other: Text) -> bool:
    """Whether each text is about something that the other one does not know.

    Formal texts of one office and one day differ in nothing else: "… the Minister of Transport, to sign the Agreement
    with Jamaica, was approved by the Cabinet."
    """
    titles = _apart((one.title, other.terms), (other.title, one.terms))
    meant = any(len(text.words) < SHORT or _ABOVE.search(text.head) for text in (one, other))
    return (
        titles >= (OTHER_TITLE_MEANT if meant else OTHER_TITLE)
        or _apart((one.countries, other.countries), (other.countries, one.countries)) >= OTHER_COUNTRIES
        # Reprints that were cut at different ends also name others, and one may have a misprint.
        or (titles > 0 and _apart((one.figures, other.figures), (other.figures, one.figures)) >= OTHER_FIGURES)
        or (titles > 0 and _apart((one.names, other.known), (other.names, one.known)) >= OTHER_NAMES)
    )


def _apart(*pairs: tuple[AbstractSet[str], AbstractSet[str]]) -> float:
    """The share of what one holds that the other does not: the smaller one, of both directions."""
    return min(len(some - known) / len(some) if some else 0 for some, known in pairs)


def _other_people(one: Text, other: Text) -> bool:
    """Whether the texts name different people in the same office, or a different name between the same words."""
    if any(_differ(one.holders[role], other.holders[role]) for role in one.holders.keys() & other.holders.keys()):
        return True
    framed, also = _framed(one, other), _framed(other, one)
    return any(_differ(framed[frame], also[frame]) for frame in framed.keys() & also.keys())


def _framed(one: Text, other: Text) -> dict[tuple[str, str], set[str]]:
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
