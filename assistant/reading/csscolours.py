"""Colours as CSS writes them (CSS Color 4 and 5), as far as it takes to tell whether letters are seen."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb
from dataclasses import dataclass
from functools import cache, lru_cache
from math import cos, radians, sin

from assistant.reading.colours import Colour, read_hex

_CALL = re.compile(r"([\w-]+)\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)")
_PART = re.compile(rf"{_CALL.pattern}|[^\s,/()]+")
_NUMBER = re.compile(r"([+-]?\d*\.?\d+)(%|deg)?")
_LEAST = 0.05  # of 1: a fainter colour is not seen
_LONGEST, _LONGEST_LIST = 200, 2_000  # characters
_RGB_SPACES = ("srgb", "srgb-linear", "display-p3", "a98-rgb", "prophoto-rgb", "rec2020")  # taken for one another
# What 100% of each part stands for, by the function (CSS Color 4, sections 5 to 9).
_WHOLE = {
    "rgb": (255.0, 255.0, 255.0),
    "hsl": (360.0, 100.0, 100.0),
    "hwb": (360.0, 100.0, 100.0),
    "lab": (100.0, 125.0, 125.0),
    "lch": (100.0, 150.0, 360.0),
    "oklab": (1.0, 0.4, 0.4),
    "oklch": (1.0, 0.4, 360.0),
    "color": (1.0, 1.0, 1.0),
}


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour, and how opaque it is (0 to 1)."""

    colour: Colour
    alpha: float = 1.0

    @property
    def is_seen(self) -> bool:
        return self.alpha > _LEAST


@lru_cache(maxsize=500)
def read_paint(value: str) -> Paint | None:
    """What CSS calls ``value``; None where that is not known, or longer than colours are."""
    value = value[: _LONGEST + 1].strip().lower()
    if len(value) > _LONGEST:
        return None
    if call := _CALL.fullmatch(value):
        return _called(call[1], call[2])
    if value == "transparent":
        return Paint((0, 0, 0), 0.0)
    if value.startswith("#") and len(value) in (5, 9):  # opacity last
        digits = (len(value) - 1) // 4
        colour, alpha = read_hex(value[:-digits]), re.fullmatch("[0-9a-f]+", value[-digits:])
        return Paint(colour, int(alpha[0], 16) / (16**digits - 1)) if colour and alpha else None
    colour = read_hex(_named().get(value, value))
    return Paint(colour) if colour else None


def paints(value: str) -> list[Paint]:
    """All colours that a value names between other things, as those of a gradient."""
    found: list[Paint] = []
    for part in (match[0] for match in _PART.finditer(value[:_LONGEST_LIST])):
        paint, call = read_paint(part), _CALL.fullmatch(part)
        found += [paint] if paint else paints(call[2]) if call else []
    return found


@cache
def _named() -> dict[str, str]:
    from PIL import ImageColor  # noqa: PLC0415 - only where a page names a colour

    # Pillow puts three numbers in the place of a name's code once it has looked that up.
    return {
        name: code if isinstance(code, str) else "#" + bytes(code).hex() for name, code in ImageColor.colormap.items()
    }


def _called(name: str, inner: str) -> Paint | None:
    parts = [match[0] for match in _PART.finditer(inner)]
    if name == "light-dark":
        return read_paint(parts[0]) if parts else None
    if name == "color-mix":
        return _mixed(inner)
    if name == "color":
        name, parts = (name, parts[1:]) if parts and parts[0] in _RGB_SPACES else ("", [])
    name = {"rgba": "rgb", "hsla": "hsl"}.get(name, name)
    numbers = [_number(part, whole) for part, whole in zip(parts, (*_WHOLE.get(name, ()), 1.0), strict=False)]
    known = [number for number in numbers if number is not None]
    if name not in _WHOLE or len(known) < 3 or len(known) < len(parts):  # noqa: PLR2004 - three, and how opaque
        return None
    red, green, blue = (min(max(round(255 * part), 0), 255) for part in _rgb(name, known[0], known[1], known[2]))
    return Paint((red, green, blue), *known[3:4])


def _number(part: str, whole: float) -> float | None:
    match = _NUMBER.fullmatch("0" if part == "none" else part)
    return None if match is None else float(match[1]) * (whole / 100 if match[2] == "%" else 1)


def _rgb(name: str, one: float, two: float, three: float) -> tuple[float, float, float]:
    """Red, green and blue, of 1. Of the spaces that are made for the eye only lightness and hue are kept about."""
    if name == "rgb":
        return one / 255, two / 255, three / 255
    if name == "hsl":
        return hls_to_rgb(one % 360 / 360, min(three / 100, 1), min(two / 100, 1))
    if name == "hwb":
        white, black = two / 100, three / 100
        pure, scale = hls_to_rgb(one % 360 / 360, 0.5, 1), max(1 - white - black, 0.0)
        white /= max(white + black, 1)
        return pure[0] * scale + white, pure[1] * scale + white, pure[2] * scale + white
    if name.endswith(("lab", "lch")):
        first, second, third = (part / whole for part, whole in zip((one, two, three), _WHOLE[name], strict=True))
        if name.endswith("lch"):
            second, third = second * cos(radians(three)), second * sin(radians(three))
        return first + second - third / 4, first - second / 2 - third / 4, first - third
    return one, two, three


def _mixed(inner: str) -> Paint | None:
    """The mixture that color-mix() names, as if it were one of red, green and blue: what is mixed in other spaces has
    nearly the same lightness."""
    _, *sides = re.split(r",(?![^()]*\))", inner)
    found, shares = [], []
    for side in sides:
        parts = [match[0] for match in _PART.finditer(side)]
        shares.append(next((float(part[:-1]) / 100 for part in parts if re.fullmatch(r"[\d.]+%", part)), None))
        found.append(next((paint for part in parts if (paint := read_paint(part))), None))
    if len(found) != 2 or found[0] is None or found[1] is None:  # noqa: PLR2004 - two are mixed
        return None
    share = shares[0] if shares[0] is not None else 0.5 if shares[1] is None else 1 - shares[1]
    first, second = found[0].alpha * share, found[1].alpha * (1 - share)
    if not first + second:
        return Paint((0, 0, 0), 0.0)
    mixed = [
        round((one * first + two * second) / (first + second))
        for one, two in zip(found[0].colour, found[1].colour, strict=True)
    ]
    return Paint((mixed[0], mixed[1], mixed[2]), min(first + second, 1.0))
