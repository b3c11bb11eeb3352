"""A backup as it comes back, untrusted: read by fixed names, within bounds, and compared with what it states."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.catalog import schema
from assistant.conversations import turns
from assistant.conversations.turns import FILE as CONVERSATIONS
from assistant.errors import LibraryDamagedError, LibraryStorageError
from assistant.storage.database import Migration, errors_mapped, is_whole, migrate
from assistant.storage.folder import CATALOG, check_room
from assistant.upkeep.backup import FORMAT, MANIFEST, Kept, Manifest
from assistant.upkeep.findings import Progress, Shown, Stage

_MANIFEST_BYTES = 2**16
_STEP = 2**20  # bytes that are in memory at a time
_MARGIN = 16 * 2**20  # bytes that stay free on the disk
# A catalog shrinks to a half or a third; one from which most was deleted, to less. Zeros shrink to a thousandth.
_RATIO, _RATIO_FROM = 100, 64 * 2**20
_NOT_OURS = "{} is no backup of a library ({}). Name a file that `assistant backup` wrote."
_CHANGED = "The backup {} is damaged ({}). Use another one; nothing was changed."


@contextmanager
def opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """The archive, and what it states of itself. Raises LibraryDamagedError where it is no backup, is damaged, or of
    a newer format; LibraryStorageError where it cannot be read."""
    with errors_mapped(file):
        if not file.is_file():
            raise LibraryStorageError(f"There is no file {file}. Name a file that `assistant backup` wrote.")
        source = file.open("rb")
    with errors_mapped(file), source:
        try:
            with zipfile.ZipFile(source) as archive:
                yield archive, _manifest(file, archive)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError) as error:
            raise LibraryDamagedError(_NOT_OURS.format(file, error)) from error


def _manifest(file: Path, archive: zipfile.ZipFile) -> Manifest:
    members = archive.infolist()
    names = sorted(member.filename for member in members)
    if names not in (sorted((CATALOG, MANIFEST)), sorted((CATALOG, CONVERSATIONS, MANIFEST))):
        raise LibraryDamagedError(_NOT_OURS.format(file, f"it does not hold {CATALOG} and {MANIFEST}, and only these"))
    if any(member.flag_bits & 1 for member in members):
        raise LibraryDamagedError(_NOT_OURS.format(file, "it is encrypted"))
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise LibraryDamagedError(_NOT_OURS.format(file, "it is packed in another way"))
    with archive.open(MANIFEST) as source:
        stated = source.read(_MANIFEST_BYTES + 1)
    if len(stated) > _MANIFEST_BYTES:
        raise LibraryDamagedError(_NOT_OURS.format(file, f"its {MANIFEST} is too long"))
    _check_format(file, stated)
    try:
        manifest = TypeAdapter(Manifest).validate_json(stated, strict=True)
    except ValidationError as error:
        wrong = ".".join(map(str, error.errors()[0]["loc"])) or "not JSON"
        raise LibraryDamagedError(_NOT_OURS.format(file, f"its {MANIFEST} is wrong: {wrong}")) from error
    if (CONVERSATIONS in names) != (manifest.conversations is not None):
        raise LibraryDamagedError(_CHANGED.format(file, "it states other conversations than it holds"))
    _check_sizes(file, archive, manifest)
    return manifest


def _check_sizes(file: Path, archive: zipfile.ZipFile, manifest: Manifest) -> None:
    for name, stated_size in _sizes(manifest):
        member = archive.getinfo(name)
        if member.file_size != stated_size:
            raise LibraryDamagedError(_CHANGED.format(file, f"{name} in it has another size than it states"))
        if member.file_size > max(_RATIO_FROM, _RATIO * member.compress_size):
            raise LibraryDamagedError(_NOT_OURS.format(file, "what it unpacks to is out of proportion"))


def _sizes(manifest: Manifest) -> Iterator[tuple[str, int]]:
    yield CATALOG, manifest.size
    if manifest.conversations:
        yield CONVERSATIONS, manifest.conversations.size


def _check_format(file: Path, stated: bytes) -> None:
    """Before anything else is expected of a manifest: a newer one may look different."""
    try:
        read = json.loads(stated)
        kept = read.get("conversations") or {"format": 1}
        formats = (read["format"], read["catalog_format"], kept["format"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise LibraryDamagedError(_NOT_OURS.format(file, f"its {MANIFEST} cannot be read")) from error
    for number, known in zip(formats, (FORMAT, len(schema.MIGRATIONS), len(turns.MIGRATIONS)), strict=True):
        if not isinstance(number, int) or number < 1:
            raise LibraryDamagedError(_NOT_OURS.format(file, f"its {MANIFEST} states no format"))
        if number > known:
            raise LibraryDamagedError(
                f"The backup {file} was written by a newer version of this program. Install that version, then restore "
                "it; nothing was changed."
            )


def unpack(file: Path, archive: zipfile.ZipFile, manifest: Manifest, staged: Path, progress: Shown) -> None:
    """Writes the catalog to ``staged``, a file that is not there yet, and makes it one that can be opened as it is.

    Raises LibraryDamagedError where it is not the one that the manifest states, or not a catalog of this program;
    LibraryStorageError where there is no room for it.
    """
    disk, advice = f"The disk for {staged.parent}", "Free some space, then restore again."
    check_room(staged.parent, sum(size for _, size in _sizes(manifest)) + _MARGIN, disk, advice)
    _write(file, archive, CATALOG, (manifest.size, manifest.sha256), staged, progress)
    with _checked(file, "catalog", staged, manifest.catalog_format, schema.MIGRATIONS) as db:
        db.execute("PRAGMA journal_mode = OFF")  # killed here, it is unpacked again
        # What is said of the index is about another folder: names in it may even lead elsewhere.
        db.execute("BEGIN IMMEDIATE")
        db.execute("DELETE FROM facts WHERE name LIKE 'index%'")
        db.execute("DELETE FROM discarded")
        db.execute("UPDATE passages SET indexed = 0 WHERE indexed")
        db.execute("COMMIT")


def unpack_conversations(file: Path, archive: zipfile.ZipFile, kept: Kept, staged: Path, progress: Shown) -> None:
    """Likewise for the conversations."""
    _write(file, archive, CONVERSATIONS, (kept.size, kept.sha256), staged, progress)
    with _checked(file, "file of conversations", staged, kept.format, turns.MIGRATIONS):
        pass


def _write(  # noqa: PLR0913, PLR0917 - what and where
    file: Path, archive: zipfile.ZipFile, name: str, stated: tuple[int, str], staged: Path, progress: Shown
) -> None:
    size, sha256 = stated
    digest, done = hashlib.sha256(), 0
    handle = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "wb") as out, archive.open(name) as source:
        while (block := source.read(_STEP)) and done <= size:
            out.write(block)
            digest.update(block)
            done += len(block)
            progress(Progress(Stage.UNPACKING, done // 2**20, size // 2**20))
    if done != size or digest.hexdigest() != sha256:
        raise LibraryDamagedError(_CHANGED.format(file, f"{name} in it is not the one that it states"))


@contextmanager
def _checked(
    file: Path, what: str, staged: Path, format_: int, migrations: Sequence[Migration]
) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(staged, isolation_level=None)) as db:
            db.execute("PRAGMA trusted_schema = OFF")
            if not is_whole(db):
                raise LibraryDamagedError(_CHANGED.format(file, f"the {what} in it is not whole"))
            if db.execute("PRAGMA user_version").fetchone() != (format_,):
                raise LibraryDamagedError(_CHANGED.format(file, f"the {what} in it has another format than it states"))
            # A trigger or a view would act whenever the library is used.
            if _schema(db) != _expected_schema(migrations[:format_]):
                raise LibraryDamagedError(_NOT_OURS.format(file, f"its {what} has other tables than a library's"))
            yield db
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            raise
        raise LibraryDamagedError(_CHANGED.format(file, f"the {what} in it cannot be read: {error}")) from error


def _schema(db: sqlite3.Connection) -> set[tuple[str, str, str]]:
    """Without what may differ between releases: comments, indentation."""
    return {
        (kind, name, " ".join(re.sub(r"--[^\n]*", "", sql).split()))
        for kind, name, sql in db.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema")
    }


def _expected_schema(migrations: Sequence[Migration]) -> set[tuple[str, str, str]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        for number, migration in enumerate(migrations, 1):
            migrate(db, migration, number)
        return _schema(db)
