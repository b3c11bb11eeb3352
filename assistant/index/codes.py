"""A search index that keeps one bit of each number of a vector: for libraries whose vectors are too many for memory.

Chroma's graph has every vector in memory, with its links and names 2.4 KB a passage of 384 dimensions. Here a passage
takes 56 bytes: on which side of a centre it lies, dimension by dimension. A question's bits are compared with all of
them (Charikar, Similarity estimation techniques from rounding algorithms, 2002), its numbers with the bits of the
nearest, and with the vectors themselves, which the catalog has, of the likeliest. Like Chroma's folders, it can be
thrown away and made anew.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.domain import document_id
from assistant.errors import LibraryDamagedError, LibraryStorageError
from assistant.index.files import STORAGE, files_mapped
from assistant.index.store import Expected
from assistant.index.vectors import DAMAGED, Matrix, VectorHit

FILE = "codes.sqlite3"

_SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE codes (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, code BLOB NOT NULL) STRICT
"""
_WORD = 64  # bits that are compared at a time
_PAGE = 10_000  # passages that are read at a time
_STRETCH = 1 << 16  # passages whose bits are compared at a time
_NEAR = 20_000  # passages whose bits are compared with the question's numbers
_LIKELY, _FEWEST = 20, 1_000  # passages that are compared by their vectors: so many times those wanted, or so many
_ROOM = 1.2  # times the passages that there is room for
_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}

