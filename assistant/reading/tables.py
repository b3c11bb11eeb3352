"""Rows of cells → lines of text that can each be understood, found and cited alone.

A row of figures says nothing without its header, and a citation shows one row. So where a header is clear each row is
written as "Country: Japan | 2020: 5 million"; where it is not, as "Japan | 5 million", because a label put on the wrong
row would be a false statement. Every row is a line of its own and so one sentence (see splitting).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.errors import ReadingError
from assistant.reading.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_ROWS = 100_000
MOST_CELLS = 500_000  # a spreadsheet takes about 20 microseconds a cell
MOST_CHARACTERS = 20_000_000

_LONGEST_LINE = 500  # characters: a longer one would be cut somewhere (splitting.LONGEST_SENTENCE is 600)
_LONGEST_CELL = 250  # characters: a longer one is prose and gets a paragraph of its own
_LONGEST_LABEL = 80
_JUDGED = 50  # rows below a header that show what its columns hold
_MOSTLY = 0.6
_FEWEST_WORDS = 0.5  # of the labels of a header without figures below it that have to be words for columns

_FIGURE = re.compile(
    r"[\s(+−-]*(?:[^\w\s]{1,3}|[A-Z]{2,3}\$?|Rs\.?)?\s?[−-]?\d[\d.,'’ \xa0\u202f]*\s?(?:[^\w\s]{1,3}|[a-zA-Z]{1,3}\b|"
    r"(?:thousand|million|billion|trillion|lakh|crore|milliard|millones|millionen|milliarden|億|万|百万|亿)s?)*\)?",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}(?:-\d\d){1,2}(?:[ T]\d\d:\d\d(?::\d\d)?)?|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_YEAR = re.compile(r"(?:FY\s?)?(?:1[89]|20)\d\d(?:[-/–]\d{2,4})?\*?")
_EMPTY = re.compile(r"[-–—.…/*\s]*|n\.?[/.]?a\.?", re.IGNORECASE)
_IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+|[a-z]+(?:[A-Z][a-z]+)+")
_COLUMN_NAMES = (
    "id no number code key name title subject topic date day month year time period country countries state region "
    "city place location address partner party parties status stage type kind category sector field area description "
    "details detail note notes remark remarks comment comments text body content summary value amount total sum "
    "price cost quantity unit currency share rate source publisher author link url language email phone person "
    "ministry agency organisation organization institution company contact project agreement treaty document item "
    "action responsible deadline start end from to signed "
    "nom titre pays année statut montant nombre ville lieu nombre país año fecha estado tipo "
    "land jahr datum titel betrag stadt ort "
    "国 国名 年 日付 名称 金額 件名 分野 状況 备注 国家 年份 日期 金额 项目 状态 الدولة البلد السنة التاريخ "
    "الاسم المبلغ ملک سال تاریخ نام رقم देश वर्ष नाम राशि तारीख"
)
_COLUMN_WORDS = frozenset(_COLUMN_NAMES.split())

Row = list[str]


@dataclass
class Budget:
    """What is left of the limits of one file. Raises ReadingError where it is used up."""

    rows: int = MOST_ROWS
    cells: int = MOST_CELLS
    characters: int = MOST_CHARACTERS

    def spend(self, row: Row) -> None:
        self.rows -= 1
        self.cells -= len(row)
        self.characters -= sum(map(len, row))
        if min(self.rows, self.cells, self.characters) < 0:
            raise ReadingError(
                f"This file has more than {MOST_ROWS:,} rows or paragraphs, {MOST_CELLS:,} cells or "
                f"{MOST_CHARACTERS:,} characters. Split it and add the parts."
            )


def table_text(rows: Iterable[Row], *, marked: bool = False) -> str:
    """The text of one sheet: a line for each row, a blank line between its tables (which blank rows divide).

    ``rows`` hold the cells as text, "" for an empty one, and need not be of one length. ``marked``: the file itself
    says that the first row of each table is a header.
    """
    blocks = [_block(block, marked=marked) for block in _divided(rows)]
    return "\n\n".join(filter(None, blocks))


def _divided(rows: Iterable[Row]) -> Iterator[list[Row]]:
    block: list[Row] = []
    for row in rows:
        if any(cell.strip() for cell in row):
            block.append(row)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _block(rows: list[Row], *, marked: bool) -> str:
    """Lines that stand above the table (a title, a unit) as they are, then the table."""
    width = max(sum(1 for cell in row if cell.strip()) for row in rows)
    above = 0
    while not marked and width > 1 and above < len(rows) - 1 and sum(1 for cell in rows[above] if cell.strip()) == 1:
        above += 1
    parts = [_bare(row) for row in rows[:above]]
    table = rows[above:]
    if marked or (len(table) > 1 and _is_header(table[0], table[1:])):
        labels = [one_line(cell)[:_LONGEST_LABEL] for cell in table[0]]
        table = table[1:] or table
        lines = [line for row in table for line in _labelled(row, labels)]
    else:
        lines = [_bare(row) for row in table]
    return "\n\n".join([*parts, "\n".join(lines).replace("\n\n\n", "\n\n").strip("\n")])


def _is_header(first: Row, below: list[Row]) -> bool:
    """Whether ``first`` names the columns: texts (or years) above at least one column of figures or dates, or words
    that tables use for columns."""
    filled = [cell for cell in first if cell.strip()]
    width = max(sum(1 for cell in row if cell.strip()) for row in below)
    if len(filled) < 2 or len(set(filled)) < len(filled) or len(filled) < width - 1:  # noqa: PLR2004 - one is no table
        return False
    if any(len(cell) > _LONGEST_LABEL for cell in filled):
        return False
    years = [cell for cell in filled if _YEAR.fullmatch(cell.strip())]
    if any(_is_figure(cell) for cell in filled if cell not in years) or len(years) == len(first):
        return False
    shown = below[:_JUDGED]
    texts = [number for number, cell in enumerate(first) if cell.strip() and cell not in years]
    if any(_holds_figures(shown, number) for number in texts):
        return True
    if years and any(_holds_figures(shown, number) for number, cell in enumerate(first) if cell in years):
        return True
    named = sum(bool(_IDENTIFIER.fullmatch(cell.strip())) or _is_column_word(cell) for cell in filled)
    return named >= len(filled) * _FEWEST_WORDS


def _is_column_word(cell: str) -> bool:
    words = re.findall(r"\w+", cell.lower())
    return 0 < len(words) <= 4 and any(word in _COLUMN_WORDS for word in words)  # noqa: PLR2004 - more is prose


def _holds_figures(rows: list[Row], column: int) -> bool:
    cells = [row[column] for row in rows if column < len(row) and not _EMPTY.fullmatch(row[column])]
    return bool(cells) and sum(map(_is_figure, cells)) >= _MOSTLY * len(cells)


def _is_figure(cell: str) -> bool:
    cell = cell.strip()
    return len(cell) <= _LONGEST_LABEL and bool(_FIGURE.fullmatch(cell) or _DATE.fullmatch(cell))


def _bare(row: Row) -> str:
    return " | ".join(filter(None, map(one_line, row)))


def _labelled(row: Row, labels: list[str]) -> Iterator[str]:
    """The lines of one row. One that is too long is continued on lines that start with its first cell again; prose
    gets paragraphs of its own below it."""
    cells = [(labels[n] if n < len(labels) else "", cell) for n, cell in enumerate(row) if cell.strip()]
    short = [_said(label, one_line(cell)) for label, cell in cells if len(cell) <= _LONGEST_CELL]
    long = [_said(label, cell.strip()) for label, cell in cells if len(cell) > _LONGEST_CELL]
    if long:
        yield ""
    if len(short) == 1 and not long:
        yield f"- {short[0]}"
        return
    line = ""
    for part in short:
        if line and len(line) + len(part) > _LONGEST_LINE:
            yield line
            line = short[0]
        line = f"{line} | {part}" if line else part
    if line:
        yield line
    for part in long:
        yield f"\n{part}"
    if long:
        yield ""


def _said(label: str, cell: str) -> str:
    return f"{label}: {cell}" if label else cell
