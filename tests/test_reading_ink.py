"""What a PDF holds but its pages do not show is no evidence, however it is hidden; what they show is."""
# ruff: noqa: E501 - a page stands on a line of its own where it can

from __future__ import annotations

import io

import pytest
from bad_inputs import Bad
from bad_pdfs import ALL, CATALOG, PAGE, one, shapes, stream
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from assistant.errors import ReadingError
from assistant.reading import pdfpage, read_bytes, scan

SEEN = "Both sides agreed to meet."
HIDDEN = "BT /F 12 Tf 72 300 Td (Hidden words of nobody.) Tj ET"
PICTURE = b"/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray"
PATTERN = b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<<>>"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>"

LETTERS = stream(
    b"/CIDInit/ProcSet findresource begin begincmap 1 begincodespacerange <00><ff> endcodespacerange 1 beginbfrange <20><7e><0020> endbfrange endcmap end"
)


def page(content: str, *more: bytes, resources: str = "", catalog: bytes = CATALOG, size: bytes = b"") -> bytes:
    """A file of one page with ``SEEN`` on it, and then ``content``. ``more``: objects, from number 6 on."""
    shown = f"BT /F 12 Tf 72 700 Td ({SEEN}) Tj ET {content}".encode()
    sheet = PAGE.replace(b"/Resources<<", b"/Resources<<" + resources.encode()).replace(
        b"/Contents", size + b"/Contents"
    )
    return one(shown, *more, catalog=catalog, page=sheet)


def layered(
    settings: str, content: str = "/OC /L BDC {} EMC", layer: str = "<</Type/OCG/Name(L)>>", *more: bytes
) -> bytes:
    catalog = f"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<<{settings}>>>>>>".encode()
    return page(
        content.format(HIDDEN),
        layer.encode(),
        *more,
        resources="/Properties<</L 6 0 R>>/XObject<</X 7 0 R>>",
        catalog=catalog,
    )


def read(data: bytes) -> str:
    return read_bytes(data, "a.pdf").text


