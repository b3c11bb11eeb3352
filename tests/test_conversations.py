from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import scripted_chain as scripted
from conftest import Run

from assistant.conversations.conversations import Conversations
from assistant.conversations.preserved import documents
from assistant.conversations.remarks import Remarks
from assistant.conversations.turns import FILE, INTERRUPTED, MIGRATIONS, Feedback, Mark, Marked, Phase, Turn
from assistant.domain import Answer, Filter
from assistant.errors import LibraryDamagedError, LibraryStorageError
from assistant.evaluation.own import own_questions
from assistant.storage.database import Database

ME, OTHER = "b:me", "b:other"


def answer_to(question: str) -> Answer:
    async def last() -> Answer:
        async for answer in scripted.chain.astream({"question": question, "history": ()}):
            found = answer
        return found

    return asyncio.run(last())


@pytest.fixture(scope="module")
def answer() -> Answer:
    return answer_to(scripted.OFFERS)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Conversations]:
    with_file = Conversations(tmp_path)
    yield with_file
    with_file.close()


def done(kept: Conversations, question: str, answer: Answer | None = None, *, owner: str = ME, to: str = "") -> str:
    conversation = kept.add(owner, to, Turn(question))
    assert conversation is not None
    turn = kept.turns(owner, conversation)[-1]
    assert kept.replace(owner, conversation, turn, replace(turn, phase=Phase.DONE, answer=answer))
    return conversation


def reopened(kept: Conversations, folder: Path) -> Conversations:
    kept.close()
    return Conversations(folder)


@pytest.mark.parametrize(
    "question", [scripted.OFFERS, scripted.TWINS, scripted.INVESTED, scripted.URDU, scripted.UNCLEAR]
)
def test_an_answer_comes_back_as_it_was_with_all_that_it_rests_on(tmp_path, question):
    answer = answer_to(question)
    kept = Conversations(tmp_path)
    conversation = done(kept, question, answer)
    turn = kept.turns(ME, conversation)[0]
    kept = reopened(kept, tmp_path)
    assert kept.turns(ME, conversation) == (turn,)
    for id_, document in documents(answer).items():
        assert kept.document(ME, id_) == document
        assert kept.document(OTHER, id_) is None
    kept.close()


def test_only_its_owner_finds_a_conversation(kept, answer):
    conversation = done(kept, "q", answer)
    assert [one.id for one in kept.listed(ME)] == [conversation]
    assert kept.listed(OTHER) == []
    assert kept.turns(OTHER, conversation) == ()
    assert kept.title(OTHER, conversation) == ""
    assert not kept.rename(OTHER, conversation, "mine")
    assert not kept.delete(OTHER, conversation)
    assert kept.instead(OTHER, conversation) is None
    turn = kept.turns(ME, conversation)[-1]
    assert not kept.replace(OTHER, conversation, turn, None)
    assert not Remarks(kept).mark(OTHER, conversation, Mark(0, 0, Marked.CHECKED))
    assert not Remarks(kept).rate(OTHER, conversation, Feedback(0, helpful=True))
    assert kept.add(OTHER, conversation, Turn("q")) != conversation
    assert kept.turns(ME, conversation) == (turn,)


def test_the_list_has_the_last_one_first_and_finds_words_in_titles_questions_and_answers(kept, answer):
    first = done(kept, "What about tariffs?")
    second = done(kept, "What about Ärzte?", answer)
    assert {one.id for one in kept.listed(ME)} == {first, second}
    assert [one.id for one in kept.listed(ME, "tariffs")] == [first]
    assert [one.id for one in kept.listed(ME, "ärzte localisation")] == []
    assert [one.id for one in kept.listed(ME, "ÄRZTE memorandum")] == [second]
    assert kept.rename(ME, first, "  Customs\n ")
    assert [one.title for one in kept.listed(ME, "customs")] == ["Customs"]
    assert not kept.rename(ME, first, " \n")
    done(kept, "One more", to=first)
    assert kept.title(ME, first) == "Customs"
    assert kept.listed(ME)[0].turns in (1, 2)
    assert kept.listed(ME, "100%_") == []


