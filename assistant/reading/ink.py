"""Which characters of a PDF page leave no ink that anybody sees."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from assistant.reading.colours import WHITE, Colour, is_same
from assistant.reading.pdfthings import (
    OPAQUE,
    Box,
    address,
    area,
    bounds,
    clip,
    drawn_by,
    fill,
    font_bytes,
    holds,
    holds_kind,
    inks,
    inner,
    is_clipping,
    is_filled,
    is_layered,
    is_outside,
    is_transparent,
    kind,
    letter_size,
    notes,
    pdfium,
    show,
    size,
    texts,
    thing_at,
    things,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pypdfium2 import PdfPage, PdfTextPage

_SMALLEST = 1.5  # points
_SMALLEST_FONT = 2_000  # bytes: smaller ones may hold no shapes, as those for what was recognised on scans
_SCAN = 0.5  # of the page that pictures cover where invisible text is what was recognised on them
_MOST_SHAPES = 300  # filled shapes of a page that are looked at
_THINNEST = 4.0  # points: thinner shapes are rules, and hide no letters
_SCALE = 2.0  # pixels to a point
_LARGEST_SIDE = 1_600  # pixels
_CONTRAST = 24  # of 255: less within the box of a letter cannot be seen
_LOOKED_AT = 5  # letters of a run, at the least where it has so many
_MOST = 0.7  # of them
_SPACE = 32
_BRIGHTEST = 255
_MOST_LAYERS = 8  # of text over text: each takes a picture, and nobody reads more
_TWINS = 2  # pixels between the same letters drawn twice

_Part = tuple[slice, slice]  # rows and columns of a picture


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters that one text object of the page draws."""

    indices: list[int]
    handle: Any


@dataclass(slots=True)
class _Doubts:
    """Addresses of text objects: ``undrawn`` of those without ink, ``doubtful`` of others that may not be seen."""

    undrawn: set[int] = field(default_factory=set)
    doubtful: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Ink:
    """``unseen``: indices of the characters of a page that nobody sees. ``is_recognised``: the others leave no ink
    either, but are what a program recognised on the picture that the page is."""

    unseen: frozenset[int] = frozenset()
    is_recognised: bool = False


def ink_of(page: PdfPage, textpage: PdfTextPage, codes: list[int]) -> Ink:
    """Which characters of a page are seen; ``codes`` are their Unicode code points.

    Not seen are characters smaller than 1.5 points, and those without which the page looks the same: in the invisible
    mode or transparent, white on white, under a picture, on a layer that is off, clipped away, outside the page. That
    is seen from two pictures of the page, with them and without them, but only for text of which something is odd or
    that stands in a form, so that most pages need no picture.

    Invisible text stays where pictures cover at least half of the page, there is more of it than of other text, and
    the pictures show anything in its place: then it is what was recognised on a scan, for most scans the only text.
    """
    doubts = _doubts(page)
    if not (doubts.undrawn or doubts.doubtful):
        return Ink()  # most pages: asking for the object of every character takes far longer
    addresses = drawn_by(textpage, len(codes))
    grouped = [(key, list(group)) for key, group in groupby(range(len(codes)), key=addresses.__getitem__)]
    undrawn = [_Run(indices, thing_at(key)) for key, indices in grouped if key in doubts.undrawn]
    doubtful = [_Run(indices, thing_at(key)) for key, indices in grouped if key in doubts.doubtful]
    found = {index for run in undrawn for index in run.indices}
    is_recognised = len(found) * 2 > len(codes) and is_scan(page)
    if is_recognised:
        found = _without_contrast(page, textpage, undrawn, codes)
    found.update(index for run in doubtful if _is_tiny(textpage, run) for index in run.indices)
    found |= _without_ink(page, textpage, [run for run in doubtful if run.indices[0] not in found], codes)
    return Ink(frozenset(found), is_recognised)


def is_scan(page: PdfPage, least: float = _SCAN) -> bool:
    """Whether pictures cover at least the share ``least`` (0 to 1) of a page."""
    covered = sum(area(bounds(thing)) for thing in things(page) if holds_kind(thing, pdfium().FPDF_PAGEOBJ_IMAGE))
    return covered >= least * area(page.get_bbox()) > 0


