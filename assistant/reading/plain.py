"""Plain text: bytes in whatever encoding → the text as the file has it."""

from __future__ import annotations

import codecs

from assistant.errors import ReadingError
from assistant.reading.cleaning import clean
from assistant.reading.encoding import JUDGED, UNDECODABLE, escaped, guessed, marked, named, wide
from assistant.reading.extract import Extract

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_MOST_CONTROLS = 0.005  # of all bytes; random or packed bytes have 0.1
_MOST_CONTROLS_OF_UTF8 = 0.05  # random bytes are not in UTF-8
_MOST_DAMAGE = 0.02  # of the characters beyond ASCII: a text with a few broken bytes is still UTF-8
_MOST_FOREIGN = 0.5  # of them: bytes of another encoding seldom happen to be characters of UTF-8
_BINARY = "This file does not hold text but binary data. Save it as text, PDF or DOCX and add that."


def read_plain(data: bytes) -> Extract:
    """The text of a plain file. Raises ReadingError where it is binary or cannot be decoded."""
    return Extract(clean(decode(data)))


def decode(data: bytes, declared: str | None = None) -> str:
    """The characters of ``data``: by its byte order mark, as UTF-8, as ``declared``, or as guessed.

    Lines in another encoding among lines in UTF-8 are read as what they are.
    """
    told = _told(data)
    if told:
        return _as_text(data.decode(told, errors="replace"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _mostly_utf8(data) or _declared(data, declared) or data.decode(guessed(data), errors="replace")


def encoding_of(sample: bytes) -> str:
    """The name of the encoding of a text that is too long to be looked at as a whole. Raises ReadingError where it is
    binary or cannot be told."""
    told = _told(sample)
    if told:
        return told
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        text = sample.decode("utf-8", errors="replace")
        return "utf-8" if _wrong(text) <= _right(text) * _MOST_FOREIGN else guessed(sample)
    return "utf-8"


def _told(data: bytes) -> str | None:
    """The encoding where the bytes themselves tell it. Raises ReadingError where they are no text."""
    mark = marked(data)
    if mark:
        return mark
    sample = data[:JUDGED]
    share = (len(sample) - len(sample.translate(None, _CONTROLS))) / max(1, len(sample))
    odd = share > _MOST_CONTROLS
    if encoding := wide(data, odd=odd) if odd or b"\0" in sample else escaped(data):
        return encoding
    if odd and (share > _MOST_CONTROLS_OF_UTF8 or not _is_utf8(sample)):
        raise ReadingError(_BINARY)
    return None


def _is_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _as_text(text: str) -> str:
    if text.count("\ufffd") > len(text) * _MOST_DAMAGE:
        raise ReadingError(UNDECODABLE)
    return text


def _wrong(text: str) -> int:
    return text.count("\ufffd")


def _right(text: str) -> int:
    """How many characters beyond ASCII there are that are not wrong."""
    beyond = len(text) - sum(map(str.isascii, text)) if len(text) < JUDGED else len(text.encode()) - len(text)
    return beyond - _wrong(text)


def _mostly_utf8(data: bytes) -> str | None:
    """The text where most of what is beyond ASCII is UTF-8; None where it is not."""
    text = data.decode("utf-8", errors="replace")
    wrong, right = _wrong(text), _right(text)
    if wrong <= right * _MOST_DAMAGE:
        return text
    if wrong > right * _MOST_FOREIGN:
        return None
    lines = [(line, line.decode("utf-8", errors="replace")) for line in data.split(b"\n")]
    foreign = b"\n".join(line for line, text in lines if _wrong(text) > _right(text) * _MOST_FOREIGN)
    encoding = guessed(foreign) if foreign else "utf-8"
    return "\n".join(
        line.decode(encoding, errors="replace") if _wrong(text) > _right(text) * _MOST_FOREIGN else text
        for line, text in lines
    )


def _declared(data: bytes, encoding: str | None) -> str | None:
    # What a web page calls Latin 1 is read as Windows 1252 (WHATWG, Encoding Standard).
    same = named(encoding)
    try:
        return data.decode("cp1252" if same in ("iso8859-1", "ascii") else same) if same else None
    except UnicodeError:
        return None
