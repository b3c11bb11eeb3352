"""One SQLite file for one process: one writer, any number of readers at the same time, each seeing whole commits."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, RLock

from assistant.errors import LibraryDamagedError, LibraryError, LibraryStorageError

_STORAGE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_FULL = "Free some space or make the folder writable, then try again. What it held before is kept."
CLOSED = "The library is closed, because the assistant is ending. Start the assistant again."


class Database:
    """Readers take a connection from a pool for the length of one snapshot; writers queue for the only one."""

    def __init__(self, path: Path, migrations: Sequence[str]) -> None:
        """Opens or creates the file and runs the migrations that it has not seen.

        Raises LibraryStorageError, or LibraryDamagedError also for a file of a newer version than this program's.
        """
        self.path = path
        self._writing = RLock()
        self._pool: list[sqlite3.Connection] = []
        self._pooling = Lock()
        self._closed = False
        with errors_mapped(path):
            # SQLite gives its other files (-wal, -shm) the rights of this one.
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            self._writer = _connected(path)
            try:
                self._writer.execute("PRAGMA journal_mode = WAL")
                self._writer.execute("PRAGMA synchronous = FULL")
                self._migrate(migrations)
            except BaseException:
                self._writer.close()
                raise

    def _migrate(self, migrations: Sequence[str]) -> None:
        (version,) = self._writer.execute("PRAGMA user_version").fetchone()
        if version > len(migrations):
            raise LibraryDamagedError(
                f"{self.path} was written by a newer version of this program (its format is {version}, this program "
                f"knows {len(migrations)}). Install the newer version."
            )
        for number, migration in enumerate(migrations[version:], version + 1):
            # executescript would commit first: the version and its tables must come in one transaction.
            self._writer.executescript(f"BEGIN IMMEDIATE; {migration}; PRAGMA user_version = {number}; COMMIT;")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: committed at the end of the block, undone if the block raises. Nested blocks are one."""
        with self._writing, errors_mapped():
            self._check_open()
            if self._writer.in_transaction:
                yield self._writer
                return
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One snapshot: everything that is read in the block is of the same moment."""
        with errors_mapped():
            with self._pooling:
                self._check_open()
                connection = self._pool.pop() if self._pool else None
            if connection is None:
                connection = _connected(self.path)
                connection.execute("PRAGMA query_only = ON")
            try:
                connection.execute("BEGIN")
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                connection.close()
                raise
            with self._pooling:
                if self._closed:
                    connection.close()
                else:
                    self._pool.append(connection)

    def truncate_log(self) -> None:
        """Moves everything into the main file, so that no deleted text stays behind in the log."""
        with self._writing, errors_mapped():
            self._check_open()
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def close(self) -> None:
        """Waits for the transaction that is being written; a snapshot that is being read is closed at its end.

        Afterwards everything else raises LibraryError. Closing twice does no harm.
        """
        with self._pooling:
            self._closed = True
            for connection in self._pool:
                connection.close()
            self._pool.clear()
        with self._writing:
            self._writer.close()

    def _check_open(self) -> None:
        if self._closed:
            raise LibraryError(CLOSED)


@contextmanager
def errors_mapped(path: Path | None = None) -> Iterator[None]:
    """Turns what SQLite and the file system raise into LibraryErrors.

    ``path`` is named in their messages, with what SQLite says, and so it is given only where the library is opened:
    without it they are for the page.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _mapped(error, path) from error
    except OSError as error:
        where = f": {error.strerror or error} ({error.filename or path})" if path else ""
        raise LibraryStorageError(f"The library cannot be written{where}. {_FULL}") from error


def _mapped(error: sqlite3.Error, path: Path | None) -> LibraryError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the kind, the rest the occasion
    where = f": {error} ({path})" if path else ""
    if code in _STORAGE:
        return LibraryStorageError(f"The library cannot be written or read{where}. {_FULL}")
    if code in _DAMAGE:
        return LibraryDamagedError(
            f"The library's catalog is damaged{where}. Restore the library's folder from a backup, or move it away and "
            "ingest the documents again."
        )
    return LibraryError(f"The library's catalog failed{where}. Try again; should it fail again, restart the assistant.")


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")  # no text in files of the temporary folder
    return connection
