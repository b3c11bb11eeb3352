"""Signing in and out: nothing but the page for it is answered to somebody who has not signed in."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlencode

from fastapi import APIRouter, Request
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response

from assistant.access.attempts import Attempts
from assistant.errors import AssistantError
from assistant.ui.escaping import escape
from assistant.ui.page import ASSETS, ASSETS_AT, asset
from assistant.ui.problems import without_places
from assistant.ui.telling import time_to_wait
from assistant.ui.visitors import cookie, hashed, is_token, new_token, owner_of, set_cookie
from assistant.ui.wording import COOKIE, COOKIE_KEPT, ENGLISH, LANGUAGES, Wording, chosen, of_request
from assistant.ui.wording import told as retold

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from assistant.access.sessions import Sessions
    from assistant.access.users import Users

SIGN_IN_AT, SIGN_OUT_AT, ACCOUNT_AT = "/sign-in", "/sign-out", "/account"
_FONT = "fonts/noto-naskh-arabic-arabic-400-normal.woff2"  # for Urdu
_OPEN = (SIGN_IN_AT, *(f"{ASSETS_AT}/{name}" for name in ("signin.css", _FONT)))
_QUIET = ("/standing", ACCOUNT_AT, "/gradio_api/heartbeat/")  # what a page asks that nobody looks at
_COOKIE = "bilateral-record-session"
_LARGEST = 8_000  # bytes of the form
_AT_ONCE = 2  # passwords that are compared; each takes 32 MB
_LOCAL = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")
_SECRET_PAGES = ("text/html", "application/json", "text/event-stream")
STRANGER = "You are not signed in. Load the page anew."
NAMELESS = "The proxy in front of the assistant has to say who you are. Sign in there."

Who = Callable[["Scope"], str | None]


class Gate:
    """Lets through whom ``who`` knows, as the owner "u:NAME", and refuses everybody else: 401, or where there is a page
    to sign in (``at`` its address) and a person is opening another, the way to it."""

    def __init__(self, app: ASGIApp, who: Who, at: str = "") -> None:
        self._app, self._who, self._at = app, who, at

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or (self._at and scope["path"] in _OPEN):
            await self._app(scope, receive, send)
            return
        try:
            name = self._who(scope)
        except AssistantError as error:
            refusal: Response | None = _told(scope, without_places(str(error)), 503)
        else:
            scope.setdefault("state", {})["owner"] = f"u:{name}"
            refusal = self._refusal(scope) if name is None else None
        if refusal is None:
            await self._app(scope, receive, _unkept(send))
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refusal(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response:
        if not self._at:
            return _told(scope, NAMELESS, 401)
        if scope["type"] == "http" and _is_opened(scope):
            path = quote(scope["path"], safe="/")
            query = scope["query_string"].decode("latin-1")
            return _to(f"{self._at}?{urlencode({'next': f'{path}?{query}' if query else path})}")
        return _told(scope, STRANGER, 401)


class SignIn:
    """The page to sign in on, and the sessions of those who did."""

    def __init__(self, users: Users, sessions: Sessions) -> None:
        self._users, self._sessions = users, sessions
        self._attempts = Attempts()
        self._comparing = asyncio.Semaphore(_AT_ONCE)

    def who(self, scope: Scope) -> str | None:
        """Who has signed in on the browser that asks. Raises AssistantError where the users cannot be read."""
        token = cookie(scope, _COOKIE)
        if not is_token(token):
            return None
        return self._sessions.found(hashed(token), self._users.mark, used=not scope["path"].startswith(_QUIET))

    def router(self) -> APIRouter:
        """The routes to sign in and out."""
        routes = APIRouter()
        routes.add_api_route(SIGN_IN_AT, self._page, methods=["GET", "HEAD"], response_model=None)
        routes.add_api_route(SIGN_IN_AT, self._signing_in, methods=["POST"], response_model=None)
        routes.add_api_route(SIGN_OUT_AT, self._signing_out, methods=["POST"], response_model=None)
        return routes

    async def _page(self, request: Request) -> Response:
        leads = _local(request.query_params.get("next", ""))
        try:
            known = self.who(request.scope)
        except AssistantError as error:
            return self._shown(request, next=leads, problem=without_places(str(error)), status=503)
        if known is not None:
            return _to(leads)
        wanted = request.query_params.get("language", "")
        note = of_request(request).say("signin-out") if "out" in request.query_params else ""
        response = self._shown(request, next=leads, note=note)
        if wanted in LANGUAGES:
            # Scripts may change it: it says nothing but what was chosen.
            response.set_cookie(COOKIE, wanted, COOKIE_KEPT, samesite="lax", secure=request.url.scheme == "https")
        return response

    async def _signing_in(self, request: Request) -> Response:
        form = await _form(request)
        name, leads = form.get("name", ""), _local(form.get("next", ""))
        address = request.client.host if request.client else ""
        if wait := self._attempts.begin(name, address):
            wording = of_request(request)
            told = wording.say("signin-wait", time=time_to_wait(wait, wording))
            return self._shown(request, name, leads, told, 429, {"Retry-After": str(int(wait) + 1)})
        try:
            async with self._comparing:
                found = await asyncio.to_thread(self._users.signed_in, name, form.get("password", ""))
            if found is None:
                return self._shown(request, name, leads, of_request(request).say("signin-wrong"), 401)
            self._attempts.was_right(name, address)
            token = new_token()
            self._end(request)
            self._sessions.start(hashed(token), *found)
        except AssistantError as error:
            return self._shown(request, name, leads, without_places(str(error)), 503)
        response = _to(leads)
        set_cookie(request.scope, response.headers, _COOKIE, token, round(self._sessions.longest))
        return response

    async def _signing_out(self, request: Request) -> Response:
        self._end(request)
        response = _to(f"{SIGN_IN_AT}?out")
        set_cookie(request.scope, response.headers, _COOKIE, "", 0)
        return response

    def _end(self, request: Request) -> None:
        token = cookie(request.scope, _COOKIE)
        if is_token(token):
            self._sessions.end(hashed(token))

    def _shown(  # noqa: PLR0913, PLR0917 - what stands on the page
        self,
        request: Request,
        name: str = "",
        next: str = "/",  # noqa: A002 - the field's name
        problem: str = "",
        status: int = 200,
        headers: dict[str, str] | None = None,
        note: str = "",
    ) -> Response:
        language = chosen(request.query_params.get("language", ""), "") if "language" in request.query_params else ""
        wording = Wording.of(language) if language else of_request(request)
        values = {
            "LANG": f'lang="{wording.language}" dir="{wording.direction}"',
            "TITLE": wording.say("signin-failed" if problem else "signin-title"),
            "PROBLEM": f'<p id="problem" role="alert" dir="auto">{_problem(problem, wording)}</p>' if problem else "",
            "NOTE": f'<p role="status">{escape(note)}</p>' if note else "",
            "DESCRIBED": ' aria-invalid="true" aria-describedby="problem"' if problem else "",
            "ON_NAME": "" if name else " autofocus",
            "ON_PASSWORD": " autofocus" if name else "",
            "NAME": escape(name[:64]),
            "NEXT": escape(next),
            "STYLE": asset("signin.css"),
            "WAYS": _ways(next, wording.language),
        }
        # In one pass: what a value holds is never taken for a place of another.
        places = "|".join(rf"\b{name}\b" for name in values)
        html = re.sub(
            rf"\[([a-z-]+)\]|{places}", lambda at: wording.say(at[1]) if at[1] else values[at[0]], self._template
        )
        return HTMLResponse(html, status, {"Cache-Control": "no-store", **(headers or {})})

    @cached_property
    def _template(self) -> str:
        return (ASSETS / "signin.html").read_text("utf-8")


def _told(scope: Scope, text: str, status: int) -> Response:
    """Why a request is not let through, in the reader's language."""
    wording = Wording.of(ENGLISH) if scope["type"] == "websocket" else of_request(Request(scope))
    language = {"Content-Language": retold.language(text, wording)}
    return PlainTextResponse(retold.plain(text, wording), status, language)


