"""What an export as HTML shows. Elements and attributes that the program does not write could hide or replace it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.errors import VerificationError
from assistant.exporting.flow import is_from_right, mark
from assistant.exporting.record import read_record
from assistant.exporting.webpage import NOTES, RECORD, policy, style
from assistant.verifying.shown import NO_RECORD, Shown
from assistant.verifying.speaking import said_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement

    from assistant.exporting.footnotes import Record

_WRITTEN = {
    "html": {},
    "head": {},
    "title": {},
    "style": {},
    "meta": {"charset": "utf-8", "http-equiv": "content-security-policy", "name": "viewport|referrer", "content": ".*"},
    "body": {},
    "main": {},
    "section": {"class": "notes", "id": "notes"},
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
    "a": {"href": "(#|https?://).*", "rel": "noopener noreferrer"},
    "script": {"type": "application/json", "id": RECORD},
}
_BLOCKS = ("h1", "h2", "h3", "p", "li", "td")
_WRITTEN |= {name: {"dir": "rtl|ltr", "lang": "[a-z-]+", "class": "quiet", "id": r"note-\d+"} for name in _BLOCKS}
_FOREIGN = "There is markup in this file that the program does not write ({}): it may hide or replace what is shown."


def read(data: bytes) -> Shown:
    """Raises VerificationError where there is no record, or a damaged one."""
    from lxml import html  # noqa: PLC0415 - a native library

    root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", huge_tree=False))
    records = root.xpath("//script[@id=$name]", name=RECORD)
    if not records:
        raise VerificationError(NO_RECORD)
    shown = Shown(read_record(records[0].text or ""))
    found = (*_foreign(root, _written(shown.record)), *_misplaced(root))
    shown.foreign += [_FOREIGN.format(one) for one in dict.fromkeys(found)]
    for block in root.iter(*_BLOCKS):
        if next(block.iterancestors("section"), None) is None:
            shown.add_paragraph(_text(block))
    for section in root.xpath("//section[@id=$name]", name=NOTES):
        for number, item in enumerate(section.iter("li"), 1):
            shown.add_note(number, _text(item))
    return shown


def _written(record: Record) -> dict[str, dict[str, str]]:
    """The elements that the program writes, and their attributes as regular expressions."""
    say = said_in(record)
    labels = {"section": "Footnotes", "a": "Back to the text"}
    own = {name: {"aria-label": re.escape(say(label))} for name, label in labels.items()}
    own["html"] = {"lang": record.language} | ({"dir": "rtl"} if is_from_right(say(labels["section"])) else {})
    return _WRITTEN | {name: _WRITTEN[name] | more for name, more in own.items()}


def _foreign(root: HtmlElement, known: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    for element in root.iter():
        name = element.tag
        if not isinstance(name, str):
            yield "a comment"
        elif name not in known:
            yield f"an element {name[:40]}"
        else:
            for key, value in element.attrib.items():
                written = known[name].get(key)
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
