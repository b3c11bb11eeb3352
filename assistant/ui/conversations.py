"""Where the page keeps what was asked and answered. Ids are unguessable; whoever knows one may read it."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from assistant.domain import Answer


class Phase(StrEnum):
    """Where a turn is. REFUSED: the chain does not take the question."""

    ASKED = "asked"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    REFUSED = "refused"

    @property
    def is_open(self) -> bool:
        return self in (Phase.ASKED, Phase.RUNNING)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what is known of its answer. ``problem`` is the sentence shown when it failed or was refused."""

    question: str
    phase: Phase = Phase.ASKED
    answer: Answer | None = None
    problem: str = ""


class Conversations(Protocol):
    """What the page needs of a store. An unknown id is an empty conversation."""

    def start(self) -> str:
        """A new conversation's id."""
        ...

    def turns(self, conversation: str) -> tuple[Turn, ...]: ...

    def add(self, conversation: str, turn: Turn) -> bool:
        """Puts ``turn`` at the end. False: the conversation is unknown or full."""
        ...

    def replace(self, conversation: str, old: Turn, new: Turn | None) -> bool:
        """Puts ``new`` in the place of the last turn (None: removes it), if that is still ``old`` itself. False: it
        has changed meanwhile, and the caller's work is no longer wanted."""
        ...


class MemoryConversations:
    """Conversations in this process's memory. When ``most`` are held, the one untouched longest is forgotten."""

    def __init__(self, most: int = 500, turns: int = 40) -> None:
        self._most = most
        self._turns = turns
        self._held: OrderedDict[str, tuple[Turn, ...]] = OrderedDict()

    def start(self) -> str:
        conversation = secrets.token_urlsafe(24)
        self._held[conversation] = ()
        while len(self._held) > self._most:
            self._held.popitem(last=False)
        return conversation

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        return self._held.get(conversation, ())

    def add(self, conversation: str, turn: Turn) -> bool:
        turns = self._held.get(conversation)
        if turns is None or len(turns) >= self._turns:
            return False
        self._put(conversation, (*turns, turn))
        return True

    def replace(self, conversation: str, old: Turn, new: Turn | None) -> bool:
        turns = self._held.get(conversation)
        if not turns or turns[-1] is not old:
            return False
        self._put(conversation, turns[:-1] if new is None else (*turns[:-1], new))
        return True

    def _put(self, conversation: str, turns: tuple[Turn, ...]) -> None:
        self._held[conversation] = turns
        self._held.move_to_end(conversation)
