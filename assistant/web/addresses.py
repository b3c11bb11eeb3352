"""Web addresses as people and pages write them → what is asked for, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from assistant.errors import AddressRefusedError

_LONGEST = 2000  # characters; what browsers and servers commonly bear
_SCHEME = re.compile(r"\s*[a-z][a-z0-9+.-]+://", re.IGNORECASE)  # one letter would be a drive: C://
_AUTHORITY = re.compile(r"[a-z][a-z0-9+.-]*://([^/?#]*)", re.IGNORECASE)
_NAME = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)")
_LONGEST_NAME = 253  # RFC 1035, 2.3.4
_PORTS = {"http": 80, "https": 443}

_MALFORMED = "This is not a well-written web address. Copy it again from the browser's address line."
_ODD_NUMBER = "This address names its host by a number in an unusual spelling. Write the host's name."


@dataclass(frozen=True, slots=True)
class Address:
    """Where a request goes. ``host``: a name in lower-case ASCII (IDNA) or an IP address without brackets, ``target``:
    path and query, percent-encoded. There is no fragment and never a user name or password."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def netloc(self) -> str:
        """The host, and the port where it is not the scheme's own: what the Host header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.netloc}"

    def __str__(self) -> str:
        return self.origin + self.target


def is_address(text: str) -> bool:
    """Whether a word of the command line is meant as an address, not as a path: it begins with ``scheme://``.

    Also true of schemes that are not fetched, so that these are refused with a sentence, not looked for as files.
    """
    return _SCHEME.match(text) is not None


def canonical(text: str) -> str:
    """The one spelling of an address: lower-case ASCII host, no default port, no fragment, path percent-encoded.

    Raises AddressRefusedError where it is no address of the web.
    """
    return str(parse(text))


def parse(text: str) -> Address:
    """The address that ``text`` spells. Whether its host may be asked is another question (``permission``).

    Raises AddressRefusedError with the reason: not http or https, malformed, with a user name, or a host that is a
    number in a spelling that programs read differently (127.1, 0x7f000001, 2130706433, 0177.0.0.1).
    """
    import httpx2  # noqa: PLC0415 - heavy

    text = text.strip()
    if len(text) > _LONGEST:
        raise AddressRefusedError(f"This address is longer than {_LONGEST:,} characters. Use a shorter one.")
    try:
        url = httpx2.URL(text)
    except (httpx2.InvalidURL, UnicodeError) as error:
        raise AddressRefusedError(_MALFORMED) from error
    if url.scheme not in _PORTS:
        raise AddressRefusedError("Only addresses that begin with http:// or https:// are fetched.")
    authority = _AUTHORITY.match(text)
    if authority is None or not url.host:
        raise AddressRefusedError(_MALFORMED)
    if "@" in authority[1] or url.userinfo:
        raise AddressRefusedError("This address holds a user name or a password. Write it without them.")
    if "\\" in authority[1] or "%" in authority[1]:
        raise AddressRefusedError(_MALFORMED)
    port = _PORTS[url.scheme] if url.port is None else url.port
    if not 0 < port < 2**16:
        raise AddressRefusedError(_MALFORMED)
    return Address(url.scheme, host_of(url.raw_host.decode("ascii")), port, url.raw_path.decode("ascii"))


def joined(base: Address, location: str) -> Address:
    """The address that ``location`` (absolute, or relative to ``base``) spells. Raises AddressRefusedError."""
    import httpx2  # noqa: PLC0415 - heavy

    try:
        return parse(str(httpx2.URL(str(base)).join(location.strip())))
    except (httpx2.InvalidURL, ValueError) as error:
        raise AddressRefusedError(_MALFORMED) from error


def host_of(text: str) -> str:
    """The one spelling of a host that is given in ASCII. Raises AddressRefusedError."""
    host = text.lower().removesuffix(".")
    try:
        if ":" in host:
            return IPv6Address(host).compressed
        if _NUMBER.fullmatch(host.rpartition(".")[2]):  # as the URL standard tells numbers: by their last part
            return str(IPv4Address(host))
    except AddressValueError as error:
        raise AddressRefusedError(_ODD_NUMBER) from error
    if len(host) > _LONGEST_NAME or not _NAME.fullmatch(host):
        raise AddressRefusedError(_MALFORMED)
    return host
