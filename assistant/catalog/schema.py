"""The tables of the catalog, version by version: a library of any of them is brought to the last when it is opened."""

from __future__ import annotations

import sqlite3

from assistant.catalog import keywords, rows
from assistant.storage.database import Migration

_FIRST = f"""
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
"""

_FILES_AND_PLACES = """
CREATE TABLE files (
    path BLOB PRIMARY KEY,   -- absolute, as the file system spells it; or the address of a web page
    name TEXT NOT NULL,
    mark TEXT,               -- of the content that is taken in whole; NULL: it waits to be read (again)
    failure TEXT,            -- why it could not be read when that was tried last
    read_at TEXT NOT NULL,   -- UTC
    etag TEXT,               -- what a web server says of the state of a page
    modified TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE settled (
    path BLOB NOT NULL,
    member TEXT NOT NULL,    -- which of the file's documents: '' where it is one
    name TEXT NOT NULL,
    document INTEGER REFERENCES documents,
    next INTEGER REFERENCES documents,
    failure TEXT,
    PRIMARY KEY (path, member)
) STRICT, WITHOUT ROWID;
INSERT INTO files (path, name, read_at) SELECT path, name, '' FROM places JOIN documents ON number = document;
INSERT INTO settled (path, member, name, document, next)
    SELECT path, '', name, document, next FROM places JOIN documents ON number = document;
DROP TABLE places;
ALTER TABLE settled RENAME TO places;
CREATE INDEX places_by_document ON places (document);
CREATE INDEX places_by_next ON places (next) WHERE next IS NOT NULL;
CREATE INDEX places_by_name ON places (name);
CREATE INDEX passages_waiting_by_document ON passages (document) WHERE NOT indexed;
CREATE TABLE former (
    id TEXT PRIMARY KEY,     -- of a document that is not held any more
    became TEXT,             -- the id of what took its place, NULL: it was removed
    at TEXT NOT NULL         -- UTC
) STRICT, WITHOUT ROWID;
-- JSON: ISO 3166 codes of three letters
ALTER TABLE documents ADD COLUMN countries TEXT NOT NULL DEFAULT '[]'
"""


def _know_by_content(db: sqlite3.Connection) -> None:
    """Ids that depend on the text and its metadata alone; what was stored under several names is stored once."""
    for statement in _FILES_AND_PLACES.split(";\n"):
        db.execute(statement)
    held: dict[str, int] = {}
    for (number,) in db.execute("SELECT number FROM documents ORDER BY staged, name, number").fetchall():
        known, _ = rows.stored(db, number)
        first = held.setdefault(known.id, number)
        if first == number:
            db.execute("UPDATE documents SET id = ? WHERE number = ?", (known.id, number))
        else:
            db.execute("UPDATE places SET document = ? WHERE document = ?", (first, number))
            db.execute("UPDATE places SET next = ? WHERE next = ?", (first, number))
            _take_out(db, number)
    db.execute(
        "UPDATE passages SET indexed = 0, "
        "id = (SELECT id FROM documents WHERE number = document) || '-' || start || '-' || \"end\""
    )
    db.execute("DELETE FROM discarded")
    # No folder has this fingerprint: the vector index is made anew from the vectors when the library is opened.
    db.execute("UPDATE facts SET value = 'of other ids' WHERE name = 'index_print'")


def _take_out(db: sqlite3.Connection, document: int) -> None:
    """Row by row: during a migration nothing goes along with what it refers to."""
    keywords.remove(db, [row for (row,) in db.execute("SELECT number FROM passages WHERE document = ?", (document,))])
    db.execute("DELETE FROM passages WHERE document = ?", (document,))
    db.execute("DELETE FROM texts WHERE document = ?", (document,))
    db.execute("DELETE FROM documents WHERE number = ?", (document,))


_COPIES = """
-- 0: its text has no sample, 1: it has, 2: it was compared with all others
ALTER TABLE documents ADD COLUMN compared INTEGER NOT NULL DEFAULT 0;
CREATE INDEX documents_to_compare ON documents (number) WHERE compared < 2;
CREATE TABLE samples (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    text TEXT NOT NULL,      -- digest: the same for equal texts
    groups INTEGER NOT NULL, -- of words that the text has
    share REAL NOT NULL,     -- of these that are in the sample
    kept TEXT NOT NULL,      -- JSON: their hashes
    issued INTEGER,          -- proleptic Gregorian ordinal
    days TEXT                -- JSON: ordinals of the days that the text names, NULL: they were not needed yet
) STRICT;
CREATE INDEX samples_by_text ON samples (text);
CREATE TABLE sampled (
    hash INTEGER NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (hash, document)
) STRICT, WITHOUT ROWID;
-- Instead of an index by document, which would be as large as the table.
CREATE TRIGGER sample_dropped BEFORE DELETE ON samples BEGIN
    DELETE FROM sampled WHERE document = old.document AND hash IN (SELECT value FROM json_each(old.kept));
END;
CREATE TABLE copies (        -- two documents of one origin whose texts are not equal
    one INTEGER NOT NULL REFERENCES samples ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES samples ON DELETE CASCADE,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_by_other ON copies (other)
"""

_READERS_HANDS = """
CREATE TABLE additions (     -- what readers have added themselves
    path BLOB PRIMARY KEY,   -- as in files
    owner TEXT NOT NULL,     -- who alone may see it; '': everybody may
    size INTEGER NOT NULL,   -- bytes
    at TEXT NOT NULL         -- UTC
) STRICT, WITHOUT ROWID;
CREATE TABLE removals (      -- documents that readers have taken out
    number INTEGER PRIMARY KEY,
    by TEXT NOT NULL,
    at TEXT NOT NULL,        -- UTC
    kept TEXT                -- JSON: what brings it back, NULL: it is gone for good
) STRICT;
CREATE TABLE removed_vectors (
    removal INTEGER NOT NULL REFERENCES removals ON DELETE CASCADE,
    key TEXT NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (removal, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE dismissed (     -- places whose documents stay out, also where the file is there still
    path BLOB NOT NULL,
    member TEXT NOT NULL,
    name TEXT NOT NULL,
    removal INTEGER NOT NULL REFERENCES removals ON DELETE CASCADE,
    PRIMARY KEY (path, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX dismissed_by_removal ON dismissed (removal);
CREATE TABLE corrections (   -- what readers state instead of what was read at a place
    path BLOB NOT NULL,
    member TEXT NOT NULL,
    what TEXT NOT NULL,      -- title, publisher, date, language or countries
    value TEXT,              -- JSON
    was TEXT,                -- JSON: what was read
    by TEXT NOT NULL,
    at TEXT NOT NULL,        -- UTC
    PRIMARY KEY (path, member, what)
) STRICT, WITHOUT ROWID
"""

MIGRATIONS: tuple[Migration, ...] = (_FIRST, _know_by_content, _COPIES, _READERS_HANDS)
