"""Plain text: bytes in whatever encoding → the text as the file has it."""

from __future__ import annotations

import codecs
import re

from assistant.errors import ReadingError
from assistant.reading.cleaning import clean
from assistant.reading.encoding import JUDGED, UNDECODABLE, escaped, guessed, marked, named, wide
from assistant.reading.extract import Extract

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_MOST_CONTROLS = 0.005  # of all bytes; random or packed bytes have 0.1
_MOST_CONTROLS_OF_UTF8 = 0.05  # random bytes are not in UTF-8
_MOST_DAMAGE = 0.02  # of the characters beyond ASCII: a text with a few broken bytes is still UTF-8
_MOST_FOREIGN = 0.5  # of them: bytes of another encoding seldom happen to be characters of UTF-8
_FEWEST_SURE = 3  # characters beyond ASCII of a line that are all right: no other encoding has three by chance
_SURE_SHARE = 0.1  # of all that is wrong: then there are lines of UTF-8 among others
_PADDING = 8  # zeros at the end: what a crash or a copy in blocks leaves behind a text
_MOST_ZEROS, _ASCII_SHARE = 0.2, 0.95  # with fewer, and so much ASCII among the rest, it is no UTF-16
_ASCII = bytes((*range(32, 127), *b"\t\n\r"))
_SHORTEST_LIE = 16  # bytes that are all ASCII behind the mark of UTF-16
# Forms that UTF-8 forbids: characters written longer than they are, and halves of surrogate pairs.
_FORBIDDEN = re.compile(
    rb"[\xc0\xc1][\x80-\xbf]|\xe0[\x80-\x9f][\x80-\xbf]|\xf0[\x80-\x8f][\x80-\xbf]{2}|\xed[\xa0-\xbf][\x80-\xbf]"
)
_BINARY = "This file does not hold text but binary data. Save it as text, PDF or DOCX and add that."


def read_plain(data: bytes) -> Extract:
    """The text of a plain file. Raises ReadingError where it is binary or cannot be decoded."""
    return Extract(clean(decode(data)))


def decode(data: bytes, declared: str | None = None) -> str:
    """The characters of ``data``: by its byte order mark, as UTF-8, as ``declared``, or as guessed.

    Lines in another encoding among lines in UTF-8 are read as what they are.
    """
    data = _without_padding(data)
    told = _told(data)
    if told:
        is_behind = told != marked(data) and data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        text = data[2 if is_behind else 0 :].decode(told, errors="replace")
        lies = told == "utf-8-sig" and _is_damaged(text)
        return decode(data[len(codecs.BOM_UTF8) :], declared) if lies else _as_text(text)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _mostly_utf8(data) or _declared(data, declared) or _as_text(data.decode(guessed(data), errors="replace"))


def _without_padding(data: bytes) -> bytes:
    """``data`` without the zeros behind it, save what the last character of UTF-16 or UTF-32 may need."""
    end = len(data.rstrip(b"\0"))
    return data[: end + -end % 4] if end and len(data) - end >= _PADDING else data


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
        return mark if mark == "utf-8-sig" else _meant(data, mark)
    sample = _without_padding(data[:JUDGED])
    share = (len(sample) - len(sample.translate(None, _CONTROLS))) / max(1, len(sample))
    odd = share > _MOST_CONTROLS
    if encoding := escaped(sample) or (wide(sample, odd=odd) if _may_be_wide(sample, odd=odd) else None):
        return encoding
    if odd and (share > _MOST_CONTROLS_OF_UTF8 or not _is_utf8(sample)):
        raise ReadingError(_BINARY)
    return None


def _meant(data: bytes, mark: str) -> str | None:
    """The encoding of a text that begins with the mark of UTF-16 or UTF-32, which may lie: programs put it before text
    in UTF-8, or in the other order of bytes."""
    behind = data[2:JUDGED]
    if len(behind) >= _SHORTEST_LIE and not behind.translate(None, _ASCII):
        return "utf-8"
    if mark == "utf-16":
        order = "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
        found = wide(behind, odd=False)
        return found if found in ("utf-16-le", "utf-16-be") and found != order else mark
    return mark


def _may_be_wide(sample: bytes, *, odd: bool) -> bool:
    """Whether there are zeros or controls, and more of them than strayed into a text of ASCII letters."""
    zeros = sample.count(0)
    if not odd and not zeros:
        return False
    plain = len(sample) - len(sample.translate(None, _ASCII))
    return zeros > len(sample) * _MOST_ZEROS or plain < (len(sample) - zeros) * _ASCII_SHARE


def _is_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _is_damaged(text: str) -> bool:
    return text.count("\ufffd") > len(text) * _MOST_DAMAGE


def _as_text(text: str) -> str:
    if _is_damaged(text):
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
    mended = _FORBIDDEN.sub(b"\x1a", data)
    text = mended.decode("utf-8", errors="replace").replace("\x1a", "\ufffd")
    forbidden = mended.count(b"\x1a") - data.count(b"\x1a")
    wrong, right = max(0, _wrong(text) - forbidden), _right(text)
    if right and wrong <= right * _MOST_DAMAGE:
        return text
    lines = [(line, line.decode("utf-8", errors="replace")) for line in data.split(b"\n")]
    sure = sum(_right(text) for _, text in lines if not _wrong(text) and _right(text) >= _FEWEST_SURE)
    if wrong > right * _MOST_FOREIGN and sure <= wrong * _SURE_SHARE:
        return None
    foreign = b"\n".join(line for line, text in lines if _wrong(text) > _right(text) * _MOST_FOREIGN)
    encoding = guessed(foreign) if foreign else "utf-8"
    return "\n".join(
        line.decode(encoding, errors="replace") if _wrong(text) > _right(text) * _MOST_FOREIGN else text
        for line, text in lines
    )


def _declared(data: bytes, encoding: str | None) -> str | None:
    """The text as the file says that it is; None where it lies. A few broken bytes are no lie."""
    same = named(encoding)
    try:
        text = data.decode(same, errors="replace") if same else None
    except UnicodeError:
        return None
    if text is None or _is_damaged(text):
        return None
    return text if same != "utf-8" or _wrong(text) <= _right(text) else None
