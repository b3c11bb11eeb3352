"""What stands in front of the page: who may come in, and as whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.ui.headers import Guard
from assistant.ui.proxies import LOOPBACK, Proxies, named
from assistant.ui.signin import SIGN_IN_AT, Gate, SignIn, account_router
from assistant.ui.tabs import Tabs
from assistant.ui.visitors import Visitors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fastapi import FastAPI

    from assistant.access.sessions import Sessions
    from assistant.access.users import Users


@dataclass(frozen=True)
class Entrance:
    """People sign in if there are ``users`` (and then ``sessions``), or a proxy does that and names them in ``header``.
    Otherwise nobody signs in, and each browser is somebody. ``proxies``: addresses and networks that are believed."""

    users: Users | None = None
    sessions: Sessions | None = None
    header: str = ""
    proxies: Sequence[str] = LOOPBACK


def guard(app: FastAPI, entrance: Entrance, hosts: Sequence[str], larger: Mapping[str, int]) -> None:
    """Puts everything that an entrance takes in front of ``app``. ``hosts``, ``larger``: see Guard."""
    app.add_middleware(Tabs)
    header = entrance.header
    if entrance.users and entrance.sessions:
        sign_in = SignIn(entrance.users, entrance.sessions)
        app.include_router(sign_in.router())
        app.add_middleware(Gate, who=sign_in.who, at=SIGN_IN_AT)
    elif header:
        app.add_middleware(Gate, who=lambda scope: named(scope, header))
    else:
        app.add_middleware(Visitors)
    app.include_router(account_router(signs_out=entrance.users is not None))
    app.add_middleware(Proxies, trusted=entrance.proxies)
    app.add_middleware(Guard, hosts=hosts, larger=larger)  # the last one added is asked first
