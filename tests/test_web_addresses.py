from __future__ import annotations

import socket
from ipaddress import ip_address

import pytest
from web_site import Site, moved, page, resolving

from assistant.errors import AddressRefusedError, SettingsError, WebError
from assistant.web import Allowed, Web, canonical, is_address
from assistant.web.addresses import parse
from assistant.web.permission import check, is_public

CLOSED = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.1.2.3 127.255.255.255
169.254.0.1 169.254.169.254 169.254.170.2 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1
192.168.0.1 192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.255 240.0.0.1
255.255.255.255 168.63.129.16
:: ::1 ::2 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:0:127.0.0.1
64:ff9b::127.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b::10.0.0.1 64:ff9b:1::1 100::1 2001::1 2001:0:7f00:1::1 2001:2::1
2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1::1 2002:a00:1::1 2002:c0a8:101::1 3fff::1 4000::1 5f00::1 fc00::1
fd00:ec2::254 fd12:3456::1 fe80::1 fe80::1%eth0 febf::1 fec0::1 ff00::1 ff02::1 ff0e::1
"""
PUBLIC = """
1.1.1.1 8.8.8.8 93.184.216.34 100.63.255.255 100.128.0.1 126.255.255.255 128.0.0.1 172.15.0.1 172.32.0.1 192.0.1.1
192.167.255.255 198.17.255.255 198.20.0.1 223.255.255.255 2606:4700::1111 2a00:1450:4001::1 2001:4860:4860::8888
2001:200::1 ::ffff:8.8.8.8 64:ff9b::8.8.8.8
"""
# Spellings of this machine and of the metadata service, as programs read them.
TRICKS = """
http://127.0.0.1/ http://127.0.0.1:80/ http://127.0.0.1./ http://127.1/ http://127.0.1/ http://2130706433/
http://0x7f000001/ http://0x7f.1/ http://0x7f.0.0.1/ http://0x7F.0x0.0x0.0x1/ http://0177.0.0.1/ http://017700000001/
http://0/ http://0.0.0.0/ http://0x0/ http://00/ http://127.0.0.01/ http://0127.0.0.1/ http://127.0.0.0x1/
http://1.2.3.4.5/ http://999.1.1.1/ http://[::1]/ http://[::]/ http://[0:0:0:0:0:0:0:1]/ http://[::ffff:127.0.0.1]/
http://[::ffff:7f00:1]/ http://[0:0:0:0:0:ffff:127.0.0.1]/ http://[::127.0.0.1]/ http://[64:ff9b::7f00:1]/
http://[2002:7f00:1::]/ http://[fe80::1%25eth0]/ http://[fe80::1%eth0]/ http://[fd00:ec2::254]/ http://[::1/
http://127。0。0。1/ http://127．0．0．1/ http://１２７.0.0.1/ http://①②⑦.0.0.1/ http://１２７。０。０。１/
http://169.254.169.254/latest/meta-data/ http://[::ffff:a9fe:a9fe]/ http://2852039166/ http://0xa9fea9fe/
http://0xa9.0xfe.0xa9.0xfe/ http://100.100.100.200/ http://192.0.0.192/ http://168.63.129.16/ http://localhost/
http://LOCALHOST/ http://localhost./ http://ｌｏｃａｌｈｏｓｔ/ http://sub.localhost/ http://localtest.me/
http://127.0.0.1.nip.io/ http://metadata.google.internal/ http://user@127.0.0.1/ http://8.8.8.8@127.0.0.1/
http://127.0.0.1@8.8.8.8/ http://user:password@example.org/ http://:@example.org/ http://@example.org/
http://example.org\\@127.0.0.1/ http://127.0.0.1\\@example.org/ http://example.org%00.evil.org/
http://%31%32%37.0.0.1/ http://127.0.0.1%2f.example.org/ http:///127.0.0.1/ http:127.0.0.1 http:/127.0.0.1/
http://127.0.0.1:0/ http://example.org:22/ http://example.org:6379/ http://example.org:8080/ http://example.org:65536/
http://example.org:99999999999/ http://example.org:-1/ http://exa|mple.org/ http://exa<mple.org/
http://example..org/ http://.example.org/ http://*/ http://$/ http:// https://? https://#
file:///etc/passwd ftp://example.org/ gopher://127.0.0.1:6379/ dict://127.0.0.1:11211/ javascript:alert(1)
data:text/html,x unix:///run/docker.sock ldap://127.0.0.1/ feed://example.org/ //example.org/ example.org /etc/passwd
"""
HOSTS = {
    "example.org": ["93.184.216.34"],
    "localhost": ["127.0.0.1", "::1"],
    "sub.localhost": ["127.0.0.1"],
    "localtest.me": ["127.0.0.1"],
    "127.0.0.1.nip.io": ["127.0.0.1"],
    "metadata.google.internal": ["169.254.169.254"],
}


NOT_TEXT = "http://example.org/\udcff", "http://example\udcff.org/"  # as the command line gives bytes that are none


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Where a connection was tried. None of them is made."""
    tried: list[tuple[str, int]] = []

    def connect(_socket: socket.socket, address: tuple[str, int]) -> None:
        tried.append(address[:2])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect)
    return tried


