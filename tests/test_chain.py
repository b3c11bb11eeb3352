from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hashing import HashingEmbedder
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.runnables import Runnable
from samples import SEEDS
from scripted_server import DONE, ScriptedServer, asks, event, hangs, says, sends, stalls, status

from assistant import models, prompts
from assistant.answers.steps import Writer
from assistant.answers.writing import Writing
from assistant.chain import Ask, AskFlow
from assistant.domain import Answer, Filter, Message, State, Verdict
from assistant.errors import ModelBusyError, ModelRefusedError, ModelReplyError, ModelTimeoutError, QuestionError
from assistant.ingest.ingest import ingest
from assistant.library import Library
from assistant.models.line import Line
from assistant.retrieval import LibraryRetriever, Relatedness

Make = Callable[..., Runnable[Ask, Answer]]
SIZE = "How large is the Karachi Industrial Park?"
LIMITS = models.Limits(connect=2, first_token=5, gap=5, total=10, retries=0)


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as scripted:
        yield scripted


@pytest.fixture
def make(tmp_path: Path, server: ScriptedServer) -> Iterator[Make]:
    embedder = HashingEmbedder()
    with Library(tmp_path / "library", model=embedder.name) as library:

        def made(  # noqa: PLR0913 - each by its name
            *,
            plain: bool = False,
            rewrites: bool = False,
            model: bool = True,
            filled: bool = True,
            also: Sequence[Path] = (),
            doubts: bool = False,
            places: int = 8,
            limits: models.Limits = LIMITS,
        ) -> Any:
            if filled:
                ingest([SEEDS, *also], library, embedder, limit=10**6)
            relatedness = Relatedness(embedder)
            chat = models.openai_chat(
                model="scripted", api_key="sk-canary", base_url=server.url, limits=limits, max_tokens=100
            )
            return AskFlow(
                retriever=LibraryRetriever(
                    library=library, embedder=embedder, relatedness=relatedness, candidates=20, passages=8, nearest=True
                ),
                writing=Writing(
                    catalog=library.catalog,
                    prompts=prompts.load(prompts.default_folder()),
                    writer=Writer(chat, "scripted", limits, Line(places), plain=plain, rewrites=rewrites)
                    if model
                    else None,
                    similar=lambda text, others: np.asarray(
                        [len({*text.split()} & {*other.split()}) / 10 for other in others], np.float32
                    ),
                    doubts=doubts,
                ),
                characters=12_000,
                longest=8000,
            ).runnable()

        yield made


def ask(question: str, *history: tuple[str, str]) -> Ask:
    return {"question": question, "history": [Message(role, content) for role, content in history]}


def test_an_answer_carries_the_sentence_it_rests_on_word_for_word(make: Make, server: ScriptedServer) -> None:
    server.script(says("The Karachi Industrial Park is on 1,500 acres of PSM land."))
    answer = make().invoke(ask(SIZE))
    assert answer.state is State.ANSWERED
    assert answer.text == "The Karachi Industrial Park is on 1,500 acres of PSM land. [1]"
    citation = answer.citations[0]
    document = citation.sentence.passage.document
    assert document.text[citation.sentence.start : citation.sentence.end] == citation.quote
    assert citation.quote.startswith("Highlighting the setting up of Karachi Industrial Park")
    assert answer.searched.documents == 1
    assert answer.model == "scripted"


def test_a_question_can_be_bound_by_a_filter_and_by_names_and_the_answer_knows(make: Make, tmp_path: Path) -> None:
    (tmp_path / "norway.txt").write_text("Norway and Chile agreed on a park of 90 acres. Norway and Chile pay for it.")
    chain = make(model=False, also=[tmp_path / "norway.txt"])
    answer = chain.invoke({**ask("How large is the park?"), "filter": Filter(countries=("NOR",))})
    assert {item.passage.document.name for item in answer.evidence} == {"norway.txt"}
    assert (answer.searched.documents, answer.searched.held) == (1, 2)
    assert answer.searched.within == Filter(countries=("NOR",))
    both = {**ask("How large is the park?"), "filter": Filter(countries=("NOR",)), "documents": ["other.txt"]}
    assert chain.invoke(both).evidence == ()
    assert chain.invoke(ask("How large is the park?")).searched.within is None


