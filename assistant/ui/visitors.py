"""Whose request this is. Pure ASGI, so that streams pass untouched."""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import TYPE_CHECKING, Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

KEPT = 400 * 86_400  # seconds; browsers keep no cookie for longer, and each page that is opened starts them anew
_NAME = "bilateral-record"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def owner_of(request: Any) -> str:
    """Who made ``request`` (Starlette's or Gradio's): "u:NAME" for someone who has signed in, else "b:" and 64
    hexadecimal digits, which stand for a browser."""
    return str(request.state.owner)


class Visitors:
    """Gives every request its owner where nobody signs in: the browser, known by a cookie that only it and we see.

    The cookie comes with each page. A request without one is nobody's: its owner is new, and will not come back.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        token = cookie(scope, _NAME)
        if not is_token(token):
            token = new_token()
        # The owner is stored with what is theirs: from it nobody can make the cookie.
        scope.setdefault("state", {})["owner"] = f"b:{hashed(token)}"

        async def introducing(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(scope, message):
                set_cookie(scope, MutableHeaders(scope=message), _NAME, token, KEPT)
            await send(message)

        await self._app(scope, receive, introducing)


def new_token() -> str:
    """256 random bits as 43 letters, digits, - and _."""
    return secrets.token_urlsafe(32)


def is_token(text: str) -> bool:
    """Whether ``text`` could be one that ``new_token`` has made."""
    return _TOKEN.fullmatch(text) is not None


def hashed(token: str) -> str:
    """What is kept of a token instead of it: 64 hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()


def cookie(scope: Scope, name: str) -> str:
    """What the browser sent as the cookie ``name`` over http, or as its safer twin over https; "" if nothing."""
    found = cookie_parser("; ".join(Headers(scope=scope).getlist("cookie")))
    return found.get(_called(scope, name), "")


def set_cookie(scope: Scope, headers: MutableHeaders, name: str, value: str, seconds: int) -> None:
    """Adds to a response's headers a cookie that scripts cannot read and other sites cannot send along."""
    secure = "; Secure" if _is_secure(scope) else ""
    said = f"{_called(scope, name)}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
    headers.append("Set-Cookie", said)


def _called(scope: Scope, name: str) -> str:
    # Browsers take a __Host- cookie only over https and from this host itself: no neighbour can plant one.
    return f"__Host-{name}" if _is_secure(scope) else name


def _is_secure(scope: Scope) -> bool:
    return scope.get("scheme") in ("https", "wss")


def _is_page(scope: Scope, message: Message) -> bool:
    kind = Headers(raw=message["headers"]).get("content-type", "")
    return scope.get("method") == "GET" and kind.startswith("text/html")
