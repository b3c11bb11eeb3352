from __future__ import annotations

import json
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from assistant.ui import tabs
from assistant.ui.tabs import Tabs

AT = "/gradio_api"
UNUSED = """upload file=/etc/passwd proxy=http://localhost/ call/predict call/predict/run runs openapi.json
stream/run run/other api/predict queue deep_link?session_hash=tab"""


async def _join(request: Request) -> JSONResponse:
    said = await request.json()
    return JSONResponse({"event_id": f"run of {said['session_hash']}"})


async def _anything(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"reached {(await request.body()).decode()}")


class _Owner:
    """The header "who" says who asks."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            scope.setdefault("state", {})["owner"] = dict(scope["headers"])[b"who"].decode()
        await self._app(scope, receive, send)


def visitor() -> TestClient:
    everything = ["GET", "POST"]
    routes = [Route(f"{AT}/queue/join", _join, methods=["POST"]), Route("/{path:path}", _anything, methods=everything)]
    return TestClient(_Owner(Tabs(Starlette(routes=routes))))


def said(visitor: TestClient, who: str, path: str, body: Any = None) -> int:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    method = "GET" if body is None else "POST"
    return visitor.request(method, f"{AT}/{path}", content=content, headers={"who": who}).status_code


def join(visitor: TestClient, who: str, tab: str) -> int:
    return said(visitor, who, "queue/join", {"session_hash": tab, "data": []})


def test_a_tab_is_the_first_ones_who_names_it_on_every_path():
    one = visitor()
    assert join(one, "anna", "tab") == 200
    paths = {
        "queue/data?session_hash=tab": None,
        "heartbeat/tab": None,
        "heartbeat/tab/": None,
        "queue/join": {"session_hash": "tab"},
        "queue/join/": {"session_hash": "tab"},
        "run/predict": {"session_hash": "tab"},
        "component_server": {"session_hash": "tab"},
        "cancel": {"session_hash": "tab"},
    }
    assert {said(one, "bob", path, body) for path, body in paths.items()} == {403}
    assert {said(one, "anna", path, body) for path, body in paths.items()} == {200}


def test_a_run_is_stopped_only_by_whoever_started_it():
    one = visitor()
    join(one, "anna", "tab")
    join(one, "bob", "other")
    stop = {"session_hash": "other", "event_id": "run of tab"}
    assert said(one, "bob", "cancel", stop) == 403
    assert said(one, "bob", "queue/join", stop) == 403
    assert said(one, "bob", "cancel", {"session_hash": "other", "event_id": "run of other"}) == 200
    assert said(one, "bob", "cancel", {"session_hash": "other", "event_id": "never heard of"}) == 403
    assert said(one, "bob", "cancel", {"session_hash": "other", "event_id": ["run of other"]}) == 403
    assert said(one, "anna", "cancel", {"session_hash": "tab", "event_id": "run of tab"}) == 200


def test_two_names_in_one_request_smuggle_nothing():
    one = visitor()
    join(one, "anna", "tab")
    for query in ("session_hash=other&session_hash=tab", "session_hash=tab&session_hash=other", "session_hash=%74ab"):
        assert said(one, "bob", f"queue/data?{query}") == 403
    assert said(one, "bob", "run/predict", b'{"session_hash": "other", "session_hash": "tab"}') == 403
    assert said(one, "bob", "run/predict", json.dumps({"session_hash": "tab"}).encode("utf-16")) == 403
    assert said(one, "bob", "queue/%64ata?session_hash=tab") == 403


def test_a_request_without_a_name_or_with_one_that_is_none_is_refused():
    one = visitor()
    for body in (b"", b"[]", b"nonsense", b"\xff", b"[" * 100_000, b'"tab"', b"--x\r\ncontent"):
        assert said(one, "bob", "component_server", body) == 403
    for name in (None, "", 1, ["tab"], {"a": 1}, "x" * 65):
        assert said(one, "bob", "run/predict", {"session_hash": name}) == 403
    assert said(one, "bob", "queue/data") == 403
    assert said(one, "bob", "heartbeat/") == 404


def test_what_the_page_does_not_use_is_absent_and_what_names_no_tab_is_open():
    one = visitor()
    for path in UNUSED.split():
        assert said(one, "bob", path) == 404
        assert said(one, "bob", path, {"session_hash": "tab"}) == 404
    assert said(one, "bob", "info") == 200
    assert one.get("/config", headers={"who": "bob"}).status_code == 200


def test_the_body_arrives_as_it_was_sent():
    one = visitor()
    body = json.dumps({"session_hash": "tab", "data": ["é" * 10_000]}).encode()
    answer = one.post(f"{AT}/run/predict", content=body, headers={"who": "anna"})
    assert answer.text == f"reached {body.decode()}"


def test_whoever_opens_tabs_without_end_loses_only_their_own_oldest(monkeypatch):
    monkeypatch.setattr(tabs, "_EACH", 3)
    one = visitor()
    join(one, "anna", "tab")
    for number in range(10):
        join(one, "bob", f"tab {number}")
    assert said(one, "bob", "heartbeat/tab") == 403
    assert said(one, "anna", "heartbeat/tab 9") == 403
    assert said(one, "anna", "heartbeat/tab 0") == 200  # forgotten


def test_owners_without_end_take_no_more_memory(monkeypatch):
    monkeypatch.setattr(tabs, "_OWNERS", 5)
    taken = tabs._Taken()
    for number in range(100):
        assert taken.take(f"tab {number}", f"owner {number}")
        assert taken.take("own", "anna")
    assert len(taken._owner) == len(taken._names) == 5
