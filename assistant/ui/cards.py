"""The passages beside the chat as cards: Turn → HTML. Every foreign word goes through `escape`."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from assistant.conversations.turns import Phase, Turn
from assistant.domain import Answer, Citation, Document, Fate, Passage, Searched, Sentence, State
from assistant.ui.escaping import escape, laid_out, marked
from assistant.ui.wording import told

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from assistant.ui.wording import Wording

    Fates = Mapping[str, Fate]

_TITLE = "\ufffc"  # stands for a title while what is said around it is made
NEAREST_SHOWN = 3  # closest passages that are open to see; the rest is folded

_PAPER = (
    '<div class="empty"><svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true"><path fill="none"'
    ' stroke="currentColor" stroke-width="1.5" d="M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7"/></svg>'
)
_SKELETON = '<div class="skeleton" aria-hidden="true"></div>' * 2


def subtitle(searched: Searched, wording: Wording) -> str:
    """The line beside the product's name: ``Questions answered from 3 documents, 2019–2023``, as HTML; nothing where
    there are none."""
    if not searched.documents:
        return ""
    years = "–".join(sorted({iso[:4] for iso in (searched.first, searched.last) if iso}))
    if not years:
        return wording.html("subtitle", count=searched.documents)
    return wording.html("subtitle-years", count=searched.documents, years=years)


def panel(turn: Turn | None, index: int, fates: Fates, wording: Wording) -> str:
    """The passages of the newest turn, open. ``index`` counts turns from 0 and is part of every anchor; ``fates``: what
    has become of documents that the library does not hold any more, by their ids."""
    if turn is None:
        title, text = wording.say("panel-empty-title"), wording.say("panel-empty-text")
        return f"{_PAPER}<p><strong>{title}</strong></p><p>{text}</p></div>"
    status = f'<p class="sr" role="status">{announcement(turn, wording)}</p>'
    return (
        f'<h2 class="sr">{wording.say("tab-sources")}</h2>{status}{_folder(turn, index, fates, wording, is_open=True)}'
    )


def earlier(turns: Sequence[Turn], fates: Fates, wording: Wording, first: int = 0) -> str:
    """The passages of all turns from the ``first`` on but the newest, folded, newest first."""
    before = range(len(turns) - 2, first - 1, -1)
    return "".join(_folder(turns[index], index, fates, wording, is_open=False) for index in before)


def announcement(turn: Turn, wording: Wording) -> str:
    """What a screen reader says as the answer comes along, as HTML."""
    answer = turn.answer
    if turn.problem:
        return wording.html("panel-no-answer", problem=told.plain(turn.problem, wording))
    if turn.phase is Phase.STOPPED:
        return wording.say("panel-stopped")
    if answer is None:
        return wording.say("panel-searching")
    if answer.state is State.WRITING:
        return wording.say("panel-writing")
    if answer.state in (State.NOT_IN_DOCUMENTS, State.UNCLEAR):
        return wording.html("panel-ready", text=told.plain(answer.text, wording))
    return wording.say("panel-ready-cited", count=len(answer.citations))


def cited_passages(answer: Answer) -> int:
    return len({citation.sentence.passage.id for citation in answer.citations})


def fingerprint(quoted: str) -> str:
    """Of the text that a card shows, so that the browser can ask for it without sending all of it back."""
    return hashlib.sha256(quoted.encode()).hexdigest()[:16]


def _folder(turn: Turn, index: int, fates: Fates, wording: Wording, *, is_open: bool) -> str:
    answer = turn.answer
    if answer is None or (answer.state is State.UNCLEAR and not answer.evidence):
        count, body = _without_evidence(turn, wording)
    elif answer.state is State.NOT_IN_DOCUMENTS and not answer.citations:
        count, body = wording.say("panel-none-cited"), _nearest(answer, index, fates, wording)
    else:
        number = cited_passages(answer)
        count = wording.say("panel-count", count=len(answer.evidence))
        if number:
            count = wording.say("panel-count-cited", count=number)
        body = _evidence(answer, index, fates, wording, is_settled=not turn.phase.is_open)
    return (
        f'<details class="turn" data-turn="{index}"{" open" if is_open else ""}><summary>'
        f'<span class="q" dir="auto">{escape(turn.question)}</span><span class="count">{count}</span></summary>'
        f"{body}</details>"
    )


def _without_evidence(turn: Turn, wording: Wording) -> tuple[str, str]:
    if turn.phase.is_open:
        searching = f'<p class="searching">{wording.say("answer-searching")}</p>{_SKELETON}'
        return wording.say("panel-count-searching"), searching
    told = wording.say("panel-unclear" if turn.answer else "panel-not-found")
    return wording.say("panel-count-none"), f'<div class="none"><p>{told}</p></div>'


def _nearest(answer: Answer, index: int, fates: Fates, wording: Wording) -> str:
    none = f'<div class="none"><p><strong>{wording.say("panel-none")}</strong></p>'
    if not answer.evidence:
        return f"{none}</div>"
    cards = [
        _card(found.passage, (), index, fates, wording, kind="near", copies=found.copies) for found in answer.evidence
    ]
    rest = _fold("panel-further", cards[NEAREST_SHOWN:], wording, is_open=False)
    return f"{none}<p>{wording.say('panel-closest')}</p></div>{_list(cards[:NEAREST_SHOWN])}{rest}"


def _evidence(answer: Answer, index: int, fates: Fates, wording: Wording, *, is_settled: bool) -> str:
    cited: dict[str, tuple[Passage, list[Citation]]] = {}
    for citation in answer.citations:
        passage = citation.sentence.passage
        cited.setdefault(passage.id, (passage, []))[1].append(citation)
    copies = {found.passage.id: found.copies for found in answer.evidence}
    cards = [
        _card(passage, citations, index, fates, wording, kind="cited", copies=copies.get(passage.id, ()))
        for passage, citations in cited.values()
    ]
    others = [
        _card(found.passage, (), index, fates, wording, kind="found", copies=found.copies)
        for found in answer.evidence
        if found.passage.id not in cited
    ]
    title = "panel-found" if not cards else "panel-also-not-cited" if is_settled else "panel-also"
    return _list(cards) + _fold(title, others, wording, is_open=not (is_settled and cards))


def _list(cards: Sequence[str]) -> str:
    return f"<ol>{''.join(f'<li>{card}</li>' for card in cards)}</ol>" if cards else ""


def _fold(name: str, cards: Sequence[str], wording: Wording, *, is_open: bool) -> str:
    if not cards:
        return ""
    title = wording.say(name, count=len(cards))
    return f'<details class="also"{" open" if is_open else ""}><summary>{title}</summary>{_list(cards)}</details>'


def _card(  # noqa: PLR0913 - all that a card shows
    passage: Passage,
    citations: Iterable[Citation],
    turn: int,
    fates: Fates,
    wording: Wording,
    *,
    kind: str,
    copies: Collection[str],
) -> str:
    document = passage.document
    citations = tuple(citations)
    lang = f' lang="{escape(document.language)}" dir="auto"'
    numbers = "".join(f'<span class="num">{citation.number}</span>' for citation in citations)
    spoken = "card-source" if citations else "card-closest" if kind == "near" else "card-passage"
    before, _, behind = wording.say(spoken, title=_TITLE).partition(_TITLE)
    name, title = f"c-{turn}-{passage.id}", escape(document.title.value)
    opens = f'data-document="{document.id}" {_place(passage)}'
    back = (
        f'<button type="button" class="back" data-turn="{turn}">{wording.say("card-back")}</button>'
        if citations
        else ""
    )
    return (
        f'<article class="card {kind}" id="{name}" aria-labelledby="{name}-t">'
        f'<header><span class="nums" aria-hidden="true">{numbers}</span><div class="head">'
        f'<h3 id="{name}-t"><span class="sr">{before}</span><bdi class="title"{lang}>{title}</bdi>'
        f'<span class="sr">{behind}</span></h3>'
        f'<p class="meta">{_meta_html(document, wording)}</p>{_fate_html(fates.get(document.id), wording)}</div>'
        "</header>"
        f"<blockquote{lang}>{_passage(passage, citations, turn)}</blockquote>"
        f'<footer><span>{_where(passage, copies, wording)}</span><span class="acts">{back}'
        f'<button type="button" class="copy">{wording.say("card-copy")}</button>'
        f'<button type="button" class="read" {opens}>{wording.say("card-read")}</button></span></footer></article>'
    )


def _fate_html(fate: Fate | None, wording: Wording) -> str:
    if fate is None:
        return ""
    told = wording.html("card-changed" if fate.became else "card-removed", date=wording.date(fate.at[:10]))
    return f'<p class="fate">{told}</p>'


def _passage(passage: Passage, citations: Iterable[Citation], turn: int) -> str:
    marks = []
    for citation in citations:
        number, sentence = citation.number, citation.sentence
        attributes = f' id="s-{turn}-{number}" data-n="{number}" {_place(sentence)} tabindex="-1"'
        marks.append((sentence.start - passage.start, sentence.end - passage.start, attributes))
    return marked(laid_out(passage.text), marks)


def _place(quoted: Passage | Sentence) -> str:
    """What the browser sends back to open the document there."""
    return f'data-start="{quoted.start}" data-end="{quoted.end}" data-quote="{fingerprint(quoted.text)}"'


def _where(passage: Passage, copies: Collection[str], wording: Wording) -> str:
    parts = [wording.say("card-number", number=passage.number)]
    if passage.page is not None:
        parts.append(wording.say("card-page", page=passage.page))
    if copies:
        parts.append(wording.say("card-copies", count=len(copies)))
    return " · ".join(parts)


def _facts(document: Document, wording: Wording) -> list[str]:
    publisher = document.publisher.value if document.publisher else wording.say("card-no-publisher")
    place = document.place.value if document.place else ""
    date = wording.date(document.date.value) if document.date else wording.say("card-no-date")
    return [fact for fact in (publisher, place, date) if fact]


def meta(document: Document, wording: Wording) -> str:
    """Publisher, place and date in one line of plain text."""
    return wording.lined(_facts(document, wording))


def _meta_html(document: Document, wording: Wording) -> str:
    return " · ".join(f"<bdi>{escape(fact)}</bdi>" for fact in _facts(document, wording))
