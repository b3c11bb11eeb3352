"""The answer as it grows: takes the model's text piece by piece, gives Answers with every finished sentence checked."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import islice

from assistant.answers.age import newest, warning
from assistant.answers.disagreements import disagreements
from assistant.answers.quoting import MOST, How, quotable, worth_a_look
from assistant.domain import Answer, Claim, Evidence, Searched, Sentence, State, Verdict
from assistant.errors import ModelReplyError
from assistant.grounding.abroad import Similar
from assistant.grounding.claims import Grounds
from assistant.grounding.replies import REFUSAL, is_refusal
from assistant.origins import copies_told, grouped
from assistant.questions.language import language_asked
from assistant.questions.parts import beside_the_question, left_open, said_missing, speaks_to
from assistant.questions.premises import Correction
from assistant.questions.question import cleaned
from assistant.questions.stages import asks_how_far, how_far
from assistant.sentences.dating import in_words
from assistant.splitting import sentence_spans
from assistant.telling import counted, number_told, within_told

_CUT = {
    "cut": "The connection to the model ended before its answer did: the answer may be incomplete. Ask again.",
    "length": "The answer reached its greatest length and was cut. Ask for less at once.",
    "content_filter": "The model's provider cut the answer short. Ask in other words, or set another model.",
}

MOST_SENTENCES = 60  # of an answer that are checked and shown; a model that goes on for ever is not followed
LOOKED_AT = 4  # sentences of which the model is asked by itself whether they answer
LONGEST_SENTENCE = 2000  # characters of one; three sentences of a document, the most that bear one, have fewer

_ENDLESS = "It is too long to be checked."
_TOO_STRONG = "What the model wrote goes further than the documents do."
_OWN_WORDS = "These are the documents' own words."
_LETTERS = re.compile(r"\b(U)\. (?=[SKN]\.)")  # as small models write the names of some countries
_MARKS = re.compile(r"([.!?。！？۔])((?:\s*[\[【]\d[\d,;\s–-]*[\]】])+)")  # "Signed. [2]" → "Signed [2]."
_GAP = re.compile(r"\s{3,}")
_OPEN_MARK = re.compile(r"\s*[\[【][\d,;\s–-]*")
_LIST_MARK = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s+|\s*#+\s*")
_YES_OR_NO = re.compile(r"(?:yes|no|ja|nein|oui|non|sí|si|نعم|لا|ہاں|نہیں|はい|いいえ)[.,!。،]", re.IGNORECASE)
# "It is 1,500 acres large, and it has been opened": two statements, of which one may hold.
# The second half has a verb near its start, and is not the last item of a list.
_HALVES = re.compile(
    r"(?P<one>.{20,}?,)\s+(?P<other>(?:and|but|while|whereas)\s+(?!(?:in|through|by|with|for|on|at|to|of|from)\b)"
    r"(?=(?:[\w’'-]+\s+){1,5}(?:is|are|was|were|has|have|had|will|would|does|did|do|can|could|should|may|might|must)\b)"
    r".+)",
    re.DOTALL,
)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


class Draft:
    """``answer`` is what is known before the first word; ``numbered`` what its markers mean; ``started``: see
    time.monotonic(). ``correction`` is said first. ``absent``: a sentence for the refusal (see absence). ``today``: the
    date by which evidence is called old. ``asked``: the question as it stands alone, where it is one question."""

    def __init__(  # noqa: PLR0913, PLR0917 - one of each, all needed
        self,
        answer: Answer,
        numbered: Sequence[Sentence],
        similar: Similar,
        started: float,
        correction: Correction | None = None,
        today: Callable[[], date] = _today,
        asked: str = "",
    ) -> None:
        self._answer = answer
        self._similar = similar
        self._started = started
        self._today = today
        self._grounds = Grounds(answer.evidence, numbered, similar, asked or answer.question)
        self.absent = ""
        self._corrected = self._correcting(correction) if correction else ()
        self._answers = correction is not None and correction.answers
        self._claims: list[Claim] = []
        self._rejected: list[Claim] = []
        self._rest = ""
        found = language_asked(answer.question)
        self._language = "en" if found == "und" else found
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
        if len(self._claims) >= MOST_SENTENCES or len(self._rest) > LONGEST_SENTENCE:
            text, finish_reason = "", finish_reason and "length"
        if text:
            self._rest = _MARKS.sub(r"\2\1", _GAP.sub(_narrow, cleaned(self._rest + text, strip=False)))
            self._rest = _LETTERS.sub(r"\1.", self._rest)
        self._end = finish_reason or self._end
        pieces = _pieces(self._rest, self._language) if text or finish_reason else []
        if not finish_reason:
            # The last piece is still being written; a marker that is belongs to the sentence before it.
            pieces = pieces[: -2 if pieces and _OPEN_MARK.fullmatch(self._rest[pieces[-1][0] :]) else -1]
        for start, end, lead in pieces:
            for claim in self._checked(self._rest[start:end], lead):
                first = not (self._claims or self._corrected)
                self._claims.append(replace(claim, lead=claim.lead.lstrip()) if first else claim)
        if pieces:
            self._rest = self._rest[pieces[-1][1] :]
        # A refusal is only shown when it is known to be the answer.
        hidden = bool(finish_reason) or REFUSAL.startswith(self._rest.strip()) or is_refusal(self._rest)
        claims = (*self._corrected, *self._claims)
        return replace(self._answer, claims=claims, pending="" if hidden else self._rest)

    def _checked(self, text: str, lead: str) -> list[Claim]:
        """The claim of a sentence, or those of its two halves where the whole does not hold and a half does."""
        whole = self._claim(text, lead)
        halves = _HALVES.match(text) if whole.verdict is Verdict.UNSUPPORTED else None
        if halves:
            parts = [self._claim(halves["one"], lead), self._claim(halves["other"], " ")]
            if Verdict.SUPPORTED in {part.verdict for part in parts}:
                return parts
        return [whole] if whole.text else []

    def _claim(self, text: str, lead: str) -> Claim:
        if len(text) > LONGEST_SENTENCE:
            return Claim(" ".join(text.split()), Verdict.UNSUPPORTED, reasons=(_ENDLESS,), lead=lead)
        claim = self._grounds.check(text)
        if claim.verdict is Verdict.UNSUPPORTED and said_missing(claim.text, self._answer.standalone_question):
            claim = Claim(claim.text, Verdict.NOT_A_CLAIM)
        return replace(claim, lead=lead)

    def quoted(self, relevant: Sequence[Evidence], how: How = How.WORDS) -> Answer:
        """The final answer without a model: the documents' sentences, word for word."""
        return self._of(self._quotations(relevant, how) or self._telling_how_far(relevant))

    def quoted_instead(self, relevant: Sequence[Evidence], told: str, how: How) -> Answer:
        """Likewise, where the model has written nothing that holds; ``told`` says so. Where it only says
        more than a sentence does, that is quoted: how far things have got is what is asked of these documents."""
        self.begin()
        quotations = self._quotations(relevant, how)
        if not quotations and how is How.SURELY:
            quotations = self._telling_how_far(relevant)
        if not quotations and how is How.SURELY:
            quotations, told = self._outdone(), _TOO_STRONG
        return self.instead(quotations, told) if quotations else self.finished()

    def worth_a_look(self, relevant: Sequence[Evidence]) -> list[Sentence]:
        """The sentences that may answer the question though the model has written nothing that holds, likeliest first;
        at most LOOKED_AT."""
        question = self._answer.standalone_question
        found = [] if self._corrected else worth_a_look(question, relevant, self._similar)
        return list(
            islice((one for one in found if speaks_to(question, [one]) and self._grounds.answers(one)), LOOKED_AT)
        )

    def instead(self, quotations: Sequence[Sentence], told: str) -> Answer:
        """The final answer by sentences, word for word; ``told`` says why."""
        answer = self._of(quotations)
        return replace(answer, notice=" ".join(filter(None, (told, _OWN_WORDS, answer.notice))))

    def _quotations(self, relevant: Sequence[Evidence], how: How) -> list[Sentence]:
        # A question whose premise is wrong is answered by its correction: what comes near to it shares the premise.
        question = self._answer.standalone_question
        return [] if self._corrected else quotable(question, relevant, self._similar, self._grounds.answers, how)

    def _telling_how_far(self, relevant: Sequence[Evidence]) -> list[Sentence]:
        if self._corrected or not asks_how_far(self._answer.question):
            return []
        return how_far(self._answer.standalone_question, [sentence for item in relevant for sentence in item.sentences])

    def _outdone(self) -> list[Sentence]:
        if self._corrected:
            return []
        groups = islice(self._grounds.outdone(), MOST)
        found = list(dict.fromkeys(sentence for group in groups for sentence in group))
        return found if speaks_to(self._answer.standalone_question, found) else []

    def _of(self, quotations: Sequence[Sentence]) -> Answer:
        for sentence in quotations:
            self._claims.append(replace(self._grounds.quote(sentence), lead=" " if self._claims else ""))
        return self.finished()

    def asking_back(self, text: str, choices: tuple[str, ...]) -> Answer:
        """The final answer to a question that does not say what it means."""
        self._time(total_s=self._elapsed())
        claims = (Claim(text, Verdict.NOT_A_CLAIM),)
        return replace(self._answer, state=State.UNCLEAR, claims=claims, choices=choices)

    def finished(self) -> Answer:
        """The final answer. Raises ModelReplyError if the model was cut before it wrote anything that holds: that says
        nothing about the documents."""
        self._time(total_s=self._elapsed())
        beside = beside_the_question(self._answer.standalone_question, self._claims)
        if beside:
            supported = [claim for claim in self._claims if claim.verdict is Verdict.SUPPORTED]
            self.withdraw(supported, f"It does not say {beside}.", self._notice)
        unsupported = [claim for claim in self._claims if claim.verdict is Verdict.UNSUPPORTED]
        if not self.holds and self._end in ("cut", "content_filter"):
            raise ModelReplyError(_CUT[self._end])
        if not self.holds:
            # Where the documents have something else than what was asked, that is an answer, in part.
            answer = self._as_a_whole(State.PARTLY) if self._answers else self._refused()
            claims = (*self._corrected, *_refusal(self._answer.searched, self.absent, alone=not self._corrected))
            return replace(answer, claims=claims, withheld=(*self._rejected, *unsupported))
        missing = self._missing()
        refused = any(is_refusal(claim.text) for claim in self._claims)
        partly = bool(missing or unsupported or refused or self._corrected) or self._end != "stop"
        return replace(self._as_a_whole(State.PARTLY if partly else State.ANSWERED), missing=missing)

    def _refused(self) -> Answer:
        notice = " ".join(filter(None, (_CUT.get(self._end, ""), self._notice)))
        return replace(self._answer, state=State.NOT_IN_DOCUMENTS, notice=notice)

    def _as_a_whole(self, state: State) -> Answer:
        """The answer with what is to be said of it as a whole: how old it is, copies, what documents differ on."""
        supported = [claim for claim in (*self._corrected, *self._claims) if claim.verdict is Verdict.SUPPORTED]
        documents = [citation.sentence.passage.document for claim in supported for citation in claim.citations]
        groups = grouped(documents, {item.passage.document.id: item.copies for item in self._answer.evidence})
        as_of = newest(documents)
        notices = (
            _CUT.get(self._end, ""),
            self._notice,
            warning(self._answer.question, as_of, self._answer.searched, self._today()),
            copies_told(groups),
        )
        return replace(
            self._answer,
            state=state,
            claims=(*self._corrected, *self._claims),
            notice=" ".join(filter(None, notices)),
            as_of=as_of,
            origins=len(groups),
            disagreements=disagreements(supported, self._answer.evidence),
        )

    def _missing(self) -> tuple[str, ...]:
        """What the model says is missing, or else what can be seen to be."""
        question = self._answer.standalone_question
        own = [claim.text for claim in self._claims if claim.verdict is Verdict.NOT_A_CLAIM]
        said = [missing for text in own if (missing := said_missing(text, question))]
        return tuple(dict.fromkeys(said)) or left_open(question, self._claims)

    def _correcting(self, correction: Correction) -> tuple[Claim, ...]:
        quoted = self._grounds.quote(correction.sentence)
        return Claim(correction.text, Verdict.NOT_A_CLAIM), replace(quoted, lead=" ")

    def _elapsed(self) -> float:
        return round(time.monotonic() - self._started, 3)

    def _time(self, **seconds: float) -> None:
        self._answer = replace(self._answer, timings=replace(self._answer.timings, **seconds))


