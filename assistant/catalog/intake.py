"""The truth, as the reading of files and web pages writes it: which of them there are, and which documents each holds.

Each method is one transaction, and several are one inside ``together``. Killed between any two of them, the next run
goes on where this one stopped: a file is marked as taken in only when the last of its documents is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import Enum, auto

from assistant.catalog import keywords, rows
from assistant.catalog.corrected import as_corrected
from assistant.domain import Document, Passage
from assistant.storage.database import Database


class Became(Enum):
    """What a document that was put has become."""

    ADDED = auto()
    UPDATED = auto()  # it takes the place of another, as soon as it is whole in the vector index
    COPY = auto()  # its text is held already, and has one more name now
    UNCHANGED = auto()
    DISMISSED = auto()  # a reader has taken it out, and it stays so


@dataclass(frozen=True, slots=True)
class Held:
    """What is at one place. ``waiting``: not all of it is in the vector index; ``replaces``: nor do readers see it."""

    name: str
    waiting: bool
    replaces: bool


@dataclass(frozen=True, slots=True)
class Known:
    """A file or web page as it was taken in, under the ``name`` that it had first. ``mark``: of its content, None where
    it was not read to its end. ``failures``: names and reasons of those of its documents that could not be read.
    ``etag``, ``modified``: what a server said of the state of the page."""

    name: str
    mark: str | None
    held: tuple[Held, ...]
    failures: tuple[tuple[str, str], ...]
    etag: str | None
    modified: str | None


@dataclass(frozen=True, slots=True)
class Placed:
    """Which of a file's documents, by the file's path and ``member`` ("" where the file is one document)."""

    path: bytes
    member: str = ""


class Intake:
    """Safe to use from several threads; they queue for writing."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def together(self) -> AbstractContextManager[sqlite3.Connection]:
        """What is written in the block is one transaction."""
        return self._db.writing()

    def known(self, path: bytes) -> Known | None:
        """The file at an absolute path, or the page at an address, as it was taken in last; None: never."""
        with self._db.reading() as db:
            file = db.execute("SELECT name, mark, etag, modified FROM files WHERE path = ?", (path,)).fetchone()
            if file is None:
                return None
            found = db.execute(
                "SELECT name, document, next, failure, "
                "EXISTS (SELECT 1 FROM passages WHERE passages.document = coalesce(next, places.document) "
                "AND NOT indexed) FROM places WHERE path = ? ORDER BY name",
                (path,),
            ).fetchall()
        held = tuple(
            Held(name, bool(waiting or following), bool(following))
            for name, document, following, _, waiting in found
            if document or following
        )
        failures = tuple((name, reason) for name, _, _, reason, _ in found if reason)
        return Known(file[0], file[1], held, failures, file[2], file[3])

    def members(self, path: bytes) -> list[str]:
        """Which documents of a file are held, or were refused."""
        with self._db.reading() as db:
            return [member for (member,) in db.execute("SELECT member FROM places WHERE path = ?", (path,))]

    def under(self, folder: bytes) -> list[bytes]:
        """The paths of all files that came from a folder or the folders in it."""
        inside = folder.rstrip(b"/") + b"/"
        with self._db.reading() as db:
            found = db.execute(
                "SELECT path FROM files WHERE path >= ? AND path < ? ORDER BY path",
                (inside, inside[:-1] + b"0"),  # in ASCII, "0" follows "/"
            )
            return [path for (path,) in found]

    def put(
        self,
        place: Placed,
        document: Document,
        passages: Sequence[Passage],
        terms: Sequence[str] | None,
        model: str,
    ) -> Became:
        """Records what is at a place now. A new document can be found by its words at once; one that replaces another
        stays staged until all of it is indexed. ``terms``: of each passage, if they are known (``words.indexed``);
        ``model``: the one that will embed it."""
        with self._db.writing() as db:
            at = (place.path, place.member)
            if db.execute("SELECT 1 FROM dismissed WHERE path = ? AND member = ?", at).fetchone():
                return Became.DISMISSED
            stated = as_corrected(db, *at, document)
            if stated is not document:
                same_words = (stated.header, stated.language) == (document.header, document.language)
                document, terms = stated, terms if same_words else None
                passages = [Passage(stated, one.start, one.end, one.number) for one in passages]
            db.execute("INSERT OR REPLACE INTO facts VALUES ('embedding_model', ?)", (model,))
            row = db.execute("SELECT document, next FROM places WHERE path = ? AND member = ?", at).fetchone()
            former, following = row or (None, None)
            stored = db.execute("SELECT number, staged FROM documents WHERE id = ?", (document.id,)).fetchone()
            number, staged = stored or (rows.insert(db, document, passages, model), 1)
            if number in (former, following):
                became = Became.UNCHANGED
                now, then = former, number if number == following else None
            elif staged and former is not None:
                became = Became.UPDATED
                now, then = former, number
            else:
                became = Became.UPDATED if former is not None else Became.COPY if stored else Became.ADDED
                if staged:
                    rows.publish(db, number, terms)
                now, then = number, None
            db.execute(
                "INSERT OR REPLACE INTO places (path, member, name, document, next) VALUES (?, ?, ?, ?, ?)",
                (place.path, place.member, document.name, now, then),
            )
            rows.drop_orphans(db, [former, following, number], became=document.id)
        return became

    def refuse(self, place: Placed, name: str, reason: str) -> None:
        """Records that one of a file's documents could not be read. What was there before stays."""
        with self._db.writing() as db:
            db.execute(
                "INSERT INTO places (path, member, name, failure) VALUES (?, ?, ?, ?) "
                "ON CONFLICT DO UPDATE SET failure = excluded.failure",
                (place.path, place.member, name, reason),
            )

    def finish(  # noqa: PLR0913 - what there is to be known of a file
        self,
        path: bytes,
        name: str,
        mark: str,
        members: Container[str],
        *,
        etag: str | None = None,
        modified: str | None = None,
    ) -> list[str]:
        """The file was read to its end and holds the documents of these ``members``, all of which were put or refused.
        Others that it held are taken out. Gives their names."""
        with self._db.writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO files (path, name, mark, read_at, etag, modified) VALUES (?, ?, ?, ?, ?, ?)",
                (path, name, mark, rows.now(), etag, modified),
            )
            held = db.execute("SELECT member, name, document, next FROM places WHERE path = ?", (path,)).fetchall()
            gone = [row for row in held if row[0] not in members]
            for member, _, document, following in gone:
                db.execute("DELETE FROM places WHERE path = ? AND member = ?", (path, member))
                rows.drop_orphans(db, [document, following])
        return [called for _, called, document, _ in gone if document is not None]

    def fail(self, path: bytes, name: str, reason: str) -> None:
        """Records why a file could not be read at all. What it held before stays."""
        with self._db.writing() as db:
            db.execute(
                "INSERT INTO files (path, name, failure, read_at) VALUES (?, ?, ?, ?) "
                "ON CONFLICT DO UPDATE SET mark = NULL, failure = excluded.failure, read_at = excluded.read_at",
                (path, name, reason, rows.now()),
            )

    def forget(self, path: bytes) -> list[tuple[str, str]]:
        """The file is gone: its documents go too, unless other places hold them. Gives the names and the ids of those
        that readers could see."""
        with self._db.writing() as db:
            held = db.execute(
                "SELECT places.name, document, next, id FROM places LEFT JOIN documents ON number = document "
                "WHERE path = ?",
                (path,),
            ).fetchall()
            for table in ("places", "files", "additions", "dismissed", "corrections"):
                db.execute(f"DELETE FROM {table} WHERE path = ?", (path,))  # noqa: S608 - our own names
            rows.drop_orphans(db, [number for _, document, following, _ in held for number in (document, following)])
        return [(name, id_) for name, _, _, id_ in held if id_ is not None]

    def again(self, path: bytes) -> None:
        """The next run reads this file again, also one that has not changed."""
        with self._db.writing() as db:
            db.execute("UPDATE files SET mark = NULL, failure = NULL WHERE path = ?", (path,))
            db.execute("UPDATE places SET failure = NULL WHERE path = ?", (path,))

    def untidy(self) -> bool:
        """Whether documents were dropped of which words may be left, also by a run that was killed."""
        with self._db.reading() as db:
            return rows.fact(db, "untidy") is not None

    def tidy(self) -> None:
        """After documents were dropped: leaves none of their words in the index or in the log."""
        with self._db.writing() as db:
            keywords.tidy(db)
        if self._db.truncate_log():
            with self._db.writing() as db:
                db.execute("DELETE FROM facts WHERE name = 'untidy'")
