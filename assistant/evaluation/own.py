"""Questions of one's own, asked of one's own library: a JSONL file, one question a line.

``{"id", "question", "history", "answerable", "state", "must", "gold", "kind", "documents"}``, of which only ``id`` and
``question`` are needed. ``must``: lists of alternatives, of each of which one must stand in the answer; ``gold``: words
that a cited sentence must hold; ``documents``: the names of those that are searched; ``state``: the only right one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.domain import Message, State
from assistant.errors import QuestionError
from assistant.evaluation import scoring
from assistant.evaluation.cases import GIVEN, REFUSED, AnswerSet, Case
from assistant.evaluation.sets import json_lines


class Said(BaseModel):
    model_config = ConfigDict(frozen=True)
    role: str
    content: str


class Question(BaseModel):
    """One line of a file."""

    model_config = ConfigDict(frozen=True)
    id: str
    question: str
    history: tuple[Said, ...] = ()
    answerable: bool = True
    state: Literal["answered", "partly", "not_in_documents", "unclear"] | None = None
    must: tuple[tuple[str, ...], ...] = ()
    gold: tuple[str, ...] = ()
    kind: str = ""
    documents: tuple[str, ...] | None = None


def own_questions(path: Path) -> AnswerSet:
    """The questions of a file. Raises QuestionError with the line's number where one is malformed."""
    cases = []
    for number, line in json_lines(path):
        try:
            cases.append(_case(Question.model_validate(line)))
        except ValidationError as error:
            raise QuestionError(f"{path}, line {number} is not a question: see the README for its form.") from error
    if not cases:
        raise QuestionError(f"{path} holds no questions. Write one on each line: see the README for their form.")
    return AnswerSet(path.name, "", {}, tuple(cases), _holds, scoring.own)


def _case(asked: Question) -> Case:
    usual = GIVEN if asked.answerable else REFUSED
    return Case(
        asked.id,
        asked.kind,
        asked.question,
        frozenset({State(asked.state)}) if asked.state else usual,
        history=tuple(Message(said.role, said.content) for said in asked.history),
        documents=None if asked.documents is None else frozenset(asked.documents),
        must=asked.must,
        facts=asked.gold,
    )


def _holds(case: Case, text: str) -> bool:
    """As the words stand, in whatever script: people write down what must be there."""
    said = text.casefold()
    return all(any(word.casefold() in said for word in words) for words in case.must)
