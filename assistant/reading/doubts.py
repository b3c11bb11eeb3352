"""Which text of a PDF page may not be seen, by what the page says of it and of what lies around it.

Whether it is seen shows only in a picture of the page (see ink): here is told for which text that has to be looked up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.reading.colours import WHITE, Colour, is_same
from assistant.reading.pdfthings import (
    OPAQUE,
    Box,
    address,
    bounds,
    clip,
    fill,
    font_bytes,
    inks,
    inner,
    is_clipping,
    is_filled,
    is_layered,
    is_transparent,
    kind,
    notes,
    pdfium,
    shared,
    size,
    texts,
    things,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfPage

SMALLEST = 1.5  # points of a letter that is read
_SMALLEST_FONT = 2_000  # bytes: smaller ones may hold no shapes, as those for what was recognised on scans
_MOST_SHAPES = 300  # filled shapes of a page that are looked at
_THINNEST = 4.0  # points: thinner shapes are rules, and hide no letters
_PART = 0.1  # of a text: less of it is not missed


@dataclass(slots=True)
class Doubts:
    """Addresses of text objects: ``undrawn`` of those without ink, ``doubtful`` of others that may not be seen."""

    undrawn: set[int] = field(default_factory=set)
    doubtful: set[int] = field(default_factory=set)


def doubts_of(page: PdfPage) -> Doubts:
    """What has to be looked at more closely."""
    found, frame = Doubts(), page.get_bbox()
    drawn = [(kind(thing), thing) for thing in things(page)]
    shapes = [thing for sort, thing in drawn if sort == pdfium().FPDF_PAGEOBJ_PATH]
    grounds = {WHITE, *_grounds(shapes[:_MOST_SHAPES])}
    everything = len(shapes) > _MOST_SHAPES or any(
        sort == pdfium().FPDF_PAGEOBJ_TEXT and is_clipping(thing) for sort, thing in drawn
    )
    # Pictures may hide text below them by lying over it, and text above them by having its colour.
    covers = notes(page) + [bounds(thing) for sort, thing in drawn if sort in _pictures() and _may_cover(sort, thing)]
    for sort, thing in reversed(drawn):
        if sort == pdfium().FPDF_PAGEOBJ_FORM:
            for text in texts(inner(thing)):
                (found.doubtful if inks(text) else found.undrawn).add(address(text))
        elif sort == pdfium().FPDF_PAGEOBJ_PATH and not everything and _may_cover(sort, thing):
            covers.append(bounds(thing))
        elif sort == pdfium().FPDF_PAGEOBJ_TEXT:
            inked = inks(thing)
            if not inked:
                found.undrawn.add(address(thing))
            elif everything or _is_odd(thing, inked, grounds) or _is_hidden(thing, covers, frame):
                found.doubtful.add(address(thing))
    return found


def _pictures() -> tuple[int, int, int]:
    raw = pdfium()
    return raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING, raw.FPDF_PAGEOBJ_FORM


def _grounds(shapes: list[Any]) -> Iterator[Colour]:
    """The colours of shapes on which letters may stand."""
    for shape in shapes:
        colour = fill(shape)[0]
        if colour is not None and _is_thick(bounds(shape)):
            yield colour


def _is_odd(text: Any, inked: list[tuple[Colour | None, int]], grounds: set[Colour]) -> bool:
    return (
        any(colour is None or any(is_same(colour, ground) for ground in grounds) for colour, _ in inked)
        or size(text) < SMALLEST
        or font_bytes(text) < _SMALLEST_FONT
        or is_transparent(text)
        or is_layered(text)
    )


def _is_hidden(text: Any, covers: list[Box], frame: Box) -> bool:
    """Whether a part of a text lies where something else is, or beyond the page or what the text is clipped to."""
    box, within = bounds(text), clip(text)
    return (
        any(shared(one, box) > _PART for one in covers)
        or shared(frame, box) < 1 - _PART
        or (within is not None and shared(within, box) < 1 - _PART)
    )


def _may_cover(sort: int, thing: Any) -> bool:
    if sort == pdfium().FPDF_PAGEOBJ_PATH:
        return is_filled(thing) and fill(thing)[1] == OPAQUE and _is_thick(bounds(thing))
    if sort == pdfium().FPDF_PAGEOBJ_FORM:
        return any(_may_cover(kind(one), one) for one in inner(thing)[:_MOST_SHAPES])
    return True


def _is_thick(box: Box) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) >= _THINNEST
