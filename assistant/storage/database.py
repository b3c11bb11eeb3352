"""One SQLite file for one process: one writer, any number of readers at the same time, each seeing whole commits."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, RLock

from assistant.errors import LibraryDamagedError, LibraryError, LibraryStorageError

_STORAGE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_FULL = "Free some space or make the folder writable, then try again. What it held before is kept."
Migration = str | Callable[[sqlite3.Connection], None]  # SQL, or what changes the tables itself; neither may commit
_DAMAGED = (
    "The library's catalog is damaged{}. Run `assistant check` to see what can be repaired. The rest comes back from a "
    "backup with `assistant restore`, or by moving the library's folder away and ingesting the documents again."
)
_IDLE = 4  # connections that wait for their next reader: each has up to 2 MB of the file in memory
_QUICK = 64 * 2**20  # bytes that are looked at within a tenth of a second, measured: 550 MB a second
CLOSED = "The library is closed, because the assistant is ending. Start the assistant again."


class Database:
    """Readers take a connection from a pool for the length of one snapshot; writers queue for the only one."""

    def __init__(
        self, path: Path, migrations: Sequence[Migration], *, doubted: bool = True, synchronous: str = "FULL"
    ) -> None:
        """Opens or creates the file and runs the migrations that it has not seen. ``doubted``: whether a small file's
        pages are all looked at first. ``synchronous``: "FULL", or "NORMAL" where a power cut may take the last commits
        (a crash of the program never does).

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
                if doubted and path.stat().st_size <= _QUICK:
                    self._doubt()
                self._writer.execute("PRAGMA journal_mode = WAL")
                self._writer.execute(f"PRAGMA synchronous = {synchronous}")
                self._migrate(migrations)
            except BaseException:
                self._writer.close()
                raise

    def _doubt(self) -> None:
        ((said,),) = self._writer.execute("PRAGMA quick_check(1)").fetchall()
        if said != "ok":
            raise LibraryDamagedError(_DAMAGED.format(f": {' '.join(said.split())} ({self.path})"))

    def _migrate(self, migrations: Sequence[Migration]) -> None:
        (version,) = self._writer.execute("PRAGMA user_version").fetchone()
        if version > len(migrations):
            raise LibraryDamagedError(
                f"{self.path} was written by a newer version of this program (its format is {version}, this program "
                f"knows {len(migrations)}). Install the newer version."
            )
        if version == len(migrations):
            return
        if not version and self._writer.execute("SELECT 1 FROM sqlite_schema").fetchone():
            raise LibraryDamagedError(f"{self.path} holds other things than a library. Nothing in it was changed.")
        # A table that is made anew is dropped first: that must not take along what refers to it.
        self._writer.execute("PRAGMA foreign_keys = OFF")
        for number, migration in enumerate(migrations[version:], version + 1):
            migrate(self._writer, migration, number)
        self._writer.execute("PRAGMA foreign_keys = ON")

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
                if self._closed or len(self._pool) >= _IDLE:
                    connection.close()
                else:
                    self._pool.append(connection)

    def truncate_log(self) -> bool:
        """Moves everything into the main file, so that no deleted text stays behind in the log. False where somebody
        reads what is in the log."""
        with self._writing, errors_mapped():
            self._check_open()
            (busy, *_) = self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy

    def compact(self) -> None:
        """Gives the room of what was deleted back to the disk. Needs as much again as the file takes."""
        with self._writing, errors_mapped():
            self._check_open()
            self._writer.execute("VACUUM")

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


def migrate(db: sqlite3.Connection, migration: Migration, version: int) -> None:
    """Runs one migration and sets the version in one transaction: killed at any moment, the file is the former one."""
    if isinstance(migration, str):
        # executescript would commit first.
        db.executescript(f"BEGIN IMMEDIATE; {migration}; PRAGMA user_version = {version}; COMMIT;")
        return
    db.execute("BEGIN IMMEDIATE")
    migration(db)
    if not db.in_transaction:
        raise AssertionError(f"migration {version} has committed before it was complete")
    db.execute(f"PRAGMA user_version = {version}")
    db.execute("COMMIT")


def is_whole(db: sqlite3.Connection) -> bool:
    """Whether all pages of an SQLite file make sense. May raise sqlite3.DatabaseError where they make none at all."""
    return bool(db.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)])


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
    if code in _DAMAGE or str(error).startswith("Could not decode"):  # text that is none; Python gives it no code
        return LibraryDamagedError(_DAMAGED.format(where))
    return LibraryError(f"The library's catalog failed{where}. Try again; should it fail again, restart the assistant.")


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
    connection.create_function("casefold", 1, lambda text: text and text.casefold(), deterministic=True)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")  # no text in files of the temporary folder
    return connection
