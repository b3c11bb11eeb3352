"""Lists of objects in a record (chapters of articles, sections of a page) → headings and paragraphs in order."""

from __future__ import annotations

import re
from typing import Any

from assistant.reading.cleaning import clean, one_line

_TEXTS = ("text", "body", "content", "paragraph", "value", "html")
_HEADS = ("head", "heading", "title", "name", "headline")
_NUMBERS = ("number", "num", "no")
_FEWEST = 40  # characters that a list of texts has on the average; a list of shorter ones is one of names
_LONGEST_HEADING = 200
_DEEPEST = 30
_MARKUP = re.compile(
    r"</?(?:p|br|div|b|i|em|strong|a|ul|ol|li|h[1-6]|span|table|tr|td|th|blockquote|section|article)\b[^<>]*>",
    re.IGNORECASE,
)


def prose(value: Any) -> str:
    """A text in a field, without its markup; "" where it is none."""
    if not isinstance(value, str):
        return ""
    if _MARKUP.search(value):
        from assistant.reading.webpage import fragment_text  # noqa: PLC0415 - brings lxml

        return fragment_text(value)
    return clean(value).strip()


def outlined(value: Any) -> str:
    """All texts in a tree of lists and objects, with the headings that stand over them, a blank line between two."""
    return "\n\n".join(_blocks(value, "", 0))


def _blocks(value: Any, key: str, depth: int) -> list[str]:
    """The blocks of what stands under ``key``; none where there is no text in it."""
    if depth > _DEEPEST:
        return []
    if isinstance(value, list):
        return _listed(value, key, depth)
    if isinstance(value, dict):
        return _of_object(value, key, depth)
    return []


def _listed(items: list[Any], key: str, depth: int) -> list[str]:
    texts = [text for item in items if (text := prose(item))]
    if texts and len(texts) == len(items) and sum(map(len, texts)) >= _FEWEST * len(texts):
        return texts
    return [block for item in items for block in _blocks(item, key, depth + 1)]


def _of_object(value: dict[str, Any], key: str, depth: int) -> list[str]:
    blocks: list[str] = []
    text = next(filter(None, (prose(value.get(name)) for name in _TEXTS)), "")
    if text:
        blocks.append(text)
    for name, inner in value.items():
        found = _blocks(inner, name, depth + 1)
        # An object's key is a heading ("Economy"); a list's names its kind, which stands in the headings of its items.
        is_part = isinstance(inner, dict) and found and not _heading(inner, "") and depth > 0
        blocks += [_words(name), *found] if is_part else found
    heading = _heading(value, key) if blocks else ""
    if heading and blocks[0].startswith(heading):  # the text repeats it
        blocks[0] = blocks[0].removeprefix(heading).lstrip(" \n.:–—-")
    return [block for block in (heading, *blocks) if block]


def _heading(value: dict[str, Any], key: str) -> str:
    """ "Article 3: National Treatment", or what there is of it."""
    title = next((one_line(found) for name in _HEADS if isinstance(found := value.get(name), str) and found), "")
    number = next((str(value[name]) for name in _NUMBERS if isinstance(value.get(name), str | int)), "")
    kind = _singular(key)
    if number and kind and not title.lower().startswith(kind.lower()):
        title = f"{kind} {number}: {title}" if title else f"{kind} {number}"
    return title[:_LONGEST_HEADING]


def _singular(key: str) -> str:
    words = _words(key)
    if words.endswith("ies"):
        return words[:-3] + "y"
    return words[:-1] if words.endswith("s") and not words.endswith("ss") else ""


def _words(key: str) -> str:
    words = one_line(key.replace("_", " "))
    return words[:1].upper() + words[1:]
