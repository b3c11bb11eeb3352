"""What a reader of a page, a Word document or a PDF cannot see is no evidence; white letters on a dark banner are."""

from __future__ import annotations

import io
import subprocess
import sys
import time

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from assistant.domain import Basis, Stated
from assistant.errors import ReadingError
from assistant.reading import read_bytes, scan

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WHITE = RGBColor(255, 255, 255)


def web(body: str, head: str = "") -> str:
    page = f"<!doctype html><html><head><title>T</title>{head}</head><body><p>Seen.</p>{body}</body></html>"
    return read_bytes(page.encode(), "a.html").text


def test_a_named_colour_is_known_also_after_pillow_has_looked_it_up() -> None:
    program = (
        "from PIL import ImageColor; ImageColor.getrgb('white'); ImageColor.getrgb('snow');"
        "from assistant.reading import read_bytes;"
        "page = b'<p>Seen.</p><p style=color:white>Hidden.</p><p style=color:snow>Hidden.</p>';"
        "print(read_bytes(page, 'a.html').text)"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603 - our own
    assert said.stdout == "Seen.\n"


@pytest.mark.parametrize(
    "style",
    [
        "display:none", "visibility: hidden", "opacity:0", "opacity: 0.01", "font-size:0", "font-size:1px",
        "font-size: 0.5pt",
        "position:absolute; left:-9999px", "position:fixed;top:-2000px", "margin-left:-5000px", "text-indent:-9999px",
        "width:1px;height:1px;overflow:hidden", "height:0;overflow:hidden", "clip:rect(0,0,0,0);position:absolute",
        "clip-path: inset(50%)", "transform:scale(0)", "transform: translateX(-9999px)", "color:white", "color:#fff",
        "color:#fefefe", "color: rgb(255, 255, 255)", "color:rgba(0,0,0,0)", "color:transparent",
        "DISPLAY:NONE !important",
        "color:#123456;background:#123456", "position:absolute;right:-9999px", "left:-200em;position:absolute",
        "display:none;color:red", "color:rgb(100% 100% 100%)", "color:hsl(0deg 0% 100% / 1)", "color:hwb(0 100% 0%)",
        "color:oklch(100% 0 0)", "color:oklab(1 0 0)", "color:lab(100 0 0)", "color:lch(100% 0 0)", "color:floralwhite",
        "color:color(display-p3 1 1 1 / 1)", "color:color-mix(in oklab, #fff 50%, white)", "color:rgb(0 0 0 / .01)",
        "color:color-mix(in srgb, black 0%, transparent)", "color:light-dark(white, black)", "color:oklch(0 0 0 / 0)",
        "-webkit-text-fill-color:transparent", "-webkit-text-fill-color:#fff", "font:0/0 a", "font:italic 0 serif",
        "mask:linear-gradient(transparent, #0000)",
        "-webkit-mask-image:linear-gradient(to right, rgb(0 0 0 / 0) 9%, #0000)",
        "clip-path:inset(0 100% 0 0)", "clip-path:circle(0px at 0 0)", "clip-path:ellipse(0 0)", "opacity:1%",
        "clip-path:polygon(0px 0px, 0px 0px, 0px 0px)", "clip-path:xywh(0 0 0 0)", "content-visibility:hidden",
        "font-size:clamp(0px, 0px, 0px)", "font-size:min(0px, 1em)", "width:0;height:0;overflow:auto",
        "height:0;contain:paint", "max-block-size:0;overflow:hidden", "transform:matrix(1,0,0,1,-9999,0)",
        "transform:scale(0.01)", "filter:blur(50px)", "letter-spacing:-2em",
        "text-indent:200vw;white-space:nowrap;overflow:hidden",
    ],
)  # fmt: skip
def test_what_an_inline_style_hides_is_left_out(style: str) -> None:
    assert web(f"<p style='{style}'>Hidden <b>words</b>.</p><p>Too.</p>") == "Seen.\n\nToo."


@pytest.mark.parametrize(
    "style",
    [
        "color:black", "color:initial", "color:rgb(0 0 0)", "color:oklch(0.3 0.1 250)",
        "color:color-mix(in srgb, white 20%, black)",
        "color:hwb(0 0% 100%)", "clip-path:inset(0 0 0 0)", "clip-path:polygon(0 0, 100% 0, 100% 100%)",
        "font:12px/0 a",
        "clip-path:circle(50%)", "mask:linear-gradient(#000, transparent)", "transform:matrix(1,0,0,1,0,0)",
        "opacity:50%",
        "transform:scale(0.9)", "filter:blur(0)", "letter-spacing:-1px", "font-size:clamp(1rem, 2vw, 3rem)",
        "background:linear-gradient(red,blue);-webkit-background-clip:text;-webkit-text-fill-color:transparent",
        "background:no-repeat rgb(0 0 0);color:#fff", "height:auto;overflow:hidden", "scale:1", "translate:0 0",
    ],
)  # fmt: skip
def test_what_an_inline_style_only_changes_stays(style: str) -> None:
    assert web(f"<p style='{style}'>Shown.</p><p>Too.</p>").split() == ["Seen.", "Shown.", "Too."]


UNDER = "<div style='position:relative'>"
WIDE = "position:absolute;top:0;left:0;width:100%;height:100%"
LID = "<div style='position:absolute;inset:0;background:#fff'></div>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"{UNDER}<p>Hidden.</p>Hidden.{LID}</div>", "Seen."),
        (f"{UNDER}Hidden.<p style='{WIDE};background:white'>Over it.</p></div>", "Seen. Over it."),
        (f"{UNDER}<p>Shown.</p>{LID.replace('inset', 'z-index:-1;inset')}</div>", "Seen. Shown."),
        (f"{UNDER}<p>Shown.</p>{LID.replace('#fff', 'rgb(0 0 0 / 10%)')}</div>", "Seen. Shown."),
        (f"{UNDER}<p>Shown.</p>{LID.replace('inset:0', 'top:0')}</div>", "Seen. Shown."),
        (f"{UNDER}<p style='position:relative;z-index:2'>Shown.</p>{LID}</div>", "Seen. Shown."),
        (f"<p>Shown.</p>{LID}", "Seen. Shown."),
        ("<p hidden=until-found>Hidden.</p><template>Hidden.</template><noscript>Hidden.</noscript>", "Seen."),
        ("<details><summary>More</summary><p>Shown.</p></details>", "Seen. More Shown."),
    ],
)  # fmt: skip
def test_what_lies_under_an_opaque_box_or_is_never_shown_is_left_out(body: str, text: str) -> None:
    assert " ".join(web(body).split()) == text


