"""``assistant restore``: a library from a backup, in an empty folder or in the place of what is there."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.conversations.turns import FILE as CONVERSATIONS
from assistant.errors import LibraryStorageError
from assistant.storage import folder as folders
from assistant.storage.database import errors_mapped
from assistant.upkeep import archive, files
from assistant.upkeep.backup import Manifest
from assistant.upkeep.findings import Shown

_PARTS = (folders.CATALOG, folders.INDEX, CONVERSATIONS)  # how the names of a library's files begin


@dataclass(frozen=True, slots=True)
class Restored:
    """``aside``: the folder into which what was there was moved, or None if there was nothing."""

    manifest: Manifest
    aside: Path | None


def restore(file: Path, folder: Path, *, force: bool = False, progress: Shown = lambda _: None) -> Restored:
    """Makes ``folder`` the library that ``file`` holds; its search index is made by the next start.

    The backup is unpacked beside what is there and verified before anything is changed. With ``force`` a library that
    is there is moved into a folder ``replaced-…`` in it. Killed at any moment, the folder holds the former library, the
    restored one, or none and both beside it: then restoring again completes it.

    Raises LibraryDamagedError where the file is no backup, damaged or of a newer program, LibraryStorageError where the
    folder holds anything and ``force`` is not set, or there is no room, LibraryBusyError where it is open elsewhere.
    """
    folder = folder.absolute()
    with archive.opened(file) as (packed, manifest), errors_mapped(folder):
        _check_place(folder, force=force)
        new = not folder.exists()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = folders.lock(folder)
        staged, kept = folder / files.STAGED, folder / files.STAGED_CONVERSATIONS
        try:
            _discard(staged)
            _discard(kept)
            archive.unpack(file, packed, manifest, staged, progress)
            files.sync(staged)
            if manifest.conversations:
                archive.unpack_conversations(file, packed, manifest.conversations, kept, progress)
                files.sync(kept)
            aside = _move_aside(folder)
            if manifest.conversations:
                kept.rename(folder / CONVERSATIONS)
            staged.rename(folder / folders.CATALOG)
            folder.chmod(0o700)
            files.sync(folder)
        finally:
            _discard(staged)
            _discard(kept)
            os.close(handle)
            if new and not (folder / folders.CATALOG).exists():
                _take_back(folder)
    return Restored(manifest, aside)


def _check_place(folder: Path, *, force: bool) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise LibraryStorageError(f"{folder} is not a folder. Name an empty or a new one with --library.")
    held = {path.name for path in folder.iterdir()} - folders.NOT_OTHERS - {files.STAGED, files.STAGED_CONVERSATIONS}
    ours = {name for name in held if name.startswith((*_PARTS, files.REPLACED))}
    if held - ours and folders.CATALOG not in held:
        raise LibraryStorageError(
            f"The folder {folder} holds other things and no library. Name an empty or a new folder with --library."
        )
    if held and not force:
        raise LibraryStorageError(
            f"There is a library in {folder} already. Name an empty or a new folder with --library, or add --force to "
            "move that library aside."
        )


def _move_aside(folder: Path) -> Path | None:
    """The catalog first: without it nothing opens what is left. No log of it may stay, which a restored catalog would
    take for its own."""
    names = [path.name for path in folder.iterdir()]
    moved = sorted(name for name in names if name.startswith(_PARTS))
    if not moved:
        return None
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    aside = folder / f"{files.REPLACED}{moment}"
    number = 1
    while aside.exists():
        number += 1
        aside = folder / f"{files.REPLACED}{moment}-{number}"
    aside.mkdir(mode=0o700)
    for name in moved:
        (folder / name).rename(aside / name)
    files.sync(aside)
    files.sync(folder)
    return aside


def _discard(staged: Path) -> None:
    for path in (staged, staged.with_name(f"{staged.name}-journal")):
        with suppress(FileNotFoundError):
            path.unlink()


def _take_back(folder: Path) -> None:
    """Leaves no folder behind that was made for nothing."""
    for path in folder.iterdir():
        if path.name in folders.NOT_OTHERS and path.is_file():
            path.unlink()
    with suppress(OSError):
        folder.rmdir()