UNSEEN = {
    "a layer that is off": lambda: layered("/OFF[6 0 R]"),
    "layers that are off unless they are on": lambda: layered("/BaseState/OFF"),
    "a layer that is for paper": lambda: layered("/AS[<</Event/View/Category[/View]/OCGs[6 0 R]>>]", layer="<</Type/OCG/Name(L)/Usage<</View<</ViewState/OFF>>>>>>"),
    "a form on a layer that is off": lambda: layered("/OFF[6 0 R]", "/X Do", "<</Type/OCG/Name(L)>>", stream(HIDDEN.encode(), FORM + b"/OC 6 0 R")),
    "a layer within a form": lambda: layered("/OFF[6 0 R]", "/X Do", "<</Type/OCG/Name(L)>>", stream(f"/OC /L BDC {HIDDEN} EMC".encode(), FORM[:-2] + b"/Properties<</L 6 0 R>>>>")),
    "a picture above": lambda: page(HIDDEN + " q 400 0 0 90 60 280 cm /I Do Q", stream(b"\x90\x30\x20\xf0", PICTURE), resources="/XObject<</I 6 0 R>>"),
    "a shape above": lambda: page(HIDDEN + " 0.5 g 60 280 400 90 re f"),
    "a form with a shape above": lambda: page(HIDDEN + " /X Do", stream(b"0.9 g 60 280 400 90 re f", FORM), resources="/XObject<</X 6 0 R>>"),
    "a shading above": lambda: page(HIDDEN + " q 60 280 400 90 re W n /S sh Q", resources="/Shading<</S<</ShadingType 2/ColorSpace/DeviceGray/Coords[60 0 460 0]/Function<</FunctionType 2/Domain[0 1]/C0[0.2]/C1[0.9]/N 1>>/Extend[true true]>>>>"),
    "no width": lambda: page("BT /F 12 Tf 0 Tz 72 300 Td (Hidden words of nobody.) Tj ET"),
    "hardly any width": lambda: page("BT /F 12 Tf 1 Tz 72 300 Td (Hidden words of nobody.) Tj ET"),
    "a matrix without width": lambda: page("BT /F 12 Tf 0.001 0 0 1 72 300 Tm (Hidden words of nobody.) Tj ET"),
    "white outlines": lambda: page("BT /F 12 Tf 1 Tr 1 G 72 300 Td (Hidden words of nobody.) Tj ET"),
    "white outlines around white": lambda: page("BT /F 12 Tf 2 Tr 1 G 1 g 72 300 Td (Hidden words of nobody.) Tj ET"),
    "thick white outlines around black": lambda: page("BT /F 12 Tf 2 Tr 9 w 1 G 0 g 72 300 Td (Hidden words of nobody.) Tj ET"),
    "no ink": lambda: page("BT /F 12 Tf 3 Tr 72 300 Td (Hidden words of nobody.) Tj ET"),
    "an empty clip": lambda: page(f"q 72 300 0 0 re W n {HIDDEN} Q"),
    "a clip elsewhere": lambda: page(f"q 0 0 9 9 re W n {HIDDEN} Q"),
    "two clips that do not meet": lambda: page(f"q 0 0 595 842 re W n 0 0 595 200 re W n {HIDDEN} Q"),
    "a clip of letters": lambda: page(f"q BT /F 12 Tf 7 Tr 72 500 Td (Clip) Tj ET 0 Tr {HIDDEN} Q"),
    "what is cut off the page": lambda: page(HIDDEN, size=b"/CropBox[0 400 595 842]"),
    "a white pattern": lambda: page(f"/Pattern cs /P scn {HIDDEN}", stream(b"1 g 0 0 9 9 re f", PATTERN), resources="/Pattern<</P 6 0 R>>"),
    "a mask that lets nothing through": lambda: page(f"/M gs {HIDDEN}", stream(b"0 g 0 0 595 842 re f", FORM + b"/Group<</S/Transparency/CS/DeviceGray>>"), resources="/ExtGState<</M<</SMask<</Type/Mask/S/Luminosity/G 6 0 R>>>>>>"),
    "a blend that leaves the white": lambda: page(f"1 g 0 0 595 400 re f 0 g /M gs {HIDDEN}", resources="/ExtGState<</M<</BM/Screen>>>>"),
    "seen text in its place": lambda: layered("/OFF[]", "/OC /L BDC BT /F 12 Tf 72 300 Td (Seen words of everybody, as it seems.) Tj ET EMC /T gs {}", "<</Type/OCG/Name(L)>>").replace(b"/Properties", b"/ExtGState<</T<</ca 0>>>>/Properties"),
    "letters without shapes": lambda: page(HIDDEN.replace("/F", "/E"), stream(b"600 0 d0"), LETTERS, shapes(33)[0][:-2] + b"/ToUnicode 7 0 R>>").replace(b"/F 5 0 R", b"/F 5 0 R/E 8 0 R"),
    "an end beyond the page": lambda: page(f"BT /F 12 Tf 72 600 Td (Both sides agreed on a plan of many points. {'and ' * 40}Hidden words of nobody.) Tj ET"),
    "an end under a picture": lambda: page("BT /F 12 Tf 72 300 Td (Both sides agreed on a plan. Hidden words of nobody.) Tj ET q 400 0 0 40 227 280 cm /I Do Q", stream(b"\x90\x30\x20\xf0", PICTURE), resources="/XObject<</I 6 0 R>>"),
    "an end that is clipped": lambda: page("q 0 280 227 60 re W n BT /F 12 Tf 72 300 Td (Both sides agreed on a plan. Hidden words of nobody.) Tj ET Q"),
    "a picture of its colour below": lambda: page("q 400 0 0 90 60 280 cm /I Do Q " + HIDDEN, stream(b"\x00\x00\x00\x00", PICTURE), resources="/XObject<</I 6 0 R>>"),
    "a shape of its colour below many others": lambda: page("0.5 g " + "9 9 5 5 re f " * 400 + f"0 g 60 280 400 90 re f {HIDDEN}"),
    "a shape above, below many others": lambda: page(f"{HIDDEN} 0.5 g 60 280 400 90 re f " + "9 9 5 5 re f " * 400),
    "a stamp above": lambda: page(HIDDEN, b"<</Type/Annot/Subtype/Stamp/F 4/Rect[60 280 460 370]/AP<</N 7 0 R>>>>", stream(b"0.9 g 0 0 400 90 re f", FORM.replace(b"595 842", b"400 90")), size=b"/Annots[6 0 R]"),
    "words said in the place of others": lambda: page("/Span<</ActualText(Hidden words of nobody.)>>BDC BT /F 12 Tf 72 300 Td (.) Tj ET EMC"),
    "a sentence said in the place of another": lambda: page("BT /F 12 Tf 72 300 Td /Span<</ActualText(Hidden words of nobody.)>>BDC ( ) Tj EMC ET"),
}  # fmt: skip


