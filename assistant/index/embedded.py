"""Indexes in the library's folder: files that Chroma writes in this process, and that nobody else may touch."""

from __future__ import annotations

import shutil
from pathlib import Path
from secrets import token_hex

from assistant.index import vectors
from assistant.index.inspection import inspect
from assistant.index.store import Expected
from assistant.index.vectors import Vectors
from assistant.storage import folder as folders


class FolderStore:
    """A mark is the fingerprint of an index's files. A doubtful index is inspected in a process of its own."""

    shared = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def owns(self, name: str) -> bool:
        return name.startswith(folders.INDEX)

    def check(self) -> None:
        """There is nothing that it needs."""

    def reserve(self, size: int) -> None:
        folders.reserve(self._folder, size)

    def name(self, model: str) -> str:  # noqa: ARG002 - a folder holds one index
        # Never one that was used before: Chroma keeps what it knows of a folder under its name.
        return f"{folders.INDEX}{token_hex(4)}"

    def create(self, name: str, model: str, dimensions: int) -> Vectors:
        return Vectors.create(self._folder / name, model, dimensions)

    def open(self, name: str) -> Vectors:
        return Vectors.open(self._folder / name)

    def remove(self, name: str) -> bool:
        if not self.owns(name):
            return False  # it is on a server, and taken away when that is used again
        shutil.rmtree(self._folder / name, ignore_errors=True)
        return not (self._folder / name).exists()

    def settle(self, name: str) -> str:
        return vectors.settle(self._folder / name)

    def opened(self, name: str) -> str | None:
        return vectors.fingerprint(self._folder / name)

    def intact(self, name: str, mark: str) -> bool:
        return mark == vectors.fingerprint(self._folder / name)

    def inspect(self, name: str, expected: Expected) -> list[str] | None:
        return inspect(self._folder / name, expected)

    def close(self) -> None:
        """It keeps nothing open."""
