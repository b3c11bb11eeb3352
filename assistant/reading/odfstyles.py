"""The styles of an OpenDocument file, as far as they say whether something is seen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.reading.colours import Colour, is_same, read_hex

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_STYLE, _TEXT, _DRAW, _TABLE = (f"{{{_NAMES}{name}:1.0}}" for name in ("style", "text", "drawing", "table"))
_FO, _PRESENTATION = f"{{{_NAMES}xsl-fo-compatible:1.0}}", f"{{{_NAMES}presentation:1.0}}"
_ATTRIBUTE = {  # where an element of each family names its style
    "text": _TEXT, "paragraph": _TEXT, "table-cell": _TABLE, "table": _TABLE, "drawing-page": _DRAW, "graphic": _DRAW,
}  # fmt: skip
_DEEPEST = 30  # styles that a style builds upon
_TINY = 1.0  # points
_SIZE = re.compile(r"(\d+(?:\.\d+)?)(pt|in|cm|mm|px)")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75}
_SHARE = re.compile(r"(\d+(?:\.\d+)?)%")
_LEAST = 10.0  # percent of the usual size or width of letters, or of their colour
_OPACITY = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}opacity"


class Styles:
    """All styles of a file by family and name, with what they take over from those that they build upon."""

    def __init__(self, content: _Element, named: _Element | None) -> None:
        self._own: dict[tuple[str, str], tuple[dict[str, str], str]] = {}
        for root in (named, content):
            for style in root.iter(_STYLE + "style") if root is not None else ():
                found: dict[str, str] = {}
                for properties in style:
                    found |= {str(name): str(value) for name, value in properties.attrib.items()}
                key = style.get(_STYLE + "family", ""), style.get(_STYLE + "name", "")
                self._own[key] = found, style.get(_STYLE + "parent-style-name", "")

    def is_hidden(self, element: _Element, family: str, ground: Colour | None) -> bool:
        """Whether letters in the style of ``element`` cannot be seen on ``ground`` (None: not known)."""
        look = self._look(element, family)
        size = _SIZE.fullmatch(look.get(_FO + "font-size", ""))
        shares = (_SHARE.fullmatch(look.get(name, "")) for name in (_FO + "font-size", _STYLE + "text-scale", _OPACITY))
        colour = read_hex(look.get(_FO + "color"))
        return (
            look.get(_TEXT + "display") == "none"
            or (size is not None and float(size[1]) * _POINTS[size[2]] <= _TINY)
            or any(share is not None and float(share[1]) <= _LEAST for share in shares)
            or (colour is not None and ground is not None and is_same(colour, ground))
        )

    def is_undisplayed(self, element: _Element, family: str) -> bool:
        """Whether the style hides a whole sheet or slide."""
        look = self._look(element, family)
        return look.get(_TABLE + "display") == "false" or look.get(_PRESENTATION + "visibility") == "hidden"

    def ground(self, element: _Element, family: str, below: Colour | None) -> Colour | None:
        """The colour on which the letters of ``element`` stand, if ``below`` is that of what it stands in."""
        look = self._look(element, family)
        fill = look.get(_DRAW + "fill", "none")
        if fill != "none":
            return read_hex(look.get(_DRAW + "fill-color")) if fill == "solid" else None
        value = look.get(_FO + "background-color", "transparent")
        return below if value == "transparent" else read_hex(value)

    def _look(self, element: _Element, family: str) -> dict[str, str]:
        name = element.get(_ATTRIBUTE[family] + "style-name") or element.get(_PRESENTATION + "style-name") or ""
        found: dict[str, str] = {}
        for _ in range(_DEEPEST):
            if (family, name) not in self._own:
                break
            own, name = self._own[family, name]
            found = own | found
        return found
