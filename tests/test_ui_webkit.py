"""The page in the engine of Safari, which orders and lays out some things otherwise than Chromium."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import scripted_chain as scripted
from browsing import Server
from conftest import skip_or_fail

if TYPE_CHECKING:
    from collections.abc import Iterator

try:
    from selenium import webdriver
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import WebDriverWait
    from selenium.webdriver.webkitgtk.options import Options
    from selenium.webdriver.webkitgtk.service import Service
except ImportError:
    skip_or_fail("Selenium is not installed.", "REQUIRE_BROWSER")

DRIVER, SCREEN = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
if DRIVER is None or SCREEN is None:
    skip_or_fail("There is no WebKitWebDriver, or no Xvfb, on this machine.", "REQUIRE_BROWSER")
# Selenium speaks to its own driver in a way that it has given up.
pytestmark = pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")
MARKER = "#chat .answer a.cite"
ENDED = "!document.querySelector('#ask .stop-button')"


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    """The name of a screen that nobody sees: this engine has none of its own."""
    told, tells = os.pipe()
    running = subprocess.Popen(  # noqa: S603 - our own arguments
        [str(SCREEN), "-displayfd", str(tells), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[tells],
        stderr=subprocess.DEVNULL,
    )
    os.close(tells)
    with os.fdopen(told) as number:
        yield f":{number.readline().strip()}"
    running.terminate()
    running.wait(10)


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("server"), "tests/scripted_chain.py", "PORT")
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def browser(screen, tmp_path_factory) -> Iterator[Any]:
    home = str(tmp_path_factory.mktemp("home"))
    service = Service(str(DRIVER), env={**os.environ, "DISPLAY": screen, "HOME": home})
    running = webdriver.WebKitGTK(options=Options(), service=service)
    running.set_window_size(1440, 900)
    yield running
    running.quit()


@pytest.fixture
def page(browser, server) -> Any:
    browser.get(server.url)
    browser.delete_all_cookies()
    browser.get(server.url)
    told(browser, "document.querySelector('#chat .example')")
    return browser


def told(page: Any, expression: str) -> Any:
    """What an expression in the page's own language gives, once that is something."""
    return WebDriverWait(page, 30).until(lambda _: page.execute_script(f"return {expression}"))


def text(page: Any, selector: str) -> str:
    return str(told(page, f"document.querySelector({json.dumps(selector)})?.innerText"))


def ask(page: Any, question: str) -> None:
    told(page, "document.querySelector('#ask textarea')").send_keys(question, Keys.ENTER)
    told(page, f"{ENDED} && document.querySelector('{MARKER}')")


def test_a_question_is_answered_and_kept_under_its_own_address(page) -> None:
    ask(page, scripted.PROPOSAL)
    said = text(page, "#chat .answer")
    assert "He suggested a bilateral forum" in said
    told(page, "location.search.startsWith('?c=')")
    assert scripted.PROPOSAL in text(page, ".conversations .list li")
    page.refresh()
    assert text(page, "#chat .answer") == said


def test_a_suggestion_is_answered(page) -> None:
    told(page, "document.querySelector('#chat .example')").click()
    assert told(page, f"document.querySelector('{MARKER}')")


def test_a_marker_shows_its_quote_beside_it_and_leads_to_the_sentence(page) -> None:
    ask(page, scripted.PROPOSAL)
    marker = told(page, f"document.querySelector('{MARKER}')")
    ActionChains(page).move_to_element(marker).perform()
    height = told(page, "document.querySelector('#quote:popover-open')?.getBoundingClientRect().height")
    assert 40 < height < 300
    marker.click()
    assert told(page, f"document.activeElement.id === document.querySelector('{MARKER}').hash.slice(1)")


def test_a_document_opens_at_the_sentence_and_closes(page) -> None:
    ask(page, scripted.PROPOSAL)
    quoted = text(page, ".card.cited mark")
    told(
        page, "[...document.querySelectorAll('.card.cited footer *')].find((one) => one.textContent === 'Read in full')"
    ).click()
    assert text(page, "#document-mark") == quoted
    ActionChains(page).send_keys(Keys.ESCAPE).perform()
    told(page, "!document.querySelector('#document')?.open")


def test_claims_are_checked_by_keys(page) -> None:
    ask(page, scripted.PROPOSAL)
    page.execute_script("document.activeElement.blur()")
    ActionChains(page).send_keys("j").perform()
    told(page, "document.querySelector('#checking')?.checkVisibility()")
    ActionChains(page).send_keys("c").perform()
    assert told(page, "document.querySelector('#checking .mark-checked[aria-pressed=true]')")
