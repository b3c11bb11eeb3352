"""Eight people ask for a long time while a folder changes, bad files come in and the models fail.

Run it (``python tests/soak.py --minutes 30``) for the figures; ``test_soak.py`` does the same for a minute.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from bad_inputs import Bad, everything
from browsing import Server
from crowd import Asker, Told, spread
from scripted_server import (
    CUT,
    RESET,
    Reply,
    Request,
    Script,
    ScriptedServer,
    asks,
    embeds,
    event,
    hangs,
    sends,
    status,
)

USERS = 8
WORDS = ["ports", "rice", "textiles", "solar", "visas", "fisheries", "rail", "copper", "tea", "gas"]
QUESTIONS = [f"What did the ministers agree on {word}?" for word in WORDS]
ENVIRONMENT = {
    "ASSISTANT_CHAT": "openai",
    "ASSISTANT_EMBEDDING": "openai",
    "OPENAI_API_KEY": "sk-canary",
    "ASSISTANT_FIRST_TOKEN_TIMEOUT": "2",
    "ASSISTANT_GAP_TIMEOUT": "2",
    "ASSISTANT_QUESTIONS_A_MINUTE": "10000",
}


@dataclass
class State:
    """What a program has at a moment. ``memory``: bytes of it alone; ``handles``: open ones; ``temporary``: bytes in
    its folder for temporary files."""

    memory: int
    handles: int
    temporary: int

    @classmethod
    def of(cls, process: int, temporary: Path) -> State:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
        handles = sum(1 for _ in Path(f"/proc/{process}/fd").iterdir())
        files = [path.stat().st_size for path in temporary.rglob("*") if path.is_file()]
        return cls(pages * os.sysconf("SC_PAGE_SIZE"), handles, sum(files))


@dataclass
class Soaked:
    """``states``: one a second. ``ends``: how the answers ended. ``taken``: files that were put or changed."""

    told: list[Told] = field(default_factory=list)
    states: list[State] = field(default_factory=list)
    ends: Counter[str] = field(default_factory=Counter)
    taken: int = 0
    log: str = ""
    code: int = -1

    def settled(self, what: str) -> tuple[float, float]:
        """The median in the second quarter, when all has been used once, and in the last."""
        values = [getattr(one, what) for one in self.states]
        quarter = max(1, len(values) // 4)
        return statistics.median(values[quarter : 2 * quarter]), statistics.median(values[-quarter:])


def _reply(chance: random.Random) -> Script:
    """Mostly a claim that the evidence bears, else a fault."""

    def from_evidence(request: Request) -> str:
        lines = [line for line in request.prompt.splitlines() if "agreed" in line]
        return (lines[0].split("] ")[-1] if lines else "The documents do not say.") + " [1]"

    faults: list[Script] = [
        status(429, retry_after=0.2),
        status(500),
        sends(event("The two ministers"), RESET),
        sends(event("The two ministers agreed"), CUT),
        sends(b"data: nonsense\n\n"),
        hangs(5),
    ]
    if chance.random() < 0.8:
        return asks(from_evidence, pause=0.02)
    return chance.choice(faults)


@contextmanager
def _models(seed: int) -> Iterator[ScriptedServer]:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    with ScriptedServer() as server:

        def chat(request: Request) -> Reply:
            server.requests.clear()  # a soak would keep them all
            return _reply(chance)(request)

        good = embeds(64, normalised=True)

        def embedding(request: Request) -> Reply:
            return (status(503, retry_after=0.1) if chance.random() < 0.05 else good)(request)

        server.script(chat)
        server.script_embeddings(embedding)
        yield server


async def _user(url: str, number: int, until: float, soaked: Soaked) -> None:
    """Asks, leaves in the middle, comes back, starts anew."""
    chance = random.Random(number)  # noqa: S311 - likewise
    fresh = httpx.Limits(keepalive_expiry=2)
    async with httpx.AsyncClient(base_url=url, timeout=60, limits=fresh) as client:
        asker = Asker(client)
        await asker.visit()
        while time.monotonic() < until:
            leaves = chance.random() < 0.2
            told = await asker.ask(chance.choice(QUESTIONS), until="evidence" if leaves else "done")
            soaked.told.append(told)
            soaked.ends["refused" if told.refused else "left" if leaves else "done" if told.done else "lost"] += 1
            if chance.random() < 0.1:
                conversation = asker.conversation if chance.random() < 0.5 else ""
                asker = Asker(client)
                await asker.visit()
                if conversation:
                    await asker.opened(conversation)
            await asyncio.sleep(chance.random())


async def _folder(folder: Path, until: float, soaked: Soaked, bad: list[Bad]) -> None:
    """Puts, changes, renames and removes files for as long; of the ``bad`` ones, one after the other."""
    chance = random.Random(0)  # noqa: S311 - likewise
    at = 0
    while time.monotonic() < until:
        at += 1
        path = folder / f"{chance.randrange(40)}.txt"
        if path.exists() and chance.random() < 0.3:
            path.rename(folder / f"{chance.randrange(40)}.txt")
        elif path.exists() and chance.random() < 0.3:
            path.unlink()
        else:
            word = chance.choice(WORDS)
            path.write_text(f"Note {at}\n\n" + f"The two ministers agreed on {word} in round {at}. " * 20)
        if bad and at % 3 == 0:
            await asyncio.to_thread(bad[at // 3 % len(bad)].put, folder / f"bad{at // 3 // len(bad) % 2}")
        soaked.taken += 1
        await asyncio.sleep(chance.random())


async def _looked_at(process: int, temporary: Path, until: float, soaked: Soaked) -> None:
    while time.monotonic() < until:
        soaked.states.append(State.of(process, temporary))
        await asyncio.sleep(1)


async def _everybody(server: Server, folder: Path, temporary: Path, seconds: float, soaked: Soaked) -> None:
    until = time.monotonic() + seconds
    bad = [one for one in everything() if not one.many and "bomb" not in one.tags and not one.place]
    await asyncio.gather(
        _folder(folder, until, soaked, bad),
        _looked_at(server.process.pid, temporary, until, soaked),
        *(_user(server.url, number, until, soaked) for number in range(USERS)),
    )


def soak(root: Path, seconds: float, seed: int = 1) -> Soaked:
    """Runs the real program on a library under ``root`` for so many seconds, and ends it."""
    folder, temporary, soaked = root / "given", root / "temporary", Soaked()
    for made in (folder, temporary):
        made.mkdir()
    for number, word in enumerate(WORDS):
        (folder / f"{number}.txt").write_text(f"Note\n\nThe two ministers agreed on {word} in Tokyo. " * 5)
    with _models(seed) as models:
        command = ["-m", "assistant", "chat", "--no-browser", "--port", "PORT", "--library", str(root / "library")]
        environment = {**ENVIRONMENT, "OPENAI_BASE_URL": models.url, "TMPDIR": str(temporary)}
        server = Server(root, *command, "--watch", str(folder), **environment)
        asyncio.run(_everybody(server, folder, temporary, seconds, soaked))
        soaked.code = server.stop()
    soaked.log = server.log.read_text()
    return soaked


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        soaked = soak(Path(folder), 60 * given.minutes)
    lines = [f"answers: {dict(soaked.ends)}, files: {soaked.taken}, exit code: {soaked.code}"]
    lines += [f"{what}: {spread(getattr(one, what) for one in soaked.told)}" for what in ("evidence", "word", "done")]
    for what in ("memory", "handles", "temporary"):
        early, late = soaked.settled(what)
        lines.append(f"{what}: {early:,.0f} → {late:,.0f}, most {max(getattr(one, what) for one in soaked.states):,}")
    lines.append(f"tracebacks: {soaked.log.count('Traceback')}")
    sys.stdout.write("\n".join(lines) + "\n" + (soaked.log if "Traceback" in soaked.log else ""))


if __name__ == "__main__":
    main()
