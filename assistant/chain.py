"""The flow "ask": one LangChain Runnable from a question and its history to growing Answers.

understand → retrieve → number → write, where ``write`` streams the chat model and checks each sentence as it is
finished. Without a chat model ``write`` quotes the sentences themselves.
"""

from __future__ import annotations

import asyncio
import contextvars
import os
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Collection, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, NotRequired, TypedDict, TypeVar, cast

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from langchain_core.runnables import Runnable, RunnableConfig, RunnableGenerator, RunnableLambda

from assistant.answers import second_look
from assistant.answers.doubting import REASON, doubted
from assistant.answers.draft import Draft
from assistant.answers.quoting import How, is_foreign
from assistant.domain import Answer, Document, Evidence, Filter, Message, Searched, Sentence, State, Timings
from assistant.errors import ModelError, ModelTimeoutError
from assistant.grounding.abroad import Similar
from assistant.grounding.replies import REFUSAL
from assistant.models import Limits, astream, heard, iterate
from assistant.models.courtesy import Courtesy
from assistant.models.line import Line
from assistant.prompts import Prompts
from assistant.questions.absence import not_held
from assistant.questions.asking import asked_back
from assistant.questions.followups import keeps, leading, standalone, unmarked
from assistant.questions.premises import correction
from assistant.questions.question import checked, chosen, cleaned
from assistant.retrieval import LibraryRetriever
from assistant.sentences.dating import dated

_NOTHING_HELD = "The model wrote nothing that the documents support."
MOST_REMEMBERED = 6  # earlier messages that a follow-up is understood from
_T = TypeVar("_T")


class Ask(TypedDict):
    """What goes in: a question and the conversation before it, oldest message first. ``filter``: to what the search is
    bound; ``documents``: the names of those that are searched, besides. None, or left out: all there are. ``asker``:
    who asks, so that nobody's many questions make others wait."""

    question: str
    history: Sequence[Message]
    documents: NotRequired[Collection[str] | None]
    filter: NotRequired[Filter | None]
    asker: NotRequired[str]


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


