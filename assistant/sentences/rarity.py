"""How much a word tells: inverse document frequency (Spärck Jones 1972), with the sentences at hand as documents."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping


def weights_of(sentences: Collection[frozenset[str]]) -> dict[str, float]:
    """The weight, above 0, of each term that any of the sentences holds, which are given as their terms."""
    counts = Counter(term for terms in sentences for term in terms)
    return {term: math.log(1 + len(sentences) / count) for term, count in counts.items()}


def weighted_share(wanted: frozenset[str], held: frozenset[str], weights: Mapping[str, float], unseen: float) -> float:
    """The share of the ``wanted`` terms that are ``held``, each by its weight, 0 to 1; 0 where none is wanted.
    ``unseen``: the weight of those that have none."""
    mass = sum(weights.get(term, unseen) for term in wanted)
    return sum(weights.get(term, unseen) for term in wanted & held) / mass if mass else 0.0
