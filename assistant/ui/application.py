"""The web application that serves the page: what stands around it, and what of Gradio is left out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.staticfiles import StaticFiles
from starlette.responses import PlainTextResponse, Response

from assistant.ui.chat import Chat
from assistant.ui.conversations import MemoryConversations
from assistant.ui.headers import SENT, Guard
from assistant.ui.page import ASSETS, ASSETS_AT, RUNNING_AT_ONCE, Page, asset
from assistant.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from langchain_core.runnables import Runnable

    from assistant.domain import Answer, Document, Searched

WAITING = 64  # questions that may wait; more are told that the assistant is busy
SESSIONS = 500  # page visits whose 45 kB Gradio keeps
_UNUSED = ("upload", "upload_progress", "process_recording", "deep_link", "openapi.json", "proxy={path:path}")


def build_app(  # noqa: PLR0913 — each is one thing that the page shows or asks
    *,
    chain: Runnable[Any, Answer],
    searched: Callable[[], Searched],
    suggestions: Callable[[], Sequence[str]],
    document: Callable[[str], Document],
    notice: str,
    hosts: Sequence[str],
) -> FastAPI:
    """The web application with the chat page at ``/``.

    ``chain``: ``{"question": str, "history": tuple[Message, ...]}`` → a stream of growing Answers; it raises a
    QuestionError for a question that it does not take. ``searched`` and ``suggestions`` are asked on every visit,
    ``document`` for a document's id when it is read in full (it raises a LibraryError for an unknown one).
    ``notice``: a sentence about the model, or "". ``hosts``: names under which the page is reached beside loopback.
    """
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read while Gradio is imported
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    import gradio as gr  # noqa: PLC0415 — takes seconds

    chat = Chat(chain=chain, conversations=MemoryConversations(), document=document)
    blocks = Page(gr, chat, searched, suggestions, notice).blocks
    blocks.queue(default_concurrency_limit=RUNNING_AT_ONCE, max_size=WAITING)
    blocks.state_session_capacity = SESSIONS
    return _mounted(gr, blocks, _surroundings(hosts))


def _surroundings(hosts: Sequence[str]) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(Guard, hosts=hosts)
    app.add_exception_handler(Exception, _broken)
    for route in _UNUSED:
        app.add_api_route(f"/gradio_api/{route}", _absent, methods=["GET", "HEAD", "POST"])
    app.mount(ASSETS_AT, _Assets(directory=ASSETS))
    return app


def _mounted(gr: Any, blocks: Any, app: FastAPI) -> FastAPI:
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        theme=theme(gr),
        head=_head(),
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
        favicon_path=None,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        show_error=False,
        max_file_size=1,  # byte: there are no uploads
    )
    return mounted


class _Assets(StaticFiles):
    """Files whose addresses change with their content."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


async def _absent() -> Response:
    """What Gradio offers and this page does not use."""
    return PlainTextResponse("Not found.", 404)


async def _broken(_: Request, __: Exception) -> Response:
    return PlainTextResponse("Something went wrong inside the assistant.", 500, headers=SENT)


def _head() -> str:
    return (
        '<meta name="color-scheme" content="light dark">'
        f'<link rel="preload" as="style" href="{asset("page.css")}">'
        f'<link rel="stylesheet" href="{asset("page.css")}">'
    )
