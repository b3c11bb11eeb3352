"""``assistant check --repair``: mends what a check found, from what is whole."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from assistant import splitting
from assistant.catalog import keywords, rows, schema
from assistant.catalog.rows import fact
from assistant.conversations.turns import FILE as CONVERSATIONS
from assistant.errors import LibraryDamagedError
from assistant.library import Library
from assistant.storage import folder as folders
from assistant.storage.database import Database
from assistant.upkeep import embedded, files
from assistant.upkeep.checking import check
from assistant.upkeep.documents import unplaced
from assistant.upkeep.findings import Checked, Finding, Repair, Shown

_ROUNDS = 3  # what was hidden by other damage is found, and mended, in the next round


def repair(
    folder: Path, checked: Checked, progress: Shown = lambda _: None, *, opened: Callable[[Path], Library] = Library
) -> Checked:
    """Does what the findings of a check ask for, and checks again.

    ``opened`` opens the library, where its search index is not in its folder. Nothing is done where the catalog's file
    is damaged: what is left of it stays as it is. Raises LibraryBusyError while another process has the library open,
    LibraryStorageError where there is no room for it.
    """
    for _ in range(_ROUNDS):
        asked = {finding.repair for finding in checked.findings} - {Repair.NOTHING}
        if Repair.BACKUP in asked or not asked:
            break
        _mend(folder, checked.findings, asked, progress, opened)
        checked = check(folder, progress)
    return checked


def _mend(
    folder: Path,
    findings: Iterable[Finding],
    asked: AbstractSet[Repair],
    progress: Shown,
    opened: Callable[[Path], Library],
) -> None:
    handle = folders.lock(folder)
    try:
        _mend_files(folder)
        database = Database(folder / folders.CATALOG, schema.MIGRATIONS, doubted=False)
        try:
            with database.writing() as db:
                _mend_catalog(db, findings, asked, progress)
            if asked & {Repair.FILES, Repair.WORDS}:
                database.compact()
        finally:
            database.close()
    finally:
        os.close(handle)
    # Opening brings the index in step and removes index folders that are not used.
    with opened(folder) as library:
        if asked & {Repair.INDEX, Repair.WAIT}:
            library.index_anew()
        library.intake.tidy()


def _mend_files(folder: Path) -> None:
    for name in (files.STAGED, files.STAGED_CONVERSATIONS):
        (folder / name).unlink(missing_ok=True)
    if files.damaged(folder / CONVERSATIONS):
        moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        for path in folder.glob(f"{CONVERSATIONS}*"):  # with its log, which belongs to no other
            path.rename(folder / f"damaged-{moment}-{path.name}")
    for path in files.everything(folder):
        if not path.is_symlink() and files.loose(path):
            path.chmod(0o700 if path.is_dir() else 0o600)


def _mend_catalog(
    db: sqlite3.Connection, findings: Iterable[Finding], asked: AbstractSet[Repair], progress: Shown
) -> None:
    """All or nothing: the caller's transaction."""
    documents = {finding.repair: finding.documents for finding in findings if finding.documents}
    if Repair.LOOKUPS in asked:
        db.execute("REINDEX")
    if Repair.WORDS in asked:
        _clear_words(db)
    for number in documents.get(Repair.TAKE_OUT, ()):
        _take_out(db, number)
    if Repair.DROP in asked:
        _drop_dangling(db)
    if asked & {Repair.DROP, Repair.TAKE_OUT}:
        rows.drop_orphans(db, [number for (number,) in db.execute("SELECT number FROM documents").fetchall()])
        db.execute("DELETE FROM vectors WHERE NOT EXISTS (SELECT 1 FROM passages WHERE passages.key = vectors.key)")
    for number in documents.get(Repair.SPLIT, ()):
        if _split(db, number) and Repair.WORDS not in asked:
            rows.publish(db, number)
    if Repair.WORDS in asked:
        _make_words(db)
    if Repair.WAIT in asked:
        _wait(db, progress)
    rows.changed(db)


