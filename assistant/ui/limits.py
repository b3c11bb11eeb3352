"""How many questions each owner may ask."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable

_MINUTE = 60.0
_HELD = 10_000  # owners


class Limits:
    """Counts questions in memory: thirty lines, where a library would bring stores that nothing here needs. For one
    thread."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        """``a_minute``: questions of one owner in any sixty seconds."""
        self.most, self._clock = a_minute, clock
        self._asked: OrderedDict[str, deque[float]] = OrderedDict()

    def admit(self, owner: str) -> float | None:
        """Counts a question that ``owner`` asks. None: it may be answered. Otherwise it is not counted, and this is how
        many seconds there are to wait."""
        now = self._clock()
        asked = self._asked.setdefault(owner, deque(maxlen=self.most))
        self._asked.move_to_end(owner)
        while len(self._asked) > _HELD:
            self._asked.popitem(last=False)
        if len(asked) == self.most and (wait := asked[0] + _MINUTE - now) > 0:
            return wait
        asked.append(now)
        return None
