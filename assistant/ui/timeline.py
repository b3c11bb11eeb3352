"""Answers in the order of time: a line with what they cite and find, and the same as a table. Turn → HTML.

Every foreign word goes through `escape`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answers.chronology import Dated, Known, chronology, span, undated
from assistant.ui.escaping import escape
from assistant.ui.timescale import Scale, levels

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.conversations.turns import Turn
    from assistant.domain import Answer, Citation, Document
    from assistant.ui.wording import Wording

_NARROW = 330  # pixels of the line on the narrowest screens
_MARK, _LETTER = 22, 7  # pixels of a mark without letters, and of each letter in it
_RUN = 3  # numbers in a mark before they are shortened
_HIGH = 30  # pixels from one level to the next
_EDGE = 12  # percent of the line that half of a tick's words take


def has_timeline(answer: Answer) -> bool:
    """Whether there is an order of time to be seen: two different days at least, and something cited."""
    return bool(answer.citations) and len({one.day for one in chronology(answer)}) > 1


def timeline(turns: Sequence[Turn], wording: Wording, first: int = 0) -> str:
    """What the turns from the ``first`` on rest on in the order of time, newest turn first and open, the others folded;
    a note where there is nothing."""
    told = [
        (index, turns[index].question, answer, dated)
        for index in range(len(turns) - 1, first - 1, -1)
        if (answer := turns[index].answer)
        and answer.state.is_final
        and answer.citations
        and (dated := chronology(answer))
    ]
    if not told:
        title, text = wording.say("timeline-empty-title"), wording.say("timeline-empty-text")
        return f'<div class="empty"><p><strong>{title}</strong></p><p>{text}</p></div>'
    heading = f'<h2 class="sr">{wording.say("tab-timeline")}</h2>'
    return heading + "".join(_folder(*one, wording, is_open=not at) for at, one in enumerate(told))


def _folder(  # noqa: PLR0913 - one of each
    index: int, question: str, answer: Answer, dated: Sequence[Dated], wording: Wording, *, is_open: bool
) -> str:
    chart = _chart(dated, index, wording) if len({one.day for one in dated}) > 1 else ""
    rows = "".join(_row(one, dated, index, wording) for one in dated)
    columns = "".join(f'<th scope="col">{wording.say(name)}</th>' for name in ("timeline-date", "timeline-what"))
    caption = f'<caption class="sr">{wording.say("timeline-table")}</caption>'
    table = f"<table>{caption}<thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>"
    return (
        f'<details class="turn" id="time-{index}"{" open" if is_open else ""}><summary>'
        f'<span class="q" dir="auto">{escape(question)}</span></summary>'
        f"{chart}{table}{_without_date(undated(answer), wording)}</details>"
    )


def _without_date(documents: Sequence[Document], wording: Wording) -> str:
    if not documents:
        return ""
    titles = wording.say("between-parts").join(f"<bdi>{escape(one.title.value)}</bdi>" for one in documents)
    return f'<p class="undated">{wording.say("timeline-undated")} {titles}</p>'


def _chart(dated: Sequence[Dated], index: int, wording: Wording) -> str:
    scale = Scale.of(day for one in dated for day in span(one.day))
    places = [(scale.at(span(day)[0]), wording.date_short(day)) for day in scale.ticks]
    ticks = "".join(
        f'<i class="tick{_edge(at)}" style="inset-inline-start:{at}%"><span>{told}</span></i>' for at, told in places
    )
    told = [one for one in dated if one.known is not Known.PUBLISHED]
    published = [one for one in dated if one.known is Known.PUBLISHED]
    lanes = _lane("timeline-events", told, scale, index, wording) if told else ""
    lanes += _lane("timeline-documents", published, scale, index, wording) if published else ""
    label = wording.say("timeline-chart")
    return f'<div class="times" role="group" aria-label="{label}"><div aria-hidden="true">{ticks}</div>{lanes}</div>'


def _edge(place: float) -> str:
    """The class of a tick whose words would not fit beside the end of the line."""
    return " at-start" if place < _EDGE else " at-end" if place > 100 - _EDGE else ""


def _lane(name: str, dated: Sequence[Dated], scale: Scale, index: int, wording: Wording) -> str:
    placed = sorted(((scale.at(*span(one.day)), one) for one in dated), key=lambda pair: pair[0])
    widths = [100 * (_MARK + _LETTER * len(_numbers(one.citations))) / _NARROW for _, one in placed]
    at = levels([(middle, width) for (middle, _), width in zip(placed, widths, strict=True)])
    marks = "".join(_mark(one, middle, level, index, wording) for (middle, one), level in zip(placed, at, strict=True))
    tall = (max(at) + 1) * _HIGH + 4
    label = wording.say(name)
    return f'<p class="lane">{label}</p><div class="marks" style="height:{tall}px">{marks}</div>'


def _mark(one: Dated, middle: float, level: int, index: int, wording: Wording) -> str:
    kind = "event" if one.known is not Known.PUBLISHED else "document" if one.citations else "document found"
    numbers, date = _numbers(one.citations), wording.date(one.day)
    message = "timeline-mark" if one.citations else "timeline-mark-found"
    name = wording.attribute(message, date=date, title=one.document.title.value, numbers=numbers)
    return (
        f'<a class="mark {kind}" href="{_card(one, index)}" aria-label="{name}" '
        f'style="inset-inline-start:{middle}%;bottom:{level * _HIGH + 4}px"><bdi dir="ltr">{numbers}</bdi></a>'
    )


def _card(one: Dated, index: int) -> str:
    """Where it can be read, as a link."""
    return f"#s-{index}-{one.citations[0].number}" if one.citations else f"#c-{index}-{one.passage.id}"


def _numbers(citations: Sequence[Citation]) -> str:
    numbers = sorted(one.number for one in citations)
    if len(numbers) > 1 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{numbers[0]}–{numbers[-1]}"
    return ", ".join(map(str, numbers[:_RUN])) + ("…" if len(numbers) > _RUN else "")


def _row(one: Dated, dated: Sequence[Dated], index: int, wording: Wording) -> str:
    document = one.document
    name = f'<bdi lang="{escape(document.language)}">{escape(document.title.value)}</bdi>'
    title = f'<a class="title" href="{_card(one, index)}">{name}</a>'
    if one.known is not Known.PUBLISHED:
        basis = wording.say("timeline-named" if one.known is Known.NAMED else "timeline-reckoned")
        what = f'{_quotes(one.citations, index)}<p class="basis">{basis} {title}</p>'
    else:
        events = [other for other in dated if other.known is not Known.PUBLISHED]
        elsewhere = {citation.number for event in events for citation in event.citations}
        here = [citation for citation in one.citations if citation.number not in elsewhere]
        found = "" if one.citations else f" · {wording.say('timeline-found')}"
        basis = f"{_basis(document, wording)}{found}"
        markers = _markers([citation for citation in one.citations if citation.number in elsewhere], index)
        what = f'<p>{title}{markers}</p><p class="basis">{basis}</p>{_quotes(here, index)}'
    kind = "event" if one.known is not Known.PUBLISHED else "document"
    return f'<tr class="{kind}"><th scope="row">{wording.date(one.day)}</th><td>{what}</td></tr>'


def _basis(document: Document, wording: Wording) -> str:
    """By whom a document was published, and how its date is known."""
    name = str(document.date.basis).replace(" ", "-") if document.date else ""
    basis = wording.say("timeline-published", basis=wording.woven(f"record-basis-{name}"))
    return f"<bdi>{escape(document.publisher.value)}</bdi> · {basis}" if document.publisher else basis


def _quotes(citations: Iterable[Citation], index: int) -> str:
    return "".join(
        f'<p class="said" dir="auto" lang="{escape(one.sentence.passage.document.language)}">'
        f"“{escape(' '.join(one.quote.split()))}”{_markers([one], index)}</p>"
        for one in citations
    )


def _markers(citations: Iterable[Citation], index: int) -> str:
    return "".join(f'&#160;<a class="cite" href="#s-{index}-{one.number}">{one.number}</a>' for one in citations)
