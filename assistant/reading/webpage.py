"""HTML → the main text of the page, and what its fields say about it. Nothing is ever fetched."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.domain import Basis, Stated
from assistant.errors import ReadingError
from assistant.reading.cleaning import clean, one_line
from assistant.reading.dates import read_date
from assistant.reading.extract import Extract, Facts
from assistant.reading.header import shortened
from assistant.reading.hiding import Rules, remove_hidden
from assistant.reading.markup import text_of
from assistant.reading.plain import decode
from assistant.reading.properties import sane_author
from assistant.reading.styles import on_screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE)
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{5000,}")
_LONGEST_PIECE = 9_900_000  # bytes of text or of a tag: at 10 million libxml2 leaves out all that comes behind
_MOST_ATTRIBUTES = 2_000  # of one element: libxml2 takes time in the square of them
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_EMBEDDED = re.compile(r"data:[\w/+.-]{0,100};base64,[A-Za-z0-9+/=%\s]{1000,}")  # a picture within the page
# A page goes on behind them (HTML, 13.2.6.4.19), but libxml2 leaves out what stands there.
_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_DECLARING = 20_000  # bytes in which a page may say its encoding
_MOST_ELEMENTS, _LARGEST_PAGE = 10_000, 1_000_000  # finding the main text of a larger page takes ten seconds and more
_MOST_AUTHORS = 10
_SHORTEST_MAIN_TEXT = 0.25  # of the visible text within <article> or <main>: less, and something was lost

_NOT_SHOWN = (
    "//script | //style | //template | //noscript | //comment() | //processing-instruction() | //svg | //iframe"
    " | //object | //select | //button | //textarea | //*[@hidden] | //*[@aria-hidden='true'][not(.//img)]"
    " | //input | //datalist | //dialog[not(@open)] | //*[@popover] | //canvas | //video | //audio | //progress"
    " | //meter | //rp | //noembed | //noframes"
)
_FURNITURE = "//nav | //header[not(ancestor::article or ancestor::main)] | //footer[not(ancestor::article)] | //aside"

_TITLE_FIELDS = ("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title", "headline")
_DATE_FIELDS = (
    "article:published_time", "og:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dc.date",
    "dcterms.date", "dcterms.created", "dc.date.created", "citation_publication_date", "citation_date", "pubdate",
    "publishdate", "publish_date", "publish-date", "publication_date", "published", "published_time",
    "parsely-pub-date", "sailthru.date", "article.published", "date",
)  # fmt: skip
_PUBLISHER_FIELDS = (
    "og:site_name",
    "dc.publisher",
    "dcterms.publisher",
    "citation_publisher",
    "publisher",
    "application-name",
)
_AUTHOR_FIELDS = (
    "author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author", "sailthru.author",
    "byl",
)  # fmt: skip
_ARTICLE_TYPES = (
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BlogPosting Report WebPage "
    "GovernmentAnnouncement SpecialAnnouncement LegalDocument Legislation CreativeWork"
)
_ARTICLES = frozenset(_ARTICLE_TYPES.split())


def read_webpage(data: bytes) -> Extract:
    """The main text of a page, and its title, date, publisher and address as its own fields state them.

    Raises ReadingError where it cannot be read as HTML or shows no text.
    """
    root = _tree(data)
    facts = _facts(root)
    _remove_hidden(root)
    text = clean(_main_text(root))
    if not text.strip():
        raise ReadingError("This web page shows no text. Save the page from the browser when it is complete.")
    return Extract(text, facts)


def fragment_text(source: str) -> str:
    """The visible text of a piece of a page, as a field of an export holds it; "" where none is visible."""
    root = _tree(f"<html><body>{source}</body></html>")
    _remove_hidden(root)
    return clean(text_of(root)).strip()


def _tree(data: bytes | str) -> HtmlElement:
    from lxml import etree, html  # noqa: PLC0415 - a native library

    if isinstance(data, bytes):
        declared = _CHARSET.search(data[:_DECLARING])
        data = decode(data, declared[1].decode("ascii") if declared else None)
    source = _END.sub("", _EMBEDDED.sub("data:,", _DECLARATION.sub("", clean(data))))
    if any(tag[0].count("=") > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(source)):
        raise ReadingError("A tag of this web page has more attributes than any page needs, so it is not read.")
    if any(len(part) > _LONGEST_PIECE // 4 and len(part.encode()) > _LONGEST_PIECE for part in source.split("<")):
        raise ReadingError("A piece of this web page is too long to be read. Save its text and add that.")
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return html.document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadingError("This web page is empty or damaged. Save it again from the browser.") from error


def shown_text(data: bytes | str, styles: str) -> str:
    """All visible text of a page, its menus too: of a chapter of a book or the body of a letter.

    ``styles``: the rules of the files that it links, "" where it links none. Raises ReadingError where it is empty.
    """
    root = _tree(data)
    _remove_hidden(root, styles)
    body = root.find("body")
    return text_of(root if body is None else body)


def _remove_hidden(root: HtmlElement, styles: str | None = None) -> None:
    """Takes out what nobody sees. ``styles``: the rules of linked files, None where they are not known."""
    linked = styles is None and bool(root.xpath("//link[contains(@rel, 'stylesheet')]"))
    shown = (style.text_content() for style in root.iter("style") if on_screen(style.get("media", "")))
    css = "\n".join([styles or "", *shown])
    remove_hidden(root, Rules(css, has_others=linked))
    for node in root.xpath(_NOT_SHOWN):
        if node.getparent() is not None and node.tag != "body":
            node.drop_tree()


def _main_text(root: HtmlElement) -> str:
    """The main text as trafilatura finds it, or all that is visible where it finds nothing or loses most."""
    from lxml import etree  # noqa: PLC0415 - a native library
    from trafilatura import bare_extraction  # noqa: PLC0415 - 0.3 s

    source = etree.tostring(root, encoding="unicode", method="html")
    visible = _visible_text(root)  # takes the menus out of the tree, not out of the source
    if len(source) > _LARGEST_PAGE or sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        return visible
    found = bare_extraction(source, include_comments=False, include_tables=True, favor_recall=True)
    body = getattr(found, "body", None)
    main = text_of(body) if body is not None else ""
    return main if len(main) >= len(visible) * _SHORTEST_MAIN_TEXT else visible


def _visible_text(root: HtmlElement) -> str:
    body = root.find("body")
    body = root if body is None else body
    for node in body.xpath(_FURNITURE):
        if node.getparent() is not None:
            node.drop_tree()
    inner = body.xpath(".//article | .//main")
    return text_of(inner[0]) if len(inner) == 1 else text_of(body)


def _facts(root: HtmlElement) -> Facts:
    fields = _fields(root)
    linked = next(_linked_data(root), {})
    title = _first(fields, _TITLE_FIELDS) or _text(linked.get("headline")) or _headline(root)
    dates = (read_date(value) for name in _DATE_FIELDS for value in fields.get(name, ()))
    date = next(filter(None, dates), None) or read_date(_text(linked.get("datePublished"))) or _marked_date(root)
    publisher = _first(fields, _PUBLISHER_FIELDS) or _text(_name_of(linked.get("publisher")))
    return Facts(
        title=_stated(shortened(title)),
        date=_stated(date),
        publisher=_stated(publisher[:150]),
        address=_stated(_address(root, fields)),
        author=_stated(_author(fields, linked, publisher)),
    )


def _author(fields: dict[str, list[str]], linked: dict[str, Any], publisher: str) -> str:
    """Who wrote it, where that is somebody else than the publisher; several are joined by commas."""
    named = [_text(_name_of(one)) for one in _listed(linked.get("author"))]
    for names in (named, *(fields.get(name, []) for name in _AUTHOR_FIELDS)):
        found = dict.fromkeys(author for name in names if (author := sane_author(name, of_file=False)))
        if found and list(found) != [publisher]:
            return ", ".join(list(found)[:_MOST_AUTHORS])
    return ""


def _fields(root: HtmlElement) -> dict[str, list[str]]:
    """All meta fields by their names in lower case."""
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        value = one_line(meta.get("content") or "")
        if name and value:
            found.setdefault(name.strip().lower(), []).append(value)
    return found


def _linked_data(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """The descriptions of an article in the page's JSON-LD (schema.org)."""
    for script in root.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        items = data if isinstance(data, list) else [data]
        items += [part for item in items if isinstance(item, dict) for part in _listed(item.get("@graph"))]
        for item in items:
            if isinstance(item, dict) and _ARTICLES.intersection(map(str, _listed(item.get("@type")))):
                yield item


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name_of(value: Any) -> Any:
    value = next(iter(_listed(value)), None)
    return value.get("name") if isinstance(value, dict) else value


