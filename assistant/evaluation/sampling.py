"""A random sample that is always the same one, and of which a smaller one is a part."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
SEED = "2026"


def sampled(cases: Sequence[T], limit: int | None, *, id: Callable[[T], str], kind: Callable[[T], str]) -> list[T]:  # noqa: A002
    """``limit`` of the cases, each kind in its share of the whole; all, as they stand, if ``limit`` is None.

    Shuffled by a hash of their ids, so that what a set gains elsewhere does not change what is chosen before it.
    """
    if limit is None or limit >= len(cases):
        return list(cases)
    kinds: dict[str, list[T]] = defaultdict(list)
    for case in sorted(cases, key=lambda case: hashlib.sha256(f"{SEED}\0{id(case)}".encode()).digest()):
        kinds[kind(case)].append(case)
    places = [
        ((number + 0.5) / len(alike), name, case) for name, alike in kinds.items() for number, case in enumerate(alike)
    ]
    places.sort(key=lambda place: place[:2])
    return [case for _, _, case in places[:limit]]


def sample_words(measured: int, of: int) -> str:
    """How the cases were chosen; empty if all were."""
    if measured >= of:
        return ""
    return f"{measured} of {of}, chosen at random, each kind in its share, always the same ones (seed {SEED})"
