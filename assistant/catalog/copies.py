"""Which documents of the library are copies of one text: found once, as documents come in, and kept.

To compare each text with every other one would take the square of the library. So a sample of each text's groups of
words (see origins) is kept: those whose hashes are smallest. Only texts that share enough of their samples are compared
word by word. The samples of a short and of a long text can be compared too: below the lower of both limits each holds
all groups that its text has (the modulo sketches of Broder, On the resemblance and containment of documents, 1997).
MinHash, which estimates how much of both texts *together* is shared, misses the reprint inside a longer text.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import islice

from assistant import origins
from assistant.catalog import rows
from assistant.origins import Days, Text
from assistant.storage.database import Database

VERSION = "1"  # of what counts as a copy: when it changes, all documents are compared anew

LEAST_KEPT, RATE, MOST_KEPT = 48, 8, 256  # groups in a sample: of a short text, one of so many, of a long one
COMMON = 1_000  # documents: what more of them hold, "was approved by the Cabinet", is no reason to compare two
VERIFIED = 20  # documents that one is compared with word by word, at the most: the likeliest
_BATCH = 64  # documents that are written in one transaction
_REMEMBERED = 256  # beginnings of texts that are in memory at a time
_SPAN = 1 << 48  # of the hashes

_IS_COMMON = "SELECT value, EXISTS (SELECT 1 FROM sampled WHERE hash = value LIMIT 1 OFFSET ?) FROM json_each(?)"
# ``due``: of the groups in both samples, those that must be shared. Two standard deviations are allowed for, so that
# 98 of 100 texts that share just enough are found.
_CANDIDATES = """
    WITH rarely AS MATERIALIZED (
        SELECT document, count(*) AS shared FROM sampled
        WHERE hash IN (SELECT value FROM json_each(:rare)) GROUP BY document
    ), sharing AS MATERIALIZED (
        SELECT document, shared + (
            SELECT count(*) FROM json_each(:common) CROSS JOIN sampled AS also
            WHERE also.hash = value AND also.document = rarely.document
        ) AS shared FROM rarely
    ), due AS (
        SELECT document, shared, :like * min(groups, :groups) * min(share, :share) AS due, issued, days
        FROM sharing JOIN samples USING (document) WHERE text <> :text AND groups >= :fewest
    )
    SELECT number, issued, days FROM due JOIN documents ON number = document
    WHERE (compared = 2 OR number < :number) AND (shared >= due OR (due - shared) * (due - shared) <= 2 * due)
    ORDER BY shared / due DESC, id
