"""Paragraphs of a Word document: runs with their direction and language, footnote marks and references to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from assistant.exporting.flow import ENGLISH, Ref, Run, Span, is_from_right, shown, stretches, visible, written_in

MARK = "FootnoteReference"  # the style of footnote marks
EAST_ASIAN = ("ja", "zh", "ko")
TAGS = {"ar": "ar-SA", "en": "en-GB", "fa": "fa-IR", "fr": "fr-FR", "he": "he-IL", "ja": "ja-JP", "ko": "ko-KR"}
TAGS |= {"ur": "ur-PK", "zh": "zh-CN"}


def element(name: str, /, *children: Any, **attributes: str) -> Any:
    """An element ``w:name`` with attributes ``w:…``."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    made.extend(children)
    return made


class Marks:
    """The marks of the footnotes of one document. The first mark of a footnote carries it, and the others refer to
    that one by a bookmark: so all of them show its number, also after something was put in before."""

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def of(self, number: int) -> list[Any]:
        name = f"_RefNote{number}"
        if number in self._seen:
            shows = _styled(element("t"), str(number))
            return [element("fldSimple", shows, instr=f" NOTEREF {name} \\f \\h ")]
        self._seen.add(number)
        refers = element("r", element("rPr", element("rStyle", val=MARK)), element("footnoteReference", id=str(number)))
        return [element("bookmarkStart", id=str(number), name=name), refers, element("bookmarkEnd", id=str(number))]


def _styled(holder: Any, text: str) -> Any:
    holder.text = text
    return element("r", element("rPr", element("rStyle", val=MARK)), holder)


def fill(
    paragraph: Any,
    runs: Sequence[Run],
    marks: Marks | None = None,
    *,
    around: str = ENGLISH,
    from_right: bool | None = None,
) -> None:
    """Puts text into a paragraph (w:p), and turns it round where it runs from right to left: where ``from_right`` does
    not say so, as its text does. ``around``: the language of the document."""
    text = shown(run for run in runs if isinstance(run, Span))
    if is_from_right(text) if from_right is None else from_right:
        paragraph.get_or_add_pPr().append(element("bidi"))
    language = written_in(text, around) if not any(run.language for run in runs if isinstance(run, Span)) else ""
    for before, run in zip((None, *runs), runs, strict=False):
        if isinstance(run, Span):
            paragraph.extend(_runs(run, language))
        elif marks:
            if isinstance(before, Ref):
                paragraph.append(_styled(element("t"), ","))  # 1 and 2 are not 12
            paragraph.extend(marks.of(run.number))


def _runs(span: Span, language: str) -> list[Any]:
    return [
        _run(text, span, span.language or language, from_right=from_right)
        for text, from_right in stretches(visible(span.text))
    ]


def _run(text: str, span: Span, language: str, *, from_right: bool) -> Any:
    look = element("rPr")
    if language in EAST_ASIAN:
        look.append(element("rFonts", hint="eastAsia"))
    if span.strong:
        look.extend([element("b"), element("bCs")])
    if from_right:
        look.append(element("rtl"))
    if language and language != "und":
        which = "bidi" if from_right else "eastAsia" if language in EAST_ASIAN else "val"
        look.append(element("lang", **{which: TAGS.get(language, language)}))
    holder = element("t")
    holder.text = text
    holder.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element("r", *([look] if len(look) else []), holder)
