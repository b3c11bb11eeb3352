"""Web pages, PDF and Word documents become text with paragraphs, and say what their fields say."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen import canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

from assistant.domain import Basis, Document, Stated
from assistant.errors import ReadingError
from assistant.reading import read_bytes
from assistant.splitting import sentences, split

PAGE = """<!doctype html><html lang="en"><head><title>Minister invites Japan | Dawn</title>
<meta property="og:title" content="Minister invites Japan"><meta property="og:site_name" content="Dawn">
<link rel="canonical" href="https://dawn.example/a/1">
<meta property="article:published_time" content="2021-09-07T06:00:00+05:00"><style>p {color: red}</style></head>
<body><nav><ul><li><a href=/>Home</a></li><li><a href=/n>News of today</a></li></ul></nav><article>
<h1>Minister invites Japan</h1>
<p>ISLAMABAD: The minister on Monday invited Japanese <b>auto</b> companies to explore
opportunities here.<br>He left.</p>
<div style="display: none">Secret text that nobody sees.</div><p hidden>Hidden as well.</p><!-- a comment -->
<script>alert("code")</script><h2>Terms</h2>
<ul><li>First item of the list, about trade</li><li><p>Second item, with a <a href="http://x">link</a></p></li></ul>
<table><tr><th>Year</th><th>USD</th></tr><tr><td>2020</td><td>5 million</td></tr></table>
<p>The last paragraph ends the article with some length and commas, indeed, as it has to.</p></article>
<footer>Copyright 2021 Dawn</footer></body></html>"""


def web(html: str, name: str = "a.html") -> Document:
    return read_bytes(html.encode(), name)


def pdf(*pages: list[str], size: float = 14, **properties: str) -> bytes:
    file = io.BytesIO()
    page = canvas.Canvas(file)
    page.setTitle(properties.get("title", ""))
    for lines in pages:
        for number, line in enumerate(lines):
            page.drawString(72, 760 - number * size, line)
        page.showPage()
    page.save()
    return re.sub(rb"CreationDate \(D:\d{14}", b"CreationDate (D:20210907060000", file.getvalue())


def word(document: docx.document.Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_web_page_gives_its_main_text_and_not_its_menus() -> None:
    assert web(PAGE).text.split("\n\n") == [
        "Minister invites Japan",
        "ISLAMABAD: The minister on Monday invited Japanese auto companies to explore opportunities here.\nHe left.",
        "Terms",
        "- First item of the list, about trade\n- Second item, with a link",
        "Year | USD\n2020 | 5 million",
        "The last paragraph ends the article with some length and commas, indeed, as it has to.",
    ]


def test_a_web_page_says_what_its_fields_say() -> None:
    page = web(PAGE)
    assert page.title == Stated("Minister invites Japan", Basis.METADATA)
    assert page.date == Stated("2021-09-07", Basis.METADATA)
    assert page.publisher == Stated("Dawn", Basis.METADATA)
    assert page.address == Stated("https://dawn.example/a/1", Basis.METADATA)
    assert page.place == Stated("Islamabad", Basis.DATELINE)


def test_linked_data_and_a_marked_time_give_the_date() -> None:
    body = "<article><p>The two sides agreed to cooperate in trade and industry in the coming years.</p></article>"
    linked = (
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "A visit", '
        '"datePublished": "2021-09-07", "publisher": {"name": "APP"}}]}</script>'
    )
    page = web(f"<html><head>{linked}</head><body>{body}</body></html>")
    assert (page.title.value, page.date, page.publisher) == (
        "A visit", Stated("2021-09-07", Basis.METADATA), Stated("APP", Basis.METADATA),
    )  # fmt: skip
    page = web(f"<html><body><main><time datetime='2021-09-07'>7.9.</time>{body}</main></body></html>")
    assert page.date == Stated("2021-09-07", Basis.METADATA)
    two = "<time datetime='2021-09-07'>a</time><time datetime='2020-01-02'>b</time>"
    assert web(f"<html><body><main>{two}{body}</main></body></html>").date is None


def test_a_short_page_keeps_its_visible_text() -> None:
    assert web("<p>One line.</p><p style='visibility:hidden'>Not this.</p>").text == "One line."
    assert web("<html><body><table><tr><td>A</td><td>B</td></tr></table></body></html>").text == "A | B"


@pytest.mark.parametrize("encoding", ["shift_jis", "utf-8", "utf-16"])
def test_a_page_is_decoded_as_it_declares(encoding: str) -> None:
    html = f"<html><head><meta charset={encoding}><title>会談</title></head><body><p>外務大臣は会談した。</p></body>"
    page = read_bytes(html.encode(encoding), "a.html")
    assert (page.text, page.title.value) == ("外務大臣は会談した。", "会談")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/relative", "http://[bad", "data:text/html,x"])
def test_only_a_web_address_is_an_address(address: str) -> None:
    assert (
        web(f'<html><head><link rel=canonical href="{address}"></head><body><p>Text.</p></body></html>').address is None
    )


@pytest.mark.parametrize(
    "html", ["<html></html>", "<html><body><script>x</script></body></html>", "<body hidden></body>"]
)
def test_a_page_without_text_is_refused(html: str) -> None:
    with pytest.raises(ReadingError, match="shows no text"):
        web(html)


def test_a_pdf_has_paragraphs_and_pages() -> None:
    file = io.BytesIO()
    style = getSampleStyleSheet()
    text = "The two sides met in Tokyo in 2021 and agreed on long-term plans for the industrial sector. " * 5
    SimpleDocTemplate(file, title="Joint Statement of 2021").build(
        [Paragraph("Joint Statement", style["Heading1"]), Paragraph(text, style["BodyText"]),
         Paragraph(text, style["BodyText"]), PageBreak(), Paragraph("It ended in peace.", style["BodyText"])]
    )  # fmt: skip
    document = read_bytes(file.getvalue(), "wrong.txt")
    blocks = document.text.split("\n\n")
    assert blocks[0] == "Joint Statement"
    assert [" ".join(block.split()) for block in blocks[1:]] == [text.strip(), text.strip(), "It ended in peace."]
    assert document.title == Stated("Joint Statement of 2021", Basis.METADATA)
    assert [document.text[start : start + 5] for start in document.pages] == ["Joint", "It en"]
    assert [passage.page for passage in split(document)][-1] == 2


def test_a_sentence_that_runs_over_a_page_stays_one_and_page_numbers_do_not_cut_it() -> None:
    first = ["Ministry of Trade", "The committee discussed the matter at length and it then decided that"]
    pages = [[*first, "- 1 -"], ["Ministry of Trade", "both sides would meet again. Then it ended.", "- 2 -"],
             ["Ministry of Trade", "The next session followed.", "- 3 -"]]  # fmt: skip
    document = read_bytes(pdf(*pages), "a.pdf")
    found = [" ".join(one.text.split()) for passage in split(document) for one in sentences(passage)]
    assert found == [
        "The committee discussed the matter at length and it then decided that both sides would meet again.",
        "Then it ended.",
        "The next session followed.",
    ]
    assert document.text[document.pages[1] :].startswith("both sides")


def test_words_cut_at_the_end_of_a_line_are_joined_as_the_document_writes_them() -> None:
    lines = [
        "The long-term plan for economic coope-",
        "ration was part of a bigger and long-",
        "term vision of the two.",
    ]
    text = read_bytes(pdf(lines), "a.pdf").text
    assert "cooperation" in text
    assert "long-term vision" in text.replace("\n", " ")


def test_properties_that_a_program_wrote_are_no_title_and_a_later_scan_is_no_date() -> None:
    lines = ["Minutes of the meeting", "", "The meeting was held in 1998 in Tokyo, and much was said."]
    document = read_bytes(pdf(lines, title="Microsoft Word - minutes_final.doc"), "a.pdf")
    assert document.title.value == "Minutes of the meeting"
    assert document.date is None
    lines[2] = "The meeting was held in 2021 in Tokyo, and much was said."
    assert read_bytes(pdf(lines), "a.pdf").date == Stated("2021-09-07", Basis.METADATA)


def test_pdfs_without_readable_text_are_refused_with_a_reason() -> None:
    locked = io.BytesIO()
    page = canvas.Canvas(locked, encrypt=StandardEncryption("user", "owner"))
    page.drawString(72, 700, "Secret text of the page")
    page.save()
    scan = io.BytesIO()
    page = canvas.Canvas(scan)
    page.rect(10, 10, 100, 100, fill=1)
    page.save()
    for data, words in [(locked.getvalue(), "password"), (scan.getvalue(), "OCR"), (b"%PDF-1.7 nothing", "damaged")]:
        with pytest.raises(ReadingError, match=words):
            read_bytes(data, "a.pdf")


def test_a_word_document_gives_paragraphs_lists_and_tables_in_order() -> None:
    document = docx.Document()
    document.core_properties.title = "Joint Statement of the two sides"
    document.core_properties.created = dt.datetime(2021, 9, 7, tzinfo=dt.UTC)
    document.add_heading("Joint Statement", 0)
    document.add_paragraph("The two sides met.")
    table = document.add_table(2, 2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("Year", "USD", "2020", "5"), strict=True
    ):
        cell.text = text
    document.add_paragraph("First item", style="List Bullet")
    document.add_paragraph("Second item", style="List Number")
    document.add_paragraph("The end.")
    found = read_bytes(word(document), "a.docx")
    assert found.text == (
        "Joint Statement\n\nThe two sides met.\n\nYear | USD\n2020 | 5\n\n- First item\n- Second item\n\nThe end."
    )
    assert found.title == Stated("Joint Statement of the two sides", Basis.METADATA)
    assert found.date == Stated("2021-09-07", Basis.METADATA)


def test_inserted_text_of_a_word_document_is_text_and_deleted_or_hidden_text_is_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Both sides ")
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for inner in (
        f"<w:ins {names}><w:r><w:t>agreed</w:t></w:r></w:ins>",
        f"<w:del {names}><w:r><w:delText>refused</w:delText></w:r></w:del>",
        f"<w:r {names}><w:rPr><w:vanish/></w:rPr><w:t>ignore</w:t></w:r>",
        f"<w:sdt {names}><w:sdtContent><w:r><w:t xml:space='preserve'> to meet.</w:t></w:r></w:sdtContent></w:sdt>",
    ):
        paragraph._p.append(parse_xml(inner))
    found = read_bytes(word(document), "a.docx")
    assert found.text == "Both sides agreed to meet."
    assert found.date is None  # the date of python-docx's template is no date


def test_damaged_and_exploding_word_documents_are_refused_with_a_reason() -> None:
    document = docx.Document()
    document.add_paragraph("Text. " * 50)
    good = word(document)
    parts = {
        entry.filename: zipfile.ZipFile(io.BytesIO(good)).read(entry)
        for entry in zipfile.ZipFile(io.BytesIO(good)).infolist()
    }

    def packed(**changed: bytes) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in (
                parts | {"word/document.xml": changed.get("document", parts["word/document.xml"])}
            ).items():
                archive.writestr(name, data)
            if "extra" in changed:
                archive.writestr("word/media/a.bin", changed["extra"])
        return file.getvalue()

    entity = (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + parts["word/document.xml"][55:]
    )
    for data, words in [
        (good[: len(good) // 2], "damaged"), (packed(document=b"<broken"), "damaged"),
        (packed(document=entity), "damaged"), (packed(document=b" " * 70_000_000), "unpacks to far more"),
        (packed(extra=bytes(40_000_000)), "unpacks to far more"),
        (word(docx.Document()), "no text"),
    ]:  # fmt: skip
        with pytest.raises(ReadingError, match=words):
            read_bytes(data, "a.docx")
