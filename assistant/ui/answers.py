"""Questions and answers as chat messages: Turn → HTML. Every foreign word goes through `escape`.

The chat reads Markdown and keeps a handful of harmless elements and attributes; what is given to it here is one line
of HTML that starts with a block element, so nothing in it is read as Markdown.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.dating import in_words
from assistant.domain import Answer, Claim, Disagreement, Message, State, Verdict
from assistant.telling import as_of_told, counted, differing_told, searched_told, understood_as
from assistant.ui.conversations import Phase, Turn
from assistant.ui.escaping import LINE, escape, escape_lines, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HELD = 3  # markers that are kept on one line with the word before them

_ITEM = re.compile(r"(?:^|\n)[^\S\n]*(?:[-*•–]|(\d{1,3})[.)])[^\S\n]+$")
_PENDING = re.compile(r"(\s*(?:#{1,6}[^\S\n]+|[-*•–][^\S\n]+|\d{1,3}[.)][^\S\n]+)?)(.*)", re.DOTALL)


def messages(turns: Sequence[Turn]) -> list[dict[str, Any]]:
    """All turns as the chat's messages; below a newest one that asks back stand the questions to choose from, which
    the chat shows as plain text."""
    found: list[dict[str, Any]] = []
    for index, turn in enumerate(turns):
        found.append({"role": "user", "content": asked(turn.question)})
        found.append({"role": "assistant", "content": told(turn, index)})
    last = turns[-1].answer if turns and turns[-1].phase is Phase.DONE else None
    if last and last.state is State.UNCLEAR:
        found[-1]["options"] = [{"value": choice, "label": plain(choice)} for choice in last.choices]
    return found


def history(turns: Iterable[Turn]) -> tuple[Message, ...]:
    """The finished turns as the chain wants them."""
    found: list[Message] = []
    for turn in turns:
        if turn.answer and turn.answer.state.is_final:
            found += [Message("user", turn.question), Message("assistant", turn.answer.text)]
    return tuple(found)


def asked(question: str) -> str:
    """A question as a message."""
    lines = question.replace("\r\n", "\n").replace("\n", LINE)
    return f'<div class="question"><p dir="auto">{escape_lines(lines)}</p></div>'


def told(turn: Turn, index: int) -> str:
    """An answer, as far as it has come, as a message. ``index`` counts turns from 0 and is part of every anchor."""
    parts = [_body(turn, index)]
    if turn.answer and (understood := understood_as(turn.answer)):
        parts.insert(0, f'<p class="understood" dir="auto">Understood as: <bdi>{escape(understood)}</bdi></p>')
    if turn.problem:
        parts.append(f'<p class="problem" dir="auto">{escape(turn.problem)}</p>')
    elif turn.phase is Phase.STOPPED:
        left = "This answer is not complete." if turn.answer else "There is no answer yet."
        parts.append(f'<p class="stopped">Stopped. {left}</p>')
    elif turn.answer and turn.answer.state.is_final:
        parts.append(_under(turn.answer, index))
    return f"<div class=answer>{''.join(parts)}</div>"


def searched_line(answer: Answer) -> str:
    """``Searched 3 documents dated 24 April 2019 to 11 February 2023 · model · 8.4 s``, as HTML."""
    facts = [searched_told(answer), answer.model, _seconds(answer.timings.total_s)]
    return " · ".join(f"<bdi>{escape(fact)}</bdi>" for fact in facts if fact)


def _seconds(total: float | None) -> str:
    if total is None or total < 0.1:  # noqa: PLR2004 — nobody waits that long
        return ""
    return f"{total:.1f} s" if total < 10 else f"{total:.0f} s"  # noqa: PLR2004


def _body(turn: Turn, index: int) -> str:
    answer = turn.answer
    if answer is None:
        return '<p class="waiting">Searching the documents…</p>' if turn.phase.is_open else ""
    if answer.state is State.NOT_IN_DOCUMENTS:
        return _prose(_refusal(answer.claims), "", index)
    if not answer.claims and not answer.pending:
        reading = f"Reading {counted(len(answer.evidence), 'passage')}…"
        return f'<p class="waiting">{reading}</p>' if turn.phase.is_open else ""
    return _prose(answer.claims, answer.pending, index)


def _refusal(claims: Sequence[Claim]) -> list[Claim]:
    """The chain's refusal, its first sentence bold."""
    return [claim if at else replace(claim, text=f"**{claim.text}**") for at, claim in enumerate(claims)]


