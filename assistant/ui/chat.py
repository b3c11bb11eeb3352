"""What happens when somebody asks. Knows conversations and the chain, not how anything is drawn."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.conversations.turns import Phase, Turn
from assistant.errors import AssistantError, UsageError
from assistant.ui import filters
from assistant.ui.wording import MisunderstoodError, Saying
from assistant.ui.writing import BUSY, PATIENCE, Writing, english, failed

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.conversations.conversations import Conversations
    from assistant.domain import Answer, Fate, Filter
    from assistant.ui.limits import Limits

FULL, NOT_YOURS = Saying("problem-full"), Saying("problem-not-yours")


@dataclass(frozen=True, slots=True)
class Wait:
    """``questions`` were asked within a minute, and more may be in so many ``seconds``."""

    questions: int
    seconds: float


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows. ``question``: what the composer holds (None: what it holds already); ``refusal``: why
    something was not done; ``within``: to what the next question is bound; ``editing``: the turn (from 0) that it will
    replace, with all that follow; ``first``: the first turn that is shown (None: so many that the page stays quick);
    ``is_kept``: whether all of it is on the disk."""

    conversation: str
    turns: tuple[Turn, ...]
    question: str | None = None
    refusal: Saying | Wait | str = ""
    within: Filter | None = None
    editing: int | None = None
    first: int | None = None
    is_kept: bool = True

    @property
    def is_running(self) -> bool:
        return bool(self.turns) and self.turns[-1].phase.is_open


