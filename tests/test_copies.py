from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hashing import HashingEmbedder
from samples import document

from assistant.catalog import copies, rows, schema
from assistant.catalog.catalog import Catalog
from assistant.catalog.copies import Copies
from assistant.domain import Basis, Document, Stated
from assistant.ingest.ingest import ingest
from assistant.library import Library
from assistant.retrieval import LibraryRetriever, Relatedness
from assistant.storage.database import Database

HANDOUT = """The Minister for Ports, Kamal Hasan, on Tuesday received the Ambassador of Norway, Astrid Lund, at his
office in the capital and invited Norwegian yards to repair trawlers at the new slipway.

Both sides discussed a fund of 40 million kroner for fishing ports on the southern coast. The minister said that the
fund would pay for cold stores, for ice plants and for the training of two hundred harbour pilots.

The ambassador thanked the minister for the warm welcome and said that her country would send surveyors in the autumn.
She hoped that the first of the cold stores would be finished before the next season begins.

The meeting ended with a tour of the harbour, where the guests were shown the dredger that Norway gave in an earlier
year.
"""


def printed(text: str, name: str, day: str = "2023-03-15", title: str = "") -> Document:
    stated = Stated(title or name, Basis.HEADER if title else Basis.FILE_NAME)
    return replace(document(text, name=name, date=day), title=stated)


REPRINTS = (
    printed(f"PORT CITY: {HANDOUT}", "gazette.txt", title="Norway invited to repair trawlers"),
    printed(
        f"By Our Reporter\n\n{HANDOUT.replace('Astrid Lund', 'Astrid Lunde').split('The meeting ended')[0]}",
        "herald.txt",
        "2023-03-16",
        "Minister meets Norwegian envoy",
    ),
    printed(
        f"{HANDOUT.replace('in the capital and', 'and')}\nThe writer is with the state news agency.",
        "agency.txt",
        title="Ports: fund of 40 million kroner discussed",
    ),
)
NEXT_ENVOY = printed(
    HANDOUT.replace("Astrid Lund", "Johan Berg").replace("40 million", "65 million"),
    "june.txt",
    "2023-06-21",
    "Minister receives Norwegian ambassador",
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "catalog.db", schema.MIGRATIONS)
    yield opened
    opened.close()


def take_in(database: Database, documents: Sequence[Document], *, staged: bool = False) -> None:
    with database.writing() as db:
        for one in documents:
            number = rows.insert(db, one, (), "model")
            db.execute("UPDATE documents SET staged = ? WHERE number = ?", (staged, number))


def remove(database: Database, *documents: Document) -> None:
    with database.writing() as db:
        db.executemany("DELETE FROM documents WHERE id = ?", ((one.id,) for one in documents))


def origins(database: Database, *documents: Document) -> set[frozenset[str]]:
    """The names of the documents by origin, as readers are told."""
    names = {one.id: one.name for one in documents}
    found = Catalog(database).copies(list(names))
    return {frozenset(names[one] for one in {id_, *others} if one in names) for id_, others in found.items()}


ALL = {frozenset(one.name for one in REPRINTS), frozenset([NEXT_ENVOY.name])}


def test_three_reprints_of_a_handout_are_one_origin_and_the_next_envoys_visit_is_another(database: Database) -> None:
    take_in(database, [*REPRINTS, NEXT_ENVOY])
    assert Copies(database).compare() == 4
    assert origins(database, *REPRINTS, NEXT_ENVOY) == ALL


def test_each_document_is_compared_once(database: Database) -> None:
    take_in(database, REPRINTS)
    assert (Copies(database).compare(), Copies(database).compare()) == (3, 0)
    take_in(database, [NEXT_ENVOY])
    assert Copies(database).compare() == 1


def test_the_order_in_which_documents_come_and_stops_between_make_no_difference(tmp_path: Path) -> None:
    documents = [*REPRINTS, NEXT_ENVOY, printed("Nobody came.", "a.txt"), printed("Nobody  came.", "b.txt")]
    expected = ALL | {frozenset(["a.txt", "b.txt"])}
    for seed in range(6):
        database = Database(tmp_path / f"{seed}.db", schema.MIGRATIONS)
        shuffled = random.Random(seed).sample(documents, len(documents))  # noqa: S311 - no secret
        take_in(database, shuffled[:seed])
        Copies(database).compare()
        take_in(database, shuffled[seed:])
        Copies(database).compare(iter([False] * (seed % 3) + [True, True]).__next__)
        Copies(database).compare()
        assert origins(database, *documents) == expected
        database.close()


