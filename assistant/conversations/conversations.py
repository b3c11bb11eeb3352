"""What was asked and answered, by whom: kept beside the catalog in one SQLite file, with all that the answers rest on.

A file of its own: a question never waits for an ingest that writes the catalog, and what the library forgets stays in
the answers that were given of it, until their conversation is deleted.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.catalog.rows import now
from assistant.conversations import preserved
from assistant.conversations.held import Held, Logged
from assistant.conversations.turns import (
    DAMAGED,
    FILE,
    MIGRATIONS,
    SHOWN,
    Listed,
    Phase,
    Turn,
    document,
    drop_unused,
    read,
    shown,
    write,
)
from assistant.domain import Document
from assistant.errors import LibraryDamagedError, LibraryStorageError
from assistant.storage.database import Database

if TYPE_CHECKING:
    import sqlite3

MOST_TURNS = 200  # of a conversation
HELD = 400  # turns that are kept in memory too, whole conversations of them: some 12 kB each,
TEXTS = 16_000_000  # as long as the documents that they rest on have together no more characters than this
TITLE = 80  # characters of the first question that name a conversation
LONGEST_TITLE = 200  # characters


class Conversations:
    """Conversations of any number of owners: whoever is not the owner of one finds nothing under its id.

    Methods raise LibraryDamagedError where the file cannot be read. Where it cannot be written (a full disk),
    conversations go on in memory, and ``is_kept`` says so; ``rename``, ``delete`` and what readers say of answers raise
    LibraryStorageError then. For one thread; several processes may use the same file.
    """

    def __init__(self, folder: Path, *, most: int = MOST_TURNS, held: int = HELD, texts: int = TEXTS) -> None:
        """Opens or makes the file in a library's folder. ``most``: turns of a conversation; ``held``: turns in memory,
        and ``texts``: characters of the documents that these rest on; both beside the conversation at hand."""
        try:
            self._db = Database(folder / FILE, MIGRATIONS, synchronous="NORMAL")
        except LibraryDamagedError as error:
            raise LibraryDamagedError(DAMAGED) from error
        self._most, self._most_held, self._most_text = most, held, texts
        self._held: OrderedDict[str, Held] = OrderedDict()

    def close(self) -> None:
        self._db.close()

    def listed(self, owner: str, words: str = "", most: int = 100) -> list[Listed]:
        """The owner's conversations, the last one first; those only whose title, questions or answers hold all of these
        words."""
        sought = words.casefold().split()
        test = (
            "(instr(casefold(title), ?) OR EXISTS "  # noqa: S608 - values are bound
            f"(SELECT 1 FROM turns WHERE conversation = conversations.number AND instr(words, ?) AND {SHOWN}))"
        )
        with self._db.reading() as db:
            found = db.execute(
                "SELECT id, title, touched, "  # noqa: S608 - values are bound
                f"(SELECT count(*) FROM turns WHERE conversation = conversations.number AND {SHOWN}) "
                "FROM conversations WHERE owner = ? AND number IN (SELECT conversation FROM turns)"
                f"{''.join(f' AND {test}' for _ in sought)} "
                "ORDER BY touched DESC, number DESC LIMIT ?",
                (owner, *(word for word in sought for _ in range(2)), most),
            ).fetchall()
        held = self._held
        return [
            Listed(id_, title, touched, turns, is_open=id_ in held and held[id_].is_open)
            for id_, title, touched, turns in found
        ]

    def title(self, owner: str, conversation: str) -> str:
        """Empty where the owner has no such conversation."""
        with self._db.reading() as db:
            row = db.execute(
                "SELECT title FROM conversations WHERE id = ? AND owner = ?", (conversation, owner)
            ).fetchone()
        return str(row[0]) if row else ""

    def turns(self, owner: str, conversation: str) -> tuple[Turn, ...]:
        """Oldest first; none where the owner has no such conversation."""
        found = self._found(owner, conversation)
        return found.turns if found else ()

    def is_kept(self, owner: str, conversation: str) -> bool:
        """False where the conversation could not be written and is in this process's memory alone."""
        found = self._held.get(conversation)
        return found is None or found.owner != owner or found.version >= 0

    def add(self, owner: str, conversation: str, turn: Turn, instead: int | None = None) -> str | None:
        """Puts ``turn`` at the end, and gives the conversation's id: a new one where the owner has none of that id.
        None: it is full.

        ``instead``: the first of the turns (from 0) in whose place it stands, with all that follow. They come back when
        it is removed, until the next question is answered."""
        found = self._found(owner, conversation)
        if found is None:
            conversation = secrets.token_urlsafe(24)
            found = Held(owner, 0, (), (), "")
        before = len(found.turns) if instead is None else min(instead, len(found.turns))
        if before >= self._most:
            return None
        if not found.turns:
            found.title = " ".join(turn.question.split())[:TITLE]
        turn = replace(turn, asked=turn.asked or now())
        place = found.places[before] if before < len(found.turns) else None
        self._put(conversation, found, (*found.log, Logged(turn, place)), len(found.log))
        return conversation

    def replace(self, owner: str, conversation: str, old: Turn, new: Turn | None) -> bool:
        """Puts ``new`` in the place of the last turn (None: removes it), if that is still ``old`` itself. False: it
        has changed meanwhile, and the caller's work is no longer wanted."""
        found = self._found(owner, conversation)
        if not found or not found.turns or found.turns[-1] is not old:
            return False
        last, first = found.log[-1], len(found.log) - 1
        if new is not None and new.phase is Phase.RUNNING:  # it is written when it is complete
            found.log = (*found.log[:-1], Logged(new, last.instead))
            self._held.move_to_end(conversation)
            return True
        kept = () if new is None else (Logged(replace(new, asked=new.asked or now()), last.instead),)
        self._put(conversation, found, (*found.log[:-1], *kept), first)
        if new is not None and new.phase is Phase.DONE:
            self._settle(conversation, found)
        if found.characters > self._most_text and found.version >= 0 and not found.is_open:
            del self._held[conversation]  # read again, its answers share their documents
        return True

    def instead(self, owner: str, conversation: str) -> int | None:
        """Where the last turn stands in the place of others: which (from 0) is the first of them."""
        found = self._found(owner, conversation)
        return len(found.turns) - 1 if found and found.log and found.log[-1].instead is not None else None

    def document(self, owner: str, id: str) -> Document | None:  # noqa: A002 - what it is called everywhere
        """A document as an answer that the owner was given shows it."""
        with self._db.reading() as db:
            row = db.execute(
                "SELECT form, text FROM documents WHERE id = ? AND number IN (SELECT used.document FROM used "
                "JOIN turns ON turns.number = turn JOIN conversations ON conversations.number = conversation "
                "WHERE owner = ?)",
                (id, owner),
            ).fetchone()
        if row:
            return document(*row)
        answers = (turn.answer for held in self._held.values() if held.owner == owner for turn in held.turns)
        kept = (preserved.documents(answer).get(id) for answer in answers if answer)
        return next((document for document in kept if document), None)

    def rename(self, owner: str, conversation: str, title: str) -> bool:
        """False where the owner has no such conversation, or where nothing is left of the title."""
        title = " ".join(title.split())[:LONGEST_TITLE]
        if not title:
            return False
        with self._db.writing() as db:
            changed = db.execute(
                "UPDATE conversations SET title = ?, version = version + 1 WHERE id = ? AND owner = ?",
                (title, conversation, owner),
            ).rowcount
        held = self._held.get(conversation)
        if held and held.owner == owner:  # what is read again at its next use knows the title
            held.title, held.version = title, held.version + (held.version >= 0)
        return bool(changed)

    def delete(self, owner: str, conversation: str) -> bool:
        """Takes a conversation out, and every byte of the documents that no other answer rests on. False where the
        owner has no such conversation."""
        held = self._held.get(conversation)
        if held and held.owner == owner:
            del self._held[conversation]
        with self._db.writing() as db:
            changed = db.execute("DELETE FROM conversations WHERE id = ? AND owner = ?", (conversation, owner)).rowcount
            drop_unused(db)
        self._db.truncate_log()
        return bool(changed)

    def rows(self, owner: str, conversation: str) -> tuple[int, ...]:
        """The numbers under which the turns are kept."""
        found = self._found(owner, conversation)
        return tuple(found.rows[at] for at in found.places if at < len(found.rows)) if found else ()

    def reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """A snapshot, for what readers say of answers."""
        return self._db.reading()

    def writing(self) -> AbstractContextManager[sqlite3.Connection]:
        """A transaction, for what readers say of answers."""
        return self._db.writing()

    def row(self, owner: str, conversation: str, turn: int) -> int | None:
        """The number under which a turn (from 0) is kept; None where there is none that has an answer."""
        found = self._found(owner, conversation)
        if found is None or not 0 <= turn < len(found.turns) or found.turns[turn].answer is None:
            return None
        at = found.places[turn]
        return found.rows[at] if at < len(found.rows) else None

    def _found(self, owner: str, conversation: str) -> Held | None:
        held = self._held.get(conversation)
        if held and held.owner != owner:
            return None
        if held and (held.version < 0 or held.is_open):
            return held
        with self._db.reading() as db:
            row = db.execute(
                "SELECT number, version, title FROM conversations WHERE id = ? AND owner = ?", (conversation, owner)
            ).fetchone()
            if row is None:
                return None
            if held and held.version == row[1]:
                return held
            kept = db.execute("SELECT number, instead FROM turns WHERE conversation = ? ORDER BY number", (row[0],))
            rows = dict(kept.fetchall())
            turns = read(db, tuple(rows))
        places = {number: at for at, number in enumerate(rows)}
        log = tuple(Logged(turns[number], places.get(instead)) for number, instead in rows.items())
        return self._hold(conversation, Held(owner, row[1], log, tuple(rows), row[2]))

    def _put(self, conversation: str, held: Held, log: tuple[Logged, ...], first: int) -> None:
        """Holds what is logged and writes it from the ``first`` on."""
        held.log = log
        self._hold(conversation, held)
        if held.version < 0:
            first = 0
        try:
            with self._db.writing() as db:
                number, version = _touch(db, conversation, held)
                gone, rows = held.rows[first:], list(held.rows[:first])
                db.executemany("DELETE FROM turns WHERE number = ?", ((row,) for row in gone))
                for one in log[first:]:
                    rows.append(write(db, number, one.turn, None if one.instead is None else rows[one.instead]))
                if gone:
                    drop_unused(db)
        except LibraryStorageError:
            held.version = -1
            return
        held.rows, held.version = tuple(rows), version

    def _settle(self, conversation: str, held: Held) -> None:
        """Takes out what was replaced before the last question was asked: that one is answered."""
        *log, last = held.log
        before = shown([(at, one.instead) for at, one in enumerate(log)])
        if all(one.instead is None for one in log) or held.version < 0:
            return
        rows = [held.rows[at] for at in before]
        try:
            with self._db.writing() as db:
                _, version = _touch(db, conversation, held)
                gone = set(held.rows[:-1]) - set(rows)
                db.executemany("DELETE FROM turns WHERE number = ?", ((row,) for row in gone))
                db.executemany("UPDATE turns SET instead = NULL WHERE number = ?", ((row,) for row in rows))
                drop_unused(db)
        except LibraryStorageError:
            return  # it is taken out when the next one is answered
        place = None if last.instead is None else before.index(last.instead)
        held.log = (*(Logged(log[at].turn) for at in before), Logged(last.turn, place))
        held.rows, held.version = (*rows, held.rows[-1]), version

    def _hold(self, conversation: str, held: Held) -> Held:
        self._held[conversation] = held
        self._held.move_to_end(conversation)
        turns = sum(len(one.log) for one in self._held.values())
        characters = sum(one.characters for one in self._held.values())
        for id_ in list(self._held):
            if turns <= self._most_held and characters <= self._most_text:
                break
            one = self._held[id_]
            if one is not held and one.version >= 0 and not one.is_open:
                turns -= len(one.log)
                characters -= one.characters
                del self._held[id_]
        return held


def _touch(db: sqlite3.Connection, conversation: str, held: Held) -> tuple[int, int]:
    number, version = db.execute(
        "INSERT INTO conversations (id, owner, title, touched, version) VALUES (?, ?, ?, ?, 1) "
        "ON CONFLICT (id) DO UPDATE SET touched = excluded.touched, title = excluded.title, version = version + 1 "
        "RETURNING number, version",
        (conversation, held.owner, held.title, now()),
    ).fetchone()
    return int(number), int(version)
