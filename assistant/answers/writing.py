"""The step "write": streams the chat model and has each sentence checked as it is finished; what a small one overlooks
is looked for once more. Without a chat model the documents' own sentences are quoted."""

from __future__ import annotations

import asyncio
import contextvars
import os
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage
from langchain_core.runnables import RunnableConfig

from assistant.answers import second_look
from assistant.answers.doubting import REASON, doubted
from assistant.answers.draft import Draft
from assistant.answers.quoting import How, is_foreign
from assistant.answers.steps import Numbered, Writer
from assistant.catalog.catalog import Catalog
from assistant.domain import Answer, Sentence, State, Timings
from assistant.errors import ModelError, ModelTimeoutError
from assistant.grounding.abroad import Similar
from assistant.grounding.replies import REFUSAL
from assistant.models import astream, heard
from assistant.models.courtesy import Courtesy
from assistant.prompts import Prompts
from assistant.questions.absence import not_held
from assistant.questions.asking import asked_back
from assistant.questions.premises import correction

_NOTHING_HELD = "The model wrote nothing that the documents support."
_T = TypeVar("_T")


@dataclass(frozen=True)
class Writing:
    """How answers are written. ``doubts``: whether the model is asked again about each claim that the rules find
    supported; ``searches``: those under way; ``drafting``: the threads in which answers are checked or made of
    quotations, which takes ten times as long as a search and begins when none is under way: where many ask at once, the
    evidence of the last would else come after the answers of the first."""

    catalog: Catalog
    prompts: Prompts
    writer: Writer | None
    similar: Similar
    doubts: bool = False
    searches: Courtesy = field(default_factory=Courtesy)
    drafting: Executor = field(default_factory=lambda: ThreadPoolExecutor(os.cpu_count() or 2, "drafting"))

    async def answers(self, numbered: Numbered, config: RunnableConfig) -> AsyncGenerator[Answer]:
        """The answer as it grows, the last one whole. Raises a ModelError, or LibraryError."""
        found = numbered.found
        answer = Answer(
            question=found.asked.question,
            standalone_question=found.asked.standalone,
            state=State.WRITING,
            searched=await asyncio.to_thread(self.catalog.searched, found.asked.within),
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
            for messages in self._attempts(writer, numbered):
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
                    return await self._aside(draft.instead, [sentence], _NOTHING_HELD)
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
                partial(self.catalog.apart, reader=found.asked.asker),
            )
        )
        return draft

    def _attempts(self, writer: Writer, numbered: Numbered) -> Iterator[list[BaseMessage]]:
        asked, given = numbered.found.asked, self.prompts
        system = given.answer_plain if writer.plain else given.answer
        templates = [given.question_plain, given.question_again] if writer.plain else [given.question]
        for template in templates:
            words = {"evidence": numbered.text, "question": " ".join(asked.put.split()), "refusal": REFUSAL}
            yield [SystemMessage(system.substitute(words)), HumanMessage(template.substitute(words))]
