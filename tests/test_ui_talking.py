"""Conversations in a real browser: what goes into which, what goes on beside it, and what comes back."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

import pytest
import scripted_chain as scripted
from browsing import Server, expect, started_browser, visits

if TYPE_CHECKING:
    from collections.abc import Iterator

FAST = 3  # questions of each kind
SLOW = 0.2  # seconds that a request takes, where the network is slow


class Scripted(Server):
    """The scripted page in a process of its own."""

    def __init__(self, folder: Any) -> None:
        super().__init__(folder, "tests/scripted_chain.py", "PORT")

    def closed(self, question: str) -> int:
        return self.log.read_text().count(f"closed: {question}\n")

    def wait_closed(self, question: str, times: int, within: float) -> None:
        began = time.monotonic()
        while self.closed(question) < times:
            assert time.monotonic() - began < within
            time.sleep(0.05)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from started_browser()


@pytest.fixture(scope="module")
def server(tmp_path_factory: Any) -> Iterator[Scripted]:
    running = Scripted(tmp_path_factory.mktemp("server"))
    yield running
    assert running.stop() == 0
    assert "Traceback" not in running.log.read_text()


@pytest.fixture
def visit(browser: Any, server: Scripted) -> Iterator[Any]:
    yield from visits(browser, server.url)


def questions(page: Any) -> list[str]:
    return [one.inner_text() for one in page.locator("#chat .question > p:first-child").all()]


def fast(page: Any, click: str, question: str) -> None:
    """A click and a question in one go: faster than anything can come from the server."""
    page.evaluate(
        """([click, question]) => {
             document.querySelector(click).click();
             const box = document.querySelector("#ask textarea");
             box.focus();
             box.value = question;
             box.dispatchEvent(new Event("input", { bubbles: true }));
             box.dispatchEvent(new KeyboardEvent("keypress", { key: "Enter", bubbles: true, cancelable: true }));
           }""",
        [click, question],
    )


def link(conversation: str) -> str:
    return f'#history li a.open[data-id="{conversation}"]'


def writing(visit: Any, server: Scripted) -> tuple[Any, int]:
    """A tab in which an answer without an end is being written, and how many such had ended before."""
    one, before = visit(), server.closed(scripted.ENDLESS)
    one.ask(scripted.ENDLESS)
    one.page.get_by_text("word9 ").wait_for()
    return one, before


def shown(page: Any) -> str:
    expect(page).to_have_url(re.compile(r"\?c="))
    return page.url.partition("?c=")[2]


@pytest.mark.parametrize("is_slow", [False, True], ids=["fast", "slow"])
@pytest.mark.parametrize("before", [scripted.PROPOSAL, scripted.ENDLESS], ids=["answered", "being written"])
def test_a_question_right_after_new_conversation_begins_one(visit, before, is_slow):
    one = visit()
    page = one.page
    if is_slow:
        page.route("**/gradio_api/**", lambda route: (time.sleep(SLOW), route.continue_()))
    for _ in range(FAST):
        (one.answered if before == scripted.PROPOSAL else one.ask)(before)
        former = shown(page)
        fast(page, "#history .new", scripted.DOUBTFUL)
        page.locator("#chat .question", has_text=scripted.DOUBTFUL).wait_for()
        assert questions(page) == [scripted.DOUBTFUL]
        one.finished()
        expect(page).not_to_have_url(re.compile(re.escape(former)))
        page.locator(link(former)).click()
        expect(page).to_have_url(re.compile(re.escape(former)))
        page.locator("#chat .question", has_text=before).wait_for()
        assert questions(page) == [before]
        page.locator("#history .new").click()
        expect(page.locator("#chat .question")).to_have_count(0)


@pytest.mark.parametrize("is_slow", [False, True], ids=["fast", "slow"])
def test_a_question_right_after_another_conversation_was_chosen_goes_into_that_one(visit, is_slow):
    one = visit()
    page = one.page
    one.answered(scripted.PROPOSAL)
    first = shown(page)
    page.locator("#history .new").click()
    expect(page.locator("#chat .question")).to_have_count(0)
    if is_slow:
        page.route("**/gradio_api/**", lambda route: (time.sleep(SLOW), route.continue_()))
    one.answered(scripted.TWINS)
    second = shown(page)
    for at in range(2 * FAST):
        conversation, begun = ((first, scripted.PROPOSAL), (second, scripted.TWINS))[at % 2]
        fast(page, link(conversation), scripted.DOUBTFUL)
        expect(page).to_have_url(re.compile(re.escape(conversation)), timeout=20_000)
        asked = [begun, *[scripted.DOUBTFUL] * (at // 2 + 1)]
        expect(page.locator("#chat .question > p:first-child")).to_have_text(asked, timeout=20_000)
        one.finished()
        assert questions(page) == asked


def test_a_question_right_after_its_address_was_opened_goes_into_that_conversation(visit):
    one = visit()
    page = one.page
    one.answered(scripted.PROPOSAL)
    page.route("**/run/predict**", lambda route: (time.sleep(SLOW), route.continue_()))
    page.goto(page.url)
    one.box.wait_for()
    one.box.fill(scripted.DOUBTFUL)
    one.box.press("Enter")
    page.locator("#chat .question", has_text=scripted.DOUBTFUL).wait_for()
    assert questions(page) == [scripted.PROPOSAL, scripted.DOUBTFUL]


def test_of_two_conversations_chosen_one_after_the_other_the_last_is_shown(visit):
    one = visit()
    page = one.page
    one.answered(scripted.PROPOSAL)
    first = shown(page)
    page.locator("#history .new").click()
    expect(page.locator("#chat .question")).to_have_count(0)
    one.answered(scripted.TWINS)
    second = shown(page)
    for last, begun in ((first, scripted.PROPOSAL), (second, scripted.TWINS)) * FAST:
        before = second if last == first else first
        both = [link(before), link(last)]
        page.evaluate("(ones) => ones.forEach((one) => document.querySelector(one).click())", both)
        expect(page).to_have_url(re.compile(re.escape(last)))
        expect(page.locator("#chat .question > p:first-child")).to_have_text(begun)
        page.wait_for_timeout(200)
        assert questions(page) == [begun]


def test_an_answer_goes_on_while_another_conversation_is_shown_and_is_there_afterwards(visit, server):
    one, before = writing(visit, server)
    page = one.page
    endless = shown(page)
    page.locator("#history .new").click()
    page.get_by_role("heading", name="What do the documents say?").wait_for()
    one.ask(scripted.LONG)
    long = shown(page)
    expect(page.locator(link(endless)).get_by_text("Answer being written")).to_be_attached()
    page.locator("#history .new").click()
    expect(page.locator("#chat .question")).to_have_count(0)
    one.answered(scripted.PROPOSAL)
    assert questions(page) == [scripted.PROPOSAL]
    assert page.locator("#s-0-1").count() == 1
    expect(page.locator(f"{link(long)} .writing")).to_have_count(0, timeout=30_000)  # it has ended by itself
    page.locator(link(long)).click()
    expect(page.locator("#chat .claim")).to_have_count(40)
    expect(page.get_by_role("button", name="Helpful", exact=True)).to_be_visible()
    page.locator(link(endless)).click()
    page.wait_for_function("document.querySelector('#chat .pending')?.textContent.includes('word150 ')")
    had = len(page.locator("#chat .pending").inner_text())
    page.wait_for_timeout(600)
    assert len(page.locator("#chat .pending").inner_text()) > had
    assert server.closed(scripted.ENDLESS) == before
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("Stopped. This answer is not complete.").wait_for()
    assert server.closed(scripted.ENDLESS) == before + 1


def test_an_answer_that_goes_on_unseen_ends_with_the_tab(visit, server):
    one = visit()
    for question in (scripted.ENDLESS, scripted.UNHURRIED):
        before = server.closed(question)
        page = one.context.new_page()
        page.goto(one.url)
        page.get_by_role("textbox", name="Your question").fill(question)
        page.keyboard.press("Enter")
        page.locator("#ask .stop-button").wait_for()
        page.locator("#history .new").click()
        page.get_by_role("heading", name="What do the documents say?").wait_for()
        page.wait_for_timeout(2500)
        assert server.closed(question) == before
        page.close()
        server.wait_closed(question, before + 1, within=3)


def test_two_tabs_show_one_answer_and_it_ends_with_the_last_of_them(visit, server):
    one, before = writing(visit, server)
    other = one.context.new_page()
    other.goto(one.page.url)
    other.get_by_text("word99 ").wait_for()
    one.page.close()
    other.wait_for_timeout(2500)
    assert server.closed(scripted.ENDLESS) == before
    other.close()
    server.wait_closed(scripted.ENDLESS, before + 1, within=3)


def test_a_page_that_is_loaded_anew_shows_the_answer_growing_or_stopped_and_always_the_question(visit):
    one = visit()
    page = one.page
    for wait in (0, 100, 400, 1500):
        page.goto(one.url)
        one.box.wait_for()
        one.box.fill(scripted.ENDLESS)
        one.box.press("Enter")
        expect(page).to_have_url(re.compile(r"\?c="))
        page.wait_for_timeout(wait)
        page.reload()
        page.locator("#chat .question", has_text=scripted.ENDLESS).wait_for()
        page.locator("#chat .pending, #chat .stopped").first.wait_for()
        page.evaluate("document.querySelector('#ask .stop-button')?.click()")  # unless it has stopped by itself
        page.locator("#chat .stopped").wait_for()
        expect(page.get_by_role("button", name="Try again")).to_be_visible()
    leaving = ("AbortError", "Connection errored out")  # Gradio says so of what a page asks while it is left
    one.wrong[:] = [wrong for wrong in one.wrong if not any(sign in wrong for sign in leaving)]


def test_a_conversation_is_deleted_while_its_answer_is_written(visit, server):
    one, before = writing(visit, server)
    page = one.page
    conversation = shown(page)
    row = page.locator(f'#history li[data-id="{conversation}"]')
    row.locator("summary").click()
    row.get_by_role("button", name="Delete", exact=True).click()
    row.get_by_role("button", name="Delete for good").click()
    page.get_by_role("heading", name="What do the documents say?").wait_for()
    server.wait_closed(scripted.ENDLESS, before + 1, within=3)
    expect(row).to_have_count(0)
    one.answered(scripted.PROPOSAL)
    assert questions(page) == [scripted.PROPOSAL]


@pytest.mark.parametrize("question", [scripted.BROKEN, scripted.PROPOSAL])
def test_undo_brings_back_what_a_changed_question_has_replaced(visit, question):
    one = visit()
    page = one.page
    for asked in (scripted.TWINS, scripted.DOUBTFUL, scripted.OFFERS):
        one.answered(asked)
    before = page.locator("#chat .answer").all_inner_texts()
    page.locator("#chat a.act", has_text="Edit").nth(1).click()
    expect(one.box).to_have_value(scripted.DOUBTFUL)
    expect(page.locator("#hint .editing")).to_contain_text("“Undo” brings back what was there")
    one.answered(question)
    assert questions(page) == [scripted.TWINS, question]
    page.reload()
    page.locator("#chat .question", has_text=question).wait_for()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#chat .question")).to_have_count(3)
    assert questions(page) == [scripted.TWINS, scripted.DOUBTFUL, scripted.OFFERS]
    assert page.locator("#chat .answer").all_inner_texts() == before
    expect(one.box).to_have_value(question)
    page.get_by_role("button", name="Keep them").click()
    expect(one.box).to_have_value("")
    page.reload()
    expect(page.locator("#chat .question")).to_have_count(3)


def test_a_changed_question_that_is_too_long_replaces_nothing(visit):
    one = visit()
    page = one.page
    one.answered(scripted.DOUBTFUL)
    one.answered(scripted.PROPOSAL)
    page.locator("#chat a.act", has_text="Edit").first.click()
    expect(one.box).to_have_value(scripted.DOUBTFUL)
    one.box.fill("x" * 9_000)
    one.box.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("8,000 is the most", timeout=15_000)
    assert questions(page) == [scripted.DOUBTFUL, scripted.PROPOSAL]
    assert len(one.box.input_value()) == 9_000
    expect(page.locator("#hint .editing")).to_have_count(1)
    one.answered(scripted.TWINS)
    assert questions(page) == [scripted.TWINS]


def test_checking_ends_when_another_conversation_is_shown(visit):
    one = visit()
    page, panel = one.page, one.page.locator("#checking")
    one.answered(scripted.PROPOSAL)
    first = shown(page)
    page.get_by_role("button", name="New conversation").first.click()
    one.answered(scripted.OFFERS)
    second = shown(page)
    page.get_by_role("button", name="Check the claims").last.click()
    expect(panel).to_be_visible()
    page.locator(link(first)).click()
    page.get_by_text(scripted.PROPOSAL).first.wait_for()
    expect(panel).to_be_hidden()
    for conversation in (first, second):
        marks = "async (id) => (await (await fetch(`/conversations/${id}`)).json()).marks"
        assert page.evaluate(marks, conversation) == []
