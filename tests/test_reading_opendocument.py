"""Texts, spreadsheets and presentations of LibreOffice."""

from __future__ import annotations

import io
import zipfile

import pytest

from assistant.domain import Basis, Document, Stated
from assistant.errors import ReadingError
from assistant.reading import read_bytes

_PREFIXES = {
    "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style", "meta": "meta",
    "fo": "xsl-fo-compatible", "svg": "svg-compatible", "presentation": "presentation",
}  # fmt: skip
NAMES = " ".join(f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for key, name in _PREFIXES.items())
NAMES += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
STYLES = """
<style:style style:name="Gone" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="White" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>
<style:style style:name="Tiny" style:family="text"><style:text-properties fo:font-size="1pt"/></style:style>
<style:style style:name="Heir" style:family="text" style:parent-style-name="Gone"/>
<style:style style:name="A" style:family="text" style:parent-style-name="B"/>
<style:style style:name="B" style:family="text" style:parent-style-name="A"/>
<style:style style:name="Dark" style:family="table-cell"><style:table-cell-properties fo:background-color="#000080"/>
</style:style>
<style:style style:name="Banner" style:family="paragraph"><style:paragraph-properties fo:background-color="#000080"/>
</style:style>
<style:style style:name="Sheet" style:family="table"><style:table-properties table:display="false"/></style:style>
<style:style style:name="Slide" style:family="drawing-page">
<style:drawing-page-properties presentation:visibility="hidden"/></style:style>
"""


def packed(kind: str, body: str, **others: str) -> bytes:
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    parts = {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content}
    parts |= {f"{name}.xml": xml for name, xml in others.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(name, xml)
    return file.getvalue()


def read(body: str, kind: str = "text", **others: str) -> Document:
    return read_bytes(packed(kind, body, **others), "a.odt")


def row(*cells: str) -> str:
    inner = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
    return f"<table:table-row>{inner}</table:table-row>"


def test_a_text_gives_headings_paragraphs_lists_tables_notes_and_boxes_in_order() -> None:
    document = read(
        "<text:h>共同声明</text:h><text:p>Both <text:span>sides</text:span><text:s text:c='2'/>met"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>In Tokyo.</text:p>"
        "</text:note-body></text:note>.<text:line-break/>Then left.</text:p><text:list><text:list-item>"
        "<text:p>one</text:p></text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list>"
        f"<table:table>{row('Year', 'USD')}"
        f"{row('2020', '5')}</table:table><text:p><draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box>"
        "</draw:frame>Last</text:p>"
    )
    assert document.text == (
        "共同声明\n\nBoth sides  met.\nThen left.\n\nIn Tokyo.\n\n- one\n- two\n\nYear: 2020 | USD: 5\n\nLast\n\n"
        "In a box"
    )


def test_what_nobody_sees_and_what_was_deleted_is_left_out() -> None:
    styled = "".join(
        f"<text:span text:style-name='{name}'>hid</text:span>" for name in ("Gone", "White", "Tiny", "Heir")
    )
    document = read(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p></text:deletion>"
        f"</text:changed-region></text:tracked-changes><text:p>Seen{styled}<office:annotation><text:p>remark</text:p>"
        "</office:annotation></text:p><text:section text:display='none'><text:p>hidden section</text:p></text:section>"
        "<text:p>x<text:hidden-paragraph text:is-hidden='true'/></text:p>"
    )
    assert document.text == "Seen"


def test_white_letters_on_a_dark_ground_stay() -> None:
    white = "<text:span text:style-name='White'>Year</text:span>"
    document = read(
        f"<text:p text:style-name='Banner'>{white}</text:p><table:table><table:table-row><table:table-cell "
        f"table:style-name='Dark'><text:p>{white}</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert document.text == "Year\n\nYear"


def test_styles_that_build_on_each_other_in_a_circle_come_to_an_end() -> None:
    assert read("<text:p><text:span text:style-name='A'>Seen</text:span></text:p>").text == "Seen"


def test_metadata_gives_title_author_and_date() -> None:
    meta = (
        f"<office:document-meta {NAMES}><office:meta><dc:title>Plan of the two sides</dc:title><meta:initial-creator>"
        "Ayesha Khan</meta:initial-creator><dc:creator>user</dc:creator><meta:creation-date>2021-09-07T10:00:00"
        "</meta:creation-date></office:meta></office:document-meta>"
    )
    document = read("<text:p>Text of 2021.</text:p>", meta=meta)
    facts = (document.title, document.author, document.date)
    assert facts == tuple(
        Stated(value, Basis.METADATA) for value in ("Plan of the two sides", "Ayesha Khan", "2021-09-07")
    )
    assert read("<text:p>Text.</text:p>", meta="<broken").text == "Text."


def test_a_spreadsheet_gives_its_visible_cells() -> None:
    document = read(
        "<table:table table:name='Trade'><table:table-column table:number-columns-repeated='2'/><table:table-column "
        f"table:visibility='collapse'/>{row('Country', 'Signed', 'hid')}<table:table-row><table:table-cell><text:p>"
        "Japan</text:p></table:table-cell><table:table-cell office:value-type='date' office:date-value='2021-09-07'>"
        "<text:p>7.9.21</text:p></table:table-cell><table:table-cell><text:p>hid</text:p></table:table-cell></table:table-row>"
        f"{row('hid', 'hid').replace('table-row>', 'table-row table:visibility=%collapse%>', 1).replace('%', chr(34))}"
        "<table:table-row table:number-rows-repeated='1048576'><table:table-cell table:number-columns-repeated='16384'"
        "/></table:table-row></table:table><table:table table:name='H' table:style-name='Sheet'>"
        f"{row('hid')}</table:table>",
        "spreadsheet",
    )
    assert document.text == "Trade\n\nCountry: Japan | Signed: 2021-09-07"


def test_a_presentation_gives_its_visible_slides_as_pages() -> None:
    def frame(text: str, more: str = "") -> str:
        return f"<draw:frame {more}><draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame>"

    away = "svg:x='-50cm' svg:y='1cm' svg:width='5cm' svg:height='1cm'"
    document = read(
        f"<draw:page>{frame('Body')}{frame('Title', 'presentation:class=%title%'.replace('%', chr(34)))}"
        f"{frame('hid', away)}<presentation:notes>{frame('Say this.')}</presentation:notes></draw:page>"
        f"<draw:page draw:style-name='Slide'>{frame('hid')}</draw:page><draw:page>{frame('Two')}</draw:page>",
        "presentation",
    )
    assert document.text == "Title\n\nBody\n\nNotes: Say this.\n\nTwo"
    assert document.pages == (0, document.text.index("Two"))


MANY_ROWS = row("x").replace("<table:table-row", "<table:table-row table:number-rows-repeated='9999999'")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (packed("text", "<text:p>x</text:p>", **{"META-INF/manifest": "<a><encryption-data/></a>"}), "password"),
        (packed("text", "<text:p>" * 3000), "damaged"),
        (packed("text", " " * 70_000_000), "unpacks"),
        (packed("text", ""), "no text"),
        (packed("graphics", "<text:p>x</text:p>"), "drawing"),
        (packed("spreadsheet", f"<table:table>{MANY_ROWS}</table:table>"), "rows"),
        (packed("text", "<text:p>x</text:p>", styles="<!DOCTYPE a><a/>"), "damaged"),
    ],
)
def test_hostile_and_locked_files_are_refused(data: bytes, words: str) -> None:
    with pytest.raises(ReadingError, match=words):
        read_bytes(data, "a.odt")
