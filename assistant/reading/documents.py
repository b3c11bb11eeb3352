"""A file → the documents in it: one, or the files in an archive, records of an export, messages, parts of a text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import IO, TYPE_CHECKING, BinaryIO

from assistant.errors import ReadingError
from assistant.reading import archive
from assistant.reading.files import foreign_errors, read_bytes
from assistant.reading.found import DAMAGED, NO_MEMORY, Found, Options, Unit, Units, refused
from assistant.reading.kind import EMPTY, Kind, is_stream, is_zip, kind_of, packed_kind
from assistant.reading.mailboxes import LARGEST, divided
from assistant.reading.measured import BOMB, Allowance, Measured, too_large
from assistant.reading.portions import WHOLE, portions
from assistant.reading.records import records

if TYPE_CHECKING:
    from assistant.domain import Document

_HEAD = 2_000_000  # bytes by which a kind is told
_LARGEST_WHOLE = 60_000_000  # bytes of a file that is read as a whole: the trees of most formats are ten times that
_LARGEST_PDF = 200_000_000  # PDFium reads from the bytes, page by page
_HELD = 16_000_000  # bytes up to which a file in an archive is unpacked at once; a longer one may be unpacked twice
_DEEPEST = 4  # containers in each other; .tar.gz is two
_EMPTY = "This archive holds no file of a kind that is read. Unpack it and look what is in it."
_TOO_DEEP = "This archive lies in too many other archives. Unpack them and add it by itself."


def documents(file: BinaryIO, name: str, options: Options) -> Iterator[Found]:
    """The documents in ``file``, which can be read from its start, one after the other as they are asked for; at least
    one. ``name`` is what the library calls the file.

    Nothing is raised for what the file holds. What is not held whole (archives, exports, mailboxes, plain text) may
    be as large as ``options.limit``; of the rest, and of what is in an archive, only one is held at a time.
    """
    for unit in units(file, name, options):
        yield unit.found()


def units(file: BinaryIO, name: str, options: Options) -> Units:
    """Like ``documents``, but each is read only when its ``found`` is called, before the next is asked for."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if size > options.limit:
        yield refused("", too_large(options.limit, size))
        return
    if not size:  # also what the system only shows as a file, such as the secrets of a process in /proc
        yield refused("", EMPTY)
        return
    try:
        yield from _Container(options, Allowance.of(size)).units(file, name, name, size)
    except ReadingError as error:
        yield refused("", str(error))
    except MemoryError:
        yield refused("", NO_MEMORY)
    except foreign_errors():
        yield refused("", DAMAGED)


@dataclass(frozen=True, slots=True)
class _Container:
    """One level of a file: the file itself, or an archive in it."""

    options: Options
    allowance: Allowance
    depth: int = 0

    def units(self, file: IO[bytes], name: str, kind_name: str, size: int | None) -> Units:
        """``kind_name``: the name whose ending tells the kind; ``size``: None where it is not known."""
        head = file.read(_HEAD)
        file.seek(0)
        if is_zip(head):
            file = file if self.depth == 0 else io.BytesIO(_all_of(file, _LARGEST_WHOLE))
            kind = packed_kind(file)
            file.seek(0)
        else:
            kind = kind_of(head, kind_name)
        if kind is Kind.ARCHIVE:
            if self.depth >= _DEEPEST:
                raise ReadingError(_TOO_DEEP)
            yield from self._unpacked(file, head, name, kind_name)
        elif kind is Kind.RECORDS:
            yield from records(file, name, self.options.fields)
        elif kind is Kind.MAILBOX:
            yield from self._messages(file, name, kind_name)
        elif kind in (Kind.TEXT, Kind.MARKDOWN) and (len(head) > WHOLE - 1 or (size or 0) > WHOLE):
            yield from portions(file, name)
        else:
            limit = _LARGEST_PDF if kind is Kind.PDF else _LARGEST_WHOLE
            if size is not None and size > limit:
                raise ReadingError(too_large(limit, size))
            yield Unit("", partial(_whole, file, name, kind_name, limit), partial(_all_of, file, limit))

    def _messages(self, file: IO[bytes], name: str, kind_name: str) -> Units:
        """One that is alone is the file itself."""
        found = divided(file)
        first, second = next(found, b""), next(found, b"")
        if not second:
            file.seek(0)
            yield Unit("", partial(_whole, file, name, kind_name, LARGEST), partial(_all_of, file, LARGEST))
            return
        for number, message in enumerate(chain((first, second), found), 1):
            tail = f"#{number}"
            if len(message) > LARGEST:
                yield refused(tail, too_large(LARGEST))
            else:
                read = partial(read_bytes, message, name + tail, file_name="message.eml")
                yield Unit(tail, read, partial(bytes, message))

    def _unpacked(self, file: IO[bytes], head: bytes, name: str, kind_name: str) -> Units:
        inside = replace(self, depth=self.depth + 1)
        if is_zip(head):
            yield from self._members(archive.zipped(file), inside, name)
        elif is_stream(head) and head.startswith(b"\x1f\x8b"):
            stream = io.BufferedReader(Measured(archive.unzipped(file), self.allowance, self.options.limit))
            yield from inside.units(stream, name, archive.inner_name(kind_name), None)
        else:
            yield from self._members(archive.tarred(file), inside, name)

    def _members(self, members: Iterator[archive.Member], inside: _Container, name: str) -> Units:
        empty = True
        for member in members:
            empty = False
            tail = f"/{member.shown}"
            if member.reason:
                yield refused(tail, member.reason)
                continue
            try:
                with member.open() as packed:
                    file = self._stream(packed, member.size)
                    for unit in inside.units(file, name + tail, member.name, member.size):
                        yield replace(unit, tail=tail + unit.tail)
            except ReadingError as error:
                reason = str(error)
            except foreign_errors():
                reason = DAMAGED
            else:
                reason = ""
            if reason:
                yield refused(tail, reason)
            if self.allowance.left < 0:
                raise ReadingError(BOMB)
        if empty:
            raise ReadingError(_EMPTY)

    def _stream(self, packed: IO[bytes], size: int) -> IO[bytes]:
        stream = io.BufferedReader(Measured(packed, self.allowance, self.options.limit))
        return io.BytesIO(stream.read()) if size <= _HELD else stream


def _whole(file: IO[bytes], name: str, kind_name: str, limit: int) -> Document:
    try:
        data = _all_of(file, limit)
    except foreign_errors() as error:
        raise ReadingError(DAMAGED) from error
    return read_bytes(data, name, file_name=kind_name)


def _all_of(file: IO[bytes], limit: int) -> bytes:
    data = file.read(limit + 1)
    if len(data) > limit:
        raise ReadingError(too_large(limit))
    return data
