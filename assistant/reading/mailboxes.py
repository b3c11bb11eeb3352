"""A file of several messages, one behind the other, as mail programs keep and export them (mbox: RFC 4155) → each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import IO

LARGEST = 60_000_000  # bytes of a message that is read

_START = re.compile(rb"From [^\n]*\d{4}[^\n]{0,20}\r?\n")  # who, and when
_HEADER = re.compile(rb"[A-Za-z][\w-]*:")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)  # so that no line of a letter is taken for a start
_LONGEST_LINE = 1_000_000  # bytes read at a time


def divided(file: IO[bytes]) -> Iterator[bytes]:
    """The bytes of each message, without the line at which it starts; of one that is longer than LARGEST only so many
    that this is seen.

    A message starts at a line that says so, behind an empty line and before a header.
    """
    parts: list[bytes] = []
    length, start, is_behind_blank = 0, b"", True
    for line in iter(partial(file.readline, _LONGEST_LINE), b""):
        if start and parts and _HEADER.match(line):
            yield _message(parts)
            parts, length = [], 0
        elif start and parts:
            parts.append(start)
        start = line if is_behind_blank and _START.fullmatch(line) else b""
        is_behind_blank = not line.strip(b"\r\n")
        if not start and length <= LARGEST:
            parts.append(line)
            length += len(line)
    if parts:
        yield _message(parts)


def _message(parts: list[bytes]) -> bytes:
    return _QUOTED.sub(rb"\1", b"".join(parts))
