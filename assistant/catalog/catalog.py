"""The truth, as readers see it: documents, passages and the keyword index, in one SQLite file.

``intake``, ``copies`` and ``journal`` write the same file; a reader sees each document as it was before a change or as
it is after it.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from assistant import words
from assistant.catalog import copies, keywords, rows
from assistant.catalog.keywords import KeywordHit
from assistant.catalog.selection import PLACES, SEEN, Condition, condition, hidden, visible
from assistant.countries import gazetteer
from assistant.domain import Document, Fate, Filter, Passage, Searched
from assistant.errors import LibraryError
from assistant.storage.database import Database

_MOST_COUNTED = 100  # readers who see different documents, for each of whom it is remembered how rare words are


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document without its text. ``names``: all that it is found under, the first of them is its own; ``waiting``:
    how many of its passages are not in the vector index yet; ``copies``: how many other documents are of its origin."""

    id: str
    names: tuple[str, ...]
    title: str
    date: str | None
    place: str | None
    publisher: str | None
    language: str
    countries: tuple[str, ...]
    passages: int
    waiting: int
    copies: int = 0

    @property
    def name(self) -> str:
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Original:
    """A file, and which of its documents is meant ("" where it is one)."""

    path: Path
    member: str


@dataclass(frozen=True, slots=True)
class Sight:
    """Of one reader: the ids of the documents that are ``hidden`` from him, for others have added them for themselves
    alone, and how many ``passages`` he sees."""

    hidden: frozenset[str]
    passages: int


@dataclass(frozen=True, slots=True)
class Selected:
    """What a filter lets through: ids of documents, and how many passages they have."""

    ids: list[str]
    passages: int


@dataclass(frozen=True, slots=True)
class Facets:
    """By what the documents can be narrowed: countries and languages by their codes, publishers by their names, each
    with how many documents it has, most first; ISO dates of the oldest and the newest."""

    countries: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    publishers: tuple[tuple[str, int], ...]
    first: str | None
    last: str | None


