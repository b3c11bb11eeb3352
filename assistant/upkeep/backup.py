"""``assistant backup``: the catalog and the conversations, each as it is at one moment, in one file.

The vector index is not in it: it is made from the catalog. The file is a ZIP archive of the catalog, the conversations
(where there are any) and, behind them, a manifest that states their digests.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path

from assistant.catalog.rows import fact
from assistant.conversations.turns import DAMAGED
from assistant.conversations.turns import FILE as CONVERSATIONS
from assistant.errors import LibraryDamagedError, LibraryStorageError
from assistant.storage.database import errors_mapped, is_whole
from assistant.storage.folder import CATALOG, check_room
from assistant.upkeep import reading
from assistant.upkeep.files import sync
from assistant.upkeep.findings import Progress, Shown, Stage

FORMAT = 2  # of the archive; the catalog and the conversations have their own. 1 had no conversations
MANIFEST = "manifest.json"

_STEP = 2**20  # bytes that are in memory at a time
_PAGES = 4096  # of the catalog that are copied at a time
_MARGIN = 16 * 2**20  # bytes that stay free on the disk
_LEVEL = 1  # vectors hardly shrink, and higher levels take three times as long for 5 % less of the texts


@dataclass(frozen=True, slots=True)
class Kept:
    """The conversations in a backup. ``size``, ``sha256``: of their file in it."""

    format: int
    number: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. ``created``: ISO 8601, UTC. ``size``, ``sha256``: of the catalog's file in it;
    ``conversations``: None where there are none."""

    format: int
    catalog_format: int
    program: str
    created: str
    documents: int
    passages: int
    embedding_model: str | None
    dimensions: int | None
    size: int
    sha256: str
    conversations: Kept | None = None


def backup(folder: Path, file: Path, *, force: bool = False, progress: Shown = lambda _: None) -> Manifest:
    """Saves the library in ``folder`` as ``file``, also while another process asks and ingests: what it holds at the
    moment of the call. The file appears when it is complete, and only its owner may read it.

    Raises LibraryStorageError where there is no library, the file exists and ``force`` is not set, or there is no room
    for twice the catalog; LibraryDamagedError where the catalog is damaged: that is no backup.
    """
    file = file.absolute()
    with errors_mapped(file):
        _check_place(folder, file, force=force)
    with errors_mapped(file), _own_part(file) as (copy, packed):
        with reading.snapshot(folder) as db:
            format_ = reading.version(db)
            kept = folder / CONVERSATIONS
            needed = 2 * (_size(db) + (kept.stat().st_size if kept.exists() else 0)) + _MARGIN
            advice = "Free some space, or name another place for the backup."
            check_room(file.parent, needed, f"The disk for {file}", advice)
            _copy(db, copy, progress)
        held = _described(copy, format_)
        with _archive(packed) as archive:
            digest = _pack(archive, CATALOG, copy, progress)
            copy.unlink()
            manifest = replace(held, sha256=digest, conversations=_conversations(archive, kept, copy, progress))
            archive.writestr(_member(MANIFEST), json.dumps(asdict(manifest), indent=1))
        _check_place(folder, file, force=force)
        packed.rename(file)
        sync(file.parent)
    return manifest


def _size(db: sqlite3.Connection) -> int:
    return reading.count(db, "PRAGMA page_count") * reading.count(db, "PRAGMA page_size")


def _conversations(archive: zipfile.ZipFile, file: Path, copy: Path, progress: Shown) -> Kept | None:
    """Raises LibraryDamagedError where their file is not whole."""
    if not file.exists():
        return None
    os.close(os.open(copy, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600))
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)) as db:
        try:
            format_ = reading.version(db)
            _copy(db, copy, progress)
        except sqlite3.DatabaseError as error:
            raise LibraryDamagedError(DAMAGED) from error
    with closing(sqlite3.connect(copy, isolation_level=None)) as db:
        if not is_whole(db):
            raise LibraryDamagedError(DAMAGED)
        number = reading.count(db, "SELECT count(*) FROM conversations") if format_ else 0
    size = copy.stat().st_size
    digest = _pack(archive, CONVERSATIONS, copy, progress)
    copy.unlink()
    return Kept(format_, number, size, digest)


