"""What of a web page nobody sees: elements that its own styles hide.

Text that a reader of the page cannot see is no evidence: it is where a page talks to programs behind people's backs.
Decided here, from inline styles and from the rules of <style> blocks whose selector is a simple step ("p", ".note",
"#x", "p.note") or a few of them below each other; rules of @media screen and @media all too:

- not displayed, not visible, not opaque, letters of at most one pixel, a box of at most one pixel that cuts off what
  does not fit, clipped away, scaled to nothing, or moved far out of the page;
- letters of the colour of what they stand on. That is the nearest background that an element around them states; the
  page is white where none does. Where an element around them has a class or an id and the page has styles that are not
  read here (linked files, other selectors), or a picture stands behind them, the background is not known and they stay:
  white letters on a dark banner are seen.

Rules with other selectors, and whatever scripts do, are not followed.
"""

from __future__ import annotations

import re
from colorsys import hls_to_rgb
from typing import TYPE_CHECKING

from assistant.reading.colours import WHITE, Colour, is_same, read_hex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

Declarations = dict[str, str]

_LONGEST_STYLES = 1_000_000  # characters of all rules
_MOST_RULES = 20_000
_LONGEST_CHAIN, _MOST_CHAINS = 5, 50  # steps of a selector, and of those that end in the same step
_MOST_LOOKS = 500_000  # at what is around the elements of a page, to see whether such a selector fits
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_SIMPLE = re.compile(r"(?P<tag>[a-zA-Z][\w-]*|\*)?(?P<rest>(?:[.#][\w-]+)?)")
_SHOWN_MEDIA = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)\s*")
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
_SHRUNK = re.compile(r"scale[xy3d]*\(\s*0(?:\.0+)?\s*[,)]")
_FADED = re.compile(r"opacity\(\s*(?:0+(?:\.0*)?|\.0+)%?\s*\)")
_FONT_SIZE = re.compile(r"(?:^|\s)(-?\d*\.?\d+(?:[a-z]+|%)?)(?=\s*/|\s)")
_HSL = re.compile(r"hsla?\(\s*(-?[\d.]+)(?:deg)?[\s,]+([\d.]+)%?[\s,]+([\d.]+)%?\s*(?:[,/]\s*(\d*\.?\d+%?)\s*)?\)")
_MOVED = re.compile(r"translate[xy3d]*\(\s*(-\d[\w.%]*)")


class Rules:
    """The declarations of simple rules, by tag, class and id, and whether a page has others."""

    def __init__(self, css: str, *, has_others: bool = False) -> None:
        self._found: dict[str, Declarations] = {}
        self._below: dict[str, list[tuple[list[str], Declarations]]] = {}
        self._looks = _MOST_LOOKS
        self.has_others = has_others or len(css) > _LONGEST_STYLES
        for selectors, declarations in _rules(_COMMENT.sub(" ", css[:_LONGEST_STYLES])):
            said = _declared(declarations)
            for selector in selectors.split(","):
                match = _SIMPLE.fullmatch(selector.strip())
                if match and selector.strip() and len(self._found) < _MOST_RULES:
                    self._found.setdefault(_key(selector.strip()) or "", {}).update(said)
                elif not match and not self._take_chain(selector, said):
                    self.has_others = True

    def _take_chain(self, selector: str, said: Declarations) -> bool:
        """Keeps a rule of simple steps below each other (".a p", ".a > p"); False where it is another."""
        steps = selector.replace(">", " > ").split()
        keys = ["> " if step == ">" else _key(step) for step in steps]
        whole = len(steps) <= _LONGEST_CHAIN and None not in keys and keys and "> " not in (keys[0], keys[-1])
        chains = self._below.setdefault(keys[-1] or "", []) if whole else []
        if whole and len(chains) < _MOST_CHAINS:
            chains.append(([key or "" for key in keys[:-1]], said))
        return bool(whole)

    def of(self, element: HtmlElement) -> Declarations:
        """What holds for an element by itself: of its tag, then its classes, then its id, then its style attribute."""
        found: Declarations = {}
        if self._found or self._below:
            keys = _keys(element)
            for key in keys:
                if key in self._found:
                    found |= self._found[key]
            for key in keys if self._below else ():
                for above, said in self._below.get(key, ()):
                    if self._is_below(element, above):
                        found |= said
        style = element.get("style")
        return found | _declared(style) if style else found

    def _is_below(self, element: HtmlElement, steps: list[str]) -> bool:
        """Whether the elements around one fit ``steps``, the last of them nearest. A step that has to fit at once after
        one that may fit farther out is tried only where that fits first: pages hardly ever need more."""
        around = element.getparent()
        left = list(steps)
        while left:
            at_once = left[-1] == "> "
            if at_once:
                left.pop()
            key = left.pop()
            while around is not None and self._looks >= 0 and key not in _keys(around):
                if at_once:
                    return False
                around = around.getparent()
                self._looks -= 1
            if around is None or self._looks < 0:
                return False
            around = around.getparent()
        return True


