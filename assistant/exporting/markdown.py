"""An export as Markdown with footnotes (as GitHub, pandoc, Obsidian and others read them)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.exporting.composing import Sheet
from assistant.exporting.flow import Block, Kind, Ref, Run, Table, visible
from assistant.exporting.footnotes import lines
from assistant.exporting.record import record_json

OPEN, CLOSE = "<!-- footnotes ", " -->"
_ACTIVE = re.compile(r"[\\`*_{}\[\]<>|~$&^]")
_BEGINS = re.compile(r"(?:[#+=:@-]|\d+[.)])")  # what at the beginning of a line, or of a cell, is more than text
_BEFORE = {
    Kind.TITLE: "# ",
    Kind.QUESTION: "## ",
    Kind.HEADING: "### ",
    Kind.PARAGRAPH: "",
    Kind.ITEM: "- ",
    Kind.QUIET: "",
}


def write(sheet: Sheet) -> bytes:
    """The file, in UTF-8."""
    parts = list(_body(sheet.blocks))
    for note in sheet.footnotes:
        text = " ".join(_line(runs) for runs in lines(note, sheet.say))
        parts.append(f"[^{note.number}]: {text}")
    parts.append(f"{OPEN}{record_json(sheet.record)}{CLOSE}")
    return ("\n\n".join(parts) + "\n").encode()


def _body(blocks: Iterable[Block | Table]) -> Iterator[str]:
    items: list[str] = []
    for block in blocks:
        if isinstance(block, Block) and block.kind is Kind.ITEM:
            items.append(f"- {_line(block.runs)}")
            continue
        if items:
            yield "\n".join(items)
            items = []
        yield _table(block) if isinstance(block, Table) else _BEFORE[block.kind] + _line(block.runs)
    if items:
        yield "\n".join(items)


def _table(table: Table) -> str:
    rows = [f"| {' | '.join(table.head)} |", "|" + " --- |" * len(table.head)]
    rows += [f"| {' | '.join(_line(cell) for cell in row)} |" for row in table.rows]
    return "\n".join(rows)


def _line(runs: Iterable[Run]) -> str:
    """Text on one line that begins with nothing that Markdown reads there."""
    text = "".join(_run(run) for run in runs).strip()
    begins = _BEGINS.match(text)
    if not begins:
        return text
    at = begins.end() - 1
    return f"{text[:at]}\\{text[at:]}"


def _run(run: Run) -> str:
    if isinstance(run, Ref):
        return f"[^{run.number}]"
    text = visible(run.text)
    if run.address:
        return f"<{run.address}>"
    text = _ACTIVE.sub(r"\\\g<0>", text)
    bare = text.strip()
    return text.replace(bare, f"**{bare}**") if run.strong and bare else text
