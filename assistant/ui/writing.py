"""Answers while they are written: each in a task of its own, so that it outlives what shows it."""

from __future__ import annotations

import asyncio
import logging
import time
import traceback
from collections import OrderedDict
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

from assistant.conversations.turns import Phase, Turn
from assistant.errors import AssistantError, QuestionError
from assistant.ui import answers
from assistant.ui.problems import without_places
from assistant.ui.wording import ENGLISH, Wording

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.conversations.conversations import Conversations
    from assistant.domain import Answer

log = logging.getLogger(__name__)

PACE = 0.06  # seconds between two updates that differ only in text not yet checked
PACE_OF_EACH = 0.01  # likewise, for each answer that grows at the time: so many updates a processor can draw
BEAT = 0.5  # seconds between two updates at the most: with one Gradio notices that the tab has been closed
PATIENCE = 1.5  # seconds that an answer is written which no tab follows: a page that is loaded anew comes back
MOST_AT_ONCE = 300  # answers: they are given their evidence, and wait for the chat model in its line
_REMEMBERED = 500  # followers that left before they came
# What is kept with a turn is kept in English, as what comes from further down; it is retold when it is shown.
BUSY, CUT, UNEXPECTED = "problem-busy", "problem-cut", "problem-unexpected"


@dataclass(eq=False)
class _Written:
    owner: str
    conversation: str
    turn: Turn  # as far as it has come
    end: Turn  # what it is when nobody writes it any more
    followers: set[asyncio.Event] = field(default_factory=set)
    task: asyncio.Task[None] | None = None

    def tell(self) -> None:
        for news in self.followers:
            news.set()


