"""In which encoding bytes are text, where nothing says it: byte order marks, patterns of zeros, escapes, letters."""

from __future__ import annotations

import codecs
import re
from unicodedata import category

from assistant.errors import ReadingError
from assistant.reading.language import language_of

JUDGED = 200_000  # bytes on which an encoding is guessed
UNDECODABLE = "The encoding of this text cannot be told. Save it as UTF-8 and add it again."

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PLANES = 16  # of Unicode: what the second byte of four comes to at the most
_COMMON = frozenset(" \n\r\t,.、。，．،؛;:0123456789")  # what any text in any script has
_FEWEST_COMMON = 0.01  # of the characters
_UNUSED = frozenset(("Cc", "Cn", "Co", "Cs"))
_ESCAPED = ("iso2022_jp_2", "iso2022_jp_ext")
_ESCAPED_KOREAN = b"\x1b$)C"  # what a text in ISO-2022-KR begins with (RFC 1557)
_FEWEST_ESCAPED = 4  # characters that "~{" and "~}" stand around: programs write these signs too
_LATIN_SHARE = 0.25  # of the letters that are beyond ASCII: in Latin letters there are less, in all other scripts more
# chardet cannot tell the Latin code pages of Windows apart in a short text; the language can.
_LATIN = {"cp1250": "pl cs sk hu hr sl ro sq bs", "cp1254": "tr az", "cp1257": "lt lv et"}
_WESTERN = "cp1252"
_OF_LATIN = {"cp1250": ("iso8859-2", "iso8859-16"), "cp1254": ("iso8859-9",), "cp1257": ("iso8859-13",)}
# What chardet calls one of these is believed where the text that comes of it is in a language that is written in it.
_WRITTEN = {kin: languages.split() for page, languages in _LATIN.items() for kin in (page, *_OF_LATIN[page])} | {
    "cp852": _LATIN["cp1250"].split(), "cp857": _LATIN["cp1254"].split(), "cp775": _LATIN["cp1257"].split()
}  # fmt: skip
_QUOTES = bytes(range(0x80, 0xA0))
_OF_DOS_AND_MAC = ("mac_roman", "cp850", "cp437", "mac_latin2", "cp852")  # accents stand where Windows has quotes
# Where Latin 9 has "Œ", "œ" and "€" and Latin 10 has "„" and "”", Windows has "¼", "½", "¤", "Ą" and "µ".
_OF_LATIN_9 = re.compile(rb"(?<![0-9])[\xbc\xbd][A-Za-z]|\xa4")
_OF_LATIN_10 = re.compile(rb"\xa5[A-Z\xc0-\xff][^\xa5]*\xb5")
_MANY_BYTES = ("cp932", "cp949", "gb18030", "big5hkscs", "euc_jp", "euc_jis_2004", "shift_jis_2004", "johab")
# Each by the encoding that holds all of it and more.
_WIDER = {"shift_jis": "cp932", "euc_kr": "cp949", "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs",
          "cp950": "big5hkscs", "ascii": _WESTERN, "iso8859-1": _WESTERN}  # fmt: skip


_ORDER_OF_LETTERS = re.compile(r"(?<=8859-[68])-[ie]$")

# Codecs of Python that are no encodings of texts, and some of which take time in the square of the length.
_NO_TEXT = frozenset(("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"))


def named(charset: str | None) -> str | None:
    """The codec that a file names as its encoding, or one that holds more; None where there is none of that name.

    What the web calls Latin 1 or ASCII is Windows 1252, what it calls GB 2312 is GB 18030 (WHATWG, Encoding Standard).
    """
    name = (charset or "").strip().lower()
    # As Python has them: without "x-", with "cp" for Windows, and with nothing about the order of Hebrew letters.
    kin = _ORDER_OF_LETTERS.sub("", name.removeprefix("x-").replace("windows-", "cp"))
    return _codec(name) or _codec(kin)


def _codec(name: str) -> str | None:
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    is_text = getattr(codec, "_is_text_encoding", True) and codec.name.replace("-", "_") not in _NO_TEXT
    return _WIDER.get(codec.name, codec.name) if is_text else None


