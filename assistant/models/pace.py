"""How much an embedding server is asked at once: learned from its answers, by the rules that TCP has for a network
(slow start, then additive increase and multiplicative decrease; Jacobson 1988)."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from threading import Lock

SLOW = 10.0  # seconds for a reply, beyond which more at once only makes the server's queue longer
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds before a repetition when the server names none; doubled each time


@dataclass
class Pace:
    """One for each server, for as long as the program runs; from any thread. Times are those of time.monotonic()."""

    most_requests: int
    texts: int  # of a request at the most
    requests: float = 1.0  # that may be under way; the first goes alone, and shows whether the server answers at all
    resume_at: float = 0.0
    proven: bool = False  # whether it has ever answered
    _starting: bool = True
    _accepted: int = 0  # texts of the largest request that was answered
    _slowed_at: float = 0.0
    _failures: int = 0  # one after the other
    _lock: Lock = field(default_factory=Lock)

    def answered(self, texts: int, started: float, now: float) -> None:
        """A request of ``texts`` texts got its vectors."""
        with self._lock:
            self.proven = True
            self._failures = 0
            self._accepted = max(self._accepted, texts)
            if now - started > SLOW:
                self._slow(started, now)
            else:
                self.requests = min(self.most_requests, self.requests + (1 if self._starting else 1 / self.requests))

    def failed(self, started: float, now: float, asked: float | None) -> float:
        """A request was turned away for now, or not answered in time. ``asked``: the seconds that the server wants to
        be left alone. Returns the seconds for which nothing should be sent."""
        with self._lock:
            self._slow(started, now)
            pause = min(FIRST_PAUSE * 2.0 ** min(self._failures, 10), LONGEST_PAUSE)
            self._failures += 1
            spread = random.uniform(0.5, 1)  # noqa: S311 - so that several programs do not come back at once
            wait = pause * spread
            if asked is not None:  # a server may say 0 for ever
                wait = max(asked * (1 + spread / 10), wait if self._failures > 1 else 0.0)
            self.resume_at = max(self.resume_at, now + wait)
            return wait

    def refused(self, texts: int) -> None:
        """A request of ``texts`` texts was too large: half of it may not be."""
        with self._lock:
            self.texts = max(1, min(self.texts, texts // 2))

    def found_one(self, most: int) -> None:
        """A text was refused alone, so it was not their number: as many as were answered before, or else ``most``."""
        with self._lock:
            self.texts = self._accepted or most

    def _slow(self, started: float, now: float) -> None:
        """Half as much at once. What was sent before the last time says nothing new."""
        self._starting = False
        if started < self._slowed_at:
            return
        self._slowed_at = now
        if self.requests < 2:  # noqa: PLR2004
            self.texts = max(1, self.texts // 2)
        self.requests = max(1.0, self.requests / 2)
