"""Bad inputs that are PDF files, written object by object."""
# ruff: noqa: E501 - a case stands on a line of its own where it can

from __future__ import annotations

import io
import zlib

from bad_inputs import CANARY, HIDDEN, Bad, phrase, said

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"

GLYPHS = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>/DW 600>>]>>"


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (more, len(data), data)


def text(what: str, more: bytes = b"") -> bytes:
    """What a page shows; ``more`` is drawn below."""
    return b"BT /F 9 Tf 40 700 Td (%s) Tj ET %s" % (said(what).encode(), more)


def pdf(*objects: bytes, trailer: bytes = b"", xref: int | None = None) -> bytes:
    """A file of these objects, from number 1 on; the first is the catalog. ``xref``: where it says the table is."""
    file = io.BytesIO()
    file.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(file.tell())
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = file.tell()
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    file.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    where = start if xref is None else xref
    file.write(b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, where))
    return file.getvalue()


def one(content: bytes, *more: bytes, catalog: bytes = CATALOG, font: bytes = FONT, page: bytes = PAGE) -> bytes:
    return pdf(catalog, PAGES, page, stream(content), font, *more)


def packed(content: bytes) -> bytes:
    return stream(zlib.compress(content, 9), b"/Filter/FlateDecode")


def shapes(first: int) -> tuple[bytes, bytes]:
    """A font of shapes that are no letters for any program, numbered from ``first`` on, and the shape (object 6)."""
    names = b"".join(b"/g%d" % number for number in range(94))
    shown = b"".join(b"/g%d 6 0 R" % number for number in range(94))
    font = b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar %d/LastChar %d/Widths[%s]/CharProcs<<%s>>/Encoding<</Type/Encoding/Differences[%d%s]>>/Resources<<>>>>"
    shape = stream(b"600 0 0 0 500 700 d1 0 0 500 700 re f")
    return font % (first, first + 93, b" 600" * 94, shown, first, names), shape


def numbered(what: str) -> bytes:
    """A text in such a font, as programs number shapes: in the order in which they come up."""
    numbers = {sign: 33 + number for number, sign in enumerate(dict.fromkeys(what.replace(" ", "")))}
    return b"".join(b"%02x" % numbers.get(sign, 32) for sign in what)


def hidden(what: str, more: str) -> Bad:
    content = text(f"pdf-{what}", more.replace("HIDDEN", f"({HIDDEN})").encode())
    return Bad(f"hidden-{what}.pdf", "hidden", one(content), (phrase(f"pdf-{what}"),), lacks=(HIDDEN,))


def _bomb() -> bytes:
    """A content stream that is packed three times, of 3 GB."""
    data = zlib.compress(bytes(1_000_000) * 100, 9)
    data = zlib.compress(data * 30, 9)
    return stream(data, b"/Filter[/FlateDecode/FlateDecode]")


SOUND = one(text("pdf-sound"))

