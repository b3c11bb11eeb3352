"""The flow "ask": one LangChain Runnable from a question and its history to growing Answers.

understand → retrieve → number → write, where ``write`` streams the chat model and checks each sentence as it is
finished (see answers.writing).
"""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, AsyncIterator, Collection, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any, NotRequired, TypedDict, cast

from langchain_core.messages import HumanMessage
from langchain_core.runnables import Runnable, RunnableConfig, RunnableGenerator, RunnableLambda

from assistant.answers.steps import Asked, Found, Numbered, Writer
from assistant.answers.writing import Writing
from assistant.domain import Answer, Document, Evidence, Filter, Message, Sentence
from assistant.models import astream, iterate
from assistant.questions.followups import keeps, leading, standalone, unmarked
from assistant.questions.question import checked, chosen, cleaned
from assistant.retrieval import LibraryRetriever
from assistant.sentences.dating import dated

MOST_REMEMBERED = 6  # earlier messages that a follow-up is understood from


class Ask(TypedDict):
    """What goes in: a question and the conversation before it, oldest message first. ``filter``: to what the search is
    bound; ``documents``: the names of those that are searched, besides. None, or left out: all there are. ``asker``:
    who asks, so that nobody's many questions make others wait."""

    question: str
    history: Sequence[Message]
    documents: NotRequired[Collection[str] | None]
    filter: NotRequired[Filter | None]
    asker: NotRequired[str]


@dataclass(frozen=True)
class AskFlow:
    """The parts of the flow. ``characters``: of evidence that the model sees; ``longest``: of a question."""

    retriever: LibraryRetriever
    writing: Writing
    characters: int
    longest: int

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
        if history and self.writing.writer and self.writing.writer.rewrites:
            whole = await self._rewritten(self.writing.writer, question, history, config)
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
        with self.writing.searches.first():
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
        plain = self.writing.writer is not None and self.writing.writer.plain
        return Numbered(found, numbered, _written_out(shown, numbered, plain=plain))

    def write(self, inputs: Iterator[Numbered], config: RunnableConfig) -> Iterator[Answer]:
        for numbered in inputs:
            yield from iterate(self.writing.answers(numbered, config))

    async def awrite(self, inputs: AsyncIterator[Numbered], config: RunnableConfig) -> AsyncGenerator[Answer]:
        async for numbered in inputs:
            async with aclosing(self.writing.answers(numbered, config)) as answers:
                async for answer in answers:
                    yield answer

    async def _rewritten(
        self, writer: Writer, question: str, history: Sequence[Message], config: RunnableConfig
    ) -> str:
        """The question as the model writes it so that it stands alone; empty if that makes no sense, or if it has lost
        a number, date or name of the question."""
        conversation = "\n".join(f"{message.role}: {message.content}" for message in history)
        prompt = self.writing.prompts.standalone.substitute(conversation=conversation, question=question)
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
