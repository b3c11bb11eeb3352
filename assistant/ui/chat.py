"""What happens when somebody asks. Knows conversations and the chain, not how anything is drawn."""

from __future__ import annotations

import logging
import re
import time
import traceback
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from assistant.errors import AssistantError, QuestionError
from assistant.ui import answers, cards
from assistant.ui.conversations import Conversations, Phase, Turn
from assistant.ui.problems import without_places

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.domain import Answer, Document

log = logging.getLogger(__name__)

PACE = 0.06  # seconds between two updates that differ only in text not yet checked
BUSY = "Too many questions are being answered at once. Try again in a moment."
CUT = "The answer ended before it was complete. Try again."
FULL = "This conversation is full. Start a new one to ask more."
GONE = "The page asked for a document in a way that makes no sense. Reload it and ask again."
UNEXPECTED = "Something went wrong inside the assistant. Try again; the log of the assistant says where it happened."

_ID = re.compile("[0-9a-f]{32}")  # of a Document


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows. ``question``: what the composer holds (None: what it holds already); ``refusal``: why
    the question was not taken."""

    conversation: str
    turns: tuple[Turn, ...]
    question: str | None = None
    refusal: str = ""

    @property
    def is_running(self) -> bool:
        return bool(self.turns) and self.turns[-1].phase.is_open


class Chat:
    """Every event of the chat. None as a result: nothing changes.

    No method but `run` waits for anything, so that on one event loop they never get in each other's way.
    """

    def __init__(
        self,
        *,
        chain: Runnable[Any, Answer],
        conversations: Conversations,
        document: Callable[[str], Document],
    ) -> None:
        self._chain = chain
        self._conversations = conversations
        self._document = document

    def ask(self, question: str, conversation: str) -> View | None:
        """Adds the question. A blank one, and any while an answer is running, is ignored."""
        question = question.strip()
        turns = self._conversations.turns(conversation)
        if not question or (turns and turns[-1].phase.is_open):
            return None
        if not turns:
            conversation = self._conversations.start()
        if not self._conversations.add(conversation, Turn(question)):
            return View(conversation, turns, refusal=FULL)
        return View(conversation, self._conversations.turns(conversation), question="")

    def retry(self, conversation: str) -> View | None:
        """Asks the last question again."""
        turns = self._conversations.turns(conversation)
        if not turns or turns[-1].phase.is_open:
            return None
        self._conversations.replace(conversation, turns[-1], Turn(turns[-1].question))
        return View(conversation, self._conversations.turns(conversation))

    def undo(self, conversation: str) -> View | None:
        """Takes the last question back into the composer."""
        turns = self._conversations.turns(conversation)
        if not turns or turns[-1].phase.is_open:
            return None
        self._conversations.replace(conversation, turns[-1], None)
        return View(conversation, turns[:-1], question=turns[-1].question)

    def stop(self, conversation: str) -> None:
        """Marks the running answer as stopped; `run` notices, and leaves it as it is."""
        turns = self._conversations.turns(conversation)
        if turns and turns[-1].phase.is_open:
            self._conversations.replace(conversation, turns[-1], replace(turns[-1], phase=Phase.STOPPED))

    def finish(self, conversation: str) -> View | None:
        """What to show when a run has ended, in whatever way. A question that the chain does not take goes back into
        the composer."""
        turns = self._conversations.turns(conversation)
        if turns and turns[-1].phase is Phase.RUNNING:
            return None  # the run that ended was a second one that found nothing to do
        if turns and turns[-1].phase is Phase.ASKED:  # refused before it began: the queue is full
            failed = replace(turns[-1], phase=Phase.FAILED, problem=BUSY)
            self._conversations.replace(conversation, turns[-1], failed)
        if turns and turns[-1].phase is Phase.REFUSED:
            self._conversations.replace(conversation, turns[-1], None)
            return View(conversation, turns[:-1], turns[-1].question, turns[-1].problem)
        return View(conversation, self._conversations.turns(conversation))

    async def run(self, conversation: str) -> AsyncGenerator[tuple[Turn, ...]]:
        """Answers the question that was added last, and yields all turns as the answer grows.

        Closing it, or `stop`, closes the chain's stream at once.
        """
        turns = self._conversations.turns(conversation)
        if not turns or turns[-1].phase is not Phase.ASKED:
            return
        turn = replace(turns[-1], phase=Phase.RUNNING)
        self._conversations.replace(conversation, turns[-1], turn)
        end = replace(turn, phase=Phase.STOPPED)  # what holds if this generator is closed before its end
        shown, at = turn, 0.0
        try:
            async with aclosing(self._answers(turns)) as stream:
                async for answer in stream:
                    grown = replace(turn, answer=answer)
                    if not self._conversations.replace(conversation, turn, grown):
                        return
                    turn, end = grown, replace(grown, phase=Phase.STOPPED)
                    if _differs(shown, turn) or time.monotonic() - at > PACE:
                        shown, at = turn, time.monotonic()
                        yield (*turns[:-1], turn)
            complete = turn.answer is not None and turn.answer.state.is_final
            end = replace(turn, phase=Phase.DONE) if complete else _failed(turn, CUT)
        except AssistantError as error:
            phase = Phase.REFUSED if isinstance(error, QuestionError) else Phase.FAILED
            end = replace(turn, phase=phase, problem=without_places(str(error)))
        except Exception as error:  # noqa: BLE001 — the last place before the reader: nothing may escape untold
            _log(error)
            end = _failed(turn, UNEXPECTED)
        finally:
            self._conversations.replace(conversation, turn, end)

    def read(self, request: object) -> dict[str, object]:
        """The whole document that the browser asks for, all of it untrusted: ``document`` is its id, ``start``,
        ``end`` and ``quote`` are what its card says."""
        wanted = request if isinstance(request, Mapping) else {}
        id_, start, end, quoted = (wanted.get(key) for key in ("document", "start", "end", "quote"))
        if not (isinstance(id_, str) and _ID.fullmatch(id_) and isinstance(quoted, str)):
            return {"ok": False, "problem": GONE}
        if not (isinstance(start, int) and isinstance(end, int)):
            return {"ok": False, "problem": GONE}
        try:
            return cards.full_document(self._document(id_), start, end, quoted)
        except AssistantError as error:
            return {"ok": False, "problem": without_places(str(error))}

    def _answers(self, turns: tuple[Turn, ...]) -> AsyncGenerator[Answer]:
        asked = {"question": turns[-1].question, "history": answers.history(turns[:-1])}
        return cast("AsyncGenerator[Answer]", self._chain.astream(asked))


def _differs(old: Turn, new: Turn) -> bool:
    """Whether more has changed than the text that is not yet checked."""
    if old.answer is None or new.answer is None:
        return True
    return replace(old.answer, pending="", timings=new.answer.timings) != replace(new.answer, pending="")


def _failed(turn: Turn, problem: str) -> Turn:
    return replace(turn, phase=Phase.FAILED, problem=problem)


def _log(error: Exception) -> None:
    """The kind of error and where it rose. Its message and values stay out: they may hold document text."""
    frames = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{frame.name} ({frame.filename}:{frame.lineno})" for frame in reversed(frames))
    log.error("An answer failed with %s in %s", type(error).__name__, where)
