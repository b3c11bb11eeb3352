"""What one reader has added is in no search, count or suggestion of another, whoever asks and however."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hashing import HashingEmbedder

from assistant import prompts
from assistant.answers.writing import Writing
from assistant.catalog.listing import Listing, Order, Wanted
from assistant.chain import AskFlow
from assistant.commands.keeping import standing_json
from assistant.domain import Evidence, Filter
from assistant.errors import EmbeddingMismatchError
from assistant.ingest.ingest import ingest
from assistant.ingest.keeper import Keeper
from assistant.ingest.recording import Report
from assistant.library import Library
from assistant.retrieval import LibraryRetriever, Relatedness

READERS = ("u:ann", "u:bob", "", "b:browser")
ASKED = ("anncanary treaty 3", "canary signed treaty of ports", "ships and sails", "herring in Iceland", "der Hafen")
NAMES = ("ann all.txt", " all.txt", "bob both.txt", "ann both.txt", "ann3.txt", "3.txt")


def text(owner: str, n: int) -> str:
    return f"{owner}canary signed treaty {n} of ports with Norway and Chile. " * 3


def filled(root: Path, *owners: str) -> Library:
    """A library with what is everybody's and what these owners have added."""
    held = Library(root / "library")
    given = []

    def bring(owner: str, name: str, said: str) -> None:
        if owner in ("", *owners):
            part, file = held.uploads.begin()
            with file:
                file.write(said.encode())
            given.append(Path(held.uploads.keep(part, name, owner).path.decode()))

    for owner in ("u:ann", "u:bob", ""):
        for n in range(12):
            bring(owner, f"{owner[2:]}{n}.txt", text(owner[2:], n))
    for owner in ("u:ann", "u:bob"):  # both have this one
        bring(owner, f"{owner[2:]} both.txt", "Both of them hold this text on ships and sails.")
    for owner in ("u:ann", ""):  # what she has added, everybody can read elsewhere
        bring(owner, f"{owner[2:]} all.txt", "Iceland speaks of herring. All of them hold this text, and nothing else.")
    bring("u:ann", "odd.txt", "Ein Hafen in Deutschland gehört der Stadt, und die Stadt ist alt und schön.")
    (root / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    for owner in ("u:ann", ""):
        bring(owner, f"{owner[2:]}broken.pdf", "%PDF-1.4 nothing")
    ingest(given, held, HashingEmbedder(), limit=10**6)
    return held


@pytest.fixture(scope="module")
def alone(tmp_path_factory) -> Iterator[Callable[[str], Library]]:
    """The library as it would be if nobody but a reader had added anything."""
    made: dict[str, Library] = {}

    def made_for(reader: str) -> Library:
        owner = reader if reader.startswith("u:") else ""
        if owner not in made:
            made[owner] = filled(tmp_path_factory.mktemp("alone"), owner)
        return made[owner]

    yield made_for
    for held in made.values():
        held.close()


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Iterator[Library]:
    with filled(tmp_path_factory.mktemp("readers"), "u:ann", "u:bob") as held:
        yield held


def writing(library: Library, relatedness: Relatedness) -> Writing:
    found = prompts.load(prompts.default_folder())
    return Writing(catalog=library.catalog, prompts=found, writer=None, similar=relatedness.between)


def searching(library: Library) -> LibraryRetriever:
    embedder = HashingEmbedder()
    return LibraryRetriever(
        library=library, embedder=embedder, relatedness=Relatedness(embedder), candidates=60, passages=50, nearest=True
    )


@pytest.fixture(scope="module")
def retriever(library: Library) -> LibraryRetriever:
    return searching(library)


@pytest.mark.parametrize("reader", READERS)
def test_no_search_finds_what_another_reader_has_added(retriever: LibraryRetriever, reader: str) -> None:
    mine = reader[2:] if reader.startswith("u:") else ""
    filters = [
        Filter(reader=reader),
        Filter(countries=("NOR",), reader=reader),
        Filter(languages=("en",), reader=reader),
    ]
    for n in range(12):
        for asked in (f"anncanary treaty {n}", f"bobcanary treaty {n}", f"canary signed treaty {n} of ports"):
            for within in filters:
                found = [item.passage for item, _ in retriever.ranked(asked, within=within)]
                assert found
                said = {passage.text.partition("canary")[0] for passage in found if "canary" in passage.text}
                assert said <= {mine, ""}, (asked, within)
    if mine:
        assert any(mine in item.passage.text for item, _ in retriever.ranked("canary", within=Filter(reader=reader)))


def test_who_does_not_say_who_he_is_finds_what_is_everybodys(retriever: LibraryRetriever) -> None:
    found = {item.passage.text[:6] for item, _ in retriever.ranked("anncanary signed treaty")}
    assert found == {"canary", "Icelan"}


def test_a_text_that_two_readers_have_added_is_each_ones_and_nobody_elses(retriever: LibraryRetriever) -> None:
    for reader in READERS:
        texts = [item.passage.text for item, _ in retriever.ranked("ships and sails", within=Filter(reader=reader))]
        assert any("Both of them" in one for one in texts) is reader.startswith("u:"), reader


def found(ranked: list[tuple[Evidence, bool]]) -> tuple[dict[str, Any], ...]:
    """Without the order of those whose scores differ by how a computer reckons."""
    score = {item.passage.id: pytest.approx(item.score, abs=1e-3) for item, _ in ranked}
    return score, {item.passage.id: (replace(item, rank=0, score=0), relevant) for item, relevant in ranked}


def told(library: Library, reader: str) -> dict[str, Any]:
    """All that the library tells a reader."""
    catalog, within = library.catalog, Filter(reader=reader)
    retriever, listing, keeper = (
        searching(library),
        Listing(catalog),
        Keeper(lambda *_: Report(), lambda _: None, once=[], watched=[], library=library.folder),
    )
    rows = listing.page(Wanted(reader=reader), Order.TITLE, size=200).rows
    shown = {row.id: (catalog.document(row.id, reader), catalog.originals(row.id, reader)) for row in rows}
    return {
        **{asked: found(retriever.ranked(asked, within=within)) for asked in ASKED},
        **{f"words of {asked}": catalog.keyword_search(asked, 50, within) for asked in ASKED},
        "matched": [catalog.matched(asked, reader) for asked in ASKED],
        "apart": [catalog.apart(asked, reader) for asked in ASKED],
        "searched": [catalog.searched(within), catalog.searched(replace(within, countries=("NOR",)))],
        "facets": catalog.facets(reader),
        "newest": catalog.newest(50, reader),
        "standing": {**standing_json(catalog, keeper, reader), "told": None},  # when something was taken in last
        "listed": [(replace(row, names=tuple(sorted(row.names)))) for row in rows],
        "covered": listing.covered(Wanted(reader=reader)),
        "named": [listing.page(Wanted(text=name, reader=reader)).total for name in NAMES],
        "called": [catalog.searched(replace(within, documents=frozenset([name]))).documents for name in NAMES],
        "problems": [one.name for one in listing.problems(reader)],
        "documents": [document for document, _ in shown.values()],
        "files": [len(files) for _, files in shown.values()],
        "taken in": sorted(catalog.taken_in(shown, reader)),
    }


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_is_told_what_he_would_be_if_nobody_else_had_added_anything(
    library: Library, alone: Callable[[str], Library], reader: str
) -> None:
    expected, said = told(alone(reader), reader), told(library, reader)
    assert expected["documents"]
    for what, expectation in expected.items():
        assert said[what] == expectation, what


def test_a_refusal_tells_nobody_which_words_another_one_s_documents_hold(library: Library) -> None:
    relatedness = Relatedness(HashingEmbedder())
    flow = AskFlow(retriever=searching(library), writing=writing(library, relatedness), characters=12_000, longest=8000)
    question = "Which tariff was signed in the anncanary?"
    said = {one: flow.runnable().invoke({"question": question, "history": (), "asker": one}).text for one in READERS}
    assert "None of them holds the word “tariff”." in said["u:ann"]
    for reader in ("u:bob", "", "b:browser"):
        assert "None of them holds the words “tariff” or “anncanary”." in said[reader], reader
    assert "27 documents" in said["u:ann"]
    assert "13 documents" in said[""]


def test_whose_library_holds_only_what_he_has_added_is_not_told_that_it_is_empty(tmp_path: Path) -> None:
    with Library(tmp_path / "library") as library:
        part, file = library.uploads.begin()
        with file:
            file.write(text("", 1).encode())
        ingest(
            [Path(library.uploads.keep(part, "1.txt", "u:ann").path.decode())], library, HashingEmbedder(), limit=9**9
        )
        flow = AskFlow(
            retriever=searching(library),
            writing=writing(library, Relatedness(HashingEmbedder())),
            characters=12_000,
            longest=8000,
        ).runnable()
        ask = {"question": "Who drank the tea?", "history": ()}
        assert "1 document" in flow.invoke({**ask, "asker": "u:ann"}).text
        assert "The library is empty." in flow.invoke({**ask, "asker": "u:bob"}).text
        # Another model would throw its vectors away.
        with pytest.raises(EmbeddingMismatchError):
            library.expect("another model")
