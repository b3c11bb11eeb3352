"""What of Gradio's own interface is open, and to whom.

To Gradio whoever names a tab (its "session hash") or a run (its "event id") may read, use and stop it, and it makes the
names of tabs with Math.random. So the first owner who uses a name is the only one who ever can. Pure ASGI.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from starlette.datastructures import QueryParams
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_AT = "/gradio_api/"
# The rest of what Gradio offers (files, uploads, calls by name, links to a state …) this page does not use.
_PLAIN = ("app_id", "info", "reset", "startup-events", "theme.css")  # these name no tab
_NAMED_IN_BODY = ("queue/join", "run/predict", "cancel", "component_server")
_HEARTBEAT = "heartbeat/"
_LONGEST = 64  # characters of a name
_EACH, _OWNERS = 500, 2_000  # names of one owner; owners


class Tabs:
    """Refuses requests that name another owner's tab or run (403), and what this page does not use (404)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._tabs, self._runs = _Taken(), _Taken()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or not path.startswith(_AT):
            await self._app(scope, receive, send)
            return
        asked, owner = path.removeprefix(_AT).rstrip("/"), scope["state"]["owner"]
        names: list[Any]
        if asked in _PLAIN:
            await self._app(scope, receive, send)
            return
        if asked == "queue/data":
            names = QueryParams(scope["query_string"]).getlist("session_hash")
        elif asked.startswith(_HEARTBEAT):
            names = [asked.removeprefix(_HEARTBEAT)]
        elif asked in _NAMED_IN_BODY:
            body = await _whole(receive)
            if body is None:  # it was too large, or whoever asked has gone and hears nothing
                await PlainTextResponse("The request is too large.", 413)(scope, receive, send)
                return
            receive = _again(body, receive)
            names = self._named(body, owner)
            if asked == "queue/join":
                send = self._learning(owner, send)
        else:
            await PlainTextResponse("Not found.", 404)(scope, receive, send)
            return
        if names and all(self._tabs.take(name, owner) for name in names):
            await self._app(scope, receive, send)
        else:
            await PlainTextResponse("This belongs to somebody else. Load the page anew.", 403)(scope, receive, send)

    def _named(self, body: bytes, owner: str) -> list[Any]:
        """The tab that a body names; none where it names none, or a run that is not known to be the owner's."""
        try:
            said = json.loads(body)  # of two fields with one name the last one counts, here as there
        except (ValueError, RecursionError):
            return []
        if not isinstance(said, dict):
            return []
        run = said.get("event_id")
        return [said.get("session_hash")] if run is None or self._runs.owner(run) == owner else []

    def _learning(self, owner: str, send: Send) -> Send:
        """Notes whose the run is that a response names, before anybody can know its name."""
        answer = bytearray()

        async def learning(message: Message) -> None:
            if message["type"] == "http.response.body":
                answer.extend(message.get("body", b""))
                if not message.get("more_body"):
                    try:
                        said = json.loads(answer)
                    except ValueError:
                        said = None
                    if isinstance(said, dict):
                        self._runs.take(said.get("event_id"), owner)
            await send(message)

        return learning


class _Taken:
    """Names and their owners. An owner who takes too many loses only the oldest of their own."""

    def __init__(self) -> None:
        self._owner: dict[str, str] = {}
        self._names: OrderedDict[str, OrderedDict[str, None]] = OrderedDict()

    def owner(self, name: Any) -> str | None:
        return self._owner.get(name) if isinstance(name, str) else None

    def take(self, name: Any, owner: str) -> bool:
        """Whether the name is the owner's, by now."""
        if not isinstance(name, str) or not 0 < len(name) <= _LONGEST:
            return False
        if self._owner.setdefault(name, owner) != owner:
            return False
        names = self._names.setdefault(owner, OrderedDict())
        names[name] = None
        names.move_to_end(name)
        self._names.move_to_end(owner)
        if len(names) > _EACH:
            del self._owner[names.popitem(last=False)[0]]
        if len(self._names) > _OWNERS:
            for lost in self._names.popitem(last=False)[1]:
                del self._owner[lost]
        return True


async def _whole(receive: Receive) -> bytes | None:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        if not message.get("more_body"):
            return bytes(body)


def _again(body: bytes, receive: Receive) -> Receive:
    """Gives the body that was read once more, and then what comes after it."""
    first: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return first.pop() if first else await receive()

    return again
