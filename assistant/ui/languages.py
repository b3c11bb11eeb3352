"""One page in each language, so that what is seen first is in that language too. They are made when their first reader
comes, or a while after the program has started, whatever is first."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from assistant.ui.wording import ENGLISH, LANGUAGES, Wording, of_request

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi import FastAPI
    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Receive, Scope, Send

WORDS_AT = "/words/{language}.js"  # below the assets
QUIET = 2  # seconds: whoever starts the program is shown the page first


class Languages:
    """An ASGI application that hands each request to the page in the language of whoever makes it.

    What a tab asks after its reader has changed the language elsewhere, the page in the new language understands: they
    are all built alike.
    """

    def __init__(self, make: Callable[[Wording], FastAPI], quiet: float = QUIET) -> None:
        """``make``: gives the page in a language; it is called for English at once, so that what cannot be built is
        told when the program starts. ``quiet``: seconds before each of the others is made."""
        self._make, self._quiet = make, quiet
        self._made: dict[str, ASGIApp] = {}
        self._english = make(Wording.of(ENGLISH))
        self._making = asyncio.Lock()
        self._running: AsyncExitStack | None = None

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """Of one page, which are those of all."""
        return self._english.router.routes

    @asynccontextmanager
    async def running(self, _: object) -> AsyncIterator[None]:
        """The lifespan of all of them."""
        async with AsyncExitStack() as self._running:
            making = asyncio.create_task(self._make_others())
            yield
            making.cancel()
            await asyncio.wait([making])
        self._running = None

    async def _make_others(self) -> None:
        """Before their readers come, who would wait a third of a second longer. One that cannot be made is told to
        its reader."""
        for language in LANGUAGES:
            await asyncio.sleep(self._quiet)
            wording = await asyncio.to_thread(Wording.of, language)  # most of the work
            with suppress(Exception):
                await self._page(wording)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        wording = of_request(Request(scope)) if scope["type"] == "http" else Wording.of(ENGLISH)
        page = self._made.get(wording.language) or await self._page(wording)
        await page(scope, receive, send)

    async def _page(self, wording: Wording) -> ASGIApp:
        async with self._making:
            if wording.language not in self._made:
                page = self._english if wording.language == ENGLISH else self._make(wording)
                if self._running:
                    await self._running.enter_async_context(page.router.lifespan_context(page))
                self._made[wording.language] = page
        return self._made[wording.language]


def words(language: str) -> Response:
    """The messages of a language as a module for the page's scripts; see wording.js."""
    if language not in LANGUAGES:
        return Response(status_code=404)
    said = f"export const messages = {json.dumps(Wording.of(language).source, ensure_ascii=False)};\n"
    cached = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(said, media_type="text/javascript", headers=cached)
