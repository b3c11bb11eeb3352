"""A conversation outlives whatever ends the program in the middle of an answer."""

from __future__ import annotations

import asyncio
import json
import signal
from html import unescape
from typing import TYPE_CHECKING

import httpx
import pytest
import scripted_chain as scripted
from browsing import Server
from crowd import Asker

from assistant.conversations.turns import INTERRUPTED

if TYPE_CHECKING:
    from pathlib import Path

TIMES = 2


async def interrupted(server: Server, end: signal.Signals | None) -> tuple[httpx.Cookies, str]:
    """Asks two questions and ends the server in the middle of the second answer (None: leaves the page instead).
    Gives the browser's cookies and the conversation."""
    async with httpx.AsyncClient(base_url=server.url, timeout=30) as client:
        asker = Asker(client)
        await asker.visit()
        await asker.ask(scripted.PROPOSAL)
        await asker.ask(scripted.ENDLESS, until="word")
        if end is not None:
            server.process.send_signal(end)
            server.process.wait(20)
        return client.cookies, asker.conversation


async def reloaded(server: Server, cookies: httpx.Cookies, conversation: str) -> str:
    """What the page shows of it, as JSON."""
    async with httpx.AsyncClient(base_url=server.url, timeout=30, cookies=cookies) as client:
        asker = Asker(client)
        await asker.visit()
        await asyncio.sleep(3)  # until the answer to the page that was left has ended
        return unescape(json.dumps(await asker.opened(conversation), ensure_ascii=False))


@pytest.mark.parametrize("end", [None, signal.SIGTERM, signal.SIGKILL], ids=["reload", "SIGTERM", "SIGKILL"])
def test_the_question_and_all_answers_before_it_are_there_afterwards(
    tmp_path: Path, end: signal.Signals | None
) -> None:
    server = Server(tmp_path, "tests/scripted_chain.py", "PORT")
    for _ in range(TIMES):
        cookies, conversation = asyncio.run(interrupted(server, end))
        if end is not None:
            server = Server(tmp_path, "tests/scripted_chain.py", "PORT")
        shown = asyncio.run(reloaded(server, cookies, conversation))
        assert scripted.PROPOSAL in shown
        assert "He suggested a bilateral forum" in shown
        assert scripted.ENDLESS in shown
        assert "Stopped. This answer is not complete." in shown or (end is not None and INTERRUPTED in shown)
    assert server.stop() == 0
