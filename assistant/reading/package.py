"""A zip of XML parts, as DOCX, PPTX, XLSX, EPUB and OpenDocument files are: checked before anything is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.errors import ReadingError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_LARGEST = 200_000_000  # bytes unpacked
_LARGEST_XML = 60_000_000  # bytes of one part: lxml needs about ten times that
_MOST_PARTS = 10_000
_HIGHEST_RATIO = 300  # of unpacked to packed bytes; the files of office programs stay below 60
_MOST_TAGS = 1_500_000  # of one part that is held as a tree: a book of 1,000 pages has less than half of that
_STREAMED = "/worksheets/"  # parts that are never held as a tree
_BLOCK = 1_000_000  # bytes
_SMALL = 20_000_000  # bytes unpacked below which no ratio matters
_HEAD = 4096  # bytes in which a document type would be declared
_TYPES = "[Content_Types].xml"
_XML = (".xml", ".rels", ".opf")
_DECLARES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


def damaged(what: str, program: str) -> str:
    """The reason for a package that cannot be read: ``what`` it is ("Word document"), ``program`` that repairs it."""
    return f"This {what} is damaged and cannot be read. Open it in {program}, save it again and add that."


@contextmanager
def opened(data: bytes, what: str, program: str) -> Iterator[zipfile.ZipFile]:
    """The archive that ``data`` is. ``what`` and ``program`` are as for ``damaged``.

    Raises ReadingError where it unpacks to more than 200 MB, to more than 300 times its size, to more than 10,000
    parts or to an XML part beyond 60 MB or 1.5 million tags, where a part is locked, and where its XML declares a
    document type: that is how entities bring in other files or blow up, and no office program writes one.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        bomb = unpacked > _LARGEST or len(parts) > _MOST_PARTS
        bomb = bomb or (unpacked > _SMALL and unpacked > _HIGHEST_RATIO * len(data))
        xml = [part for part in parts if part.filename.lower().endswith(_XML)]
        if bomb or any(part.file_size > _LARGEST_XML for part in xml):
            raise ReadingError(
                f"This {what} unpacks to far more than a document holds, so it is not read. Save it as text or PDF."
            )
        if any(part.flag_bits & 1 for part in parts):
            raise ReadingError(f"This {what} is locked with a password. Save it without one and add that.")
        for part in xml:
            with archive.open(part) as file:
                head = file.read(_HEAD)
                tags = (
                    0
                    if _STREAMED in part.filename
                    else sum(block.count(b"<") for block in iter(lambda: file.read(_BLOCK), b""))
                )
            if tags > _MOST_TAGS:
                raise ReadingError(
                    f"This {what} has a part with more than {_MOST_TAGS:,} tags. Save it as text or PDF."
                )
            if any(sign in head for sign in _DECLARES) and not part.filename.lower().endswith(".opf"):
                raise ReadingError(damaged(what, program))
        yield archive


def usual(data: bytes, kinds: re.Pattern[bytes], plain: bytes) -> bytes:
    """The package ``data`` with ``plain`` for what its list of parts calls ``kinds``: libraries refuse templates, shows
    and documents with macros, which differ from other documents in nothing that is read."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read(_TYPES) if _TYPES in archive.NameToInfo else b""
    if not kinds.search(types):
        return data
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as archive:
        del archive.NameToInfo[_TYPES]  # the last part of a name is the one that counts
        archive.writestr(_TYPES, kinds.sub(plain, types))
    return file.getvalue()


def parsed(xml: bytes) -> _Element:
    """The root of an XML part. Entities stay as they are, nothing is fetched; lxml's limits of depth (256) hold.

    Raises lxml.etree.XMLSyntaxError where it is not well formed.
    """
    from lxml import etree  # noqa: PLC0415 - a native library

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(xml, parser)