def test_a_kill_between_samples_and_comparison_loses_no_pair(database: Database) -> None:
    take_in(database, REPRINTS)
    after_the_samples = iter([False, True, True])
    assert Copies(database).compare(after_the_samples.__next__) == 0
    with database.reading() as db:
        assert db.execute("SELECT count(*) FROM samples").fetchone() == (3,)
    Copies(database).compare()
    assert origins(database, *REPRINTS) == {frozenset(one.name for one in REPRINTS)}


def test_a_short_reprint_inside_a_much_longer_text_is_found(database: Database) -> None:
    review = " ".join(
        f"On item {at} the committee {at * 7} heard nothing new from witness {at * 13}." for at in range(120)
    )
    whole = printed(f"{HANDOUT}\n{review}", "review.txt")
    take_in(database, [REPRINTS[0], whole])
    Copies(database).compare()
    assert len(origins(database, REPRINTS[0], whole)) == 1


def test_a_document_that_is_removed_takes_its_pairs_with_it(database: Database) -> None:
    texts = HANDOUT.split("\n\n")
    ends = (printed("\n\n".join(texts[:1]), "first.txt"), printed("\n\n".join(texts[2:]), "last.txt"))
    whole = printed(HANDOUT, "whole.txt")
    take_in(database, [*ends, whole])
    Copies(database).compare()
    assert len(origins(database, *ends)) == 1
    remove(database, whole)
    assert len(origins(database, *ends)) == 2
    remove(database, *ends)
    with database.reading() as db:
        for table in ("samples", "sampled", "copies"):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608 - our own names


def test_readers_are_told_of_no_copy_that_they_do_not_see_yet(database: Database) -> None:
    take_in(database, REPRINTS[:1])
    take_in(database, REPRINTS[1:], staged=True)
    Copies(database).compare()
    assert origins(database, *REPRINTS) == {frozenset(["gazette.txt"])}
    with database.writing() as db:
        db.execute("UPDATE documents SET staged = 0")
    assert origins(database, *REPRINTS) == {frozenset(one.name for one in REPRINTS)}


def test_all_is_compared_anew_when_what_counts_as_a_copy_has_changed(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(database, REPRINTS)
    Copies(database).compare()
    monkeypatch.setattr(copies, "VERSION", "next")
    assert Copies(database).compare() == 3
    assert origins(database, *REPRINTS) == {frozenset(one.name for one in REPRINTS)}


def test_a_phrase_that_many_documents_hold_does_not_hide_a_reprint(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "COMMON", 3)
    formal = "was approved by the Cabinet of Ministers at its meeting of this week as it had been proposed"
    crowd = [printed(f"Item {at} on matter {at * 17} {formal}.", f"{at}.txt") for at in range(12)]
    two = [printed(f"{HANDOUT} It {formal}.", "one.txt"), printed(f"PORT CITY: {HANDOUT} All {formal}.", "two.txt")]
    take_in(database, [*crowd, *two])
    Copies(database).compare()
    assert origins(database, *two) == {frozenset(["one.txt", "two.txt"])}


def test_equal_texts_by_the_thousand_are_grouped_at_once(database: Database) -> None:
    take_in(database, [printed(HANDOUT, f"{at}.txt", f"20{at // 300:02}-01-01") for at in range(1200)])
    Copies(database).compare()
    assert {row.copies for row in Catalog(database).documents()} == {1199}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[LibraryRetriever]:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, dateline in (("a", "PORT CITY: "), ("b", "By Our Reporter\n\n"), ("c", "")):
        (folder / f"{name}.txt").write_text(f"15 March 2023\n\n{dateline}{HANDOUT}")
    (folder / "d.txt").write_text("16 March 2023\n\nChile has no fund for fishing ports, its minister said.")
    embedder = HashingEmbedder()
    with Library(tmp_path / "library", model=embedder.name) as opened:
        ingest([folder], opened, embedder, limit=10**6)
        yield LibraryRetriever(
            library=opened, embedder=embedder, relatedness=Relatedness(embedder), candidates=20, passages=3
        )


def test_the_ingest_finds_the_copies_and_the_list_of_documents_counts_them(library: LibraryRetriever) -> None:
    rows = library.library.catalog.documents()
    assert [(row.name, row.copies) for row in rows] == [("a.txt", 2), ("b.txt", 2), ("c.txt", 2), ("d.txt", 0)]


def test_reprints_take_no_places_from_other_documents_and_are_counted(library: LibraryRetriever) -> None:
    found = [item for item, _ in library.ranked("fund for fishing ports minister said")]
    assert "d.txt" in {item.passage.document.name for item in found}
    assert {len(item.copies) for item in found if item.passage.document.name != "d.txt"} == {2}
    beginnings = [item.passage.text.split("\n\n")[-1][:20] for item in found]
    assert len(set(beginnings)) == len(found) == 3
    assert [item.rank for item in found] == list(range(1, len(found) + 1))
