"""Whatever a file holds, reading it gives a document or a reason, so that one odd file cannot end an ingest.

FUZZ=300 in the environment damages each kind of file in 300 ways instead of 60.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import random
import re
import struct
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

import docx
import openpyxl
import pptx
import pytest
import test_reading_book as epub
import test_reading_opendocument as odt
from lxml import etree
from reportlab.pdfgen import canvas
from samples import SEEDS

from assistant.domain import Document
from assistant.errors import ReadingError
from assistant.reading import files, read_bytes
from assistant.splitting import sentences, split

MANY = int(os.environ.get("FUZZ", "60"))
LINES = next(SEEDS.glob("*.txt")).read_text("utf-8").splitlines()


def word() -> bytes:
    document = docx.Document()
    document.core_properties.title = "Joint Statement of the two sides"
    document.add_heading("Joint Statement", 1)
    for line in LINES:
        document.add_paragraph(line)
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "Year"
    document.add_paragraph("Item", style="List Bullet")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf() -> bytes:
    file = io.BytesIO()
    page = canvas.Canvas(file, pageCompression=0)
    page.setTitle("Joint Statement of the two sides")
    for start in (0, 300):
        for row in range(5):
            page.drawString(72, 760 - 14 * row, " ".join(LINES)[start + 60 * row :][:60])
        page.showPage()
    page.save()
    return file.getvalue()


def page() -> bytes:
    body = "".join(f"<p>{line}</p>" for line in LINES)
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Minister | Dawn</title>
<meta property="og:title" content="Minister invites Japan"><meta property="article:published_time" content="2021-09-07">
<link rel="canonical" href="https://dawn.example/a/1"><script type="application/ld+json">{{"@type": "Article",
"headline": "x", "@graph": [{{"@type": ["Report"], "publisher": {{"name": "y"}}}}]}}</script></head><body>
<nav><a href="/">Home</a></nav><article><h1>Minister</h1><time datetime="2021-09-07">then</time>{body}
<ul><li>One</li></ul><table><tr><td>A</td><td>B</td></tr></table></article></body></html>""".encode()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def bytes_damaged(data: bytes, chance: random.Random) -> bytes:
    """Some bytes flipped, cut out or put in."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        place, size = chance.randrange(len(found)), chance.choice([1, 2, 8, 40])
        kind = chance.randrange(4)
        if kind == 0:
            found[place] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del found[place : place + size]
        elif kind == 2:
            start = chance.randrange(len(found))
            found[place:place] = found[start : start + size]
        else:
            found[place : place + 1] = chance.choice(
                [b"\0", b"9" * size, b"-1", b"<", b">", b"\xff\xfe", b"\xed\xa0\x80"]
            )
        if not found:
            return b"x"
    return bytes(found)


def nodes_damaged(data: bytes, chance: random.Random) -> bytes:
    """Some nodes of an XML tree emptied, taken out, renamed, repeated, nested or with other values."""
    root = etree.fromstring(data)
    for _ in range(chance.randint(1, 4)):
        node = chance.choice([node for node in root.iter() if isinstance(node.tag, str)])
        parent = node.getparent()
        kind = chance.randrange(7)
        if kind == 0:
            node.text = None
            node[:] = []
        elif kind == 1 and node.attrib:
            del node.attrib[chance.choice(list(node.attrib))]
        elif kind == 2 and node.attrib:
            node.set(chance.choice(list(node.attrib)), chance.choice(["", "-1", "9" * 30, "x", "../../x", "NaN"]))
        elif kind == 3:
            node.text = chance.choice(["", " ", "9" * 30, "9999-12-31T23:59:59-14:00", "x", "\u202e"])
        elif parent is not None and kind == 4:
            parent.remove(node)
        elif parent is not None and kind == 5:
            parent.append(etree.fromstring(etree.tostring(node)))
        elif parent is not None:
            node.append(etree.fromstring(etree.tostring(chance.choice(list(root.iter(etree.Element))))))
    return bytes(etree.tostring(root))


def word_damaged(data: bytes, chance: random.Random) -> bytes:
    """As a whole, or in one of its parts."""
    if chance.random() < 0.2:
        return bytes_damaged(data, chance)
    parts = parts_of(data)
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels")) and "theme" not in name])
    damage = chance.choice([bytes_damaged, nodes_damaged, nodes_damaged])
    return packed(parts | {name: damage(parts[name], chance)})


def page_damaged(data: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.5:
        return bytes_damaged(data, chance)
    closed = re.sub(rb"<(meta|link)([^>]*)>", rb"<\1\2/>", data)
    return nodes_damaged(closed.removeprefix(b"<!doctype html>"), chance)


def slides() -> bytes:
    found = pptx.Presentation()
    slide = found.slides.add_slide(found.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = LINES[0], "\n".join(LINES)
    table = slide.shapes.add_table(2, 2, 0, 0, 99, 99).table
    table.cell(0, 0).text, table.cell(1, 1).text = "Year", "5"
    slide.notes_slide.notes_text_frame.text = LINES[-1]
    file = io.BytesIO()
    found.save(file)
    return file.getvalue()


def sheet() -> bytes:
    book = openpyxl.Workbook()
    for row in (["Country", "Signed", "Share"], ["Japan", dt.date(2021, 9, 7), 0.5], LINES):
        book.active.append(row)
    book.active["C2"].number_format = "0%"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def letter() -> bytes:
    found = EmailMessage()
    found["From"], found["Subject"], found["Date"] = "大使 <a@b.example>", "Plan", "Tue, 07 Sep 2021 23:30:00 +0900"
    found.set_content("\n".join(LINES), cte="quoted-printable")
    found.add_alternative("<p>page</p>", subtype="html")
    found.add_attachment(b"x", maintype="a", subtype="b", filename="案.pdf")
    return found.as_bytes()


def rich() -> bytes:
    body = r"\par ".join(LINES).encode("ascii", "replace")
    head = rb"{\rtf1\ansi\ansicpg1256{\fonttbl{\f0\fcharset128 A;}}{\colortbl;\red255\green255\blue255;}"
    info = rb"{\info{\title Plan x}}"
    table = rb"\trowd\intbl a\cell b\cell\row\pard{\footnote n}{\cf1 x}{\v y}\u26085?\'83A\f0 "
    return head + info + table + body + b"}"


def table() -> bytes:
    return "\n".join(["Country;Signed;Text", *(f'Japan;2021-09-07;"{line}"' for line in LINES)]).encode(
        "cp1252", "replace"
    )


def package_damaged(data: bytes, chance: random.Random) -> bytes:
    """As a whole, or in one of its parts that hold text."""
    if chance.random() < 0.2:
        return bytes_damaged(data, chance)
    parts = parts_of(data)
    wanted = re.compile(r"slide\d*\.xml|sheet|styles|workbook|content|opf|xhtml|container|rels|presentation")
    name = chance.choice([name for name in parts if wanted.search(name)])
    try:
        return packed(parts | {name: chance.choice([bytes_damaged, nodes_damaged, nodes_damaged])(parts[name], chance)})
    except etree.XMLSyntaxError:  # a page of HTML
        return packed(parts | {name: bytes_damaged(parts[name], chance)})


KINDS: dict[str, tuple[Callable[[], bytes], Callable[[bytes, random.Random], bytes], str]] = {
    "word": (word, word_damaged, "a.docx"),
    "pdf": (pdf, bytes_damaged, "a.pdf"),
    "page": (page, page_damaged, "a.html"),
    "slides": (slides, package_damaged, "a.pptx"),
    "sheet": (sheet, package_damaged, "a.xlsx"),
    "odt": (
        lambda: odt.packed("text", "".join(f"<text:p>{line}</text:p>" for line in LINES)),
        package_damaged,
        "a.odt",
    ),
    "ods": (
        lambda: odt.packed("spreadsheet", f"<table:table>{odt.row(*LINES) * 3}</table:table>"),
        package_damaged,
        "a",
    ),
    "book": (lambda: epub.book(epub.PAGES, "ab"), package_damaged, "a.epub"),
    "letter": (letter, bytes_damaged, "a.eml"),
    "rich": (rich, bytes_damaged, "a.rtf"),
    "table": (table, bytes_damaged, "a.csv"),
    "text": (lambda: "\n".join(LINES).encode(), bytes_damaged, "a.md"),
}


@pytest.mark.filterwarnings("ignore::UserWarning:zipfile")  # of two parts with one name
@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_a_document_or_a_reason(kind: str) -> None:
    make, damage, name = KINDS[kind]
    sound = make()
    assert split(read_bytes(sound, name))
    chance = random.Random(kind)  # noqa: S311 - damage, not secrets
    read = 0
    for _ in range(MANY):
        try:
            document = read_bytes(damage(sound, chance), name)
        except ReadingError as error:
            assert str(error).endswith(".")  # noqa: PT017 - either may come
        else:
            read += 1
            assert isinstance(document, Document)
            for passage in split(document):
                sentences(passage)
            for stated in (document.title, document.date, document.place, document.publisher, document.address):
                if stated:
                    stated.value.encode()
            document.text.encode()
    assert read > MANY // 10  # else it would be the wrong kind of damage


@pytest.mark.parametrize(
    "created",
    ["", " ", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "99999-01-01", "yesterday", "2021-02-30"],
)
def test_a_word_document_whose_date_makes_no_sense_has_its_text_and_title(created: str) -> None:
    parts = parts_of(word())
    core = re.sub(rb"(<dcterms:created[^>]*>)[^<]*", rb"\g<1>" + created.encode(), parts["docProps/core.xml"])
    document = read_bytes(packed(parts | {"docProps/core.xml": core}), "a.docx")
    assert document.title.value == "Joint Statement of the two sides"
    assert LINES[-1] in document.text


def test_a_word_document_that_refers_to_parts_it_does_not_have_is_read_or_refused() -> None:
    parts = parts_of(word())
    for name in parts:
        try:
            read_bytes(packed({other: data for other, data in parts.items() if other != name}), "a.docx")
        except ReadingError as error:
            assert str(error).endswith(".")  # noqa: PT017 - either may come


@pytest.mark.parametrize(
    "raised",
    [TypeError("x"), KeyError("x"), AttributeError("x"), IndexError("x"), RecursionError("x"), OverflowError("x"),
     UnicodeDecodeError("utf-8", b"", 0, 0, "x"), struct.error("x"), etree.LxmlError("x"), AssertionError("x"),
     MemoryError(), EOFError()],
)  # fmt: skip
def test_whatever_a_foreign_reader_raises_is_a_reason(monkeypatch: pytest.MonkeyPatch, raised: Exception) -> None:
    def failing(_: bytes) -> None:
        raise raised

    monkeypatch.setattr(files, "_reader", lambda _: failing)
    with pytest.raises(ReadingError, match=r"(damaged|memory).*\.$"):
        read_bytes(b"<html><body><p>x</p>", "a.html")
