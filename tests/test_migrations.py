"""Libraries that earlier versions of this program wrote: they open with this one, whole, with what they held.

The formats below are frozen: what was released does not change any more.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hashing import HashingEmbedder

from assistant.catalog import schema
from assistant.ingest.ingest import ingest
from assistant.library import Library
from assistant.upkeep.checking import check

ROOT = Path(__file__).parents[1]

FIRST = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    language TEXT NOT NULL,
    stated TEXT NOT NULL,
    pages TEXT NOT NULL,
    staged INTEGER NOT NULL
) STRICT;
CREATE INDEX documents_by_name ON documents (name);
CREATE TABLE texts (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    text TEXT NOT NULL
) STRICT;
CREATE TABLE places (
    path BLOB PRIMARY KEY,
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
CREATE VIRTUAL TABLE keywords USING fts5(terms, tokenize = 'ascii');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(keywords, row);
PRAGMA user_version = 1;
"""

TITLE, DATE = "Joint statement", "2021-09-07"


def text(n: int) -> str:
    return f"Article {n}. Norway and Chile agreed on ports{'abcdefghij'[n % 10]}.\n\n{'The parties meet yearly. ' * 20}"


def write(folder: Path, documents: int, copies: int = 0) -> None:
    """A library as the first version left it: the documents' files lie beside it, and its index is gone. ``copies``:
    so many more files have the text of the first."""
    folder.mkdir(mode=0o700)
    source = folder.parent / "documents"
    source.mkdir()
    (folder / "catalog.sqlite3").touch(mode=0o600)
    db = sqlite3.connect(folder / "catalog.sqlite3", isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.executescript(f"BEGIN; {FIRST} COMMIT;")
    db.execute("BEGIN")
    db.executemany(
        "INSERT INTO facts VALUES (?, ?)",
        [("embedding_model", "hashing-64"), ("dimensions", "64"), ("words", "0"), ("state", "7")],
    )
    for n in range(documents):
        _insert(db, n, source / f"{n}.txt", text(n))
    for n in range(documents, documents + copies):
        _insert(db, n, source / f"{n}.txt", text(0))
    db.execute("COMMIT")
    db.close()


def _insert(db: sqlite3.Connection, n: int, path: Path, said: str) -> None:
    path.write_text(said)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    id_ = hashlib.sha256(f"{path.name}\0{digest}".encode()).hexdigest()[:32]
    stated = {"title": [TITLE, "header"], "date": [DATE, "dateline"]}
    db.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, 'en', ?, '[0]', 0)",
        (n + 1, id_, f"{n}.txt", digest, json.dumps(stated)),
    )
    db.execute("INSERT INTO texts VALUES (?, ?)", (n + 1, said))
    db.execute("INSERT INTO places (path, document) VALUES (?, ?)", (os.fsencode(path.resolve()), n + 1))
    indexed = f"{TITLE} | {DATE}\n{said}"
    key = hashlib.sha256(f"hashing-64\0{indexed}".encode()).hexdigest()[:32]
    vector: np.ndarray[tuple[int], np.dtype[np.float32]] = HashingEmbedder().query(indexed)  # type: ignore[assignment]
    db.execute(
        "INSERT INTO passages VALUES (?, ?, ?, 1, 0, ?, 0, ?, 0)",
        (n + 1, f"{id_}-0-{len(said)}", n + 1, len(said), key),
    )
    db.execute("INSERT OR IGNORE INTO vectors VALUES (?, ?)", (key, vector.astype("<f4").tobytes()))


def held(library: Library) -> dict[str, str]:
    return {
        row.name: library.catalog.document(row.id).text
        for row in library.catalog.documents()
        if (row.title, row.date, row.language) == (TITLE, DATE, "en")
    }


