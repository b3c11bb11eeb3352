"""A folder → the files in it that may become documents."""

from __future__ import annotations

import os
import stat
from collections.abc import Container
from dataclasses import dataclass, field
from pathlib import Path

from assistant import reading


@dataclass(frozen=True, slots=True)
class File:
    """``key``: the absolute path as the file system spells it, which need not be text. ``name``: the document's."""

    path: Path
    key: bytes
    name: str


@dataclass(slots=True)
class Scan:
    """``files`` in the order of their names, ``keys`` theirs; ``failed``: names and reasons; ``others``: names of files
    that are passed over, since they are of no kind that is read; ``unread``: folders, with a final slash."""

    files: list[File] = field(default_factory=list)
    keys: set[bytes] = field(default_factory=set)
    failed: list[tuple[str, str]] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    unread: list[bytes] = field(default_factory=list)

    def misses(self, key: bytes) -> bool:
        """Whether a file that came from the folder is surely not there any more.

        One in a folder that could not be read may be; one that a scan passes over was named itself and is.
        """
        return key not in self.keys and not key.startswith(tuple(self.unread)) and not _is_file(key)


def scan(root: Path, known: Container[bytes]) -> Scan:
    """All files under a folder that are of a readable format or ``known`` (absolute paths), but no hidden ones.

    Links are not followed; one that leads out of the folder is reported.
    """
    found = Scan()
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as listing:
                entries = [entry for entry in listing if not entry.name.startswith(".")]
        except OSError as error:
            found.unread.append(os.fsencode(folder) + b"/")
            name = text_of(folder.relative_to(root).as_posix() if folder != root else folder)
            found.failed.append((name, f"This folder cannot be read: {error.strerror or error}."))
            continue
        for entry in entries:
            file = file_at(Path(entry.path), root)
            wanted = reading.is_read(entry.name) or file.key in known
            if entry.is_symlink():
                if reason := _against(file.path, root, wanted=wanted):
                    found.failed.append((file.name, reason))
            elif entry.is_dir():
                folders.append(file.path)
            elif wanted and entry.is_file():
                found.files.append(file)
                found.keys.add(file.key)
            elif wanted:
                found.failed.append((file.name, "This is a device or a pipe, not a file."))
            else:
                found.others.append(file.name)
    found.others.sort()
    found.files.sort(key=lambda file: file.name)
    return found


def _against(link: Path, root: Path, *, wanted: bool) -> str:
    """Why a link is reported rather than passed over in silence."""
    try:
        if (wanted or link.is_dir()) and not link.resolve().is_relative_to(root):
            return "This link leads out of the folder: it is not followed."
        if wanted and not link.exists():
            return "This link leads to nothing."
    except (OSError, RuntimeError):  # Python 3.13 made an OSError of it
        return "This link leads back to itself."
    return ""


def file_at(path: Path, root: Path | None = None) -> File:
    """The file at an absolute path, named by its path under ``root``, or by its last part."""
    return File(path, os.fsencode(path), text_of(path.relative_to(root).as_posix() if root else path.name))


def text_of(path: Path | str) -> str:
    """A path as text; bytes that are not UTF-8 are written as ``\\xe9``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _is_file(path: bytes) -> bool:
    """Whether there is a file itself, not a link to one."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False
