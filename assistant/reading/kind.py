"""What a file is, by its content; its ending only tells kinds of text apart."""

from __future__ import annotations

import io
import re
import zipfile
from enum import Enum, auto

from assistant.errors import ReadingError

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx"})

_ADVICE = "Save it as text, PDF or DOCX and add that."
_PICTURE = "This is a picture, not text. Recognise its text (OCR) and add the result."
_PACKED = "This is a packed archive. Unpack it and add the documents in it."
_SOUND = f"This is a sound or video file, not text. {_ADVICE}"
_PROGRAM = f"This is a program, not text. {_ADVICE}"
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG", _PICTURE),
    (0, b"\xff\xd8\xff", _PICTURE),
    (0, b"GIF8", _PICTURE),
    (0, b"II*\0", _PICTURE),
    (0, b"MM\0*", _PICTURE),
    (8, b"WEBP", _PICTURE),
    (0, b"\x1f\x8b", _PACKED),
    (0, b"BZh", _PACKED),
    (0, b"\xfd7zXZ", _PACKED),
    (0, b"7z\xbc\xaf\x27\x1c", _PACKED),
    (0, b"Rar!", _PACKED),
    (0, b"\x28\xb5\x2f\xfd", _PACKED),
    (257, b"ustar", _PACKED),
    (4, b"ftyp", _SOUND),
    (0, b"ID3", _SOUND),
    (0, b"OggS", _SOUND),
    (0, b"RIFF", _SOUND),
    (0, b"\x7fELF", _PROGRAM),
    (0, b"MZ\x90", _PROGRAM),
    (0, b"{\\rtf", f"This is a rich text file (RTF). {_ADVICE}"),
    (0, b"%!PS", f"This is a PostScript file. {_ADVICE}"),
    (0, b"SQLite format 3", f"This is a database. {_ADVICE}"),
    (0, b"\0asm", _PROGRAM),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_PDF_HEAD = 1024  # bytes within which readers accept %PDF- (PDF 1.7, implementation note 13)
_PAGE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    rb"</?(?:p|div|h[1-6]|br|a|ul|ol|li|table|tr|td|span|article|section|body|title|meta|b|i|em|strong)\b[^<>]*>",
    re.IGNORECASE,
)


class Kind(Enum):
    TEXT = auto()
    MARKDOWN = auto()
    HTML = auto()
    PDF = auto()
    DOCX = auto()


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of a file that is read. Raises ReadingError that says what it is where it is none of them."""
    if not data:
        raise ReadingError("This file is empty. Add one with text in it.")
    head = data[:4096]
    if b"%PDF-" in head[:_PDF_HEAD]:
        return Kind.PDF
    if head.startswith(_ZIP):
        return _packed_kind(data)
    if head.startswith(_OLE):
        raise ReadingError(_old_office(data))
    for offset, signature, reason in _SIGNATURES:
        if head.startswith(signature, offset):
            raise ReadingError(reason)
    return _text_kind(data, name)


def _text_kind(data: bytes, name: str) -> Kind:
    suffix = "." + name.rpartition(".")[2].lower()
    flat = data[:4096].replace(b"\0", b"")  # a page in UTF-16
    if suffix in (".html", ".htm", ".xhtml"):
        return Kind.HTML if _PAGE.match(flat) or _TAG.search(data[:200_000].replace(b"\0", b"")) else Kind.TEXT
    if _PAGE.match(flat.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")):
        return Kind.HTML
    return Kind.MARKDOWN if suffix in (".md", ".markdown") else Kind.TEXT


def _packed_kind(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            mimetype = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError) as error:
        raise ReadingError(
            "This file is damaged: it starts like a Word document or an archive but cannot be "
            "unpacked. Get it again from where it came."
        ) from error
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return Kind.DOCX
    if "[Content_Types].xml" in names and any(name.startswith(("xl/", "ppt/")) for name in names):
        raise ReadingError("This is a spreadsheet or a presentation. Export it as PDF or text and add that.")
    if b"opendocument" in mimetype:
        raise ReadingError("This is an OpenDocument file. Save it as DOCX or PDF and add that.")
    if b"epub" in mimetype:
        raise ReadingError(f"This is an e-book (EPUB). {_ADVICE}")
    raise ReadingError(_PACKED)


def _old_office(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "This document is locked with a password. Save it without one and add that."
    return "This is a file of Word 97 or another old Office program. Save it as DOCX or PDF and add that."
