"""An export as a Word document with true footnotes. It refers to nothing outside itself.

python-docx writes the body; it knows no footnotes, so their part is written here (ECMA-376 part 1, 17.11).
"""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_DIRECTION
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from assistant.exporting.composing import Sheet
from assistant.exporting.flow import Block, Kind, Span, Table, is_own, visible
from assistant.exporting.footnotes import Footnote, lines
from assistant.exporting.record import record_json
from assistant.exporting.wordruns import EAST_ASIAN, MARK, TAGS, Marks, element, fill

NAMESPACE = "urn:bilateral-record:footnotes"  # of the custom XML part that holds the record
_NOTE, _QUIET = "FootnoteText", "RecordQuiet"
_STYLES = {
    Kind.TITLE: "Title",
    Kind.QUESTION: "Heading 1",
    Kind.HEADING: "Heading 2",
    Kind.PARAGRAPH: "Normal",
    Kind.ITEM: "List Bullet",
    Kind.QUIET: "Record Quiet",
}
_STORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<ds:datastoreItem '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    'ds:itemID="{{5D0C1D1A-6B0E-4C52-9F3D-2C7E1B9A4F10}}"><ds:schemaRefs><ds:schemaRef ds:uri="{}"/>'
    "</ds:schemaRefs></ds:datastoreItem>"
)
_STORE_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_WIDTHS = (Mm(28), Mm(44), Mm(88))  # of the columns of a table
_GREY = RGBColor(0x59, 0x5F, 0x69)


def write(sheet: Sheet) -> bytes:
    """The file."""
    document = docx.Document()
    _prepare(document, sheet)
    marks = Marks()
    for block in sheet.blocks:
        if isinstance(block, Block):
            paragraph = document.add_paragraph(style=_STYLES[block.kind])._p  # noqa: SLF001 - the way to its XML
            turned = sheet.from_right if is_own(block.kind) else None
            fill(paragraph, block.runs, marks, around=sheet.language, from_right=turned)
        else:
            _add_table(document, block, marks, sheet)
    _add_footnotes(document, sheet)
    _add_record(document, sheet)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _prepare(document: WordDocument, sheet: Sheet) -> None:
    """A4, the styles that the template lacks, and what the file says of itself."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    said = document.core_properties
    said.title, said.author, said.comments = visible(sheet.title).strip()[:255], "Bilateral Record", ""
    said.last_modified_by, said.language = "", sheet.language
    for language in document.styles.element.xpath("w:docDefaults//w:lang"):
        way = "bidi" if sheet.from_right else "eastAsia" if sheet.language in EAST_ASIAN else "val"
        language.set(qn(f"w:{way}"), TAGS.get(sheet.language, sheet.language))
    relations = document.part.package.rels
    for name in [name for name, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[name]  # a picture of the template
    for name, style_id, kind, size in (
        ("footnote text", _NOTE, WD_STYLE_TYPE.PARAGRAPH, Pt(8.5)),
        ("footnote reference", MARK, WD_STYLE_TYPE.CHARACTER, None),
        ("Record Quiet", _QUIET, WD_STYLE_TYPE.PARAGRAPH, Pt(9)),
    ):
        style = document.styles.add_style(name, kind, builtin=style_id != _QUIET)
        style.element.set(qn("w:styleId"), style_id)
        style.font.size = size
        if size:  # also of letters that run from right to left
            style.element.get_or_add_rPr().append(element("szCs", val=str(int(size.pt * 2))))
        if kind is WD_STYLE_TYPE.PARAGRAPH:
            style.base_style = document.styles["Normal"]
            style.paragraph_format.space_after = Pt(2)
        else:
            style.font.superscript = True
    document.styles["Title"].font.size = Pt(20)  # a question is longer than the titles that the template is made for
    document.styles["Record Quiet"].font.color.rgb = _GREY


def _add_table(document: WordDocument, table: Table, marks: Marks, sheet: Sheet) -> None:
    made = document.add_table(rows=0, cols=len(table.head), style="Table Grid")
    made.autofit = False
    if sheet.from_right:  # so are its columns
        made.table_direction = WD_TABLE_DIRECTION.RTL
    for column, width in zip(made.columns, _WIDTHS, strict=True):
        column.width = width
    head = tuple((Span(cell, strong=True),) for cell in table.head)
    for row in (head, *table.rows):
        added = made.add_row()
        look = added._tr.get_or_add_trPr()  # noqa: SLF001 - the way to its XML
        look.append(element("cantSplit"))
        look.extend([element("tblHeader")] if row is head else [])
        for cell, width, runs in zip(added.cells, _WIDTHS, row, strict=True):
            cell.width = width
            fill(cell.paragraphs[0]._p, runs, marks, around=sheet.language)  # noqa: SLF001 - likewise
    document.add_paragraph(style="Record Quiet")  # a table at the end of a page touches what comes next


def _add_footnotes(document: WordDocument, sheet: Sheet) -> None:
    root = element("footnotes")
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        line = element("p", element("r", element(kind)))
        root.append(element("footnote", line, type=kind, id=str(number)))
    for note in sheet.footnotes:
        root.append(element("footnote", *_paragraphs(note, sheet), id=str(note.number)))
    _add_part(document, "/word/footnotes.xml", CONTENT_TYPE.WML_FOOTNOTES, _xml(root), RELATIONSHIP_TYPE.FOOTNOTES)
    properties = element("footnotePr", element("footnote", id="-1"), element("footnote", id="0"))
    settings = document.settings.element
    settings.find(qn("w:compat")).addprevious(properties)  # the schema has an order


def _paragraphs(note: Footnote, sheet: Sheet) -> list[Any]:
    paragraphs = []
    for at, runs in enumerate(lines(note, sheet.say)):
        paragraph = element("p", element("pPr", element("pStyle", val=_NOTE)))
        if not at:
            mark = element("r", element("rPr", element("rStyle", val=MARK)), element("footnoteRef"))
            space = element("r", element("t"))
            space[0].text = " "
            space[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            paragraph.extend([mark, space])
        turned = sheet.from_right if at else None  # the first is the quote
        fill(paragraph, runs, around=sheet.language, from_right=turned)
        paragraphs.append(paragraph)
    return paragraphs


def _add_record(document: WordDocument, sheet: Sheet) -> None:
    root = etree.Element(f"{{{NAMESPACE}}}record", nsmap={None: NAMESPACE})
    root.text = record_json(sheet.record)
    package = document.part.package  # its template holds a part of that kind
    name = str(package.next_partname("/customXml/item%d.xml"))
    held = _add_part(document, name, "application/xml", _xml(root), RELATIONSHIP_TYPE.CUSTOM_XML)
    store = Part(
        package.next_partname("/customXml/itemProps%d.xml"), _STORE_TYPE, _STORE.format(NAMESPACE).encode(), package
    )
    held.relate_to(store, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)


def _add_part(document: WordDocument, name: str, content_type: str, data: bytes, relation: str) -> Part:
    part = Part(PackURI(name), content_type, data, document.part.package)
    document.part.relate_to(part, relation)
    return part


def _xml(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
