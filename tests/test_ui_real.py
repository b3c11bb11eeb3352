"""The page with nothing scripted: the command line, a real library, real embeddings; answers without a chat model."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

import pytest
from browsing import ROOT, Server, Visit, expect, started_browser

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = "How large is the Karachi Industrial Park?"
MARKER = "#chat a.cite"
HARBOUR = "The mayor of Gwadar opened the new fish harbour together with the Japanese consul."
FERRY = "The ferry between Karachi and Kobe stays in the dock until the spring."


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from started_browser()


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("real")
    added = ["--ingest", str(ROOT / "seeds")]
    for name, text in (("first", HARBOUR), ("second", f"Nothing was said about ports. {FERRY}")):
        (folder / name).mkdir()
        (folder / name / "note.txt").write_text(text, "utf-8")
        added += ["--ingest", str(folder / name)]
    running = Server(
        folder, "-m", "assistant", "chat", "--no-browser", "--port", "PORT", *added,
        ASSISTANT_CHAT="none", ASSISTANT_LIBRARY=str(folder / "library"),
    )  # fmt: skip
    yield running
    running.stop()


@pytest.fixture
def visit(browser, server) -> Iterator[Visit]:
    one = Visit(browser, server.url)
    yield one
    one.context.close()
    assert one.wrong == []


def test_the_page_of_a_real_library_suggests_questions_about_it(visit):
    # On a slow machine the page is there before its documents, and shows them when they are.
    held = re.compile(r"Questions answered from 3 documents, .*2021")
    expect(visit.page.locator(".brand .sub")).to_have_text(held, timeout=60_000)
    suggested = visit.page.locator("#chat .example")
    expect(suggested.first).to_be_visible()
    assert "September 2021?" in suggested.first.inner_text()
    assert "the documents' own sentences" in visit.page.locator("#hint").inner_text()


def test_a_question_is_answered_with_quotes_that_are_marked_where_they_stand(visit):
    visit.answered(SIZE)
    marks = visit.page.locator(".card mark")
    assert marks.count() == visit.page.locator(MARKER).count() > 0
    assert any("1,500 acres" in text for text in marks.all_inner_texts())
    quoted = " ".join(marks.first.inner_text().split())
    assert quoted in " ".join(visit.page.locator("#chat .answer").inner_text().split())


def test_a_document_opens_at_the_sentence_that_is_marked(visit):
    visit.answered(SIZE)
    card = visit.page.locator(".card.cited").first
    marked = card.locator("mark").first.inner_text()
    card.get_by_role("button", name="Read in full").click()
    mark = visit.page.locator("#document-mark")
    expect(mark).to_be_in_viewport()
    assert mark.inner_text() == marked
    assert visit.page.get_by_role("button", name="Close").bounding_box()["height"] < 40  # one line


@pytest.mark.parametrize(
    ("question", "sentence"),
    [("Who opened the new fish harbour of Gwadar?", HARBOUR), ("Where does the ferry to Kobe stay?", FERRY)],
)
def test_of_two_documents_with_one_name_the_one_that_is_cited_opens(visit, question, sentence):
    visit.answered(question)
    visit.page.locator(".card", has_text=sentence).first.get_by_role("button", name="Read in full").click()
    expect(visit.page.locator("#document-mark")).to_have_text(sentence)


def test_what_the_library_does_not_hold_is_said(visit):
    visit.answered("Which football club won the championship in Brazil?")
    said = visit.page.locator("#chat .answer").inner_text()
    assert "The documents do not say." in said
    assert "3 documents" in said
    assert visit.page.get_by_text("No passage answers this.").is_visible()


def test_the_program_ends_within_seconds_and_without_a_trace(visit, server):
    assert visit.wrong == []  # a page whose server goes away complains
    visit.page.close()
    started = time.monotonic()
    assert server.stop() in (0, 130)
    assert time.monotonic() - started < 5
    assert "Traceback" not in server.log.read_text()
