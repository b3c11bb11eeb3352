"""What a place has to offer where search indexes lie: the library's folder, or a Chroma server."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.index.vectors import Vectors

Expected = Callable[[Sequence[str]], Mapping[str, NDArray[np.float32]]]


class Store(Protocol):
    """Where indexes lie, each under a name that was never used before."""

    shared: bool  # whether other processes use it too

    def owns(self, name: str) -> bool:
        """Whether an index of that name would be here."""
        ...

    def check(self) -> None:
        """Raises LibraryUnreachableError or LibraryRefusedError where it cannot be used."""
        ...

    def reserve(self, size: int) -> None:
        """Raises LibraryStorageError unless there is room for ``size`` bytes of vectors."""
        ...

    def name(self, model: str) -> str:
        """For a new index."""
        ...

    def create(self, name: str, model: str, dimensions: int) -> Vectors: ...

    def open(self, name: str) -> Vectors: ...

    def remove(self, name: str) -> bool:
        """Takes an index away, also one of another kind of store; whether there is nothing left to be done."""
        ...

    def settle(self, name: str) -> str:
        """Makes what was written last. Gives the mark of this state."""
        ...

    def opened(self, name: str) -> str | None:
        """The mark after a sound index was opened; None if that has not changed it."""
        ...

    def intact(self, name: str, mark: str) -> bool:
        """Whether nothing has changed the index since it had this mark, as far as can be told without opening it."""
        ...

    def inspect(self, name: str, expected: Expected) -> list[str] | None:
        """The ids that a doubtful index holds, or None if it cannot be trusted. ``expected``: the right vectors."""
        ...

    def close(self) -> None: ...