def test_what_was_removed_is_gone_from_the_file_to_the_last_byte(tmp_path, kept, answer):
    secret = "canary-6f1e"
    conversation = done(kept, secret, answer)
    other = done(kept, "stays", answer_to(scripted.PROPOSAL))
    assert kept.delete(ME, conversation)
    assert kept.turns(ME, conversation) == ()
    assert all(secret.encode() not in path.read_bytes() for path in tmp_path.iterdir())
    shared = documents(kept.turns(ME, other)[0].answer)
    assert all(kept.document(ME, id_) for id_ in shared)
    assert [id_ for id_ in documents(answer) if kept.document(ME, id_)] == [
        id_ for id_ in documents(answer) if id_ in shared
    ]


def test_a_turn_is_replaced_only_if_it_is_still_the_same(kept):
    conversation = kept.add(ME, "", Turn("q"))
    turn = kept.turns(ME, conversation)[0]
    running = replace(turn, phase=Phase.RUNNING)
    assert kept.replace(ME, conversation, turn, running)
    assert not kept.replace(ME, conversation, turn, replace(turn, phase=Phase.DONE))
    assert kept.turns(ME, conversation) == (running,)


def questions(kept: Conversations, conversation: str) -> list[str]:
    return [turn.question for turn in kept.turns(ME, conversation)]


def replaced(kept: Conversations, answer: Answer) -> str:
    """A conversation of three questions whose second and third one, of which a reader has said something, are
    replaced by another one, which is not answered."""
    conversation = done(kept, "first", answer)
    for question in ("second harbour", "third"):
        done(kept, question, answer, to=conversation)
    Remarks(kept).rate(ME, conversation, Feedback(1, helpful=False, note="It was 2022."))
    assert kept.add(ME, conversation, Turn("instead"), 1) == conversation
    return conversation


def test_what_was_replaced_comes_back_when_the_new_question_goes(tmp_path, kept, answer):
    conversation = replaced(kept, answer)
    for is_anew in (False, True):
        again = reopened(kept, tmp_path) if is_anew else kept
        assert questions(again, conversation) == ["first", "instead"]
        assert again.instead(ME, conversation) == 1
        assert [one.turns for one in again.listed(ME)] == [2]
        assert again.listed(ME, "harbour") == []
        assert Remarks(again).feedback(ME, conversation) == []
    last = again.turns(ME, conversation)[-1]
    assert (last.phase, last.problem) == (Phase.FAILED, INTERRUPTED)
    assert again.replace(ME, conversation, last, None)
    assert questions(again, conversation) == ["first", "second harbour", "third"]
    assert again.instead(ME, conversation) is None
    assert [said.note for said in Remarks(again).feedback(ME, conversation)] == ["It was 2022."]
    again.close()


def test_what_was_replaced_is_gone_when_a_later_question_is_answered_and_not_before(tmp_path, kept, answer):
    conversation = replaced(kept, answer)
    last = kept.turns(ME, conversation)[-1]
    assert kept.replace(ME, conversation, last, replace(last, phase=Phase.DONE, answer=answer))
    assert [said[0][-1].question for said in Remarks(kept).rated()] == ["second harbour"]
    assert kept.add(ME, conversation, Turn("and then?")) == conversation
    assert kept.replace(ME, conversation, kept.turns(ME, conversation)[-1], None)
    assert kept.instead(ME, conversation) == 1
    done(kept, "and then?", to=conversation)
    assert kept.instead(ME, conversation) is None
    kept = reopened(kept, tmp_path)
    assert questions(kept, conversation) == ["first", "instead", "and then?"]
    assert Remarks(kept).rated() == []
    kept.close()
    assert b"second harbour" not in (tmp_path / FILE).read_bytes()


