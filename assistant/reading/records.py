"""JSON Lines, or an array in JSON → its records, one at a time, each of which is a document."""

from __future__ import annotations

import codecs
import hashlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import IO, Any

from assistant.domain import Document
from assistant.errors import ReadingError
from assistant.reading.cleaning import has_text, one_line
from assistant.reading.encoding import wide_encoding
from assistant.reading.fields import Mapping, extract_of, id_of, is_language, mapping_of
from assistant.reading.files import document_of
from assistant.reading.found import Unit, Units, refused
from assistant.reading.plain import decode

_LONGEST_RECORD = 20_000_000  # bytes; a book has 3 million
_BLOCK = 1_000_000  # bytes
_MOST_IDS = 1_000_000  # that are remembered, in 100 MB; records behind them go by their numbers
_LONGEST_ID = 120  # characters
_LARGEST_WIDE = 60_000_000  # bytes of an export that is in UTF-16 or UTF-32, which is held as a whole
_BETWEEN = re.compile(r"[\s,]*")
_UNFINISHED = re.compile(r"Unterminated string|Invalid \\")  # may be the end of what was read so far

_TOO_LONG = f"has more than {_LONGEST_RECORD // 1_000_000} MB, so it is left out. Split it into several records."
_MALFORMED = "is not well-formed JSON, so it is left out. Export it again, or correct it."
_NO_OBJECT = "is not a record with fields, so it is left out."
_NO_RECORDS = "This JSON file holds no records with text. Export them as JSON Lines: one object with a text a line."


@dataclass(frozen=True, slots=True)
class _Record:
    """``number``: of its line, or in its array, from 1; ``written``: its bytes; ``fault``: why ``value`` is none."""

    number: int
    written: bytes = b""
    value: Any = None
    fault: str = ""


def records(file: IO[bytes], name: str, fields: tuple[tuple[str, str], ...]) -> Units:
    """The records in ``file``, which may be as long as it likes: one is held at a time.

    A record is called by its id where it has one that no earlier one had, else by its number. One that is malformed,
    too long or without text is refused, and the others go on. Raises ReadingError where there are none.
    """
    mapping = mapping_of(fields)
    word, found = _read(file)
    first = next(found, None)
    if first is None:
        raise ReadingError(_NO_RECORDS)
    ids = _Ids()
    for record in chain((first,), found):
        fault = record.fault or ("" if isinstance(record.value, dict) else _NO_OBJECT)
        member = ids.of("" if fault else id_of(record.value, mapping), record.number)
        if fault:
            yield refused(f"#{member}", f"{word} {record.number:,} {fault}")
        else:
            yield Unit(f"#{member}", partial(_document, record, f"{name}#{member}", mapping, word))


def _document(record: _Record, name: str, mapping: Mapping, word: str) -> Document:
    try:
        extract, language = extract_of(record.value, mapping)
    except RecursionError as error:
        raise ReadingError(f"{word} {record.number:,} {_MALFORMED}") from error
    if not has_text(extract.text):
        raise ReadingError(f"{word} {record.number:,} {mapping.without_text}")
    sha256 = hashlib.sha256(record.written).hexdigest()
    return document_of(extract, name, sha256, language=language if is_language(language) else None)


def _read(file: IO[bytes]) -> tuple[str, Iterator[_Record]]:
    """What the numbers count, and the records."""
    head = file.read(_BLOCK)
    file.seek(0)
    wide = wide_encoding(head)
    if wide:
        file = _in_utf8(file, wide)
        head = file.read(_BLOCK)
        file.seek(0)
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if text.startswith(b"["):
        return "Record", _elements(file)
    first, _, rest = text.partition(b"\n")
    if text.startswith(b"{") and not (rest.strip() and isinstance(_parsed(1, first).value, dict)):
        data = file.read(_LONGEST_RECORD + 1)
        whole = _parsed(1, data.removeprefix(codecs.BOM_UTF8).strip())
        if isinstance(whole.value, dict):
            return "Record", _inside(whole)
        file.seek(0)
    return "Line", _lines(file)


