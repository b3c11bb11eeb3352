"""What tells a claim that sentences support from one that they do not: a row of numbers for each claim.

Chosen on WiCE, ExpertQA and FaithBench: each tells the two apart in at least one of them, by itself or beside the
others. Words alone leave much undecided, which the score shows by staying near one half.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.grounding.missing import missing
from assistant.grounding.objections import contrary
from assistant.sentences.compared import Ground, Header, Stated
from assistant.sentences.coverage import held_share, telling
from assistant.sentences.dating import Dates
from assistant.sentences.facts import Facts
from assistant.sentences.rarity import weighted_share
from assistant.words import FUNCTION_WORDS, stem, words

Similar = Callable[[str, Sequence[str]], NDArray[np.float32]]

NEAR = 3  # two neighbouring words of the claim stand together where at most two other words part them
CLAUSE = 3  # content words: a shorter part of a claim is judged together with the next one
GRAM = 5  # characters
LONG_CLAIM = 40  # content words from which on a claim counts as long as can be

_CLAUSE_END = re.compile(
    r"[,;:()–—\"“”]|\b(?:and|but|which|who|where|while|because|when|after|before|with|including|as|for|by|that|or)\b"
)


@dataclass(frozen=True, slots=True)
class Signals:
    """Each 0 to 1. "Held": by the chosen sentences or the document's header; "anywhere": by any sentence of the
    document that is in the evidence, or its header. Weighted: by how rare a word is in the evidence."""

    coverage: float  # weighted share of the claim's words held: what the rules look at, for comparison
    clause: float  # weighted share of the claim's worst clause that the best sentence for it holds, anywhere
    pairs: float  # share of neighbouring content words that stand near each other anywhere
    bigrams: float  # share of neighbouring words, function words too, that stand so anywhere
    grams: float  # share of runs of five characters that stand anywhere
    sequence: float  # longest common subsequence of content words with a chosen sentence, as a share of the claim
    unheld: float  # share of telling words (no names, numbers, function words) not held in any form
    numbers: float  # share of numbers and dates that stand anywhere; 1 where the claim has none
    names: float  # share of names held; 1 where the claim has none
    contrary: float  # objections of polarity, status, speaker, direction …: 0 for none, 1/2 for one, 2/3 for two …
    negation: float  # 1 where the claim denies and the chosen sentences do not, or the other way round
    length: float  # of the claim, in content words, as a share of 40
    near: float | None = None  # relatedness of meaning to the nearest chosen sentence; None: was not asked


def signals(  # noqa: PLR0913, PLR0917 - what a claim is compared with
    claim: Stated,
    chosen: Sequence[Ground],
    header: Header,
    weights: Mapping[str, float],
    grounds: Sequence[Ground],
    similar: Similar | None = None,
) -> Signals:
    """The signals of a claim against the ``chosen`` sentences (at least one) of one document.

    ``header`` is that of their document, ``weights`` say how rare a term is in the evidence (one that is not among them
    is as rare as the rarest), ``grounds`` are all sentences of the evidence, of which those of the same document
    count. ``similar`` is asked once, with the chosen sentences.
    """
    document = chosen[0].document
    here = [ground for ground in grounds if ground.document.id == document.id] or list(chosen)
    plain, said = _taken_apart(claim.text, document.language)
    wanted = claim.terms.get(document.language) or frozenset(said)
    texts = [_taken_apart(ground.text, document.language) for ground in here]
    ordered = [_taken_apart(ground.text, document.language)[1] for ground in chosen]
    sets = [ground.terms | header.terms for ground in here]
    share = partial(weighted_share, weights=weights, unseen=max(weights.values(), default=1.0))
    return Signals(
        coverage=share(wanted, header.terms.union(*(ground.terms for ground in chosen))),
        clause=min(max(share(part, held) for held in sets) for part in _clauses(claim.text, document.language, wanted)),
        pairs=_pairs(said, [terms for _, terms in texts]),
        bigrams=_bigrams(plain, [words_ for words_, _ in texts]),
        grams=_grams(plain, [words_ for words_, _ in texts]),
        sequence=max(_subsequence(said, other) for other in ordered) / max(1, len(said)),
        unheld=_share_unheld(claim, chosen, header),
        numbers=_held_numbers(claim.facts, here, header),
        names=_held_names(claim.facts, chosen, header),
        contrary=1 - 1 / (1 + len(contrary(claim, chosen, header))),
        negation=float(claim.facts.negated != any(ground.facts.negated for ground in chosen)),
        length=min(1.0, len(said) / LONG_CLAIM),
        near=float(similar(claim.text, [_line(ground) for ground in chosen]).max()) if similar else None,
    )


@lru_cache(maxsize=2000)  # the sentences of the evidence come back with each claim of an answer
def _taken_apart(text: str, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a text in order, and the terms of those that are not function words."""
    found = tuple(words(text))
    return found, tuple(stem(word, language) for word in found if word not in FUNCTION_WORDS)


