from __future__ import annotations

import gzip
import socket
import ssl
import time
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from web_site import Reply, Request, Site, endless, in_turn, moved, page, raw, resolving

from assistant.errors import AddressRefusedError, PageGoneError, WebError
from assistant.web import NotModified, Page, Web

CERTIFICATE = str(Path(__file__).parent / "assets" / "mofa.test.pem")
TEXT = b"<!doctype html><html><body><p>The memorandum was signed.</p></body></html>"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def web_of(*sites: Site, **options: Any) -> Web:
    return Web(**{"delay": 0, "allow": [site.netloc for site in sites], **options})


def fetched(reply: Reply, **options: Any) -> Page:
    """The page that ``reply`` makes."""
    with Site({"/page": reply}) as site:
        found = web_of(site, **options).fetch(site.url("/page"))
    assert isinstance(found, Page)
    return found


def reason(reply: Reply, **options: Any) -> str:
    """Why there is no page."""
    with pytest.raises(WebError) as failed:
        fetched(reply, **options)
    said = str(failed.value)
    assert said[0].isupper()
    assert said.endswith((".", ".)")), said
    return said


# What a page is


def test_a_page_comes_with_what_its_server_says_of_it() -> None:
    with Site({"/page": page(TEXT, ETag='"v1"', Last_Modified="Mon, 02 Mar 2026 10:00:00 GMT")}) as site:
        found = web_of(site).fetch(f"{site.url('/page')}#part")
        address = site.url("/page")
        assert found == Page(address, address, TEXT, "text/html", "utf-8", '"v1"', "Mon, 02 Mar 2026 10:00:00 GMT")
        assert found.suffix == ".html"
        assert site.paths == ["/robots.txt", "/page"]


def test_a_request_says_who_asks_and_carries_nothing_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("NETRC", "/dev/null")
    with Site({"/": page(Set_Cookie="id=1; Path=/"), "/next": page()}) as site:
        web = web_of(site)
        web.fetch(site.url())
        web.fetch(site.url("/next"))
        for asked in site.asked("/") + site.asked("/next"):
            assert asked.headers.keys() == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
            assert asked.headers["Host"] == site.netloc
            assert asked.headers["User-Agent"] == "BilateralRecord/0.1"


def test_the_path_is_asked_for_as_it_was_meant() -> None:
    with Site() as site:
        with pytest.raises(PageGoneError):
            web_of(site).fetch(site.url("/وزارت/a b.pdf?q=ü&r=%2F"))
        assert site.paths[-1] == "/%D9%88%D8%B2%D8%A7%D8%B1%D8%AA/a%20b.pdf?q=%C3%BC&r=%2F"


def test_redirects_are_followed_to_the_page() -> None:
    with Site({"/a": moved("b", 301), "/b": moved("/c/", 307), "/c/": moved("d", 308), "/c/d": page()}) as site:
        found = web_of(site).fetch(site.url("/a"))
        assert isinstance(found, Page)
        assert (found.asked, found.address) == (site.url("/a"), site.url("/c/d"))


def test_five_redirects_are_followed_and_no_more() -> None:
    with Site({f"/{step}": moved(f"/{step + 1}") for step in range(9)}) as site:
        site.replies["/6"] = page()
        web = web_of(site)
        assert isinstance(web.fetch(site.url("/1")), Page)
        with pytest.raises(WebError, match="leads on and on"):
            web.fetch(site.url("/0"))


