"""Which text boxes of a Word document nobody sees: hidden, without a size, or far from the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.reading.styles import declared

if TYPE_CHECKING:
    from lxml.etree import _Element

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_V = "{urn:schemas-microsoft-com:vml}"
_THINNEST = 12_700  # a point in the units of drawings (EMU)
_FARTHEST = 22 * 914_400  # inches in those units: no page of Word is larger
_NO_SIZE = re.compile(r"0*(?:\.\d+)?(?:pt|px|in|cm|mm)?")


def is_hidden_box(box: _Element) -> bool:
    """Whether nobody sees what stands in a text box (w:txbxContent)."""
    for above in box.iterancestors(_WP + "anchor", _WP + "inline", _WPS + "wsp", _V + "shape", _V + "rect"):
        if above.tag.startswith(_V):
            if _is_undrawn(declared(above.get("style", ""))):
                return True
        elif _has_no_size(above) or _is_undisplayed(above) or _is_away(above):
            return True
    return False


def _is_undrawn(style: dict[str, str]) -> bool:
    sizes = [style[name] for name in ("width", "height") if name in style]
    return style.get("visibility") == "hidden" or any(_NO_SIZE.fullmatch(size) for size in sizes)


def _has_no_size(drawing: _Element) -> bool:
    found = [drawing.find(_WP + "extent"), drawing.find(f"{_WPS}spPr/{_A}xfrm/{_A}ext")]
    sizes = [size.get(name, "") for size in found if size is not None for name in ("cx", "cy")]
    return any(size.lstrip("-").isdecimal() and int(size) < _THINNEST for size in sizes)


def _is_undisplayed(drawing: _Element) -> bool:
    named = drawing.find(_WP + "docPr")
    return named is not None and named.get("hidden") in ("1", "true")


def _is_away(drawing: _Element) -> bool:
    places = (drawing.findtext(f"{_WP}position{way}/{_WP}posOffset") or "" for way in ("H", "V"))
    return any(place.lstrip("-").isdecimal() and abs(int(place)) > _FARTHEST for place in places)
