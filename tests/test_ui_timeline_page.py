"""The tab in which answers stand in the order of time, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import scripted_chain as scripted
from browsing import Server, Visit, expect, started_browser, visits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
MEMORANDUM, ARTICLE = "Memorandum of cooperation on skilled workers", "Japanese auto and mobile companies"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from started_browser()


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("server"), "tests/scripted_chain.py", "PORT", "--hostile")
    yield running
    assert running.stop() == 0


@pytest.fixture
def visit(browser, server) -> Iterator[Callable[..., Visit]]:
    yield from visits(browser, server.url)


def opened(one: Visit, question: str = scripted.OFFERS, link: str = "In date order") -> Any:
    one.answered(question)
    one.page.get_by_role("button", name=link).click()
    table = one.page.locator("#timeline table")
    expect(table).to_be_in_viewport()
    return table


@pytest.mark.parametrize("settings", [{}, {"color_scheme": "dark"}, PHONE])
def test_the_line_and_the_table_stand_in_the_order_of_time(visit, settings):
    one = visit(**settings)
    table = opened(one)
    assert table.locator("th[scope=row]").all_inner_texts() == ["December 2019", "6 September 2021", "7 September 2021"]
    older, newer = (one.page.locator(".times .mark.document").nth(at).bounding_box() for at in (0, 1))
    assert older["x"] + older["width"] <= newer["x"]
    assert one.page.get_by_role("link", name=f"December 2019, source 6: {MEMORANDUM}").is_visible()
    assert one.violations() == []
    assert one.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_mark_on_the_line_leads_to_the_sentence_also_by_keyboard(visit):
    one = visit()
    opened(one)
    mark = one.page.get_by_role("link", name="6 September 2021, source 1")
    mark.focus()
    one.page.keyboard.press("Shift+Tab")
    one.page.keyboard.press("Tab")
    assert "on Monday invited" in one.page.locator("#quote").inner_text()
    one.page.keyboard.press("Enter")
    expect(one.page.locator("#s-0-1")).to_be_focused()
    expect(one.page.locator("#s-0-1")).to_be_in_viewport()


def test_a_document_that_was_only_found_leads_to_its_passage(visit):
    one = visit()
    table = opened(one, scripted.TWO_YEARS)
    table.get_by_role("link", name=ARTICLE).click()
    expect(one.page.locator(".card.found")).to_be_focused()
    expect(one.page.locator(".card.found")).to_be_in_viewport()


def test_in_urdu_time_runs_from_the_right_to_the_left(visit):
    one = visit(locale="ur-PK", box="آپ کا سوال")
    opened(one, link="تاریخ وار دیکھیں")
    older, newer = (one.page.locator(".times .mark.document").nth(at).bounding_box() for at in (0, 1))
    assert newer["x"] + newer["width"] <= older["x"]
    assert one.page.locator(".times .mark.document").nth(1).inner_text() == "1–5"
    assert one.violations() == []