@pytest.mark.parametrize(
    ("kind", "body", "found", "suffix"),
    [
        ("TEXT/HTML; charset=ISO-8859-1", TEXT, "text/html", ".html"),
        ("application/xhtml+xml", TEXT, "application/xhtml+xml", ".html"),
        ("text/plain", b"A note.", "text/plain", ".txt"),
        ("application/rss+xml", b"<rss/>", "application/rss+xml", ".xml"),
        ("application/pdf", b"%PDF-1.7", "application/pdf", ".pdf"),
        ("text/html", b"%PDF-1.7 \x00", "application/pdf", ".pdf"),
        ("application/octet-stream", b"%PDF-1.7 \x00", "application/pdf", ".pdf"),
        ("application/octet-stream", b"PK\x03\x04\x14\x00", "application/octet-stream", ""),
        (None, TEXT, "text/html", ".html"),
        (None, b"\xef\xbb\xbf <!-- x --> <HTML>", "text/html", ".html"),
        (None, b"<?xml version='1.0'?><rss/>", "application/xml", ".xml"),
        (None, b"A note.", "text/plain", ".txt"),
        (None, "A note.".encode("utf-16"), "text/plain", ".txt"),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            b"PK\x03\x04",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ".docx",
        ),
        ("application/feed+json", b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', None, ".json"),
    ],
)
def test_the_kinds_that_are_read_are_fetched(kind: str | None, body: bytes, found: str | None, suffix: str) -> None:
    fetched_page = fetched(page(body, kind))
    assert fetched_page.data == body
    assert fetched_page.kind == (found or kind)
    assert fetched_page.suffix == suffix


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ("image/png", b"\x89PNG", "a picture (image/png)"),
        ("video/mp4", b"", "a video (video/mp4)"),
        ("audio/mpeg", b"", "a sound recording (audio/mpeg)"),
        ("application/zip", b"PK\x03\x04", "application/zip"),
        ("application/javascript", b"x", "application/javascript"),
        ("text/css", b"x", "text/css"),
        ("<b>text</b>", b"x", "something unknown"),
        ("application/json", b'{"a": 1}', "JSON"),
        (None, b"\x7fELF\x00\x00", "no text"),
        ("application/octet-stream", b"\x00\x01", "no text"),
    ],
)
def test_what_is_not_read_is_refused_by_its_kind(kind: str | None, body: bytes, said: str) -> None:
    assert said in reason(page(body, kind))


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "GZIP", "deflate", "bare", "identity", "members", "padded"])
def test_a_page_is_unpacked(coding: str) -> None:
    compress = zlib.compressobj(wbits=-15)
    packed = {
        "deflate": zlib.compress(TEXT),
        "bare": compress.compress(TEXT) + compress.flush(),
        "identity": TEXT,
        "members": gzip.compress(TEXT[:20]) + gzip.compress(TEXT[20:]),
        "padded": gzip.compress(TEXT) + bytes(100),
    }.get(coding, gzip.compress(TEXT))
    name = {"bare": "deflate", "members": "gzip", "padded": "gzip"}.get(coding, coding)
    assert fetched(page(packed, Content_Encoding=name)).data == TEXT


# Limits


@pytest.mark.parametrize("levels", [1, 2])
def test_a_small_file_that_unpacks_to_a_large_one_is_refused(levels: int) -> None:
    bomb = gzip.compress(bytes(50_000_000) if levels == 1 else gzip.compress(bytes(50_000_000)))
    assert len(bomb) < 300_000
    begun = time.monotonic()
    said = reason(page(bomb, Content_Encoding=", ".join(["gzip"] * levels)))
    assert ("larger than 10 MB" if levels == 1 else "packs") in said
    assert time.monotonic() - begun < 5


def test_a_file_of_endless_empty_streams_is_refused() -> None:
    assert "packs" in reason(page(gzip.compress(b"") * 5000, Content_Encoding="gzip"))


@pytest.mark.parametrize("coding", ["br", "zstd", "compress", "gzip, br", "x"])
def test_a_page_that_is_packed_otherwise_than_asked_is_refused(coding: str) -> None:
    assert "packs this page in a way" in reason(page(b"\x0b\x02\x80", Content_Encoding=coding))


def test_a_page_of_the_largest_size_is_fetched_and_a_larger_one_is_not() -> None:
    assert len(fetched(page(b"<html>".ljust(5000)), limit=5000).data) == 5000
    assert "larger than 0.005 MB" in reason(page(b"<html>".ljust(5001)), limit=5000)


def test_a_page_that_says_it_is_too_large_is_not_read() -> None:
    begun = time.monotonic()
    assert "larger than 10 MB" in reason(endless(HEAD + b"Content-Length: 99999999999\r\n\r\n", b"x", 0.5))
    assert time.monotonic() - begun < 6


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"Connection: close\r\n\r\n", b"x" * 65536),
        (b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n"),
        (b"Content-Encoding: deflate\r\n\r\n\x78\x9c", b"\x00\x00\x00\xff\xff" * 10_000),  # which unpacks to nothing
    ],
)
def test_a_page_without_end_is_given_up(head: bytes, piece: bytes) -> None:
    assert "larger than 1 MB" in reason(endless(HEAD + head, piece), limit=1_000_000, seconds=10)


