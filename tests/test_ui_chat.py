from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Any

import pytest
import scripted_chain as scripted
from langchain_core.runnables import RunnableGenerator, RunnableLambda

from assistant.conversations.conversations import Conversations
from assistant.conversations.turns import Phase, Turn
from assistant.domain import Answer, Filter, State
from assistant.errors import LibraryStorageError
from assistant.ui import writing
from assistant.ui.chat import FULL, NOT_YOURS, Chat
from assistant.ui.limits import Limits
from assistant.ui.wording import Saying, Wording

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

EN = Wording.of("en")


ME, OTHER = "b:me", "b:other"


@pytest.fixture
def conversations(tmp_path: Path) -> Iterator[Conversations]:
    kept = Conversations(tmp_path, most=3)
    yield kept
    kept.close()


def chat_with(conversations: Conversations, chain: Any = scripted.chain, limits: Limits | None = None) -> Chat:
    return Chat(chain=chain, conversations=conversations, fates=lambda _: {}, limits=limits, patience=0.1)


@pytest.fixture
def chat(conversations: Conversations) -> Chat:
    return chat_with(conversations)


async def drain_as(chat: Chat, owner: str, conversation: str) -> list[tuple[Turn, ...]]:
    return [turns async for turns in chat.run(owner, conversation)]


async def drain(chat: Chat, conversation: str) -> list[tuple[Turn, ...]]:
    return await drain_as(chat, ME, conversation)


def asked(chat: Chat, question: str, conversation: str = "") -> str:
    view = chat.ask(ME, conversation, question)
    assert view is not None
    asyncio.run(drain(chat, view.conversation))
    return view.conversation


def test_a_question_is_answered_and_kept(chat):
    conversation = asked(chat, scripted.PROPOSAL)
    view = chat.finish(ME, conversation)
    assert [turn.phase for turn in view.turns] == [Phase.DONE]
    assert view.turns[0].answer.state is State.ANSWERED
    assert not view.is_running


def test_a_question_too_many_is_refused_at_once_and_stays_in_the_composer(conversations):
    chat = chat_with(conversations, limits=Limits(2))
    conversation = asked(chat, scripted.PROPOSAL)
    asked(chat, scripted.OFFERS, conversation)
    refused = chat.ask(ME, conversation, scripted.PROPOSAL, editing="1")
    assert refused.refusal.questions == 2
    assert (refused.question, refused.editing, len(refused.turns)) == (scripted.PROPOSAL, 1, 2)
    assert chat.retry(ME, conversation).refusal.questions == 2
    assert len(conversations.turns(ME, conversation)) == 2
    assert not chat.ask(OTHER, "", scripted.PROPOSAL).refusal


def remembering(seen: list[dict[str, Any]]) -> Any:
    """A chain that puts what it is given into ``seen``, and finds nothing."""

    async def remember(inputs: AsyncIterator[dict[str, Any]]) -> AsyncIterator[Answer]:
        async for given in inputs:
            seen.append(given)
            yield Answer(given["question"], given["question"], State.NOT_IN_DOCUMENTS, scripted.searched(), "m")

    return RunnableGenerator(remember)


def test_the_chain_gets_the_question_and_the_finished_turns(conversations):
    seen: list[dict[str, Any]] = []
    chat = chat_with(conversations, remembering(seen))
    conversation = asked(chat, " {first} ")
    asked(chat, "second", conversation)
    assert seen[0] == {"question": "{first}", "history": (), "filter": None, "asker": ME}
    assert [message.role for message in seen[1]["history"]] == ["user", "assistant"]
    assert seen[1]["history"][0].content == "{first}"


def test_blank_questions_and_questions_during_an_answer_are_ignored(chat):
    assert chat.ask(ME, "", "  \n") is None
    view = chat.ask(ME, "", scripted.OFFERS)
    assert view.is_running
    assert chat.ask(ME, view.conversation, "another") is None
    assert chat.retry(ME, view.conversation) is None
    assert chat.undo(ME, view.conversation) is None


def test_a_question_that_the_chain_does_not_take_goes_back_into_the_composer_in_its_words(chat):
    long = "x" * 100_000
    first = asked(chat, scripted.PROPOSAL)
    view = chat.finish(ME, asked(chat, long, first))
    assert view.refusal == "The question has 100,000 characters, and 8,000 is the most."
    assert view.question == long
    assert [turn.question for turn in view.turns] == [scripted.PROPOSAL]
    assert chat.finish(ME, first).refusal == ""


def test_a_full_conversation_says_so(chat):
    conversation = ""
    for _ in range(3):
        conversation = asked(chat, scripted.CRASHING, conversation)
    assert chat.ask(ME, conversation, "one more").refusal == FULL


