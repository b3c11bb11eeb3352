from __future__ import annotations

import asyncio
from typing import Any

import pytest

from assistant.ui.headers import LARGEST_BODY, SENT, Guard


async def _app(_: Any, receive: Any, send: Any) -> None:
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        size += len(message.get("body", b""))
        if not message.get("more_body"):
            break
    headers = [(b"access-control-allow-origin", b"*"), (b"access-control-allow-credentials", b"true")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": str(size).encode()})


def call(method: str = "GET", bodies: tuple[bytes, ...] = (b"",), **headers: str) -> tuple[int | None, dict[str, str]]:
    given = {"host": "localhost:7860"} | {name.replace("_", "-"): value for name, value in headers.items()}
    scope = {
        "type": "http",
        "server": ("192.0.2.7", 7860),
        "method": method,
        "path": "/",
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
    }
    waiting = [
        {"type": "http.request", "body": body, "more_body": number < len(bodies)}
        for number, body in enumerate(bodies, 1)
    ]
    sent: list[Any] = []

    async def receive() -> Any:
        return waiting.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(Guard(_app, ["rag.corp.test"])(scope, receive, send))
    if not sent:
        return None, {}
    return sent[0]["status"], {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:1", "127.0.0.1:7860", "[::1]:7860", "[::1]", "rag.corp.test", "rag.corp.test:443",
     "192.0.2.7:7860"],
)  # fmt: skip
def test_known_hosts_are_served(host):
    assert call(host=host)[0] == 200


@pytest.mark.parametrize(
    "host",
    ["evil.test", "localhost.evil.test", "", "localhost:7860:1", "localhost@evil.test", "[::2]", "127.0.0.1.evil.test",
     "localhost/evil", "192.0.2.8:7860", "[192.0.2.7"],
)  # fmt: skip
def test_unknown_hosts_are_refused(host):
    assert call(host=host)[0] == 400


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.test",
        "null",
        "http://localhost:9999",
        "http://localhost",
        "file://",
        "http://[",
        "http://[x]:7860",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_requests_of_other_origins_are_refused(origin, method):
    assert call(method, origin=origin)[0] == 403


def test_requests_of_the_own_origin_are_served():
    assert call("POST", origin="http://localhost:7860")[0] == 200
    assert call("POST", host="rag.corp.test", origin="https://rag.corp.test")[0] == 200


def test_a_link_from_another_site_may_be_followed_but_nothing_else():
    assert call(sec_fetch_site="cross-site", sec_fetch_mode="navigate")[0] == 200
    assert call(sec_fetch_site="cross-site", sec_fetch_mode="no-cors")[0] == 403
    assert call(sec_fetch_site="same-site", sec_fetch_mode="cors")[0] == 403
    assert call("POST", sec_fetch_site="cross-site", sec_fetch_mode="navigate")[0] == 403


@pytest.mark.parametrize("headers", [{}, {"host": "evil.test"}, {"origin": "https://evil.test"}])
def test_every_response_carries_the_headers_and_opens_nothing_to_other_origins(headers):
    found = call(**headers)[1]
    assert {name.lower(): value for name, value in SENT.items()}.items() <= found.items()
    assert not [name for name in found if name.startswith("access-control")]


def test_a_body_beyond_the_limit_is_refused_whether_it_is_announced_or_not():
    assert call("POST", content_length=str(LARGEST_BODY + 1))[0] == 413
    assert call("POST", content_length="-1")[0] == 413
    assert call("POST", bodies=(b"x" * LARGEST_BODY, b"x", b""))[0] is None
    assert call("POST", bodies=(b"x" * LARGEST_BODY,))[0] == 200
