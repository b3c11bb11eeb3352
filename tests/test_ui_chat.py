from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import scripted_chain as scripted
from langchain_core.runnables import RunnableGenerator, RunnableLambda

from assistant.domain import Answer, Document, State
from assistant.errors import LibraryStorageError
from assistant.ui import chat as module
from assistant.ui.cards import fingerprint
from assistant.ui.chat import Chat
from assistant.ui.conversations import MemoryConversations, Phase, Turn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
def conversations() -> MemoryConversations:
    return MemoryConversations(most=5, turns=3)


def chat_with(conversations: MemoryConversations, chain: Any = scripted.chain) -> Chat:
    return Chat(chain=chain, conversations=conversations, document=scripted.open_document)


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
    assert [turn.phase for turn in view.turns] == [Phase.DONE]
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


def test_a_question_that_the_chain_does_not_take_goes_back_into_the_composer_in_its_words(chat):
    long = "x" * 100_000
    first = asked(chat, scripted.PROPOSAL)
    view = chat.finish(asked(chat, long, first))
    assert view.refusal == "The question has 100,000 characters, and 8,000 is the most."
    assert view.question == long
    assert [turn.question for turn in view.turns] == [scripted.PROPOSAL]
    assert chat.finish(first).refusal == ""


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
    assert last.phase is Phase.FAILED
    assert last.problem.startswith("The model at http://localhost:9 cannot be reached.")
    assert last.question == scripted.BROKEN
    assert last.answer.evidence
    again = chat.retry(conversation)
    assert [turn.phase for turn in again.turns] == [Phase.ASKED]


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
    assert (last.phase, last.problem) == (Phase.FAILED, module.CUT)
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
    assert last.phase is Phase.STOPPED
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
    assert chat.finish(conversation).turns[-1].phase is Phase.STOPPED


def waits_in_a_thread(asked: dict[str, Any]) -> dict[str, Any]:
    time.sleep(0.6)
    return asked


@pytest.mark.parametrize("chain", [scripted.chain, RunnableLambda(waits_in_a_thread) | scripted.chain])
def test_an_answer_that_is_stopped_before_it_began_leaves_the_conversation_usable(conversations, chain):
    chat = chat_with(conversations, chain)

    async def scenario() -> str:
        conversation = chat.ask(scripted.UNHURRIED, "").conversation
        task = asyncio.create_task(drain(chat, conversation))
        await asyncio.sleep(0.2)
        chat.stop(conversation)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        view = chat.finish(conversation)
        assert (view.turns[-1].phase, view.turns[-1].answer, view.is_running) == (Phase.STOPPED, None, False)
        assert await drain(chat, chat.ask(scripted.PROPOSAL, conversation).conversation)
        return conversation

    view = chat.finish(asyncio.run(scenario()))
    assert [turn.phase for turn in view.turns] == [Phase.STOPPED, Phase.DONE]


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


def wanted(held: Document, sentence: str, **other: Any) -> dict[str, Any]:
    start = held.text.index(sentence)
    given = {"document": held.id, "start": start, "end": start + len(sentence), "quote": fingerprint(sentence)}
    return given | other


FIRST, SECOND = (document for document in scripted.DOCUMENTS.values() if document.name == "note.txt")


@pytest.mark.parametrize(
    "request_",
    [
        *(None, [], "x", {}, wanted(FIRST, "The mayor", start="0"), wanted(FIRST, "The mayor", quote=None)),
        *(
            wanted(FIRST, "The mayor", document=wrong)
            for wrong in (1, "", "note.txt", "/etc/passwd", FIRST.id.upper(), FIRST.id + "0", f"{FIRST.id}\n")
        ),
    ],
)
def test_a_malformed_request_for_a_document_is_refused(chat, request_):
    assert chat.read(request_) == {"ok": False, "problem": module.GONE}


def test_an_unknown_document_is_answered_with_a_sentence(chat):
    answered = chat.read(wanted(FIRST, "The mayor", document="0" * 32))
    assert answered["ok"] is False
    assert str(answered["problem"]).startswith("The library has no document")


def test_of_two_documents_with_one_name_the_one_that_is_asked_for_opens(chat):
    first = chat.read(wanted(FIRST, "The mayor opened the harbour."))
    second = chat.read(wanted(SECOND, "The harbour stays closed until May."))
    assert "The mayor opened the harbour&#46;</mark>" in first["html"]
    assert "The harbour stays closed until May&#46;</mark>" in second["html"]


def test_a_library_that_fails_is_told_without_its_place_on_this_machine(conversations):
    def fails(_: str) -> Document:
        raise LibraryStorageError("The catalog /home/me/library/catalog.sqlite cannot be read.")

    chat = Chat(chain=scripted.chain, conversations=conversations, document=fails)
    assert chat.read(wanted(FIRST, "The mayor"))["problem"] == "The catalog catalog.sqlite cannot be read."
    last = chat.finish(asked(chat, scripted.DAMAGED)).turns[-1]
    assert last.problem == "The catalog 'catalog.sqlite' is damaged."


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
    newer = replace(turn, phase=Phase.RUNNING)
    assert store.replace(conversation, turn, newer)
    assert not store.replace(conversation, turn, replace(turn, phase=Phase.DONE))
    assert store.turns(conversation) == (newer,)
