"""Documents that a reader takes out: gone from every search at once, kept apart for a while, then gone for good.

What is taken out leaves the tables that searches use, and what brings it back, its vectors too, lies in a table of its
own until then. That its place in a folder is to stay out is remembered for as long as the file is there.
"""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.catalog import rows
from assistant.domain import Basis, Document, Passage, Stated
from assistant.errors import LibraryError
from assistant.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Sequence

UNDO_FOR = timedelta(minutes=10)  # for which what was taken out is kept
_GONE = "There is nothing to bring back: this was brought back already, or by now it is gone for good."
_NOT_YOURS = "This document belongs to the library and not to you. Ask whoever runs the assistant to take it out."


@dataclass(frozen=True, slots=True)
class Removed:
    """A document that was taken out. ``title``: None once it is gone for good; ``until``: when it will be (UTC, ISO);
    ``names``: of its places; ``stays``: the names of the folders or pages that still have it, where it stays out."""

    number: int
    title: str | None
    names: tuple[str, ...]
    at: str
    until: str | None
    stays: tuple[str, ...]


class Removals:
    """Safe to use from several threads; they queue for writing. May raise LibraryError."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def remove(self, id_: str, reader: str, *, all_: bool) -> int:
        """Takes a document out that this reader may see, and gives the number under which it can be brought back.
        ``all_``: also what the reader has not added himself. Raises LibraryError where that is not allowed."""
        with self._db.writing() as db:
            number = rows.number_of(db, id_, reader)
            places = db.execute(
                "SELECT path, member, places.name, next FROM places LEFT JOIN additions USING (path) "
                "WHERE document = ?1 AND (owner = ?2 OR (?3 AND coalesce(owner, '') = ''))",
                (number, reader, all_),
            ).fetchall()
            if not places:
                raise LibraryError(_NOT_YOURS)
            removal = db.execute(
                "INSERT INTO removals (by, at, kept) VALUES (?, ?, ?)", (reader, rows.now(), _kept(db, number, places))
            ).lastrowid
            db.execute(
                "INSERT OR IGNORE INTO removed_vectors SELECT ?, key, vector FROM passages JOIN vectors USING (key) "
                "WHERE document = ?",
                (removal, number),
            )
            for path, member, name, following in places:
                db.execute("INSERT INTO dismissed VALUES (?, ?, ?, ?)", (path, member, name, removal))
                db.execute("DELETE FROM places WHERE path = ? AND member = ?", (path, member))
                if following:  # what was to take its place has to be read again, should it come back
                    db.execute("UPDATE files SET mark = NULL WHERE path = ?", (path,))
            rows.drop_orphans(db, [number, *(place[3] for place in places)])
        return int(removal or 0)

    def undo(self, removal: int, reader: str, *, all_: bool) -> list[tuple[bytes, str]]:
        """Brings back what was taken out. Gives the places, and their names, that have to be read again, because it is
        gone here.

        Raises LibraryError where there is nothing (any more), or it is another reader's.
        """
        with self._db.writing() as db:
            row = db.execute("SELECT by, kept FROM removals WHERE number = ?", (removal,)).fetchone()
            if row is None or not (all_ or row[0] == reader):
                raise LibraryError(_GONE)
            if row[1] is None:
                again = db.execute("SELECT path, name FROM dismissed WHERE removal = ?", (removal,)).fetchall()
                db.executemany("UPDATE files SET mark = NULL WHERE path = ?", ((path,) for path, _ in again))
            else:
                again = []
                _bring_back(db, removal, json.loads(row[1]))
            db.execute("DELETE FROM removals WHERE number = ?", (removal,))
        return again

    def listed(self, reader: str, *, all_: bool) -> list[Removed]:
        """What this reader has taken out, the last first. ``all_``: what anybody has."""
        with self._db.reading() as db:
            found = db.execute(
                "SELECT number, kept ->> '$.document.title.value', at, (SELECT json_group_array(json_array("
                "hex(path), name, path IN (SELECT path FROM additions))) FROM dismissed WHERE removal = number), "
                "kept IS NOT NULL FROM removals WHERE ?1 OR by = ?2 ORDER BY at DESC, number DESC",
                (all_, reader),
            ).fetchall()
        return [
            Removed(
                number,
                title,
                tuple(name for _, name, _ in json.loads(places)),
                at,
                _later(at) if is_kept else None,
                tuple(_home(bytes.fromhex(path)) for path, _, added in json.loads(places) if not added and _is(path)),
            )
            for number, title, at, places, is_kept in found
        ]

    def purge(self, reader: str | None = None) -> tuple[int, list[bytes]]:
        """Takes away for good what was taken out long enough ago, or all that a ``reader`` has taken out. Gives how
        many documents that were, and the uploads that nothing is left of, for ``Uploads.discard``. Their words are gone
        when ``Intake.tidy`` was called."""
        limit = (datetime.now(UTC) - UNDO_FOR).strftime("%Y-%m-%dT%H:%M:%SZ")
        with self._db.writing() as db:
            due = [
                number
                for (number,) in db.execute(
                    "SELECT number FROM removals WHERE kept IS NOT NULL AND (at <= ?1 OR by = ?2)", (limit, reader)
                )
            ]
            return len(due), _let_go(db, due) if due else []


def _kept(db: sqlite3.Connection, number: int, places: Sequence[tuple[bytes, str, str, int | None]]) -> str:
    """All that brings a document back."""
    held = rows.document(db, number)
    stated = {
        what: {"value": one.value, "basis": one.basis}
        for what in rows.STATED
        if (one := getattr(held, what)) is not None
    }
    plain = {what: getattr(held, what) for what in ("name", "sha256", "text", "language", "countries", "pages")}
    spans = [(passage.start, passage.end) for _, passage in rows.passages(db, number)]
    where = [(path.hex(), member, name) for path, member, name, _ in places]
    return json.dumps({"document": {**plain, **stated}, "passages": spans, "places": where}, ensure_ascii=False)


def _bring_back(db: sqlite3.Connection, removal: int, kept: dict[str, Any]) -> None:
    stated = kept["document"]
    for what in rows.STATED:
        if what in stated:
            stated[what] = Stated(stated[what]["value"], Basis(stated[what]["basis"]))
    for what in ("countries", "pages"):
        stated[what] = tuple(stated[what])
    document = Document(**stated)
    row = db.execute("SELECT number, staged FROM documents WHERE id = ?", (document.id,)).fetchone()
    if row is None:
        spans = enumerate(kept["passages"], 1)
        passages = [Passage(document, start, end, position) for position, (start, end) in spans]
        number = rows.insert(db, document, passages, rows.fact(db, "embedding_model") or "")
        db.execute(
            "INSERT OR IGNORE INTO vectors SELECT key, vector FROM removed_vectors "
            "WHERE removal = ? AND key IN (SELECT key FROM passages WHERE document = ?)",
            (removal, number),
        )
    else:
        number = row[0]
    if row is None or row[1]:
        rows.publish(db, number)
    for path, member, name in kept["places"]:
        key = bytes.fromhex(path)
        # Should the file be gone by now, the next look at its folder finds that out.
        db.execute(
            "INSERT OR IGNORE INTO files (path, name, read_at) VALUES (?, ?, ?)",
            (key, name.removesuffix(f"/{member}") if member else name, rows.now()),
        )
        db.execute(
            "INSERT OR REPLACE INTO places (path, member, name, document) VALUES (?, ?, ?, ?)",
            (key, member, name, number),
        )


def _let_go(db: sqlite3.Connection, due: Sequence[int]) -> list[bytes]:
    """Takes away what brings these back. Gives the uploads that nothing is left of."""
    numbers = json.dumps(list(due))
    files = [
        path
        for (path,) in db.execute(
            "SELECT DISTINCT path FROM dismissed JOIN additions USING (path) "
            "WHERE removal IN (SELECT value FROM json_each(?)) AND path NOT IN (SELECT path FROM places)",
            (numbers,),
        )
    ]
    db.execute(
        "DELETE FROM corrections WHERE (path, member) IN (SELECT path, member FROM dismissed "
        "WHERE removal IN (SELECT value FROM json_each(?)))",
        (numbers,),
    )
    for table in ("dismissed", "files", "additions", "corrections"):
        db.executemany(f"DELETE FROM {table} WHERE path = ?", ((path,) for path in files))  # noqa: S608 - our names
    db.execute("DELETE FROM removed_vectors WHERE removal IN (SELECT value FROM json_each(?))", (numbers,))
    db.execute("UPDATE removals SET kept = NULL WHERE number IN (SELECT value FROM json_each(?))", (numbers,))
    db.execute("DELETE FROM removals WHERE kept IS NULL AND number NOT IN (SELECT removal FROM dismissed)")
    db.execute("INSERT OR REPLACE INTO facts VALUES ('untidy', 1)")
    return files


def _later(at: str) -> str:
    return (datetime.strptime(at, "%Y-%m-%dT%H:%M:%S%z") + UNDO_FOR).strftime("%Y-%m-%dT%H:%M:%SZ")


def _is(path: str) -> bool:
    """Whether a place is still there; of a web page that is not known, and so it is taken to be."""
    place = bytes.fromhex(path)
    return not place.startswith(b"/") or os.path.lexists(place)


def _home(place: bytes) -> str:
    """Where a place is, without the places above it."""
    if not place.startswith(b"/"):
        return place.decode(errors="replace")
    return os.fsencode(Path(os.fsdecode(place)).parent.name).decode("utf-8", "backslashreplace") or "/"
