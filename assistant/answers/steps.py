"""What the steps of an answer hand on, and the model that writes it."""

from __future__ import annotations

from dataclasses import dataclass

from langchain_core.language_models import BaseChatModel

from assistant.domain import Evidence, Filter, Sentence
from assistant.models import Limits
from assistant.models.line import Line


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, understood: ``standalone`` can be read without the history, ``put`` is what the model is asked.
    ``first``: there is no history."""

    question: str
    standalone: str
    put: str
    started: float  # time.monotonic()
    within: Filter | None = None
    first: bool = True
    asker: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What was retrieved for it; ``relevant`` is a part of ``evidence``, which is never empty unless the library is."""

    asked: Asked
    evidence: tuple[Evidence, ...]
    relevant: tuple[Evidence, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Numbered:
    """What the model is shown: the ``sentences`` in their order (number 1 first), written out in ``text``."""

    found: Found
    sentences: tuple[Sentence, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Writer:
    """A chat model and how it is to be asked.

    ``plain``: it is shown paragraphs instead of numbered sentences and asked again when it refuses (small models).
    ``rewrites``: it turns follow-ups into standalone questions; else the question before is put in front of them.
    ``line``: before it, for it answers only so many at a time.
    """

    model: BaseChatModel
    name: str
    limits: Limits
    line: Line
    plain: bool
    rewrites: bool
