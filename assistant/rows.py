"""The tables of the catalog, and how the nouns lie in them.

The journal of an ingest is in the rows themselves: a place with a ``next`` document waits to be switched to it (the
next document is ``staged`` until then: only the ingest sees it), a passage that is not ``indexed`` waits for the vector
index, a ``discarded`` id waits to be taken out of it.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence

from assistant import keywords, words
from assistant.domain import Basis, Document, Passage, Stated

_STATED = ("title", "date", "place", "publisher", "address")

MIGRATIONS = (
    f"""
    CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE documents (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        language TEXT NOT NULL,
        stated TEXT NOT NULL,  -- JSON: what → [value, basis]
        pages TEXT NOT NULL,   -- JSON: offsets
        staged INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX documents_by_name ON documents (name);
    CREATE TABLE texts (
        document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
        text TEXT NOT NULL
    ) STRICT;
    CREATE TABLE places (
        path BLOB PRIMARY KEY,  -- absolute, as the file system spells it
        document INTEGER NOT NULL REFERENCES documents,
        next INTEGER REFERENCES documents
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX places_by_document ON places (document);
    CREATE INDEX places_by_next ON places (next) WHERE next IS NOT NULL;
    CREATE TABLE passages (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        position INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        words INTEGER NOT NULL DEFAULT 0,
        key TEXT NOT NULL,
        indexed INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX passages_by_document ON passages (document);
    CREATE INDEX passages_by_key ON passages (key);
    CREATE INDEX passages_waiting ON passages (number) WHERE NOT indexed;
    CREATE TABLE vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL) STRICT;
    CREATE TABLE discarded (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    {keywords.SCHEMA}
    """,
)


def passage_key(passage: Passage, model: str) -> str:
    """Passages with the same key have the same vector: the same text under the same header for the same model."""
    return hashlib.sha256(f"{model}\0{passage.indexed_text}".encode()).hexdigest()[:32]


def document(db: sqlite3.Connection, number: int) -> Document:
    """The whole document; ``number`` must exist."""
    name, sha256, language, stated, pages, text = db.execute(
        "SELECT name, sha256, language, stated, pages, text FROM documents "
        "JOIN texts ON document = number WHERE number = ?",
        (number,),
    ).fetchone()
    parts = {what: Stated(value, Basis(basis)) for what, (value, basis) in json.loads(stated).items()}
    return Document(name, sha256, text, language=language, pages=tuple(json.loads(pages)), **parts)


def passages(db: sqlite3.Connection, number: int) -> list[tuple[int, Passage]]:
    """The passages of a document, each with its own number."""
    whole = document(db, number)
    rows = db.execute(
        'SELECT number, start, "end", position FROM passages WHERE document = ? ORDER BY position', (number,)
    )
    return [(row, Passage(whole, start, end, position)) for row, start, end, position in rows]


def insert(db: sqlite3.Connection, document: Document, passages: Sequence[Passage], model: str) -> int:
    """Adds a document, staged. Gives its number."""
    stated = {what: [part.value, part.basis] for what in _STATED if (part := getattr(document, what))}
    number = db.execute(
        "INSERT INTO documents (id, name, sha256, language, stated, pages, staged) VALUES (?, ?, ?, ?, ?, ?, 1)",
        (
            document.id,
            document.name,
            document.sha256,
            document.language,
            json.dumps(stated, ensure_ascii=False),
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
    return number


def publish(db: sqlite3.Connection, number: int) -> None:
    """Lets readers see a staged document and find it by its words."""
    found = [
        (row, words.terms(passage.indexed_text, passage.document.language)) for row, passage in passages(db, number)
    ]
    keywords.add(db, found)
    db.executemany("UPDATE passages SET words = ? WHERE number = ?", ((len(terms), row) for row, terms in found))
    db.execute("UPDATE documents SET staged = 0 WHERE number = ?", (number,))
    changed(db)


def drop_orphans(db: sqlite3.Connection) -> None:
    """Takes out the documents that no place refers to, with everything that came from them."""
    orphans = [
        number
        for (number,) in db.execute(
            "SELECT number FROM documents WHERE number NOT IN (SELECT document FROM places) "
            "AND number NOT IN (SELECT next FROM places WHERE next IS NOT NULL)"
        )
    ]
    for number in orphans:
        rows = db.execute("SELECT number, key FROM passages WHERE document = ?", (number,)).fetchall()
        keywords.remove(db, (row for row, _ in rows))
        db.execute("INSERT OR IGNORE INTO discarded SELECT id FROM passages WHERE document = ? AND indexed", (number,))
        db.execute("DELETE FROM documents WHERE number = ?", (number,))
        drop_vectors(db, (key for _, key in rows))
    if orphans:
        changed(db)


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


def changed(db: sqlite3.Connection) -> None:
    """Counts the states of what readers see, so that what was counted in an earlier one is not used in a later."""
    db.execute("INSERT INTO facts VALUES ('state', 1) ON CONFLICT DO UPDATE SET value = value + 1")
