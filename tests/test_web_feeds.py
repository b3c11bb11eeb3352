from __future__ import annotations

import json
import time
from typing import Any

import pytest
from web_site import Site, page

from assistant import reading
from assistant.errors import WebError
from assistant.web import Entry, Page, Web, entries_of

ADDRESS = "https://mofa.example/news/feed"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<?xml-stylesheet href="/feed.css"?>
<!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Press releases</title><link>https://mofa.example/</link>
<item>
  <title>Trade &amp; transit: the &lt;i&gt;second&lt;/i&gt; round</title>
  <link>/news/2?lang=en&amp;page=1#text</link>
  <guid isPermaLink="false">release-2</guid>
  <pubDate>Mon, 02 Mar 2026 02:00:00 +0500</pubDate>
  <dc:creator>Press office</dc:creator>
  <description>The round was held.</description>
  <content:encoded><![CDATA[<p>The round was <b>held</b> in Doha &mdash; at last.</p>]]></content:encoded>
</item>
<item><description>A note without an address.</description><pubDate>2026-03-01</pubDate></item>
<item><title>Elsewhere</title><link>mailto:press@mofa.example</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://archive.mofa.example/2026/">
<title>Press releases</title><id>urn:feed</id>
<entry><id>urn:1</id><title type="text">Roads &lt; rails</title>
<link rel="self" href="/feed/1"/><link rel="alternate" href="1.html"/>
<published>2026-03-02T02:00:00+05:00</published><updated>2026-04-01T00:00:00Z</updated>
<author><name>Press office</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Tea &amp; <b>rice</b></p></div></content></entry>
<entry><id>urn:2</id><title type="html">Second &amp;amp; last</title><updated>2026-04-01T00:00:00Z</updated>
<content type="text">Plain &lt;text&gt;.

In two parts.</content></entry>
</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://mofa.example/"><title>News</title></channel>
<item rdf:about="https://mofa.example/1"><title>One</title><link>https://mofa.example/1</link>
<dc:date>2026-03-02</dc:date><description>It was signed.</description></item></rdf:RDF>"""
NETSCAPE = """<?xml version="1.0"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>News</title><item><title>Caf&eacute; talks</title>
<link>https://mofa.example/1</link></item></channel></rss>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Press releases",
    "items": [
        {
            "id": 7,
            "url": "/news/7",
            "title": "  Seven\nyears ",
            "content_html": "<p>It was signed.</p>",
            "date_published": "2026-03-02T02:00:00+05:00",
            "authors": [{"name": "A. Khan"}, {"name": "B. Li"}, {"url": "x"}, "y"],
        },
        {"id": "8", "external_url": "http://other.example/", "content_text": "One <b>.\n\nTwo."},
        "no item",
        {"content_text": None},
    ],
}


def feed(data: str | bytes, *, charset: str | None = None, kind: str = "application/rss+xml") -> Page:
    return Page(ADDRESS, ADDRESS, data.encode() if isinstance(data, str) else data, kind, charset)


def entries(data: str | bytes, **said: Any) -> tuple[Entry, ...]:
    found = entries_of(feed(data, **said))
    assert found is not None
    return found


def test_an_rss_feed_gives_its_entries() -> None:
    first, second, third = entries(RSS)
    assert first == Entry(
        id="release-2",
        address="https://mofa.example/news/2?lang=en&page=1",
        title="Trade & transit: the second round",
        date="2026-03-02",
        author="Press office",
        content=b"<p>The round was <b>held</b> in Doha &mdash; at last.</p>",
    )
    assert (second.address, second.title, second.date) == (None, "", "2026-03-01")
    assert second.content == b"A note without an address."
    assert second.id.startswith("sha256:")
    assert (third.address, third.title, third.date) == (None, "Elsewhere", None)


def test_an_atom_feed_gives_its_entries() -> None:
    first, second = entries(ATOM)
    assert first == Entry(
        "urn:1",
        "https://archive.mofa.example/2026/1.html",
        "Roads < rails",
        "2026-03-02",
        "Press office",
        b"<p>Tea &amp; <b>rice</b></p>",
    )
    assert (second.title, second.date) == ("Second & last", "2026-04-01")
    assert second.content == b"<p>Plain &lt;text&gt;.</p>\n<p>In two parts.</p>"


