"""Documents that differ, below an answer: what each says, and the ways to it. Disagreement → HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.ui import telling
from assistant.ui.cards import fingerprint
from assistant.ui.escaping import escape

if TYPE_CHECKING:
    from assistant.domain import Answer, Disagreement, Sentence, Version
    from assistant.ui.wording import Wording


def differing(one: Disagreement, answer: Answer, index: int, wording: Wording) -> str:
    """Value, document, date and sentence of each version. A title opens its document at the sentence, and a link below
    opens all of them side by side (see compare.js). ``index``: the turn, from 0."""
    numbers = {
        (citation.sentence.passage.document.id, citation.sentence.start): citation.number
        for citation in answer.citations
    }
    items = "".join(_version(one, version, numbers, index, wording) for version in one.versions)
    link = f'<a class="act compare" href="#s-{index}-compare">{wording.say("answer-compare")}</a>'
    compare = f'<p class="acts">{link}</p>'
    return f'<div class="differ"><p>{telling.differing(one, wording)}</p><ul>{items}</ul>{compare}</div>'


def _version(
    one: Disagreement, version: Version, numbers: dict[tuple[str, int], int], index: int, wording: Wording
) -> str:
    sentence, document = version.sentence, version.sentence.passage.document
    date = f" · <bdi>{escape(wording.date(document.date.value))}</bdi>" if document.date else ""
    number = numbers.get((document.id, sentence.start))
    marker = f'&#160;<a class="cite" href="#s-{index}-{number}">{number}</a>' if number else ""
    title = f'<a class="act at" href="{_place(sentence, index)}">{escape(document.title.value)}</a>'
    quote = escape(" ".join(sentence.text.split()))
    return (
        f'<li dir="auto"><strong>{escape(telling.version(one, version, wording))}</strong>{marker} — '
        f'<span class="where"><bdi>{title}</bdi>{date}</span>'
        f'<span class="said" lang="{escape(document.language)}">“{quote}”</span></li>'
    )


def _place(sentence: Sentence, index: int) -> str:
    """Where a sentence stands, as a link: the chat keeps no other attribute that could say it."""
    document = sentence.passage.document
    return f"#s-{index}-at-{document.id}-{sentence.start}-{sentence.end}-{fingerprint(sentence.text)}"
