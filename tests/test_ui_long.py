"""A long conversation in a real browser."""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING, Any

import pytest
import scripted_chain as scripted
from browsing import Server, Visit, expect, started_browser

from assistant.conversations.conversations import Conversations
from assistant.conversations.turns import Phase, Turn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TURNS = 60
TOKEN = "a" * 43
LONGEST_TASK = 400  # ms for which nobody's key is heard; 200 on an idle machine, a busy one takes its time
WATCH = """() => { window.long = [0];
    new PerformanceObserver((found) => found.getEntries().forEach((one) => window.long.push(one.duration)))
        .observe({type: 'longtask'}); }"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def conversation(folder: Path) -> str:
    """One of so many turns, which the browser with TOKEN has asked."""
    owner, id_ = f"b:{hashlib.sha256(TOKEN.encode()).hexdigest()}", ""
    answer = asyncio.run(scripted.chain.ainvoke({"question": scripted.OFFERS}))
    kept = Conversations(folder)
    for number in range(TURNS):
        id_ = kept.add(owner, id_, Turn(f"Question {number}?", answer=answer, phase=Phase.DONE)) or ""
    kept.close()
    return id_


@pytest.fixture
def visit(folder: Path, conversation: str) -> Iterator[Visit]:
    server = Server(folder, "tests/scripted_chain.py", "PORT")
    cookie = {"name": "bilateral-record", "value": TOKEN, "url": server.url}
    for browser in started_browser():
        one = Visit(browser, f"{server.url}?c={conversation}", storage_state={"cookies": [{**cookie, "expires": -1}]})
        one.url = server.url
        yield one
        one.context.close()
        assert [wrong for wrong in one.wrong if server.url not in wrong] == []
    server.stop()


def shown(page: Any) -> list[str]:
    return page.locator("#chat .question > p:first-child").all_inner_texts()


def test_a_long_conversation_streams_without_halting_the_page_and_shows_its_beginning_on_demand(visit):
    page = visit.page
    expect(page.locator("#chat .question")).to_have_count(10)
    assert shown(page)[0] == f"Question {TURNS - 10}?"
    page.evaluate(WATCH)
    visit.answered(scripted.LONG)
    assert max(page.evaluate("window.long")) < LONGEST_TASK
    before = page.get_by_role("button", name="Show 51 earlier questions")
    before.click()
    expect(page.locator("#chat .question")).to_have_count(30)
    assert shown(page)[0] == "Question 31?"


def test_earlier_questions_stay_shown_while_an_answer_is_written_and_when_it_ends(visit):
    page = visit.page
    expect(page.locator("#chat .question")).to_have_count(10)
    visit.ask(scripted.ENDLESS)
    answer = page.locator("#chat .answer").last
    expect(answer).to_contain_text("word9")
    page.get_by_role("button", name="Show 51 earlier questions").click()
    expect(page.locator("#chat .question")).to_have_count(30)
    held = len(answer.inner_text())
    page.wait_for_function(f"[...document.querySelectorAll('#chat .answer')].at(-1).innerText.length > {held + 100}")
    assert len(shown(page)) == 30
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    page.wait_for_timeout(500)
    assert len(shown(page)) == 30
