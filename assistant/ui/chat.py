"""What happens when somebody asks. Knows conversations and the chain, not how anything is drawn."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from assistant.errors import AssistantError
from assistant.ui import answers, cards
from assistant.ui.conversations import Conversations, Progress, Turn

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.domain import Answer, Document

log = logging.getLogger(__name__)

PACE = 0.06  # seconds between two updates that differ only in text not yet checked
BUSY = "Too many questions are being answered at once. Try again in a moment."
CUT = "The answer ended before it was complete. Try again."
FULL = "This conversation is full. Start a new one to ask more."
GONE = "This document cannot be opened."
UNEXPECTED = "Something went wrong inside the assistant. Try again; the log of the assistant says where it happened."


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows. ``question``: what the composer holds (None: what it holds already); ``refusal``: why
    the question was not asked."""

    conversation: str
    turns: tuple[Turn, ...]
    question: str | None = None
    refusal: str = ""

    @property
    def is_running(self) -> bool:
        return bool(self.turns) and self.turns[-1].progress.is_open


class Chat:
    """Every event of the chat. ``limit``: the longest question, in characters. None as a result: nothing changes.

    No method but `run` waits for anything, so that on one event loop they never get in each other's way.
    """

    def __init__(
        self,
        *,
        chain: Runnable[Any, Answer],
        conversations: Conversations,
        document: Callable[[str], Document],
        limit: int,
    ) -> None:
        self._chain = chain
        self._conversations = conversations
        self._document = document
        self._limit = limit

    def ask(self, question: str, conversation: str) -> View | None:
        """Adds the question. A blank one, and any while an answer is running, is ignored."""
        question = question.strip()
        turns = self._conversations.turns(conversation)
        if not question or (turns and turns[-1].progress.is_open):
            return None
        if len(question) > self._limit:
            refusal = f"The question has {len(question):,} characters; {self._limit:,} are allowed. Shorten it."
            return View(conversation, turns, refusal=refusal)
        if not turns:
            conversation = self._conversations.start()
        if not self._conversations.add(conversation, Turn(question)):
            return View(conversation, turns, refusal=FULL)
        return View(conversation, self._conversations.turns(conversation), question="")

    def retry(self, conversation: str) -> View | None:
        """Asks the last question again."""
        turns = self._conversations.turns(conversation)
        if not turns or turns[-1].progress.is_open:
            return None
        self._conversations.replace(conversation, turns[-1], Turn(turns[-1].question))
        return View(conversation, self._conversations.turns(conversation))

    def undo(self, conversation: str) -> View | None:
        """Takes the last question back into the composer."""
        turns = self._conversations.turns(conversation)
        if not turns or turns[-1].progress.is_open:
            return None
        self._conversations.replace(conversation, turns[-1], None)
        return View(conversation, turns[:-1], question=turns[-1].question)

    def stop(self, conversation: str) -> None:
        """Marks the running answer as stopped; `run` notices, and leaves it as it is."""
        turns = self._conversations.turns(conversation)
        if turns and turns[-1].progress.is_open:
            self._conversations.replace(conversation, turns[-1], replace(turns[-1], progress=Progress.STOPPED))

    def finish(self, conversation: str) -> View | None:
        """What to show when a run has ended, in whatever way."""
        turns = self._conversations.turns(conversation)
        if turns and turns[-1].progress is Progress.RUNNING:
            return None  # the run that ended was a second one that found nothing to do
        if turns and turns[-1].progress is Progress.ASKED:  # refused before it began: the queue is full
            failed = replace(turns[-1], progress=Progress.FAILED, problem=BUSY)
            self._conversations.replace(conversation, turns[-1], failed)
        return View(conversation, self._conversations.turns(conversation))

    async def run(self, conversation: str) -> AsyncGenerator[tuple[Turn, ...]]:
        """Answers the question that was added last, and yields all turns as the answer grows.

        Closing it, or `stop`, closes the chain's stream at once.
        """
        turns = self._conversations.turns(conversation)
        if not turns or turns[-1].progress is not Progress.ASKED:
            return
        turn = replace(turns[-1], progress=Progress.RUNNING)
        self._conversations.replace(conversation, turns[-1], turn)
        end = replace(turn, progress=Progress.STOPPED)  # what holds if this generator is closed before its end
        shown, at = turn, 0.0
        try:
            async with aclosing(self._answers(turns)) as stream:
                async for answer in stream:
                    grown = replace(turn, answer=answer)
                    if not self._conversations.replace(conversation, turn, grown):
                        return
                    turn, end = grown, replace(grown, progress=Progress.STOPPED)
                    if _differs(shown, turn) or time.monotonic() - at > PACE:
                        shown, at = turn, time.monotonic()
                        yield (*turns[:-1], turn)
            complete = turn.answer is not None and turn.answer.state.is_final
            end = replace(turn, progress=Progress.DONE) if complete else _failed(turn, CUT)
        except AssistantError as error:
            end = _failed(turn, str(error))
        except Exception as error:  # noqa: BLE001 — the last place before the reader: nothing may escape untold
            _log(error)
            end = _failed(turn, UNEXPECTED)
        finally:
            self._conversations.replace(conversation, turn, end)

    def read(self, request: object) -> dict[str, object]:
        """The whole document that the browser asks for: ``{"name", "start", "end"}``, all of it untrusted."""
        wanted = request if isinstance(request, Mapping) else {}
        name, start, end = (wanted.get(key) for key in ("name", "start", "end"))
        if not isinstance(name, str) or not isinstance(start, int) or not isinstance(end, int):
            return {"ok": False, "problem": GONE}
        try:
            return cards.full_document(self._document(name), start, end)
        except AssistantError as error:
            return {"ok": False, "problem": str(error)}

    def _answers(self, turns: tuple[Turn, ...]) -> AsyncGenerator[Answer]:
        asked = {"question": turns[-1].question, "history": answers.history(turns[:-1])}
        return cast("AsyncGenerator[Answer]", self._chain.astream(asked))


def _differs(old: Turn, new: Turn) -> bool:
    """Whether more has changed than the text that is not yet checked."""
    if old.answer is None or new.answer is None:
        return True
    return replace(old.answer, pending="", timings=new.answer.timings) != replace(new.answer, pending="")


def _failed(turn: Turn, problem: str) -> Turn:
    return replace(turn, progress=Progress.FAILED, problem=problem)


def _log(error: Exception) -> None:
    """The kind of error and where it rose. Its message and values stay out: they may hold document text."""
    frames = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{frame.name} ({frame.filename}:{frame.lineno})" for frame in reversed(frames))
    log.error("An answer failed with %s in %s", type(error).__name__, where)
