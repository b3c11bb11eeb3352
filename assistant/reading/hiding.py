"""What of a web page nobody sees: elements that its own styles hide.

Text that a reader of the page cannot see is no evidence: it is where a page talks to programs behind people's backs.
Decided here, from inline styles and from the rules of <style> blocks as they hold on a screen (styles, selectors):

- not displayed, not visible, not opaque, letters of at most one pixel, a box of at most one pixel that cuts off what
  does not fit, clipped away, scaled to nothing, or moved far out of the page;
- letters of the colour of what they stand on. That is the nearest background that an element around them states; the
  page is white where none does. Where an element around them has a class or an id and the page has styles that are not
  read here (linked files, selectors that are not known), or a picture stands behind them, the background is not known
  and they stay: white letters on a dark banner are seen.

What stands over an element, and whatever scripts do, is not followed.
"""

from __future__ import annotations

import re
from colorsys import hls_to_rgb
from operator import itemgetter
from typing import TYPE_CHECKING

from assistant.reading.colours import WHITE, Colour, is_same, read_hex
from assistant.reading.selectors import Looks, Selector, selectors
from assistant.reading.styles import Declarations, declared, rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

_LONGEST_STYLES = 1_000_000  # characters of all rules
_MOST_RULES = 20_000
_MOST_LOOKS = 1_000_000  # at elements of a page, to see whether a selector fits
_LENGTH = re.compile(r"(-?\d*\.?\d+)(px|pt|em|rem|ex|ch|cm|mm|in|vw|vh|%)?")
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
_SMALLEST_LETTER = 2.0  # pixels of a letter that somebody reads
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*[,\s]\s*(\d{1,3})\s*(?:[,/]\s*(\d*\.?\d+%?)\s*)?\)")
_NAMED = {"white": WHITE, "black": (0, 0, 0), "snow": (255, 250, 250), "ivory": (255, 255, 240),
          "whitesmoke": (245, 245, 245), "ghostwhite": (248, 248, 255), "red": (255, 0, 0), "green": (0, 128, 0),
          "blue": (0, 0, 255), "navy": (0, 0, 128), "gray": (128, 128, 128), "grey": (128, 128, 128)}  # fmt: skip
_CLIPPED = re.compile(
    r"rect\(\s*(?:0|1)(?:px)?[,\s]+(?:0|1)(?:px)?[,\s]+(?:0|1)(?:px)?[,\s]+(?:0|1)(?:px)?\s*\)|inset\(\s*(?:50|100)%|"
    r"circle\(\s*0|polygon\(\s*0[^)]*\)"
)
_SHRUNK = re.compile(
    r"scale[xy3d]*\(\s*0(?:\.0+)?\s*[,)]|rotate[xy]\(\s*-?(?:90|270)deg|matrix\(\s*0\s*,\s*0\s*,\s*0\s*,\s*0\s*,"
)
_NO_SCALE = re.compile(r"0(?:\.0+)?%?(?:\s|$)")
_TINY = 0.1  # of a zoom
_CALCULATED = re.compile(r"^calc\(\s*([^\s()]+)\s*\)")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_IMPORTANT = " !important"
_VEILED = ("hidden", "collapse")
_FADED = re.compile(r"opacity\(\s*(?:0+(?:\.0*)?|\.0+)%?\s*\)")
_FONT_SIZE = re.compile(r"(?:^|\s)(-?\d*\.?\d+(?:[a-z]+|%)?)(?=\s*/|\s)")
_HSL = re.compile(r"hsla?\(\s*(-?[\d.]+)(?:deg)?[\s,]+([\d.]+)%?[\s,]+([\d.]+)%?\s*(?:[,/]\s*(\d*\.?\d+%?)\s*)?\)")
_MOVED = re.compile(r"translate([xy3d]*)\(\s*(-?\d[\w.%]*)\s*(?:,\s*(-?\d[\w.%]*))?")


