"""Pages of a PDF as pictures, and where on them a part of their text stands."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes import byref, c_int
from itertools import combinations
from typing import TYPE_CHECKING

from assistant.errors import ReadingError
from assistant.reading.ink import ink_of
from assistant.reading.kind import pdf_start
from assistant.reading.pdfwords import codes_of, opened_text

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

Box = tuple[float, float, float, float]  # left, top, width, height, as shares of the page as it is seen

_MOST_PIXELS = 12_000_000
_LONGEST_SIDE = 16_000  # pixels: no WebP can be longer
_QUALITY = 85
_EDGE = 2  # lines at the top and at the bottom that may have been left out (see layout.without_furniture)
_FEWEST_LETTERS = 12  # by which a sentence may be looked for on a page whose text is not what was stored
_UNITS = 100_000  # across a page, for places on it
_GAP = 3  # times the height of a line: a wider one parts two boxes
_SPACE = 32
_BREAKS = (10, 13)

_NO_PAGE = "This PDF has no such page."
_DAMAGED = "The pages of this PDF cannot be drawn."


def sizes(data: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in points, as it is seen. Raises ReadingError."""
    with _opened(data) as document:
        return [document.get_page_size(number) for number in range(len(document))]


def picture(data: bytes, number: int, width: int) -> bytes:
    """Page ``number`` (from 1) as WebP, ``width`` pixels wide; less wide where it would be very high.

    Raises ReadingError where there is no such page.
    """
    with _opened(data) as document, _page(document, number) as page:
        across, up = page.get_size()
        if not (across > 0 and up > 0):
            raise ReadingError(_DAMAGED)
        scale = min(width / across, (_MOST_PIXELS / (across * up)) ** 0.5, _LONGEST_SIDE / max(across, up))
        bitmap = page.render(scale=scale)
        try:
            image = bitmap.to_pil().convert("RGB")
        finally:
            bitmap.close()
        file = io.BytesIO()
        image.save(file, "WEBP", quality=_QUALITY, method=2)
        return file.getvalue()


def boxes(data: bytes, number: int, text: str, spans: Sequence[tuple[int, int]]) -> list[list[Box]]:
    """Where on page ``number`` (from 1) parts of its text stand, for each part a box for each of its lines.

    ``text`` is what was stored of the page, ``spans`` are offsets in it. Letters and digits are compared, one by one
    and in their order: reading drops hyphens, spaces and whole lines, but never changes a letter (see pdf). No box is
    given for a part that is not there or may be in several places. Raises ReadingError where there is no such page.
    """
    with (
        _opened(data) as document,
        _page(document, number) as page,
        opened_text(document, page, number - 1) as textpage,
    ):
        return _boxes(page, textpage, text, spans)


@contextmanager
def _opened(data: bytes) -> Iterator[PdfDocument]:
    import pypdfium2  # noqa: PLC0415 - a native library

    try:
        document = pypdfium2.PdfDocument(data[pdf_start(data) :])
    except pypdfium2.PdfiumError as error:
        raise ReadingError(_DAMAGED) from error
    try:
        yield document
    finally:
        document.close()


@contextmanager
def _page(document: PdfDocument, number: int) -> Iterator[PdfPage]:
    if not 1 <= number <= len(document):
        raise ReadingError(_NO_PAGE)
    page = document[number - 1]
    try:
        yield page
    finally:
        page.close()


def _boxes(page: PdfPage, textpage: PdfTextPage, text: str, spans: Sequence[tuple[int, int]]) -> list[list[Box]]:
    codes = codes_of(textpage)
    hidden = ink_of(page, textpage, codes).unseen
    lines = list(_lines(codes, hidden))
    letters = [(letter, index) for line in lines for letter, index in _letters(codes, line)]
    wanted = _plain(text)
    ways = [[_letters(codes, line) for line in kept] for kept in _without_edges(lines)]
    fitting = [flat for way in ways if _said(flat := [one for line in way for one in line]) == wanted]
    found = []
    for start, end in spans:
        first, count = len(_plain(text[:start])), len(_plain(text[start:end]))
        places = {tuple(index for _, index in flat[first : first + count]) for flat in fitting}
        if not fitting:
            places = _occurrences(letters, _plain(text[start:end]))
        indices = places.pop() if len(places) == 1 else ()
        found.append(_around(page, textpage, codes, [line for line in lines if line], indices))
    return found


