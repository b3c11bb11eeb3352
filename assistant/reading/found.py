"""What a file that may hold several documents is read into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.domain import Document
from assistant.errors import ReadingError

DAMAGED = (
    "This file is damaged and cannot be read. Get it again from where it came, or open it in the program it was made "
    "with, save it again and add that."
)
NO_MEMORY = "Reading this file takes more memory than there is. Split it, or save it as text."


@dataclass(frozen=True, slots=True)
class Found:
    """One of the documents that a file holds, or the reason why it could not be read. ``member``: which one, "" where
    the file is one document."""

    member: str
    document: Document | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """``limit``: bytes of a file, and of a file in an archive, at the most.

    ``fields``: for exports in JSON, what → the record's key (``("text", "body")``, a path as ``meta.date``); several
    for ``text`` are put one below the other. What is not named is guessed.
    """

    limit: int
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A document that is not read yet: what a file is cut into, so that one that breaks the reader can be left out.

    ``tail`` is what comes behind the file's name in the document's: "", ``/notes/a.txt``, ``#17``, `` (part 3)``.
    ``read`` gives the document, ``data`` the bytes of the file that it is, where it is one by itself; both raise
    ReadingError.
    """

    tail: str
    read: Callable[[], Document]
    data: Callable[[], bytes] | None = None

    @property
    def member(self) -> str:
        return self.tail[1:]

    def found(self) -> Found:
        try:
            return Found(self.member, self.read())
        except ReadingError as error:
            return Found(self.member, reason=str(error))
        except MemoryError:
            return Found(self.member, reason=NO_MEMORY)


Units = Iterator[Unit]


def refused(tail: str, reason: str) -> Unit:
    """The unit of a document that cannot be read, for a reason that is known before it is tried."""

    def read() -> Document:
        raise ReadingError(reason)

    return Unit(tail, read)
