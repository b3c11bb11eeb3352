"""What a Word document, a workbook, a presentation or an OpenDocument file holds but does not show is no evidence."""
# ruff: noqa: E501 - a case stands on a line of its own where it can

from __future__ import annotations

import pytest
from bad_packages import open_document, para, relations, row, shape, sheet, slides, types, word

from assistant.errors import ReadingError
from assistant.reading import read_bytes

SEEN = "Both sides agreed to meet."
HIDDEN = "Hidden words of nobody."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    f'{A} xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
WHITE = '<w:color w:val="FFFFFF"/>'
STYLES = {
    "word/styles.xml": f"""<w:styles {W}>
<w:style w:type="character" w:styleId="V"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="B"><w:basedOn w:val="V"/></w:style>
<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="N"><w:rPr><w:w w:val="1"/></w:rPr></w:style></w:styles>""",
    "word/_rels/document.xml.rels": relations(("r9", "styles", "styles.xml")),
    "[Content_Types].xml": types(
        word__document="wordprocessingml.document.main", word__styles="wordprocessingml.styles"
    ),
}


def styled(style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{HIDDEN}</w:t></w:r></w:p>'


def table(text: str, *, row_look: str = "", cell_look: str = "", look: str = "") -> str:
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tr><w:trPr>{row_look}</w:trPr><w:tc><w:tcPr>{cell_look}</w:tcPr>{text}</w:tc></w:tr></w:tbl>"


def box(text: str, *, size: str = 'cx="900000" cy="900000"', more: str = "", place: str = "0") -> str:
    return (
        f"<w:p><w:r><w:drawing><wp:anchor {DRAWING}><wp:positionH><wp:posOffset>{place}</wp:posOffset></wp:positionH>"
        f'<wp:extent {size}/><wp:docPr id="1" name="x" {more}/><a:graphic><a:graphicData><wps:wsp><wps:spPr><a:xfrm>'
        f"<a:ext {size}/></a:xfrm></wps:spPr><wps:txbx><w:txbxContent>{para(text)}</w:txbxContent></wps:txbx>"
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>"
    )


def old_box(text: str, style: str) -> str:
    return f'<w:p><w:r><w:pict><v:shape {VML} style="{style}"><v:textbox><w:txbxContent>{para(text)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>'


SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="{}"/>'


@pytest.mark.parametrize(
    "body",
    [
        para(HIDDEN, '<w:w w:val="1"/>'), para(HIDDEN, '<w:rStyle w:val="V"/>'), para(HIDDEN, '<w:rStyle w:val="B"/>'),
        styled("P"), styled("N"), para(HIDDEN, '<w:spacing w:val="-400"/>'),
        para(HIDDEN, f"<w14:textFill {W14}><w14:noFill/></w14:textFill>"),
        para(HIDDEN, f'<w14:textFill {W14}><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr></w14:solidFill></w14:textFill>'),
        table(para(HIDDEN, WHITE), cell_look=SHADE.format("FFFFFF")), table(para(HIDDEN, WHITE), look=SHADE.format("FFFFFF")),
        table(para(HIDDEN, WHITE), cell_look=SHADE.format("FFFFFF"), look='<w:tblStyle w:val="x"/>'),
        table(para(HIDDEN), row_look='<w:trHeight w:val="1" w:hRule="exact"/>'), table(para(HIDDEN), row_look="<w:hidden/>"),
        f'<w:p><w:pPr><w:spacing w:line="1" w:lineRule="exact"/></w:pPr><w:r><w:t>{HIDDEN}</w:t></w:r></w:p>',
        box(HIDDEN, size='cx="0" cy="0"'), box(HIDDEN, size='cx="900000" cy="1"'), box(HIDDEN, more='hidden="1"'),
        box(HIDDEN, place="-99000000"), old_box(HIDDEN, "width:0;height:0"), old_box(HIDDEN, "width:90pt;height:9pt;visibility:hidden"),
    ],
)  # fmt: skip
def test_what_a_word_document_does_not_show_is_left_out(body: str) -> None:
    assert read_bytes(word(para(SEEN) + body, STYLES), "a.docx").text == SEEN


@pytest.mark.parametrize(
    "body",
    [
        para(HIDDEN, '<w:w w:val="80"/>'), para(HIDDEN, '<w:spacing w:val="-10"/>'), para(HIDDEN, "<w:webHidden/>"),
        table(para(HIDDEN, WHITE), cell_look=SHADE.format("003366")), table(para(HIDDEN), row_look='<w:trHeight w:val="1"/>'),
        f'<w:p><w:pPr><w:spacing w:line="240" w:lineRule="exact"/></w:pPr><w:r><w:t>{HIDDEN}</w:t></w:r></w:p>',
        box(HIDDEN), old_box(HIDDEN, "width:90pt;height:40pt"),
    ],
)  # fmt: skip
def test_what_a_word_document_shows_in_other_ways_stays(body: str) -> None:
    assert HIDDEN in read_bytes(word(para(SEEN) + body, STYLES), "a.docx").text


@pytest.mark.parametrize(
    "rows",
    [
        f'<sheetData>{row(SEEN)}{row(HIDDEN, more="ht=" + chr(34) + "0.5" + chr(34))}</sheetData>',
        f'<cols><col min="2" max="2" width="0.05" customWidth="1"/></cols><sheetData>{row(SEEN, HIDDEN)}</sheetData>',
        f'<sheetFormatPr defaultRowHeight="15" defaultColWidth="0" zeroHeight="1"/><cols><col min="1" max="1" width="9"/></cols><sheetData>{row(SEEN, HIDDEN)}</sheetData>',
        f'<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/><sheetData>{row(SEEN)}{row(HIDDEN, more="hidden=" + chr(34) + "1" + chr(34))}</sheetData>',
    ],
)  # fmt: skip
def test_what_a_sheet_does_not_show_is_left_out(rows: str) -> None:
    text = read_bytes(sheet(rows), "a.xlsx").text
    assert SEEN in text
    assert HIDDEN not in text


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_left_out(state: str) -> None:
    with pytest.raises(ReadingError, match="hidden"):
        read_bytes(sheet(f"<sheetData>{row(HIDDEN)}</sheetData>", state=state), "a.xlsx")


GROUP = '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="9" name="g"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="{0}" y="0"/><a:ext cx="900000" cy="900000"/><a:chOff x="0" y="0"/><a:chExt cx="900000" cy="900000"/></a:xfrm></p:grpSpPr>{1}</p:grpSp>'


def test_what_a_slide_does_not_show_is_left_out() -> None:
    for more in (
        GROUP.format(-9_000_000, shape(HIDDEN)),
        GROUP.format(99_000_000, shape(HIDDEN)),
        shape(HIDDEN, place="0 -9000000 500 500"),
    ):
        assert read_bytes(slides(shape(SEEN) + more), "a.pptx").text == SEEN
    assert HIDDEN in read_bytes(slides(shape(SEEN) + GROUP.format(100, shape(HIDDEN))), "a.pptx").text


@pytest.mark.parametrize(
    ("body", "look"),
    [
        (f'<text:section text:display="condition" text:is-hidden="true"><text:p>{HIDDEN}</text:p></text:section>', ""),
        (f'<text:section text:display="none"><text:p>{HIDDEN}</text:p></text:section>', ""),
        (f'<text:p><text:span text:style-name="h">{HIDDEN}</text:span></text:p>', 'style:text-scale="1%"'),
        (f'<text:p><text:span text:style-name="h">{HIDDEN}</text:span></text:p>', 'fo:font-size="1%"'),
        (f'<text:p><text:span text:style-name="h">{HIDDEN}</text:span></text:p>', 'fo:font-size="0.01cm"'),
        (f'<text:p><text:span text:style-name="h">{HIDDEN}</text:span></text:p>', 'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" loext:opacity="0%"'),
    ],
)  # fmt: skip
def test_what_an_open_document_does_not_show_is_left_out(body: str, look: str) -> None:
    style = f'<style:style style:name="h" style:family="text"><style:text-properties {look}/></style:style>'
    assert read_bytes(open_document(f"<text:p>{SEEN}</text:p>{body}", styles=style), "a.odt").text == SEEN


@pytest.mark.parametrize("look", ['style:text-scale="80%"', 'fo:font-size="80%"', 'fo:font-size="0.4cm"'])
def test_what_an_open_document_shows_in_other_ways_stays(look: str) -> None:
    style = f'<style:style style:name="h" style:family="text"><style:text-properties {look}/></style:style>'
    body = f'<text:p><text:span text:style-name="h">{SEEN}</text:span></text:p>'
    assert read_bytes(open_document(body, styles=style), "a.odt").text == SEEN
