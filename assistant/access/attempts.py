"""Wrong tries to sign in, by name and by address."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

from assistant.access.users import folded

MOST, WITHIN = 10, 300.0  # wrong tries; seconds
_HELD = 20_000  # names and addresses


class Attempts:
    """Counts tries in memory; for one thread."""

    def __init__(self, most: int = MOST, within: float = WITHIN, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._within, self._clock = most, within, clock
        self._wrong: OrderedDict[str, deque[float]] = OrderedDict()

    def begin(self, name: str, address: str) -> float:
        """Counts a try as wrong until it is known to be right, so that many at once are no more than many in a row.
        Gives the seconds to wait, if that is not the first thing to do: then the try is not to be made at all."""
        now = self._clock()
        keys = _keys(name, address)
        wait = max(self._wait(key, now) for key in keys)
        if wait <= 0:
            for key in keys:
                self._wrong.setdefault(key, deque(maxlen=self._most)).append(now)
                self._wrong.move_to_end(key)
            while len(self._wrong) > _HELD:
                self._wrong.popitem(last=False)
        return max(wait, 0.0)

    def was_right(self, name: str, address: str) -> None:
        """Forgets the wrong tries of a name, and this one of the address: the owner of one name could otherwise try
        others' without end."""
        of_name, of_address = _keys(name, address)
        self._wrong.pop(of_name, None)
        if tries := self._wrong.get(of_address):
            tries.pop()

    def _wait(self, key: str, now: float) -> float:
        tries = self._wrong.get(key)
        return tries[0] + self._within - now if tries and len(tries) == self._most else 0.0


def _keys(name: str, address: str) -> tuple[str, str]:
    return f"name {folded(name)}", f"address {_network(address)}"


def _network(address: str) -> str:
    """An address, or its network where one customer has a whole one (IPv6)."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address[:65]
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))
    return str(found)
