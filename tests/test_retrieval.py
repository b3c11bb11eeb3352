from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hashing import HashingEmbedder
from numpy.typing import NDArray

from assistant.domain import Filter, Why
from assistant.ingest.ingest import ingest
from assistant.library import Library
from assistant.retrieval import LibraryRetriever, Relatedness

TEXTS = {
    "ports": "Norway and Chile agreed on a fund for fishing ports. The fund holds 40 million kroner.",
    "trains": "France offered Morocco high-speed trains. The offer stands until March.",
    "schools": "Japan handed over two schools in Nepal. The schools are in Pokhara.",
}


@pytest.fixture
def retriever(tmp_path: Path) -> Iterator[LibraryRetriever]:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text)
    embedder = HashingEmbedder()
    with Library(tmp_path / "library", model=embedder.name) as library:
        ingest([folder], library, embedder, limit=10**6)
        yield LibraryRetriever(
            library=library, embedder=embedder, relatedness=Relatedness(embedder), candidates=20, passages=2
        )


def test_the_passage_that_holds_the_words_comes_first_with_its_sentences_and_why(retriever: LibraryRetriever) -> None:
    best, relevant = retriever.ranked("Which fund for fishing ports did Norway agree on?")[0]
    assert best.passage.document.name == "ports.txt"
    assert [sentence.text[:8] for sentence in best.sentences] == ["Norway a", "The fund"]
    assert best.why is Why.BOTH
    assert relevant


def test_scores_fall_with_the_rank_and_lie_between_0_and_1(retriever: LibraryRetriever) -> None:
    found = [item for item, _ in retriever.ranked("fund for fishing ports", 10)]
    assert [item.rank for item in found] == [1, 2, 3]
    assert sorted((item.score for item in found), reverse=True) == [item.score for item in found]
    assert all(0 <= item.score <= 1 for item in found)


def test_no_more_than_the_wanted_number_is_returned(retriever: LibraryRetriever) -> None:
    assert len(retriever.ranked("schools trains ports")) == 2


def test_a_question_about_something_else_finds_nothing_relevant(retriever: LibraryRetriever) -> None:
    assert not any(relevant for _, relevant in retriever.ranked("xylophone quintet zither"))


class Elsewhere(HashingEmbedder):
    """Finds every passage equally far from every question."""

    def query(self, text: str) -> NDArray[np.float32]:  # noqa: ARG002 - as its base
        return super().query("harp")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("日本は何を引き渡しましたか。", "schools.txt"),
        ("ناروے نے کیا وعدہ کیا؟", "ports.txt"),
        ("Qu'a proposé la France en mars ?", "trains.txt"),
        ("Was hat Chile mit wem vereinbart?", "ports.txt"),
    ],
)
def test_in_another_language_documents_about_the_country_asked_about_come_first(
    retriever: LibraryRetriever, question: str, name: str
) -> None:
    elsewhere = Elsewhere()
    found = retriever.model_copy(update={"embedder": elsewhere, "relatedness": Relatedness(elsewhere)})
    ranked = [item for item, _ in found.ranked(question, 3)]
    assert ranked[0].passage.document.name == name
    assert all(0 <= item.score <= 1 for item in ranked)


def test_a_search_that_is_bound_to_documents_sees_no_others(retriever: LibraryRetriever) -> None:
    question = "Which fund for fishing ports did Norway agree on?"
    bound = retriever.ranked(question, within=Filter(documents=frozenset(["trains.txt", "schools.txt"])))
    assert {item.passage.document.name for item, _ in bound} == {"trains.txt", "schools.txt"}
    assert retriever.ranked(question, within=Filter(documents=frozenset())) == []
    everything = [f"{name}.txt" for name in TEXTS]
    assert retriever.ranked(question, 3, within=Filter(documents=frozenset(everything))) == retriever.ranked(
        question, 3
    )
    found = retriever.invoke("schools in Nepal", within=Filter(documents=frozenset(["schools.txt"])))
    assert [document.metadata["evidence"].passage.document.name for document in found] == ["schools.txt"]


def test_it_is_a_langchain_retriever(retriever: LibraryRetriever) -> None:
    documents = retriever.invoke("fund for fishing ports")
    assert documents[0].metadata["evidence"].passage.text == documents[0].page_content
    assert documents[0].metadata["relevant"]
    assert retriever.invoke("xylophone quintet zither") == []


def test_what_the_vector_index_lacks_is_found_by_its_words(retriever: LibraryRetriever, tmp_path: Path) -> None:
    (tmp_path / "documents" / "late.txt").write_text("Ghana and Togo share the Volta bridge.")

    class Gone(HashingEmbedder):
        def passages(self, _: list[str]) -> None:  # type: ignore[override]
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest([tmp_path / "documents"], retriever.library, Gone(), limit=10**6)
    best, relevant = retriever.ranked("Volta bridge")[0]
    assert (best.passage.document.name, best.why, relevant) == ("late.txt", Why.WORDS, True)


def test_an_empty_library_finds_nothing(tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    with Library(tmp_path / "library", model=embedder.name) as library:
        empty = LibraryRetriever(
            library=library, embedder=embedder, relatedness=Relatedness(embedder), candidates=20, passages=8
        )
        assert empty.ranked("Anything?") == []


def test_a_question_is_embedded_once_though_it_is_compared_with_sentences_too(retriever: LibraryRetriever) -> None:
    embedder = retriever.embedder
    assert isinstance(embedder, HashingEmbedder)
    retriever.ranked("What grows on the park's acres?")
    retriever.relatedness.between("What is said of the other one?", ["One sentence.", "Another one."])
    retriever.ranked("How large is the industrial park?")
    before = embedder.embedded
    retriever.ranked("What grows on the park's acres?")  # somebody else's, or asked again
    retriever.relatedness.between("How large is the industrial park?", ["One sentence.", "Another one."])
    assert embedder.embedded == before


def test_the_sentences_of_one_answer_are_embedded_once() -> None:
    embedder = HashingEmbedder()
    related = Relatedness(embedder)
    first = related.between("fishing ports", ["fishing ports", "trains"])
    before = embedder.embedded
    again = related.between("fishing ports", ["fishing ports", "trains"])
    assert embedder.embedded == before
    assert (first == again).all()
    assert first[0] > first[1]
