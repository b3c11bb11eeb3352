"""A feed (RSS, RDF, Atom, JSON Feed) → its entries."""

from __future__ import annotations

import hashlib
import html
import io
import json
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from assistant.errors import AddressRefusedError
from assistant.web.addresses import joined, parse
from assistant.web.mending import mended

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assistant.web.pages import Page

MOST = 200  # entries of one feed
_JSON_FEED = "https://jsonfeed.org/version/"
_LONGEST_FIELD = 1000  # characters of a title, an author or an id


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one page.

    ``address``: where the page is, as ``canonical`` spells it, or None where the feed names no address that could be
    fetched; ``date``: the ISO date (YYYY-MM-DD) of publication, else of the last change, in the feed's own time zone;
    ``content``: HTML in UTF-8, the whole text or a summary, as the feed gives it, or nothing; ``id``: what tells it
    from the feed's other entries and stays when it is changed, never empty.
    """

    id: str
    address: str | None
    title: str
    date: str | None
    author: str | None
    content: bytes

    @property
    def page(self) -> bytes:
        """The entry as an HTML page of its own, for one whose text is in the feed alone."""
        facts = {"author": self.author, "article:published_time": self.date}
        metas = "".join(
            f'<meta name="{name}" property="{name}" content="{html.escape(value)}">'
            for name, value in facts.items()
            if value
        )
        title = html.escape(self.title)
        head = (
            f'<!doctype html>\n<html><head><meta charset="utf-8"><title>{title}</title>{metas}</head>\n<body><article>'
        )
        return f"{head}\n<h1>{title}</h1>\n".encode() + self.content + b"\n</article></body></html>\n"


def entries_of(page: Page, *, most: int = MOST) -> tuple[Entry, ...] | None:
    """The first ``most`` entries of a feed, each once, in its order; None where ``page`` is no feed by its content,
    whatever its media type. A link from a page to a feed is not followed.

    Raises WebError where it is a feed that cannot be read.
    """
    found = _json_entries(page, most) if _looks_like_json(page.data) else _xml_entries(page, most)
    return None if found is None else tuple({entry.id: entry for entry in reversed(found)}.values())[::-1]


def is_json_feed(data: bytes) -> bool:
    return _json_feed(data) is not None


def _looks_like_json(data: bytes) -> bool:
    return data.removeprefix(b"\xef\xbb\xbf")[:100].lstrip().startswith(b"{")


def _json_feed(data: bytes) -> dict[str, Any] | None:
    try:
        feed = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    is_feed = isinstance(feed, dict) and str(feed.get("version", "")).startswith(_JSON_FEED)
    return feed if is_feed and isinstance(feed.get("items"), list) else None


def _json_entries(page: Page, most: int) -> list[Entry] | None:
    """See https://jsonfeed.org/version/1.1."""
    feed = _json_feed(page.data)
    if feed is None:
        return None
    entries = []
    for item in [item for item in feed["items"] if isinstance(item, dict)][:most]:
        markup, plain = _text(item, "content_html"), _text(item, "content_text", "summary")
        authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
        names = [_text(author, "name") for author in authors or () if isinstance(author, dict)]
        entries.append(
            _entry(
                page,
                id=str(item.get("id") or ""),
                link=_text(item, "url", "external_url"),
                title=_text(item, "title"),
                date=_date(_text(item, "date_published", "date_modified")),
                author=", ".join(name for name in names if name),
                content=markup or _marked_up(plain),
            )
        )
    return entries


def _xml_entries(page: Page, most: int) -> list[Entry] | None:
    data = mended(page.data, page.charset, most)
    if data is None:
        return None
    import feedparser  # noqa: PLC0415 - heavy

    # A file object: it takes a plain string for an address and plain bytes for the name of a file. Clean is what is
    # well-formed markup for it; what is shown of it is cleaned where it is read.
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": page.address}
    feed = feedparser.parse(
        io.BytesIO(data), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
    )
    return [_xml_entry(page, dict(entry)) for entry in feed.entries]


def _xml_entry(page: Page, entry: Mapping[str, Any]) -> Entry:
    contents = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    content = max(contents, key=lambda found: len(found.get("value") or ""))
    plain = content.get("type") == "text/plain"
    value = content.get("value") or ""
    dated = next((name for name in ("published", "created", "updated") if entry.get(name)), "published")
    return _entry(
        page,
        id=entry.get("id") or "",
        link=entry.get("link") or "",
        title=_plain(entry.get("title_detail") or {}),
        date=_date(entry.get(dated, ""), entry.get(f"{dated}_parsed")),
        author=entry.get("author") or "",
        content=_marked_up(value) if plain else value,
    )


def _entry(page: Page, *, id: str, link: str, title: str, date: str | None, author: str, content: str) -> Entry:  # noqa: A002, PLR0913 - the fields of Entry
    address = _address(page, link)
    sent = content.encode("utf-8", "replace")
    key = (
        _line(id) or address or "sha256:" + hashlib.sha256(title.encode("utf-8", "replace") + b"\n" + sent).hexdigest()
    )
    return Entry(key, address, _line(title), date, _line(author) or None, sent)


def _address(page: Page, link: str) -> str | None:
    try:
        return str(joined(parse(page.address), link)) if link.strip() else None
    except AddressRefusedError:
        return None


def _date(text: str, parsed: Any = None) -> str | None:
    """The day that ``text`` names, in its own time zone; else that of ``parsed``, feedparser's, which is UTC."""
    text = text.strip()
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(text).date().isoformat()
        except (ValueError, OverflowError):
            continue
    return f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}" if parsed else None


def _plain(detail: Mapping[str, Any]) -> str:
    """A title without markup."""
    value = str(detail.get("value") or "")
    if detail.get("type") == "text/plain" and "&" not in value:
        return value
    return html.unescape(_without_tags(value) if detail.get("type") != "text/plain" else value)


def _without_tags(markup: str) -> str:
    from lxml import etree  # noqa: PLC0415 - heavy
    from lxml import html as pages  # noqa: PLC0415 - heavy

    if "<" not in markup:
        return markup
    try:
        return str(pages.fromstring(f"<div>{markup}</div>").text_content())
    except (etree.ParserError, ValueError):
        return markup


def _marked_up(plain: str) -> str:
    """Plain text as HTML: a paragraph for each of its own."""
    paragraphs = [part.strip() for part in plain.replace("\r\n", "\n").split("\n\n")]
    return "\n".join(f"<p>{html.escape(part)}</p>" for part in paragraphs if part)


def _line(text: str) -> str:
    """``text`` in one line of bounded length, without halves of characters."""
    return " ".join(text[: 4 * _LONGEST_FIELD].encode("utf-8", "replace").decode().split())[:_LONGEST_FIELD]


def _text(item: Mapping[str, Any], *names: str) -> str:
    """The first of these fields that holds text."""
    values: Iterable[Any] = (item.get(name) for name in names)
    return next((value for value in values if isinstance(value, str) and value.strip()), "")
