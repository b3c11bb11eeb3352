"""PDF → text with paragraphs, and the offset at which each page starts."""

from __future__ import annotations

import re
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING
from unicodedata import name

from assistant.errors import ReadingError
from assistant.reading.cleaning import clean
from assistant.reading.dates import read_date
from assistant.reading.extract import Extract
from assistant.reading.ink import ink_of, is_scan
from assistant.reading.kind import pdf_start
from assistant.reading.language import is_english
from assistant.reading.layout import Line, ends_sentence, is_heading_above, paragraphs, without_furniture
from assistant.reading.pdfwords import codes_of, opened_text, untold
from assistant.reading.properties import stated
from assistant.reading.scan import HOW_TO, KNOWN_SCRIPTS, MOST_SCANS, is_available, page_lines

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

_MOST_PAGES = 5_000
_MOST_CHARACTERS = 20_000_000
_FEWEST_LETTERS = 10  # in a whole document: fewer are a stamp on a scan
_MOST_UNREADABLE = 0.3  # of the characters: fonts whose letters stand for nothing
_PICTURE = 0.2  # of a page without text: smaller pictures are ornaments
_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
_CREATED = re.compile(r"^(?:D:)?(\d{4})(\d\d)(\d\d)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NO_LETTERS = re.compile("[\ufffd\u25a1\ue000-\uf8ff]")  # what stands for letters that a font does not tell
_CUT_WORD = re.compile(r"([^\W\d_]+)\ufffe\s*([^\W\d_]+)")
# Programs read the last of several PDFs, or a mixture. An attached one has "endstream" behind it.
_JOINED = re.compile(rb"%%EOF(?:(?!endstream)[^%]){0,1000}%PDF-\d")
_SPACE, _GONE, _MOST_UNTOLD = 32, -1, 0xFFFD
_UNTOLD = 0xF0000  # added to codes that may not be those of letters, until the whole text is known (private use)
_UNTOLD_SIGNS, _UNTOLD_WORDS = re.compile("[\U000f0000-\U000fffff]"), re.compile("[\U000f0000-\U000fffff]+")

_DAMAGED = "This PDF is damaged and cannot be read. Get it again from where it came, or print it to a new PDF."
_LOCKED = "This PDF is locked with a password. Save it without one and add that."
_SCANNED = f"This PDF holds pictures of text, not text (a scan). {HOW_TO}"
_SEVERAL = (
    "This file is several PDFs, one behind the other, of which programs show only one. Get each by itself, or print "
    "what you see to a new PDF, and add that."
)
_UNREADABLE = "The letters of this PDF cannot be told from its fonts. Recognise its text (OCR) and add the result."

_pdfium = Lock()  # PDFium must not be called from two threads at once, not even for two documents


def read_pdf(data: bytes) -> Extract:
    """The text of a PDF: line breaks stay inside a paragraph, a blank line stands between two.

    Words cut at a line's end are joined, page numbers and repeated page headers are left out. A sentence that runs
    over a page's end is not interrupted. What nobody sees is left out (see ink, and pdfwords). Scanned pages are
    recognised where the extra for that is installed (see scan): also those that hold text without ink, which another
    program recognised, or somebody made up. Without the extra that is taken at its word, since most scans have no
    other. Raises ReadingError where it is locked, damaged, scanned or too long.
    """
    with _pdfium:
        pages, properties = _lines_of(data)
    pages = _told(pages)
    letters = sum(sum(map(str.isalnum, line.text)) for page in pages for line in page)
    if letters < _FEWEST_LETTERS:
        signs = sum(len(_NO_LETTERS.findall(line.text)) for page in pages for line in page)
        raise ReadingError(_SCANNED if signs < _FEWEST_LETTERS else _UNREADABLE)
    pages = without_furniture(pages)
    words = {word.lower() for page in pages for line in page for word in _WORD.findall(line.text)}
    text, offsets = _joined(pages, words)
    if len(_NO_LETTERS.findall(text)) > len(text) * _MOST_UNREADABLE:
        raise ReadingError(_UNREADABLE)
    facts = stated(properties.get("Title"), properties.get("Author"))
    created = _CREATED.match(properties.get("CreationDate", ""))
    return Extract(text, facts, read_date("-".join(created.groups())) if created else None, offsets)


def _told(pages: list[list[Line]]) -> list[list[Line]]:
    """The lines with what no font tells as it is where it makes English: some fonts number their shapes as ASCII does.
    Else each such sign is one that nobody knows."""
    text = "\n".join(line.text for page in pages for line in page)
    if not _UNTOLD_SIGNS.search(text):
        return pages
    is_told = is_english(" ".join(map(_as_numbered, _UNTOLD_WORDS.findall(text))))

    def told(line: Line) -> Line:
        return replace(line, text=_as_numbered(line.text) if is_told else _UNTOLD_SIGNS.sub("\ufffd", line.text))

    return [[told(line) for line in page] for page in pages]


def _as_numbered(text: str) -> str:
    return _UNTOLD_SIGNS.sub(lambda sign: chr(ord(sign[0]) - _UNTOLD), text)


def _joined(pages: list[list[Line]], words: set[str]) -> tuple[str, tuple[int, ...]]:
    text, offsets = "", []
    parts: list[str] = []
    length = 0
    before: Line | None = None
    for page in pages:
        text = clean(_CUT_WORD.sub(lambda cut: _rejoined(cut, words), paragraphs(page)).replace("\ufffe", "-")).strip()
        if text and before:
            gap = "\n\n" if ends_sentence(before.text) or is_heading_above(before, page[0]) else "\n"
            parts.append(gap)
            length += len(gap)
        offsets.append(length)
        if text:
            parts.append(text)
            length += len(text)
            before = page[-1]
    return "".join(parts), tuple(offsets)


def _rejoined(cut: re.Match[str], words: set[str]) -> str:
    """A word cut by a hyphen at a line's end, as the rest of the document writes it."""
    first, second = cut.groups()
    if f"{first}{second}".lower() in words:
        return first + second
    if f"{first}-{second}".lower() in words or not second[0].islower():
        return f"{first}-{second}"
    return first + second


def _lines_of(data: bytes) -> tuple[list[list[Line]], dict[str, str]]:
    import pypdfium2  # noqa: PLC0415 - a native library

    if _JOINED.search(data):
        raise ReadingError(_SEVERAL)
    try:
        document = pypdfium2.PdfDocument(data[pdf_start(data) :])
    except pypdfium2.PdfiumError as error:
        # Where PDFium gives no code, the one of an earlier file is still there.
        locked = error.err_code == _PASSWORD_ERROR and b"/Encrypt" in data
        raise ReadingError(_LOCKED if locked else _DAMAGED) from error
    try:
        if not len(document):
            raise ReadingError(_DAMAGED)
        if len(document) > _MOST_PAGES:
            raise ReadingError(f"This PDF has more than {_MOST_PAGES:,} pages. Split it and add the parts.")
        return _all_pages(document), document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()


def _all_pages(document: PdfDocument) -> list[list[Line]]:
    pages, length, scans = [], 0, 0
    for number in range(len(document)):
        page = document[number]
        with opened_text(document, page, number) as textpage:
            lines, is_recognised = _page_lines(page, textpage)
        is_empty = not any(line.text for line in lines)
        if is_available() and (is_scan(page, _PICTURE) if is_empty else is_recognised and _can_be_checked(lines)):
            scans += 1
            if scans > MOST_SCANS:
                raise ReadingError(f"This PDF has more than {MOST_SCANS} scanned pages. Split it and add the parts.")
            lines = page_lines(page)
        page.close()
        length += sum(len(line.text) for line in lines)
        if length > _MOST_CHARACTERS:
            raise ReadingError(f"This PDF holds more than {_MOST_CHARACTERS:,} characters. Split it and add the parts.")
        pages.append(lines)
    return pages


def _can_be_checked(lines: list[Line]) -> bool:
    """Whether most letters are of scripts that own recognition knows."""
    letters = [one for line in lines for one in line.text if one.isalpha()]
    return sum(name(one, "").startswith(KNOWN_SCRIPTS) for one in letters) * 2 > len(letters)


def _page_lines(page: PdfPage, textpage: PdfTextPage) -> tuple[list[Line], bool]:
    """The lines of a page in PDFium's order, with the boxes of their first and last characters (in points), and
    whether they are what was recognised on a picture."""
    codes = codes_of(textpage)
    for index in untold(textpage, codes):
        codes[index] += _UNTOLD if _SPACE < codes[index] <= _MOST_UNTOLD else 0
    ink = ink_of(page, textpage, codes)
    ends = [*(index for index, code in enumerate(codes) if code in (10, 13)), len(codes)]
    for index in ink.unseen:
        codes[index] = _GONE
    lines, start = [], 0
    for end in ends:
        shown = [index for index in range(start, end) if codes[index] > _SPACE]
        if shown:
            first, last = textpage.get_charbox(shown[0], loose=True), textpage.get_charbox(shown[-1], loose=True)
            text = "".join([chr(code) for code in codes[shown[0] : shown[-1] + 1] if code != _GONE])
            text = text.replace("\x02", "\ufffe").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            lines.append(
                Line(text, min(first[0], last[0]), max(first[2], last[2]), first[3], last[1], first[3] - first[1])
            )
        start = end + 1
    return lines, ink.is_recognised