@pytest.mark.parametrize("way", UNSEEN)
def test_what_a_page_does_not_show_is_left_out(way: str) -> None:
    text = read(UNSEEN[way]())
    assert "Hidden" not in text
    assert "nobody" not in text
    assert text.startswith(SEEN)


@pytest.mark.parametrize("way", ["an end under a picture", "an end that is clipped"])
def test_of_a_line_that_is_seen_in_part_that_part_stays(way: str) -> None:
    assert " ".join(read(UNSEEN[way]()).split()) == f"{SEEN} Both sides agreed on a plan."


@pytest.mark.parametrize("offset", ["72", "72.1", "72.4"])
def test_text_that_is_drawn_twice_in_the_same_place_stays(offset: str) -> None:
    again = HIDDEN.replace("72", offset)
    assert "Hidden words of nobody." in read(page(f"0 0 0.5 rg 60 280 400 90 re f 1 g {HIDDEN} {again}"))


def test_text_without_ink_that_is_drawn_twice_below_other_text_is_left_out() -> None:
    text = read(
        page(
            f"1 g BT /F 12 Tf 72 300 Td (Seen words of all.) Tj ET 0 0 0.5 rg /T gs {HIDDEN} {HIDDEN}",
            resources="/ExtGState<</T<</ca 0>>>>",
        )
    )
    assert "Hidden" not in text


SHOWN = {
    "a layer that is on": lambda: layered(""),
    "a layer that is on where others are off": lambda: layered("/BaseState/OFF/ON[6 0 R]"),
    "a form on a layer that is on": lambda: layered("", "/X Do", "<</Type/OCG/Name(L)>>", stream(HIDDEN.encode(), FORM + b"/OC 6 0 R")),
    "a picture below": lambda: page("q 400 0 0 90 60 280 cm /I Do Q 1 g " + HIDDEN, stream(b"\x10\x20\x20\x30", PICTURE), resources="/XObject<</I 6 0 R>>"),
    "a glass picture above": lambda: page(HIDDEN + " q 400 0 0 90 60 280 cm /I Do Q", stream(b"\xe0\xe0\xf0\xf0", PICTURE + b"/SMask 7 0 R"), stream(b"\x30\x30\x30\x30", PICTURE), resources="/XObject<</I 6 0 R>>"),
    "black outlines": lambda: page("BT /F 12 Tf 1 Tr 0 G 1 g 72 300 Td (Hidden words of nobody.) Tj ET"),
    "narrow letters": lambda: page("BT /F 12 Tf 60 Tz 72 300 Td (Hidden words of nobody.) Tj ET"),
    "a dark pattern": lambda: page(f"/Pattern cs /P scn {HIDDEN}", stream(b"0.2 g 0 0 9 9 re f", PATTERN), resources="/Pattern<</P 6 0 R>>"),
    "a clip around": lambda: page(f"q 0 0 595 842 re W n 50 250 500 200 re W n {HIDDEN} Q"),
    "letters with shapes of their own": lambda: page(HIDDEN.replace("/F", "/E"), shapes(33)[1], LETTERS, shapes(33)[0][:-2] + b"/ToUnicode 7 0 R>>").replace(b"/F 5 0 R", b"/F 5 0 R/E 8 0 R"),
    "another colour as bright": lambda: page(f"0 0.392 0 rg 60 280 400 90 re f 0.769 0 0 rg {HIDDEN}").replace(b"0 0.392 0 rg 60", b"/T gs 0 .392 0 rg 60").replace(b"/Font<<", b"/ExtGState<</T<</ca 0.99>>>>/Font<<"),
    "a crop around": lambda: page(HIDDEN, size=b"/CropBox[0 200 595 842]"),
    "white on a dark shape": lambda: page(f"0 0 0.5 rg 60 280 400 90 re f 1 g {HIDDEN}"),
}  # fmt: skip


