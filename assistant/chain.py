"""The flow "ask": one LangChain Runnable from a question and its history to growing Answers.

understand → retrieve → number → write, where ``write`` streams the chat model and checks each sentence as it is
finished. Without a chat model ``write`` quotes the sentences themselves.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any, TypedDict, cast

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from langchain_core.runnables import Runnable, RunnableConfig, RunnableGenerator, RunnableLambda

from assistant.domain import Answer, Claim, Document, Evidence, Message, Searched, Sentence, State, Timings, Verdict
from assistant.errors import QuestionError
from assistant.facts import dated
from assistant.grounding import REFUSAL, Grounds, Similar, is_refusal
from assistant.models import Limits, astream, iterate, stream
from assistant.prompts import Prompts
from assistant.quoting import quotable
from assistant.retrieval import LibraryRetriever
from assistant.splitting import sentence_spans

MOST_REMEMBERED = 6  # earlier messages that a follow-up is understood from

_MARKS = re.compile(r"([.!?。！？۔])((?:\s*[\[【]\d[\d,;\s–-]*[\]】])+)")  # "Signed. [2]" → "Signed [2]."
_OPEN_MARK = re.compile(r"\s*[\[【][\d,;\s–-]*$")
_LIST_MARK = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s+|\s*#+\s*")
_FOLLOWS = re.compile(
    r"^\W*(?:and|but|so|then|also|what about|how about|why|when|where|who|which|how many|how much)\W*(?:not\W*)?$"
    r"|^\W*(?:and|but|so|what about|how about)\b"
    r"|\b(?:he|she|it|they|him|her|them|his|hers|its|their|theirs|this|that|these|those|there|former|latter)\b",
    re.IGNORECASE,
)


class Ask(TypedDict):
    """What goes in: a question and the conversation before it, oldest message first."""

    question: str
    history: Sequence[Message]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, understood: ``standalone`` can be read without the history, ``put`` is what the model is asked."""

    question: str
    standalone: str
    put: str
    started: float  # time.monotonic()


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
    """

    model: BaseChatModel
    name: str
    limits: Limits
    plain: bool
    rewrites: bool


@dataclass(frozen=True)
class AskFlow:
    """The parts of the flow. ``characters``: of evidence that the model sees; ``longest``: of a question."""

    retriever: LibraryRetriever
    searched: Callable[[], Searched]
    prompts: Prompts
    writer: Writer | None
    similar: Similar
    characters: int
    longest: int

    def runnable(self) -> Runnable[Ask, Answer]:
        """``.invoke``, ``.stream`` and ``.batch``, also asynchronous.

        May raise QuestionError, ModelError and LibraryError.
        """
        understand: Runnable[Any, Any] = RunnableLambda(self.understand, name="understand")
        chain = (
            understand
            | RunnableLambda(self.retrieve, name="retrieve")
            | RunnableLambda(self.number, name="number")
            # Its types know no generator that takes a config; it hands one over all the same.
            | RunnableGenerator(cast("Any", self.write), cast("Any", self.awrite), name="write")
        )
        return cast("Runnable[Ask, Answer]", chain.with_config(run_name="ask"))

    def understand(self, ask: Ask, config: RunnableConfig) -> Asked:
        started = time.monotonic()
        question = ask["question"].strip()
        if not question:
            raise QuestionError("The question is empty. Ask something that the documents could answer.")
        if len(question) > self.longest:
            raise QuestionError(
                f"The question has {len(question):,} characters, and {self.longest:,} is the most. Shorten it."
            )
        history = [message for message in ask.get("history", ()) if message.content.strip()][-MOST_REMEMBERED:]
        if not history:
            return Asked(question, question, question, started)
        if self.writer and self.writer.rewrites:
            rewritten = self._rewritten(question, history, config)
            return Asked(question, rewritten, rewritten, started)
        before = _before(question, history)
        # Put in front, the last question that stands alone finds 6 of 7 follow-ups; bare ones find 2 of 7.
        standalone = f"{before} {question}".strip()[: self.longest]
        return Asked(
            question, standalone, f"{question} (The question before was: {before})" if before else question, started
        )

    def retrieve(self, asked: Asked, config: RunnableConfig) -> Found:
        started = time.monotonic()
        documents = self.retriever.invoke(asked.standalone, config)
        evidence = tuple(document.metadata["evidence"] for document in documents)
        relevant = tuple(document.metadata["evidence"] for document in documents if document.metadata["relevant"])
        return Found(asked, evidence, relevant, time.monotonic() - started)

    def number(self, found: Found) -> Numbered:
        shown = _within(found.relevant, self.characters)
        numbered = tuple(sentence for item in shown for sentence in item.sentences)
        plain = self.writer is not None and self.writer.plain
        return Numbered(found, numbered, _written_out(shown, numbered, plain=plain))

    def write(self, inputs: Iterator[Numbered], config: RunnableConfig) -> Iterator[Answer]:
        for numbered in inputs:
            yield from iterate(self._answers(numbered, config))

    async def awrite(self, inputs: AsyncIterator[Numbered], config: RunnableConfig) -> AsyncGenerator[Answer]:
        async for numbered in inputs:
            async with aclosing(self._answers(numbered, config)) as answers:
                async for answer in answers:
                    yield answer

    async def _answers(self, numbered: Numbered, config: RunnableConfig) -> AsyncGenerator[Answer]:
        found = numbered.found
        answer = Answer(
            question=found.asked.question,
            standalone_question=found.asked.standalone,
            state=State.WRITING,
            searched=await asyncio.to_thread(self.searched),
            model=self.writer.name if self.writer else "",
            evidence=found.evidence,
            timings=Timings(retrieve_s=round(found.seconds, 3)),
        )
        draft = Draft(answer, numbered, self.similar)
        if not found.relevant:
            yield draft.finished()
            return
        yield answer
        if self.writer is None:
            yield await asyncio.to_thread(draft.quoted)
            return
        for messages in self._attempts(numbered):
            draft.begin()
            async with aclosing(astream(self.writer.model, messages, self.writer.limits, config)) as deltas:
                async for delta in deltas:
                    yield await asyncio.to_thread(draft.add, delta.text, delta.finish_reason)
            if draft.holds:
                break
        yield draft.finished()

    def _attempts(self, numbered: Numbered) -> Iterator[list[BaseMessage]]:
        asked = numbered.found.asked
        plain = self.writer is not None and self.writer.plain
        system = self.prompts.answer_plain if plain else self.prompts.answer
        templates = [self.prompts.question_plain, self.prompts.question_again] if plain else [self.prompts.question]
        for template in templates:
            text = template.substitute(evidence=numbered.text, question=" ".join(asked.put.split()))
            yield [SystemMessage(system.substitute()), HumanMessage(text)]

    def _rewritten(self, question: str, history: Sequence[Message], config: RunnableConfig) -> str:
        """The question as the model writes it so that it stands alone; as it was if that makes no sense."""
        if self.writer is None:
            return question
        conversation = "\n".join(f"{message.role}: {message.content}" for message in history)
        prompt = self.prompts.standalone.substitute(conversation=conversation, question=question)
        deltas = stream(self.writer.model, [HumanMessage(prompt)], self.writer.limits, config)
        rewritten = " ".join("".join(delta.text for delta in deltas).split())
        return rewritten if 0 < len(rewritten) <= self.longest else question


class Draft:
    """The answer as it grows: takes the model's text, gives Answers with every finished sentence checked."""

    def __init__(self, answer: Answer, numbered: Numbered, similar: Similar) -> None:
        self._answer = answer
        self._found = numbered.found
        self._similar = similar
        self._grounds = Grounds(answer.evidence, numbered.sentences, similar, self._found.asked.question)
        self._language = answer.evidence[0].passage.document.language if answer.evidence else "und"
        self._claims: list[Claim] = []
        self._rejected: list[Claim] = []
        self._rest = ""
        self._end: str | None = None

    @property
    def holds(self) -> bool:
        """Whether anything that was written is supported."""
        return any(claim.verdict is Verdict.SUPPORTED for claim in self._claims)

    def begin(self) -> None:
        """Starts again: what an earlier attempt wrote without support is set aside."""
        self._rejected += [claim for claim in self._claims if claim.verdict is Verdict.UNSUPPORTED]
        self._claims, self._rest, self._end = [], "", None

    def add(self, text: str, finish_reason: str | None) -> Answer:
        """The answer after the next piece of the model's text; ``finish_reason`` ends it."""
        if text and self._answer.timings.first_token_s is None:
            self._time(first_token_s=self._elapsed())
        self._rest = _MARKS.sub(r"\2\1", self._rest + text)
        pieces = _pieces(self._rest, self._language)
        self._end = finish_reason
        finished = pieces if finish_reason else pieces[:-1]
        if not finish_reason and pieces and _OPEN_MARK.fullmatch(self._rest[pieces[-1][0] :]):
            finished = pieces[:-2]  # a marker that is still being written belongs to the sentence before it
        for start, end, lead in finished:
            claim = self._grounds.check(self._rest[start:end], self._language)
            if claim.text:
                self._claims.append(replace(claim, lead=lead if self._claims else lead.lstrip()))
        if finished:
            self._rest = self._rest[finished[-1][1] :]
        pending = "" if finish_reason or is_refusal(self._rest) or _may_refuse(self._rest) else self._rest
        return replace(self._answer, claims=tuple(self._claims), pending=pending)

    def quoted(self) -> Answer:
        """The final answer without a model: the documents' sentences, word for word."""
        asked = self._found.asked
        for sentence in quotable(asked.standalone, self._found.relevant, self._similar):
            self._claims.append(replace(self._grounds.quote(sentence), lead=" " if self._claims else ""))
        self._end = "stop"
        return self.finished()

    def finished(self) -> Answer:
        """The final answer."""
        self._time(total_s=self._elapsed())
        unsupported = [claim for claim in self._claims if claim.verdict is Verdict.UNSUPPORTED]
        if not self.holds:
            return replace(
                self._answer,
                state=State.NOT_IN_DOCUMENTS,
                claims=_refusal(self._answer.searched),
                withheld=(*self._rejected, *unsupported),
                notice=_cut_notice(self._end),
            )
        missing = unsupported or self._end != "stop" or any(is_refusal(claim.text) for claim in self._claims)
        return replace(
            self._answer,
            state=State.PARTLY if missing else State.ANSWERED,
            claims=tuple(self._claims),
            notice=_cut_notice(self._end),
        )

    def _elapsed(self) -> float:
        return round(time.monotonic() - self._found.asked.started, 3)

    def _time(self, **seconds: float) -> None:
        self._answer = replace(self._answer, timings=replace(self._answer.timings, **seconds))


