"""Serving the page: bind, answer, open the browser, end quietly."""

from __future__ import annotations

import errno
import logging
import socket
import threading
import time
import webbrowser
from ipaddress import ip_address
from typing import TYPE_CHECKING

from assistant.errors import ServingError

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

GRACE = 2  # seconds that running answers get when the program is ended


def reserve(host: str, port: int) -> socket.socket:
    """The address to serve on, taken before anything that takes time is built.

    Raises ServingError where it cannot be had, or where other machines could reach it: the page has no sign-in.
    """
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except OSError as error:
        raise ServingError(f"The host {host!r} is unknown here. Choose another with --host.") from error
    if not ip_address(str(found[4][0]).partition("%")[0]).is_loopback:
        raise ServingError(
            f"{host} can be reached from other machines, and the page has no sign-in yet. Serve it on 127.0.0.1; from "
            f"another machine, reach it through a tunnel: ssh -L {port}:127.0.0.1:{port} THIS-MACHINE."
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


def serve(app: FastAPI, taken: socket.socket, *, open_browser: bool) -> None:
    """Serves ``app`` on a reserved address until Ctrl-C; opens the browser, if wanted, once the page answers."""
    import uvicorn  # noqa: PLC0415 — a quarter of a second

    host, port = taken.getsockname()[:2]
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
    )
    server = uvicorn.Server(config)
    # Answers that are cut off by the end of the program are no errors.
    logging.getLogger("uvicorn.error").addFilter(lambda _: not server.should_exit)
    if open_browser:
        threading.Thread(target=_open_when_ready, args=(server, address(host, port)), daemon=True).start()
    try:
        server.run(sockets=[taken])
    except KeyboardInterrupt:
        pass
    finally:
        taken.close()


def address(host: str, port: int) -> str:
    """Where a browser on this machine finds the page."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


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
