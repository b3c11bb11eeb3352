"""Answers in the order of time: what is said as HTML, and the tab in a real browser."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Any

import pytest
import scripted_chain as scripted
from browsing import Server, Visit, expect, started_browser, visits

from assistant.conversations.turns import Phase, Turn
from assistant.ui.timeline import has_timeline, timeline
from assistant.ui.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
EN = Wording.of("en")
MEMORANDUM, ARTICLE = "Memorandum of cooperation on skilled workers", "Japanese auto and mobile companies"


async def _last(question: str) -> Any:
    return [answer async for answer in scripted.chain.astream({"question": question, "history": ()})][-1]


def done(question: str) -> Turn:
    return Turn(question, Phase.DONE, asyncio.run(_last(question)))


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


def test_every_date_says_how_it_is_known():
    said = timeline([done(scripted.OFFERS)], EN)
    assert "Ministry of Justice of Japan</bdi> · date from the head of the text" in said
    assert "reckoned from the date of" in said
    assert "6 September 2021" in said


def test_what_is_only_found_is_told_from_what_is_cited():
    said = timeline([done(scripted.OFFERS)], EN)
    assert 'class="mark document"' in said
    proposal = timeline([done(scripted.DOUBTFUL), done(scripted.PROPOSAL)], EN)
    assert proposal.count("<details") == 2
    assert proposal.count("<details open") + proposal.count(" open>") == 1


def test_a_single_date_makes_a_table_and_no_line():
    turn = done(scripted.PROPOSAL)
    assert not has_timeline(turn.answer)
    said = timeline([turn], EN)
    assert 'class="times"' not in said
    assert "<table>" in said


def test_what_has_no_date_is_named_below():
    said = re.sub("<[^>]*>", "", timeline([done(scripted.WHOLE)], EN))
    assert "Cited, without a known date: Note of the second folder" in said


def test_where_nothing_is_cited_it_says_what_will_stand_there():
    for turns in ([], [done(scripted.INVESTED)], [Turn("Q", Phase.ASKED)]):
        assert "Dates appear here" in timeline(turns, EN)


def test_hostile_text_stays_text():
    said = timeline([done(scripted.HOSTILE)], EN)
    assert set(re.findall(r"</?([a-z0-9]+)", said)) <= {
        *("h2", "details", "summary", "span", "table", "caption", "thead", "tbody", "tr", "th", "td", "p", "a", "bdi"),
        *("div", "i"),
    }
    assert all(re.fullmatch("#[sc]-0-[0-9a-f-]+", link) for link in re.findall(r'href="([^"]*)"', said))


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
