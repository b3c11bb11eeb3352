"""How far a library is: what it holds, what of it can be found by meaning yet, and what could not be read.

Asked by the page and, from another process while the library is open in the first, by the command line.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.catalog import rows, selection
from assistant.ingest.catchup import Stage
from assistant.storage.folder import owner
from assistant.upkeep.reading import expect_format, snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.ingest.keeper import Working


@dataclass(frozen=True, slots=True)
class Standing:
    """``documents``, with so many ``names`` in so many ``files``; ``passages``, all of which can be found by their
    words, and ``by_meaning`` of them by their meaning. ``problems``: names and reasons of what could not be read.
    ``read_at``: when a file was taken in last (UTC, ISO); ``model``: the embedding model."""

    documents: int
    names: int
    files: int
    passages: int
    by_meaning: int
    problems: tuple[tuple[str, str], ...]
    read_at: str | None
    model: str | None

    @property
    def waiting(self) -> int:
        """Passages that cannot be found by their meaning yet."""
        return self.passages - self.by_meaning

    @property
    def share(self) -> float | None:
        """Of the passages that can, 0 to 1; None where there are none at all."""
        return self.by_meaning / self.passages if self.passages else None


def standing(db: sqlite3.Connection, reader: str | None = None) -> Standing:
    """The standing as one connection to the catalog sees it: of all that is held, or of what a ``reader`` sees."""
    theirs = "path IN (SELECT path FROM additions WHERE owner NOT IN ('', :reader))"  # nothing, where it is NULL
    hidden = "SELECT value FROM json_each(:hidden)"
    of = {"reader": reader, "hidden": json.dumps(list(selection.hidden(db, reader)) if reader is not None else [])}
    documents, names, files, read_at, passages, waiting = db.execute(
        f"""
        SELECT (SELECT count(*) FROM documents WHERE NOT staged AND number NOT IN ({hidden})),
        (SELECT count(*) FROM places WHERE document IS NOT NULL AND NOT {theirs}),
        (SELECT count(*) FROM files WHERE mark IS NOT NULL AND NOT {theirs}),
        (SELECT max(read_at) FROM files WHERE mark IS NOT NULL AND NOT {theirs}),
        (SELECT count(*) FROM passages) - (SELECT count(*) FROM passages WHERE document IN ({hidden})),
        (SELECT count(*) FROM passages WHERE NOT indexed AND document NOT IN ({hidden}))
        """,  # noqa: S608 - values are bound
        of,
    ).fetchone()
    problems = db.execute(
        f"SELECT name, failure FROM files WHERE failure IS NOT NULL AND NOT {theirs} "  # noqa: S608 - likewise
        f"UNION SELECT name, failure FROM places WHERE failure IS NOT NULL AND NOT {theirs} ORDER BY 1",
        of,
    ).fetchall()
    model = rows.fact(db, "embedding_model")
    return Standing(documents, names, files, passages, passages - waiting, tuple(problems), read_at, model)


def look(folder: Path) -> tuple[Standing, int | None]:
    """The standing of the library in a folder, whoever has it open, and the number of the process that has (None:
    none has). Nothing is written.

    Raises LibraryError where there is no library, LibraryDamagedError where it cannot be read or is of another version.
    """
    with snapshot(folder) as db:
        expect_format(db, folder)
        return standing(db), owner(folder)


def told(now: Standing) -> list[str]:
    """The standing in words, a line each."""
    names = f", found under {now.names:,} names" if now.names > now.documents else ""
    lines = [f"{now.documents:,} documents in {now.files:,} files{names}."]
    if now.waiting:
        lines.append(
            f"All {now.passages:,} passages can be found by their words, {now.share:.0%} by their meaning: "
            f"{now.waiting:,} wait for their vectors."
        )
    elif now.passages:
        lines.append(f"All {now.passages:,} passages can be found by their words and by their meaning.")
    if now.read_at:
        lines.append(f"Last taken in: {now.read_at.replace('T', ' ').replace('Z', ' UTC')}.")
    if now.model:
        lines.append(f"Embedding model: {now.model}.")
    return lines


def left(work: Working, now: Standing) -> dict[str, object]:
    """What is being taken in: how many files are ``reading``, of how many (None: none is), and about how many
    ``seconds`` it takes until all ``passages`` can be found by meaning (None: nobody knows, or all can)."""
    reading, embedding = work.paces.get(Stage.READING), work.paces.get(Stage.EMBEDDING)
    is_reading = work.is_busy and reading is not None and reading.done < reading.total
    known = now.waiting and not is_reading and embedding is not None and embedding.rate
    return {
        "reading": [reading.done, reading.total] if is_reading and reading else None,
        "waiting": now.waiting,
        "passages": now.passages,
        "seconds": round(now.waiting / embedding.rate) if known and embedding and embedding.rate else None,
    }


def problems_told(problems: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{name}: {reason}" for name, reason in problems]
