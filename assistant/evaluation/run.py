"""How sets are measured: what every measurement is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Run:
    """How sets are measured. ``data``: the folder of the public ones; ``limit``: cases of each; ``oracle``: gold
    answers instead of a chat model's; ``progress`` is told of each step: of what ``stage``, ``done`` of ``total``."""

    data: Path | None
    limit: int | None
    oracle: bool
    progress: Callable[[Any], None]
