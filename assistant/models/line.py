"""The line before a model that answers only some at a time: who is next, and how long it takes."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock

from assistant.domain import Waiting

_WEIGHT = 0.3  # of the last turn in the mean time of a turn
_SELDOM = 1.0  # seconds between two things that whoever waits is told


class Line:
    """``places``: how many are served at a time. Safe to use from several threads and event loops."""

    def __init__(self, places: int) -> None:
        self.places = places
        self._lock = Lock()
        self._served: list[Place] = []
        self._waiting: list[Place] = []
        self._joined = 0
        self._seconds: float | None = None  # that a turn takes, on average

    def join(self, asker: str = "") -> Place:
        """A place at the end, for the running event loop. Somebody who has places already stands behind all those who
        have fewer: nobody waits for another one's ten questions. It must be left in any case."""
        with self._lock:
            before = sum(one.asker == asker for one in (*self._served, *self._waiting)) if asker else 0
            self._joined += 1
            place = Place(self, asker, (before, self._joined), asyncio.get_running_loop())
            self._waiting.append(place)
            self._waiting.sort(key=lambda one: one.order)
            self._call()
        return place

    def leave(self, place: Place) -> None:
        """Ends a place, served or not. Twice does no harm."""
        with self._lock:
            if place in self._served:
                self._served.remove(place)
                took = time.monotonic() - place.since
                self._seconds = took if self._seconds is None else self._seconds + _WEIGHT * (took - self._seconds)
            elif place in self._waiting:
                self._waiting.remove(place)
            self._call()

    def waiting(self, place: Place) -> Waiting | None:
        """What stands before a place; None: it is served."""
        with self._lock:
            if place not in self._waiting:
                return None
            ahead = self._waiting.index(place)
            rounds = ahead // self.places + 1
            return Waiting(ahead + len(self._served), None if self._seconds is None else rounds * self._seconds)

    def _call(self) -> None:
        while self._waiting and len(self._served) < self.places:
            place = self._waiting.pop(0)
            place.since = time.monotonic()
            self._served.append(place)
            place.wake(is_served=True)
        for place in self._waiting:
            place.wake()


@dataclass(eq=False)
class Place:
    """Somebody's place in a line."""

    line: Line
    asker: str
    order: tuple[int, int]
    loop: asyncio.AbstractEventLoop
    since: float = 0.0
    _moved: asyncio.Event = field(default_factory=asyncio.Event)
    _is_served: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def waiting(self) -> Waiting | None:
        """What stands before it; None: it is served."""
        return self.line.waiting(self)

    async def moved(self) -> None:
        """Until it is served; or until the line has moved, but not at once: in a long one everybody is told of
        everybody's move, and to draw that takes more than to answer."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._is_served.wait(), _SELDOM)
            return
        await self._moved.wait()
        self._moved.clear()

    def leave(self) -> None:
        """Lets the next one go."""
        self.line.leave(self)

    def wake(self, *, is_served: bool = False) -> None:
        """Tells whoever waits that the line has moved."""
        if not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self._moved.set)
            if is_served:
                self.loop.call_soon_threadsafe(self._is_served.set)
