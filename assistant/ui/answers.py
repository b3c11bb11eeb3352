"""Questions and answers as chat messages: Turn → HTML. Every foreign word goes through `escape`.

The chat reads Markdown and keeps a handful of harmless elements and attributes; what is given to it here is one line
of HTML that starts with a block element, so nothing in it is read as Markdown.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.conversations.turns import Phase, Turn
from assistant.domain import Answer, Claim, Message, State, Verdict
from assistant.questions.suggestions import following
from assistant.telling import understood_as
from assistant.ui import telling
from assistant.ui.differing import differing
from assistant.ui.escaping import LINE, escape, escape_lines, plain
from assistant.ui.timeline import has_timeline
from assistant.ui.wording import told as retold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.ui.wording import Wording

FORMS = (("docx", "Word"), ("md", "Markdown"), ("html", "HTML"))  # that an answer is taken away in
ENGLISH = ' lang="en" dir="ltr"'  # what is told in English whatever the language of the page
HELD = 3  # markers that are kept on one line with the word before them

_ITEM = re.compile(r"(?:^|\n)[^\S\n]*(?:[-*•–]|(\d{1,3})[.)])[^\S\n]+$")
_PENDING = re.compile(r"(\s*(?:#{1,6}[^\S\n]+|[-*•–][^\S\n]+|\d{1,3}[.)][^\S\n]+)?)(.*)", re.DOTALL)


def messages(turns: Sequence[Turn], wording: Wording, first: int = 0) -> list[dict[str, Any]]:
    """The turns from the ``first`` on as the chat's messages; below the newest stand questions to
    choose from, which the chat shows as plain text: what was asked back, or what its passages answer besides."""
    found: list[dict[str, Any]] = []
    for index, turn in enumerate(turns[first:], first):
        found.append({"role": "user", "content": asked(turn.question, index, wording, is_open=turns[-1].phase.is_open)})
        found.append({"role": "assistant", "content": told(turn, index, wording)})
    last = turns[-1].answer if turns and turns[-1].phase is Phase.DONE else None
    if last and found:
        offered = last.choices if last.state is State.UNCLEAR else following(last)
        found[-1]["options"] = [{"value": question, "label": plain(question)} for question in offered]
    return found


def history(turns: Iterable[Turn]) -> tuple[Message, ...]:
    """The finished turns as the chain wants them."""
    found: list[Message] = []
    for turn in turns:
        if turn.answer and turn.answer.state.is_final:
            found += [Message("user", turn.question), Message("assistant", turn.answer.text)]
    return tuple(found)


def asked(question: str, index: int, wording: Wording, *, is_open: bool = False) -> str:
    """A question as a message, with a way to change it while no answer ``is_open``."""
    lines = question.replace("\r\n", "\n").replace("\n", LINE)
    name = wording.say("question-edit")
    edit = "" if is_open else f'<p class="acts"><a class="act" href="#s-{index}-edit">{name}</a></p>'
    return f'<div class="question"><p dir="auto">{escape_lines(lines)}</p>{edit}</div>'


def told(turn: Turn, index: int, wording: Wording) -> str:
    """An answer, as far as it has come, as a message. ``index`` counts turns from 0 and is part of every anchor."""
    parts = [_body(turn, index, wording)]
    if turn.answer and (understood := understood_as(turn.answer)):
        parts.insert(0, f'<p class="understood">{wording.html("answer-understood", question=understood)}</p>')
    if turn.problem:
        parts.append(f'<p class="problem"{spoken(turn.problem, wording)}</p>')
    elif turn.phase is Phase.STOPPED:
        stopped = wording.say("answer-stopped" if turn.answer else "answer-stopped-none")
        parts.append(f'<p class="stopped">{stopped}</p>')
    elif turn.answer and turn.answer.state.is_final:
        parts.append(_under(turn.answer, index, wording))
    asks_back = turn.answer is not None and turn.answer.state is State.UNCLEAR
    return f'<div class="answer{" unclear" if asks_back else ""}">{"".join(parts)}</div>'


def spoken(text: str, wording: Wording) -> str:
    """What is told in English further down, as the end of an opening tag and the HTML in it: in the language of the
    page as far as its sentences are known, else marked as English."""
    return f">{retold.html(text, wording)}" if retold.is_known(text) else f"{ENGLISH}>{escape(text)}"


def searched_line(answer: Answer, wording: Wording) -> str:
    """``Searched 3 documents dated 24 April 2019 to 11 February 2023 · model · 8.4 s``, as HTML."""
    facts = [telling.searched(answer, wording), answer.model, _seconds(answer.timings.total_s, wording)]
    return " · ".join(f"<bdi>{escape(fact)}</bdi>" for fact in facts if fact)


def _seconds(total: float | None, wording: Wording) -> str:
    if total is None or total < 0.1:  # noqa: PLR2004 — nobody waits that long
        return ""
    return wording.say("answer-seconds", seconds=round(total, 1) if total < 10 else round(total))  # noqa: PLR2004


def _body(turn: Turn, index: int, wording: Wording) -> str:
    answer = turn.answer
    if answer is None:
        return f'<p class="waiting">{wording.say("answer-searching")}</p>' if turn.phase.is_open else ""
    if answer.state is State.NOT_IN_DOCUMENTS:
        return f"<div>{_prose(_refusal(answer.claims, wording), '', index, wording)}</div>"
    if not answer.claims and not answer.pending:
        read = wording.say("answer-reading", count=len(answer.evidence))
        doing = telling.waiting(answer.waiting, wording) or read
        return f'<p class="waiting">{doing}</p>' if turn.phase.is_open else ""
    return _prose(answer.claims, answer.pending, index, wording)


def _refusal(claims: Sequence[Claim], wording: Wording) -> list[Claim]:
    """The chain's refusal, its first sentence bold, and between sentences what the language puts there."""
    between = wording.say("between-sentences")
    spaced = [replace(claim, lead=between) if claim.lead == " " else claim for claim in claims]
    return [claim if at else replace(claim, text=f"**{claim.text}**") for at, claim in enumerate(spaced)]