def test_an_answer_says_how_old_it_is_and_on_how_many_origins_it_rests(make: Make, server: ScriptedServer) -> None:
    server.script(says("The Karachi Industrial Park is on 1,500 acres of PSM land."))
    answer = make().invoke(ask("How large is the Karachi Industrial Park now?"))
    assert answer.as_of == "2021-09-07"
    assert answer.origins == 1
    assert answer.notice.startswith("The newest document that this rests on is of 7 September 2021; things may have")


def test_streaming_shows_the_evidence_first_then_text_then_checked_claims(make: Make, server: ScriptedServer) -> None:
    server.script(says("The park is on 1,500 acres of PSM land. The meeting ended on a high note."))
    answers = list(make().stream(ask(SIZE)))
    assert answers[0].state is State.WRITING
    assert answers[0].evidence
    assert not answers[0].claims
    assert any(answer.pending and not answer.claims for answer in answers)
    assert [len(answer.claims) for answer in answers] == sorted(len(answer.claims) for answer in answers)
    assert answers[-1].state is State.ANSWERED
    assert not answers[-1].pending
    first, total = answers[-1].timings.first_token_s, answers[-1].timings.total_s
    assert first is not None
    assert total is not None
    assert 0 < first <= total


def test_batch_and_the_asynchronous_ways_give_the_same_answer(make: Make, server: ScriptedServer) -> None:
    server.script(says("The meeting ended on a high note."))
    chain = make()
    texts = [answer.text for answer in chain.batch([ask("How did the meeting end?"), ask("How did it all end?")])]
    assert texts == ["The meeting ended on a high note. [1]"] * 2
    assert asyncio.run(chain.ainvoke(ask("How did the meeting end?"))).text == texts[0]


def test_a_question_that_is_bound_to_documents_is_refused_where_these_do_not_answer(make: Make) -> None:
    answer = make(model=False).invoke({"question": SIZE, "history": [], "documents": ["another.txt"]})
    assert answer.state is State.NOT_IN_DOCUMENTS
    assert answer.searched.documents == 0
    assert not answer.evidence


def test_each_step_has_a_name_in_a_trace(make: Make, server: ScriptedServer) -> None:
    names: list[str] = []

    class Trace(BaseCallbackHandler):
        def on_chain_start(self, *_: Any, **known: Any) -> None:
            names.append(known["name"])

        def on_retriever_start(self, *_: Any, **known: Any) -> None:
            names.append(known["name"])

        def on_chat_model_start(self, *_: Any, **__: Any) -> None:
            names.append("chat model")

    server.script(says("The meeting ended on a high note."))
    make().invoke(ask("How did the meeting end?"), {"callbacks": [Trace()]})
    assert {"ask", "understand", "retrieve", "LibraryRetriever", "number", "write", "chat model"} <= set(names)


def test_a_sentence_without_support_is_marked_and_makes_the_answer_partial(make: Make, server: ScriptedServer) -> None:
    server.script(says("The park is on 1,500 acres of PSM land. It will create 20,000 jobs [4]."))
    answer = make().invoke(ask(SIZE))
    assert answer.state is State.PARTLY
    assert [claim.verdict for claim in answer.claims] == [Verdict.SUPPORTED, Verdict.UNSUPPORTED]
    assert answer.claims[1].reasons
    assert "[4]" not in answer.text


def test_an_answer_without_any_support_becomes_a_refusal_that_sets_its_sentences_aside(
    make: Make, server: ScriptedServer
) -> None:
    server.script(says("The park will create 20,000 jobs."))
    answer = make().invoke(ask("Will the Karachi Industrial Park create jobs?"))
    assert answer.state is State.NOT_IN_DOCUMENTS
    assert answer.text == (
        "The documents do not say. 1 document, dated 7 September 2021, was searched. "
        "It does not hold the words “create” or “jobs”."
    )
    assert [claim.text for claim in answer.withheld] == ["The park will create 20,000 jobs."]
    assert answer.evidence


def test_where_nothing_is_relevant_no_model_is_asked(make: Make, server: ScriptedServer) -> None:
    answer = make().invoke(ask("xylophone quintet zither"))
    assert answer.state is State.NOT_IN_DOCUMENTS
    assert not server.requests
    assert answer.evidence, "the nearest passages are shown"


def test_an_empty_library_says_how_to_fill_it(make: Make, server: ScriptedServer) -> None:
    answer = make(filled=False).invoke(ask(SIZE))
    assert answer.state is State.NOT_IN_DOCUMENTS
    assert "assistant ingest" in answer.text
    assert not server.requests


