"""The confined process as it is seen from outside: started, asked, waited for, and ended."""

from __future__ import annotations

import os
import selectors
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from assistant.confined import cell
from assistant.errors import ReadingError

_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from assistant.confined.cell import serve; serve(*map(int, sys.argv[2:]))"
)
# Threads of these libraries reserve address space by the number of processors, which would count as a file's memory.
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
_KEPT = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH", "SYSTEMROOT")
_START_UP = 60  # seconds until the process is ready
_BUSY = 5  # times the seconds that are waited for one that the machine gives no time
_LONGEST_FRAME = 400_000_000  # bytes
_NO_START = "The process that reads files does not start. Free some memory, then ingest again."
BROKE_DOWN = (
    "The program that reads such files broke down on this one, so it was left out. Open it in the program it was made "
    "with, save it again or as text, and add that."
)


class GoneError(ReadingError):
    """The child is dead, or must die."""


class Child:
    """The process and its end of the wire. The constructor raises GoneError where it does not start."""

    def __init__(self, megabytes: int) -> None:
        self._link, theirs = socket.socketpair()
        lifeline, self._lifeline = os.pipe()
        command = [sys.executable, "-I", "-B", "-c", _START, str(Path(__file__).parents[2])]
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [*command, str(theirs.fileno()), str(lifeline), str(megabytes)],
                pass_fds=(theirs.fileno(), lifeline),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={**{name: os.environ[name] for name in _KEPT if name in os.environ}, **_ENVIRONMENT},
            )
        except OSError as error:
            self._link.close()
            os.close(self._lifeline)
            raise GoneError(_NO_START) from error
        finally:
            theirs.close()
            os.close(lifeline)
        self._waiting = selectors.DefaultSelector()
        self._waiting.register(self._link, selectors.EVENT_READ)
        try:
            self.answer(_START_UP, time.monotonic() + _START_UP)
        except GoneError as error:
            self.end()
            raise GoneError(_NO_START) from error

    def ask(self, request: bytes, handle: int) -> None:
        try:
            sent = socket.send_fds(self._link, [request], [handle])
            self._link.sendall(request[sent:])
        except OSError as error:
            raise GoneError(BROKE_DOWN) from error

    def answer(self, seconds: float, until: float) -> dict[str, Any]:
        """The next message. Raises GoneError where it does not come in ``seconds`` of the child's own work (in many
        times that where the machine is busy with other things), or before a moment of the monotonic clock."""
        clock = _Clock(self._process.pid, seconds, until)
        size = cell.LENGTH.unpack(self._received(cell.LENGTH.size, clock))[0]
        if size > _LONGEST_FRAME:
            raise GoneError(BROKE_DOWN)
        message: dict[str, Any] = cell.unpacked(self._received(size, clock))
        return message

    def end(self) -> None:
        """Kills the process and frees what belongs to it."""
        self._process.kill()
        self._process.wait()
        self._waiting.close()
        self._link.close()
        with suppress(OSError):
            os.close(self._lifeline)

    def _received(self, size: int, clock: _Clock) -> bytearray:
        data = bytearray(size)
        view = memoryview(data)
        while view:
            if self._waiting.select(clock.patience()):
                try:
                    got = self._link.recv_into(view)
                except OSError as error:
                    raise GoneError(BROKE_DOWN) from error
                if not got:
                    raise GoneError(BROKE_DOWN)
                view = view[got:]
            elif clock.is_over():
                raise GoneError(
                    f"Reading this took longer than {clock.seconds:.0f} seconds, so it was left out. Split it, or save "
                    "it as text, and add that."
                )
        return data


class _Clock:
    """How long a process is waited for. Its own processor time counts: the machine may be busy with other things."""

    def __init__(self, pid: int, seconds: float, until: float) -> None:
        self.seconds = seconds
        self._pid = pid
        self._worked = _worked(pid)
        self._next = time.monotonic() + seconds
        self._until = min(until, time.monotonic() + _BUSY * seconds)

    def patience(self) -> float:
        """Seconds until it is worth while to look again."""
        return max(0.0, min(self._next, self._until) - time.monotonic())

    def is_over(self) -> bool:
        left = self.seconds - (_worked(self._pid) - self._worked)
        self._next = time.monotonic() + max(left, 0.05)
        return left <= 0 or time.monotonic() >= self._until


def _worked(pid: int) -> float:
    """Seconds of processor time of a process; those of the clock where these are not to be had."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return time.monotonic()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
