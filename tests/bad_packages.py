"""Bad inputs that are packages of XML: DOCX, PPTX, XLSX, OpenDocument, EPUB."""
# ruff: noqa: E501 - a case stands on a line of its own where it can

from __future__ import annotations

import io
import struct
import warnings
import zipfile

from bad_inputs import CANARY, HIDDEN, Bad, phrase, said

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OASIS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"'
)
TYPES = "application/vnd.openxmlformats-officedocument."
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

Parts = dict[str, bytes | str]


def packed(parts: Parts) -> bytes:
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def types(**overrides: str) -> str:
    listed = "".join(
        f'<Override PartName="/{path.replace("__", "/")}.xml" ContentType="{TYPES}{kind}+xml"/>'
        for path, kind in overrides.items()
    )
    return f'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>{listed}</Types>'


def relations(*targets: tuple[str, str, str], mode: str = "") -> str:
    listed = "".join(
        f'<Relationship Id="{identity}" Type="{RELATION}{kind}" Target="{target}"{mode}/>'
        for identity, kind, target in targets
    )
    return f'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'


def word(body: str, more: Parts | None = None, *, doctype: str = "") -> bytes:
    return packed({
        "[Content_Types].xml": types(word__document="wordprocessingml.document.main"),
        "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")),
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<w:document {W}><w:body>{body}</w:body></w:document>',
        **(more or {}),
    })  # fmt: skip


def para(text: str, look: str = "") -> str:
    return f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def sheet(rows: str, more: Parts | None = None, *, state: str = "visible") -> bytes:
    return packed({
        "[Content_Types].xml": types(xl__workbook="spreadsheetml.sheet.main", xl__worksheets__sheet1="spreadsheetml.worksheet"),
        "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook {S}><sheets><sheet name="One" sheetId="1" state="{state}" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "sharedStrings", "sharedStrings.xml")),
        "xl/worksheets/sheet1.xml": f"<worksheet {S}>{rows}</worksheet>",
        **(more or {}),
    })  # fmt: skip


def cell(text: str, where: str = "", more: str = "") -> str:
    return f'<c {f"r={chr(34)}{where}{chr(34)}" if where else ""} t="inlineStr" {more}><is><t>{text}</t></is></c>'


def row(*texts: str, more: str = "") -> str:
    return f"<row {more}>{''.join(map(cell, texts))}</row>"