@pytest.mark.parametrize(
    ("css", "body"),
    [
        (".x{display:none}", "<p class='a x'>Hidden.</p>"),
        ("#x{visibility:hidden}", "<p id=x>Hidden.</p>"),
        ("p.x, .y { font-size: 0 }", "<p class=x>Hidden.</p><div class=y>Hidden.</div>"),
        ("em{opacity:0}", "<p><em>Hidden.</em></p>"),
        ("@media screen{.x{display:none}}", "<p class=x>Hidden.</p>"),
        ("/* a */ .x{color:#fff /* b */}", "<p><span class=x>Hidden.</span></p>"),
        ("@import 'a.css'; .x{display:none}", "<p class=x>Hidden.</p>"),
        ("@media print{p{display:none}} .x{display:none}", "<p class=x>Hidden.</p>"),
    ],
)
def test_what_a_rule_of_the_page_hides_is_left_out(css: str, body: str) -> None:
    assert web(body, f"<style>{css}</style>") == "Seen."


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("<div style='background:#003'><p style='color:#fff'>Too.</p></div>", ""),
        ("<table bgcolor=navy><tr><td><font color=white>Too.</font></td></tr></table>", ""),
        ("<div class=b><p style='color:#fff'>Too.</p></div>", "<style>.b{background-color:navy}</style>"),
        ("<div class=b><p style='color:#fff'>Too.</p></div>", "<link rel=stylesheet href=a.css>"),
        ("<div style='background-image:url(a.png)'><p style='color:#fff'>Too.</p></div>", ""),
        ("<div style='color:#fff'><p style='color:#333'>Too.</p></div>", ""),
        (
            "<p class=x>Too.</p>",
            "<style>@media print{.x{display:none}} .y .x{display:none} .x:hover{opacity:0}</style>",
        ),
        ("<p class=x>Too.</p>", "<style>.x{display:none} .x{display:block}</style>"),
        ("<p style='left:-9999px'>Too.</p>", ""),
        ("<p style='text-indent:-20px;opacity:.9;height:0'>Too.</p>", ""),
        ("<p style='background:linear-gradient(red,blue);color:white'>Too.</p>", ""),
    ],
)
def test_what_is_seen_stays(body: str, head: str) -> None:
    assert web(body, head) == "Seen.\n\nToo."


