"""What somebody meets who uses the page for the first time, on a laptop and on a phone, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import scripted_chain as scripted
from browsing import Server, Visit, expect, started_browser

if TYPE_CHECKING:
    from collections.abc import Iterator

PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from started_browser()


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[Any]:
    """A function that gives the address of a page with these options."""
    running: dict[str, Server] = {}

    def of(*options: str) -> str:
        name = "".join(options)
        if name not in running:
            folder = tmp_path_factory.mktemp("first")
            running[name] = Server(folder, "tests/scripted_chain.py", "PORT", *options)
        return running[name].url

    yield of
    for one in running.values():
        one.stop()


@pytest.fixture
def visit(browser, address) -> Iterator[Any]:
    opened: list[Visit] = []

    def open_page(*options: str, box: str = "Your question", **settings: Any) -> Visit:
        opened.append(Visit(browser, address(*options), box, **settings))
        return opened[-1]

    yield open_page
    for one in opened:
        one.context.close()
    library = "status of 404"  # the scripted page has none to list
    assert [what for one in opened for what in one.wrong if library not in what] == []


@pytest.mark.parametrize("settings", [{}, PHONE], ids=["laptop", "phone"])
def test_from_an_empty_library_one_click_leads_to_where_documents_are_added(visit, settings):
    one = visit("--empty", **settings)
    assert one.violations() == []
    one.page.get_by_role("link", name="Add documents").click()
    assert one.page.get_by_role("tab", name="Library").get_attribute("aria-selected") == "true"
    expect(one.page.locator("#side-tabs .tab-wrapper")).to_be_in_viewport(ratio=1)
    assert "?c=" not in one.page.url
    assert "#" not in one.page.url


def test_from_right_to_left_the_way_to_add_documents_stands_where_the_sentences_begin(visit):
    one = visit("--empty", box="آپ کا سوال", locale="ur-PK")
    boxes = [one.page.locator(what).bounding_box() for what in (".hello h2", ".hello .add", ".hello code")]
    ends = [box["x"] + box["width"] for box in boxes]
    assert max(ends) - min(ends) < 3  # pixels


@pytest.mark.parametrize("tab", ["Timeline", "Library"])
def test_on_a_phone_a_tab_that_is_tapped_at_the_end_of_the_screen_is_shown_with_what_is_in_it(visit, tab):
    one = visit(**PHONE)
    one.answered(scripted.OFFERS)
    one.page.evaluate("scrollTo(0, 70)")  # so far that the tabs are seen, and nothing below them
    one.page.get_by_role("tab", name=tab).click()
    one.page.wait_for_timeout(1000)
    assert one.page.get_by_role("tab", name=tab).bounding_box()["y"] < 200


@pytest.mark.parametrize("width", [390, 760, 1000, 1280, 1440, 1920])
def test_the_name_of_the_page_is_never_cut_whatever_is_said_beside_it(visit, width):
    one = visit("--busy", "--hostile", viewport={"width": width, "height": 800})
    one.page.locator(".standing").wait_for()
    bounds = one.page.locator(".brand").bounding_box()
    name = one.page.locator(".brand h1").bounding_box()
    assert one.page.locator(".brand h1").evaluate("node => node.scrollWidth <= node.clientWidth + 1")
    assert bounds["x"] <= name["x"]
    assert name["x"] + name["width"] <= bounds["x"] + bounds["width"] + 1
    said = one.page.locator(".brand .sub")
    is_seen = said.is_visible() and said.bounding_box()["y"] < bounds["y"] + bounds["height"]
    assert not is_seen or said.evaluate("node => node.scrollWidth <= node.clientWidth + 1")  # whole, or not at all
    assert one.page.evaluate("document.documentElement.scrollWidth") <= width


def test_conversations_are_told_apart_by_two_lines_of_their_first_question_from_where_it_begins(visit):
    one = visit()
    long = "What did the ambassador of Japan say about the certificates for tyres and chemicals?"
    for question in (long, f"{scripted.URDU} {scripted.URDU} {scripted.URDU}"):
        one.page.locator("#history .new").click()
        one.answered(question)
    titles = one.page.locator("#history .open")
    heights = [titles.nth(at).evaluate("node => node.clientHeight") for at in (0, 1)]
    assert all(height > 40 for height in heights)  # pixels: two lines
    assert [titles.nth(at).evaluate("node => getComputedStyle(node).direction") for at in (0, 1)] == ["rtl", "ltr"]
    assert one.violations() == []


def test_on_a_phone_what_is_always_so_takes_no_room_from_an_answer(visit):
    one = visit(**PHONE)
    notice = one.page.locator("#hint .notice")
    expect(notice).to_be_visible()
    one.answered(scripted.OFFERS)
    expect(notice).to_be_hidden()


def test_suggestions_in_the_language_of_the_page_come_first_and_each_is_marked_as_what_it_is(visit):
    one = visit("--own", box="آپ کا سوال", locale="ur-PK")
    examples = one.page.locator("#chat .example")
    expect(examples.first).to_have_text(scripted.URDU)
    expect(examples.first).to_have_attribute("lang", "ur")
    expect(examples.nth(1)).to_have_attribute("lang", "en")
    expect(one.page.locator(".hello .suggested")).to_have_count(0)  # which says that all are in English
    assert one.violations() == []
