"""EPUB → its chapters in reading order."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from assistant.domain import Basis, Stated
from assistant.errors import ReadingError
from assistant.reading.cleaning import one_line
from assistant.reading.dates import read_date
from assistant.reading.extract import Extract, Facts
from assistant.reading.header import shortened
from assistant.reading.package import damaged, opened, parsed
from assistant.reading.plain import decode
from assistant.reading.properties import sane_author
from assistant.reading.webpage import shown_text

if TYPE_CHECKING:
    import zipfile

    from lxml.etree import _Element

_WHAT, _PROGRAM = "e-book", "an e-book program"
_MOST_CHAPTERS = 5_000
_MOST_CHARACTERS = 20_000_000
_LARGEST_CHAPTER = 20_000_000  # bytes
_LONGEST_STYLES = 1_000_000
_MOST_AUTHORS = 10
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_LOCKS = ("META-INF/rights.xml", "META-INF/sinf.xml")  # of Adobe's and Apple's shops


def read_book(data: bytes) -> Extract:
    """The chapters of an EPUB 2 or 3 in the order of its spine, without its table of contents; hidden text is left out
    as it is in a web page.

    Raises ReadingError where it is locked, damaged, a bomb, longer than 20 million characters, or shows no text.
    """
    with opened(data, _WHAT, _PROGRAM) as archive:
        names = set(archive.namelist())
        if names.intersection(_LOCKS):
            raise ReadingError("This e-book is locked to a shop's reader (DRM). Get a version without that.")
        path, package = _package(archive, names)
        chapters, styles = _contents(archive, names, path, package)
        parts: list[str] = []
        length = 0
        for chapter in chapters:
            if archive.getinfo(chapter).file_size > _LARGEST_CHAPTER:
                raise ReadingError("A chapter of this e-book is too long to be read. Save it as text and add that.")
            text = _chapter(archive.read(chapter), styles)
            length += len(text)
            if length > _MOST_CHARACTERS:
                raise ReadingError(f"This e-book holds more than {_MOST_CHARACTERS:,} characters.")
            if text:
                parts.append(text)
    if not parts:
        raise ReadingError("This e-book shows no text; it may hold pictures. Add a version with text.")
    return Extract("\n\n".join(parts), _facts(package))


def _chapter(page: bytes, styles: str) -> str:
    if not page.strip():
        return ""
    try:
        return shown_text(page, styles)
    except ReadingError:  # an empty page: a cover or a divider
        return ""


def _package(archive: zipfile.ZipFile, names: set[str]) -> tuple[str, _Element]:
    """The package document (OPF) and its path."""
    if "META-INF/container.xml" in names:
        container = parsed(archive.read("META-INF/container.xml"))
        path = next((str(root.get("full-path", "")) for root in container.iter("{*}rootfile")), "")
    else:
        path = next((name for name in sorted(names) if name.endswith(".opf")), "")
    if path not in names:
        raise ReadingError(damaged(_WHAT, _PROGRAM))
    return path, parsed(archive.read(path))


def _contents(archive: zipfile.ZipFile, names: set[str], path: str, package: _Element) -> tuple[list[str], str]:
    """The paths of the chapters in reading order, each once, and the style rules of the book."""
    folder = posixpath.dirname(path)
    items = {item.get("id"): item for item in package.iterfind("{*}manifest/{*}item")}

    def place(item: _Element) -> str:
        return posixpath.normpath(posixpath.join(folder, unquote(item.get("href", "").partition("#")[0])))

    chapters: dict[str, None] = {}
    for reference in package.iterfind("{*}spine/{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or "nav" in (item.get("properties") or "").split():
            continue
        if item.get("media-type") in _PAGES and place(item) in names:
            chapters[place(item)] = None
    if len(chapters) > _MOST_CHAPTERS:
        raise ReadingError(f"This e-book has more than {_MOST_CHAPTERS:,} chapters.")
    styles, room = [], _LONGEST_STYLES
    for item in items.values():
        sheet = place(item)
        if item.get("media-type") == "text/css" and sheet in names and archive.getinfo(sheet).file_size <= room:
            room -= archive.getinfo(sheet).file_size
            if text := archive.read(sheet):
                styles.append(decode(text))
    return list(chapters), "\n".join(styles)


def _facts(package: _Element) -> Facts:
    """Dublin Core of the package; a date only where it is that of the publication."""

    def said(name: str) -> list[str]:
        return [
            value for node in package.iterfind(f"{{*}}metadata//{{*}}{name}") if (value := one_line(node.text or ""))
        ]

    dates = [
        node.text or ""
        for node in package.iterfind("{*}metadata//{*}date")
        if all(value not in ("creation", "modification") for value in node.attrib.values())
    ]
    authors = [author for name in said("creator") if (author := sane_author(name, of_file=False))]
    title, publisher = next(iter(said("title")), ""), next(iter(said("publisher")), "")
    date = next((found for date in dates if (found := read_date(date.strip()[:10]))), None)
    return Facts(
        title=Stated(shortened(title), Basis.METADATA) if title else None,
        date=Stated(date, Basis.METADATA) if date else None,
        publisher=Stated(publisher[:150], Basis.METADATA) if publisher else None,
        author=Stated(", ".join(authors[:_MOST_AUTHORS]), Basis.METADATA) if authors else None,
    )
