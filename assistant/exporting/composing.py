"""An export before it takes a form: its blocks, its footnotes, and the record of these."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.conversations.turns import Phase, Turn
from assistant.exporting.answers import Notes, Told
from assistant.exporting.contents import Exported
from assistant.exporting.flow import Block, Kind, Ref, Runs, Span, Table, block, is_from_right, shown
from assistant.exporting.footnotes import VERSION, Footnote, Record, moment
from assistant.telling import understood_as

_SAID_BY_RULES = "Every sentence with a footnote was compared with the sentence quoted there, by rules: check it too."
_VERIFY = (
    "The command “assistant verify” with the name of this file compares every footnote with the documents; so can "
    "anybody who has the documents."
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """An export before it takes a form. ``say``: a text of ours in its language, see ``Exported``."""

    title: str
    blocks: tuple[Block | Table, ...]
    record: Record
    say: Callable[[str], str] = str

    @property
    def footnotes(self) -> tuple[Footnote, ...]:
        return self.record.footnotes

    @property
    def language(self) -> str:
        return self.record.language

    @property
    def from_right(self) -> bool:
        """Whether what is its own runs from right to left."""
        return is_from_right(self.say("Footnotes"))


def compose(exported: Exported, *, unsupported: bool = False) -> Sheet:
    """``unsupported``: whether sentences that no document supports are given, marked as such; else they are left out,
    and how many is said."""
    notes = Notes(exported)
    blocks: list[Block | Table] = [block(Kind.TITLE, exported.title)]
    for number, turn in enumerate(exported.turns):
        parts = _turn(turn, number, notes, unsupported=unsupported)
        if len(exported.turns) == 1 and shown([Span(turn.question)]) == shown([Span(exported.title)]):
            blocks += _raised(parts)  # the title is the question
        else:
            blocks += [block(Kind.QUESTION, turn.question), *parts]
    say = exported.say
    blocks.append(block(Kind.QUESTION, say("About this record")))
    blocks += [block(Kind.QUIET, say(exported.library))] if exported.library else []
    blocks.append(block(Kind.QUIET, say(f"Made {moment(exported.made_at)}. {_SAID_BY_RULES} {_VERIFY}")))
    paragraphs = tuple(shown(runs) for runs in _paragraphs(blocks) if any(isinstance(run, Ref) for run in runs))
    footnotes = tuple(notes.found.values())
    record = Record(VERSION, exported.title, exported.made_at, footnotes, paragraphs, exported.language)
    return Sheet(exported.title, tuple(blocks), record, say)


def _turn(turn: Turn, number: int, notes: Notes, *, unsupported: bool) -> Iterator[Block | Table]:
    say = notes.exported.say
    understood = understood_as(turn.answer) if turn.answer else ""
    said = [f"Asked {moment(turn.asked)}." if turn.asked else "", f"Understood as: {understood}" if understood else ""]
    if any(said):
        yield block(Kind.QUIET, say(" ".join(filter(None, said))))
    if turn.phase is not Phase.DONE:
        stopped = "This answer was stopped before it was complete." if turn.answer else "There is no answer."
        yield block(Kind.PARAGRAPH, Span(say(turn.problem or stopped), strong=True))
    if turn.answer:
        marks = {mark.claim: mark for mark in notes.exported.marks if mark.turn == number}
        yield from Told(turn.answer, number, notes, unsupported, marks).blocks()


def _raised(parts: Iterator[Block | Table]) -> Iterator[Block | Table]:
    """The headings one level up."""
    for part in parts:
        if isinstance(part, Block) and part.kind is Kind.HEADING:
            yield replace(part, kind=Kind.QUESTION)
        else:
            yield part


def _paragraphs(blocks: Sequence[Block | Table]) -> Iterator[Runs]:
    for one in blocks:
        yield from (one.runs,) if isinstance(one, Block) else (cell for row in one.rows for cell in row)
