"""EML → who wrote to whom, when and about what, the letter itself, and the names of what was attached."""

from __future__ import annotations

import base64
import email
import email.errors
import email.header
import email.policy
import re
from contextlib import suppress
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from assistant.domain import Basis, Stated
from assistant.errors import ReadingError
from assistant.reading.cleaning import clean, one_line
from assistant.reading.encoding import named
from assistant.reading.extract import Extract, Facts
from assistant.reading.header import shortened
from assistant.reading.plain import decode
from assistant.reading.properties import sane_author
from assistant.reading.webpage import shown_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_LONGEST_HEADER = 2_000  # characters: a list of a thousand receivers is no evidence
_MOST_PARTS = 1_000
_DEEPEST = 30  # parts within parts
_TOO_DEEP = "The parts of this message are nested too deeply. Save its text and add that."
_REPLY = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg|tr|rv|sv|vs)\s*(?:\[\d+\])?\s*[:：])+\s*", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_SHOWN_SHARE = 0.5  # of the words of a line, or of all lines: where the page shows less, it says something else
_BOUNDARY = re.compile(r"^--([^\s-][^\r\n]*?)[ \t]*\r?\n(?=[A-Za-z-]+:)", re.MULTILINE)
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_MOST_STRAY = 0.05  # of the characters of a part in Base64
_UNIX_LINE = re.compile(rb"\AFrom [^\n]*\n")


def read_mail(data: bytes) -> Extract:
    """The head and body of a message: its text part, or its web page where it has none; quoted replies stay. Where it
    has both, what only the text part says is left out: nobody sees it.

    Forwarded messages follow with their own heads. Of attachments only the names are given: add those as files.
    Raises ReadingError where it has too many parts within parts, or no text.
    """
    message = email.message_from_bytes(_UNIX_LINE.sub(b"", data), policy=email.policy.compat32)
    if sum(1 for _ in _parts(message, 0)) > _MOST_PARTS:
        raise ReadingError(f"This message has more than {_MOST_PARTS:,} parts. Save its text and add that.")
    paragraphs = list(_message(message, 0))
    subject, sender = _header(message, "Subject"), _header(message, "From")
    if not any(text for text in paragraphs):
        raise ReadingError("This message holds no text.")
    title, date, author = _REPLY.sub("", subject), _date(message), _name(sender)
    facts = Facts(
        title=Stated(shortened(title), Basis.METADATA) if title else None,
        date=Stated(date, Basis.METADATA) if date else None,
        author=Stated(author, Basis.METADATA) if author else None,
    )
    return Extract(clean("\n\n".join(paragraphs)), facts)


def _message(message: Message, depth: int) -> Iterator[str]:
    """The paragraphs of one message: its headers, body, attachments, and the messages forwarded with it."""
    yield from (f"{name}: {value}" for name in _HEADERS if (value := _header(message, name)))
    bodies = [part for part in _parts(message, 0) if _is_body(part)]
    yield from filter(None, _texts(message, bodies))
    attached = [name for part in _parts(message, 0) if not _is_body(part) and (name := _file_name(part))]
    if attached:
        yield "Attachments: " + ", ".join(attached)
    for part in _parts(message, 0):
        if part.get_content_type() == "message/rfc822":
            if depth >= _DEEPEST:
                raise ReadingError(_TOO_DEEP)
            for inner in part.get_payload():
                if isinstance(inner, Message):
                    yield "Forwarded message:"
                    yield from _message(inner, depth + 1)


def _parts(message: Message, depth: int) -> Iterator[Message]:
    """All parts that are no containers, without those of forwarded messages."""
    if depth > _DEEPEST:
        raise ReadingError(_TOO_DEEP)
    payload = message.get_payload()
    if message.get_content_maintype() == "multipart" and isinstance(payload, list):
        for part in payload:
            if isinstance(part, Message):
                yield from _parts(part, depth + 1)
    elif message.get_content_maintype() == "multipart" and isinstance(payload, str) and payload.strip():
        yield from _parts(_mended(payload), depth + 1)
    else:
        yield message


def _mended(payload: str) -> Message:
    """The parts of a message that are divided by another line than it says, or by none at all."""
    found = _BOUNDARY.search(payload)
    head = f'Content-Type: multipart/mixed; boundary="{found[1]}"\n\n' if found and '"' not in found[1] else "\n"
    return email.message_from_string(head + payload, policy=email.policy.compat32)


def _is_body(part: Message) -> bool:
    return (
        part.get_content_type() in ("text/plain", "text/html")
        and part.get_content_disposition() != "attachment"
        and not _file_name(part)
    )


