"""Lines on a page → paragraphs: what belongs together is seen from gaps, indents, sizes and short last lines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_TERMINAL = re.compile(r"[.!?。！？؟۔।:：][\"'”’»」』)\]]*\s*$")
_ITEM = re.compile(r"^\s*(?:[-–•▪●*·]\s|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s)")
_PAGE_NUMBER = re.compile(
    r"^[\W_]*(?:(?:page|p\.|seite|pág\.?|صفحہ)\s*)?\d{1,4}(?:\s*(?:/|of|von|de)\s*\d{1,4})?[\W_]*$", re.IGNORECASE
)
_NO_SPACES = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uff9f\u0e00-\u0eff\u1780-\u17ff]")

_WIDER_GAP = 1.3  # of the usual distance of two lines
_OTHER_SIZE = 1.15  # of the size of the letters
_SHORT = 0.85  # of the width of the column
_INDENT = 0.8  # of the height of a line
_SAME_ROW = 0.3  # of the height of a line
_REPEATED = 3  # pages
_EDGE = 2  # lines at the top and at the bottom in which page headers stand


@dataclass(frozen=True, slots=True)
class Line:
    """A line and its box in points, measured from the bottom left; ``size`` is the height of its first letter."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float

    @property
    def width(self) -> float:
        return self.right - self.left


def paragraphs(page: list[Line]) -> str:
    """The text of one page: ``\\n`` between lines of one paragraph, a blank line between two paragraphs."""
    if not page:
        return ""
    joint = _joint_of(page)
    parts = [page[0].text]
    for before, line in pairwise(page):
        parts += [joint(before, line), line.text]
    return "".join(parts)


def ends_sentence(text: str) -> bool:
    return bool(_TERMINAL.search(text))


def is_heading_above(before: Line, line: Line) -> bool:
    """Whether the two lines are set in different sizes, as a heading and its text are."""
    sizes = sorted((before.size, line.size))
    return sizes[0] > 0 and sizes[1] / sizes[0] > _OTHER_SIZE


def without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without page numbers and without the headers and footers that three or more of them repeat."""
    edges = [{*page[:_EDGE], *page[-_EDGE:]} for page in pages]
    seen = Counter(text for edge in edges for text in {_pattern(line) for line in edge})
    enough = max(_REPEATED, len(pages) // 4)

    def stays(line: Line, edge: set[Line]) -> bool:
        return line not in edge or not (seen[_pattern(line)] >= enough or _PAGE_NUMBER.match(line.text))

    kept = [[line for line in page if stays(line, edge)] for page, edge in zip(pages, edges, strict=True)]
    return kept if any(kept) else pages


def _pattern(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text.strip())


def _joint_of(page: list[Line]) -> Callable[[Line, Line], str]:
    height = median(line.size for line in page) or 1.0
    pitches = [pitch for before, line in pairwise(page) if (pitch := before.bottom - line.bottom) > height / 2]
    usual = quantiles(pitches, n=4)[0] if len(pitches) > 1 else 1.2 * height
    widths = sorted(line.width for line in page)
    column = widths[int(len(widths) * 0.9)] if len(widths) > 1 else widths[0]
    margin = Counter(round(line.left) for line in page).most_common(1)[0][0]

    def joint(before: Line, line: Line) -> str:
        pitch = before.bottom - line.bottom
        if abs(pitch) < _SAME_ROW * height:
            return " "
        ended = ends_sentence(before.text)
        breaks = (
            is_heading_above(before, line)
            or pitch > _WIDER_GAP * usual
            or (ended and before.width < _SHORT * column)
            or (ended and line.left > margin + _INDENT * height > before.left)
            or (ended and pitch < 0)
        )
        if breaks:
            return "\n\n"
        joined = _NO_SPACES.match(before.text[-1]) and _NO_SPACES.match(line.text[0]) and not _ITEM.match(line.text)
        return "" if joined and before.width >= _SHORT * column else "\n"

    return joint
