"""Runs an answer set: its library, its questions to the same chain that answers people, and what came of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assistant.answers.steps import Writer
from assistant.assembly import Assistant
from assistant.domain import Answer, Passage
from assistant.errors import (
    AssistantError,
    LibraryError,
    ModelBusyError,
    ModelRefusedError,
    ModelUnreachableError,
    UsageError,
    WeightsError,
)
from assistant.evaluation.cases import AnswerSet, Case, Outcome
from assistant.evaluation.kept import Keep, KeptChat, KeptEmbedder, OracleChat
from assistant.evaluation.measures import Failure, Figure, Result, Step
from assistant.evaluation.sampling import sample_words, sampled
from assistant.evaluation.scoring import common
from assistant.models import Limits
from assistant.models.line import Line
from assistant.retrieval import Relatedness
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.evaluation.run import Run

ORACLE_NOTE = (
    "Oracle: gold answers were put through the checks in the place of a chat model's, for the questions that have one. "
    "Where it is the gold evidence, whatever is given counts as right. Failures: whatever of it was not supported."
)
_EVERY_TIME = (ModelRefusedError, ModelUnreachableError, ModelBusyError, WeightsError, LibraryError)
_ENDLESS = Limits(connect=60, first_token=60, gap=60, total=60)
_MOST_SHOWN = 3  # passages of the evidence that a failure shows where nothing is cited
_LONGEST_SHOWN = 400  # characters of each


@dataclass
class Measured(Assistant):
    """An assistant whose model's replies are kept, or that has an oracle in its place."""

    keep: Keep
    oracle: OracleChat | None = None

    @cached_property
    def writer(self) -> Writer | None:
        if self.oracle:
            return Writer(self.oracle, "oracle", _ENDLESS, Line(8), plain=False, rewrites=False)
        made = super().writer
        if made is None:
            return None
        return replace(made, model=KeptChat(inner=made.model, name_kept=made.name, keep=self.keep))

    @cached_property
    def _relatedness(self) -> Relatedness:
        # Without a chat model no times are given, so that the vectors may always come from the file.
        return Relatedness(KeptEmbedder(self.embedder, self.keep, always=self.writer is None or bool(self.oracle)))


def measure(chosen: AnswerSet, settings: Settings, run: Run) -> Result:
    """Asks the questions of a set, in its own library or, for one's own questions, in the one that is set.

    Raises UsageError if ``run.oracle`` is wanted and the set has no gold answers, LibraryError, and a ModelError that
    every question would meet; one that a single question meets is a failure of that question.
    """
    held = [case for case in chosen.cases if case.oracle or not run.oracle]
    if not held:
        raise UsageError(f"{chosen.name} has no gold answers for an oracle to give. Measure it without --oracle.")
    cases = sampled(held, run.limit, id=lambda case: case.id, kind=lambda case: case.kind)
    oracle = OracleChat() if run.oracle else None
    keep = Keep(settings.cache / "evaluation" / "replies.sqlite")
    with Measured(library_settings(chosen.library, settings), keep, oracle) as assistant:
        if chosen.library:
            names = _needed(chosen, cases)
            take_in(assistant, {name: chosen.documents[name] for name in names}, run.progress)
        outcomes, broken = _asked(assistant, chosen, cases, run.progress)
        model = assistant.writer.name if assistant.writer else ""
    figures = [*chosen.figures(outcomes), *common(outcomes)]
    if broken:
        figures.append(Figure("questions that could not be asked", str(len(broken)), goal="0"))
    failures = [_failure(one) for one in outcomes if _wrong(one, checked=run.oracle)]
    return Result(
        chosen.name,
        len(cases),
        len(held),
        tuple(figures),
        (*failures, *broken),
        " ".join(filter(None, (chosen.note, ORACLE_NOTE if oracle else ""))),
        model,
        sample_words(len(cases), len(held)),
    )


def library_settings(library: str, settings: Settings) -> Settings:
    """The settings with the library of a set, which stays in the cache; as they are if it is the user's own ("")."""
    if not library:
        return settings
    home = settings.cache / "evaluation" / library / "library"
    return settings.model_copy(update={"library": home, "chroma_url": None})


