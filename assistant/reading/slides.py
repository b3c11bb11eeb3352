"""PPTX → its slides in order: the title first, then the texts as they stand on the slide, tables and speaker notes."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from assistant.errors import ReadingError
from assistant.reading.cleaning import clean, one_line
from assistant.reading.colours import WHITE, Colour, is_same, read_hex
from assistant.reading.extract import Extract
from assistant.reading.package import opened, usual
from assistant.reading.properties import core_facts
from assistant.reading.tables import Budget, table_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element
    from pptx.shapes.base import BaseShape
    from pptx.slide import Slide

_WHAT, _PROGRAM = "presentation", "a presentation program"
_KIND = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_KINDS = re.compile(
    rb"application/vnd\.(?:ms-powerpoint\.(?:presentation|slideshow|template)\.macroEnabled"
    rb"|openxmlformats-officedocument\.presentationml\.(?:slideshow|template))\.main\+xml"
)
_MOST_SLIDES = 2_000
_MOST_SHAPES = 50_000
_DEEPEST = 20  # groups within groups
_TINY = 100  # hundredths of a point
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_FILLS = tuple(_A + name for name in ("solidFill", "gradFill", "blipFill", "pattFill", "grpFill"))
_LIGHT = frozenset(("bg1", "lt1"))  # white in every theme of which the background is white
_FURNITURE = frozenset(("sldNum", "dt", "ftr", "hdr", "sldImg"))  # slide number, date, footer: the same on each slide

Box = tuple[int, int, int, int]


def read_slides(data: bytes) -> Extract:
    """The text of a PPTX file. A slide is a page; its parts have blank lines between them, its notes start "Notes:".

    Left out, because nobody sees it: hidden slides and shapes, shapes outside the slide, letters of at most one
    point, letters of the colour that their shape is filled with, and white letters where neither the shape nor
    anything that overlaps it is filled and the slide has no background but white; comments. Raises ReadingError where
    it is damaged, a bomb, holds more than is read, or shows no text.
    """
    import pptx  # noqa: PLC0415 - takes a third of a second

    with opened(data, _WHAT, _PROGRAM) as archive:
        facts, created = core_facts(archive)
    presentation = pptx.Presentation(io.BytesIO(usual(data, _KINDS, _KIND)))
    if len(presentation.slides) > _MOST_SLIDES:
        raise ReadingError(f"This presentation has more than {_MOST_SLIDES:,} slides. Split it and add the parts.")
    size = (presentation.slide_width or 0, presentation.slide_height or 0)
    budget, left = Budget(), _MOST_SHAPES
    parts: list[str] = []
    pages: list[int] = []
    length = 0
    for slide in presentation.slides:
        if slide.element.get("show") in ("0", "false"):
            continue
        shapes = list(_shapes(slide.shapes, 0, size))
        left -= len(shapes)
        if left < 0:
            raise ReadingError(f"This presentation has more than {_MOST_SHAPES:,} shapes. Split it and add the parts.")
        text = clean("\n\n".join(filter(None, _texts(slide, shapes, size, budget)))).strip()
        pages.append(length)
        if text:
            parts.append(text)
            length += len(text) + len("\n\n")
    if not parts:
        raise ReadingError("This presentation shows no text; it may hold pictures. Export it as PDF with text.")
    text = "\n\n".join(parts)
    return Extract(text, facts, created, tuple(min(page, len(text)) for page in pages))


def _texts(slide: Slide, shapes: list[BaseShape], size: tuple[int, int], budget: Budget) -> Iterator[str]:
    title = slide.shapes.title
    shapes = sorted(shapes, key=lambda shape: title is None or shape.shape_id != title.shape_id)
    filled = [box for shape in (*shapes, *_drawn_below(slide, size)) if _is_filled(shape) and (box := _box(shape))]
    plain = _is_white(slide)
    for shape in shapes:
        box = _box(shape)
        if _is_furniture(shape) or _is_unseen(shape) or (box and _is_outside(box, size)):
            continue
        if getattr(shape, "has_table", False):
            yield _table(shape, budget)
        elif getattr(shape, "has_chart", False):
            yield _chart(shape, budget)
        elif shape.has_text_frame:
            bare = plain and not _is_filled(shape) and not (box and any(_overlap(box, other) for other in filled))
            own = _fill_colour(shape.element.find(_P + "spPr"))
            text = _frame(shape.element.find(_P + "txBody"), own or (WHITE if bare else None), listed=_is_body(shape))
            budget.spend([text])
            yield text
    if slide.has_notes_slide:
        frame = slide.notes_slide.notes_text_frame
        notes = _frame(frame._txBody, WHITE) if frame is not None else ""  # noqa: SLF001 - no public way to the XML
        if notes:
            yield f"Notes: {notes}"


def _shapes(shapes: Iterable[BaseShape], depth: int, size: tuple[int, int]) -> Iterator[BaseShape]:
    """All shapes in order, those of a group in the place of the group; none of a group outside the slide."""
    for shape in shapes:
        if not hasattr(shape, "shapes"):
            yield shape
        elif depth < _DEEPEST and not _is_unseen(shape) and not ((box := _box(shape)) and _is_outside(box, size)):
            yield from _shapes(shape.shapes, depth + 1, size)


def _drawn_below(slide: Slide, size: tuple[int, int]) -> Iterator[BaseShape]:
    """What the layout and the master draw on every slide: banners and pictures, but not their placeholders."""
    for below in (slide.slide_layout, slide.slide_layout.slide_master):
        yield from (shape for shape in _shapes(below.shapes, 0, size) if not shape.is_placeholder)


def _table(shape: BaseShape, budget: Budget) -> str:
    table = next(shape.element.iter(_A + "tbl"))
    rows = []
    for row in table.iterchildren(_A + "tr"):
        cells = [
            " ".join(_frame(cell.find(_A + "txBody"), _fill_colour(cell.find(_A + "tcPr"))).split())
            for cell in row.iterchildren(_A + "tc")
        ]
        budget.spend(cells)
        rows.append(cells)
    look = table.find(_A + "tblPr")
    return table_text(rows, marked=look is not None and look.get("firstRow") in ("1", "true"))


def _chart(shape: Any, budget: Budget) -> str:
    """The title of a chart and its figures as a table; "" for kinds of charts that python-pptx does not read."""
    try:
        chart = shape.chart
        title = chart.chart_title.text_frame.text if chart.has_title and chart.chart_title.has_text_frame else ""
        plot = next(iter(chart.plots))
        series = list(plot.series)
        rows = [["", *(one.name for one in series)]]
        for number, category in enumerate(plot.categories):
            values = (one.values[number] if number < len(one.values) else None for one in series)
            rows.append([str(category), *("" if value is None else f"{value:.15g}" for value in values)])
            budget.spend(rows[-1])
    except (AttributeError, KeyError, NotImplementedError, StopIteration, TypeError, ValueError):
        return ""
    return "\n\n".join(filter(None, (one_line(title), table_text(rows, marked=True))))


def _frame(body: _Element | None, background: Colour | None, *, listed: bool = False) -> str:
    """The paragraphs of a text box, as list items where it is the body of a slide with several points."""
    if body is None:
        return ""
    texts = [_paragraph(paragraph, background) for paragraph in body.iterchildren(_A + "p")]
    texts = [text for text in texts if text]
    if listed and len(texts) > 1:
        return "\n".join(f"- {one_line(text)}" for text in texts)
    return "\n\n".join(texts)


def _paragraph(paragraph: _Element, background: Colour | None) -> str:
    parts = []
    for run in paragraph:
        if run.tag == _A + "br":
            parts.append("\n")
        elif run.tag == _A + "r" or (run.tag == _A + "fld" and run.get("type") != "slidenum"):
            look = run.find(_A + "rPr")
            if look is None or not _is_invisible(look, background):
                parts.append(run.findtext(_A + "t") or "")
    return clean("".join(parts)).strip()


def _is_invisible(look: _Element, background: Colour | None) -> bool:
    size = look.get("sz", "1800")
    if size.isdigit() and int(size) <= _TINY:
        return True
    alpha = look.find(f"{_A}solidFill/*/{_A}alpha")
    if look.find(_A + "noFill") is not None or (alpha is not None and alpha.get("val") in ("0", "0%")):
        return True
    colour = _fill_colour(look)
    return colour is not None and background is not None and is_same(colour, background)


def _fill_colour(properties: _Element | None) -> Colour | None:
    """The one colour that something is filled with; None where it is another kind of fill or an unknown colour."""
    colour = properties.find(f"{_A}solidFill/*") if properties is not None else None
    if colour is None or (len(colour) and colour.find(_A + "alpha") is None):  # tinted: not the colour it names
        return None
    if colour.tag == _A + "schemeClr":
        return WHITE if colour.get("val") in _LIGHT else None
    return WHITE if colour.get("val") == "white" else read_hex(colour.get("lastClr") or colour.get("val"))


def _is_white(slide: Slide) -> bool:
    """Whether the background of a slide is white as far as it, its layout or its master say anything else."""
    for level in (slide, slide.slide_layout, slide.slide_layout.slide_master):
        background = level.element.find(f"{_P}cSld/{_P}bg")
        if background is not None:
            reference = background.find(f"{_P}bgRef/{_A}schemeClr")
            light = reference is not None and reference.get("val") in _LIGHT
            if not light and _fill_colour(background.find(_P + "bgPr")) != WHITE:
                return False
            break
    colours = slide.slide_layout.slide_master.element.find(_P + "clrMap")
    return colours is None or colours.get("bg1") == "lt1"


def _is_filled(shape: BaseShape) -> bool:
    """Whether something is painted within a shape, so that white letters may be seen on it."""
    element = shape.element
    if element.tag in (_P + "pic", _P + "graphicFrame"):
        return True
    look = element.find(_P + "spPr")
    if look is not None and any(look.find(fill) is not None for fill in _FILLS):
        return _fill_colour(look) != WHITE
    style = element.find(f"{_P}style/{_A}fillRef")
    return style is not None and style.get("idx") != "0" and (look is None or look.find(_A + "noFill") is None)


def _is_unseen(shape: BaseShape) -> bool:
    named = next(shape.element.iter(_P + "cNvPr"), None)
    return named is not None and named.get("hidden") in ("1", "true")


def _is_furniture(shape: BaseShape) -> bool:
    placeholder = next(shape.element.iter(_P + "ph"), None)
    return placeholder is not None and placeholder.get("type") in _FURNITURE


def _is_body(shape: BaseShape) -> bool:
    placeholder = next(shape.element.iter(_P + "ph"), None)
    return placeholder is not None and placeholder.get("type", "obj") in ("body", "obj")


def _box(shape: BaseShape) -> Box | None:
    """Left, top, right and bottom; None where the file does not say, and inside groups, which have their own scale."""
    element = shape.element
    inside = element.getparent() is not None and element.getparent().tag == _P + "grpSp"
    if inside or (element.tag == _P + "grpSp" and element.find(_P + "grpSpPr") is None):
        return None
    place = (shape.left, shape.top, shape.width, shape.height)
    if any(part is None for part in place):
        return None
    left, top, width, height = place
    return left, top, left + width, top + height


def _is_outside(box: Box, size: tuple[int, int]) -> bool:
    return box[2] <= 0 or box[3] <= 0 or box[0] >= size[0] or box[1] >= size[1]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