def _in_utf8(file: IO[bytes], encoding: str) -> IO[bytes]:
    data = file.read(_LARGEST_WIDE + 1)
    if len(data) > _LARGEST_WIDE:
        raise ReadingError("This export is in UTF-16 and long. Save it in UTF-8 and add that.")
    return io.BytesIO(data.decode(encoding, errors="replace").encode())


def _inside(whole: _Record) -> Iterator[_Record]:
    """The records of a file that is one object: the longest list of objects in it, or the object itself."""
    lists = [value for value in whole.value.values() if isinstance(value, list) and value]
    lists = [value for value in lists if all(isinstance(item, dict) for item in value)]
    text = extract_of(whole.value, mapping_of(()))[0].text
    longest = max(lists, key=len, default=[])
    if text.strip() and not _is_wrapper(whole.value, longest):
        yield whole
        return
    for number, item in enumerate(longest, 1):
        yield _Record(number, json.dumps(item, ensure_ascii=False).encode("utf-8", "surrogatepass"), item)


def _is_wrapper(value: dict[str, Any], items: list[dict[str, Any]]) -> bool:
    """Whether an object only wraps a list of records, each of which has an id or a title of its own."""
    named = sum(1 for item in items if id_of(item, mapping_of(())) or "title" in item)
    return len(items) > 0 and named == len(items) and not any(key in value for key in ("title", "name", "text"))


def _lines(file: IO[bytes]) -> Iterator[_Record]:
    number = 0
    while line := file.readline(_LONGEST_RECORD + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) > _LONGEST_RECORD and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = file.readline(_BLOCK)
            yield _Record(number, fault=_TOO_LONG)
        elif line.strip():
            yield _parsed(number, line.strip())


def _parsed(number: int, written: bytes) -> _Record:
    try:
        return _Record(number, written, json.loads(written.decode("utf-8", "strict")))
    except UnicodeDecodeError:
        pass
    except (ValueError, RecursionError):
        return _Record(number, fault=_MALFORMED)
    try:
        return _Record(number, written, json.loads(decode(written)))
    except (ValueError, RecursionError, ReadingError):
        return _Record(number, fault=_MALFORMED)


def _elements(file: IO[bytes]) -> Iterator[_Record]:
    """The elements of one array, of which only the one at hand is held."""
    stream = io.TextIOWrapper(file, "utf-8-sig", errors="replace", newline="")
    decoder = json.JSONDecoder()
    text = stream.read(_BLOCK)
    place, number = text.index("[") + 1, 0
    while True:
        place = _end(text, place)
        if text[place : place + 1] == "]":
            break
        number += 1
        try:
            value, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            more = "" if _is_wrong(error, text) else stream.read(max(_BLOCK, len(text) - place))
            if not more:
                yield _Record(number, fault=f"and all behind it {_MALFORMED.replace('is not', 'are not')}")
                break
            if len(text) - place > _LONGEST_RECORD:
                yield _Record(number, fault=f"or one behind it {_TOO_LONG}")
                break
            text, place, number = text[place:] + more, 0, number - 1
            continue
        yield _Record(number, text[place:end].encode("utf-8", "surrogatepass"), value)
        place = end
    stream.detach()


def _end(text: str, place: int) -> int:
    match = _BETWEEN.match(text, place)
    return match.end() if match else place


def _is_wrong(error: ValueError | RecursionError, text: str) -> bool:
    """Whether more text would not mend it."""
    at = getattr(error, "pos", -1)
    return at < 0 or (at < len(text) - 10 and not _UNFINISHED.match(str(error)))


class _Ids:
    """Gives each record a name of its own."""

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def of(self, id_: str, number: int) -> str:
        id_ = one_line(id_)
        for name in (id_, str(number)):
            if name and len(name) <= _LONGEST_ID and self._is_new(name):
                return name
        return f"record {number}"

    def _is_new(self, name: str) -> bool:
        key = hash(name)
        if key in self._seen or len(self._seen) >= _MOST_IDS:
            return False
        self._seen.add(key)
        return True
