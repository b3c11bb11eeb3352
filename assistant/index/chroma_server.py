"""The way to a Chroma server: which addresses may be used, how long a request may take, and what a refusal means.

Messages name the setting and not the address, nor what was answered: they reach the page.
"""

from __future__ import annotations

import json
import time
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlsplit

from assistant.errors import LibraryRefusedError, LibraryUnreachableError, SettingsError

if TYPE_CHECKING:
    import httpx

UNREACHABLE = (
    "The Chroma server that holds the search index (ASSISTANT_CHROMA_URL) does not answer. Start it or correct the "
    "address, then try again. Nothing that the library held is lost."
)
_NO_CHROMA = (
    "What answers at ASSISTANT_CHROMA_URL is no Chroma server of a version that can be used (1.5). Correct the address."
)
_REFUSED = "The Chroma server (ASSISTANT_CHROMA_URL) refuses the token. Correct ASSISTANT_CHROMA_TOKEN."
_TOO_LARGE = (
    "What stands in front of the Chroma server (ASSISTANT_CHROMA_URL) refuses requests of the size that is needed. Let "
    "it accept 40 MB."
)
_CONNECT = 5.0  # seconds at the most to reach the server
_AUTHENTICATION = (401, 403, 407)
_TOO_LARGE_STATUS = 413
_FOR_A_WHILE = (408, 425, 429, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a Chroma server is, and the token that what stands in front of it asks for, if anything does.

    Raises SettingsError for an address that cannot be used. ``chroma run`` itself asks nobody who they are: off this
    machine it needs something in front of it that does, and so a plain http address needs a token.
    """

    url: str
    token: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        parts = _split(self.url)
        if parts.username or parts.password:
            raise SettingsError(
                "ASSISTANT_CHROMA_URL holds a name or a password. Leave them out, and set ASSISTANT_CHROMA_TOKEN."
            )
        if parts.scheme == "http" and not self.token and not _is_loopback(parts.hostname or ""):
            raise SettingsError(
                "ASSISTANT_CHROMA_URL leads to another machine, in the clear and without a token, and a Chroma server "
                "itself lets everybody read and change what it holds. Put it behind a proxy that asks for a token and "
                "set ASSISTANT_CHROMA_TOKEN, or use an https address."
            )
        if self.token and not (self.token.isascii() and self.token.isprintable() and " " not in self.token):
            raise SettingsError("ASSISTANT_CHROMA_TOKEN may hold letters, digits and punctuation only.")

    @property
    def headers(self) -> dict[str, str]:
        """With the token as proxies and as Chroma's own service expect it."""
        token = {"Authorization": f"Bearer {self.token}", "X-Chroma-Token": self.token} if self.token else {}
        return {"Content-Type": "application/json", "User-Agent": "bilateral-record", **token}


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # also what .port raises
        usable = False
    if not usable or parts.query or parts.fragment or not url.isprintable() or " " in url:
        raise SettingsError("ASSISTANT_CHROMA_URL is no address. It looks like http://localhost:8000.")
    return parts


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def session(address: ServerAddress, seconds: float, errors: Container[str]) -> httpx.Client:
    """A client for this server only: no proxy of the environment, no redirects, each answer whole within ``seconds``.

    ``errors``: the names of the errors that Chroma answers with. Whatever else is no success raises
    LibraryUnreachableError, or LibraryRefusedError if trying again cannot help.
    """
    import ssl  # noqa: PLC0415 - only a server needs them, and a second process is refused within a second

    import httpx  # noqa: PLC0415

    class Parts(httpx.SyncByteStream):
        def __init__(self, inner: httpx.SyncByteStream, ends: float) -> None:
            self._inner = inner
            self._ends = ends

        def __iter__(self) -> Iterator[bytes]:
            for part in self._inner:
                if time.monotonic() > self._ends:
                    raise httpx.ReadTimeout("the answer is not whole in time")
                yield part

        def close(self) -> None:
            self._inner.close()

    class Bounded(httpx.HTTPTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            ends = time.monotonic() + seconds
            answer = super().handle_request(request)
            if not isinstance(answer.stream, httpx.SyncByteStream):
                raise TypeError("a transport that is not asynchronous gives such a stream")
            return httpx.Response(
                answer.status_code,
                headers=answer.headers,
                stream=Parts(answer.stream, ends),
                extensions=answer.extensions,
            )

    def check(answer: httpx.Response) -> None:
        if not answer.is_success:
            answer.read()
        _check(answer.status_code, answer.content if not answer.is_success else b"", answer.headers, errors)

    # The machine's certificates, and those of SSL_CERT_FILE; reading them takes a while.
    verify = ssl.create_default_context() if address.url.startswith("https:") else False
    return httpx.Client(
        transport=Bounded(verify=verify, trust_env=False),
        timeout=httpx.Timeout(seconds, connect=min(seconds, _CONNECT)),
        headers=address.headers,
        event_hooks={"response": [check]},
        trust_env=False,
        follow_redirects=False,
    )


def _check(status: int, body: bytes, headers: Any, errors: Container[str]) -> None:
    if status in _AUTHENTICATION:
        raise LibraryRefusedError(_REFUSED)
    if status == _TOO_LARGE_STATUS:
        raise LibraryRefusedError(_TOO_LARGE)
    if status in _FOR_A_WHILE:
        raise LibraryUnreachableError(UNREACHABLE)
    if "json" not in headers.get("content-type", ""):
        raise LibraryRefusedError(_NO_CHROMA)
    if body:
        try:
            stated = json.loads(body)
            known = stated["error"] in errors and isinstance(stated["message"], str)
        except (ValueError, LookupError, TypeError):
            known = False
        if not known:
            raise LibraryRefusedError(_NO_CHROMA)


def no_chroma() -> LibraryRefusedError:
    """For an answer that is not one of Chroma's, though it is a success."""
    return LibraryRefusedError(_NO_CHROMA)
