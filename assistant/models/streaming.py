"""A chat model's answer, piece by piece, within its time limits; the same for waiting and for asynchronous callers."""

from __future__ import annotations

import asyncio
import contextvars
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import aclosing, suppress
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeVar

from assistant.errors import AssistantError, ModelReplyError, ModelTimeoutError
from assistant.models import faults
from assistant.models.clients import Limits, sendable, who

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterator, Sequence

    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import RunnableConfig

T = TypeVar("T")

# Servers have their own words for why an answer ended; whatever is not known to be an end is a cut.
FINISHED = {
    **dict.fromkeys(("stop", "eos", "eos_token", "stop_sequence", "end_turn", "tool_calls", "function_call"), "stop"),
    **dict.fromkeys(("length", "max_tokens", "model_length"), "length"),
    **dict.fromkeys(("content_filter", "safety"), "content_filter"),
}
LONGEST_ANSWER = 200_000  # characters, for servers that do not keep to the number of tokens they were given
GOODBYE = 1.0  # seconds between the last word and the end of the connection


@dataclass(frozen=True, slots=True)
class Delta:
    """A piece of an answer. The last one, and only that, has a ``finish_reason``:
    "stop", "length" (token limit), "content_filter", or "cut" (the connection ended before the answer did)."""

    text: str
    finish_reason: str | None = None


def stream(
    model: BaseChatModel, messages: Sequence[BaseMessage], limits: Limits, config: RunnableConfig | None = None
) -> Iterator[Delta]:
    """Like ``astream``, for callers without an event loop. Closing it between two pieces ends the request."""
    return iterate(astream(model, messages, limits, config))


async def astream(
    model: BaseChatModel, messages: Sequence[BaseMessage], limits: Limits, config: RunnableConfig | None = None
) -> AsyncGenerator[Delta]:
    """The model's answer to ``messages``: pieces of text, then one piece with a finish_reason.

    Raises a ModelError: ModelTimeoutError if the first word, the next word or the whole answer takes longer than
    ``limits``, else as faults.explain says. A request that fails before its first word is repeated up to
    ``limits.retries`` times. Cancelling the task that reads, or closing the iterator, ends the request at once.
    """
    clock = _Clock(limits, _who(model))
    cleaned = [_clean(message) for message in messages]
    reply, (text, finish) = await _first(model, cleaned, clock, config)
    written = 0
    try:
        while True:
            written += len(text)
            if text:
                yield Delta(text)
            if finish is not None:
                await reply.ended(GOODBYE)
                break
            if written > LONGEST_ANSWER:
                finish = "length"
                break
            clock.heard()
            text, finish = await _next(reply, clock)
    finally:
        await reply.close()
    if not written and finish in ("stop", "cut"):
        raise ModelReplyError(f"{clock.who} wrote nothing. Try again, or name another model.")
    yield Delta("", finish)


async def heard(
    model: BaseChatModel, messages: Sequence[BaseMessage], limits: Limits, most: int, config: RunnableConfig | None
) -> str:
    """The first ``most`` characters of the model's answer, or a few more; then the request is ended. Raises a
    ModelError."""
    said = ""
    async with aclosing(astream(model, messages, limits, config)) as deltas:
        async for delta in deltas:
            said += delta.text
            if len(said) >= most:
                break
    return said


class _Clock:
    """When the next word is due."""

    def __init__(self, limits: Limits, who: str) -> None:
        self.limits = limits
        self.who = who
        started = asyncio.get_running_loop().time()
        self._end = started + limits.total
        self._next = started + limits.first_token
        self._late = (
            f"{who} wrote nothing for {limits.first_token:g} seconds. Try again, or allow it more with "
            "ASSISTANT_FIRST_TOKEN_TIMEOUT."
        )

    def heard(self) -> None:
        self._next = asyncio.get_running_loop().time() + self.limits.gap
        self._late = (
            f"{self.who} fell silent for {self.limits.gap:g} seconds in the middle of its answer. Try again, or "
            "allow it more with ASSISTANT_GAP_TIMEOUT."
        )

    @property
    def due(self) -> float:
        return min(self._next, self._end)

    def late(self) -> ModelTimeoutError:
        if self._next <= self._end:
            return ModelTimeoutError(self._late)
        return ModelTimeoutError(
            f"{self.who} was not finished after {self.limits.total:g} seconds. Ask for less, or allow it more with "
            "ASSISTANT_TOTAL_TIMEOUT."
        )