def test_an_unknown_conversation_becomes_a_new_one(chat):
    view = chat.ask(ME, "forged", "q")
    assert view.conversation != "forged"
    assert len(view.conversation) >= 32
    assert len(view.turns) == 1


def test_an_error_of_ours_is_told_in_its_own_words_and_the_question_can_be_asked_again(chat):
    conversation = asked(chat, scripted.BROKEN)
    last = chat.finish(ME, conversation).turns[-1]
    assert last.phase is Phase.FAILED
    assert last.problem.startswith("The model at http://localhost:9 cannot be reached.")
    assert last.question == scripted.BROKEN
    assert last.answer.evidence
    again = chat.retry(ME, conversation)
    assert [turn.phase for turn in again.turns] == [Phase.ASKED]


def test_an_unexpected_error_is_one_neutral_sentence_and_the_log_holds_no_text(chat, caplog):
    with caplog.at_level(logging.ERROR):
        conversation = asked(chat, scripted.CRASHING)
    assert chat.finish(ME, conversation).turns[-1].problem == EN.say(writing.UNEXPECTED)
    assert "ValueError" in caplog.text
    assert "scripted_chain.py" in caplog.text
    assert "secret document text" not in caplog.text


def test_a_stream_that_ends_without_a_final_answer_is_a_failure(conversations):
    async def cut(inputs: AsyncIterator[dict[str, Any]]) -> AsyncIterator[Answer]:
        async for given in inputs:
            yield Answer(given["question"], "", State.WRITING, scripted.searched(), "m", pending="Half a")

    chat = chat_with(conversations, RunnableGenerator(cut))
    last = chat.finish(ME, asked(chat, "q")).turns[-1]
    assert (last.phase, last.problem) == (Phase.FAILED, EN.say(writing.CUT))
    assert last.answer.pending == "Half a"


def test_stop_ends_the_stream_at_once_and_keeps_what_was_shown(chat):
    async def scenario() -> tuple[str, int]:
        conversation = chat.ask(ME, "", scripted.ENDLESS).conversation
        scripted.closed.clear()
        shown = 0
        async for _ in chat.run(ME, conversation):
            shown += 1
            if shown == 6:
                chat.stop(ME, conversation)
        return conversation, shown

    conversation, shown = asyncio.run(scenario())
    last = chat.finish(ME, conversation).turns[-1]
    assert shown == 6
    assert scripted.closed == [scripted.ENDLESS]
    assert last.phase is Phase.STOPPED
    assert "word1" in last.answer.pending


def test_an_answer_whose_tab_is_closed_is_written_a_moment_longer_and_then_stopped(chat):
    async def scenario() -> str:
        conversation = chat.ask(ME, "", scripted.ENDLESS).conversation
        scripted.closed.clear()
        task = asyncio.create_task(drain(chat, conversation))
        await asyncio.sleep(0.8)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert scripted.closed == []
        await asyncio.sleep(0.3)
        assert scripted.closed == [scripted.ENDLESS]
        return conversation

    conversation = asyncio.run(scenario())
    assert chat.finish(ME, conversation).turns[-1].phase is Phase.STOPPED


def test_an_answer_goes_on_as_long_as_anybody_follows_it_and_each_sees_it_whole(chat):
    async def scenario() -> None:
        conversation = chat.ask(ME, "", scripted.OFFERS).conversation
        scripted.closed.clear()
        shown = chat.run(ME, conversation, "tab 1")
        assert (await anext(shown))[-1].phase is Phase.RUNNING
        staying = asyncio.create_task(anext(chat.run(ME, conversation, is_shown=False)))
        await asyncio.sleep(0.1)
        chat.leave("tab 1")
        with pytest.raises(StopAsyncIteration):
            await anext(shown)
        await staying
        assert await drain_as(chat, OTHER, conversation) == []
        chat.leave("tab 2")
        assert [turns async for turns in chat.run(ME, conversation, "tab 2")] == []  # it had left before it came
        assert scripted.closed == []
        (*_, last), again = await asyncio.gather(drain(chat, conversation), drain(chat, conversation))
        assert last[-1].answer.state is again[-1][-1].answer.state is State.ANSWERED
        assert chat.open(ME, conversation).turns[-1].phase is Phase.DONE
        assert scripted.closed == [scripted.OFFERS]

    asyncio.run(scenario())


