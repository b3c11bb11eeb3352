"""DOCX → paragraphs, lists and tables in document order, and the document's own properties."""

from __future__ import annotations

import io
from itertools import takewhile
from typing import TYPE_CHECKING

from assistant.errors import ReadingError
from assistant.reading.cleaning import clean
from assistant.reading.extract import Extract, Facts
from assistant.reading.package import damaged, opened
from assistant.reading.properties import core_facts
from assistant.reading.wordstyles import WordStyles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordDocument
    from lxml.etree import _Element

_WHAT, _PROGRAM = "Word document", "Word"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT_NAMES = "del moveFrom instrText delText pPr sectPr tblPr txbxContent"
_LEFT_OUT = frozenset((_FALLBACK, *(_W + name for name in _LEFT_OUT_NAMES.split())))


def read_word(data: bytes) -> Extract:
    """The text of a DOCX file: a blank line between paragraphs, a line for each list item and table row.

    Deleted text, comments and what nobody sees (see WordStyles) are left out. Raises ReadingError where
    it is damaged, or unpacks to too much.
    """
    document, facts, created = _opened(data)
    body = document.element.body
    styles = WordStyles(_styles(document), document.element.find(_W + "background"))
    blocks: list[str] = []
    listed = False
    for raw, in_list in _blocks(body, styles):
        text = clean(raw).strip()
        if not text:
            continue
        if in_list and listed:
            blocks[-1] += f"\n- {text}"
        else:
            blocks.append(f"- {text}" if in_list else text)
        listed = in_list
    text = "\n\n".join(blocks)
    if not text:
        raise ReadingError("This Word document holds no text; it may hold pictures. Add a version with text.")
    return Extract(text, facts, created)


def _opened(data: bytes) -> tuple[WordDocument, Facts, str | None]:
    import docx  # noqa: PLC0415 - brings lxml

    with opened(data, _WHAT, _PROGRAM) as archive:
        facts, created = core_facts(archive)
    document = docx.Document(io.BytesIO(data))
    if document.element.body is None:
        raise ReadingError(damaged(_WHAT, _PROGRAM))
    return document, facts, created


def _styles(document: WordDocument) -> _Element | None:
    try:
        return document.styles.element
    except (AttributeError, KeyError):  # a document without that part
        return None


def _blocks(parent: _Element, styles: WordStyles) -> Iterator[tuple[str, bool]]:
    """Text and whether it is a list item, for each paragraph and table below ``parent``."""
    for child in parent:
        if child.tag == _W + "p":
            yield _paragraph(child, styles), _is_item(child)
            for box in child.iter(_W + "txbxContent"):
                around = list(takewhile(lambda above, child=child: above is not child, box.iterancestors()))  # type: ignore[misc]
                if not any(above.tag in (_FALLBACK, _W + "txbxContent") for above in around):
                    yield from _blocks(box, styles)
        elif child.tag == _W + "tbl":
            yield _table(child, styles), False
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "customXml", _W + "ins", _W + "moveTo"):
            yield from _blocks(child, styles)


def _is_item(paragraph: _Element) -> bool:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = "" if style is None else str(style.get(_W + "val", "")).lower()
    numbered = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    return name.startswith("list") or (numbered and not name.startswith(("heading", "title")))


def _table(table: _Element, styles: WordStyles) -> str:
    rows = []
    for row in table.iter(_W + "tr"):
        if next(row.iterancestors(_W + "tbl")) is table and row.find(f"{_W}trPr/{_W}hidden") is None:
            cells = (
                " ".join(" ".join(text for text, _ in _blocks(cell, styles)).split())
                for cell in row.iter(_W + "tc")
                if next(cell.iterancestors(_W + "tr")) is row
            )
            rows.append(" | ".join(filter(None, cells)))
    return "\n".join(filter(None, rows))


def _paragraph(element: _Element, styles: WordStyles) -> str:
    parts: list[str] = []
    _collect(element, parts, styles)
    return "".join(parts)


def _collect(element: _Element, parts: list[str], styles: WordStyles) -> None:
    for child in element:
        tag = child.tag
        if tag in _LEFT_OUT or (tag == _W + "r" and styles.is_hidden(child)):
            continue
        if tag == _W + "t":
            parts.append(child.text or "")
        elif tag == _W + "tab":
            parts.append("\t")
        elif tag in (_W + "br", _W + "cr"):
            parts.append("\n")
        elif tag == _W + "noBreakHyphen":
            parts.append("-")
        else:
            _collect(child, parts, styles)
