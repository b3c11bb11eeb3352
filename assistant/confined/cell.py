"""What runs in the confined process: documents are read there, and come out as JSON.

Frames go both ways over one socket: four bytes of length, then JSON. In: ``{name, skip, options}`` with the handle of a
file, ``skip`` documents of which are left out. Out: for each document ``{at}`` when it is begun, where there are
several, ``{page}`` when the letters of a scanned page of it are recognised, then ``{member, reason}`` or ``{member,
document, passages, terms}``; and ``{end}``, which is true where the process should not be used for another file.
Instead of ``skip`` there may be ``shown``, which asks for something to look at; it and the answer are those of
``reading.originals``.
"""

from __future__ import annotations

import ctypes
import fcntl
import json
import os
import resource
import signal
import socket
import struct
from contextlib import suppress
from typing import Any, BinaryIO

from assistant import splitting, words
from assistant.domain import Basis, Document, Passage, Stated
from assistant.reading import Options, Unit, originals, scan, units

LENGTH = struct.Struct(">I")

_LIBRARIES = 350_000_000  # bytes of address space that the libraries of all readers take beside what is there at first
_RECOGNISING = 1_200_000_000  # the same of what recognises text (OCR), which takes it when it is first used
_WRITTEN = 2**20  # bytes that a library may write into a file; none has a reason to
_SET_SIGNAL = getattr(fcntl, "F_SETSIG", 10)  # Linux: which signal comes when a handle is ready
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # linux/sched.h
_NO_NEW_PRIVILEGES = 38  # linux/prctl.h
_SLOWER = 5  # that questions are answered first
_NO_MEMORY = "Reading this takes more memory than it may have. Split it, or save it as text, and add that."


def serve(connection: int, lifeline: int, megabytes: int) -> None:
    """Answers until the other side is gone. ``lifeline``: a pipe whose other end is held by the parent alone;
    ``megabytes``: what a file may take of memory."""
    _die_with(lifeline)
    _confine(megabytes)
    with socket.socket(fileno=connection) as link:
        _send(link, {"ready": True})
        scan.RECOGNISED.set(lambda: _send(link, {"page": True}))
        while (request := _request(link)) is not None:
            header, handle = request
            with os.fdopen(handle, "rb") as file:
                _send(link, {"end": _read(link, file, header, megabytes)})


def _read(link: socket.socket, file: BinaryIO, header: dict[str, Any], megabytes: int) -> bool:
    """Whether memory ran short."""
    options = Options(**{**header["options"], "fields": tuple(map(tuple, header["options"]["fields"]))})
    short = False
    if "shown" in header:
        _send(link, originals.shown(file, header["name"], options, header["shown"]))
        return _runs_short(megabytes)
    for number, unit in enumerate(units(file, header["name"], options)):
        if number < header["skip"]:
            continue
        if unit.tail:
            _send(link, {"at": unit.member})
        try:
            answer = _answer(unit)
        except MemoryError:
            answer = {"member": unit.member, "reason": _NO_MEMORY}
            short = True
        _send(link, answer)
        del answer
    return short or _runs_short(megabytes)


def _runs_short(megabytes: int) -> bool:
    return _taken() > _at_most() - megabytes * 500_000


def _answer(unit: Unit) -> dict[str, Any]:
    found = unit.found()
    document = found.document
    if document is None:
        return {"member": found.member, "reason": found.reason}
    passages = splitting.split(document)
    return {
        "member": found.member,
        "document": _fields(document),
        "passages": [(passage.start, passage.end) for passage in passages],
        "terms": [words.indexed(passage.indexed_text, document.language) for passage in passages],
    }


def _fields(document: Document) -> dict[str, Any]:
    values = {name: getattr(document, name) for name in Document.__slots__ if name != "id"}
    return {
        name: {"value": value.value, "basis": value.basis.value} if isinstance(value, Stated) else value
        for name, value in values.items()
    }


def document_of(fields: dict[str, Any]) -> Document:
    """The document whose fields an answer holds."""
    return Document(**{name: _value(value) for name, value in fields.items()})


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return Stated(value["value"], Basis(value["basis"]))
    return tuple(value) if isinstance(value, list) else value


def passages_of(document: Document, spans: list[tuple[int, int]]) -> tuple[Passage, ...]:
    return tuple(Passage(document, start, end, number) for number, (start, end) in enumerate(spans, 1))


def packed(message: dict[str, Any]) -> bytes:
    data = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return LENGTH.pack(len(data)) + data


def unpacked(data: bytes | bytearray) -> Any:
    return json.loads(data.decode("utf-8", "surrogatepass"))


def _send(link: socket.socket, message: dict[str, Any]) -> None:
    try:
        link.sendall(packed(message))
    except (BrokenPipeError, ConnectionResetError):
        os._exit(0)  # nobody listens any more


def _request(link: socket.socket) -> tuple[dict[str, Any], int] | None:
    """The next request and its file; None where the other side is gone."""
    data, handles, _, _ = socket.recv_fds(link, 2**16, 1)
    if not data or not handles:
        return None
    size = LENGTH.unpack_from(data)[0] + LENGTH.size
    while len(data) < size:
        more = link.recv(size - len(data))
        if not more:
            return None
        data += more
    return unpacked(data[LENGTH.size :]), handles[0]


def _die_with(lifeline: int) -> None:
    """Has the kernel kill this process, whatever it is doing, when the other end of a pipe is closed.

    Unlike PR_SET_PDEATHSIG this does not depend on which thread of the parent started it.
    """
    with suppress(OSError, AttributeError):  # where there is no such signal, the end of the socket must do
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(lifeline, _SET_SIGNAL, signal.SIGKILL)
        fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)


def _confine(megabytes: int) -> None:
    """Takes away what reading does not need: the network, files to write, and more memory than agreed."""
    os.nice(_SLOWER)
    system = ctypes.CDLL(None, use_errno=True)
    with suppress(AttributeError):  # not Linux
        system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        # As another user without a capability: what is imported later must be readable without one too. Where even
        # that is not allowed, the network stays.
        if system.unshare(_NEW_NETWORK) != 0 and all(os.access(file, os.R_OK) for file in (__file__, os.__file__)):
            system.unshare(_NEW_USER | _NEW_NETWORK)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_WRITTEN, _WRITTEN))
    most = _taken() + _LIBRARIES + megabytes * 1_000_000
    with suppress(ValueError, OSError):  # a lower limit holds already
        resource.setrlimit(resource.RLIMIT_AS, (most, most + (_RECOGNISING if scan.is_available() else 0)))


def _taken() -> int:
    """Bytes of address space that this process has."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - no need of pathlib here
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _at_most() -> int:
    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    return 2**62 if soft == resource.RLIM_INFINITY else soft
