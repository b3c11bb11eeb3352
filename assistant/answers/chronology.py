"""What an answer rests on in the order of time: its documents, and the days that its cited sentences name.

Only what is known: a document without a date has no place in it, nor has a day without a year.
"""

from __future__ import annotations

import sys
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.domain import Answer, Citation, Document, Passage
from assistant.sentences.dating import covers
from assistant.sentences.facts import facts

_LAST_MONTH = 12


class Known(StrEnum):
    """How a day is known."""

    PUBLISHED = "published"  # it is the document's date, whose basis the document knows
    NAMED = "named"  # the sentence names it
    RECKONED = "reckoned"  # the sentence tells it in relation to the document's date: "on Monday"


@dataclass(frozen=True, slots=True)
class Dated:
    """A document (PUBLISHED), or what one of its cited sentences tells of. ``day``: an ISO date, as exact as it is
    known. ``citations``: all of the document, or the sentence's one. ``passage``: the best that was found of it."""

    day: str
    known: Known
    document: Document
    passage: Passage
    citations: tuple[Citation, ...] = ()


def chronology(answer: Answer) -> tuple[Dated, ...]:
    """All that is dated in an answer, oldest first."""
    found = [*_published(answer), *_told(answer)]
    order = list(Known)
    return tuple(sorted(found, key=lambda one: (*span(one.day), order.index(one.known), _first(one))))


def undated(answer: Answer) -> tuple[Document, ...]:
    """The documents that an answer cites and of which nobody knows when they were published."""
    cited = {one.sentence.passage.document.id: one.sentence.passage.document for one in answer.citations}
    return tuple(document for document in cited.values() if not _date(document))


def span(day: str) -> tuple[date, date]:
    """The first and the last day of an ISO date of any precision. Raises ValueError where there is no such day."""
    year, month, number = (*map(int, day.split("-")), 0, 0)[:3]
    if number:
        return date(year, month, number), date(year, month, number)
    if month:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, 1, 1), date(year, _LAST_MONTH, 31)


def _published(answer: Answer) -> Iterator[Dated]:
    passages: dict[str, Passage] = {}
    for passage in (
        *(one.sentence.passage for one in answer.citations),
        *(found.passage for found in answer.evidence),
    ):
        passages.setdefault(passage.document.id, passage)
    for name, passage in passages.items():
        if day := _date(passage.document):
            citations = tuple(one for one in answer.citations if one.sentence.passage.document.id == name)
            yield Dated(day, Known.PUBLISHED, passage.document, passage, citations)


def _told(answer: Answer) -> Iterator[Dated]:
    """Of the days in one sentence only the most exact: of "in September, on Monday the 6th" the 6th."""
    for citation in answer.citations:
        passage = citation.sentence.passage
        published = _date(passage.document)
        named = facts(citation.quote).dates.days
        every = {day for day in facts(citation.quote, published).dates.days if _is_day(day)}
        for day in every - {published}:
            if not any(day != other and covers(day, other) for other in every):
                known = Known.NAMED if day in named else Known.RECKONED
                yield Dated(day, known, passage.document, passage, (citation,))


def _date(document: Document) -> str | None:
    return document.date.value if document.date and _is_day(document.date.value) else None


def _is_day(day: str) -> bool:
    if day.startswith("-"):
        return False
    try:
        span(day)
    except ValueError:
        return False
    return True


def _first(one: Dated) -> int:
    return one.citations[0].number if one.citations else sys.maxsize
