"""The files of an index in a folder: forced to the disk, and known again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.errors import LibraryStorageError

_COUNT, _COUNT_BYTES = 20, 8  # where the header of a graph counts its passages: Chroma's edition of hnswlib, saveIndex
STORAGE = (
    "The search index cannot be written: its disk is full, or its folder may not be written to. Free some space or "
    "make the library's folder writable, then try again. Nothing that the library held is lost."
)


def settle(folder: Path) -> str:
    """Forces an index to the disk, for its owner only, and gives a fingerprint of its files.

    Chroma itself never syncs its index files, and makes them readable for everybody. It begins them with whatever the
    process's memory held, which may be a text that is gone for good, or a key.
    """
    with files_mapped():
        for header in folder.rglob("header.bin"):
            _blank(header)
        for path in [*folder.rglob("*"), folder]:
            path.chmod(0o700 if path.is_dir() else 0o600)
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        return fingerprint(folder)


def fingerprint(folder: Path) -> str:
    """Changes whenever anything has written to a file of the index, or taken one away."""
    files = {}
    with suppress(FileNotFoundError):
        for path in sorted(folder.rglob("*")):
            stat = path.stat()
            if path.is_file():
                files[path.relative_to(folder).as_posix()] = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
    return json.dumps(files)


def _blank(header: Path) -> None:
    """Overwrites the files of a graph that has not been written yet: Chroma reads of them what the header counts."""
    with header.open("rb") as file:
        file.seek(_COUNT)
        if file.read(_COUNT_BYTES) != bytes(_COUNT_BYTES):
            return
    for name in ("data_level0.bin", "length.bin"):
        with suppress(FileNotFoundError), (header.parent / name).open("r+b") as file:
            size = os.fstat(file.fileno()).st_size
            file.write(bytes(size))


@contextmanager
def files_mapped() -> Iterator[None]:
    """What the disk refuses raises LibraryStorageError."""
    try:
        yield
    except OSError as error:
        raise LibraryStorageError(STORAGE) from error
