"""Weighing how well sentences support a claim."""

from __future__ import annotations

import math
from dataclasses import fields
from time import perf_counter

import numpy as np
import pytest
from samples import document, evidence

from assistant.domain import Document
from assistant.evaluation.weighing import Judge
from assistant.grounding.support import Signals, coefficients, score

PARK = (
    "The minister visited Karachi on 3 May 2024. He said that Japan would fund a cold store in the new park. "
    "The park covers 1,500 acres near the port. Forty-two companies have asked for plots. "
    "The ambassador did not promise a date."
)


def weighed(claim: str, *documents: Document, similar: object = None) -> Signals:
    judge = Judge(evidence(*(documents or (document(PARK),))))
    stated, chosen = judge.chosen(claim)
    return judge.signals(stated, chosen, similar)  # type: ignore[arg-type]


def test_a_sentence_of_the_document_itself_scores_highest():
    own = score(weighed("The park covers 1,500 acres near the port."))
    reworded = score(weighed("The new park near the port has an area of 1,500 acres."))
    invented = score(weighed("Farmers harvested mangoes in Nepal after heavy rain."))
    assert own > reworded > invented
    assert own > 0.6
    assert invented < 0.25


def test_every_signal_lies_between_0_and_1():
    claims = [
        "The park covers 1,500 acres near the port.",
        "Nepal didn’t sign 7 of 9 deals on 1 June 2020, it says.",
        "Yes",
    ]
    for claim in claims:
        found = weighed(claim, similar=lambda _, others: np.full(len(others), 0.4, np.float32))
        for field in fields(Signals):
            assert 0 <= getattr(found, field.name) <= 1, (claim, field.name)
        assert 0 < score(found) < 1


def test_a_worse_number_name_or_polarity_never_raises_the_score():
    whole = score(weighed("Japan would fund a cold store in the new park."))
    for worse in (
        "Kenya would fund a cold store in the new park.",
        "Japan would fund 17 cold stores in the new park.",
        "Japan would not fund a cold store in the new park.",
    ):
        assert score(weighed(worse)) < whole


def test_meaning_is_asked_once_for_the_chosen_sentences_alone():
    asked: list[tuple[str, list[str]]] = []

    def similar(text, others):
        asked.append((text, list(others)))
        return np.full(len(others), 0.9, np.float32)

    found = weighed("The park covers 1,500 acres near the port.", similar=similar)
    assert found.near == pytest.approx(0.9)
    assert asked == [("The park covers 1,500 acres near the port.", ["The park covers 1,500 acres near the port."])]


def test_the_score_is_the_logistic_of_the_stored_weights():
    found = weighed("The park covers 1,500 acres near the port.")
    model = coefficients("words")
    logit = model.constant + sum(weight * getattr(found, name) for name, weight in model.weights.items())
    assert score(found) == pytest.approx(1 / (1 + math.exp(-logit)))
    assert set(coefficients("meaning").weights) == {*model.weights, "near"}


def test_only_the_document_of_the_chosen_sentences_counts():
    other = document("Mango harvests in Nepal fell after heavy rain.", name="other.txt")
    claim = "Forty-two companies have asked for plots."
    assert weighed(claim, document(PARK)).grams == weighed(claim, document(PARK), other).grams == 1


def test_a_claim_on_forty_sentences_takes_no_noticeable_time():
    text = " ".join(f"Item {n}: the board approved plan {n} of district {n} for roads and schools." for n in range(40))
    judge = Judge(evidence(document(text)))
    stated, chosen = judge.chosen("The board approved plan 7 of district 7 for roads, schools and harbours.")
    judge.signals(stated, chosen, None)
    started = perf_counter()
    judge.signals(stated, chosen, None)
    assert perf_counter() - started < 0.2
