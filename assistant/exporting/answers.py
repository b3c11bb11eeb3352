"""An answer in the form that is read at a desk: the bottom line, the points, where the documents differ, what they do
not say, and what all of it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.conversations.turns import Mark, Marked
from assistant.domain import Answer, Claim, Disagreement, Document, Sentence, State, Verdict
from assistant.exporting.contents import Exported
from assistant.exporting.flow import Block, Kind, Ref, Run, Runs, Span, Table, block, shown
from assistant.exporting.footnotes import Footnote, day, footnote, with_mark
from assistant.telling import as_of_told, copies_told, counted, differing_told, searched_told

_BOTTOM = 2  # sentences in all up to which an answer is its bottom line
_NEAREST = 3  # documents


@dataclass(slots=True)
class Notes:
    """The footnotes of an export, numbered as they come; a sentence has one for each answer that it is cited in."""

    exported: Exported
    found: dict[tuple[int, str, int, int], Footnote] = field(default_factory=dict)

    def ref(self, turn: int, sentence: Sentence, claim: str = "", mark: Mark | None = None) -> Ref:
        document = sentence.passage.document
        key = (turn, document.id, sentence.start, sentence.end)
        if key not in self.found:
            retrieved, fate = self.exported.retrieved.get(document.id), self.exported.fates.get(document.id)
            self.found[key] = footnote(len(self.found) + 1, sentence, retrieved, fate)
        self.found[key] = with_mark(self.found[key], claim, mark)
        return Ref(self.found[key].number)


@dataclass(frozen=True, slots=True)
class Told:
    """The ``turn``-th answer of an export. ``unsupported``: whether sentences are given that no document supports;
    ``marks``: by the claim's place in the answer."""

    answer: Answer
    turn: int
    notes: Notes
    unsupported: bool
    marks: Mapping[int, Mark]

    def blocks(self) -> Iterator[Block | Table]:
        yield from self._answer()
        yield from self._disagreements()
        if self.answer.missing:
            yield self._heading("What the documents do not say")
            yield from (block(Kind.ITEM, part) for part in self.answer.missing)
        yield from self._nearest()
        yield from self._withheld()
        yield self._heading("Basis")
        yield from (block(Kind.QUIET, self._say(line)) for line in self._basis())

    def _say(self, text: str) -> str:
        return self.notes.exported.say(text)

    def _heading(self, text: str) -> Block:
        return block(Kind.HEADING, self._say(text))

    def _answer(self) -> Iterator[Block]:
        answer = self.answer
        kept = [
            (index, claim)
            for index, claim in enumerate(answer.claims)
            if self.unsupported or claim.verdict is not Verdict.UNSUPPORTED
        ]
        yield self._heading("Bottom line")
        if not kept:
            yield block(Kind.PARAGRAPH, self._say("No sentence of the answer is supported by the documents."))
            return
        bottom = _bottom(answer, [claim for _, claim in kept])
        runs: list[Run] = []
        for at, (index, claim) in enumerate(kept[:bottom]):
            runs += [*([Span(" ")] if at else []), *self._claim(index, claim)]
        yield Block(Kind.PARAGRAPH, tuple(runs))
        yield from (block(Kind.ITEM, choice) for choice in answer.choices)
        if kept[bottom:]:
            yield self._heading("Points")
        for index, claim in kept[bottom:]:
            kind = Kind.PARAGRAPH if claim.verdict is Verdict.NOT_A_CLAIM else Kind.ITEM
            yield Block(kind, self._claim(index, claim))

    def _claim(self, index: int, claim: Claim) -> Runs:
        text = tuple(_spans(self._worded(claim)))
        plain = shown(text)
        mark = self.marks.get(index)
        refs = [self.notes.ref(self.turn, citation.sentence, plain, mark) for citation in claim.citations]
        after = ""
        if claim.verdict is Verdict.UNSUPPORTED:
            after = f"[not supported: {' '.join(claim.reasons) or 'no sentence of the documents says this'}]"
        elif mark and mark.state is Marked.DISPUTED:
            after = "(disputed by a reader)"
        return (*text, *refs, *([Span(f" {self._say(after)}")] if after else []))

    def _worded(self, claim: Claim) -> str:
        """A claim as it is, and what is none, such as that the documents do not say, in the language of the export."""
        if claim.verdict is not Verdict.NOT_A_CLAIM:
            return claim.text
        bare = claim.text.removeprefix("**").removesuffix("**")
        return claim.text.replace(bare, self._say(bare)) if bare else claim.text

    def _disagreements(self) -> Iterator[Block | Table]:
        for one in self.answer.disagreements:
            yield self._heading(differing_told(one))
            head = tuple(map(self._say, ("Dated", "Document", "What it says")))
            yield Table(head, tuple(self._versions(one)))

    def _versions(self, one: Disagreement) -> Iterator[tuple[Runs, ...]]:
        for version in one.versions:
            document = version.sentence.passage.document
            language = document.language
            is_date = one.about.rpartition(": ")[2] == "date"  # which is not as it is printed
            value = self._say(version.value) if is_date else version.value
            said = (
                Span(f"“{value}”", strong=True, language="" if is_date else language),
                Span(" — "),
                Span(f"“{version.sentence.text}”", language=language),
            )
            yield (
                (Span(self._dated(document)),),
                self._titled(document, dated=False),
                (*said, self.notes.ref(self.turn, version.sentence)),
            )

    def _nearest(self) -> Iterator[Block]:
        """What is nearest to a question that has no answer: named, not quoted, for it would be taken for one."""
        answer = self.answer
        if answer.state is not State.NOT_IN_DOCUMENTS or not answer.evidence:
            return
        yield self._heading("The nearest documents, which do not answer it")
        nearest = dict.fromkeys(item.passage.document for item in answer.evidence)
        yield from (Block(Kind.ITEM, self._titled(one)) for one in list(nearest)[:_NEAREST])

    def _withheld(self) -> Iterator[Block]:
        withheld = self.answer.withheld
        if self.unsupported and withheld:
            yield self._heading("What no document supports")
            after = f" {self._say('[not supported]')}"
            yield from (block(Kind.ITEM, *_spans(claim.text), after) for claim in withheld)

    def _basis(self) -> Iterator[str]:
        answer = self.answer
        if answer.state is State.PARTLY:
            yield "The documents support only a part of this answer."
        if answer.notice:
            yield answer.notice
        told = ". ".join(filter(None, (as_of_told(answer), searched_told(answer))))
        if told:
            yield f"{told}."
        yield from _rests_on(answer)
        left_out = [*(claim for claim in answer.claims if claim.verdict is Verdict.UNSUPPORTED), *answer.withheld]
        if left_out and not self.unsupported:
            verb = "was" if len(left_out) == 1 else "were"
            yield f"{counted(len(left_out), 'sentence')} that no document supports {verb} left out."
        yield f"Written by {answer.model}." if answer.model else "Made of the documents’ own sentences."

    def _titled(self, document: Document, *, dated: bool = True) -> Runs:
        more = [document.publisher.value] if document.publisher else []
        more += [self._dated(document)] if dated else []
        title = Span(f"“{document.title.value}”", language=document.language)
        return (title, *(Span(f"{self._say(', ')}{one}") for one in more))

    def _dated(self, document: Document) -> str:
        return self._say(day(document.date.value) if document.date else "date not stated")


