"""What a claim or an answer may rest on beside single sentences: lists, titles, surnames, sums of another currency."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from samples import document, evidence, grounds

from assistant.answers.draft import Draft
from assistant.answers.quoting import How
from assistant.domain import Answer, Basis, Document, Searched, State, Stated, Verdict
from assistant.grounding.claims import Grounds
from assistant.splitting import sentences as sentences_of

AREAS = """This memorandum provides for the two nations to cooperate on the following areas:

* exchange of experience on the law of the sea;

* laws on foreign investment;

* exchange of experience on judicial reforms; and

* training of judges.

The proposal to sign it was approved by the Cabinet."""
CREDIT = (
    "The Cabinet approved an agreement to obtain a credit facility of Japanese Yen 263 million for scholarships. "
    "The first batch has left for Tokyo."
)
TRADE = """South Korean Trade Minister Rha Woong Bae spoke to reporters. Many of them were from Japan.

The mission lasted two weeks. Rha said that the surplus was vital."""


def titled(text: str, title: str) -> Document:
    return replace(document(text), title=Stated(title, Basis.METADATA))


def quoted(question: str, said: str, of: Document) -> Answer:
    found = evidence(of)
    asked = Answer(question, question, State.WRITING, Searched(1, "2024-05-14", "2024-05-14"), "", (), found)
    numbered = [sentence for item in found for sentence in item.sentences]
    draft = Draft(asked, numbered, lambda _, others: np.zeros(len(others), np.float32), time.monotonic())
    draft.add(said, "stop")
    assert not draft.holds
    return draft.quoted_instead(found, "Nothing.", How.SURELY)


def test_a_claim_that_names_items_of_a_list_rests_on_what_announces_it_and_those_items() -> None:
    claim = grounds(document(AREAS)).check(
        "The two nations will cooperate on exchange of experience on the law of the sea, laws on foreign investment "
        "and training of judges."
    )
    assert claim.verdict is Verdict.SUPPORTED
    assert [citation.quote[:24] for citation in claim.citations] == [
        "This memorandum provides",
        "* exchange of experience",
        "* laws on foreign invest",
        "* training of judges.",
    ]


def test_an_item_that_a_list_does_not_have_is_not_supported_by_the_others() -> None:
    claim = grounds(document(AREAS)).check(
        "The two nations will cooperate on laws on foreign investment, training of judges and joint patrols."
    )
    assert claim.verdict is Verdict.UNSUPPORTED


def test_sentences_whose_document_names_in_its_title_what_a_claim_names_are_quoted_and_the_claim_is_not_made() -> None:
    agreement = titled(AREAS, "Memorandum on judicial cooperation between Norway and Peru")
    said = "Norway and Peru will cooperate on laws on foreign investment and training of judges."
    assert grounds(agreement).check(said).verdict is Verdict.UNSUPPORTED
    answer = quoted("On what will Norway and Peru cooperate?", said, agreement)
    assert [claim.text[:26] for claim in answer.claims] == [
        "“This memorandum provides ",
        "“* laws on foreign investm",
        "“* training of judges.”",
    ]
    other = quoted("On what will Norway and Chile cooperate?", said.replace("Peru", "Chile"), agreement)
    assert other.state is State.NOT_IN_DOCUMENTS


def test_a_sum_in_another_currency_is_not_told_but_its_sentence_is_quoted() -> None:
    said = "The credit facility for scholarships is Rs. 263 million."
    claim = grounds(document(CREDIT)).check(said)
    assert claim.reasons == ("The sentence says “Yen 263 million”, not “Rs. 263 million”.",)
    answer = quoted("How much is the credit facility for scholarships?", said, document(CREDIT))
    assert [claim.text[:28] for claim in answer.claims] == ["“The Cabinet approved an agr"]


def test_another_sum_is_neither() -> None:
    answer = quoted("How much is the credit?", "The credit for scholarships is Rs. 264 million.", document(CREDIT))
    assert answer.state is State.NOT_IN_DOCUMENTS


@pytest.mark.parametrize("name", ["Rha Woong Bae", "Rha Woong-Bae", "Rha"])
def test_a_surname_that_stands_alone_is_the_person_whom_the_document_calls_so_in_full(name: str) -> None:
    assert grounds(document(TRADE)).check(f"{name} said that the surplus was vital.").verdict is Verdict.SUPPORTED


@pytest.mark.parametrize("name", ["Rha Chul Soo", "Kim Woong Bae"])
def test_a_surname_is_nobody_else(name: str) -> None:
    assert grounds(document(TRADE)).check(f"{name} said that the surplus was vital.").verdict is Verdict.UNSUPPORTED


def test_a_part_of_a_longer_name_is_no_surname() -> None:
    states = document("North Carolina signed the lease. The envoy of North Dakota was there, too.")
    assert grounds(states).check("North Dakota signed the lease.").verdict is Verdict.UNSUPPORTED


def test_what_is_the_first_of_one_country_is_not_the_first_of_another() -> None:
    envoys = document(
        "On February 10, 1997, U.S. Ambassador to Switzerland Madeleine Kunin was the first U.S. Ambassador "
        "accredited to Liechtenstein."
    )
    first = grounds(envoys)
    assert first.check("The first U.S. ambassador accredited to Liechtenstein was Madeleine Kunin.").citations
    other = first.check("The first U.S. ambassador to Switzerland was Madeleine Kunin.")
    assert other.reasons == ("In the sentence “first” is said of another country.",)


def test_a_country_is_named_alike_with_and_without_spaces_between_its_letters() -> None:
    pact = document("The association urged the U.S. government to honour the U.S.-Japan trade agreement.")
    claim = grounds(pact).check("The association urged the U. S. government to honour the U. S.-Japan trade agreement.")
    assert claim.verdict is Verdict.SUPPORTED


def test_who_did_something_is_whoever_the_clause_names() -> None:
    envoy = document(
        "Francis Dana, a member of Congress, was appointed Minister to Norway in 1780; however, the Norwegian "
        "Government refused to accept his credentials when he arrived in Oslo."
    )
    claim = grounds(envoy).check("The Norwegian Government refused to accept Francis Dana's credentials.")
    assert claim.verdict is Verdict.SUPPORTED
    assert grounds(envoy).check("The Minister refused to accept the credentials.").verdict is Verdict.UNSUPPORTED


def test_two_countries_stand_in_no_other_order_where_both_orders_are_said() -> None:
    memo = document(
        "A memorandum was proposed between the institute of Norway and the centre of Peru, with the objective of "
        "securing cooperation between Norway and Peru in chemistry."
    )
    claim = grounds(memo).check(
        "The memorandum with the centre of Peru is for securing cooperation between Norway and Peru in chemistry."
    )
    assert claim.verdict is Verdict.SUPPORTED


def test_a_date_of_something_else_is_no_answer() -> None:
    congress = document("The Congress of Vienna of 1815 re-established the independence of Switzerland.")
    said = "The Congress of Vienna of 1815 re-established the independence of Switzerland."
    asked = grounds(congress, question="When did Switzerland recognize Norway?").check(said)
    assert asked.reasons[-1] == "It says nothing of what is asked."
    assert grounds(congress, question="When was the independence of Switzerland re-established?").check(said).citations


def test_an_answer_to_what_is_said_about_something_is_about_it() -> None:
    talks = document("The envoy confirmed that the airport and the digital broadcasts will be resumed.")
    said = "The envoy confirmed that the airport will be resumed."
    assert grounds(talks, question="What did the envoy say about a railway?").check(said).reasons
    assert grounds(talks, question="What did the envoy say about the airport?").check(said).citations


def test_a_limit_that_is_left_out_is_told_and_its_sentence_quoted() -> None:
    treaty = document(
        "The Commission shall meet upon the initiative of either Party, but not less than once a year, at alternating "
        "locations between Armenia and Chile."
    )
    said = "The Commission meets once a year, at alternating locations between Armenia and Chile."
    assert grounds(treaty).check(said).reasons == ("The sentence says “not less than once a”.",)
    assert grounds(treaty).check(said.replace("once", "at least once")).citations
    answer = quoted("How often does the commission of Armenia and Chile meet?", said, treaty)
    assert [claim.citations[0].quote for claim in answer.claims] == [treaty.text]


def test_a_reason_in_other_words_is_not_told_but_its_sentence_is_quoted() -> None:
    rating = document("The agency cut the rating of Denmark. It cited a weakened competitiveness of Denmark.")
    said = "The agency cut the rating because it cited a weakened competitiveness of Denmark."
    answer = quoted("Why did the agency cut the rating of Denmark?", "Because of a weakened competitiveness.", rating)
    assert answer.state is State.NOT_IN_DOCUMENTS or "cited" in answer.text
    answer = quoted("Why did the agency cut the rating of Denmark?", said, rating)
    assert "It cited a weakened competitiveness of Denmark." in answer.text


def test_what_was_started_is_done() -> None:
    banks = document("Mexico and representatives of 360 banks started to sign agreements for new loans.")
    assert grounds(banks).check("Mexico and 360 banks signed agreements for new loans.").verdict is Verdict.SUPPORTED


def test_the_thing_named_before_is_meant_by_the_same_word() -> None:
    bank = document(
        "Interbank is seeking a financing of 20 million dollars. The banks are from Europe. "
        "The financing will be for 14 months."
    )
    assert grounds(bank).check("The financing of Interbank will be for 14 months.").verdict is Verdict.SUPPORTED
    assert grounds(bank).check("The financing of Akbank will be for 14 months.").verdict is Verdict.UNSUPPORTED


def test_a_country_that_is_written_otherwise_is_no_strange_name_of_a_question() -> None:
    talks = document("The United States agreed to lower the tariffs on steel on 3 May 2024.")
    question = "When did the U.S. agree to lower the tariffs on steel?"
    said = "The U.S. agreed to lower the tariffs on steel on 3 May 2024."
    assert grounds(talks, question=question).check(said).verdict is Verdict.SUPPORTED


def test_names_are_looked_for_in_a_long_document_in_little_time() -> None:
    names = ["Rha", "Soto", "Lund", "Vega", "Ito", "Khan", "Berg", "Diaz", "Roy", "Novak", "Sato", "Weiss"]
    meetings = " ".join(f"At last {one} met {other} in the hall." for one, other in pairwise(names))
    long = document(f"{meetings}\n\n{'The hall was full of guests from all parts of the country. ' * 20_000}")
    known = evidence(document(meetings))
    passages = [replace(item.passage, document=long) for item in known]
    sentences = tuple(sentence for passage in passages for sentence in sentences_of(passage))
    checked = Grounds((replace(known[0], passage=passages[0], sentences=sentences),), sentences, None, "Who met?")
    started = time.process_time()
    claim = checked.check("Anders Quisling, Zeb Ristovski, Marten Okello and Wolf Oberhuber met Soto in the hall.")
    assert claim.verdict is Verdict.UNSUPPORTED
    assert time.process_time() - started < 1