class Writing:
    """An answer is written as long as a tab follows it, and a moment longer. For one event loop."""

    def __init__(
        self, chain: Runnable[Any, Answer], conversations: Conversations, *, patience: float = PATIENCE
    ) -> None:
        """``patience``: seconds that an answer is written which nobody follows."""
        self._chain, self._conversations, self._patience = chain, conversations, patience
        self._written: dict[str, _Written] = {}  # by conversation
        self._left: OrderedDict[str, None] = OrderedDict()
        self._named: dict[str, asyncio.Event] = {}

    @property
    def is_full(self) -> bool:
        """Whether so many answers are being written that no other one may begin."""
        return len(self._written) >= MOST_AT_ONCE

    async def follow(
        self, owner: str, conversation: str, name: str = "", *, is_shown: bool = True
    ) -> AsyncGenerator[tuple[Turn, ...]]:
        """Yields the conversation's turns as its last answer grows, and every BEAT seconds, until the answer has ended
        or who follows under this ``name`` has left. A question that waits for its answer is given one.

        Unless it ``is_shown``, only every BEAT seconds."""
        written = self._written.get(conversation) or self._begun(owner, conversation)
        if written is None or written.owner != owner:
            return
        news = asyncio.Event()
        written.followers.add(news)
        if name:
            self._named[name] = news
        shown, at = None, 0.0
        try:
            while self._written.get(conversation) is written and name not in self._left:
                turns = self._conversations.turns(owner, conversation)
                if not turns or turns[-1] is not written.turn:
                    self.stop(conversation)  # it was deleted
                    break
                pace = max(PACE if is_shown else BEAT, PACE_OF_EACH * len(self._written))
                if (is_shown and _differs(shown, written.turn)) or time.monotonic() - at >= pace:
                    shown, at = written.turn, time.monotonic()
                    yield turns
                news.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(max(BEAT, pace)):
                        await news.wait()
            if written.task and self._written.get(conversation) is not written:
                await asyncio.wait([written.task])  # until the chain's stream is closed
                if is_shown and shown is not written.turn and written.end.phase is not Phase.STOPPED:
                    yield self._conversations.turns(owner, conversation)
        finally:
            self._named.pop(name, None)
            self._left.pop(name, None)
            written.followers.discard(news)
            if not written.followers and self._written.get(conversation) is written:
                asyncio.get_running_loop().call_later(self._patience, self._desert, written)

    def leave(self, name: str) -> None:
        """Ends what is yielded to who follows under this name; also if they come only now."""
        self._left[name] = None
        while len(self._left) > _REMEMBERED:
            self._left.popitem(last=False)
        if name in self._named:
            self._named[name].set()

    def stop(self, conversation: str) -> None:
        """Ends an answer where it is."""
        written = self._written.pop(conversation, None)
        if written and written.task:
            self._conversations.replace(written.owner, conversation, written.turn, written.end)
            written.task.cancel()
            written.tell()

    def _desert(self, written: _Written) -> None:
        if not written.followers and self._written.get(written.conversation) is written:
            self.stop(written.conversation)

    def _begun(self, owner: str, conversation: str) -> _Written | None:
        turns = self._conversations.turns(owner, conversation)
        if not turns or turns[-1].phase is not Phase.ASKED:
            return None
        if self.is_full:  # many were asked in the same moment
            self._conversations.replace(owner, conversation, turns[-1], failed(turns[-1], english(BUSY)))
            return None
        turn = replace(turns[-1], phase=Phase.RUNNING)
        self._conversations.replace(owner, conversation, turns[-1], turn)
        written = _Written(owner, conversation, turn, replace(turn, phase=Phase.STOPPED))
        self._written[conversation] = written
        written.task = asyncio.create_task(self._write(written, turns))
        written.task.add_done_callback(lambda _: self._ended(written))
        return written

    def _ended(self, written: _Written) -> None:
        if self._written.get(written.conversation) is written:
            del self._written[written.conversation]
        written.tell()
        self._conversations.replace(written.owner, written.conversation, written.turn, written.end)

    async def _write(self, written: _Written, turns: tuple[Turn, ...]) -> None:
        try:
            async with aclosing(self._answers(written.owner, turns)) as stream:
                async for answer in stream:
                    grown = replace(written.turn, answer=answer)
                    if not self._conversations.replace(written.owner, written.conversation, written.turn, grown):
                        return
                    written.turn, written.end = grown, replace(grown, phase=Phase.STOPPED)
                    written.tell()
            turn = written.turn
            complete = turn.answer is not None and turn.answer.state.is_final
            written.end = replace(turn, phase=Phase.DONE) if complete else failed(turn, english(CUT))
        except AssistantError as error:
            phase = Phase.REFUSED if isinstance(error, QuestionError) else Phase.FAILED
            written.end = replace(written.turn, phase=phase, problem=without_places(str(error)))
        except Exception as error:  # noqa: BLE001 — the last place before the reader: nothing may escape untold
            _log(error)
            written.end = failed(written.turn, english(UNEXPECTED))

    def _answers(self, owner: str, turns: tuple[Turn, ...]) -> AsyncGenerator[Answer]:
        asked = {
            "asker": owner,
            "question": turns[-1].question,
            "history": answers.history(turns[:-1]),
            "filter": turns[-1].within,
        }
        return cast("AsyncGenerator[Answer]", self._chain.astream(asked))


def english(name: str) -> str:
    return Wording.of(ENGLISH).say(name)


def failed(turn: Turn, problem: str) -> Turn:
    return replace(turn, phase=Phase.FAILED, problem=problem)


def _differs(old: Turn | None, new: Turn) -> bool:
    """Whether more has changed than the text that is not yet checked, or who is before it in the line."""
    if old is None or old.answer is None or new.answer is None:
        return old is None or old.answer is not new.answer
    if bool(old.answer.waiting) != bool(new.answer.waiting):
        return True
    same = replace(old.answer, pending=new.answer.pending, timings=new.answer.timings, waiting=new.answer.waiting)
    return same != new.answer


def _log(error: Exception) -> None:
    """The kind of error and where it rose. Its message and values stay out: they may hold document text."""
    frames = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{frame.name} ({frame.filename}:{frame.lineno})" for frame in reversed(frames))
    log.error("An answer failed with %s in %s", type(error).__name__, where)
