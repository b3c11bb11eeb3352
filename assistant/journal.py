"""The truth, as the ingest writes it: what each file holds, which passages wait for vectors, which for the index.

Each method is one transaction. Killed between any two of them, the next run goes on where this one stopped.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant import keywords, rows
from assistant.database import Database
from assistant.domain import Document, Passage

Matrix = NDArray[np.float32]

_PAGE = 1000  # passages that are in memory at a time


@dataclass(frozen=True, slots=True)
class Known:
    """What a path held when it was last ingested. ``waiting``: that ingest was not completed; ``replaces``: it was to
    replace an earlier version, which is still the one that readers see."""

    name: str
    sha256: str
    waiting: bool
    replaces: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """Passages for the vector index: ids, vectors of shape (n, dimensions), and what they can be filtered by."""

    ids: list[str]
    vectors: Matrix
    labels: list[Mapping[str, str | int]]


class Journal:
    """Safe to use from several threads; they queue for writing."""

    def __init__(self, database: Database) -> None:
        self._db = database

    # What each file holds

    def known(self, path: bytes) -> Known | None:
        """What the file at an absolute path was when it was last ingested, or None."""
        with self._db.reading() as db:
            row = db.execute(
                "SELECT name, sha256, next IS NOT NULL, "
                "EXISTS (SELECT 1 FROM passages WHERE document = documents.number AND NOT indexed) "
                "FROM places JOIN documents ON documents.number = coalesce(next, document) WHERE path = ?",
                (path,),
            ).fetchone()
        return Known(row[0], row[1], waiting=bool(row[2] or row[3]), replaces=bool(row[2])) if row else None

    def paths_under(self, folder: bytes) -> list[tuple[bytes, str]]:
        """All files that came from a folder or the folders in it: absolute path and document name."""
        under = folder.rstrip(b"/") + b"/"
        with self._db.reading() as db:
            return db.execute(
                "SELECT path, name FROM places JOIN documents ON documents.number = document "
                "WHERE path >= ? AND path < ? ORDER BY path",
                (under, under[:-1] + b"0"),  # in ASCII, "0" follows "/"
            ).fetchall()

    def put(self, path: bytes, document: Document, passages: Sequence[Passage], model: str) -> None:
        """Records what the file at ``path`` holds now. A new document can be found by its words at once; one that
        replaces another stays staged until all of it is indexed. ``model``: the one that will embed it."""
        with self._db.writing() as db:
            row = db.execute("SELECT number, staged FROM documents WHERE id = ?", (document.id,)).fetchone()
            number, staged = row or (rows.insert(db, document, passages, model), 1)
            replaces = db.execute("SELECT 1 FROM places WHERE path = ?", (path,)).fetchone()
            if replaces and staged:
                db.execute("UPDATE places SET next = ? WHERE path = ?", (number, path))
            else:
                if staged:
                    rows.publish(db, number)
                db.execute("INSERT OR REPLACE INTO places (path, document) VALUES (?, ?)", (path, number))
            rows.drop_orphans(db)
            db.execute("INSERT OR REPLACE INTO facts VALUES ('embedding_model', ?)", (model,))

    def forget(self, path: bytes) -> None:
        """The file is gone: its document goes too, unless another place holds it."""
        with self._db.writing() as db:
            db.execute("DELETE FROM places WHERE path = ?", (path,))
            rows.drop_orphans(db)

    def tidy(self) -> None:
        """After documents were dropped: leaves none of their words in the index or in the log."""
        with self._db.writing() as db:
            keywords.tidy(db)
        self._db.truncate_log()

    # Passages that wait for their vector

    def unembedded(self) -> int:
        """How many different texts wait for a vector."""
        with self._db.reading() as db:
            (count,) = db.execute(
                "SELECT count(DISTINCT key) FROM passages WHERE NOT indexed AND key NOT IN (SELECT key FROM vectors)"
            ).fetchone()
        return int(count)

    def to_embed(self, limit: int) -> list[tuple[str, Passage]]:
        """The first of them, at most ``limit``: their keys, and a passage with that text."""
        with self._db.reading() as db:
            found = db.execute(
                'SELECT key, document, start, "end", position FROM passages WHERE NOT indexed '
                "AND NOT EXISTS (SELECT 1 FROM vectors WHERE vectors.key = passages.key) "
                "ORDER BY number LIMIT ?",
                (limit,),
            ).fetchall()
            documents = {number: rows.document(db, number) for number in {row[1] for row in found}}
        fresh = {key: Passage(documents[number], start, end, n) for key, number, start, end, n in found}
        return list(fresh.items())

    def store(self, vectors: Mapping[str, Matrix]) -> None:
        """Keeps vectors by their keys, also those that no passage needs yet: another model's."""
        with self._db.writing() as db:
            db.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
                ((key, np.ascontiguousarray(vector, "<f4").tobytes()) for key, vector in vectors.items()),
            )

    # Passages that wait for the vector index

    def unindexed(self) -> bool:
        """Whether there is anything that the vector index should have or should not have any more."""
        with self._db.reading() as db:
            (found,) = db.execute(
                "SELECT EXISTS (SELECT 1 FROM discarded) OR EXISTS (SELECT 1 FROM places WHERE next IS NOT NULL) "
                "OR EXISTS (SELECT 1 FROM passages JOIN vectors USING (key) WHERE NOT indexed)"
            ).fetchone()
        return bool(found)

    def size(self, *, waiting: bool) -> int:
        """Bytes of the vectors of all passages, or of those that wait for the index."""
        with self._db.reading() as db:
            (found,) = db.execute(
                "SELECT total(length(vector)) FROM passages JOIN vectors USING (key) WHERE indexed <= ?", (not waiting,)
            ).fetchone()
        return int(found)

    def to_index(self) -> Batch | None:
        """The next of those that have their vector, or None."""
        with self._db.reading() as db:
            return _batch(db, waiting=True)

    def indexed(self, ids: Sequence[str]) -> None:
        """The vector index has these."""
        with self._db.writing() as db:
            db.execute(
                "UPDATE passages SET indexed = 1 WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
            )

    def count_indexed(self) -> int:
        """How many passages the vector index has."""
        with self._db.reading() as db:
            (found,) = db.execute("SELECT count(*) FROM passages WHERE indexed").fetchone()
        return int(found) + len(self.discarded())

    def publish(self) -> None:
        """Switches each place whose next document is whole in the vector index to it."""
        with self._db.writing() as db:
            whole = db.execute(
                "SELECT DISTINCT next FROM places WHERE next IS NOT NULL "
                "AND NOT EXISTS (SELECT 1 FROM passages WHERE document = next AND NOT indexed)"
            ).fetchall()
            for (number,) in whole:
                if db.execute("SELECT staged FROM documents WHERE number = ?", (number,)).fetchone()[0]:
                    rows.publish(db, number)
                db.execute("UPDATE places SET document = next, next = NULL WHERE next = ?", (number,))
            if whole:
                rows.drop_orphans(db)

    def discarded(self) -> list[str]:
        """Ids that the vector index should not have any more."""
        with self._db.reading() as db:
            return [id_ for (id_,) in db.execute("SELECT id FROM discarded")]

    def forgotten(self, ids: Sequence[str]) -> None:
        """The vector index does not have these any more."""
        with self._db.writing() as db:
            db.execute("DELETE FROM discarded WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),))

    # The vector index as a whole

    def vectors(self) -> Iterator[Batch]:
        """Every passage that has its vector, in batches, for building the index anew."""
        last = 0
        while True:
            with self._db.reading() as db:
                batch = _batch(db, last)
                if batch is None:
                    return
                (last,) = db.execute("SELECT number FROM passages WHERE id = ?", (batch.ids[-1],)).fetchone()
            yield batch

    def index_holds(self, ids: Sequence[str]) -> None:
        """The vector index has these and no others: what else it should have, or should not, waits again."""
        with self._db.writing() as db:
            db.execute("CREATE TEMP TABLE held (id TEXT PRIMARY KEY) WITHOUT ROWID")
            db.executemany("INSERT OR IGNORE INTO held VALUES (?)", ((id_,) for id_ in ids))
            db.execute("UPDATE passages SET indexed = id IN (SELECT id FROM held)")
            db.execute("DELETE FROM discarded")
            db.execute("INSERT INTO discarded SELECT id FROM held WHERE id NOT IN (SELECT id FROM passages)")
            db.execute("DROP TABLE held")

    # Another embedding model

    def everything(self) -> Iterator[list[Passage]]:
        """All passages, also staged ones, one document at a time."""
        with self._db.reading() as db:
            numbers = [number for (number,) in db.execute("SELECT number FROM documents ORDER BY number")]
        for number in numbers:
            with self._db.reading() as db:
                held = [passage for _, passage in rows.passages(db, number)]
            yield held

    def stored(self, keys: Sequence[str]) -> set[str]:
        """Which of these have a vector."""
        with self._db.reading() as db:
            found = db.execute(
                "SELECT key FROM vectors WHERE key IN (SELECT value FROM json_each(?))", (json.dumps(list(keys)),)
            )
            return {key for (key,) in found}

    def dimensions_of(self, key: str) -> int:
        """Of the vector with this key."""
        with self._db.reading() as db:
            (size,) = db.execute("SELECT length(vector) FROM vectors WHERE key = ?", (key,)).fetchone()
        return int(size) // np.dtype(np.float32).itemsize

    def switch_model(self, model: str, dimensions: int | None) -> None:
        """From now on the vectors are those of this model, which are all stored; those of the former one go."""
        with self._db.writing() as db:
            for (number,) in db.execute("SELECT number FROM documents").fetchall():
                db.executemany(
                    "UPDATE passages SET key = ?, indexed = 0 WHERE number = ?",
                    ((rows.passage_key(passage, model), row) for row, passage in rows.passages(db, number)),
                )
            db.execute("DELETE FROM vectors WHERE key NOT IN (SELECT key FROM passages)")
            facts = {"embedding_model": model, "dimensions": dimensions and str(dimensions), "index_print": None}
            for name, value in facts.items():
                db.execute("DELETE FROM facts WHERE name = ?", (name,))
                if value:
                    db.execute("INSERT INTO facts VALUES (?, ?)", (name, value))


def _batch(db: sqlite3.Connection, after: int = 0, *, waiting: bool = False) -> Batch | None:
    """The next passages after a number that have their vector; all of them, or those that wait for the index."""
    found = db.execute(
        "SELECT passages.id, vector, documents.id, name, language, stated FROM passages "
        "JOIN vectors USING (key) JOIN documents ON documents.number = document "
        "WHERE passages.number > ? AND (? OR NOT indexed) ORDER BY passages.number LIMIT ?",
        (after, not waiting, _PAGE),
    ).fetchall()
    if not found:
        return None
    matrix = np.stack([np.frombuffer(row[1], "<f4") for row in found])
    return Batch([row[0] for row in found], matrix, [_labels(*row[2:]) for row in found])


def _labels(document: str, name: str, language: str, stated: str) -> Mapping[str, str | int]:
    """What the vector index can filter by. ``date``: yyyymmdd, 0 for what is unknown of it; text: "" if unknown."""
    value = {what: pair[0] for what, pair in json.loads(stated).items()}
    return {
        "document": document,
        "name": name,
        "language": language,
        "date": int("".join(filter(str.isdecimal, value.get("date", "")))[:8].ljust(8, "0")),
        "place": value.get("place", ""),
        "publisher": value.get("publisher", ""),
    }
