"""Markdown → its text as it is written, without what a reader of the page that is made of it does not see."""

from __future__ import annotations

import re

from assistant.reading.cleaning import clean
from assistant.reading.extract import Extract
from assistant.reading.hiding import hides
from assistant.reading.plain import decode

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*\n(?:.*?)(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:-->|\Z))", re.DOTALL)
# A link that nothing refers to and that leads nowhere is the usual comment of Markdown itself.
_REMARK = re.compile(r"^ {0,3}\[(?://|[Cc]omment|#|_)[^\]\n]*\]:[^\n]*\n?", re.MULTILINE)
_OPENING = re.compile(r"<([a-zA-Z][\w-]*)((?:\s[^<>]*)?)>")
_ATTRIBUTE = re.compile(r"([\w-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_NEVER_SHOWN = frozenset(("script", "style", "template", "noscript", "head", "title"))
_MOST_ELEMENTS = 10_000  # that are looked for; behind them all is kept


def read_markdown(data: bytes) -> Extract:
    """The text of a Markdown file. Left out: comments, and elements of HTML in it that nobody sees. What stands between
    fences of code is kept as it is. Raises ReadingError where it is binary or cannot be decoded."""
    return Extract(shown(clean(decode(data))))


def shown(text: str) -> str:
    """``text`` in Markdown without what nobody sees."""
    if "<" not in text and "]:" not in text:
        return text
    parts, place = [], 0
    for fence in _FENCE.finditer(text):
        parts += [_prose(text[place : fence.start()]), fence[0]]
        place = fence.end()
    return "".join((*parts, _prose(text[place:])))


def _prose(text: str) -> str:
    text = _REMARK.sub("", _COMMENT.sub("", text))
    parts, place = [], 0
    for _ in range(_MOST_ELEMENTS):
        opening = next((found for found in _OPENING.finditer(text, place) if _is_hidden(found)), None)
        if opening is None:
            break
        parts.append(text[place : opening.start()])
        place = _end(text, opening)
    return "".join((*parts, text[place:]))


def _is_hidden(opening: re.Match[str]) -> bool:
    if opening[1].lower() in _NEVER_SHOWN:
        return True
    attributes = {name.lower(): "".join(value) for name, *value in _ATTRIBUTE.findall(opening[2])}
    return "hidden" in attributes or hides(attributes.get("style", ""))


def _end(text: str, opening: re.Match[str]) -> int:
    """Where an element ends: behind the tag that closes it, or with the text."""
    depth = 0
    tags = re.compile(rf"<(/?){re.escape(opening[1])}\b[^<>]*>", re.IGNORECASE)
    for tag in tags.finditer(text, opening.start()):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return len(text)
