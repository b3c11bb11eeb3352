"""How the nouns lie in the tables of the catalog.

A file or web page holds one or more documents, each at a ``place`` of its own (the file's path or the page's address,
and which of them); a document that is found at several places is stored once. The journal of an ingest is in the rows
themselves: a file without ``mark`` waits to be read (again), a place with a ``next`` document waits to be switched to
it (the next document is ``staged`` until then: only the ingest sees it), a passage that is not ``indexed`` waits for
the vector index, a ``discarded`` id waits to be taken out of it.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from assistant import words
from assistant.catalog import keywords
from assistant.catalog.selection import names, visible
from assistant.domain import Basis, Document, Passage, Stated
from assistant.errors import LibraryDamagedError, LibraryError

STATED = ("title", "date", "place", "publisher", "address", "author")
_CHANGED = (
    "What the library holds of the document {} is damaged: it is not what was taken in. End the assistant, then run "
    "`assistant check --repair` and take the document in again, or restore the library from a backup."
)


def passage_key(passage: Passage, model: str) -> str:
    """Passages with the same key have the same vector: the same text under the same header for the same model."""
    return hashlib.sha256(f"{model}\0{passage.indexed_text}".encode()).hexdigest()[:32]


def document(db: sqlite3.Connection, number: int, reader: str | None = None) -> Document:
    """The whole document; ``number`` must exist. Raises LibraryDamagedError where it is not what was taken in: its id
    is a digest of its text and of what is stated of it. ``reader``: who must not read another's name for it."""
    held, id_ = stored(db, number)
    if held.id != id_:
        raise LibraryDamagedError(_CHANGED.format(held.name))
    known = names(db, number, reader) if reader is not None else []
    return replace(held, name=known[0]) if known and known[0] != held.name else held


def number_of(db: sqlite3.Connection, id_: str, reader: str) -> int:
    """The number of a document that this reader may see. Raises LibraryError where there is none."""
    sees = visible(reader)
    sql = f"SELECT number FROM documents WHERE id = ? AND NOT staged AND {sees.sql}"  # noqa: S608 - values are bound
    row = db.execute(sql, (id_, *sees.values)).fetchone()
    if row is None:
        raise LibraryError("The library holds no such document (any more). Look at the list again.")
    return int(row[0])


def stored(db: sqlite3.Connection, number: int) -> tuple[Document, str]:
    """A document as it is stored, and the id under which it is. Raises LibraryDamagedError where it makes no sense."""
    row = db.execute(
        "SELECT name, sha256, text, language, countries, pages, stated, id FROM documents "
        "JOIN texts ON document = number WHERE number = ?",
        (number,),
    ).fetchone()
    try:
        name, sha256, text, language, countries, pages, stated, id_ = row
        parts = {what: Stated(value, Basis(basis)) for what, (value, basis) in json.loads(stated).items()}
        starts, about = tuple(json.loads(pages)), tuple(json.loads(countries))
        return Document(name, sha256, text, language=language, countries=about, pages=starts, **parts), id_
    except (ValueError, TypeError, AttributeError) as error:
        raise LibraryDamagedError(_CHANGED.format(row[0] if row else f"number {number}")) from error


def check_offsets(passages: Mapping[str, Passage]) -> None:
    """Raises LibraryDamagedError unless each passage stands where its id says."""
    for id_, passage in passages.items():
        if passage.id != id_:
            raise LibraryDamagedError(_CHANGED.format(passage.document.name))


def passages(db: sqlite3.Connection, number: int) -> list[tuple[int, Passage]]:
    """The passages of a document, each with its own number."""
    whole = document(db, number)
    rows = db.execute(
        'SELECT number, start, "end", position FROM passages WHERE document = ? ORDER BY position', (number,)
    )
    return [(row, Passage(whole, start, end, position)) for row, start, end, position in rows]


def insert(db: sqlite3.Connection, document: Document, passages: Sequence[Passage], model: str) -> int:
    """Adds a document, staged. Gives its number."""
    stated = {what: [part.value, part.basis] for what in STATED if (part := getattr(document, what))}
    number = db.execute(
        "INSERT INTO documents (id, name, sha256, language, stated, countries, pages, staged) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
        (
            document.id,
            document.name,
            document.sha256,
            document.language,
            json.dumps(stated, ensure_ascii=False),
            json.dumps(document.countries),
            json.dumps(document.pages),
        ),
    ).lastrowid
    if number is None:
        raise AssertionError("SQLite gives every inserted row a number")
    db.execute("INSERT INTO texts VALUES (?, ?)", (number, document.text))
    db.executemany(
        'INSERT INTO passages (id, document, position, start, "end", key) VALUES (?, ?, ?, ?, ?, ?)',
        ((p.id, number, p.number, p.start, p.end, passage_key(p, model)) for p in passages),
    )
    # A file that went back to an earlier version brings back ids that waited to be discarded.
    db.execute("DELETE FROM discarded WHERE id IN (SELECT id FROM passages WHERE document = ?)", (number,))
    db.execute("DELETE FROM former WHERE id = ?", (document.id,))
    return number


