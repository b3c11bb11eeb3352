from __future__ import annotations

import json
from pathlib import Path

import pytest
from samples import document, seed

from assistant.domain import Document
from assistant.errors import QuestionError
from assistant.evaluation.fabrications import Trial, in_half, made, measure, written

TEXT = """The Ambassador of Japan, Mr. Kenji Tanaka, met Minister Omar Siddiqui in Karachi on 3 May 2024.

The Government of Japan will provide 250 buses to Pakistan at a cost of 40 million dollars within three years.

He said that the first phase of the project was approved by the Ministry of Transport after long discussions.

During the meeting, the President expressed gratitude to the people of Japan for their continued support.

Japan did not ask for any increase of the charges, and some companies plan to invest in the northern region."""


def library() -> list[Document]:
    others = [
        document(
            f"Minister {name} visited {city} and {city}, and thanked the Ministry of {office} in {city}.",
            name=f"{number}.txt",
        )
        for number, (name, city, office) in enumerate(
            [("Maria Lopez", "Lahore", "Health"), ("Ali Hamdan", "Lahore", "Health"), ("Ann Berg", "Quetta", "Labour")]
        )
    ]
    return [document(TEXT), *others, seed()]


def trials() -> list[Trial]:
    return made({"library": library()}, many=60)


def test_the_same_library_gives_the_same_claims_again() -> None:
    assert trials() == trials()


def test_claims_of_both_sorts_are_made_from_any_library() -> None:
    kinds = {(trial.faithful, trial.kind) for trial in trials()}
    assert {faithful for faithful, _ in kinds} == {True, False}
    assert len(kinds) > 5


def test_a_fabrication_is_not_what_its_sentence_says() -> None:
    for trial in trials():
        if not trial.faithful:
            assert trial.claim not in " ".join(trial.document.text.split())


def test_every_claim_knows_the_sentence_it_is_made_from() -> None:
    for trial in trials():
        sentence = trial.sentence
        assert trial.document.text[sentence.start : sentence.end] == sentence.text


def test_each_document_is_in_one_half() -> None:
    for item in library():
        assert in_half(item, "even") is not in_half(item, "odd")
        assert in_half(item, None)


def test_a_library_of_ones_own_is_measured_by_kind() -> None:
    found = measure(None, documents=library())
    names = [figure.name for figure in found.figures]
    assert found.cases == found.of > 0
    assert names[:2] == ["fabrications marked supported", "faithful claims lost"]
    assert any(name.startswith("lost: ") for name in names)
    assert all(failure.evidence for failure in found.failures)


def test_claims_written_by_hand_are_found_in_their_document(tmp_path: Path) -> None:
    line = {"document": "note.txt", "quote": "250 buses", "claim": "Japan gave 20 buses.", "faithful": False}
    path = tmp_path / "claims.jsonl"
    path.write_text(json.dumps(line), "utf-8")
    [trial] = written(path, {"library": library()})
    assert (trial.claim, trial.faithful, trial.corpus) == ("Japan gave 20 buses.", False, "library")
    assert "250 buses" in trial.sentence.text


def test_a_quote_that_stands_nowhere_is_told(tmp_path: Path) -> None:
    line = {"document": "note.txt", "quote": "300 trams", "claim": "It gave trams.", "faithful": False}
    path = tmp_path / "claims.jsonl"
    path.write_text(json.dumps(line), "utf-8")
    with pytest.raises(QuestionError, match="line 1"):
        written(path, {"library": library()})