def _narrow(gap: re.Match[str]) -> str:
    return "\n" * min(2, len(f"{gap[0]}.".splitlines()) - 1) or " "


def _pieces(text: str, language: str) -> list[tuple[int, int, str]]:
    """The sentences of a model's text: start, end and what stands before each (space, line break, list mark).
    ``language``: that of the question, ISO 639-1."""
    pieces: list[tuple[int, int, str]] = []
    offset = 0
    language = "ja" if _UNSPACED.search(text) else language
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


def _refusal(searched: Searched, absent: str, *, alone: bool) -> tuple[Claim, ...]:
    only = within_told(searched.within)
    if not searched.documents and only and searched.held:
        texts = [f"None of the library's {counted(searched.held, 'document')} was searched: there is none {only}."]
        texts = [REFUSAL, *texts] if alone else texts
    elif not searched.documents:
        add = "Add documents in the tab Library of the page, or with “assistant ingest FOLDER”."
        texts = ["The library is empty.", add]
    else:
        one = searched.documents == 1
        dates = f", dated {in_words(searched.first)}," if searched.first else ""
        if searched.first and searched.last and searched.first != searched.last:
            dates = f", dated {in_words(searched.first)} to {in_words(searched.last)},"
        bound = f", only those {only}" if only else ""
        texts = [f"{number_told(searched)}{dates} {'was' if one else 'were'} searched{bound}.", *filter(None, [absent])]
        texts = [REFUSAL, *texts] if alone else texts
    return tuple(Claim(text, Verdict.NOT_A_CLAIM, lead=" " if at or not alone else "") for at, text in enumerate(texts))
