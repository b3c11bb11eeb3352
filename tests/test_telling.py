from __future__ import annotations

from dataclasses import replace

import pytest
from samples import evidence, seed

from assistant.domain import Answer, Citation, Claim, Filter, Searched, State, Verdict
from assistant.telling import as_of_told, searched_told, understood_as, written_range

SENTENCE = evidence(seed())[0].sentences[0]
ANSWER = Answer(
    "And  how large is it?", "How large is the park?", State.ANSWERED, Searched(3, "2019", "2023-02-11"), "",
    claims=(Claim("It is so.", Verdict.SUPPORTED, (Citation(1, SENTENCE),)),), as_of="2021-09-07",
)  # fmt: skip


@pytest.mark.parametrize(
    ("searched", "written"),
    [
        (Searched(3, "2019-12", "2023-02-11"), "dated December 2019 to 11 February 2023"),
        (Searched(1, "2021", "2021"), "dated 2021"),
        (Searched(2), ""),
    ],
)
def test_dates_are_written_as_precisely_as_they_are_known(searched, written):
    assert written_range(searched) == written


def test_the_newest_document_used_and_all_that_were_searched_are_told():
    assert as_of_told(ANSWER) == "As of 7 September 2021, the date of the document used"
    assert as_of_told(replace(ANSWER, as_of=None)) == ""
    assert searched_told(ANSWER) == "Searched 3 documents dated 2019 to 11 February 2023"
    assert searched_told(replace(ANSWER, state=State.NOT_IN_DOCUMENTS)) == ""


def test_what_a_filter_kept_out_is_told():
    bound = Searched(3, "2019", "2023-02-11", Filter(countries=("JPN", "PAK")), 1500)
    assert searched_told(replace(ANSWER, searched=bound)) == (
        "Searched 3 of 1,500 documents dated 2019 to 11 February 2023, only those about Japan and Pakistan"
    )


def test_a_question_that_was_understood_otherwise_is_told():
    assert understood_as(ANSWER) == "How large is the park?"
    assert understood_as(replace(ANSWER, standalone_question="and how large is it?")) == ""
