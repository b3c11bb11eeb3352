"""A text too long to be one document → parts of it, read and decoded as they are needed."""

from __future__ import annotations

import codecs
import hashlib
import re
from functools import partial
from typing import IO, TYPE_CHECKING

from assistant.domain import Stated
from assistant.errors import ReadingError
from assistant.reading.cleaning import clean, has_text
from assistant.reading.extract import Extract, Facts
from assistant.reading.files import document_of
from assistant.reading.found import Unit, Units
from assistant.reading.header import facts_of, shortened
from assistant.reading.plain import encoding_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.domain import Document

WHOLE = 2_000_000  # characters that are still one document: a book of 700 pages
PART = 1_000_000  # characters of a part

_BLOCK = 1_000_000  # bytes read at a time
_HEAD = 200_000  # bytes on which an encoding is judged, and as many with letters beyond ASCII from anywhere behind
_PIECE = 20_000
_NO_TEXT = "There is no text in this file. Add one with text in it."

_ENDS = tuple(map(re.compile, (r"\n[^\S\n]*\n\s*", r"\n\s*", r"[.!?。！？۔।]\s+|[。！？]", r"\s+")))


def portions(file: IO[bytes], name: str) -> Units:
    """The text in ``file``: one document, or where it has more than WHOLE characters parts of at most PART.

    A part ends where a paragraph ends, else where a line, a sentence or a word does. Its title and other facts are
    those of the whole; its digest is that of its text. ``file`` is read at most twice. Raises ReadingError where it
    is binary or its encoding cannot be told.
    """
    encoding = encoding_of(_sample(file))
    pieces = _decoded(file, encoding)
    text = _filled("", pieces, WHOLE)
    if len(text) <= WHOLE:
        if not has_text(text):
            raise ReadingError(_NO_TEXT)
        file.seek(0)
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # any binary file will do
        yield Unit("", partial(document_of, Extract(text), name, sha256))
        return
    facts = facts_of(text, name)
    number = 0
    while text := _filled(text, pieces, PART):
        end = _cut(text) if len(text) > PART else len(text)
        part, text = text[:end], text[end:]
        if has_text(part):
            number += 1
            tail = f" (part {number})"
            yield Unit(tail, partial(_document, part, name + tail, _entitled(facts, number)))


def _document(text: str, name: str, facts: Facts) -> Document:
    return document_of(Extract(text), name, hashlib.sha256(text.encode()).hexdigest(), facts=facts)


def _entitled(facts: Facts, number: int) -> Facts:
    if facts.title is None:
        return facts
    title = Stated(f"{shortened(facts.title.value)} (part {number})", facts.title.basis)
    return Facts(title=title).or_else(facts)


def _filled(text: str, pieces: Iterator[str], size: int) -> str:
    """``text`` with so many of the pieces behind it that it has more than ``size`` characters, or all of them."""
    parts = [text]
    length = len(text)
    while length <= size:
        piece = next(pieces, None)
        if piece is None:
            break
        parts.append(piece)
        length += len(piece)
    return "".join(parts)


def _decoded(file: IO[bytes], encoding: str) -> Iterator[str]:
    """The text of ``file``, cleaned, in pieces between which no line end is torn."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    held = ""
    file.seek(0)
    while block := file.read(_BLOCK):
        text = held + decoder.decode(block)
        held = "\r" if text.endswith("\r") else ""
        yield clean(text.removesuffix("\r"))
    yield clean(held + decoder.decode(b"", final=True))


def _cut(text: str) -> int:
    """Where in its second half the first PART characters of ``text`` are best cut."""
    for end in _ENDS:
        found = max((match.end() for match in end.finditer(text, PART // 2, PART)), default=0)
        if found:
            return found
    return PART


def _sample(file: IO[bytes]) -> bytes:
    """The lines of ``file`` that hold other bytes than ASCII, which alone tell most encodings apart and may come late,
    and its first bytes; only these where they have a mark or zeros."""
    head = file.read(_HEAD) + file.readline(_PIECE)
    if head.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in head:
        return head
    pieces: list[bytes] = []
    missing = _HEAD
    while missing > 0 and (block := file.read(_BLOCK)):
        block += file.readline(_PIECE)
        if not block.isascii():
            found = [_about_beyond_ascii(line) for line in block.split(b"\n") if not line.isascii()]
            pieces += found[: missing // 10]
            missing -= sum(map(len, found))
    return b"\n".join((*pieces, head))


def _about_beyond_ascii(line: bytes) -> bytes:
    """At most _PIECE bytes of a line, around the first one beyond ASCII, from space to space."""
    if len(line) <= _PIECE:
        return line
    first = next(position for position in range(0, len(line), 500) if not line[position : position + 500].isascii())
    piece = line[max(0, first - _PIECE // 2) : first + _PIECE // 2]
    return b" ".join(piece.split(b" ")[1:-1]) or piece