def _under(answer: Answer, index: int, wording: Wording) -> str:
    parts = []
    if answer.state is State.PARTLY:
        parts.append(f'<p class="partly">{wording.say("answer-partly")}</p>')
    if answer.missing:
        missing = wording.say("between-parts").join(f"<bdi>{escape(part)}</bdi>" for part in answer.missing)
        parts.append(f'<p class="missing"><strong>{wording.say("answer-missing")}</strong> {missing}</p>')
    parts += [differing(one, answer, index, wording) for one in answer.disagreements]
    if answer.withheld:
        said = wording.say("answer-withheld", count=len(answer.withheld))
        items = "".join(f'<li dir="auto">{escape(claim.text)}</li>' for claim in answer.withheld)
        parts.append(f'<details class="withheld"><summary>{said}</summary><ul>{items}</ul></details>')
    if answer.notice:
        parts.append(f'<p class="notice"{spoken(answer.notice, wording)}</p>')
    if as_of := telling.as_of(answer, wording):
        parts.append(f'<p class="as-of">{as_of}</p>')
    line = searched_line(answer, wording)
    parts += [f'<p class="quiet">{line}</p>'] if line else []
    if any(claim.verdict is not Verdict.NOT_A_CLAIM for claim in answer.claims):
        parts.append(_ways_in(answer, index, wording))
    return "".join([*parts, _acts(answer, index, wording)])


def _ways_in(answer: Answer, index: int, wording: Wording) -> str:
    """How an answer can be gone through: claim by claim, or in the order of time."""
    ways = f'<a class="act check-claims" href="#check-{index}">{wording.say("answer-check")}</a>'
    if has_timeline(answer):
        ways += f' · <a class="act" href="#s-{index}-time">{wording.say("answer-timeline")}</a>'
    return f'<p class="acts checks">{ways}<span class="tally" id="tally-{index}"></span></p>'