def test_an_rdf_feed_gives_its_entries() -> None:
    place = "https://mofa.example/1"
    assert entries(RDF) == (Entry(place, place, "One", "2026-03-02", None, b"It was signed."),)


def test_a_feed_with_the_document_type_of_old_gives_its_entries() -> None:
    (entry,) = entries(NETSCAPE)
    assert (entry.title, entry.address) == ("Café talks", "https://mofa.example/1")


def test_a_json_feed_gives_its_entries() -> None:
    first, second, third = entries(json.dumps(JSON_FEED), kind="application/feed+json")
    assert first == Entry(
        "7", "https://mofa.example/news/7", "Seven years", "2026-03-02", "A. Khan, B. Li", b"<p>It was signed.</p>"
    )
    assert (second.address, second.content) == ("http://other.example/", b"<p>One &lt;b&gt;.</p>\n<p>Two.</p>")
    assert (third.address, third.content) == (None, b"")


@pytest.mark.parametrize("kind", ["text/html", "text/plain", "application/xml", "application/json"])
def test_a_feed_is_told_by_its_content_though_the_server_calls_it_otherwise(kind: str) -> None:
    body = json.dumps(JSON_FEED) if "json" in kind else f"\n  {RSS}"
    with Site({"/feed": page(body, kind)}) as site:
        web = Web(delay=0, allow=[site.netloc])
        found = web.fetch(site.url("/feed"))
        assert isinstance(found, Page)
        listed = web.entries(found)
        assert listed is not None
        assert len(listed) == 3
        assert str(listed[0].address).startswith(site.url("/news/"))


@pytest.mark.parametrize(
    "data",
    [
        "<!doctype html><html><link rel='alternate' type='application/rss+xml' href='/feed'><p>Text</html>",
        "<html xmlns='http://www.w3.org/1999/xhtml'><body><rss version='2.0'/></body></html>",
        "<!doctype html [ <!ENTITY x 'y'> ]><html><body><p>On feeds: <rss></body></html>",
        "<?xml version='1.0'?><urlset><url><loc>https://mofa.example/</loc></url></urlset>",
        "Plain text about <rss> and <feed>.",
        "{}",
        '{"version": "https://jsonfeed.org/version/1.1"}',
        '{"version": "https://jsonfeed.org/version/1.1", "items": ' + "[" * 100_000,
        "",
        "<",
        "<!--",
        b"%PDF-1.7\x00\xff",
    ],
)
def test_a_page_that_is_no_feed_has_no_entries(data: str | bytes) -> None:
    assert entries_of(feed(data)) is None


def test_an_empty_feed_has_none() -> None:
    assert entries("<rss version='2.0'><channel/></rss>") == ()


@pytest.mark.parametrize(
    ("encoding", "charset", "declared"),
    [
        ("utf-8", None, ""),
        ("utf-8-sig", "latin-1", ""),
        ("utf-16", None, ""),
        ("utf-16-le", None, ' encoding="utf-16"'),
        ("windows-1252", None, ' encoding="windows-1252"'),
        ("windows-1252", "windows-1252", ""),
        ("windows-1252", None, ' encoding="utf-8"'),
        ("iso-8859-15", "iso-8859-15", ' encoding="utf-8"'),
        ("utf-8", "no-such-encoding", ' encoding="nor-this"'),
    ],
)
def test_a_feed_is_read_in_its_encoding(encoding: str, charset: str | None, declared: str) -> None:
    text = (
        f'<?xml version="1.0"{declared}?><rss version="2.0"><channel><item><title>Café</title></item></channel></rss>'
    )
    assert entries(text.encode(encoding), charset=charset)[0].title == "Café"


def test_a_feed_in_another_script_is_read() -> None:
    for title, encoding in (("二国間協力", "shift_jis"), ("دوطرفہ تعاون", "utf-8"), ("تعاون", "windows-1256")):
        text = f'<?xml version="1.0" encoding="{encoding}"?><rss><channel><item><title>{title}</title></item>'
        assert entries(f"{text}</channel></rss>".encode(encoding))[0].title == title


