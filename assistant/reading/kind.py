"""What a file is, by its content; its ending only tells kinds of text apart."""

from __future__ import annotations

import io
import re
import zipfile
from enum import Enum, auto
from typing import IO

from assistant.errors import ReadingError
from assistant.reading.delimited import delimiter_of
from assistant.reading.plain import decode

_SUFFIXES = (
    ".txt .text .md .markdown .html .htm .xhtml .pdf .docx .docm .dotx .dotm .pptx .pptm .ppsx .ppsm .potx .xlsx .xlsm "
    ".xltx .csv .tsv .epub .eml .mbox .mht .mhtml .rtf .odt .ods .odp .zip .tar .tgz .gz .jsonl .ndjson .json"
)
# Documents and archives of kinds that are refused with advice, where they are not something else by their content.
_REFUSED = ".doc .dot .xls .xlsb .ppt .pps .msg .odg .pages .numbers .one .wpd .xps .djvu .ps .7z .rar .bz2 .xz"
SUFFIXES = frozenset((*_SUFFIXES.split(), *_REFUSED.split()))

EMPTY = "This file is empty. Add one with text in it."
_ADVICE = "Save it as text, PDF or DOCX and add that."
_PICTURE = "picture"
_PACKED = "This is a packed archive. Unpack it and add the documents in it."
_EXPORT = "Export it as PDF and add that."
_PHOTO = "This is a photo of a telephone (HEIF), not text. Export it as PDF and add that."
_SOUND = f"This is a sound or video file, not text. {_ADVICE}"
_PROGRAM = f"This is a program, not text. {_ADVICE}"
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG", _PICTURE),
    (0, b"\xff\xd8\xff", _PICTURE),
    (0, b"GIF8", _PICTURE),
    (0, b"II*\0", _PICTURE),
    (0, b"MM\0*", _PICTURE),
    (8, b"WEBP", _PICTURE),
    (0, b"BZh", _PACKED),
    (0, b"\xfd7zXZ", _PACKED),
    (0, b"7z\xbc\xaf\x27\x1c", _PACKED),
    (0, b"Rar!", _PACKED),
    (0, b"\x28\xb5\x2f\xfd", _PACKED),
    (4, b"ftyphei", _PHOTO),
    (4, b"ftyphev", _PHOTO),
    (4, b"ftypmif1", _PHOTO),
    (4, b"ftypavif", _PHOTO),
    (4, b"ftyp", _SOUND),
    (0, b"ID3", _SOUND),
    (0, b"OggS", _SOUND),
    (0, b"RIFF", _SOUND),
    (0, b"\x7fELF", _PROGRAM),
    (0, b"MZ\x90", _PROGRAM),
    (0, b"MZP\0", _PROGRAM),
    (0, b"MZ\0\0", _PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", _PROGRAM),
    (0, b"\xca\xfe\xba\xbe", _PROGRAM),
    (0, b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", f"This is a section of OneNote. {_EXPORT}"),
    (0, b"AT&TFORM", f"This is a DjVu file. {_EXPORT}"),
    (0, b"%!PS", f"This is a PostScript file. {_ADVICE}"),
    (0, b"SQLite format 3", f"This is a database. {_ADVICE}"),
    (0, b"\0asm", _PROGRAM),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_GZIP = b"\x1f\x8b"
_TAR_AT, _TAR = 257, b"ustar"
_PDF_HEAD = 1024  # bytes within which readers accept %PDF- (PDF 1.7, implementation note 13)
# At the start of a line: a text may speak of it. What stands before it in a PDF is no text, or a few bytes of junk.
_PDF = re.compile(rb"(?:\A|[\r\n])[ \t]*%PDF-\d|\A[^\r\n]{0,40}%PDF-\d\.\d[\r\n]|[\x00-\x08\x80-\xff]%PDF-\d")
_LATE_PDF = re.compile(rb"%PDF-\d\.\d[ \t]*[\r\n]+(?:%[\x80-\xff]{2}|\d+ \d+ obj)")
_LATEST_PDF = 100_000  # bytes of junk before a PDF
_PAGE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    rb"</?(?:p|div|h[1-6]|br|a|ul|ol|li|table|tr|td|span|article|section|body|title|meta|b|i|em|strong)\b[^<>]*>",
    re.IGNORECASE,
)
_JUDGED = 100_000  # bytes of a table
_MAIL_HEAD = re.compile(rb"(?:From [^\n]*\n)?(?:(?:[\x21-\x39\x3b-\x7e]+:[^\n]*|[ \t]+[^\n]*)\n?)*")
_HEADER_LINE = re.compile(rb"^([A-Za-z-]+):", re.MULTILINE)
_MAIL_NAMES = frozenset((b"from", b"to", b"cc", b"date", b"subject", b"reply-to"))
_MACHINE_NAMES = frozenset(
    (b"message-id", b"mime-version", b"received", b"return-path", b"content-transfer-encoding", b"delivered-to")
)


class Kind(Enum):
    TEXT = auto()
    MARKDOWN = auto()
    HTML = auto()
    PDF = auto()
    DOCX = auto()
    PPTX = auto()
    XLSX = auto()
    DELIMITED = auto()
    EPUB = auto()
    MAIL = auto()
    MAILBOX = auto()  # messages, one behind the other
    RTF = auto()
    OPENDOCUMENT = auto()
    PICTURE = auto()
    ARCHIVE = auto()  # of several documents: ZIP, tar, gzip
    RECORDS = auto()  # JSON, or JSON Lines


_OFFICE = {"word": Kind.DOCX, "xl": Kind.XLSX, "ppt": Kind.PPTX}


def is_read(name: str) -> bool:
    """Whether files of this name are taken in where nobody named them: of what is packed with gzip, the name inside
    counts."""
    inner = name.lower().removesuffix(".gz")
    return "." + inner.rpartition(".")[2] in SUFFIXES if "." in inner else inner != name.lower()


def kind_of(data: bytes, name: str) -> Kind:
    """The kind of a file that is read. Raises ReadingError that says what it is where it is none of them."""
    if not data:
        raise ReadingError(EMPTY)
    head = data[:4096]
    if _PDF.search(head[:_PDF_HEAD]):
        return Kind.PDF
    if head.startswith(_ZIP):
        return packed_kind(io.BytesIO(data))
    if is_stream(head):
        return Kind.ARCHIVE
    if head.startswith(_OLE):
        raise ReadingError(_old_office(data))
    for offset, signature, reason in _SIGNATURES:
        if head.startswith(signature, offset):
            if reason is _PICTURE:
                return Kind.PICTURE
            raise ReadingError(reason)
    kind = _text_kind(data, name)
    return Kind.PDF if kind not in (Kind.MAIL, Kind.MAILBOX) and pdf_start(data) else kind


def pdf_start(data: bytes) -> int:
    """How much junk stands before a PDF, where it is more than programs pass over; 0 for other files, too."""
    found = None if _PDF.search(data[:_PDF_HEAD]) else _LATE_PDF.search(data, 0, _LATEST_PDF)
    return found.start() if found else 0


def _text_kind(data: bytes, name: str) -> Kind:  # noqa: PLR0911 - a kind each
    suffix = "." + name.rpartition(".")[2].lower()
    flat = data[:4096].replace(b"\0", b"")  # a page in UTF-16
    if suffix in (".jsonl", ".ndjson", ".json"):
        return Kind.RECORDS
    if flat.lstrip().startswith(b"{\\rtf"):
        return Kind.RTF
    if _is_mail(flat, suffix):
        return Kind.MAILBOX if flat.startswith(b"From ") else Kind.MAIL
    if suffix in (".html", ".htm", ".xhtml"):
        return Kind.HTML if _PAGE.match(flat) or _TAG.search(data[:200_000].replace(b"\0", b"")) else Kind.TEXT
    if _PAGE.match(flat.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")):
        return Kind.HTML
    if suffix in (".csv", ".tsv", ".tab") and delimiter_of(decode(data[:_JUDGED])):
        return Kind.DELIMITED
    return Kind.MARKDOWN if suffix in (".md", ".markdown") else Kind.TEXT


def is_zip(head: bytes) -> bool:
    """Whether a file that begins so is packed as ZIP: an archive, or an office document."""
    return head.startswith(_ZIP)


def is_stream(head: bytes) -> bool:
    """Whether a file that begins so is packed with gzip, or a tar archive."""
    return head.startswith(_GZIP) or head.startswith(_TAR, _TAR_AT)


def _is_mail(head: bytes, suffix: str) -> bool:
    """Whether a text starts with the headers of a message. A memo may start with "From:" and "To:" as well, so that
    without the right ending one that only programs write has to be among them."""
    found = _MAIL_HEAD.match(head)
    names = {match[1].lower() for match in _HEADER_LINE.finditer(found[0])} if found else set()
    if suffix in (".eml", ".mbox"):
        return bool(names & (_MAIL_NAMES | _MACHINE_NAMES))
    return bool(names & _MACHINE_NAMES) and len(names & (_MAIL_NAMES | _MACHINE_NAMES)) > 2  # noqa: PLR2004


def packed_kind(file: IO[bytes]) -> Kind:
    """The kind of a file that is packed as ZIP."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            mimetype = b""
            if "mimetype" in names:
                with archive.open("mimetype") as member:
                    mimetype = member.read(100)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError) as error:
        raise ReadingError(
            "This file is damaged: it starts like a Word document or an archive but cannot be "
            "unpacked. Get it again from where it came."
        ) from error
    return (_office_kind(names) if "[Content_Types].xml" in names else None) or _kind_of_parts(names, mimetype.strip())


def _office_kind(names: list[str]) -> Kind | None:
    """The kind of a file of Microsoft Office, by the folder that its parts lie in."""
    if "xl/workbook.bin" in names:
        raise ReadingError("This is a binary spreadsheet (XLSB). Save it as XLSX and add that.")
    folders = {name.partition("/")[0] for name in names}
    return next((kind for folder, kind in _OFFICE.items() if folder in folders), None)


def _kind_of_parts(names: list[str], mimetype: bytes) -> Kind:
    if any(name.endswith(".iwa") for name in names):
        raise ReadingError(f"This is a document of Pages, Numbers or Keynote. {_EXPORT}")
    if re.match(rb"application/vnd\.oasis\.opendocument\.(?:text|spreadsheet|presentation)", mimetype):
        return Kind.OPENDOCUMENT
    if b"opendocument" in mimetype:
        raise ReadingError("This is a drawing, a formula or a database, not a document. Export it as PDF and add that.")
    if mimetype == b"application/epub+zip":
        return Kind.EPUB
    return Kind.ARCHIVE


def _old_office(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "This document is locked with a password. Save it without one and add that."
    if "__properties_version1.0".encode("utf-16-le") in data:
        return "This is a message saved by Outlook (MSG). Save it as EML, text or PDF and add that."
    return "This is a file of Word 97 or another old Office program. Save it as DOCX or PDF and add that."
