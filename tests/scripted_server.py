"""A local OpenAI-compatible server that answers as a test tells it to, with every fault a real one can have.

    with ScriptedServer() as server:
        server.script(status(429, retry_after=1), says("The park was opened."))
        … ask at server.url …
        assert server.requests[0].body["model"] == "m"

Each chat request takes the next reply of the script; the last one is repeated. A reply is a function that gets the
request and returns a Reply, so a test can answer according to what was asked.
"""

from __future__ import annotations

import hashlib
import json
import select
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

STREAM = "text/event-stream"
JSON = "application/json"


@dataclass(frozen=True)
class Pause:
    """Nothing is sent for so many seconds; a client that goes away is noticed at once."""

    seconds: float


RESET = object()  # the connection is reset
CUT = object()  # the connection is closed without the end of the transfer

Piece = bytes | Pause | object


@dataclass(frozen=True)
class Reply:
    """``chunked`` False: the end of the body is the end of the connection. ``before``: seconds before the headers."""

    pieces: Iterable[Piece]
    status: int = 200
    content_type: str = STREAM
    headers: dict[str, str] = field(default_factory=dict)
    chunked: bool = True
    before: float = 0
    drip: float = 0  # seconds between the bytes of the headers


@dataclass
class Request:
    """What came in, and what became of the answer. Times are those of time.monotonic()."""

    path: str
    headers: dict[str, str]
    body: Any
    received_at: float
    bytes_sent: int = 0
    disconnected_at: float | None = None
    finished_at: float | None = None

    @property
    def prompt(self) -> str:
        """All messages of a chat request as one text."""
        return "\n".join(str(message["content"]) for message in self.body["messages"])


Script = Callable[[Request], Reply]


def event(text: str = "", finish: str | None = None, **extra: Any) -> bytes:
    """One piece of a streamed answer."""
    delta: dict[str, Any] = {"role": "assistant", "content": text} if text or not finish else {}
    choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
    body = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "scripted", "choices": [choice]}
    return b"data: " + json.dumps({**body, **extra}).encode() + b"\n\n"


DONE = b"data: [DONE]\n\n"


def pieces_of(text: str) -> list[str]:
    """``text`` in words, each with the space before it."""
    words = text.split(" ")
    return [words[0], *(f" {word}" for word in words[1:])]


def says(text: str, *, finish: str | None = "stop", pause: float = 0, before: float = 0) -> Script:
    """Answers ``text`` word by word, ``pause`` seconds apart, the first after ``before``; streamed or in one piece."""

    def reply(request: Request) -> Reply:
        if not request.body.get("stream"):
            message = {"role": "assistant", "content": text}
            choice = {"index": 0, "message": message, "finish_reason": finish}
            body = {"id": "c1", "object": "chat.completion", "created": 1, "model": "scripted", "choices": [choice]}
            return Reply([json.dumps(body).encode()], content_type=JSON, before=before)
        pieces: list[Piece] = [event("")]
        for word in pieces_of(text):
            pieces += [event(word), Pause(pause)] if pause else [event(word)]
        return Reply([*pieces, event("", finish), DONE] if finish else pieces, before=before)

    return reply


def asks(answer: Callable[[Request], str], *, pause: float = 0) -> Script:
    """Answers what ``answer`` makes of the request, word by word, ``pause`` seconds apart."""
    return lambda request: says(answer(request), pause=pause)(request)


def sends(*pieces: Piece, **how: Any) -> Script:
    """Sends exactly these pieces."""
    return lambda _: Reply(list(pieces), **how)


def status(number: int, message: str = "no", *, retry_after: float | str | None = None, **error: Any) -> Script:
    """Refuses with an HTTP status and OpenAI's form of an error."""
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    body = json.dumps({"error": {"message": message, "type": "error", "param": None, "code": None, **error}}).encode()
    return sends(body, status=number, content_type=JSON, headers=headers)


def hangs(seconds: float = 60) -> Script:
    """Takes the request and answers nothing."""
    return sends(before=seconds)


def stalls(*pieces: Piece, seconds: float = 60) -> Script:
    """Sends its headers and ``pieces``, then nothing."""
    return sends(*pieces, Pause(seconds))


def repeats(piece: bytes, every: float, *first: Piece) -> Script:
    """Sends ``piece`` for ever, every so many seconds, after ``first``."""

    def pieces() -> Iterator[Piece]:
        yield from first
        while True:
            yield piece
            yield Pause(every)

    return lambda _: Reply(pieces())


