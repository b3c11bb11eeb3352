"""Indexes on a Chroma server: collections that several processes use, whose server may go away at any moment."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from secrets import token_hex

from assistant.errors import LibraryDamagedError, LibraryRefusedError, LibraryUnreachableError
from assistant.index.chroma_server import ServerAddress
from assistant.index.embedded import FolderStore
from assistant.index.inspection import SAMPLE, finds_itself
from assistant.index.store import Expected
from assistant.index.vectors import Server, Vectors


class ServerStore:
    """A mark is a random word: what a server has acknowledged it keeps. A doubtful index is compared by its ids and a
    sample of its vectors."""

    shared = True

    def __init__(self, address: ServerAddress, library: str, folder: FolderStore) -> None:
        """``library``: a word that no other library on the server has. ``folder``: where the indexes of the library
        were if it has used no server before."""
        self._server = Server(address)
        self._prefix = f"passages-{library}-"
        self._folder = folder

    def owns(self, name: str) -> bool:
        return name.startswith(self._prefix)

    def check(self) -> None:
        self._server.connect()

    def reserve(self, size: int) -> None:
        """How much room there is on a server it does not say."""

    def name(self, model: str) -> str:
        return f"{self._prefix}{hashlib.sha256(model.encode()).hexdigest()[:8]}-{token_hex(4)}"

    def create(self, name: str, model: str, dimensions: int) -> Vectors:
        return self._server.create(name, model, dimensions)

    def open(self, name: str) -> Vectors:
        return self._server.open(name)

    def remove(self, name: str) -> bool:
        if self._folder.owns(name):
            return self._folder.remove(name)
        if self.owns(name):  # others are of the library that this one was copied from
            try:
                self._server.delete(name)
            except (LibraryUnreachableError, LibraryRefusedError, LibraryDamagedError):
                return False
        return True

    def settle(self, name: str) -> str:  # noqa: ARG002 - see the class
        return token_hex(8)

    def opened(self, name: str) -> str | None:  # noqa: ARG002 - see the class
        return None

    def intact(self, name: str, mark: str) -> bool:  # noqa: ARG002 - its ids are counted when it is opened
        return True

    def inspect(self, name: str, expected: Expected) -> list[str] | None:
        try:
            index = self._server.open(name)
            held = index.ids()
            sample: Mapping[str, object] = expected(held[:: max(1, len(held) // SAMPLE)])
            return held if finds_itself(index, list(sample.values())) else None  # type: ignore[arg-type]
        except LibraryDamagedError:
            return None

    def close(self) -> None:
        self._server.close()