def _under(answer: Answer, index: int) -> str:
    parts = []
    if answer.state is State.PARTLY:
        parts.append('<p class="partly">The documents support only a part of this answer.</p>')
    if answer.missing:
        missing = "; ".join(f"<bdi>{escape(part)}</bdi>" for part in answer.missing)
        parts.append(f'<p class="missing" dir="auto"><strong>The documents do not say:</strong> {missing}</p>')
    parts += [_differing(one, answer, index) for one in answer.disagreements]
    if answer.withheld:
        said = f"{counted(len(answer.withheld), 'sentence')} that no document supports"
        items = "".join(f'<li dir="auto">{escape(claim.text)}</li>' for claim in answer.withheld)
        parts.append(
            f'<details class="withheld"><summary>The model also wrote {said}</summary><ul>{items}</ul></details>'
        )
    if answer.notice:
        parts.append(f'<p class="notice" dir="auto">{escape(answer.notice)}</p>')
    if as_of := as_of_told(answer):
        parts.append(f'<p class="as-of"><bdi>{escape(as_of)}</bdi>.</p>')
    line = searched_line(answer)
    parts += [f'<p class="quiet">{line}</p>'] if line else []
    if answer.citations:
        acts = [f'<a class="act" href="#s-{index}-copy">Copy with sources</a>']
        if any(claim.verdict is Verdict.UNSUPPORTED for claim in answer.claims):
            acts.append(f'<a class="act" href="#s-{index}-copy-all">Copy with unsupported sentences too</a>')
        parts.append(f'<p class="acts">{" · ".join(acts)}</p>')
    return "".join(parts)


def _differing(one: Disagreement, answer: Answer, index: int) -> str:
    """What documents say differently, side by side: value, document, date and sentence."""
    numbers = {
        (citation.sentence.passage.document.id, citation.sentence.start): citation.number
        for citation in answer.citations
    }
    items = []
    for version in one.versions:
        document = version.sentence.passage.document
        date = f" · <bdi>{escape(in_words(document.date.value))}</bdi>" if document.date else ""
        number = numbers.get((document.id, version.sentence.start))
        marker = f'&#160;<a class="cite" href="#s-{index}-{number}">{number}</a>' if number else ""
        quote = escape(" ".join(version.sentence.text.split()))
        items.append(
            f'<li dir="auto"><strong>{escape(version.value)}</strong>{marker} — '
            f'<span class="where"><bdi>{escape(document.title.value)}</bdi>{date}</span>'
            f'<span class="said" lang="{escape(document.language)}">“{quote}”</span></li>'
        )
    said = escape(differing_told(one))
    return f'<div class="differ"><p dir="auto">{said}</p><ul>{"".join(items)}</ul></div>'


def _prose(claims: Sequence[Claim], pending: str, index: int) -> str:
    """Paragraphs and lists of the claims, then the text that is not yet checked."""
    blocks = _Blocks()
    for number, claim in enumerate(claims):
        blocks.put(claim.lead, _claim(claim, index, number))
    lead, rest = _PENDING.fullmatch(pending).groups()  # type: ignore[union-attr]  # matches every text
    if rest:
        text = escape_lines(rest.replace("**", "").replace("\n", LINE))
        blocks.put(lead, f'<span class="pending" title="Not yet checked against the documents">{text}</span>')
    return blocks.html()


class _Blocks:
    """Puts sentences into paragraphs and lists as the white space and list marks before them say."""

    def __init__(self) -> None:
        self._blocks: list[tuple[str, list[str]]] = []  # (kind: p, ul or ol; its paragraphs or items)

    def put(self, lead: str, sentence: str) -> None:
        item = _ITEM.search(lead)
        if item:
            self._item(item[1], sentence)
        elif not self._blocks or "\n" in lead or "#" in lead:
            self._blocks.append(("p", [sentence]))
        else:
            kind, paragraphs = self._blocks[-1]
            # Without a space between them two sentences of a script that has spaces would run together.
            paragraphs[-1] += (" " if lead else "") + sentence
            self._blocks[-1] = (kind, paragraphs)

    def _item(self, number: str | None, sentence: str) -> None:
        kind = "ol" if number else "ul"
        if self._blocks and self._blocks[-1][0].startswith(kind):
            self._blocks[-1][1].append(sentence)
        else:
            self._blocks.append((f"ol:{number}" if number and number != "1" else kind, [sentence]))

    def html(self) -> str:
        return "".join(_block(kind, items) for kind, items in self._blocks)


def _block(kind: str, items: Sequence[str]) -> str:
    name, _, first = kind.partition(":")
    if name == "p":
        return f'<p dir="auto">{items[0]}</p>'
    start = f' start="{first}"' if first else ""
    listed = "".join(f'<li dir="auto">{item}</li>' for item in items)
    return f"<{name}{start}>{listed}</{name}>"


def _claim(claim: Claim, index: int, number: int) -> str:
    text = _bold(claim.text)
    if claim.verdict is Verdict.UNSUPPORTED:
        reasons = " ".join(claim.reasons) or "No sentence of the documents says this."
        why = f"#s-{index}-why-{number}"
        return (
            f'<span class="unsupported">{text}</span>&#160;<a class="why" href="{why}">not supported</a>'
            f'<span class="sr reason">: {escape(reasons)}</span>'
        )
    markers = [f'<a class="cite" href="#s-{index}-{one.number}">{one.number}</a>' for one in claim.citations]
    # A few markers stay with the last word; many may go over to the next line.
    return text + "".join(f"&#160;{marker}" if at < HELD else f" {marker}" for at, marker in enumerate(markers))


def _bold(text: str) -> str:
    parts = text.replace("\n", " ").split("**")
    if len(parts) % 2 == 0 or not all(part.strip() for part in parts[1::2]):
        return escape(text)
    return "".join(f"<strong>{escape(part)}</strong>" if at % 2 else escape(part) for at, part in enumerate(parts))
