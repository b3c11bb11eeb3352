"""Whether the catalog's file is whole as a file: pages, tables, lookup tables, references."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from assistant.telling import counted
from assistant.upkeep.findings import Finding, Repair
from assistant.upkeep.reading import count

# Rows are whole and only a way to find them is not.
_LOOKUP = re.compile(r"row \d+ missing from index|wrong # of entries in index|non-unique entry in index")
_LEFT = re.compile(r"Page \d+ is never used")  # by a repair that was stopped before it compacted the file
_REMADE = re.compile(r"(keywords|vocabulary)(_|$)")  # tables that are made of others
_MOST = 20  # damages that SQLite lists


def check(db: sqlite3.Connection) -> Iterator[Finding]:
    """What SQLite itself finds. One finding at most is about damage, and says what of it can be mended."""
    try:
        said = [text for (text,) in db.execute(f"PRAGMA integrity_check({_MOST})")]
    except sqlite3.DatabaseError as error:
        said = [str(error)]
    if said != ["ok"]:
        yield _damage(db, said)
        return
    for (table, parent), rows in _dangling(db).items():
        if table == "places":
            yield Finding(
                f"{counted(rows, 'place')} of files refer to {parent} that the library does not hold.", Repair.DROP
            )
        else:
            yield Finding(f"{counted(rows, 'row')} of {table} refer to {parent} that are missing.", Repair.DROP)


def _damage(db: sqlite3.Connection, said: list[str]) -> Finding:
    first = " ".join(said[0].split())
    if all(_LOOKUP.search(text) for text in said):
        return Finding(f"The catalog's lookup tables do not fit its rows ({first}).", Repair.LOOKUPS)
    damaged = _damaged_tables(db)
    if not damaged and all(_LEFT.search(text) for text in said):
        return Finding("Parts of the catalog's file belong to nothing.", Repair.FILES)
    if damaged and all(map(_REMADE.match, damaged)):
        return Finding(f"The keyword index is damaged ({first}).", Repair.WORDS)
    where = f" in the tables {', '.join(sorted(damaged))}" if damaged else ""
    return Finding(f"The catalog's file is damaged{where} ({first}).", Repair.BACKUP)


def _damaged_tables(db: sqlite3.Connection) -> set[str]:
    """The tables that are not whole; empty where even that cannot be told."""
    try:
        tables = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage").fetchall()
    except sqlite3.DatabaseError:
        return set()
    damaged = set()
    for (table,) in tables:
        try:
            whole = db.execute(f'PRAGMA integrity_check("{table}")').fetchall() == [("ok",)]
        except sqlite3.DatabaseError:
            whole = False
        if not whole:
            damaged.add(table)
    return damaged


def _dangling(db: sqlite3.Connection) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for table, _, parent, _ in db.execute("PRAGMA foreign_key_check"):
        found[table, parent] = found.get((table, parent), 0) + 1
    return found


def unused_share(db: sqlite3.Connection) -> float:
    """The share of the catalog's file that holds nothing, 0 to 1."""
    return count(db, "PRAGMA freelist_count") / max(1, count(db, "PRAGMA page_count"))
