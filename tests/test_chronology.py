from __future__ import annotations

from datetime import date

import pytest
import scripted_chain as scripted

from assistant.answers.chronology import Known, chronology, span, undated
from assistant.domain import Answer, Citation, Claim, Evidence, Searched, Sentence, State, Verdict, Why
from assistant.splitting import sentences, split


def answer_of(*cited: tuple[str, str | None], found: str | None = None) -> Answer:
    """An answer that rests on the sentences of these documents: (text, ISO date)."""
    documents = [
        scripted.document(f"{at}.txt", f"Document {at}", text, date=day) for at, (text, day) in enumerate(cited, 1)
    ]
    if found is not None:
        documents.append(scripted.document("found.txt", "Found", "Nothing of it.", date=found))
    said: list[Sentence] = [one for each in documents for passage in split(each) for one in sentences(passage)]
    citations = tuple(
        Citation(number, one)
        for number, one in enumerate([one for one in said if one.passage.document.title.value != "Found"], 1)
    )
    evidence = tuple(Evidence(one.passage, (one,), rank, 1 / rank, Why.BOTH) for rank, one in enumerate(said, 1))
    claims = (Claim("It is so.", Verdict.SUPPORTED, citations),)
    return Answer("q", "q", State.ANSWERED, Searched(len(documents)), "m", claims=claims, evidence=evidence)


def days(answer: Answer) -> list[tuple[str, str]]:
    return [(one.day, one.known) for one in chronology(answer)]


def test_documents_stand_in_the_order_of_their_dates_whatever_their_precision():
    answer = answer_of(("The port opened.", "2023-02"), ("The port was promised.", "2021-09-07"), ("It is so.", "2022"))
    assert days(answer) == [("2021-09-07", "published"), ("2022", "published"), ("2023-02", "published")]


def test_a_day_that_a_cited_sentence_names_stands_beside_its_document():
    answer = answer_of(("The memorandum was signed on 4 May 2019.", "2021-09-07"))
    event, document = chronology(answer)
    assert (event.day, event.known) == ("2019-05-04", Known.NAMED)
    assert [one.number for one in event.citations] == [1]
    assert document.known is Known.PUBLISHED


def test_a_day_told_in_relation_to_the_document_is_said_to_be_reckoned():
    assert days(answer_of(("The minister met the ambassador on Monday.", "2021-09-07"))) == [
        ("2021-09-06", "reckoned"),
        ("2021-09-07", "published"),
    ]


def test_what_is_found_and_not_cited_is_there_without_citations():
    answer = answer_of(("The port opened.", "2023-02-01"), found="2020-01-01")
    first, _ = chronology(answer)
    assert (first.document.title.value, first.citations) == ("Found", ())


def test_only_the_most_exact_of_the_days_in_a_sentence_counts():
    told = answer_of(("In May 2019, on 4 May 2019, it was signed.", "2021-09-07"))
    assert days(told)[0] == ("2019-05-04", "named")
    assert len(days(told)) == 2


def test_documents_and_days_without_a_date_have_no_place():
    answer = answer_of(("They meet every 4 May.", None), ("The park was opened on 31 February 2020.", None))
    assert days(answer) == []
    assert [one.title.value for one in undated(answer)] == ["Document 1", "Document 2"]


def test_the_day_of_the_document_itself_stands_once():
    assert days(answer_of(("It was signed on 7 September 2021.", "2021-09-07"))) == [("2021-09-07", "published")]


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2021-09-07", date(2021, 9, 7), date(2021, 9, 7)),
    ],
)
def test_a_date_spans_the_days_that_it_may_mean(day, first, last):
    assert span(day) == (first, last)
