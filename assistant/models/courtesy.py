"""What lets other things go first."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 1.0  # seconds for which anything lets others go first: many readers must not stop it for good


class Courtesy:
    """Counts what is under way that goes first; what gives way to it waits until there is none. For many threads."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._count = 0

    @contextmanager
    def first(self) -> Iterator[int]:
        """One more that goes first, for as long as this lasts; yields how many there are then."""
        with self._changed:
            self._count += 1
            count = self._count
        try:
            yield count
        finally:
            with self._changed:
                self._count -= 1
                self._changed.notify_all()

    def give_way(self) -> None:
        """Waits until there is none, but not longer than LONGEST."""
        with self._changed:
            self._changed.wait_for(lambda: not self._count, LONGEST)
