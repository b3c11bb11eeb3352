"""DOCX → paragraphs, lists and tables in document order, and the document's own properties."""

from __future__ import annotations

import io
import re
from itertools import takewhile
from typing import TYPE_CHECKING

from assistant.errors import ReadingError
from assistant.reading.cleaning import clean
from assistant.reading.extract import Extract, Facts
from assistant.reading.package import damaged, opened, parsed, usual
from assistant.reading.properties import core_facts
from assistant.reading.wordboxes import is_hidden_box
from assistant.reading.wordstyles import WordStyles, is_flat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordDocument
    from lxml.etree import _Element

_WHAT, _PROGRAM = "Word document", "Word"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_KIND = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_KINDS = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document|template)\.macroEnabled(?:Template)?"
    rb"|openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT_NAMES = "del moveFrom instrText delText pPr sectPr tblPr txbxContent"
_LEFT_OUT = frozenset((_FALLBACK, *(_W + name for name in _LEFT_OUT_NAMES.split())))


def read_word(data: bytes) -> Extract:
    """The text of a DOCX file: a blank line between paragraphs, a line for each list item and table row. A footnote or
    endnote is a paragraph behind the one that calls it.

    Deleted text, comments and what nobody sees (see WordStyles, and wordboxes) are left out. Raises ReadingError
    where it is damaged, or unpacks to too much.
    """
    document, facts, created = _opened(data)
    body = document.element.body
    styles = WordStyles(_styles(document), document.element.find(_W + "background"))
    blocks: list[str] = []
    listed = False
    for raw, in_list in _blocks(body, styles, _notes(document)):
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
    document = docx.Document(io.BytesIO(usual(data, _KINDS, _KIND)))
    if document.element.body is None:
        raise ReadingError(damaged(_WHAT, _PROGRAM))
    return document, facts, created


def _styles(document: WordDocument) -> _Element | None:
    try:
        return document.styles.element
    except (AttributeError, KeyError):  # a document without that part
        return None


def _notes(document: WordDocument) -> dict[str, _Element]:
    """Footnotes and endnotes, by what calls them and their number: "footnote 2"."""
    found = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2].removesuffix("s")
        if kind in ("footnote", "endnote") and not relation.is_external:
            for note in parsed(relation.target_part.blob).iterchildren(_W + kind):
                if note.get(_W + "type") in (None, "normal"):
                    found[f"{kind} {note.get(_W + 'id')}"] = note
    return found


def _called(paragraph: _Element, styles: WordStyles, notes: dict[str, _Element]) -> Iterator[_Element]:
    """The notes that a paragraph calls, each once in the document."""
    for run in paragraph.iter(_W + "r") if notes else ():
        for call in run:
            kind = str(call.tag).removeprefix(_W).removesuffix("Reference")
            number = f"{kind} {call.get(_W + 'id')}"
            gone = any(above.tag in _LEFT_OUT for above in run.iterancestors()) or styles.is_hidden(run)
            if number in notes and not gone:
                yield notes.pop(number)


def _blocks(
    parent: _Element, styles: WordStyles, notes: dict[str, _Element] | None = None
) -> Iterator[tuple[str, bool]]:
    """Text and whether it is a list item, for each paragraph and table below ``parent``, and the notes it calls."""
    for child in parent:
        if child.tag == _W + "p":
            yield _paragraph(child, styles), _is_item(child)
            for note in _called(child, styles, notes or {}):
                yield from _blocks(note, styles)
            for box in child.iter(_W + "txbxContent"):
                around = list(takewhile(lambda above, child=child: above is not child, box.iterancestors()))  # type: ignore[misc]
                if not (is_hidden_box(box) or any(above.tag in (_FALLBACK, _W + "txbxContent") for above in around)):
                    yield from _blocks(box, styles, notes)
        elif child.tag == _W + "tbl":
            yield _table(child, styles), False
            for note in _called(child, styles, notes or {}):
                yield from _blocks(note, styles)
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "customXml", _W + "ins", _W + "moveTo"):
            yield from _blocks(child, styles, notes)


def _is_item(paragraph: _Element) -> bool:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = "" if style is None else str(style.get(_W + "val", "")).lower()
    numbered = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    return name.startswith("list") or (numbered and not name.startswith(("heading", "title")))


def _table(table: _Element, styles: WordStyles) -> str:
    rows = []
    for row in table.iter(_W + "tr"):
        if next(row.iterancestors(_W + "tbl")) is table and not _is_gone(row):
            cells = (
                " ".join(" ".join(text for text, _ in _blocks(cell, styles)).split())
                for cell in row.iter(_W + "tc")
                if next(cell.iterancestors(_W + "tr")) is row
            )
            rows.append(" | ".join(filter(None, cells)))
    return "\n".join(filter(None, rows))


def _is_gone(row: _Element) -> bool:
    """Whether a row of a table is hidden, too low for letters, or deleted by a tracked change."""
    height = row.find(f"{_W}trPr/{_W}trHeight")
    is_low = height is not None and height.get(_W + "hRule") == "exact" and is_flat(height.get(_W + "val"))
    return is_low or any(row.find(f"{_W}trPr/{_W}{what}") is not None for what in ("hidden", "del"))


def _paragraph(element: _Element, styles: WordStyles) -> str:
    parts: list[str] = []
    if not styles.is_flat(element):
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
