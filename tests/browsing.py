"""A page's server in a process of its own, and tabs of a headless Chromium that note all that goes wrong in them."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import skip_or_fail

if TYPE_CHECKING:
    from collections.abc import Iterator

try:
    from playwright.sync_api import TimeoutError as PageTimeoutError
    from playwright.sync_api import expect, sync_playwright
except ImportError:
    skip_or_fail("Playwright is not installed.", "REQUIRE_BROWSER")

__all__ = ["ROOT", "Server", "Visit", "expect", "started_browser", "visits"]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
if CHROMIUM is None:
    skip_or_fail("There is no Chromium on this machine.", "REQUIRE_BROWSER")
STATE = "() => document.querySelector('#state .state')?.outerHTML"
ROOT = Path(__file__).parent.parent
AXE = (Path(__file__).parent / "assets" / "axe.min.js").read_text("utf-8")


class Server:
    """A page in a process of its own: Python with ``arguments``, in which PORT stands for a free port."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/"
        self.log = folder / "server.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(  # noqa: S603 — our own program
                [sys.executable, *(str(port) if given == "PORT" else given for given in arguments)],
                cwd=ROOT,
                env={**_inherited(), "PYTHONPATH": str(ROOT), "HOME": str(folder), **environment},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._wait()

    def _wait(self) -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end and self.process.poll() is None:
            try:
                self.get("")
            except (urllib.error.URLError, TimeoutError):  # the address is taken before the page is there
                time.sleep(0.1)
            else:
                return
        pytest.fail(f"The server did not start: {self.log.read_text()}")

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        request = urllib.request.Request(self.url + path, headers=headers)  # noqa: S310 — loopback
        try:
            with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310 — likewise
                return response.status, dict(response.headers), response.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, dict(error.headers), error.read().decode()

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)


class Visit:
    """One tab, and everything that went wrong in it."""

    def __init__(self, browser: Any, url: str, box: str = "Your question", **settings: Any) -> None:
        """``box``: what the box for the question is called."""
        self.url = url
        self.wrong: list[str] = []
        self.context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **settings})
        self.page = self.context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.wrong.append(f"script error: {error}"))
        self.page.on("request", self._request)
        self.page.on("dialog", lambda dialog: (self.wrong.append("dialog"), dialog.dismiss()))
        self.page.goto(url)
        self.box = self.page.get_by_role("textbox", name=box)
        self.box.wait_for()

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self.wrong.append(f"console: {message.text}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.wrong.append(f"outside: {request.url}")

    def ask(self, question: str) -> None:
        self.box.fill(question)
        self.box.press("Enter")
        self.page.locator("#ask .stop-button, #chat [data-testid=bot]").first.wait_for()

    def answered(self, question: str) -> None:
        shown = self.page.evaluate(STATE)
        self.ask(question)
        with suppress(PageTimeoutError):  # it was refused, and the page is as it was
            self.page.wait_for_function(f"shown => ({STATE})() !== shown", arg=shown, timeout=5000)
        self.finished()

    def finished(self) -> None:
        self.page.wait_for_timeout(250)
        self.page.wait_for_function("() => !document.querySelector('#state [data-running=yes]')")
        self.page.locator("#ask .submit-button").wait_for()
        self.page.wait_for_timeout(150)

    def violations(self) -> list[str]:
        self.page.wait_for_timeout(300)
        if not self.page.evaluate("typeof axe === 'object'"):
            self.page.evaluate(AXE)
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        return [f"{one['id']}: {[node['html'][:200] for node in one['nodes']]}" for one in found]

    def attacked(self) -> bool:
        return bool(self.page.evaluate("'attacked' in window"))


def visits(browser: Any, url: str) -> Iterator[Any]:
    """A function that opens tabs; at the end they are closed, and nothing may have gone wrong in any of them."""
    opened: list[Visit] = []

    def open_page(**settings: Any) -> Visit:
        opened.append(Visit(browser, url, **settings))
        return opened[-1]

    yield open_page
    for one in opened:
        one.context.close()
    wrong = [what for one in opened for what in one.wrong]
    assert not wrong, "\n".join(wrong)


def started_browser() -> Iterator[Any]:
    """A browser for a fixture to hand on; it is closed when the fixture ends."""
    with sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


def _inherited() -> dict[str, str]:
    """The environment without settings of the program."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ASSISTANT_", "OPENAI_", "XDG_"))}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1"}
