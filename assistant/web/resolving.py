"""The name of a host → its IP addresses, within the time that is left."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from ipaddress import ip_address
from threading import Thread

from assistant.errors import WebError

Resolve = Callable[[str, int], Sequence[str]]

NOT_FOUND = (
    "There is no host of this name, or no connection to the network. Check the address's spelling and the connection."
)


class Deadline:
    """The end of the time that one address may take. What politeness makes us wait for does not count."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds, more than 0. Raises WebError where there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise WebError(
                f"The server was too slow: the page did not come whole within {self._seconds:g} seconds. Try again "
                "later, or save the page in the browser and add the file."
            )
        return left

    @contextmanager
    def paused(self) -> Iterator[None]:
        """What is done meanwhile takes none of the time."""
        begun = time.monotonic()
        try:
            yield
        finally:
            self._end += time.monotonic() - begun


def look_up(host: str, port: int) -> list[str]:
    """The host's addresses, as the system finds them. Raises OSError or UnicodeError where it finds none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def addresses_of(host: str, port: int, resolve: Resolve, deadline: Deadline) -> list[str]:
    """The IP addresses of ``host``, which may be one itself: at least one, in the order in which to try them.

    Raises WebError where the name is unknown or time runs out.
    """
    try:
        return [str(ip_address(host))]
    except ValueError:
        pass
    found: list[str] = []
    failed: list[Exception] = []

    def ask() -> None:
        try:
            found.extend(resolve(host, port))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    # The system's look-up knows no limit of time, so it is left behind when ours is over.
    asking = Thread(target=ask, name="look-up of a host", daemon=True)
    asking.start()
    asking.join(deadline.left())
    deadline.left()
    if failed or not found:
        raise WebError(NOT_FOUND) from (failed[0] if failed else None)
    return found