"""


@dataclass(frozen=True, slots=True)
class _Sample:
    """``text``: a digest that equal texts share; ``groups``: how many the text has, of which ``share`` is ``kept``."""

    text: str
    groups: int
    share: float
    kept: list[int]
    issued: date | None

    @classmethod
    def of(cls, text: Text) -> _Sample:
        groups = len(text.groups)
        share = min(1.0, max(LEAST_KEPT, min(groups / RATE, MOST_KEPT)) / groups) if groups else 1.0
        hashes = {_hash(group) for group in text.groups}
        return cls(text.digest, groups, share, sorted(h for h in hashes if h < share * _SPAN), text.issued)

    def keep(self, db: sqlite3.Connection, number: int) -> None:
        issued = self.issued.toordinal() if self.issued else None
        db.execute(
            "INSERT INTO samples (document, text, groups, share, kept, issued) VALUES (?, ?, ?, ?, ?, ?)",
            (number, self.text, self.groups, self.share, json.dumps(self.kept), issued),
        )
        db.executemany("INSERT INTO sampled VALUES (?, ?)", ((hash_, number) for hash_ in self.kept))


class Copies:
    """What the ingest uses; readers ask ``catalog``. Only one thread may compare at a time."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def compare(self, stopped: Callable[[], bool] = lambda: False) -> int:
        """Compares every document that was not compared yet with all others; ends early, after some of them, where
        ``stopped`` says so. Gives how many it has compared.

        What is found depends only on the documents, not on their order or on where this was killed, as long as none is
        like more than ``VERIFIED`` others of the same days, or shares with another only what ``COMMON`` documents hold.
        May raise LibraryError.
        """
        self._begin_anew_if_outdated()
        while not stopped() and (batch := self._waiting(below=1)):
            self._take_samples(batch)
        done = 0
        beginnings = _Beginnings(self._db)
        while not stopped() and (batch := self._waiting(below=2)):
            pairs = [pair for number in batch for pair in self._pairs(number, beginnings)]
            with self._db.writing() as db:
                # One of them may have been removed meanwhile.
                db.executemany(
                    "INSERT OR IGNORE INTO copies SELECT ?1, ?2 "
                    "WHERE (SELECT count(*) FROM samples WHERE document IN (?1, ?2)) = 2",
                    pairs,
                )
                beginnings.keep_days(db)
                db.executemany(
                    "UPDATE documents SET compared = 2 WHERE number = ? AND compared = 1", ((n,) for n in batch)
                )
            done += len(batch)
        return done

    def _begin_anew_if_outdated(self) -> None:
        with self._db.writing() as db:
            if rows.fact(db, "copies") == VERSION:
                return
            for statement in ("DELETE FROM copies", "DELETE FROM sampled", "DELETE FROM samples"):
                db.execute(statement)
            db.execute("UPDATE documents SET compared = 0")
            db.execute("INSERT OR REPLACE INTO facts VALUES ('copies', ?)", (VERSION,))

    def _waiting(self, *, below: int) -> list[int]:
        """The next documents that have no sample, or were not compared."""
        with self._db.reading() as db:
            found = db.execute(
                "SELECT number FROM documents WHERE compared < 2 AND compared < ? ORDER BY number LIMIT ?",
                (below, _BATCH),
            )
            return [number for (number,) in found]

    def _take_samples(self, numbers: Iterable[int]) -> None:
        texts = ((number, _text(self._db, number)) for number in numbers)
        samples = [(number, text.document.id, _Sample.of(text)) for number, text in texts if text]
        with self._db.writing() as db:
            for number, id_, sample in samples:
                # Unless it was removed meanwhile.
                if db.execute("UPDATE documents SET compared = 1 WHERE number = ? AND id = ?", (number, id_)).rowcount:
                    sample.keep(db, number)

    def _pairs(self, number: int, beginnings: _Beginnings) -> Iterator[tuple[int, int]]:
        """The document with each of those that are found to be copies of it; equal texts are known by their digest."""
        with self._db.reading() as db:
            row = db.execute(
                "SELECT text, groups, share, kept, issued, days FROM samples WHERE document = ?", (number,)
            ).fetchone()
            if row is None or row[1] < origins.FEWEST:
                return
            marked = db.execute(_IS_COMMON, (COMMON, row[3])).fetchall()
            found = db.execute(
                _CANDIDATES,
                {
                    **dict(zip(("text", "groups", "share"), row, strict=False)),
                    "rare": json.dumps([hash_ for hash_, common in marked if not common]),
                    "common": json.dumps([hash_ for hash_, common in marked if common]),
                    "number": number,
                    "like": origins.LIKE,
                    "fewest": origins.FEWEST,
                },
            ).fetchall()
        if not found:
            return
        days = beginnings.days(number, *row[4:])
        near = (other for other, *stated in found if origins.same_days(days, beginnings.days(other, *stated)))
        for other in islice(near, VERIFIED):
            one, another = beginnings.text(number), beginnings.text(other)
            if one and another and origins.reprinted(one, another):
                yield min(number, other), max(number, other)


