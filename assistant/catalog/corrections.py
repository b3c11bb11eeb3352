"""Readers correct what was read of a document: title, publisher, date, language and countries; and take it back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.catalog import rows
from assistant.catalog.corrected import FIELDS, as_corrected, as_read, corrections_at, read_of, value_of
from assistant.catalog.intake import Intake, Placed
from assistant.domain import Passage
from assistant.errors import LibraryError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from assistant.storage.database import Database

_NONE = "Nothing is corrected in this document."


class Corrections:
    """Safe to use from several threads; they queue for writing. May raise LibraryError."""

    def __init__(self, database: Database, intake: Intake) -> None:
        self._db = database
        self._intake = intake

    def stated(self, id_: str, reader: str) -> dict[str, tuple[Any, Any, str]]:
        """By what is corrected in a document that this reader may see: the correction, what was read, and when it was
        made (UTC, ISO)."""
        with self._db.reading() as db:
            found = db.execute(
                "SELECT what, value, was, at FROM corrections JOIN places USING (path, member) WHERE document = ?",
                (rows.number_of(db, id_, reader),),
            )
            return {what: (json.loads(value), value_of(what, json.loads(was)), at) for what, value, was, at in found}

    def correct(self, id_: str, values: Mapping[str, Any], reader: str) -> None:
        """States these values of a document: texts, ISO dates and codes; None takes a publisher or a date away. What is
        not among FIELDS is left alone.

        It is found under a new title, publisher or date when its passages were embedded again, and is what it was until
        then; a new language and new countries hold at once.
        """
        with self._db.writing() as db:
            number = rows.number_of(db, id_, reader)
            now = read_of(rows.document(db, number))
            for path, member in _places(db, number, reader):
                before = corrections_at(db, path, member)
                for what in FIELDS:
                    if what in values and value_of(what, now[what]) != values[what]:
                        was = before[what][1] if what in before else now[what]
                        _state(db, (path, member, what), values[what], was, reader)
                self._put_again(db, (path, member), before)

    def take_back(self, id_: str, reader: str) -> None:
        """The document becomes what was read again. Raises LibraryError where nothing is corrected."""
        with self._db.writing() as db:
            number = rows.number_of(db, id_, reader)
            corrected = {at: stated for at in _places(db, number, reader) if (stated := corrections_at(db, *at))}
            if not corrected:
                raise LibraryError(_NONE)
            for at, stated in corrected.items():
                db.execute("DELETE FROM corrections WHERE path = ? AND member = ?", at)
                self._put_again(db, at, stated)

    def _put_again(self, db: sqlite3.Connection, at: tuple[bytes, str], before: Mapping[str, tuple[Any, Any]]) -> None:
        """Puts what is at a place there as an ingest does that has just read it. ``before``: what was corrected."""
        # What is about to take a document's place is the later one.
        last, name = db.execute(
            "SELECT coalesce(next, document), name FROM places WHERE path = ? AND member = ?", at
        ).fetchone()
        held = rows.document(db, last)
        spans = [(passage.start, passage.end, passage.number) for _, passage in rows.passages(db, last)]
        read = as_read(replace(held, name=name), {what: was for what, (_, was) in before.items()})
        passages = [Passage(read, *span) for span in spans]
        self._intake.put(Placed(*at), read, passages, None, rows.fact(db, "embedding_model") or "")
        now = as_corrected(db, *at, read)
        (number,) = db.execute("SELECT number FROM documents WHERE id = ?", (now.id,)).fetchone()
        rows.restate(db, number, now.language, now.countries)


def _places(db: sqlite3.Connection, number: int, reader: str) -> list[tuple[bytes, str]]:
    return db.execute(
        "SELECT path, member FROM places WHERE document = ? "
        "AND path NOT IN (SELECT path FROM additions WHERE owner NOT IN ('', ?)) ORDER BY name",
        (number, reader),
    ).fetchall()


def _state(db: sqlite3.Connection, key: tuple[bytes, str, str], value: Any, was: Any, reader: str) -> None:
    """A correction that states what was read anyway is none."""
    if value_of(key[2], was) == value:
        db.execute("DELETE FROM corrections WHERE path = ? AND member = ? AND what = ?", key)
        return
    db.execute(
        "INSERT OR REPLACE INTO corrections VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*key, json.dumps(value, ensure_ascii=False), json.dumps(was, ensure_ascii=False), reader, rows.now()),
    )