@pytest.mark.parametrize("way", SHOWN)
def test_what_a_page_shows_in_other_ways_stays(way: str) -> None:
    assert "Hidden words of nobody." in read(SHOWN[way]())


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("BT /F 12 Tf 72 300 Td (The of) Tj /Span<</ActualText(fi)>>BDC (fi) Tj EMC (ce of trade.) Tj ET", "The office of trade."),
        ("BT /F 12 Tf 72 300 Td /Span<</ActualText(The office.)>>BDC (The of\\256ce.) Tj EMC ET", "The office."),
        ("BT /F 12 Tf 72 300 Td (The ministry) Tj /Span<</ActualText<FEFF2019>>>BDC (') Tj EMC (s plan.) Tj ET", "The ministry’s plan."),
        ("BT /F 12 Tf 72 300 Td (A coope) Tj /Span<</ActualText<FEFF00AD>>>BDC (-) Tj EMC 0 -14 Td (ration is meant.) Tj ET", "A cooperation is meant."),
        ("BT /F 12 Tf 72 300 Td /Span<</ActualText(Both will pay.)>>BDC (Both will not pay.) Tj EMC ET", "Both will not pay."),
        ("BT /F 12 Tf 72 300 Td /Span<</ActualText(Japan pays Peru.)>>BDC (Peru pays Japan.) Tj EMC ET", "Peru pays Japan."),
    ],
)  # fmt: skip
def test_what_a_pdf_says_its_signs_stand_for_counts_where_they_are_drawn(content: str, text: str) -> None:
    assert " ".join(read(page(content)).split()) == f"{SEEN} {text}"


def test_the_place_of_a_sentence_is_found_beside_words_that_are_not_drawn() -> None:
    data = UNSEEN["words said in the place of others"]()
    text = read(data)
    (found,) = pdfpage.boxes(data, 1, text, [(0, len(SEEN))])
    assert len(found) == 1


def scanned(shown: str, *layer: tuple[str, float]) -> bytes:
    """A picture of a page, on which ``shown`` stands at the height of 700 points, below text without ink."""
    picture = Image.new("L", (1190, 1684), 255)
    ImageDraw.Draw(picture).text((144, 260), shown, font=ImageFont.load_default(size=32), fill=0)
    file = io.BytesIO()
    sheet = canvas.Canvas(file, pagesize=(595, 842))
    sheet.drawImage(ImageReader(picture), 0, 0, 595, 842)
    for line, height in layer:
        written = sheet.beginText(72, height)
        written.setFont("Helvetica", 16)
        written.setTextRenderMode(3)
        written.textLine(line)
        sheet.drawText(written)
    sheet.save()
    return file.getvalue()


def test_what_a_scan_was_recognised_to_say_is_kept_where_it_shows_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "find_spec", lambda _: None)
    data = scanned(SEEN, (SEEN, 696), ("Hidden words of nobody.", 300))
    assert read(data) == SEEN


@pytest.mark.skipif(not scan.is_available(), reason="the extra for OCR is not installed")
def test_own_recognition_of_a_scan_goes_before_what_the_file_says_it_shows() -> None:
    assert read(scanned(SEEN, ("Both sides refused to meet.", 696))) == SEEN
    assert read(scanned(SEEN, (SEEN, 696))) == SEEN


@pytest.mark.parametrize(
    "bad",
    [bad for bad in ALL if bad.tags in ("odd", "encoding", "hidden") and bad.refused[:1] != "|"],
    ids=lambda bad: bad.name,
)
def test_odd_pdfs_are_read_whole_or_refused_in_a_sentence(bad: Bad) -> None:
    data = bad.make() if callable(bad.make) else bad.make
    if bad.refused:
        with pytest.raises(ReadingError, match=f"(?i){bad.refused}"):
            read_bytes(data, bad.name)
    else:
        text = read_bytes(data, bad.name).text
        assert not [words for words in bad.reads if words not in text]
        assert not [words for words in bad.lacks if words in text]
