"""How old an answer is: the date of the newest document that it rests on, and a warning where the question says "now".

The words for "now" are English, German, French, Spanish, Urdu and Japanese.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.domain import Document, Searched
from assistant.sentences.dating import in_words

OLD = timedelta(days=365)  # before today
BEHIND = timedelta(days=31)  # before the library's newest document

# "Has Japan signed …?" asks for what is so now; a "has" inside a question may not. "Current account" is no time.
_NOW = re.compile(
    r"""
    \b(?: now | nowadays | currently | current(?!\s+accounts?\b) | today(?:[’']s)? | at\ present | presently | latest
        | newest | most\ recent | still | so\ far | to\ date | up\ to\ now | as\ of\ now | at\ the\ moment | these\ days
        | any\ longer | not\ yet | yet\s*\?
        | jetzt | derzeit\w* | zurzeit | zur\ zeit | aktuell\w* | heut(?:e|ig\w*) | momentan | gegenwärtig\w* | bisher
        | bislang | inzwischen | immer\ noch | noch\ immer | neuest\w* | nach\ wie\ vor
        | maintenant | actuel(?:s|les?|lement)? | aujourd[’']hui | à\ présent | à\ l[’']heure\ actuelle
        | en\ ce\ moment | jusqu[’']ici | le\ plus\ récent | la\ plus\ récente | est-il\ toujours | est-elle\ toujours
        | ahora | hoy | actual(?:es|mente)? | hasta\ la\ fecha | todavía | aún | en\ este\ momento | más\ recientes?
    )(?!\w)
    | ^\W*(?:has|have|what\ has\ become)\b
    | (?<!\w)(?:اب(?:\ تک)?|آج(?:\ کل)?|ابھی|اس\ وقت|موجودہ|تازہ\ ترین|فی\ الحال)(?!\w)
    | 現在|現時点|いま(?:も|は|の|まだ)|今(?:も|は|の|日|なお|のところ)|最新|目下|本日|これまで(?:に|の)|まだ
    """,
    re.IGNORECASE | re.VERBOSE,
)


# "Who is the ambassador?" asks who it is now, and an office changes hands; a month makes no holder an old one.
_WHO = re.compile(
    r"""
    ^\W*(?:and\W+|but\W+|so\W+)?(?:
        (?:who(?:\ is|\ are|[’']s) | what(?:\ is|[’']s)\ the\ name\ of
            | wer\ (?:ist|sind) | qui\ (?:est|sont) | qui[eé]n(?:es)?\ (?:es|son))
        \ (?!going\b|expected\b|said\b|to\b)
    )
    | (?<!\w)کون\ (?:ہے|ہیں) | (?:誰|だれ)(?:です|でしょう|が.{0,12}(?:務め|就い))
    """,
    re.IGNORECASE | re.VERBOSE,
)


def asks_about_now(question: str) -> bool:
    return bool(_NOW.search(question))


def newest(documents: Sequence[Document]) -> str | None:
    """The ISO date of the newest of them, in its own precision; None where none is dated."""
    return max((document.date.value for document in documents if document.date), key=_first_day, default=None)


def warning(question: str, as_of: str | None, searched: Searched, today: date) -> str:
    """A sentence for the reader where the question asks about now and the newest document that the answer rests on is
    more than a year old, or more than a month older than the newest of the library; where it asks who somebody is, more
    than a year older than that; else empty. A date without its
    day or month counts as its last day, so that nothing is called older than it may be."""
    now = asks_about_now(question)
    if not now and not _WHO.search(question):
        return ""
    if as_of is None:
        return "The documents that this rests on carry no date; things may have changed since."
    behind = searched.last is not None and _first_day(searched.last) - _last_day(as_of) > (BEHIND if now else OLD)
    old = today - _last_day(as_of) > OLD
    if not old and not behind:
        return ""
    said = f"The newest document that this rests on is of {in_words(as_of)}; things may have changed since."
    return f"{said} The library's newest is of {in_words(searched.last)}." if behind and searched.last else said


def _first_day(iso: str) -> date:
    return date.fromisoformat(iso + "-01-01"[len(iso) - 4 :])


def _last_day(iso: str) -> date:
    first = _first_day(iso)
    if len(iso) == len("2021-09-07"):
        return first
    later = first.replace(year=first.year + 1) if len(iso) == len("2021") else first + timedelta(31)
    return later.replace(day=1) - timedelta(1)
