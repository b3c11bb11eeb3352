"""The web application that serves the page: what stands around it, and what of Gradio is left out."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from fastapi import FastAPI, Request
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse, PlainTextResponse, Response

from assistant.errors import AssistantError
from assistant.ui import cards, conversing, taking
from assistant.ui.chat import Chat
from assistant.ui.documents import document_routes
from assistant.ui.entrance import Entrance, guard
from assistant.ui.headers import SENT
from assistant.ui.languages import WORDS_AT, Languages, words
from assistant.ui.limits import Limits
from assistant.ui.page import ASSETS, ASSETS_AT, Page, asset
from assistant.ui.problems import without_places
from assistant.ui.theme import theme
from assistant.ui.visitors import owner_of
from assistant.ui.wording import of_request
from assistant.ui.wording import told as retold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from fastapi import APIRouter
    from langchain_core.runnables import Runnable

    from assistant.catalog.catalog import Facets
    from assistant.confined.paging import Paging
    from assistant.conversations.conversations import Conversations
    from assistant.domain import Answer, Document, Fate, Searched
    from assistant.questions.suggestions import Suggestion
    from assistant.ui.wording import Wording

RUNS = 1000  # of Gradio's at once; it would take 40, and leave all others without their evidence
NOBODY_SIGNS_IN = Entrance()
QUESTIONS_A_MINUTE = 20
SESSIONS = 200  # page visits of which Gradio keeps what is shown, some 0.14 MB each
EVENTS = 100  # questions of which Gradio keeps how long they took; it would keep 10,000
STANDING_AT = "/standing"  # what the library holds and what is being taken in, as JSON
STYLES = (
    "page.css",
    "sides.css",
    "document.css",
    "compare.css",
    "timeline.css",
    "checking.css",
    "account.css",
    "library.css",
    "language.css",
    "print.css",
)
SCRIPTS = (
    "page.js",
    "dom.js",
    "talking.js",
    "wording.js",
    "fluent-bundle.js",
    "history.js",
    "filters.js",
    "following.js",
    "feedback.js",
    "account.js",
    "unsent.js",
)

FONTS = {  # that are asked for before a style has been read that names them
    "ur": tuple(f"fonts/noto-naskh-arabic-arabic-{weight}-normal.woff2" for weight in (400, 700)),
}
SAID_BY_STYLES = {  # with what stands before it
    "pending": ("", "answer-pending-short"),
    "checked": (" ", "check-state-checked"),
    "disputed": (" ", "check-state-disputed"),
}


@dataclass(frozen=True)
class Parts:
    """What stands behind the page.

    ``chain``: ``{"question": str, "history": tuple[Message, ...], "filter": Filter | None}`` → a stream of growing
    Answers; it raises a QuestionError for a question that it does not take. All others but ``fates`` are told for whom
    it is, an owner, and count what this one sees. ``searched`` and ``suggestions`` are asked on every visit,
    ``document`` for a document's id when it is read in full (it raises a LibraryError for one that this owner does not
    see), ``paging`` for its pages as they look, ``fates`` for what has become of documents by their ids, ``standing``
    while documents are taken in (what the page shows of it: see ``tell`` in page.js), ``facets`` for what the library
    can be narrowed by, ``taken_in`` for when documents were read, by their ids. ``notice``: a sentence about the model,
    or "". ``routers``: what else the page asks; ``larger``: see Guard.
    """

    chain: Runnable[Any, Answer]
    conversations: Conversations
    searched: Callable[[str], Searched]
    suggestions: Callable[[str, str], Sequence[Suggestion]]
    document: Callable[[str, str], Document]
    paging: Paging
    fates: Callable[[Collection[str]], Mapping[str, Fate]]
    standing: Callable[[str], dict[str, object]]
    facets: Callable[[str], Facets]
    taken_in: Callable[[str, Collection[str]], Mapping[str, str]]
    notice: str = ""
    routers: Sequence[APIRouter] = ()
    larger: Mapping[str, int] = field(default_factory=dict)


def build_app(
    parts: Parts,
    *,
    hosts: Sequence[str] = (),
    entrance: Entrance = NOBODY_SIGNS_IN,
    questions_a_minute: int = QUESTIONS_A_MINUTE,
) -> FastAPI:
    """The web application with the chat page at ``/``. ``hosts``: names under which it is reached beside this machine's
    addresses. ``entrance``: who may come in. ``questions_a_minute``: how many each of them may ask."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read while Gradio is imported
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = str(EVENTS)
    import gradio as gr  # noqa: PLC0415 — takes seconds

    app = _surroundings(parts, hosts, entrance)
    chat = Chat(
        chain=parts.chain,
        conversations=parts.conversations,
        fates=parts.fates,
        limits=Limits(questions_a_minute),
    )

    def made(wording: Wording) -> FastAPI:
        blocks = Page(gr, chat, parts.searched, parts.suggestions, parts.notice, wording).blocks
        blocks.max_threads = RUNS
        blocks.queue(max_size=RUNS)
        blocks.state_session_capacity = SESSIONS
        return _mounted(gr, blocks, wording)

    pages = Languages(made)
    app.router.lifespan_context = pages.running
    app.mount("/", pages)
    return app


