"""A file, or its bytes, → Document."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import stat
import struct
import sys
import tarfile
import zipfile
import zlib
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO, cast

from assistant.domain import Basis, Document, Stated
from assistant.errors import ReadingError
from assistant.reading.cleaning import has_text
from assistant.reading.countries import about
from assistant.reading.dates import years_in
from assistant.reading.extract import Extract, Facts
from assistant.reading.found import DAMAGED, NO_MEMORY
from assistant.reading.header import facts_of
from assistant.reading.kind import Kind, kind_of
from assistant.reading.language import language_of
from assistant.reading.mailboxes import divided
from assistant.reading.measured import too_large

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_LONGEST_TEXT = 20_000_000  # characters; a book of 1,000 pages has 3 million
_SEVERAL = "This is an archive or an export of several documents, not one. Unpack it and add the documents in it."
_FOLDER = "This is a folder. Add the files in it."
_NO_FILE = "This is a device or a pipe, not a file."


def read(path: Path, name: str, *, limit: int) -> Document:
    """The document in the file at ``path``. ``name`` is what the library calls it, ``limit`` its largest size in bytes.

    Raises ReadingError with the reason where there is no such file, it may not be read or it holds no text.
    """
    return read_bytes(_bytes_of(path, limit), name)


def read_bytes(data: bytes, name: str, *, file_name: str = "") -> Document:
    """The document that ``data`` holds, in one of the formats of ``Kind``, told by content.

    ``name`` may end in a suffix and hold an ISO date; ``file_name`` is what the file is called where the document's
    name has another ending. Raises ReadingError with the reason where it holds no text.
    """
    extract = _extract(data, file_name or name)
    if not has_text(extract.text):
        raise ReadingError("There is no text in this file. Add one with text in it.")
    if len(extract.text) > _LONGEST_TEXT:
        raise ReadingError(f"This file holds more than {_LONGEST_TEXT:,} characters. Split it and add the parts.")
    return document_of(extract, name, hashlib.sha256(data).hexdigest())


def document_of(
    extract: Extract, name: str, sha256: str, *, facts: Facts | None = None, language: str | None = None
) -> Document:
    """The document of a text that was read.

    ``facts``: all that is known of it; None: what the file says of itself, and then its head. ``language``: its code
    where that is known, else it is recognised.
    """
    facts = facts or _facts(extract, name)
    return Document(
        name=name,
        sha256=sha256,
        text=extract.text,
        title=facts.title or Stated(name, Basis.FILE_NAME),
        date=facts.date,
        place=facts.place,
        publisher=facts.publisher,
        address=facts.address,
        author=facts.author,
        language=(language := language or language_of(extract.text)),
        countries=about(extract.text, facts.title.value if facts.title else "", language),
        pages=extract.pages,
    )


def _extract(data: bytes, name: str) -> Extract:
    """What the reader of its format makes of a file.

    The libraries behind the readers raise whatever comes to pass on damaged and hostile files, from AttributeError to
    zlib.error. Here all of it becomes a reason, so that no file ends an ingest.
    """
    try:
        kind = kind_of(data, name)
        if kind in (Kind.ARCHIVE, Kind.RECORDS) or (kind is Kind.MAILBOX and _holds_several(data)):
            raise ReadingError(_SEVERAL)
        return _reader(kind)(data)
    except MemoryError as error:
        raise ReadingError(NO_MEMORY) from error
    except foreign_errors() as error:
        raise ReadingError(DAMAGED) from error


def _holds_several(mailbox: bytes) -> bool:
    found = divided(io.BytesIO(mailbox))
    return bool(next(found, b"") and next(found, b""))


def foreign_errors() -> tuple[type[Exception], ...]:
    """What libraries raise on damaged and hostile files."""
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
    # What was not imported has raised nothing.
    homes = (("lxml.etree", "LxmlError"), ("docx.opc.exceptions", "OpcError"), ("pptx.exc", "PythonPptxError"))
    native = (getattr(sys.modules[module], name) for module, name in homes if module in sys.modules)
    return (*builtin, struct.error, tarfile.TarError, zipfile.BadZipFile, zlib.error, *native)


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


_READERS = {
    Kind.DELIMITED: ("delimited", "read_delimited"),
    Kind.DOCX: ("word", "read_word"),
    Kind.EPUB: ("book", "read_book"),
    Kind.HTML: ("webpage", "read_webpage"),
    Kind.MAIL: ("mail", "read_mail"),
    Kind.MAILBOX: ("mail", "read_mail"),
    Kind.MARKDOWN: ("markdown", "read_markdown"),
    Kind.OPENDOCUMENT: ("opendocument", "read_opendocument"),
    Kind.PDF: ("pdf", "read_pdf"),
    Kind.PICTURE: ("scan", "read_picture"),
    Kind.PPTX: ("slides", "read_slides"),
    Kind.RTF: ("richtext", "read_richtext"),
    Kind.TEXT: ("plain", "read_plain"),
    Kind.XLSX: ("spreadsheet", "read_spreadsheet"),
}


def _reader(kind: Kind) -> Callable[[bytes], Extract]:
    """The reader of one format, from the module that its kind names: each of them brings a large library."""
    module, name = _READERS[kind]
    return cast("Callable[[bytes], Extract]", getattr(import_module(f"assistant.reading.{module}"), name))


def _bytes_of(path: Path, limit: int) -> bytes:
    with opened(path, limit, follow=True) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise ReadingError(too_large(limit, len(data)))
    return data


def digest(path: Path, limit: int) -> str:
    """The SHA-256 of all bytes of the file at ``path``, which are at most ``limit``. Raises ReadingError with the
    reason where it cannot be read; a link is not followed."""
    with opened(path, limit) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # it can readinto


@contextmanager
def opened(path: Path, limit: int, *, follow: bool = False) -> Iterator[BinaryIO]:
    """The file at ``path``, opened for reading. Never waits: what is a pipe or a device is refused.

    Raises ReadingError with the reason, also for what comes to pass while it is read.
    """
    flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | (0 if follow else os.O_NOFOLLOW)
    try:
        handle = os.open(path, flags)
        with os.fdopen(handle, "rb") as file:
            _check(os.fstat(handle), limit)
            yield file
    except FileNotFoundError as error:
        raise ReadingError("There is no such file; it may have been moved or deleted.") from error
    except PermissionError as error:
        raise ReadingError("This file may not be read. Give yourself permission to read it.") from error
    except IsADirectoryError as error:
        raise ReadingError(_FOLDER) from error
    except (OSError, ValueError) as error:
        number = getattr(error, "errno", None)
        if number == errno.ELOOP and not follow:
            raise ReadingError("This is a link, which is not followed. Add the file that it leads to.") from error
        if number == errno.ENXIO:
            raise ReadingError(_NO_FILE) from error
        reason = getattr(error, "strerror", None) or "the name is not valid"
        raise ReadingError(f"This file cannot be read: {reason}.") from error


def _check(state: os.stat_result, limit: int) -> None:
    if stat.S_ISDIR(state.st_mode):
        raise ReadingError(_FOLDER)
    if not stat.S_ISREG(state.st_mode):
        raise ReadingError(_NO_FILE)
    if state.st_size > limit:
        raise ReadingError(too_large(limit, state.st_size))