def test_of_what_is_replaced_again_and_again_the_last_comes_back(tmp_path, kept, answer):
    conversation = replaced(kept, answer)
    for question in ("once more", "and again"):
        last = kept.turns(ME, conversation)[-1]
        assert kept.replace(ME, conversation, last, replace(last, phase=Phase.DONE, answer=answer))
        assert kept.add(ME, conversation, Turn(question), 0 if question == "and again" else 1)
    assert questions(kept, conversation) == ["and again"]
    done(kept, "unanswered so far", to=conversation)
    kept = reopened(kept, tmp_path)
    assert questions(kept, conversation) == ["and again", "unanswered so far"]
    kept.close()


def test_where_the_disk_was_full_what_was_replaced_is_written_later(tmp_path, kept, answer, monkeypatch):
    conversation = replaced(kept, answer)

    def full(*_: object) -> None:
        raise LibraryStorageError("The library cannot be written.")

    last = kept.turns(ME, conversation)[-1]
    with monkeypatch.context() as disk:
        disk.setattr("assistant.conversations.conversations.write", full)
        assert kept.replace(ME, conversation, last, replace(last, phase=Phase.DONE, answer=answer))
        assert not kept.is_kept(ME, conversation)
        assert kept.add(ME, conversation, Turn("lost?"), 1)
    last = kept.turns(ME, conversation)[-1]
    assert kept.replace(ME, conversation, last, replace(last, phase=Phase.FAILED))
    again = reopened(kept, tmp_path)
    for expected in (["first", "lost?"], ["first", "instead"], ["first", "second harbour", "third"]):
        assert questions(again, conversation) == expected
        again.replace(ME, conversation, again.turns(ME, conversation)[-1], None)
    again.close()


def test_a_conversation_without_questions_is_not_listed_and_takes_the_name_of_the_next(kept):
    conversation = kept.add(ME, "", Turn("A typo"))
    assert kept.replace(ME, conversation, kept.turns(ME, conversation)[0], None)
    assert kept.listed(ME) == []
    assert kept.add(ME, conversation, Turn("The question")) == conversation
    assert [one.title for one in kept.listed(ME)] == ["The question"]


def test_a_full_conversation_takes_no_more(tmp_path):
    kept = Conversations(tmp_path, most=2)
    conversation = done(kept, "1")
    done(kept, "2", to=conversation)
    assert kept.add(ME, conversation, Turn("3")) is None
    kept.close()


