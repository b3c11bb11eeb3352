from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import scripted_chain as scripted
from langchain_core.runnables import RunnableGenerator

from assistant.domain import Answer, State
from assistant.ui import chat as module
from assistant.ui.chat import Chat
from assistant.ui.conversations import MemoryConversations, Progress, Turn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
def conversations() -> MemoryConversations:
    return MemoryConversations(most=5, turns=3)


def chat_with(conversations: MemoryConversations, chain: Any = scripted.chain) -> Chat:
    return Chat(chain=chain, conversations=conversations, document=scripted.open_document, limit=100)


@pytest.fixture
def chat(conversations: MemoryConversations) -> Chat:
    return chat_with(conversations)


async def drain(chat: Chat, conversation: str) -> list[tuple[Turn, ...]]:
    return [turns async for turns in chat.run(conversation)]


def asked(chat: Chat, question: str, conversation: str = "") -> str:
    view = chat.ask(question, conversation)
    assert view is not None
    asyncio.run(drain(chat, view.conversation))
    return view.conversation


def test_a_question_is_answered_and_kept(chat):
    conversation = asked(chat, scripted.PROPOSAL)
    view = chat.finish(conversation)
    assert [turn.progress for turn in view.turns] == [Progress.DONE]
    assert view.turns[0].answer.state is State.ANSWERED
    assert not view.is_running


def test_the_chain_gets_the_question_and_the_finished_turns(conversations):
    seen: list[dict[str, Any]] = []

    async def remember(inputs: AsyncIterator[dict[str, Any]]) -> AsyncIterator[Answer]:
        async for given in inputs:
            seen.append(given)
            yield Answer(given["question"], given["question"], State.NOT_IN_DOCUMENTS, scripted.searched(), "m")

    chat = chat_with(conversations, RunnableGenerator(remember))
    conversation = asked(chat, " {first} ")
    asked(chat, "second", conversation)
    assert seen[0] == {"question": "{first}", "history": ()}
    assert [message.role for message in seen[1]["history"]] == ["user", "assistant"]
    assert seen[1]["history"][0].content == "{first}"


def test_blank_questions_and_questions_during_an_answer_are_ignored(chat):
    assert chat.ask("  \n", "") is None
    view = chat.ask(scripted.OFFERS, "")
    assert view.is_running
    assert chat.ask("another", view.conversation) is None
    assert chat.retry(view.conversation) is None
    assert chat.undo(view.conversation) is None


def test_a_question_that_is_too_long_is_refused_and_stays_in_the_composer(chat):
    view = chat.ask("x" * 100_000, "")
    assert view.refusal == "The question has 100,000 characters; 100 are allowed. Shorten it."
    assert view.question is None
    assert view.turns == ()


def test_a_full_conversation_says_so(chat):
    conversation = ""
    for _ in range(3):
        conversation = asked(chat, scripted.CRASHING, conversation)
    assert chat.ask("one more", conversation).refusal == module.FULL


def test_an_unknown_conversation_becomes_a_new_one(chat):
    view = chat.ask("q", "forged")
    assert view.conversation != "forged"
    assert len(view.conversation) >= 32
    assert len(view.turns) == 1


def test_an_error_of_ours_is_told_in_its_own_words_and_the_question_can_be_asked_again(chat):
    conversation = asked(chat, scripted.BROKEN)
    last = chat.finish(conversation).turns[-1]
    assert last.progress is Progress.FAILED
    assert last.problem.startswith("The model at http://localhost:9 cannot be reached.")
    assert last.question == scripted.BROKEN
    assert last.answer.evidence
    again = chat.retry(conversation)
    assert [turn.progress for turn in again.turns] == [Progress.ASKED]


def test_an_unexpected_error_is_one_neutral_sentence_and_the_log_holds_no_text(chat, caplog):
    with caplog.at_level(logging.ERROR):
        conversation = asked(chat, scripted.CRASHING)
    assert chat.finish(conversation).turns[-1].problem == module.UNEXPECTED
    assert "ValueError" in caplog.text
    assert "scripted_chain.py" in caplog.text
    assert "secret document text" not in caplog.text


