"""CSS → its rules as they hold for somebody who looks at the page on a screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

Declarations = dict[str, str]

_TOKEN = re.compile(
    r"""/\*.*?(?:\*/|\Z)|<!--|-->|<!\[CDATA\[|\]\]>|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|url\([^)]*\)|[{};]""",
    re.DOTALL | re.IGNORECASE,
)
_NOTHING = ("/*", "<!", "--", "]]")
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_LONGEST_SELECTOR = 1_000  # characters, with those of the rules around it
_GROUPS = ("@media", "@supports", "@layer", "@scope")
_FEATURE = re.compile(r"\(\s*(min|max)-(width|height)\s*:\s*(\d*\.?\d+)\s*(px|em|rem)?\s*\)")
_SCREEN = {"width": 1280.0, "height": 720.0}
_HOLDING = re.compile(
    r"\(\s*(?:prefers-color-scheme\s*:\s*light|orientation\s*:\s*landscape|color|hover|scripting)\s*\)"
)
_IMPORTANT = re.compile(r"\s*!\s*important\s*$", re.IGNORECASE)


@dataclass(slots=True)
class _Block:
    """A block that is open. ``selectors``: "" where it is a group or is passed over; ``holds``: on this screen."""

    selectors: str
    holds: bool
    parts: list[str] = field(default_factory=list)


def rules(css: str) -> Iterator[tuple[str, Declarations]]:
    """Selectors, separated by commas, and declarations, in order: also of rules in others and in groups that hold."""
    blocks: list[_Block] = []
    text: list[str] = []
    position = 0
    for token in _TOKEN.finditer(css):
        text.append(css[position : token.start()])
        position, sign = token.end(), token[0]
        if sign.startswith(_NOTHING):
            text.append(" ")
        elif sign == "{":
            blocks.append(_opened("".join(text).strip(), blocks[-1] if blocks else None))
            text = []
        elif sign == "}" and blocks:
            block = blocks.pop()
            block.parts.append("".join(text))
            text = []
            if block.selectors and block.holds:
                yield block.selectors, declared(";".join(block.parts))
        elif sign == ";":
            if blocks:
                blocks[-1].parts.append("".join(text))
            text = []
        else:
            text.append(sign)
    while blocks:  # what ends before it is closed
        block = blocks.pop()
        block.parts.append("".join((*text, css[position:])))
        text, position = [], len(css)
        if block.selectors and block.holds:
            yield block.selectors, declared(";".join(block.parts))


def _opened(head: str, around: _Block | None) -> _Block:
    holds, outer = (around.holds, around.selectors) if around else (True, "")
    if head.startswith("@"):
        name, _, condition = head.partition(" ")
        name, bracket, rest = name.partition("(")
        known = name.lower() in _GROUPS
        return _Block(outer, holds and known and _holds(name.lower(), bracket + rest + " " + condition))
    if outer:
        inner = head.replace("&", f":is({outer})") if "&" in head else f":is({outer}) {head}"
        # Of several that are separated by commas each stands below what is around it.
        head = inner if "&" in head else f":is({outer}) :is({head})" if "," in head else inner
    is_long = len(head) > _LONGEST_SELECTOR
    return _Block("" if is_long else head, holds and not is_long)


def _holds(group: str, condition: str) -> bool:
    if group == "@media":
        return on_screen(condition)
    return group != "@supports" or not condition.strip().lower().startswith("not")


def on_screen(media: str) -> bool:
    """Whether a list of media queries holds for a screen of 1280 by 720; of conditions those on its size are known."""
    return any(_query_holds(query.strip().lower()) for query in media.split(",")) if media.strip() else True


def _query_holds(query: str) -> bool:
    negated = query.startswith("not ")
    kind, *features = re.split(r"\s+and\s+", query.removeprefix("not ").removeprefix("only "))
    if kind.startswith("("):
        features.insert(0, kind)
    holds = (kind.startswith("(") or kind in ("screen", "all", "")) and all(map(_feature_holds, features))
    return holds != negated


def _feature_holds(feature: str) -> bool:
    match = _FEATURE.fullmatch(feature.strip())
    if not match:
        return _HOLDING.fullmatch(feature.strip()) is not None
    size = float(match[3]) * (16 if match[4] in ("em", "rem") else 1)
    return _SCREEN[match[2]] >= size if match[1] == "min" else _SCREEN[match[2]] <= size


def declared(text: str) -> Declarations:
    """Values by the names of properties, both in lower case; " !important" stays at the end of a value."""
    found: Declarations = {}
    for part in _TOKEN.sub(lambda token: " " if token[0].startswith("/*") else token[0], text).split(";"):
        name, _, value = part.partition(":")
        value = _IMPORTANT.sub(" !important", unescaped(value).strip().lower())
        name = unescaped(name).strip().lower()
        if value and not (found.get(name, "").endswith("!important") and not value.endswith("!important")):
            found[name] = value
    return found


def unescaped(text: str) -> str:
    """``text`` with the characters that its escapes stand for: "d\\69splay" → "display"."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    if match[2]:
        return match[2]
    code = int(match[1], 16)
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"  # noqa: PLR2004
