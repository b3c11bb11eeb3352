"""A stream of bytes that counts what is unpacked from it, so that a small file cannot become an endless one."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from assistant.errors import ReadingError

if TYPE_CHECKING:
    from typing_extensions import Buffer

_HIGHEST_RATIO = 100  # of unpacked to packed bytes; text comes to 3 to 20, deflate can do 1,032
_SMALL = 20_000_000  # bytes unpacked from one file below which no ratio matters

BOMB = (
    "This file unpacks to far more than documents hold, so it is not read any further. Unpack it yourself and add what "
    "you know."
)


@dataclass(slots=True)
class Allowance:
    """How many bytes may still be unpacked from one file of ``packed`` bytes, on all levels together."""

    left: int

    @classmethod
    def of(cls, packed: int) -> Allowance:
        return cls(max(_SMALL, _HIGHEST_RATIO * packed))

    def spend(self, size: int) -> None:
        """Raises ReadingError where it is used up."""
        self.left -= size
        if self.left < 0:
            raise ReadingError(BOMB)


class Measured(io.RawIOBase):
    """``file`` as a stream of which every byte counts once, however often it is read again, and of which at most
    ``limit`` bytes can be had. Raises ReadingError in reading where either is passed."""

    def __init__(self, file: IO[bytes], allowance: Allowance, limit: int) -> None:
        super().__init__()
        self._file = file
        self._allowance = allowance
        self._limit = limit
        self._position = self._farthest = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._file.seekable()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._position = self._file.seek(offset, whence)
        return self._position

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer).cast("B")
        data = self._file.read(len(view))
        view[: len(data)] = data
        self._position += len(data)
        if self._position > self._farthest:
            self._allowance.spend(self._position - self._farthest)
            self._farthest = self._position
        if self._farthest > self._limit:
            raise ReadingError(too_large(self._limit))
        return len(data)


def too_large(limit: int, size: int | None = None) -> str:
    """The reason against a file of ``size`` bytes (None: not known) where ``limit`` bytes are read at the most."""
    megabyte = 1_000_000
    has = f"{size / megabyte:,.1f} MB" if size is not None else f"more than {limit / megabyte:,.1f} MB"
    return f"This file has {has}; files of up to {limit / megabyte:,.1f} MB are read. Split it, or raise the limit."
