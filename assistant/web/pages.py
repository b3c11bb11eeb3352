"""What a server sends: the kinds that are read, and what its status means."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.errors import PageGoneError, WebError

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "text/csv": ".csv",
    "application/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "text/xml": ".xml",
    "application/xml": ".xml",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/rdf+xml": ".xml",
    "application/x-rss+xml": ".xml",
    "text/rss+xml": ".xml",
    "application/feed+json": ".json",
    "application/json": ".json",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    f"{_OFFICE}.wordprocessingml.document": ".docx",
    f"{_OFFICE}.presentationml.presentation": ".pptx",
    f"{_OFFICE}.spreadsheetml.sheet": ".xlsx",
    f"{_OPEN}.text": ".odt",
    f"{_OPEN}.presentation": ".odp",
    f"{_OPEN}.spreadsheet": ".ods",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.ms-powerpoint": ".ppt",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/epub+zip": ".epub",
    "message/rfc822": ".eml",
}
JSON = frozenset({"application/json", "application/feed+json"})

# What servers say of files that they do not know: the bytes tell.
_VAGUE = frozenset(
    {
        "",
        "application/octet-stream",
        "binary/octet-stream",
        "application/x-octet-stream",
        "application/download",
        "application/x-download",
        "application/force-download",
        "unknown/unknown",
    }
)
_PACKED = b"PK\x03\x04"  # DOCX, PPTX, XLSX, ODT, EPUB
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 1024  # bytes within which a kind shows itself (PDF 1.7, implementation note 13)
_MARKUP = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([a-z0-9_.:-]{1,40})", re.IGNORECASE)
_NAMES = {"image": "a picture", "audio": "a sound recording", "video": "a video", "font": "a font"}

_SAVE = "Open the page in the browser, save it and add the file."
_STATUSES = {
    400: f"The server does not understand this address (400). Check it. {_SAVE}",
    401: f"This page asks for a log-in (401). {_SAVE}",
    402: f"This page has to be paid for (402). {_SAVE}",
    403: f"The server does not let programs have this page (403). {_SAVE}",
    407: f"A proxy stands before this page (407). {_SAVE}",
    429: "The server asks for fewer requests (429). Try again later.",
    451: "The server may not show this page for legal reasons (451).",
    503: "The server is overloaded or under repair (503). Try again later.",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What was found at an address.

    ``address``: where it was in the end, after redirects, ``asked``: what was asked for, both as ``canonical`` spells
    them; ``data``: its bytes, unpacked; ``kind``: its media type in lower case, by the server's word where that is
    precise; ``charset``: the server's word for its encoding; ``etag`` and ``modified``: to be given to the next fetch
    of the same address, as they came.
    """

    address: str
    asked: str
    data: bytes
    kind: str
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None

    @property
    def suffix(self) -> str:
        """How the name of a file of this kind ends (``.html``), or nothing where the bytes have to tell."""
        return _SUFFIXES.get(self.kind, "")


@dataclass(frozen=True, slots=True)
class NotModified:
    """The page is as it was when ``etag`` or ``modified`` was given. The fields are those of Page."""

    address: str
    asked: str
    etag: str | None = None
    modified: str | None = None


def declared_kind(content_type: str) -> tuple[str, str | None]:
    """The media type, or "" where it says nothing, and the encoding that a Content-Type header names.

    Raises WebError where it is of a kind that is not read.
    """
    kind = content_type.partition(";")[0].strip().lower()
    charset = _CHARSET.search(content_type)
    if kind in _VAGUE:
        kind = ""
    elif kind not in _SUFFIXES:
        named = kind if re.fullmatch(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,80}", kind) else "something unknown"
        what = f"{_NAMES[family]} ({named})" if (family := named.partition("/")[0]) in _NAMES else named
        raise WebError(f"There is no text at this address but {what}. Add the text as HTML, PDF, DOCX or plain text.")
    return kind, charset[1].lower() if charset else None


def found_kind(kind: str, data: bytes) -> str:
    """The media type by the bytes, where these leave no doubt, or the server says nothing (``kind`` is "").

    Raises WebError where neither tells.
    """
    head = data[:_HEAD]
    if b"%PDF-" in head and (not kind or head.lstrip().startswith(b"%PDF-")):
        return "application/pdf"
    if kind:
        return kind
    if head.startswith((_PACKED, _OLD_OFFICE)):
        return "application/octet-stream"
    flat = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if _MARKUP.match(flat):
        return "text/html"
    if flat.lstrip().startswith(b"<?xml"):
        return "application/xml"
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise WebError("The server does not say what this is, and it is no text. Save it as PDF or text and add that.")
    return "text/plain"


def refuse(status: int) -> WebError:
    """What to raise for an HTTP status that brings no page."""
    if status in (404, 410):
        return PageGoneError(f"There is no such page, or no longer ({status}). Check the address.")
    if status in _STATUSES:
        return WebError(_STATUSES[status])
    if status >= 500:  # noqa: PLR2004 - RFC 9110, 15
        return WebError(f"The server has a fault of its own ({status}). Try again later.")
    return WebError(f"The server gives no page but the status {status}. {_SAVE}")
