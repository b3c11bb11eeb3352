"""The keyword half of the search: an FTS5 table of ready-made terms finds candidates, BM25 ranks them.

The table belongs to the catalog, which hands in its connections; ``passages.words`` is the passage's length in terms.
FTS5's own ranking is only used to choose candidates: it gives words that more than half of the passages hold no weight
at all, which in a library of seven passages is every telling word, and it counts the stems of one word in several
languages as several words.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from assistant import words
from assistant.catalog.selection import Condition
from assistant.countries.names import country_word, is_country_word

K1, B = 1.2, 0.75  # Robertson's BM25 with the values that Lucene and FTS5 use

_MOST_WORDS = 64  # of a question, rarest first: what a longer one adds has next to no weight
_MOST_POSTINGS = 30_000  # that FTS5 may have to score for one question: about 30 ms
_FEW, _MOST_COMMON = 3, 3  # words within that budget; words beyond it
_BEGINS = 4  # letters that all forms of a word have in common
_OF_COUNTRIES = frozenset(["i", "n", "an", "ian", "es", "ese"])  # "kuwaiti", "japanes"
_RAREST = 4  # words of a question that are looked for together
_MOST_COMPARED = 1000  # passages of a filter that are all compared: what FTS5 would leave out may fit best
_SPARE = 4  # candidates for each place in the ranking

_GIVEN = "(SELECT value FROM json_each(?))"
_THEIRS = f"SELECT number FROM passages WHERE document IN {_GIVEN}"  # noqa: S608 - values are bound

SCHEMA = """
CREATE VIRTUAL TABLE keywords USING fts5(terms, tokenize = 'ascii');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(keywords, row)
"""


@dataclass(frozen=True, slots=True)
class KeywordHit:
    """A passage found by its words. ``score``: BM25, 0 upwards, higher is better. ``share``: that score as a share (0
    to 1) of the highest that the question's words, as far as the library holds them, could reach. ``coverage``: the
    share (0 to 1) of the question's distinct words that it holds, weighted by how rare they are in the library."""

    id: str
    score: float
    share: float
    coverage: float


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the question: the terms that it may be indexed as, in how many passages, and its weight."""

    terms: frozenset[str]
    passages: int
    idf: float


@dataclass(frozen=True, slots=True)
class Statistics:
    """Of one state of the index, but for the documents whose numbers are ``hidden``: whoever does not see them is told
    nothing by their words. ``passages``: how many, ``length``: terms in the average one."""

    state: str
    hidden: frozenset[int]
    passages: int
    length: float
    languages: frozenset[str]
    frequencies: dict[str, int]  # term → passages that hold it; filled as questions come

    @classmethod
    def read(cls, db: sqlite3.Connection, state: str, hidden: frozenset[int]) -> Statistics:
        seen, values = "NOT staged AND documents.number NOT IN (SELECT value FROM json_each(?))", (_json(hidden),)
        passages, length = db.execute(
            f"SELECT count(*), avg(words) FROM passages JOIN documents ON documents.number = document WHERE {seen}",  # noqa: S608 - values are bound
            values,
        ).fetchone()
        rows = db.execute(f"SELECT DISTINCT language FROM documents WHERE {seen}", values)  # noqa: S608 - likewise
        return cls(state, hidden, passages, length or 1.0, frozenset(language for (language,) in rows), {})

    def count(self, db: sqlite3.Connection, terms: Iterable[str]) -> None:
        """Fills in the frequencies of these terms."""
        fresh = set(terms) - self.frequencies.keys()
        if not fresh:
            return
        held = dict(db.execute(f"SELECT term, doc FROM vocabulary WHERE term IN {_GIVEN}", (_json(fresh),)).fetchall())  # noqa: S608 - values are bound
        if self.hidden and held:
            sql = (
                "SELECT value, count(*) FROM json_each(?) CROSS JOIN keywords "  # noqa: S608 - likewise
                f"WHERE keywords MATCH '\"' || value || '\"' AND +keywords.rowid IN ({_THEIRS}) GROUP BY value"
            )
            for term, theirs in db.execute(sql, (_json(held), _json(self.hidden))):
                held[term] -= theirs
        self.frequencies.update(dict.fromkeys(fresh, 0) | held)


def add(db: sqlite3.Connection, entries: Iterable[tuple[int, str]]) -> None:
    """Makes passages findable: their numbers and terms, with spaces between these."""
    db.executemany("INSERT INTO keywords (rowid, terms) VALUES (?, ?)", entries)


def remove(db: sqlite3.Connection, numbers: Iterable[int]) -> None:
    db.executemany("DELETE FROM keywords WHERE rowid = ?", ((number,) for number in numbers))


def clear(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM keywords")


def tidy(db: sqlite3.Connection) -> None:
    """Rewrites the index without what was deleted from it: FTS5 only marks terms as gone."""
    db.execute("INSERT INTO keywords (keywords) VALUES ('optimize')")


def matched(db: sqlite3.Connection, statistics: Statistics, question: str) -> float:
    """The share (0 to 1) of the question's distinct words, weighted by rarity, that occur in any document."""
    asked = _asked(db, statistics, question)
    total = sum(word.idf for word in asked)
    return sum(word.idf for word in asked if word.passages) / total if total else 0.0