def test_the_model_sees_numbered_sentences_under_their_document_and_dates_of_weekdays(
    make: Make, server: ScriptedServer
) -> None:
    server.script(says("The documents do not say."))
    make().invoke(ask("Who invited Japanese companies on Monday?"))
    prompt = server.requests[0].prompt
    assert "Islamabad | 2021-09-07" in prompt
    assert "on Monday (6 September 2021) invited Japanese auto" in prompt
    assert prompt.index("[1] ") < prompt.index("[2] ")


def test_a_small_model_sees_paragraphs_and_is_asked_again_when_it_refuses(make: Make, server: ScriptedServer) -> None:
    server.script(says("The documents do not say."), says("The park is on 1,500 acres of PSM land."))
    answers = list(make(plain=True).stream(ask(SIZE)))
    assert "[1] " not in server.requests[0].prompt
    assert "or write: The documents do not say" not in server.requests[1].prompt
    assert answers[-1].state is State.ANSWERED
    assert not any("do not say" in answer.pending for answer in answers), "the first refusal is not shown"


def test_a_second_answer_that_nothing_supports_is_still_a_refusal(make: Make, server: ScriptedServer) -> None:
    server.script(says("The documents do not say."), says("The park costs 40 million dollars."))
    answer = make(plain=True).invoke(ask("How much does the Karachi Industrial Park cost?"))
    assert answer.state is State.NOT_IN_DOCUMENTS
    assert [claim.text for claim in answer.withheld] == ["The park costs 40 million dollars."]


OVERLOOKED = "On how many acres of PSM land is the Karachi Industrial Park being set up?"


def test_what_a_small_model_overlooks_among_paragraphs_it_is_shown_as_single_sentences(
    make: Make, server: ScriptedServer
) -> None:
    reads = asks(lambda request: "1,500 acres" if "1,500 acres" in request.prompt else "none")
    server.script(says("The documents do not say."), says("The documents do not say."), reads)
    answer = make(plain=True).invoke(ask(OVERLOOKED))
    assert answer.state is State.ANSWERED
    (claim,) = answer.claims
    assert "1,500 acres" in claim.citations[0].quote
    assert claim.text == f"“{claim.citations[0].quote}”"
    assert "the documents' own words" in answer.notice


@pytest.mark.parametrize("reply", ["none", "40 million", "the Karachi Industrial Park", "The text does not say.", "{}"])
def test_a_sentence_that_the_model_reads_nothing_new_from_is_not_quoted(
    make: Make, server: ScriptedServer, reply: str
) -> None:
    server.script(says("The documents do not say."), says("The documents do not say."), says(reply))
    assert make(plain=True).invoke(ask(OVERLOOKED)).state is State.NOT_IN_DOCUMENTS


def test_a_large_model_that_refuses_is_believed(make: Make, server: ScriptedServer) -> None:
    server.script(says("The documents do not say."))
    assert make().invoke(ask(OVERLOOKED)).state is State.NOT_IN_DOCUMENTS
    assert len(server.requests) == 1


def test_markers_are_read_wherever_the_model_puts_them(make: Make, server: ScriptedServer) -> None:
    server.script(says("The meeting ended on a high note. [1] The park is on 1,500 acres [2]."))
    answer = make().invoke(ask("How did the meeting end and how large is the park?"))
    assert [claim.text for claim in answer.claims] == [
        "The meeting ended on a high note.",
        "The park is on 1,500 acres.",
    ]


def test_lists_keep_their_lines(make: Make, server: ScriptedServer) -> None:
    server.script(says("He spoke of two things:\n- The park is on 1,500 acres.\n- The meeting ended on a high note."))
    answer = make().invoke(ask(SIZE))
    assert [claim.lead for claim in answer.claims] == ["", "\n- ", "\n- "]


HURRIED = models.Limits(connect=2, first_token=0.4, gap=0.4, total=10, retries=0)


def test_where_the_model_writes_nothing_in_time_the_documents_are_quoted_and_it_is_said(
    make: Make, server: ScriptedServer
) -> None:
    server.script(hangs(5))
    answer = make(limits=HURRIED).invoke(ask("How large is the Karachi Industrial Park on PSM land?"))
    assert answer.state is State.ANSWERED
    assert "1,500 acres" in answer.text
    assert all(claim.citations for claim in answer.claims)
    assert "wrote nothing for 0.4 seconds" in answer.notice
    assert "These are the documents' own words." in answer.notice