@pytest.mark.parametrize(
    "reply",
    [
        endless(HEAD + b"\r\n", b"x", 0.05),
        endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", 0.05),
        endless(b"", b"H", 0.05),
        endless(HEAD, b"X-A: b\r\n", 0.05),
        endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.05),
        raw(b"", every=3),
        raw(HEAD + b"Content-Length: 10\r\n\r\n", b"x", every=3),
    ],
    ids=["body", "chunks", "status", "headers", "informational", "nothing", "stops"],
)
def test_a_server_that_drips_has_no_more_time_than_one_that_hangs(reply: Reply) -> None:
    begun = time.monotonic()
    assert "too slow" in reason(reply, seconds=0.6)
    assert time.monotonic() - begun < 6


def test_redirects_have_their_time_together() -> None:
    def slow(handler: Any) -> None:
        time.sleep(0.3)
        moved("/page")(handler)

    assert "too slow" in reason(slow, seconds=0.7)


def test_a_look_up_that_hangs_has_no_more_time() -> None:
    begun = time.monotonic()
    with pytest.raises(WebError, match="too slow"):
        Web(seconds=0.3, resolve=lambda *_: time.sleep(3) or []).fetch("http://example.org/")
    assert time.monotonic() - begun < 6


@pytest.mark.parametrize("size", [200_000, 20_000_000])
def test_headers_without_end_are_refused(size: int) -> None:
    assert "not proper HTTP" in reason(raw(HEAD + b"X-A: " + b"x" * size + b"\r\n\r\n"))


# Faults


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (raw(HEAD + b"Content-Length: 100\r\n\r\nshort"), "broke off"),
        (raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n"), "broke off"),
        (raw(HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(TEXT)[:-20]), "broke off"),
        (raw(HEAD + b"Content-Encoding: gzip\r\n\r\nnot packed at all"), "broke off"),
        (raw(), "broke off"),
        (raw(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"), "not proper HTTP"),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"), "not proper HTTP"),
        (raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"), "not proper HTTP"),
        (page(b"", status=204), "status 204"),
        (page(b"x", status=206), "status 206"),
        (page(b"", status=304), "status 304"),
        (page(b"", status=302), "does not say where"),
        (page(status=401), "log-in"),
        (page(status=403), "does not let programs"),
        (page(status=418), "status 418"),
        (page(status=451), "legal"),
        (page(status=500), "fault of its own (500)"),
        (page(status=503), "(503)"),
        (page(status=404), "no such page"),
        (page(status=410), "no longer (410)"),
    ],
)
def test_a_fault_of_the_server_is_a_sentence(reply: Reply, said: str) -> None:
    assert said in reason(reply)


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_told_from_one_that_is_out_of_reach(status: int) -> None:
    with pytest.raises(PageGoneError):
        fetched(page(status=status))


def test_a_longer_body_than_said_is_cut_to_what_was_said() -> None:
    assert fetched(raw(HEAD + b"Content-Length: 6\r\n\r\n<html>and more")).data == b"<html>"


def test_a_host_that_is_not_there_is_a_sentence() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        netloc = f"127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(WebError, match="cannot be reached"):
            Web(allow=[netloc]).fetch(f"http://{netloc}/")
    with pytest.raises(WebError, match="no host of this name"):
        Web(resolve=resolving()).fetch("http://nowhere.example/")


def test_the_next_address_of_a_host_is_tried_where_the_first_does_not_answer() -> None:
    with Site({"/": page()}, host="127.0.0.2") as site:
        look_up = resolving(two_example=["127.0.0.1", "127.0.0.2"])
        web = Web(delay=0, allow=[f"127.0.0.0/8:{site.port}"], resolve=look_up)
        assert isinstance(web.fetch(site.url(host="two.example")), Page)


# https


def trusting() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=CERTIFICATE)


