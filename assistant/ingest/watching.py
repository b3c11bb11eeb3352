"""A library that stays current: folders are watched, addresses are asked again from time to time.

watchfiles (the system's own notices of changes, polling where it has none) tells when something has changed in a
folder; what has changed is for the ingest to find out, which reads nothing that is as it was.
"""

from __future__ import annotations

import stat
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.ingest.ingest import Report

Source = Path | str  # a file or folder, or an address

EVERY = 15 * 60.0  # seconds after which everything is looked at again, also what gives no notice of its changes
_NOTICE = 1000  # milliseconds after which a change is acted upon when no other has followed
_LOOK = 500  # milliseconds after which it is seen that the watching is to stop


def watch(
    sources: Sequence[Source],
    take_in: Callable[[Sequence[Source]], Report],
    *,
    stopped: Event,
    ignored: Path,
    every: float = EVERY,
) -> Iterator[Report | AssistantError]:
    """Takes everything in, and again what has changed, until ``stopped`` is set. ``every``: seconds, see EVERY;
    ``ignored``: a folder whose changes are its own, the library's.

    Yields each report, or the error that ended an ingest: the next change, or the next round, tries again.
    """
    due = 0.0
    for changed in _changes(sources, stopped, ignored.resolve()):
        if stopped.is_set():
            return
        whole = time.monotonic() >= due
        if not changed and not whole:
            continue
        if whole:
            due = time.monotonic() + every
        try:
            yield take_in(sources if whole else [source for source in sources if _touched(source, changed)])
        except AssistantError as error:
            yield error


def _changes(sources: Sequence[Source], stopped: Event, ignored: Path) -> Iterator[frozenset[Path]]:
    """The paths that have changed since they were asked for last, about every half second; none, mostly."""
    paths = [source for source in sources if isinstance(source, Path)]
    known = {path: _state(path) for path in paths}
    missed: frozenset[Path] = frozenset()
    while not stopped.is_set():
        folders = sorted(path.resolve() for path in paths if known[path].is_folder)
        for found in _noticed(folders, stopped, ignored):
            now = {path: _state(path) for path in paths}
            others = [path for path in paths if now[path] != known[path]]
            # The system goes on to watch the former folder, wherever it is. What changes before the new one is watched
            # is looked for afterwards.
            moved = frozenset(path.resolve() for path in others if now[path].is_folder or known[path].is_folder)
            known = now
            yield found.union(missed, (path.resolve() for path in others))
            missed = moved
            if moved:
                break


def _noticed(folders: Sequence[Path], stopped: Event, ignored: Path) -> Iterator[frozenset[Path]]:
    """What the system tells of changes in these folders."""
    import watchfiles  # noqa: PLC0415 - a native library that only this needs
    from watchfiles._rust_notify import WatchfilesRustInternalError  # noqa: PLC0415 - likewise

    untold: frozenset[Path] = frozenset()
    while folders and not stopped.is_set():
        try:
            for found in watchfiles.watch(
                *folders,
                watch_filter=lambda _, path: not Path(path).is_relative_to(ignored),
                debounce=4 * _NOTICE,
                step=_NOTICE,
                rust_timeout=_LOOK,
                yield_on_timeout=True,
                stop_event=stopped,
                raise_interrupt=True,
            ):
                yield untold.union(Path(path) for _, path in found)
                untold = frozenset()
        except FileNotFoundError:  # it went away just now, and is waited for
            break
        except WatchfilesRustInternalError:  # it cannot tell of a name that is no UTF-8
            untold = frozenset(folders)
    while not stopped.wait(_LOOK / 1000):
        yield frozenset()


@dataclass(frozen=True, slots=True)
class _State:
    """``print``: changes when another folder takes the place of one, and whenever a file changes; () where nothing is
    there."""

    is_folder: bool
    print: tuple[int, ...]


def _state(path: Path) -> _State:
    try:
        found = path.stat()
    except OSError:
        return _State(is_folder=False, print=())
    if stat.S_ISDIR(found.st_mode):
        return _State(is_folder=True, print=(found.st_dev, found.st_ino))
    return _State(is_folder=False, print=(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns))


def _touched(source: Source, changed: frozenset[Path]) -> bool:
    if isinstance(source, str):
        return False
    resolved = source.resolve()
    return any(path == resolved or path.is_relative_to(resolved) for path in changed)
