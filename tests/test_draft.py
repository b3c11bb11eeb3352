"""The end of an answer: what is said of it as a whole. How it grows is tested with the chain."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from samples import document, evidence, seed

from assistant.answers.draft import Draft
from assistant.answers.quoting import How
from assistant.domain import Answer, Document, Searched, State
from assistant.questions.premises import Correction

SAID = (
    "The Karachi Industrial Park is on 1,500 acres of PSM land. "
    "The Karachi Industrial Park will be set up on 1,800 acres of PSM land."
)
LATER = document("The Karachi Industrial Park will be set up on 1,800 acres of PSM land.", name="later.txt")


def begun(question: str, *documents: Document, near: float = 0.0, corrected: Correction | None = None) -> Draft:
    found = evidence(*documents)
    asked = Answer(
        question, question, State.WRITING, Searched(len(documents), "2021-09-07", "2021-09-07"), "", (), found
    )
    return Draft(
        asked,
        [sentence for item in found for sentence in item.sentences],
        lambda _, others: np.full(len(others), near, np.float32),
        time.monotonic(),
        corrected,
        today=lambda: date(2023, 1, 1),
    )


def finished(said: str, *documents: Document, question: str = "How large is it?", end: str = "stop") -> Answer:
    draft = begun(question, *documents)
    draft.add(said, end)
    return draft.finished()


def test_documents_that_differ_are_told_unasked():
    answer = finished(SAID, seed(), LATER)
    (one,) = answer.disagreements
    assert [version.value for version in one.versions] == ["1,500 acres", "1,800 acres"]
    assert (answer.as_of, answer.origins, answer.notice) == ("2024-05-14", 2, "")


def test_a_document_that_no_claim_rests_on_is_shown_where_it_differs():
    answer = finished("The Karachi Industrial Park is on 1,500 acres of PSM land.", seed(), LATER)
    assert len(answer.disagreements) == 1
    assert (answer.as_of, answer.origins) == ("2021-09-07", 1)


def test_old_evidence_is_told_only_where_the_question_is_about_now():
    said = "The Karachi Industrial Park is on 1,500 acres of PSM land."
    assert finished(said, seed()).notice == ""
    assert finished(said, seed(), question="How large is the park now?").notice == (
        "The newest document that this rests on is of 7 September 2021; things may have changed since."
    )


@pytest.mark.parametrize("piece", ["land and ", "land", "日本と", "“land” ", "[1] ", "[", "\n", "  ", "1,"])
def test_a_sentence_that_does_not_end_is_not_followed_for_long(piece: str):
    draft, started = begun("How large is it?", seed()), time.process_time()
    draft.add("The Karachi Industrial Park is on 1,500 acres of PSM land. It", None)
    for _ in range(20_000):
        draft.add(piece, None)
    draft.add("", "stop")
    assert draft.finished().text.startswith("The Karachi Industrial Park is on 1,500 acres of PSM land. [1]")
    assert time.process_time() - started < 10  # without a bound minutes


def test_a_sentence_that_is_longer_than_sentences_are_is_not_supported():
    endless = f"The Karachi Industrial Park is on 1,500 acres of PSM land{', of PSM land' * 200}."
    answer = finished(f"{SAID} {endless}", seed())
    assert [claim.reasons for claim in answer.claims if claim.text == endless] == [("It is too long to be checked.",)]


def test_a_reprint_that_is_cited_too_is_no_second_origin():
    reprint = document(seed().text.split("He gave")[1].replace("Kuinori", "Kuninori"), name="r.txt", date="2021-09-08")
    shortened = document(seed().text.split("Highlighting")[0], name="s.txt", date="2021-09-07")
    said = (
        "The Karachi Industrial Park is on 1,500 acres of PSM land. Bakhtyar invited Japanese auto companies on Monday."
    )
    answer = finished(said, reprint, shortened)
    assert len({citation.sentence.passage.document.id for citation in answer.citations}) == 2
    assert answer.origins == 1
    assert answer.notice.startswith("2 documents, 1 origin: ")


def test_a_refusal_has_no_date_and_no_origins():
    answer = finished("It costs 90 million dollars.", seed(), question="What does it cost now?")
    assert answer.state is State.NOT_IN_DOCUMENTS
    assert (answer.as_of, answer.origins, answer.disagreements, answer.notice) == (None, 0, (), "")


def test_a_statement_that_does_not_hold_what_was_asked_for_is_no_answer():
    answer = finished("The Karachi Industrial Park is in Karachi.", seed(), question="When was the park opened?")
    assert answer.state is State.NOT_IN_DOCUMENTS
    said = "The park is on PSM land."
    answer = finished(said, seed(), question="When will the park be opened?")
    assert answer.state is State.NOT_IN_DOCUMENTS
    assert answer.withheld[-1].reasons == ("It does not say when.",)


def test_half_of_a_sentence_holds_where_the_other_half_does_not():
    said = "The Karachi Industrial Park is on 1,500 acres of PSM land, and it has attracted 40 companies since."
    answer = finished(said, seed())
    assert answer.state is State.PARTLY
    assert [bool(claim.citations) for claim in answer.claims] == [True, False]


@pytest.mark.parametrize(
    ("question", "near", "state"),
    [
        ("How large is the Karachi Industrial Park in acres?", 0.65, State.ANSWERED),
        ("How large is the Karachi Industrial Park in acres?", 0.55, State.NOT_IN_DOCUMENTS),
        ("How large is the Karachi Industrial Park with its harbour?", 0.65, State.NOT_IN_DOCUMENTS),
    ],
)
def test_where_no_sentence_of_the_model_holds_one_of_the_documents_that_surely_answers_is_quoted(question, near, state):
    park = document("The Karachi Industrial Park is large: 1,500 acres of PSM land.", name="park.txt")
    draft = begun(question, park, near=near)
    draft.add("It is 2,000 acres large.", "stop")
    answer = draft.quoted_instead(evidence(park), "The model wrote nothing.", How.SURELY)
    assert answer.state is state
    assert ("1,500" in answer.text) == (state is State.ANSWERED)
    assert not any("2,000" in claim.text for claim in answer.claims)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("Norway and Chile signed a treaty on cod fisheries of 90 vessels.", State.ANSWERED),
        ("Norway and Chile signed a treaty on cod fisheries of 80 vessels.", State.NOT_IN_DOCUMENTS),
        ("Sweden and Chile signed a treaty on cod fisheries of 90 vessels.", State.NOT_IN_DOCUMENTS),
    ],
)
def test_a_sentence_that_the_model_has_only_put_too_strongly_is_quoted_as_it_is(said: str, state: State):
    cod = document("Norway and Chile proposed a treaty on cod fisheries of 90 vessels.", name="cod.txt")
    draft = begun("What did the countries sign?", cod, near=0.2)
    draft.add(said, "stop")
    answer = draft.quoted_instead(evidence(cod), "The model wrote nothing.", How.SURELY)
    assert answer.state is state
    if state is State.ANSWERED:
        assert answer.text == "“Norway and Chile proposed a treaty on cod fisheries of 90 vessels.” [1]"
        assert "goes further than the documents do. These are the documents' own words." in answer.notice


@pytest.mark.parametrize(("near", "state"), [(0.6, State.ANSWERED), (0.5, State.NOT_IN_DOCUMENTS)])
def test_where_the_model_finds_nothing_in_another_language_the_documents_are_quoted(near: float, state: State):
    park = document("The Karachi Industrial Park is on 1,500 acres of PSM land.", name="park.txt")
    draft = begun("Was sagte der Minister über den Industriepark in Karatschi?", park, near=near)
    draft.add("The documents do not say.", "stop")
    answer = draft.quoted_instead(evidence(park), "The model fell silent.", How.MEANING)
    assert answer.state is state
    told = "The model fell silent. These are the documents' own words." in answer.notice
    assert bool(answer.citations) == told == (state is State.ANSWERED)


def test_a_sentence_that_announces_a_list_is_quoted_with_its_items():
    listed = document(
        "The ministers met in Lima on Monday.\n\nThe two countries agreed on the following fields of work:\n\n"
        "1. Fishing: a centre in Lima.\n\n2. Tea: a market in Oslo.\n\nThe talks go on in May."
    )
    draft = begun("Which fields of work did the two countries agree on?", listed)
    near = {"The two countries agreed on the following fields of work:": 0.9}
    draft._similar = lambda _, others: np.array([near.get(other, 0.1) for other in others], np.float32)
    assert [claim.text for claim in draft.quoted(evidence(listed)).claims] == [
        "“The two countries agreed on the following fields of work:”",
        "“1. Fishing: a centre in Lima.”",
        "“2. Tea: a market in Oslo.”",
    ]


def test_what_does_not_name_an_amount_is_no_answer_to_what_something_cost():
    line = document("The railway line from Lima to Oslo was opened in May. It cost 14 million dollars.")
    question = "What did the railway line from Lima to Oslo cost?"
    assert finished("The railway line was opened in May.", line, question=question).state is State.NOT_IN_DOCUMENTS
    assert finished("It cost 14 million dollars.", line, question=question).state is State.ANSWERED


@pytest.mark.parametrize(
    ("asked", "state"), [("Has it been signed?", State.ANSWERED), ("Who was it?", State.NOT_IN_DOCUMENTS)]
)
def test_a_step_is_quoted_where_the_question_itself_asks_how_far_things_have_got(asked, state):
    talks = document("The envoy of Norway proposed an agreement on fishing ports to Peru.")
    draft = begun("Did Norway sign an agreement on fishing ports with Peru? " + asked, talks)
    draft._answer = replace(draft._answer, question=asked)
    answer = draft.quoted_instead(evidence(talks), "Nothing.", How.SURELY)
    assert answer.state is state


def test_a_premise_that_is_corrected_is_an_answer_in_part_and_nothing_is_said_to_be_quoted_instead():
    visit = document("The president chose Chile for his first visit.")
    (sentence,) = evidence(visit)[0].sentences
    question = "Why did the president choose Peru for his first visit?"
    draft = begun(question, visit, corrected=Correction("The documents name another country than Peru:", sentence))
    answer = draft.quoted_instead(evidence(visit), "Nothing.", How.SURELY)
    assert (answer.state, answer.notice, answer.as_of) == (State.PARTLY, "", "2024-05-14")
    assert answer.text.startswith("The documents name another country than Peru: “The president chose Chile")


def test_a_sentence_of_which_the_model_only_mixes_the_objects_is_quoted():
    said = "The envoy spoke of trade between the ministries and suggested a forum for fishing."
    draft = begun("What did the envoy suggest?", document(said))
    draft.add("The envoy suggested trade between the ministries and suggested a forum for fishing.", "stop")
    assert not draft.holds
    answer = draft.quoted_instead(evidence(document(said)), "Nothing.", How.SURELY)
    assert answer.text == f"“{said}” [1]"