@dataclass(frozen=True)
class AskFlow:
    """The parts of the flow. ``characters``: of evidence that the model sees; ``longest``: of a question; ``doubts``:
    whether the model is asked again about each claim that the rules find supported; ``drafting``: the threads in which
    answers are checked or made of quotations, which takes ten times as long as a search and begins when no search is
    under way: where many ask at once, the evidence of the last would else come after the answers of the first."""

    retriever: LibraryRetriever
    searched: Callable[[Filter | None], Searched]
    prompts: Prompts
    writer: Writer | None
    similar: Similar
    characters: int
    longest: int
    doubts: bool = False
    drafting: Executor = field(default_factory=lambda: ThreadPoolExecutor(os.cpu_count() or 2, "drafting"))
    searches: Courtesy = field(default_factory=Courtesy)

    def runnable(self) -> Runnable[Ask, Answer]:
        """``.invoke``, ``.stream`` and ``.batch``, also asynchronous.

        May raise QuestionError, ModelError and LibraryError.
        """
        understand: Runnable[Any, Any] = RunnableLambda(self.understand, self.aunderstand, name="understand")
        chain = (
            understand
            | RunnableLambda(self.retrieve, name="retrieve")
            | RunnableLambda(self.number, name="number")
            # Its types know no generator that takes a config; it hands one over all the same.
            | RunnableGenerator(cast("Any", self.write), cast("Any", self.awrite), name="write")
        )
        return cast("Runnable[Ask, Answer]", chain.with_config(run_name="ask"))

    def understand(self, ask: Ask, config: RunnableConfig) -> Asked:
        return replace(next(iterate(self._understood(ask, config))), within=_bound(ask), asker=ask.get("asker", ""))

    async def aunderstand(self, ask: Ask, config: RunnableConfig) -> Asked:
        async with aclosing(self._understood(ask, config)) as understood:
            return replace(await anext(understood), within=_bound(ask), asker=ask.get("asker", ""))

    async def _understood(self, ask: Ask, config: RunnableConfig) -> AsyncGenerator[Asked]:
        started = time.monotonic()
        question = checked(ask["question"], self.longest)
        history = [Message(said.role, unmarked(cleaned(said.content))) for said in ask.get("history", ())]
        history = history[-MOST_REMEMBERED:]
        first = not any(said.role == "user" for said in history)
        whole = ""
        if history and self.writer and self.writer.rewrites:
            whole = await self._rewritten(self.writer, question, history, config)
        whole = whole or standalone(question, history)[: self.longest]
        if whole:
            yield Asked(question, whole, whole, started, first=first)
            return
        before = leading(question, history)[: max(0, self.longest - len(question) - 1)]
        if before:
            # In front of it, the last question that stands alone finds 6 of 7 follow-ups; bare ones find 2 of 7.
            put = f"{question} (The question before was: {before})"
            yield Asked(question, f"{before} {question}", put, started, first=first)
        else:
            yield Asked(question, question, question, started, first=first)

    def retrieve(self, asked: Asked, config: RunnableConfig) -> Found:
        started = time.monotonic()
        with self.searches.first():
            documents = self.retriever.invoke(asked.standalone, config, within=asked.within)
        evidence = tuple(document.metadata["evidence"] for document in documents)
        relevant = tuple(document.metadata["evidence"] for document in documents if document.metadata["relevant"])
        _, title = chosen(asked.standalone)
        meant = tuple(
            item for item in relevant if " ".join(item.passage.document.title.value.split()).startswith(title)
        )
        relevant = meant or relevant
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
            searched=await asyncio.to_thread(self.searched, found.asked.within),
            model=self.writer.name if self.writer else "",
            evidence=found.evidence,
            timings=Timings(retrieve_s=round(found.seconds, 3)),
        )
        back = asked_back(found.asked.standalone, found.relevant, answer.searched.documents, first=found.asked.first)
        begun = partial(self._aside, self._begun, answer, numbered)
        if back:
            yield (await begun()).asking_back(back.text, back.choices)
            return
        if not found.relevant:
            yield (await begun()).finished()
            return
        yield answer  # before the draft is begun, which takes as long as the search
        if self.writer is None:
            draft = await begun()
            yield await self._aside(draft.quoted, found.relevant)
            return
        place = self.writer.line.join(found.asked.asker)
        try:
            while waiting := place.waiting:
                yield replace(answer, waiting=waiting)
                await place.moved()
            draft = await begun()
            async with aclosing(self._written(self.writer, numbered, draft, config)) as answers:
                async for grown in answers:
                    yield grown
        finally:
            place.leave()

    async def _aside(self, work: Callable[..., _T], *given: Any) -> _T:
        """``work(*given)``, in a thread of ``drafting``."""
        context = contextvars.copy_context()
        return await asyncio.get_running_loop().run_in_executor(self.drafting, context.run, work, *given)

    async def _written(
        self, writer: Writer, numbered: Numbered, draft: Draft, config: RunnableConfig
    ) -> AsyncGenerator[Answer]:
        relevant = numbered.found.relevant
        # A small model finds little in another language, where meaning has to tell; the search does.
        foreign = is_foreign(numbered.found.asked.standalone, relevant)
        try:
            for messages in self._attempts(numbered):
                draft.begin()
                async with aclosing(astream(writer.model, messages, writer.limits, config)) as deltas:
                    async for delta in deltas:
                        yield await self._aside(draft.add, delta.text, delta.finish_reason)
                if draft.holds:
                    break
        except ModelTimeoutError as error:
            if draft.holds:
                raise
            # What the search has found is there all the same; where it answers nothing, nothing is known.
            how = How.MEANING if foreign else How.WORDS
            answer = await self._aside(draft.quoted_instead, relevant, str(error), how)
            if answer.state is State.NOT_IN_DOCUMENTS:
                raise
            yield answer
            return
        if self.doubts:
            denied, notice = await doubted(draft.claims, writer.model, writer.limits, self.prompts.check, config)
            draft.withdraw(denied, REASON, notice)
        if draft.holds:
            yield await self._aside(draft.finished)
            return
        how = How.MEANING if foreign else How.SURELY
        answer = await self._aside(draft.quoted_instead, relevant, _NOTHING_HELD, how)
        if writer.plain and answer.state is State.NOT_IN_DOCUMENTS:
            answer = await self._looked_again(writer, numbered, draft, config) or answer
        yield answer

    async def _looked_again(
        self, writer: Writer, numbered: Numbered, draft: Draft, config: RunnableConfig
    ) -> Answer | None:
        """The answer of a sentence that the model overlooked among the paragraphs; None where there is none."""
        for sentence in await self._aside(draft.worth_a_look, numbered.found.relevant):
            try:
                if await self._told_by(sentence, numbered.found.asked.put, writer, config):
                    return await self._aside(draft.told_by, sentence, _NOTHING_HELD)
            except ModelError:
                break  # what is known without it stands
        return None

    async def _told_by(self, sentence: Sentence, question: str, writer: Writer, config: RunnableConfig) -> bool:
        for prompt in (self.prompts.second_look, self.prompts.second_look_again):
            message = second_look.asked(sentence, question, prompt)
            reply = await heard(writer.model, [message], writer.limits, second_look.HEARD, config)
            if not second_look.answers(reply, sentence, question):
                return False
        return True

    def _begun(self, answer: Answer, numbered: Numbered) -> Draft:
        self.searches.give_way()
        found = numbered.found
        question = found.asked.standalone
        # Two questions in one, the earlier and the follow-up, take nothing for granted together.
        alone = question if found.asked.put == question else ""
        corrected = correction(question, found.relevant) if alone else None
        draft = Draft(answer, numbered.sentences, self.similar, found.asked.started, corrected, asked=alone)
        # Of a question whose premise is wrong, the words that are not found say nothing more.
        draft.absent = (
            ""
            if corrected
            else not_held(
                question,
                found.evidence,
                answer.searched.documents,
                partial(self.retriever.library.catalog.apart, reader=found.asked.asker),
            )
        )
        return draft

    def _attempts(self, numbered: Numbered) -> Iterator[list[BaseMessage]]:
        asked = numbered.found.asked
        plain = self.writer is not None and self.writer.plain
        system = self.prompts.answer_plain if plain else self.prompts.answer
        templates = [self.prompts.question_plain, self.prompts.question_again] if plain else [self.prompts.question]
        for template in templates:
            words = {"evidence": numbered.text, "question": " ".join(asked.put.split()), "refusal": REFUSAL}
            yield [SystemMessage(system.substitute(words)), HumanMessage(template.substitute(words))]

    async def _rewritten(
        self, writer: Writer, question: str, history: Sequence[Message], config: RunnableConfig
    ) -> str:
        """The question as the model writes it so that it stands alone; empty if that makes no sense, or if it has lost
        a number, date or name of the question."""
        conversation = "\n".join(f"{message.role}: {message.content}" for message in history)
        prompt = self.prompts.standalone.substitute(conversation=conversation, question=question)
        text, end = "", None
        async with aclosing(astream(writer.model, [HumanMessage(prompt)], writer.limits, config)) as deltas:
            async for delta in deltas:
                text, end = text + delta.text, delta.finish_reason
        rewritten = " ".join(unmarked(text).split())
        return rewritten if end == "stop" and len(rewritten) <= self.longest and keeps(rewritten, question) else ""


def _bound(ask: Ask) -> Filter | None:
    """Whatever keeps documents out of this question; None where nothing does."""
    within, documents = replace(ask.get("filter") or Filter(), reader=ask.get("asker", "")), ask.get("documents")
    if documents is not None:
        named = frozenset(documents)
        within = replace(within, documents=named if within.documents is None else named & within.documents)
    return within if within.binds or within.reader else None


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
