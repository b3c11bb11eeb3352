"""What is counted on each answer set, with what trivial or known systems reach and what we want."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import State
from assistant.evaluation.cases import Case, Outcome, normalised, token_f1
from assistant.evaluation.measures import Estimate, Figure, Share, percentile
from assistant.sentences.compared import content_terms

RECALLED = 0.5  # of a free answer's content words that ours must hold to count as right
STATES = (State.ANSWERED, State.PARTLY, State.NOT_IN_DOCUMENTS, State.UNCLEAR)


def squad2(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Refusals are what is looked for: precision of those given, recall of those due, and their F1."""
    due = [one for one in outcomes if not one.case.answerable]
    answerable = [one for one in outcomes if one.case.answerable]
    refused = [one for one in outcomes if not one.given]
    always = _f1(len(due), len(answerable), 0)
    f1 = Estimate.of([token_f1(_said(one), one.case.must[0]) for one in answerable], _mean)
    return [
        Figure(
            "refusals: precision", Share.of(not one.case.answerable for one in refused), _always(outcomes, "refuse")
        ),
        Figure("refusals: recall", Share.of(not one.given for one in due), "always refuse: 1"),
        Figure(
            "refusals: F1",
            Estimate.of(outcomes if due else [], _refusal_f1),
            f"always refuse: {always:.3f}",
            f"> {always:.3f}",
        ),
        Figure("refused though answerable", Share.of(not one.given for one in answerable), "always refuse: 1"),
        Figure("right answers, of the answerable", Share.of(one.right for one in answerable), "always refuse: 0"),
        Figure("words of the answer, F1", f1, "always refuse: 0"),
        Figure(
            "right, of all",
            Share.of(one.right for one in outcomes),
            f"{_always(outcomes, 'refuse')}, always answer: at most {len(answerable) / max(1, len(outcomes)):.3f}",
        ),
    ]


def stici(outcomes: Sequence[Outcome]) -> list[Figure]:
    """An answer is right if it holds half of the content words of a person's."""
    kinds = [
        Figure(f"right: {kind}", Share.of(one.right for one in outcomes if one.case.kind == kind))
        for kind in ("one passage", "several passages", "no answer")
    ]
    given = [one for one in outcomes if one.given]
    return [
        *kinds,
        Figure("right, of all", Share.of(one.right for one in outcomes), _always(outcomes, "refuse")),
        Figure("refused though answerable", Share.of(not one.given for one in outcomes if one.case.answerable)),
        Figure("answers with a citation", Share.of(bool(one.answer.citations) for one in given)),
    ]


def recalls(case: Case, text: str) -> bool:
    """Whether a text holds half of the content words of the gold answer."""
    said = content_terms(text, "en")
    wanted = content_terms(case.must[0][0], "en") if case.must else frozenset()
    return not wanted or len(said & wanted) >= RECALLED * len(wanted)


