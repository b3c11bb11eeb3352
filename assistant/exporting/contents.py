"""What is taken away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from assistant.conversations.turns import Mark, Turn
from assistant.domain import Fate
from assistant.exporting.flow import ENGLISH


@dataclass(frozen=True, slots=True)
class Exported:
    """An answer or a conversation, with what readers say of its claims.

    ``made_at``: now (UTC, ISO); ``library``: what the library holds, in words; by the ids of documents (see
    ``preserved.documents``): ``retrieved``, when each was taken in (see ``Catalog.taken_in``), and ``fates``, what has
    become of those that are not held any more. ``language`` (ISO 639-1): in which the export says what is its own, and
    ``say`` gives a text of that kind, which is in English, in it.
    """

    title: str
    turns: tuple[Turn, ...]
    made_at: str
    library: str = ""
    retrieved: Mapping[str, str] = field(default_factory=dict)
    fates: Mapping[str, Fate] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    language: str = ENGLISH
    say: Callable[[str], str] = str