def search(
    db: sqlite3.Connection, statistics: Statistics, question: str, k: int, within: Condition | None = None
) -> list[KeywordHit]:
    """The ``k`` best passages, best first, of the documents that are not hidden, and that ``within`` lets through. The
    question's text is never read as FTS5 syntax."""
    asked = _asked(db, statistics, question)
    telling = sorted((word for word in asked if word.passages), key=lambda word: word.passages)[:_MOST_WORDS]
    if not telling or k < 1:
        return []
    rows = _candidates(db, _expression(telling), max(_SPARE * k, 100), within, statistics.hidden)
    total = sum(word.idf for word in asked)
    highest = sum(word.idf for word in asked if word.passages) * (K1 + 1)
    hits = []
    for passage, length, terms in rows:
        counts = Counter(terms.split(" "))
        often = [(word.idf, sum(counts[term] for term in word.terms)) for word in telling]
        damp = K1 * (1 - B + B * length / statistics.length)
        score = sum(idf * tf * (K1 + 1) / (tf + damp) for idf, tf in often)
        if score > 0:
            hits.append(KeywordHit(passage, score, score / highest, sum(idf for idf, tf in often if tf) / total))
    return sorted(hits, key=lambda hit: (-hit.score, hit.id))[:k]


def _candidates(
    db: sqlite3.Connection, expression: str, limit: int, within: Condition | None, hidden: frozenset[int]
) -> list[tuple[str, int, str]]:
    """Ids, lengths and terms of passages: those that FTS5 finds best; of a few documents all."""
    # With its plus sign the test is made on what FTS5 finds, instead of FTS5 being asked once for each passage.
    inside, values = "", tuple[str, ...]()
    if within is None and hidden:
        inside, values = f"AND +rowid NOT IN ({_THEIRS})", (_json(hidden),)
    if within:
        inside, values = f"SELECT number FROM passages WHERE document IN ({within.numbers})", within.values  # noqa: S608 - values are bound
        (few,) = db.execute(f"SELECT count(*) FROM ({inside} LIMIT ?)", (*values, _MOST_COMPARED + 1)).fetchone()  # noqa: S608 - likewise
        if few <= _MOST_COMPARED:
            return db.execute(
                "SELECT passages.id, passages.words, terms FROM passages "  # noqa: S608 - likewise
                f"JOIN keywords ON keywords.rowid = passages.number WHERE passages.number IN ({inside})",
                values,
            ).fetchall()
        inside = f"AND +rowid IN ({inside})"
    return db.execute(
        "SELECT passages.id, passages.words, found.terms FROM "  # noqa: S608 - likewise
        f"(SELECT rowid, terms FROM keywords WHERE keywords MATCH ? {inside} ORDER BY rank LIMIT ?) AS found "
        "JOIN passages ON passages.number = found.rowid",
        (expression, *values, limit),
    ).fetchall()