def test_a_silent_model_is_no_answer_where_the_documents_have_none(make: Make, server: ScriptedServer) -> None:
    server.script(hangs(5))
    with pytest.raises(ModelTimeoutError, match="wrote nothing"):
        make(limits=HURRIED).invoke(ask("How large is the Karachi Industrial Park in Norwegian kroner of 1887?"))


def test_what_a_model_wrote_before_it_fell_silent_is_not_replaced(make: Make, server: ScriptedServer) -> None:
    server.script(stalls(event("The Karachi Industrial Park is on 1,500 acres of PSM land. It is")))
    answers = []
    with pytest.raises(ModelTimeoutError, match="fell silent"):
        answers += make(limits=HURRIED).stream(ask(SIZE))


def test_without_a_model_the_answer_is_made_of_the_documents_own_sentences(make: Make, server: ScriptedServer) -> None:
    answer = make(model=False).invoke(ask("How large is the Karachi Industrial Park on PSM land?"))
    assert not server.requests
    assert answer.state is State.ANSWERED
    assert answer.claims[0].text.startswith("“Highlighting the setting up of Karachi Industrial Park")
    assert answer.claims[0].citations


def test_a_follow_up_is_searched_together_with_the_question_before_it(make: Make, server: ScriptedServer) -> None:
    server.script(says("The meeting ended on a high note."))
    history = [("user", "What did the ambassador suggest?"), ("assistant", "A forum.")]
    answer = make().invoke(ask("And for which goods?", *history))
    assert answer.standalone_question == "What did the ambassador suggest? And for which goods?"
    alone = make().invoke(ask("How did the meeting with the Japanese end?", *history))
    assert alone.standalone_question == "How did the meeting with the Japanese end?"


def test_a_follow_up_with_another_year_is_understood_without_a_model_that_rewrites(
    make: Make, server: ScriptedServer
) -> None:
    server.script(says("The documents do not say."))
    history = [("user", "How large was the Karachi Industrial Park in 2021?"), ("assistant", "Nothing. [3]")]
    answer = make().invoke(ask("And the year before?", *history))
    assert answer.standalone_question == "How large was the Karachi Industrial Park in 2020?"
    assert "in 2020?" in server.requests[0].prompt


def test_markers_of_earlier_answers_do_not_reach_the_model_that_rewrites(make: Make, server: ScriptedServer) -> None:
    server.script(says("How large is the Karachi Industrial Park? [3]"), says("The park is on 1,500 acres."))
    answer = make(rewrites=True).invoke(ask("How big is it?", ("user", "Which?"), ("assistant", "Karachi’s park. [3]")))
    assert "[3]" not in server.requests[0].prompt
    assert answer.standalone_question == SIZE


def test_a_question_that_loses_its_names_when_it_is_rewritten_is_not_taken(make: Make, server: ScriptedServer) -> None:
    server.script(says("How large is the park?"), says("The park is on 1,500 acres of PSM land."))
    answer = make(rewrites=True).invoke(ask(SIZE, ("user", "Hello?"), ("assistant", "Yes?")))
    assert answer.standalone_question == SIZE


@pytest.mark.parametrize("written", [["Japan signed the agreement on 6 September 2021."], []])
def test_a_wrong_premise_is_corrected_first_with_and_without_a_model(
    make: Make, server: ScriptedServer, written: list[str]
) -> None:
    server.script(says(" ".join(written)))
    answer = make(model=bool(written)).invoke(
        ask("When did Japan sign the agreement to extend cooperation with Pakistan?")
    )
    assert answer.state is State.NOT_IN_DOCUMENTS
    assert answer.text.startswith("The documents do not say that it was signed: “The meeting ended on a high note")
    assert answer.claims[1].verdict is Verdict.SUPPORTED
    assert [citation.number for citation in answer.citations] == [1]
    assert [claim.text for claim in answer.withheld] == written


