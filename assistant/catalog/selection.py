"""Which documents a filter lets through, as SQL over the table of documents.

Both halves of the search put it into their queries: what it does not let through is never ranked, let alone shown.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from assistant.domain import Filter


@dataclass(frozen=True, slots=True)
class Condition:
    """``sql``: true for the rows of ``documents`` that are let through; ``values``: of its question marks, in order."""

    sql: str
    values: tuple[str, ...]

    @property
    def numbers(self) -> str:
        """A query for the numbers of those documents."""
        return f"SELECT documents.number FROM documents WHERE {self.sql}"  # noqa: S608 - values are bound


_DATE = "stated ->> '$.date[0]'"
_PUBLISHER = "stated ->> '$.publisher[0]'"


def condition(within: Filter | None) -> Condition:
    """The documents that a reader sees, and of those the ones that ``within`` lets through.

    A document whose date is less precise than the filter's is let through if it may be of that time: one of 2021 for
    "since March 2021". One without a date, language or publisher is not, where the filter asks for one.
    """
    sees = visible(within.reader if within else "")
    tests: list[tuple[str, tuple[str, ...]]] = [("NOT staged", ()), (sees.sql, sees.values)]
    if within:
        tests += [("instr(countries, ?)", (json.dumps(country),)) for country in within.countries]
        if within.since:
            tests.append((f"substr(?, 1, length({_DATE})) <= {_DATE}", (within.since,)))
        if within.until:
            tests.append((f"substr({_DATE}, 1, {len(within.until)}) <= ?", (within.until,)))
        if within.languages:
            tests.append(("language IN (SELECT value FROM json_each(?))", (json.dumps(within.languages),)))
        if within.publishers:
            # In Python's lower case: SQLite's knows ASCII only.
            tests.append((f"casefold({_PUBLISHER}) IN (SELECT value FROM json_each(?))", (_folded(within.publishers),)))  # noqa: S608 - its values are bound
        if within.documents is not None:
            named = (
                f"SELECT places.document FROM {PLACES} WHERE {SEEN} AND places.name IN (SELECT value FROM json_each(?))"  # noqa: S608 - likewise
            )
            tests.append((f"documents.number IN ({named})", (within.reader, json.dumps(sorted(within.documents)))))
    return Condition(" AND ".join(sql for sql, _ in tests), tuple(value for _, values in tests for value in values))


# Places, and which of them a reader sees: those of the library, and of what readers have added this one's.
PLACES, SEEN = "places LEFT JOIN additions USING (path)", "ifnull(owner, '') IN ('', ?)"
# What is at a place that the reader does not see, also where it only waits to take that place, and at none that he
# does. It is looked for among what readers have added, which is less than the library.
_HIDDEN = f"""
    SELECT theirs FROM (
        SELECT document AS theirs FROM additions JOIN places USING (path) WHERE owner NOT IN ('', ?) AND document > 0
        UNION SELECT next FROM additions JOIN places USING (path) WHERE owner NOT IN ('', ?) AND next > 0
    ) WHERE NOT EXISTS (SELECT 1 FROM {PLACES} WHERE document = theirs AND {SEEN})
"""  # noqa: S608 - nothing foreign is in it


def visible(reader: str) -> Condition:
    """The documents that a reader may see: those of the library and what this one has added, nobody else's."""
    return Condition(f"documents.number NOT IN ({_HIDDEN})", (reader,) * 3)


def hidden(db: sqlite3.Connection, reader: str) -> dict[int, str]:
    """The numbers and the ids of the documents that are other readers' alone."""
    sql = f"SELECT number, id FROM documents WHERE number IN ({_HIDDEN})"  # noqa: S608 - values are bound
    return dict(db.execute(sql, (reader,) * 3).fetchall())


def names(db: sqlite3.Connection, number: int, reader: str) -> list[str]:
    """Under which names a reader knows a document, its own first if it is among them."""
    sql = (
        f"SELECT DISTINCT places.name FROM {PLACES} JOIN documents ON number = document "  # noqa: S608 - values are bound
        f"WHERE number = ? AND {SEEN} ORDER BY places.name <> documents.name, places.name"
    )
    return [name for (name,) in db.execute(sql, (number, reader))]


def _folded(names: tuple[str, ...]) -> str:
    return json.dumps([name.casefold() for name in names], ensure_ascii=False)
