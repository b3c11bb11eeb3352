"""Signals → the probability that the claim is supported."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from assistant.grounding.support.signals import Signals

SHIPPED = Path(__file__).with_name("coefficients.json")  # written by `python -m assistant.evaluation.calibration`


@dataclass(frozen=True, slots=True)
class Coefficients:
    """A logistic regression over signals: ``weights`` by the name of the signal, and ``constant``."""

    constant: float
    weights: Mapping[str, float]

    def probability(self, signals: Signals) -> float:
        """0 to 1. A signal that was not asked for counts as 0."""
        row = asdict(signals)
        logit = self.constant + sum(weight * (row[name] or 0.0) for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, logit))))


def score(signals: Signals) -> float:
    """The probability, 0 to 1, that a person who reads the evidence calls the claim supported, where claims are as
    often supported as not. Calibrated on English; two models, with the signals of meaning and without them."""
    return coefficients("words" if signals.near is None else "meaning").probability(signals)


@cache
def coefficients(model: str, without: str = "") -> Coefficients:
    """Those of a ``model``, "words" or "meaning", fitted on all sets or ``without`` one of them."""
    stored = json.loads(SHIPPED.read_text("utf-8"))[model][f"without {without}" if without else "all"]
    return Coefficients(stored["constant"], stored["weights"])
