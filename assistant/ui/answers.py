"""Questions and answers as chat messages: Turn → HTML. Every foreign word goes through `escape`.

The chat reads Markdown and keeps a handful of harmless elements and attributes; what is given to it here is one line
of HTML that starts with a block element, so nothing in it is read as Markdown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.domain import Answer, Claim, Message, Searched, State, Verdict
from assistant.ui.cards import counted, written_range
from assistant.ui.conversations import Progress, Turn
from assistant.ui.escaping import LINE, escape, escape_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NOT_FOUND = "The documents do not say."
HELD = 3  # markers that are kept on one line with the word before them

_ITEM = re.compile(r"(?:^|\n)[^\S\n]*(?:[-*•–]|(\d{1,3})[.)])[^\S\n]+$")
_PENDING = re.compile(r"(\s*(?:#{1,6}[^\S\n]+|[-*•–][^\S\n]+|\d{1,3}[.)][^\S\n]+)?)(.*)", re.DOTALL)


def messages(turns: Sequence[Turn]) -> list[dict[str, str]]:
    """All turns as the chat's messages."""
    found = []
    for index, turn in enumerate(turns):
        found.append({"role": "user", "content": asked(turn.question)})
        found.append({"role": "assistant", "content": told(turn, index)})
    return found


def history(turns: Iterable[Turn]) -> tuple[Message, ...]:
    """The finished turns as the chain wants them."""
    found: list[Message] = []
    for turn in turns:
        if turn.answer and turn.answer.state.is_final:
            said = turn.answer.text or NOT_FOUND
            found += [Message("user", turn.question), Message("assistant", said)]
    return tuple(found)


def asked(question: str) -> str:
    """A question as a message."""
    lines = question.replace("\r\n", "\n").replace("\n", LINE)
    return f'<div class="question"><p dir="auto">{escape_lines(lines)}</p></div>'


def told(turn: Turn, index: int) -> str:
    """An answer, as far as it has come, as a message. ``index`` counts turns from 0 and is part of every anchor."""
    parts = [_body(turn, index)]
    if turn.progress is Progress.FAILED:
        parts.append(f'<p class="problem" dir="auto">{escape(turn.problem)}</p>')
    elif turn.progress is Progress.STOPPED:
        parts.append('<p class="stopped">Stopped. This answer is not complete.</p>')
    elif turn.answer and turn.answer.state.is_final:
        parts.append(_under(turn.answer, index))
    return f"<div class=answer>{''.join(parts)}</div>"


def searched_line(answer: Answer) -> str:
    """``Searched 3 documents dated 24 April 2019 to 11 February 2023 · model · 8.4 s``, as HTML. An answer that found
    nothing says in its first sentence what was searched."""
    seconds = answer.timings.total_s
    facts = [
        "" if answer.state is State.NOT_IN_DOCUMENTS else f"Searched {_library(answer.searched)}",
        answer.model,
        "" if seconds is None else f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s",  # noqa: PLR2004
    ]
    return " · ".join(f"<bdi>{escape(fact)}</bdi>" for fact in facts if fact)


def _library(searched: Searched) -> str:
    return " ".join(part for part in (counted(searched.documents, "document"), written_range(searched)) if part)


def _body(turn: Turn, index: int) -> str:
    answer = turn.answer
    if answer is None:
        return '<p class="waiting">Searching the documents…</p>' if turn.progress.is_open else ""
    if answer.state is State.NOT_IN_DOCUMENTS:
        return _not_found(answer)
    if not answer.claims and not answer.pending:
        return _waiting(answer) if turn.progress.is_open else ""
    return _prose(answer.claims, answer.pending, index)


def _not_found(answer: Answer) -> str:
    """The chain's refusal in bold; what was searched, in words for people; where the closest passages are."""
    refusal, *more = [claim.text for claim in answer.claims] or [NOT_FOUND]
    near = "; the closest passages are listed with this answer, but they do not answer the question"
    searched = f"I searched {_library(answer.searched)}{near if answer.evidence else ''}."
    rest = searched if answer.searched.documents else " ".join(more)
    return f'<p dir="auto"><strong>{escape(refusal)}</strong> {escape(rest)}</p>'


def _waiting(answer: Answer) -> str:
    found = len(answer.evidence)
    doing = f"Reading {counted(found, 'passage')}…" if found else f"Searching {_library(answer.searched)}…"
    return f'<p class="waiting">{escape(doing)}</p>'


def _under(answer: Answer, index: int) -> str:
    parts = []
    if answer.state is State.PARTLY:
        parts.append('<p class="partly">The documents support only a part of this answer.</p>')
    if answer.withheld:
        said = f"{counted(len(answer.withheld), 'sentence')} that no document supports"
        items = "".join(f'<li dir="auto">{escape(claim.text)}</li>' for claim in answer.withheld)
        parts.append(
            f'<details class="withheld"><summary>The model also wrote {said}</summary><ul>{items}</ul></details>'
        )
    if answer.notice:
        parts.append(f'<p class="notice" dir="auto">{escape(answer.notice)}</p>')
    copy = f' · <a class="act" href="#s-{index}-copy">Copy with sources</a>' if answer.citations else ""
    return "".join(parts) + f'<p class="quiet">{searched_line(answer)}{copy}</p>'


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