def _take_out(db: sqlite3.Connection, number: int) -> None:
    """Forgets where the document came from: it goes with what no place refers to, and its file is read again."""
    db.execute(
        "UPDATE files SET mark = NULL WHERE path IN (SELECT path FROM places WHERE ?1 IN (document, next))", (number,)
    )
    db.execute("UPDATE places SET next = NULL WHERE next = ?", (number,))
    db.execute("DELETE FROM places WHERE document = ?", (number,))


def _drop_dangling(db: sqlite3.Connection) -> None:
    if next(unplaced(db), None):  # which file one came from is not known: all are read again
        db.execute("UPDATE files SET mark = NULL")
    db.execute(
        "UPDATE files SET mark = NULL WHERE path IN (SELECT path FROM places WHERE document IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM documents WHERE number = places.document))"
    )
    for table in ("texts", "passages", "places", "samples"):
        db.execute(
            f"DELETE FROM {table} WHERE document IS NOT NULL "  # noqa: S608 - our own names
            f"AND NOT EXISTS (SELECT 1 FROM documents WHERE number = {table}.document)"
        )
    db.execute(
        "UPDATE places SET next = NULL WHERE next IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM documents WHERE number = next)"
    )
    db.execute("DELETE FROM copies WHERE (SELECT count(*) FROM samples WHERE document IN (one, other)) < 2")
    # Without its sample a document is compared with the others again.
    db.execute("UPDATE documents SET compared = 0 WHERE number NOT IN (SELECT document FROM samples)")


def _split(db: sqlite3.Connection, number: int) -> bool:
    """Divides a document's text again. Vectors are kept for passages that come out as they were. Gives whether readers
    see the document."""
    document = rows.document(db, number)
    former = [row for (row,) in db.execute("SELECT number FROM passages WHERE document = ?", (number,))]
    db.execute("INSERT OR IGNORE INTO discarded SELECT id FROM passages WHERE document = ? AND indexed", (number,))
    keywords.remove(db, former)
    db.execute("DELETE FROM passages WHERE document = ?", (number,))
    model = fact(db, "embedding_model") or ""
    for passage in splitting.split(document):
        # An id that another document's damaged row has taken is its own again.
        db.execute("DELETE FROM passages WHERE id = ?", (passage.id,))
        db.execute(
            'INSERT INTO passages (id, document, position, start, "end", key) VALUES (?, ?, ?, ?, ?, ?)',
            (passage.id, number, passage.number, passage.start, passage.end, rows.passage_key(passage, model)),
        )
    db.execute("DELETE FROM discarded WHERE id IN (SELECT id FROM passages WHERE document = ?)", (number,))
    (staged,) = db.execute("SELECT staged FROM documents WHERE number = ?", (number,)).fetchone()
    return not staged


def _clear_words(db: sqlite3.Connection) -> None:
    """Dropping a table reads its pages, which may be what is damaged: so their names are taken away, and the pages go
    when the file is compacted."""
    db.execute("PRAGMA writable_schema = ON")
    db.execute("DELETE FROM sqlite_schema WHERE name IN ('keywords', 'vocabulary') OR name GLOB 'keywords_*'")
    db.execute("PRAGMA writable_schema = RESET")
    for statement in keywords.SCHEMA.split(";"):
        db.execute(statement)


def _make_words(db: sqlite3.Connection) -> None:
    for (number,) in db.execute("SELECT number FROM documents WHERE NOT staged").fetchall():
        with suppress(LibraryDamagedError):  # found, and taken out, in the next round
            rows.publish(db, number)


def _wait(db: sqlite3.Connection, progress: Shown) -> None:
    stated = fact(db, "dimensions")
    dimensions = int(stated) if stated and stated.isdecimal() else embedded.commonest(db)
    bad = list(embedded.unusable(db, dimensions, progress))
    db.executemany("DELETE FROM vectors WHERE key = ?", ((key,) for key in bad))
    db.execute(
        "UPDATE passages SET indexed = 0 WHERE indexed "
        "AND NOT EXISTS (SELECT 1 FROM vectors WHERE vectors.key = passages.key)"
    )
    if dimensions:
        db.execute("INSERT OR REPLACE INTO facts VALUES ('dimensions', ?)", (str(dimensions),))
