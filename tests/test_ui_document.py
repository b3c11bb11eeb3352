"""Reading in full and checking by keyboard, in a real browser, of a real library with a PDF in it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import scripted_chain as scripted
from browsing import Server, Visit, expect, started_browser, visits
from pdf_pages import two_columns

from assistant.ui.cards import fingerprint
from assistant.ui.full_text import Quoted, full_text
from assistant.ui.page import ASSETS_AT
from assistant.ui.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

EN = Wording.of("en")


class Library(Server):
    """The real program on a library of two documents, which answers in their own sentences."""

    def __init__(self, folder: Path) -> None:
        self.pdf = folder / "documents" / "statement.pdf"
        self.pdf.parent.mkdir()
        self.pdf.write_bytes(two_columns())
        (folder / "documents" / "note.txt").write_text("The ferry between Karachi and Kobe stays in the dock.", "utf-8")
        super().__init__(
            folder, "-m", "assistant", "chat", "--no-browser", "--port", "PORT", "--ingest", str(self.pdf.parent),
            ASSISTANT_CHAT="none", ASSISTANT_LIBRARY=str(folder / "library"),
        )  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from started_browser()


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Library]:
    running = Library(tmp_path_factory.mktemp("pages"))
    yield running
    running.stop()
    assert "Traceback" not in running.log.read_text()


@pytest.fixture
def visit(browser, server) -> Iterator[Visit]:
    yield from visits(browser, server.url)


BOTH = (
    "Where did Japan and Pakistan hold their consultation, and what does the secretariat of the working group report?"
)
READ = ".card.cited .read"
MARKS = "#document .body mark[data-n]"
BOXES = "#document .box"
CLAIMS = "#chat .claim"


def said(one: Visit) -> str:
    return one.page.locator("#document .said").inner_text()


def read(visit: Any, **settings: Any) -> Visit:
    """A visit in which two sentences of the PDF are cited and it is open at the first of them."""
    one = visit(**settings)
    one.answered(BOTH)
    one.page.locator(READ).first.click()
    one.page.locator("#document[open] #document-mark").wait_for()
    return one


def test_all_cited_sentences_are_marked_and_keys_lead_from_one_to_the_next_and_back(visit):
    one = read(visit)
    page = one.page
    assert sorted(page.locator(MARKS).evaluate_all("all => all.map(one => one.dataset.n)")) == ["1", "2"]
    expect(page.locator("#document mark.chosen")).to_have_attribute("data-n", "1")
    expect(page.locator("#document-mark")).to_be_focused()
    assert said(one) == "Citation 1 · 1 of 2"
    page.keyboard.press("k")
    expect(page.locator("#document mark.chosen")).to_have_attribute("data-n", "2")
    page.get_by_role("button", name="Next citation").click()
    page.keyboard.press("n")
    assert said(one) == "Citation 2 · 2 of 2"
    page.keyboard.press("Escape")
    expect(page.locator(READ).first).to_be_focused()
    expect(page.locator("#document")).to_have_count(0)


def test_pages_are_shown_with_the_sentences_marked_on_them(visit):
    one = read(visit)
    page = one.page
    page.get_by_role("button", name="Pages").click()
    first = page.get_by_role("img", name="Page 1")
    first.wait_for()
    page.wait_for_function("document.querySelector('.sheet img').naturalWidth >= 800")
    # Citation 2 runs over two pages, in the right column of the first.
    assert page.locator(f"{BOXES}[data-n='2']").count() == 3
    assert page.locator("[data-page='2'] .box").count() == 1
    sheet, box = (page.locator(one).first.bounding_box() for one in (".sheet", f"{BOXES}.chosen"))
    assert box["x"] < sheet["x"] + sheet["width"] / 2
    expect(page.locator(f"{BOXES}.chosen").first).to_be_in_viewport()
    page.keyboard.press("j")
    assert said(one) == "Citation 2 · 2 of 2"
    assert page.locator(f"{BOXES}.chosen").first.bounding_box()["x"] > sheet["x"] + sheet["width"] / 2
    page.get_by_role("button", name="Larger").click()
    assert page.locator(".sheet").first.bounding_box()["width"] == pytest.approx(sheet["width"] * 1.25, rel=0.02)
    page.get_by_label("Page", exact=True).fill("2")
    page.keyboard.press("Enter")
    expect(page.locator("[data-page='2']")).to_be_in_viewport()
    assert one.violations() == []
    page.get_by_role("button", name="Text").click()
    expect(page.locator("#document mark.chosen")).to_be_in_viewport()


def test_on_a_phone_in_the_dark_and_from_right_to_left_it_fits(visit):
    one = read(visit, viewport={"width": 390, "height": 844}, color_scheme="dark", has_touch=True)
    page = one.page
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert one.violations() == []
    page.get_by_role("button", name="Pages").click()
    page.locator(f"{BOXES}.chosen").first.wait_for()
    assert page.evaluate("document.querySelector('#document').scrollWidth <= 390")
    assert page.locator("#document").bounding_box()["width"] <= 390
    assert one.violations() == []


def test_a_file_that_is_gone_is_said_and_its_text_stays(visit, server):
    data = server.pdf.read_bytes()
    server.pdf.write_bytes(data + b"%")
    try:
        one = read(visit)
        one.page.get_by_role("button", name="Pages").click()
        expect(one.page.get_by_role("alert").filter(has_text="its text is shown")).to_be_visible()
        expect(one.page.locator("#document mark.chosen")).to_be_in_viewport()
        one.wrong = [wrong for wrong in one.wrong if "404" not in wrong]  # the browser's own note of the refusal
    finally:
        server.pdf.write_bytes(data)


def test_a_long_text_is_loaded_on_before_and_behind_and_where_the_next_citation_stands(visit):
    text = "".join(f"Paragraph {number} says <b>little</b>.\n\n" for number in range(25_000)).strip()
    long = scripted.document("long.txt", f"Long {scripted.ATTACK}", text)

    def quoted(number: int, n: int) -> Quoted:
        words = f"Paragraph {number} says"
        start = text.index(words)
        return Quoted(start, start + len(words), fingerprint(words), n)

    def answer(route: Any) -> None:
        asked = json.loads(route.request.post_data)
        chosen = Quoted(asked["start"], asked["end"], asked["quote"])
        marks = [Quoted(one["start"], one["end"], one["quote"], one["n"]) for one in asked["marks"]]
        shown = full_text(long, chosen, marks, before=asked.get("before"), after=asked.get("after"), wording=EN)
        route.fulfill(json={**shown, "pages": 0})

    one = visit()
    page = one.page
    page.route("**/document", answer)
    marks = [asdict(quoted(13_000, 1)), asdict(quoted(24_990, 2))]
    page.evaluate(
        """async ([base, marks]) => (await import(base + "/document.js")).openDocument(
            {document: "0".repeat(32), ...marks[0], marks, from: document.querySelector("#ask textarea")})""",
        [ASSETS_AT, [{**mark, "n": mark["number"]} for mark in marks]],
    )
    page.locator("#document mark.chosen[data-n='1']").wait_for()
    paragraphs = page.locator("#document .body p")
    before = paragraphs.count()
    page.get_by_role("button", name="Show what follows").click()
    page.wait_for_function("before => document.querySelectorAll('#document .body p').length > before", arg=before)
    for _ in range(2):
        page.get_by_role("button", name="Show what comes before").click()
        page.wait_for_timeout(300)
    expect(page.get_by_role("button", name="Show what comes before")).to_have_count(0)
    assert paragraphs.first.inner_text() == "Paragraph 0 says <b>little</b>."
    page.keyboard.press("j")
    expect(page.locator("#document mark.chosen")).to_have_attribute("data-n", "2")
    expect(page.locator("#document mark.chosen")).to_be_in_viewport()
    assert page.locator("#document :is(img, script, form, iframe, style)").count() == 0
    assert not one.attacked()
    page.keyboard.press("Escape")
    expect(one.box).to_be_focused()


FOUND = """() => [...CSS.highlights.get("found-here")].map((range) => {
    const body = document.querySelector("#document .body");
    const [at, room] = [range.getBoundingClientRect(), body.getBoundingClientRect()];
    return [range.toString(), at.top >= room.top && at.bottom <= room.bottom];
})"""


def test_words_are_found_in_all_of_a_long_document_one_place_after_the_other(visit):
    one = visit()
    page = one.page
    text = "".join(f"Article {number}\n\nThe  Parties shall\nconfer (see b.{number}).\n\n" for number in range(9_000))
    treaty = scripted.document("treaty.txt", "A treaty", text.strip())

    def answer(route: Any) -> None:
        asked = json.loads(route.request.post_data)
        chosen = Quoted(asked["start"], asked["end"], asked["quote"])
        shown = full_text(treaty, chosen, before=asked.get("before"), after=asked.get("after"), wording=EN)
        route.fulfill(json={**shown, "pages": 0})

    page.route("**/document", answer)
    page.evaluate(
        """async (base) => (await import(base + "/document.js")).openDocument(
            {document: "0".repeat(32), start: 0, end: 0, quote: "", from: document.querySelector("#ask textarea")})""",
        ASSETS_AT,
    )
    page.locator("#document[open] .body").wait_for()
    page.keyboard.press("/")
    page.keyboard.type("article 8999")
    at = page.locator("#document .finding .at")
    expect(at).to_have_text("1 of 1", timeout=30_000)
    assert page.evaluate(FOUND) == [["Article 8999", True]]
    expect(page.get_by_role("searchbox", name="Find in this document")).to_be_focused()
    page.get_by_role("searchbox", name="Find in this document").fill("parties shall confer (see B.77")
    expect(at).to_have_text("1 of 111", timeout=30_000)
    page.keyboard.press("Enter")
    expect(at).to_have_text("2 of 111")
    page.get_by_role("button", name="Previous place").click()
    page.get_by_role("button", name="Previous place").click()
    expect(at).to_have_text("111 of 111")
    assert [shown for _, shown in page.evaluate(FOUND)] == [True]
    page.get_by_role("searchbox", name="Find in this document").fill("no such words")
    expect(at).to_have_text("Not found")
    assert one.violations() == []
    page.keyboard.press("Escape")  # empties the box first
    expect(at).to_have_text("")
    page.keyboard.press("Escape")
    expect(page.locator("#document")).to_have_count(0)


def kept(one: Visit) -> list[dict[str, Any]]:
    """The marks of the conversation that is shown, as the server keeps them."""
    return one.page.evaluate(
        """async () => {
            const conversation = new URLSearchParams(location.search).get("c");
            const {marks} = await (await fetch(`/conversations/${conversation}`)).json();
            return marks.map(({at, ...mark}) => mark);
        }"""
    )


def test_claims_are_checked_one_after_the_other_by_keyboard(visit):
    one = visit()
    page = one.page
    one.answered(BOTH)
    panel, claims = page.locator("#checking"), page.locator(CLAIMS)
    one.box.focus()
    page.keyboard.press("j")
    assert one.box.input_value() == "j"
    expect(panel).to_be_hidden()
    one.box.fill("")
    page.get_by_role("button", name="Check the claims").click()
    expect(panel).to_be_focused()
    expect(claims.first).to_have_class("claim is-current")
    assert panel.locator("h2").inner_text() == "Claim 1 of 2"
    marked = page.locator("#s-0-1").inner_text().removeprefix("1")
    assert " ".join(panel.locator("mark").inner_text().split()) == " ".join(marked.split())
    assert "Both sides" in panel.locator(".quoted").inner_text()
    assert "Joint statement" in panel.locator(".from").inner_text()
    page.keyboard.press("c")
    page.keyboard.press("j")
    page.keyboard.press("d")
    page.keyboard.type("cd: the third?")
    page.keyboard.press("Enter")
    expect(panel).to_be_focused()
    page.wait_for_timeout(100)
    assert kept(one) == [
        {"turn": 0, "claim": 0, "state": "checked", "note": ""},
        {"turn": 0, "claim": 1, "state": "disputed", "note": "cd: the third?"},
    ]
    assert "is-checked" in claims.first.get_attribute("class")
    assert claims.nth(1).evaluate("one => getComputedStyle(one, '::after').content") == '"≠" / " disputed"'
    assert page.locator(".tally").inner_text() == "1 of 2 claims checked, 1 disputed"
    assert one.violations() == []
    page.keyboard.press("o")
    page.locator("#document mark.chosen[data-n='2']").wait_for()
    page.keyboard.press("k")  # steps in the document, not in the answer
    page.keyboard.press("Escape")
    expect(panel).to_be_focused()
    assert panel.locator("h2").inner_text() == "Claim 2 of 2"
    page.keyboard.press("u")
    assert page.locator(".tally").inner_text() == "1 of 2 claims checked"
    page.wait_for_timeout(200)
    assert [mark["claim"] for mark in kept(one)] == [0]
    page.keyboard.press("?")
    expect(panel.get_by_text("next claim")).to_be_visible()
    alone = panel.get_by_role("checkbox", name="Single keys")
    alone.focus()
    assert alone.evaluate("node => getComputedStyle(node).backgroundColor") != "rgba(0, 0, 0, 0)"
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert claims.nth(1).get_attribute("class") == "claim"


def test_marks_are_there_again_after_a_reload_and_one_that_cannot_be_kept_is_taken_back(visit):
    one = visit(viewport={"width": 390, "height": 844})
    page = one.page
    one.answered(BOTH)
    one.box.press("Escape")  # leaves the empty box, so that keys are no letters of a question
    expect(page.get_by_role("button", name="Check the claims")).to_be_focused()
    page.keyboard.press("k")  # the last one
    page.keyboard.press("d")
    page.keyboard.type("<b>Which?</b>")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    page.reload()
    expect(page.locator(".tally")).to_have_text("0 of 2 claims checked, 1 disputed")
    one.box.press("Escape")
    page.keyboard.press("k")
    panel = page.locator("#checking")
    assert panel.get_by_label("Note").input_value() == "<b>Which?</b>"
    assert panel.bounding_box()["width"] <= 390
    expect(page.locator(CLAIMS).nth(1)).to_be_in_viewport()
    assert one.violations() == []
    page.route("**/marks", lambda route: route.abort())
    page.keyboard.press("c")
    expect(panel.get_by_role("alert")).to_contain_text("could not be kept")
    assert "is-disputed" in page.locator(CLAIMS).nth(1).get_attribute("class")
    one.wrong = [wrong for wrong in one.wrong if "ERR_FAILED" not in wrong]  # the request that the test broke
    # An answer that is drawn anew keeps its signs.
    one.answered("What will Japan provide for the harbour of Gwadar?")
    assert "is-disputed" in page.locator("#k-0-1").get_attribute("class")