def test_a_deleted_conversation_ends_its_answer(chat, conversations):
    async def scenario() -> None:
        conversation = chat.ask(ME, "", scripted.UNHURRIED).conversation
        scripted.closed.clear()
        task = asyncio.create_task(drain(chat, conversation))
        await asyncio.sleep(0.2)
        conversations.delete(ME, conversation)
        await asyncio.wait_for(task, 2)
        assert scripted.closed == [scripted.UNHURRIED]
        assert chat.finish(ME, conversation) is None
        assert conversations.listed(ME) == []

    asyncio.run(scenario())


def waits_in_a_thread(asked: dict[str, Any]) -> dict[str, Any]:
    time.sleep(0.6)
    return asked


@pytest.mark.parametrize("chain", [scripted.chain, RunnableLambda(waits_in_a_thread) | scripted.chain])
def test_an_answer_that_is_stopped_before_it_began_leaves_the_conversation_usable(conversations, chain):
    chat = chat_with(conversations, chain)

    async def scenario() -> str:
        conversation = chat.ask(ME, "", scripted.UNHURRIED).conversation
        task = asyncio.create_task(drain(chat, conversation))
        await asyncio.sleep(0.2)
        chat.stop(ME, conversation)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        view = chat.finish(ME, conversation)
        assert (view.turns[-1].phase, view.turns[-1].answer, view.is_running) == (Phase.STOPPED, None, False)
        assert await drain(chat, chat.ask(ME, conversation, scripted.PROPOSAL).conversation)
        return conversation

    view = chat.finish(ME, asyncio.run(scenario()))
    assert [turn.phase for turn in view.turns] == [Phase.STOPPED, Phase.DONE]


def test_more_answers_than_can_be_given_at_once_are_refused_at_once_and_then_no_more(conversations, monkeypatch):
    monkeypatch.setattr(writing, "MOST_AT_ONCE", 1)
    chat = chat_with(conversations)

    async def at_once() -> None:
        first, second = (chat.ask(ME, "", question).conversation for question in (scripted.ENDLESS, scripted.PROPOSAL))
        running = chat.run(ME, first)
        await anext(running)
        assert [turns async for turns in chat.run(ME, second)] == []  # asked in the same moment
        assert chat.finish(ME, second).turns[-1].problem == EN.say(writing.BUSY)
        refused = chat.ask(ME, "", scripted.OFFERS)
        assert (refused.refusal, refused.question) == (Saying(writing.BUSY), scripted.OFFERS)
        await running.aclose()
        await asyncio.sleep(0.2)

    asyncio.run(at_once())
    assert asked(chat, scripted.PROPOSAL)


def test_a_question_whose_run_never_began_is_told_that_the_assistant_is_busy(chat):
    conversation = chat.ask(ME, "", "q").conversation
    assert chat.finish(ME, conversation).turns[-1].phase is Phase.ASKED  # another tab's run has ended
    assert chat.finish(ME, conversation, how="refused").turns[-1].problem == EN.say(writing.BUSY)


def test_undo_takes_the_last_question_back_into_the_composer(chat):
    conversation = asked(chat, scripted.PROPOSAL)
    view = chat.undo(ME, conversation)
    assert (view.turns, view.question) == ((), scripted.PROPOSAL)


def test_updates_come_at_a_readable_pace_but_no_change_of_claims_is_left_out(chat):
    async def scenario() -> list[tuple[Turn, ...]]:
        return await drain(chat, chat.ask(ME, "", scripted.LONG).conversation)

    shown = asyncio.run(scenario())
    counts = [len(turns[-1].answer.claims) for turns in shown if turns[-1].answer]
    assert sorted(set(counts)) == list(range(41))
    assert len(shown) < 200


def test_a_library_that_fails_is_told_without_its_place_on_this_machine(chat):
    last = chat.finish(ME, asked(chat, scripted.DAMAGED)).turns[-1]
    assert last.problem == "The catalog 'catalog.sqlite' is damaged."


def test_nobody_sees_or_changes_another_owners_conversation(chat):
    conversation = asked(chat, scripted.PROPOSAL)
    assert chat.open(OTHER, conversation).turns == ()
    assert chat.open(OTHER, conversation).refusal == NOT_YOURS
    assert chat.retry(OTHER, conversation) is None
    assert chat.undo(OTHER, conversation) is None
    assert chat.events["edit"](OTHER, conversation, "", "0") is None
    other = chat.ask(OTHER, conversation, "q")
    assert other.conversation != conversation
    assert len(chat.open(ME, conversation).turns) == 1


