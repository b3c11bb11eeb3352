"""Which letters of a Word document nobody sees, by their own properties and those of the styles they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.reading.colours import WHITE, Colour, is_same, read_hex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_DEEPEST = 30  # styles that a style builds upon
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_TINY = 2  # half points
_NARROW = 10  # percent of the width of letters
_HEAPED = -160  # twentieths of a point between letters: they lie over one another
_FLAT = 40  # twentieths of a point: lower lines cut off their letters
_CLEAR = 95_000  # thousandths of a percent
_LIGHT = ("background1", "light1")  # white in nearly every theme
_MARKERS: dict[str, Colour] = {
    "white": WHITE, "black": (0, 0, 0), "yellow": (255, 255, 0), "green": (0, 255, 0), "cyan": (0, 255, 255),
    "magenta": (255, 0, 255), "blue": (0, 0, 255), "red": (255, 0, 0), "darkBlue": (0, 0, 128),
    "darkRed": (128, 0, 0), "darkYellow": (128, 128, 0), "darkGray": (128, 128, 128), "lightGray": (192, 192, 192),
}  # fmt: skip
_OFF = ("0", "false", "off", "none")


class WordStyles:
    """The styles of a document, with what they take over from those that they build upon.

    Letters are hidden where they are marked so (by themselves or by a style), have at most one point, are squeezed
    to a tenth of their width, are transparent, or have the colour of what they stand on: the shading of the run,
    its paragraph, its cell or its table, else the page, which is white unless the document gives it a colour. Where
    a table has a style, or a text box or a paragraph a fill that is not one plain colour, the ground is not known,
    and they stay: heads of tables are often white on a dark colour.
    """

    def __init__(self, styles: _Element | None, page: _Element | None) -> None:
        self._styles: dict[str, _Element] = {}
        self._usual: _Element | None = None
        self._plain: dict[str, bool] = {}
        self._defaults: _Element | None = None
        for style in styles.iterchildren(_W + "style") if styles is not None else ():
            self._styles[style.get(_W + "styleId", "")] = style
            if style.get(_W + "type") == "paragraph" and style.get(_W + "default") in ("1", "true"):
                self._usual = style
        if styles is not None:
            self._defaults = styles.find(f"{_W}docDefaults/{_W}rPrDefault")
        self._page = WHITE if page is None else read_hex(page.get(_W + "color")) or WHITE

    def is_hidden(self, run: _Element) -> bool:
        """Whether nobody sees the letters of a run (w:r) that stands in its document."""
        paragraph = next(run.iterancestors(_W + "p"), None)
        if run.find(_W + "rPr") is None and self._is_plain(paragraph):
            return False
        levels = list(self._levels(run, paragraph))
        vanish, colour = (_first(levels, name) for name in ("vanish", "color"))
        if vanish is not None and vanish.get(_W + "val", "true") not in _OFF:
            return True
        if _is_tiny(levels) or _is_squeezed(levels) or _is_clear(levels):
            return True
        letters = None if colour is None else self._colour(colour)
        if letters is None:
            return False
        ground = self._ground(run, levels, paragraph)
        return ground is not None and is_same(letters, ground)

    def is_flat(self, paragraph: _Element) -> bool:
        """Whether the lines of a paragraph are so low that they cut off its letters."""
        for level in (paragraph, *self._chain(self._style_of(paragraph))):
            spacing = level.find(f"{_W}pPr/{_W}spacing")
            if spacing is not None and spacing.get(_W + "line") is not None:
                return spacing.get(_W + "lineRule") == "exact" and is_flat(spacing.get(_W + "line"))
        return False

    def _is_plain(self, paragraph: _Element | None) -> bool:
        """Whether the style of a paragraph says nothing that could hide its letters: most do not."""
        style = self._style_of(paragraph)
        name = "" if style is None else str(style.get(_W + "styleId", ""))
        if name not in self._plain:
            levels = [*self._chain(style), *([] if self._defaults is None else [self._defaults])]
            says = any(_first(levels, what) is not None for what in ("vanish", "color"))
            self._plain[name] = not (says or _is_tiny(levels) or _is_squeezed(levels) or _is_clear(levels))
        return self._plain[name]

    def _colour(self, colour: _Element) -> Colour | None:
        """That of the theme goes before the one beside it; of those of a theme only the one of the page is known."""
        if colour.get(_W + "themeColor") in _LIGHT:
            tinted = colour.get(_W + "themeTint") or colour.get(_W + "themeShade")
            return read_hex(colour.get(_W + "val")) if tinted else WHITE
        return read_hex(colour.get(_W + "val"))

    def _levels(self, run: _Element, paragraph: _Element | None) -> Iterator[_Element]:
        """Where the properties of a run may be stated, nearest first: each holds a w:rPr."""
        yield run
        named = run.find(f"{_W}rPr/{_W}rStyle")
        if named is not None:
            yield from self._chain(self._styles.get(named.get(_W + "val", "")))
        yield from self._chain(self._style_of(paragraph))
        if self._defaults is not None:
            yield self._defaults

    def _style_of(self, paragraph: _Element | None) -> _Element | None:
        named = None if paragraph is None else paragraph.find(f"{_W}pPr/{_W}pStyle")
        return self._usual if named is None else self._styles.get(named.get(_W + "val", ""), self._usual)

    def _chain(self, style: _Element | None) -> Iterator[_Element]:
        for _ in range(_DEEPEST):
            if style is None:
                return
            yield style
            below = style.find(_W + "basedOn")
            style = None if below is None else self._styles.get(below.get(_W + "val", ""))

    def _ground(self, run: _Element, levels: list[_Element], paragraph: _Element | None) -> Colour | None:
        """The colour behind the letters of a run, None where it is not known."""
        marked = _first(levels, "highlight")
        if marked is not None and marked.get(_W + "val") != "none":
            return _MARKERS.get(marked.get(_W + "val", ""))
        shades = [_first(levels, "shd")]
        if paragraph is not None:
            styles = self._chain(self._style_of(paragraph))
            shades += [level.find(f"{_W}pPr/{_W}shd") for level in (paragraph, *styles)]
        for around in run.iterancestors(_W + "tc", _W + "tbl", _W + "txbxContent"):
            if around.tag == _W + "txbxContent":
                return _stated(shades) if any(map(_is_shade, shades)) else self._ground_of_box(around)
            look = around.find(_W + ("tcPr" if around.tag == _W + "tc" else "tblPr"))
            if look is not None:
                shades.append(look.find(_W + "shd"))
                if look.find(_W + "tblStyle") is not None and not any(map(_is_shade, shades)):
                    return None
        return _stated(shades) if any(map(_is_shade, shades)) else self._page

    def _ground_of_box(self, box: _Element) -> Colour | None:
        """That of the page where the shape around a text box has no fill; None for shapes of old files (VML)."""
        shape = next(box.iterancestors(_WPS + "wsp"), None)
        if shape is None:
            return None
        look, style = shape.find(_WPS + "spPr"), shape.find(f"{_WPS}style/{_A}fillRef")
        fill = None if look is None else look.find(f"{_A}solidFill/{_A}srgbClr")
        if fill is not None:
            return read_hex(fill.get("val"))
        if look is not None and look.find(_A + "noFill") is not None:
            return self._page
        others = look is not None and any(
            look.find(_A + name) is not None for name in ("solidFill", "gradFill", "blipFill")
        )
        return None if others or (style is not None and style.get("idx") != "0") else self._page


def _first(levels: list[_Element], name: str) -> _Element | None:
    """A property of a run as the nearest level that states it does."""
    for level in levels:
        found = level.find(f"{_W}rPr/{_W}{name}")
        if found is not None:
            return found
    return None


def is_flat(height: str | None) -> bool:
    """Whether a height in twentieths of a point is less than letters need."""
    return height is not None and height.isdecimal() and int(height) <= _FLAT


def _is_squeezed(levels: list[_Element]) -> bool:
    """Whether letters are too narrow, or too near to one another, to be read."""
    width, between = (_first(levels, name) for name in ("w", "spacing"))
    scale, gap = ("" if one is None else str(one.get(_W + "val", "")).rstrip("%") for one in (width, between))
    return (scale.isdecimal() and int(scale) <= _NARROW) or (
        gap.startswith("-") and gap[1:].isdecimal() and int(gap) <= _HEAPED
    )


def _is_clear(levels: list[_Element]) -> bool:
    """Whether the nearest fill of letters is none, or wholly transparent."""
    fill = next((one for level in levels if (one := level.find(f"{_W}rPr/{_W14}textFill")) is not None), None)
    if fill is None:
        return False
    alpha = fill.find(f"{_W14}solidFill/*/{_W14}alpha")
    value = "" if alpha is None else str(alpha.get(_W14 + "val", ""))
    return fill.find(_W14 + "noFill") is not None or (value.isdecimal() and int(value) >= _CLEAR)


def _is_tiny(levels: list[_Element]) -> bool:
    size = _first(levels, "sz")
    value = "" if size is None else size.get(_W + "val", "")
    return value.isdecimal() and int(value) <= _TINY


def _is_shade(shade: _Element | None) -> bool:
    return shade is not None and not (
        shade.get(_W + "val") in ("clear", "nil") and shade.get(_W + "fill", "auto") == "auto"
    )


def _stated(shades: list[_Element | None]) -> Colour | None:
    """The colour of the nearest shade; None for patterns."""
    shade = next((shade for shade in shades if shade is not None and _is_shade(shade)), None)
    return read_hex(shade.get(_W + "fill")) if shade is not None and shade.get(_W + "val") == "clear" else None
