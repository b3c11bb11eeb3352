"""A tree of HTML elements (a page's, or trafilatura's simpler one) → text with paragraphs, lists and tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.reading.cleaning import clean

if TYPE_CHECKING:
    from lxml.etree import _Element

# Control characters mark the layout while the text is put together; cleaned text holds none of them.
_PARAGRAPH, _LINE, _ITEM, _CELL = "\x02", "\x03", "\x04", "\x05"

_BLOCK_NAMES = (
    "p head h1 h2 h3 h4 h5 h6 div section article main header footer aside nav body figure figcaption blockquote quote "
    "pre table list ul ol dl form fieldset address details summary hr caption center comments"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_LISTS = frozenset(("ul", "ol", "list", "dl"))
_ITEMS = frozenset(("li", "item"))
_ROWS = frozenset(("tr", "row"))
_CELLS = frozenset(("td", "th", "cell"))
_BREAKS = frozenset(("br", "lb"))
_LONGEST_CELL = 400  # characters; a longer one is a page laid out with a table

_SPACE = re.compile(r"\s+")
_GAP = re.compile(rf"[\s{_PARAGRAPH}{_LINE}{_ITEM}{_CELL}]+")


def text_of(root: _Element) -> str:
    """The text below ``root``: a blank line between paragraphs, a line for each list item ("- …") and table row."""
    from lxml import etree  # noqa: PLC0415 - a native library

    parts: list[str] = []
    inside = {"list": 0, "row": 0}
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else None
        if event == "start":
            parts.append(_mark(element, tag, inside, start=True))
            parts.append(_flat(element.text) if tag else "")
        else:
            parts.append(_mark(element, tag, inside, start=False))
            parts.append(_flat(element.tail) if element is not root else "")
    return _tidied("".join(parts))


def _mark(element: _Element, tag: str | None, inside: dict[str, int], *, start: bool) -> str:
    step = 1 if start else -1
    mark = ""
    if tag in _LISTS:
        inside["list"] += step
        mark = _LINE if inside["list"] > (1 if start else 0) else _PARAGRAPH
    elif tag in _ITEMS:
        mark = _LINE + _ITEM if start else _LINE
    elif tag in _ROWS and _is_table(element):
        inside["row"] += step
        mark = _LINE
    elif tag in _CELLS and inside["row"]:
        mark = _CELL if start and element.getprevious() is not None else ""
    elif tag in _BREAKS:
        mark = _LINE if start else ""
    elif tag in _BLOCKS or tag in _CELLS or tag in _ROWS:
        mark = " " if inside["row"] else _LINE if inside["list"] else _PARAGRAPH
    return mark


def _is_table(row: _Element) -> bool:
    """Whether a row is one of data: its cells are short and hold no tables."""
    return all(cell.find(".//table") is None and len("".join(cell.itertext())) <= _LONGEST_CELL for cell in row)


def _flat(text: str | None) -> str:
    return _SPACE.sub(" ", clean(text)) if text else ""


def _tidied(text: str) -> str:
    return _GAP.sub(_gap, text).strip()


def _gap(match: re.Match[str]) -> str:
    """What a run of spaces and marks comes to: the strongest mark, and the sign of the list item that starts there."""
    before, item, _ = match[0].partition(_ITEM)
    if _PARAGRAPH in before:
        gap = "\n\n"
    elif _LINE in before:
        gap = "\n"
    else:
        gap = " | " if _CELL in before else " "
    return gap + "- " if item else gap
