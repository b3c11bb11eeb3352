"""A page that is loaded anew, at whatever moment, loses no question: in a real browser."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import scripted_chain as scripted
from browsing import Server, Visit, expect, started_browser, visits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

JOIN = "**/gradio_api/queue/join*"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from started_browser()


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("server"), "tests/scripted_chain.py", "PORT")
    yield running
    assert running.stop() == 0


@pytest.fixture
def visit(browser, server) -> Iterator[Callable[..., Visit]]:
    yield from visits(browser, server.url)


def reload(one: Visit) -> None:
    one.page.reload()
    one.box.wait_for()


def losing(one: Visit, question: str, *, arrives: bool) -> list[str]:
    """Makes of the connection one on which nothing comes back, and the question ``arrives`` or does not either. Gives
    what will hold the question once it was asked."""
    met: list[str] = []

    def meet(route: Any) -> None:
        if not met and question in json.dumps(route.request.post_data_json or {}, ensure_ascii=False):
            if arrives:
                route.fetch()  # and nobody is told
            met.append(question)
        else:
            route.continue_()

    for at in (JOIN, "**/gradio_api/run/predict*"):
        one.page.route(at, meet)
    return met


def asked(one: Visit, met: list[str]) -> None:
    for _ in range(300):
        one.page.wait_for_timeout(50)
        if met:
            break
    assert met


def asking(one: Visit, question: str, *, arrives: bool) -> None:
    met = losing(one, question, arrives=arrives)
    one.box.fill(question)
    one.box.press("Enter", no_wait_after=True)
    asked(one, met)


def test_what_is_typed_is_still_there(visit):
    one = visit()
    one.box.fill("When was it")
    reload(one)
    expect(one.box).to_have_value("When was it")
    one.answered(scripted.PROPOSAL)
    reload(one)
    expect(one.page.locator("#chat .question")).to_have_count(1)
    one.page.wait_for_timeout(500)
    expect(one.box).to_have_value("")


def test_what_is_typed_belongs_to_its_conversation(visit):
    one = visit()
    one.answered(scripted.PROPOSAL)
    expect(one.page).to_have_url(re.compile(r"\?c="))
    one.box.fill("And when?")
    one.page.goto(one.url)
    one.box.wait_for()
    one.page.get_by_role("button", name=scripted.OFFERS).wait_for()
    one.page.wait_for_timeout(500)
    expect(one.box).to_have_value("")


@pytest.mark.parametrize("first", [True, False], ids=["a first question", "a further question"])
def test_a_question_that_got_lost_on_the_way_comes_back_into_the_composer(visit, first):
    one = visit()
    if not first:
        one.answered(scripted.TWINS)
    asking(one, scripted.PROPOSAL, arrives=False)
    reload(one)
    expect(one.box).to_have_value(scripted.PROPOSAL)
    one.box.press("Enter")
    one.finished()
    assert "He suggested a bilateral forum" in one.page.locator("#chat .answer").last.inner_text()


@pytest.mark.parametrize("first", [True, False], ids=["a first question", "a further question"])
def test_a_question_of_which_the_page_was_told_nothing_is_answered_in_its_conversation(visit, first):
    one = visit()
    if not first:
        one.answered(scripted.TWINS)
    asking(one, scripted.PROPOSAL, arrives=True)
    reload(one)
    answer = one.page.locator("#chat .answer", has_text="He suggested a bilateral forum")
    answer.wait_for()
    expect(one.page).to_have_url(re.compile(r"\?c="))
    one.finished()
    expect(one.box).to_have_value("")
    expect(one.page.locator("#chat .question", has_text=scripted.PROPOSAL)).to_have_count(1)


def test_a_question_that_was_asked_before_the_page_was_drawn_is_answered_in_its_conversation(visit):
    one = visit()
    one.page.add_init_script(f"""
        const real = window.fetch;
        window.fetch = async (...given) => {{
          const isQuestion = String(given[1]?.body).includes({json.dumps(scripted.PROPOSAL)});
          const waits = String(given[0]).includes("/run/predict") && !isQuestion;
          if (waits) await new Promise((resolve) => setTimeout(resolve, 1000));
          return real(...given);
        }};
    """)
    reload(one)
    asking(one, scripted.PROPOSAL, arrives=True)
    one.page.wait_for_timeout(500)
    reload(one)
    one.page.locator("#chat .answer", has_text="He suggested a bilateral forum").wait_for()
    expect(one.box).to_have_value("")


def test_a_suggestion_that_was_chosen_right_before_is_answered(visit):
    one = visit()
    one.page.wait_for_function("document.documentElement.dataset.nav")  # the page's scripts are there
    one.page.locator("#chat .example", has_text=scripted.PROPOSAL).dispatch_event("click")
    reload(one)
    answer = one.page.locator("#chat .answer", has_text="He suggested a bilateral forum")
    one.page.wait_for_function(
        "document.querySelector('#chat .answer') || document.querySelector('#ask textarea')?.value"
    )
    if one.box.input_value() == "":
        answer.wait_for()
    else:  # it got lost on the way
        expect(one.box).to_have_value(scripted.PROPOSAL)


def test_a_suggestion_that_is_chosen_as_soon_as_it_is_there_comes_back_if_it_got_lost(visit):
    one = visit()
    one.page.add_init_script(f"""
        new MutationObserver((_, observer) => {{
          const all = [...document.querySelectorAll("#chat .example")];
          const example = all.find((one) => one.textContent.includes({json.dumps(scripted.PROPOSAL)}));
          if (!example || !document.documentElement.dataset.nav || sessionStorage.wasChosen) return;
          sessionStorage.wasChosen = "yes";
          observer.disconnect();
          example.click();
        }}).observe(document, {{ attributes: true, childList: true, subtree: true }});
    """)
    met = losing(one, scripted.PROPOSAL, arrives=False)
    reload(one)
    asked(one, met)
    one.page.wait_for_timeout(1000)
    reload(one)
    expect(one.box).to_have_value(scripted.PROPOSAL)
