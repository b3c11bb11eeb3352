"""Which characters of a PDF page leave no ink that anybody sees."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from assistant.reading.doubts import SMALLEST, doubts_of
from assistant.reading.pdfthings import (
    Box,
    area,
    bounds,
    drawn_by,
    holds_kind,
    letter_size,
    pdfium,
    show,
    thing_at,
    things,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pypdfium2 import PdfPage, PdfTextPage

_SCAN = 0.5  # of the page that pictures cover where invisible text is what was recognised on them
_SCALE = 1.5  # pixels to a point
_SCALE_OF_SCANS = 1.0
_LARGEST_SIDE = 1_600  # pixels
_CONTRAST = 24  # of 255: less within the box of a letter cannot be seen
_LOOKED_AT = 5  # letters of a run, at the least where it has so many
_MOST = 0.7  # of them
_STRETCH = 4  # letters in a row
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
    doubts = doubts_of(page)
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


def _is_tiny(textpage: PdfTextPage, run: _Run) -> bool:
    """Whether letters are too small, or too narrow, to be read. The size alone does not tell: some fonts have a scale
    of their own."""
    if letter_size(textpage, run.indices[0]) >= SMALLEST:
        return False
    boxes = (textpage.get_charbox(index, loose=True) for index in run.indices)
    return all(min(right - left, top - bottom) < SMALLEST for left, bottom, right, top in boxes)


def _without_ink(page: PdfPage, textpage: PdfTextPage, runs: list[_Run], codes: list[int]) -> set[int]:
    """The characters of those runs of which most letters change nothing in a picture of the page."""
    if not runs:
        return set()
    shown, places = _picture(page)

    def without(left_out: list[_Run]) -> set[int]:
        show((run.handle for run in left_out), shown=False)
        bare, _ = _picture(page)
        show((run.handle for run in left_out), shown=True)
        return _faint(textpage, left_out, codes, places, lambda part: _difference(shown[part], bare[part]))

    found = without(runs)
    seen = [run for run in runs if run.indices[0] not in found]
    # The ink of one may lie where another has none.
    layers = _apart([(run, _within(textpage, run, places)) for run in seen], codes, shown.shape[:2])
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
    down, across = zip(*boxes, strict=True)
    return _shorter(down), _shorter(across)


def _shorter(sides: tuple[slice, ...]) -> slice:
    return slice(min(side.start for side in sides) + 1, max(side.stop for side in sides) - 1)


def _without_contrast(page: PdfPage, textpage: PdfTextPage, runs: list[_Run], codes: list[int]) -> set[int]:
    """The characters of those runs of which most letters have but one colour within their boxes."""
    shown, places = _picture(page, _SCALE_OF_SCANS)
    return _faint(textpage, runs, codes, places, lambda part: _contrast(shown[part]))


def _difference(one: Any, other: Any) -> int:
    """How much two pictures differ at the most, in any of their colours (0 to 255)."""
    return int(abs(one.astype("int16") - other).max(initial=0))


def _contrast(picture: Any) -> int:
    return int((picture.max(axis=(0, 1)) - picture.min(axis=(0, 1))).max()) if picture.size else 0


def _picture(page: PdfPage, scale: float = _SCALE) -> tuple[Any, Any]:
    """A page as it is seen (an array of bytes, by row, column and colour), and where on it a place of the page is."""
    width, height = page.get_size()
    bitmap = page.render(scale=min(scale, _LARGEST_SIDE / max(width, height, 1)))
    try:
        return bitmap.to_numpy().copy(), bitmap.get_posconv(page)
    finally:
        bitmap.close()


def _faint(
    textpage: PdfTextPage, runs: list[_Run], codes: list[int], places: Any, strength: Callable[[Any], int]
) -> set[int]:
    """The characters of those runs of which most letters have little strength, by the pixels within their boxes, and
    in others those that follow one another and have little."""

    def is_faint(index: int) -> bool:
        return strength(_pixels(textpage.get_charbox(index), places)) < _CONTRAST

    found: set[int] = set()
    for run in runs:
        letters = [index for index in run.indices if codes[index] > _SPACE]
        some = letters[:: max(1, len(letters) // _LOOKED_AT)]
        faint = sum(is_faint(index) for index in some)
        if faint > len(some) * _MOST:
            found.update(run.indices)
        elif faint:
            stretches = [(gone, list(group)) for gone, group in groupby(letters, key=is_faint)]
            found.update(index for gone, group in stretches if gone and len(group) >= _STRETCH for index in group)
    return found


def _pixels(box: Box, places: Any) -> _Part:
    left, bottom, right, top = box
    (x1, y1), (x2, y2) = places.to_bitmap(left, bottom), places.to_bitmap(right, top)
    across, down = sorted((max(0, x1), max(0, x2))), sorted((max(0, y1), max(0, y2)))
    return slice(down[0], down[1] + 1), slice(across[0], across[1] + 1)
