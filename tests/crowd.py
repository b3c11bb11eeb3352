"""Many people on one page at once, each over HTTP as the page's own script does it: cookie, question, stream.

Run it (``python tests/crowd.py URL --askers 200``) to see how long everybody waits.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import secrets
import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

EVIDENCE, WORDS, LINE = 'class=\\"card', re.compile(r'class=\\"(?:pending|claim)'), "answered before yours"
PATIENCE = 120.0  # seconds


@dataclass
class Told:
    """What one asker saw, in seconds after they asked. None: never."""

    evidence: float | None = None
    line: float | None = None  # that, and how long, they wait
    word: float | None = None
    done: float | None = None
    updates: int = 0
    size: int = 0  # bytes of the stream
    refused: str = ""


@dataclass(frozen=True)
class Functions:
    """Which of Gradio's functions does what."""

    submit: int
    run: int
    finish: int
    opening: tuple[int, ...]

    @classmethod
    def of(cls, config: dict[str, Any]) -> Functions:
        by_event: dict[str, list[int]] = {}
        for one in config["dependencies"]:
            for _, event in one["targets"]:
                by_event.setdefault(event, []).append(one["id"])
        (submit,), (run,), (finish,) = (by_event[event] for event in ("submit", "watch", "finish"))
        return cls(submit, run, finish, tuple(by_event["load"]))


class Asker:
    """One browser with one tab."""

    def __init__(self, client: httpx.AsyncClient, functions: Functions | None = None) -> None:
        self._client, self._functions, self._tab = client, functions, secrets.token_hex(8)
        self.conversation = ""

    async def visit(self) -> None:
        (await self._client.get("/")).raise_for_status()
        if self._functions is None:
            self._functions = Functions.of((await self._client.get("/config")).json())
        for function in self._functions.opening:
            await self._predict(function, [])

    async def put(self, question: str) -> str:
        """Puts a question, and gives why it is refused, or nothing."""
        assert self._functions
        given = await self._predict(self._functions.submit, [self.conversation, "", "", question])
        self.conversation = given[2] if isinstance(given[2], str) else self.conversation
        return str(given[6]) if 'role="alert"' in str(given[6]) else ""

    async def opened(self, conversation: str) -> list[Any]:
        """What the page is given when it is loaded with the address of a conversation."""
        assert self._functions
        return await self._predict(self._functions.opening[0], [], f"?c={conversation}")

    async def ask(self, question: str, until: str = "done") -> Told:
        """A question and its answer, as far as the field of `Told` that ``until`` names; then the tab is closed."""
        assert self._functions
        told, began = Told(), time.monotonic()
        told.refused = await self.put(question)
        if told.refused:
            return told
        joined = await self._client.post("/gradio_api/queue/join", json=self._said(self._functions.run))
        if joined.status_code != httpx.codes.OK:
            told.refused = joined.text
            told.done = time.monotonic() - began
            return told
        async with self._client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self._tab}) as stream:
            assert "content-encoding" not in stream.headers  # or it would come in lumps
            async for line in stream.aiter_lines():
                told.size += len(line)
                self._hear(told, line, time.monotonic() - began)
                if told.done is not None:
                    break
                if getattr(told, until) is not None:
                    return told
        await self._predict(self._functions.finish, [self.conversation, "", ""])
        return told

    def _hear(self, told: Told, line: str, at: float) -> None:
        if "process_generating" in line:
            told.updates += 1
        if told.evidence is None and EVIDENCE in line:
            told.evidence = at
        if LINE in line and told.word is None:
            told.line = told.line or at
        if told.word is None and WORDS.search(line):
            told.word = at
        if '"process_completed"' in line or '"close_stream"' in line:
            told.done = at

    def _said(self, function: int, data: Sequence[Any] | None = None) -> dict[str, Any]:
        given = [self.conversation] if data is None else list(data)
        return {"data": given, "fn_index": function, "session_hash": self._tab, "event_data": None, "trigger_id": None}

    async def _predict(self, function: int, data: Sequence[Any], query: str = "") -> list[Any]:
        answer = await self._client.post(f"/gradio_api/run/predict{query}", json=self._said(function, data))
        answer.raise_for_status()
        found: list[Any] = answer.json()["data"]
        return found


async def crowd(url: str, questions: Iterable[str], until: str = "done") -> list[Told]:
    """All questions asked at once, each by a browser of its own. ``until``: see Asker.ask."""
    questions = list(questions)
    fresh = httpx.Limits(keepalive_expiry=2)  # seconds; the server hangs up after five
    clients = [httpx.AsyncClient(base_url=url, timeout=PATIENCE, limits=fresh) for _ in questions]
    try:
        first = Asker(clients[0])
        await first.visit()
        askers = [first, *(Asker(client, first._functions) for client in clients[1:])]
        for asker in askers[1:]:
            await asker.visit()
        asking = (one.ask(question, until) for one, question in zip(askers, questions, strict=True))
        return await asyncio.gather(*asking)
    finally:
        for client in clients:
            await client.aclose()


def spread(seconds: Iterable[float | None]) -> str:
    """``median 0.41, p95 0.80, most 0.92 (50)``."""
    known = sorted(one for one in seconds if one is not None)
    if not known:
        return "never"
    return (
        f"median {statistics.median(known):.2f}, p95 {known[min(len(known) - 1, int(0.95 * len(known)))]:.2f}, "
        f"most {known[-1]:.2f} ({len(known)})"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--askers", type=int, default=50)
    parser.add_argument("--question", action="append", help="those are taken in turn")
    given = parser.parse_args()
    questions = given.question or ["What did the Japanese ambassador propose?"]
    told = asyncio.run(crowd(given.url, (questions[at % len(questions)] for at in range(given.askers))))
    lines = [
        f"{what:>9}: {spread(getattr(one, what) for one in told)}" for what in ("evidence", "line", "word", "done")
    ]
    lines.append(f"  updates: {spread(one.updates for one in told)}; bytes: {spread(one.size for one in told)}")
    refused = [one.refused for one in told if one.refused]
    lines.append(f"  refused: {len(refused)} {json.dumps(refused[:1])}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