def looked_up(host: str, _port: int) -> list[str]:
    """As the system's look-up does: it also reads numbers in their old spellings."""
    if host in HOSTS:
        return HOSTS[host]
    return [socket.inet_ntoa(socket.inet_aton(host))]


@pytest.mark.parametrize("number", CLOSED.split())
def test_an_address_of_no_public_host_is_told(number: str) -> None:
    assert not is_public(ip_address(number))


@pytest.mark.parametrize("number", PUBLIC.split())
def test_an_address_of_the_public_internet_is_told(number: str) -> None:
    assert is_public(ip_address(number))


@pytest.mark.parametrize("address", [*TRICKS.split(), *NOT_TEXT])
def test_no_spelling_of_a_host_that_is_not_public_is_connected_to(
    address: str, connected: list[tuple[str, int]]
) -> None:
    with pytest.raises(AddressRefusedError) as refused:
        Web(delay=0, resolve=looked_up).fetch(address)
    assert connected == []
    assert str(refused.value).endswith((".", ")."))


@pytest.mark.parametrize("number", CLOSED.split())
def test_a_name_that_leads_to_a_host_that_is_not_public_is_not_connected_to(
    number: str, connected: list[tuple[str, int]]
) -> None:
    for found in ([number], ["93.184.216.34", number], [number, "2606:4700::1111"]):
        with pytest.raises(AddressRefusedError):
            Web(delay=0, resolve=resolving(example_org=found)).fetch("https://example.org/")
    assert connected == []


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("http://example.org/", ("93.184.216.34", 80)),
        ("https://example.org/", ("93.184.216.34", 443)),
        ("HTTPS://Example.ORG.:443/a b?q=ü#part", ("93.184.216.34", 443)),
        ("http://8.8.8.8/", ("8.8.8.8", 80)),
        ("http://[2606:4700::1111]/", ("2606:4700::1111", 80)),
        ("http://例え。jp/", ("8.8.4.4", 80)),
    ],
)
def test_a_public_host_is_connected_to_where_it_was_found(
    address: str, place: tuple[str, int], connected: list[tuple[str, int]]
) -> None:
    look_up = resolving(example_org=["93.184.216.34"], **{"xn--r8jz45g_jp": ["8.8.4.4"]})
    with pytest.raises(WebError, match="cannot be reached"):
        Web(delay=0, resolve=look_up).fetch(address)
    assert connected == [place]