def test_what_holds_beside_a_wrong_premise_is_kept_behind_its_correction(make: Make, server: ScriptedServer) -> None:
    server.script(says("The 500-acre park is on PSM land. The Karachi Industrial Park is on 1,500 acres of PSM land."))
    answer = make().invoke(ask("On whose land is the 500-acre Karachi Industrial Park?"))
    assert answer.state is State.PARTLY
    assert answer.claims[0].text == "The documents give another number than 500:"
    assert [claim.verdict for claim in answer.claims[1:]] == [
        Verdict.SUPPORTED,
        Verdict.UNSUPPORTED,
        Verdict.SUPPORTED,
    ]


def test_a_part_of_the_question_that_stays_open_is_named(make: Make, server: ScriptedServer) -> None:
    server.script(says("The Karachi Industrial Park is on 1,500 acres of PSM land."))
    answer = make().invoke(ask("How large is the Karachi Industrial Park, and when was it opened?"))
    assert answer.state is State.PARTLY
    assert answer.missing == ("when it was opened",)


def test_what_the_model_says_is_missing_is_no_unsupported_claim(make: Make, server: ScriptedServer) -> None:
    missing = "the cost of the Karachi Industrial Park, the names of those who will pay for it, or what it is to hold"
    server.script(says(f"The park is on 1,500 acres of PSM land. The documents do not mention {missing}."))
    answer = make().invoke(ask("How large is the Karachi Industrial Park, and what does it cost?"))
    assert answer.state is State.PARTLY
    assert answer.missing == (missing,)
    assert answer.claims[1].verdict is Verdict.NOT_A_CLAIM


def test_an_open_question_is_asked_back_without_asking_a_model(
    make: Make, server: ScriptedServer, tmp_path: Path
) -> None:
    for number, text in enumerate(
        ["Japan and Nepal signed the agreement on tea.", "The agreement was signed in Lima."]
    ):
        (tmp_path / f"{number}.txt").write_text(f"Report {number}\n\n202{number}-05-06\n\n{text}\n")
    chain = make(also=[tmp_path / "0.txt", tmp_path / "1.txt"])
    answer = chain.invoke(ask("Who signed the agreement?"))
    assert answer.state is State.UNCLEAR
    assert answer.text == "Which agreement do you mean?"
    assert len(answer.choices) == 2
    assert answer.evidence
    assert answer.timings.total_s is not None
    assert not server.requests
    server.script(says("Japan and Nepal signed the agreement on tea."))
    settled = chain.invoke(ask(next(choice for choice in answer.choices if "2020" in choice)))
    assert settled.state is State.ANSWERED
    assert "Lima" not in server.requests[0].prompt


def test_a_model_that_can_rewrites_a_follow_up(make: Make, server: ScriptedServer) -> None:
    server.script(says("How large is the Karachi Industrial Park?"), says("The park is on 1,500 acres of PSM land."))
    answer = make(rewrites=True).invoke(ask("How big is it?", ("user", "Which park?"), ("assistant", "Karachi's.")))
    assert answer.standalone_question == SIZE
    assert answer.question == "How big is it?"


def test_braces_and_dollars_in_a_question_and_its_history_are_only_text(make: Make, server: ScriptedServer) -> None:
    server.script(says("The documents do not say."))
    make().invoke(ask("Is {x} ${evidence} the Karachi Park?", ("user", "{y}"), ("assistant", "${z} {0}")))
    assert "Is {x} ${evidence} the Karachi Park?" in server.requests[0].prompt


@pytest.mark.parametrize("end", [None, "content_filter"])
def test_a_cut_before_anything_that_holds_says_nothing_about_the_documents(
    make: Make, server: ScriptedServer, end: str | None
) -> None:
    server.script(says("The park will create 20,000", finish=end))
    with pytest.raises(ModelReplyError, match=r"again|other words"):
        make().invoke(ask(SIZE))


def test_stop_ends_the_request_while_a_follow_up_is_rewritten(make: Make, server: ScriptedServer) -> None:
    server.script(says("one two three four five six seven eight nine ten", pause=0.5))
    chain = make(rewrites=True)

    async def stopped() -> None:
        answers = chain.astream(ask("How big is it?", ("user", "Which park?"), ("assistant", "Karachi's.")))
        task = asyncio.ensure_future(anext(answers))
        while not server.requests:  # noqa: ASYNC110 - the server lives in a thread
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.3)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    asyncio.run(stopped())
    server.wait_for(lambda: server.requests[0].disconnected_at is not None, seconds=3)
    assert server.requests[0].disconnected_at is not None