def _before(question: str, history: Sequence[Message]) -> str:
    """The last question that stands alone, if this one does not; else nothing."""
    if not _follows(question):
        return ""
    earlier = [message.content.strip() for message in history if message.role == "user"]
    return next((text for text in reversed(earlier) if not _follows(text)), earlier[-1] if earlier else "")


def _follows(question: str) -> bool:
    """Whether a question cannot be understood without the one before it."""
    few = len(question.split()) <= 3 and len(question) <= 24  # noqa: PLR2004 - "For which goods?"
    return few or bool(_FOLLOWS.search(question))


def _within(relevant: Sequence[Evidence], characters: int) -> list[Evidence]:
    """The best passages that fit, always at least one, in the order of their documents: so that the next question about
    the same passages finds the model's prefix cache filled."""
    chosen: list[Evidence] = []
    room = characters
    for item in relevant:
        length = len(item.passage.text)
        if chosen and length > room:
            continue
        chosen.append(item)
        room -= length
    return sorted(chosen, key=lambda item: (item.passage.document.id, item.passage.start))


def _written_out(shown: Sequence[Evidence], numbered: Sequence[Sentence], *, plain: bool) -> str:
    numbers = {(s.passage.document.id, s.start): number for number, s in enumerate(numbered, 1)}
    blocks: list[str] = []
    document: Document | None = None
    for item in shown:
        if document is None or item.passage.document.id != document.id:
            document = item.passage.document
            blocks.append(f"Document: {document.header}")
        reference = document.date.value if document.date else None
        if plain:
            blocks.append(dated(item.passage.text, reference))
        else:
            blocks += [
                f"[{numbers[document.id, sentence.start]}] {dated(' '.join(sentence.text.split()), reference)}"
                for sentence in item.sentences
            ]
    return ("\n\n" if plain else "\n").join(blocks)


