from collections.abc import Iterator
from pathlib import Path

import pytest
from hashing import HashingEmbedder
from samples import document, evidence

from assistant.ingest.ingest import ingest
from assistant.library import Library
from assistant.questions.absence import not_held

TEXTS = {
    "a": "Japan and Nepal spoke about tea, about workers and about a signature.",
    "b": "Norway spoke about fisheries and herring.",
}
NEAREST = evidence(*(document(text, name=name) for name, text in TEXTS.items()))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    embedder = HashingEmbedder()
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text)
    with Library(tmp_path / "library", model=embedder.name) as library:
        ingest([tmp_path / "a.txt", tmp_path / "b.txt"], library, embedder, limit=10**6)
        yield library


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What did Japan say about uranium?", "None of them holds the word “uranium”."),
        ("Did Peru or Chile say anything about tea?", "None of them holds the words “Peru” or “Chile”."),
        ("Is there any talk of fisheries with Japan?", "None of them holds both “fisheries” and “Japan”."),
        ("Has Norway got far with tea?", "None of them holds both “Norway” and “tea”."),
        ("Did Norway promise a signature?", "None of them holds the word “promise”."),
        ("Has Norway spoken with the tea workers of a fishery?", ""),
        ("Did Japan speak about tea?", ""),
        ("Do people from Nepal work with the Japanese?", ""),
        ("Did the Nepali side sign?", ""),
        ("Was a fishery opened by Norwegian signatories?", "None of them holds the word “opened”."),
        ("Was sagte Japan über Uran?", ""),
        ("What is its name?", ""),
        ("Did Japan speak about tea in May 1999? (“Uranium”, 3 May 2021)", ""),
    ],
)
def test_a_refusal_names_the_words_that_stand_nowhere_or_nowhere_together(
    library: Library, question: str, said: str
) -> None:
    assert not_held(question, NEAREST, 2, library.catalog.apart) == said


def test_nothing_is_said_about_words_where_no_document_is_in_the_language_of_the_question(library: Library) -> None:
    french = evidence(document("Le Japon a parlé du thé.", language="fr"))
    assert not_held("What did Japan say about uranium?", french, 2, library.catalog.apart) == ""
