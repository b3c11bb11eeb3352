"""A search that is bound to countries, dates, languages, publishers or documents never sees any others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hashing import HashingEmbedder

from assistant import retrieval
from assistant.catalog import keywords
from assistant.catalog.intake import Placed
from assistant.domain import Basis, Document, Filter, Stated
from assistant.errors import LibraryDamagedError, UsageError
from assistant.index import vectors
from assistant.library import Library
from assistant.questions.narrowing import narrowed
from assistant.retrieval import LibraryRetriever, Relatedness
from assistant.splitting import split
from assistant.telling import within_told

ABOUT = [
    ("japan-pakistan.txt", ("JPN", "PAK"), "2021-09-07", "en", "Dawn"),
    ("japan.txt", ("JPN",), "2021", "en", "Kyodo"),
    ("pakistan.txt", ("PAK",), "2023-03", "ur", "Dawn"),
    ("french.txt", ("FRA", "JPN"), "2019-12-31", "fr", "Élysée"),
    ("undated.txt", ("PAK", "JPN"), None, "en", None),
]
EVERY = frozenset(name for name, *_ in ABOUT)
FILTERS = [
    (Filter(), EVERY),
    (Filter(countries=("JPN",)), EVERY - {"pakistan.txt"}),
    (Filter(countries=("JPN", "PAK")), {"japan-pakistan.txt", "undated.txt"}),
    (Filter(countries=("PAK", "JPN"), since="2020"), {"japan-pakistan.txt"}),
    (Filter(countries=("NOR",)), frozenset()),
    (Filter(since="2021"), {"japan-pakistan.txt", "japan.txt", "pakistan.txt"}),
    (Filter(since="2021-09-08"), {"japan.txt", "pakistan.txt"}),
    (Filter(since="2021-03", until="2021-04-30"), {"japan.txt"}),
    (Filter(until="2019"), {"french.txt"}),
    (Filter(until="2021-09-07"), {"french.txt", "japan-pakistan.txt", "japan.txt"}),
    (Filter(until="2023-03-01", since="2023"), {"pakistan.txt"}),
    (Filter(languages=("ur", "fr")), {"pakistan.txt", "french.txt"}),
    (Filter(publishers=("dawn",)), {"japan-pakistan.txt", "pakistan.txt"}),
    (Filter(publishers=("ÉLYSÉE",)), {"french.txt"}),
    (Filter(documents=frozenset(["japan.txt", "gone.txt"])), {"japan.txt"}),
    (Filter(documents=frozenset()), frozenset()),
    (Filter(publishers=('"; DROP TABLE documents; --',), countries=("%",)), frozenset()),
]
QUESTION = "What did the ministers agree on ports and trade?"


def put(held: Library, document: Document) -> None:
    held.intake.put(Placed(f"/{document.name}".encode()), document, split(document), None, "hashing-64")


@pytest.fixture
def retriever(tmp_path: Path) -> Iterator[LibraryRetriever]:
    embedder = HashingEmbedder()
    with Library(tmp_path / "library", model=embedder.name) as held:
        for name, countries, date, language, publisher in ABOUT:
            said = f"The ministers agreed on ports and trade. The canary of {name} sang."
            document = Document(
                name,
                name,
                said,
                Stated(name, Basis.HEADER),
                Stated(date, Basis.HEADER) if date else None,
                publisher=Stated(publisher, Basis.HEADER) if publisher else None,
                language=language,
                countries=countries,
            )
            put(held, document)
        waiting = held.journal.to_embed(100)
        vectors = embedder.passages([passage.indexed_text for _, passage in waiting])
        held.catalog.record({"embedding_model": embedder.name, "dimensions": str(vectors.shape[1])})
        held.journal.store({key: vector for (key, _), vector in zip(waiting, vectors, strict=True)})
        held.index()
        yield LibraryRetriever(
            library=held, embedder=embedder, relatedness=Relatedness(embedder), candidates=20, passages=20
        )


def found(retriever: LibraryRetriever, within: Filter, question: str = QUESTION) -> set[str]:
    return {item.passage.document.name for item, _ in retriever.ranked(question, within=within)}


@pytest.mark.parametrize("few", [True, False])
def test_a_filter_lets_through_what_it_says_and_nothing_else(
    retriever: LibraryRetriever, monkeypatch: pytest.MonkeyPatch, *, few: bool
) -> None:
    if not few:  # as in a library where a filter lets through more than can be compared one by one
        monkeypatch.setattr(retrieval, "MOST_COMPARED", -1)
        monkeypatch.setattr(keywords, "_MOST_COMPARED", -1)
        monkeypatch.setattr(vectors, "_MOST_NAMED", 2)
    for within, names in FILTERS:
        assert found(retriever, within) == names, within
        assert retriever.library.catalog.searched(within).documents == len(names), within


@pytest.mark.parametrize("few", [True, False])
def test_no_question_brings_up_a_document_that_the_filter_keeps_out(
    retriever: LibraryRetriever, monkeypatch: pytest.MonkeyPatch, *, few: bool
) -> None:
    if not few:
        monkeypatch.setattr(retrieval, "MOST_COMPARED", -1)
        monkeypatch.setattr(keywords, "_MOST_COMPARED", -1)
    for within, names in FILTERS:
        for name in EVERY - names:
            assert name not in found(retriever, within, f"The canary of {name} sang")


def test_both_ways_to_search_find_the_same_in_the_same_order(
    retriever: LibraryRetriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    within = Filter(countries=("JPN",))
    one_by_one = retriever.ranked(QUESTION, within=within)
    monkeypatch.setattr(retrieval, "MOST_COMPARED", -1)
    monkeypatch.setattr(keywords, "_MOST_COMPARED", -1)
    assert [item.passage.id for item, _ in retriever.ranked(QUESTION, within=within)] == [
        item.passage.id for item, _ in one_by_one
    ]


def test_a_filter_holds_when_the_vector_index_has_failed(
    retriever: LibraryRetriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrieval, "MOST_COMPARED", -1)

    def failing(*_: object) -> None:
        raise LibraryDamagedError("The search index failed.")

    monkeypatch.setattr(vectors.Vectors, "search", failing)
    for _ in range(2):  # when it fails, and afterwards
        assert found(retriever, Filter(countries=("FRA",))) == {"french.txt"}


def test_no_passage_is_missed_among_many_that_the_filter_keeps_out(retriever: LibraryRetriever) -> None:
    held, embedder = retriever.library, HashingEmbedder()
    for number in range(60):
        text = f"The ministers agreed on ports and trade, note {number}."
        put(held, Document(f"{number}.txt", str(number), text, Stated(str(number), Basis.HEADER), countries=("NOR",)))
    waiting = held.journal.to_embed(100)
    vectors = embedder.passages([passage.indexed_text for _, passage in waiting])
    held.journal.store({key: vector for (key, _), vector in zip(waiting, vectors, strict=True)})
    held.index()
    assert found(replaced(retriever, candidates=3), Filter(countries=("FRA",))) == {"french.txt"}


def replaced(retriever: LibraryRetriever, **changed: object) -> LibraryRetriever:
    return retriever.model_copy(update=changed)


def test_a_langchain_call_takes_a_filter_too(retriever: LibraryRetriever) -> None:
    documents = retriever.invoke(QUESTION, within=Filter(countries=("FRA",)))
    assert [document.metadata["evidence"].passage.document.name for document in documents] == ["french.txt"]


def test_the_catalog_gives_back_countries_and_finds_those_of_older_libraries(retriever: LibraryRetriever) -> None:
    catalog = retriever.library.catalog
    assert {row.name: row.countries for row in catalog.documents()}["french.txt"] == ("FRA", "JPN")
    (row,) = [row for row in catalog.documents() if row.name == "french.txt"]
    assert catalog.document(row.id).countries == ("FRA", "JPN")
    read = Document("new.txt", "new", "Chile and Peru agreed. Chile and Peru signed.", Stated("Note", Basis.HEADER))
    put(retriever.library, replace(read, language="en"))
    catalog.record({"countries": None})
    again = type(catalog)(catalog._db)
    assert {row.name: row.countries for row in again.documents()}["new.txt"] == ("CHL", "PER")


def test_what_a_person_types_becomes_a_filter() -> None:
    within = narrowed(
        countries=["Japan", "pk", "JPN"],
        since="7 September 2021",
        until="2023",
        languages=["Urdu", "EN"],
        publishers=["  Dawn "],
    )
    assert within == Filter(("JPN", "PAK"), "2021-09-07", "2023", ("ur", "en"), ("Dawn",))
    assert narrowed() is None
    assert narrowed(since="2021-09", until="2021") == Filter(since="2021-09", until="2021")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"countries": ["Narnia"]}, "“Narnia” is no country"),
        ({"countries": ["EU"]}, "“EU” is no country"),
        ({"since": "07/09/2021"}, "“07/09/2021” is no date"),
        ({"until": "yesterday"}, "“yesterday” is no date"),
        ({"languages": ["Elvish"]}, "“Elvish” is no language"),
        ({"since": "2023-05", "until": "2021"}, "is after"),
    ],
)
def test_what_is_not_understood_is_said(typed: dict[str, object], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        narrowed(**typed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("within", "said"),
    [
        (None, ""),
        (Filter(countries=("JPN",)), "about Japan"),
        (
            Filter(("JPN", "PAK", "FRA"), "2021-03", None, ("ur", "fr"), ("Dawn",)),
            "about Japan, Pakistan and France, dated March 2021 or later, in Urdu or French, published by Dawn",
        ),
        (Filter(since="2020", until="2021-09-07"), "dated 2020 to 7 September 2021"),
        (Filter(until="2020"), "dated 2020 or earlier"),
        (Filter(documents=frozenset(["a", "b"])), "among the 2 documents chosen"),
    ],
)
def test_a_filter_is_told_in_words(within: Filter | None, said: str) -> None:
    assert within_told(within) == said


def test_vectors_of_a_filter_are_those_of_its_documents(retriever: LibraryRetriever) -> None:
    held = retriever.library.catalog.vectors_in(Filter(countries=("FRA",)))
    assert all(vector.dtype == np.float32 for vector in held.values())
    assert len(held) == retriever.library.catalog.selected(Filter(countries=("FRA",))).passages > 0
