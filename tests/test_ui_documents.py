"""What the page is told when a document is read in full, and what it is not."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import scripted_chain as scripted
from fastapi import FastAPI
from pdf_pages import HYPHENATED, OVER_TWO_PAGES, two_columns
from PIL import Image
from starlette.datastructures import Headers
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from test_ui_cards import text_of

from assistant.confined.paging import Paging
from assistant.domain import Document
from assistant.errors import LibraryError, LibraryStorageError
from assistant.reading import read_bytes
from assistant.ui.cards import fingerprint
from assistant.ui.documents import document_routes
from assistant.ui.full_text import SHOWN, Quoted, full_text
from assistant.ui.wording import Wording

FIRST, SECOND = (document for document in scripted.DOCUMENTS.values() if document.name == "note.txt")
PDF = two_columns()
STATEMENT = read_bytes(PDF, "statement.pdf")

EN = Wording.of("en")


def quoted(document: Document, words: str, number: int = 0) -> Quoted:
    start = document.text.index(words)
    return Quoted(start, start + len(words), fingerprint(words), number)


def marked(html: object) -> list[tuple[str, str]]:
    """The number ("" where it has none) and the text of each mark."""
    found = re.findall(r"<mark([^>]*)>(.*?)</mark>", str(html))
    return [(number[1] if (number := re.search(r'data-n="(\d+)"', one)) else "", text_of(text)) for one, text in found]


def test_all_that_is_cited_is_marked_with_its_number_and_the_chosen_one_stands_out():
    marks = [quoted(STATEMENT, HYPHENATED, 2), quoted(STATEMENT, "Japan will provide", 1)]
    shown = full_text(STATEMENT, replace(marks[1], number=0), marks, wording=EN)
    assert marked(shown["html"]) == [("2", HYPHENATED), ("1", "Japan will provide")]
    assert shown["stand"] == [2, 1]
    assert re.findall(r'<mark id="document-mark" data-n="1" class=chosen', str(shown["html"]))
    assert text_of(re.sub("</p>|<br>", " ", str(shown["html"]))).split() == STATEMENT.text.split()
    assert shown["note"] == ""


def test_a_chosen_passage_is_marked_around_the_sentences_that_are_cited_from_it():
    passage = quoted(STATEMENT, STATEMENT.text[: STATEMENT.text.index("Japan will")].rstrip())
    shown = full_text(STATEMENT, passage, [quoted(STATEMENT, HYPHENATED, 7)], wording=EN)
    before = STATEMENT.text[: STATEMENT.text.index(HYPHENATED)]
    assert [number for number, _ in marked(shown["html"])] == ["", "", "7"]  # of the first, a paragraph each
    assert " ".join(text for _, text in marked(shown["html"])[:2]).split() == before.split()
    assert str(shown["html"]).count('id="document-mark"') == 1


def test_where_the_document_has_changed_nothing_is_marked_and_that_is_said():
    marks = [quoted(STATEMENT, HYPHENATED, 1), quoted(STATEMENT, "Japan will provide", 2)]
    changed = replace(STATEMENT, text=STATEMENT.text.replace("semi-conductor", "semi-skilled"))
    shown = full_text(changed, marks[0], marks, wording=EN)
    assert marked(shown["html"]) == []
    assert shown["stand"] == []
    assert "semi-skilled" in text_of(str(shown["html"]))
    assert shown["note"] == EN.say("document-changed")


def test_offsets_from_outside_the_document_mark_nothing_and_break_nothing():
    for start, end in ((-5, -1), (10**9, 10**9 + 1), (50, 10)):
        assert "<mark" not in str(full_text(FIRST, Quoted(start, end, fingerprint("")), [], wording=EN)["html"])


def test_a_huge_document_comes_in_parts_that_meet():
    text = "".join(f"Paragraph {number} says little about it.\n\n" for number in range(30_000)).strip()
    huge = scripted.document("huge.txt", "Huge", text)
    chosen = quoted(huge, "Paragraph 15000 says")
    part: dict[str, Any] = full_text(huge, chosen, wording=EN)
    assert marked(part["html"]) == [("", "Paragraph 15000 says")]
    assert "a part around the passage" in part["note"]
    parts = [part]
    while parts[0]["first"]:
        parts.insert(0, full_text(huge, chosen, before=parts[0]["first"], wording=EN))
    while parts[-1]["last"] < part["length"]:
        parts.append(full_text(huge, chosen, after=parts[-1]["last"], wording=EN))
    assert max(one["last"] - one["first"] for one in parts) < SHOWN * 1.02
    assert text_of(" ".join(one["html"].replace("</p>", " ") for one in parts)).split() == text.split()
    assert all(one["html"].startswith("<p>Paragraph") for one in parts)


# The routes


@pytest.fixture
def kept() -> dict[tuple[str, str], Document]:
    """What conversations keep, by owner and id."""
    return {}


@pytest.fixture
def page(kept, tmp_path: Path) -> Iterator[TestClient]:
    (tmp_path / "statement.pdf").write_bytes(PDF)
    paging = Paging(lambda id_, _: [(tmp_path / "statement.pdf", "")] if id_ == STATEMENT.id else [], limit=10**6)

    def document(owner: str, id_: str) -> Document:
        if owner == "u:broken":
            raise LibraryStorageError("The catalog /home/me/library/catalog.sqlite cannot be read.")
        if owner == "u:me" and id_ == STATEMENT.id:
            return STATEMENT
        return scripted.open_document(id_)

    app = FastAPI()
    app.include_router(
        document_routes(document=document, kept=lambda owner, id_: kept.get((owner, id_)), paging=paging)
    )

    async def owned(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope.setdefault("state", {})["owner"] = Headers(scope=scope)["x-owner"]
        await app(scope, receive, send)

    with TestClient(owned, headers={"x-owner": "u:me"}) as client:
        yield client
    paging.close()


def wanted(of: Document, words: str, /, *marks: Quoted, **other: object) -> dict[str, object]:
    def plain(one: Quoted) -> dict[str, object]:
        return {"start": one.start, "end": one.end, "quote": one.quote, "n": one.number}

    return {"document": of.id, **plain(quoted(of, words)), "marks": [plain(one) for one in marks]} | other


def asked(page: TestClient, body: object, path: str = "/document", **headers: str) -> httpx.Response:
    return page.post(path, json=body, headers=headers)


@pytest.mark.parametrize(
    "body",
    [
        *(None, [], "x", {}, wanted(FIRST, "The mayor", start="0"), wanted(FIRST, "The mayor", quote=None)),
        *(wanted(FIRST, "The mayor", start=-1), wanted(FIRST, "The mayor", marks=[{}] * 501)),
        *(wanted(FIRST, "The mayor", marks=[{"start": 1}]), wanted(FIRST, "The mayor", before=2**60)),
        *(
            wanted(FIRST, "The mayor", document=wrong)
            for wrong in (1, "", "note.txt", "/etc/passwd", FIRST.id.upper(), FIRST.id + "0", f"{FIRST.id}\n")
        ),
    ],
)
def test_a_malformed_request_for_a_document_is_refused(page, body):
    for path in ("/document", "/document/places"):
        answer = asked(page, body, path)
        assert (answer.status_code, answer.json()) == (400, {"detail": EN.say("problem-document")})


def test_an_unknown_document_is_answered_with_a_sentence(page):
    answer = asked(page, wanted(FIRST, "The mayor", document="0" * 32))
    assert answer.status_code == 404
    assert answer.json()["detail"].startswith("The library has no document")


def test_of_two_documents_with_one_name_the_one_that_is_asked_for_opens(page):
    for document, words in ((FIRST, "The mayor opened the harbour."), (SECOND, "The harbour stays closed until May.")):
        assert marked(asked(page, wanted(document, words)).json()["html"]) == [("", words)]


def test_a_library_that_fails_is_told_without_its_place_on_this_machine(page):
    answer = asked(page, wanted(FIRST, "The mayor"), **{"x-owner": "u:broken"})
    assert answer.json() == {"detail": "The catalog catalog.sqlite cannot be read."}


def test_a_document_that_is_held_no_more_opens_as_the_answer_was_given_it_to_its_owner_only(page, kept):
    kept["u:you", STATEMENT.id] = STATEMENT
    answer = asked(page, wanted(STATEMENT, HYPHENATED), **{"x-owner": "u:you"}).json()
    assert marked(answer["html"]) == [("", HYPHENATED)]
    assert "Shown is the text that was quoted." in answer["note"]
    for path in ("/document", "/document/places"):
        other = asked(page, wanted(STATEMENT, HYPHENATED), path, **{"x-owner": "u:other"})
        assert (other.status_code, list(other.json())) == (404, ["detail"])
    drawn = page.get(f"/document/{STATEMENT.id}/page/1", headers={"x-owner": "u:other"})
    assert (drawn.status_code, list(drawn.json())) == (404, ["detail"])


def test_marks_are_placed_on_pages_and_pages_are_drawn(page):
    body = wanted(STATEMENT, HYPHENATED, quoted(STATEMENT, HYPHENATED, 3), Quoted(0, 5, "0" * 16, 4))
    assert asked(page, body).json()["pages"] == 2
    answer = asked(page, body, "/document/places").json()
    assert [(one["n"], one["page"], len(one["boxes"])) for one in answer["places"]] == [(0, 1, 2), (3, 1, 2)]
    assert len(answer["sizes"]) == 2
    drawn = page.get(f"/document/{STATEMENT.id}/page/2?width=500")
    assert drawn.headers["content-type"] == "image/webp"
    assert drawn.headers["cache-control"] == "no-store"
    with Image.open(io.BytesIO(drawn.content)) as picture:
        assert picture.width == 800
    assert page.get(f"/document/{STATEMENT.id}/page/3").status_code == 404
    assert page.get(f"/document/{STATEMENT.id.upper()}/page/1").status_code == 404


def test_of_a_document_without_a_file_the_text_is_all_there_is(page):
    assert asked(page, wanted(FIRST, "The mayor")).json()["pages"] == 0
    answer = asked(page, wanted(FIRST, "The mayor"), "/document/places")
    assert "its text is shown" in answer.json()["detail"]


def test_a_sentence_over_two_pages_is_placed_on_both(page):
    words = STATEMENT.text[STATEMENT.text.index(OVER_TWO_PAGES) :].partition(" year.")[0]
    (place,) = asked(page, wanted(STATEMENT, words), "/document/places").json()["places"]
    assert [one["page"] for one in place["boxes"]] == [1, 1, 2]


def test_errors_of_the_library_are_no_errors_of_the_page(page):
    with pytest.raises(LibraryError):
        scripted.open_document("0" * 32)
    assert page.get(f"/document/{'0' * 32}/page/1").json()["detail"].startswith("The library has no document")
