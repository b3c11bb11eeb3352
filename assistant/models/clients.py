"""HTTP clients for OpenAI-compatible addresses: time limits, no proxies on the way to this machine, bounded replies."""

from __future__ import annotations

import ipaddress
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assistant.errors import ModelReplyError, SettingsError

if TYPE_CHECKING:
    import httpx2

OPENAI = "https://api.openai.com/v1"
EMBEDDED = "http://embedded/v1"  # stands for the address that the embedded model's server gets when it starts
LARGEST_REPLY = 32 * 1024 * 1024  # bytes; 256 vectors of 4,096 numbers are 23 MB, an answer of 8,192 tokens 2 MB

Prepare = Callable[["httpx2.Request"], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a model may take, in seconds, and how often a request that failed before its first word is repeated."""

    connect: float = 5
    first_token: float = 30
    gap: float = 20
    total: float = 120
    retries: int = 1


def checked_address(base_url: str | None) -> str:
    """``base_url`` without a trailing slash, or OpenAI's own. Raises SettingsError if it is no http(s) URL, or holds a
    password."""
    address = (base_url or OPENAI).strip().rstrip("/")
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if usable and (parts.username or parts.password):
        raise SettingsError(
            "The model's address (OPENAI_BASE_URL) must not hold a user name or password, since addresses are logged. "
            "Put the key into OPENAI_API_KEY."
        )
    if not usable or not address.isprintable():
        raise SettingsError(
            "The model's address (OPENAI_BASE_URL) is not one that can be used: it must look like "
            "https://api.openai.com/v1 or http://localhost:11434/v1."
        )
    return address


def checked_key(api_key: str | None) -> str:
    """``api_key`` fit for a header; a server that needs none gets a word instead, since the client insists on one."""
    key = (api_key or "").strip() or "none"
    if not key.isascii() or not key.isprintable() or " " in key:
        raise SettingsError("The key (OPENAI_API_KEY) holds characters that no key has. Copy it again, without blanks.")
    return key


def sendable(text: str) -> str:
    """``text`` with question marks for lone surrogates (half of a pasted emoji), which have no UTF-8 form."""
    return text.encode("utf-8", "replace").decode()


def who(base_url: str) -> str:
    """What messages call the model behind ``base_url``: its host and port, never the user name or password."""
    if base_url == EMBEDDED:
        return "The embedded model"
    parts = urlsplit(base_url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"The model at {host}:{parts.port}" if parts.port else f"The model at {host}"


def is_loopback(base_url: str) -> bool:
    if base_url == EMBEDDED:
        return True
    host = (urlsplit(base_url).hostname or "").rstrip(".")
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def async_client(base_url: str, limits: Limits, prepare: Prepare | None = None) -> httpx2.AsyncClient:
    """A client that can be used from any event loop: no connection outlives its request.

    ``prepare`` is awaited with every request before it is sent. The environment's proxies are used except on the way
    to this machine; redirects are not followed, so no other host ever sees a question or the key.
    """
    import httpx2  # noqa: PLC0415  (heavy)

    class Bounded(httpx2.AsyncByteStream):
        """The bytes of a reply up to the largest that makes sense; a server may stream for ever."""

        def __init__(self, stream: httpx2.AsyncByteStream) -> None:
            self._stream = stream

        async def __aiter__(self) -> AsyncIterator[bytes]:
            received = 0
            async for piece in self._stream:
                received += len(piece)
                if received > LARGEST_REPLY:
                    raise ModelReplyError(f"{who(base_url)} sent far more than an answer. Check the address.")
                yield piece

        async def aclose(self) -> None:
            await self._stream.aclose()

    async def bound(response: httpx2.Response) -> None:
        if isinstance(response.stream, httpx2.AsyncByteStream):
            response.stream = Bounded(response.stream)

    class Client(httpx2.AsyncClient):
        """The client library asks for redirects to be followed; this one does not."""

        async def send(self, request: httpx2.Request, **options: object) -> httpx2.Response:
            return await super().send(request, **{**options, "follow_redirects": False})  # type: ignore[arg-type]

    return Client(
        timeout=httpx2.Timeout(limits.total, connect=limits.connect),
        limits=httpx2.Limits(max_keepalive_connections=0),
        trust_env=not is_loopback(base_url),
        headers={"Accept-Encoding": "identity"},  # a small compressed reply cannot become a large one
        event_hooks={"request": [prepare] if prepare else [], "response": [bound]},
    )
