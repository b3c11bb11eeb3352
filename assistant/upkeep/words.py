"""Whether the two halves of the keyword index fit each other: the terms of each passage, and where each occurs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from assistant.storage.folder import CATALOG
from assistant.upkeep.findings import Finding, Repair


def check(folder: Path) -> Iterator[Finding]:
    """Asks FTS5. Its own check counts as writing: so the library must be ours, and nothing is committed."""
    with closing(sqlite3.connect(folder / CATALOG, isolation_level=None)) as db:
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("BEGIN")
        try:
            db.execute("INSERT INTO keywords (keywords) VALUES ('integrity-check')")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
                raise
            yield Finding("The keyword index is not in step with itself.", Repair.WORDS)
        finally:
            db.execute("ROLLBACK")
