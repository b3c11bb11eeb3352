"""What an export as a Word document shows, also after an office program has saved it: no hidden, no deleted text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.errors import VerificationError
from assistant.exporting.flow import mark
from assistant.exporting.record import read_record
from assistant.reading.package import opened, parsed
from assistant.reading.wordstyles import WordStyles
from assistant.verifying.shown import NO_RECORD, Shown

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_FALLBACK = f"{_MC}Fallback"
_LEFT_OUT = frozenset(
    (_FALLBACK, *(_W + name for name in ("del", "moveFrom", "delText", "pPr", "rPr", "sectPr", "txbxContent")))
)
_LARGEST = 60_000_000  # bytes unpacked: an export has one
_NUMBERED = "The footnotes of this file are numbered in another way than the program does it."
_FIELDS = "A footnote of this file has fields, whose text the program that opens it may change."
_ALTERNATIVES = "This file has text in alternatives, of which each program shows another."
_REFERS = re.compile(r"\s*NOTEREF\s+_RefNote\d+\b")


def read(data: bytes) -> Shown:
    """Raises VerificationError where there is no record, or a damaged one; ReadingError for a bomb."""
    from docx import Document  # noqa: PLC0415 - brings lxml
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 - likewise

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _LARGEST:
            raise VerificationError(f"This file unpacks to more than {_LARGEST:,} bytes, and no export does.")
    with opened(data, "Word document", "Word"):
        document = Document(io.BytesIO(data))
    shown = Shown(read_record(_record(document)))
    if any(_is_numbered_anew(root) for root in (document.element, document.settings.element)):
        shown.foreign.append(_NUMBERED)
    _note_alternatives(document.element.body, shown)
    styles = WordStyles(document.styles.element, document.element.find(_W + "background"))
    body = _Reader(styles)
    for paragraph in document.element.body.iter(_W + "p"):
        shown.add_paragraph(body.text(paragraph))
    notes: dict[str | None, _Element] = {}
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            part = parsed(relation.target_part.blob)
            _note_alternatives(part, shown)
            if next(part.iter(_W + "fldChar", _W + "fldSimple"), None) is not None:
                shown.foreign.append(_FIELDS)
            notes |= {note.get(_W + "id"): note for note in part.iter(_W + "footnote")}
    for number, id_ in enumerate(body.ids, 1):
        if id_ in notes:
            reader = _Reader(styles)
            shown.add_note(number, " ".join(reader.text(paragraph) for paragraph in notes[id_].iter(_W + "p")))
    return shown


def _note_alternatives(root: _Element, shown: Shown) -> None:
    """Of alternatives each program shows the one that it understands, so that no text in them is sure."""
    for element in root.iter(f"{_MC}AlternateContent"):
        if next(element.iter(_W + "t", _W + "footnoteReference"), None) is not None:
            shown.foreign.append(_ALTERNATIVES)
            return


def _is_numbered_anew(root: _Element) -> bool:
    """Whether footnotes start with another number than 1, count by page, or have letters."""
    ways = {"numStart": "1", "numRestart": "continuous", "numFmt": "decimal"}
    return any(
        element.get(_W + "val") != usual
        for properties in root.iter(_W + "footnotePr")
        for name, usual in ways.items()
        for element in properties.iter(_W + name)
    )


def _record(document: WordDocument) -> str:
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 - brings lxml

    from assistant.exporting.word import NAMESPACE  # noqa: PLC0415 - likewise

    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.CUSTOM_XML and not relation.is_external:
            root = parsed(relation.target_part.blob)
            if root.tag == f"{{{NAMESPACE}}}record":
                return root.text or ""
    raise VerificationError(NO_RECORD)


@dataclass(slots=True)
class _Reader:
    """Reads paragraphs in the order of the document. ``ids``: of the footnotes whose marks were met, which Word numbers
    in that order."""

    styles: WordStyles
    ids: list[str] = field(default_factory=list)

    def text(self, paragraph: _Element) -> str:
        parts: list[str] = []
        fields: list[list[str]] = []  # those that are open: their instructions, and what they show
        for element in self._visible(paragraph):
            name = element.tag.removeprefix(_W)
            if name == "fldChar":
                _turn(element.get(_W + "fldCharType"), fields, parts)
            elif name == "instrText":
                if fields:
                    fields[-1][0] += element.text or ""
            elif name == "fldSimple" and _REFERS.match(element.get(_W + "instr", "")):
                parts.append(_marked("".join(element.itertext(_W + "t"))))
            elif name == "footnoteReference" and element.get(_W + "customMarkFollows") in (None, "0", "false"):
                id_ = element.get(_W + "id", "")
                if id_ not in self.ids:
                    self.ids.append(id_)
                parts.append(mark(self.ids.index(id_) + 1))
            elif said := _said(element, name):
                (fields[-1] if fields and len(fields[-1]) > 1 else parts).append(said)
        return "".join(parts)

    def _visible(self, element: _Element) -> Iterator[_Element]:
        for child in element:
            if child.tag in _LEFT_OUT or (child.tag == _W + "r" and self.styles.is_hidden(child)):
                continue
            yield child
            if not (child.tag == _W + "fldSimple" and _REFERS.match(child.get(_W + "instr", ""))):
                yield from self._visible(child)


def _said(element: _Element, name: str) -> str:
    if name == "t":
        return str(element.text or "")
    return {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}.get(name, "")


def _turn(kind: str | None, fields: list[list[str]], parts: list[str]) -> None:
    """A field begins, shows its result from here on, or ends."""
    if kind == "begin":
        fields.append([""])
    elif kind == "separate" and fields:
        fields[-1].append("")
    elif kind == "end" and fields:
        instructions, *result = fields.pop()
        text = "".join(result)
        outer = fields[-1] if fields and len(fields[-1]) > 1 else parts
        outer.append(_marked(text) if _REFERS.match(instructions) else text)


def _marked(text: str) -> str:
    number = text.strip()
    return mark(int(number)) if number.isdecimal() and number.isascii() else text
