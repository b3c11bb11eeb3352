"""Which characters of a PDF page leave no ink that anybody sees."""

from __future__ import annotations

from ctypes import byref, c_float, c_int, c_uint
from dataclasses import dataclass
from itertools import groupby
from math import hypot
from typing import TYPE_CHECKING, Any

from assistant.reading.colours import WHITE, Colour, is_same

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

_INVISIBLE_MODES = (3, 7)  # PDF 1.7, table 106: neither filled nor stroked
_SMALLEST = 1.5  # points
_SCAN = 0.5  # of the page that pictures cover where invisible text is what was recognised on them
_MOST_SHAPES = 300  # filled shapes of a page that are looked at
_THINNEST = 4.0  # points: thinner shapes are rules, and hide no letters
_SCALE = 2.0  # pixels to a point
_LARGEST_SIDE = 1_600  # pixels
_CONTRAST = 24  # of 255: less within the box of a letter cannot be seen
_MOST = 0.7  # of the letters of a run
_OPAQUE = 255
_DEEPEST = 3  # forms within forms

Box = tuple[float, float, float, float]  # left, bottom, right, top in points


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters that one text object of the page draws."""

    indices: list[int]
    handle: Any


def unseen(page: PdfPage, textpage: PdfTextPage, codes: list[int]) -> frozenset[int]:
    """The indices of the characters of a page that nobody sees; ``codes`` are their Unicode code points.

    These are characters drawn in the invisible mode, fully transparent, smaller than 1.5 points, outside the page, or
    in a colour that cannot be told from what is behind them. That last is looked up in a rendered picture of the page,
    but only where letters are nearly white or lie on a shape of their own colour, so that white letters on a dark
    banner are kept and most pages need no picture. Invisible text is kept where pictures cover at least half of the
    page and there is more of it than of other text: then it is a scan, and this is what was recognised on it.
    """
    from pypdfium2 import raw  # noqa: PLC0415 - a native library

    bounds = page.get_bbox()
    if not _is_doubtful(page, bounds):  # most pages: asking for the object of every character takes far longer
        return frozenset()
    handles = [raw.FPDFText_GetTextObject(textpage.raw, index) for index in range(len(codes))]
    runs = [
        _Run(list(indices), handles[first])
        for key, group in groupby(range(len(codes)), key=lambda index: _address(handles[index]))
        if key and (indices := list(group)) and (first := indices[0]) >= 0
    ]
    invisible = [run for run in runs if raw.FPDFTextObj_GetTextRenderMode(run.handle) in _INVISIBLE_MODES]
    hidden_letters = sum(len(run.indices) for run in invisible)
    if hidden_letters * 2 > len(codes) and is_scan(page):
        invisible = []
    found = {index for run in invisible for index in run.indices}
    shapes: list[tuple[Box, Colour]] | None = None
    covered = _covered(page)
    doubtful = []
    for run in runs:
        if run.indices[0] in found:
            continue
        box = textpage.get_charbox(run.indices[0], loose=True)
        colour, alpha = _fill(run.handle)
        if alpha == 0 or 0 < box[3] - box[1] < _SMALLEST or _is_outside(box, bounds):
            found.update(run.indices)
        elif _address(run.handle) in covered:
            doubtful.append(run)
        elif colour is not None:
            shapes = _shapes(page) if shapes is None else shapes
            if is_same(colour, WHITE) or any(is_same(colour, other) and _holds(shape, box) for shape, other in shapes):
                doubtful.append(run)
    if doubtful:
        found.update(_without_contrast(page, textpage, doubtful, codes))
    return frozenset(found)


def _is_doubtful(page: PdfPage, bounds: Box) -> bool:
    """Whether some text object of a page may not be seen. Those in forms have a scale of their own: they may not."""
    from pypdfium2 import raw  # noqa: PLC0415 - a native library

    if _covered(page):
        return True
    grounds: set[Colour] = {WHITE, *(colour for _, colour in _shapes(page))}
    for thing in _objects(page):
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_FORM and _holds_kind(thing, raw.FPDF_PAGEOBJ_TEXT, 0):
            return True
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            (colour, alpha), box = _fill(thing), _bounds(thing)
            if (
                raw.FPDFTextObj_GetTextRenderMode(thing) in _INVISIBLE_MODES
                or alpha == 0
                or (colour is not None and any(is_same(colour, ground) for ground in grounds))
                or _size(thing) < _SMALLEST
                or _is_outside(box, bounds)
            ):
                return True
    return False


def _covered(page: PdfPage) -> set[int]:
    """The addresses of the text objects of a page of which the middle lies below a shape that was drawn later, or
    outside of the path to which they are clipped."""
    from pypdfium2 import raw  # noqa: PLC0415 - a native library

    found: set[int] = set()
    above: list[Box] = []
    for thing in reversed(_objects(page)):
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_PATH and len(above) < _MOST_SHAPES:
            box, (colour, alpha) = _bounds(thing), _fill(thing)
            if (
                colour is not None
                and alpha == _OPAQUE
                and _is_filled(thing)
                and min(box[2] - box[0], box[3] - box[1]) >= _THINNEST
            ):
                above.append(box)
        elif kind == raw.FPDF_PAGEOBJ_TEXT:
            box, clip = _bounds(thing), _clip(thing)
            if any(_holds(shape, box) for shape in above) or (clip is not None and not _holds(clip, box)):
                found.add(_address(thing))
    return found


def _is_filled(path: Any) -> bool:
    from pypdfium2 import raw  # noqa: PLC0415 - a native library

    mode, stroke = c_int(), c_int()
    return bool(raw.FPDFPath_GetDrawMode(path, byref(mode), byref(stroke)) and mode.value)


def _clip(thing: Any) -> Box | None:
    """The box around the path to which an object is clipped; None where it is not, or by several."""
    from pypdfium2 import raw  # noqa: PLC0415 - a native library

    path = raw.FPDFPageObj_GetClipPath(thing)
    if not path or raw.FPDFClipPath_CountPaths(path) != 1:
        return None
    across, up, x, y = [], [], c_float(), c_float()
    for number in range(min(raw.FPDFClipPath_CountPathSegments(path, 0), _MOST_SHAPES)):
        if raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(path, 0, number), byref(x), byref(y)):
            across.append(x.value)
            up.append(y.value)
    return (min(across), min(up), max(across), max(up)) if across else None


def _address(handle: Any) -> int:
    from ctypes import c_void_p, cast  # noqa: PLC0415 - beside its only use

    return cast(handle, c_void_p).value or 0


def _fill(handle: Any) -> tuple[Colour | None, int]:
    """The colour that an object is filled with (None: a pattern, or not said) and how opaque it is (0 to 255)."""
    from pypdfium2 import raw  # noqa: PLC0415 - a native library

    red, green, blue, alpha = (c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(handle, byref(red), byref(green), byref(blue), byref(alpha)):
        return None, 255
    return (red.value, green.value, blue.value), alpha.value


def _size(handle: Any) -> float:
    """The size of the letters of a text object in points."""
    from pypdfium2 import raw  # noqa: PLC0415 - a native library

    size, matrix = c_float(), raw.FS_MATRIX()
    raw.FPDFTextObj_GetFontSize(handle, byref(size))
    raw.FPDFPageObj_GetMatrix(handle, byref(matrix))
    return float(size.value * hypot(matrix.c, matrix.d))


def _bounds(handle: Any) -> Box:
    from pypdfium2 import raw  # noqa: PLC0415 - a native library

    sides = [c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(handle, *map(byref, sides))
    return (sides[0].value, sides[1].value, sides[2].value, sides[3].value)


def _objects(page: PdfPage) -> list[Any]:
    from pypdfium2 import raw  # noqa: PLC0415 - a native library

    return [raw.FPDFPage_GetObject(page.raw, number) for number in range(raw.FPDFPage_CountObjects(page.raw))]


def is_scan(page: PdfPage, least: float = _SCAN) -> bool:
    """Whether pictures cover at least the share ``least`` (0 to 1) of a page."""
    from pypdfium2 import raw  # noqa: PLC0415 - a native library

    bounds = page.get_bbox()
    covered = sum(_area(_bounds(thing)) for thing in _objects(page) if _holds_kind(thing, raw.FPDF_PAGEOBJ_IMAGE, 0))
    return covered >= least * _area(bounds) > 0


def _holds_kind(thing: Any, kind: int, depth: int) -> bool:
    """Whether something on a page is of a kind, or a form with something of it inside."""
    from pypdfium2 import raw  # noqa: PLC0415 - a native library

    if raw.FPDFPageObj_GetType(thing) != raw.FPDF_PAGEOBJ_FORM or depth > _DEEPEST:
        return bool(raw.FPDFPageObj_GetType(thing) == kind)
    inner = range(min(raw.FPDFFormObj_CountObjects(thing), _MOST_SHAPES))
    return any(_holds_kind(raw.FPDFFormObj_GetObject(thing, number), kind, depth + 1) for number in inner)


def _shapes(page: PdfPage) -> list[tuple[Box, Colour]]:
    """The boxes and colours of the shapes of the page that are filled with a plain colour."""
    from pypdfium2 import raw  # noqa: PLC0415 - a native library

    found: list[tuple[Box, Colour]] = []
    for thing in _objects(page):
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_PATH and len(found) < _MOST_SHAPES:
            box, (colour, alpha) = _bounds(thing), _fill(thing)
            if colour is not None and alpha and min(box[2] - box[0], box[3] - box[1]) >= _THINNEST:
                found.append((box, colour))
    return found


def _area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _holds(outer: Box, inner: Box) -> bool:
    across, up = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] <= across <= outer[2] and outer[1] <= up <= outer[3]


def _is_outside(box: Box, page: Box) -> bool:
    return box[2] <= page[0] or box[0] >= page[2] or box[3] <= page[1] or box[1] >= page[3]


def _without_contrast(page: PdfPage, textpage: PdfTextPage, runs: list[_Run], codes: list[int]) -> set[int]:
    """The characters of those runs of which most letters have but one colour within their boxes in a picture of the
    page."""
    width, height = page.get_size()
    bitmap = page.render(scale=min(_SCALE, _LARGEST_SIDE / max(width, height, 1)), grayscale=True)
    place, pixels = bitmap.get_posconv(page), bitmap.to_numpy()
    found = set()
    for run in runs:
        letters = [index for index in run.indices if codes[index] > 32]  # noqa: PLR2004 - a space
        faint = 0
        for index in letters:
            left, bottom, right, top = textpage.get_charbox(index)
            (x1, y1), (x2, y2) = place.to_bitmap(left, bottom), place.to_bitmap(right, top)
            rows, columns = sorted((max(0, y1), max(0, y2))), sorted((max(0, x1), max(0, x2)))
            part = pixels[rows[0] : rows[1] + 1, columns[0] : columns[1] + 1]
            faint += not part.size or int(part.max()) - int(part.min()) < _CONTRAST
        if faint > len(letters) * _MOST:
            found.update(run.indices)
    bitmap.close()
    return found
