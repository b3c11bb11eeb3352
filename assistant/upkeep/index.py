"""Whether the vector index holds what the catalog says, and the same vectors."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from assistant.catalog.rows import fact, vectors_of
from assistant.index.embedded import inspected
from assistant.index.files import fingerprint, settle
from assistant.storage.database import errors_mapped
from assistant.storage.folder import CATALOG, INDEX
from assistant.telling import counted
from assistant.upkeep.findings import Finding, Repair
from assistant.upkeep.reading import count

_MOST_TOLD = 2**16  # ids that are compared at a time


def check(folder: Path, db: sqlite3.Connection) -> Iterator[Finding]:
    """Tries the index in a child process; the library must be ours. Trying an index writes to its files, and so the
    catalog is told their new fingerprint, as it is after every start."""
    name = fact(db, "index_folder")
    if name is None:
        if count(db, "SELECT count(*) FROM passages WHERE indexed"):
            yield Finding("The search index is gone.", Repair.INDEX)
        return
    if not name.startswith(INDEX):
        yield Finding("The search index is on a Chroma server, and was not checked.")
        return
    if not (folder / name).is_dir():
        yield Finding("The search index is gone.", Repair.INDEX)
        return
    stated = fact(db, "index_print")
    if stated is not None and stated != fingerprint(folder / name):
        yield Finding("Something else than the assistant has changed the files of the search index.", Repair.INDEX)
        return
    _record(folder, None)  # killed from here on, the next start tries the index itself
    held = inspected(folder / name, lambda ids: vectors_of(db, ids))
    if held is None:
        yield Finding(
            "The search index is damaged: it cannot be opened, or holds other vectors than the catalog.", Repair.INDEX
        )
        return
    fault = False
    for finding in _compared(db, held):
        fault = True
        yield finding
    if not fault:
        _record(folder, settle(folder / name))
    if name == fact(db, "index_traces"):
        yield Finding(
            "The files of the search index still hold names and vectors of documents that were removed.",
            Repair.INDEX,
            harmless=True,
        )


def _compared(db: sqlite3.Connection, held: list[str]) -> Iterator[Finding]:
    should = strange = 0
    for start in range(0, len(held), _MOST_TOLD):
        ids = json.dumps(held[start : start + _MOST_TOLD])
        should += count(
            db, "SELECT count(*) FROM passages WHERE indexed AND id IN (SELECT value FROM json_each(?))", ids
        )
        strange += count(
            db,
            "SELECT count(*) FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM passages WHERE id = value) "
            "AND NOT EXISTS (SELECT 1 FROM discarded WHERE id = value)",
            ids,
        )
    lacking = count(db, "SELECT count(*) FROM passages WHERE indexed") - should
    if lacking:
        yield Finding(f"The search index lacks {counted(lacking, 'passage')}.", Repair.INDEX)
    if strange:
        yield Finding(f"The search index has {counted(strange, 'passage')} that the library does not.", Repair.INDEX)


def _record(folder: Path, stated: str | None) -> None:
    with errors_mapped(folder), closing(sqlite3.connect(folder / CATALOG, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = FULL")
        if stated is None:
            db.execute("DELETE FROM facts WHERE name = 'index_print'")
        else:
            db.execute("INSERT OR REPLACE INTO facts VALUES ('index_print', ?)", (stated,))
