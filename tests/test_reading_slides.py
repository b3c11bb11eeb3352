"""Presentations become their slides, each a page: title, texts, tables, charts and notes."""

from __future__ import annotations

import io
import zipfile

import pptx
import pytest
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.slide import Slide
from pptx.util import Inches, Pt

from assistant.domain import Basis, Stated
from assistant.errors import ReadingError
from assistant.reading import read_bytes
from assistant.splitting import split

WHITE = RGBColor(255, 255, 255)


def deck(*titles: str) -> tuple[pptx.presentation.Presentation, list[Slide]]:
    found = pptx.Presentation()
    slides = []
    for title in titles:
        slide = found.slides.add_slide(found.slide_layouts[5])
        slide.shapes.title.text = title
        slides.append(slide)
    return found, slides


def saved(found: pptx.presentation.Presentation) -> bytes:
    file = io.BytesIO()
    found.save(file)
    return file.getvalue()


def box(slide: Slide, text: str, *, left: float = 1, top: float = 3, colour: RGBColor | None = None) -> object:
    shape = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(3), Inches(0.5))
    run = shape.text_frame.paragraphs[0].add_run()
    run.text = text
    if colour is not None:
        run.font.color.rgb = colour
    return shape


def test_slides_are_pages_with_title_points_table_and_notes() -> None:
    found = pptx.Presentation()
    first = found.slides.add_slide(found.slide_layouts[1])
    box(first, "A remark")
    first.shapes.title.text = "Joint plan"
    first.placeholders[1].text = "Trade\nEnergy"
    first.notes_slide.notes_text_frame.text = "Say this slowly."
    second = found.slides.add_slide(found.slide_layouts[5])
    table = second.shapes.add_table(2, 2, 0, Inches(2), Inches(3), Inches(1)).table
    for place, text in enumerate(("Year", "USD", "2020", "5")):
        table.cell(place // 2, place % 2).text = text
    second.shapes.title.text = "貿易の推移"
    document = read_bytes(saved(found), "a.pptx")
    assert document.text == (
        "Joint plan\n\n- Trade\n- Energy\n\nA remark\n\nNotes: Say this slowly.\n\n貿易の推移\n\nYear: 2020 | USD: 5"
    )
    assert document.pages == (0, document.text.index("貿易"))
    assert {passage.page for passage in split(document)} == {1, 2}


def test_a_chart_gives_its_figures() -> None:
    found, (slide,) = deck("Exports")
    data = CategoryChartData()
    data.categories = ["2020", "2021"]
    data.add_series("To Japan", (1.5, 2))
    data.add_series("To France", (3, None))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, Inches(2), Inches(3), Inches(3), data)
    text = read_bytes(saved(found), "a.pptx").text
    assert text == "Exports\n\n2020 | To Japan: 1.5 | To France: 3\n2021 | To Japan: 2"


def test_what_nobody_sees_on_a_slide_is_left_out() -> None:
    found, (slide, hidden) = deck("Plan", "Hidden slide")
    hidden.element.set("show", "0")
    box(slide, "white on white", colour=WHITE)
    box(slide, "left of the slide", left=-9)
    box(slide, "below the slide", top=99)
    box(slide, "tiny").text_frame.paragraphs[0].runs[0].font.size = Pt(1)
    box(slide, "not shown").element.find(".//{*}cNvPr").set("hidden", "1")
    same = box(slide, "navy on navy", top=5, colour=RGBColor(0, 0, 128))
    same.fill.solid()
    same.fill.fore_color.rgb = RGBColor(0, 0, 128)
    assert read_bytes(saved(found), "a.pptx").text == "Plan"


def test_white_letters_that_are_seen_stay() -> None:
    found, (one, two) = deck("One", "Two")
    filled = box(one, "on a dark box", colour=WHITE)
    filled.fill.solid()
    filled.fill.fore_color.rgb = RGBColor(0, 0, 128)
    one.shapes.add_shape(1, Inches(0), Inches(5), Inches(9), Inches(1))
    box(one, "over a dark bar", top=5.2, colour=WHITE)
    two.background.fill.solid()
    two.background.fill.fore_color.rgb = RGBColor(10, 10, 60)
    box(two, "on a dark slide", colour=WHITE)
    text = read_bytes(saved(found), "a.pptx").text
    assert text == "One\n\non a dark box\n\nover a dark bar\n\nTwo\n\non a dark slide"


def test_properties_give_title_and_author() -> None:
    found, _ = deck("Plan")
    found.core_properties.title, found.core_properties.author = "Plan of the two countries", "外務省"
    document = read_bytes(saved(found), "a.pptx")
    assert document.title == Stated("Plan of the two countries", Basis.METADATA)
    assert document.author == Stated("外務省", Basis.METADATA)
    assert document.date is None  # that of the template


def test_arabic_slides_keep_their_order() -> None:
    found, (slide,) = deck("التعاون بين البلدين")
    box(slide, "اتفق الجانبان على عقد اجتماع في طوكيو.")
    assert read_bytes(saved(found), "a.pptx").text == "التعاون بين البلدين\n\nاتفق الجانبان على عقد اجتماع في طوكيو."


def changed(data: bytes, part: str, new: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, new if name == part else before.read(name))
    return file.getvalue()


def test_groups_within_groups_come_to_an_end() -> None:
    found, (slide,) = deck("Plan")
    data = saved(found)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("ppt/slides/slide1.xml"))
    tree = root.find(".//{*}spTree")
    for _ in range(100):
        tree = etree.SubElement(tree, "{http://schemas.openxmlformats.org/presentationml/2006/main}grpSp")
    assert read_bytes(changed(data, "ppt/slides/slide1.xml", etree.tostring(root)), "a.pptx").text == "Plan"
    assert slide is not None


@pytest.mark.parametrize(
    ("slide", "words"),
    [
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "damaged"),
        (b"<a>" * 5000, "damaged"),
        (b"no xml", "damaged"),
        (b" " * 70_000_000, "unpacks"),
    ],
)
def test_hostile_presentations_are_refused(slide: bytes, words: str) -> None:
    found, _ = deck("Plan")
    with pytest.raises(ReadingError, match=words):
        read_bytes(changed(saved(found), "ppt/slides/slide1.xml", slide), "a.pptx")
