"""Serving the page: bind, answer, open the browser, end quietly."""

from __future__ import annotations

import errno
import logging
import socket
import ssl
import threading
import time
import webbrowser
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import ServingError

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

GRACE = 2  # seconds that running answers get when the program is ended


def reserve(host: str, port: int, *, signs_in: bool = False) -> socket.socket:
    """The address to serve on, taken before anything that takes time is built.

    Raises ServingError where it cannot be had, or where other machines could reach it and nobody ``signs_in``.
    """
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except (OSError, UnicodeError) as error:
        raise ServingError(f"The host {host!r} is unknown here. Choose another with --host.") from error
    if not signs_in and not _is_loopback(str(found[4][0])):
        raise ServingError(
            f"{host or 'This'} can be reached from other machines, and nobody has to sign in. Set ASSISTANT_USERS to a "
            "file, such as ~/users, and add people with `assistant user add NAME`; or, behind a proxy that signs them "
            "in, set ASSISTANT_USER_HEADER. For yourself alone serve it on 127.0.0.1, and from another machine reach "
            f"it through a tunnel: ssh -L {port}:127.0.0.1:{port} THIS-MACHINE."
        )
    bound = socket.socket(found[0], socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen()  # an address that is only bound can still be taken by a second program
    except OSError as error:
        bound.close()
        raise ServingError(_reason(error, host, port)) from error
    return bound


@dataclass(frozen=True)
class Certificate:
    """Files in PEM: the certificate (with those between it and the root), and its key."""

    chain: Path
    key: Path

    def check(self) -> None:
        """Raises ServingError unless https can be served with it."""
        try:
            ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(self.chain, self.key, _no_password)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise ServingError(
                f"{self.chain} and {self.key} cannot be used for https ({reason}). Name a certificate and its key with "
                "--tls-cert and --tls-key, both in PEM and the key without a password."
            ) from error


def serve(app: FastAPI, taken: socket.socket, *, open_browser: bool, certificate: Certificate | None = None) -> None:
    """Serves ``app`` on a reserved address until Ctrl-C, over https if there is a ``certificate``; opens the browser,
    if wanted, once the page answers."""
    import uvicorn  # noqa: PLC0415 — a quarter of a second

    host, port = taken.getsockname()[:2]
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # ui/proxies decides whom it believes
        ssl_certfile=certificate.chain if certificate else None,
        ssl_keyfile=certificate.key if certificate else None,
        timeout_graceful_shutdown=GRACE,
    )
    server = uvicorn.Server(config)
    # Answers that are cut off by the end of the program are no errors.
    logging.getLogger("uvicorn.error").addFilter(lambda _: not server.should_exit)
    if open_browser:
        threading.Thread(
            target=_open_when_ready, args=(server, address(host, port, https=certificate is not None)), daemon=True
        ).start()
    try:
        server.run(sockets=[taken])
    except KeyboardInterrupt:
        pass
    finally:
        taken.close()


def address(host: str, port: int, *, https: bool = False) -> str:
    """Where a browser on this machine finds the page."""
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104 - nothing is bound
    named = f"[{reached}]" if ":" in reached else reached
    return f"{'https' if https else 'http'}://{named}:{port}/"


def is_open(host: str) -> bool:
    """Whether other machines can reach what is served on a reserved host."""
    found = socket.getaddrinfo(host or None, None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    return not _is_loopback(str(found[4][0]))


def _is_loopback(found: str) -> bool:
    return ip_address(found.partition("%")[0]).is_loopback


def _no_password() -> str:
    return ""  # or the program would ask for one on the terminal


def _reason(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else port - 1  # noqa: PLR2004 — the highest port
        return f"Port {port} is in use. End the program that uses it, or choose another: --port {other}."
    if error.errno == errno.EACCES:
        return f"Port {port} needs administrator's rights. Choose one above 1023, such as --port 7860."
    return f"The page cannot be served on {host}. Choose an address of this machine with --host."


def _open_when_ready(server: uvicorn.Server, url: str) -> None:
    while not server.started:
        if server.should_exit:
            return
        time.sleep(0.05)
    webbrowser.open(url)