def test_a_stream_that_ends_without_a_final_answer_is_a_failure(conversations):
    async def cut(inputs: AsyncIterator[dict[str, Any]]) -> AsyncIterator[Answer]:
        async for given in inputs:
            yield Answer(given["question"], "", State.WRITING, scripted.searched(), "m", pending="Half a")

    chat = chat_with(conversations, RunnableGenerator(cut))
    last = chat.finish(asked(chat, "q")).turns[-1]
    assert (last.progress, last.problem) == (Progress.FAILED, module.CUT)
    assert last.answer.pending == "Half a"


def test_stop_ends_the_stream_at_once_and_keeps_what_was_shown(chat):
    async def scenario() -> tuple[str, int]:
        conversation = chat.ask(scripted.ENDLESS, "").conversation
        scripted.closed.clear()
        shown = 0
        async for _ in chat.run(conversation):
            shown += 1
            if shown == 6:
                chat.stop(conversation)
        return conversation, shown

    conversation, shown = asyncio.run(scenario())
    last = chat.finish(conversation).turns[-1]
    assert shown == 6
    assert scripted.closed == [scripted.ENDLESS]
    assert last.progress is Progress.STOPPED
    assert "word1" in last.answer.pending


def test_a_run_that_is_cancelled_closes_the_stream_and_is_marked_as_stopped(chat):
    async def scenario() -> str:
        conversation = chat.ask(scripted.ENDLESS, "").conversation
        scripted.closed.clear()
        task = asyncio.create_task(drain(chat, conversation))
        await asyncio.sleep(0.8)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert scripted.closed == [scripted.ENDLESS]
        return conversation

    conversation = asyncio.run(scenario())
    assert chat.finish(conversation).turns[-1].progress is Progress.STOPPED


def test_a_second_run_of_the_same_question_does_nothing(chat):
    async def scenario() -> None:
        conversation = chat.ask(scripted.PROPOSAL, "").conversation
        first = asyncio.create_task(drain(chat, conversation))
        await asyncio.sleep(0.05)
        assert await drain(chat, conversation) == []
        assert chat.finish(conversation) is None
        assert len(await first) > 3

    asyncio.run(scenario())


def test_a_question_whose_run_never_began_is_told_that_the_assistant_is_busy(chat):
    conversation = chat.ask("q", "").conversation
    assert chat.finish(conversation).turns[-1].problem == module.BUSY


def test_undo_takes_the_last_question_back_into_the_composer(chat):
    conversation = asked(chat, scripted.PROPOSAL)
    view = chat.undo(conversation)
    assert (view.turns, view.question) == ((), scripted.PROPOSAL)


def test_updates_come_at_a_readable_pace_but_no_change_of_claims_is_left_out(chat):
    async def scenario() -> list[tuple[Turn, ...]]:
        return await drain(chat, chat.ask(scripted.LONG, "").conversation)

    shown = asyncio.run(scenario())
    counts = [len(turns[-1].answer.claims) for turns in shown if turns[-1].answer]
    assert sorted(set(counts)) == list(range(41))
    assert len(shown) < 200


@pytest.mark.parametrize(
    "request_", [None, [], "x", {}, {"name": 1, "start": 0, "end": 1}, {"name": "mou.pdf", "start": "0", "end": 1}]
)
def test_a_malformed_request_for_a_document_is_refused(chat, request_):
    assert chat.read(request_) == {"ok": False, "problem": module.GONE}


def test_documents_are_opened_by_the_names_that_the_library_knows_only(chat):
    assert chat.read({"name": "mou.pdf", "start": 0, "end": 10})["ok"] is True
    assert chat.read({"name": "/etc/passwd", "start": 0, "end": 10})["ok"] is False


def test_the_store_forgets_the_conversation_untouched_longest():
    store = MemoryConversations(most=2)
    first, second = store.start(), store.start()
    store.add(first, Turn("q"))
    third = store.start()
    assert store.add(first, Turn("q2"))
    assert not store.add(second, Turn("q"))
    assert store.add(third, Turn("q"))


def test_the_store_replaces_only_what_has_not_changed():
    store = MemoryConversations()
    conversation = store.start()
    turn = Turn("q")
    store.add(conversation, turn)
    newer = replace(turn, progress=Progress.RUNNING)
    assert store.replace(conversation, turn, newer)
    assert not store.replace(conversation, turn, replace(turn, progress=Progress.DONE))
    assert store.turns(conversation) == (newer,)
