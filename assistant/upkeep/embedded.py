"""Whether the catalog's vectors are vectors, and every passage has its own or waits for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import numpy as np

from assistant.catalog.rows import fact
from assistant.telling import counted
from assistant.upkeep.findings import Finding, Progress, Repair, Shown, Stage
from assistant.upkeep.reading import count

_PAGE = 1000  # vectors that are in memory at a time
_LENGTH = 0.01  # by which a vector's length may differ from 1: models that reckon with 16 bits are off by 0.001
_FLOAT = 4  # bytes


def check(db: sqlite3.Connection, progress: Shown) -> Iterator[Finding]:
    """Reads every vector once."""
    stated = fact(db, "dimensions")
    bad = sum(1 for _ in unusable(db, int(stated) if stated and stated.isdecimal() else None, progress))
    if bad:
        yield Finding(
            f"{counted(bad, 'vector')} cannot be used: of another size than the others, not of length 1, or not of "
            "numbers.",
            Repair.WAIT,
        )
    held = count(db, "SELECT count(*) FROM vectors")
    if held and stated is None:
        yield Finding("The library does not know the size of its vectors any more.", Repair.WAIT)
    lost = count(
        db,
        "SELECT count(*) FROM passages WHERE indexed "
        "AND NOT EXISTS (SELECT 1 FROM vectors WHERE vectors.key = passages.key)",
    )
    if lost:
        yield Finding(f"The vectors of {counted(lost, 'passage')} are gone.", Repair.WAIT)
    needless = count(
        db, "SELECT count(*) FROM vectors WHERE NOT EXISTS (SELECT 1 FROM passages WHERE passages.key = vectors.key)"
    )
    if needless:
        yield Finding(
            f"{counted(needless, 'vector belongs', 'vectors belong')} to no passage: an `assistant ingest --rebuild` "
            "that was stopped leaves such, and uses them when it goes on.",
            Repair.DROP,
            harmless=True,
        )
    if both := count(
        db, "SELECT count(*) FROM discarded WHERE EXISTS (SELECT 1 FROM passages WHERE passages.id = discarded.id)"
    ):
        yield Finding(
            f"{counted(both, 'passage')} that the library holds would be taken out of its search.", Repair.INDEX
        )


def unusable(db: sqlite3.Connection, dimensions: int | None, progress: Shown) -> Iterator[str]:
    """The keys of vectors that passages need and that cannot be used. ``dimensions``: None takes the commonest."""
    dimensions = dimensions or commonest(db)
    total = count(db, "SELECT count(*) FROM vectors")
    last, done = -1, 0
    while page := db.execute(
        "SELECT rowid, key, vector, EXISTS (SELECT 1 FROM passages WHERE passages.key = vectors.key) FROM vectors "
        "WHERE rowid > ? ORDER BY rowid LIMIT ?",
        (last, _PAGE),
    ).fetchall():
        progress(Progress(Stage.VECTORS, done, total))
        needed = [(key, vector) for _, key, vector, wanted in page if wanted]
        right = [(key, vector) for key, vector in needed if len(vector) == dimensions * _FLOAT]
        yield from (key for key, vector in needed if len(vector) != dimensions * _FLOAT)
        if right:
            matrix = np.frombuffer(b"".join(vector for _, vector in right), "<f4").reshape(len(right), -1)
            with np.errstate(all="ignore"):  # what overflows is not of length 1
                off = ~(np.abs(np.linalg.norm(matrix.astype(np.float64), axis=1) - 1) <= _LENGTH)  # also what is NaN
            yield from (right[row][0] for row in np.flatnonzero(off))
        last, done = page[-1][0], done + len(page)
    progress(Progress(Stage.VECTORS, total, total))


def commonest(db: sqlite3.Connection) -> int:
    """The dimensions that most vectors have; 0 where there are none."""
    row = db.execute("SELECT length(vector) FROM vectors GROUP BY 1 ORDER BY count(*) DESC LIMIT 1").fetchone()
    return int(row[0]) // _FLOAT if row else 0