def _surroundings(parts: Parts, hosts: Sequence[str], entrance: Entrance) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    async def told(request: Request) -> JSONResponse:
        owner, wording = owner_of(request), of_request(request)
        now = await asyncio.to_thread(parts.standing, owner)
        problem = without_places(str(now["problem"]))
        now["problem"], now["lang"] = retold.plain(problem, wording), retold.language(problem, wording)
        now["problems"] = [retold.plain(one, wording) for one in cast("list[str]", now["problems"])]
        if request.query_params.get("known") != str(now["documents"]):  # which all tabs ask often
            now["subtitle"] = cards.subtitle(await asyncio.to_thread(parts.searched, owner), wording)
        return JSONResponse(now, headers={"Cache-Control": "no-store"})

    app.add_api_route(STANDING_AT, told, methods=["GET"])
    app.include_router(conversing.routes(parts.conversations, parts.facets))
    app.include_router(document_routes(document=parts.document, kept=parts.conversations.document, paging=parts.paging))
    app.include_router(taking.routes(parts.conversations, parts.searched, parts.taken_in, parts.fates))
    for router in parts.routers:
        app.include_router(router)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)  # it leaves streams alone
    guard(app, entrance, hosts, parts.larger)
    app.add_exception_handler(AssistantError, _refused)
    app.add_exception_handler(Exception, _broken)
    app.add_api_route(f"{ASSETS_AT}{WORDS_AT}", words, methods=["GET"], response_model=None)
    app.mount(ASSETS_AT, _Assets(directory=ASSETS))
    return app


def _mounted(gr: Any, blocks: Any, wording: Wording) -> FastAPI:
    mounted: FastAPI = gr.mount_gradio_app(
        FastAPI(docs_url=None, redoc_url=None, openapi_url=None),
        blocks,
        path="/",
        theme=theme(gr),
        head=_head(wording),
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


async def _refused(request: Request, error: Exception) -> Response:
    wording, said = of_request(request), without_places(str(error))
    language = {"Content-Language": retold.language(said, wording)}
    return JSONResponse({"detail": retold.plain(said, wording)}, 503, language)


async def _broken(_: Request, __: Exception) -> Response:
    return PlainTextResponse("Something went wrong inside the assistant.", 500, headers=SENT)


def _head(wording: Wording) -> str:
    """The language before anything is drawn; styles and scripts; and the words that stand in styles."""
    language = f'{{lang:"{wording.language}",dir:"{wording.direction}"}}'
    said = "".join(
        f'--said-{name}:"{before}{wording.say(message)}";' for name, (before, message) in SAID_BY_STYLES.items()
    )
    styles = "".join(
        f'<link rel="preload" as="style" href="{asset(name)}"><link rel="stylesheet" href="{asset(name)}">'
        for name in STYLES
    )
    styles += "".join(
        f'<link rel="preload" as="font" type="font/woff2" crossorigin href="{asset(name)}">'
        for name in FONTS.get(wording.language, ())
    )
    scripts = "".join(f'<link rel="modulepreload" href="{asset(name)}">' for name in SCRIPTS)
    scripts += f'<link rel="modulepreload" href="{asset(WORDS_AT[1:].format(language=wording.language))}">'
    return (
        f"<script>Object.assign(document.documentElement,{language})</script>"
        f'<meta name="color-scheme" content="light dark"><style>:root{{{said}}}</style>{styles}{scripts}'
    )
