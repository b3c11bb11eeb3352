"""The answer as it grows: takes the model's text piece by piece, gives Answers with every finished sentence checked."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import replace

from assistant.dating import in_words
from assistant.domain import Answer, Claim, Evidence, Searched, Sentence, State, Verdict
from assistant.errors import ModelReplyError
from assistant.grounding import REFUSAL, Grounds, Similar, is_refusal
from assistant.questions import cleaned
from assistant.quoting import quotable
from assistant.splitting import sentence_spans

_CUT = {
    "cut": "The connection to the model ended before its answer did: the answer may be incomplete. Ask again.",
    "length": "The answer reached its greatest length and was cut. Ask for less at once.",
    "content_filter": "The model's provider cut the answer short. Ask in other words, or set another model.",
}

MOST_SENTENCES = 60  # of an answer that are checked and shown; a model that goes on for ever is not followed

_MARKS = re.compile(r"([.!?。！？۔])((?:\s*[\[【]\d[\d,;\s–-]*[\]】])+)")  # "Signed. [2]" → "Signed [2]."
_OPEN_MARK = re.compile(r"\s*[\[【][\d,;\s–-]*")
_LIST_MARK = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s+|\s*#+\s*")
_YES_OR_NO = re.compile(r"(?:yes|no|ja|nein|oui|non|sí|si|نعم|لا|ہاں|نہیں|はい|いいえ)[.,!。،]", re.IGNORECASE)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


class Draft:
    """``answer`` is what is known before the first word; ``numbered`` what its markers mean; ``started``: see
    time.monotonic()."""

    def __init__(self, answer: Answer, numbered: Sequence[Sentence], similar: Similar, started: float) -> None:
        self._answer = answer
        self._similar = similar
        self._started = started
        self._grounds = Grounds(answer.evidence, numbered, similar, answer.question)
        self._claims: list[Claim] = []
        self._rejected: list[Claim] = []
        self._rest = ""
        self._end = "stop"
        self._notice = ""

    @property
    def holds(self) -> bool:
        """Whether anything that was written is supported."""
        return any(claim.verdict is Verdict.SUPPORTED for claim in self._claims)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Those checked so far."""
        return tuple(self._claims)

    def withdraw(self, claims: Sequence[Claim], reason: str, notice: str = "") -> None:
        """Takes their citations from these claims; ``notice`` is added to the answer's."""
        self._claims = [
            replace(claim, verdict=Verdict.UNSUPPORTED, citations=(), reasons=(reason,)) if claim in claims else claim
            for claim in self._claims
        ]
        self._notice = notice

    def begin(self) -> None:
        """Starts again: what an earlier attempt wrote without support is set aside."""
        self._rejected += [claim for claim in self._claims if claim.verdict is Verdict.UNSUPPORTED]
        self._claims, self._rest = [], ""

    def add(self, text: str, finish_reason: str | None) -> Answer:
        """The answer after the next piece of the model's text; ``finish_reason`` ends it."""
        if text and self._answer.timings.first_token_s is None:
            self._time(first_token_s=self._elapsed())
        if len(self._claims) >= MOST_SENTENCES:
            text, finish_reason = "", finish_reason and "length"
        self._rest = _MARKS.sub(r"\2\1", cleaned(self._rest + text, strip=False))
        self._end = finish_reason or self._end
        pieces = _pieces(self._rest)
        if not finish_reason:
            # The last piece is still being written; a marker that is belongs to the sentence before it.
            pieces = pieces[: -2 if pieces and _OPEN_MARK.fullmatch(self._rest[pieces[-1][0] :]) else -1]
        for start, end, lead in pieces:
            claim = self._grounds.check(self._rest[start:end])
            if claim.text:
                self._claims.append(replace(claim, lead=lead if self._claims else lead.lstrip()))
        if pieces:
            self._rest = self._rest[pieces[-1][1] :]
        # A refusal is only shown when it is known to be the answer.
        hidden = bool(finish_reason) or REFUSAL.startswith(self._rest.strip()) or is_refusal(self._rest)
        return replace(self._answer, claims=tuple(self._claims), pending="" if hidden else self._rest)

    def quoted(self, relevant: Sequence[Evidence]) -> Answer:
        """The final answer without a model: the documents' sentences, word for word."""
        for sentence in quotable(self._answer.standalone_question, relevant, self._similar):
            self._claims.append(replace(self._grounds.quote(sentence), lead=" " if self._claims else ""))
        return self.finished()

    def finished(self) -> Answer:
        """The final answer. Raises ModelReplyError if the model was cut before it wrote anything that holds: that says
        nothing about the documents."""
        self._time(total_s=self._elapsed())
        unsupported = [claim for claim in self._claims if claim.verdict is Verdict.UNSUPPORTED]
        if not self.holds and self._end in ("cut", "content_filter"):
            raise ModelReplyError(_CUT[self._end])
        if not self.holds:
            return replace(
                self._answer,
                state=State.NOT_IN_DOCUMENTS,
                claims=_refusal(self._answer.searched),
                withheld=(*self._rejected, *unsupported),
                notice=" ".join(filter(None, (_CUT.get(self._end, ""), self._notice))),
            )
        missing = unsupported or self._end != "stop" or any(is_refusal(claim.text) for claim in self._claims)
        return replace(
            self._answer,
            state=State.PARTLY if missing else State.ANSWERED,
            claims=tuple(self._claims),
            notice=" ".join(filter(None, (_CUT.get(self._end, ""), self._notice))),
        )

    def _elapsed(self) -> float:
        return round(time.monotonic() - self._started, 3)

    def _time(self, **seconds: float) -> None:
        self._answer = replace(self._answer, timings=replace(self._answer.timings, **seconds))


def _pieces(text: str) -> list[tuple[int, int, str]]:
    """The sentences of a model's text: start, end and what stands before each (space, line break, list mark)."""
    pieces: list[tuple[int, int, str]] = []
    offset = 0
    language = "ja" if _UNSPACED.search(text) else "en"
    for line in text.splitlines(keepends=True):
        mark = _LIST_MARK.match(line)
        begin = offset + (mark.end() if mark else 0)
        lead = ("\n" if offset else "") + (mark[0].strip() + " " if mark and "#" not in mark[0] else "")
        for start, end in sentence_spans(text[begin : offset + len(line)], language):
            if pieces and _YES_OR_NO.fullmatch(text[pieces[-1][0] : pieces[-1][1]]):
                pieces[-1] = (pieces[-1][0], begin + end, pieces[-1][2])  # "Yes." claims what comes after it
            else:
                pieces.append((begin + start, begin + end, lead or " "))
            lead = ""
        offset += len(line)
    return pieces


def _refusal(searched: Searched) -> tuple[Claim, ...]:
    if not searched.documents:
        texts = ["The library is empty.", "Add documents with `assistant ingest FOLDER`."]
    else:
        one = searched.documents == 1
        number = "1 document" if one else f"{searched.documents:,} documents"
        dates = f", dated {in_words(searched.first)}," if searched.first else ""
        if searched.first and searched.last and searched.first != searched.last:
            dates = f", dated {in_words(searched.first)} to {in_words(searched.last)},"
        texts = [REFUSAL, f"{number}{dates} {'was' if one else 'were'} searched."]
    return tuple(Claim(text, Verdict.NOT_A_CLAIM, lead=" " if at else "") for at, text in enumerate(texts))