class Rules:
    """What the rules of a page declare, by what an element has to have, and whether it may have others that colour."""

    def __init__(self, css: str, *, has_others: bool = False) -> None:
        self._found: dict[str, list[tuple[Selector, int, Declarations]]] = {}
        self._variables: Declarations = {}
        self.has_others = has_others or len(css) > _LONGEST_STYLES
        looks, number = Looks(_MOST_LOOKS), 0
        for listed, said in rules(css[:_LONGEST_STYLES]):
            self._variables |= {name: value for name, value in said.items() if name.startswith("--")}
            for selector in selectors(listed, looks):
                if selector is None:
                    self.has_others |= any(name.startswith("background") for name in said)
                elif number < _MOST_RULES:
                    self._found.setdefault(selector.key, []).append((selector, number, said))
                    number += 1

    def bind(self, root: HtmlElement) -> None:
        """Drops what can fit no element of this page: most rules of most pages."""
        there = {""}
        for element in root.iter():
            there.update(_keys(element) if isinstance(element.tag, str) else ())
        self._found = {
            key: kept for key, found in self._found.items() if (kept := [one for one in found if one[0].needs <= there])
        }

    def of(self, element: HtmlElement) -> Declarations:
        """What holds for an element by itself: of rules, the heaviest last, then of its style attribute."""
        fitting = [
            (selector.weight, number, said)
            for key in (_keys(element) if self._found else ())
            for selector, number, said in self._found.get(key, ())
            if selector.fits(element)
        ]
        fitting.sort(key=itemgetter(0, 1))
        style = element.get("style")
        said = [one for _, _, one in fitting] + ([declared(style)] if style else [])
        return self._held(said) if said else {}

    def _held(self, said: list[Declarations]) -> Declarations:
        found = {name: value for one in said for name, value in one.items()}
        found |= {name: value for one in said for name, value in one.items() if value.endswith(_IMPORTANT)}
        return {name: self._value(value.removesuffix(_IMPORTANT)) for name, value in found.items()}

    def _value(self, value: str) -> str:
        return _VARIABLE.sub(lambda name: self._variables.get(name[1], name[2] or ""), value).strip()


def _keys(element: HtmlElement) -> set[str]:
    """What selectors that fit an element may be kept under."""
    return {"", element.tag, f"#{element.get('id')}", *(f".{name}" for name in (element.get("class") or "").split())}


def hides(style: str) -> bool:
    """Whether an inline style alone hides what it is of, on a white page."""
    look = {name: value.removesuffix(_IMPORTANT) for name, value in declared(style).items()}
    colour = _read_colour(look["color"], WHITE) if "color" in look else None
    ground = look.get("background-color") or look.get("background")
    on_white = not ground or _read_colour(ground, WHITE) == WHITE
    return _is_unseen(look) or bool(colour and on_white and is_same(colour, WHITE))


def remove_hidden(root: HtmlElement, page: Rules) -> None:
    """Takes what nobody sees out of the tree, except <html> and <body>; what follows an element stays."""
    page.bind(root)
    seen: dict[HtmlElement, tuple[Colour | None, Colour | None]] = {}  # colours of letters and ground; None: not known
    veiled: dict[HtmlElement, bool] = {}  # by "visibility", which what is in an element can take back
    unseen, colourless, veils = [], [], []
    shown: set[HtmlElement] = set()
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        look, parent = page.of(element), element.getparent()
        colour, ground = _colours(element, look, seen.get(parent, (None, WHITE)), page)
        seen[element] = colour, ground
        under = parent is not None and veiled.get(parent, False)
        veiled[element] = look["visibility"] in _VEILED if look.get("visibility", "inherit") != "inherit" else under
        if parent is not None and element.tag != "body" and _is_unseen(look):
            unseen.append(element)
        elif veiled[element]:
            veils.append(element)
        elif colour is not None and ground is not None and is_same(colour, ground):
            colourless.append(element)
        if under and not veiled[element]:
            shown.update(element.iterancestors())
    bare = [element for element in veils if element in shown or element.tag in ("html", "body")]
    _take_out((*unseen, *(one for one in veils if one not in shown)), (*colourless, *bare))


def _take_out(unseen: Iterable[HtmlElement], bare: Iterable[HtmlElement]) -> None:
    """Takes out elements, and of others the letters that stand in them and in no other."""
    for element in bare:
        element.text = None
        for child in element:
            child.tail = None
    for element in unseen:
        if element.getparent() is not None and element.tag != "body":
            element.drop_tree()


def _pixels(value: str | None) -> float | None:
    match = _LENGTH.fullmatch(_CALCULATED.sub(r"\1", value or ""))
    return float(match[1]) * _PIXELS[match[2] or ""] if match else None


def _is_unseen(look: Declarations) -> bool:
    if not look:
        return False
    size, opacity = _pixels(_font_size(look)), _pixels(look.get("opacity", "").rstrip("%"))
    indent = _pixels(look.get("text-indent"))
    return (
        look.get("display") == "none"
        or look.get("content-visibility") == "hidden"
        or (size is not None and size <= _SMALLEST_LETTER)
        or (opacity is not None and opacity <= 0.05)  # noqa: PLR2004 - cannot be seen
        or (indent is not None and indent < -_FAR)
        or _FADED.search(look.get("filter", "")) is not None
        or _is_cut_off(look)
        or _is_away(look)
    )


