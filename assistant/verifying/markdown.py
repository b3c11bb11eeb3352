"""What an export as Markdown shows."""

from __future__ import annotations

import re

from assistant.errors import VerificationError
from assistant.exporting.flow import mark
from assistant.exporting.markdown import CLOSE, OPEN
from assistant.exporting.record import read_record
from assistant.verifying.shown import NO_RECORD, Shown

_NOTE = re.compile(r"\[\^(\d{1,6})\]:\s*")
_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|\[\^(?P<mark>\d{1,6})\]|<(?P<address>https?://[^<>\s]+)>|(?P<strong>\*\*)"
    r"|(?P<foreign>[<`{])"
)
_CELLS = re.compile(r"(?<!\\)\|")
_BEGINS = re.compile(r"(?:#{1,6}|[-*+]|\d{1,9}[.)])\s+")
_INDENTED = ("  ", "\t")
_FOREIGN = (
    "There is markup in this file that the program does not write ({} in line {}): it may hide or replace what is "
    "shown."
)


def read(data: bytes) -> Shown:
    """Raises VerificationError where there is no record, or a damaged one."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise VerificationError(NO_RECORD) from error
    lines = re.split("\r\n?|\n", text)  # Markdown knows no other ends of lines
    records = [at for at, line in enumerate(lines) if line.startswith(OPEN) and line.rstrip().endswith(CLOSE)]
    if not records:
        raise VerificationError(NO_RECORD)
    at = records[-1]
    shown = Shown(read_record(lines[at].rstrip().removeprefix(OPEN).removesuffix(CLOSE)))
    lines[at] = ""
    _read_blocks(lines, shown)
    return shown


def _read_blocks(lines: list[str], shown: Shown) -> None:
    block: list[str] = []
    note: int | None = None  # to which an indented paragraph behind it belongs
    for number, line in enumerate([*lines, ""], 1):
        found = _foreign(line)
        if found and not shown.foreign:
            shown.foreign.append(_FOREIGN.format(found, number))
        if not line.strip() or line.startswith("|") or _BEGINS.match(line.lstrip()) or _NOTE.match(line):
            note = _read_block(block, note, shown)
            block = []
        if line.startswith("|"):
            for cell in _CELLS.split(line):
                shown.add_paragraph(_plain(cell))
        elif line.strip():
            block.append(line)


def _read_block(block: list[str], note: int | None, shown: Shown) -> int | None:
    """The number of the footnote that the block is, or belongs to."""
    if not block:
        return note
    text = " ".join(block)
    if found := _NOTE.match(text):
        shown.add_note(int(found[1]), _plain(text[found.end() :]))
        return int(found[1])
    if note is not None and text.startswith(_INDENTED):
        shown.notes[note][-1] += f" {_plain(text)}"
        return note
    begins = _BEGINS.match(text.lstrip())
    shown.add_paragraph(_plain(text.lstrip()[begins.end() if begins else 0 :]))
    return None


def _foreign(line: str) -> str:
    return next((token["foreign"] for token in _TOKEN.finditer(line) if token["foreign"]), "")


def _plain(text: str) -> str:
    def said(token: re.Match[str]) -> str:
        if token["mark"]:
            return mark(int(token["mark"]))
        return token["escaped"] or token["address"] or token["foreign"] or ""

    return _TOKEN.sub(said, text.strip())