def _pieces(text: str, language: str) -> list[tuple[int, int, str]]:
    """The sentences of a model's text: start, end and what stands before each (space, line break, list mark)."""
    pieces: list[tuple[int, int, str]] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        mark = _LIST_MARK.match(line)
        begin = offset + (mark.end() if mark else 0)
        lead = ("\n" if offset else "") + (mark[0].strip() + " " if mark and "#" not in mark[0] else "")
        for start, end in sentence_spans(text[begin : offset + len(line)], language):
            pieces.append((begin + start, begin + end, lead or " "))
            lead = ""
        offset += len(line)
    return pieces


def _may_refuse(text: str) -> bool:
    return REFUSAL.startswith(text.strip())


def _refusal(searched: Searched) -> tuple[Claim, ...]:
    if not searched.documents:
        texts = ["The library is empty.", "Add documents with `assistant ingest FOLDER`."]
    else:
        number = "1 document" if searched.documents == 1 else f"{searched.documents:,} documents"
        dates = f", dated {searched.first} to {searched.last}," if searched.first != searched.last else ""
        dates = dates or (f", dated {searched.first}," if searched.first else "")
        texts = [
            REFUSAL,
            f"{number}{dates} were searched." if searched.documents > 1 else f"{number}{dates} was searched.",
        ]
    return tuple(Claim(text, Verdict.NOT_A_CLAIM, lead=" " if at else "") for at, text in enumerate(texts))


def _cut_notice(end: str | None) -> str:
    return {
        "cut": "The connection to the model ended before its answer did: the answer may be incomplete. Ask again.",
        "length": "The answer reached its greatest length and was cut. Ask for less at once.",
        "content_filter": "The model's provider cut the answer short.",
    }.get(end or "", "")