def test_the_certificate_is_that_of_the_name_and_not_of_the_number() -> None:
    with Site({"/": page()}, certificate=CERTIFICATE) as site:
        look_up = resolving(mofa_test=["127.0.0.1"], other_test=["127.0.0.1"])
        options: dict[str, Any] = {"allow": [f"127.0.0.1:{site.port}"], "resolve": look_up, "delay": 0}
        assert isinstance(Web(**options, tls=trusting()).fetch(site.url(host="mofa.test")), Page)
        assert site.names == ["mofa.test", "mofa.test"]
        assert site.requests[-1].headers["Host"] == f"mofa.test:{site.port}"
        for host, tls in (("other.test", trusting()), ("mofa.test", None), ("127.0.0.1", trusting())):
            with pytest.raises(WebError, match="certificate"):
                Web(**options, tls=tls).fetch(site.url(host=host))
        assert len(site.requests) == 2


def test_a_secure_page_does_not_lead_to_an_open_one() -> None:
    with Site({"/": page()}) as open_, Site(certificate=CERTIFICATE) as site:
        site.replies["/"] = moved(open_.url())
        web = web_of(site, open_, resolve=resolving(mofa_test=["127.0.0.1"]), tls=trusting())
        with pytest.raises(AddressRefusedError, match="https"):
            web.fetch(site.url(host="mofa.test"))
        assert open_.connections == 0


def test_a_server_that_speaks_no_tls_is_a_sentence() -> None:
    with Site({"/": page()}) as site, pytest.raises(WebError, match="secure connection"):
        web_of(site).fetch(site.url().replace("http:", "https:"))


# robots.txt


@pytest.mark.parametrize(
    ("rules", "path", "open_"),
    [
        ("User-agent: *\nDisallow: /private", "/page", True),
        ("User-agent: *\nDisallow: /", "/page", False),
        ("User-agent: *\nDisallow: /\nAllow: /page", "/page", True),
        ("User-agent: BilateralRecord\nDisallow: /page\n\nUser-agent: *\nAllow: /", "/page", False),
        ("User-agent: bilateralrecord\nAllow: /\n\nUser-agent: *\nDisallow: /", "/page", True),
        ("User-agent: OtherBot\nDisallow: /", "/page", True),
        ("\ufeffUser-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("<html>Not a robots file</html>", "/page", True),
        ("", "/page", True),
        ("User-agent: *\nDisallow: /\n" + "# filling\n" * 100_000, "/page", False),
    ],
)
def test_robots_rules_are_obeyed(rules: str, path: str, open_: bool) -> None:  # noqa: FBT001
    with Site({"/robots.txt": page(rules, "text/plain"), path: page()}) as site:
        web = web_of(site)
        if open_:
            assert isinstance(web.fetch(site.url(path)), Page)
        else:
            with pytest.raises(AddressRefusedError, match=r"robots\.txt"):
                web.fetch(site.url(path))
            assert site.paths == ["/robots.txt"]


@pytest.mark.parametrize(("status", "open_"), [(404, True), (403, True), (410, True), (500, False), (429, False)])
def test_a_site_that_cannot_say_what_it_allows_is_left_alone(status: int, open_: bool) -> None:  # noqa: FBT001
    with Site({"/robots.txt": page(status=status), "/page": page()}) as site:
        web = web_of(site)
        for _ in range(2):
            if open_:
                assert isinstance(web.fetch(site.url("/page")), Page)
            else:
                with pytest.raises(WebError, match="left alone"):
                    web.fetch(site.url("/page"))
        assert len(site.asked("/robots.txt")) == 1, "it is asked once in a run"
        assert bool(site.asked("/page")) is open_


def test_the_rules_of_a_page_that_a_redirect_leads_to_are_obeyed() -> None:
    with Site({"/robots.txt": page("User-agent: *\nDisallow: /private", "text/plain")}) as site:
        site.replies |= {"/page": moved("/private/page"), "/private/page": page()}
        with pytest.raises(AddressRefusedError, match=r"robots\.txt"):
            web_of(site).fetch(site.url("/page"))
        assert site.paths == ["/robots.txt", "/page"]


def test_robots_rules_are_found_where_they_were_moved_to() -> None:
    rules = page("User-agent: *\nDisallow: /", "text/plain")
    site = Site({"/robots.txt": moved("/rules"), "/rules": rules, "/page": page()})
    with site, pytest.raises(AddressRefusedError):
        web_of(site).fetch(site.url("/page"))


# Pace


def gaps(requests: list[Request]) -> list[float]:
    return [after.at - before.at for before, after in pairwise(requests)]


def test_a_host_is_asked_at_a_polite_pace() -> None:
    with Site({"/a": page(), "/b": moved("/a")}) as site:
        web = web_of(site, delay=0.2, seconds=0.5)
        web.fetch(site.url("/a"))
        web.fetch(site.url("/b"))
        assert site.paths == ["/robots.txt", "/a", "/b", "/a"]
        assert min(gaps(site.requests)) >= 0.2


@pytest.mark.parametrize(("wished", "patience", "waits"), [("0.3", 10, 0.3), ("86400", 0.3, 0.3), ("-5", 10, 0)])
def test_the_pace_that_a_site_wishes_is_kept_within_bounds(wished: str, patience: float, waits: float) -> None:
    with Site({"/robots.txt": page(f"User-agent: *\nCrawl-delay: {wished}", "text/plain"), "/": page()}) as site:
        web = web_of(site, patience=patience)
        web.fetch(site.url())
        web.fetch(site.url())
        assert waits <= gaps(site.asked("/"))[0] < waits + 5


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_puts_us_off_is_asked_again_when_it_said(status: int) -> None:
    with Site({"/": in_turn(page(status=status, Retry_After="1"), page())}) as site:
        assert isinstance(web_of(site, seconds=0.9).fetch(site.url()), Page)
        assert gaps(site.asked("/"))[0] >= 1


def test_a_server_that_puts_us_off_for_long_is_left_alone_until_then() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(minutes=30), usegmt=True)
    for header, said in (("600", "10 minutes"), (later, "30 minutes")):
        with Site({"/": page(status=429, Retry_After=header), "/other": page()}) as site:
            web = web_of(site)
            for path in ("/", "/other"):
                with pytest.raises(WebError, match=said):
                    web.fetch(site.url(path))
            assert site.paths == ["/robots.txt", "/"]


