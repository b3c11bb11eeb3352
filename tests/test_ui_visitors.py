from __future__ import annotations

import asyncio
from typing import Any

import gradio as gr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from assistant.ui.visitors import Visitors, owner_of


async def _page(request: Request) -> HTMLResponse:
    return HTMLResponse(owner_of(request))


async def _data(request: Request) -> PlainTextResponse:
    return PlainTextResponse(owner_of(gr.Request(request)))


async def _socket(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text(owner_of(socket))
    await socket.close()


def browser(scheme: str = "http") -> TestClient:
    routes = [Route("/", _page, methods=["GET", "POST"]), Route("/data", _data), WebSocketRoute("/ws", _socket)]
    return TestClient(Visitors(Starlette(routes=routes)), base_url=f"{scheme}://testserver")


def test_a_browser_is_the_same_owner_on_every_page_request_and_socket():
    one = browser()
    owner = one.get("/").text
    assert {one.get("/").text, one.get("/data").text, one.post("/").text} == {owner}
    with one.websocket_connect("/ws") as socket:
        assert socket.receive_text() == owner


def test_two_browsers_are_two_owners():
    assert browser().get("/").text != browser().get("/").text


def test_the_owner_tells_nobody_the_cookie():
    one = browser()
    owner = one.get("/").text
    (token,) = one.cookies.values()
    assert len(token) == 43
    assert owner.startswith("b:")
    assert len(owner) == 66
    assert token not in owner
    thief = browser()
    thief.cookies.set("bilateral-record", owner[2:])
    assert thief.get("/data").text != owner


def test_the_cookie_comes_with_a_page_only_and_scripts_and_other_sites_do_not_get_it():
    one = browser()
    assert "set-cookie" not in one.get("/data").headers
    said = one.get("/").headers["set-cookie"]
    assert said.startswith("bilateral-record=")
    assert said.endswith("; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax")
    assert "set-cookie" not in one.post("/").headers


def test_behind_https_the_cookie_never_travels_in_the_clear():
    said = browser("https").get("/").headers["set-cookie"]
    assert said.startswith("__Host-bilateral-record=")
    assert said.endswith("; Secure")


def test_a_request_without_a_cookie_or_with_a_made_up_one_is_nobodys():
    one = browser()
    assert one.get("/data").text != one.get("/data").text
    for made_up in ("", "x", "é" * 43, "a" * 44, "a" * 100_000):
        headers = [(b"host", b"localhost"), (b"cookie", f"bilateral-record={made_up}".encode())]
        owners = {asyncio.run(_owner(headers)) for _ in range(2)}
        assert len(owners) == 2


async def _owner(headers: list[tuple[bytes, bytes]]) -> str:
    found: list[str] = []

    async def app(scope: Any, _: Any, __: Any) -> None:
        found.append(scope["state"]["owner"])

    async def nothing(*_: Any) -> Any:
        return {"type": "http.disconnect"}

    await Visitors(app)({"type": "http", "method": "GET", "headers": headers}, nothing, nothing)
    return found[0]
