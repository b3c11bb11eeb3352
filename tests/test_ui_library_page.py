"""The library in a real browser: a server process of its own with a real library, and headless Chromium."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import scripted_chain as scripted
from browsing import Server, Visit, expect, started_browser

if TYPE_CHECKING:
    from collections.abc import Iterator

URDU = "پاکستان اور جاپان کا صنعتی تعاون"
NOTE = "Norway and Chile agreed on ports. They meet again in spring."
LONG = "\n\n".join(f"Clause {n}. " + f"The parties agree on term {n} of the treaty. " * 25 for n in range(40))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from started_browser()


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("library")
    given = folder / "given"
    given.mkdir()
    records = [
        {"id": n, "title": f"Decision {n:02}", "date": f"20{10 + n % 8}-0{1 + n % 9}-01", "text": f"Japan decided {n}."}
        for n in range(30)
    ]
    records.append({"id": "u", "title": URDU, "date": "2023-02-11", "text": f"{URDU} پر اتفاق ہوا۔ " * 5})
    records += [
        {"id": f"a{n}", "title": attack, "publisher": attack, "date": "2024", "text": f"Attack {n}."}
        for n, attack in enumerate(scripted.ATTACKS)
    ]
    (given / "decisions.jsonl").write_text("\n".join(json.dumps(one) for one in records))
    (given / "<img src=x onerror=attacked=1>.pdf").write_bytes(b"%PDF-1.4 nothing")
    (given / "copy one.txt").write_text(NOTE * 30)
    (given / "copy two.html").write_text(f"<html><title>Ports</title><p>{NOTE * 30}</p></html>")
    running = Server(folder, "tests/library_server.py", "PORT", str(folder), "--slow", "0.4")
    yield running
    assert running.stop() == 0
    assert "Traceback" not in running.log.read_text()


@pytest.fixture
def shown(browser, server) -> Iterator[Any]:
    opened: list[Visit] = []

    def show(**settings: Any) -> Visit:
        visit = Visit(browser, server.url, **settings)
        opened.append(visit)
        visit.page.add_style_tag(content="#right { display: block !important }")  # also beside an empty conversation
        visit.page.get_by_role("tab", name="Library").click()
        visit.page.locator(".library .record").first.wait_for()
        return visit

    yield show
    for one in opened:
        one.context.close()
    refused = "status of 400"  # what a reader typed was not understood, which the browser notes too
    assert [wrong for one in opened for wrong in one.wrong if refused not in wrong] == []


def titles(page: Any) -> list[str]:
    return list(page.locator(".record .title").all_inner_texts())


def test_the_list_is_searched_sorted_filtered_by_a_bar_and_leafed_through_by_keyboard(shown: Any) -> None:
    page = shown().page
    total = page.locator(".library .total")
    expect(total).to_contain_text("1 to 25")
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pager")).to_contain_text("Page 2 of 2")
    page.get_by_role("combobox", name="Order").select_option("Oldest first")
    expect(page.locator(".record .title").first).to_have_text("Decision 00")
    page.get_by_role("link", name="2012: 4 documents").focus()
    page.keyboard.press("Enter")
    expect(total).to_have_text("4 documents found")
    assert page.get_by_role("link", name="March 2012: 1 document").count() == 1
    page.get_by_role("searchbox", name="Search titles").fill("decision 02")
    expect(page.locator(".record .title")).to_have_text(["Decision 02"])
    expect(page.locator(".library > [role=status]")).to_have_text("1 document, 1 to 1 shown")
    page.get_by_role("button", name="2012: take this filter off").click()
    page.get_by_role("searchbox", name="Search titles").fill("کا صنعتی")
    expect(page.locator(".record .title")).to_have_text([URDU])
    assert page.locator(".record .title bdi").evaluate("node => getComputedStyle(node).direction") == "rtl"


def test_a_document_is_opened_by_a_click_anywhere_on_it_and_escape_leaves_a_correction(shown: Any) -> None:
    page = shown().page
    card = page.locator(".record").first
    card.locator(".facts").click()
    card.get_by_role("button", name="Correct").click()
    page.keyboard.press("Escape")
    expect(card.locator("form")).to_have_count(0)
    expect(card.locator(".title")).to_be_focused()
    assert card.locator(".title").get_attribute("aria-expanded") == "true"
    card.locator("dd").first.click()  # as somebody does who copies it
    expect(card.get_by_role("button", name="Correct")).to_be_visible()


def test_the_list_is_looked_at_again_when_all_has_been_taken_in_and_the_focus_stays(shown: Any) -> None:
    page = shown().page
    title = page.locator(".record .title").nth(1)
    name = title.inner_text()
    title.focus()
    with page.expect_response(lambda answer: "/documents?" in answer.url):
        page.evaluate("document.dispatchEvent(new Event('standing'))")
    page.wait_for_timeout(300)
    assert page.evaluate("document.activeElement.innerText") == name


def test_files_that_are_chosen_or_dropped_show_how_far_they_are_until_they_are_found(
    shown: Any, tmp_path: Path
) -> None:
    page = shown().page
    page.evaluate(
        """() => { window.said = []; new MutationObserver(() => {
            const text = document.querySelector('.library > [role=status]').textContent;
            if (text) window.said.push(text);
        }).observe(document.querySelector('.library > [role=status]'), {childList: true, characterData: true}); }"""
    )
    treaty, big = tmp_path / "Treaty <b>of terms.txt", tmp_path / "big.txt"
    treaty.write_text(LONG)
    big.write_bytes(b"x" * 2_000_001)
    count = page.locator("#topbar .sub")
    before = count.inner_text()
    page.evaluate("document.documentElement.dataset.conversation = 'shown'")  # whose questions are not drawn anew
    page.locator(".library input[type=file]").set_input_files([treaty, big])
    row = page.locator(".additions li", has_text="Treaty <b>of terms.txt")
    expect(row).to_contain_text("Found by words; embedding", timeout=15000)
    assert "of 40 passages" in row.inner_text() or "passages" in row.inner_text()
    expect(page.locator(".additions li", has_text="big.txt")).to_contain_text("A file may have 2 MB")
    page.evaluate(
        """() => { const data = new DataTransfer(); data.items.add(new File(['Peru and Fiji agreed.'], 'dropped.txt'));
            for (const type of ['dragenter', 'dragover', 'drop'])
                document.querySelector('.library .total').dispatchEvent(
                    new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true})); }"""
    )
    expect(page.locator(".additions li", has_text="dropped.txt")).to_contain_text("Ready", timeout=20000)
    expect(row).to_contain_text("Ready", timeout=20000)
    expect(page.locator(".record .title").first).to_have_text("Peru and Fiji agreed.")
    expect(count).not_to_have_text(before, timeout=20000)
    said = [line for line in page.evaluate("window.said") if "terms.txt" in line]
    assert len(said) == 1
    page.get_by_role("button", name="Clear the list").click()
    expect(page.locator(".additions li")).to_have_count(0)


def test_a_document_is_corrected_removed_and_brought_back(shown: Any) -> None:
    page = shown().page
    page.get_by_role("searchbox", name="Search titles").fill("Decision 07")
    page.get_by_role("button", name="Decision 07").click()
    page.get_by_role("button", name="Correct").click()
    page.get_by_role("textbox", name="Date").fill("nonsense")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".correcting [role=alert]")).to_contain_text("is no date")
    page.get_by_role("textbox", name="Date").fill("May 2031")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".record .facts").first).to_contain_text("May 2031", timeout=15000)
    expect(page.locator(".record").first).to_contain_text("Corrected")
    page.get_by_role("button", name="Decision 07").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.locator(".library .total")).to_contain_text("No document fits")
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    page.get_by_text("1 document removed").click()
    expect(page.locator(".library .plain", has_text="Decision 07")).to_contain_text("still in given")
    undo.click()
    expect(page.locator(".record .title")).to_have_text(["Decision 07"])


def test_copies_open_and_a_document_can_be_read_in_full_and_closed_by_keyboard(shown: Any) -> None:
    page = shown().page
    page.get_by_role("searchbox", name="Search titles").fill("copy one")
    record = page.locator(".record", has_text="2 copies of one text")
    record.locator(".title").click()
    expect(record.locator("dl")).to_contain_text("Ports")
    read = record.get_by_role("button", name="Read in full")
    read.focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open]")).to_contain_text("They meet again in spring.")
    expect(page.locator("dialog[open]")).not_to_contain_text("has changed")
    page.keyboard.press("Escape")
    expect(read).to_be_focused()


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_hostile_names_are_text_and_nothing_breaks_a_rule_of_accessibility(shown: Any, width: int, theme: str) -> None:
    visit = shown(viewport={"width": width, "height": 900})
    page = visit.page
    if theme == "dark":
        page.get_by_role("button", name="Dark").click()
    page.get_by_role("searchbox", name="Search titles").fill("window.attacked")
    expect(page.locator(".library .total")).to_contain_text("found")
    assert any("<script>window.attacked=1</script>" in title for title in titles(page))
    page.locator(".record .title").first.click()
    page.get_by_role("button", name="Correct").click()
    page.evaluate("document.querySelectorAll('.library details').forEach((fold) => { fold.open = true; })")
    expect(page.get_by_text("<img src=x onerror=attacked=1>.pdf", exact=True)).to_be_visible()
    assert visit.violations() == []
    assert not visit.attacked()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    outside = "node => node.scrollWidth > node.clientWidth + 1"
    assert page.locator(".library").evaluate(outside) is False


def test_whoever_has_added_all_that_there_is_finds_it_on_the_empty_page_and_nobody_else_does(browser, tmp_path):
    running = Server(tmp_path, "tests/library_server.py", "PORT", str(tmp_path), "--header", "X-User")
    ann, bob = {"X-User": "ann"}, {"X-User": "bob"}
    try:
        with httpx.Client(base_url=running.url, headers=ann, timeout=20) as client:
            assert client.put("library/uploads", params={"name": "note.txt"}, content=NOTE.encode()).status_code == 200
            end = time.monotonic() + 20
            while not client.get("standing").json()["documents"] and time.monotonic() < end:
                time.sleep(0.1)
        visit = Visit(browser, running.url, extra_http_headers=ann)
        expect(visit.page.locator("#topbar")).to_contain_text("answered from 1 document")
        expect(visit.page.locator("#chat")).not_to_contain_text("The library is empty")
        expect(visit.page.get_by_text(scripted.OFFERS)).to_be_visible()
        other = Visit(browser, running.url, extra_http_headers=bob)
        other.page.wait_for_timeout(500)
        expect(other.page.locator("#chat")).to_contain_text("The library is empty")
        expect(other.page.locator("#topbar")).not_to_contain_text("answered from")
        assert other.page.evaluate("fetch('/facets').then((answer) => answer.json())")["countries"] == []
        assert visit.page.evaluate("fetch('/facets').then((answer) => answer.json())")["countries"]
        assert (visit.wrong, other.wrong) == ([], [])
    finally:
        running.stop()
