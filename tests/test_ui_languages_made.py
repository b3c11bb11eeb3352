"""When the page is made in each of its languages."""

from __future__ import annotations

import asyncio
import time

from fastapi import FastAPI

from assistant.ui.languages import Languages
from assistant.ui.wording import LANGUAGES, Wording


def test_the_pages_in_other_languages_are_there_before_their_readers():
    made: list[str] = []

    def make(said: Wording) -> FastAPI:
        made.append(said.language)
        return FastAPI()

    async def run() -> None:
        pages = Languages(make, quiet=0)
        assert made == ["en"]
        async with pages.running(None):
            for _ in range(500):
                await asyncio.sleep(0.01)
                if len(made) == len(LANGUAGES):
                    break

    asyncio.run(run())
    assert sorted(made) == sorted(LANGUAGES)


def test_the_program_ends_at_once_while_pages_are_still_to_be_made():
    async def run() -> None:
        async with Languages(lambda _: FastAPI(), quiet=60).running(None):
            await asyncio.sleep(0.05)

    began = time.monotonic()
    asyncio.run(run())
    assert time.monotonic() - began < 10
