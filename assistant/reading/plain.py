"""Plain text and Markdown: bytes in whatever encoding → the text as the file has it."""

from __future__ import annotations

import codecs

from assistant.errors import ReadingError
from assistant.reading.cleaning import clean
from assistant.reading.extract import Extract
from assistant.reading.language import language_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_MOST_CONTROLS = 0.005  # of all bytes; random or packed bytes have 0.1
_MOST_DAMAGE = 0.02  # of the characters beyond ASCII: a text with a few broken bytes is still UTF-8
_JUDGED = 200_000  # bytes on which an encoding is guessed
_BINARY = "This file does not hold text but binary data. Save it as text, PDF or DOCX and add that."
_UNDECODABLE = "The encoding of this text cannot be told. Save it as UTF-8 and add it again."

# charset-normalizer cannot tell the Latin code pages of Windows apart by their letters alone; the language can.
_LATIN = {"cp1252": "", "cp1250": "pl cs sk hu hr sl ro sq bs", "cp1254": "tr az", "cp1257": "lt lv et"}


def read_plain(data: bytes) -> Extract:
    """The text of a plain or Markdown file. Raises ReadingError where it is binary or cannot be decoded."""
    return Extract(clean(decode(data)))


def decode(data: bytes, declared: str | None = None) -> str:
    """The characters of ``data``: by its byte order mark, as UTF-8, as ``declared``, or as guessed."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _as_text(data.decode(encoding, errors="replace"))
    wide = _wide_encoding(data)
    if wide:
        return _as_text(data.decode(wide, errors="replace"))
    if _share_of_controls(data) > _MOST_CONTROLS:
        raise ReadingError(_BINARY)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _declared(data, declared) or _guessed(data)


def _as_text(text: str) -> str:
    if text.count("\ufffd") > len(text) * _MOST_DAMAGE:
        raise ReadingError(_UNDECODABLE)
    return text


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without its mark: of a text with ASCII spaces and digits every second byte is often zero."""
    sample = data[:_JUDGED]
    zeros = sample[0::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or max(zeros) < len(sample) // 2 * 0.3 or min(zeros) > max(zeros) * 0.02:
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _share_of_controls(data: bytes) -> float:
    sample = data[:_JUDGED]
    return (len(sample) - len(sample.translate(None, _CONTROLS))) / max(1, len(sample))


def _damaged_utf8(data: bytes) -> str | None:
    text = data.decode("utf-8", errors="replace")
    beyond = len(text) - sum(map(str.isascii, text)) if len(text) < _JUDGED else len(text.encode()) - len(text)
    return text if text.count("\ufffd") <= beyond * _MOST_DAMAGE else None


def _declared(data: bytes, encoding: str | None) -> str | None:
    try:
        # What a web page calls Latin 1 is read as Windows 1252 (WHATWG, Encoding Standard).
        same = codecs.lookup(encoding or "").name
        return data.decode("cp1252" if same in ("iso8859-1", "ascii") else same)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - rarely needed

    sample = data[:_JUDGED]
    best = from_bytes(sample).best() or from_bytes(sample, threshold=0.4).best()
    if best is None:
        raise ReadingError(_UNDECODABLE)
    encoding = best.encoding
    if encoding.startswith(("cp125", "iso8859", "latin", "mac_", "cp437", "cp85", "hp_roman")) and _is_latin(str(best)):
        encoding = _latin_encoding(data, str(best)) or encoding
    return data.decode(encoding, errors="replace")


def _is_latin(text: str) -> bool:
    letters = [letter for letter in text[:5000] if letter.isalpha()]
    return sum(letter < "\u0250" for letter in letters) > len(letters) * 0.9


def _latin_encoding(data: bytes, text: str) -> str | None:
    language = language_of(text)
    wanted = next((page for page, languages in _LATIN.items() if language in languages.split()), "cp1252")
    try:
        data.decode(wanted)
    except UnicodeDecodeError:
        return None
    return wanted
