"""The truth, as readers see it: documents, passages and the keyword index, in one SQLite file.

``journal.py`` writes the same file; a reader sees each document as it was before a change or as it is after it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from assistant import keywords, rows, words
from assistant.database import Database
from assistant.domain import Document, Passage, Searched
from assistant.errors import LibraryError
from assistant.keywords import KeywordHit


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document without its text. ``waiting``: how many of its passages are not in the vector index yet."""

    id: str
    name: str
    title: str
    date: str | None
    place: str | None
    publisher: str | None
    language: str
    passages: int
    waiting: int


class Catalog:
    """Safe to use from several threads. Every method may raise LibraryStorageError or LibraryDamagedError."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._statistics: keywords.Statistics | None = None
        self._counting = Lock()
        if self.fact("words") != words.VERSION:
            with database.writing() as db:
                rows.index_words_anew(db)
                self.record({"words": words.VERSION})

    def searched(self, documents: Collection[str] | None = None) -> Searched:
        """How many documents there are, and the dates of the oldest and the newest; of those with these names only."""
        with self._db.reading() as db:
            found = db.execute(
                "SELECT count(*), min(stated ->> '$.date[0]'), max(stated ->> '$.date[0]') FROM documents "
                "WHERE NOT staged AND (?1 IS NULL OR name IN (SELECT value FROM json_each(?1)))",
                (None if documents is None else json.dumps(list(documents)),),
            ).fetchone()
        return Searched(*found)

    def documents(self) -> list[DocumentRow]:
        """All documents in the order of their names."""
        with self._db.reading() as db:
            found = db.execute(
                "SELECT documents.id, name, stated ->> '$.title[0]', stated ->> '$.date[0]', "
                "stated ->> '$.place[0]', stated ->> '$.publisher[0]', language, count(passages.number), "
                "count(passages.number) FILTER (WHERE NOT indexed) FROM documents "
                "LEFT JOIN passages ON document = documents.number WHERE NOT staged "
                "GROUP BY documents.number ORDER BY name, documents.number"
            ).fetchall()
        return [DocumentRow(*row) for row in found]

    def document(self, id: str) -> Document:  # noqa: A002 - what it is called everywhere
        """The whole document with this id. Raises LibraryError if the library does not hold it (any more)."""
        with self._db.reading() as db:
            row = db.execute("SELECT number FROM documents WHERE id = ? AND NOT staged", (id,)).fetchone()
            if row is None:
                raise LibraryError(
                    "The library holds no such document (any more): it may have been changed or removed since. Ask "
                    "again to see what it holds now."
                )
            return rows.document(db, row[0])

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """The passages with these ids, in that order; ids that the library does not hold (any more) are left out."""
        with self._db.reading() as db:
            found = db.execute(
                'SELECT passages.id, document, start, "end", position FROM passages '
                "JOIN documents ON documents.number = document "
                "WHERE NOT staged AND passages.id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(ids)),),
            ).fetchall()
            documents = {number: rows.document(db, number) for number in {row[1] for row in found}}
        passages = {id_: Passage(documents[number], start, end, n) for id_, number, start, end, n in found}
        return [passages[id_] for id_ in ids if id_ in passages]

    def vectors_of(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors, each of shape (dimensions,), of those of these passages that have one."""
        with self._db.reading() as db:
            found = db.execute(
                "SELECT id, vector FROM passages JOIN vectors USING (key) WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(ids)),),
            )
            return {id_: np.frombuffer(vector, "<f4") for id_, vector in found}

    def vectors_in(self, documents: Collection[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors, each of shape (dimensions,), of all passages of the documents with these names."""
        with self._db.reading() as db:
            found = db.execute(
                "SELECT passages.id, vector FROM passages JOIN documents ON documents.number = document "
                "JOIN vectors USING (key) WHERE NOT staged AND name IN (SELECT value FROM json_each(?))",
                (json.dumps(list(documents)),),
            )
            return {id_: np.frombuffer(vector, "<f4") for id_, vector in found}

    def keyword_search(self, question: str, k: int, documents: Collection[str] | None = None) -> list[KeywordHit]:
        """The ``k`` passages whose words (and document header) fit the question best by BM25, best first; of the
        documents with these names only."""
        with self._db.reading() as db:
            return keywords.search(db, self._counted(db), question, k, documents)

    def matched(self, question: str) -> float:
        """The share (0 to 1) of the question's distinct words, weighted by rarity, that occur in the library."""
        with self._db.reading() as db:
            return keywords.matched(db, self._counted(db), question)

    def apart(self, question: str) -> tuple[list[str], list[str]]:
        """The question's words that no document holds; where there are none, two that no document holds both of."""
        with self._db.reading() as db:
            return keywords.apart(db, self._counted(db), question)

    def _counted(self, db: sqlite3.Connection) -> keywords.Statistics:
        row = db.execute("SELECT value FROM facts WHERE name = 'state'").fetchone()
        state = row[0] if row else ""
        with self._counting:
            if self._statistics is None or self._statistics.state != state:
                self._statistics = keywords.Statistics.read(db, state)
            return self._statistics

    def fact(self, name: str) -> str | None:
        """Something that the library as a whole records about itself."""
        with self._db.reading() as db:
            row = db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

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