def _doubts(page: PdfPage) -> _Doubts:
    """What has to be looked at more closely. A thing that is drawn later, or not inside of its clip, may hide text."""
    found, frame, above = _Doubts(), page.get_bbox(), notes(page)
    drawn = [(kind(thing), thing) for thing in things(page)]
    grounds = {WHITE, *_grounds(drawn)}
    clips_others = any(sort == pdfium().FPDF_PAGEOBJ_TEXT and is_clipping(thing) for sort, thing in drawn)
    for sort, thing in reversed(drawn):
        if sort == pdfium().FPDF_PAGEOBJ_TEXT:
            inked, box = inks(thing), bounds(thing)
            if not inked:
                found.undrawn.add(address(thing))
            elif (
                clips_others
                or _is_odd(thing, inked, grounds)
                or is_outside(box, frame)
                or _is_hidden(thing, box, above)
            ):
                found.doubtful.add(address(thing))
            continue
        if sort == pdfium().FPDF_PAGEOBJ_FORM:
            for text in texts(inner(thing)):
                (found.doubtful if inks(text) else found.undrawn).add(address(text))
        if len(above) < _MOST_SHAPES and _may_cover(sort, thing):
            above.append(bounds(thing))
    return found


def _grounds(drawn: list[tuple[int, Any]]) -> set[Colour]:
    """The colours of shapes on which letters may stand."""
    paths = [thing for sort, thing in drawn if sort == pdfium().FPDF_PAGEOBJ_PATH][:_MOST_SHAPES]
    return {colour for path in paths if _is_thick(bounds(path)) and (colour := fill(path)[0]) is not None}


def _is_odd(text: Any, inked: list[tuple[Colour | None, int]], grounds: set[Colour]) -> bool:
    return (
        any(colour is None or any(is_same(colour, ground) for ground in grounds) for colour, _ in inked)
        or size(text) < _SMALLEST
        or font_bytes(text) < _SMALLEST_FONT
        or is_transparent(text)
        or is_layered(text)
    )


def _is_hidden(text: Any, box: Box, above: list[Box]) -> bool:
    within = clip(text)
    return any(holds(one, box) for one in above) or (within is not None and not holds(within, box))


def _may_cover(sort: int, thing: Any) -> bool:
    if sort == pdfium().FPDF_PAGEOBJ_PATH:
        return is_filled(thing) and fill(thing)[1] == OPAQUE and _is_thick(bounds(thing))
    if sort == pdfium().FPDF_PAGEOBJ_FORM:
        return any(_may_cover(kind(one), one) for one in inner(thing)[:_MOST_SHAPES])
    return True


def _is_thick(box: Box) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) >= _THINNEST


def _is_tiny(textpage: PdfTextPage, run: _Run) -> bool:
    """Whether letters are too small, or too narrow, to be read. The size alone does not tell: some fonts have a scale
    of their own."""
    if letter_size(textpage, run.indices[0]) >= _SMALLEST:
        return False
    boxes = (textpage.get_charbox(index, loose=True) for index in run.indices)
    return all(min(right - left, top - bottom) < _SMALLEST for left, bottom, right, top in boxes)


def _without_ink(page: PdfPage, textpage: PdfTextPage, runs: list[_Run], codes: list[int]) -> set[int]:
    """The characters of those runs of which most letters change nothing in a picture of the page."""
    if not runs:
        return set()
    shown, places = _picture(page)

    def without(left_out: list[_Run]) -> set[int]:
        show((run.handle for run in left_out), shown=False)
        bare, _ = _picture(page)
        show((run.handle for run in left_out), shown=True)
        ink = abs(shown - bare)
        return _faint(textpage, left_out, codes, places, lambda part: ink[part].max(initial=0))

    found = without(runs)
    seen = [run for run in runs if run.indices[0] not in found]
    # The ink of one may lie where another has none.
    layers = _apart([(run, _within(textpage, run, places)) for run in seen], codes, shown.shape)
    for apart in layers[:_MOST_LAYERS]:
        found |= without(apart)
    return found.union(index for apart in layers[_MOST_LAYERS:] for run in apart for index in run.indices)


