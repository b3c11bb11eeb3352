"""Files that readers bring: kept in the library's folder under names of our own, each with its owner."""

from __future__ import annotations

import os
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from assistant.catalog import rows
from assistant.errors import LibraryStorageError
from assistant.storage.database import Database, errors_mapped
from assistant.storage.folder import UPLOADS, check_room

if TYPE_CHECKING:
    from typing import BinaryIO

LONGEST_NAME = 150  # characters of a file's name that are kept
_PART = ".part"
_NO_NAME = "file"
_MB = 1_000_000
# They turn the text around them back to front; the marks that only help a line to read rightly stay.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file at an absolute ``path`` that is called ``name`` by the ``owner`` who brought it."""

    path: bytes
    name: str
    owner: str


@dataclass(frozen=True, slots=True)
class State:
    """How far a file is. ``is_read``: to its end; ``failure``: why it could not be; ``documents`` that it holds, with
    so many ``passages``, of which ``embedded`` have their vector and ``indexed`` are found by their meaning;
    ``refused``: documents in it that could not be read; ``known``: the title of a text that was held already."""

    is_read: bool
    failure: str | None
    documents: int
    passages: int
    embedded: int
    indexed: int
    refused: int
    known: str | None


class Uploads:
    """Safe to use from several threads. May raise LibraryStorageError or LibraryDamagedError."""

    def __init__(self, database: Database, library: Path) -> None:
        self._db = database
        self._folder = library.resolve() / UPLOADS

    def check_room(self, owner: str, size: int, quota: int) -> None:
        """Raises LibraryStorageError unless a file of so many bytes has room on the disk and in the ``quota`` (bytes)
        of its owner."""
        with self._db.reading() as db:
            (taken,) = db.execute("SELECT total(size) FROM additions WHERE owner = ?", (owner,)).fetchone()
        if taken + size > quota:
            raise LibraryStorageError(
                f"Your files take {taken / _MB:,.0f} MB of the {quota / _MB:,.0f} MB that are yours. Remove some, then "
                "try again."
            )
        self._make_folder()
        check_room(self._folder, 3 * size, "The disk that holds the library", "Free some space, then try again.")

    def begin(self) -> tuple[Path, BinaryIO]:
        """A file to write to, for its owner only; it is nobody's until it is ``kept``."""
        self._make_folder()
        path = self._folder / (token_hex(16) + _PART)
        with errors_mapped():
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
            return path, os.fdopen(handle, "wb")

    def abandon(self, part: Path) -> None:
        """Takes away a file that was begun."""
        with suppress(OSError):
            part.unlink()

    def keep(self, part: Path, name: str, owner: str) -> Upload:
        """What was written is whole: it waits to be read from now on. ``name``: as the reader calls it."""
        final = part.with_suffix("")
        with errors_mapped():
            size = part.stat().st_size
            part.rename(final)
        path = os.fsencode(final)
        with self._db.writing() as db:
            called = _unused(
                plain_name(name),
                {
                    row[0]
                    for row in db.execute(
                        "SELECT name FROM files JOIN additions USING (path) WHERE owner = ?", (owner,)
                    )
                },
            )
            db.execute("INSERT INTO additions VALUES (?, ?, ?, ?)", (path, owner, size, rows.now()))
            db.execute("INSERT INTO files (path, name, read_at) VALUES (?, ?, '')", (path, called))
        return Upload(path, called, owner)

    def is_one(self, path: bytes) -> bool:
        """Whether the file at a path was brought by a reader."""
        with self._db.reading() as db:
            return db.execute("SELECT 1 FROM additions WHERE path = ?", (path,)).fetchone() is not None

    def unread(self) -> list[Upload]:
        """Those that wait to be read and were not tried."""
        with self._db.reading() as db:
            found = db.execute(
                "SELECT path, name, owner FROM additions JOIN files USING (path) "
                "WHERE mark IS NULL AND failure IS NULL ORDER BY at, path"
            )
            return [Upload(*row) for row in found]

    def state(self, path: bytes) -> State | None:
        """How far a file is; None: it is not there any more."""
        with self._db.reading() as db:
            row = db.execute("SELECT mark IS NOT NULL, failure FROM files WHERE path = ?", (path,)).fetchone()
            if row is None:
                return None
            held = "SELECT coalesce(next, document) FROM places WHERE path = ?1"
            documents, refused = db.execute(
                "SELECT count(DISTINCT coalesce(next, document)), count(failure) FROM places WHERE path = ?1", (path,)
            ).fetchone()
            counted = db.execute(
                "SELECT count(*), count(vectors.key), total(indexed) FROM passages LEFT JOIN vectors USING (key) "  # noqa: S608 - values are bound
                f"WHERE document IN ({held})",
                (path,),
            ).fetchone()
            known = db.execute(
                "SELECT stated ->> '$.title[0]' FROM documents "  # noqa: S608 - likewise
                f"WHERE number IN ({held}) AND number IN (SELECT document FROM places "
                "WHERE path <> ?1 AND path NOT IN (SELECT path FROM additions WHERE owner <> '')) LIMIT 1",
                (path,),
            ).fetchone()
        passages, embedded, indexed = map(int, counted)
        return State(bool(row[0]), row[1], documents, passages, embedded, indexed, refused, known and known[0])

    def discard(self, path: bytes) -> None:
        """Takes a file away whose documents the library does not hold (any more)."""
        file = Path(os.fsdecode(path))
        with errors_mapped(), suppress(FileNotFoundError):
            if file.parent == self._folder:  # what a library was copied from is not ours
                file.unlink()

    def sweep(self) -> None:
        """Takes away what an earlier run left half written, or did not get to take away."""
        if not self._folder.is_dir():
            return
        with self._db.reading() as db:
            # By their names: the whole library may have been moved.
            ours = {Path(os.fsdecode(path)).name for (path,) in db.execute("SELECT path FROM additions")}
        with errors_mapped():
            for path in self._folder.iterdir():
                if path.name not in ours and path.is_file():
                    path.unlink()

    def _make_folder(self) -> None:
        with errors_mapped():
            self._folder.mkdir(mode=0o700, exist_ok=True)


def plain_name(name: str) -> str:
    """The last part of a file's name as text that shows nothing but itself."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    kept = "".join(
        char for char in last if char not in _TURNING and unicodedata.category(char) not in ("Cc", "Cs", "Cn")
    )
    said = " ".join(kept.split()).strip(". ")
    stem, dot, suffix = said.rpartition(".")
    if len(said) > LONGEST_NAME:
        said = f"{stem[: LONGEST_NAME - 10]}…{dot}{suffix[:8]}" if dot else said[:LONGEST_NAME]
    return said or _NO_NAME


def _unused(name: str, used: set[str]) -> str:
    """``note.txt``, or ``note (2).txt`` where there is one already."""
    stem, dot, suffix = name.rpartition(".") if "." in name else (name, "", "")
    number, found = 2, name
    while found in used:
        number, found = number + 1, f"{stem} ({number}){dot}{suffix}"
    return found