def take_in(assistant: Assistant, documents: dict[str, str], progress: Callable[[Any], None]) -> None:
    """Puts documents into a set's library; what it holds already stays."""
    files = assistant.settings.library.parent / "documents"
    files.mkdir(parents=True, exist_ok=True)
    for name, text in documents.items():
        target = files / f"{name}.txt"
        if not target.exists():
            target.write_text(text, "utf-8")
    assistant.ingest([files], progress)


def _needed(chosen: AnswerSet, cases: Sequence[Case]) -> list[str]:
    """The documents that are searched for these cases: all, as soon as one of them is not bound."""
    if any(case.documents is None for case in cases):
        return list(chosen.documents)
    wanted = {name for case in cases for name in case.documents or ()}
    return [name for name in chosen.documents if f"{name}.txt" in wanted]


def _asked(
    assistant: Measured, chosen: AnswerSet, cases: Sequence[Case], progress: Callable[[Any], None]
) -> tuple[list[Outcome], list[Failure]]:
    outcomes, broken = [], []
    assistant.keep.begin()
    for number, case in enumerate(cases):
        progress(Step("asking", number, len(cases)))
        try:
            outcomes.append(_outcome(assistant, chosen, case))
        except _EVERY_TIME:
            raise
        except AssistantError as error:
            broken.append(Failure(case.id, case.kind, case.question, case.expected, f"no answer: {error}"))
    progress(Step("asking", len(cases), len(cases)))
    return outcomes, broken


def _outcome(assistant: Measured, chosen: AnswerSet, case: Case) -> Outcome:
    keep = assistant.keep
    keep.begin()
    if assistant.oracle:
        assistant.oracle.text = case.oracle or ""
    asked = {"question": case.question, "history": case.history, "documents": case.documents}
    answer = assistant.chain.invoke(asked)  # type: ignore[arg-type]
    timings = answer.timings
    whatever = not case.answerable or bool(assistant.oracle and case.facts)
    return Outcome(
        case,
        answer,
        right=answer.state in case.states and (whatever or chosen.holds(case, answer.text)),
        exact=sum(_stands(assistant, answer)),
        cited=len(answer.citations),
        seconds=keep.seconds(timings.first_token_s, timings.total_s),
    )


def _stands(assistant: Assistant, answer: Answer) -> list[bool]:
    """For each citation, whether the library's own text holds its quote at its offsets."""
    texts = {
        id_: assistant.library.catalog.document(id_).text
        for id_ in {citation.sentence.passage.document.id for citation in answer.citations}
    }
    return [
        texts[citation.sentence.passage.document.id][citation.sentence.start : citation.sentence.end] == citation.quote
        for citation in answer.citations
    ]


def _wrong(one: Outcome, *, checked: bool) -> bool:
    """Whether a person should look at it; ``checked``: also where a sentence was not supported."""
    unsupported = checked and any(claim.reasons for claim in one.claims)
    return not one.right or one.exact < one.cited or unsupported


def _failure(one: Outcome) -> Failure:
    answer = one.answer
    evidence = [f"[{c.number}] {_place(c.sentence.passage)} “{c.quote}”" for c in answer.citations]
    if not evidence:
        shown = answer.evidence[:_MOST_SHOWN]
        evidence = [f"nearest: {_place(item.passage)} {item.passage.text[:_LONGEST_SHOWN]}" for item in shown]
    evidence += [f"gold: {fact}" for fact in one.case.facts]
    unsupported = [claim for claim in one.claims if claim.reasons]
    got = f"{answer.state.value}: {answer.text}"
    if one.exact < one.cited:
        got += " (a quote does not stand at its place)"
    return Failure(
        one.case.id,
        one.case.kind,
        " · ".join([*(said.content for said in one.case.history if said.role == "user"), one.case.question]),
        one.case.expected,
        got,
        tuple(evidence),
        tuple(f"unsupported: {claim.text} ({' '.join(claim.reasons)})" for claim in unsupported),
    )


def _place(passage: Passage) -> str:
    return f"{passage.document.name}, {passage.document.title.value}:"
