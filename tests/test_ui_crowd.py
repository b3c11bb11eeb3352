"""Many people on one page at once, over HTTP as the page's script speaks it."""

from __future__ import annotations

import asyncio
import re
import time
from typing import TYPE_CHECKING

import httpx
import pytest
import scripted_chain as scripted
from browsing import Server
from crowd import crowd

if TYPE_CHECKING:
    from collections.abc import Iterator

ASKERS = 60  # more than the forty that Gradio by itself answers at once


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("server"), "tests/scripted_chain.py", "PORT")
    yield running
    assert running.stop() == 0
    assert "Traceback" not in running.log.read_text()


def test_the_page_and_its_files_are_sent_compressed(server):
    with httpx.Client(base_url=server.url) as client:
        page = client.get("/")
        style = re.search(r"/record/[0-9a-f]{12}/page\.css", page.text)[0]
        sent = [page, client.get(style)]
    assert [one.headers.get("content-encoding") for one in sent] == ["gzip", "gzip"]


def test_everybody_gets_evidence_while_no_answer_ends_and_a_closed_tab_ends_its_answer(server):
    told = asyncio.run(crowd(server.url, [scripted.ENDLESS] * ASKERS, until="word"))
    assert [one.refused for one in told] == [""] * ASKERS
    assert all(one.evidence is not None for one in told)
    assert max(one.evidence for one in told) < 10  # 0.9 s on an idle machine; a busy one takes its time
    left = time.monotonic()
    while server.log.read_text().count(f"closed: {scripted.ENDLESS}\n") < ASKERS:
        assert time.monotonic() - left < 3
        time.sleep(0.05)
