"""What stands on a page of a PDF, as PDFium tells it: text, pictures, shapes, and forms that hold others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from ctypes import CFUNCTYPE, byref, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p, cast
from functools import cache
from itertools import repeat
from math import hypot
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

    from assistant.reading.colours import Colour

Box = tuple[float, float, float, float]  # left, bottom, right, top in points

OPAQUE = 255
_MOST_THINGS = 300  # within a form, and corners of a path
_MOST_CLIPS = 8
_DEEPEST = 3  # forms within forms
_FILLED, _OUTLINED, _CLIPPING = (0, 2, 4, 6), (1, 2, 5, 6), (4, 5, 6, 7)  # modes of text: PDF 1.7, table 106
_WITHOUT_INK = (1, 2, 16)  # kinds of annotations: FPDF_ANNOT_TEXT (a mark in the margin), _LINK and _POPUP
_PATTERN = (191, 191, 191)  # what PDFium says where a pattern is in the place of a colour
_LAYER = "OC"  # PDF 1.7, 8.11.3.2
_LAYER_SIZE = 2 * len(_LAYER) + 2  # bytes in UTF-16, with the end


@cache
def pdfium() -> Any:
    """PDFium's functions. Kept, since asking Python for a module at every call takes longer than most of them."""
    from pypdfium2 import raw  # noqa: PLC0415 - a native library

    return raw


def things(page: PdfPage) -> list[Any]:
    """All that is drawn on a page, from the bottom up."""
    get, count = pdfium().FPDFPage_GetObject, pdfium().FPDFPage_CountObjects(page.raw)
    return [get(page.raw, number) for number in range(count)]


def inner(form: Any) -> list[Any]:
    return [pdfium().FPDFFormObj_GetObject(form, number) for number in range(pdfium().FPDFFormObj_CountObjects(form))]


def kind(thing: Any) -> int:
    """One of FPDF_PAGEOBJ_TEXT, _PATH, _IMAGE, _SHADING and _FORM."""
    return int(pdfium().FPDFPageObj_GetType(thing))


def holds_kind(thing: Any, wanted: int, depth: int = 0) -> bool:
    """Whether something on a page is of a kind, or a form with something of it inside."""
    if kind(thing) != pdfium().FPDF_PAGEOBJ_FORM or depth > _DEEPEST:
        return kind(thing) == wanted
    return any(holds_kind(one, wanted, depth + 1) for one in inner(thing)[:_MOST_THINGS])


def texts(found: list[Any], depth: int = 0) -> Iterator[Any]:
    """The texts among these things, and in the forms among them."""
    for thing in found:
        if kind(thing) == pdfium().FPDF_PAGEOBJ_TEXT:
            yield thing
        elif kind(thing) == pdfium().FPDF_PAGEOBJ_FORM and depth <= _DEEPEST:
            yield from texts(inner(thing), depth + 1)


def address(handle: Any) -> int:
    """By which a thing, or a mark on it, is told from others; 0: there is none."""
    return cast(handle, c_void_p).value or 0


def thing_at(address: int) -> Any:
    return cast(address, pdfium().FPDF_PAGEOBJECT)


def drawn_by(textpage: PdfTextPage, count: int) -> list[int]:
    """The addresses of the texts that draw each of the first ``count`` characters; 0 for those that PDFium adds."""
    found = map(_drawing(), repeat(cast(textpage.raw, c_void_p)), range(count))
    return [address or 0 for address in found]


@cache
def _drawing() -> Any:
    """FPDFText_GetTextObject, giving numbers: to make a pointer of each takes longer than all the rest."""
    function = cast(pdfium().FPDFText_GetTextObject, c_void_p).value or 0
    return CFUNCTYPE(c_void_p, c_void_p, c_int)(function)


def bounds(thing: Any) -> Box:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    pdfium().FPDFPageObj_GetBounds(thing, byref(left), byref(bottom), byref(right), byref(top))
    return left.value, bottom.value, right.value, top.value


def fill(thing: Any) -> tuple[Colour | None, int]:
    """The colour that something is filled with (None: a pattern, or not said) and how opaque it is (0 to 255)."""
    return _colour(pdfium().FPDFPageObj_GetFillColor, thing)


def stroke(thing: Any) -> tuple[Colour | None, int]:
    """The same of its outline."""
    return _colour(pdfium().FPDFPageObj_GetStrokeColor, thing)


def _colour(asked: Any, thing: Any) -> tuple[Colour | None, int]:
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if not asked(thing, byref(red), byref(green), byref(blue), byref(alpha)):
        return None, OPAQUE
    colour = (red.value, green.value, blue.value)
    return None if colour == _PATTERN else colour, alpha.value


def is_filled(path: Any) -> bool:
    mode, stroked = c_int(), c_int()
    return bool(pdfium().FPDFPath_GetDrawMode(path, byref(mode), byref(stroked)) and mode.value)


def inks(text: Any) -> list[tuple[Colour | None, int]]:
    """The colours in which letters are drawn, of their inside and of their outline; [] where they are not drawn."""
    mode = pdfium().FPDFTextObj_GetTextRenderMode(text)
    return [fill(text)] * (mode in _FILLED) + [stroke(text)] * (mode in _OUTLINED)


