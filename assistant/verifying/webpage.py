"""What an export as HTML shows. Elements and attributes that the program does not write could hide or replace it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.errors import VerificationError
from assistant.exporting.flow import mark
from assistant.exporting.record import read_record
from assistant.exporting.webpage import NOTES, RECORD, policy, style
from assistant.verifying.shown import NO_RECORD, Shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_WRITTEN = {
    "html": {"lang": "en"},
    "head": {},
    "title": {},
    "style": {},
    "meta": {"charset": "utf-8", "http-equiv": "content-security-policy", "name": "viewport|referrer", "content": ".*"},
    "body": {},
    "main": {},
    "section": {"class": "notes", "id": "notes", "aria-label": "footnotes"},
    "ol": {},
    "table": {},
    "thead": {},
    "tbody": {},
    "tr": {},
    "ul": {},
    "strong": {},
    "th": {"scope": "col"},
    "sup": {"id": r"mark-\d+"},
    "bdi": {"lang": "[a-z-]+"},
    "a": {"href": "(#|https?://).*", "rel": "noopener noreferrer", "aria-label": "back to the text"},
    "script": {"type": "application/json", "id": RECORD},
}
_BLOCKS = ("h1", "h2", "h3", "p", "li", "td")
_WRITTEN |= {name: {"dir": "rtl", "lang": "[a-z-]+", "class": "quiet", "id": r"note-\d+"} for name in _BLOCKS}
_FOREIGN = "There is markup in this file that the program does not write ({}): it may hide or replace what is shown."


def read(data: bytes) -> Shown:
    """Raises VerificationError where there is no record, or a damaged one."""
    from lxml import html  # noqa: PLC0415 - a native library

    root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", huge_tree=False))
    records = root.xpath("//script[@id=$name]", name=RECORD)
    if not records:
        raise VerificationError(NO_RECORD)
    shown = Shown(read_record(records[0].text or ""))
    shown.foreign += [_FOREIGN.format(one) for one in dict.fromkeys((*_foreign(root), *_misplaced(root)))]
    for block in root.iter(*_BLOCKS):
        if next(block.iterancestors("section"), None) is None:
            shown.add_paragraph(_text(block))
    for section in root.xpath("//section[@id=$name]", name=NOTES):
        for number, item in enumerate(section.iter("li"), 1):
            shown.add_note(number, _text(item))
    return shown


def _foreign(root: HtmlElement) -> Iterator[str]:
    for element in root.iter():
        name = element.tag
        if not isinstance(name, str):
            yield "a comment"
        elif name not in _WRITTEN:
            yield f"an element {name[:40]}"
        else:
            for key, value in element.attrib.items():
                written = _WRITTEN[name].get(key)
                if written is None or not re.fullmatch(written, value, re.IGNORECASE | re.DOTALL):
                    yield f"an attribute {str(key)[:40]}"
    if [one.text for one in root.iter("style")] != [style()]:
        yield "another style sheet"
    if root.xpath("//meta[@http-equiv]/@content") != [policy()]:
        yield "another policy"
    if len(root.xpath("//script")) != 1 or len(root.xpath("//section")) > 1:
        yield "a second record or list of footnotes"


def _misplaced(root: HtmlElement) -> Iterator[str]:
    """What looks like the mark of a footnote and is none, or stands where no paragraph is."""
    for link in root.xpath("//sup[a] | //a[starts-with(@href, '#note-')]/.."):
        number = (link[0].text or "") if link.tag == "sup" and len(link) == 1 else ""
        is_mark = number.isdecimal() and link[0].get("href") == f"#note-{number}" and not link.text and not len(link[0])
        if not is_mark or link.getparent().tag not in (*_BLOCKS, "strong", "bdi"):
            yield "a mark of a footnote in another place or form"


def _text(block: HtmlElement) -> str:
    """The text of a block with the marks of its footnotes, without the way back from a footnote."""
    from lxml import etree  # noqa: PLC0415 - a native library

    parts: list[str] = []
    walk = etree.iterwalk(block, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            # What stands in paragraphs of its own is apart.
            parts.append(
                (" " if element.tag in _BLOCKS else "") + ((element.tail or "") if element is not block else "")
            )
        elif element.tag == "sup" and len(element) and (element[0].text or "").isdecimal():
            parts.append(mark(int(element[0].text)))
            walk.skip_subtree()
        elif element.tag == "a" and element.text == "↩":
            walk.skip_subtree()
        else:
            parts.append(element.text or "")
    return "".join(parts)