def _lines(codes: Sequence[int], hidden: frozenset[int]) -> Iterator[list[int]]:
    """The indices of the characters that are seen, line by line, as `pdf` reads them; none is without a sign."""
    line: list[int] = []
    for index, code in enumerate((*codes, _BREAKS[0])):
        if code not in _BREAKS:
            if index not in hidden:
                line.append(index)
        else:
            if any(codes[one] > _SPACE for one in line):
                yield line
            line = []


def _without_edges(lines: list[list[int]]) -> Iterator[list[list[int]]]:
    """The lines of a page in each way in which page headers, footers and numbers may have been left out of them."""
    edge = sorted({*range(min(_EDGE, len(lines))), *range(max(0, len(lines) - _EDGE), len(lines))})
    for count in range(len(edge) + 1):
        for dropped in combinations(edge, count):
            yield [line for number, line in enumerate(lines) if number not in dropped]


def _letters(codes: Sequence[int], line: list[int]) -> list[tuple[str, int]]:
    """Letters and digits with the index of their character. Those beyond the first plane may come as two halves."""
    found, high = [], 0
    for index in line:
        code = codes[index]
        if 0xD800 <= code < 0xDC00:  # noqa: PLR2004 - UTF-16
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:  # noqa: PLR2004 - UTF-16
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if chr(code).isalnum():
            found.append((chr(code), index))
    return found


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _said(letters: list[tuple[str, int]]) -> str:
    return "".join(letter for letter, _ in letters)


def _occurrences(letters: list[tuple[str, int]], wanted: str) -> set[tuple[int, ...]]:
    """Where ``wanted`` stands, at most twice: the second one says that it is not known which."""
    said, at = _said(letters), -1
    found: set[tuple[int, ...]] = set()
    if len(wanted) < _FEWEST_LETTERS:
        return set()
    while len(found) < 2 and (at := said.find(wanted, at + 1)) >= 0:  # noqa: PLR2004 - see above
        found.add(tuple(index for _, index in letters[at : at + len(wanted)]))
    return found


def _around(
    page: PdfPage, textpage: PdfTextPage, codes: Sequence[int], lines: list[list[int]], indices: tuple[int, ...]
) -> list[Box]:
    """The boxes of these characters, and of the signs between and directly behind them, line by line."""
    if not indices:
        return []
    chosen = set(indices)
    found: list[list[float]] = []
    for line in lines:
        own = [at for at, index in enumerate(line) if index in chosen]
        if not own:
            continue
        last = own[-1]
        while last + 1 < len(line) and codes[line[last + 1]] > _SPACE and not chr(codes[line[last + 1]]).isalnum():
            last += 1
        part: list[float] = []
        for index in line[own[0] : last + 1]:
            left, top, right, bottom = _seen(page, textpage.get_charbox(index, loose=True))
            if codes[index] <= _SPACE or right <= left or bottom <= top:
                continue
            # PDFium counts both lines of a word that is cut by a hyphen as one.
            if not part or not part[1] < (bottom + top) / 2 < part[3] or _is_apart(part, left, right):
                part = [left, top, right, bottom]
                found.append(part)
            else:
                part[:] = min(part[0], left), min(part[1], top), max(part[2], right), max(part[3], bottom)
    width, height = page.get_size()
    return [
        (left / width, top / height, (right - left) / width, (bottom - top) / height)
        for left, top, right, bottom in found
    ]


def _is_apart(part: list[float], left: float, right: float) -> bool:
    return max(left - part[2], part[0] - right) > _GAP * (part[3] - part[1])


def _seen(page: PdfPage, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """A box (left, bottom, right, top) on the page → its left, top, right and bottom on the page as it is seen, turned
    and cut as it says, in points from the left and the top."""
    from pypdfium2 import raw  # noqa: PLC0415 - a native library

    x, y = c_int(), c_int()
    sides: tuple[list[float], list[float]] = ([], [])
    for across, up in ((box[0], box[1]), (box[2], box[3])):
        raw.FPDF_PageToDevice(page.raw, 0, 0, _UNITS, _UNITS, 0, across, up, byref(x), byref(y))
        for side, value, size in zip(sides, (x.value, y.value), page.get_size(), strict=True):
            side.append(min(max(value / _UNITS, 0.0), 1.0) * size)
    return min(sides[0]), min(sides[1]), max(sides[0]), max(sides[1])