def test_yes_claims_what_comes_after_it(make: Make, server: ScriptedServer) -> None:
    server.script(says("Yes. The meeting ended on a high note."))
    answer = make().invoke(ask("Did the meeting end on a high note?"))
    assert answer.state is State.ANSWERED
    assert [claim.text for claim in answer.claims] == ["Yes. The meeting ended on a high note."]


def test_an_answer_that_was_cut_says_so(make: Make, server: ScriptedServer) -> None:
    server.script(says("The park is on 1,500 acres of PSM land.", finish=None))
    answer = make().invoke(ask(SIZE))
    assert answer.state is State.PARTLY
    assert "incomplete" in answer.notice


@pytest.mark.parametrize(("question", "words"), [(" \n ", "empty"), ("x" * 100_000, "100,000 characters")])
def test_an_empty_and_an_endless_question_are_refused_with_a_sentence(make: Make, question: str, words: str) -> None:
    with pytest.raises(QuestionError, match=words):
        make().invoke(ask(question))


@pytest.mark.parametrize(("code", "error"), [(401, ModelRefusedError), (429, ModelBusyError)])
def test_what_the_model_refuses_is_one_sentence_without_the_key(
    make: Make, server: ScriptedServer, code: int, error: type[Exception]
) -> None:
    server.script(status(code))
    with pytest.raises(error) as caught:
        make().invoke(ask(SIZE))
    assert "canary" not in str(caught.value)


def test_nothing_secret_is_in_what_the_model_is_sent(make: Make, server: ScriptedServer, tmp_path: Path) -> None:
    server.script(says("The documents do not say."))
    make().invoke(ask(SIZE))
    sent = str(server.requests[0].body)
    assert "canary" not in sent
    assert str(tmp_path) not in sent


def test_half_a_character_from_the_model_does_no_harm(make: Make, server: ScriptedServer) -> None:
    server.script(sends(event("The meeting ended on a high note. \ud83d"), event("", "stop"), DONE))
    assert make().invoke(ask("What ended on a high note?")).text.startswith("The meeting ended on a high note. [1]")


def test_a_model_that_never_ends_is_not_followed(make: Make, server: ScriptedServer) -> None:
    server.script(says("The meeting ended on a high note. " * 200))
    answer = make().invoke(ask(SIZE))
    assert len(answer.claims) < 70
    assert "cut" in answer.notice


PARK = "The Karachi Industrial Park is on 1,500 acres of PSM land."


def test_a_model_that_is_asked_again_can_only_take_citations_away(make: Make, server: ScriptedServer) -> None:
    made_up = "The park was sold to Atlantis for 9 rupees."
    server.script(says(f"{PARK} {made_up}"), says("No."))
    answer = make(doubts=True).invoke(ask(SIZE))
    assert answer.state is State.NOT_IN_DOCUMENTS
    assert not answer.citations
    assert [claim.verdict for claim in answer.withheld] == [Verdict.UNSUPPORTED] * 2
    assert answer.withheld[0].reasons == ("The model, asked again, does not find it in the sentence.",)
    assert len(server.chats) == 2  # nothing is asked about what the rules reject
    assert PARK in server.chats[1].prompt
    assert "Highlighting the setting up of Karachi Industrial Park" in server.chats[1].prompt


def test_a_yes_or_a_reply_that_makes_no_sense_leaves_the_rules_verdict(make: Make, server: ScriptedServer) -> None:
    server.script(says(PARK), says("Yes, it does."))
    assert make(doubts=True).invoke(ask(SIZE)).state is State.ANSWERED
    server.script(says(PARK), says("Nobody can tell."))
    answer = make(filled=False, doubts=True).invoke(ask(SIZE))
    assert answer.state is State.ANSWERED
    assert "rest on the rules alone" in answer.notice


def test_a_second_check_that_fails_is_a_notice_and_no_error(make: Make, server: ScriptedServer) -> None:
    server.script(says(PARK), status(500))
    answer = make(doubts=True).invoke(ask(SIZE))
    assert answer.state is State.ANSWERED
    assert answer.citations
    assert "rest on the rules alone" in answer.notice


def test_unless_it_is_set_nothing_is_asked_again(make: Make, server: ScriptedServer) -> None:
    server.script(says(PARK))
    assert make().invoke(ask(SIZE)).state is State.ANSWERED
    assert len(server.chats) == 1
