"""The text of a PDF page, without what it only claims to say.

A PDF may name the text that some of its signs stand for (ActualText: PDF 1.7, 14.9.4), and PDFium gives that in their
place. It is meant for a ligature, for a hyphen at a line's end and for letters that a font does not tell, but any words
can be named, and no reader of the page sees them. So it counts only where the signs themselves say the same, or where
they say nothing and have room for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import byref, c_ulong
from dataclasses import dataclass, field
from itertools import repeat
from typing import TYPE_CHECKING, Any
from unicodedata import category, normalize

from assistant.reading.pdfthings import address, bounds, marks, pdfium, size, texts, things

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

_KEY = b"ActualText"
_NARROW = 0.5  # of an em: narrower than most letters and all digits
_TO_AN_EM = 4  # letters, at the most: "ffi" is one sign
_TOLD = ("Lu", "Ll", "Lt", "Lo", "Nd", "Nl", "No", "Sc")
_UNTOLD = ("Cc", "Co", "Cn", "Cs")  # categories of what stands for signs that a font does not tell
_LINE_END = 10
_STEP = 32
_REPLACEMENT = "\ufffd"


@dataclass(slots=True)
class _Named:
    """A text that is named, and the numbers of the text objects that it is named for, in the page's order."""

    text: str
    numbers: list[int] = field(default_factory=list)


@contextmanager
def opened_text(document: PdfDocument, page: PdfPage, number: int) -> Iterator[PdfTextPage]:
    """The text of ``page``, which is page ``number`` (from 0) of a document."""
    drawn = list(texts(things(page)))
    named = [one for one in _named(drawn).values() if not _is_plain(one, drawn)]
    if named:
        _forget(drawn, _forged(document, number, named))
    textpage = page.get_textpage()
    try:
        yield textpage
    finally:
        textpage.close()


def codes_of(textpage: PdfTextPage) -> list[int]:
    """The Unicode code points of the characters of a page, those beyond the first plane as two halves."""
    return list(map(pdfium().FPDFText_GetUnicode, repeat(textpage.raw), range(textpage.count_chars())))


def untold(textpage: PdfTextPage, codes: list[int]) -> frozenset[int]:
    """The indices of the characters that no font of the page tells: their codes are numbers of shapes, which may or may
    not be those of letters. The first of each line and some between are asked for; all where any of these is such."""
    starts = (index + 1 for index, code in enumerate(codes[:-1]) if code == _LINE_END)
    some = {*starts, *range(0, len(codes), _STEP)}
    if not any(_is_untold(textpage, index) for index in some):
        return frozenset()
    return frozenset(index for index in range(len(codes)) if _is_untold(textpage, index))


def _is_untold(textpage: PdfTextPage, index: int) -> bool:
    return bool(pdfium().FPDFText_HasUnicodeMapError(textpage.raw, index) == 1)


def _named(drawn: list[Any]) -> dict[int, _Named]:
    """What is named on a page, by the address of the mark that names it."""
    found: dict[int, _Named] = {}
    for number, text in enumerate(drawn):
        for mark in marks(text):
            key = address(mark)
            if key in found:
                found[key].numbers.append(number)
            elif (said := _said(mark)) is not None:
                found[key] = _Named(said, [number])
    return found


def _said(mark: Any) -> str | None:
    needed = c_ulong()
    if not pdfium().FPDFPageObjMark_GetParamStringValue(mark, _KEY, None, 0, byref(needed)):
        return None
    said = (pdfium().FPDF_WCHAR * (needed.value // 2))()
    pdfium().FPDFPageObjMark_GetParamStringValue(mark, _KEY, said, needed.value, byref(needed))
    return _decoded(said)


def _decoded(text: Any) -> str:
    return bytes(text).decode("utf-16-le", "replace").rstrip("\0")


def _is_plain(named: _Named, drawn: list[Any]) -> bool:
    """Whether it is a hyphen or another sign: nothing is said, and there is no room for a letter that is not."""
    return not _letters(named.text) and _ems([drawn[number] for number in named.numbers]) <= _NARROW


def _forged(document: PdfDocument, number: int, named: list[_Named]) -> list[_Named]:
    """Those of which the signs say something else. What they say is read from the page without what it names."""
    page = document[number]
    drawn = list(texts(things(page)))
    _forget(drawn, named)
    textpage = page.get_textpage()
    try:
        return [one for one in named if not _agrees(one.text, [drawn[at] for at in one.numbers], textpage)]
    finally:
        textpage.close()
        page.close()


def _forget(drawn: list[Any], named: list[_Named]) -> None:
    for one in named:
        for number in one.numbers:
            for mark in reversed(marks(drawn[number])):
                if _said(mark) is not None:
                    pdfium().FPDFPageObj_RemoveMark(drawn[number], mark)


def _agrees(said: str, drawn: list[Any], textpage: PdfTextPage) -> bool:
    shown = "".join(_text(one, textpage) for one in drawn)
    named, seen = _letters(said), _letters(shown)
    if named in (seen, seen[::-1]):  # PDFium turns what runs from right to left only as a whole
        return True
    if not seen and (not shown or any(sign == _REPLACEMENT or category(sign) in _UNTOLD for sign in shown)):
        return len(named) <= _TO_AN_EM * max(1.0, _ems(drawn))
    is_word = " " not in said.strip()
    return is_word and Counter(named) == Counter(seen)  # scripts that draw a vowel before the letter it follows


def _text(text: Any, textpage: PdfTextPage) -> str:
    needed = pdfium().FPDFTextObj_GetText(text, textpage.raw, None, 0)
    found = (pdfium().FPDF_WCHAR * (needed // 2))()
    pdfium().FPDFTextObj_GetText(text, textpage.raw, found, needed)
    return _decoded(found)


def _letters(text: str) -> str:
    """What of a text has to agree: no signs, nor what Unicode counts as letters that modify others, as the apostrophe
    of Hawaiian is, which fonts draw for all."""
    return "".join(sign for sign in normalize("NFKC", text) if category(sign) in _TOLD or sign == "%")


def _ems(drawn: list[Any]) -> float:
    """How wide text is drawn, in sizes of its letters."""
    found = 0.0
    for one in drawn:
        left, bottom, right, top = bounds(one)
        found += max(right - left, top - bottom) / max(size(one), 1.0)
    return found
