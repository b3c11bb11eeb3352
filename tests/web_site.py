"""A web site on this machine that answers as a test tells it to, with the faults that servers have.

    with Site({"/page": page("<p>…"), "/old": moved("/page")}) as site:
        Web(allow=[site.netloc]).fetch(site.url("/page"))
        assert site.paths == ["/robots.txt", "/page"]

What is not listed is not found. A reply is a function that is given the request's handler and writes to the client.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

Reply = Callable[[BaseHTTPRequestHandler], None]


@dataclass(frozen=True)
class Request:
    path: str
    headers: Mapping[str, str]
    at: float
    server_name: str | None = None


def page(
    body: bytes | str = b"<!doctype html><html><body><p>The memorandum was signed.</p></body></html>",
    kind: str | None = "text/html; charset=utf-8",
    *,
    status: int = 200,
    **headers: str,
) -> Reply:
    """``headers``: with ``_`` for ``-``. ``kind`` None: without a content type."""
    data = body.encode() if isinstance(body, str) else body
    sent = {name.replace("_", "-"): value for name, value in headers.items()}

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        if kind is not None:
            handler.send_header("Content-Type", kind)
        for name, value in {"Content-Length": str(len(data)), **sent}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    return reply


def moved(location: str, status: int = 302) -> Reply:
    return page(b"", status=status, Location=location)


def raw(*pieces: bytes, every: float = 0, close: bool = True) -> Reply:
    """Writes these bytes as they are, ``every`` so many seconds one piece. ``close``: and ends the connection."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        for piece in pieces:
            handler.wfile.write(piece)
            time.sleep(every)
        handler.close_connection = close

    return reply


def endless(head: bytes, piece: bytes, every: float = 0) -> Reply:
    """Writes ``head`` and then ``piece`` until the client goes away, or for 20 seconds."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        end = time.monotonic() + 20
        while time.monotonic() < end:
            handler.wfile.write(piece)
            time.sleep(every)
        handler.close_connection = True

    return reply


def in_turn(*replies: Reply) -> Reply:
    """Each request gets the next of them; the last is repeated."""
    left = list(replies)

    def reply(handler: BaseHTTPRequestHandler) -> None:
        next_ = left.pop(0) if len(left) > 1 else left[0]
        next_(handler)

    return reply


class Site:
    """Listens on a free port of ``host`` while it is open. ``certificate``: a PEM file, for https."""

    def __init__(
        self,
        replies: Mapping[str, Reply] | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        certificate: str | None = None,
    ) -> None:
        self.replies = dict(replies or {})
        self.requests: list[Request] = []
        self.connections = 0
        self.names: list[str | None] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                pass

            def do_GET(self) -> None:
                outer.requests.append(Request(self.path, dict(self.headers.items()), time.monotonic()))
                outer.replies.get(self.path, page("Not found", status=404))(self)

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            address_family = socket.AF_INET6 if ":" in host else socket.AF_INET

            def verify_request(self, *_: object) -> bool:
                outer.connections += 1
                return True

            def handle_error(self, *_: object) -> None:
                """A client that goes away is what many tests are about."""

        self._server = Server((host, port), Handler)
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            context.sni_callback = lambda _socket, name, _context: self.names.append(name)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.scheme = "https" if certificate else "http"
        self.port = self._server.server_address[1]
        self.netloc = f"[{host}]:{self.port}" if ":" in host else f"{host}:{self.port}"

    def url(self, path: str = "/", host: str | None = None) -> str:
        return f"{self.scheme}://{f'{host}:{self.port}' if host else self.netloc}{path}"

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.requests]

    def asked(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.path == path]

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def resolving(**hosts: Iterable[str]) -> Callable[[str, int], list[str]]:
    """A look-up of names that knows these hosts, with ``_`` for ``.``."""
    known = {name.replace("_", "."): list(found) for name, found in hosts.items()}

    def look_up(host: str, _port: int) -> list[str]:
        if host not in known:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return known[host]

    return look_up
