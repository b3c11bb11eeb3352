"""What an export shows to a reader, and the record in it: read from the file as it is, not as it was written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, cast

from assistant.errors import ReadingError, VerificationError
from assistant.exporting.flow import laid
from assistant.reading.files import foreign_errors, opened
from assistant.verifying.speaking import said_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.exporting.footnotes import Record

LARGEST = 20_000_000  # bytes of a file; an answer of 100 footnotes has 100,000
NO_RECORD = (
    "This file holds no record of footnotes: it was not exported by this program, or the record was lost when another "
    "program saved it. Export the answer again."
)
_DAMAGED = "This file is damaged and cannot be read. Export the answer again."


@dataclass(slots=True)
class Shown:
    """``notes``: the texts of the footnotes by the number that they are shown with, of which there should be one each;
    ``paragraphs``: those that bear footnotes, with their marks (see ``flow.mark``); ``foreign``: sentences about what
    the program does not write, and what could hide or replace what it did."""

    record: Record
    notes: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    paragraphs: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def add_note(self, number: int, text: str) -> None:
        self.notes[number].append(laid(text))

    def add_paragraph(self, text: str) -> None:
        plain = laid(text).replace("\x03,\x02", "\x03\x02")
        if "\x02" in plain:
            self.paragraphs.append(plain)


def read_export(path: Path) -> Shown:
    """What the file at ``path`` shows. Raises VerificationError where it is no export, or cannot be read."""
    try:
        with opened(path, LARGEST, follow=True) as file:
            data = file.read(LARGEST + 1)
    except ReadingError as error:
        raise VerificationError(f"{str(error).split('. ')[0].rstrip('.')}. Name a file that was exported.") from error
    if len(data) > LARGEST:
        raise VerificationError("This file grows while it is read. Name a file that was exported.")
    module = import_module(f"assistant.verifying.{_kind(data)}")
    try:
        export = cast("Callable[[bytes], Shown]", module.read)(data)
        said_in(export.record)
    except VerificationError:
        raise
    except ReadingError as error:
        raise VerificationError(str(error)) from error
    except MemoryError as error:
        raise VerificationError("Reading this file takes more memory than there is.") from error
    except foreign_errors() as error:
        raise VerificationError(_DAMAGED) from error
    return export


def _kind(data: bytes) -> str:
    """The module that reads it."""
    if data.startswith(b"PK"):
        return "word"
    return "webpage" if data[:1000].lstrip().lower().startswith((b"<!doctype html", b"<html")) else "markdown"
