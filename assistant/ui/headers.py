"""Who may talk to the page, and what a browser may do with it. Pure ASGI, so that streams pass untouched."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 1_000_000  # bytes of a request: a question of 100,000 characters takes at most 400,000

# Gradio needs 'unsafe-inline' for its start-up script and 'unsafe-eval' for the templates of its HTML component.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "form-action 'self'; frame-src 'none'; frame-ancestors 'none'; object-src 'none'; base-uri 'self'"
)
SENT = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^:\[\]]+)(?::\d{1,5})?", re.IGNORECASE)
_SAFE = ("GET", "HEAD")


class Guard:
    """Refuses unknown hosts (400), other sites' requests (403) and oversized bodies (413), and puts the headers on
    every response. ``hosts``: the names, without port, under which the page is reached. Loopback always is one, and so
    is the address that a request came in at: no other site's name can stand for it, for a browser goes by names.
    ``larger``: by path, how many bytes a request may have where that is more than LARGEST_BODY."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str], larger: Mapping[str, int] = MappingProxyType({})) -> None:
        self._app = app
        self._larger = dict(larger)
        self._hosts = {host.strip("[]").casefold() for host in (*_LOOPBACK, *hosts)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is None:
            await self._app(scope, _limited(receive, self._largest(scope)), _with_headers(send))
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refusal(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        match = _HOST.fullmatch(host)
        name = match[1].strip("[]").casefold() if match else ""
        if not name or (name not in self._hosts and name != _came_in_at(scope)):
            return PlainTextResponse(
                "This address is not one that the assistant is served on. If it should be, whoever runs the assistant "
                "can name it in ASSISTANT_HOSTS.",
                400,
            )
        if _is_foreign(scope, headers, host):
            return PlainTextResponse("Requests of other sites are refused.", 403)
        size = headers.get("content-length", "0")
        if not size.isascii() or not size.isdigit() or int(size) > self._largest(scope):
            return PlainTextResponse("The request is too large.", 413)
        return None

    def _largest(self, scope: Scope) -> int:
        return self._larger.get(scope.get("path", ""), LARGEST_BODY)


def _came_in_at(scope: Scope) -> str:
    address = str((scope.get("server") or ("",))[0])
    return address.removeprefix("::ffff:") if "." in address else address


def _is_foreign(scope: Scope, headers: Headers, host: str) -> bool:
    """Whether a page of another origin made this request. Following a link to the page is allowed."""
    origin = headers.get("origin")
    if origin is not None and _netloc(origin) != host.casefold():
        return True
    method = scope.get("method", "")  # a web socket has none
    site, mode = headers.get("sec-fetch-site", "same-origin"), headers.get("sec-fetch-mode")
    return site in ("cross-site", "same-site") and not (mode == "navigate" and method in _SAFE)


def _netloc(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc.casefold()
    except ValueError:  # half a bracket
        return None


def _limited(receive: Receive, largest: int) -> Receive:
    """Ends a body that has no announced length, or lies about it, at the limit: the rest looks like a disconnect."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return {"type": "http.disconnect"} if taken > largest else message

    return limited


def _with_headers(send: Send) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SENT.items():
                headers[name] = value
            # Nobody else's page may read a response, whatever the framework below thinks of the Origin.
            for name in [name for name in headers if name.startswith("access-control-")]:
                del headers[name]
        await send(message)

    return with_headers
