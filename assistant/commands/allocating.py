"""How the C library keeps memory that was given back.

Left to itself, glibc has eight heaps for each processor, so that threads need not wait for each other, and puts ever
larger things into them once it has seen one: 60 MB lay idle in them after five minutes of questions while a folder
changed, two with a bound take a third of that. Python has a lock of its own, so that its threads rarely meet there.
"""

from __future__ import annotations

import ctypes
import os

_ARENAS, _OF_THEIR_OWN = -8, -3  # M_ARENA_MAX and M_MMAP_THRESHOLD in malloc.h
HEAPS = 2
LARGE = 256 * 1024  # bytes from which on a thing has pages of its own, which go back at once


def keep_little() -> None:
    """Has this process give memory back; once, before it starts threads. Does nothing without glibc, or where the
    environment says something else (MALLOC_ARENA_MAX, MALLOC_MMAP_THRESHOLD_)."""
    if not _is_glibc():
        return
    allocator = ctypes.CDLL(None)
    for what, value, variable in (
        (_ARENAS, HEAPS, "MALLOC_ARENA_MAX"),
        (_OF_THEIR_OWN, LARGE, "MALLOC_MMAP_THRESHOLD_"),
    ):
        if variable not in os.environ:
            allocator.mallopt(what, value)


def _is_glibc() -> bool:
    try:
        return "glibc" in (os.confstr("CS_GNU_LIBC_VERSION") or "")
    except (AttributeError, ValueError, OSError):  # Windows, musl and macOS
        return False
