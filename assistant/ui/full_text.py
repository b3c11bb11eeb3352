"""A whole document as the dialog shows it: Document → HTML with the cited sentences marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.ui.cards import fingerprint, meta
from assistant.ui.escaping import laid_out, marked
from assistant.ui.wording import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.domain import Document
    from assistant.ui.wording import Wording

SHOWN = 300_000  # characters of a document shown at once: a browser lays them out in about a second

_NEAR = 3_000  # characters in which a paragraph's end is looked for, so that a part begins and ends at one


@dataclass(frozen=True, slots=True)
class Quoted:
    """A part of a document's text, with the fingerprint of what stood there when it was quoted. ``number``: that of the
    citation, 0: it is none."""

    start: int
    end: int
    quote: str
    number: int = 0

    def stands_in(self, text: str) -> bool:
        return 0 <= self.start <= self.end <= len(text) and fingerprint(text[self.start : self.end]) == self.quote


def full_text(  # noqa: PLR0913 - what a part of a text is chosen by, and all that is said of it
    document: Document,
    chosen: Quoted,
    marks: Sequence[Quoted] = (),
    *,
    wording: Wording,
    before: int | None = None,
    after: int | None = None,
    since: str = "",
) -> dict[str, object]:
    """The text around ``chosen``, or the part that ends at the offset ``before`` or begins at ``after``, with all
    ``marks`` in it marked: facts as plain text, ``html`` escaped, ``first`` and ``last`` the offsets of the part.

    ``chosen`` has the element id ``document-mark``, a mark ``document-mark-N``. What does not stand in the document any
    more is not marked, and a note says so; without a quote only the place is chosen. ``stand``: the numbers of those
    that do, in the order of the text.
    ``since``: what has become of the document since it was quoted, in English.
    """
    text = document.text
    first, last = _part(text, chosen.start, before, after)
    standing = sorted((one for one in marks if one.stands_in(text)), key=lambda one: (one.start, one.number))
    notes = [wording.say("document-quoted")] if since else []
    if (chosen.quote and not chosen.stands_in(text)) or len(standing) < len(marks):
        notes.append(wording.say("document-changed"))
    if last - first < len(text):
        notes.append(wording.say("document-long", count=len(text)))
    return {
        "title": document.title.value,
        "meta": meta(document, wording),
        "since": told.plain(since, wording),
        "since_in": told.language(since, wording),
        "note": " ".join(notes),
        "language": document.language,
        "html": marked(laid_out(text[first:last]), list(_marks(text, chosen, standing, first, last))),
        "first": first,
        "last": last,
        "length": len(text),
        "stand": [one.number for one in standing],
    }


def _marks(
    text: str, chosen: Quoted, standing: Sequence[Quoted], first: int, last: int
) -> Iterator[tuple[int, int, str]]:
    """Marks by their place in the part. Of a chosen passage, what no sentence in it is marked for."""
    is_cited, pieces = False, []
    at = chosen.start
    for one in standing:
        same = (one.start, one.end) == (chosen.start, chosen.end)
        name = "document-mark" if same else f"document-mark-{one.number}"
        pieces.append((one, f' id="{name}" data-n="{one.number}"{" class=chosen" if same else ""} tabindex="-1"'))
        is_cited |= same
    if not is_cited and chosen.stands_in(text):
        name = ' id="document-mark"'
        inside = [one for one in standing if one.start < chosen.end and one.end > chosen.start]
        for start, end in [*((one.start, one.end) for one in inside), (chosen.end, chosen.end)]:
            if start > at:
                pieces.append((Quoted(at, start, ""), f'{name} class="passage" tabindex="-1"'))
                name = ""
            at = max(at, end)
    for one, attributes in pieces:
        start, end = max(one.start, first), min(one.end, last)
        if start < end:
            yield start - first, end - first, attributes


def _part(text: str, around: int, before: int | None, after: int | None) -> tuple[int, int]:
    if before is not None:
        last = min(max(before, 0), len(text))
        return _break(text, max(0, last - SHOWN), last), last
    if after is not None:
        first = min(max(after, 0), len(text))
        return first, _break(text, min(len(text), first + SHOWN), len(text))
    around = min(max(around, 0), len(text))
    first = max(0, min(around - SHOWN // 2, len(text) - SHOWN))
    last = min(len(text), first + SHOWN)
    return (_break(text, first, around) if first else 0), _break(text, last, len(text))


def _break(text: str, at: int, most: int) -> int:
    """The start of the first paragraph behind ``at``, if there is one near; the ends of the text are breaks."""
    if at in (0, len(text)):
        return at
    found = text.find("\n\n", at, min(at + _NEAR, most))
    return at if found < 0 else found + 2