def _problem(text: str, wording: Wording) -> str:
    """What is wrong, as HTML: from further down it comes in English."""
    return retold.html(text, wording) if retold.is_known(text) else escape(text)


def _ways(leads: str, language: str) -> str:
    """The other languages of the page to sign in, as HTML."""
    ways = {code: escape(f"{SIGN_IN_AT}?{urlencode({'language': code, 'next': leads})}") for code in LANGUAGES}
    links = (
        f'<a href="{ways[code]}" lang="{code}" hreflang="{code}"><bdi>{name}</bdi></a>'
        for code, name in LANGUAGES.items()
        if code != language
    )
    return " · ".join(links)


def account_router(*, signs_out: bool) -> APIRouter:
    """The route that tells a page who is signed in: ``{"name": "" or who, "sign_out": "" or where}``."""
    routes = APIRouter()

    async def account(request: Request) -> JSONResponse:
        kind, _, name = owner_of(request).partition(":")
        told = {"name": name if kind == "u" else "", "sign_out": SIGN_OUT_AT if signs_out else ""}
        return JSONResponse(told, headers={"Cache-Control": "no-store"})

    routes.add_api_route(ACCOUNT_AT, account, methods=["GET"], response_model=None)
    return routes


def _unkept(send: Send) -> Send:
    """On a machine that others use next, nothing of the pages is kept: Back shows none after signing out."""

    async def unkept(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = Headers(raw=message["headers"])
            if headers.get("content-type", "").startswith(_SECRET_PAGES) and "cache-control" not in headers:
                message["headers"] = [*message["headers"], (b"cache-control", b"no-store")]
        await send(message)

    return unkept


def _is_opened(scope: Scope) -> bool:
    """Whether a person opens a page, as against a script that asks for something."""
    headers = Headers(scope=scope)
    by_hand = headers.get("sec-fetch-mode", "navigate") == "navigate"
    return scope["method"] in ("GET", "HEAD") and by_hand and "text/html" in headers.get("accept", "")


def _local(wanted: str) -> str:
    """Where to go after signing in: an address of this page, and of no other."""
    return wanted if _LOCAL.fullmatch(wanted) and not wanted.startswith(SIGN_IN_AT) else "/"


def _to(address: str) -> Response:
    return RedirectResponse(address, 303, {"Cache-Control": "no-store"})


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form; none where it is too large or is no form."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            return {}
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=10, errors="strict")
    except ValueError:
        return {}
    return {name: values[-1] for name, values in fields.items()}
