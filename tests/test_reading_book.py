"""E-books become their chapters in reading order."""

from __future__ import annotations

import io
import zipfile

import pytest

from assistant.domain import Basis, Stated
from assistant.errors import ReadingError
from assistant.reading import read_bytes

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)
METADATA = (
    "<dc:title>The Two Countries</dc:title><dc:creator>Jane Doe</dc:creator><dc:creator>外務省</dc:creator>"
    "<dc:publisher>University Press</dc:publisher><dc:date opf:event='modification'>2023-01-01</dc:date>"
    "<dc:date>2021-09-07T00:00:00Z</dc:date>"
)


def page(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title/>'
        f'<link rel="stylesheet" href="s.css"/></head><body>{body}</body></html>'
    )


def book(pages: dict[str, str], spine: str, **more: str) -> bytes:
    items = "".join(
        f'<item id="{name[0]}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml" '
        f'properties="{"nav" if "nav" in name else ""}"/>'
        for name in pages
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{METADATA}</metadata><manifest>{items}'
        f'<item id="css" href="s.css" media-type="text/css"/></manifest><spine>'
        f"{''.join(f'<itemref idref={one!r}/>' for one in spine)}</spine></package>"
    )
    parts = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, "OEBPS/book.opf": package}
    parts |= {"OEBPS/s.css": ".gone {display: none}"} | {f"OEBPS/{name}": text for name, text in pages.items()} | more
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


PAGES = {
    "nav.xhtml": page("<nav>Contents</nav>"),
    "b.xhtml": page("<h1>Two</h1><p>Les deux pays ont signé.</p><p class='gone'>hid</p><p style='color:white'>hid</p>"),
    "a x.xhtml": page(
        "<h1>第一章</h1><p>両国は合意した。</p><ul><li>one</li></ul><table><tr><td>A</td><td>B</td></tr></table>"
    ),
    "c.xhtml": page("<img src='cover.png'/>"),
}


def test_chapters_come_in_the_order_of_the_spine_once_and_without_what_the_style_sheet_hides() -> None:
    document = read_bytes(book(PAGES, "ncabb"), "a.epub")
    assert document.text == "第一章\n\n両国は合意した。\n\n- one\n\nA | B\n\nTwo\n\nLes deux pays ont signé."


def test_the_package_names_title_authors_publisher_and_date() -> None:
    document = read_bytes(book(PAGES, "ab"), "a.epub")
    facts = (document.title, document.author, document.publisher, document.date)
    values = ("The Two Countries", "Jane Doe, 外務省", "University Press", "2021-09-07")
    assert facts == tuple(Stated(value, Basis.METADATA) for value in values)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (book(PAGES, "ab", **{"META-INF/rights.xml": "<a/>"}), "DRM"),
        (book({"c.xhtml": page("")}, "c"), "no text"),
        (book(PAGES, "ab", **{"OEBPS/book.opf": "<broken"}), "damaged"),
        (book(PAGES, "ab", **{"META-INF/container.xml": CONTAINER.replace("OEBPS", "../..")}), "damaged"),
        (book({"a.xhtml": page("x" * 25_000_000)}, "a"), "unpacks|too long"),
        (book({"a.xhtml": page("<div>" * 100_000 + "deep")}, "a"), "no text|damaged"),
    ],
)
def test_books_that_cannot_be_read_are_refused(data: bytes, words: str) -> None:
    with pytest.raises(ReadingError, match=words):
        read_bytes(data, "a.epub")
