"""ODT, ODS and ODP → text. The three have one format, and differ in what stands in their body."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from assistant.errors import ReadingError
from assistant.reading.cleaning import clean, one_line
from assistant.reading.colours import WHITE, Colour
from assistant.reading.dates import read_date
from assistant.reading.extract import Extract, Facts
from assistant.reading.odfstyles import Styles
from assistant.reading.package import damaged, opened, parsed
from assistant.reading.properties import stated
from assistant.reading.tables import Budget, Row, table_text

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    Blocks = Iterator[tuple[str, bool]]  # of text, and whether it is a list item

_WHAT, _PROGRAM = "OpenDocument file", "LibreOffice"
_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _DRAW = (f"{{{_NAMES}{name}:1.0}}" for name in ("text", "table", "drawing"))
_OFFICE, _PRESENTATION = (f"{{{_NAMES}{name}:1.0}}" for name in ("office", "presentation"))
_SVG = f"{{{_NAMES}svg-compatible:1.0}}"
_NOT_TEXT = frozenset(
    (
        *(_TEXT + name for name in ("tracked-changes", "ruby-text", "note", "sequence-decls", "hidden-text")),
        *(_OFFICE + name for name in ("annotation", "annotation-end", "forms")),
        *(_DRAW + name for name in ("object", "image", "frame", "text-box")),
        _PRESENTATION + "notes",
    )
)
_ASIDES = (_TEXT + "note-body", _DRAW + "text-box")  # what stands in a paragraph and has paragraphs of its own
_MOST_SPACES = 100
_LAST_COLUMN = 16_384
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(cm|mm|in|pt|px)")
_INCHES = {"cm": 1 / 2.54, "mm": 1 / 25.4, "in": 1.0, "pt": 1 / 72, "px": 1 / 96}
_WIDEST = 60  # inches: what starts beyond is on no slide
_TITLES = ("title", "subtitle")


def read_opendocument(data: bytes) -> Extract:
    """The text of a text document, spreadsheet or presentation; a slide is a page.

    Left out: tracked deletions, comments, and what nobody sees: hidden text, sections, sheets, rows, columns and
    slides, letters of at most one point, and letters of the colour of what they stand on (the page is white where
    no style says anything else). Raises ReadingError where it is locked, damaged, a bomb or shows no text.
    """
    with opened(data, _WHAT, _PROGRAM) as archive:
        names = archive.namelist()
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise ReadingError("This document is locked with a password. Save it without one and add that.")
        if "content.xml" not in names:
            raise ReadingError(damaged(_WHAT, _PROGRAM))
        content = parsed(archive.read("content.xml"))
        named = parsed(archive.read("styles.xml")) if "styles.xml" in names else None
        facts, created = _facts(archive)
    walk = _Walk(Styles(content, named))
    body = content.find(_OFFICE + "body")
    kind = next(iter(body), None) if body is not None else None
    if kind is None:
        raise ReadingError(damaged(_WHAT, _PROGRAM))
    pages: tuple[int, ...] = ()
    if kind.tag == _OFFICE + "presentation":
        text, pages = walk.slides(kind)
    elif kind.tag == _OFFICE + "spreadsheet":
        text = walk.sheets(kind)
    else:
        text = "\n\n".join(_joined(walk.blocks(kind, WHITE)))
    if not text.strip():
        raise ReadingError("This document shows no text; it may hold pictures. Add a version with text.")
    return Extract(text, facts, created, pages)


def _facts(archive: zipfile.ZipFile) -> tuple[Facts, str | None]:
    from lxml.etree import LxmlError  # noqa: PLC0415 - a native library

    try:
        root = parsed(archive.read("meta.xml"))
    except (KeyError, LxmlError, ValueError):
        return Facts(), None
    said = {name: root.findtext(f"{{*}}meta/{{*}}{name}") or "" for name in ("title", "initial-creator", "creator")}
    made = root.findtext("{*}meta/{*}creation-date") or root.findtext("{*}meta/{*}date") or ""
    return stated(said["title"], said["initial-creator"] or said["creator"]), read_date(made[:10])


def _joined(blocks: Blocks) -> Iterator[str]:
    """Texts of blocks, with the items of one list in one block."""
    items: list[str] = []
    for raw, in_list in blocks:
        text = clean(raw).strip()
        if text and in_list:
            items.append(f"- {text}")
        elif text:
            if items:
                yield "\n".join(items)
            items = []
            yield text
    if items:
        yield "\n".join(items)


class _Walk:
    """The walk through one body, which has its styles and what is left of its limits."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._budget = Budget()

    def blocks(self, parent: Iterable[_Element], ground: Colour | None, *, listed: bool = False) -> Blocks:
        """Text and whether it is a list item, for each paragraph, table and frame below ``parent``.

        ``ground`` is the colour on which the letters stand, None where it is not known.
        """
        for child in parent:
            tag = child.tag
            if tag in (_TEXT + "p", _TEXT + "h"):
                yield from self._paragraph(child, ground, listed=listed)
            elif tag == _TABLE + "table":
                yield table_text(self._rows(child, ground)), False
            elif tag in (_DRAW + "frame", _DRAW + "text-box", _DRAW + "custom-shape", _DRAW + "g", _DRAW + "a"):
                yield from self.blocks(child, self._styles.ground(child, "graphic", ground), listed=listed)
            elif tag == _TEXT + "list-item":
                yield from self.blocks(child, ground, listed=True)
            elif isinstance(tag, str) and tag not in _NOT_TEXT and not _is_hidden(child):
                yield from self.blocks(child, ground, listed=listed)

    def _paragraph(self, element: _Element, ground: Colour | None, *, listed: bool) -> Blocks:
        if any(field.get(_TEXT + "is-hidden") == "true" for field in element.iter(_TEXT + "hidden-paragraph")):
            return
        ground = self._styles.ground(element, "paragraph", ground)
        parts: list[str] = []
        if not self._styles.is_hidden(element, "paragraph", ground):
            self._collect(element, ground, parts)
        text = "".join(parts)
        self._budget.spend([text])
        yield text, listed
        for aside in element.iter(*_ASIDES):
            around = takewhile(lambda above: above is not element, aside.iterancestors())
            if not any(above.tag in _ASIDES for above in around):
                yield from self.blocks(aside, self._styles.ground(aside.getparent(), "graphic", ground))

    def _collect(self, element: _Element, ground: Colour | None, parts: list[str]) -> None:
        parts.append(_flat(element.text))
        for child in element:
            tag = child.tag
            if tag == _TEXT + "s":
                count = child.get(_TEXT + "c", "1")
                parts.append(" " * min(_MOST_SPACES, int(count) if count.isdigit() else 1))
            elif tag == _TEXT + "tab":
                parts.append("\t")
            elif tag == _TEXT + "line-break":
                parts.append("\n")
            elif isinstance(tag, str) and tag not in _NOT_TEXT:
                inner = self._styles.ground(child, "text", ground)
                if not self._styles.is_hidden(child, "text", inner):
                    self._collect(child, inner, parts)
            parts.append(_flat(child.tail))

    def sheets(self, body: _Element) -> str:
        parts = []
        for table in body.iterchildren(_TABLE + "table"):
            if not self._styles.is_undisplayed(table, "table"):
                text = table_text(self._rows(table, WHITE))
                if text:
                    parts.append(f"{one_line(table.get(_TABLE + 'name', ''))}\n\n{text}")
        return clean("\n\n".join(parts))

    def slides(self, body: _Element) -> tuple[str, tuple[int, ...]]:
        parts: list[str] = []
        pages: list[int] = []
        length = 0
        for page in body.iterchildren(_DRAW + "page"):
            if self._styles.is_undisplayed(page, "drawing-page"):
                continue
            ground = self._styles.ground(page, "drawing-page", WHITE)
            shapes = [shape for shape in page if isinstance(shape.tag, str) and not _is_outside(shape)]
            shapes.sort(key=lambda shape: shape.get(_PRESENTATION + "class") not in _TITLES)
            blocks = [text for shape in shapes for text in _joined(self.blocks([shape], ground))]
            notes = [text for note in page.iter(_PRESENTATION + "notes") for text in _joined(self.blocks(note, WHITE))]
            if notes:
                blocks.append("Notes: " + "\n\n".join(notes))
            pages.append(length)
            if blocks:
                parts.append("\n\n".join(blocks))
                length += len(parts[-1]) + 2
        text = "\n\n".join(parts)
        return text, tuple(min(page, len(text)) for page in pages)

    def _rows(self, table: _Element, ground: Colour | None) -> Iterator[Row]:
        hidden = _hidden_columns(table)
        for row in table.iter(_TABLE + "table-row"):
            if next(row.iterancestors(_TABLE + "table")) is not table:
                continue
            cells = [] if _is_collapsed(row) else self._row(row, hidden, ground)
            for _ in range(_repeated(row, "number-rows-repeated") if any(cells) else 1):
                self._budget.spend(cells)
                yield cells

    def _row(self, row: _Element, hidden: set[int], ground: Colour | None) -> Row:
        cells: Row = []
        column = 0
        blank = 0  # empty cells that matter only if another follows
        for cell in row.iterchildren(_TABLE + "table-cell", _TABLE + "covered-table-cell"):
            count = min(_repeated(cell, "number-columns-repeated"), _LAST_COLUMN - column)
            shown = sum(number not in hidden for number in range(column, column + count))
            column += count
            text = self._cell(cell, ground) if shown and cell.tag == _TABLE + "table-cell" else ""
            if text:
                cells += [""] * blank + [text] * shown
                blank = 0
            else:
                blank += shown
        return cells

    def _cell(self, cell: _Element, ground: Colour | None) -> str:
        ground = self._styles.ground(cell, "table-cell", ground)
        if self._styles.is_hidden(cell, "table-cell", ground):
            return ""
        date = cell.get(_OFFICE + "date-value")
        if date and cell.find(_TEXT + "p") is not None:
            return str(date).replace("T00:00:00", "").replace("T", " ")
        return " ".join(" ".join(text for text, _ in self.blocks(cell, ground)).split())


