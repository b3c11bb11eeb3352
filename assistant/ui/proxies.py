"""Which proxies are believed, and what they say of the one who asks. Pure ASGI."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING, Any

from starlette.datastructures import Headers
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from assistant.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "::1")
_LONGEST = 200  # characters of a name


class Proxies:
    """Believes X-Forwarded-For and X-Forwarded-Proto from ``trusted`` addresses only, and notes who asked through one
    of them. Raises SettingsError for what is no address and no network."""

    def __init__(self, app: ASGIApp, trusted: Sequence[str]) -> None:
        self._networks = networks(trusted)
        self._app: Any = ProxyHeadersMiddleware(app, [str(network) for network in self._networks])  # type: ignore[arg-type]  # its own names for the same

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            host, port = scope.get("client") or ("", 0)
            peer = address(host)
            scope["client"] = (str(peer or host), port)
            trusted = peer is not None and any(peer in network for network in self._networks)
            scope.setdefault("state", {})["proxied"] = trusted
        await self._app(scope, receive, send)


def networks(trusted: Sequence[str]) -> list[IPv4Network | IPv6Network]:
    """Addresses and networks as networks. Raises SettingsError for anything else."""
    try:
        return [ip_network(one) for one in trusted]
    except ValueError as error:
        raise SettingsError(
            "ASSISTANT_PROXIES holds what is no address and no network. Write such as 10.0.0.5, 192.168.7.0/24."
        ) from error


def address(host: str) -> Any:
    """The address, or None; an IPv4 one also where a socket for both kinds shows it as an IPv6 one."""
    try:
        found = ip_address(host.partition("%")[0])
    except ValueError:
        return None
    return found.ipv4_mapped or found if isinstance(found, IPv6Address) else found


def named(scope: Scope, header: str) -> str | None:
    """The user whom a believed proxy names in ``header``; None where it names none, or more than one."""
    if not scope["state"].get("proxied"):
        return None
    said = Headers(scope=scope).getlist(header)
    if len(said) != 1:  # what the browser had sent, and the proxy only added to
        return None
    name = said[0].encode("latin-1").decode("utf-8", "replace").strip()
    return name if 0 < len(name) <= _LONGEST and name.isprintable() else None
