"""The folder of a library: ours, for one process at a time, and with room on its disk."""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import suppress
from pathlib import Path

from assistant.database import errors_mapped
from assistant.errors import LibraryBusyError, LibraryDamagedError, LibraryStorageError

CATALOG = "catalog.sqlite3"
INDEX = "vectors-"  # how the names of index folders begin

_LOCK = "lock"
_MARGIN = 64 * 2**20  # bytes that stay free on the disk beside what a write needs
# What a first start may have left that was killed before there was a catalog, and what a disk of its own holds.
_NOT_OTHERS = frozenset((_LOCK, "lost+found"))


def take(folder: Path) -> int:
    """Takes the folder for this process, until the handle that it returns is closed or the process ends in any way.

    Makes the folder if there is none. Raises LibraryBusyError if another process has it, LibraryStorageError if it
    cannot be written or holds other things than a library: nothing of these is touched.
    """
    with errors_mapped(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        names = {path.name for path in folder.iterdir()}
        if CATALOG not in names and not names <= _NOT_OTHERS:
            raise LibraryStorageError(
                f"The folder {folder} holds other things and no library. Name an empty or a new folder with --library."
            )
        if CATALOG in names and not (folder / CATALOG).stat().st_size and any(n.startswith(INDEX) for n in names):
            raise LibraryDamagedError(
                f"The catalog of the library {folder} is empty, though the library was not. Put {CATALOG} back from a "
                "copy, or remove the folder and take the documents in again."
            )
        folder.chmod(0o700)
        handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        owner = os.read(handle, 20).decode("ascii", "replace").strip() or "unknown"
        os.close(handle)
        raise LibraryBusyError(
            f"The library {folder} is open in another process (number {owner}). Close that one first, or name another "
            "library with --library."
        ) from error
    with suppress(OSError):  # the number is a courtesy: a full disk must not keep us out
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
    return handle


def reserve(folder: Path, size: int) -> None:
    """Raises LibraryStorageError unless the disk has room for an index of ``size`` bytes of vectors."""
    needed = 3 * size + _MARGIN
    with errors_mapped():
        free = shutil.disk_usage(folder).free
    if free < needed:
        raise LibraryStorageError(
            f"The disk that holds the library is almost full: {free // 2**20} MB are free and {needed // 2**20} MB are "
            "needed. Free some space, then try again. What the library held before is kept."
        )
