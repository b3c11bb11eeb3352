"""What a document was read from, read again to be looked at: a file, or one in an archive."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any, BinaryIO

from assistant.errors import ReadingError
from assistant.reading import pdfpage
from assistant.reading.documents import units
from assistant.reading.files import foreign_errors
from assistant.reading.kind import Kind, kind_of

if TYPE_CHECKING:
    from assistant.reading.found import Options

CHANGED = "The file of this document has changed since it was taken in, or is gone; its text is shown."
NO_PAGES = "This document has no pages that can be shown; its text is."
TOO_MUCH = "This page takes too much time or memory to be drawn; its text is shown."


def shown(file: BinaryIO, name: str, options: Options, wanted: dict[str, Any]) -> dict[str, Any]:
    """What is asked of the original of a document, as JSON; ``{"problem": a sentence}`` where it cannot be shown.

    ``wanted``: ``member`` (see Unit) and ``sha256`` of the document, and ``number`` and ``width`` of a page to be drawn
    (gives ``picture``, Base64 of a WebP), or ``pages``: for each the ``number``, the stored ``text`` and the ``spans``
    in it to be found (gives ``sizes`` of all pages, and ``boxes``, in the same order; see pdfpage).
    """
    try:
        return _looked_at(_original(file, name, options, wanted["member"]), name, wanted)
    except ReadingError as error:
        problem = str(error)
    except MemoryError:
        problem = TOO_MUCH
    except foreign_errors():
        problem = NO_PAGES
    return {"problem": problem}


def _looked_at(data: bytes | None, name: str, wanted: dict[str, Any]) -> dict[str, Any]:
    if data is None or hashlib.sha256(data).hexdigest() != wanted["sha256"]:
        raise ReadingError(CHANGED)
    if kind_of(data, name) is not Kind.PDF:
        raise ReadingError(NO_PAGES)
    if "number" in wanted:
        drawn = pdfpage.picture(data, wanted["number"], wanted["width"])
        return {"picture": base64.b64encode(drawn).decode("ascii")}
    found = [pdfpage.boxes(data, page["number"], page["text"], page["spans"]) for page in wanted["pages"]]
    return {"sizes": pdfpage.sizes(data), "boxes": found}


def _original(file: BinaryIO, name: str, options: Options, member: str) -> bytes | None:
    for unit in units(file, name, options):
        if unit.member == member:
            return unit.data() if unit.data else None
    return None