def test_a_server_that_puts_us_off_again_and_again_is_given_up() -> None:
    with Site({"/": page(status=503, Retry_After="0")}) as site:
        web = web_of(site)
        for said in ("503", "left alone for", "left alone"):
            with pytest.raises(WebError, match=said):
                web.fetch(site.url())
        assert len(site.asked("/")) == 3


@pytest.mark.parametrize("header", ["soon", "-1", "", "Wed, 99 Foo 2026", "1e99", "Wed, 1 Jan 99999999999 00:00:00"])
def test_a_server_that_does_not_say_when_is_not_asked_again(header: str) -> None:
    with Site({"/": page(status=429, Retry_After=header)}) as site:
        web = web_of(site)
        for said in ("429", "left alone"):
            with pytest.raises(WebError, match=said):
                web.fetch(site.url())
        assert len(site.asked("/")) == 1


# Conditional requests


def test_a_page_that_has_not_changed_is_not_sent_again() -> None:
    with Site({"/": page(ETag='"v1"', Last_Modified="Mon, 02 Mar 2026 10:00:00 GMT")}) as site:
        web = web_of(site)
        known = web.fetch(site.url())
        assert isinstance(known, Page)
        site.replies["/"] = raw(b"HTTP/1.1 304 Not Modified\r\n\r\n")
        again = web.fetch(site.url(), etag=known.etag, modified=known.modified)
        assert again == NotModified(site.url(), site.url(), known.etag, known.modified)
        assert site.requests[-1].headers["If-None-Match"] == '"v1"'
        assert site.requests[-1].headers["If-Modified-Since"] == "Mon, 02 Mar 2026 10:00:00 GMT"


def test_a_stored_version_adds_no_header_of_its_own() -> None:
    with Site({"/": page()}) as site:
        web_of(site).fetch(site.url(), etag='"x"\r\nCookie: a=b', modified="ü")
        assert not site.requests[-1].headers.keys() & {"Cookie", "If-None-Match", "If-Modified-Since"}
