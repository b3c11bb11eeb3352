"""Every way in which a model's server or its client fails → one sentence that says what to do.

A provider's own words are never passed on: they may repeat the key, the question, or markup.
"""

from __future__ import annotations

import math
import socket
import ssl
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.errors import (
    AssistantError,
    ModelBusyError,
    ModelError,
    ModelOverflowError,
    ModelRefusedError,
    ModelReplyError,
    ModelTimeoutError,
    ModelUnreachableError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_WAIT = 5.0  # seconds that a server may ask us to wait before a repetition
PAUSE = 0.5  # seconds before a repetition when the server names none
_WINDOW = ("context length", "context_length", "context size", "context window")
TOO_LARGE = (*_WINDOW, "too long", "too large", "maximum length", "exceed")

STATUS = {
    401: "did not accept the key (HTTP 401). Check OPENAI_API_KEY.",
    402: "wants to be paid first (HTTP 402). Check the account.",
    403: "does not allow this key to use the model (HTTP 403). Check OPENAI_API_KEY and the account's rights.",
    404: "does not know this model or path (HTTP 404). Check the model's name and OPENAI_BASE_URL.",
    405: "does not take requests at this path (HTTP 405). Check OPENAI_BASE_URL: it usually ends in /v1.",
    407: "is behind a proxy that wants a password (HTTP 407). Check HTTPS_PROXY.",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What to tell the user, and after how many seconds a repetition makes sense (None: never)."""

    error: AssistantError
    retry_in: float | None = None


@cache
def foreign() -> tuple[type[Exception], ...]:
    """What may come out of the client libraries while they talk to a server or read its reply.

    The built-in ones are what a reply of the wrong shape makes them raise.
    """
    import httpx2  # noqa: PLC0415  (heavy)
    import openai  # noqa: PLC0415
    from langchain_core.exceptions import LangChainException  # noqa: PLC0415

    libraries = (openai.OpenAIError, httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, LangChainException)
    shapes = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
    return (*libraries, OSError, TimeoutError, AssistantError, *shapes)


@cache
def kinds() -> dict[type[Exception], str]:
    """Each foreign class that stands directly under its library's base → what it means. Subclasses follow it."""
    import httpx2  # noqa: PLC0415  (heavy)
    import openai  # noqa: PLC0415
    from langchain_core import exceptions as langchain  # noqa: PLC0415

    return {
        openai.APIStatusError: "status",
        openai.APITimeoutError: "connection",
        openai.APIConnectionError: "connection",
        openai.APIResponseValidationError: "garbage",
        openai.APIError: "reported",
        openai.LengthFinishReasonError: "garbage",
        openai.ContentFilterFinishReasonError: "garbage",
        openai.InvalidWebhookSignatureError: "garbage",
        openai.WebSocketConnectionClosedError: "broken",
        openai.WebSocketQueueFullError: "broken",
        _named(openai, "SubjectTokenProviderError"): "garbage",
        httpx2.TimeoutException: "late",
        httpx2.ConnectTimeout: "unreachable",
        httpx2.PoolTimeout: "unreachable",
        httpx2.ConnectError: "unreachable",
        httpx2.ProxyError: "unreachable",
        httpx2.UnsupportedProtocol: "unreachable",
        httpx2.InvalidURL: "unreachable",
        httpx2.LocalProtocolError: "unreachable",
        httpx2.TransportError: "broken",
        httpx2.DecodingError: "garbage",
        httpx2.TooManyRedirects: "garbage",
        httpx2.RequestError: "broken",
        httpx2.HTTPStatusError: "garbage",
        httpx2.StreamError: "broken",
        langchain.OutputParserException: "garbage",
        langchain.TracerException: "garbage",
        langchain.ContextOverflowError: "large",
        langchain.ModelError: "garbage",
        TimeoutError: "late",
        OSError: "unreachable",
        ValueError: "garbage",
        LookupError: "garbage",
        TypeError: "garbage",
        AttributeError: "garbage",
        RecursionError: "garbage",
    }


def _named(module: Any, name: str) -> type[Exception]:
    found = getattr(module, name, None) or getattr(module._exceptions, name)  # noqa: SLF001  (not exported)
    return found if isinstance(found, type) else Exception


def kind_of(error: type[BaseException]) -> str | None:
    """What an exception of this class means, or None for a class that nobody has thought about."""
    return next((kinds()[ancestor] for ancestor in error.__mro__ if ancestor in kinds()), None)


def explain(  # noqa: PLR0911  (one for each kind)
    error: BaseException, who: str, connect_s: float, patience: float = LONGEST_WAIT
) -> Fault:
    """The fault behind ``error``; ``who`` begins the sentence ("The model at localhost:11434"). A server that asks to
    be left alone for more than ``patience`` seconds is not asked again."""
    chain = list(_chain(error))
    for cause in chain:
        if isinstance(cause, AssistantError):
            return Fault(cause)
    kind = kind_of(type(error))
    if kind == "connection":
        inner = next((cause for cause in chain[1:] if kind_of(type(cause)) not in (None, "connection")), None)
        kind = kind_of(type(inner)) if inner else "unreachable"
    if kind == "large":
        return Fault(_too_large(who))
    if kind == "status":
        return _status(error, who, patience)
    if kind == "unreachable":
        return _unreachable(chain, who, connect_s)
    if kind == "late":
        return Fault(ModelTimeoutError(f"{who} did not answer in time. Try again in a moment."))
    if kind == "broken":
        broken = ModelUnreachableError(f"{who} broke the connection before it answered. Try again.")
        return Fault(broken, retry_in=PAUSE)
    if kind == "reported":
        return Fault(ModelReplyError(f"{who} reported a failure of its own while it answered. Try again."))
    return Fault(
        ModelReplyError(
            f"{who} sent a reply that is not one of a chat or embedding model. "
            "Check OPENAI_BASE_URL: it usually ends in /v1."
        )
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        found = waiting.pop(0)
        if found is None or id(found) in seen:
            continue
        seen.add(id(found))
        yield found
        waiting += [found.__cause__, found.__context__]
        if isinstance(found, BaseExceptionGroup):
            waiting += found.exceptions


def _too_large(who: str) -> ModelOverflowError:
    return ModelOverflowError(
        f"{who} finds the question with its evidence too long for its window. Ask more briefly or show it less "
        "with ASSISTANT_EVIDENCE_CHARACTERS."
    )


def _status(error: BaseException, who: str, patience: float) -> Fault:  # noqa: PLR0911  (one for each kind)
    status = int(getattr(error, "status_code", 0))
    if status in STATUS:
        return Fault(ModelRefusedError(f"{who} {STATUS[status]}"))
    if status == 429:  # noqa: PLR2004
        return _busy(error, who, patience)
    said = str(getattr(error, "body", "") or "").casefold()
    if status == 500 and "too large to process" in said:  # noqa: PLR2004 - llama.cpp's server
        return Fault(_too_large(who))
    if status in (408, 409) or status >= 500:  # noqa: PLR2004
        failed = f"{who} failed (HTTP {status}). Try again in a moment; if it goes on, see the server's own log."
        return Fault(ModelUnreachableError(failed), retry_in=_wait(error, patience))
    if 300 <= status < 400:  # noqa: PLR2004
        moved = f"{who} sends us on to another address (HTTP {status}). Set OPENAI_BASE_URL to the final one."
        return Fault(ModelRefusedError(moved))
    if status == 413 or any(word in said for word in TOO_LARGE):  # noqa: PLR2004
        return Fault(_too_large(who))
    return Fault(
        ModelRefusedError(
            f"{who} refused the request (HTTP {status}). Check the model's name and that it is of the right kind."
        )
    )


def _busy(error: BaseException, who: str, patience: float) -> Fault:
    if getattr(error, "code", None) == "insufficient_quota":
        return Fault(
            ModelRefusedError(f"{who} says that the account's quota is used up (HTTP 429). Check the account.")
        )
    wait = _wait(error, patience)
    when = "in a moment" if wait is not None else "later"
    return Fault(
        ModelBusyError(f"{who} is over its rate limit or the account's quota (HTTP 429). Try again {when}."),
        retry_in=wait,
    )


def _wait(error: BaseException, patience: float) -> float | None:
    """Seconds to the repetition that the server allows; None if it asks for more patience than there is."""
    asked = asked_wait(error)
    wait = PAUSE if asked is None else asked
    return wait if wait <= patience else None


def asked_wait(error: BaseException) -> float | None:
    """Seconds for which the server asks to be left alone, as a number or as a date; None if it does not say."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    stated = headers.get("retry-after")
    if stated is None:
        return None
    try:
        seconds = float(stated)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(stated).timestamp() - time.time()
        except (ValueError, OverflowError):
            return None
    return max(seconds, 0.0) if math.isfinite(seconds) else None


def _unreachable(chain: list[BaseException], who: str, connect_s: float) -> Fault:
    import httpx2  # noqa: PLC0415  (heavy)

    def any_of(*classes: type[BaseException]) -> bool:
        return any(isinstance(cause, classes) for cause in chain)

    error: ModelError
    if any_of(socket.gaierror):
        error = ModelUnreachableError(f"{who} was not found: no such host. Check OPENAI_BASE_URL and the network.")
    elif any_of(ssl.SSLError):
        error = ModelUnreachableError(
            f"{who} could not be reached safely: its certificate or encryption is not valid. "
            "Check OPENAI_BASE_URL (http or https?) and SSL_CERT_FILE."
        )
    elif any_of(httpx2.ConnectTimeout, httpx2.PoolTimeout):
        error = ModelTimeoutError(
            f"{who} did not take a connection within {connect_s:g} seconds. Check OPENAI_BASE_URL and the network."
        )
    elif any_of(httpx2.ProxyError):
        error = ModelUnreachableError(f"{who} could not be reached through the proxy. Check HTTPS_PROXY.")
    else:
        error = ModelUnreachableError(f"{who} refused the connection. Is it running? Check OPENAI_BASE_URL.")
        return Fault(error, retry_in=PAUSE)
    return Fault(error)
