"""A footnote: the sentence that a claim rests on, and all by which it can be found again; and how it is worded.

The words are made of the footnote and the language alone, so that whoever has its record can tell whether it is shown
as it was.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.conversations.turns import Marked
from assistant.countries.gazetteer import language_names
from assistant.domain import Basis, Stated
from assistant.exporting.flow import ENGLISH, Span, link
from assistant.sentences.dating import in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.conversations.turns import Mark
    from assistant.domain import Document, Fate, Sentence

VERSION = 1  # of the record
_BASES = {
    Basis.METADATA: "by the file’s own data",
    Basis.HEADER: "by its first lines",
    Basis.DATELINE: "by its dateline",
    Basis.BODY: "by its text",
    Basis.FILE_NAME: "by the file’s name",
}
_YEAR, _MONTH = len("2021"), len("2021-09")
_MARKS = {Marked.CHECKED: "Checked by a reader", Marked.DISPUTED: "Disputed by a reader"}


@dataclass(frozen=True, slots=True)
class Cited:
    """A document as a footnote names it. ``sha256``: of the file's bytes, ``text_sha256``: of the text (in UTF-8) that
    the offsets count in; ``id``: the library's."""

    id: str
    name: str
    sha256: str
    text_sha256: str
    title: Stated
    date: Stated | None
    place: Stated | None
    publisher: Stated | None
    author: Stated | None
    address: Stated | None
    language: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader says of a ``claim``. ``at``: UTC, ISO."""

    claim: str
    state: Marked
    note: str
    at: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """``quote`` is ``text[start:end]`` of the document. ``retrieved``: when that was taken in, ``fate``: what had
    become of it when the export was made, in words."""

    number: int
    quote: str
    start: int
    end: int
    page: int | None
    document: Cited
    retrieved: str | None
    fate: str
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What an export says of its footnotes, for programs. ``paragraphs``: each that bears footnotes, as it is shown,
    with their marks (see ``flow.mark``); ``language``: in which the footnotes are worded."""

    version: int
    title: str
    made_at: str
    footnotes: tuple[Footnote, ...]
    paragraphs: tuple[str, ...]
    language: str = ENGLISH


def cited(document: Document) -> Cited:
    """A document as a footnote names it."""
    return Cited(
        id=document.id,
        name=document.name,
        sha256=document.sha256,
        text_sha256=digest(document.text),
        title=document.title,
        date=document.date,
        place=document.place,
        publisher=document.publisher,
        author=document.author,
        address=document.address,
        language=document.language,
    )


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def footnote(number: int, sentence: Sentence, retrieved: str | None, fate: Fate | None) -> Footnote:
    document = sentence.passage.document
    return Footnote(
        number, sentence.text, sentence.start, sentence.end, sentence.page, cited(document), retrieved, _fate(fate)
    )


def with_mark(note: Footnote, claim: str, mark: Mark | None) -> Footnote:
    if mark is None or mark.state is None:
        return note
    return replace(note, remarks=(*note.remarks, Remark(claim, mark.state, mark.note, mark.at)))


def _fate(fate: Fate | None) -> str:
    if fate is None:
        return ""
    what = "The document has changed since it was quoted" if fate.became else "The document was removed since"
    return f"{what} ({in_words(fate.at[:10])})."


def lines(note: Footnote, say: Callable[[str], str] = str) -> tuple[tuple[Span, ...], ...]:
    """The footnote in words: the quote, what it is from, where it stands there, and what is to be known of it. ``say``:
    a text of ours, which is in English, in the language of the export."""
    words = _Words(note, say)
    found = [(Span(f"“{note.quote}”", language=note.document.language),), words.origin(), words.place()]
    if note.fate:
        found.append((Span(say(note.fate)),))
    return (*found, *(words.remark(one) for one in note.remarks))


@dataclass(frozen=True, slots=True)
class _Words:
    note: Footnote
    say: Callable[[str], str]

    def origin(self) -> tuple[Span, ...]:
        document, say = self.note.document, self.say
        parts = [Span(document.publisher.value if document.publisher else say("Publisher not stated"))]
        parts.append(Span(f"“{document.title.value}”", language=document.language))
        if document.author:
            parts.append(Span(f"{say('by')} {document.author.value}"))
        if document.place:
            parts.append(Span(document.place.value))
        parts.append(Span(self._dated()))
        if self.note.page is not None:
            parts.append(Span(say(f"page {self.note.page}")))
        if document.language not in (ENGLISH, "und"):
            parts.append(Span(say(f"in {language_names().get(document.language, document.language)}")))
        return self._joined(parts, ", ")

    def _dated(self) -> str:
        date, say = self.note.document.date, self.say
        if date is None:
            return say("date not stated")
        known = [say(_BASES.get(date.basis, date.basis))]
        precision = {_YEAR: "to the year", _MONTH: "to the month"}.get(len(date.value))
        known += [say(precision)] if precision else []
        return f"{say(day(date.value))} ({say(', ').join(known)})"

    def place(self) -> tuple[Span, ...]:
        note, document, say = self.note, self.note.document, self.say
        parts = [link(document.address.value)] if document.address else []
        parts.append(Span(f"{say('File')} {document.name}"))
        parts.append(Span(say(f"characters {note.start} to {note.end}")))
        parts.append(Span(f"SHA-256 {document.sha256}"))
        if note.retrieved:
            parts.append(Span(say(f"retrieved {moment(note.retrieved)}")))
        return self._joined(parts, "; ")

    def remark(self, one: Remark) -> tuple[Span, ...]:
        say = self.say
        parts = [Span(say(f"{_MARKS[one.state]} on {moment(one.at)}"))]
        if len(self.note.remarks) > 1:
            parts.append(Span(f"{say(', ')}{say('for')} “{one.claim}”"))
        parts.append(Span(f"{say(': ')}{one.note}" if one.note else say(".")))
        return tuple(parts)

    def _joined(self, parts: list[Span], between: str) -> tuple[Span, ...]:
        found: list[Span] = []
        for part in parts:
            found += [Span(self.say(between)), part] if found else [part]
        return (*found, Span(self.say(".")))


def moment(iso: str) -> str:
    """``25 November 2026, 09:30 UTC``."""
    time = iso[11:16]
    return f"{day(iso[:10])}, {time} UTC" if time else day(iso)


def day(iso: str) -> str:
    """A date in words; as it is where it is none."""
    try:
        return in_words(iso)
    except (ValueError, IndexError):
        return iso
