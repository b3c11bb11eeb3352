"""Who has signed in, in a small SQLite file of the library's folder, so that a restart signs nobody out."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from assistant.errors import LibraryDamagedError, LibraryStorageError
from assistant.storage.database import Database

FILE = "sessions.sqlite3"
_TABLES = """
CREATE TABLE sessions (
    token TEXT PRIMARY KEY,  -- a hash: who reads the file cannot sign in with it
    name TEXT NOT NULL,
    mark TEXT NOT NULL,      -- of the user's password then
    began REAL NOT NULL,     -- seconds since 1970
    used REAL NOT NULL
) WITHOUT ROWID
"""
_NOTED = 60.0  # seconds; when a session was last used is known to that


class Sessions:
    """Sessions by the hashes of their tokens. For any number of threads and processes."""

    def __init__(self, folder: Path, *, idle: float, longest: float, clock: Callable[[], float] = time.time) -> None:
        """``idle``: seconds without use after which a session ends; ``longest``: after which it ends in any case.

        Makes the file where there is none, or a damaged one: then everybody signs in again."""
        self._idle, self.longest, self._clock = idle, longest, clock
        try:
            self._db = Database(folder / FILE, [_TABLES], synchronous="NORMAL")
        except LibraryDamagedError:
            for ending in ("", "-wal", "-shm"):
                (folder / f"{FILE}{ending}").unlink(missing_ok=True)
            self._db = Database(folder / FILE, [_TABLES], synchronous="NORMAL")

    def close(self) -> None:
        self._db.close()

    def start(self, token: str, name: str, mark: str) -> None:
        """Raises LibraryStorageError where it cannot be written."""
        now = self._clock()
        with self._db.writing() as db:
            db.execute(
                "DELETE FROM sessions WHERE used < ? OR began < ? OR began > ?",
                (now - self._idle, now - self.longest, now + _NOTED),
            )
            db.execute("INSERT INTO sessions VALUES (?, ?, ?, ?, ?)", (token, name, mark, now, now))

    def found(self, token: str, mark_of: Callable[[str], str | None], *, used: bool) -> str | None:
        """The name of the one whose session it is; None where there is none, or it has ended. A session also ends when
        ``mark_of`` its user is not what it was. ``used``: whether this puts off its end."""
        now = self._clock()
        with self._db.reading() as db:
            row = db.execute("SELECT name, mark, began, used FROM sessions WHERE token = ?", (token,)).fetchone()
        if row is None:
            return None
        name, mark, began, last = row
        # A session of the future was made while the clock was wrong.
        lasts = last + self._idle > now and now < began + self.longest and began <= now + _NOTED
        if not lasts or mark_of(name) != mark:
            self.end(token)
            return None
        if used and now - last > _NOTED:
            with suppress(LibraryStorageError), self._db.writing() as db:  # a full disk signs nobody out at once
                db.execute("UPDATE sessions SET used = ? WHERE token = ?", (now, token))
        return str(name)

    def end(self, token: str) -> None:
        """Ends a session, if there is one."""
        with self._db.writing() as db:
            db.execute("DELETE FROM sessions WHERE token = ?", (token,))
