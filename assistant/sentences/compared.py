"""Sentences and claims taken apart, each once, into what they are compared by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.countries.names import unified
from assistant.domain import Document, Sentence
from assistant.sentences.facts import Facts, facts
from assistant.sentences.offices import Office, offices
from assistant.sentences.parties import Parties, parties
from assistant.sentences.speakers import Acts, People, actors, people
from assistant.words import FUNCTION_WORDS, stem, words


@dataclass(frozen=True, slots=True)
class Ground:
    """A sentence with everything that a claim is compared with. ``text``: the sentence, with one word for each country;
    ``acts``: who does what in it; see speakers. ``before``: the sentence before it in its document."""

    sentence: Sentence
    text: str
    terms: frozenset[str]
    facts: Facts
    acts: Acts
    parties: Parties
    offices: tuple[Office, ...]
    before: Ground | None

    @property
    def document(self) -> Document:
        return self.sentence.passage.document

    @property
    def key(self) -> tuple[str, int]:
        return (self.document.id, self.sentence.start)


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim, taken apart in the same way. ``terms``: by the language of the sentences that it is compared with;
    ``granted``: words of what the question asks for ("which organisation"), which an answer may repeat."""

    text: str
    terms: Mapping[str, frozenset[str]]
    facts: Facts
    acts: Acts
    parties: Parties
    offices: tuple[Office, ...] = ()
    granted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Header:
    """What a document's header says: its place, date and publisher. Its title is not evidence: a headline may say more
    than the text below it. ``people`` and ``offices``: who holds which office by the sentences that were found."""

    terms: frozenset[str]
    facts: Facts
    people: People
    offices: tuple[Office, ...]


def content_terms(text: str, language: str) -> frozenset[str]:
    """The terms of a text without those of function words."""
    return frozenset(stem(word, language) for word in words(text) if word not in FUNCTION_WORDS)


def headers_of(sentences: Sequence[Sentence]) -> dict[str, Header]:
    """By the document's id."""
    headers = {}
    for document in dict.fromkeys(sentence.passage.document for sentence in sentences):
        own = [unified(sentence.text) for sentence in sentences if sentence.passage.document == document]
        parts = [part.value for part in (document.place, document.date, document.publisher) if part]
        headers[document.id] = Header(
            content_terms(unified(" ".join(parts)), document.language),
            facts(unified("; ".join(["By", *(f"the {part}" for part in parts)]))),
            people(own),
            tuple(office for text in own for office in offices(text)),
        )
    return headers


def with_title(header: Header, document: Document) -> Header:
    """A header whose title counts, which is no evidence but tells what a document is about."""
    title = unified(document.title.value)
    named = facts(f"On {title}")
    known = replace(
        header.facts,
        names=header.facts.names | named.names,
        numbers=header.facts.numbers | named.numbers,
    )
    return replace(header, terms=header.terms | content_terms(title, document.language), facts=known)


def grounds_of(sentences: Sequence[Sentence], headers: Mapping[str, Header]) -> Iterator[Ground]:
    """The sentences, which come in the order of their documents and places, taken apart."""
    before: Ground | None = None
    for sentence in sentences:
        document = sentence.passage.document
        if before is not None and before.document.id != document.id:
            before = None
        text = unified(" ".join(sentence.text.split()))
        before = Ground(
            sentence,
            text,
            content_terms(text, document.language),
            facts(text, document.date.value if document.date else None),
            actors(text, headers[document.id].people, before.text if before else ""),
            parties(text),
            offices(text),
            before,
        )
        yield before
