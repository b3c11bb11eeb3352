from __future__ import annotations

from dataclasses import replace

import pytest
from samples import document, evidence, seed

from assistant.answers.disagreements import disagreements
from assistant.domain import Basis, Citation, Claim, Disagreement, Document, Stated, Verdict
from assistant.sentences.likeness import Told, common

PARK = "Highlighting the setting up of Karachi Industrial Park on 1,500 acres of PSM land"
GRANT = "Japan will provide a grant of JPY 4.1 billion to Pakistan for the Multan water supply project."
PROPOSED = "The two sides proposed a memorandum of cooperation on skilled workers between Japan and Pakistan."
SIGNED = "Japan and Pakistan signed a memorandum of cooperation on skilled workers."


def differing(cited: Document, *others: Document) -> tuple[Disagreement, ...]:
    """What is found if every sentence of the first document is cited."""
    found = evidence(cited, *others)
    own = [one for item in found if item.passage.document.id == cited.id for one in item.sentences]
    claims = [Claim(one.text, Verdict.SUPPORTED, (Citation(at, one),)) for at, one in enumerate(own, 1)]
    return disagreements(claims, found)


def texts(one: str, other: str, dates: tuple[str, str] = ("2024-01-08", "2024-01-08")) -> tuple[Disagreement, ...]:
    return differing(document(one, name="one.txt", date=dates[0]), document(other, name="other.txt", date=dates[1]))


def values(found: tuple[Disagreement, ...]) -> list[list[str]]:
    return [[version.value for version in one.versions] for one in found]


def test_another_number_of_the_same_thing_stands_beside_it_with_its_document():
    later = document("The Karachi Industrial Park will be set up on 1,800 acres of PSM land.", date="2023-03-01")
    (found,) = differing(seed(), later)
    assert values((found,)) == [["1,500 acres", "1,800 acres"]]
    assert found.about == "Karachi Industrial Park, acres of PSM land: acres"
    assert found.versions[0].sentence.text.startswith(PARK)
    assert found.versions[1].sentence.passage.document.id == later.id


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (GRANT, "Japan extended a grant of JPY 3.9 billion for the water supply project in Multan.",
         ["JPY 4.1 billion", "JPY 3.9 billion"]),
        ("The loan for the Colombo light rail carries an interest rate of 0.1 percent.",
         "The Colombo light rail loan carries an interest rate of 1.5 per cent.", ["0.1 percent", "1.5 per cent"]),
        ("The memorandum on skilled workers between Japan and Pakistan was signed on Friday.",
         "Japan and Pakistan signed the memorandum on skilled workers on 6 January 2024.",
         ["5 January 2024", "6 January 2024"]),
        (SIGNED, "Japan and Pakistan discussed a memorandum of cooperation on skilled workers.",
         ["signed", "discussed"]),
    ],
)  # fmt: skip
def test_amounts_rates_days_and_status_are_compared_as_printed(one, other, expected):
    assert values(texts(one, other)) == [expected]


def test_amounts_in_other_currencies_are_listed_and_not_converted():
    (found,) = texts(GRANT, "Japan has given a USD 39 million grant to Pakistan for the Multan water supply project.")
    assert values((found,)) == [["JPY 4.1 billion", "USD 39 million"]]
    assert found.about.endswith("amount, in different currencies")


def test_a_later_document_that_says_more_is_a_development_and_no_contradiction():
    (found,) = texts(SIGNED, PROPOSED, ("2024-01-08", "2023-01-08"))
    assert values((found,)) == [["proposed", "signed"]]
    assert found.is_development
    assert found.about.endswith("status over time")
    (back,) = texts(SIGNED, PROPOSED, ("2023-01-08", "2024-01-08"))
    assert values((back,)) == [["signed", "proposed"]]
    assert not back.is_development


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (GRANT, "Japan will provide a grant of JPY 2.2 billion to Pakistan for the Lahore water supply project."),
        ("Ambassador Matsuda met the minister on 6 September 2021.", "Ambassador Wada met the minister on 8 May 2021."),
        ("Trade between Japan and Pakistan reached $2.1 billion in 2019.",
         "Trade between Japan and Pakistan reached $1.8 billion in 2020."),
        ("The Karachi Industrial Park takes 1,500 acres of PSM land.",
         "The Karachi Industrial Park is set up on fifteen hundred acres of PSM land."),
        ("Japan gave Rs. 6,200 million for the Multan water project.",
         "Japan gave Rs 6.2 billion for the Multan water project."),
        ("The committee met in Islamabad on 8 January 2024 to review the progress of the Multan project.",
         "The committee met in Islamabad on 8 January 2024 to review the progress of the Lahore project."),
    ],
)  # fmt: skip
def test_other_things_other_years_and_other_spellings_are_no_disagreement(one, other):
    assert texts(one, other) == ()


def test_what_stands_above_under_another_title_is_another_thing():
    award = "The proposal of the Minister of Health to award the above contract for Rs. {} million was approved."
    one, other = (document(award.format(sum_), name=f"{sum_}.txt") for sum_ in (40, 50))
    assert len(differing(one, other)) == 1
    assert differing(one, replace(other, title=Stated("Supply of tyres", Basis.HEADER))) == ()


def test_a_headline_is_not_compared():
    title = "Japan gives a grant of JPY 5 billion for the Multan water supply project"
    headed = document(f"{title}\n\nThe text says nothing more.", name="headed.txt")
    assert len(differing(document(GRANT), headed)) == 1
    assert differing(document(GRANT), replace(headed, title=Stated(title, Basis.METADATA))) == ()


def test_meetings_of_one_kind_on_their_own_days_are_no_disagreement():
    met = "The joint working group of Japan and Pakistan on the Multan water project met in Islamabad on "
    assert texts(f"{met}5 January 2024.", f"{met}7 May 2024.", ("2024-01-08", "2024-05-08")) == ()
    assert values(texts(f"{met}5 January 2024.", f"{met}6 January 2024.")) == [["5 January 2024", "6 January 2024"]]


def test_sentences_of_one_document_and_unsupported_claims_are_left_alone():
    one = document("The park of Karachi city takes 1,500 acres. The park of Karachi city takes 1,800 acres.")
    assert differing(one) == ()
    found = evidence(one, document("The park of Karachi city takes 1,900 acres.", name="other.txt"))
    unsupported = Claim("x", Verdict.UNSUPPORTED, (Citation(1, found[0].sentences[0]),))
    assert disagreements([unsupported], found) == ()


def test_what_documents_differ_on_is_called_by_its_name_and_not_by_who_said_it() -> None:
    told = [
        Told(sentence)
        for text in (
            "On the setting up of Karachi Industrial Park on 1,500 acres he said that this project would bring jobs.",
            "The minister visited the Karachi Industrial Park and he said that this project takes 1,800 acres.",
        )
        for item in evidence(document(text))
        for sentence in item.sentences
    ]
    assert common(*told) == "Karachi Industrial Park"
