"""Pages of PDFs as they look, and where on them the library's sentences stand: the real process, real files."""

from __future__ import annotations

import hashlib
import io
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import bad_pdfs
import pypdfium2
import pytest
from pdf_pages import HYPHENATED, OVER_TWO_PAGES, REPEATED, landscape, two_columns
from PIL import Image

from assistant.confined.paging import Paging, Placed
from assistant.domain import Document
from assistant.errors import ReadingError
from assistant.reading import originals, read_bytes
from assistant.splitting import sentences, split

PDF = two_columns()


class Shelf:
    """Files, the documents that were read from them, and their pages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.places: dict[str, list[tuple[Path, str]]] = {}
        self.paging = Paging(lambda id_, _: self.places.get(id_, []), limit=50_000_000, seconds=3)

    def put(self, data: bytes, name: str = "statement.pdf") -> Document:
        (self.folder / name).write_bytes(data)
        document = read_bytes(data, name)
        self.places[document.id] = [(self.folder / name, "")]
        return document

    def put_bad(self, name: str) -> Document:
        """A file that breaks readers, and a document that is said to come from it."""
        data = next(one.make() for one in bad_pdfs.ALL if one.name == name)
        (self.folder / name).write_bytes(data)
        document = replace(self.put(PDF), text=name, sha256=hashlib.sha256(data).hexdigest())
        self.places[document.id] = [(self.folder / name, "")]
        return document


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path_factory.mktemp("shelf"))
    yield shelf
    shelf.paging.close()


@pytest.fixture
def statement(shelf: Shelf) -> Document:
    return shelf.put(PDF)


def span(document: Document, beginning: str, occurrence: int = 0) -> tuple[int, int]:
    """Of the sentence of a document that begins with these words."""
    found = [one for passage in split(document) for one in sentences(passage)]
    chosen = [one for one in found if " ".join(one.text.split()).startswith(beginning)][occurrence]
    return chosen.start, chosen.end


def part(document: Document, words: str) -> tuple[int, int]:
    start = document.text.index(words)
    return start, start + len(words)


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def under(places: Sequence[Placed]) -> str:
    """The letters and digits of PDF that stand under boxes on its pages."""
    with pypdfium2.PdfDocument(PDF) as document:
        parts = []
        for placed in places:
            page = document[placed.page - 1]
            (width, height), (left, top, across, down) = page.get_size(), placed.box
            textpage = page.get_textpage()
            # The middle of it: letters of the lines above and below may touch a box.
            low, high = height * (1 - top - down * 0.6), height * (1 - top - down * 0.4)
            parts.append(textpage.get_text_bounded(width * left, low, width * (left + across), high))
            textpage.close()
            page.close()
    return letters("".join(parts))


def test_under_the_boxes_of_every_sentence_stand_its_letters_and_no_others(shelf, statement):
    spans = [(one.start, one.end) for passage in split(statement) for one in sentences(passage)]
    outline = shelf.paging.outline(statement, spans)
    assert len(spans) >= 7
    assert [under(places) for places in outline.places] == [letters(statement.text[start:end]) for start, end in spans]
    assert [tuple(map(round, size)) for size in outline.sizes] == [(595, 842)] * 2


def test_a_sentence_has_a_box_for_each_line_in_its_column_and_on_each_of_its_pages(shelf, statement):
    wanted = [part(statement, HYPHENATED), span(statement, OVER_TWO_PAGES)]
    hyphenated, over = shelf.paging.outline(statement, wanted).places
    assert [one.page for one in hyphenated] == [1, 1]
    assert all(one.box[0] + one.box[2] < 0.5 for one in hyphenated)
    assert [one.page for one in over] == [1, 1, 2]
    assert all(one.box[0] > 0.5 for one in over[:2])


def test_of_a_sentence_that_stands_twice_the_one_that_is_meant_is_found(shelf, statement):
    wanted = [span(statement, REPEATED), span(statement, REPEATED, 1)]
    first, second = shelf.paging.outline(statement, wanted).places
    assert {one.page for one in first} == {1}
    assert {one.page for one in second} == {2}


def test_where_the_page_holds_other_text_than_was_stored_nothing_is_marked_that_may_be_another_sentence(shelf):
    # As an earlier version of the reader may have stored it.
    statement = shelf.put(PDF)
    text = statement.text.replace("The Governments of Japan", "The Japanese Government", 1).replace("\n", " ")
    older = replace(statement, text=text.replace("end of every year.", f"end of every year. {REPEATED}"), pages=(0,))
    shelf.places[older.id] = shelf.places[statement.id]
    wanted = [span(older, one) for one in ("Japan will provide", "The Japanese Government", OVER_TWO_PAGES)]
    loan, altered, elsewhere = shelf.paging.outline(older, wanted).places
    assert under(loan) == letters("Japan will provide a loan of 40 million dollars for the harbour of Gwadar.")
    assert altered == elsewhere == ()


def test_two_equal_sentences_on_a_page_that_is_not_as_it_was_stored_are_not_told_apart(shelf):
    data = two_columns(twice=True)
    twice = shelf.put(data, "twice.pdf")
    older = replace(twice, text=twice.text.replace("thanked", "thanks"))
    shelf.places[older.id] = shelf.places[twice.id]
    wanted = [span(older, REPEATED, 1), span(older, REPEATED, 2)]
    assert shelf.paging.outline(older, wanted).places == ((), ())
    before, behind = shelf.paging.outline(twice, wanted).places
    assert before[0].box[1] < behind[0].box[1]


def test_on_a_page_that_is_turned_the_boxes_stand_where_it_is_seen(shelf):
    wide = shelf.put(landscape(turned=False), "wide.pdf")
    before = shelf.paging.outline(wide, [part(wide, HYPHENATED)])
    turned = shelf.put(landscape(turned=True), "turned.pdf")
    after = shelf.paging.outline(turned, [part(turned, HYPHENATED)])
    assert [tuple(map(round, one.sizes[0])) for one in (before, after)] == [(842, 595)] * 2
    assert len(before.places[0]) == len(after.places[0]) == 2
    for was, now in zip(before.places[0], after.places[0], strict=True):
        assert now.box == pytest.approx(was.box, abs=0.001)


def test_a_page_is_drawn_in_one_of_a_few_widths_and_kept(shelf, statement):
    drawn = shelf.paging.picture(statement, 1, 700)
    with Image.open(io.BytesIO(drawn)) as picture:
        assert (picture.format, picture.width) == ("WEBP", 800)
        assert picture.convert("L").getextrema()[0] < 100  # there is black on it
    shelf.places[statement.id] = []
    assert shelf.paging.picture(statement, 1, 800) is drawn
    with pytest.raises(ReadingError, match="changed"):
        shelf.paging.picture(statement, 1, 801)


def test_a_pdf_in_an_archive_is_found_again(shelf, statement):
    path = shelf.folder / "all.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("notes/a.txt", "The ministers met in Tokyo.")
        archive.writestr("notes/statement.pdf", PDF)
    alone = shelf.paging.outline(statement, [span(statement, OVER_TWO_PAGES)])
    shelf.places[statement.id] = [(path, "notes/statement.pdf")]
    assert shelf.paging.outline(statement, [span(statement, OVER_TWO_PAGES)]) == alone
    assert shelf.paging.pages(statement) == 2


def test_a_file_that_has_changed_or_is_gone_is_not_shown(shelf, statement):
    path = shelf.folder / "statement.pdf"
    path.write_bytes(two_columns(twice=True))
    with pytest.raises(ReadingError) as changed:
        shelf.paging.outline(statement, [])
    path.unlink()
    with pytest.raises(ReadingError) as gone:
        shelf.paging.outline(statement, [])
    assert str(changed.value) == str(gone.value) == originals.CHANGED


def test_what_is_no_pdf_and_a_page_that_is_not_there_are_said(shelf, statement):
    with pytest.raises(ReadingError, match="no such page"):
        shelf.paging.picture(statement, 3, 800)
    note = shelf.put(b"The ferry stays in the dock.", "note.txt")
    assert shelf.paging.pages(note) == 0
    with pytest.raises(ReadingError, match="no pages"):
        shelf.paging.picture(note, 1, 800)


def test_a_page_that_takes_too_long_costs_itself_only(shelf, statement):
    slow = shelf.put_bad("page-bomb.pdf")
    shelf.paging._seconds = 0.05
    with pytest.raises(ReadingError) as error:
        shelf.paging.picture(slow, 1, 480)
    shelf.paging._seconds = 3
    assert str(error.value) == originals.TOO_MUCH
    assert shelf.paging.picture(statement, 2, 480)


def test_a_page_as_large_as_a_field_is_drawn_within_bounds(shelf):
    huge = shelf.put_bad("huge-page.pdf")
    with Image.open(io.BytesIO(shelf.paging.picture(huge, 1, 10**9))) as picture:
        assert max(picture.size) <= 2400


def test_the_process_ends_when_nobody_needs_it_and_starts_again(shelf, statement, monkeypatch):
    monkeypatch.setattr("assistant.confined.paging._IDLE", 0.05)
    shelf.paging.close()
    assert shelf.paging.picture(statement, 2, 480)
    until = time.monotonic() + 5
    while shelf.paging._child and time.monotonic() < until:
        time.sleep(0.02)
    assert shelf.paging._child is None
    assert shelf.paging.picture(statement, 1, 480)
