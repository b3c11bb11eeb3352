"""What an export is made of, whatever its form: blocks of text with the marks of footnotes in them.

Foreign text stays foreign here; each form makes it inert in its own way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.reading.cleaning import one_line

ENGLISH = "en"  # in which an export speaks where nobody asks for another language
_ADDRESS = re.compile(r"https?://[A-Za-z0-9\[][A-Za-z0-9._~:/?#@!$&'()*+,;=%\[\]-]*")
_RIGHT, _LEFT = ("R", "AL"), ("L",)
_SCRIPTS = (("ja", "\u3040", "\u30ff"), ("ko", "\uac00", "\ud7af"), ("zh", "\u3400", "\u9fff"))


@dataclass(frozen=True, slots=True)
class Span:
    """Some text. ``language``: ISO 639-1, empty where it is that of what stands around it; ``address``: of a web page
    that it leads to."""

    text: str
    strong: bool = False
    language: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Ref:
    """The mark of a footnote."""

    number: int


Run = Span | Ref
Runs = tuple[Run, ...]


class Kind(StrEnum):
    TITLE = "title"
    QUESTION = "question"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUIET = "quiet"  # about the answer, not of it


@dataclass(frozen=True, slots=True)
class Block:
    kind: Kind
    runs: Runs


def block(kind: Kind, *runs: Run | str) -> Block:
    return Block(kind, tuple(Span(run) if isinstance(run, str) else run for run in runs))


@dataclass(frozen=True, slots=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]


def link(address: str) -> Span:
    """An address, which is followed only where it is one of the web and nothing else."""
    return Span(address, address=address if _ADDRESS.fullmatch(address) else "")


def shown(runs: Iterable[Run]) -> str:
    """What a reader sees of some text: on one line, without controls and without what turns letters around; each
    footnote's mark as ``mark`` has it."""
    return laid("".join(mark(run.number) if isinstance(run, Ref) else visible(run.text) for run in runs))


def laid(text: str) -> str:
    """Text with single spaces, and none before the mark of a footnote."""
    return " ".join(text.split()).replace(" \x02", "\x02")


def visible(text: str) -> str:
    """Foreign text as it is shown in every form, on one line; a space at either end stays one."""
    bare = one_line(text)
    if not bare:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + bare + (" " if text[-1].isspace() else "")


def mark(number: int) -> str:
    """How a footnote's mark is written where text is compared: no text that is shown holds these characters."""
    return f"\x02{number}\x03"


def is_own(kind: Kind) -> bool:
    """Whether a block of this kind says what is the export's own, whatever names stand first in it."""
    return kind in (Kind.HEADING, Kind.QUIET)


def is_from_right(text: str, *, around: bool = False) -> bool:
    """Whether a paragraph with this text runs from right to left: as its first letter that has a direction does, and
    where none has one, as what is ``around`` it."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in _RIGHT:
            return True
        if direction in _LEFT:
            return False
    return around


def written_in(text: str, around: str = ENGLISH) -> str:
    """The language that the signs of a text tell (Japanese, Korean, Chinese), else nothing. In what is in Japanese
    ``around`` it, signs that are Chinese too are Japanese."""
    code = next((code for code, first, last in _SCRIPTS if any(first <= char <= last for char in text)), "")
    return around if code == "zh" and around == "ja" else code


def stretches(text: str) -> Sequence[tuple[str, bool]]:
    """The text in pieces of one direction each, and whether that is from right to left; what has no direction of its
    own goes with what stands before it on the same side, and between two sides with the left one."""
    pieces: list[tuple[str, bool]] = []
    waiting = ""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction not in (*_RIGHT, *_LEFT):
            waiting += char
            continue
        right = direction in _RIGHT
        if pieces and pieces[-1][1] == right:
            pieces[-1] = (pieces[-1][0] + waiting + char, right)
        elif not right or not pieces:
            pieces.append((waiting + char, right))
        else:
            pieces[-1] = (pieces[-1][0] + waiting, False)
            pieces.append((char, right))
        waiting = ""
    if waiting:
        pieces = [*pieces[:-1], (pieces[-1][0] + waiting, pieces[-1][1])] if pieces else [(waiting, False)]
    return pieces