def _bottom(answer: Answer, claims: Sequence[Claim]) -> int:
    """How many of an answer's sentences are its bottom line: up to the first that a document supports, with the one
    behind it where that is the last; all, where nothing is supported, for they say so."""
    supported = [at for at, claim in enumerate(claims) if claim.verdict is Verdict.SUPPORTED]
    if not supported or answer.state in (State.NOT_IN_DOCUMENTS, State.UNCLEAR):
        return len(claims)
    first = supported[0] + 1
    return len(claims) if len(claims) - first < _BOTTOM else first


def _spans(text: str) -> Iterator[Span]:
    """``**`` around words makes them strong; everything else of a model's Markdown is shown as it is."""
    parts = text.split("**")
    if len(parts) % 2 == 0 or not all(part.strip() for part in parts[1::2]):
        parts = [text]
    yield from (Span(part, strong=at % 2 == 1) for at, part in enumerate(parts) if part)


def _rests_on(answer: Answer) -> Iterator[str]:
    """How many documents and origins, of which publishers, and which have copies."""
    documents = {one.sentence.passage.document.id: one.sentence.passage.document for one in answer.citations}
    if not documents:
        return
    origins = f", which are {counted(answer.origins, 'origin')}" if 0 < answer.origins < len(documents) else ""
    publishers = Counter(one.publisher.value if one.publisher else "" for one in documents.values())
    named = [f"{name or 'publisher not stated'} ({number})" for name, number in publishers.most_common()]
    yield f"Rests on {counted(len(documents), 'document')}{origins}: {', '.join(named)}."
    copies = {one.passage.document.id: one.copies for one in answer.evidence if one.copies}
    for id_, document in documents.items():
        if copies.get(id_):
            yield f"“{document.title.value}”: {copies_told(copies[id_])}, which confirms nothing."