def publish(db: sqlite3.Connection, number: int, terms: Sequence[str] | None = None) -> None:
    """Lets readers see a staged document and find it by its words. ``terms``: of each passage, if they are known (see
    ``words.indexed``)."""
    if terms is None:
        found = [(row, words.indexed(one.indexed_text, one.document.language)) for row, one in passages(db, number)]
    else:
        rows = db.execute("SELECT number FROM passages WHERE document = ? ORDER BY position", (number,)).fetchall()
        found = [(row, some) for (row,), some in zip(rows, terms, strict=True)]
    keywords.add(db, found)
    counts = ((some.count(" ") + bool(some), row) for row, some in found)
    db.executemany("UPDATE passages SET words = ? WHERE number = ?", counts)
    db.execute("UPDATE documents SET staged = 0 WHERE number = ?", (number,))
    changed(db)


def restate(db: sqlite3.Connection, number: int, language: str, countries: Sequence[str]) -> None:
    """States the language and the countries of a document anew: neither is a part of its id."""
    former, staged = db.execute("SELECT language, staged FROM documents WHERE number = ?", (number,)).fetchone()
    db.execute(
        "UPDATE documents SET language = ?, countries = ? WHERE number = ?", (language, json.dumps(countries), number)
    )
    if language == former:
        return
    db.execute("UPDATE passages SET indexed = 0 WHERE document = ?", (number,))  # the index has the language too
    if not staged:
        keywords.remove(db, [row for (row,) in db.execute("SELECT number FROM passages WHERE document = ?", (number,))])
        publish(db, number)


def drop_orphans(db: sqlite3.Connection, numbers: Iterable[int | None], became: str | None = None) -> None:
    """Takes out those of these documents that no place refers to any more, with everything that came from them; the
    others are called by the first of the names that are left. ``became``: the id of what took their place."""
    for number in {number for number in numbers if number is not None}:
        left = db.execute("SELECT min(name) FROM places WHERE document = ?1 OR next = ?1", (number,)).fetchone()[0]
        if left is not None:
            db.execute("UPDATE documents SET name = ?1 WHERE number = ?2 AND name <> ?1", (left, number))
            continue
        rows = db.execute("SELECT number, key FROM passages WHERE document = ?", (number,)).fetchall()
        keywords.remove(db, (row for row, _ in rows))
        db.execute("INSERT OR IGNORE INTO discarded SELECT id FROM passages WHERE document = ? AND indexed", (number,))
        db.execute(
            "INSERT OR REPLACE INTO former SELECT id, ?, ? FROM documents WHERE number = ? AND NOT staged",
            (became, now(), number),
        )
        db.execute("DELETE FROM documents WHERE number = ?", (number,))
        drop_vectors(db, (key for _, key in rows))
        db.execute("INSERT OR REPLACE INTO facts VALUES ('untidy', 1)")
        changed(db)


def fact(db: sqlite3.Connection, name: str) -> str | None:
    """Something that the library as a whole records about itself."""
    row = db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else None


def vectors_of(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, NDArray[np.float32]]:
    """The vectors, each of shape (dimensions,), of those of these passages that have one."""
    found = db.execute(
        "SELECT id, vector FROM passages JOIN vectors USING (key) WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {id_: np.frombuffer(vector, "<f4") for id_, vector in found}


def now() -> str:
    """The time in UTC, to the second: ``2026-11-25T09:30:00Z``."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def drop_vectors(db: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Takes out those of these vectors that no passage needs."""
    db.executemany(
        "DELETE FROM vectors WHERE key = ?1 AND NOT EXISTS (SELECT 1 FROM passages WHERE key = ?1)",
        ((key,) for key in keys),
    )


def index_words_anew(db: sqlite3.Connection) -> None:
    """Makes the keyword index from the texts: after the terms have changed their meaning."""
    keywords.clear(db)
    for (number,) in db.execute("SELECT number FROM documents WHERE NOT staged").fetchall():
        publish(db, number)


def name_countries_anew(db: sqlite3.Connection) -> None:
    """Finds the countries of all documents again: after the rule has changed by which they are found."""
    numbers = db.execute(
        "SELECT number FROM documents WHERE number NOT IN ("
        "SELECT document FROM places JOIN corrections USING (path, member) "
        "WHERE what = 'countries' AND document IS NOT NULL)"
    ).fetchall()
    if not numbers:
        return
    from assistant.reading.countries import about  # noqa: PLC0415 - once in the life of a library

    for (number,) in numbers:
        held = document(db, number)
        found = about(held.text, held.title.value, held.language)
        db.execute("UPDATE documents SET countries = ? WHERE number = ?", (json.dumps(found), number))


def changed(db: sqlite3.Connection) -> None:
    """Counts the states of what readers see, so that what was counted in an earlier one is not used in a later."""
    db.execute("INSERT INTO facts VALUES ('state', 1) ON CONFLICT DO UPDATE SET value = value + 1")