def drips(text: str = "word " * 100, every: float = 0.05) -> Script:
    """Sends a correct answer one byte at a time."""

    def pieces() -> Iterator[Piece]:
        for byte in b"".join(event(word) for word in pieces_of(text)):
            yield bytes([byte])
            yield Pause(every)

    return lambda _: Reply(pieces())


def embeds(dimension: int = 8, *, normalised: bool = False) -> Script:
    """Vectors that depend on the text alone; equal texts get equal vectors."""

    def reply(request: Request) -> Reply:
        texts = [request.body["input"]] if isinstance(request.body["input"], str) else request.body["input"]
        data = [
            {"object": "embedding", "index": index, "embedding": vector(text, dimension, normalised=normalised)}
            for index, text in enumerate(texts)
        ]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        body = {"object": "list", "data": data, "model": request.body["model"], "usage": usage}
        return Reply([json.dumps(body).encode()], content_type=JSON)

    return reply


def vector(text: str, dimension: int, *, normalised: bool = False) -> list[float]:
    """The numbers that ``embeds`` gives for ``text``."""
    digest = hashlib.shake_256(text.encode()).digest(dimension)
    numbers = [byte / 64 - 1.9 for byte in digest]
    length = sum(number**2 for number in numbers) ** 0.5 if normalised else 1.0
    return [number / length for number in numbers]


class ScriptedServer:
    """Listens on a free loopback port while it is open. ``url`` is the base URL for a client."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self._chat: list[Script] = [says("Hello.")]
        self._embeddings: list[Script] = [embeds()]
        self._lock = threading.Lock()
        self._closing = threading.Event()
        outer = self

        class Handler(_Handler):
            server_of = outer

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, *_: object) -> None:
                """A client that goes away is what many tests are about."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/v1"

    def script(self, *replies: Script) -> Self:
        """What chat requests get, in order; the last is repeated."""
        self._chat = list(replies)
        return self

    def script_embeddings(self, *replies: Script) -> Self:
        """What embedding requests get, in order; the last is repeated."""
        self._embeddings = list(replies)
        return self

    @property
    def chats(self) -> list[Request]:
        return [request for request in self.requests if request.path.endswith("/chat/completions")]

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    def wait_for(self, condition: Callable[[], Any], seconds: float = 5) -> bool:
        """Whether ``condition`` became true in time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if condition():
                return True
            time.sleep(0.01)
        return bool(condition())

    def _next(self, request: Request) -> Reply:
        scripts = self._embeddings if request.path.endswith("/embeddings") else self._chat
        with self._lock:
            self.requests.append(request)
            script = scripts.pop(0) if len(scripts) > 1 else scripts[0]
        return script(request)


class _GoneError(Exception):
    pass


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_of: ScriptedServer

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.path, headers, json.loads(raw or b"null"), time.monotonic())
        known = self.path.endswith(("/chat/completions", "/embeddings"))
        reply = self.server_of._next(request) if known else status(404)(request)
        self.close_connection = True
        try:
            self._answer(request, reply)
            request.finished_at = time.monotonic()
        except (_GoneError, OSError):
            request.disconnected_at = time.monotonic()

    def _answer(self, request: Request, reply: Reply) -> None:
        self._pause(reply.before)
        head = [f"HTTP/1.1 {reply.status} Scripted", f"Content-Type: {reply.content_type}", "Connection: close"]
        head += [f"{name}: {value}" for name, value in reply.headers.items()]
        head += ["Transfer-Encoding: chunked"] if reply.chunked else []
        for part in self._parts("\r\n".join(head).encode() + b"\r\n\r\n", reply.drip):
            self.connection.sendall(part)
            self._pause(reply.drip)
        for piece in reply.pieces:
            if isinstance(piece, Pause):
                self._pause(piece.seconds)
            elif isinstance(piece, bytes):
                framed = b"%x\r\n%s\r\n" % (len(piece), piece) if reply.chunked else piece
                self.connection.sendall(framed)
                request.bytes_sent += len(piece)
            elif piece is RESET:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
                return
            else:
                return
        if reply.chunked:
            self.connection.sendall(b"0\r\n\r\n")

    def _parts(self, data: bytes, drip: float) -> list[bytes]:
        return [bytes([byte]) for byte in data] if drip else [data]

    def _pause(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if self.server_of._closing.is_set():
                raise _GoneError
            readable, _, _ = select.select([self.connection], [], [], min(left, 0.05))
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                raise _GoneError
