"""The files of a library: whose they are, what was left, and how much room they take."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from assistant.access import sessions
from assistant.catalog.rows import fact
from assistant.conversations import turns
from assistant.storage import folder as folders
from assistant.storage.database import is_whole
from assistant.telling import counted
from assistant.upkeep.findings import Finding, Repair, named
from assistant.upkeep.reading import count
from assistant.upkeep.structure import unused_share

STAGED, STAGED_CONVERSATIONS = "restoring.part", "restoring-conversations.part"  # what a killed restore leaves
REPLACED = "replaced-"  # how the folders begin into which a restore moves what was there

_DATABASES = (folders.CATALOG, turns.FILE, sessions.FILE)
_OWN = folders.NOT_OTHERS | {f"{name}{ending}" for name in _DATABASES for ending in ("", "-wal", "-shm")}
_OWN |= {folders.UPLOADS}
_SPARE = 200 * 2**20  # bytes beyond three times its expected size that a library may take
_INDEX_FACTOR = 3  # a search index takes up to that many times the bytes of its vectors
_UNUSED = 0.5  # share of the catalog's file that may lie idle, from _SPARE on


def rights(folder: Path) -> Iterator[Finding]:
    """Files that others may read."""
    open_ = [path for path in everything(folder) if not path.is_symlink() and loose(path)]
    if open_:
        yield Finding(f"Others may read {counted(len(open_), 'file or folder', 'files and folders')}.", Repair.FILES)


def conversations(folder: Path) -> Iterator[Finding]:
    """Whether the file of the conversations can be read."""
    if damaged(folder / turns.FILE):
        yield Finding(
            "What is kept of earlier conversations is damaged. A repair moves it aside: the documents are not touched, "
            "and the assistant begins with no conversations.",
            Repair.FILES,
        )


def damaged(file: Path) -> bool:
    """Whether an SQLite file is there and not whole."""
    if not file.exists():
        return False
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)) as db:
            return not is_whole(db)
    except sqlite3.DatabaseError:
        return True


def everything(path: Path) -> Iterator[Path]:
    """A file, or a folder and all that is in it; what goes away meanwhile is left out. Links are not followed."""
    yield path
    for parent, inside, files in os.walk(path):
        yield from (Path(parent, name) for name in (*inside, *files))


def loose(path: Path) -> bool:
    """Whether anybody but its owner has rights to a file or folder."""
    try:
        return bool(path.lstat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
    except FileNotFoundError:  # the owner is at work
        return False


def leftovers(folder: Path, db: sqlite3.Connection | None) -> Iterator[Finding]:
    """What lies in the folder and belongs to no library, or not any more. ``db``: None where it cannot be read."""
    unused = _unused(db) if db else set()
    ours = _OWN | {fact(db, "index_folder") if db else None}
    left = sorted(path for path in folder.iterdir() if path.name not in ours)
    removed = [path for path in left if path.name in unused or path.name in (STAGED, STAGED_CONVERSATIONS)]
    if removed:
        yield Finding(
            f"{counted(len(removed), 'file or folder', 'files or folders')} of earlier work were left "
            f"({megabytes(sum(map(size, removed)))}): {named([path.name for path in removed])}.",
            Repair.FILES,
        )
    kept = [path for path in left if path not in removed]
    if kept and db:
        taken = megabytes(sum(map(size, kept)))
        yield Finding(
            f"The folder also holds what the library does not use and leaves alone ({taken}): "
            f"{named([path.name for path in kept])}."
        )


def _unused(db: sqlite3.Connection) -> set[str]:
    try:
        return set(json.loads(fact(db, "index_unused") or "[]"))
    except (ValueError, TypeError):
        return set()


def room(folder: Path, db: sqlite3.Connection) -> Iterator[Finding]:
    """Whether the library takes more room than what it holds needs."""
    pages = count(db, "PRAGMA page_count") * count(db, "PRAGMA page_size")
    vectors = count(db, "SELECT total(length(vector)) FROM passages JOIN vectors USING (key) WHERE indexed")
    idle = unused_share(db)
    index = fact(db, "index_folder")
    taken = size(folder / index) if index else 0
    if taken > 3 * _INDEX_FACTOR * vectors + _SPARE:
        yield Finding(f"The search index takes {megabytes(taken)}, far more than its vectors need.", Repair.INDEX)
    if idle > _UNUSED and idle * pages > _SPARE:
        yield Finding(
            f"{megabytes(int(idle * pages))} of the catalog's {megabytes(pages)} are not used any more.",
            Repair.FILES,
            harmless=True,
        )


def size(path: Path) -> int:
    """The bytes of a file, or of everything in a folder."""
    total = 0
    for each in everything(path):
        try:
            held = each.lstat()
        except FileNotFoundError:  # the owner is at work
            continue
        total += held.st_size if stat.S_ISREG(held.st_mode) else 0
    return total


def megabytes(number: int) -> str:
    return f"{number / 1e6:,.1f} MB"


def sync(path: Path) -> None:
    """Forces a file, or the names in a folder, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