def test_styles_without_end_take_little_time() -> None:
    started = time.process_time()
    for css in (
        "{" * 300_000,
        "@media screen{" * 30_000,
        "a{b:c}" * 60_000,
        "/*" * 200_000,
        ".x," * 100_000 + "y{a:b}",
    ):
        assert web("<p>Too.</p>", f"<style>{css}</style>").endswith("Too.")
    assert time.process_time() - started < 20


LINKED = '<script type="application/ld+json">{"@type":"Report","author":[{"name":"山田太郎"}]}</script>'


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ('<meta name="author" content="By Ayesha Khan">', "Ayesha Khan"),
        ('<meta property="article:author" content="https://x.example/"><meta name="byl" content="A. Khan">', "A. Khan"),
        (LINKED, "山田太郎"),
        ('<meta property="og:site_name" content="Dawn"><meta name="author" content="Dawn">', None),
        ("", None),
    ],
)  # fmt: skip
def test_a_page_names_its_author(head: str, author: str | None) -> None:
    page = f"<!doctype html><html><head>{head}</head><body><p>Text.</p></body></html>"
    found = read_bytes(page.encode(), "a.html").author
    assert found == (Stated(author, Basis.METADATA) if author else None)


def test_a_text_names_its_author_in_its_head() -> None:
    text = "Title: The plan\nAuthor: Ayesha Khan\nDate: 2021-09-07\n\nBoth sides agreed to meet."
    assert read_bytes(text.encode(), "a.txt").author == Stated("Ayesha Khan", Basis.HEADER)


def word(document: docx.document.Document) -> str:
    file = io.BytesIO()
    document.save(file)
    return read_bytes(file.getvalue(), "a.docx").text


def test_what_nobody_sees_in_a_word_document_is_left_out() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Seen")
    style = document.styles.add_style("Gone", WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    heir = document.styles.add_style("Heir", WD_STYLE_TYPE.CHARACTER)
    heir.base_style = style
    paragraph.add_run("hid", style="Heir")
    paragraph.add_run("hid").font.color.rgb = WHITE
    paragraph.add_run("hid").font.size = Pt(1)
    other = document.styles.add_style("White", WD_STYLE_TYPE.PARAGRAPH)
    other.font.color.rgb = WHITE
    document.add_paragraph("hid", style="White")
    document.add_comment(paragraph.runs[0], "a comment", "me")
    table = document.add_table(2, 1)
    table.cell(0, 0).text = "hid"
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:hidden {W}/>"))
    table.cell(1, 0).paragraphs[0].add_run("Cell")
    table.cell(1, 0).paragraphs[0].add_run("hid").font.color.rgb = WHITE
    assert word(document) == "Seen\n\nCell"


def test_white_letters_on_a_dark_ground_of_a_word_document_stay() -> None:
    document = docx.Document()
    shaded = document.add_paragraph()
    shaded.add_run("Banner").font.color.rgb = WHITE
    shaded._p.get_or_add_pPr().append(parse_xml(f'<w:shd {W} w:val="clear" w:fill="000080"/>'))
    marked = document.add_paragraph().add_run("Marked")
    marked.font.color.rgb = WHITE
    marked._r.get_or_add_rPr().append(parse_xml(f'<w:highlight {W} w:val="darkBlue"/>'))
    table = document.add_table(1, 2, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("Year", "USD"), strict=True):
        cell.paragraphs[0].add_run(text).font.color.rgb = WHITE
    assert word(document) == "Banner\n\nMarked\n\nYear | USD"


def test_styles_of_a_word_document_that_build_on_each_other_come_to_an_end() -> None:
    document = docx.Document()
    one = document.styles.add_style("One", WD_STYLE_TYPE.CHARACTER)
    two = document.styles.add_style("Two", WD_STYLE_TYPE.CHARACTER)
    one.base_style, two.base_style = two, one
    document.add_paragraph().add_run("Seen", style="One")
    assert word(document) == "Seen"


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("Ayesha Khan", "Ayesha Khan"), ("外務省", "外務省"), ("python-docx", None), ("Microsoft Office User", None),
        ("akhan", None), ("Admin", None), ("HP-PC01", None), ("DESKTOP-4711\\user", None), ("Windows User", None),
        ("a.khan@mofa.example", None), ("Ministry of Foreign Affairs", "Ministry of Foreign Affairs"), ("", None),
    ],
)  # fmt: skip
def test_the_author_of_a_word_document_is_a_person_or_an_office(name: str, author: str | None) -> None:
    document = docx.Document()
    document.add_paragraph("Text.")
    document.core_properties.author = name
    file = io.BytesIO()
    document.save(file)
    found = read_bytes(file.getvalue(), "a.docx").author
    assert found == (Stated(author, Basis.METADATA) if author else None)


