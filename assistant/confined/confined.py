"""Reading in a process of its own that has little memory, little time and no network: a file that breaks its reader
breaks nothing else."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from assistant.confined import cell
from assistant.confined.child import Child, GoneError
from assistant.domain import Document, Passage
from assistant.errors import ReadingError
from assistant.reading import MOST_SCANS, Options, opened

_MOST_BREAKDOWNS = 5  # in one file
_BY_SIZE, _MOST_BY_SIZE = 2.0, 60  # seconds more for each megabyte, and megabytes that count: books of 1,000 pages
_PATIENCE = 10  # times the seconds of a document that any file may take, and once more for each megabyte of it

_CHANGED = "This file changed while it was read. Ingest again when it is complete."
_REST = "What comes behind in this file was not read, because reading it broke down too often. Split it, or unpack it."


@dataclass(frozen=True, slots=True)
class Read:
    """One of the documents of a file, read and split, or the ``reason`` why it could not be.

    ``member``: which one, "" where the file is one document. ``terms``: those of the keyword index for each of the
    ``passages``, with spaces between them.
    """

    member: str
    passages: tuple[Passage, ...] = ()
    document: Document | None = None
    terms: tuple[str, ...] = ()
    reason: str = ""


class Reader:
    """Reads files in a child process, which is started with the first and again whenever it ended.

    ``seconds``: what one document may take, or each scanned page of it, and two more for each megabyte of its file, up
    to 60 (a whole file may take many times that, by its size). ``megabytes``: what reading may take of memory beside
    the libraries. For one thread at a time. If this process is killed, the child ends with it.
    """

    def __init__(self, options: Options, *, seconds: float = 20, megabytes: int = 500) -> None:
        self._options = options
        self._seconds = seconds
        self._megabytes = megabytes
        self._child: Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the child. Another file may be read after it."""
        if self._child:
            self._child.end()
            self._child = None

    def read(self, path: Path, name: str) -> Iterator[Read]:
        """The documents in the file at ``path``, called ``name``, one by one as they are read; at least one.

        Nothing is raised for what the file is or holds: a reason says it. A document that breaks the reader costs
        itself. A file that changes meanwhile gives such a reason at last, whatever came of it before.
        """
        try:
            with opened(path, self._options.limit) as file:
                yield from self._documents(file, name)
        except ReadingError as error:
            yield Read("", reason=str(error))

    def read_bytes(self, data: bytes, name: str) -> Iterator[Read]:
        """Like ``read``, of what is not in a file."""
        with _held(data) as file:
            yield from self._documents(file, name)

    def _documents(self, file: BinaryIO, name: str) -> Iterator[Read]:
        state = _state(file)
        finished = False
        try:
            for found in self._attempts(file, name, state[0]):
                if _state(file) != state:
                    yield Read("", reason=_CHANGED)
                    return
                yield found
            finished = True
        finally:
            if not finished:
                self.close()  # it is in the middle of a file that nobody wants to hear of any more
        if _state(file) != state:
            yield Read("", reason=_CHANGED)

    def _attempts(self, file: BinaryIO, name: str, size: int) -> Iterator[Read]:
        """Starts again behind each document that breaks the child."""
        until = time.monotonic() + self._seconds * (_PATIENCE + size / 1e6)
        done = breakdowns = tried = 0
        begun: str | None = None
        while True:
            try:
                for message in self._answers(file, {"name": name, "skip": done}, until):
                    if "at" in message:
                        begun = message["at"]
                    else:
                        done += 1
                        begun = None
                        yield _read(message)
            except GoneError as gone:
                self.close()
                breakdowns += 1
                if begun is None and done in (0, tried):  # the only one, or twice before the same
                    yield Read("", reason=_REST if done else str(gone))
                    return
                if begun is not None:
                    yield Read(begun, reason=str(gone))
                    done += 1
                    begun = None
                tried = done
            else:
                return
            if breakdowns >= _MOST_BREAKDOWNS or time.monotonic() > until:
                yield Read("", reason=_REST)
                return

    def _answers(self, file: BinaryIO, request: dict[str, Any], until: float) -> Iterator[dict[str, Any]]:
        """What the child says of a file, up to its end. Raises GoneError where it dies or takes too long."""
        if self._child is None:
            self._child = Child(self._megabytes)
        child = self._child
        seconds = self._seconds + _BY_SIZE * min(_state(file)[0] / 1e6, _MOST_BY_SIZE)
        pages = 0
        file.seek(0)
        child.ask(cell.packed({**request, "options": asdict(self._options)}), file.fileno())
        while True:
            message = child.answer(seconds, until)
            if "end" in message:
                if message["end"]:
                    self.close()
                return
            if "page" in message:
                pages += 1
                until += self._seconds if pages <= MOST_SCANS else 0
                continue
            if "at" in message:
                pages = 0
            yield message


def _read(message: dict[str, Any]) -> Read:
    if "document" not in message:
        return Read(message["member"], reason=message["reason"])
    document = cell.document_of(message["document"])
    passages = cell.passages_of(document, message["passages"])
    return Read(message["member"], passages, document, tuple(message["terms"]))


def _state(file: BinaryIO) -> tuple[int, int]:
    state = os.fstat(file.fileno())
    return state.st_size, state.st_mtime_ns


def _held(data: bytes) -> BinaryIO:
    """``data`` as a file without a name."""
    if hasattr(os, "memfd_create"):
        file = os.fdopen(os.memfd_create("document", os.MFD_CLOEXEC), "w+b")
    else:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    file.write(data)
    file.flush()
    return file