def size(text: Any) -> float:
    """The size of letters in points, upward or across, whichever is less."""
    found, matrix = c_float(), pdfium().FS_MATRIX()
    pdfium().FPDFTextObj_GetFontSize(text, byref(found))
    pdfium().FPDFPageObj_GetMatrix(text, byref(matrix))
    return abs(found.value) * _scale(matrix)


def letter_size(textpage: PdfTextPage, index: int) -> float:
    """The size in which one character stands on the page, whatever form it is in."""
    matrix = pdfium().FS_MATRIX()
    pdfium().FPDFText_GetMatrix(textpage.raw, index, byref(matrix))
    return abs(float(pdfium().FPDFText_GetFontSize(textpage.raw, index))) * _scale(matrix)


def _scale(matrix: Any) -> float:
    return min(hypot(matrix.a, matrix.b), hypot(matrix.c, matrix.d))


def font_bytes(text: Any) -> int:
    """How many bytes the font of text has in its file; 0 where it draws each letter as a page is drawn (Type 3)."""
    count = c_size_t()
    pdfium().FPDFFont_GetFontData(pdfium().FPDFTextObj_GetFont(text), None, 0, byref(count))
    return count.value


def is_clipping(text: Any) -> bool:
    """Whether what is drawn behind text is seen through its letters only."""
    return int(pdfium().FPDFTextObj_GetTextRenderMode(text)) in _CLIPPING


def is_transparent(thing: Any) -> bool:
    """Whether what is below something shows through it, or a mask or a blend changes how it looks."""
    return bool(pdfium().FPDFPageObj_HasTransparency(thing))


def show(found: Iterable[Any], *, shown: bool) -> None:
    """Whether things are drawn in pictures of their page."""
    for thing in found:
        pdfium().FPDFPageObj_SetIsActive(thing, shown)


def notes(page: PdfPage) -> list[Box]:
    """The boxes of what stands above a page, such as stamps and comments."""
    found: list[Box] = []
    for number in range(min(pdfium().FPDFPage_GetAnnotCount(page.raw), _MOST_THINGS)):
        note, box = pdfium().FPDFPage_GetAnnot(page.raw, number), pdfium().FS_RECTF()
        if pdfium().FPDFAnnot_GetSubtype(note) not in _WITHOUT_INK and pdfium().FPDFAnnot_GetRect(note, byref(box)):
            found.append((box.left, box.bottom, box.right, box.top))
        pdfium().FPDFPage_CloseAnnot(note)
    return found


def clip(thing: Any) -> Box | None:
    """The box that all paths to which something is clipped have in common, which may be empty; None: not clipped."""
    paths = pdfium().FPDFPageObj_GetClipPath(thing)
    count = pdfium().FPDFClipPath_CountPaths(paths) if paths else 0
    boxes = [box for number in range(min(count, _MOST_CLIPS)) if (box := _corners(paths, number))]
    if not boxes:
        return None
    left, bottom, right, top = zip(*boxes, strict=True)
    return max(left), max(bottom), min(right), min(top)


def _corners(paths: Any, number: int) -> Box | None:
    across, up, x, y = [], [], c_float(), c_float()
    for corner in range(min(pdfium().FPDFClipPath_CountPathSegments(paths, number), _MOST_THINGS)):
        segment = pdfium().FPDFClipPath_GetPathSegment(paths, number, corner)
        if pdfium().FPDFPathSegment_GetPoint(segment, byref(x), byref(y)):
            across.append(x.value)
            up.append(y.value)
    return (min(across), min(up), max(across), max(up)) if across else None


def marks(thing: Any) -> list[Any]:
    """The marks around something (PDF 1.7, 14.6)."""
    count = pdfium().FPDFPageObj_CountMarks(thing)
    return [pdfium().FPDFPageObj_GetMark(thing, number) for number in range(count)] if count else []


def is_layered(thing: Any) -> bool:
    """Whether something belongs to a layer, which may be off."""
    return any(_name(mark) == _LAYER for mark in marks(thing))


def _name(mark: Any) -> str:
    """The name of a mark, "" where it is longer than that of layers."""
    needed = c_ulong()
    pdfium().FPDFPageObjMark_GetName(mark, None, 0, byref(needed))
    if needed.value != _LAYER_SIZE:
        return ""
    name = (pdfium().FPDF_WCHAR * _LAYER_SIZE)()
    pdfium().FPDFPageObjMark_GetName(mark, name, _LAYER_SIZE, byref(needed))
    return bytes(name)[: _LAYER_SIZE - 2].decode("utf-16-le", "replace")


def area(box: Box) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def holds(outer: Box, box: Box) -> bool:
    """Whether the middle of a box lies in another."""
    across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] <= across <= outer[2] and outer[1] <= up <= outer[3]


def shared(outer: Box, box: Box) -> float:
    """How much of a box (0 to 1) lies in another; of one without an area nothing or all, as its middle does."""
    whole = area(box)
    common = max(outer[0], box[0]), max(outer[1], box[1]), min(outer[2], box[2]), min(outer[3], box[3])
    return area(common) / whole if whole else float(holds(outer, box))
