"""What of a web page nobody sees: elements that its own styles hide.

Text that a reader of the page cannot see is no evidence: it is where a page talks to programs behind people's backs.
Decided here, from inline styles and from the rules of <style> blocks as they hold on a screen (styles, selectors):

- not displayed, not visible, not opaque, letters of at most one pixel, a box of at most one pixel that cuts off what
  does not fit, clipped away, scaled to nothing, or moved far out of the page;
- letters of the colour of what they stand on. That is the nearest background that an element around them states; the
  page is white where none does. Where an element around them has a class or an id and the page has styles that are not
  read here (linked files, selectors that are not known), or a picture stands behind them, the background is not known
  and they stay: white letters on a dark banner are seen.

- what stands before an opaque box that lies over all of the box around both.

What else may stand over an element, and whatever scripts do, is not followed.
"""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING

from assistant.reading.colours import WHITE, Colour, is_same
from assistant.reading.csscolours import paints, read_paint
from assistant.reading.placing import covers, is_away, is_cut_off, pixels, share
from assistant.reading.selectors import Looks, Selector, selectors
from assistant.reading.styles import Declarations, declared, rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

_LONGEST_STYLES = 1_000_000  # characters of all rules
_MOST_RULES = 20_000
_MOST_LOOKS = 1_000_000  # at elements of a page, to see whether a selector fits
_FAR = 900.0  # pixels: an indent that is further to the left is out of the page
_SMALLEST_LETTER = 2.0  # pixels of a letter that somebody reads
_HEAPED = -8.0  # pixels between letters: they lie over one another
_FAINTEST = 0.05  # of 1: what is less opaque cannot be seen
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_KEPT = ("inherit", "unset", "currentcolor")  # the colour of the element around
_BARE = ("inherit", "unset", "initial", "revert", "none", "transparent")
_PLACED = ("relative", "absolute", "fixed", "sticky")
_OPAQUE = 0.95  # of 1
_IMPORTANT = " !important"
_VEILED = ("hidden", "collapse")
_FADED = re.compile(r"opacity\(\s*(?:0+(?:\.0*)?|\.0+)%?\s*\)")
_FONT_SIZE = re.compile(r"(?:^|\s)(-?\d*\.?\d+(?:[a-z]+|%)?)(?=\s*/|\s)")


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
    paint = read_paint(look.get("color", ""))
    stated = look.get("background-color") or look.get("background")
    ground = read_paint(stated) if stated else None
    on_white = not stated or (ground is not None and (not ground.is_seen or is_same(ground.colour, WHITE)))
    return _is_unseen(look) or bool(paint and on_white and (not paint.is_seen or is_same(paint.colour, WHITE)))


def remove_hidden(root: HtmlElement, page: Rules) -> None:
    """Takes what nobody sees out of the tree, except <html> and <body>; what follows an element stays."""
    page.bind(root)
    seen: dict[HtmlElement, tuple[Colour | None, Colour | None]] = {}  # colours of letters and ground; None: not known
    veiled: dict[HtmlElement, bool] = {}  # by "visibility", which what is in an element can take back
    unseen, colourless, veils, lids = [], [], [], []
    placed: dict[HtmlElement, float] = {}  # by "z-index"
    shown: set[HtmlElement] = set()
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        look, parent = page.of(element), element.getparent()
        colour, ground = _colours(element, look, seen.get(parent, (None, WHITE)), page)
        seen[element] = colour, ground
        under = parent is not None and veiled.get(parent, False)
        if look.get("position") in _PLACED:
            placed[element] = pixels(look.get("z-index")) or 0.0
        veiled[element] = look["visibility"] in _VEILED if look.get("visibility", "inherit") != "inherit" else under
        if parent is not None and element.tag != "body" and _is_unseen(look):
            unseen.append(element)
        elif veiled[element]:
            veils.append(element)
        elif colour is not None and ground is not None and is_same(colour, ground):
            colourless.append(element)
        elif parent in placed and parent.tag != "body" and covers(look) and _is_opaque(look):
            lids.append(element)
        if under and not veiled[element]:
            shown.update(element.iterancestors())
    bare = [element for element in veils if element in shown or element.tag in ("html", "body")]
    for lid in lids:
        unseen += [one for one in lid.itersiblings(preceding=True) if placed.get(one, 0.0) <= placed[lid]]
        colourless.append(lid.getparent())
    _take_out((*unseen, *(one for one in veils if one not in shown)), (*colourless, *bare))


def _is_opaque(look: Declarations) -> bool:
    opacity, found = share(look.get("opacity")), paints(look.get("background-color") or look.get("background", ""))
    return (opacity is None or opacity >= _OPAQUE) and len(found) == 1 and found[0].alpha >= _OPAQUE


def _take_out(unseen: Iterable[HtmlElement], bare: Iterable[HtmlElement]) -> None:
    """Takes out elements, and of others the letters that stand in them and in no other."""
    for element in bare:
        element.text = None
        for child in element:
            child.tail = None
    for element in unseen:
        if element.getparent() is not None and element.tag != "body":
            element.drop_tree()


def _is_unseen(look: Declarations) -> bool:
    if not look:
        return False
    size, opacity = pixels(_font_size(look)), share(look.get("opacity"))
    indent, spacing = pixels(look.get("text-indent")), pixels(look.get("letter-spacing"))
    return (
        look.get("display") == "none"
        or look.get("content-visibility") == "hidden"
        or (size is not None and size <= _SMALLEST_LETTER)
        or (opacity is not None and opacity <= _FAINTEST)
        or (indent is not None and indent < -_FAR)
        or (spacing is not None and spacing <= _HEAPED)
        or _FADED.search(look.get("filter", "")) is not None
        or is_cut_off(look)
        or is_away(look)
    )


def _font_size(look: Declarations) -> str | None:
    """The size of the letters, also where it is one part of "font"."""
    short = _FONT_SIZE.search(look.get("font", ""))
    return look.get("font-size") or (short[1] if short else None)


def _colours(
    element: HtmlElement, look: Declarations, around: tuple[Colour | None, Colour | None], rules: Rules
) -> tuple[Colour | None, Colour | None]:
    """The colours of the letters of an element and of what they stand on, from those ``around`` it."""
    colour, ground = around
    said = look.get("color") or (element.get("color") if element.tag == "font" else None)
    filled = look.get("-webkit-text-fill-color") or said
    if filled and filled not in _KEPT:
        paint = read_paint(filled)
        if paint is None or paint.is_seen:
            colour = paint.colour if paint else None
        else:  # but a background may be clipped to letters
            colour = None if "background-clip" in look or "-webkit-background-clip" in look else ground
    elif element.tag in ("a", "button", "mark"):
        colour = None
    picture = element.get("background") or "url(" in look.get("background", "") + look.get("background-image", "")
    stated = look.get("background-color") or look.get("background") or element.get("bgcolor") or ""
    if picture or "gradient(" in stated + look.get("background-image", ""):
        ground = None
    elif stated and stated not in _BARE:
        named = read_paint(stated) or next(iter(paints(stated)), None)
        ground = ground if named and not named.is_seen else named.colour if named else None
    elif rules.has_others and (element.get("class") or element.get("id")) and element.tag not in ("html", "body"):
        ground = None
    return colour, ground