def test_a_library_of_the_first_version_opens_and_keeps_what_it_held(tmp_path: Path) -> None:
    write(tmp_path / "library", 30)
    with Library(tmp_path / "library", model="hashing-64") as library:
        assert held(library) == {f"{n}.txt": text(n) for n in range(30)}
        (best, *_) = library.search(HashingEmbedder().query(text(7)), 3)
        assert library.catalog.passages([best.id])[0].document.text[:9] in ("Article 7", "Article 1", "Article 2")
        found = library.catalog.keyword_search("portsh", 3)
        assert {passage.document.name for passage in library.catalog.passages([hit.id for hit in found])} == {
            "7.txt",
            "17.txt",
            "27.txt",
        }
    with Library(tmp_path / "library", model="hashing-64") as library:  # once
        assert len(held(library)) == 30


def test_a_library_of_the_first_version_goes_on_with_its_files(tmp_path: Path) -> None:
    """They may be read again, better than before; but none is there twice, and none is lost."""
    write(tmp_path / "library", 5)
    (tmp_path / "documents" / "0.txt").unlink()
    (tmp_path / "documents" / "9.txt").write_text(text(9))
    with Library(tmp_path / "library") as library:
        report = ingest([tmp_path / "documents"], library, HashingEmbedder(), limit=10**6)
        assert (report.failed, report.removed, report.added) == ((), ("0.txt",), ("9.txt",))
        assert sorted(row.name for row in library.catalog.documents()) == [f"{n}.txt" for n in (1, 2, 3, 4, 9)]


def test_what_the_first_version_held_under_several_names_is_held_once_under_all_of_them(tmp_path: Path) -> None:
    write(tmp_path / "library", 3, copies=2)
    with Library(tmp_path / "library", model="hashing-64") as library:
        assert {row.names for row in library.catalog.documents()} == {
            ("0.txt", "3.txt", "4.txt"),
            ("1.txt",),
            ("2.txt",),
        }
        assert len(library.search(HashingEmbedder().query(text(0)), 9)) == 3
        assert len(library.catalog.keyword_search("yearly", 9)) == 3
    assert check(tmp_path / "library").sound


def test_this_program_can_still_make_every_format_that_was_released() -> None:
    """Whoever changes a migration that was released breaks the libraries that it was run on."""
    ours, frozen = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    assert isinstance(schema.MIGRATIONS[0], str)
    ours.executescript(schema.MIGRATIONS[0])
    frozen.executescript(FIRST)
    schemas = []
    for db in (ours, frozen):
        columns = 'SELECT m.name, c.name, c.type, c."notnull", c.dflt_value, c.pk FROM sqlite_schema AS m '
        schemas.append(set(db.execute(f"{columns}, pragma_table_xinfo(m.name) AS c")))
        db.close()
    assert schemas[0] == schemas[1]


CHILD = """
import sys
from pathlib import Path
from assistant.library import Library
print("begin", flush=True)
Library(Path(sys.argv[1])).close()
"""


@pytest.mark.parametrize("trial", range(int(os.environ.get("KILLS", "0")) or 4))
def test_an_upgrade_that_is_killed_leaves_the_old_library_or_the_new_one(tmp_path: Path, trial: int) -> None:
    write(tmp_path / "library", 400)
    chance = random.Random(trial)  # noqa: S311 - moments, not secrets
    command = [sys.executable, "-c", CHILD, str(tmp_path / "library")]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)  # noqa: S603
    assert child.stdout
    assert child.stdout.readline() == b"begin\n"
    time.sleep(chance.uniform(0, 0.6))
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    db = sqlite3.connect(tmp_path / "library" / "catalog.sqlite3")
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA user_version").fetchone()[0] in range(1, len(schema.MIGRATIONS) + 1)
    assert db.execute("SELECT count(*) FROM texts").fetchone() == (400,)
    db.close()
    with Library(tmp_path / "library") as library:
        assert len(held(library)) == 400
        assert len(library.catalog.keyword_search("portsh", 400)) == 40
        assert library.search(HashingEmbedder().query(text(7)), 1)