def marked(data: bytes) -> str | None:
    """The encoding that a byte order mark names."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def wide(data: bytes, *, odd: bool) -> str | None:
    """UTF-32 or UTF-16 without its mark. ``odd``: there are more controls or zeros than a text has."""
    sample = data[: min(len(data), JUDGED) // 4 * 4]
    if sample and any(sample):
        for encoding, high, plane in (("utf-32-be", 0, 1), ("utf-32-le", 3, 2)):
            if not any(sample[high::4]) and max(sample[plane::4]) <= _PLANES and _decoded(sample, encoding) is not None:
                return encoding
    sample = data[: min(len(data), JUDGED) // 2 * 2]
    zeros = sample[0::2].count(0), sample[1::2].count(0)
    # Of a text with ASCII spaces and digits every second byte is often zero.
    if max(zeros) >= len(sample) // 2 * 0.3 and min(zeros) <= max(zeros) * 0.02:
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    return _wide_of_other_letters(sample) if odd else None


def wide_encoding(head: bytes) -> str | None:
    """UTF-16 or UTF-32, by its mark or without one."""
    found = marked(head) or (wide(head, odd=False) if b"\0" in head[:JUDGED] else None)
    return found if found != "utf-8-sig" else None


def _wide_of_other_letters(sample: bytes) -> str | None:
    """UTF-16 of a text with few ASCII characters: in the one order its bytes are a text, in the other hardly."""
    best, most = None, 0
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _decoded(sample, encoding)
        if text is None or any(category(char) in _UNUSED for char in set(text) - _COMMON):
            continue
        common = sum(char in _COMMON for char in text)
        if common > most and common >= len(text) * _FEWEST_COMMON:
            best, most = encoding, common
    return best


def _decoded(sample: bytes, encoding: str) -> str | None:
    """The characters of a sample, the last of which may be cut off; None where it is not in this encoding."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return None


def escaped(data: bytes) -> str | None:
    """Encodings of mails in which escapes switch between ASCII and other letters."""
    sample = data[:JUDGED]
    if b"~{" in sample and b"~}" in sample and sample.isascii():  # HZ (RFC 1843)
        text = _decoded(sample, "hz")
        return "hz" if text and len(text) - sum(map(str.isascii, text)) >= _FEWEST_ESCAPED else None
    if b"\x1b$" not in sample:
        return None
    if _ESCAPED_KOREAN in sample and _decoded(sample, "iso2022_kr") is not None:
        return "iso2022_kr"
    return next((encoding for encoding in _ESCAPED if _decoded(sample, encoding) is not None), None)


def guessed(data: bytes) -> str:
    """The encoding of a text that is not in UTF-8, by its letters. Raises ReadingError where it cannot be told."""
    from chardet import detect  # noqa: PLC0415 - rarely needed

    sample = data[:JUDGED]
    said = detect(sample)["encoding"]
    found = _known(said) if said else None
    high = sum(byte > 127 for byte in sample)  # noqa: PLR2004 - ASCII ends there
    letters = high + sum(map(bytes.isalpha, (sample[at : at + 1] for at in range(len(sample)))))
    if found in _MANY_BYTES and _decoded(sample, found) is not None:
        return found
    if high < letters * _LATIN_SHARE:
        return _latin(sample, found, high)
    if found is None:
        raise ReadingError(UNDECODABLE)
    return found


def _known(name: str) -> str | None:
    try:
        name = codecs.lookup(name).name
    except LookupError:
        return None
    return _WIDER.get(name.replace("-", "_") if name.startswith(("shift", "euc")) else name, name)


def _latin(sample: bytes, found: str | None, high: int) -> str:
    quotes = len(sample) - len(sample.translate(None, _QUOTES))
    if found in _WRITTEN and not (quotes and found.startswith("iso")):
        text = _decoded(sample, found)
        if text is not None and language_of(text) in _WRITTEN[found]:
            return found
    if quotes * 2 > high:
        dos = _known((found or "").replace("-", "_")) if found else None
        if dos and dos.replace("-", "_") in _OF_DOS_AND_MAC:
            return dos
    if not quotes and _OF_LATIN_9.search(sample):
        return "iso8859-15"
    language = language_of(sample.decode(_WESTERN, errors="replace"))
    page = next((page for page, languages in _LATIN.items() if language in languages.split()), None)
    for one, kin in _OF_LATIN.items():
        unsure = page is None and language == "und"
        if found and (page == one or unsure) and found in (one, *kin) and _decoded(sample, found) is not None:
            return found
    if language == "ro" and not quotes and _OF_LATIN_10.search(sample):
        return "iso8859-16"
    page = page or _WESTERN
    return page if _decoded(sample, page) is not None else _WESTERN