def slides(shapes: str, more: Parts | None = None, *, show: str = "1") -> bytes:
    layout = '<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>{}</p:spTree></p:cSld>'
    return packed({
        "[Content_Types].xml": types(
            ppt__presentation="presentationml.presentation.main", ppt__slides__slide1="presentationml.slide",
            ppt__slideLayouts__slideLayout1="presentationml.slideLayout", ppt__slideMasters__slideMaster1="presentationml.slideMaster",
        ),
        "_rels/.rels": relations(("r1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f'<p:presentation {P}><p:sldIdLst><p:sldId id="256" r:id="r1"/></p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>',
        "ppt/_rels/presentation.xml.rels": relations(("r1", "slide", "slides/slide1.xml")),
        "ppt/slides/slide1.xml": f'<p:sld {P} show="{show}">{layout.format(shapes)}</p:sld>',
        "ppt/slides/_rels/slide1.xml.rels": relations(("r1", "slideLayout", "../slideLayouts/slideLayout1.xml")),
        "ppt/slideLayouts/slideLayout1.xml": f"<p:sldLayout {P}>{layout.format('')}</p:sldLayout>",
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": relations(("r1", "slideMaster", "../slideMasters/slideMaster1.xml")),
        "ppt/slideMasters/slideMaster1.xml": f"<p:sldMaster {P}>{layout.format('')}</p:sldMaster>",
        **(more or {}),
    })  # fmt: skip


def shape(text: str, look: str = "", place: str = "100 100 5000000 900000", named: str = "") -> str:
    x, y, width, height = place.split()
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="x" {named}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm></p:spPr>'
        f"<p:txBody><a:bodyPr/><a:p><a:r><a:rPr {look if look and not look.startswith('<') else ''}>{look if look.startswith('<') else ''}</a:rPr><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def open_document(
    body: str, kind: str = "text", more: Parts | None = None, *, styles: str = "", doctype: str = ""
) -> bytes:
    return packed({
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f'<?xml version="1.0"?>{doctype}<office:document-content {OASIS}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>',
        **(more or {}),
    })  # fmt: skip


def book(chapter: str, more: Parts | None = None, *, href: str = "a.xhtml") -> bytes:
    return packed({
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>',
        "b.opf": f'<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="{href}" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/><itemref idref="a"/></spine></package>',
        "a.xhtml": chapter,
        **(more or {}),
    })  # fmt: skip


def wrong_sum(data: bytes, member: bytes) -> bytes:
    """``data`` with another checksum for a member."""
    place = data.rindex(member) - 46 + 16
    return data[:place] + struct.pack("<I", 12345) + data[place + 4 :]


LAUGHS = (
    "<!DOCTYPE x ["
    '<!ENTITY a0 "ha ha ha ">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
DEEP = 200_000


def zeros(name: str, size: int = 60_000_000) -> Parts:
    return {name: bytes(size)}


WHITE = '<w:color w:val="FFFFFF"/>'
WORDS = [
    Bad("bomb.docx", "bomb", lambda: word(para(said("docx-bomb")), zeros("word/media/a.bin")), refused="unpacks to far more"),
    Bad("long-part.docx", "bomb", lambda: word(para("x" * 61_000_000)), refused="unpacks to far more"),
    Bad("laughs.docx", "bomb", lambda: word(para("&a11;"), doctype=LAUGHS), refused="damaged"),
    Bad("entity.docx", "outside", lambda: word(para("&x;"), doctype=OUTSIDE), refused="damaged"),
    Bad("late-doctype.docx", "outside", lambda: word(para(said("docx-late") + "&x;"), doctype="<!-- " + "x" * 10_000 + " -->" + OUTSIDE), (phrase("docx-late"),), "|damaged", lacks=(CANARY,)),
    Bad("utf-16-doctype.docx", "bomb", lambda: word("", {"word/document.xml": f'<?xml version="1.0" encoding="UTF-16"?>{LAUGHS}<w:document {W}><w:body>{para("&a11;")}</w:body></w:document>'.encode("utf-16")}), refused="damaged"),
    Bad("utf-7-doctype.docx", "bomb", lambda: word("", {"word/document.xml": f'<?xml version="1.0" encoding="UTF-7"?>{LAUGHS}<w:document {W}><w:body>{para("&a11;")}</w:body></w:document>'.encode("utf-7")}), refused="damaged|no text"),
    Bad("deep.docx", "deep", lambda: word("<w:sdt><w:sdtContent>" * DEEP + para("x") + "</w:sdtContent></w:sdt>" * DEEP), refused="damaged"),
    Bad("deep-tables.docx", "deep", lambda: word(para(said("docx-tables")) + "<w:tbl><w:tr><w:tc>" * 80 + para("end") + "</w:tc></w:tr></w:tbl>" * 80), (phrase("docx-tables"),), "|damaged|longer"),
    Bad("deep-boxes.docx", "deep", lambda: word(para(said("docx-boxes")) + "<w:p><w:r><w:txbxContent>" * 80 + para("end") + "</w:txbxContent></w:r></w:p>" * 80), (phrase("docx-boxes"),), "|damaged|longer"),
    Bad("no-document.docx", "damaged", lambda: packed({"[Content_Types].xml": types(), "word/x.xml": "<x/>"}), refused="damaged"),
    Bad("no-types.docx", "damaged", lambda: packed({"word/document.xml": f"<w:document {W}/>"}), refused="no file of a kind|damaged"),
    Bad("wrong-types.docx", "damaged", lambda: word(para(said("docx-types")), {"[Content_Types].xml": types(word__document="spreadsheetml.sheet.main")}), (phrase("docx-types"),), "|damaged"),
    Bad("cut-xml.docx", "damaged", lambda: word(para(said("docx-cut")) + "<w:p>"), refused="damaged"),
    Bad("truncated.docx", "damaged", lambda: word(para(said("docx-truncated")) * 50)[:-200], refused="damaged"),
    Bad("wrong-sum.docx", "damaged", lambda: wrong_sum(word(para(said("docx-sum"))), b"word/document.xml"), refused="damaged"),
    Bad("relations-cycle.docx", "cycle", lambda: word(para(said("docx-cycle")), {"word/_rels/document.xml.rels": relations(("r1", "styles", "document.xml"), ("r2", "footnotes", "../word/document.xml"), ("r3", "header", "a.xml")), "word/a.xml": f"<w:hdr {W}/>", "word/_rels/a.xml.rels": relations(("r1", "header", "a.xml"))}), (phrase("docx-cycle"),), "|damaged"),
    Bad("external.docx", "outside", lambda: word(para(said("docx-external")), {"word/_rels/document.xml.rels": relations(("r1", "attachedTemplate", "file:///etc/passwd"), ("r2", "image", "http://127.0.0.1:9/x.png"), mode=' TargetMode="External"')}), (phrase("docx-external"),), lacks=(CANARY,)),
    Bad("climbing.docx", "outside", lambda: word(para(said("docx-climbing")), {"word/_rels/document.xml.rels": relations(("r1", "styles", "../../../../../../etc/passwd"))}), (phrase("docx-climbing"),), "|damaged", lacks=(CANARY,)),
    Bad("altchunk.docx", "hidden", lambda: word(para(said("docx-chunk")) + '<w:altChunk r:id="r1"/>', {"word/_rels/document.xml.rels": relations(("r1", "aFChunk", "x.html")), "word/x.html": HIDDEN}), (phrase("docx-chunk"),), "|damaged", lacks=(HIDDEN,)),
    Bad("hidden.docx", "hidden", lambda: word(
        para(said("docx-hidden")) + para(HIDDEN, "<w:vanish/>") + para(HIDDEN, WHITE) + para(HIDDEN, '<w:sz w:val="1"/>')
        + para(HIDDEN, '<w:color w:val="ffffff"/>') + para(HIDDEN, '<w:color w:val="FEFEFE" w:themeColor="background1"/>') + para(HIDDEN, '<w:color w:themeColor="background1"/>')
        + f"<w:p><w:del><w:r><w:delText>{HIDDEN}</w:delText></w:r></w:del><w:r><w:instrText>{HIDDEN}</w:instrText></w:r><!-- {HIDDEN} --></w:p>"
        + f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:moveFrom><w:r><w:t>{HIDDEN}</w:t></w:r></w:moveFrom></w:p>"),
        (phrase("docx-hidden"),), lacks=(HIDDEN,)),
    Bad("macros.docx", "hostile", lambda: word(para(said("docx-macros")), {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 99}), (phrase("docx-macros"),)),
    Bad("encrypted.docx", "locked", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(2_000), refused="password"),
    Bad("old.docx", "wrong-ending", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument".encode("utf-16-le") + bytes(2_000), refused="word 97"),
    Bad("no-text.docx", "empty", lambda: word("<w:p/>"), refused="no text"),
    Bad("picture.docx", "wrong-ending", lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), refused="picture"),
    Bad("program.pdf", "wrong-ending", lambda: b"\x7fELF\x02\x01\x01" + bytes(3_000), refused="program"),
    Bad("zip-in.docx", "wrong-ending", lambda: packed({"a.txt": said("zip-called-docx")}), (phrase("zip-called-docx"),)),
    Bad("text.docx", "wrong-ending", said("text-called-docx").encode(), (phrase("text-called-docx"),)),
    Bad("many-parts.docx", "bomb", lambda: word(para("x"), {f"word/{n}.bin": b"" for n in range(20_000)}), refused="unpacks to far more"),
    Bad("long-run.docx", "long", lambda: word(para(said("docx-long") + " fish" * 200_000)), (phrase("docx-long"),)),
    Bad("controls.docx", "hostile", lambda: word(para(said("docx-controls") + " \u202eabc&#x9;&#xD;end")), (phrase("docx-controls"), "end"), lacks=("\u202e",)),
]  # fmt: skip

SHEETS = [
    Bad("bomb.xlsx", "bomb", lambda: sheet("", {"xl/sharedStrings.xml": b"<sst>" + b" " * 61_000_000}), refused="unpacks to far more"),
    Bad("laughs.xlsx", "bomb", lambda: sheet("", {"xl/sharedStrings.xml": LAUGHS + f"<sst {S}><si><t>&a11;</t></si></sst>"}), refused="damaged"),
    Bad("late-laughs.xlsx", "bomb", lambda: sheet(f"<sheetData>{row(said('xlsx-late'))}</sheetData>", {"xl/sharedStrings.xml": f"<!--{'x' * 9_000}-->" + LAUGHS + f"<sst {S}><si><t>&a11;</t></si></sst>"}), refused="damaged"),
    Bad("entity.xlsx", "outside", lambda: sheet("", {"xl/worksheets/sheet1.xml": f"<!--{'x' * 9_000}-->{OUTSIDE}<worksheet {S}><sheetData>{row('&x;', said('xlsx-entity'))}</sheetData></worksheet>"}), (phrase("xlsx-entity"),), "|damaged", lacks=(CANARY,)),
    Bad("far-cell.xlsx", "bomb", lambda: sheet(f'<sheetData><row r="1048576">{cell(said("xlsx-far"), "XFD1048576")}</row></sheetData>'), (phrase("xlsx-far"),)),
    Bad("no-cell.xlsx", "damaged", lambda: sheet(f'<sheetData><row r="-5">{cell(said("xlsx-odd"), "??")}{cell("x", "ZZZZZZZZ9")}<c s="-1" t="s"><v>-7</v></c><c t="s"><v>99999999999</v></c></row></sheetData>'), (phrase("xlsx-odd"),), "|damaged"),
    Bad("wide-rows.xlsx", "bomb", lambda: sheet("<sheetData>" + "".join(f'<row r="{n}">{cell("y", f"XFD{n}")}</row>' for n in range(1, 200)) + "</sheetData>"), refused="more than"),
    Bad("many-columns.xlsx", "bomb", lambda: sheet("<cols>" + '<col min="1" max="99999999" hidden="1"/>' * 500 + "</cols>" + f"<sheetData>{row('x')}</sheetData>"), refused="no text"),
    Bad("hidden.xlsx", "hidden", lambda: sheet(f'<cols><col min="2" max="2" hidden="1"/></cols><sheetData>{row(said("xlsx-hidden"), HIDDEN)}{row(HIDDEN, more="hidden=" + chr(34) + "1" + chr(34))}{row(HIDDEN, more="ht=" + chr(34) + "0" + chr(34))}</sheetData>'), (phrase("xlsx-hidden"),), lacks=(HIDDEN,)),
    Bad("hidden-sheet.xlsx", "hidden", lambda: sheet(f"<sheetData>{row(HIDDEN)}</sheetData>", state="veryHidden"), refused="no text"),
    Bad("zero-width.xlsx", "hidden", lambda: sheet(f'<cols><col min="2" max="2" width="0" customWidth="1"/><col min="3" max="3" width="0.00"/></cols><sheetFormatPr zeroHeight="0"/><sheetData>{row(said("xlsx-width"), HIDDEN, HIDDEN)}{row(HIDDEN, more="ht=" + chr(34) + "0.0" + chr(34))}</sheetData>'), (phrase("xlsx-width"),), lacks=(HIDDEN,)),
    Bad("no-sheet.xlsx", "damaged", lambda: sheet("", {"xl/_rels/workbook.xml.rels": relations(("r1", "worksheet", "gone.xml"))}), refused="no text|damaged"),
    Bad("cyclic.xlsx", "cycle", lambda: sheet("", {"xl/_rels/workbook.xml.rels": relations(("r1", "worksheet", "workbook.xml"), ("r2", "sharedStrings", "workbook.xml"), ("r3", "styles", "workbook.xml"))}), refused="no text|damaged"),
    Bad("deep.xlsx", "deep", lambda: sheet("<sheetData>" + "<row>" * DEEP), refused="damaged"),
    Bad("external.xlsx", "outside", lambda: sheet(f"<sheetData>{row(said('xlsx-external'))}</sheetData>", {"xl/_rels/workbook.xml.rels": relations(("r1", "worksheet", "worksheets/sheet1.xml"), ("r9", "externalLink", "file:///etc/passwd"))}), (phrase("xlsx-external"),), lacks=(CANARY,)),
    Bad("formula.xlsx", "hostile", lambda: sheet(f"<sheetData><row>{cell(said('xlsx-formula'))}<c><f>WEBSERVICE(\"http://127.0.0.1/x\")</f><v>7</v></c><c t=\"str\"><f>cmd|'/C calc'!A0</f><v>#REF!</v></c></row></sheetData>"), (phrase("xlsx-formula"),), lacks=("WEBSERVICE", "calc")),
    Bad("numbers.xlsx", "odd", lambda: sheet(f"<sheetData><row>{cell(said('xlsx-numbers'))}<c><v>1e999</v></c><c><v>NaN</v></c><c><v>{'9' * 5_000}</v></c><c><v>x</v></c></row></sheetData>"), (phrase("xlsx-numbers"),)),
]  # fmt: skip

SLIDES = [
    Bad("bomb.pptx", "bomb", lambda: slides(shape(said("pptx-bomb")), zeros("ppt/media/a.png")), refused="unpacks to far more"),
    Bad("laughs.pptx", "bomb", lambda: slides("", {"ppt/slides/slide1.xml": LAUGHS + f"<p:sld {P}/>"}), refused="damaged"),
    Bad("entity.pptx", "outside", lambda: slides("", {"ppt/slides/slide1.xml": f"<!--{'x' * 9_000}-->{OUTSIDE}<p:sld {P}><p:cSld><p:spTree>{shape('&x;')}</p:spTree></p:cSld></p:sld>"}), refused="damaged|no text", lacks=(CANARY,)),
    Bad("hidden.pptx", "hidden", lambda: slides(
        shape(said("pptx-hidden")) + shape(HIDDEN, named='hidden="1"') + shape(HIDDEN, place="-9000000 0 500 500") + shape(HIDDEN, place="99000000 0 500 500") + shape(HIDDEN, 'sz="100"')
        + shape(HIDDEN, '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>') + shape(HIDDEN, "<a:noFill/>") + shape(HIDDEN, place="0 0 0 0") + f"<!-- {HIDDEN} -->"),
        (phrase("pptx-hidden"),), lacks=(HIDDEN,)),
    Bad("hidden-slide.pptx", "hidden", lambda: slides(shape(HIDDEN), show="0"), refused="no text"),
    Bad("cyclic.pptx", "cycle", lambda: slides(shape(said("pptx-cycle")), {"ppt/slides/_rels/slide1.xml.rels": relations(("r1", "slideLayout", "../slideLayouts/slideLayout1.xml"), ("r2", "slide", "slide1.xml"), ("r3", "notesSlide", "slide1.xml"))}), (phrase("pptx-cycle"),), "|damaged"),
    Bad("no-layout.pptx", "damaged", lambda: slides(shape(said("pptx-layout")), {"ppt/slides/_rels/slide1.xml.rels": relations()}), (phrase("pptx-layout"),), "|damaged"),
    Bad("no-slide.pptx", "damaged", lambda: slides("", {"ppt/_rels/presentation.xml.rels": relations()}), refused="damaged|no text"),
    Bad("deep.pptx", "deep", lambda: slides(shape(said("pptx-deep")) + "<p:grpSp>" * 200 + shape("end") + "</p:grpSp>" * 200), (phrase("pptx-deep"),), "|damaged"),
    Bad("external.pptx", "outside", lambda: slides(shape(said("pptx-external")), {"ppt/slides/_rels/slide1.xml.rels": relations(("r1", "slideLayout", "../slideLayouts/slideLayout1.xml")).replace("</Relationships>", f'<Relationship Id="r7" Type="{RELATION}image" Target="file:///etc/passwd" TargetMode="External"/></Relationships>')}), (phrase("pptx-external"),), lacks=(CANARY,)),
]  # fmt: skip

_STYLES = (
    '<style:style style:name="h" style:family="text"><style:text-properties text:display="none"/></style:style><style:style style:name="w" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>'
    '<style:style style:name="z" style:family="text"><style:text-properties fo:font-size="0pt"/></style:style><style:style style:name="c" style:family="text" style:parent-style-name="c"/>'
)
OPEN = [
    Bad("bomb.odt", "bomb", lambda: open_document(f"<text:p>{said('odt-bomb')}</text:p>", more=zeros("Pictures/a.png")), refused="unpacks to far more"),
    Bad("laughs.odt", "bomb", lambda: open_document("<text:p>&a11;</text:p>", doctype=LAUGHS), refused="damaged"),
    Bad("entity.odt", "outside", lambda: open_document(f"<text:p>{said('odt-entity')} &x;</text:p>", doctype=f"<!--{'x' * 9_000}-->{OUTSIDE}"), (phrase("odt-entity"),), "|damaged", lacks=(CANARY,)),
    Bad("spaces.odt", "bomb", lambda: open_document(f"<text:p>{said('odt-spaces')}" + '<text:s text:c="999999999"/>' * 500 + "end</text:p>"), (phrase("odt-spaces"), "end")),
    Bad("repeated.ods", "bomb", lambda: open_document(f'<table:table table:name="A"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>{said("ods-repeated")}</text:p></table:table-cell></table:table-row></table:table>', "spreadsheet"), refused="more than"),
    Bad("blank-repeated.ods", "bomb", lambda: open_document(f'<table:table table:name="A"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row><table:table-row><table:table-cell><text:p>{said("ods-blank")}</text:p></table:table-cell></table:table-row></table:table>', "spreadsheet"), (phrase("ods-blank"),)),
    Bad("deep.odt", "deep", lambda: open_document("<text:section>" * DEEP), refused="damaged"),
    Bad("deep-boxes.odt", "deep", lambda: open_document(f"<text:p>{said('odt-boxes')}</text:p>" + "<text:p><draw:frame><draw:text-box>" * 70 + "<text:p>end</text:p>" + "</draw:text-box></draw:frame></text:p>" * 70), (phrase("odt-boxes"),), "|damaged|longer"),
    Bad("hidden.odt", "hidden", lambda: open_document(
        f'<text:p>{said("odt-hidden")}<text:span text:style-name="h">{HIDDEN}</text:span><text:span text:style-name="w">{HIDDEN}</text:span><text:span text:style-name="z">{HIDDEN}</text:span><text:span text:style-name="c">.</text:span>'
        f'<office:annotation><text:p>{HIDDEN}</text:p></office:annotation><text:hidden-text text:is-hidden="true">{HIDDEN}</text:hidden-text><!-- {HIDDEN} --></text:p><text:section text:display="none"><text:p>{HIDDEN}</text:p></text:section>'
        f'<text:tracked-changes><text:changed-region><text:deletion><text:p>{HIDDEN}</text:p></text:deletion></text:changed-region></text:tracked-changes>', styles=_STYLES), (phrase("odt-hidden"),), lacks=(HIDDEN,)),
    Bad("external.odt", "outside", lambda: open_document(f'<text:p>{said("odt-external")}</text:p><text:section><text:section-source xlink:href="file:///etc/passwd"/></text:section><draw:frame><draw:image xlink:href="../../etc/passwd"/></draw:frame>'), (phrase("odt-external"),), lacks=(CANARY,)),
    Bad("locked.odt", "locked", lambda: open_document("", more={"META-INF/manifest.xml": "<x><encryption-data/></x>"}), refused="password"),
    Bad("no-content.odt", "damaged", lambda: packed({"mimetype": "application/vnd.oasis.opendocument.text"}), refused="damaged"),
    Bad("drawing.odt", "odd", lambda: packed({"mimetype": "application/vnd.oasis.opendocument.graphics", "content.xml": "<x/>"}), refused="drawing"),
]  # fmt: skip

_XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>'
BOOKS = [
    Bad("bomb.epub", "bomb", lambda: book(_XHTML.format(said("epub-bomb")), zeros("a.bin")), refused="unpacks to far more"),
    Bad("laughs.epub", "bomb", lambda: book(LAUGHS + _XHTML.format(f"<p>{said('epub-laughs')} &a11;</p>")), (phrase("epub-laughs"),), lacks=("ha ha ha ha ha ha ha",)),
    Bad("laughs-package.epub", "bomb", lambda: book("x", {"b.opf": LAUGHS + "<package>&a11;</package>"}), refused="damaged|no text"),
    Bad("entity.epub", "outside", lambda: book(OUTSIDE + _XHTML.format(f"<p>{said('epub-entity')} &x;</p>")), (phrase("epub-entity"),), lacks=(CANARY,)),
    Bad("climbing.epub", "outside", lambda: book(_XHTML.format(f"<p>{said('epub-climbing')}</p>"), href="../../../../../etc/passwd"), refused="no text|damaged", lacks=(CANARY,)),
    Bad("hidden.epub", "hidden", lambda: book(_XHTML.format(f"<p>{said('epub-hidden')}</p><p style='display:none'>{HIDDEN}</p><p style='font-size:0'>{HIDDEN}</p><!-- {HIDDEN} -->")), (phrase("epub-hidden"),), lacks=(HIDDEN,)),
    Bad("no-container.epub", "damaged", lambda: packed({"mimetype": "application/epub+zip", "META-INF/container.xml": "<x/>"}), refused="damaged"),
    Bad("locked.epub", "locked", lambda: book(_XHTML.format("x"), {"META-INF/rights.xml": "<x/>"}), refused="locked"),
    Bad("empty-chapter.epub", "empty", lambda: book(_XHTML.format("")), refused="no text"),
]  # fmt: skip

ALL = [*WORDS, *SHEETS, *SLIDES, *OPEN, *BOOKS]
