"""A conversation in memory: what is shown of it, and what was replaced but may come back."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.conversations import preserved
from assistant.conversations.turns import Turn, shown


@dataclass(frozen=True, slots=True)
class Logged:
    """A turn; ``instead``: the place in the log of the first of those that it has replaced; ``texts``: the
    characters of the documents that its answer rests on, by what they are in memory."""

    turn: Turn
    instead: int | None = None
    texts: dict[int, int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        documents = preserved.documents(self.turn.answer).values() if self.turn.answer else ()
        object.__setattr__(self, "texts", {id(document): len(document.text) for document in documents})


class Held:
    """``log``: the turns in the order of their questions, also those that were replaced; ``places``: in the log, of the
    ``turns`` that are shown; ``version``: of the file's that this is (-1: it could not be written); ``rows``: numbers
    of what is logged in the file; ``characters``: of the texts that are in memory with it. Answers share those that
    were read from the file with them, and each new one brings its own."""

    def __init__(self, owner: str, version: int, log: tuple[Logged, ...], rows: tuple[int, ...], title: str) -> None:
        self.owner, self.version, self.rows, self.title = owner, version, rows, title
        self.log = log

    @property
    def log(self) -> tuple[Logged, ...]:
        return self._log

    @log.setter
    def log(self, log: tuple[Logged, ...]) -> None:
        self._log = log
        self.places = shown([(at, logged.instead) for at, logged in enumerate(log)])
        self.turns = tuple(log[at].turn for at in self.places)
        self.characters = sum({one: size for logged in log for one, size in logged.texts.items()}.values())

    @property
    def is_open(self) -> bool:
        """Whether the last answer is still to come, or being written."""
        return bool(self.turns) and self.turns[-1].phase.is_open
