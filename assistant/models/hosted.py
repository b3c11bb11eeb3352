"""An embedding model at an OpenAI-compatible address: many texts a request, several requests at a time."""

from __future__ import annotations

import asyncio
import base64
import time
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic_core import from_json

from assistant.errors import ModelOverflowError, ModelReplyError, ModelTimeoutError
from assistant.models import faults
from assistant.models.clients import Limits, async_client, who
from assistant.models.embedder import Embedder, cleaned, normalised
from assistant.models.streaming import iterate

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from numpy.typing import NDArray

    from assistant.models.pace import Pace

LARGEST = 256_000  # bytes of a request's texts; OpenAI takes 300,000 tokens, and no token is less than a byte
SHORTEST = 200  # characters: a text that a server finds too long is halved down to this, and then it is an error
WAVES = 2  # so many times what may be under way is handed over at once, so that the slowest reply is not waited for
TOO_LARGE = (400, 413, 422)  # statuses with which servers refuse too many texts, or something else


class HostedEmbedder(Embedder):
    """May be used from several threads at once, each of which has its own requests."""

    def __init__(self, model: str, key: str, address: str, limits: Limits, pace: Pace, patience: float) -> None:  # noqa: PLR0913, PLR0917  (each is a setting)
        from openai import AsyncOpenAI  # noqa: PLC0415  (heavy)

        self.name = model
        self.who = who(address)
        self.limits = limits
        self.pace = pace
        self.most = pace.texts
        self.patience = patience
        self.batch = min(WAVES * pace.most_requests * pace.texts, 2048)
        client = async_client(address, limits)
        self._client = AsyncOpenAI(
            api_key=key, base_url=address, timeout=client.timeout, max_retries=0, http_client=client
        )

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._embedded(texts, patient=True)

    def passages_at_once(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._embedded(texts, patient=False)

    def query(self, text: str) -> NDArray[np.float32]:
        row: NDArray[np.float32] = self._embedded([text], patient=False)[0]
        return row

    def _embedded(self, texts: Sequence[str], *, patient: bool) -> NDArray[np.float32]:
        if not texts:
            return np.empty((0, 0), np.float32)
        [rows] = iterate(_Call(self, texts, patient=patient).rows())
        return rows

    async def ask(self, texts: list[str]) -> NDArray[np.float32]:
        """One request. Raises what the client raises, a ModelReplyError, or TimeoutError."""
        async with asyncio.timeout(self.limits.total):
            reply = await self._client.embeddings.with_raw_response.create(
                model=self.name,
                input=texts,
                encoding_format="float",  # base64, the client's default, is not served everywhere
            )
        return normalised(_vectors(reply.content), len(texts), self.who)


@dataclass(frozen=True, slots=True)
class _Range:
    """Texts that wait for their vectors, from ``start`` to before ``end``."""

    start: int
    end: int
    failing_since: float | None = None
    failures: int = 0


class _Call:
    """The vectors of some texts, in their order. ``patient``: repeats for as long as the embedder has patience, and
    keeps to its pace; else somebody waits for them."""

    def __init__(self, embedder: HostedEmbedder, texts: Sequence[str], *, patient: bool) -> None:
        self._embedder = embedder
        self._pace = embedder.pace
        self._texts = [cleaned(text) for text in texts]
        self._patient = patient
        self._waiting = deque([_Range(0, len(texts))])
        self._running: set[asyncio.Task[None]] = set()
        self._found: dict[int, NDArray[np.float32]] = {}

    async def rows(self) -> AsyncGenerator[NDArray[np.float32]]:
        """Yields once. Whatever ends it, also being cancelled, ends the requests that are under way."""
        try:
            while self._waiting or self._running:
                pause = self._start()
                if self._running:
                    done, self._running = await asyncio.wait(
                        self._running, timeout=pause, return_when=asyncio.FIRST_COMPLETED
                    )
                    for task in done:
                        task.result()
                elif pause:
                    await asyncio.sleep(pause)
        finally:
            for task in self._running:
                task.cancel()
            await asyncio.gather(*self._running, return_exceptions=True)
        rows = [self._found[start] for start in sorted(self._found)]
        if len({row.shape[1] for row in rows}) > 1:
            raise ModelReplyError(
                f"{self._embedder.who} sent vectors of different lengths. Check that it is an embedding model."
            )
        yield np.concatenate(rows)

    def _start(self) -> float | None:
        """Sends as many requests as the pace allows; returns the seconds until it allows more, None if replies say."""
        while self._waiting:
            if self._patient:
                pause = self._pace.resume_at - time.monotonic()
                if pause > 0:
                    return pause
            if len(self._running) >= (int(self._pace.requests) if self._patient else self._pace.most_requests):
                break
            self._running.add(asyncio.create_task(self._fetch(self._next())))
        return None

    def _next(self) -> _Range:
        """What goes into one request, taken off what waits: one text at least."""
        waiting = self._waiting.popleft()
        end, size = waiting.start, 0
        while end < min(waiting.end, waiting.start + self._pace.texts):
            size += len(self._texts[end].encode())
            if size > LARGEST and end > waiting.start:
                break
            end += 1
        if end < waiting.end:
            self._waiting.appendleft(_Range(end, waiting.end, waiting.failing_since, waiting.failures))
        return _Range(waiting.start, end, waiting.failing_since, waiting.failures)

    async def _fetch(self, wanted: _Range) -> None:
        """Asks for the vectors of a range; puts it back, whole or to be divided, if it may be asked for again."""
        started = time.monotonic()
        try:
            rows = await self._embedder.ask(self._texts[wanted.start : wanted.end])
        except faults.foreign() as error:
            failed = error
        else:
            self._found[wanted.start] = rows
            self._pace.answered(wanted.end - wanted.start, started, time.monotonic())
            return
        fault = self._fault(failed)
        if isinstance(fault.error, ModelOverflowError) or getattr(failed, "status_code", 0) in TOO_LARGE:
            self._divide(wanted, fault)
        elif self._patient:
            self._postpone(wanted, failed, fault, started)
        elif fault.retry_in is None or wanted.failures >= self._embedder.limits.retries:
            raise fault.error
        else:
            await asyncio.sleep(fault.retry_in)
            self._waiting.appendleft(replace(wanted, failures=wanted.failures + 1))

    def _fault(self, error: Exception) -> faults.Fault:
        embedder = self._embedder
        if self._patient:
            fault = faults.explain(error, embedder.who, embedder.limits.connect, embedder.patience)
        else:
            fault = faults.explain(error, embedder.who, embedder.limits.connect)
        if type(error) is not TimeoutError and not isinstance(fault.error, ModelTimeoutError):
            return fault
        late = ModelTimeoutError(
            f"{embedder.who} did not embed in {embedder.limits.total:g} seconds what it was sent. Try again, or allow "
            "it more with ASSISTANT_TOTAL_TIMEOUT."
        )
        # One that has answered before was asked for too much; the pace will be slower.
        return faults.Fault(late, faults.PAUSE if self._patient and self._pace.proven else None)

    def _divide(self, wanted: _Range, fault: faults.Fault) -> None:
        """Puts back a range that was too large for one request, for smaller ones; a text that is too long alone is cut,
        as a window of the model's would cut it."""
        count = wanted.end - wanted.start
        if count > 1:
            self._pace.refused(count)
        else:
            text = self._texts[wanted.start]
            if not isinstance(fault.error, ModelOverflowError):
                raise fault.error
            if len(text) // 2 < SHORTEST:
                raise ModelOverflowError(
                    f"{self._embedder.who} finds a text of {len(text)} characters too long to embed. Name another "
                    "embedding model."
                )
            self._pace.found_one(self._embedder.most)
            self._texts[wanted.start] = text[: len(text) // 2]
        self._waiting.appendleft(wanted)

    def _postpone(self, wanted: _Range, error: Exception, fault: faults.Fault, started: float) -> None:
        """Puts back a range for when the server is less busy, or raises when patience is at an end."""
        now = time.monotonic()
        since = wanted.failing_since or now
        unseen = not self._pace.proven and not hasattr(error, "status_code")  # nothing may be there at all
        if fault.retry_in is None or (unseen and wanted.failures >= self._embedder.limits.retries):
            raise fault.error
        wait = self._pace.failed(started, now, faults.asked_wait(error))
        if now + wait - since > self._embedder.patience:
            raise fault.error
        self._waiting.appendleft(replace(wanted, failing_since=since, failures=wanted.failures + 1))


def _vectors(reply: bytes) -> list[Any]:
    """The vectors of a reply, in the order of the texts. Read without the client's own classes, which take 0.9 seconds
    of a processor for 128 vectors of 1,536 numbers; this takes 0.02."""
    data = from_json(reply)["data"]
    if sorted(item.get("index", -1) for item in data) == list(range(len(data))):
        data = sorted(data, key=lambda item: item["index"])
    vectors = [item["embedding"] for item in data]
    return [np.frombuffer(base64.b64decode(one), "<f4") if isinstance(one, str) else one for one in vectors]