def _font_size(look: Declarations) -> str | None:
    """The size of the letters, also where it is one part of "font"."""
    short = _FONT_SIZE.search(look.get("font", ""))
    return look.get("font-size") or (short[1] if short else None)


def _is_cut_off(look: Declarations) -> bool:
    sizes = [_pixels(look.get(name)) for name in ("width", "height", "max-height", "max-width", "line-height")]
    cuts = any(look.get(name) in ("hidden", "clip") for name in ("overflow", "overflow-x", "overflow-y"))
    clip = look.get("clip", "") + look.get("clip-path", "")
    small = any(size is not None and size <= _SMALLEST for size in sizes)
    shrunk = _SHRUNK.search(look.get("transform", "")) or _NO_SCALE.match(look.get("scale", ""))
    zoom = _pixels(look.get("zoom"))
    return bool((cuts and small) or _CLIPPED.search(clip) or shrunk or (zoom is not None and 0 < zoom <= _TINY))


def _is_away(look: Declarations) -> bool:
    position = look.get("position")
    margins, inset = _sides(look.get("margin", "")), _sides(look.get("inset", ""))
    moves = [look.get("margin-left", margins["left"]), look.get("margin-top", margins["top"])]
    if position in ("absolute", "fixed", "relative"):
        moves += [look.get(side, inset[side]) for side in ("left", "top")]
    if position in ("absolute", "fixed"):
        moves += [look.get(side, inset[side]) for side in ("right", "bottom")]
        moves += [look.get(f"inset-{side}-start", "") for side in ("inline", "block")]
        left = _pixels(look.get("left", inset["left"]))
        if left is not None and left > _FAR_RIGHT:
            return True
    moved = _MOVED.search(look.get("transform", ""))
    moves += [part or "" for part in (moved[2], moved[3])] if moved else []
    moves += look.get("translate", "").split()
    right = _pixels(moved[2]) if moved and moved[1] != "y" else None
    if right is not None and right > _FAR_RIGHT:
        return True
    return any((pixels := _pixels(move)) is not None and pixels < -_FAR for move in moves)


def _sides(short: str) -> dict[str, str]:
    """The four sides of "margin" or "inset", which name one to four lengths."""
    parts = short.split()[:4] or [""]
    top, right = parts[0], parts[min(1, len(parts) - 1)]
    bottom = parts[2] if len(parts) > 2 else top  # noqa: PLR2004
    return {"top": top, "right": right, "bottom": bottom, "left": parts[3] if len(parts) > 3 else right}  # noqa: PLR2004


def _colours(
    element: HtmlElement, look: Declarations, around: tuple[Colour | None, Colour | None], rules: Rules
) -> tuple[Colour | None, Colour | None]:
    """The colours of the letters of an element and of what they stand on, from those ``around`` it."""
    colour, ground = around
    said = look.get("color") or (element.get("color") if element.tag == "font" else None)
    if look.get("-webkit-text-fill-color") == "transparent" or said == "transparent":
        colour = None if "background-clip" in look or "-webkit-background-clip" in look else ground
    elif said:
        colour = _read_colour(said, ground)
    elif element.tag in ("a", "button", "mark"):
        colour = None
    picture = element.get("background") or "url(" in look.get("background", "") + look.get("background-image", "")
    stated = look.get("background-color") or look.get("background") or element.get("bgcolor") or ""
    if picture or "gradient(" in stated + look.get("background-image", ""):
        ground = None
    elif stated and stated not in ("none", "transparent", "inherit", "initial", "unset"):
        ground = _read_colour(stated, ground) or next((c for part in stated.split() if (c := _read_colour(part))), None)
    elif rules.has_others and (element.get("class") or element.get("id")) and element.tag not in ("html", "body"):
        ground = None
    return colour, ground


def _read_colour(value: str, ground: Colour | None = None) -> Colour | None:
    """The colour that CSS calls ``value``: ``ground`` where it is wholly transparent, None where it is not known."""
    value = value.strip().lower()
    if match := _RGB.fullmatch(value):
        transparent = match[4] and float(match[4].rstrip("%")) == 0
        return ground if transparent else (int(match[1]), int(match[2]), int(match[3]))
    if match := _HSL.fullmatch(value):
        if match[4] and float(match[4].rstrip("%")) == 0:
            return ground
        red, green, blue = hls_to_rgb(float(match[1]) % 360 / 360, *(min(1, float(match[n]) / 100) for n in (3, 2)))
        return round(red * 255), round(green * 255), round(blue * 255)
    if value.startswith("#") and len(value) in (5, 9):  # opacity last
        digits = (len(value) - 1) // 4
        return ground if set(value[-digits:]) == {"0"} else read_hex(value[:-digits])
    return _NAMED.get(value) or read_hex(value)
