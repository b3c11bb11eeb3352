"""Whether two sentences of different documents speak of the same thing, by their telling words and names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from math import log

from assistant.countries.names import is_country_word
from assistant.domain import Basis, Document, Sentence
from assistant.sentences.compared import content_terms
from assistant.sentences.dating import dates
from assistant.sentences.facts import Facts, facts, without_status
from assistant.sentences.quantities import Quantity, listed
from assistant.sentences.speakers import says
from assistant.words import FUNCTION_WORDS

SHARED = 0.6  # of the telling words of the sentence that has fewer of them
SHARED_LONG = 0.4  # of those of the other one
HELD = 0.7  # of the shorter one's, where the other one is much longer but shares names
LEAST_NAMES = 2  # that these share
LEAST_SHARED = 4  # telling words
RUNS, LONGEST_ABOUT = 2, 8  # runs of words, and words of each, that say what two sentences are about

Printed = list[tuple[str, Quantity]]

_WORD = re.compile(r"[^\W_][\w’'.-]*[^\W_]|[^\W_]")
_ABOVE = re.compile(
    r"\b(?:above|aforesaid|aforementioned|above-?mentioned)\s+[a-z]"
    r"|^\W*(?:th(?:is|ese|ose)|such|the said)\s+[A-Za-z]|^It\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Told:
    """A sentence with what it is compared by."""

    sentence: Sentence

    @property
    def document(self) -> Document:
        return self.sentence.passage.document

    @cached_property
    def text(self) -> str:
        return " ".join(self.sentence.text.split())

    @cached_property
    def facts(self) -> Facts:
        return facts(self.text, self.document.date.value if self.document.date else None)

    @cached_property
    def terms(self) -> frozenset[str]:
        """Its telling words, without numbers, currencies, dates and status."""
        bare = dates(self.text)[1]
        for printed, _ in self.numbers:
            bare = bare.replace(printed, " ")
        bare = without_status(bare)
        return frozenset(term for term in content_terms(bare, self.document.language) if not term[0].isdigit())

    @cached_property
    def title(self) -> frozenset[str]:
        return content_terms(self.document.title.value, self.document.language)

    @cached_property
    def names(self) -> frozenset[str]:
        first = _WORD.search(self.text)  # any word may begin a sentence; a country is a name there too
        opening = {first[0].removesuffix("'s").removesuffix("’s")} if first else set()
        return frozenset(
            name.casefold() for name in (*self.facts.names, *(word for word in opening if is_country_word(word)))
        )

    @cached_property
    def around(self) -> str:
        """Its passage and its document's title, in lower case."""
        return f"{self.document.title.value} {self.sentence.passage.text}".casefold()

    @cached_property
    def is_headline(self) -> bool:
        """Whether it only repeats a title, which may say more than the text below it."""
        title = self.document.title
        return title.basis is not Basis.BODY and self.text.rstrip("… ") in " ".join(title.value.split())

    @cached_property
    def numbers(self) -> Printed:
        found = listed(dates(self.text)[1])
        return [(number.printed, number) for number in found if number.unit not in ("th", "clock")]


@dataclass(frozen=True)
class Weights:
    """Of telling words: what many of the documents say anyway ("was approved by the Cabinet") weighs little."""

    documents: int
    held: Mapping[str, int]

    @classmethod
    def of(cls, sentences: Iterable[Told]) -> Weights:
        terms: dict[str, set[str]] = {}
        for told in sentences:
            terms.setdefault(told.document.id, set()).update(told.terms)
        return cls(len(terms), Counter(term for held in terms.values() for term in held))

    def share(self, one: Told, other: Told, fewer: float, more: float) -> bool:
        """Whether two sentences share these parts of their words: of the lighter one, and of the other."""
        shared = one.terms & other.terms
        if len(shared) < LEAST_SHARED:  # most pairs end here
            return False
        weight, sizes = self._mass(shared), sorted((self._mass(one.terms), self._mass(other.terms)))
        return weight >= fewer * sizes[0] and weight >= more * sizes[1]

    def _mass(self, terms: Iterable[str]) -> float:
        return sum(log(1 + self.documents / self.held[term]) for term in terms)


def same_thing(one: Told, other: Told, weights: Weights) -> bool:
    """Whether both sentences are of one language, share most telling words, or those of the shorter one and names, and
    do not each name somebody or something that the other's passage does not know."""
    if one.document.language != other.document.language or one.text == other.text:
        return False
    if one.is_headline or other.is_headline:
        return False
    # What costs most, the names, comes last.
    alike = weights.share(one, other, SHARED, SHARED_LONG) or (
        weights.share(one, other, HELD, 0) and len(one.names & other.names) >= LEAST_NAMES
    )
    if not alike or (strange(one, other) and strange(other, one)):
        return False
    # "The above contract", and "this project" at the beginning, is another one under another title.
    return not (_ABOVE.search(one.text) or _ABOVE.search(other.text)) or one.title == other.title


def strange(one: Told, other: Told) -> frozenset[str]:
    """The names of one sentence that the other's passage does not hold."""
    return frozenset(name for name in one.names if name not in other.around)


def common(one: Told, other: Told) -> str:
    """The one or two most telling runs of words that both sentences hold, without the function words at their ends:
    "Pakistan and Turkey, bilateral trade"."""
    words = _WORD.findall(one.text)
    plain, others = [word.casefold() for word in words], [word.casefold() for word in _WORD.findall(other.text)]
    blocks = SequenceMatcher(None, plain, others, autojunk=False).get_matching_blocks()
    runs = [_trimmed(words[block.a : block.a + block.size]) for block in blocks]
    # A name says more than other words do.
    weighed = [(len(run) + 2 * sum(word[0].isupper() for word in run), at) for at, run in enumerate(runs) if run]
    best = sorted(at for weight, at in sorted(weighed, reverse=True)[:RUNS] if weight > 1)
    return ", ".join(" ".join(runs[at][:LONGEST_ABOUT]) for at in best)


def _trimmed(words: list[str]) -> list[str]:
    telling = [
        at
        for at, word in enumerate(words)
        if word.casefold() not in FUNCTION_WORDS and not word[0].isdigit() and not says(word.casefold())
    ]
    return words[telling[0] : telling[-1] + 1] if telling else []
