"""Foreign text → HTML that shows it and does nothing else.

All text of documents, models and people passes through here on its way to the page. Beside the five characters
that HTML reads, every ASCII punctuation mark becomes a numeric entity: what is inserted into a chat message is
read as Markdown first, and what is inserted into a panel is the value of a template. An entity is inert in both.
"""

from __future__ import annotations

import re

_PUNCTUATION = {code: f"&#{code};" for code in range(0x21, 0x7F) if not chr(code).isalnum()}
# Controls are invisible and never content; the directional ones could turn the text around them back to front.
# (The plain marks, U+200E, U+200F and U+061C, only help a line to read rightly, and stay.)
_CONTROLS = dict.fromkeys(
    [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_SPACES = dict.fromkeys([0x09, 0x0A, 0x0D, 0x2028, 0x2029], " ")
_TABLE: dict[int, str | None] = {**_PUNCTUATION, **_CONTROLS, **_SPACES}

LINE, PARAGRAPH = "\u2028", "\u2029"  # how `laid_out` marks the breaks that are kept
_BREAKS = re.compile(r"\n[^\S\n]*\n\s*|\n")
_LIST_MARK = re.compile(r"[^\S\n]*(?:[-–—•*▪]|\(?\w{1,3}[.)])\s")
_SENTENCE_ENDS = (*".:;!?…。！？：；।۔؟", "”", '"', "»", ")")


def escape(text: str) -> str:
    """``text`` as HTML on one line; white space of any kind becomes spaces."""
    return text.translate(_TABLE)


def plain(text: str) -> str:
    """``text`` on one line for a place that shows plain text only; without controls, or it could turn itself around."""
    return text.translate(_CONTROLS).translate(_SPACES)


def laid_out(text: str) -> str:
    """``text`` in the same length (offsets stay true), its line breaks replaced by a space where a line was only
    wrapped, by LINE where it ended (a list item, a sentence) and by PARAGRAPH and spaces where a line is empty."""

    def replace(match: re.Match[str]) -> str:
        start, end = match.span()
        if match[0].count("\n") > 1:
            return PARAGRAPH.ljust(end - start)
        before = text[max(0, start - 3) : start].rstrip()
        return LINE if before.endswith(_SENTENCE_ENDS) or _LIST_MARK.match(text, end) else " "

    return _BREAKS.sub(replace, text.replace(LINE, " ").replace(PARAGRAPH, " "))


def marked(text: str, marks: list[tuple[int, int, str]]) -> str:
    """HTML paragraphs of ``text`` (already `laid_out`) with ``marks``: (start, end, attributes of the mark element),
    in any order. Where two overlap, the later one gives way; an empty remainder keeps an empty mark as the target
    of its links."""
    pieces: list[str] = []
    at = 0
    for wanted_start, wanted_end, attributes in sorted(marks):
        start, end = max(wanted_start, at), max(wanted_end, at)
        pieces += [_flow(text[at:start]), _flow(text[start:end], attributes)]
        at = end
    return f"<p>{''.join(pieces)}{_flow(text[at:])}</p>"


def _flow(text: str, attributes: str | None = None) -> str:
    parts = [escape_lines(part) for part in text.split(PARAGRAPH)]
    if attributes is None:
        return "</p><p>".join(parts)
    first, *rest = parts
    bare = re.sub(r' id="[^"]*"', "", attributes)  # an id stands once
    return "</p><p>".join([f"<mark{attributes}>{first}</mark>", *(f"<mark{bare}>{part}</mark>" for part in rest)])


def escape_lines(text: str) -> str:
    """Like `escape`, with LINE kept as a line break."""
    return "<br>".join(escape(line) for line in text.split(LINE))
