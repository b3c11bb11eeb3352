"""What the library holds, as a list that a person can search, sort, filter and leaf through, and what it covers.

Everything is chosen, sorted and cut in SQL, so that a page of ten thousand documents costs what a page of ten does.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.catalog import copies, rows
from assistant.catalog.selection import PLACES, SEEN, Condition, condition, hidden, names
from assistant.domain import Basis, Filter, Stated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.catalog.catalog import Catalog

NONE = "none"  # of a filter: those that state no date, country or publisher
MOST = 200  # documents on a page
_DATE, _PUBLISHER, _TITLE = (f"stated ->> '$.{what}[0]'" for what in ("date", "publisher", "title"))
_NAMES = f"(SELECT group_concat(places.name, ' ') FROM {PLACES} WHERE document = number AND {SEEN})"  # noqa: S608 - nothing foreign is in it
# Told by the name: what a file is was told by its content when it was read, and is not kept.
KINDS = {
    "Web page": ("http://%", "https://%"),
    "Record": ("%.jsonl#%", "%.json#%", "%.ndjson#%", "%.jsonl.gz#%"),
    "PDF": ("%.pdf",),
    "Word": ("%.docx", "%.odt", "%.rtf"),
    "Slides": ("%.pptx", "%.ppsx", "%.odp"),
    "Table": ("%.xlsx", "%.xlsm", "%.csv", "%.tsv", "%.ods"),
    "HTML": ("%.html", "%.htm", "%.xhtml"),
    "Mail": ("%.eml",),
    "Book": ("%.epub",),
}
TEXT = "Text"
_CASES = " ".join(
    f"WHEN {' OR '.join(f'name LIKE {chr(39)}{like}{chr(39)}' for like in likes)} THEN '{kind}'"
    for kind, likes in KINDS.items()
)
_KIND = f"CASE {_CASES} ELSE '{TEXT}' END"


class Findable(StrEnum):
    """How a document can be found."""

    WORDS = "words"  # some of its passages wait for their vectors
    MEANING = "meaning"  # and words


class Order(StrEnum):
    TITLE = "title"
    DATE = "date"
    PUBLISHER = "publisher"
    ADDED = "added"


_ORDERS = {
    Order.TITLE: f"casefold({_TITLE})",
    Order.DATE: _DATE,
    Order.PUBLISHER: f"casefold({_PUBLISHER})",
    Order.ADDED: "number",
}
_WAITS = "EXISTS (SELECT 1 FROM passages WHERE document = documents.number AND NOT indexed)"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents. ``text``: words of titles, publishers and names, all of them; ``within``: as in a search;
    ``dated``: a year, a month or NONE; ``about``, ``publisher``: NONE; ``reader``: who looks."""

    text: str = ""
    within: Filter = field(default_factory=Filter)
    dated: str | None = None
    about: str | None = None
    publisher: str | None = None
    kind: str | None = None
    findable: Findable | None = None
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A document of the list. ``countries`` are codes; ``waiting``: passages that are not found by meaning yet;
    ``copies``: how many other documents are of its origin; ``corrected``: a reader has corrected what is stated of it;
    ``changing``: another version takes its place as soon as that is found by meaning."""

    id: str
    names: tuple[str, ...]
    kind: str
    stated: dict[str, Stated]
    language: str
    countries: tuple[str, ...]
    passages: int
    waiting: int
    copies: int
    corrected: bool
    changing: bool


@dataclass(frozen=True, slots=True)
class Page:
    """``rows`` of the ``total`` that are wanted."""

    rows: tuple[Row, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Covered:
    """How many documents there are by what is stated of them, "" for those of which it is not. ``dates``: by year, or
    by month where one year is wanted."""

    total: int
    dates: dict[str, int]
    countries: dict[str, int]
    languages: dict[str, int]
    publishers: dict[str, int]
    kinds: dict[str, int]


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read, and why. ``key`` stands for its place, which is nobody's business."""

    key: str
    name: str
    reason: str
    at: str


