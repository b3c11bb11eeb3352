"""How well sentences support a claim: signals, and the probability that a person would call it supported."""

from assistant.grounding.support.scoring import Coefficients, coefficients, score
from assistant.grounding.support.signals import Signals, Similar, signals

__all__ = ["Coefficients", "Signals", "Similar", "coefficients", "score", "signals"]