class _Reply:
    """One request. A task of its own reads it, so that it is always cancelled inside the network read: that, and only
    that, closes the connection at once through every layer of generators above it."""

    def __init__(self, model: BaseChatModel, messages: Sequence[BaseMessage], config: RunnableConfig | None) -> None:
        self._heard: asyncio.Queue[tuple[str, str | None] | None] = asyncio.Queue()
        self._task = asyncio.create_task(self._read(model, messages, config))
        self._task.add_done_callback(lambda _: self._heard.put_nowait(None))

    async def _read(self, model: BaseChatModel, messages: Sequence[BaseMessage], config: RunnableConfig | None) -> None:
        async for piece in model.astream(list(messages), config):
            text = str(piece.text)
            reason = piece.response_metadata.get("finish_reason")
            if text or reason:
                self._heard.put_nowait((text, FINISHED.get(str(reason).casefold(), "cut") if reason else None))

    async def next(self, due: float) -> tuple[str, str | None]:
        """The next words and, if they are the last, why; waits until ``due``, then raises TimeoutError."""
        async with asyncio.timeout_at(due):
            heard = await self._heard.get()
        if heard is None:
            self._task.result()  # raises what the task raised
            return "", "cut"
        return heard

    async def ended(self, seconds: float) -> None:
        """Lets the client and the tracers see the regular end."""
        await asyncio.wait([self._task], timeout=seconds)

    async def close(self) -> None:
        self._task.cancel()
        await asyncio.wait([self._task], timeout=GOODBYE)
        if self._task.done() and not self._task.cancelled():
            self._task.exception()  # seen, so that the event loop does not report it a second time


async def _first(
    model: BaseChatModel, messages: Sequence[BaseMessage], clock: _Clock, config: RunnableConfig | None
) -> tuple[_Reply, tuple[str, str | None]]:
    """The reply with its first words. The limit for the first word covers all repetitions."""
    retries = clock.limits.retries
    while True:
        reply = _Reply(model, messages, config)
        words = None
        try:
            words = await reply.next(clock.due)
        except faults.foreign() as error:
            fault = _fault(error, clock)
        finally:
            if words is None:
                await reply.close()
        if words is not None:
            return reply, words
        now = asyncio.get_running_loop().time()
        if retries <= 0 or fault.retry_in is None or now + fault.retry_in >= clock.due:
            raise fault.error
        retries -= 1
        await asyncio.sleep(fault.retry_in)


async def _next(reply: _Reply, clock: _Clock) -> tuple[str, str | None]:
    try:
        return await reply.next(clock.due)
    except faults.foreign() as error:
        if faults.kind_of(type(error)) in ("broken", "connection"):
            return "", "cut"  # what was written stands, and is marked as unfinished
        fault = _fault(error, clock)
    raise fault.error


def _fault(error: Exception, clock: _Clock) -> faults.Fault:
    if type(error) is TimeoutError:
        return faults.Fault(clock.late())
    return faults.explain(error, clock.who, clock.limits.connect)


def _who(model: BaseChatModel) -> str:
    address = getattr(model, "openai_api_base", None)
    return who(address) if address else "The model"


def _clean(message: BaseMessage) -> BaseMessage:
    if not isinstance(message.content, str):
        return message
    return message.model_copy(update={"content": sendable(message.content)})


def iterate(asynchronous: AsyncGenerator[T]) -> Iterator[T]:
    """The items for callers that wait: an event loop in a thread of its own, so that it works anywhere, also below a
    running event loop. Closing the iterator, or Ctrl-C while it waits, cancels the generator."""
    items: SimpleQueue[tuple[T] | AssistantError | None] = SimpleQueue()
    running: Future[tuple[asyncio.AbstractEventLoop, asyncio.Task[None] | None]] = Future()

    async def drain() -> None:
        running.set_result((asyncio.get_running_loop(), asyncio.current_task()))
        try:
            async with aclosing(asynchronous):
                async for item in asynchronous:
                    items.put((item,))
        except AssistantError as error:
            items.put(error)
        finally:
            items.put(None)

    pool = ThreadPoolExecutor(1, thread_name_prefix="model")
    variables = contextvars.copy_context()
    work = pool.submit(lambda: variables.run(asyncio.run, drain()))
    try:
        while (item := items.get()) is not None:
            if isinstance(item, AssistantError):
                raise item
            yield item[0]
        work.result()
    finally:
        loop, task = running.result()
        if task is not None:
            with suppress(RuntimeError):  # the loop may have ended meanwhile
                loop.call_soon_threadsafe(task.cancel)
        pool.shutdown(wait=False)