class Listing:
    """Safe to use from several threads. Every method may raise LibraryStorageError or LibraryDamagedError."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def page(
        self, wanted: Wanted, order: Order = Order.ADDED, *, falling: bool = True, first: int = 0, size: int = 50
    ) -> Page:
        """``size`` (at most MOST) of the documents that are wanted, from the ``first`` (from 0) on."""
        bound = _condition(wanted)
        by, way = _ORDERS[order], "DESC" if falling else "ASC"
        with self._catalog.reading() as db:
            found = db.execute(
                f"SELECT number, count(*) OVER () FROM documents WHERE {bound.sql} "  # noqa: S608 - values are bound
                f"ORDER BY {by} {way} NULLS LAST, number {way} LIMIT ? OFFSET ?",
                (*bound.values, min(size, MOST), first),
            ).fetchall()
            if found or not first:
                total = found[0][1] if found else 0
            else:
                sql = f"SELECT count(*) FROM documents WHERE {bound.sql}"  # noqa: S608 - likewise
                (total,) = db.execute(sql, bound.values).fetchone()
            return Page(tuple(_rows(db, [number for number, _ in found], wanted.reader)), total)

    def one(self, id_: str, reader: str = "") -> Row:
        """A document that this reader may see. Raises LibraryError where there is none."""
        with self._catalog.reading() as db:
            return _rows(db, [rows.number_of(db, id_, reader)], reader)[0]

    def copies(self, id_: str, reader: str = "") -> tuple[Row, ...]:
        """The other documents of its origin."""
        with self._catalog.reading() as db:
            rows.number_of(db, id_, reader)
            others = copies.others(db, [id_], hidden(db, reader)).get(id_, frozenset())
            found = db.execute(
                "SELECT number FROM documents WHERE id IN (SELECT value FROM json_each(?)) "  # noqa: S608 - likewise
                f"ORDER BY {_DATE}, number LIMIT ?",
                (json.dumps(sorted(others)), MOST),
            )
            return tuple(_rows(db, [number for (number,) in found], reader))

    def covered(self, wanted: Wanted) -> Covered:
        """What the documents that are wanted cover."""
        bound = _condition(wanted)
        with self._catalog.reading() as db:
            found = db.execute(
                f"SELECT {_DATE}, countries, language, {_PUBLISHER}, {_KIND} FROM documents WHERE {bound.sql}",  # noqa: S608 - values are bound
                bound.values,
            ).fetchall()
        digits = len("2021-09") if wanted.dated and wanted.dated != NONE else len("2021")
        dates, about, languages, publishers, kinds = (
            (Counter(column) for column in zip(*found, strict=True)) if (found) else (Counter[str](),) * 5
        )
        by_date, by_country = Counter[str](), Counter[str]()
        for date, count in dates.items():
            by_date[(date or "")[:digits]] += count
        for codes, count in about.items():
            for code in json.loads(codes) or [""]:
                by_country[code] += count
        return Covered(
            total=len(found),
            dates=dict(sorted(by_date.items())),
            countries=dict(by_country.most_common()),
            languages=dict(languages.most_common()),
            publishers={name or "": count for name, count in publishers.most_common()},
            kinds=dict(kinds.most_common()),
        )

    def problems(self, reader: str = "") -> list[Problem]:
        """What could not be read when that was tried last, and is not another reader's."""
        with self._catalog.reading() as db:
            return [Problem(key_of(path), *row) for path, *row in _failed(db, reader)]

    def problem_at(self, key: str, reader: str = "") -> tuple[bytes, str] | None:
        """The place of a problem, and the name of what is there."""
        with self._catalog.reading() as db:
            return next(((path, name) for path, name, *_ in _failed(db, reader) if key_of(path) == key), None)


def key_of(path: bytes) -> str:
    """Stands for a place, of which a browser is told no more."""
    return hashlib.sha256(path).hexdigest()[:24]


def _condition(wanted: Wanted) -> Condition:
    bound = condition(replace(wanted.within, reader=wanted.reader))
    tests: list[tuple[str, Sequence[str]]] = [(bound.sql, bound.values)]
    if wanted.dated == NONE:
        tests.append((f"{_DATE} IS NULL", ()))
    elif wanted.dated:
        tests.append((f"substr({_DATE}, 1, {len(wanted.dated)}) = ?", (wanted.dated,)))
    if wanted.about == NONE:
        tests.append(("countries = '[]'", ()))
    if wanted.publisher == NONE:
        tests.append((f"{_PUBLISHER} IS NULL", ()))
    if wanted.kind:
        tests.append((f"{_KIND} = ?", (wanted.kind,)))
    if wanted.findable:
        tests.append((_WAITS if wanted.findable is Findable.WORDS else f"NOT {_WAITS}", ()))
    text = f"casefold({_TITLE} || ' ' || coalesce({_PUBLISHER}, '') || ' ' || {_NAMES})"
    tests += [(f"instr({text}, ?)", (wanted.reader, word)) for word in wanted.text.casefold().split()]
    return Condition(" AND ".join(sql for sql, _ in tests), tuple(value for _, some in tests for value in some))


def _rows(db: sqlite3.Connection, numbers: Sequence[int], reader: str) -> list[Row]:
    found = db.execute(
        "SELECT number, id, name, stated, language, countries, "  # noqa: S608 - nothing foreign is in it
        "(SELECT count(*) FROM passages WHERE document = documents.number), "
        "(SELECT count(*) FROM passages WHERE document = documents.number AND NOT indexed), "
        "EXISTS (SELECT 1 FROM corrections JOIN places USING (path, member) WHERE places.document = number), "
        f"EXISTS (SELECT 1 FROM places WHERE document = number AND next IS NOT NULL), {_KIND} "
        "FROM documents WHERE number IN (SELECT value FROM json_each(?))",
        (json.dumps(numbers),),
    ).fetchall()
    origin = copies.others(db, [row[1] for row in found], hidden(db, reader))
    by_number = {
        number: Row(
            id=id_,
            names=tuple(names(db, number, reader)) or (name,),
            kind=kind,
            stated={what: Stated(value, Basis(basis)) for what, (value, basis) in json.loads(stated).items()},
            language=language,
            countries=tuple(json.loads(countries)),
            passages=passages,
            waiting=waiting,
            copies=len(origin.get(id_, ())),
            corrected=bool(corrected),
            changing=bool(changing),
        )
        for number, id_, name, stated, language, countries, passages, waiting, corrected, changing, kind in found
    }
    return [by_number[number] for number in numbers if number in by_number]


def _failed(db: sqlite3.Connection, reader: str) -> list[tuple[bytes, str, str, str]]:
    return db.execute(
        "SELECT path, name, failure, read_at FROM ("
        "SELECT path, name, failure, read_at FROM files WHERE failure IS NOT NULL UNION "
        "SELECT path, places.name, places.failure, read_at FROM places JOIN files USING (path) "
        "WHERE places.failure IS NOT NULL) "
        "WHERE path NOT IN (SELECT path FROM additions WHERE owner NOT IN ('', ?)) ORDER BY name",
        (reader,),
    ).fetchall()
