"""Pictures of text → their text, where the extra for that is installed: pip install 'bilateral-record[ocr]'.

rapidocr runs on the processor and brings its models in its package, so that nothing is fetched. They know Latin,
Chinese and Japanese letters, not those of Arabic, Urdu or Hindi: lines of which they are not sure are left out.
"""

from __future__ import annotations

import io
import resource
from collections.abc import Callable
from contextvars import ContextVar
from functools import cache
from importlib.util import find_spec
from threading import Lock
from typing import TYPE_CHECKING, Any

from assistant.errors import ReadingError
from assistant.reading.cleaning import clean
from assistant.reading.extract import Extract
from assistant.reading.layout import Line, paragraphs

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

KNOWN_SCRIPTS = ("LATIN", "CJK", "HIRAGANA", "KATAKANA")  # as the names of their letters begin
MOST_SCANS = 200  # pages of one file: each takes some seconds

HOW_TO = (
    "Install what recognises text (OCR) with pip install 'bilateral-record[ocr]' and add it again, or recognise its "
    "text with another program and add the result."
)
_PICTURE = f"This is a picture, not text. {HOW_TO}"
_DAMAGED = "This picture is damaged and cannot be read. Get it again from where it came."
_MOST_PIXELS = 60_000_000
_LONGEST_SIDE = 3_000  # pixels that a page or picture is brought to: more makes nothing clearer
_SCALE = 200 / 72  # 200 dots to an inch
_SUREST = 0.6  # of 1: less sure readings of a line are mostly wrong letters

RECOGNISED: ContextVar[Callable[[], None]] = ContextVar("recognised", default=lambda: None)
"""Called after each page: whoever waits for the document learns that it goes on."""

_recogniser = Lock()  # one picture after the other: each takes all processors


def is_available() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def read_picture(data: bytes) -> Extract:
    """The text of a PNG, JPEG, GIF, WebP or TIFF file; the pictures of a TIFF are pages.

    Raises ReadingError where the extra is not installed, the picture is damaged or larger than 60 megapixels, or no
    text is recognised.
    """
    if not is_available():
        raise ReadingError(_PICTURE)
    from PIL import Image, ImageSequence  # noqa: PLC0415 - comes with the extra

    pages: list[str] = []
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise ReadingError(f"This picture has more than {_MOST_PIXELS // 10**6} megapixels. Make it smaller.")
            for number, frame in enumerate(ImageSequence.Iterator(picture)):
                if number == MOST_SCANS or (picture.format != "TIFF" and number):
                    break
                shown = frame.convert("RGB")
                shown.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
                pages.append(clean(paragraphs(_lines(shown))).strip())
    except (Image.DecompressionBombError, SyntaxError, ValueError, OSError) as error:
        raise ReadingError(_DAMAGED) from error
    offsets, text = [], ""
    for page in pages:
        text += "\n\n" if text and page else ""
        offsets.append(len(text))
        text += page
    if not text:
        raise ReadingError("No text is recognised on this picture. Add the text that it shows.")
    return Extract(text, pages=tuple(offsets) if len(offsets) > 1 else ())


def page_lines(page: PdfPage) -> list[Line]:
    """The lines that are recognised on a scanned page of a PDF, in points. Needs the extra."""
    width, height = page.get_size()
    scale = min(_SCALE, _LONGEST_SIDE / max(width, height, 1))
    bitmap = page.render(scale=scale)
    try:
        picture = bitmap.to_pil().convert("RGB")
    finally:
        bitmap.close()
    return [
        Line(one.text, one.left / scale, one.right / scale, one.top / scale, one.bottom / scale, one.size / scale)
        for one in _lines(picture)
    ]


def _lines(picture: Any) -> list[Line]:
    """The lines of a picture (PIL, RGB), from the top, with their boxes in pixels from the bottom left."""
    import numpy as np  # noqa: PLC0415 - only where a picture is read

    with _recogniser:
        found = _engine()(np.asarray(picture)[:, :, ::-1])  # its models were trained on blue before green before red
    RECOGNISED.get()()
    lines = []
    for text, score, box in zip(found.txts or (), found.scores or (), found.boxes if found.txts else (), strict=True):
        if score >= _SUREST and text.strip():
            across, down = [float(x) for x, _ in box], [float(y) for _, y in box]
            top, bottom = picture.height - min(down), picture.height - max(down)
            lines.append(Line(text.strip(), min(across), max(across), top, bottom, top - bottom))
    return lines


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415 - an extra, and takes a second

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if soft != hard:  # in the confined process: models and runtime take more than all other readers together
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    return RapidOCR(params={"Global.log_level": "critical"})
