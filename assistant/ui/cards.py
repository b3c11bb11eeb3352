"""The passages beside the chat as cards: Turn → HTML. Every foreign word goes through `escape`."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from assistant.dating import in_words
from assistant.domain import Answer, Citation, Document, Passage, Searched, Sentence, State
from assistant.telling import counted
from assistant.ui.conversations import Phase, Turn
from assistant.ui.escaping import escape, laid_out, marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NEAREST_SHOWN = 3  # closest passages that are open to see; the rest is folded
DOCUMENT_SHOWN = 300_000  # characters of a document shown at once: a browser lays them out in about a second
CHANGED = "This document has changed since it was quoted: the quote does not stand here any more. Ask again."

_EMPTY = (
    '<div class="empty"><svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true"><path fill="none"'
    ' stroke="currentColor" stroke-width="1.5" d="M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7"/></svg>'
    "<p><strong>Sources appear here</strong></p><p>Every statement in an answer carries a number. The passage behind"
    " it is shown in this panel, with the exact sentence marked.</p></div>"
)
_SKELETON = '<div class="skeleton" aria-hidden="true"></div>' * 2


def subtitle(searched: Searched) -> str:
    """The line beside the product's name: ``Questions answered from 3 documents, 2019–2023``, as HTML; nothing where
    there are none."""
    if not searched.documents:
        return ""
    years = "–".join(sorted({iso[:4] for iso in (searched.first, searched.last) if iso}))
    held = counted(searched.documents, "document")
    return escape(f"Questions answered from {held}{', ' if years else ''}{years}")


def panel(turn: Turn | None, index: int) -> str:
    """The passages of the newest turn, open. ``index`` counts turns from 0 and is part of every anchor."""
    if turn is None:
        return _EMPTY
    status = f'<p class="sr" role="status">{escape(announcement(turn))}</p>'
    return f'<h2 class="sr">Sources</h2>{status}{_folder(turn, index, is_open=True)}'


def earlier(turns: Sequence[Turn]) -> str:
    """The passages of all turns but the newest, folded, newest first."""
    return "".join(_folder(turns[index], index, is_open=False) for index in range(len(turns) - 2, -1, -1))


def announcement(turn: Turn) -> str:
    """What a screen reader says as the answer comes along."""
    answer = turn.answer
    if turn.problem:
        return "No answer. " + turn.problem
    if turn.phase is Phase.STOPPED:
        return "Stopped."
    if answer is None:
        return "Searching the documents."
    if answer.state is State.WRITING:
        return "Writing the answer."
    if answer.state in (State.NOT_IN_DOCUMENTS, State.UNCLEAR):
        return f"Answer ready. {answer.text}"
    return f"Answer ready, {counted(len(answer.citations), 'sentence')} cited."


def cited_passages(answer: Answer) -> int:
    return len({citation.sentence.passage.id for citation in answer.citations})


def fingerprint(quoted: str) -> str:
    """Of the text that a card shows, so that the browser can ask for it without sending all of it back."""
    return hashlib.sha256(quoted.encode()).hexdigest()[:16]


def full_document(document: Document, start: int, end: int, quoted: str) -> dict[str, object]:
    """The whole text with ``[start:end]`` marked, for the dialog: title and meta as plain text, the body as HTML.

    ``quoted`` is the fingerprint of what was quoted from there; if something else stands there now, nothing is marked
    and a note says so. Of a text beyond DOCUMENT_SHOWN characters only the surroundings of ``start`` are given, and a
    note says so.
    """
    start = min(max(start, 0), len(document.text))
    end = min(max(end, start), len(document.text))
    first = max(0, min(start - DOCUMENT_SHOWN // 2, len(document.text) - DOCUMENT_SHOWN))
    shown = laid_out(document.text[first : first + DOCUMENT_SHOWN])
    marks, notes = [], []
    if fingerprint(document.text[start:end]) != quoted:
        notes.append(CHANGED)
    elif end > start:
        marks.append((start - first, min(end - first, len(shown)), ' id="document-mark" tabindex="-1"'))
    if len(document.text) > DOCUMENT_SHOWN:
        notes.append(f"This document has {len(document.text):,} characters; a part around the passage is shown.")
    return {
        "ok": True,
        "title": document.title.value,
        "meta": _meta(document),
        "note": " ".join(notes),
        "language": document.language,
        "html": marked(shown, marks),
    }


def _folder(turn: Turn, index: int, *, is_open: bool) -> str:
    answer = turn.answer
    if answer is None or (answer.state is State.UNCLEAR and not answer.evidence):
        count, body = _without_evidence(turn)
    elif answer.state is State.NOT_IN_DOCUMENTS and not answer.citations:
        count, body = "none cited", _nearest(answer, index)
    else:
        number = cited_passages(answer)
        count = f"{counted(number, 'passage')} cited" if number else counted(len(answer.evidence), "passage")
        body = _evidence(answer, index, is_settled=not turn.phase.is_open)
    return (
        f'<details class="turn" data-turn="{index}"{" open" if is_open else ""}><summary>'
        f'<span class="q" dir="auto">{escape(turn.question)}</span><span class="count">{count}</span></summary>'
        f"{body}</details>"
    )


def _without_evidence(turn: Turn) -> tuple[str, str]:
    if turn.phase.is_open:
        return "searching", f'<p class="searching">Searching the documents…</p>{_SKELETON}'
    told = "No passages were found before the answer ended."
    if turn.answer:
        told = "Nothing was searched: the question can mean several things. Choose one of them, or ask in other words."
    return "no passages", f'<div class="none"><p>{told}</p></div>'


def _nearest(answer: Answer, index: int) -> str:
    if not answer.evidence:
        return '<div class="none"><p><strong>No passage answers this.</strong></p></div>'
    cards = [_card(evidence.passage, (), index, kind="near") for evidence in answer.evidence]
    rest = _fold("Further passages", cards[NEAREST_SHOWN:], is_open=False)
    return (
        '<div class="none"><p><strong>No passage answers this.</strong></p>'
        f"<p>The closest passages, not used in the answer:</p></div>{_list(cards[:NEAREST_SHOWN])}{rest}"
    )


def _evidence(answer: Answer, index: int, *, is_settled: bool) -> str:
    cited: dict[str, tuple[Passage, list[Citation]]] = {}
    for citation in answer.citations:
        passage = citation.sentence.passage
        cited.setdefault(passage.id, (passage, []))[1].append(citation)
    cards = [_card(passage, citations, index, kind="cited") for passage, citations in cited.values()]
    others = [
        _card(evidence.passage, (), index, kind="found")
        for evidence in answer.evidence
        if evidence.passage.id not in cited
    ]
    title = "Passages found" if not cards else "Also found, not cited" if is_settled else "Also found"
    return _list(cards) + _fold(title, others, is_open=not (is_settled and cards))


def _list(cards: Sequence[str]) -> str:
    return f"<ol>{''.join(f'<li>{card}</li>' for card in cards)}</ol>" if cards else ""


def _fold(title: str, cards: Sequence[str], *, is_open: bool) -> str:
    if not cards:
        return ""
    return (
        f'<details class="also"{" open" if is_open else ""}><summary>{title} ({len(cards)})</summary>'
        f"{_list(cards)}</details>"
    )


def _card(passage: Passage, citations: Iterable[Citation], turn: int, *, kind: str) -> str:
    document = passage.document
    citations = tuple(citations)
    lang = f' lang="{escape(document.language)}" dir="auto"'
    numbers = "".join(f'<span class="num">{citation.number}</span>' for citation in citations)
    spoken = "Source" if citations else "Closest passage" if kind == "near" else "Passage"
    name, title = f"c-{turn}-{passage.id}", escape(document.title.value)
    opens = f'data-document="{document.id}" {_place(passage)}'
    back = f'<button type="button" class="back" data-turn="{turn}">Back to answer</button>' if citations else ""
    return (
        f'<article class="card {kind}" id="{name}" aria-labelledby="{name}-t">'
        f'<header><span class="nums" aria-hidden="true">{numbers}</span><div class="head">'
        f'<h3 id="{name}-t"{lang}><span class="sr">{spoken}: </span><bdi class="title">{title}</bdi></h3>'
        f'<p class="meta">{_meta_html(document)}</p></div></header>'
        f"<blockquote{lang}>{_passage(passage, citations, turn)}</blockquote>"
        f'<footer><span>{_where(passage)}</span><span class="acts">{back}'
        '<button type="button" class="copy">Copy quote</button>'
        f'<button type="button" class="read" {opens}>Read in full</button></span></footer></article>'
    )


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


def _where(passage: Passage) -> str:
    page = "" if passage.page is None else f" · page {passage.page}"
    return f"Passage {passage.number}{page}"


def _facts(document: Document) -> list[str]:
    publisher = document.publisher.value if document.publisher else "Publisher not stated"
    place = document.place.value if document.place else ""
    date = in_words(document.date.value) if document.date else "Date not stated"
    return [fact for fact in (publisher, place, date) if fact]


def _meta(document: Document) -> str:
    return " · ".join(_facts(document))


def _meta_html(document: Document) -> str:
    return " · ".join(f"<bdi>{escape(fact)}</bdi>" for fact in _facts(document))