class _Beginnings:
    """What documents are compared by, without the rest of their texts. The days that a text names are looked for only
    where there is something like it, which is rare: they take longer than the sample."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._fresh: dict[int, str] = {}
        self.text = lru_cache(_REMEMBERED)(self._read)

    def days(self, number: int, issued: int | None, stated: str | None) -> Days:
        """``stated``: what was kept of an earlier look, if any."""
        stated = stated or self._fresh.get(number)
        if stated is None:
            text = self.text(number)
            stated = json.dumps(sorted(day.toordinal() for day in text.days) if text else [])
            self._fresh[number] = stated
        return date.fromordinal(issued) if issued else None, frozenset(map(date.fromordinal, json.loads(stated)))

    def keep_days(self, db: sqlite3.Connection) -> None:
        """Keeps what was found since this was called last."""
        fresh, self._fresh = self._fresh, {}
        db.executemany("UPDATE samples SET days = ? WHERE document = ?", ((days, at) for at, days in fresh.items()))

    def _read(self, number: int) -> Text | None:
        text = _text(self._db, number)
        return text and Text(replace(text.document, text=text.document.text[: origins.COMPARED]))


def others(db: sqlite3.Connection, ids: Collection[str], hidden: Collection[int] = ()) -> dict[str, frozenset[str]]:
    """By each of these documents' ids, the ids of the others of its origin that readers see; but for the documents
    whose numbers are ``hidden``, which do not tie others together either."""
    found: dict[str, frozenset[str]] = {}
    for id_ in ids:
        if id_ not in found:
            origin = _origin(db, id_, hidden)
            found.update({one: origin - {one} for one in origin})
    return {id_: found[id_] for id_ in ids if id_ in found}


def counted(db: sqlite3.Connection) -> dict[int, int]:
    """By the numbers of the documents that have copies, of how many readers see them."""
    linked: dict[int, set[int]] = defaultdict(set)
    pairs = db.execute("SELECT one, other FROM copies").fetchall()
    pairs += db.execute(
        "SELECT first, document FROM samples JOIN ("
        "SELECT text, min(document) AS first FROM samples JOIN documents ON number = document WHERE NOT staged "
        "GROUP BY text HAVING count(*) > 1) USING (text) WHERE document <> first"
    ).fetchall()
    staged = {number for (number,) in db.execute("SELECT number FROM documents WHERE staged")}
    for one, other in pairs:
        if not staged & {one, other}:
            linked[one].add(other)
            linked[other].add(one)
    found: dict[int, int] = {}
    for number in linked:
        if number not in found:
            origin, further = {number}, [number]
            while further:
                fresh = linked[further.pop()] - origin
                origin |= fresh
                further += fresh
            found |= dict.fromkeys(origin, len(origin) - 1)
    return found


def _origin(db: sqlite3.Connection, id_: str, hidden: Collection[int]) -> frozenset[str]:
    """The ids of all documents of one origin, of which one is given: those with a text that is equal to that of one of
    them, or was found to be a copy of it."""
    found: dict[int, str] = {}
    texts: set[str] = set()
    further = db.execute(
        "SELECT number, id, text FROM documents LEFT JOIN samples ON document = number WHERE id = ? AND NOT staged",
        (id_,),
    ).fetchall()
    while further:
        found |= {number: other for number, other, _ in further}
        fresh = {text for *_, text in further if text} - texts
        texts |= fresh
        numbers = json.dumps([number for number, *_ in further])
        further = db.execute(
            "SELECT number, id, text FROM documents JOIN samples ON document = number WHERE NOT staged AND number IN ("
            "SELECT other FROM copies WHERE one IN (SELECT value FROM json_each(?1)) "
            "UNION SELECT one FROM copies WHERE other IN (SELECT value FROM json_each(?1)) "
            "UNION SELECT document FROM samples WHERE text IN (SELECT value FROM json_each(?2)))",
            (numbers, json.dumps(list(fresh))),
        ).fetchall()
        further = [row for row in further if row[0] not in found and row[0] not in hidden]
    return frozenset(found.values())


def _text(database: Database, number: int) -> Text | None:
    """None: it was removed meanwhile."""
    with database.reading() as db:
        held = db.execute("SELECT 1 FROM documents WHERE number = ?", (number,)).fetchone()
        return Text(rows.document(db, number)) if held else None


def _hash(group: tuple[str, ...]) -> int:
    return int.from_bytes(hashlib.blake2b("\0".join(group).encode(), digest_size=6).digest())
