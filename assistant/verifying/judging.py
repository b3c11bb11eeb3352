"""Is a footnote shown as it was exported, and does its document say what it quotes? One outcome for each, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.domain import Basis
from assistant.exporting.flow import mark, shown, visible
from assistant.exporting.footnotes import Footnote, day, lines
from assistant.verifying.speaking import said_in

if TYPE_CHECKING:
    from assistant.domain import Document, Fate, Stated
    from assistant.verifying.shown import Shown

_TOLD = 300  # characters of a quotation in an outcome
_FACTS = ("title", "date", "place", "publisher", "author", "address")


class Result(StrEnum):
    VERIFIED = "verified"
    ALTERED = "altered"  # the footnote, or the sentence that bears it, is not shown as it was exported
    NOT_SHOWN = "not shown"
    UNRECORDED = "unrecorded"  # shown, but not one that was exported
    MISQUOTED = "misquoted"  # the document does not say that there
    MISSTATED = "misstated"  # its publisher, date … is another
    OTHER_FILE = "other file"  # the same text, but not the bytes that the SHA-256 is of
    CHANGED = "changed"  # the document is not held any more, but a later version of it
    REMOVED = "removed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Outcome:
    """``told``: why, in one or two sentences."""

    number: int
    result: Result
    told: str
    quote: str = ""
    title: str = ""

    @property
    def holds(self) -> bool:
        return self.result is Result.VERIFIED


@dataclass(frozen=True, slots=True)
class Held:
    """What there is to compare a footnote with: the ``document`` that it quotes (None: that is not there), the SHA-256
    of its text and its ``names``, else its ``later`` version and what has become of it. ``whole``: whether all that is
    known of the document is known here, as in a library; a file may lack its address, say."""

    document: Document | None = None
    text_sha256: str = ""
    names: frozenset[str] = frozenset()
    later: Document | None = None
    fate: Fate | None = None
    whole: bool = True


def altered(export: Shown) -> Iterator[Outcome]:
    """The outcomes of those footnotes that are not shown as they were exported."""
    notes = {note.number: note for note in export.record.footnotes}
    bare = _unequal_paragraphs(export)
    say = said_in(export.record)
    for number in sorted(notes.keys() | export.notes.keys() | bare.keys()):
        note, found = notes.get(number), export.notes.get(number, [])
        if note is None:
            yield Outcome(number, Result.UNRECORDED, "This footnote was not exported: it was put in afterwards.")
            continue
        told = _shown_otherwise(note, found, say) or bare.get(number, "")
        if told:
            result = Result.ALTERED if found else Result.NOT_SHOWN
            yield Outcome(number, result, told, note.quote, note.document.title.value)


def _shown_otherwise(note: Footnote, found: list[str], say: Callable[[str], str]) -> str:
    if not found:
        return "This footnote was exported, and is not shown in the file."
    if len(found) > 1:
        return "Several footnotes are shown under this number."
    parts = [shown(runs) for runs in lines(note, say)]
    if found[0] == " ".join(parts):
        return ""
    if parts[0] not in found[0]:
        return f"The quotation that is shown is not the one that was exported, {_cut(parts[0])}."
    missing = next((part for part in parts[1:] if part not in found[0]), "")
    said = f"which said {_cut(missing)}" if missing else "which said less"
    return f"The footnote that is shown is not the one that was exported, {said}"


def _unequal_paragraphs(export: Shown) -> dict[int, str]:
    """By the numbers of footnotes: that a paragraph which bears them is not as it was exported."""
    recorded, found = Counter(export.record.paragraphs), Counter(export.paragraphs)
    told: dict[int, str] = {}
    for paragraph in (found - recorded).elements():
        for number in _numbers(paragraph):
            told[number] = f"It stands behind words that were not exported: {_cut(_bare(paragraph))}."
    for paragraph in (recorded - found).elements():
        for number in _numbers(paragraph):
            told[number] = f"The text that it stands behind is not the one that was exported: {_cut(_bare(paragraph))}."
    return told


def _numbers(paragraph: str) -> Iterator[int]:
    for piece in paragraph.split("\x02")[1:]:
        number = piece.partition("\x03")[0]
        if number.isdecimal() and number.isascii():
            yield int(number)


def _bare(paragraph: str) -> str:
    for number in set(_numbers(paragraph)):
        paragraph = paragraph.replace(mark(number), f"[{number}]")
    return paragraph


def compared(note: Footnote, held: Held) -> Outcome:
    """What the documents say to a footnote that is shown as it was exported."""
    result, told = _compared(note, held)
    return Outcome(note.number, result, told, note.quote, note.document.title.value)


def _compared(note: Footnote, held: Held) -> tuple[Result, str]:
    document = held.document
    if document is None:
        return _not_there(note, held)
    there = document.text[note.start : note.end] if 0 <= note.start < note.end <= len(document.text) else ""
    if not there or there != note.quote:
        told = f"The document says {_cut(visible(there))} at characters {note.start} to {note.end}."
        return Result.MISQUOTED, f"{told} {_elsewhere(note, document, 'It')}"
    if document.sha256 != note.document.sha256:
        return (
            Result.OTHER_FILE,
            f"The same text is there, but it was read from a file with the SHA-256 {document.sha256}.",
        )
    if held.text_sha256 != note.document.text_sha256 or document.page_at(note.start) != note.page:
        return Result.OTHER_FILE, "The sentence stands there, but the rest of the text, or its page, is another."
    wrong, unknown = _facts(note, document, whole=held.whole)
    if wrong:
        return Result.MISSTATED, f"The sentence stands there, but {'; '.join(wrong)}."
    told = "The document says this, word for word, at these characters."
    if held.names and note.document.name not in held.names:
        told += f" Its file is called {visible(min(held.names))} here."
    if unknown:
        told += f" Not stated in the file itself: {', '.join(unknown)}."
    return Result.VERIFIED, told


def _facts(note: Footnote, document: Document, *, whole: bool) -> tuple[list[str], list[str]]:
    """What the footnote states otherwise than the document, and what the document does not state."""
    wrong, unknown = [], []
    for name in _FACTS:
        said: Stated | None = getattr(note.document, name)
        known: Stated | None = getattr(document, name)
        if (said and said.value) == (known and known.value):
            continue
        # What a file's own name, its feed or its address told is not in the file.
        if not whole and (known is None or name == "address" or known.basis in (Basis.FILE_NAME, Basis.BODY)):
            unknown.append(name)
        else:
            wrong.append(f"the {name} is {_named(known)} and not {_named(said)}")
    if note.document.language != document.language:
        wrong.append(f"the language is {document.language} and not {visible(note.document.language)}")
    return wrong, unknown


def _named(fact: Stated | None) -> str:
    return _cut(visible(fact.value)) if fact else "not stated"


def _not_there(note: Footnote, held: Held) -> tuple[Result, str]:
    since = f" on {day(held.fate.at[:10])}" if held.fate else ""
    if held.later:
        whole = "The document" if held.fate else "No document with this SHA-256 is there; the one nearest to it"
        told = f"{whole} was changed{since}." if held.fate else f"{whole} is “{visible(held.later.title.value)}”."
        return Result.CHANGED, f"{told} {_elsewhere(note, held.later, 'That version' if held.fate else 'It')}"
    if held.fate:
        return Result.REMOVED, f"The document was removed from the library{since}, so this cannot be verified."
    return Result.MISSING, "No document with this SHA-256 is there, so this cannot be verified."


def _elsewhere(note: Footnote, document: Document, what: str) -> str:
    at = document.text.find(note.quote) if note.quote else -1
    if at < 0:
        return f"{what} does not hold the sentence quoted."
    return f"{what} holds the sentence quoted at characters {at} to {at + len(note.quote)}."


def _cut(text: str) -> str:
    text = text.strip("“”")
    return f"“{text}”" if len(text) <= _TOLD else f"“{text[:_TOLD]}…”"
