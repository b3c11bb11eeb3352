"""What readers correct: it holds for searches, outlives what is read again, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hashing import HashingEmbedder
from indexes import index_of

from assistant.domain import Basis, Filter
from assistant.errors import LibraryError
from assistant.ingest.ingest import ingest
from assistant.library import Library
from assistant.upkeep.checking import check

TEXT = "Norway and Chile agreed on ports.\n\n" + "The parties meet every year in turn. " * 40


@pytest.fixture
def given(tmp_path: Path) -> Path:
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "note.txt").write_text(TEXT)
    return tmp_path / "given"


@pytest.fixture
def library(tmp_path: Path, given: Path) -> Iterator[Library]:
    with Library(tmp_path / "library") as held:
        ingest([given], held, HashingEmbedder(), limit=10**6)
        yield held


def only(library: Library) -> str:
    (row,) = library.catalog.documents()
    return row.id


def embed(library: Library, *sources: Path) -> None:
    ingest(sources, library, HashingEmbedder(), limit=10**6)


def test_a_corrected_title_and_date_hold_for_both_halves_of_the_search_once_they_are_embedded(library: Library) -> None:
    before = only(library)
    library.corrections.correct(before, {"title": "Ports protocol", "date": "2020-05"}, "ann")
    assert only(library) == before  # it is what it was as long as it cannot be found by its meaning
    embed(library)
    held = library.catalog.document(only(library))
    assert (held.title.value, held.title.basis) == ("Ports protocol", Basis.CORRECTED)
    assert library.catalog.keyword_search("protocol", 3)
    within = Filter(since="2020-05", until="2020-05")
    assert library.catalog.selected(within).ids == [held.id]
    assert {hit.id for hit in library.search(HashingEmbedder().query("ports"), 9, [held.id])} == set(
        index_of(library).ids()
    )
    assert library.catalog.fates([before])[before].became == held.id


def test_a_corrected_language_and_countries_hold_at_once_under_the_same_id(library: Library) -> None:
    before = only(library)
    library.corrections.correct(before, {"language": "de", "countries": ["FRA", "DEU"]}, "ann")
    assert only(library) == before
    assert library.catalog.searched(Filter(countries=("DEU",), languages=("de",))).documents == 1
    assert library.catalog.searched(Filter(countries=("NOR",))).documents == 0
    library.index()
    assert library.catalog.keyword_search("ports", 3)
    assert library.journal.unindexed() is False


def test_corrections_outlive_a_file_that_was_changed_and_are_taken_back_to_what_it_says_now(
    library: Library, given: Path, tmp_path: Path
) -> None:
    library.corrections.correct(only(library), {"publisher": "Dawn", "countries": ["JPN"]}, "ann")
    embed(library)
    (given / "note.txt").write_text(TEXT + "\n\nIceland joined them later.")
    embed(library, given)
    held = library.catalog.document(only(library))
    assert "Iceland" in held.text
    assert (held.publisher and held.publisher.value, held.countries) == ("Dawn", ("JPN",))
    stated = library.corrections.stated(held.id, "ann")
    assert stated["countries"][:2] == (["JPN"], ["NOR", "CHL"])
    library.corrections.take_back(held.id, "ann")
    embed(library)
    held = library.catalog.document(only(library))
    assert (held.publisher, held.countries) == (None, ("NOR", "CHL"))
    with pytest.raises(LibraryError, match="Nothing is corrected"):
        library.corrections.take_back(held.id, "ann")
    library.close()
    assert [one for one in check(tmp_path / "library").findings if not one.harmless] == []


def test_what_states_what_was_read_is_no_correction(library: Library) -> None:
    id_ = only(library)
    read = library.catalog.document(id_).title.value
    library.corrections.correct(id_, {"title": "Another", "publisher": None}, "ann")
    embed(library)
    now = only(library)
    assert set(library.corrections.stated(now, "ann")) == {"title"}
    library.corrections.correct(now, {"title": read}, "ann")
    embed(library)
    assert only(library) == id_
    assert library.corrections.stated(id_, "ann") == {}


def test_all_places_of_a_text_are_corrected_and_its_countries_are_not_found_anew(library: Library, given: Path) -> None:
    (given / "copy.txt").write_text(TEXT)
    embed(library, given)
    library.corrections.correct(only(library), {"title": "One title", "countries": ["JPN"]}, "ann")
    embed(library)
    (row,) = library.catalog.documents()
    assert (row.title, row.names, row.countries) == ("One title", ("copy.txt", "note.txt"), ("JPN",))
    library.catalog.record({"countries": "0"})
    folder = library.folder
    library.close()
    with Library(folder) as again:
        assert again.catalog.documents()[0].countries == ("JPN",)
