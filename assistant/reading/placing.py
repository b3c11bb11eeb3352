"""How large the styles of an element of a page make its box, and where they put it: whether anybody sees it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.reading.csscolours import paints

if TYPE_CHECKING:
    from assistant.reading.styles import Declarations

_LENGTH = re.compile(r"([+-]?\d*\.?\d+)(px|pt|em|rem|ex|ch|cm|mm|in|vw|vh|%)?")
_PIXELS = {
    "px": 1.0,
    "": 1.0,
    "pt": 1.33,
    "cm": 37.8,
    "mm": 3.78,
    "in": 96.0,
    "em": 16.0,
    "rem": 16.0,
    "ex": 8.0,
    "ch": 8.0,
    "vw": 12.8,
    "vh": 7.2,
    "%": 12.8,
}  # fmt: skip - of a page of 1280 by 720
_FAR = 900.0  # pixels: what is moved further than that to the left or the top is out of the page
_FAR_RIGHT = 5_000.0  # pixels: what stands further than that to the right is on no screen
_SMALLEST = 1.0  # pixels of a box that somebody sees
_TINY = 0.1  # of a size: a scale or a zoom
_BLURRED = 8.0  # pixels around a letter
_CALL = re.compile(r"([\w-]+)\(([^()]*)\)")
_SCALED, _TURNED = ("scale", "scalex", "scaley", "scale3d"), re.compile(r"rotate[xy]\(\s*-?(?:90|270)deg")
_MOVES = {"translate": (0, 1), "translatex": (0,), "translatey": (0,), "translate3d": (0, 1), "matrix": (4, 5)}
_SIZES = (
    "width", "height", "max-height", "max-width", "line-height", "block-size", "inline-size", "max-block-size",
    "max-inline-size",
)  # fmt: skip
_MASKS = ("mask", "mask-image", "-webkit-mask", "-webkit-mask-image")
_CUTTERS = frozenset(
    (
        "contain",
        "overflow",
        "overflow-x",
        "overflow-y",
        "clip",
        "clip-path",
        "transform",
        "scale",
        "zoom",
        "filter",
        *_MASKS,
    )
)
_CUTTING = ("hidden", "clip", "auto", "scroll")
_CONTAINED = ("paint", "strict", "content")
_SIDES = ("top", "right", "bottom", "left")


def pixels(value: str | None) -> float | None:
    """A length, also where it is calculated in a simple way; None where it is not known."""
    value = (value or "").strip()
    if match := _LENGTH.fullmatch(value):
        return float(match[1]) * _PIXELS[match[2] or ""]
    if (call := _CALL.fullmatch(value)) and call[1] in ("calc", "min", "max", "clamp"):
        lengths = [pixels(part) for part in call[2].split(",")]
        known = [length for length in lengths if length is not None]
        if len(known) == len(lengths):
            return {"min": min, "max": max}.get(call[1], lambda parts: sorted(parts)[len(parts) // 2])(known)
    return None


def share(value: str | None) -> float | None:
    """A number, or a percentage of 1."""
    value = (value or "").strip()
    if value.endswith("%"):
        number = share(value[:-1])
        return None if number is None else number / 100
    return pixels(value)


def is_cut_off(look: Declarations) -> bool:
    """Whether nothing of a box is left: it has no size and cuts off what does not fit, is clipped, masked or scaled."""
    if not look.keys() & _CUTTERS:
        return False
    cuts = look.get("contain", "") in _CONTAINED or any(
        look.get(name) in _CUTTING for name in ("overflow", "overflow-x", "overflow-y")
    )
    small = any((size := pixels(look.get(name))) is not None and size <= _SMALLEST for name in _SIZES)
    indent = pixels(look.get("text-indent")) or 0.0
    beside = indent >= 100 * _PIXELS["%"] and look.get("white-space") == "nowrap"
    zoom = share(look.get("zoom"))
    return (
        (cuts and (small or beside))
        or any(_clips_all(look.get(name, "")) for name in ("clip", "clip-path"))
        or any(_masks_all(look.get(name, "")) for name in _MASKS)
        or _is_scaled_away(look)
        or (zoom is not None and 0 < zoom <= _TINY)
        or _is_blurred(look.get("filter", ""))
    )


def _clips_all(value: str) -> bool:
    return any(
        _is_nothing(name, inner.partition(" round ")[0].partition("at ")[0]) for name, inner in _CALL.findall(value)
    )


def _is_nothing(shape: str, inner: str) -> bool:
    """Whether a shape to which a box is clipped (CSS Shapes 1) has no inside."""
    lengths = [pixels(part) for part in re.split(r"[\s,]+", inner.strip())]
    if shape == "inset":
        sides = sides_of(inner)
        pairs = ((sides["left"], sides["right"]), (sides["top"], sides["bottom"]))
        return any(sum(share(side) or 0.0 for side in pair if side.endswith("%")) >= 1 for pair in pairs)
    if shape == "rect":
        return all(length is not None and length <= _SMALLEST for length in lengths)
    if shape == "xywh":
        return any(length is not None and length <= _SMALLEST for length in lengths[2:])
    if shape in ("circle", "ellipse"):
        return 0.0 in lengths
    if shape == "polygon":
        points = [point.split() for point in inner.split(",")]
        return any(len({pixels(point[at]) for point in points if len(point) > at}) == 1 for at in (0, 1))
    return False


def _masks_all(value: str) -> bool:
    """Whether a mask is a gradient from nothing to nothing."""
    found = paints(value) if "gradient(" in value else []
    return bool(found) and not any(paint.is_seen for paint in found)


def _is_scaled_away(look: Declarations) -> bool:
    transform = look.get("transform", "")
    sizes = [look.get("scale", "").split()]
    sizes += [inner.split(",") for name, inner in _CALL.findall(transform) if name in _SCALED]
    sizes += [inner.split(",")[0:4:3] for name, inner in _CALL.findall(transform) if name == "matrix"]
    return _TURNED.search(transform) is not None or any(
        (size := share(part)) is not None and abs(size) <= _TINY for parts in sizes for part in parts
    )


def _is_blurred(value: str) -> bool:
    return any(name == "blur" and (pixels(inner) or 0.0) >= _BLURRED for name, inner in _CALL.findall(value))


def is_away(look: Declarations) -> bool:
    """Whether a box is moved out of the page, or so far to the right that no screen shows it."""
    position = look.get("position")
    margins, inset = sides_of(look.get("margin", "")), sides_of(look.get("inset", ""))
    moves = [look.get("margin-left", margins["left"]), look.get("margin-top", margins["top"])]
    rightward = []
    if position in ("absolute", "fixed", "relative"):
        moves += [look.get(side, inset[side]) for side in ("left", "top")]
    if position in ("absolute", "fixed"):
        moves += [look.get(side, inset[side]) for side in ("right", "bottom")]
        moves += [look.get(f"inset-{side}-start", "") for side in ("inline", "block")]
        rightward = [look.get("left", inset["left"])]
    for name, inner in _CALL.findall(look.get("transform", "")):
        parts = inner.split(",")
        moved = [parts[at] for at in _MOVES.get(name, ()) if at < len(parts)]
        moves += moved
        rightward += moved[:1] if name != "translatey" else []
    moves += look.get("translate", "").split()
    return any((length := pixels(move)) is not None and length < -_FAR for move in moves) or any(
        (length := pixels(move)) is not None and length > _FAR_RIGHT for move in rightward
    )


def covers(look: Declarations) -> bool:
    """Whether a box lies over all of the box around it."""
    if look.get("position") != "absolute" or "transform" in look or (pixels(look.get("z-index")) or 0.0) < 0:
        return False
    inset = sides_of(look.get("inset", ""))
    at_edge = {side: pixels(look.get(side, inset[side])) == 0 for side in _SIDES}
    wide = (at_edge["left"] and at_edge["right"]) or (at_edge["left"] and look.get("width") == "100%")
    return wide and at_edge["top"] and (at_edge["bottom"] or look.get("height") == "100%")


def sides_of(short: str) -> dict[str, str]:
    """The four sides of "margin" or "inset", which name one to four lengths."""
    parts = short.split()[:4] or [""]
    right = parts[min(1, len(parts) - 1)]
    bottom = parts[2] if len(parts) > 2 else parts[0]  # noqa: PLR2004
    return {"top": parts[0], "right": right, "bottom": bottom, "left": parts[3] if len(parts) > 3 else right}  # noqa: PLR2004
