"""Documents that differ, opened beside each other, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import scripted_chain as scripted
from browsing import Server, Visit, expect, started_browser, visits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
FIRST, SECOND = "Highlighting the setting up of Karachi", "The Karachi Industrial Park takes 1,800 acres."


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


def opened(one: Visit) -> Any:
    one.answered(scripted.WHOLE)
    one.page.get_by_role("button", name="Open side by side").click()
    dialog = one.page.get_by_role("dialog", name="The documents differ: Karachi Industrial Park: acres")
    dialog.wait_for()
    return dialog


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_documents_that_differ_open_beside_each_other_each_at_its_sentence(visit, scheme):
    one = visit(color_scheme=scheme)
    dialog = opened(one)
    sides = dialog.get_by_role("article")
    assert [side.locator(".value").inner_text() for side in sides.all()] == ["1,500 acres", "1,800 acres"]
    assert "Japanese auto and mobile companies" in sides.nth(0).inner_text()
    for side, said in zip(sides.all(), (FIRST, SECOND), strict=True):
        expect(side.locator("mark.chosen")).to_be_in_viewport()
        assert side.locator("mark.chosen").inner_text().startswith(said)
    left, right = (side.bounding_box() for side in sides.all())
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"] + 1
    assert one.violations() == []


def test_on_a_phone_they_stand_one_below_the_other(visit):
    one = visit(**PHONE)
    dialog = opened(one)
    sides = dialog.get_by_role("article").all()
    for side in sides:
        expect(side.locator("mark.chosen")).to_be_in_viewport()
    above, below = (side.bounding_box() for side in sides)
    assert above["y"] + above["height"] <= below["y"] + 1
    assert above["x"] == below["x"]
    assert one.violations() == []
    assert one.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_keyboard_opens_them_steps_from_one_to_the_other_and_leads_back(visit):
    one = visit()
    one.answered(scripted.WHOLE)
    link = one.page.get_by_role("button", name="Open side by side")
    link.focus()
    one.page.keyboard.press("Enter")
    dialog = one.page.get_by_role("dialog")
    dialog.wait_for()
    first, second = (side.locator("mark.chosen") for side in dialog.get_by_role("article").all())
    expect(first).to_be_focused()
    status = dialog.get_by_role("status")
    expect(status).to_have_text(re.compile("1 of 2: 1,500 acres, Japanese auto and mobile companies"))
    one.page.keyboard.press("j")
    expect(second).to_be_focused()
    expect(status).to_have_text("2 of 2: 1,800 acres, Note of the second folder")
    one.page.keyboard.press("k")
    expect(first).to_be_focused()
    one.page.keyboard.press("Escape")
    expect(link).to_be_focused()


def test_one_of_them_can_be_read_in_full_and_the_way_leads_back(visit):
    one = visit()
    dialog = opened(one)
    full = dialog.get_by_role("article").nth(1).get_by_role("button", name="Read in full")
    full.click()
    reading = one.page.get_by_role("dialog", name="Note of the second folder")
    expect(reading.locator("#document-mark")).to_have_text(SECOND)
    assert one.violations() == []
    one.page.keyboard.press("Escape")
    expect(full).to_be_focused()
    expect(dialog).to_be_visible()


def test_the_title_of_a_document_that_differs_opens_it_at_its_sentence(visit):
    one = visit()
    one.answered(scripted.WHOLE)
    title = one.page.locator("#chat .differ").get_by_role("button", name="Note of the second folder")
    title.click()
    expect(one.page.locator("#document-mark")).to_have_text(SECOND)
    one.page.keyboard.press("Escape")
    expect(title).to_be_focused()


def test_in_urdu_the_first_stands_at_the_right(visit):
    one = visit(locale="ur-PK", box="آپ کا سوال")
    one.answered(scripted.WHOLE)
    one.page.get_by_role("button", name="ساتھ ساتھ کھولیں").click()
    one.page.get_by_role("dialog").wait_for()
    first, second = one.page.get_by_role("dialog").get_by_role("article").all()
    expect(first.locator("mark.chosen")).to_be_in_viewport()
    assert first.bounding_box()["x"] > second.bounding_box()["x"]
    assert one.violations() == []


def test_hostile_text_is_shown_as_text(visit):
    one = visit()
    one.answered(scripted.HOSTILE)
    one.page.get_by_role("button", name="Open side by side").click()
    side = one.page.get_by_role("dialog").get_by_role("article")
    assert "<script>window.attacked=1</script>" in side.locator(".value").inner_text()
    assert side.locator("img, script, a, form, iframe").count() == 0
    assert not one.attacked()
