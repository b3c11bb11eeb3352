"""A PDF as ministries set them: two columns, words cut at line ends, page numbers, a sentence over a page's end."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.lib.pagesizes import landscape as wide
from reportlab.pdfgen import canvas

LINES = (
    (
        "The Governments of Japan and of Pakistan held their third",
        "consultation in Tokyo on industrial cooperation. Both sides",
        "agreed to set up a working group on semi-conductor pro-",
        "grammes, which shall meet twice a year in Karachi.",
    ),
    (
        "Japan will provide a loan of 40 million dollars for the har-",
        "bour of Gwadar. The working group agreed to meet again.",
        "The secretariat of the working group sends a report on the",
        "training of welders and of other skilled workers to the",
    ),
    (
        "ministers of both countries before the end of every year.",
        "The working group agreed to meet again. The Ambassador of",
        "Japan thanked the Governor of Sindh for his hospitality.",
    ),
)
HYPHENATED = "a working group on semi-conductor programmes, which shall meet twice a year in Karachi."
OVER_TWO_PAGES = "The secretariat of the working group sends a report"
REPEATED = "The working group agreed to meet again."


def two_columns(*, twice: bool = False) -> bytes:
    """Two pages; the first has two columns. ``twice``: the last page ends with a sentence that it holds already."""
    file = io.BytesIO()
    sheet = canvas.Canvas(file, pagesize=A4)
    sheet.setTitle("Joint statement on industrial cooperation")
    for number, columns in ((1, LINES[:2]), (2, LINES[2:])):
        sheet.setFont("Times-Roman", 10)
        sheet.drawString(290, 30, str(number))
        for across, lines in zip((40, 310), columns, strict=False):
            for down, line in enumerate((*lines, REPEATED) if twice and number == 2 else lines):
                sheet.drawString(across, 760 - 13 * down, line)
        sheet.showPage()
    sheet.save()
    return file.getvalue()


def landscape(*, turned: bool) -> bytes:
    """One page that is wider than high. ``turned``: it is written upright, and every reader turns it by 90 degrees."""
    file = io.BytesIO()
    sheet = canvas.Canvas(file, pagesize=wide(A4))
    if turned:
        sheet.setPageRotation(90)
        sheet.translate(A4[0], 0)
        sheet.rotate(90)
    sheet.setFont("Times-Roman", 10)
    for down, line in enumerate(LINES[0]):
        sheet.drawString(40, 500 - 13 * down, line)
    sheet.save()
    return file.getvalue()