ALL = [
    hidden("invisible", "BT /F 9 Tf 3 Tr 40 600 Td HIDDEN Tj ET"),
    hidden("white", "BT /F 9 Tf 1 1 1 rg 40 600 Td HIDDEN Tj ET"),
    hidden("tiny", "BT /F 0.5 Tf 40 600 Td HIDDEN Tj ET"),
    hidden("outside", "BT /F 9 Tf -900 600 Td HIDDEN Tj ET BT /F 9 Tf 40 2000 Td HIDDEN Tj ET"),
    hidden("clipped", "q 0 0 1 1 re W n BT /F 9 Tf 40 600 Td HIDDEN Tj ET Q"),
    hidden("clipping", "BT /F 9 Tf 7 Tr 40 600 Td HIDDEN Tj ET"),
    hidden("covered", "BT /F 9 Tf 40 600 Td HIDDEN Tj ET 1 1 1 rg 30 590 300 30 re f"),
    hidden("on-red", "1 0 0 rg 30 590 300 30 re f BT /F 9 Tf 1 0 0 rg 40 600 Td HIDDEN Tj ET"),
    hidden("comment", f"% {HIDDEN}\n"),
    Bad("truncated.pdf", "damaged", SOUND[: len(SOUND) // 2], refused="damaged|pictures of text|no text"),
    Bad("no-table.pdf", "damaged", lambda: one(text("pdf-no-table")).partition(b"xref")[0], refused="damaged"),
    Bad("wrong-table.pdf", "damaged", lambda: pdf(CATALOG, PAGES, PAGE, stream(text("pdf-wrong-table")), FONT, xref=999_999_999), (phrase("pdf-wrong-table"),)),
    Bad("own-table.pdf", "damaged", lambda: pdf(CATALOG, PAGES, PAGE, stream(text("pdf-own-table")), FONT, trailer=b"/Prev 9"), (phrase("pdf-own-table"),), "|damaged"),
    Bad("wrong-length.pdf", "damaged", lambda: one(text("pdf-length")).replace(b"/Length ", b"/Length 9"), (phrase("pdf-length"),)),
    Bad("head-only.pdf", "damaged", lambda: b"%PDF-1.7\n", refused="damaged"),
    Bad("junk-before.pdf", "odd", lambda: b"\r\n<junk>\n" + one(text("pdf-junk")), (phrase("pdf-junk"),)),
    Bad("much-junk-before.pdf", "odd", lambda: b"junk and more junk\n" * 300 + one(text("pdf-much-junk")), (phrase("pdf-much-junk"),), lacks=("junk and",)),
    Bad("nothing-before.pdf", "odd", lambda: bytes(5_000) + one(text("pdf-nothing-before")), (phrase("pdf-nothing-before"),)),
    Bad("long-junk-before.pdf", "odd", lambda: b"junk and more junk\n" * 300 + one(text("pdf-long-junk"), stream(bytes(3_000_000))), (phrase("pdf-long-junk"),), lacks=("junk and",)),
    Bad("joined.pdf", "odd", lambda: one(text("pdf-joined-1")) + one(text("pdf-joined-2")), refused="one behind the other"),
    Bad("joined-lines.pdf", "odd", lambda: one(text("pdf-joined-3")) + b"\n\n  \n" + one(text("pdf-joined-4")), refused="one behind the other"),
    Bad("attached-pdf.pdf", "odd", lambda: one(text("pdf-attached"), stream(SOUND, b"/Type/EmbeddedFile"), stream(SOUND, b"/Type/EmbeddedFile")), (phrase("pdf-attached"),)),
    Bad("shapes.pdf", "encoding", lambda: one(b"BT /F 9 Tf 40 700 Td <" + numbered(said("pdf-shapes")) + b"> Tj ET", shapes(33)[1], font=shapes(33)[0]), refused="letters of this pdf"),
    Bad("some-shapes.pdf", "encoding", lambda: one(text("pdf-some-shapes", b"BT /T 9 Tf 40 600 Td <" + numbered("No paper.") + b"> Tj ET"), shapes(33)[1], shapes(33)[0], page=PAGE.replace(b"/F 5 0 R", b"/F 5 0 R/T 7 0 R")), (phrase("pdf-some-shapes"), "\ufffd"), lacks=('!"',)),
    Bad("ascii-shapes.pdf", "encoding", lambda: one(text("pdf-ascii-shapes", b"BT /F 9 Tf 40 600 Td (It is one of the plans of the two sides, and was made by them in the year of the fish.) Tj ET"), shapes(33)[1], font=shapes(33)[0]), (phrase("pdf-ascii-shapes"),)),
    Bad("glyph-numbers.pdf", "encoding", lambda: one(b"BT /F 9 Tf 40 700 Td <" + b"".join(b"%04x" % (code - 29) for code in said("pdf-glyph-numbers").encode()) + b"> Tj ET", font=GLYPHS), refused="letters of this pdf"),
    Bad("locked.pdf", "locked", lambda: pdf(CATALOG, PAGES, PAGE, stream(b"\x13\x37" * 50), FONT, b"<</Filter/Standard/V 1/R 2/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")/P -4>>", trailer=b"/Encrypt 6 0 R/ID[(abcd)(abcd)]"), refused="password"),
    Bad("cyclic-pages.pdf", "cycle", lambda: pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>", PAGE, stream(text("pdf-cycle")), FONT), (phrase("pdf-cycle"),), "|damaged"),
    Bad("cyclic-parents.pdf", "cycle", lambda: pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 9/Parent 3 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 9/Parent 2 0 R>>"), refused="damaged|pictures of text|no text"),
    Bad("cyclic-outlines.pdf", "cycle", lambda: one(text("pdf-outlines"), b"<</First 7 0 R/Last 7 0 R/Count 9>>", b"<</Title(a)/Parent 6 0 R/Next 7 0 R/First 6 0 R>>", catalog=b"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>"), (phrase("pdf-outlines"),)),
    Bad("cyclic-form.pdf", "cycle", lambda: one(text("pdf-form", b"/X Do"), stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"), page=PAGE.replace(b"/Resources<<", b"/Resources<</XObject<</X 6 0 R>>")), (phrase("pdf-form"),)),
    Bad("own-length.pdf", "cycle", lambda: one(text("pdf-own-length")).replace(b"<</Length", b"<</Length 4 0 R/Old"), (phrase("pdf-own-length"),), "|damaged|pictures of text"),
    Bad("many-pages.pdf", "bomb", lambda: pdf(CATALOG, b"<</Type/Pages/Count 2000000/Kids[%s]>>" % (b"3 0 R " * 200_000), PAGE, stream(text("pdf-many")), FONT), refused="more than 5,000 pages|damaged"),
    Bad("page-bomb.pdf", "bomb", lambda: pdf(CATALOG, b"<</Type/Pages/Count 1024/Kids[%s]>>" % (b"6 0 R " * 32), PAGE, packed(text("pdf-page-bomb") + b" 1 0 0 RG" * 5_000_000), FONT, b"<</Type/Pages/Count 32/Parent 2 0 R/Kids[%s]>>" % (b"3 0 R " * 32)), refused="longer than|memory|broke down", many=True),
    Bad("stream-bomb.pdf", "bomb", lambda: pdf(CATALOG, PAGES, PAGE, _bomb(), FONT), refused="pictures of text|memory|broke down|no text"),
    Bad("object-bomb.pdf", "bomb", lambda: pdf(CATALOG, PAGES, PAGE, stream(text("pdf-object-bomb")), FONT, stream(zlib.compress(bytes(200_000_000), 9), b"/Type/ObjStm/N 9999999/First 99999999/Filter/FlateDecode")), (phrase("pdf-object-bomb"),)),
    Bad("deep-array.pdf", "deep", lambda: one(text("pdf-array"), b"[" * 100_000), (phrase("pdf-array"),), "|damaged|broke down"),
    Bad("deep-state.pdf", "deep", lambda: one(text("pdf-state", b"q " * 500_000 + b"BT " * 100_000)), (phrase("pdf-state"),)),
    Bad("no-pages.pdf", "empty", lambda: pdf(CATALOG, b"<</Type/Pages/Kids[]/Count 0>>"), refused="damaged|no page|no text"),
    Bad("blank.pdf", "empty", lambda: one(b""), refused="pictures of text|no text"),
    Bad("scan.pdf", "empty", lambda: one(b"q 595 0 0 842 0 0 cm /I Do Q", stream(zlib.compress(b"\x90" * 10_000), b"/Type/XObject/Subtype/Image/Width 100/Height 100/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode"), page=PAGE.replace(b"/Resources<<", b"/Resources<</XObject<</I 6 0 R>>")), refused="scan"),
    Bad("huge-picture.pdf", "bomb", lambda: one(text("pdf-picture", b"q 595 0 0 842 0 0 cm /I Do Q"), stream(b"\x90" * 100, b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 8/ColorSpace/DeviceRGB"), page=PAGE.replace(b"/Resources<<", b"/Resources<</XObject<</I 6 0 R>>")), (phrase("pdf-picture"),)),
    Bad("huge-page.pdf", "bomb", lambda: one(text("pdf-huge-page", b"BT /F 9 Tf 1 1 1 rg 40 600 Td (%s) Tj ET" % HIDDEN.encode()), page=PAGE.replace(b"595 842", b"9999999 9999999")), (phrase("pdf-huge-page"),), "|pictures of text|no text", lacks=(HIDDEN,)),
    Bad("no-page-size.pdf", "odd", lambda: one(text("pdf-no-size"), page=PAGE.replace(b"[0 0 595 842]", b"[0 0 0 0]")), (phrase("pdf-no-size"),), "|pictures of text|no text"),
    Bad("actions.pdf", "hostile", lambda: one(text("pdf-actions"), catalog=b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(/bin/sh)>>/AA<</O<</S/JavaScript/JS(app.alert(1))>>>>/Names<</EmbeddedFiles<</Names[(a)<</F(/etc/passwd)>>]>>>>>>"), (phrase("pdf-actions"),), lacks=("app.alert", CANARY)),
    Bad("external.pdf", "outside", lambda: pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>", PAGE, stream(text("pdf-external")), FONT, PAGE.replace(b"4 0 R", b"7 0 R"), b"<</F(/etc/passwd)/Length 0>>stream\n\nendstream"), (phrase("pdf-external"),), lacks=(CANARY,)),
    Bad("private-letters.pdf", "encoding", lambda: one(b"BT /F 9 Tf 40 700 Td <" + b"".join(b"%02x" % (n % 90 + 33) for n in range(200)) + b"> Tj ET", stream(b"/CIDInit/ProcSet findresource begin begincmap 1 begincodespacerange <00><ff> endcodespacerange 1 beginbfrange <00><ff><e000> endbfrange endcmap end"), font=FONT[:-2] + b"/ToUnicode 6 0 R>>"), refused="letters of this pdf|fonts"),
    Bad("odd-title.pdf", "hostile-name", lambda: pdf(CATALOG, PAGES, PAGE, stream(text("pdf-title")), FONT, b"<</Title(A\\033[2J title\\nof two lines \\376)/Author<FEFF202E0041>/CreationDate(D:99999999)>>", trailer=b"/Info 6 0 R"), (phrase("pdf-title"),)),
    Bad("called.txt", "wrong-ending", lambda: one(text("pdf-called-txt")), (phrase("pdf-called-txt"),), lacks=("endobj",)),
    Bad("called-text.pdf", "wrong-ending", said("called-pdf").encode(), (phrase("called-pdf"),)),
    Bad("page.pdf", "wrong-ending", f"<!doctype html><html><body><p>{said('html-called-pdf')}</p></body></html>".encode(), (phrase("html-called-pdf"),), lacks=("<p>",)),
]  # fmt: skip
