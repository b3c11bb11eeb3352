"""XLSX → its visible sheets, each as a heading and the lines of its tables.

openpyxl is not used: its reading mode of small memory knows no hidden rows and columns, it refuses workbooks whose
styles another program wrote, and a single cell in row 1,048,576 makes it count up to there.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from assistant.errors import ReadingError
from assistant.reading.cleaning import clean, one_line
from assistant.reading.colours import WHITE, Colour, is_same, read_hex
from assistant.reading.extract import Extract
from assistant.reading.numbers import BUILT_IN, shown
from assistant.reading.package import damaged, opened, parsed
from assistant.reading.properties import core_facts
from assistant.reading.tables import Budget, Row, table_text

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from lxml.etree import _Element

_WHAT, _PROGRAM = "spreadsheet", "a spreadsheet program"
_MOST_SHEETS = 500
_LAST_COLUMN = 16_384
_TINY = 1.0  # points
_SLIMMEST = 0.1  # digits, in which columns are measured
_COLUMNS = range(1, _LAST_COLUMN + 1)
_OF_SHEETS = ("{*}sheetFormatPr", "{*}cols", "{*}row")
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_Item = TypeVar("_Item")
_TRUTH = {"1": "TRUE", "0": "FALSE"}
_ERRORS = frozenset(("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"))


@dataclass(frozen=True, slots=True)
class _Style:
    form: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class _Book:
    archive: zipfile.ZipFile
    strings: list[str]
    styles: list[_Style]
    since_1904: bool


def read_spreadsheet(data: bytes) -> Extract:
    """The cells of an XLSX or XLSM file as they are stored; of a formula the value that was last computed.

    Left out, because nobody sees it: hidden sheets, rows and columns; cells formatted as ";;;", in letters of the
    colour of the cell (white where it has no fill) or of at most one point; comments. Raises ReadingError where it is
    damaged, a bomb, or holds more than is read.
    """
    with opened(data, _WHAT, _PROGRAM) as archive:
        root, targets = _workbook(archive)
        properties = root.find("{*}workbookPr")
        since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
        theme = _part(archive, targets.get("theme", ""))
        styles = _part(archive, targets.get("styles", ""))
        colours = _theme_colours(theme) if theme is not None else []
        book = _Book(
            archive,
            list(_strings(archive, targets.get("sharedStrings", ""))),
            _styles(styles, colours) if styles is not None else [],
            since_1904,
        )
        sheets = root.findall("{*}sheets/{*}sheet")
        if len(sheets) > _MOST_SHEETS:
            raise ReadingError(f"This spreadsheet has more than {_MOST_SHEETS} sheets. Split it and add the parts.")
        budget, parts = Budget(), []
        for sheet in sheets:
            path = targets.get(sheet.get(_ID) or sheet.get(_STRICT_ID) or "", "")
            if sheet.get("state", "visible") == "visible" and path in archive.namelist():
                text = table_text(_rows(book, path, budget))
                if text:
                    parts.append(f"{one_line(sheet.get('name', ''))}\n\n{text}")
        facts, created = core_facts(archive)
    if not parts:
        raise ReadingError("This spreadsheet shows no text: its sheets are empty, hidden or hold pictures and charts.")
    return Extract(clean("\n\n".join(parts)), facts, created)


def _part(archive: zipfile.ZipFile, path: str) -> _Element | None:
    return parsed(archive.read(path)) if path in archive.namelist() else None


def _workbook(archive: zipfile.ZipFile) -> tuple[_Element, dict[str, str]]:
    """The workbook, and the paths of its parts: of sheets by their ids, of others by the last word of their type."""
    start = next((path for kind, path in _relations(archive, "") if kind[0] == "officeDocument"), "xl/workbook.xml")
    root = _part(archive, start)
    if root is None:
        raise ReadingError(damaged(_WHAT, _PROGRAM))
    targets: dict[str, str] = {}
    for (kind, identity), path in _relations(archive, start):
        targets[identity] = path
        targets.setdefault(kind, path)
    return root, targets


def _relations(archive: zipfile.ZipFile, path: str) -> Iterator[tuple[tuple[str, str], str]]:
    folder, name = posixpath.split(path)
    root = _part(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    for relation in root if root is not None else ():
        target = str(relation.get("Target", ""))
        kind = str(relation.get("Type", "")).rpartition("/")[2]
        yield (
            (kind, str(relation.get("Id", ""))),
            target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target)),
        )


def _strings(archive: zipfile.ZipFile, path: str) -> Iterator[str]:
    from lxml import etree  # noqa: PLC0415 - a native library

    if path not in archive.namelist():
        return
    with archive.open(path) as file:
        for _, item in etree.iterparse(file, tag="{*}si", resolve_entities=False, no_network=True):
            yield _text(item)
            item.clear()
            while item.getprevious() is not None:
                del item.getparent()[0]


def _text(item: _Element) -> str:
    """Without phonetic readings (rPh) and without runs in letters that nobody sees."""
    parts = [item.findtext("{*}t") or ""]
    for run in item.findall("{*}r"):
        look = run.find("{*}rPr")
        if look is None or not _is_tiny(look):
            parts.append(run.findtext("{*}t") or "")
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), "".join(parts))


def _is_tiny(font: _Element) -> bool:
    size = font.find("{*}sz")
    try:
        return size is not None and float(size.get("val", "11")) <= _TINY
    except ValueError:
        return False


def _theme_colours(theme: _Element) -> list[Colour | None]:
    """The colours of the theme in the order in which cells name them: light before dark (ECMA-376, 18.8.3)."""
    scheme = theme.find("{*}themeElements/{*}clrScheme")
    found: list[Colour | None] = []
    for entry in scheme if scheme is not None else ():
        colour = next(iter(entry), None)
        found.append(None if colour is None else read_hex(colour.get("lastClr") or colour.get("val")))
    return [found[1], found[0], found[3], found[2], *found[4:]] if len(found) > 3 else []  # noqa: PLR2004


def _styles(root: _Element, theme: list[Colour | None]) -> list[_Style]:
    forms = dict(BUILT_IN)
    for form in root.findall("{*}numFmts/{*}numFmt"):
        forms[int(form.get("numFmtId", "0"))] = str(form.get("formatCode", ""))
    fonts = [(_colour(font.find("{*}color"), theme), _is_tiny(font)) for font in root.findall("{*}fonts/{*}font")]
    fills = [_fill(fill, theme) for fill in root.findall("{*}fills/{*}fill")]
    found = []
    for look in root.findall("{*}cellXfs/{*}xf"):
        form = forms.get(int(look.get("numFmtId", "0")), "")
        colour, tiny = _at(fonts, look.get("fontId"), (None, False))
        fill = _at(fills, look.get("fillId"), WHITE)
        hidden = tiny or bool(colour and fill and is_same(colour, fill)) or set(form) == {";"}
        found.append(_Style(form, hidden))
    return found


def _at(items: list[_Item], number: str | None, default: _Item) -> _Item:
    place = int(number or "0")
    return items[place] if 0 <= place < len(items) else default


def _colour(element: _Element | None, theme: list[Colour | None]) -> Colour | None:
    """None where it is automatic, or a tint or an index of which we do not know what it comes to."""
    if element is None:
        return None
    if element.get("indexed") in ("1", "9"):
        return WHITE
    number = element.get("theme")
    if number is not None:
        return _at(theme, number, None) if float(element.get("tint", "0")) == 0 else None
    return read_hex(element.get("rgb"))


def _fill(fill: _Element, theme: list[Colour | None]) -> Colour | None:
    """The colour behind the letters: white where there is no fill, None where it is not known."""
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return None if len(fill) else WHITE
    kind = pattern.get("patternType", "none")
    return WHITE if kind == "none" else _colour(pattern.find("{*}fgColor"), theme) if kind == "solid" else None


def _rows(book: _Book, path: str, budget: Budget) -> Iterator[Row]:
    """The visible rows of a sheet; one empty row for each run of rows that are missing, empty or hidden."""
    from lxml import etree  # noqa: PLC0415 - a native library

    hidden: set[int] = set()
    expected = 1
    with book.archive.open(path) as file:
        for _, element in etree.iterparse(file, tag=_OF_SHEETS, resolve_entities=False, no_network=True):
            name = etree.QName(element).localname
            if name != "row":  # sheetFormatPr stands before cols
                is_narrow = _is_slim(element.get("defaultColWidth"), _SLIMMEST)
                hidden = set(_COLUMNS) if is_narrow else _hidden_columns(element, hidden)
                continue
            number = int(element.get("r") or expected)
            if number > expected:
                yield []
            expected = number + 1
            if element.get("hidden") not in ("1", "true") and not _is_slim(element.get("ht"), _TINY):
                row = _row(book, element, hidden)
                budget.spend(row)
                yield row
            else:
                budget.rows -= 1
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _hidden_columns(columns: _Element, others: set[int]) -> set[int]:
    """``others``: those that are hidden where nothing is said of them."""
    found = set(others)
    for column in columns:
        first, last = int(column.get("min", "1")), int(column.get("max", "1"))
        numbers = range(max(1, first), min(last, _LAST_COLUMN) + 1)
        if column.get("hidden") in ("1", "true") or _is_slim(column.get("width"), _SLIMMEST):
            found.update(numbers)
        elif column.get("width") is not None:
            found.difference_update(numbers)
    return found


def _is_slim(size: str | None, most: float) -> bool:
    try:
        return size is not None and float(size) <= most
    except ValueError:
        return False


def _row(book: _Book, element: _Element, hidden: set[int]) -> Row:
    cells: dict[int, str] = {}
    number = 0
    for cell in element.iterchildren("{*}c"):
        letters = cell.get("r", "").rstrip("0123456789")
        number = _column(letters) if letters.isascii() and letters.isupper() else number + 1
        if number not in hidden and number <= _LAST_COLUMN:
            cells[number] = _value(book, cell)
    filled = [number for number, text in cells.items() if text.strip()]
    shown_columns = [number for number in range(1, max(filled, default=0) + 1) if number not in hidden]
    return [cells.get(number, "") for number in shown_columns]


@lru_cache(_LAST_COLUMN)
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _value(book: _Book, cell: _Element) -> str:
    style = _at(book.styles, cell.get("s"), _Style())
    if style.is_hidden:
        return ""
    kind, value = cell.get("t", "n"), ""
    for child in cell:
        if child.tag.endswith("}v"):
            value = child.text or ""
        elif child.tag.endswith("}is") and kind == "inlineStr":
            return _text(child)
    if kind == "s":
        return _at(book.strings, value, "") if value else ""
    if kind == "n" and value:
        return _number(value, style.form, since_1904=book.since_1904)
    if kind == "e" or value in _ERRORS:
        return ""
    return _TRUTH.get(value, "") if kind == "b" else value.replace("T00:00:00", "") if kind == "d" else value


def _number(value: str, form: str, *, since_1904: bool) -> str:
    try:
        return shown(float(value), form, since_1904=since_1904)
    except (ValueError, OverflowError):
        return value