def nomiracl(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Hallucination rate and error rate (Thakur et al. 2024), with GPT-4's on the very same questions."""
    empty = [one for one in outcomes if not one.case.answerable]
    found = [one for one in outcomes if one.case.answerable]
    said = Share.of(bool(one.case.known) for one in empty)
    missed = Share.of(not one.case.known for one in found)
    return [
        Figure("answers where nothing is found", Share.of(one.given for one in empty), f"GPT-4: {said}", "< 0.200"),
        Figure("refused though found", Share.of(not one.given for one in found), f"GPT-4: {missed}", "< 0.200"),
        Figure("right, of all", Share.of(one.right for one in outcomes), _always(outcomes, "refuse")),
    ]


def mtrag(outcomes: Sequence[Outcome]) -> list[Figure]:
    """What is due against what came."""
    figures = []
    for kind in ("answerable", "partial", "unanswerable", "underspecified"):
        alike = [one for one in outcomes if one.case.kind == kind]
        figures += [
            Figure(f"{kind}: {state.value}", Share.of(one.answer.state is state for one in alike)) for state in STATES
        ]
    floor = Share.of(one.case.kind == "answerable" for one in outcomes)
    return [
        *figures,
        Figure("right state, of all", Share.of(one.right for one in outcomes), f"always answer: {floor.value:.3f}"),
    ]


def rgb(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Noise robustness, negative rejection, and how far a document's false statement is given again (Chen et al. 2023).
    To repeat it with its citation is what an assistant bound to documents should do."""
    noise, beside, false = (
        [one for one in outcomes if one.case.kind == kind] for kind in ("noise", "beside the point", "false passages")
    )
    return [
        Figure("right among noise", Share.of(one.right for one in noise), "always refuse: 0"),
        Figure("refused though there", Share.of(not one.given for one in noise), "always refuse: 1"),
        Figure("refused, nothing to the point", Share.of(not one.given for one in beside), "always answer: 0"),
        Figure("what false passages say, given again", Share.of(one.right for one in false)),
    ]


def multihop(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Right answers; and the cited sentences against the gold evidence, over the answers given."""
    asked = [one for one in outcomes if one.case.answerable]
    given = [one for one in asked if one.given]
    hits = [_hit(one) for one in given]
    cited = Share(sum(hit.cited_gold for hit in hits), sum(hit.cited for hit in hits))
    found = Share(sum(hit.found for hit in hits), sum(hit.facts for hit in hits))
    documents = Share(sum(hit.documents_gold for hit in hits), sum(hit.documents for hit in hits))
    whole = Share(sum(hit.documents_gold for hit in hits), sum(hit.gold_documents for hit in hits))
    yes = Share.of(one.case.must[0][0].casefold() == "yes" for one in asked)
    return [
        Figure(
            "right answers, of the answerable", Share.of(one.right for one in asked), f"always yes: {yes.value:.3f}"
        ),
        Figure("refused though answerable", Share.of(not one.given for one in asked), "always refuse: 1"),
        Figure("refused, nothing there", Share.of(not one.given for one in outcomes if not one.case.answerable)),
        Figure("cited sentences that are gold evidence (precision)", cited),
        Figure("gold evidence that is cited (recall)", found),
        Figure("gold evidence that the search found", Share(sum(h.reached for h in hits), found.total)),
        Figure("cited documents that are gold (precision)", documents),
        Figure("gold documents that are cited (recall)", whole),
        Figure("answers all of whose gold evidence is cited", Share.of(hit.found == hit.facts for hit in hits)),
        Figure("right, of all", Share.of(one.right for one in outcomes), _always(outcomes, "refuse")),
    ]


def own(outcomes: Sequence[Outcome]) -> list[Figure]:
    """Right ones by kind of question, and what is counted of any assistant."""
    answerable = [one for one in outcomes if one.case.answerable]
    others = [one for one in outcomes if not one.case.answerable]
    gold = [one for one in answerable if one.given and one.case.facts]
    kinds = sorted({one.case.kind for one in outcomes} - {""})
    return [
        Figure("right answers", Share.of(one.right for one in answerable), "always refuse: 0"),
        Figure("refused though answerable", Share.of(not one.given for one in answerable), "always refuse: 1"),
        Figure("right refusals", Share.of(one.right for one in others), "always answer: 0"),
        Figure(
            "answers that cite a gold sentence",
            Share.of(
                any(words in citation.quote for words in one.case.facts for citation in one.answer.citations)
                for one in gold
            ),
        ),
        Figure("right, of all", Share.of(one.right for one in outcomes), _always(outcomes, "refuse")),
        *[Figure(f"right: {kind}", Share.of(one.right for one in outcomes if one.case.kind == kind)) for kind in kinds],
    ]


def common(outcomes: Sequence[Outcome]) -> list[Figure]:
    """What holds for every set: citations, quotes, and the seconds that were measured."""
    claims = [claim for one in outcomes if one.given for claim in one.answer.claims if claim in one.claims]
    written = [claim for one in outcomes for claim in one.claims]
    quotes = Share(sum(one.exact for one in outcomes), sum(one.cited for one in outcomes))
    figures = [
        Figure("claims shown that have a citation", Share.of(bool(claim.citations) for claim in claims)),
        Figure("claims written that nothing supports", Share.of(not claim.citations for claim in written)),
        Figure("quotes that stand at their place", quotes, goal="1"),
    ]
    for name, at in (("first word", 0), ("whole answer", 1)):
        seconds = [taken for one in outcomes if (taken := one.seconds[at]) is not None]
        if seconds:
            value = f"{percentile(seconds, 0.5):.1f}, {percentile(seconds, 0.95):.1f} (of {len(seconds)})"
            figures.append(Figure(f"{name}, p50 and p95 (s)", value))
    return figures


@dataclass(frozen=True, slots=True)
class _Hit:
    """How many, of one answer."""

    cited: int
    cited_gold: int
    facts: int
    found: int
    reached: int  # among the evidence, cited or not
    documents: int
    documents_gold: int
    gold_documents: int


def _hit(one: Outcome) -> _Hit:
    sentences = [citation.sentence for citation in one.answer.citations]
    facts = [normalised(fact) for fact in one.case.facts]
    texts = [normalised(sentence.text) for sentence in sentences]
    shown = [normalised(item.passage.text) for item in one.answer.evidence]
    documents = {sentence.passage.document.name for sentence in sentences}
    return _Hit(
        cited=len(texts),
        cited_gold=sum(any(_overlap(text, fact) for fact in facts) for text in texts),
        facts=len(facts),
        found=sum(any(_overlap(text, fact) for text in texts) for fact in facts),
        reached=sum(any(_overlap(text, fact) for text in shown) for fact in facts),
        documents=len(documents),
        documents_gold=len(documents & one.case.gold_documents),
        gold_documents=len(one.case.gold_documents),
    )


def _overlap(text: tuple[str, ...], fact: tuple[str, ...]) -> bool:
    """Whether one is a part of the other: a fact may be several sentences, and a sentence more than the fact."""
    short, long = sorted((text, fact), key=len)
    return bool(short) and any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def _said(one: Outcome) -> str:
    return " ".join(claim.text for claim in one.answer.claims) if one.given else ""


def _refusal_f1(outcomes: Sequence[Outcome]) -> float:
    right = sum(not one.given and not one.case.answerable for one in outcomes)
    wrong = sum(not one.given and one.case.answerable for one in outcomes)
    missed = sum(one.given and not one.case.answerable for one in outcomes)
    return _f1(right, wrong, missed)


def _f1(right: int, wrong: int, missed: int) -> float:
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _always(outcomes: Sequence[Outcome], do: str) -> str:
    share = Share.of(not one.case.answerable for one in outcomes)
    return f"always {do}: {share.value:.3f}"
