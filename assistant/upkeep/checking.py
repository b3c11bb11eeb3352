"""``assistant check``: both stores compared with each other and with what was taken in, without changing either."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import LibraryBusyError, LibraryDamagedError, LibraryStorageError
from assistant.storage import folder as folders
from assistant.telling import counted
from assistant.upkeep import documents, embedded, files, index, structure, words
from assistant.upkeep.findings import Checked, Finding, Progress, Repair, Shown, Stage
from assistant.upkeep.reading import FORMAT, count, snapshot, version

_ELSEWHERE = "the library is open in another process. End that one to check {} too."


def check(folder: Path, progress: Shown = lambda _: None) -> Checked:
    """Checks the library in ``folder``, also a damaged one; nothing in it is changed but the record of the search
    index's files, which trying the index touches.

    While another process has the library open, its search index is left out, and a finding says so. Takes minutes for
    a million passages, and no more memory for many documents than for the largest one, but for the index's ids.
    Raises LibraryStorageError where there is no library.
    """
    if not (folder / folders.CATALOG).is_file():
        raise LibraryStorageError(f"There is no library in {folder}. Name its folder with --library.")
    found = [*files.rights(folder), *files.conversations(folder)]
    with _locked(folder) as ours:
        try:
            with snapshot(folder) as db:
                version(db)
                found += files.leftovers(folder, db)
                try:
                    return _checked(folder, db, found, progress, ours=ours)
                except sqlite3.DatabaseError as error:
                    raise LibraryDamagedError(f"The catalog's file is damaged ({error}).") from error
        except LibraryDamagedError as error:
            fault = Finding(str(error), Repair.BACKUP)
            return Checked((*found, *_without_catalog(folder, fault)), size=files.size(folder))


def _without_catalog(folder: Path, fault: Finding) -> Iterator[Finding]:
    yield fault
    yield from files.leftovers(folder, None)


def _checked(folder: Path, db: sqlite3.Connection, found: list[Finding], progress: Shown, *, ours: bool) -> Checked:
    format_ = version(db)
    progress(Progress(Stage.STRUCTURE, 0, 1))
    found += structure.check(db)
    progress(Progress(Stage.STRUCTURE, 1, 1))
    if any(finding.repair is Repair.BACKUP for finding in found):
        return Checked(tuple(found), size=files.size(folder))
    if format_ < FORMAT:
        found.append(
            Finding(
                f"The catalog has the format {format_} of an earlier version of this program; the next start brings it "
                f"to {FORMAT}. Its documents can be checked after that.",
                Repair.UPGRADE,
                harmless=True,
            )
        )
    elif not any(finding.repair is Repair.WORDS for finding in found):
        found += documents.check(db, progress)
        if ours:
            progress(Progress(Stage.WORDS, 0, 1))
            found += words.check(folder)
            progress(Progress(Stage.WORDS, 1, 1))
    found += embedded.check(db, progress)
    found += files.room(folder, db)
    waiting = count(db, "SELECT count(*) FROM passages WHERE NOT indexed")
    found += _told(waiting, count(db, "SELECT count(*) FROM passages JOIN vectors USING (key) WHERE NOT indexed"))
    found += _index(folder, db, progress, ours=ours)
    return Checked(
        tuple(found),
        count(db, "SELECT count(*) FROM documents WHERE NOT staged"),
        count(db, "SELECT count(*) FROM passages"),
        waiting,
        files.size(folder),
    )


def _told(waiting: int, embedded_: int) -> Iterator[Finding]:
    if waiting > embedded_:
        yield Finding(
            f"{counted(waiting - embedded_, 'passage waits', 'passages wait')} for the next `assistant ingest` to be "
            "found by meaning, and can be found by words."
        )
    if embedded_:
        yield Finding(
            f"{counted(embedded_, 'passage waits', 'passages wait')} for the next start, which puts what is embedded "
            "into the search index."
        )


def _index(folder: Path, db: sqlite3.Connection, progress: Shown, *, ours: bool) -> Iterator[Finding]:
    if not ours:
        yield Finding(f"The search index was not checked: {_ELSEWHERE.format('it')}")
        return
    progress(Progress(Stage.INDEX, 0, 1))
    yield from index.check(folder, db)
    progress(Progress(Stage.INDEX, 1, 1))


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Whether the library is ours alone for the block."""
    try:
        handle = folders.lock(folder)
    except (LibraryBusyError, LibraryStorageError):  # the latter: nothing can be written there, also not by the check
        yield False
        return
    try:
        yield True
    finally:
        os.close(handle)