def test_an_earlier_question_is_changed_only_when_the_new_one_is_asked(chat):
    conversation = asked(chat, scripted.PROPOSAL)
    asked(chat, scripted.OFFERS, conversation)
    view = chat.events["edit"](ME, conversation, "", "0")
    assert (view.question, view.editing, len(view.turns)) == (scripted.PROPOSAL, 0, 2)
    kept = chat.events["edit"](ME, conversation, "", "")
    assert (kept.question, kept.editing, len(kept.turns)) == ("", None, 2)
    view = chat.ask(ME, conversation, "And now?", "", "0")
    assert [turn.question for turn in view.turns] == ["And now?"]
    assert view.editing is None


@pytest.mark.parametrize("question", [scripted.BROKEN, scripted.PROPOSAL, scripted.ENDLESS])
def test_what_a_changed_question_has_replaced_comes_back(chat, question):
    async def scenario() -> None:
        running = chat.run(ME, conversation)
        async for turns in running:
            if turns[-1].answer and len(turns[-1].answer.pending) > 100:
                chat.stop(ME, conversation)

    conversation = asked(chat, scripted.PROPOSAL)
    asked(chat, scripted.OFFERS, conversation)
    before = chat.open(ME, conversation).turns
    chat.ask(ME, conversation, question, "", "0")
    asyncio.run(scenario())
    assert [turn.question for turn in chat.finish(ME, conversation).turns] == [question]
    view = chat.undo(ME, conversation)
    assert (view.turns, view.question, view.editing) == (before, question, 0)


def test_what_a_question_would_replace_that_the_chain_does_not_take_is_there_again(chat):
    conversation = asked(chat, scripted.PROPOSAL)
    asked(chat, scripted.OFFERS, conversation)
    before = chat.open(ME, conversation).turns
    for back in (chat.finish, chat.open):
        chat.ask(ME, conversation, "x" * 100_000, "", "1")
        asyncio.run(drain(chat, conversation))
        view = back(ME, conversation)
        assert (view.turns, len(view.question), view.editing) == (before, 100_000, 1)
        assert "8,000 is the most" in view.refusal


def test_an_answer_that_is_asked_for_again_comes_back(chat):
    conversation = asked(chat, scripted.PROPOSAL)
    before = chat.open(ME, conversation).turns
    assert chat.retry(ME, conversation).is_running
    chat.stop(ME, conversation)
    chat.retry(ME, conversation)
    chat.stop(ME, conversation)
    assert len(chat.open(ME, conversation).turns) == 1
    assert chat.undo(ME, conversation).turns == before


@pytest.mark.parametrize("sent", [None, "-1", "2", "1e3", "٠", [], {"a": 1}, "999999999999"])
def test_a_turn_that_is_none_changes_nothing(chat, sent):
    conversation = asked(chat, scripted.PROPOSAL)
    assert chat.events["edit"](ME, conversation, "", sent).editing is None
    assert chat.events["unfold"](ME, conversation, "", sent) is None
    assert len(chat.ask(ME, conversation, "q", "", str(sent)).turns) == 2


def test_a_filter_binds_the_question_and_comes_back_with_the_conversation(conversations):
    seen: list[dict[str, Any]] = []
    chat = chat_with(conversations, remembering(seen))
    view = chat.events["narrow"](ME, "", "", {"countries": ["japan"], "since": "2021-09"})
    assert view.within == Filter(countries=("JPN",), since="2021-09")
    conversation = chat.ask(ME, "", "q", '{"countries": ["JPN"], "since": "2021-09"}').conversation
    asyncio.run(drain(chat, conversation))
    assert seen[0]["filter"] == view.within
    assert chat.open(ME, conversation).within == view.within
    refused = chat.events["narrow"](ME, conversation, '{"since": "2021"}', {"countries": ["Atlantis"]})
    assert "Atlantis" in refused.refusal
    assert refused.within == Filter(since="2021")


@pytest.mark.parametrize(
    "sent", ["x", 7, [1], {"countries": "JPN"}, {"countries": [1]}, {"since": [1]}, {"documents": [None]}]
)
def test_a_filter_that_makes_no_sense_is_refused_in_words(chat, sent):
    assert chat.events["narrow"](ME, "", "", sent).refusal


def test_where_the_disk_is_full_the_conversation_goes_on_and_says_so(chat, conversations, monkeypatch):
    def full(*_: object) -> None:
        raise LibraryStorageError("The library cannot be written.")

    monkeypatch.setattr("assistant.conversations.conversations.write", full)
    conversation = asked(chat, scripted.PROPOSAL)
    view = chat.finish(ME, conversation)
    assert view.turns[-1].phase is Phase.DONE
    assert not view.is_kept
    assert conversations.listed(ME) == []
    monkeypatch.undo()
    view = chat.finish(ME, asked(chat, scripted.OFFERS, conversation))
    assert view.is_kept
    assert [one.turns for one in conversations.listed(ME)] == [2]
