from __future__ import annotations

import pytest
from samples import document, evidence

from assistant.domain import Document
from assistant.questions.stages import asks_how_far, how_far

TALKS = document(
    "The envoy of Norway met the minister of Peru. They discussed direct flights between Lima and Oslo. "
    "Peru is contemplating a joint tourism programme with Norway. The envoy invited the minister to visit Norway.",
    name="talks.txt",
    date="2024-03-01",
)
LATER = document(
    "Peru and Norway signed the agreement on direct flights yesterday.", name="later.txt", date="2024-09-01"
)
CHILE = document("Chile and Norway concluded a treaty on fishing.", name="chile.txt", date="2024-10-01")


@pytest.mark.parametrize(
    "question",
    [
        "How far have Peru and Norway got with direct flights?",
        "What is the status of the tourism programme?",
        "Has the agreement been ratified?",
        "Where does the fishing treaty stand?",
    ],
)
def test_some_questions_ask_how_far_a_thing_has_got(question: str) -> None:
    assert asks_how_far(question)


@pytest.mark.parametrize(
    "question", ["How far is Lima from Oslo?", "When was it signed?", "Is Lima a city?", "Und wann?"]
)
def test_others_do_not(question: str) -> None:
    assert not asks_how_far(question)


def told_in(*documents: Document) -> list:
    return [sentence for item in evidence(*documents) for sentence in item.sentences]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How far have Peru and Norway got with direct flights?", ["signed the agreement on direct flights"]),
        ("Has the joint tourism programme of Peru and Norway been started?", ["is contemplating"]),
        ("Has the minister accepted Norway's invitation?", ["invited the minister"]),
        ("Was a fishing treaty concluded with Norway?", ["Chile and Norway concluded"]),
        # Nothing tells of these.
        ("Was a fishing treaty concluded between Peru and Norway?", []),
        ("Has the harbour of Lima been opened?", []),
        ("Was a programme on schools agreed with Norway?", []),
    ],
)
def test_the_sentence_that_tells_the_step_is_found_though_it_is_another_step(question: str, said: list[str]) -> None:
    found = how_far(question, told_in(TALKS, LATER, CHILE))
    assert len(found) == len(said)
    assert all(part in sentence.text for part, sentence in zip(said, found, strict=True))
