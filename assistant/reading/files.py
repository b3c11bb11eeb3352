"""A file, or its bytes, → Document."""

from __future__ import annotations

import hashlib
import stat
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from assistant.domain import Basis, Document, Stated
from assistant.errors import ReadingError
from assistant.reading.dates import years_in
from assistant.reading.extract import Extract, Facts
from assistant.reading.header import facts_of
from assistant.reading.kind import Kind, kind_of
from assistant.reading.language import language_of
from assistant.reading.plain import read_plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_MEGABYTE = 1_000_000
_LONGEST_TEXT = 20_000_000  # characters; a book of 1,000 pages has 3 million
_DAMAGED = (
    "This file is damaged and cannot be read. Get it again from where it came, or open it in the program it was made "
    "with, save it again and add that."
)


def read(path: Path, name: str, *, limit: int) -> Document:
    """The document in the file at ``path``. ``name`` is what the library calls it, ``limit`` its largest size in bytes.

    Raises ReadingError with the reason where there is no such file, it may not be read or it holds no text.
    """
    return read_bytes(_bytes_of(path, limit), name)


def read_bytes(data: bytes, name: str) -> Document:
    """The document that ``data`` holds: text, Markdown, HTML, PDF or DOCX, told by content.

    ``name`` may end in a suffix and hold an ISO date. Raises ReadingError with the reason where it holds no text.
    """
    extract = _extract(data, name)
    if not extract.text.strip():
        raise ReadingError("There is no text in this file. Add one with text in it.")
    if len(extract.text) > _LONGEST_TEXT:
        raise ReadingError(f"This file holds more than {_LONGEST_TEXT:,} characters. Split it and add the parts.")
    facts = _facts(extract, name)
    return Document(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=extract.text,
        title=facts.title or Stated(name, Basis.FILE_NAME),
        date=facts.date,
        place=facts.place,
        publisher=facts.publisher,
        address=facts.address,
        language=language_of(extract.text),
        pages=extract.pages,
    )


def _extract(data: bytes, name: str) -> Extract:
    """What the reader of its format makes of a file.

    The libraries behind the readers raise whatever comes to pass on damaged and hostile files, from AttributeError to
    zlib.error. Here all of it becomes a reason, so that no file ends an ingest.
    """
    try:
        return _reader(kind_of(data, name))(data)
    except MemoryError as error:
        raise ReadingError(
            "Reading this file takes more memory than there is. Split it, or save it as text."
        ) from error
    except _foreign_errors() as error:
        raise ReadingError(_DAMAGED) from error


def _foreign_errors() -> tuple[type[Exception], ...]:
    from docx.opc.exceptions import OpcError  # noqa: PLC0415 - only where something was raised
    from lxml.etree import LxmlError  # noqa: PLC0415 - likewise

    builtin = (
        ArithmeticError,
        AssertionError,
        AttributeError,
        EOFError,
        LookupError,
        OSError,
        RuntimeError,
        SyntaxError,
        TypeError,
        ValueError,
    )  # fmt: skip - RuntimeError is also the base of PDFium's and of RecursionError
    return (*builtin, struct.error, zipfile.BadZipFile, zlib.error, LxmlError, OpcError)


def _facts(extract: Extract, name: str) -> Facts:
    """The file's own fields, then the head of its text, then the date at which the file was made.

    That last one is taken only where the text speaks of that year, of the one before, or of none: a scan, a copy or
    a conversion is made long after its text.
    """
    found = extract.fields.or_else(facts_of(extract.text, name))
    if found.date is None and extract.created:
        years, made = years_in(extract.text), int(extract.created[:4])
        newest = max((year for year in years if year <= made), default=None)
        if not years or (newest is not None and made - newest <= 1):
            return found.or_else(Facts(date=Stated(extract.created, Basis.METADATA)))
    return found


def _reader(kind: Kind) -> Callable[[bytes], Extract]:
    """The reader of one format. Imported here because each of them brings a large library."""
    if kind is Kind.PDF:
        from assistant.reading.pdf import read_pdf  # noqa: PLC0415

        return read_pdf
    if kind is Kind.DOCX:
        from assistant.reading.word import read_word  # noqa: PLC0415

        return read_word
    if kind is Kind.HTML:
        from assistant.reading.webpage import read_webpage  # noqa: PLC0415

        return read_webpage
    return read_plain


def _bytes_of(path: Path, limit: int) -> bytes:
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            raise ReadingError("This is a folder. Add the files in it.")
        if not stat.S_ISREG(state.st_mode):
            raise ReadingError("This is a device or a pipe, not a file.")
        if state.st_size > limit:
            raise ReadingError(_too_large(state.st_size, limit))
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError as error:
        raise ReadingError("There is no such file; it may have been moved or deleted.") from error
    except PermissionError as error:
        raise ReadingError("This file may not be read. Give yourself permission to read it.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is not valid"
        raise ReadingError(f"This file cannot be read: {reason}.") from error
    if len(data) > limit:
        raise ReadingError(_too_large(len(data), limit))
    return data


def _too_large(size: int, limit: int) -> str:
    return (
        f"This file has {size / _MEGABYTE:,.1f} MB; files of up to {limit / _MEGABYTE:,.1f} MB are read. "
        "Split it, or raise the limit."
    )