class Chat:
    """Every event of the chat. None as a result: nothing changes. What is another owner's is as if it were not there.

    No method but `run` waits for anything but the file of the conversations (a write takes about a millisecond), so
    that on one event loop they never get in each other's way.
    """

    def __init__(
        self,
        *,
        chain: Runnable[Any, Answer],
        conversations: Conversations,
        fates: Callable[[Collection[str]], Mapping[str, Fate]],
        limits: Limits | None = None,
        patience: float = PATIENCE,
    ) -> None:
        """``limits``: None where anybody may ask as much as they like; ``patience``: see Writing."""
        self._writing = Writing(chain, conversations, patience=patience)
        self._conversations = conversations
        self._fates = fates
        self._limits = limits

    @property
    def events(self) -> dict[str, Callable[[str, str, str, Any], View | None]]:
        """What the page's script may ask for beside what Gradio's components do, by name: each is given the owner, the
        conversation, the filter as the page holds it, and what the script sends, all but the owner untrusted."""
        return {
            "open": lambda owner, _, __, sent: self.open(owner, str(sent)),
            "fresh": lambda _, __, within, ___: View("", (), within=_read(within)),
            "edit": self._edit,
            "finish": lambda owner, conversation, within, sent: self.finish(owner, conversation, within, str(sent)),
            "narrow": self._narrow,
            "unfold": self._unfold,
        }

    def open(self, owner: str, conversation: str) -> View:
        """A conversation as it was left."""
        turns = self._conversations.turns(owner, conversation)
        if not turns:
            return View("", (), refusal=NOT_YOURS)
        return self._taken_back(owner, conversation) or self._view(owner, conversation, within=turns[-1].within)

    def ask(self, owner: str, conversation: str, question: str, within: str = "", editing: str = "") -> View | None:
        """Adds the question, bound to the filter ``within``; in the place of the turn ``editing`` and all that follow,
        if that is a number: they come back if the chain does not take it, and with `undo`. A blank one, and any while
        an answer is running, is ignored."""
        question = question.strip()
        turns = self._conversations.turns(owner, conversation)
        if not question or (turns and turns[-1].phase.is_open):
            return None
        bound, at = _read(within), _number(editing, len(turns))
        if refusal := self._refusal(owner):
            return self._view(owner, conversation, question=question, refusal=refusal, within=bound, editing=at)
        added = self._conversations.add(owner, conversation, Turn(question, within=bound), at)
        if added is None:
            return View(conversation, turns, refusal=FULL, within=bound)
        return self._view(owner, added, question="", within=bound)

    def _edit(self, owner: str, conversation: str, _: str, sent: object) -> View | None:
        """Takes an earlier question into the composer. Nothing is lost until it is asked."""
        turns = self._conversations.turns(owner, conversation)
        at = _number(sent, len(turns))
        if at is None:  # "Keep them"
            return self._view(owner, conversation, question="", within=turns[-1].within) if turns else None
        if turns[-1].phase.is_open:
            return None
        return self._view(owner, conversation, question=turns[at].question, within=turns[at].within, editing=at)

    def _narrow(self, owner: str, conversation: str, former: str, sent: object) -> View:
        """Binds the next question to what the script sends."""
        try:
            return self._view(owner, conversation, within=filters.parsed(json.dumps(sent)))
        except MisunderstoodError as error:
            return self._view(owner, conversation, within=_read(former), refusal=error.saying)
        except UsageError as error:
            return self._view(owner, conversation, within=_read(former), refusal=str(error))

    def _unfold(self, owner: str, conversation: str, within: str, sent: object) -> View | None:
        """Shows the turns from the one on that the script sends."""
        first = _number(sent, len(self._conversations.turns(owner, conversation)))
        return None if first is None else self._view(owner, conversation, within=_read(within), first=first)

    def retry(self, owner: str, conversation: str) -> View | None:
        """Asks the last question again. An answer that it has comes back with `undo`."""
        turns = self._conversations.turns(owner, conversation)
        if not turns or turns[-1].phase.is_open:
            return None
        last = turns[-1]
        if refusal := self._refusal(owner):
            return self._view(owner, conversation, refusal=refusal, within=last.within)
        again = Turn(last.question, within=last.within)
        if last.phase is Phase.DONE:
            self._conversations.add(owner, conversation, again, len(turns) - 1)
        else:
            self._conversations.replace(owner, conversation, last, again)
        return self._view(owner, conversation, within=last.within)

    def undo(self, owner: str, conversation: str) -> View | None:
        """Takes the last question back into the composer. What it has replaced is there again."""
        turns = self._conversations.turns(owner, conversation)
        if not turns or turns[-1].phase.is_open:
            return None
        at = self._conversations.instead(owner, conversation)
        self._conversations.replace(owner, conversation, turns[-1], None)
        return self._view(owner, conversation, question=turns[-1].question, within=turns[-1].within, editing=at)

    def stop(self, owner: str, conversation: str) -> None:
        """Marks the running answer as stopped, and ends `run`."""
        turns = self._conversations.turns(owner, conversation)
        if turns and turns[-1].phase is Phase.RUNNING:
            self._writing.stop(conversation)
        elif turns and turns[-1].phase is Phase.ASKED:
            self._conversations.replace(owner, conversation, turns[-1], replace(turns[-1], phase=Phase.STOPPED))

    def finish(self, owner: str, conversation: str, within: str = "", how: str = "") -> View | None:
        """What to show when a run has ended, in whatever way; ``how``: "refused" where it never began, else the first
        turn that is shown. A question that the chain does not take goes back into the composer."""
        turns = self._conversations.turns(owner, conversation)
        if not turns:
            return None
        last = turns[-1]
        if last.phase is Phase.ASKED and how == "refused":  # the queue is full
            self._conversations.replace(owner, conversation, last, failed(last, english(BUSY)))
        first = _number(how, len(turns))
        return self._taken_back(owner, conversation) or self._view(
            owner, conversation, within=_read(within), first=first
        )

    def _taken_back(self, owner: str, conversation: str) -> View | None:
        """The last question in the composer, if it is one that the chain does not take."""
        turns = self._conversations.turns(owner, conversation)
        if turns[-1].phase is not Phase.REFUSED:
            return None
        view = self.undo(owner, conversation)
        return view and replace(view, refusal=turns[-1].problem)

    def _refusal(self, owner: str) -> Wait | Saying | None:
        if self._writing.is_full:
            return Saying(BUSY)
        wait = self._limits.admit(owner) if self._limits else None
        return Wait(self._limits.most, wait) if self._limits and wait else None

    def _view(self, owner: str, conversation: str, **shown: Any) -> View:
        turns = self._conversations.turns(owner, conversation)
        return View(conversation, turns, is_kept=self._conversations.is_kept(owner, conversation), **shown)

    def run(
        self, owner: str, conversation: str, name: str = "", *, is_shown: bool = True
    ) -> AsyncGenerator[tuple[Turn, ...]]:
        """Answers the question that was added last, or follows its answer: see `Writing.follow`."""
        return self._writing.follow(owner, conversation, name, is_shown=is_shown)

    def leave(self, name: str) -> None:
        """Ends the run of this name, and not the answer that it follows: another one has a moment to follow that."""
        self._writing.leave(name)

    def fates(self, turns: Sequence[Turn]) -> Mapping[str, Fate]:
        """What has become of the documents of these turns that the library does not hold any more."""
        answers = (turn.answer for turn in turns if turn.answer)
        ids = {item.passage.document.id for answer in answers for item in answer.evidence}
        try:
            return self._fates(ids) if ids else {}
        except AssistantError:
            return {}  # the library is closing: what is shown stays as it is


def _read(within: str) -> Filter | None:
    """The filter as the page holds it: nothing, where the browser sends anything else."""
    try:
        return filters.parsed(within)
    except UsageError:
        return None


def _number(sent: object, below: int) -> int | None:
    text = str(sent)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 and int(text) < below else None  # noqa: PLR2004