def pdf(*, picture: bool = False, rotated: int = 0) -> tuple[io.BytesIO, canvas.Canvas]:
    file = io.BytesIO()
    page = canvas.Canvas(file)
    page.setPageRotation(rotated)
    if picture:
        page.drawImage(ImageReader(Image.effect_noise((60, 80), 60)), 0, 0, 595, 842)
    return file, page


def read_pdf(file: io.BytesIO, page: canvas.Canvas) -> str:
    page.showPage()
    page.save()
    return read_bytes(file.getvalue(), "a.pdf").text


def draw(page: canvas.Canvas, text: str, *, at: tuple[float, float] = (72, 300), **look: object) -> None:
    page.saveState()
    page.setFont("Helvetica", look.get("size", 12))
    page.setFillColorRGB(*look.get("colour", (0, 0, 0)), alpha=look.get("alpha", 1))
    if "box" in look:
        page.setFillColorRGB(*look["box"])
        page.rect(at[0] - 10, at[1] - 10, 300, 30, fill=1, stroke=0)
        page.setFillColorRGB(*look.get("colour", (0, 0, 0)))
    written = page.beginText(*at)
    written.setTextRenderMode(look.get("mode", 0))
    written.textLine(text)
    page.drawText(written)
    page.restoreState()


@pytest.mark.parametrize(
    "look",
    [
        {"mode": 3}, {"colour": (1, 1, 1)}, {"colour": (0.98, 0.98, 0.98)}, {"size": 1}, {"at": (-500, 500)},
        {"at": (72, 5000)}, {"alpha": 0}, {"colour": (0, 0, 0), "box": (0, 0, 0)},
        {"colour": (0.1, 0.2, 0.3), "box": (0.1, 0.2, 0.3)},
    ],
)  # fmt: skip
@pytest.mark.parametrize("rotated", [0, 90])
def test_what_nobody_sees_on_a_page_of_a_pdf_is_left_out(look: dict[str, object], rotated: int) -> None:
    file, page = pdf(rotated=rotated)
    draw(page, "Both sides agreed to meet.", at=(72, 500))
    draw(page, "Hidden words of nobody.", **look)
    assert read_pdf(file, page) == "Both sides agreed to meet."


def test_white_letters_on_a_dark_banner_of_a_pdf_stay() -> None:
    file, page = pdf()
    draw(page, "A white line on a banner", colour=(1, 1, 1), box=(0, 0, 0.5))
    draw(page, "Both sides agreed to meet.", at=(72, 500))
    assert read_pdf(file, page) == "A white line on a banner\nBoth sides agreed to meet."


def test_invisible_text_is_kept_where_it_is_what_was_recognised_on_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "find_spec", lambda _: None)
    file, page = pdf(picture=True)
    draw(page, "The recognised text of the scan", mode=3)
    assert read_pdf(file, page) == "The recognised text of the scan"
    file, page = pdf(picture=True)
    draw(page, "Both sides agreed to meet in Tokyo in September of the year.", at=(72, 700))
    draw(page, "Hidden words of nobody", mode=3)
    assert "Hidden" not in read_pdf(file, page)


def test_a_pdf_of_which_nothing_is_seen_is_refused() -> None:
    file, page = pdf()
    draw(page, "Hidden words of nobody", mode=3)
    with pytest.raises(ReadingError, match="OCR"):
        read_pdf(file, page)


def test_the_author_of_a_pdf_is_kept_where_it_is_one() -> None:
    for name, author in (("Ayesha Khan", "Ayesha Khan"), ("Adobe InDesign", None), ("akhan", None)):
        file, page = pdf()
        page.setAuthor(name)
        draw(page, "Both sides agreed to meet.")
        page.showPage()
        page.save()
        found = read_bytes(file.getvalue(), "a.pdf").author
        assert (found.value if found else None) == author