def test_a_name_that_changes_after_the_check_does_not_change_where_the_connection_goes(
    connected: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["93.184.216.34", "93.184.216.34"])  # for the page, and for robots.txt before it

    def getaddrinfo(_host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        found = next(answers, "127.0.0.1")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (found, port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(WebError):
        Web(delay=0).fetch("http://rebinding.example/")
    assert connected == [("93.184.216.34", 80)]


def test_a_name_that_changes_between_two_requests_is_checked_for_each() -> None:
    with Site({"/": page()}) as site, Site({"/": page()}, host="127.0.0.2", port=site.port) as canary:
        answers = iter(["127.0.0.1", "127.0.0.1", "127.0.0.2"])
        web = Web(delay=0, allow=[site.netloc], resolve=lambda *_: [next(answers)])
        web.fetch(site.url(host="rebinding.example"))  # the page, and robots.txt before it
        with pytest.raises(AddressRefusedError, match="private or reserved"):
            web.fetch(site.url(host="rebinding.example"))
        assert site.paths == ["/robots.txt", "/"]
        assert canary.connections == 0


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_this_machine_is_not_followed(status: int) -> None:
    with Site() as canary, Site() as site:
        site.replies["/"] = moved(canary.url("/secret"), status)
        with pytest.raises(AddressRefusedError, match="private or reserved"):
            Web(delay=0, allow=[site.netloc]).fetch(site.url())
        assert canary.connections == 0


@pytest.mark.parametrize(
    "location",
    [
        "//127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://2130706433:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://x@127.0.0.1:{port}/",
        "\\\\127.0.0.1:{port}/",
        "file:///etc/passwd",
        "http://0x7f.1:{port}/",
        "javascript:alert(1)",
        "http://[",
        "",
    ],
)
def test_no_spelling_of_a_redirect_leads_to_this_machine(location: str) -> None:
    with Site({"/": page()}) as canary, Site() as site:
        site.replies["/"] = moved(location.format(port=canary.port))
        with pytest.raises(WebError):
            Web(delay=0, allow=[site.netloc]).fetch(site.url())
        assert canary.connections == 0


def test_a_robots_file_does_not_lead_to_this_machine() -> None:
    with Site() as canary, Site({"/": page()}) as site:
        site.replies["/robots.txt"] = moved(canary.url("/robots.txt"))
        with pytest.raises(WebError):
            Web(delay=0, allow=[site.netloc]).fetch(site.url())
        assert canary.connections == 0
        assert site.paths == ["/robots.txt"]


def test_a_public_page_does_not_lead_into_a_network_that_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    with Site({"/": page()}) as intranet, Site() as outside:
        outside.replies["/"] = moved(intranet.url())
        really = socket.socket.connect

        def connect(connecting: socket.socket, address: tuple[str, int]) -> None:
            really(connecting, ("127.0.0.1", outside.port) if address == ("93.184.216.34", 80) else address)

        monkeypatch.setattr(socket.socket, "connect", connect)
        web = Web(delay=0, allow=[intranet.netloc], resolve=resolving(example_org=["93.184.216.34"]))
        with pytest.raises(AddressRefusedError, match="private network"):
            web.fetch("http://example.org/")
        assert outside.paths == ["/robots.txt", "/"]
        assert intranet.connections == 0
        web.fetch(intranet.url())
        assert intranet.paths == ["/robots.txt", "/"]


@pytest.mark.parametrize(
    ("entry", "host", "found", "port", "open_"),
    [
        ("wiki.local", "wiki.local", "10.0.0.5", 80, True),
        ("wiki.local", "wiki.local", "10.0.0.5", 443, True),
        ("wiki.local", "wiki.local", "10.0.0.5", 8080, False),
        ("WIKI.local.:8080", "wiki.local", "10.0.0.5", 8080, True),
        ("wiki.local:8080", "wiki.local", "10.0.0.5", 80, False),
        ("wiki.local", "other.local", "10.0.0.5", 80, False),
        ("10.0.0.0/8", "wiki.local", "10.0.0.5", 80, True),
        ("10.0.0.0/8", "10.0.0.5", "10.0.0.5", 80, True),
        ("10.0.0.0/8", "wiki.local", "172.16.0.1", 80, False),
        ("10.0.0.0/8:8080", "wiki.local", "10.0.0.5", 8080, True),
        ("10.0.0.0/8", "wiki.local", "10.0.0.5", 8080, False),
        ("10.0.0.5", "wiki.local", "10.0.0.5", 80, True),
        ("::1", "::1", "::1", 80, True),
        ("[fd00::/8]:8080", "wiki.local", "fd00::7", 8080, True),
        ("fd00::/8", "wiki.local", "fe80::7", 80, False),
        ("example.org:8443", "example.org", "93.184.216.34", 8443, True),
    ],
)
def test_a_host_that_is_allowed_may_be_asked(entry: str, host: str, found: str, port: int, open_: bool) -> None:  # noqa: FBT001
    netloc = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    address, allowed = parse(f"http://{netloc}/"), Allowed.of([entry, ""])
    if open_:
        assert check(address, [found], allowed) is False, "it is not open to everyone"
    else:
        with pytest.raises(AddressRefusedError, match="ASSISTANT_WEB_ALLOW"):
            check(address, [found], allowed)


@pytest.mark.parametrize("entry", ["http://wiki.local", "wiki.local:http", "10.0.0.0/33", "a b", "x:0", "127.1", "*"])
def test_what_cannot_be_allowed_is_named(entry: str) -> None:
    with pytest.raises(SettingsError, match="neither a host nor a network"):
        Web(allow=[entry])


@pytest.mark.parametrize(
    ("text", "one"),
    [
        (" HTTP://Example.ORG:80 ", "http://example.org/"),
        ("https://example.org.:443/a/../b/./c?x=1#part", "https://example.org/b/c?x=1"),
        ("https://bücher.example/Ü b", "https://xn--bcher-kva.example/%C3%9C%20b"),
        ("https://example.org/%7Euser?q=a+b&c=%20", "https://example.org/%7Euser?q=a+b&c=%20"),
        ("http://[2606:4700:0::1111]:8080/", "http://[2606:4700::1111]:8080/"),
        ("https://وزارت.pk/خبر", "https://xn--mgbguc3i.pk/%D8%AE%D8%A8%D8%B1"),
    ],
)
def test_an_address_has_one_spelling(text: str, one: str) -> None:
    assert canonical(text) == one
    assert canonical(one) == one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.org", True),
        ("HTTP://x", True),
        ("  https://example.org/feed.xml", True),
        ("ftp://example.org/", True),
        ("file:///etc/passwd", True),
        ("seeds", False),
        ("./http/notes.txt", False),
        ("/data/https:/x", False),
        ("C:\\notes.txt", False),
        ("c://notes.txt", False),
        ("example.org", False),
        ("mailto:x@example.org", False),
        ("", False),
    ],
)
def test_addresses_are_told_from_paths(text: str, expected: bool) -> None:  # noqa: FBT001
    assert is_address(text) is expected