@pytest.mark.parametrize(
    ("item", "title"),
    [
        ("<title>Oil & gas</title>", "Oil & gas"),
        ("<title>AT&T &nbsp; &foo; x</title>", "AT&T &foo; x"),
        ("<title><![CDATA[AT&T <b>signs</b>]]></title>", "AT&T signs"),
        ("<title>Bell\x07 rings\x00</title>", "Bell rings"),
        ("<title>One</title><dc:creator>X</dc:creator><media:thing a:b='c'/>", "One"),
        ("<title>One<br>two</title>", "One two"),
        ("<title>Roads</title><description><p>open<br>tags</description>", "Roads"),
    ],
)
def test_a_feed_with_faults_is_read(item: str, title: str) -> None:
    found = entries(f"<rss version='2.0'><channel><item>{item}</item><item><title>Next</title></item></channel></rss>")
    assert [" ".join(entry.title.split()) for entry in found][-1] == "Next"
    assert found[0].title.replace("Onetwo", "One two") == title


def test_a_feed_that_was_cut_short_gives_what_came() -> None:
    assert entries(RSS[: RSS.index("A note without")])[0].id == "release-2"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Tue, 03 Mar 2026 23:30:00 -0800", "2026-03-03"),
        ("3 Mar 2026 10:00 GMT", "2026-03-03"),
        ("2026-03-03T00:10:00+09:00", "2026-03-03"),
        ("2026-03-03", "2026-03-03"),
        ("Tue Mar 3 10:00:00 2026", "2026-03-03"),
        ("yesterday", None),
        ("Tue, 99 Mar 2026 10:00:00 GMT", None),
        ("Tue, 3 Mar 99999999999 10:00:00 GMT", None),
        ("", None),
    ],
)
def test_the_day_of_an_entry_is_that_of_its_own_time_zone(said: str, day: str | None) -> None:
    (entry,) = entries(
        f"<rss version='2.0'><channel><item><title>x</title><pubDate>{said}</pubDate></item></channel></rss>"
    )
    assert entry.date == day


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://x/",
        "http://u:p@x.example/",
        "http://127.1/",
        "http://[",
        " ",
    ],
)
def test_a_link_that_is_never_fetched_is_none(link: str) -> None:
    (entry,) = entries(f"<rss version='2.0'><channel><item><title>x</title><link>{link}</link></item></channel></rss>")
    assert entry.address is None


def test_no_more_entries_are_taken_than_asked_for_and_each_once() -> None:
    items = "".join(f"<item><guid>id-{number // 2}</guid><title>{number}</title></item>" for number in range(1000))
    text = f"<rss version='2.0'><channel>{items}</channel></rss>"
    assert [entry.title for entry in entries(text)] == [str(number) for number in range(0, 200, 2)]
    few = entries_of(feed(text), most=5)
    assert few is not None
    assert [entry.id for entry in few] == ["id-0", "id-1", "id-2"]


def test_half_a_character_in_an_entry_becomes_a_question_mark() -> None:
    item = r'{"id": "\ud800", "title": "\ud800", "authors": [{"name": "\ud800"}], "content_text": "\ud800"}'
    (entry,) = entries('{"version": "https://jsonfeed.org/version/1.1", "items": [' + item + "]}")
    assert (entry.id, entry.title, entry.author) == ("?", "?", "?")
    assert b"<p>?</p>" in entry.page


def test_an_entry_is_a_page_of_its_own_that_can_be_read() -> None:
    entry = Entry("1", None, "A <title>", "2026-03-02", 'A. "Khan"', b"<p>The memorandum was signed in Doha.</p>")
    document = reading.read_bytes(entry.page, "entry.html")
    assert "The memorandum was signed in Doha." in document.text
    assert document.title.value == "A <title>"
    assert document.date is not None
    assert document.date.value == "2026-03-02"


# Hostile feeds


