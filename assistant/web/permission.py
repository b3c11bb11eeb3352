"""Which hosts may be asked: those on the public internet, and those that the person who runs this has named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from assistant.errors import AddressRefusedError, SettingsError
from assistant.web.addresses import Address, host_of

_PORTS = frozenset({80, 443})

# The blocks that no public web server has (IANA's registries iana-ipv4-special-registry and iana-ipv6-special-registry)
# and multicast. A table of our own: ipaddress.is_global differs between releases of Python.
_CLOSED = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # shared by carriers; the metadata service of Alibaba
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local; the metadata service of most clouds
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "168.63.129.16/32",  # public by its number, but answered by Azure's host
    )
)
_OPEN_6 = IPv6Network("2000::/3")  # all that is given out as global unicast
_CLOSED_6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments, among them Teredo (2001::/32), which carries an IPv4 address
        "2001:db8::/32",
        "2002::/16",  # 6to4, which carries an IPv4 address; no longer in use (RFC 7526)
        "3fff::/20",
    )
)
_MAPPED = IPv6Network("::ffff:0:0/96")
_NAT64 = IPv6Network("64:ff9b::/96")  # how a network without IPv4 names every IPv4 host (RFC 6052)

_BRACKETED = re.compile(r"\[([^\]]+)\](?::([0-9]{1,5}))?")


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether it is an address of the public internet; one that carries an IPv4 address is judged by that."""
    if isinstance(address, IPv4Address):
        return not any(address in block for block in _CLOSED)
    if address in _MAPPED or address in _NAT64:
        return is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
    return address in _OPEN_6 and not any(address in block for block in _CLOSED_6)


@dataclass(frozen=True, slots=True)
class Allowed:
    """Hosts that may be asked though they are not public, or on another port than 80 and 443."""

    hosts: frozenset[tuple[str, int | None]] = frozenset()
    networks: tuple[tuple[IPv4Network | IPv6Network, int | None], ...] = ()

    @classmethod
    def of(cls, entries: Iterable[str]) -> Allowed:
        """``entries``: ``host``, ``host:port``, an IP address or a network (``10.0.0.0/8``), each with a port or
        without (``[fd00::/8]:8080``). Without a port it is 80 and 443 that are allowed.

        Raises SettingsError that quotes the entry that is none of these.
        """
        hosts, networks = set(), []
        for entry in (entry.strip() for entry in entries):
            if not entry:
                continue
            name, port = _split(entry)
            try:
                networks.append((ip_network(name, strict=False), port))
                continue
            except ValueError:
                pass
            try:
                hosts.add((host_of(name), port))
            except AddressRefusedError as error:
                raise SettingsError(_wrong(entry)) from error
        return cls(frozenset(hosts), tuple(networks))

    def names(self, host: str, port: int) -> bool:
        return (host, port) in self.hosts or (port in _PORTS and (host, None) in self.hosts)

    def holds(self, address: IPv4Address | IPv6Address, port: int) -> bool:
        return any(
            address in network and (port == only or (only is None and port in _PORTS))
            for network, only in self.networks
            if network.version == address.version
        )


def check(address: Address, found: Sequence[str], allowed: Allowed) -> bool:
    """Whether ``address``, whose host was found at the IP addresses ``found``, is open to everyone (True) or only
    because it is allowed (False). Each of ``found`` has to be one or the other.

    Raises AddressRefusedError where one of them is neither, or the port is not one of the web.
    """
    try:
        numbers = [ip_address(number) for number in found]
    except ValueError as error:
        raise AddressRefusedError("This host's name leads to something that is no internet address.") from error
    closed = [number for number in numbers if not is_public(number) or address.port not in _PORTS]
    if not closed and numbers:
        return True
    refused = [number for number in closed if not allowed.holds(number, address.port)]
    if refused and not allowed.names(address.host, address.port):
        raise AddressRefusedError(_refusal(address, public=all(is_public(number) for number in refused)))
    return False


def _refusal(address: Address, *, public: bool) -> str:
    if public:
        return (
            "Only the ports 80 and 443 are asked. Use the site's ordinary address, or let this one be allowed by name "
            f"(ASSISTANT_WEB_ALLOW={address.host}:{address.port})."
        )
    return (
        "This address leads to a private or reserved network, not to the public internet, so it is not fetched. "
        f"If it is meant, let it be allowed by name (ASSISTANT_WEB_ALLOW={address.netloc})."
    )


def _split(entry: str) -> tuple[str, int | None]:
    bracketed = _BRACKETED.fullmatch(entry)
    if bracketed:
        name, port = bracketed[1], bracketed[2]
    elif entry.count(":") == 1:
        name, _, port = entry.partition(":")
    else:
        name, port = entry, None
    if port is None:
        return name, None
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 2**16):
        raise SettingsError(_wrong(entry))
    return name, int(port)


def _wrong(entry: str) -> str:
    return (
        f"“{entry}” is neither a host nor a network that ASSISTANT_WEB_ALLOW can allow. Write host, host:port or "
        "10.0.0.0/8."
    )