def _clauses(text: str, language: str, whole: frozenset[str]) -> list[frozenset[str]]:
    """The terms of each clause of a claim."""
    parts: list[frozenset[str]] = []
    open_: frozenset[str] = frozenset()
    for piece in _CLAUSE_END.split(text):
        open_ |= frozenset(stem(word, language) for word in words(piece) if word not in FUNCTION_WORDS)
        if len(open_) >= CLAUSE:
            parts.append(open_)
            open_ = frozenset()
    return [*parts, open_] if open_ else parts or [whole]


def _share_unheld(claim: Stated, grounds: Sequence[Ground], header: Header) -> float:
    told = {word for word in words(telling(claim.text)) if word not in FUNCTION_WORDS}
    return len(held_share(claim, grounds, header)[1]) / max(1, len(told))


def _held_numbers(facts: Facts, grounds: Sequence[Ground], header: Header) -> float:
    stated = len(facts.numbers) + len(facts.dates.days) + len(facts.dates.loose)
    return 1 - len(missing(replace(facts, names=frozenset()), grounds, header)) / stated if stated else 1.0


def _held_names(facts: Facts, grounds: Sequence[Ground], header: Header) -> float:
    if not facts.names:
        return 1.0
    alone = replace(facts, numbers=frozenset(), dates=Dates())
    return 1 - len(missing(alone, grounds, header)) / len(facts.names)


def _pairs(said: Sequence[str], sentences: Sequence[Sequence[str]]) -> float:
    wanted = set(pairwise(said))
    if not wanted:
        return 1.0
    terms = set(said)
    close: set[tuple[str, str]] = set()
    for sentence in sentences:
        for at, term in enumerate(sentence):
            if term in terms:
                close.update((term, other) for other in sentence[at + 1 : at + 1 + NEAR] if other in terms)
    return sum(pair in close or pair[::-1] in close for pair in wanted) / len(wanted)


def _bigrams(plain: Sequence[str], sentences: Sequence[Sequence[str]]) -> float:
    wanted = list(pairwise(plain))
    known = {pair for sentence in sentences for pair in pairwise(sentence)}
    return sum(pair in known for pair in wanted) / len(wanted) if wanted else 1.0


def _grams(plain: Sequence[str], sentences: Sequence[Sequence[str]]) -> float:
    text = " ".join(plain)
    whole = "\n".join(" ".join(sentence) for sentence in sentences)
    wanted = [text[at : at + GRAM] for at in range(len(text) - GRAM + 1)]
    return sum(gram in whole for gram in wanted) / len(wanted) if wanted else 1.0


def _subsequence(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for term in one:
        before = 0
        for at, against in enumerate(other, 1):
            kept = row[at]
            row[at] = before + 1 if term == against else max(row[at], row[at - 1])
            before = kept
    return row[-1]


def _line(ground: Ground) -> str:
    return ground.text
