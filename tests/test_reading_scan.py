"""Scans and pictures of text are read where the extra is installed, and else say how to install it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from assistant.confined.confined import Reader
from assistant.errors import ReadingError
from assistant.reading import Options, read_bytes, scan

LINES = ["Joint Statement of 2021", "Both sides agreed to build a park."]


def picture() -> Image.Image:
    found = Image.new("RGB", (1240, 600), "white")
    for number, line in enumerate(LINES):
        ImageDraw.Draw(found).text((80, 120 + 180 * number), line, font=ImageFont.load_default(size=50), fill="black")
    return found


def saved(kind: str, *more: Image.Image) -> bytes:
    file = io.BytesIO()
    picture().save(
        file, kind, **({"save_all": True, "append_images": more, "compression": "tiff_deflate"} if more else {})
    )
    return file.getvalue()


def scanned() -> bytes:
    file = io.BytesIO()
    page = canvas.Canvas(file)
    page.drawString(72, 700, "A page of ordinary text comes first.")
    page.showPage()
    page.drawImage(ImageReader(picture()), 0, 400, 595, 288)
    page.showPage()
    page.save()
    return file.getvalue()


@pytest.mark.skipif(not scan.is_available(), reason="the extra for OCR is not installed")
def test_pictures_and_scanned_pages_give_the_text_that_they_show() -> None:
    assert read_bytes(saved("PNG"), "a.png").text.replace("\n\n", "\n") == "\n".join(LINES)
    two = read_bytes(saved("TIFF", picture()), "a.tiff")
    assert len(two.pages) == 2
    document = read_bytes(scanned(), "a.pdf")
    assert document.pages == (0, document.text.index("Joint"))
    assert " ".join(document.text.split()) == " ".join(["A page of ordinary text comes first.", *LINES])


@pytest.mark.skipif(not scan.is_available(), reason="the extra for OCR is not installed")
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (saved("PNG")[:200], "damaged"),
        (b"\xff\xd8\xff" + bytes(99), "damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "picture"),
    ],
)
def test_damaged_pictures_are_refused(data: bytes, words: str) -> None:
    with pytest.raises(ReadingError, match=words):
        read_bytes(data, "a.png")


@pytest.mark.skipif(not scan.is_available(), reason="the extra for OCR is not installed")
def test_many_scanned_pages_have_their_time_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "many.tiff").write_bytes(saved("TIFF", *[picture()] * 7))
    with Reader(Options(limit=10**8), seconds=6) as reader:  # the first takes most of that, all take more
        (found,) = reader.read(tmp_path / "many.tiff", "many.tiff")
    assert found.document, found.reason
    assert len(found.document.pages) == 8


def test_a_picture_with_too_many_pixels_is_refused() -> None:
    file = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(file, "PNG")
    with pytest.raises(ReadingError, match=r"megapixels|pip install"):
        read_bytes(file.getvalue(), "a.png")


def test_without_the_extra_the_reason_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "find_spec", lambda _: None)
    with pytest.raises(ReadingError, match=r"pip install 'bilateral-record\[ocr\]'"):
        read_bytes(saved("PNG"), "a.png")
    assert read_bytes(scanned(), "a.pdf").text == "A page of ordinary text comes first."
