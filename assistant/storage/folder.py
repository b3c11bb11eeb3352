"""The folder of a library: ours, for one process at a time or for several that share it, and with room on its disk."""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock

from assistant.errors import LibraryBusyError, LibraryDamagedError, LibraryStorageError
from assistant.storage.database import errors_mapped

CATALOG = "catalog.sqlite3"
UPLOADS = "uploads"  # the folder of what readers have added
INDEX = "vectors-"  # how the names of index folders begin

_LOCK = "lock"
_TURN = "lock-ingest"
_SHARED = "shared "  # what the lock says before the number of a process that shares the folder
_OPENING = 30  # seconds that another process may take to bring the tables of the catalog up to date
_MARGIN = 64 * 2**20  # bytes that stay free on the disk beside what a write needs
# What a first start may have left that was killed before there was a catalog, and what a disk of its own holds.
NOT_OTHERS = frozenset((_LOCK, _TURN, "lost+found"))


def take(folder: Path, *, shared: bool = False) -> int:
    """Takes the folder for this process, until the handle that it returns is closed or the process ends in any way.

    ``shared``: other processes may take it too, if they share it; the first of them has it alone until it calls
    ``share``. Makes the folder if there is none. Raises LibraryBusyError if another process has it, LibraryStorageError
    if it cannot be written, is a file or holds other things than a library: nothing of these is touched.
    """
    with errors_mapped(folder):
        if folder.exists() and not folder.is_dir():
            raise LibraryStorageError(
                f"The library {folder} is a file, not a folder. Name an empty or a new folder with --library."
            )
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        names = {path.name for path in folder.iterdir()}
        if CATALOG not in names and not names <= NOT_OTHERS:
            raise LibraryStorageError(
                f"The folder {folder} holds other things and no library. Name an empty or a new folder with --library."
            )
        if CATALOG in names and not (folder / CATALOG).stat().st_size and any(n.startswith(INDEX) for n in names):
            raise LibraryDamagedError(
                f"The catalog of the library {folder} is empty, though the library was not. Put {CATALOG} back from a "
                "copy, or remove the folder and take the documents in again."
            )
        folder.chmod(0o700)
    return lock(folder, shared=shared)


def lock(folder: Path, *, shared: bool = False) -> int:
    """Takes a folder that is there, whatever it holds; otherwise like ``take``."""
    with errors_mapped(folder):
        handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    began = time.monotonic()
    while not (_locked(handle, fcntl.LOCK_EX) or (shared and _locked(handle, fcntl.LOCK_SH))):
        owner = _note(handle)
        # One that shares it has it alone only while it opens it; its note may be a moment late.
        patience = (_OPENING if owner.startswith(_SHARED) else 0.3) if shared else 0
        if time.monotonic() - began >= patience:
            os.close(handle)
            raise LibraryBusyError(_taken(folder, owner, shared=shared))
        time.sleep(0.02)
    _write_note(handle, f"{_SHARED if shared else ''}{os.getpid()}")
    return handle


def owner(folder: Path) -> int | None:
    """The number of a process that has the folder, 0 where it is unknown, None where none has it. Takes nothing."""
    try:
        handle = os.open(folder / _LOCK, os.O_RDONLY)
    except OSError:
        return None
    try:
        said = _note(handle)
        number = said.removeprefix(_SHARED)
        if said.startswith(_SHARED):
            return int(number) if number.isdigit() and _is_alive(int(number)) else None
        return None if _locked(handle, fcntl.LOCK_SH) else int(number) if number.isdigit() else 0
    finally:
        os.close(handle)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # another user's
    return True


def share(handle: int) -> None:
    """Lets others that share the folder in. Raises LibraryBusyError should one that does not share have come first."""
    if not _locked(handle, fcntl.LOCK_SH):
        raise LibraryBusyError("The library is open in another process by now. Close that one first, then try again.")


class Turn:
    """The turn to write, where several processes have a library open: one of them has it, and all of its threads."""

    def __init__(self, folder: Path, *, shared: bool) -> None:
        """``shared``: whether there are others at all."""
        self._path = folder / _TURN if shared else None
        self._counting = Lock()
        self._users = 0
        self._handle = -1

    @contextmanager
    def held(self) -> Iterator[None]:
        """For the length of the block. Raises LibraryBusyError, which names the process that has it."""
        with self._counting:
            if self._path and not self._users:
                self._handle = self._took(self._path)
            self._users += 1
        try:
            yield
        finally:
            with self._counting:
                self._users -= 1
                if self._path and not self._users:
                    os.close(self._handle)

    def _took(self, path: Path) -> int:
        with errors_mapped():
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if _locked(handle, fcntl.LOCK_EX):
            _write_note(handle, str(os.getpid()))
            return handle
        owner = _note(handle) or "unknown"
        os.close(handle)
        raise LibraryBusyError(
            f"Another process (number {owner}) is taking documents into this library or repairs its search index. "
            "Questions are answered meanwhile; wait until it is through, then try again."
        )


def _taken(folder: Path, owner: str, *, shared: bool) -> str:
    if not shared and owner.startswith(_SHARED):
        return (
            f"The library {folder} is open in processes that keep its search index on a Chroma server (one of them is "
            f"number {owner.removeprefix(_SHARED)}). Set ASSISTANT_CHROMA_URL here as it is set there, or close them "
            "first."
        )
    said = f"The library {folder} is open in another process (number {owner.removeprefix(_SHARED) or 'unknown'})"
    if shared and not owner.startswith(_SHARED):
        return (
            f"{said}, which keeps its search index in the folder. Close that one first: several processes can have a "
            "library open only if ASSISTANT_CHROMA_URL is set for all of them."
        )
    return f"{said}. Close that one first, or name another library with --library."


def _locked(handle: int, kind: int) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _note(handle: int) -> str:
    return os.pread(handle, 40, 0).decode("ascii", "replace").strip()


def _write_note(handle: int, note: str) -> None:
    with suppress(OSError):  # the number is a courtesy: a full disk must not keep us out
        os.ftruncate(handle, 0)
        os.pwrite(handle, note.encode(), 0)


def reserve(folder: Path, size: int) -> None:
    """Raises LibraryStorageError unless the disk has room for an index of ``size`` bytes of vectors."""
    advice = "Free some space, then try again. What the library held before is kept."
    check_room(folder, 3 * size + _MARGIN, "The disk that holds the library", advice)


def check_room(folder: Path, needed: int, disk: str, advice: str) -> None:
    """Raises LibraryStorageError unless so many bytes are free on the disk of a folder. ``disk`` is how the message
    begins, ``advice`` how it ends."""
    with errors_mapped():
        free = shutil.disk_usage(folder).free
    if free < needed:
        raise LibraryStorageError(
            f"{disk} is almost full: {free // 2**20} MB are free and {needed // 2**20} MB are needed. {advice}"
        )
