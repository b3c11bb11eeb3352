"""The nouns of a conversation, and how they lie in the tables of its file."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.conversations import preserved
from assistant.domain import Answer, Document, Filter
from assistant.errors import LibraryDamagedError

if TYPE_CHECKING:
    import sqlite3

FILE = "conversations.sqlite3"
INTERRUPTED = "The assistant was ended before this answer was complete. Try again."
DAMAGED = (
    f"What is kept of earlier conversations is damaged. Move {FILE} out of the library's folder and start the "
    "assistant again: the documents are not touched, the conversations are lost."
)

_SCHEMA = """
CREATE TABLE conversations (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    title TEXT NOT NULL,
    touched TEXT NOT NULL,   -- UTC
    version INTEGER NOT NULL -- grows with every change
) STRICT;
CREATE INDEX conversations_by_owner ON conversations (owner, touched);
CREATE TABLE turns (
    number INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL REFERENCES conversations ON DELETE CASCADE,
    question TEXT NOT NULL,
    asked TEXT NOT NULL,     -- UTC
    phase TEXT NOT NULL,
    problem TEXT NOT NULL,
    within TEXT,             -- JSON: the filter
    answer TEXT,             -- JSON, see preserved
    words TEXT NOT NULL      -- question and answer in lower case, to be searched
) STRICT;
CREATE INDEX turns_by_conversation ON turns (conversation);
CREATE TABLE documents (     -- as answers were given them
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    form TEXT NOT NULL,      -- JSON: all but the text
    text BLOB NOT NULL       -- UTF-8, deflated
) STRICT;
CREATE TABLE used (
    turn INTEGER NOT NULL REFERENCES turns ON DELETE CASCADE,
    document INTEGER NOT NULL REFERENCES documents,
    PRIMARY KEY (turn, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX used_by_document ON used (document);
CREATE TABLE marks (         -- what a reader says of a claim
    turn INTEGER NOT NULL REFERENCES turns ON DELETE CASCADE,
    claim INTEGER NOT NULL,  -- from 0
    state TEXT NOT NULL,
    note TEXT NOT NULL,
    at TEXT NOT NULL,        -- UTC
    PRIMARY KEY (turn, claim)
) STRICT, WITHOUT ROWID;
CREATE TABLE feedback (      -- what a reader says of an answer
    turn INTEGER PRIMARY KEY REFERENCES turns ON DELETE CASCADE,
    helpful INTEGER NOT NULL,
    note TEXT NOT NULL,
    at TEXT NOT NULL         -- UTC
) STRICT
"""
# The first of the turns in whose place a turn stands, with all from that one on: they come back when it goes.
_INSTEAD = """
ALTER TABLE turns ADD COLUMN instead INTEGER;
CREATE INDEX turns_instead ON turns (conversation, instead, number) WHERE instead IS NOT NULL
"""
MIGRATIONS = (_SCHEMA, _INSTEAD)
# Of a row of turns: no later one stands in its place.
SHOWN = (
    "NOT EXISTS (SELECT 1 FROM turns AS later WHERE later.conversation = turns.conversation "
    "AND later.number > turns.number AND later.instead <= turns.number)"
)


class Phase(StrEnum):
    """Where a turn is. REFUSED: the chain does not take the question."""

    ASKED = "asked"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    REFUSED = "refused"

    @property
    def is_open(self) -> bool:
        return self in (Phase.ASKED, Phase.RUNNING)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what is known of its answer. ``problem`` is the sentence shown when it failed or was refused,
    ``within`` to what the search was bound, ``asked`` when (UTC, ISO)."""

    question: str
    phase: Phase = Phase.ASKED
    answer: Answer | None = None
    problem: str = ""
    within: Filter | None = None
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A conversation in a list. ``touched``: when something was last asked or changed in it (UTC, ISO);
    ``is_open``: whether an answer in it is being written."""

    id: str
    title: str
    touched: str
    turns: int
    is_open: bool = False


class Marked(StrEnum):
    """What a reader says of a claim."""

    CHECKED = "checked"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Mark:
    """A reader's word on the ``claim``-th claim (from 0) of the ``turn``-th turn (from 0); ``at``: UTC, ISO."""

    turn: int
    claim: int
    state: Marked | None
    note: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """A reader's word on the answer of the ``turn``-th turn (from 0); ``at``: UTC, ISO."""

    turn: int
    helpful: bool | None
    note: str = ""
    at: str = ""


def shown(log: Sequence[tuple[int, int | None]]) -> list[int]:
    """Of numbers that grow, each with its ``instead``, those in whose place no later one stands."""
    found: list[int] = []
    for number, instead in log:
        while instead is not None and found and found[-1] >= instead:
            found.pop()
        found.append(number)
    return found


def write(db: sqlite3.Connection, conversation: int, turn: Turn, instead: int | None = None) -> int:
    """Gives the number of the new row. ``instead``: see MIGRATIONS."""
    said = f"{turn.question}\n{turn.answer.text if turn.answer else ''}".casefold()
    row = db.execute(
        "INSERT INTO turns (conversation, question, asked, phase, problem, within, answer, words, instead) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
        (
            conversation,
            turn.question,
            turn.asked,
            turn.phase.value,
            turn.problem,
            preserved.packed_filter(turn.within),
            preserved.packed(turn.answer) if turn.answer else None,
            said,
            instead,
        ),
    ).fetchone()[0]
    for id_, document in (preserved.documents(turn.answer) if turn.answer else {}).items():
        if not db.execute("SELECT 1 FROM documents WHERE id = ?", (id_,)).fetchone():
            form, text = preserved.packed_document(document), zlib.compress(document.text.encode())
            db.execute("INSERT INTO documents (id, form, text) VALUES (?, ?, ?)", (id_, form, text))
        db.execute("INSERT INTO used SELECT ?, number FROM documents WHERE id = ?", (row, id_))
    return int(row)


def read(db: sqlite3.Connection, rows: Sequence[int]) -> dict[int, Turn]:
    """Turns by their numbers; documents that several of them rest on are read once."""
    known: dict[str, Document] = {}
    found: dict[int, Turn] = {}
    for number in rows:
        question, asked, phase, problem, within, answer = db.execute(
            "SELECT question, asked, phase, problem, within, answer FROM turns WHERE number = ?", (number,)
        ).fetchone()
        ids = db.execute("SELECT id, number FROM documents JOIN used ON document = number WHERE turn = ?", (number,))
        for id_, row in ids.fetchall():
            if id_ not in known:
                kept = db.execute("SELECT form, text FROM documents WHERE number = ?", (row,)).fetchone()
                known[id_] = document(*kept)
        found[number] = _turn(question, asked, phase, problem, within, answer, known)
    return found


def _turn(  # noqa: PLR0913, PLR0917 - the columns
    question: str,
    asked: str,
    phase: str,
    problem: str,
    within: str | None,
    answer: str | None,
    known: Mapping[str, Document],
) -> Turn:
    try:
        kept = preserved.unpacked(answer, known) if answer else None
        at = Phase(phase)
        if at.is_open:
            at, problem = Phase.FAILED, INTERRUPTED
        return Turn(question, at, kept, problem, preserved.unpacked_filter(within), asked)
    except ValueError as error:
        raise LibraryDamagedError(DAMAGED) from error


def document(form: str, text: bytes) -> Document:
    try:
        return preserved.unpacked_document(form, zlib.decompress(text).decode())
    except (ValueError, zlib.error) as error:
        raise LibraryDamagedError(DAMAGED) from error


def drop_unused(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM documents WHERE number NOT IN (SELECT document FROM used)")