def _text(value: Any) -> str:
    return one_line(value) if isinstance(value, str) else ""


def _first(fields: dict[str, list[str]], names: tuple[str, ...]) -> str:
    return next((fields[name][0] for name in names if name in fields), "")


def _headline(root: HtmlElement) -> str:
    """The only <h1>, else the <title>."""
    headings = [text for node in root.xpath("//h1") if (text := one_line(node.text_content()))]
    if len(set(headings)) == 1:
        return headings[0]
    return one_line(root.findtext(".//title") or "")


def _marked_date(root: HtmlElement) -> str | None:
    """What the page marks as its date in the visible text: <time itemprop=datePublished>, or the only <time>."""
    marked = root.xpath("//*[translate(@itemprop,'P','p')='datepublished' or @pubdate]") or root.xpath(
        "//article//time | //main//time"
    )
    dates = {read_date(node.get("datetime") or node.get("content") or node.text_content()) for node in marked}
    return dates.pop() if len(dates) == 1 else None


def _address(root: HtmlElement, fields: dict[str, list[str]]) -> str:
    links = [node.get("href", "") for node in root.xpath("//link[@rel='canonical']")]
    for address in (one_line(link) for link in (*links, *fields.get("og:url", ()))):
        try:
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname and " " not in address:
            return address
    return ""


def _stated(value: str | None) -> Stated | None:
    return Stated(value, Basis.METADATA) if value else None
