"""What footnotes are compared with: a library, as it lies there, or files and web addresses that are read anew."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.catalog import rows
from assistant.confined.confined import Reader
from assistant.domain import Basis, Document, Fate, Stated
from assistant.errors import VerificationError
from assistant.exporting.footnotes import Footnote, digest
from assistant.ingest.scanning import scan
from assistant.verifying.judging import Held
from assistant.web import NotModified, is_address

if TYPE_CHECKING:
    from assistant.web import Web

_LONGEST_CHAIN = 100  # changes of a document that are followed to its last version


class Holdings(Protocol):
    def held(self, note: Footnote) -> Held:
        """What there is to compare a footnote with."""


class InLibrary:
    """A snapshot of a library's catalog; see ``upkeep.reading``."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._read: dict[int, Held] = {}

    def held(self, note: Footnote) -> Held:
        """Raises LibraryDamagedError where the document is not what was taken in."""
        number = self._number("id = ?", note.document.id)
        if number is not None:
            return self._document(number)
        if same := self._same_text(note):
            return same
        fate = self._fate(note.document.id)
        at = note.document.id
        for _ in range(_LONGEST_CHAIN):
            following = self._fate(at)
            if following is None or following.became is None:
                break
            at = following.became
        number = self._number("id = ?", at)
        if number is None and fate is None:
            number = self._number("name = ?", note.document.name)
        return Held(later=self._document(number).document if number is not None else None, fate=fate)

    def _document(self, number: int) -> Held:
        if number not in self._read:
            document = rows.document(self._db, number)
            self._read[number] = Held(document, digest(document.text), self._names(document))
        return self._read[number]

    def _number(self, which: str, value: str) -> int | None:
        row = self._db.execute(f"SELECT number FROM documents WHERE NOT staged AND {which}", (value,)).fetchone()  # noqa: S608 - ours
        return int(row[0]) if row else None

    def _same_text(self, note: Footnote) -> Held | None:
        """The document of the same file and text under other metadata: a person may have corrected it since."""
        found = self._db.execute(
            "SELECT number FROM documents WHERE NOT staged AND sha256 = ?", (note.document.sha256,)
        ).fetchall()
        held = (self._document(number) for (number,) in found)
        return next((one for one in held if one.text_sha256 == note.document.text_sha256), None)

    def _fate(self, id_: str) -> Fate | None:
        row = self._db.execute("SELECT became, at FROM former WHERE id = ?", (id_,)).fetchone()
        return Fate(row[0], row[1]) if row else None

    def _names(self, document: Document) -> frozenset[str]:
        (found,) = self._db.execute(
            "SELECT json_group_array(places.name) FROM places JOIN documents ON document = number WHERE id = ?",
            (document.id,),
        ).fetchone()
        return frozenset((document.name, *json.loads(found)))


class InFiles:
    """Files, folders and web addresses, each read once. Of their documents only those are kept that a footnote may be
    from. ``failed``: what could not be read, and why."""

    def __init__(self, given: Sequence[str], notes: Iterable[Footnote], reader: Reader, web: Web) -> None:
        """Raises WebError where an address cannot be fetched, VerificationError where there is no such file."""
        self._reader = reader
        self._web = web
        self.failed: list[tuple[str, str]] = []
        self._best: dict[Footnote, tuple[int, Held]] = {}
        wanted = list(dict.fromkeys(notes))
        for name in given:
            for document in self._documents(name):
                self._keep(document, wanted)

    def held(self, note: Footnote) -> Held:
        return self._best.get(note, (0, Held()))[1]

    def _keep(self, document: Document, notes: list[Footnote]) -> None:
        held = Held(document, digest(document.text), frozenset((document.name,)), whole=False)
        for note in notes:
            rank = _rank(note, document, held.text_sha256)
            if rank > self._best.get(note, (0, None))[0]:
                self._best[note] = rank, held if rank > _ALIKE else Held(later=document)

    def _documents(self, given: str) -> Iterator[Document]:
        address = None
        if is_address(given):
            page = self._web.fetch(given)
            if isinstance(page, NotModified):
                raise AssertionError("nothing was said of an earlier state")
            address = Stated(page.address, Basis.METADATA)
            reads = [(given, self._reader.read_bytes(page.data, f"page{page.suffix}"))]
        elif Path(given).is_dir():
            found = scan(Path(given).resolve(), set())
            self.failed += found.failed
            reads = [(file.name, self._reader.read(file.path, file.name)) for file in found.files]
        elif Path(given).exists():
            reads = [(given, self._reader.read(Path(given), Path(given).name))]
        else:
            raise VerificationError(f"There is no file {given}. Name a file, a folder or an address with --against.")
        for name, documents in reads:
            for read in documents:
                if read.document:
                    yield replace(read.document, address=address) if address else read.document
                else:
                    self.failed.append((f"{name}{read.member}", read.reason))


_ALIKE = 2  # up to here it is another document than the one quoted


def _rank(note: Footnote, document: Document, text_sha256: str) -> int:
    """How surely a document is the one that a footnote quotes; 0: it is another."""
    if document.id == note.document.id:
        return 6
    same_file = document.sha256 == note.document.sha256
    if text_sha256 == note.document.text_sha256:
        return 5 if same_file else 4
    if same_file:
        return 3
    if note.quote and note.quote in document.text:
        return _ALIKE
    return int(document.name == note.document.name)
