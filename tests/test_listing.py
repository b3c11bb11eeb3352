"""The list of the library: what is on a page of it, in which order, and what the library covers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hashing import HashingEmbedder

from assistant.catalog.listing import NONE, Findable, Listing, Order, Wanted
from assistant.domain import Filter
from assistant.ingest.ingest import ingest
from assistant.library import Library

NOTE = "Norway and Chile agreed on ports."
RECORDS = [
    {
        "title": "Élan of trade",
        "date": "2019-03-04",
        "publisher": "Dawn",
        "text": "Japan and Pakistan agreed on ports.",
    },
    {
        "title": "alliance",
        "date": "2019-11-01",
        "publisher": "APP",
        "text": "Japan met Norway in Oslo to sign a treaty.",
    },
    {"title": "Zebra exports", "date": "2021", "text": "Nothing is known of where this animal went to."},
    {
        "title": "کوئی معاہدہ",
        "text": "پاکستان اور جاپان نے صنعتی تعاون پر اتفاق کیا اور دونوں ممالک نے معاہدے پر دستخط کیے۔",
    },
]


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Iterator[Library]:
    root: Path = tmp_path_factory.mktemp("listing")
    given = root / "given"
    given.mkdir()
    (given / "export.jsonl").write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in RECORDS))
    (given / "same.txt").write_text(NOTE)
    (given / "again.txt").write_text(NOTE)
    (given / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    with Library(root / "library") as held:
        ingest([given], held, HashingEmbedder(), limit=10**6)
        yield held


@pytest.fixture
def listing(library: Library) -> Listing:
    return Listing(library.catalog)


def titles(listing: Listing, wanted: Wanted | None = None, order: Order = Order.TITLE) -> list[str]:
    return [row.stated["title"].value for row in listing.page(wanted or Wanted(), order, falling=False).rows]


def test_a_page_is_sorted_without_regard_to_case_and_says_how_many_there_are_in_all(listing: Listing) -> None:
    assert titles(listing) == ["alliance", NOTE, "Zebra exports", "Élan of trade", "کوئی معاہدہ"]
    page = listing.page(Wanted(), Order.TITLE, falling=False, first=1, size=2)
    assert ([row.stated["title"].value for row in page.rows], page.total) == ([NOTE, "Zebra exports"], 5)
    assert listing.page(Wanted(), first=50).total == 5


def test_undated_documents_come_last_whichever_way_dates_are_sorted(listing: Listing) -> None:
    for falling in (True, False):
        rows = listing.page(Wanted(), Order.DATE, falling=falling).rows
        dates = [row.stated["date"].value for row in rows if "date" in row.stated]
        assert dates == sorted(dates, reverse=falling)
        assert all("date" not in row.stated for row in rows[len(dates) :])


def test_words_are_looked_for_in_titles_publishers_and_all_names_in_any_case(listing: Listing) -> None:
    assert titles(listing, Wanted("ÉLAN dawn")) == ["Élan of trade"]
    assert titles(listing, Wanted("same.txt")) == [NOTE]
    assert titles(listing, Wanted("معاہدہ")) == ["کوئی معاہدہ"]
    assert titles(listing, Wanted("100%_'")) == []


def test_what_is_stated_narrows_the_list_and_so_does_what_is_not(listing: Listing) -> None:
    assert titles(listing, Wanted(within=Filter(countries=("JPN", "NOR")))) == ["alliance"]
    assert titles(listing, Wanted(dated="2019")) == ["alliance", "Élan of trade"]
    assert titles(listing, Wanted(dated="2019-03")) == ["Élan of trade"]
    assert titles(listing, Wanted(dated=NONE)) == [NOTE, "کوئی معاہدہ"]
    assert titles(listing, Wanted(about=NONE)) == ["Zebra exports"]
    assert "Zebra exports" in titles(listing, Wanted(publisher=NONE))
    assert titles(listing, Wanted(kind="Text")) == [NOTE]
    assert len(titles(listing, Wanted(findable=Findable.MEANING))) == 5
    assert titles(listing, Wanted(findable=Findable.WORDS)) == []


def test_what_the_bars_count_is_what_a_click_on_them_lists(listing: Listing) -> None:
    covered = listing.covered(Wanted())
    assert covered.dates == {"": 2, "2019": 2, "2021": 1}
    for date, count in covered.dates.items():
        assert listing.page(Wanted(dated=date or NONE)).total == count
    for code, count in covered.countries.items():
        wanted = Wanted(within=Filter(countries=(code,))) if code else Wanted(about=NONE)
        assert listing.page(wanted).total == count
    for kind, count in covered.kinds.items():
        assert listing.page(Wanted(kind=kind)).total == count
    assert listing.covered(Wanted(dated="2019")).dates == {"2019-03": 1, "2019-11": 1}
    assert listing.covered(Wanted("nowhere")).total == 0


def test_a_document_names_its_places_and_what_could_not_be_read_is_listed_with_its_reason(listing: Listing) -> None:
    (row,) = listing.page(Wanted("same.txt")).rows
    assert row.names == ("again.txt", "same.txt")
    (problem,) = listing.problems()
    assert problem.name == "broken.pdf"
    assert problem.reason
    place = listing.problem_at(problem.key)
    assert place
    assert (place[0].endswith(b"/given/broken.pdf"), place[1]) == (True, "broken.pdf")
    assert listing.problem_at("0" * 24) is None
