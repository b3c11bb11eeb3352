"""What a reader states of a document instead of what was read of it.

A correction belongs to a place, and holds for whatever is read there later. A corrected title, publisher or date makes
another document of the same text, as a corrected file would: what was cited before stays what it was.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.domain import Basis, Document, Stated

STATED = ("title", "publisher", "date")
FIELDS = (*STATED, "language", "countries")


def read_of(document: Document) -> dict[str, Any]:
    """What was read of a document, as corrections keep it: value and basis of what is stated, the rest as it is."""
    stated = {what: getattr(document, what) for what in STATED}
    plain = {what: one and [one.value, one.basis] for what, one in stated.items()}
    return {**plain, "language": document.language, "countries": list(document.countries)}


def value_of(what: str, read: Any) -> Any:
    """What was read, without its basis."""
    return read[0] if read and what in STATED else read


def corrections_at(db: sqlite3.Connection, path: bytes, member: str) -> dict[str, tuple[Any, Any]]:
    """By what they correct, the values that readers state for a place, and what was read there."""
    found = db.execute("SELECT what, value, was FROM corrections WHERE path = ? AND member = ?", (path, member))
    return {what: (json.loads(value), json.loads(was)) for what, value, was in found}


def as_corrected(db: sqlite3.Connection, path: bytes, member: str, document: Document) -> Document:
    """The document that was read at a place, with what readers state of it; notes what was read instead."""
    stated = corrections_at(db, path, member)
    if not stated:
        return document
    was = read_of(document)
    db.executemany(
        "UPDATE corrections SET was = ? WHERE path = ? AND member = ? AND what = ?",
        ((json.dumps(was[what], ensure_ascii=False), path, member, what) for what in stated),
    )
    return _with(
        document,
        {
            what: [value, Basis.CORRECTED] if value is not None and what in STATED else value
            for what, (value, _) in stated.items()
        },
    )


def as_read(document: Document, was: Mapping[str, Any]) -> Document:
    """The document as it was read. ``was``: what was read where it is corrected now."""
    return _with(document, was)


def _with(document: Document, values: Mapping[str, Any]) -> Document:
    changes: dict[str, Any] = {
        what: value and Stated(value[0], Basis(value[1])) for what, value in values.items() if what in STATED
    }
    if "language" in values:
        changes["language"] = values["language"]
    if "countries" in values:
        changes["countries"] = tuple(values["countries"])
    return replace(document, **changes)
