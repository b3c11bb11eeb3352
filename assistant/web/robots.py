"""What a site lets programs have: its robots.txt (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.errors import AddressRefusedError, WebError

if TYPE_CHECKING:
    from protego import Protego

    from assistant.web.addresses import Address

LIMIT = 500 * 1024  # bytes that have to be read (RFC 9309, 2.5); the rest is left

Read = Callable[["Address"], tuple[int, bytes]]


class Robots:
    """The rules of the sites that were met in one run, each read once. ``agent``: our name, as in User-Agent.

    ``read`` gives the status and the first LIMIT bytes of an address, or raises WebError.
    """

    def __init__(self, agent: str, read: Read) -> None:
        self._agent = agent.partition("/")[0]
        self._read = read
        self._known: dict[str, Protego | WebError] = {}

    def permit(self, address: Address) -> float | None:
        """Seconds that the site wants between two requests, or None. Raises WebError where the address is closed to us,
        or its site cannot say whether it is."""
        if address.origin not in self._known:
            try:
                self._known[address.origin] = self._rules(address)
            except WebError as error:
                self._known[address.origin] = error
        rules = self._known[address.origin]
        if isinstance(rules, WebError):
            raise type(rules)(str(rules)) from rules
        if not rules.can_fetch(str(address), self._agent):
            raise AddressRefusedError(
                "The site asks programs not to fetch this page (robots.txt). Save it in the browser and add the file."
            )
        return rules.crawl_delay(self._agent)

    def _rules(self, address: Address) -> Protego:
        from protego import Protego  # noqa: PLC0415 - heavy

        status, data = self._read(replace(address, target="/robots.txt"))
        if status == 429 or status >= 500:  # noqa: PLR2004 - RFC 9309, 2.3.1.4, and 429 is as temporary
            raise WebError(
                f"The site cannot say at present what programs may fetch (robots.txt gives {status}), so it is left "
                "alone. Try again later."
            )
        found = status == 200  # noqa: PLR2004 - all others mean that there are no rules (2.3.1.3)
        return Protego.parse(data.decode("utf-8-sig", "replace") if found else "")
