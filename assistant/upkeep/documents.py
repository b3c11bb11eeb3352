"""Whether every document is what was taken in, its passages cover its text, and its words can be found."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant import words
from assistant.catalog import rows
from assistant.catalog.rows import fact
from assistant.domain import Document, Passage
from assistant.errors import LibraryDamagedError
from assistant.telling import counted
from assistant.upkeep.findings import Finding, Progress, Repair, Shown, Stage, named
from assistant.upkeep.reading import count

_PAGE = 1000  # rows that are in memory at a time
_DERIVED = 2000  # passages whose words are taken from the text again: 1.4 ms each, so never more than seconds


@dataclass(slots=True)
class _Found:
    """Documents by what is wrong with them."""

    changed: dict[int, str] = field(default_factory=dict)
    undivided: dict[int, str] = field(default_factory=dict)
    wordless: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Held:
    """A passage as its row has it, with what the keyword index has of it."""

    number: int
    id: str
    start: int
    end: int
    position: int
    key: str
    words: int
    terms: str | None


def check(db: sqlite3.Connection, progress: Shown) -> Iterator[Finding]:
    """Reads every document once."""
    total = count(db, "SELECT count(*) FROM documents")
    step = max(1, count(db, "SELECT count(*) FROM passages") // _DERIVED)
    current = fact(db, "words") == words.VERSION  # else the next start makes the keyword index anew
    model = fact(db, "embedding_model") or ""
    found = _Found()
    for done, (number, name, staged) in enumerate(_documents(db)):
        if not done % 100:
            progress(Progress(Stage.DOCUMENTS, done, total))
        try:
            document = rows.document(db, number)
        except (LibraryDamagedError, sqlite3.DatabaseError):  # the latter: text that is not UTF-8
            found.changed[number] = name
            continue
        held = list(_passages(db, number))
        if not _whole(document, held, model):
            found.undivided[number] = name
        elif current and not _findable(document, held, staged=staged, step=step):
            found.wordless[number] = name
    progress(Progress(Stage.DOCUMENTS, total, total))
    yield from _told(found)
    yield from unplaced(db)
    yield from _strangers(db)


def _documents(db: sqlite3.Connection) -> Iterator[tuple[int, str, bool]]:
    last = -1
    while page := db.execute(
        "SELECT number, CAST(name AS BLOB), staged FROM documents WHERE number > ? ORDER BY number LIMIT ?",
        (last, _PAGE),
    ).fetchall():
        for number, name, staged in page:
            yield number, name.decode(errors="replace"), bool(staged)
        last = page[-1][0]


def _passages(db: sqlite3.Connection, document: int) -> Iterator[_Held]:
    for row in db.execute(
        'SELECT number, id, start, "end", position, key, words, terms FROM passages '
        "LEFT JOIN keywords ON keywords.rowid = number WHERE document = ? ORDER BY position",
        (document,),
    ):
        yield _Held(*row)


def _whole(document: Document, held: list[_Held], model: str) -> bool:
    """Whether the passages are the document's, in order and without overlap, with only white space between them."""
    end = 0
    for position, row in enumerate(held, 1):
        passage = Passage(document, row.start, row.end, row.position)
        if row.position != position or not end <= row.start < row.end <= len(document.text):
            return False
        if document.text[end : row.start].strip() or row.id != passage.id:
            return False
        if model and row.key != rows.passage_key(passage, model):
            return False
        end = row.end
    return not document.text[end:].strip()


def _findable(document: Document, held: list[_Held], *, staged: bool, step: int) -> bool:
    """Whether the keyword index has exactly what readers may find. That its two halves, the terms and where they
    occur, fit each other is for ``words.check``; some passages' words are compared with the text itself."""
    for row in held:
        if staged != (row.terms is None):
            return False
        if row.terms is not None:
            if len(row.terms.split()) != row.words:
                return False
            if row.number % step == 0:
                passage = Passage(document, row.start, row.end, row.position)
                if words.indexed(passage.indexed_text, document.language) != row.terms:
                    return False
    return True


def _told(found: _Found) -> Iterator[Finding]:
    if found.changed:
        yield Finding(
            f"{counted(len(found.changed), 'document')} {_is(found.changed)} not what was taken in: "
            f"{named(list(found.changed.values()))}.",
            Repair.TAKE_OUT,
            tuple(found.changed),
        )
    if found.undivided:
        yield Finding(
            f"The passages of {counted(len(found.undivided), 'document')} are missing or do not fit the text: "
            f"{named(list(found.undivided.values()))}.",
            Repair.SPLIT,
            tuple(found.undivided),
        )
    if found.wordless:
        yield Finding(
            f"{counted(len(found.wordless), 'document')} cannot be found by the right words: "
            f"{named(list(found.wordless.values()))}.",
            Repair.WORDS,
            tuple(found.wordless),
        )


def _is(found: dict[int, str]) -> str:
    return "is" if len(found) == 1 else "are"


def unplaced(db: sqlite3.Connection) -> Iterator[Finding]:
    """Documents that no place refers to: from where they came is not known."""
    number = count(
        db,
        "SELECT count(*) FROM documents WHERE NOT EXISTS (SELECT 1 FROM places WHERE document = documents.number) "
        "AND NOT EXISTS (SELECT 1 FROM places WHERE next = documents.number)",
    )
    if number:
        yield Finding(f"{counted(number, 'document')} came from no file any more.", Repair.DROP)


def _strangers(db: sqlite3.Connection) -> Iterator[Finding]:
    """Rows of the keyword index that belong to no passage."""
    strange = count(
        db,
        "SELECT count(*) FROM keywords_docsize "
        "WHERE NOT EXISTS (SELECT 1 FROM passages WHERE number = keywords_docsize.id)",
    )
    if strange:
        yield Finding(
            f"The keyword index has {counted(strange, 'passage')} that the library does not hold.", Repair.WORDS
        )
