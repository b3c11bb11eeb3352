"""How much memory this program and the processes that it starts take at the most."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Self

EVERY = 0.1  # seconds between two looks


class PeakMemory:
    """``with PeakMemory() as peak: …``; then ``peak.bytes``: resident memory, of all processes together.

    Elsewhere than on Linux: the most that this process and its largest child have ever taken.
    """

    def __init__(self) -> None:
        self.bytes = 0
        self._end = Event()
        self._thread = Thread(target=self._watch, name="memory", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end.set()
        self._thread.join()

    def _watch(self) -> None:
        while True:
            self.bytes = max(self.bytes, resident() if sys.platform == "linux" else _ever())
            if self._end.wait(EVERY):
                return


def resident() -> int:
    """Bytes of this process and of all that descend from it, now. Linux only."""
    parents: dict[int, int] = {}
    pages: dict[int, int] = {}
    for process, fields in _processes():
        parents[process] = int(fields[1])
        pages[process] = int(fields[21])
    family = {os.getpid()}
    while grown := {process for process, parent in parents.items() if parent in family} - family:
        family |= grown
    return sum(pages.get(process, 0) for process in family) * resource.getpagesize()


def _processes() -> Iterator[tuple[int, list[str]]]:
    """Each process with what /proc/…/stat says behind its name, from the state on: see proc(5)."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                stat = (folder / "stat").read_text("utf-8", "replace")
            except OSError:  # it has ended
                continue
            yield int(folder.name), stat.rpartition(")")[2].split()


def _ever() -> int:
    unit = 1 if sys.platform == "darwin" else 1024
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(who).ru_maxrss for who in both) * unit