def _asked(db: sqlite3.Connection, statistics: Statistics, question: str) -> list[_Word]:
    distinct = dict.fromkeys(words.variants(word, statistics.languages) for word in words.content_words(question))
    statistics.count(db, (term for variants in distinct for term in variants))
    known = statistics.frequencies
    asked = []
    for variants in distinct:
        passages = min(statistics.passages, sum(known[term] for term in variants))
        idf = math.log(1 + (statistics.passages - passages + 0.5) / (passages + 0.5))
        asked.append(_Word(variants, passages, idf))
    return asked


def _expression(telling: list[_Word]) -> str:
    """An FTS5 expression: any of the rarest words, as many as the budget allows. Where those are few: or all of the
    next, common ones together, each of which would find too much."""
    spent = 0
    affordable = 0
    for word in telling:
        spent += word.passages
        if affordable and spent > _MOST_POSTINGS:
            break
        affordable += 1
    parts = [_any_of(word) for word in telling[:affordable]]
    common = telling[affordable : affordable + _MOST_COMMON]
    if affordable < _FEW and len(common) > 1:
        parts.append("(" + " AND ".join(_any_of(word) for word in common) + ")")
    return " OR ".join(parts)


def _any_of(word: _Word) -> str:
    terms = " OR ".join(f'"{term}"' for term in sorted(word.terms))
    return f"({terms})"


def apart(db: sqlite3.Connection, statistics: Statistics, question: str) -> tuple[list[str], list[str]]:
    """The words of the question that no document holds in any form; and, where there are none, the first two of its
    rarest words that no document holds both of. What is made of a word ("worker" of "work") is a form of it.

    Words as ``words.words`` gives them; hidden documents do not count.
    """
    telling = [word for word in dict.fromkeys(words.content_words(question)) if word not in words.FUNCTION_WORDS]
    asked = {
        word: _in_any_form(db, statistics, word, one)
        for word in telling[:_MOST_WORDS]
        for one in _asked(db, statistics, word)
    }
    unknown = [word for word, one in asked.items() if not one.passages]
    if unknown:
        return unknown, []
    rarest = sorted(asked, key=lambda word: asked[word].passages)[:_RAREST]
    held = {
        word: {
            document
            for (document,) in db.execute(
                "SELECT DISTINCT document FROM keywords JOIN passages ON passages.number = keywords.rowid "
                "WHERE keywords MATCH ?",
                (_any_of(asked[word]),),
            )
        }
        - statistics.hidden
        for word in rarest
        if asked[word].passages <= _MOST_POSTINGS
    }
    parted = ([one, other] for one, other in combinations(held, 2) if not held[one] & held[other])
    return [], next(parted, [])


def _in_any_form(db: sqlite3.Connection, statistics: Statistics, word: str, one: _Word) -> _Word:
    """The word with all terms of the index that are made of the same as it: "signatur" and "signatori" for "sign"."""
    begins = word[:_BEGINS]
    if len(begins) < _BEGINS or not begins.isascii():
        return one
    near = db.execute("SELECT term FROM vocabulary WHERE term >= ? AND term < ?", (begins, f"{begins}\x7f")).fetchall()
    made = {term for (term,) in near if _made_of(word, term)}
    if is_country_word(word):
        made.add(words.stem(country_word(word), "en"))  # "norway" for "norwegian"
    statistics.count(db, made)
    terms = one.terms | made
    return replace(one, terms=terms, passages=sum(statistics.frequencies[term] for term in terms))


def _made_of(word: str, term: str) -> bool:
    """Whether a term is of a word that is made of the same as this: terms have lost their last letters."""
    whole = (term, f"{term}e", f"{term.removesuffix('i')}y")
    if any(words.is_form(word, one) for one in whole):
        return True
    short, long = sorted((word, term), key=len)
    return long.startswith(short) and long[len(short) :] in _OF_COUNTRIES


def _json(values: Iterable[int] | Iterable[str]) -> str:
    return json.dumps(list(values))
