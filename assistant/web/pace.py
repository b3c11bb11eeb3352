"""When each host may be asked again."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from assistant.errors import WebError


class Pace:
    """The polite pace of one run. ``delay``: seconds from the end of a request to the next to the same host;
    ``patience``: the longest wait, in seconds, that a server may ask for."""

    def __init__(self, delay: float, patience: float) -> None:
        self._delay = delay
        self.patience = patience
        self._rest: dict[str, float] = {}  # by host, in the time of time.monotonic()
        self._wished: dict[str, float] = {}

    def wish(self, host: str, seconds: float | None) -> None:
        """The delay that the host asks of everyone (Crawl-delay). More than ``patience`` is taken for that."""
        if seconds is not None and seconds > 0:  # so that NaN is none
            self._wished[host] = min(seconds, self.patience)

    def wait(self, host: str) -> None:
        """Waits until ``host`` may be asked. Raises WebError where it asked to be left alone for longer than that."""
        seconds = self._rest.get(host, 0) - time.monotonic()
        if seconds > max(self.patience, self._delay):
            raise WebError(_too_long(seconds))
        if seconds > 0:
            time.sleep(seconds)

    def asked(self, host: str) -> None:
        """A request to ``host`` has come to its end."""
        self.rest(host, max(self._delay, self._wished.get(host, 0)))

    def rest(self, host: str, seconds: float) -> None:
        """``host`` is to be left alone for so long at least."""
        self._rest[host] = max(self._rest.get(host, 0), time.monotonic() + seconds)


def seconds_of(retry_after: str) -> float | None:
    """What a Retry-After header says, in seconds from now, 0 or more: it holds a number or a date (RFC 9110, 10.2.3).
    None where it says nothing that can be understood."""
    if re.fullmatch(r"\s*[0-9]{1,9}\s*", retry_after):
        return float(retry_after)
    try:
        date = parsedate_to_datetime(retry_after)
    except (ValueError, OverflowError):
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return max(0.0, (date - datetime.now(UTC)).total_seconds())


def _too_long(seconds: float) -> str:
    minutes = round(seconds / 60)
    span = f"{minutes} minutes" if minutes > 1 else f"{seconds:.0f} seconds"
    return f"The server asks to be left alone for {span} more. Try again after that."
