"""The truth, as the embedding and the vector index need it: which passages wait for which of the two.

Each method is one transaction. Killed between any two of them, the next run goes on where this one stopped.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.catalog import rows
from assistant.domain import Document, Passage
from assistant.storage.database import Database

Matrix = NDArray[np.float32]

_PAGE = 1000  # passages that are in memory at a time
_LAST = (1 << 63) - 1  # no number is larger
_LEISURE = 20  # all that waits is looked at, at most every so many times as long as that takes
_ALL = (
    "SELECT passages.id, vector, documents.id, name, language, stated FROM passages "
    "JOIN vectors USING (key) JOIN documents ON documents.number = document "
    "WHERE passages.number > ? AND passages.number <= ? ORDER BY passages.number LIMIT ?"
)
# A query of its own: with a parameter for the condition SQLite would not use the index of those that wait.
_WAITING = _ALL.replace("ORDER", "AND NOT indexed ORDER")


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
        self._at_hand: tuple[int, Document] | None = None  # of which more passages may wait: read once, not per batch
        self._reached = (_LAST, _LAST)  # the numbers of the passage, and of its document, that `to_embed` gave last
        self._rest = {"index": 0.0, "publish": 0.0}  # until when nothing behind that is looked for

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
                'SELECT key, document, documents.id, start, "end", position, passages.number FROM passages '
                "JOIN documents ON documents.number = document WHERE NOT indexed "
                "AND NOT EXISTS (SELECT 1 FROM vectors WHERE vectors.key = passages.key) "
                "ORDER BY passages.number LIMIT ?",
                (limit,),
            ).fetchall()
            fresh: dict[str, Passage] = {}
            for key, number, id_, start, end, position, _ in found:
                fresh[key] = Passage(self._held(db, number, id_), start, end, position)
            self._at_hand = self._at_hand if found else None
            self._reached = (found[-1][-1], found[-1][1]) if found else (_LAST, _LAST)
        return list(fresh.items())

    def _held(self, db: sqlite3.Connection, number: int, id_: str) -> Document:
        """A document, from memory where it was the last that was asked for."""
        at_hand = self._at_hand
        # Another one may have its number by now.
        if at_hand is None or at_hand[0] != number or at_hand[1].id != id_:
            self._at_hand = at_hand = (number, rows.document(db, number))
        return at_hand[1]

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
        """Bytes of the vectors of all passages, or of those that wait for the index, when all have theirs."""
        with self._db.reading() as db:
            # Counted, because adding up their lengths would read every vector.
            which = "SELECT count(*) FROM passages WHERE NOT indexed" if waiting else "SELECT count(*) FROM passages"
            (count,) = db.execute(which).fetchone()
            dimensions = int(rows.fact(db, "dimensions") or 0)
        return int(count) * dimensions * np.dtype(np.float32).itemsize

    def to_index(self, *, embedding: bool = False) -> Batch | None:
        """The next of those that have their vector, or None. ``embedding``: mostly as far as `to_embed` has come. Next
        to none behind that has its vector, and to look for it takes longer the more of them wait."""
        with self._db.reading() as db, self._as_far_as("index", embedding=embedding) as (last, _):
            return _batch(db, waiting=True, last=last)

    @contextmanager
    def _as_far_as(self, what: str, *, embedding: bool) -> Iterator[tuple[int, int]]:
        """The numbers of the last passage, and of the last document, to be looked at."""
        began = time.monotonic()
        whole = not embedding or began >= self._rest[what]
        yield (_LAST, _LAST) if whole else self._reached
        if whole:
            self._rest[what] = time.monotonic() + _LEISURE * (time.monotonic() - began)

    def indexed(self, ids: Sequence[str]) -> None:
        """The vector index has these; those that were dropped while it was given them are to be taken out of it, and
        those that were dropped and came back wait for a vector again: their former one went with them."""
        with self._db.writing() as db:
            given = json.dumps(ids)
            db.execute(
                "UPDATE passages SET indexed = 1 WHERE id IN (SELECT value FROM json_each(?)) "
                "AND key IN (SELECT key FROM vectors)",
                (given,),
            )
            db.execute(
                "INSERT OR IGNORE INTO discarded SELECT value FROM json_each(?) "
                "WHERE value NOT IN (SELECT id FROM passages)",
                (given,),
            )

    def count_indexed(self) -> int:
        """How many passages the vector index has."""
        with self._db.reading() as db:
            (found,) = db.execute("SELECT count(*) FROM passages WHERE indexed").fetchone()
        return int(found) + len(self.discarded())

    def publish(self, *, embedding: bool = False) -> None:
        """Switches each place whose next document is whole in the vector index to it. ``embedding``: see to_index."""
        with self._db.writing() as db, self._as_far_as("publish", embedding=embedding) as (_, last):
            whole = db.execute(
                "SELECT path, member, document, next FROM places WHERE next <= ? "
                "AND NOT EXISTS (SELECT 1 FROM passages WHERE document = next AND NOT indexed)",
                (last,),
            ).fetchall()
            for path, member, former, number in whole:
                id_, staged = db.execute("SELECT id, staged FROM documents WHERE number = ?", (number,)).fetchone()
                if staged:
                    rows.publish(db, number)
                db.execute(
                    "UPDATE places SET document = next, next = NULL WHERE path = ? AND member = ?", (path, member)
                )
                rows.drop_orphans(db, [former], became=id_)

    def discarded(self) -> list[str]:
        """Ids that the vector index should not have any more."""
        with self._db.reading() as db:
            return [id_ for (id_,) in db.execute("SELECT id FROM discarded")]

    def forgotten(self, ids: Sequence[str]) -> None:
        """The vector index does not have these any more. Its files do, until it is made anew under another name."""
        with self._db.writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO facts SELECT 'index_traces', value FROM facts WHERE name = 'index_folder'"
            )
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

    def nearest(
        self, vector: Matrix, k: int, documents: Sequence[str] | None = None, without: frozenset[str] = frozenset()
    ) -> list[tuple[str, float]]:
        """The ``k`` passages whose vectors are nearest to one of shape (dimensions,), nearest first, with their cosine;
        of the documents with these ids only, or of all ``without`` some. All are compared, which takes longer the
        larger the library is."""
        ids, near = list[str](), np.zeros(0, np.float32)
        with self._db.reading() as db:
            found = db.execute(
                "SELECT id, vector FROM passages JOIN vectors USING (key) WHERE document NOT IN "
                "(SELECT number FROM documents WHERE documents.id IN (SELECT value FROM json_each(?2))) "
                "AND (?1 IS NULL OR document IN "
                "(SELECT number FROM documents WHERE documents.id IN (SELECT value FROM json_each(?1))))",
                (None if documents is None else json.dumps(list(documents)), json.dumps(list(without))),
            )
            while page := found.fetchmany(_PAGE):
                matrix = np.frombuffer(b"".join(row[1] for row in page), "<f4").reshape(len(page), -1)
                near = np.concatenate([near, matrix @ vector])
                ids += [row[0] for row in page]
                best = np.argsort(-near)[:k]
                ids, near = [ids[n] for n in best], near[best]
        return list(zip(ids, near.tolist(), strict=True))

    def index_holds(self, ids: Sequence[str]) -> None:
        """The vector index has these and no others: what else it should have, or should not, waits again. One that has
        lost its vector waits for that, whether or not the index has it."""
        with self._db.writing() as db:
            db.execute("CREATE TEMP TABLE held (id TEXT PRIMARY KEY) WITHOUT ROWID")
            db.executemany("INSERT OR IGNORE INTO held VALUES (?)", ((id_,) for id_ in ids))
            db.execute(
                "UPDATE passages SET indexed = NOT indexed "
                "WHERE indexed != (id IN (SELECT id FROM held) AND key IN (SELECT key FROM vectors))"
            )
            db.execute("DELETE FROM discarded")
            db.execute("INSERT INTO discarded SELECT id FROM held WHERE id NOT IN (SELECT id FROM passages)")
            db.execute("DROP TABLE held")

    # Another embedding model

    def count(self) -> int:
        """How many passages there are, also staged ones."""
        with self._db.reading() as db:
            return int(db.execute("SELECT count(*) FROM passages").fetchone()[0])

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


def _batch(db: sqlite3.Connection, after: int = 0, *, waiting: bool = False, last: int = _LAST) -> Batch | None:
    """The next passages after a number, and not after the ``last``, that have their vector; all of them, or those that
    wait for the index."""
    found = db.execute(_WAITING if waiting else _ALL, (after, last, _PAGE)).fetchall()
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
