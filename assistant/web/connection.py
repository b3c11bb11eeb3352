"""One request over one connection, to an IP address that was checked before.

httpcore2 speaks HTTP; the socket under it is ours, because it has to go to the very address that was checked and
because each of its reads has to end when the time for the whole is over: a server that sends a byte a second never
meets a limit that is set for one read. A connection serves one request, so that each is looked up and checked anew.
"""

from __future__ import annotations

import socket
import ssl
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpcore2

from assistant.errors import WebError

if TYPE_CHECKING:
    from assistant.web.addresses import Address
    from assistant.web.resolving import Deadline

CODINGS = "gzip, deflate"  # what we say that we can unpack
_CONNECT = 10.0  # seconds for one of several addresses of a host
_PIECE = 256 * 1024  # bytes that are unpacked at a time
_MEMBERS = 100  # streams that one gzip file may be made of
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_PADDING = b"\0"  # which may follow a gzip stream

_UNREACHABLE = "The server cannot be reached. Check the address, or try again later."
_CERTIFICATE = (
    "The server's certificate does not prove that it is the host of this address, so the page is not fetched."
)
_INSECURE = "No secure connection to the server came about. Try again later."
_BROKEN = "The server broke off before the page was whole. Try again later."
_NOT_HTTP = "The server's answer is not proper HTTP. Open the page in the browser, save it and add the file."
_CODING = "The server packs this page in a way that was not asked for. Save it in the browser and add the file."


@dataclass(frozen=True, slots=True)
class Answer:
    """``headers``: names in lower case; a header that came twice has its values joined with ``, ``."""

    status: int
    headers: Mapping[str, str]
    pieces: Iterator[bytes]

    def body(self, limit: int, *, cut: bool = False) -> bytes:
        """What was sent, unpacked. Raises WebError where that is more than ``limit`` bytes, packed or unpacked, unless
        it is to be ``cut`` there."""
        declared = self.headers.get("content-length", "")
        if declared.isdigit() and int(declared) > limit and not cut:
            raise WebError(_too_large(limit))
        data = bytearray()
        for piece in _unpacked(self.pieces, self.headers.get("content-encoding", ""), limit, cut=cut):
            data += piece
            if len(data) > limit:
                if cut:
                    return bytes(data[:limit])
                raise WebError(_too_large(limit))
        return bytes(data)


@contextmanager
def ask(
    address: Address, found: Sequence[str], headers: Mapping[str, str], deadline: Deadline, tls: ssl.SSLContext | None
) -> Iterator[Answer]:
    """The server's answer to a GET, sent to one of the IP addresses ``found``, while the connection is open.

    Raises WebError, also while the body is read.
    """
    url = httpcore2.URL(scheme=address.scheme, host=address.host, port=address.port, target=address.target)
    sent = [("Host", address.netloc), ("Accept-Encoding", CODINGS), ("Connection", "close"), *headers.items()]
    dialer = _Dialer(found, deadline)
    try:
        with (
            httpcore2.HTTPConnection(origin=url.origin, ssl_context=tls, network_backend=dialer) as connection,
            connection.stream("GET", url, headers=sent) as response,
        ):
            yield Answer(response.status, _joined(response.headers), iter(response.iter_stream()))
    except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
        raise WebError(_UNREACHABLE) from error
    except (httpcore2.ProtocolError, httpcore2.NetworkError) as error:
        raise WebError(_NOT_HTTP if _malformed(error) else _BROKEN) from error
    except httpcore2.TimeoutException as error:
        deadline.left()
        raise WebError(_BROKEN) from error


def _malformed(error: Exception) -> bool:
    """Whether httpcore2 could not make sense of what came, rather than missed the rest of it."""
    said = str(error)
    return isinstance(error, httpcore2.ProtocolError) and "closed" not in said and "disconnected" not in said


