"""CSV and TSV → the lines of a table."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from assistant.errors import ReadingError
from assistant.reading.cleaning import clean
from assistant.reading.extract import Extract
from assistant.reading.plain import decode
from assistant.reading.tables import Budget, Row, table_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_DELIMITERS = ",\t;|"
_JUDGED = 50  # rows
_EVEN = 0.4  # of the rows judged: some lines stand above and below a table
_SAMPLE = 200_000  # characters
_LONGEST_CELL = 1_000_000  # characters: a whole document in a cell


def read_delimited(data: bytes) -> Extract:
    """The rows of a CSV or TSV file in any encoding, as ``table_text`` writes them.

    A line "sep=;" at the top, as Excel understands it, names the delimiter; else it is the one by which the rows come
    out even. Raises ReadingError where it is binary, or has more rows, cells or characters than are read.
    """
    text = clean(decode(data)).lstrip("\n")
    head, _, rest = text.partition("\n")
    if head.strip().lower().startswith("sep=") and len(head.strip()) == len("sep=;"):
        delimiter, text = head.strip()[-1], rest
    else:
        delimiter = delimiter_of(text) or ","
    return Extract(clean(table_text(_rows(text, delimiter))))


def delimiter_of(text: str) -> str | None:
    """The delimiter by which most rows of ``text`` get one number of cells, at least two; None where few do."""
    sample = text[:_SAMPLE]
    found = []
    for delimiter in _DELIMITERS:
        try:
            reader = csv.reader(io.StringIO(sample), delimiter=delimiter)
            widths = [len(row) for _, row in zip(range(_JUDGED), reader, strict=False) if row]
        except csv.Error:
            continue
        wide = [width for width in widths if width > 1]
        if wide:
            usual = max(set(wide), key=wide.count)
            found.append((wide.count(usual) / len(widths), usual, delimiter))
    share, _, delimiter = max(found, default=(0.0, 0, ""))
    return delimiter if share >= _EVEN else None


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    budget = Budget()
    csv.field_size_limit(_LONGEST_CELL)  # of the whole process; nothing else in it reads CSV with a limit
    try:
        for row in csv.reader(io.StringIO(text), delimiter=delimiter):
            budget.spend(row)
            yield row
    except csv.Error as error:
        raise ReadingError(
            f"This table cannot be read: a quotation mark is missing, or a cell has more than {_LONGEST_CELL:,} "
            "characters. Open it in a spreadsheet program, save it again and add that."
        ) from error
