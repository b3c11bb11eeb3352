"""DOCX → paragraphs, lists and tables in document order, and the document's own properties."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

from assistant.domain import Basis, Stated
from assistant.errors import ReadingError
from assistant.reading.cleaning import clean
from assistant.reading.dates import read_date
from assistant.reading.extract import Extract, Facts
from assistant.reading.properties import sane_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordDocument
    from lxml.etree import _Element

_LARGEST = 200_000_000  # bytes unpacked
_LARGEST_XML = 60_000_000  # bytes of one part: lxml needs about ten times that
_MOST_PARTS = 10_000
_HIGHEST_RATIO = 300  # of unpacked to packed bytes; Word's own files stay below 60
_SMALL = 20_000_000  # bytes unpacked below which no ratio matters

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT_NAMES = "del moveFrom instrText delText pPr sectPr tblPr txbxContent"
_LEFT_OUT = frozenset((_FALLBACK, *(_W + name for name in _LEFT_OUT_NAMES.split())))
_TEMPLATE_CREATED = "2013-12-23"  # what python-docx's own template says of every document made from it
_ODD = (AttributeError, LookupError, OverflowError, TypeError, ValueError)  # what python-docx raises on odd properties
_DAMAGED = "This Word document is damaged and cannot be read. Open it in Word, save it again and add that."
_BOMB = "This Word document unpacks to far more than a document holds, so it is not read. Save it as text or PDF."


def read_word(data: bytes) -> Extract:
    """The text of a DOCX file: a blank line between paragraphs, a line for each list item and table row.

    Deleted and hidden text is left out. Raises ReadingError where it is damaged, or unpacks to too much.
    """
    document = _opened(data)
    blocks: list[str] = []
    listed = False
    for raw, in_list in _blocks(document.element.body):
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
    return Extract(text, *_properties(document))


def _opened(data: bytes) -> WordDocument:
    import docx  # noqa: PLC0415 - brings lxml

    _check_parts(data)
    document = docx.Document(io.BytesIO(data))
    if document.element.body is None:
        raise ReadingError(_DAMAGED)
    return document


def _check_parts(data: bytes) -> None:
    """Refuses a file that unpacks to too much, or whose XML declares entities (no Word document does)."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        bomb = unpacked > _LARGEST or len(parts) > _MOST_PARTS
        bomb = bomb or (unpacked > _SMALL and unpacked > _HIGHEST_RATIO * len(data))
        xml = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
        if bomb or any(part.file_size > _LARGEST_XML for part in xml):
            raise ReadingError(_BOMB)
        for part in xml:
            if b"<!DOCTYPE" in archive.read(part)[:4096]:
                raise ReadingError(_DAMAGED)


def _blocks(parent: _Element) -> Iterator[tuple[str, bool]]:
    """Text and whether it is a list item, for each paragraph and table below ``parent``."""
    for child in parent:
        if child.tag == _W + "p":
            yield _paragraph(child), _is_item(child)
            for box in child.iter(_W + "txbxContent"):
                if not any(ancestor.tag == _FALLBACK for ancestor in box.iterancestors()):
                    yield from _blocks(box)
        elif child.tag == _W + "tbl":
            yield _table(child), False
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "customXml", _W + "ins", _W + "moveTo"):
            yield from _blocks(child)


def _is_item(paragraph: _Element) -> bool:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = "" if style is None else str(style.get(_W + "val", "")).lower()
    numbered = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    return name.startswith("list") or (numbered and not name.startswith(("heading", "title")))


def _table(table: _Element) -> str:
    rows = []
    for row in table.iter(_W + "tr"):
        if next(row.iterancestors(_W + "tbl")) is table:
            cells = (
                " ".join(" ".join(text for text, _ in _blocks(cell)).split())
                for cell in row.iter(_W + "tc")
                if next(cell.iterancestors(_W + "tr")) is row
            )
            rows.append(" | ".join(filter(None, cells)))
    return "\n".join(filter(None, rows))


def _paragraph(element: _Element) -> str:
    parts: list[str] = []
    _collect(element, parts)
    return "".join(parts)


def _collect(element: _Element, parts: list[str]) -> None:
    for child in element:
        tag = child.tag
        if tag in _LEFT_OUT or (tag == _W + "r" and _is_hidden(child)):
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
            _collect(child, parts)


def _is_hidden(run: _Element) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(_W + "val", "true") not in ("0", "false", "off")


def _properties(document: WordDocument) -> tuple[Facts, str | None]:
    """Title and date of creation; a text is worth reading also where these make no sense."""
    title = date = None
    with suppress(*_ODD):
        title = sane_title(document.core_properties.title or "")
    with suppress(*_ODD):
        created = document.core_properties.created
        date = read_date(created.date().isoformat()) if created else None
    facts = Facts(title=Stated(title, Basis.METADATA) if title else None)
    return facts, None if date == _TEMPLATE_CREATED else date
