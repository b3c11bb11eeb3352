"""EML → who wrote to whom, when and about what, the letter itself, and the names of what was attached."""

from __future__ import annotations

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
_UNIX_LINE = re.compile(rb"\AFrom [^\n]*\n")


def read_mail(data: bytes) -> Extract:
    """The head and body of a message: its text part, or its web page where it has none; quoted replies stay.

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
    yield from filter(None, map(_text, _preferred(message, bodies)))
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
    else:
        yield message


def _is_body(part: Message) -> bool:
    return (
        part.get_content_type() in ("text/plain", "text/html")
        and part.get_content_disposition() != "attachment"
        and not _file_name(part)
    )


def _preferred(message: Message, bodies: list[Message]) -> list[Message]:
    """Text parts before web pages: where a letter has both, they say the same."""
    plain = [part for part in bodies if part.get_content_type() == "text/plain" and _text(part)]
    both = any(part.get_content_type() == "multipart/alternative" for part in message.walk())
    return plain if plain and (both or len(plain) == len(bodies)) else bodies


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    text = _decoded(data, part.get_content_charset()) if isinstance(data, bytes) else ""
    if part.get_content_type() == "text/html":
        try:
            return shown_text(text, "")
        except ReadingError:  # an empty page
            return ""
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _unflowed(text, delete=str(part.get_param("delsp", "")).lower() == "yes")
    return clean(text).strip()


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
    raw = message.get(name)
    if raw is None:
        return ""
    parts = []
    try:
        pieces = email.header.decode_header(str(raw))
    except (email.errors.HeaderParseError, ValueError):
        return one_line(str(raw))[:_LONGEST_HEADER]
    for piece, charset in pieces:
        parts.append(
            piece if isinstance(piece, str) else _decoded(piece, None if charset == "unknown-8bit" else charset)
        )
    return one_line("".join(parts))[:_LONGEST_HEADER]


def _date(message: Message) -> str | None:
    """The day on which it was sent, where it was sent."""
    try:
        return parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    except (TypeError, ValueError, IndexError):
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