def _apart(placed: list[tuple[_Run, _Part]], codes: list[int], shape: tuple[int, int]) -> list[list[_Run]]:
    """Those runs that lie over others, in groups of which none lies over another but the same letters drawn twice, as
    some programs make them bold."""
    import numpy as np  # noqa: PLC0415 - only where a picture is made

    above = np.zeros(shape, "uint8")
    for _, part in placed:
        above[part] += above[part] < _BRIGHTEST
    twins: dict[tuple[int, ...], list[tuple[_Part, list[_Run]]]] = {}
    for run, part in placed:
        if above[part].max(initial=0) > 1:
            same = twins.setdefault(tuple(codes[index] for index in run.indices), [])
            beside = next((runs for there, runs in same if _is_near(part, there)), None)
            if beside is None:
                same.append((part, [run]))
            else:
                beside.append(run)
    groups: list[tuple[Any, list[_Run]]] = []
    for part, runs in (one for same in twins.values() for one in same):
        free = next((group for group in groups if not group[0][part].any()), None)
        if free is None:
            free = (np.zeros(shape, bool), [])
            groups.append(free)
        free[0][part] = True
        free[1].extend(runs)
    return [runs for _, runs in groups]


def _is_near(one: _Part, other: _Part) -> bool:
    return all(
        abs(side.start - there.start) <= _TWINS and abs(side.stop - there.stop) <= _TWINS
        for side, there in zip(one, other, strict=True)
    )


def _within(textpage: PdfTextPage, run: _Run, places: Any) -> _Part:
    """The pixels between the first and the last letter of a run, a little less than they take."""
    boxes = [_pixels(textpage.get_charbox(index), places) for index in (run.indices[0], run.indices[-1])]
    rows, columns = (
        (min(box[way].start for box in boxes) + 1, max(box[way].stop for box in boxes) - 1) for way in (0, 1)
    )
    return slice(*rows), slice(*columns)


def _without_contrast(page: PdfPage, textpage: PdfTextPage, runs: list[_Run], codes: list[int]) -> set[int]:
    """The characters of those runs of which most letters have but one colour within their boxes."""
    shown, places = _picture(page)
    return _faint(
        textpage, runs, codes, places, lambda part: shown[part].max(initial=0) - shown[part].min(initial=_BRIGHTEST)
    )


def _picture(page: PdfPage) -> tuple[Any, Any]:
    """A page in shades of gray (an array of bytes, by row and column), and where on it a place of the page is."""
    width, height = page.get_size()
    bitmap = page.render(scale=min(_SCALE, _LARGEST_SIDE / max(width, height, 1)), grayscale=True)
    try:
        return bitmap.to_numpy().astype("int16"), bitmap.get_posconv(page)
    finally:
        bitmap.close()


def _faint(
    textpage: PdfTextPage, runs: list[_Run], codes: list[int], places: Any, strength: Callable[[Any], int]
) -> set[int]:
    """The characters of those runs of which most letters have little strength, by the pixels within their boxes."""
    found = set()
    for run in runs:
        letters = [index for index in run.indices if codes[index] > _SPACE]
        letters = letters[:: max(1, len(letters) // _LOOKED_AT)]
        faint = 0
        for index in letters:
            faint += strength(_pixels(textpage.get_charbox(index), places)) < _CONTRAST
        if faint > len(letters) * _MOST:
            found.update(run.indices)
    return found


def _pixels(box: Box, places: Any) -> _Part:
    left, bottom, right, top = box
    (x1, y1), (x2, y2) = places.to_bitmap(left, bottom), places.to_bitmap(right, top)
    across, down = sorted((max(0, x1), max(0, x2))), sorted((max(0, y1), max(0, y2)))
    return slice(down[0], down[1] + 1), slice(across[0], across[1] + 1)