def _key(step: str) -> str | None:
    """What a simple step is kept under; None where it is none."""
    match = _SIMPLE.fullmatch(step)
    return ("" if match["tag"] == "*" else (match["tag"] or "").lower()) + match["rest"] if match else None


def _keys(element: HtmlElement) -> list[str]:
    """What the simple steps that fit an element are kept under, the most general first."""
    tag = element.tag
    names = [*(f".{name}" for name in (element.get("class") or "").split()), f"#{element.get('id')}"]
    return ["", tag, *(part for name in names for part in (name, tag + name))]


def hides(style: str) -> bool:
    """Whether an inline style alone hides what it is of, on a white page."""
    look = _declared(style)
    colour = _read_colour(look["color"], WHITE) if "color" in look else None
    ground = look.get("background-color") or look.get("background")
    on_white = not ground or _read_colour(ground, WHITE) == WHITE
    return _is_unseen(look) or bool(colour and on_white and is_same(colour, WHITE))


def remove_hidden(root: HtmlElement, rules: Rules) -> None:
    """Takes what nobody sees out of the tree, except <html> and <body>; what follows an element stays."""
    seen: dict[HtmlElement, tuple[Colour | None, Colour | None]] = {}  # colours of letters and ground; None: not known
    unseen, colourless = [], []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        look, parent = rules.of(element), element.getparent()
        colour, ground = _colours(element, look, seen.get(parent, (None, WHITE)), rules)
        seen[element] = colour, ground
        if parent is not None and element.tag != "body" and _is_unseen(look):
            unseen.append(element)
        elif colour is not None and ground is not None and is_same(colour, ground):
            colourless.append(element)
    for element in colourless:
        element.text = None
        for child in element:
            child.tail = None
    for element in unseen:
        element.drop_tree()


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations, also of those in "@media screen"; other at-rules are passed over."""
    closing: list[int] = []  # the blocks of @media that are open
    position = 0
    while True:
        opened, closed = css.find("{", position), css.find("}", position)
        if closing and closed >= 0 and (closed < opened or opened < 0):
            closing.pop()
            position = closed + 1
            continue
        if opened < 0:
            return
        selector = css[position:opened].rpartition(";")[2].strip()
        if _SHOWN_MEDIA.fullmatch(selector):
            closing.append(opened)
            position = opened + 1
        elif selector.startswith("@"):
            position = _behind(css, opened)
        else:
            end = css.find("}", opened)
            end = len(css) if end < 0 else end
            yield selector, css[opened + 1 : end]
            position = end + 1


def _behind(css: str, opened: int) -> int:
    """The offset behind the brace that closes the one at ``opened``."""
    depth = 0
    for brace in re.finditer(r"[{}]", css[opened:]):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return opened + brace.end()
    return len(css)


def _declared(text: str) -> Declarations:
    found = {}
    for part in _COMMENT.sub(" ", text).split(";"):
        name, _, value = part.partition(":")
        value = value.replace("!important", "").strip().lower()
        if value:
            found[name.strip().lower()] = value
    return found


def _pixels(value: str | None) -> float | None:
    match = _LENGTH.fullmatch(value or "")
    return float(match[1]) * _PIXELS[match[2] or ""] if match else None


def _is_unseen(look: Declarations) -> bool:
    if not look:
        return False
    size, opacity = _pixels(_font_size(look)), _pixels(look.get("opacity", "").rstrip("%"))
    indent = _pixels(look.get("text-indent"))
    return (
        look.get("display") == "none"
        or look.get("visibility") in ("hidden", "collapse")
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
    sizes = [_pixels(look.get(name)) for name in ("width", "height", "max-height")]
    cuts = any(look.get(name) in ("hidden", "clip") for name in ("overflow", "overflow-x", "overflow-y"))
    clip = look.get("clip", "") + look.get("clip-path", "")
    small = any(size is not None and size <= _SMALLEST for size in sizes)
    return bool((cuts and small) or _CLIPPED.search(clip) or _SHRUNK.search(look.get("transform", "")))


def _is_away(look: Declarations) -> bool:
    position = look.get("position")
    margins, inset = _sides(look.get("margin", "")), _sides(look.get("inset", ""))
    moves = [look.get("margin-left", margins["left"]), look.get("margin-top", margins["top"])]
    if position in ("absolute", "fixed", "relative"):
        moves += [look.get(side, inset[side]) for side in ("left", "top")]
    if position in ("absolute", "fixed"):
        moves += [look.get(side, inset[side]) for side in ("right", "bottom")]
        left = _pixels(look.get("left", inset["left"]))
        if left is not None and left > _FAR_RIGHT:
            return True
    moved = _MOVED.search(look.get("transform", ""))
    moves += [moved[1] if moved else "", look.get("translate", "").partition(" ")[0]]
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
