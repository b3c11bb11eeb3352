from __future__ import annotations

import sqlite3
from contextlib import ExitStack
from pathlib import Path

import pytest

from assistant.errors import LibraryError, LibraryStorageError
from assistant.storage.database import Database, Migration

FIRST = """
CREATE TABLE parents (number INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE children (number INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parents ON DELETE CASCADE)
"""


def shout(db: sqlite3.Connection) -> None:
    for number, name in db.execute("SELECT number, name FROM parents").fetchall():
        db.execute("UPDATE parents SET name = ? WHERE number = ?", (name.upper(), number))


def filled(path: Path) -> None:
    database = Database(path, [FIRST])
    with database.writing() as db:
        db.execute("INSERT INTO parents VALUES (1, 'anna')")
        db.execute("INSERT INTO children VALUES (1, 1)")
    database.close()


def content(path: Path, migrations: list[Migration]) -> tuple[object, ...]:
    database = Database(path, migrations)
    try:
        with database.reading() as db:
            found = db.execute("SELECT name, (SELECT count(*) FROM children) FROM parents").fetchone()
            return (*found, *db.execute("PRAGMA user_version").fetchone())
    finally:
        database.close()


def test_a_migration_may_be_a_function(tmp_path: Path) -> None:
    filled(tmp_path / "file")
    assert content(tmp_path / "file", [FIRST, shout]) == ("ANNA", 1, 2)
    assert content(tmp_path / "file", [FIRST, shout]) == ("ANNA", 1, 2)  # once


@pytest.mark.parametrize("error", [ValueError, sqlite3.OperationalError, KeyboardInterrupt])
def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path, error: type[BaseException]) -> None:
    filled(tmp_path / "file")

    def failing(db: sqlite3.Connection) -> None:
        shout(db)
        raise error

    with pytest.raises((error, LibraryError)):
        Database(tmp_path / "file", [FIRST, failing])
    with pytest.raises(LibraryError):
        Database(tmp_path / "file", [FIRST, "DELETE FROM children; SELECT nonsense"])
    assert content(tmp_path / "file", [FIRST]) == ("anna", 1, 1)


def test_a_table_that_is_made_anew_does_not_take_along_what_refers_to_it(tmp_path: Path) -> None:
    filled(tmp_path / "file")
    anew = (
        "CREATE TABLE made (number INTEGER PRIMARY KEY, name TEXT, age INTEGER); INSERT INTO made SELECT *, 7 FROM "
        "parents; DROP TABLE parents; ALTER TABLE made RENAME TO parents"
    )
    assert content(tmp_path / "file", [FIRST, anew]) == ("anna", 1, 2)
    database = Database(tmp_path / "file", [FIRST, anew])
    with database.writing() as db:  # and references are kept again
        db.execute("DELETE FROM parents")
        assert db.execute("SELECT count(*) FROM children").fetchone() == (0,)
    database.close()


def test_a_migration_that_commits_by_itself_is_not_taken(tmp_path: Path) -> None:
    filled(tmp_path / "file")
    with pytest.raises(AssertionError, match="committed before"):
        Database(tmp_path / "file", [FIRST, lambda db: db.execute("COMMIT")])
    assert content(tmp_path / "file", [FIRST])[-1] == 1


def test_a_folder_instead_of_a_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(LibraryStorageError, match=str(tmp_path)):
        Database(tmp_path, [FIRST])


def test_however_many_read_at_once_only_some_connections_stay_open(tmp_path: Path) -> None:
    filled(tmp_path / "file")
    database = Database(tmp_path / "file", [FIRST])
    for _ in range(2):
        with ExitStack() as stack:
            found = [stack.enter_context(database.reading()) for _ in range(30)]
            assert {db.execute("SELECT name FROM parents").fetchone() for db in found} == {("anna",)}
    assert len(database._pool) == 4
    database.close()
