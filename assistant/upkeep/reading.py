"""The catalog as it lies there: read without opening the library, which would mend, upgrade or refuse it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from assistant.catalog import schema
from assistant.errors import LibraryDamagedError, LibraryStorageError
from assistant.storage.database import errors_mapped
from assistant.storage.folder import CATALOG

FORMAT = len(schema.MIGRATIONS)


@contextmanager
def snapshot(folder: Path) -> Iterator[sqlite3.Connection]:
    """One moment of the catalog in ``folder``, also while another process writes to it. Nothing is written.

    Raises LibraryStorageError where there is no library, LibraryDamagedError where there is no catalog in its file.
    """
    path = (folder / CATALOG).absolute()
    if not path.is_file():
        raise LibraryStorageError(f"There is no library in {folder}. Name its folder with --library.")
    with errors_mapped(path):
        if not path.stat().st_size:
            raise LibraryDamagedError(f"The catalog of the library {folder} is empty.")
        with closing(_connected(path)) as db:
            db.execute("BEGIN")
            yield db


def _connected(path: Path) -> sqlite3.Connection:
    address = f"file:{quote(os.fspath(path))}?mode=ro"
    log = path.with_name(f"{path.name}-wal")
    # A log of commits can only be read where its lookup file can be made. Where there is none, the file is all.
    if not os.access(path.parent, os.W_OK) and not (log.exists() and log.stat().st_size):
        address += "&immutable=1"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=10, check_same_thread=False)
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def version(db: sqlite3.Connection) -> int:
    """The format of the catalog. Raises LibraryDamagedError if it is newer than this program's, or not a catalog."""
    (found,) = db.execute("PRAGMA user_version").fetchone()
    if found > FORMAT:
        raise LibraryDamagedError(
            f"The catalog was written by a newer version of this program (its format is {found}, this program knows "
            f"{FORMAT}). Install the newer version."
        )
    if found < 1 or not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'documents'").fetchone():
        raise LibraryDamagedError("The file holds no catalog of a library.")
    return int(found)


def expect_format(db: sqlite3.Connection, folder: Path) -> None:
    """Raises LibraryDamagedError unless the catalog is of this program's format."""
    found = version(db)
    if found != FORMAT:
        raise LibraryDamagedError(
            f"The library {folder} is of format {found}, and this program's is {FORMAT}. Open it once with this "
            "program: `assistant chat`."
        )


def count(db: sqlite3.Connection, query: str, *values: object) -> int:
    """The number that a query gives."""
    (found,) = db.execute(query, values).fetchone()
    return int(found or 0)