def test_a_question_whose_answer_was_killed_is_there_and_says_so(tmp_path):
    program = f"""
import os, signal
from pathlib import Path
from dataclasses import replace
from assistant.conversations.conversations import Conversations
from assistant.storage.database import Database
from assistant.conversations.turns import Phase, Turn
kept = Conversations(Path({str(tmp_path)!r}))
conversation = kept.add("b:me", "", Turn("Never lost?"))
turn = kept.turns("b:me", conversation)[0]
kept.replace("b:me", conversation, turn, replace(turn, phase=Phase.RUNNING))
print(conversation, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)  # noqa: S603 - ours
    kept = Conversations(tmp_path)
    (turn,) = kept.turns(ME, ended.stdout.strip())
    assert (turn.question, turn.phase, turn.problem) == ("Never lost?", Phase.FAILED, INTERRUPTED)
    kept.close()


def test_two_processes_see_what_the_other_has_added(tmp_path, answer):
    one, two = Conversations(tmp_path), Conversations(tmp_path)
    conversation = done(one, "first", answer, to="")
    assert [turn.question for turn in two.turns(ME, conversation)] == ["first"]
    done(two, "second", to=conversation)
    assert [turn.question for turn in one.turns(ME, conversation)] == ["first", "second"]
    one.close()
    two.close()


def test_memory_holds_only_some_and_the_file_all(tmp_path, answer):
    kept = Conversations(tmp_path, held=2)
    ids = [done(kept, f"q{n}", answer, to="") for n in range(5)]
    assert len(kept._held) == 2
    assert [kept.turns(ME, id_)[0].question for id_ in ids] == [f"q{n}" for n in range(5)]
    kept.close()


def test_memory_holds_only_so_many_turns_however_long_the_conversations_are(tmp_path, answer):
    kept = Conversations(tmp_path, held=6)
    ids = [done(kept, "q0", answer, to="") for _ in range(4)]
    for n in range(1, 4):
        for id_ in ids:
            done(kept, f"q{n}", answer, to=id_)
    assert sum(len(one.log) for one in kept._held.values()) <= 6
    for id_ in ids:
        assert [turn.question for turn in kept.turns(ME, id_)] == [f"q{n}" for n in range(4)]
    kept.close()


def test_memory_holds_only_so_much_text_however_long_the_documents_are(tmp_path, answer):
    each = sum(len(document.text) for document in documents(answer).values())
    kept = Conversations(tmp_path, texts=3 * each)
    ids = [done(kept, "q0", answer, to="") for _ in range(5)]
    assert len(kept._held) == 3
    assert [kept.turns(ME, id_)[0].answer for id_ in ids] == [answer] * 5
    assert len(kept._held) == 3
    kept.close()


def test_the_conversation_at_hand_is_held_whatever_its_documents(tmp_path, answer):
    kept = Conversations(tmp_path, texts=0)
    conversation = done(kept, "q", answer)
    assert kept.turns(ME, conversation)[0] is kept.turns(ME, conversation)[0]
    kept.close()


def test_answers_of_a_long_conversation_share_their_long_documents(tmp_path):
    kept = Conversations(tmp_path, texts=0)
    conversation = done(kept, "q", answer_to(scripted.OFFERS))
    done(kept, "again", answer_to(scripted.OFFERS), to=conversation)
    first, second = (documents(turn.answer) for turn in kept.turns(ME, conversation) if turn.answer)
    assert first == second
    assert all(second[id_] is document for id_, document in first.items())
    kept.close()


def test_a_filter_comes_back_with_its_turn(tmp_path):
    kept = Conversations(tmp_path)
    within = Filter(countries=("JPN",), since="2021", documents=frozenset({"a.txt", "b.txt"}))
    conversation = kept.add(ME, "", Turn("q", within=within))
    kept = reopened(kept, tmp_path)
    assert kept.turns(ME, conversation)[0].within == within
    kept.close()


def test_a_file_of_the_first_version_opens_with_what_it_held(tmp_path):
    former = Database(tmp_path / FILE, MIGRATIONS[:1])
    with former.writing() as db:
        db.execute("INSERT INTO conversations VALUES (1, 'c', ?, 'A title', '2026-01-01T00:00:00Z', 1)", (ME,))
        db.execute("INSERT INTO turns VALUES (1, 1, 'q', '2026-01-01T00:00:00Z', 'failed', 'Away.', NULL, NULL, 'q')")
    former.close()
    kept = Conversations(tmp_path)
    assert [turn.problem for turn in kept.turns(ME, "c")] == ["Away."]
    assert kept.add(ME, "c", Turn("again"), 0) == "c"
    assert [one.turns for one in kept.listed(ME)] == [1]
    kept.close()


def test_a_damaged_file_is_told_with_what_to_do(tmp_path, answer):
    kept = Conversations(tmp_path)
    conversation = done(kept, "q", answer)
    with kept.writing() as db:
        db.execute("UPDATE turns SET answer = replace(answer, 'supported', 'sworn')")
        db.execute("UPDATE conversations SET version = version + 1")
    with pytest.raises(LibraryDamagedError, match=r"Move conversations\.sqlite3 out"):
        kept.turns(ME, conversation)
    kept.close()
    (tmp_path / FILE).write_bytes(b"x" * 10_000)
    with pytest.raises(LibraryDamagedError, match=r"Move conversations\.sqlite3 out"):
        Conversations(tmp_path)


def test_what_a_reader_says_of_claims_is_kept_until_the_answer_is_another(tmp_path, answer):
    kept = Conversations(tmp_path)
    conversation = done(kept, "first", answer)
    done(kept, "second", answer, to=conversation)
    remarks = Remarks(kept)
    assert remarks.mark(ME, conversation, Mark(1, 2, Marked.DISPUTED, " It was 2022. "))
    assert remarks.mark(ME, conversation, Mark(0, 0, Marked.CHECKED))
    assert remarks.mark(ME, conversation, Mark(0, 1, Marked.CHECKED))
    assert remarks.mark(ME, conversation, Mark(0, 1, None))
    assert not remarks.mark(ME, conversation, Mark(0, 99, Marked.CHECKED))
    assert not remarks.mark(ME, conversation, Mark(7, 0, Marked.CHECKED))
    kept = reopened(kept, tmp_path)
    said = [(mark.turn, mark.claim, mark.state, mark.note) for mark in Remarks(kept).marks(ME, conversation)]
    assert said == [(0, 0, "checked", ""), (1, 2, "disputed", "It was 2022.")]
    assert Remarks(kept).marks(OTHER, conversation) == []
    again = replace(kept.turns(ME, conversation)[1], phase=Phase.ASKED, answer=None)
    assert kept.replace(ME, conversation, kept.turns(ME, conversation)[1], again)
    assert [mark.turn for mark in Remarks(kept).marks(ME, conversation)] == [0]
    kept.close()


def test_what_a_reader_says_of_an_answer_can_be_read_with_it(kept, answer):
    conversation = done(kept, scripted.OFFERS, answer)
    remarks = Remarks(kept)
    assert remarks.rate(ME, conversation, Feedback(0, helpful=True))
    assert remarks.rate(ME, conversation, Feedback(0, helpful=False, note="Misses the ports."))
    assert [(one.helpful, one.note) for one in remarks.feedback(ME, conversation)] == [(False, "Misses the ports.")]
    (((turn,), said),) = remarks.rated()
    assert (turn.question, turn.answer, said.note) == (scripted.OFFERS, answer, "Misses the ports.")
    assert remarks.rate(ME, conversation, Feedback(0, helpful=None))
    assert remarks.rated() == []
    assert not remarks.rate(ME, conversation, Feedback(3, helpful=True))


def test_what_readers_say_becomes_a_set_of_questions_to_measure_by(assistant: Run, answer, tmp_path):
    folder = tmp_path / "library"
    assert assistant("eval", "--feedback", tmp_path / "none.jsonl")[0] == 1
    folder.mkdir(exist_ok=True)
    kept = Conversations(folder)
    conversation = done(kept, scripted.OFFERS, answer)
    done(kept, "And who was there?", answer_to(scripted.INVESTED), to=conversation)
    assert assistant("eval", "--feedback", tmp_path / "none.jsonl")[0] == 1
    Remarks(kept).rate(ME, conversation, Feedback(0, helpful=True))
    Remarks(kept).rate(ME, conversation, Feedback(1, helpful=False, note="The minister was."))
    kept.close()
    target = tmp_path / "set.jsonl"
    code, said, _ = assistant("eval", "--feedback", target)
    assert (code, said) == (0, f"2 questions written to {target}.\n")
    good, bad = own_questions(target).cases
    assert (good.kind, good.states, good.history) == ("helpful", frozenset({answer.state}), ())
    assert good.facts == tuple(" ".join(citation.quote.split()) for citation in answer.citations)
    assert [message.content for message in bad.history] == [scripted.OFFERS, answer.text]
    assert "The minister was." in target.read_text()
    assert assistant("eval", "--feedback", target)[0] == 1, "nothing is written over"
