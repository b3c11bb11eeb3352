"""What is said of an answer as a whole, in the reader's language; the terminal says the same in English, see
assistant.telling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.domain import Answer, Disagreement, Filter, Searched, State, Version, Waiting
from assistant.ui.wording import told
from assistant.ui.wording.told import named

if TYPE_CHECKING:
    from assistant.ui.wording import Wording

_COUNTED_IN_SECONDS = 90  # up to here; beyond it nobody counts them
_MINUTE, _STEP = 60, 5
_OF = ": "  # between what documents differ on and of what kind that is


def searched(answer: Answer, wording: Wording) -> str:
    """How many documents were searched, and of which dates; empty for a refusal, which says so itself, and for a
    question that is asked back."""
    if answer.state in (State.NOT_IN_DOCUMENTS, State.UNCLEAR):
        return ""
    told = _dated(answer.searched, _number(answer.searched, wording), wording)
    only = within(answer.searched.within, wording)
    return wording.say("answer-searched-only", searched=told, within=only) if only else told


def _number(held: Searched, wording: Wording) -> str:
    if held.within is None or held.held is None:
        return wording.say("answer-searched", count=held.documents)
    return wording.say("answer-searched-of", count=held.documents, held=held.held)


def _dated(held: Searched, told: str, wording: Wording) -> str:
    if not held.first or not held.last:
        return told
    first, last = wording.date(held.first), wording.date(held.last)
    if first == last:
        return wording.say("answer-searched-dated", searched=told, date=first)
    return wording.say("answer-searched-range", searched=told, first=first, last=last)


def within(narrowed: Filter | None, wording: Wording) -> str:
    """Which documents alone were searched; empty where all were."""
    if narrowed is None:
        return ""
    parts = []
    if narrowed.countries:
        countries = wording.listed(map(wording.country, narrowed.countries))
        parts.append(wording.say("within-about", countries=countries))
    since, until = (day and wording.date(day) for day in (narrowed.since, narrowed.until))
    if since and until:
        parts.append(wording.say("within-dated", first=since, last=until))
    elif since or until:
        parts.append(wording.say("within-since" if since else "within-until", date=since or until or ""))
    if narrowed.languages:
        languages = wording.listed(map(wording.language_name, narrowed.languages), "or")
        parts.append(wording.say("within-languages", languages=languages))
    if narrowed.publishers:
        parts.append(wording.say("within-publishers", publishers=wording.listed(narrowed.publishers, "or")))
    if narrowed.documents is not None:
        parts.append(wording.say("within-documents", count=len(narrowed.documents)))
    return wording.say("comma").join(parts)


def as_of(answer: Answer, wording: Wording) -> str:
    """The date up to which an answer holds, as HTML; empty where no document used is dated."""
    if not answer.as_of:
        return ""
    used = len({citation.sentence.passage.document.id for citation in answer.citations})
    return wording.html("answer-as-of", date=wording.date(answer.as_of), count=used)


def waiting(before: Waiting | None, wording: Wording) -> str:
    """How many questions are answered before this one, and for about how long; empty where none is."""
    if before is None:
        return ""
    if before.seconds is None:
        return wording.say("answer-waiting", ahead=before.ahead)
    seconds = max(_STEP, _STEP * round(before.seconds / _STEP))
    if before.seconds > _COUNTED_IN_SECONDS:
        time = wording.say("time-minutes", count=round(before.seconds / _MINUTE))
    else:
        time = wording.say("time-seconds", count=seconds)
    return wording.say("answer-waiting-time", ahead=before.ahead, time=time)


def differing(one: Disagreement, wording: Wording) -> str:
    """What documents differ on, as a heading in HTML."""
    about = named("differing", one.about, wording)
    return wording.html("answer-develop" if one.is_development else "answer-differ", about=about)


def version(one: Disagreement, version: Version, wording: Wording) -> str:
    """What one of the documents says: a date in the reader's way, anything else as it is printed."""
    is_date = one.about.rpartition(_OF)[2] == "date"
    return told.dated(version.value, wording) if is_date else version.value


def time_to_wait(seconds: float, wording: Wording) -> str:
    """A time in words, never less than it takes."""
    whole = max(1, int(-(-seconds // 1)))
    if whole < 2 * _MINUTE:
        return wording.say("time-seconds", count=whole)
    return wording.say("time-minutes", count=int(-(-whole // _MINUTE)))
