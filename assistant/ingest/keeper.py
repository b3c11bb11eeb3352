"""Documents that are taken in beside the page: in a thread of its own, and how far that is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from assistant.ingest.catchup import Progress, Stage
from assistant.ingest.watching import EVERY, Source, watch

if TYPE_CHECKING:
    from assistant.ingest.ingest import Report

Taking = Callable[[Sequence[Source], Callable[[Progress], None], Event], "Report"]

_MEASURED = 3.0  # seconds of a stage after which its rate says something


@dataclass(frozen=True, slots=True)
class Pace:
    """How far a stage is. ``rate``: a second, None while it is not known."""

    done: int
    total: int
    rate: float | None = None


@dataclass(frozen=True, slots=True)
class Working:
    """What the keeper is at. ``paces``: of the stages of the ingest that is going on; ``problem``: what ended the last
    one before its end."""

    is_busy: bool
    paces: dict[Stage, Pace]
    problem: str = ""


IDLE = Working(is_busy=False, paces={})


class Keeper:
    """Takes sources in: some ``once``, others that are ``watched`` again whenever they change. ``take_in`` is given
    sources, a callback for the progress and an event that asks it to stop; ``told`` is given each report or error.
    ``library``: its folder, whose changes are none of theirs."""

    def __init__(
        self,
        take_in: Taking,
        told: Callable[[Report | AssistantError], None],
        *,
        once: Sequence[Source],
        watched: Sequence[Source],
        library: Path,
    ) -> None:
        self._once = once
        self._watched = watched
        self._library = library
        self._take_in = take_in
        self._told = told
        self._stopped = Event()
        self._lock = Condition()
        self._ending: Event | None = None  # of the ingest that goes on
        self._aside = 0  # others that want to ingest now
        self._working = IDLE
        self._began: dict[Stage, tuple[float, int]] = {}
        self._thread = Thread(target=self._run, name="keeper")
        self._idle = Event()

    def start(self) -> None:
        if self._once or self._watched:
            self._working = Working(is_busy=True, paces={})
            self._thread.start()
        else:
            self._idle.set()

    def close(self) -> None:
        """Ends what is going on after the document at hand. The next start goes on there."""
        self._stopped.set()
        with self._lock:
            if self._ending:
                self._ending.set()
            self._lock.notify_all()
        if self._thread.is_alive():
            self._thread.join()

    @contextmanager
    def aside(self) -> Iterator[bool]:
        """For the length of the block the keeper ingests nothing: what it is at ends after the document at hand, and
        is taken up again afterwards. Gives whether it was at something."""
        with self._lock:
            self._aside += 1
            if interrupted := self._ending is not None:
                self._ending.set()
            self._lock.wait_for(lambda: self._ending is None)
        try:
            yield interrupted
        finally:
            with self._lock:
                self._aside -= 1
                self._lock.notify_all()

    def wait(self, seconds: float) -> None:
        """Waits until everything was taken in once, but no longer than this."""
        self._idle.wait(seconds)

    def working(self) -> Working:
        with self._lock:
            return self._working

    def _run(self) -> None:
        try:
            if self._once:
                try:
                    self._ended(self._taken(self._once))
                except AssistantError as error:
                    self._ended(error)
            if self._watched:
                for outcome in watch(
                    self._watched, self._taken, stopped=self._stopped, ignored=self._library, every=EVERY
                ):
                    self._ended(outcome)
        finally:
            with self._lock:
                self._working = Working(is_busy=False, paces={}, problem=self._working.problem)
            self._idle.set()

    def _taken(self, sources: Sequence[Source]) -> Report:
        while True:
            with self._lock:
                self._began = {}
                self._working = Working(is_busy=True, paces={})
                self._lock.wait_for(lambda: not self._aside or self._stopped.is_set())
                ending = self._ending = Event()
                if self._stopped.is_set():
                    ending.set()
            try:
                report = self._take_in(sources, self._progress, ending)
            finally:
                with self._lock:
                    self._ending = None
                    self._lock.notify_all()
            if self._stopped.is_set() or not ending.is_set():
                return report
            self._told(report)

    def _ended(self, outcome: Report | AssistantError) -> None:
        problem = str(outcome) if isinstance(outcome, AssistantError) and not self._stopped.is_set() else ""
        with self._lock:
            self._working = Working(is_busy=False, paces={}, problem=problem)
        self._idle.set()
        if not self._stopped.is_set():
            self._told(outcome)

    def _progress(self, step: Progress) -> None:
        now = time.monotonic()
        with self._lock:
            began, first = self._began.setdefault(step.stage, (now, step.done))
            rate = (step.done - first) / (now - began) if now - began > _MEASURED else None
            paces = {**self._working.paces, step.stage: Pace(step.done, step.total, rate)}
            self._working = Working(is_busy=True, paces=paces)