def _acts(answer: Answer, index: int, wording: Wording) -> str:
    """What can be done with an answer."""
    acts = []
    if answer.citations:
        acts.append(("copy", wording.say("answer-copy")))
        if any(claim.verdict is Verdict.UNSUPPORTED for claim in answer.claims):
            acts.append(("copy-all", wording.say("answer-copy-all")))
        for at, (form, name) in enumerate(FORMS):
            acts.append((f"save-{form}", wording.attribute("answer-save-also" if at else "answer-save", form=name)))
    acts += [("good", wording.say("answer-good")), ("bad", wording.say("answer-bad"))]
    links = " · ".join(f'<a class="act" href="#s-{index}-{act}">{name}</a>' for act, name in acts)
    return f'<p class="acts">{links}</p>'


def _prose(claims: Sequence[Claim], pending: str, index: int, wording: Wording) -> str:
    """Paragraphs and lists of the claims, then the text that is not yet checked."""
    blocks = _Blocks()
    for number, claim in enumerate(claims):
        blocks.put(claim.lead, _claim(claim, index, number, wording))
    lead, rest = _PENDING.fullmatch(pending).groups()  # type: ignore[union-attr]  # matches every text
    if rest:
        text = escape_lines(rest.replace("**", "").replace("\n", LINE))
        blocks.put(lead, f'<span class="pending" title="{wording.say("answer-pending")}">{text}</span>')
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


def _claim(claim: Claim, index: int, number: int, wording: Wording) -> str:
    """A sentence and its markers; what can be checked stands in an element of its own (see checking.js)."""
    said = _said(claim, index, number, wording)
    if claim.verdict is Verdict.NOT_A_CLAIM:
        return said
    return f'<span class="claim" id="k-{index}-{number}">{said}</span>'


def _said(claim: Claim, index: int, number: int, wording: Wording) -> str:
    text = _bold(claim.text)
    if claim.verdict is Verdict.NOT_A_CLAIM:
        return _ours(claim.text, wording) or text
    if claim.verdict is Verdict.UNSUPPORTED:
        why, name = f"#s-{index}-why-{number}", wording.say("answer-not-supported")
        return (
            f'<span class="unsupported">{text}</span>&#160;<a class="why" href="{why}">{name}</a>'
            f'<span class="sr reason"{_reasons(claim, wording)}</span>'
        )
    markers = [f'<a class="cite" href="#s-{index}-{one.number}">{one.number}</a>' for one in claim.citations]
    # A few markers stay with the last word; many may go over to the next line.
    return text + "".join(f"&#160;{marker}" if at < HELD else f" {marker}" for at, marker in enumerate(markers))


def _ours(text: str, wording: Wording) -> str | None:
    """One of the chain's own sentences in the language of the page; None for any other."""
    bare = text.removeprefix("**").removesuffix("**")
    said = retold.of_answer(bare, wording)
    return f"<strong>{said}</strong>" if said and bare != text else said


def _reasons(claim: Claim, wording: Wording) -> str:
    """As the end of an opening tag and the HTML in it."""
    if not claim.reasons:
        return f">: {wording.say('answer-no-sentence')}"
    if not any(map(retold.is_known, claim.reasons)):
        return f"{ENGLISH}>: {escape(' '.join(claim.reasons))}"
    between = wording.say("between-sentences")
    return f">: {between.join(retold.html(reason, wording) for reason in claim.reasons)}"


def _bold(text: str) -> str:
    parts = text.replace("\n", " ").split("**")
    if len(parts) % 2 == 0 or not all(part.strip() for part in parts[1::2]):
        return escape(text)
    return "".join(f"<strong>{escape(part)}</strong>" if at % 2 else escape(part) for at, part in enumerate(parts))
