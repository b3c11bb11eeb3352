"""A judged claim → what the rules say of it, and its signals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from assistant.countries.names import unified
from assistant.domain import Claim, Evidence, Sentence, Verdict
from assistant.evaluation.claims import Case, sentences_of
from assistant.grounding.abroad import Similar
from assistant.grounding.claims import Grounds
from assistant.grounding.support import Signals, signals
from assistant.sentences.compared import Ground, Stated


@dataclass(frozen=True, slots=True)
class Weighed:
    """``chosen``: the sentences that the rules compare it with, whether they accept it or not."""

    case: Case
    claim: Claim
    chosen: tuple[Sentence, ...]
    signals: Signals


class Judge(Grounds):
    """The rules, asked also which sentences they would choose for a claim that they do not accept."""

    def __init__(self, evidence: Sequence[Evidence]) -> None:
        super().__init__(evidence, sentences_of(evidence), None)

    def chosen(self, text: str) -> tuple[Stated, list[Ground]]:
        """The claim taken apart, and its sentences; none where the evidence has none."""
        claim = self._taken_apart(unified(text))
        return claim, self._best(claim, set(), self._headers).chosen

    def signals(self, claim: Stated, chosen: Sequence[Ground], similar: Similar | None) -> Signals:
        """Those of a claim against at least one sentence."""
        header = self._headers[chosen[0].document.id]
        return signals(claim, chosen, header, self._weight, self._grounds, similar)


def weighed(case: Case, similar: Similar | None) -> Weighed | None:
    """None where the text has no sentence, or where the rules find that the claim says nothing about the world."""
    judge = Judge(case.evidence)
    verdict = judge.check(case.claim)
    if verdict.verdict is Verdict.NOT_A_CLAIM:
        return None
    claim, chosen = judge.chosen(verdict.text)
    if not chosen:
        return None
    found = tuple(ground.sentence for ground in chosen)
    return Weighed(case, verdict, found, judge.signals(claim, chosen, similar))


def row(signals: Signals, names: Sequence[str]) -> list[float]:
    """The signals called ``names``, in that order; one that was not asked for is 0."""
    known = asdict(signals)
    return [known[name] or 0.0 for name in names]