def _texts(message: Message, bodies: list[Message]) -> Iterator[str]:
    """Text parts before web pages: where a letter has both, they say the same. If they do not, people see the page."""
    texts = [(part.get_content_type() == "text/html", _text(part)) for part in bodies]
    plain = [text for is_page, text in texts if text and not is_page]
    pages = [text for is_page, text in texts if text and is_page]
    if not plain or not pages:
        yield from plain or pages
    elif any(part.get_content_type() == "multipart/alternative" for part in message.walk()):
        yield from _shown(plain, pages) or pages
    else:
        yield from (text for _, text in texts)


def _shown(plain: list[str], pages: list[str]) -> list[str]:
    """The lines of text parts whose words are in the pages too; [] where they are the lesser part. What is quoted
    stays: pages fold it."""
    seen = {word for page in pages for word in _WORD.findall(page.lower())}
    all_words = shown = 0
    kept = []
    for text in plain:
        lines = []
        for line in text.split("\n"):
            words = [] if line.startswith(">") else _WORD.findall(line.lower())
            known = sum(word in seen for word in words)
            all_words, shown = all_words + len(words), shown + known
            if known >= len(words) * _SHOWN_SHARE:
                lines.append(line)
        kept.append("\n".join(lines).strip())
    return kept if shown >= all_words * _SHOWN_SHARE else []


def _text(part: Message) -> str:
    data, charset = _content(part), part.get_content_charset()
    if part.get_content_type() == "text/html":
        try:
            return shown_text(_decoded(data, charset) if charset else data, "")
        except ReadingError:  # an empty page
            return ""
    text = _decoded(data, charset)
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _unflowed(text, delete=str(part.get_param("delsp", "")).lower() == "yes")
    return clean(text).strip()


def _content(part: Message) -> bytes:
    """The bytes of a part, unpacked; in Base64 a few broken characters cost no more than themselves."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return b""
    raw = part.get_payload()
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() == "base64" and isinstance(raw, str):
        packed = b"".join(raw.encode("ascii", "replace").split()).rstrip(b"=")
        letters = _NO_BASE64.sub(b"", packed)
        if len(letters) < len(packed) and len(packed) - len(letters) <= len(packed) * _MOST_STRAY:
            return base64.b64decode(letters[: len(letters) // 4 * 4])
    return data


def _decoded(data: bytes, charset: str | None) -> str:
    """What the part declares goes first: ISO-2022-JP and UTF-7 look like ASCII."""
    if charset and charset.lower() not in ("us-ascii", "ascii", "iso-8859-1", "latin-1", "utf-8"):
        codec = named(charset)
        with suppress(UnicodeError):
            if codec:
                return data.decode(codec)
    return decode(data, charset) if data else ""


def _unflowed(text: str, *, delete: bool) -> str:
    """Lines that end in a space go on in the next (RFC 3676)."""
    lines: list[str] = []
    going_on = False
    for raw in clean(text).split("\n"):
        line = raw.removeprefix(" ")
        quoted = line.startswith(">")
        if going_on and not quoted and line != "-- ":
            lines[-1] += line
        else:
            lines.append(line)
        going_on = line.endswith(" ") and line != "-- " and not quoted
        if going_on and delete:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _header(message: Message, name: str) -> str:
    """A header with its encoded words decoded, on one line; "" where it is missing or damaged."""
    raw = _raw_header(message, name)
    parts = []
    try:
        pieces = email.header.decode_header(raw)
    except (email.errors.HeaderParseError, ValueError):
        return one_line(raw)[:_LONGEST_HEADER]
    for piece, charset in pieces:
        parts.append(
            piece if isinstance(piece, str) else _decoded(piece, None if charset == "unknown-8bit" else charset)
        )
    return one_line("".join(parts))[:_LONGEST_HEADER]


def _raw_header(message: Message, name: str) -> str:
    """A header as it stands there; bytes beyond ASCII are letters of UTF-8, or of what the others are in."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    if raw.isascii():
        return raw
    try:
        return decode(raw.encode("utf-8", "surrogateescape"))
    except ReadingError:  # too little to be told
        return raw.encode("utf-8", "surrogateescape").decode("latin-1")


def _date(message: Message) -> str | None:
    """The day on which it was sent, where it was sent."""
    try:
        return parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _name(sender: str) -> str | None:
    """The name in "Name <address>", or the address where it has none."""
    name, _, rest = sender.partition("<")
    name = name.strip(" \"'")
    return sane_author(name or rest.strip(" >"), of_file=False)


def _file_name(part: Message) -> str:
    try:
        name = part.get_filename() or ""
        name = "".join(
            piece if isinstance(piece, str) else _decoded(piece, charset)
            for piece, charset in email.header.decode_header(name)
        )
    except (email.errors.HeaderParseError, ValueError, LookupError):
        return ""
    return one_line(name.replace("\\", "/").rpartition("/")[2])[:200]