def _check_place(folder: Path, file: Path, *, force: bool) -> None:
    if file.is_dir():
        raise LibraryStorageError(f"{file} is a folder. Name the file that the backup shall be.")
    if file.exists() and not force:
        raise LibraryStorageError(f"There is a file {file} already. Name another one, or add --force to replace it.")
    if not file.parent.is_dir():
        raise LibraryStorageError(f"There is no folder {file.parent}. Make it, or name another place for the backup.")
    if file.parent.resolve().is_relative_to(folder.resolve()):
        raise LibraryStorageError(f"{file} lies in the library itself. Name a place outside it, best on another disk.")


@contextmanager
def _own_part(file: Path) -> Iterator[tuple[Path, Path]]:
    """Names for the copy and for the growing archive, beside the file, that no other backup uses at the same time.
    What a killed one left there is overwritten, and nothing stays behind."""
    copy, packed = (file.with_name(f".{file.name}.{kind}") for kind in ("copy", "part"))
    handle = os.open(packed, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LibraryStorageError(f"Another backup is being written to {file}. Wait until it is done.") from error
        os.fchmod(handle, 0o600)
        try:
            copy.unlink(missing_ok=True)
            os.close(os.open(copy, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600))
            yield copy, packed
        finally:
            for path in (copy, copy.with_name(f"{copy.name}-journal"), packed):
                with suppress(OSError):
                    path.unlink()
    finally:
        os.close(handle)


def _copy(db: sqlite3.Connection, copy: Path, progress: Shown) -> None:
    """By SQLite's online backup. The source's transaction is open: so it never begins again because of a writer."""

    def show(_: int, left: int, total: int) -> None:
        progress(Progress(Stage.COPYING, total - left, total))

    with closing(sqlite3.connect(copy, isolation_level=None)) as target:
        target.execute("PRAGMA synchronous = OFF")  # it goes into the archive, and is removed
        db.backup(target, pages=_PAGES, progress=show)
        target.execute("PRAGMA journal_mode = DELETE")  # one file is all of it


def _described(copy: Path, format_: int) -> Manifest:
    """Raises LibraryDamagedError where the copy is not whole."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as db:
        if not is_whole(db):
            raise LibraryDamagedError(
                "The library's catalog is damaged, and so it was not saved. Run `assistant check` to see what is left."
            )
        dimensions = fact(db, "dimensions")
        return Manifest(
            format=FORMAT,
            catalog_format=format_,
            program=_program(),
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            documents=reading.count(db, "SELECT count(*) FROM documents WHERE NOT staged"),
            passages=reading.count(db, "SELECT count(*) FROM passages"),
            embedding_model=fact(db, "embedding_model"),
            dimensions=int(dimensions) if dimensions else None,
            size=copy.stat().st_size,
            sha256="",
        )


@contextmanager
def _archive(packed: Path) -> Iterator[zipfile.ZipFile]:
    with packed.open("r+b") as out:
        out.truncate()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
            yield archive
        out.flush()
        os.fsync(out.fileno())


def _pack(archive: zipfile.ZipFile, name: str, copy: Path, progress: Shown) -> str:
    """Puts a file into the archive and gives its digest."""
    digest, done, size = hashlib.sha256(), 0, copy.stat().st_size
    with archive.open(_member(name), "w", force_zip64=True) as member, copy.open("rb") as source:
        while block := source.read(_STEP):
            digest.update(block)
            member.write(block)
            done += len(block)
            progress(Progress(Stage.PACKING, done // 2**20, size // 2**20))
    return digest.hexdigest()


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, datetime.now(UTC).timetuple()[:6])
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o600 << 16  # what other programs unpack is its owner's too
    return member


def _program() -> str:
    try:
        return installed("bilateral-record")
    except PackageNotFoundError:
        return "unknown"