def bombs() -> dict[str, str | bytes]:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    declared = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{laughs}]>'
    body = "<rss version='2.0'><channel><item><title>&a9;</title></item></channel></rss>"
    quadratic = f'<!DOCTYPE rss [<!ENTITY a9 "{"x" * 100_000}">]>' + body.replace("&a9;", "&a9;" * 100_000)
    outside = f'<!DOCTYPE rss [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>{body}'
    return {
        "laughs": declared + body,
        "quadratic": quadratic,
        "outside": outside,
        "parameter": f'<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://127.0.0.1:1/"> %a;]>{body}',
        "after a comment": f"<!-- <a> -->{declared}{body}",
        "after an instruction": f"<?x <a ?>{declared}{body}",
        "in capitals": declared.replace("rss", "RSS") + body,
        "utf-16": (declared + body).encode("utf-16"),
        "utf-7": b'<?xml version="1.0" encoding="utf-7"?>' + (declared + body).encode("utf-7"),
        "greater-than in an entity": declared.replace('"ha"', '">ha"') + body,
        "bracket in an entity": declared.replace('"ha"', '"]>"') + body,
    }


@pytest.mark.parametrize("name", bombs())
def test_a_feed_that_declares_entities_is_not_read(name: str) -> None:
    begun = time.monotonic()
    with pytest.raises(WebError, match="document type of its own"):
        entries(bombs()[name])
    assert time.monotonic() - begun < 10


def test_entities_that_are_declared_too_late_are_not_expanded() -> None:
    declared = '<!DOCTYPE rss [<!ENTITY a "expanded">]>'
    for text in (
        f"<rss><channel>{declared}<item><title>&a;</title></item></channel></rss>",
        f"<rss/>{declared}<rss>&a;",
    ):
        assert "expanded" not in str([entry.title for entry in entries(text)])


SIZE = 300_000
START = "<rss version='2.0'><channel><item><title>"


@pytest.mark.parametrize(
    "text",
    [
        START + "<" * SIZE,
        START + "&" * SIZE,
        START + "<a" * (SIZE // 2),
        START + '<a b="' + '" <' * (SIZE // 3),
        START + "<!--" * (SIZE // 4),
        START + "<![CDATA[" * (SIZE // 9),
        START + "\n" * SIZE,
        START + "]]>" + "&amp;" * (SIZE // 5),
        "<rss><channel>" + "<x>" * (SIZE // 3),
        "<rss><channel>" + "<x>" * (SIZE // 7) + "</x>" * (SIZE // 7) + "</channel></rss>",
        "<rss><channel>" + "<item>" * (SIZE // 6),
        "<rss><channel><item>" + "<x/>" * (SIZE // 4) + "</item></channel></rss>",
        "<rss><channel><item>" + "<x/>&amp;" * (SIZE // 9) + "</item></channel></rss>",
        "<rss><channel><item><title "
        + " ".join(f"a{n}=''" for n in range(SIZE // 10))
        + ">x</title></item></channel></rss>",
        "<rss><channel>" + "<item/>" * (SIZE // 7) + "</channel></rss>",
        "<rss><channel>" + "<title>x</title>" * (SIZE // 16) + "</channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>" + "<div>" * (SIZE // 5),
        "<!---->" * (SIZE // 7) + "<rss/>",
        "<?x" * (SIZE // 3),
        "<![<" * (SIZE // 4) + "<rss>",
        '{"version": "https://jsonfeed.org/version/1", "items": [' + "{}," * (SIZE // 3) + "{}]}",
    ],
    ids=lambda text: f"{text[:12]}-{text[-12:]}".replace("\n", " "),
)
def test_a_hostile_feed_ends_in_time(text: str) -> None:
    begun = time.monotonic()
    try:
        found = entries_of(feed(text))
    except WebError as error:
        assert str(error).endswith(".")  # noqa: PT017 - or there are entries
    else:
        assert len(found or ()) <= 200
    assert time.monotonic() - begun < 10


def test_a_feed_of_many_megabytes_is_refused() -> None:
    with pytest.raises(WebError, match="too large"):
        entries(START + "x" * 5_000_000 + "</title></item></channel></rss>")
