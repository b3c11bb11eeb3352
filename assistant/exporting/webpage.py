"""An export as one HTML page that loads nothing and runs nothing."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path

from assistant.exporting.composing import Sheet
from assistant.exporting.flow import (
    Block,
    Kind,
    Ref,
    Run,
    Span,
    Table,
    is_from_right,
    is_own,
    shown,
    visible,
    written_in,
)
from assistant.exporting.footnotes import Footnote, lines
from assistant.exporting.record import record_json

RECORD, NOTES = "record", "notes"  # ids
_ELEMENTS = {
    Kind.TITLE: "h1",
    Kind.QUESTION: "h2",
    Kind.HEADING: "h3",
    Kind.PARAGRAPH: "p",
    Kind.ITEM: "li",
    Kind.QUIET: "p",
}

_WAYS = {True: ' dir="rtl"', False: ' dir="ltr"'}


@cache
def style() -> str:
    """The only style sheet that an export has."""
    return (Path(__file__).parent / "page.css").read_text("utf-8")


def policy() -> str:
    """What a browser may do with the page: show it, in the style that it carries."""
    digest = b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def write(sheet: Sheet) -> bytes:
    """The file, in UTF-8."""
    page = _Page(sheet)
    body = "\n".join(page.blocks(sheet.blocks))
    notes = "\n".join(map(page.note, sheet.footnotes))
    label, turned = escape(sheet.say("Footnotes")), ' dir="rtl"' if sheet.from_right else ""
    listed = f'<section class="notes" id="{NOTES}" aria-label="{label}"><ol>\n{notes}\n</ol></section>\n'
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(sheet.language)}"{turned}><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy())}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(visible(sheet.title))}</title>\n<style>{style()}</style></head>\n"
        f"<body><main>\n{body}\n{listed if notes else ''}</main>\n"
        f'<script type="application/json" id="{RECORD}">{record_json(sheet.record)}</script>\n</body></html>\n'
    ).encode()


class _Page:
    """``seen``: footnotes whose first mark, to which they lead back, is written."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._seen: set[int] = set()

    def blocks(self, blocks: Iterable[Block | Table]) -> Iterator[str]:
        items: list[str] = []
        for block in blocks:
            if isinstance(block, Block) and block.kind is Kind.ITEM:
                items.append(self._block(block))
                continue
            if items:
                yield f"<ul>{''.join(items)}</ul>"
                items = []
            yield self._table(block) if isinstance(block, Table) else self._block(block)
        if items:
            yield f"<ul>{''.join(items)}</ul>"

    def _block(self, block: Block) -> str:
        name = _ELEMENTS[block.kind]
        kind = ' class="quiet"' if block.kind is Kind.QUIET else ""
        return f"<{name}{kind}{self._direction(block.runs, own=is_own(block.kind))}>{self._runs(block.runs)}</{name}>"

    def _table(self, table: Table) -> str:
        head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.head)
        rows = (
            f"<tr>{''.join(f'<td{self._direction(cell)}>{self._runs(cell)}</td>' for cell in row)}</tr>"
            for row in table.rows
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"

    def _runs(self, runs: Sequence[Run]) -> str:
        parts = []
        for before, run in zip((None, *runs), runs, strict=False):
            if isinstance(before, Ref) and isinstance(run, Ref):
                parts.append("<sup>,</sup>")  # 1 and 2 are not 12
            parts.append(self._mark(run.number) if isinstance(run, Ref) else _span(run))
        return "".join(parts)

    def _mark(self, number: int) -> str:
        target = "" if number in self._seen else f' id="mark-{number}"'
        self._seen.add(number)
        return f'<sup{target}><a href="#note-{number}">{number}</a></sup>'

    def note(self, note: Footnote) -> str:
        """A footnote, from which a link leads back to its first mark."""
        parts = [
            f"<p{self._direction(runs, own=at > 0)}>{''.join(_span(run) for run in runs)}</p>"  # the quote is not
            for at, runs in enumerate(lines(note, self._sheet.say))
        ]
        back = f'<a href="#mark-{note.number}" aria-label="{escape(self._sheet.say("Back to the text"))}">↩</a>'
        parts[-1] = f"{parts[-1].removesuffix('</p>')} {back}</p>"
        return f'<li id="note-{note.number}">{"".join(parts)}</li>'

    def _direction(self, runs: Sequence[Run], *, own: bool = False) -> str:
        """Attributes of a paragraph: which way it runs, and its language where its signs tell that. ``own``: it runs as
        the page does."""
        text = shown(run for run in runs if isinstance(run, Span))
        known = [run.language for run in runs if isinstance(run, Span)]
        language = written_in(text, self._sheet.language) if not any(known) else ""
        page = self._sheet.from_right
        from_right = page if own else is_from_right(text, around=page)
        turned = "" if from_right == page else _WAYS[from_right]
        return turned + (f' lang="{language}"' if language else "")


def _span(span: Span) -> str:
    text = escape(visible(span.text))
    if span.address:
        address = escape(span.address)
        return f'<a href="{address}" rel="noopener noreferrer">{text}</a>'
    if span.language:
        # Of a right-to-left text inside a left-to-right line only this keeps the signs around it in their places.
        known = f' lang="{escape(span.language)}"' if span.language != "und" else ""
        text = f"<bdi{known}>{text}</bdi>"
    return f"<strong>{text}</strong>" if span.strong else text