class Catalog:
    """Safe to use from several threads. Every method may raise LibraryStorageError or LibraryDamagedError."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._statistics: dict[frozenset[int], keywords.Statistics] = {}
        self._counting = Lock()
        if self.fact("words") != words.VERSION:
            with database.writing() as db:
                rows.index_words_anew(db)
                self.record({"words": words.VERSION})
        if self.fact("countries") != gazetteer.VERSION:
            with database.writing() as db:
                rows.name_countries_anew(db)
                self.record({"countries": gazetteer.VERSION})

    def reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """A snapshot, for what is not asked often enough to be a method."""
        return self._db.reading()

    def searched(self, within: Filter | None = None) -> Searched:
        """How many documents there are, and the dates of the oldest and the newest; of those that ``within`` lets
        through only."""
        bound = condition(within)
        with self._db.reading() as db:
            found = db.execute(
                "SELECT count(*), min(stated ->> '$.date[0]'), max(stated ->> '$.date[0]') "  # noqa: S608 - values are bound
                f"FROM documents WHERE {bound.sql}",
                bound.values,
            ).fetchone()
            seen = condition(Filter(reader=within.reader)) if within else bound
            sql = f"SELECT count(*) FROM documents WHERE {seen.sql}"  # noqa: S608 - likewise
            (held,) = db.execute(sql, seen.values).fetchone()
        return Searched(found[0], found[1], found[2], within if within and within.binds else None, held)

    def sight(self, reader: str) -> Sight:
        """What a reader sees, and what not."""
        with self._db.reading() as db:
            theirs = hidden(db, reader)
            return Sight(frozenset(theirs.values()), self._counted(db, theirs).passages)

    def selected(self, within: Filter) -> Selected:
        """The documents that a filter lets through."""
        bound = condition(within)
        with self._db.reading() as db:
            ids = [id_ for (id_,) in db.execute(f"SELECT id FROM documents WHERE {bound.sql}", bound.values)]  # noqa: S608 - likewise
            (passages,) = db.execute(
                f"SELECT count(*) FROM passages WHERE document IN ({bound.numbers})",  # noqa: S608 - likewise
                bound.values,
            ).fetchone()
        return Selected(ids, passages)

    def facets(self, reader: str = "", most: int = 300) -> Facets:
        """By what the documents that a reader sees can be narrowed; at most so many values of a kind."""
        seen = condition(Filter(reader=reader))
        kinds = {
            "countries": f"SELECT value AS it FROM documents, json_each(countries) WHERE {seen.sql}",  # noqa: S608 - likewise
            "languages": f"SELECT language AS it FROM documents WHERE {seen.sql} AND language <> 'und'",  # noqa: S608 - likewise
            "publishers": f"SELECT stated ->> '$.publisher[0]' AS it FROM documents WHERE {seen.sql}",  # noqa: S608 - likewise
        }
        count = "SELECT it, count(*) AS held FROM ({}) WHERE it IS NOT NULL GROUP BY it ORDER BY held DESC, it LIMIT ?"
        with self._db.reading() as db:
            found = {
                kind: tuple(db.execute(count.format(query), (*seen.values, most))) for kind, query in kinds.items()
            }
            first, last = db.execute(
                f"SELECT min(stated ->> '$.date[0]'), max(stated ->> '$.date[0]') FROM documents WHERE {seen.sql}",  # noqa: S608 - likewise
                seen.values,
            ).fetchone()
        return Facets(**found, first=first, last=last)

    def newest(self, most: int, reader: str = "", language: str = "") -> list[Document]:
        """So many documents that a reader sees, in this language if one is given (a code), the newest first."""
        seen = condition(Filter(reader=reader, languages=(language,) if language else ()))
        sql = (
            f"SELECT number FROM documents WHERE {seen.sql} "  # noqa: S608 - values are bound
            "ORDER BY ifnull(stated ->> '$.date[0]', '') DESC, name, number LIMIT ?"
        )
        with self._db.reading() as db:
            return [rows.document(db, number, reader) for (number,) in db.execute(sql, (*seen.values, most)).fetchall()]

    def documents(self) -> list[DocumentRow]:
        """All documents, whoever sees them, in the order of their names."""
        with self._db.reading() as db:
            found = db.execute(
                "SELECT id, (SELECT json_group_array(name) FROM places WHERE document = number), "
                "stated ->> '$.title[0]', stated ->> '$.date[0]', stated ->> '$.place[0]', "
                "stated ->> '$.publisher[0]', language, countries, "
                "(SELECT count(*) FROM passages WHERE document = documents.number), "
                "(SELECT count(*) FROM passages WHERE document = documents.number AND NOT indexed), "
                "number FROM documents WHERE NOT staged ORDER BY name, number"
            ).fetchall()
            held = copies.counted(db)
        return [
            DocumentRow(
                id=row[0],
                names=tuple(sorted(set(json.loads(row[1])))),
                title=row[2],
                date=row[3],
                place=row[4],
                publisher=row[5],
                language=row[6],
                countries=tuple(json.loads(row[7])),
                passages=row[8],
                waiting=row[9],
                copies=held.get(row[10], 0),
            )
            for row in found
        ]

    def copies(self, ids: Collection[str], reader: str = "") -> dict[str, frozenset[str]]:
        """By the id of each of these documents that the library holds, the ids of the others of its origin that a
        reader sees: those that carry the same text, or a reprint of it (see ``origins``)."""
        with self._db.reading() as db:
            found = copies.others(db, ids)
            return copies.others(db, ids, hidden(db, reader)) if any(found.values()) else found

    def document(self, id: str, reader: str | None = None) -> Document:  # noqa: A002 - what it is called everywhere
        """The whole document with this id. Raises LibraryError if the library does not hold it (any more), which says
        what has become of it, or if a ``reader`` does not see it."""
        seen = visible(reader) if reader is not None else Condition("TRUE", ())
        sql = f"SELECT number FROM documents WHERE id = ? AND NOT staged AND {seen.sql}"  # noqa: S608 - values are bound
        with self._db.reading() as db:
            row = db.execute(sql, (id, *seen.values)).fetchone()
            if row:
                return rows.document(db, row[0], reader)
        fate = self.fates([id]).get(id)
        if fate is None:
            said = "The library holds no such document."
        elif fate.became:
            said = f"This document was changed on {fate.at[:10]}; the library holds its later version."
        else:
            said = f"This document was removed from the library on {fate.at[:10]}."
        raise LibraryError(f"{said} Ask again to see what it holds now.")

    def originals(self, id: str, reader: str = "") -> list[Original]:  # noqa: A002 - what it is called everywhere
        """The files that a document was read from, and where in them it stands, as far as they are the library's or
        this reader's; none: the library does not hold it, or it came from the web."""
        with self._db.reading() as db:
            found = db.execute(
                f"SELECT path, member FROM {PLACES} JOIN documents ON number = document "  # noqa: S608 - values are bound
                f"WHERE id = ? AND NOT staged AND {SEEN} ORDER BY path, member",
                (id, reader),
            ).fetchall()
        return [Original(Path(os.fsdecode(path)), member) for path, member in found if path.startswith(b"/")]

    def fates(self, ids: Collection[str]) -> dict[str, Fate]:
        """What has become of those of these documents that are not held any more."""
        with self._db.reading() as db:
            found = db.execute(
                "SELECT id, became, at FROM former WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(sorted(ids)),),
            )
            return {id_: Fate(became, at) for id_, became, at in found}

    def taken_in(self, ids: Collection[str], reader: str = "") -> dict[str, str]:
        """When each of these documents that are held was read, or fetched, last (UTC, ISO): of several files that hold
        it, and that are the library's or this reader's, the first."""
        with self._db.reading() as db:
            found = db.execute(
                f"SELECT id, min(read_at) FROM {PLACES} JOIN documents ON document = documents.number "  # noqa: S608 - values are bound
                "JOIN files USING (path) WHERE read_at <> '' AND id IN (SELECT value FROM json_each(?)) "
                f"AND {SEEN} GROUP BY id",
                (json.dumps(sorted(ids)), reader),
            )
            return dict(found.fetchall())

    def passages(self, ids: Sequence[str], reader: str | None = None) -> list[Passage]:
        """The passages with these ids, in that order; ids that the library does not hold (any more), or that a
        ``reader`` does not see, are left out."""
        seen = visible(reader) if reader is not None else Condition("TRUE", ())
        with self._db.reading() as db:
            found = db.execute(
                'SELECT passages.id, document, start, "end", position FROM passages '  # noqa: S608 - values are bound
                "JOIN documents ON documents.number = document "
                f"WHERE NOT staged AND passages.id IN (SELECT value FROM json_each(?)) AND {seen.sql}",
                (json.dumps(list(ids)), *seen.values),
            ).fetchall()
            documents = {number: rows.document(db, number, reader) for number in {row[1] for row in found}}
        passages = {id_: Passage(documents[number], start, end, n) for id_, number, start, end, n in found}
        rows.check_offsets(passages)
        return [passages[id_] for id_ in ids if id_ in passages]

    def vectors_of(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors, each of shape (dimensions,), of those of these passages that have one."""
        with self._db.reading() as db:
            return rows.vectors_of(db, ids)

    def vectors_in(self, within: Filter) -> dict[str, NDArray[np.float32]]:
        """The vectors, each of shape (dimensions,), of all passages of the documents that a filter lets through."""
        bound = condition(within)
        with self._db.reading() as db:
            found = db.execute(
                "SELECT passages.id, vector FROM passages JOIN vectors USING (key) "  # noqa: S608 - values are bound
                f"WHERE document IN ({bound.numbers})",
                bound.values,
            )
            return {id_: np.frombuffer(vector, "<f4") for id_, vector in found}

    def keyword_search(self, question: str, k: int, within: Filter = Filter()) -> list[KeywordHit]:  # noqa: B008 - frozen
        """The ``k`` passages whose words (and document header) fit the question best by BM25, best first; of the
        documents that ``within`` lets through only."""
        bound = condition(within) if within.binds else None
        with self._db.reading() as db:
            return keywords.search(db, self._counted(db, hidden(db, within.reader)), question, k, bound)

    def matched(self, question: str, reader: str = "") -> float:
        """The share (0 to 1) of the question's distinct words, weighted by rarity, that occur in what a reader sees."""
        with self._db.reading() as db:
            return keywords.matched(db, self._counted(db, hidden(db, reader)), question)

    def apart(self, question: str, reader: str = "") -> tuple[list[str], list[str]]:
        """The question's words that no document holds of those that a reader sees; where there are none, two that none
        holds both of."""
        with self._db.reading() as db:
            return keywords.apart(db, self._counted(db, hidden(db, reader)), question)

    def _counted(self, db: sqlite3.Connection, hidden_: Iterable[int]) -> keywords.Statistics:
        state, theirs = rows.fact(db, "state") or "", frozenset(hidden_)
        with self._counting:
            held = self._statistics.get(theirs)
            if held is None or held.state != state:
                if len(self._statistics) >= _MOST_COUNTED:
                    self._statistics.clear()
                held = self._statistics[theirs] = keywords.Statistics.read(db, state, theirs)
            return held

    def fact(self, name: str) -> str | None:
        """Something that the library as a whole records about itself."""
        with self._db.reading() as db:
            return rows.fact(db, name)

    def record(self, facts: Mapping[str, str | None]) -> None:
        """Sets facts, all or none; None takes one out."""
        with self._db.writing() as db:
            for name, value in facts.items():
                if value is None:
                    db.execute("DELETE FROM facts WHERE name = ?", (name,))
                else:
                    db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    @property
    def embedding_model(self) -> str | None:
        """The model that the vectors are of; None as long as nothing was ingested."""
        return self.fact("embedding_model")

    @property
    def dimensions(self) -> int | None:
        """Of the vectors; None as long as there are none."""
        found = self.fact("dimensions")
        return int(found) if found else None
