"""The bytes of an XML feed → the few elements of it that are read, well-formed and without a document type.

feedparser is given nothing else. By itself it goes over to a parser of broken markup that takes a minute for half a
megabyte of open tags (measured with 6.0.14), it expands entities that a feed declares, and its time grows with the
square of the depth. lxml, which is told to resolve nothing, cuts and mends in C.
"""

from __future__ import annotations

import codecs
import html
import re
from html.entities import html5
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from assistant.errors import WebError

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOTS = frozenset({"rss", "feed", "RDF"})
_ENTRIES = frozenset({"item", "entry"})
_HEADS = {"title", "link", "language"}
_LONGEST = 4_000_000  # characters; feeds of news have up to some hundred thousand
_MOST_ELEMENTS = 200_000
_MOST_ATTRIBUTES = 50  # of an element; feedparser's time grows with the square of them
_EFFORT = 400_000  # of which feedparser does about 50 in a millisecond
_SPECIAL = re.compile(r"[&<>\n]")
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ENCODING = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)(?=[\s/>])")
_BARE = re.compile(r"&(?![#\w])")
_AMPERSAND = re.compile(r"&(?!#[0-9]{1,7};|#x[0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)(\w{1,40};)?")
# Namespaces that feeds use without saying so.
_PREFIXES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}

_DAMAGED = "This feed is damaged and cannot be read. Open it in the browser and add the pages that it names."
_TOO_LARGE = "This feed is too large to be read. Add the pages that it names."
_DECLARES = (
    "This feed declares a document type of its own, by which a small file can swell without end, so it is not read. "
    "Add the pages that it names."
)


def mended(data: bytes, charset: str | None, most: int) -> bytes | None:
    """The feed in UTF-8 with its first ``most`` entries; None where ``data`` is no XML feed, whatever its media type.

    ``charset``: the server's word for its encoding. Raises WebError where it is a feed that cannot or may not be read.
    """
    text = _body(_NOT_XML.sub("", _decoded(data, charset)))
    if text is None:
        return None
    if len(text) > _LONGEST:
        raise WebError(_TOO_LARGE)
    return _checked(_cut(_parsed(text), most))


def _decoded(data: bytes, charset: str | None) -> str:
    """The text, by its byte order mark, its own word or the server's (RFC 7303, 3), else as UTF-8 or Windows-1252."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    declared = _ENCODING.match(data[:400].replace(b"\0", b""))
    wide = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be" if data[:1] == b"\0" else None
    for name in (wide, charset, declared and declared[1].decode("ascii"), "utf-8", "windows-1252"):
        if name:
            try:
                return data.decode(name)
            except (LookupError, UnicodeError):
                continue
    return data.decode("utf-8", "replace")


def _body(text: str) -> str | None:
    """The text from the start of its root element on, or None where that is not a feed's."""
    position = 0
    while True:
        position = _after_space(text, position)
        if text.startswith("<!--", position):
            end = text.find("-->", position)
        elif text.startswith("<?", position):
            end = text.find("?>", position)
        elif text.startswith("<!", position):
            end = text.find(">", position)
            if "[" in text[position:end] and _is_feed(text, text.find("]", position)):
                raise WebError(_DECLARES)
        else:
            root = _ROOT.match(text, position)
            return text[position:] if root and root[1] in _ROOTS else None
        if end < 0:
            return None
        position = text.find(">", end) + 1


def _is_feed(text: str, position: int) -> bool:
    """Whether the first element after ``position`` that is not in capitals, as those of a DTD are, is a feed's."""
    root = _ROOT.search(text, max(position, 0))
    return root is not None and root[1] in _ROOTS