def _joined(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    joined: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        joined[name] = f"{joined[name]}, {value}" if name in joined else value
    return joined


def _unpacked(pieces: Iterator[bytes], coding: str, limit: int, *, cut: bool) -> Iterator[bytes]:
    """What the pieces hold, in pieces of bounded size. Raises WebError where it is packed otherwise, or not whole."""
    coding = coding.strip().lower()
    counted = _counted(pieces, limit, cut=cut)
    if coding in ("", "identity"):
        yield from counted
    elif coding in ("gzip", "x-gzip", "deflate"):
        try:
            yield from _inflated(counted)
        except zlib.error as error:
            raise WebError(_BROKEN) from error
    else:
        raise WebError(_CODING)


def _inflated(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Of a gzip file of one or several streams, of a zlib stream, or of a bare one, which some servers call deflate."""
    inflate = zlib.decompressobj(_GZIP_OR_ZLIB)
    members, begun = 1, False
    for piece in pieces:
        rest = piece.lstrip(_PADDING) if inflate.eof else piece
        while rest:
            if inflate.eof:
                if members == _MEMBERS:
                    raise WebError(_CODING)
                inflate, members = zlib.decompressobj(_GZIP_OR_ZLIB), members + 1
            try:
                out = inflate.decompress(rest, _PIECE)
            except zlib.error:
                if begun:
                    raise
                inflate = zlib.decompressobj(-zlib.MAX_WBITS)
                out = inflate.decompress(rest, _PIECE)
            begun = True
            yield out
            rest = inflate.unused_data.lstrip(_PADDING) if inflate.eof else inflate.unconsumed_tail
    if begun and not inflate.eof:
        yield inflate.flush()
        if not inflate.eof:
            raise WebError(_BROKEN)


def _counted(pieces: Iterator[bytes], limit: int, *, cut: bool) -> Iterator[bytes]:
    """No more than ``limit`` bytes of what is sent, however little they unpack to."""
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > limit and not cut:
            raise WebError(_too_large(limit))
        yield piece


def _too_large(limit: int) -> str:
    return f"This page is larger than {limit / 1_000_000:g} MB. Add the part of it that matters as a file."


class _Dialer(httpcore2.NetworkBackend):
    """Connects to the addresses that it was given, whatever host httpcore2 names."""

    def __init__(self, found: Sequence[str], deadline: Deadline) -> None:
        self._found = found
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002 - it was looked up and checked; a second look-up could lead elsewhere
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline's business
        local_address: str | None = None,  # noqa: ARG002 - never given
        socket_options: Any = None,  # noqa: ARG002 - never given
    ) -> httpcore2.NetworkStream:
        failed: OSError | None = None
        for number in self._found:
            connected = socket.socket(socket.AF_INET6 if ":" in number else socket.AF_INET, socket.SOCK_STREAM)
            try:
                connected.settimeout(min(_CONNECT, self._deadline.left()))
                connected.connect((number, port))
            except OSError as error:
                connected.close()
                failed = error
            except WebError:
                connected.close()
                raise
            else:
                return _Line(connected, self._deadline)
        raise httpcore2.ConnectError(str(failed)) from failed


class _Line(httpcore2.NetworkStream):
    """A socket, each read and write of which ends with the deadline."""

    def __init__(self, connected: socket.socket, deadline: Deadline) -> None:
        self._socket = connected
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the deadline's business
        self._socket.settimeout(self._deadline.left())
        try:
            return self._socket.recv(max_bytes)
        except TimeoutError as error:
            raise httpcore2.ReadTimeout(str(error)) from error
        except OSError as error:
            raise httpcore2.ReadError(str(error)) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - likewise
        self._socket.settimeout(self._deadline.left())
        try:
            self._socket.sendall(buffer)
        except TimeoutError as error:
            raise httpcore2.WriteTimeout(str(error)) from error
        except OSError as error:
            raise httpcore2.WriteError(str(error)) from error

    def close(self) -> None:
        self._socket.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - likewise
    ) -> httpcore2.NetworkStream:
        self._socket.settimeout(self._deadline.left())
        try:
            return _Line(ssl_context.wrap_socket(self._socket, server_hostname=server_hostname), self._deadline)
        except ssl.SSLCertVerificationError as error:
            self.close()
            raise WebError(_CERTIFICATE) from error
        except (OSError, ValueError) as error:
            self.close()
            self._deadline.left()
            raise WebError(_INSECURE) from error

    def get_extra_info(self, info: str) -> Any:
        return self._socket if info == "ssl_object" and isinstance(self._socket, ssl.SSLSocket) else None
