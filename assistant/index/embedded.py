"""Indexes in the library's folder, whose files this process alone may touch: Chroma's, or, where that would take too
much memory, bits of the vectors."""

from __future__ import annotations

import shutil
from pathlib import Path
from secrets import token_hex

import numpy as np

from assistant.errors import LibraryDamagedError
from assistant.index import codes, files
from assistant.index.codes import Codes
from assistant.index.inspection import inspect
from assistant.index.store import Expected, Opened
from assistant.index.vectors import Vectors
from assistant.storage import folder as folders

_BESIDE = 1_000  # bytes that Chroma takes for a passage beside its vector: names, links, locks


class FolderStore:
    """A mark is the fingerprint of an index's files. A doubtful index is inspected in a process of its own."""

    shared = False

    def __init__(self, folder: Path, exact: Expected, most: int) -> None:
        """``exact``: gives the vectors of those passages that have one, by their ids. ``most``: bytes of memory that an
        index may take before it is one of bits."""
        self._folder = folder
        self._exact = exact
        self._most = most

    def owns(self, name: str) -> bool:
        return name.startswith(folders.INDEX)

    def check(self) -> None:
        """There is nothing that it needs."""

    def reserve(self, size: int) -> None:
        folders.reserve(self._folder, size)

    def name(self, model: str) -> str:  # noqa: ARG002 - a folder holds one index
        # Never one that was used before: Chroma keeps what it knows of a folder under its name.
        return f"{folders.INDEX}{token_hex(4)}"

    def create(self, name: str, model: str, dimensions: int, passages: int) -> Opened:
        if self._is_large(dimensions, passages):
            return Codes.create(self._folder / name, model, dimensions, self._exact)
        return Vectors.create(self._folder / name, model, dimensions)

    def outgrown(self, name: str, dimensions: int, passages: int) -> bool:
        return self._is_large(dimensions, passages) and not _has_codes(self._folder / name)

    def _is_large(self, dimensions: int, passages: int) -> bool:
        return passages * (dimensions * np.dtype(np.float32).itemsize + _BESIDE) > self._most

    def open(self, name: str) -> Opened:
        if _has_codes(self._folder / name):
            return Codes.open(self._folder / name, self._exact)
        return Vectors.open(self._folder / name)

    def remove(self, name: str) -> bool:
        if not self.owns(name):
            return False  # it is on a server, and taken away when that is used again
        shutil.rmtree(self._folder / name, ignore_errors=True)
        return not (self._folder / name).exists()

    def settle(self, name: str) -> str:
        return files.settle(self._folder / name)

    def opened(self, name: str) -> str | None:
        return files.fingerprint(self._folder / name)

    def intact(self, name: str, mark: str) -> bool:
        return mark == files.fingerprint(self._folder / name)

    def inspect(self, name: str, expected: Expected) -> list[str] | None:
        return inspected(self._folder / name, expected)

    def close(self) -> None:
        """It keeps nothing open."""


def inspected(folder: Path, expected: Expected) -> list[str] | None:
    """The ids that a doubtful index in ``folder`` holds, or None if it cannot be trusted. ``expected``: gives the right
    vectors of those ids that have one."""
    if not _has_codes(folder):
        return inspect(folder, expected)
    try:
        index = Codes.open(folder, expected)
        try:
            return index.ids() if index.agrees() else None
        finally:
            index.close()
    except LibraryDamagedError:
        return None


def _has_codes(folder: Path) -> bool:
    return (folder / codes.FILE).is_file()
