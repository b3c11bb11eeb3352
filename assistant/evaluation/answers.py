"""Answers on a question set of one's own, from one's own library.

A set is a JSONL file: {"id", "question", "history", "answerable", "must", "gold", "kind"}. ``must``: lists of
alternatives, of each of which one must stand in the answer; ``gold``: words that a cited sentence must hold.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.domain import Answer, Message, State, Verdict
from assistant.errors import QuestionError
from assistant.evaluation.measures import Share, percentile, table
from assistant.evaluation.sets import json_lines

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.chain import Ask


class Said(BaseModel):
    model_config = ConfigDict(frozen=True)
    role: str
    content: str


class Question(BaseModel):
    """One line of a set."""

    model_config = ConfigDict(frozen=True)
    id: str
    question: str
    history: tuple[Said, ...] = ()
    answerable: bool = True
    must: tuple[tuple[str, ...], ...] = ()
    gold: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question. ``right``: answered with all that it must hold, or refused as it should be."""

    question: Question
    answer: Answer
    right: bool
    cited: bool  # a cited sentence holds the gold words
    exact: bool  # every quote stands at its offsets


def evaluate_answers(chain: Runnable[Ask, Answer], path: Path, *, limit: int | None) -> list[Outcome]:
    """Asks each question of a set. Raises QuestionError if the set cannot be read, ModelError if the model fails."""
    outcomes = []
    for number, question in enumerate(_read(path)[:limit], 1):
        history = tuple(Message(said.role, said.content) for said in question.history)
        outcomes.append(_judged(question, chain.invoke({"question": question.question, "history": history})))
        if sys.stderr.isatty():
            print(f"\r{number} asked", end="", file=sys.stderr, flush=True)
    return outcomes


def summary(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The figures of a run."""
    answerable = [outcome for outcome in outcomes if outcome.question.answerable]
    others = [outcome for outcome in outcomes if not outcome.question.answerable]
    given = [outcome for outcome in answerable if outcome.answer.state is not State.NOT_IN_DOCUMENTS]
    claims = [
        claim for outcome in outcomes for claim in outcome.answer.claims if claim.verdict is not Verdict.NOT_A_CLAIM
    ]
    firsts = [t for outcome in outcomes if (t := outcome.answer.timings.first_token_s) is not None]
    totals = [t for outcome in outcomes if (t := outcome.answer.timings.total_s) is not None]
    return {
        "right answers": Share.of(outcome.right for outcome in answerable),
        "wrong refusals": Share.of(outcome.answer.state is State.NOT_IN_DOCUMENTS for outcome in answerable),
        "right refusals": Share.of(outcome.right for outcome in others),
        "answers that cite a gold sentence": Share.of(outcome.cited for outcome in given if outcome.question.gold),
        "claims with a citation": Share.of(bool(claim.citations) for claim in claims),
        "answers with exact quotes only": Share.of(outcome.exact for outcome in outcomes),
        "first word, p50 and p95 (s)": f"{percentile(firsts, 0.5):.1f}, {percentile(firsts, 0.95):.1f}",
        "whole answer, p50 and p95 (s)": f"{percentile(totals, 0.5):.1f}, {percentile(totals, 0.95):.1f}",
    }


def report(outcomes: Sequence[Outcome]) -> str:
    """The figures, the right ones by kind of question, and every question that went wrong."""
    kinds: dict[str, list[bool]] = defaultdict(list)
    for outcome in outcomes:
        kinds[outcome.question.kind or "–"].append(outcome.right)
    lines = [table(list(summary(outcomes).items()), ["", "share [95 %] (of)"]), ""]
    lines += [table([(kind, Share.of(right)) for kind, right in sorted(kinds.items())], ["kind", "right"]), ""]
    for outcome in outcomes:
        if not outcome.right or not outcome.exact:
            lines.append(f"✗ {outcome.question.id}: {outcome.question.question}")
            lines.append(f"    {outcome.answer.state.value}: {' '.join(outcome.answer.text.split())}")
            lines += [f"    withheld: {claim.text} ({' '.join(claim.reasons)})" for claim in outcome.answer.withheld]
    return "\n".join(lines)


def _judged(question: Question, answer: Answer) -> Outcome:
    refused = answer.state is State.NOT_IN_DOCUMENTS
    text = answer.text.casefold()
    held = all(any(word.casefold() in text for word in words) for words in question.must)
    quotes = [citation.quote for citation in answer.citations]
    exact = all(
        citation.sentence.passage.document.text[citation.sentence.start : citation.sentence.end] == citation.quote
        for citation in answer.citations
    )
    return Outcome(
        question,
        answer,
        right=(not refused and held) if question.answerable else refused,
        cited=any(words in quote for words in question.gold for quote in quotes),
        exact=exact,
    )


def _read(path: Path) -> list[Question]:
    questions = []
    for number, line in json_lines(path):
        try:
            questions.append(Question.model_validate(line))
        except ValidationError as error:
            raise QuestionError(f"{path}, line {number} is not a question: see the README for its form.") from error
    return questions