Bits = NDArray[np.uint64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Held:
    """What is in memory, in the order of their numbers: ``numbers`` (n) and ``bits`` (n, words) of the passages. Both
    are views of something larger, behind the end of which there is ``room``. Never changed, but replaced."""

    numbers: Numbers
    bits: Bits
    room: tuple[Numbers, Bits]

    @classmethod
    def nothing(cls, words: int, room: int = _PAGE) -> _Held:
        numbers, bits = np.empty(room, np.int64), np.empty((room, words), np.uint64)
        return cls(numbers[:0], bits[:0], (numbers, bits))

    def with_more(self, numbers: Numbers, bits: Bits) -> _Held:
        """``numbers``: all larger than those that it has."""
        had, have = len(self.numbers), len(self.numbers) + len(numbers)
        room = self.room
        if have > len(room[0]):
            larger = _Held.nothing(bits.shape[1], int(_ROOM * have) + _PAGE).room
            larger[0][:had], larger[1][:had] = self.numbers, self.bits
            room = larger
        room[0][had:have], room[1][had:have] = numbers, bits
        return _Held(room[0][:have], room[1][:have], room)

    def without(self, numbers: Numbers) -> _Held:
        stay = np.isin(self.numbers, numbers, invert=True)
        kept = (self.numbers[stay], self.bits[stay])
        return _Held(*kept, kept)

    def at(self, numbers: Numbers) -> NDArray[np.intp]:
        """Where these stand, as far as they are held."""
        places = np.searchsorted(self.numbers, numbers)
        places = places[places < len(self.numbers)]
        return places[np.isin(self.numbers[places], numbers)]


class Codes:
    """An open index. Searching and writing from several threads is safe; a second process is not."""

    def __init__(self, db: sqlite3.Connection, exact: Expected) -> None:
        self._db = db
        self._exact = exact
        self.closing: Callable[[], None] = db.close
        self._using = Lock()  # the connection, and what follows from it
        facts = dict(db.execute("SELECT name, value FROM facts").fetchall())
        self.model = (str(facts["model"]), int(facts["dimensions"]))
        self._words = -(-self.model[1] // _WORD)
        self._centre: Matrix | None = np.frombuffer(facts["centre"], "<f4") if "centre" in facts else None
        self._held = self._loaded()

    @classmethod
    def create(cls, folder: Path, model: str, dimensions: int, exact: Expected) -> Codes:
        """A new, empty index in a folder that does not exist yet. ``exact``: gives the vectors of those passages that
        have one, by their ids."""
        with _errors_mapped():
            folder.mkdir(mode=0o700)
            db = _connected(folder / FILE)
            db.executescript(_SCHEMA)
            db.executemany("INSERT INTO facts VALUES (?, ?)", [("model", model), ("dimensions", dimensions)])
            return cls(db, exact)

    @classmethod
    def open(cls, folder: Path, exact: Expected) -> Codes:
        """An existing index. Raises LibraryDamagedError."""
        with _errors_mapped():
            return cls(_connected(folder / FILE), exact)

    def _loaded(self) -> _Held:
        (count,) = self._db.execute("SELECT count(*) FROM codes").fetchone()
        held = _Held.nothing(self._words, int(_ROOM * count) + _PAGE)
        found = self._db.execute("SELECT number, code FROM codes ORDER BY number")
        while page := found.fetchmany(_PAGE):
            bits = np.frombuffer(b"".join(code for _, code in page), "<u8").reshape(len(page), self._words)
            held = held.with_more(np.array([number for number, _ in page], np.int64), bits)
        return held

    def upsert(self, ids: Sequence[str], vectors: Matrix, labels: Sequence[Mapping[str, str | int]]) -> None:  # noqa: ARG002 - an id says whose it is
        """Adds passages, or replaces those with the same ids. ``vectors``: (n, dimensions)."""
        last = {id_: row for row, id_ in enumerate(ids)}  # of one that is given twice
        with self._using, _errors_mapped():
            with _transaction(self._db) as db:
                if self._centre is None:
                    centre = np.asarray(vectors.mean(axis=0), "<f4")
                    db.execute("INSERT INTO facts VALUES ('centre', ?)", (centre.tobytes(),))
                else:
                    centre = self._centre
                bits = _bits(vectors[list(last.values())], centre)
                gone = self._taken_out(db, ids)
                first = 1 + (db.execute("SELECT max(number) FROM codes").fetchone()[0] or 0)
                numbers = np.arange(first, first + len(last))
                codes = (row.tobytes() for row in bits)
                db.executemany("INSERT INTO codes VALUES (?, ?, ?)", zip(numbers.tolist(), last, codes, strict=True))
            self._centre = centre
            held = self._held.without(gone) if len(gone) else self._held
            self._held = held.with_more(numbers, bits)

    def delete(self, ids: Sequence[str]) -> None:
        """Takes passages out; unknown ids do no harm."""
        with self._using, _errors_mapped():
            with _transaction(self._db) as db:
                gone = self._taken_out(db, ids)
            if len(gone):
                self._held = self._held.without(gone)

    @staticmethod
    def _taken_out(db: sqlite3.Connection, ids: Sequence[str]) -> Numbers:
        sql = "DELETE FROM codes WHERE id IN (SELECT value FROM json_each(?)) RETURNING number"
        return np.array([number for (number,) in db.execute(sql, (json.dumps(list(ids)),)).fetchall()], np.int64)

    def search(
        self, vector: Matrix, k: int, documents: Sequence[str] | None = None, without: frozenset[str] = frozenset()
    ) -> list[VectorHit]:
        """The ``k`` nearest passages, nearest first; of the documents with these ids only, or of all ``without`` some.
        ``vector``: of shape (dimensions,)."""
        held, centre = self._held, self._centre
        if k < 1 or centre is None:
            return []
        allowed = None if documents is None else held.at(self._of(documents))
        bits = held.bits if allowed is None else held.bits[allowed]
        apart = _apart(bits, _bits(vector[np.newaxis], centre)[0])
        if without:
            apart[held.at(self._of(without))] = np.iinfo(apart.dtype).max
        near = _least(apart, max(_NEAR, _LIKELY * k))
        # What counts for a bit that is not set would only be the same for all.
        among = np.unpackbits(bits[near].view(np.uint8), axis=1, count=len(vector)).astype(np.float32)
        likely = near[_least(-(among @ (vector - centre)), max(_FEWEST, _LIKELY * k))]
        numbers = held.numbers if allowed is None else held.numbers[allowed]
        return self._nearest(vector, k, numbers[likely], without)

    def _nearest(self, vector: Matrix, k: int, numbers: Numbers, without: frozenset[str]) -> list[VectorHit]:
        sql = "SELECT id FROM codes WHERE number IN (SELECT value FROM json_each(?))"
        ids = [id_ for (id_,) in self._asked(sql, numbers.tolist())]
        exact = self._exact([id_ for id_ in ids if not without or document_id(id_) not in without])
        if not exact:
            return []
        near = np.stack(list(exact.values())) @ vector
        known = list(exact)
        return [VectorHit(known[at], float(near[at])) for at in np.argsort(-near)[:k]]

    def _of(self, documents: Sequence[str] | frozenset[str]) -> Numbers:
        """The numbers of the passages of these documents, rising."""
        # "." follows "-" in ASCII.
        sql = (
            "SELECT number FROM json_each(?) CROSS JOIN codes "
            "WHERE codes.id >= value || '-' AND codes.id < value || '.' ORDER BY number"
        )
        return np.array([number for (number,) in self._asked(sql, list(documents))], np.int64)

    def _asked(self, sql: str, given: Sequence[Any]) -> list[tuple[Any, ...]]:
        with self._using, _errors_mapped():
            return self._db.execute(sql, (json.dumps(given),)).fetchall()

    def count(self) -> int:
        return len(self._held.numbers)

    def ids(self) -> list[str]:
        """Of all that it holds."""
        with self._using, _errors_mapped():
            return [id_ for (id_,) in self._db.execute("SELECT id FROM codes ORDER BY number")]

    def agrees(self) -> bool:
        """Whether it is whole, and no passage has other bits than its vector. Nothing may be written meanwhile."""
        with _errors_mapped():
            if self._db.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
                return False
        held = self.ids()
        for start in range(0, len(held), _PAGE):
            exact = self._exact(held[start : start + _PAGE])
            if not exact:
                continue
            if self._centre is None:
                return False
            known = list(exact)
            sql = "SELECT id, code FROM codes WHERE id IN (SELECT value FROM json_each(?))"
            codes = dict(self._asked(sql, known))
            right = _bits(np.stack(list(exact.values())), self._centre)
            if any(codes[id_] != row.tobytes() for id_, row in zip(known, right, strict=True)):
                return False
        return True

    def close(self) -> None:
        with self._using:
            self._db.close()


def _bits(vectors: Matrix, centre: Matrix) -> Bits:
    """(n, dimensions) → (n, words): a bit for each number that is larger than the centre's."""
    larger = np.packbits(vectors > centre, axis=1)
    words = -(-vectors.shape[1] // _WORD)
    padded = np.zeros((len(vectors), words * _WORD // 8), np.uint8)
    padded[:, : larger.shape[1]] = larger
    return padded.view("<u8")


def _apart(bits: Bits, other: Bits) -> NDArray[np.uint16]:
    """In how many bits each of (n, words) differs from another (words)."""
    apart = np.empty(len(bits), np.uint16)
    for start in range(0, len(bits), _STRETCH):
        part = slice(start, start + _STRETCH)
        apart[part] = np.bitwise_count(bits[part] ^ other).sum(axis=1, dtype=np.uint16)
    return apart


def _least(values: NDArray[Any], count: int) -> NDArray[np.intp]:
    """Where the least of them stand, in no order."""
    if count >= len(values):
        return np.arange(len(values))
    return np.argpartition(values, count)[:count]


def _connected(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    # What a loss of power tears is found by ``agrees``; ``settle`` has it on the disk.
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA secure_delete = ON")
    return db


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield db
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


@contextmanager
def _errors_mapped() -> Iterator[None]:
    with files_mapped():
        try:
            yield
        except sqlite3.Error as error:
            full = getattr(error, "sqlite_errorcode", 0) & 0xFF in _FULL
            raise (LibraryStorageError(STORAGE) if full else LibraryDamagedError(DAMAGED)) from error
        except (ValueError, LookupError, TypeError) as error:  # what it states of itself makes no sense
            raise LibraryDamagedError(DAMAGED) from error
