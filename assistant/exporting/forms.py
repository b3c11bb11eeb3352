"""The forms in which an answer is taken away, and what their files are called."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, cast

from assistant.exporting.composing import Sheet, compose
from assistant.reading.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.exporting.contents import Exported

_LONGEST = 120  # bytes of a file's name before its ending: file systems take 255
_FALLBACK = "Bilateral Record"
_TAKEN = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)  # names of devices on Windows


class Form(StrEnum):
    """By the ending of its files."""

    MARKDOWN = "md"
    HTML = "html"
    DOCX = "docx"


_WRITERS = {Form.MARKDOWN: "markdown", Form.HTML: "webpage", Form.DOCX: "word"}
_MEDIA = {
    Form.MARKDOWN: "text/markdown; charset=utf-8",
    Form.HTML: "text/html; charset=utf-8",
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def written(exported: Exported, form: Form, *, unsupported: bool = False) -> bytes:
    """The bytes of a file. ``unsupported``: whether it gives sentences that no document supports, marked as such; else
    it says how many were left out."""
    module = import_module(f"assistant.exporting.{_WRITERS[form]}")  # the one for DOCX brings a large library
    write = cast("Callable[[Sheet], bytes]", module.write)
    return write(compose(exported, unsupported=unsupported))


def media_type(form: Form) -> str:
    return _MEDIA[form]


def file_name(exported: Exported, form: Form) -> str:
    """A name for the file made of the title: letters and digits of any script, hyphens and single spaces."""
    text = unicodedata.normalize("NFC", one_line(exported.title))
    kept = "".join(char if char.isalnum() or unicodedata.combining(char) or char == "-" else " " for char in text)
    short = kept.encode()[:_LONGEST].decode("utf-8", "ignore")
    name = " ".join(short.split()).lstrip("-").strip()
    return f"{_FALLBACK if not name or _TAKEN.fullmatch(name) else name}.{form.value}"