def _after_space(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \t\r\n\ufeff":
        position += 1
    return position


def _parsed(text: str) -> Any:
    """The root of the feed, mended where it is not well-formed."""
    from lxml import etree  # noqa: PLC0415 - heavy

    options: dict[str, Any] = {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "huge_tree": False,  # no deeper than 256
        "remove_comments": True,
        "remove_pis": True,
    }
    try:
        root = etree.fromstring(text.encode(), etree.XMLParser(**options))
    except etree.XMLSyntaxError:
        try:
            root = etree.fromstring(_escaped(text).encode(), etree.XMLParser(recover=True, **options))
        except etree.XMLSyntaxError as error:
            raise WebError(_DAMAGED) from error
    if root is None:
        raise WebError(_DAMAGED)
    if root.xpath("count(//*)") > _MOST_ELEMENTS:
        raise WebError(_TOO_LARGE)
    return root


def _cut(root: Any, most: int) -> bytes:
    """The feed's title, link and language and its first entries."""
    from lxml import etree  # noqa: PLC0415 - heavy

    _hoist(root)
    entries, heads = _Entries(most), _HEADS.copy()
    for holder in [root, *root.iterchildren("{*}channel")]:
        for child in list(holder):
            name = _local(child)
            if name == "channel" or (name in _ENTRIES and entries.keeps(child)):
                continue
            if name in heads and not len(child):
                heads.remove(name)
            else:
                holder.remove(child)
    for element in root.iter():
        _bind(element)
    for guid in root.iter("{*}guid"):
        if not (guid.text or "").strip().lower().startswith(("http://", "https://")):
            guid.set("isPermaLink", "false")  # which most that are no addresses forget to say
    return _DECLARATION.encode() + bytes(etree.tostring(root, encoding="utf-8"))


def _hoist(root: Any) -> None:
    """Puts entries that stand in another one, which an unclosed tag in that one leads to, after it."""
    names = [f"{{*}}{name}" for name in sorted(_ENTRIES)]
    for entry in reversed(list(root.iter(*names))):
        around = list(entry.iterancestors(*names))
        if around:
            around[-1].addnext(entry)


class _Entries:
    """Which of a feed's entries are kept: the first ones, as far as feedparser can read them in a few seconds."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._effort = _EFFORT
        self._kept = 0

    def keeps(self, entry: Any) -> bool:
        if self._kept == self._most:
            return False
        self._effort -= sum(_effort(element) for element in entry.iter())
        if self._effort < 0:
            if not self._kept:
                raise WebError(_TOO_LARGE)
            self._kept = self._most
            return False
        self._kept += 1
        return True


def _effort(element: Any) -> int:
    """How much feedparser has to do for an element, whose text is put so that this is little.

    It is called for each reference and for each line, so references are written as CDATA.
    """
    from lxml import etree  # noqa: PLC0415 - heavy

    text, tail = element.text or "", element.tail or ""
    if "]]>" in text:
        pieces = len(_SPECIAL.findall(text))
    else:
        pieces = text.count("\n")
        if "&" in text or "<" in text or ">" in text:
            element.text = etree.CDATA(text)
    return 10 + 2 * (pieces + len(_SPECIAL.findall(tail)))


def _bind(element: Any) -> None:
    """Gives an element whose prefix was never declared the namespace that is meant, or none, and takes away attributes
    that no feed has."""
    tag = element.tag
    if isinstance(tag, str) and not tag.startswith("{") and ":" in tag:
        prefix, _, local = tag.partition(":")
        name = local.replace(":", "") or "unnamed"
        element.tag = f"{{{_PREFIXES[prefix]}}}{name}" if prefix in _PREFIXES else name
    if len(element.attrib) > _MOST_ATTRIBUTES:
        element.attrib.clear()
    for name in element.attrib:
        if ":" in name and not name.startswith("{"):
            del element.attrib[name]


def _local(element: Any) -> str:
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.rpartition("}")[2].rpartition(":")[2]


def _escaped(text: str) -> str:
    """``text`` with the ampersands of no entity that XML knows escaped, outside of CDATA: "AT&T", "&nbsp;"."""
    return "".join(
        part if marked else _AMPERSAND.sub(_character, _BARE.sub("&amp;", part)) for part, marked in _parts(text)
    )


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The text in turn outside (False) and inside (True) of CDATA sections."""
    position = 0
    while (start := text.find("<![CDATA[", position)) >= 0 and (end := text.find("]]>", start)) >= 0:
        yield text[position:start], False
        yield text[start : end + 3], True
        position = end + 3
    yield text[position:], False


def _character(found: re.Match[str]) -> str:
    name = found[1] or ""
    return html.escape(html5[name]) if name in html5 else f"&amp;{name}"


def _checked(data: bytes) -> bytes:
    """``data``, which expat accepts, so that feedparser does not go over to its parser of broken markup."""
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(data, True)  # noqa: FBT003 - the interface of expat
    except expat.ExpatError as error:
        raise WebError(_DAMAGED) from error
    return data
