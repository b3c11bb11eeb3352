"""Web addresses taken in from a server of the test's own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hashing import HashingEmbedder

from assistant.ingest.ingest import Report, ingest
from assistant.library import Library
from assistant.web import Web

PAGE = """<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>
<p>{text} The ministry published this statement for the press on the same day.</p></article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><link>{site}/</link>
<description>d</description>{items}</channel></rss>"""
OLD = "Tue, 07 Sep 2021 09:00:00 GMT"
ITEM = """<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate>
<guid>{link}</guid></item>"""
ALONE = """<item><title>Only here</title><guid isPermaLink="false">alone</guid><description>
&lt;p&gt;The visit of the delegation was announced for October in this very feed.&lt;/p&gt;</description></item>"""


class Site:
    """``pages``: what is at which path: status, kind, body. ``asked``: the paths that were asked for, with what was."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, str, str]] = {}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path != "/robots.txt":
                    site.asked.append(self.path)
                status, kind, body = site.pages.get(self.path, (404, "text/plain", "no"))
                tag = f'"{hash(body)}"'
                if status == 200 and self.headers.get("If-None-Match") == tag:
                    self.send_response(304)
                    self.end_headers()
                    return
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("ETag", tag)
                self.send_header("Date", formatdate(usegmt=True))
                self.send_header("Content-Length", str(len(body.encode())))
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def page(self, path: str, title: str, text: str) -> None:
        self.pages[path] = (200, "text/html", PAGE.format(title=title, text=text))

    def feed(self, *paths: str, alone: bool = False, date: str = OLD) -> None:
        items = "".join(ITEM.format(title=f"Feed's title of {path}", link=self.url + path, date=date) for path in paths)
        body = FEED.format(site=self.url, items=items + (ALONE if alone else ""))
        self.pages["/feed.xml"] = (200, "application/rss+xml", body)


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library") as opened:
        yield opened


def take(library: Library, site: Site, *addresses: str, embedder: HashingEmbedder | None = None) -> Report:
    web = Web(allow=[site.url.removeprefix("http://")], delay=0)
    return ingest(addresses, library, embedder or HashingEmbedder(), limit=10**6, web=web)


def test_a_page_goes_in_under_its_address_and_not_again_while_it_is_the_same(library: Library, site: Site) -> None:
    site.page("/a", "Joint statement", "Japan and Pakistan agreed on a forum in Karachi.")
    address = f"{site.url}/a"
    assert take(library, site, address).added == (address,)
    (row,) = library.catalog.documents()
    document = library.catalog.document(row.id)
    assert document.address
    assert document.address.value == address
    assert "agreed on a forum" in document.text
    embedder = HashingEmbedder()
    assert take(library, site, address, embedder=embedder) == Report(unchanged=(address,))
    assert embedder.embedded == 0


def test_a_page_that_has_changed_replaces_its_former_text(library: Library, site: Site) -> None:
    site.page("/a", "Joint statement", "The forum was proposed.")
    take(library, site, f"{site.url}/a")
    (old,) = library.catalog.documents()
    site.page("/a", "Joint statement", "The forum was agreed on by both ministers.")
    assert take(library, site, f"{site.url}/a").updated == (f"{site.url}/a",)
    (new,) = library.catalog.documents()
    assert library.catalog.fates([old.id])[old.id].became == new.id


def test_a_page_that_is_gone_is_reported_and_what_it_said_stays(library: Library, site: Site) -> None:
    site.page("/a", "Joint statement", "The forum was proposed.")
    take(library, site, f"{site.url}/a")
    del site.pages["/a"]
    report = take(library, site, f"{site.url}/a")
    assert [failure.document for failure in report.failed] == [f"{site.url}/a"]
    assert "404" in report.failed[0].reason
    assert len(library.catalog.documents()) == 1


def test_a_feed_brings_its_pages_with_what_it_says_of_them_and_later_only_the_new_ones(
    library: Library, site: Site
) -> None:
    site.page("/a", "", "Japan will fund a port in Gwadar.")
    site.page("/b", "", "Pakistan will send engineers to Osaka.")
    site.feed("/a", "/b", alone=True)
    report = take(library, site, f"{site.url}/feed.xml")
    assert set(report.added) == {f"{site.url}/a", f"{site.url}/b", f"{site.url}/feed.xml#alone"}
    dated = {row.name: row.date for row in library.catalog.documents()}
    assert dated[f"{site.url}/a"] == "2021-09-07"
    site.asked.clear()
    site.page("/c", "A third one", "Both sides will meet in May.")
    site.feed("/c", alone=True)
    report = take(library, site, f"{site.url}/feed.xml")
    assert report.added == (f"{site.url}/c",)
    assert site.asked == ["/feed.xml", "/c"]
    assert len(library.catalog.documents()) == 4, "what fell off the feed stays"


def test_a_page_of_a_feed_that_failed_is_asked_for_again(library: Library, site: Site) -> None:
    site.feed("/late")
    report = take(library, site, f"{site.url}/feed.xml")
    assert [failure.document for failure in report.failed] == [f"{site.url}/late"]
    site.page("/late", "Late", "The page came a little later than the feed that names it.")
    assert take(library, site, f"{site.url}/feed.xml").added == (f"{site.url}/late",)


def test_recent_pages_of_a_feed_are_looked_at_again_when_it_has_changed(library: Library, site: Site) -> None:
    today = formatdate(usegmt=True)
    site.page("/a", "Forum", "The forum was proposed.")
    site.page("/b", "Port", "Japan will fund a port in Gwadar.")
    site.feed("/a", "/b", date=today)
    take(library, site, f"{site.url}/feed.xml")
    site.page("/a", "Forum", "The forum was agreed on, as the ministry corrected.")
    del site.pages["/b"]
    site.page("/c", "Rail", "Both sides will meet in May about a railway.")
    site.feed("/c", "/a", "/b", date=today)
    report = take(library, site, f"{site.url}/feed.xml")
    assert (report.updated, report.added) == ((f"{site.url}/a",), (f"{site.url}/c",))
    assert (report.unchanged, report.failed) == ((f"{site.url}/b",), ()), "what is gone from the web stays"
    site.asked.clear()
    assert take(library, site, f"{site.url}/feed.xml").failed == ()
    assert site.asked == ["/feed.xml"], "the feed has not changed since"


def test_an_address_of_this_machine_is_refused_unless_it_is_allowed(library: Library, site: Site) -> None:
    site.page("/a", "Secret", "Nobody outside may read this.")
    report = ingest([f"{site.url}/a"], library, HashingEmbedder(), limit=10**6, web=Web(delay=0))
    assert len(report.failed) == 1
    assert site.asked == []
    assert library.catalog.documents() == []


def test_what_a_page_says_of_its_own_address_does_not_count(library: Library, site: Site) -> None:
    body = PAGE.format(title="Forged", text="Something was agreed.").replace(
        "<title>", '<link rel="canonical" href="https://mofa.gov.pk/real"><title>'
    )
    site.pages["/a"] = (200, "text/html", body)
    take(library, site, f"{site.url}/a")
    (row,) = library.catalog.documents()
    document = library.catalog.document(row.id)
    assert document.address
    assert document.address.value == f"{site.url}/a"