def _flat(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text) if text else ""


def _repeated(element: _Element, name: str) -> int:
    count = element.get(_TABLE + name, "1")
    return max(1, int(count)) if count.isdigit() else 1


def _is_hidden(section: _Element) -> bool:
    """Whether a section is hidden, always or by the condition that it has."""
    shown = section.get(_TEXT + "display", "true")
    return bool(shown == "none" or (shown == "condition" and section.get(_TEXT + "is-hidden") == "true"))


def _is_collapsed(element: _Element) -> bool:
    return bool(element.get(_TABLE + "visibility", "visible") != "visible")


def _hidden_columns(table: _Element) -> set[int]:
    hidden: set[int] = set()
    column = 0
    for element in table.iter(_TABLE + "table-column"):
        if column < _LAST_COLUMN and next(element.iterancestors(_TABLE + "table")) is table:
            count = min(_repeated(element, "number-columns-repeated"), _LAST_COLUMN - column)
            if _is_collapsed(element):
                hidden.update(range(column, column + count))
            column += count
    return hidden


def _is_outside(shape: _Element) -> bool:
    """Whether a shape lies left of or above its slide, or far to the right of or below it."""
    left, top, width, height = (_inches(shape.get(_SVG + name)) for name in ("x", "y", "width", "height"))
    return left + width < 0 or top + height < 0 or left > _WIDEST or top > _WIDEST


def _inches(length: str | None) -> float:
    match = _LENGTH.fullmatch(length or "")
    return float(match[1]) * _INCHES[match[2]] if match else 0.0
