"""Sets of judged claims, and what is measured on them."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hashing import HashingEmbedder

from assistant.errors import QuestionError
from assistant.evaluation.calibration import MODELS, calibrated, held, part
from assistant.evaluation.checks import result
from assistant.evaluation.claims import cases
from assistant.evaluation.judging import balanced_accuracy, brier, by_best_threshold, calibration_error, with_interval
from assistant.evaluation.measures import Step
from assistant.evaluation.registry import measured
from assistant.evaluation.remembering import Remembering
from assistant.evaluation.run import Run
from assistant.evaluation.weighing import weighed
from assistant.settings import Settings

PAGE = [
    "(meta data) TITLE: A port opens",
    "(meta data) PUBLISHED DATETIME: 2020-03-04 10:00",
    "The port of Gwadar opened a cold store.",
    "It holds 400 tonnes of fish.",
]


def write(path: Path, *rows: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("\n".join(json.dumps(row) for row in rows).encode()))


def wice(folder: Path) -> None:
    judged = [
        ("Gwadar’s port opened a cold store.", "supported", [[2]]),
        ("The cold store holds 400 tonnes of fish.", "supported", [[2, 3]]),
        ("The cold store holds 900 tonnes of fish.", "not_supported", [[]]),
        ("The port closed and dismissed its workers.", "partially_supported", [[2]]),
    ]
    rows = [
        {"label": label, "supporting_sentences": gold, "claim": claim, "evidence": PAGE, "meta": {"id": f"d{at}"}}
        for at, (claim, label, gold) in enumerate(judged)
    ]
    write(folder / "wice/wice_claim_dev.jsonl.gz", *rows)


def test_wice_keeps_the_numbered_sentences_the_date_and_the_gold(tmp_path):
    wice(tmp_path)
    first, second, *_ = cases("wice", tmp_path)
    (page,) = first.evidence
    assert [sentence.text for sentence in page.sentences] == PAGE
    assert page.passage.document.title.value == "A port opens"
    assert page.passage.document.date
    assert page.passage.document.date.value == "2020-03-04"
    assert {sentence.text for sentence in second.gold[0]} == set(PAGE[2:])
    assert [case.supported for case in cases("wice", tmp_path)] == [True, True, False, False]


def test_expertqa_leaves_out_bare_addresses_and_what_nobody_judged(tmp_path):
    passage = "[1] https://example.org/a\n\nA port opened in Gwadar. It holds 400 tonnes."
    judged = [
        ("A port opened in Gwadar [1].", [passage], "Complete"),
        ("Fish is good [1].", [passage], "Incomplete"),
        ("It is deep [2].", ["[2] https://example.org/b"], "Complete"),
        ("It is blue [1].", [passage], None),
    ]
    claims = [{"claim_string": claim, "evidence": found, "support": said} for claim, found, said in judged]
    write(tmp_path / "expertqa/expertqa_rand_val.jsonl.gz", {"answers": {"system": {"claims": claims}}})
    found = cases("expertqa", tmp_path)
    assert [(case.claim, case.supported) for case in found] == [
        ("A port opened in Gwadar.", True),
        ("Fish is good.", False),
    ]
    assert found[0].evidence[0].passage.document.title.value == "https://example.org/a"


def test_a_sentence_of_a_summary_is_bad_where_an_unwanted_span_touches_it(tmp_path):
    summary = "A port opened. It cost a billion. It is nice."
    note = {"label": ["Unwanted", "Unwanted.Extrinsic"], "summary_start": 21, "summary_end": 25}
    kind = {"label": ["Benign"], "summary_start": 40, "summary_end": 44}
    row = {"batch": 1, "sample_id": 2, "source": "A port opened.", "summary": summary, "annotations": [note, kind]}
    write(tmp_path / "faithbench/faithbench_b1_8.jsonl.gz", row)
    found = cases("faithbench", tmp_path)
    assert [(case.claim, case.supported, case.label) for case in found] == [
        ("A port opened.", True, "Consistent"),
        ("It cost a billion.", False, "Unwanted"),
        ("It is nice.", True, "Benign"),
    ]
    assert {case.whole for case in found} == {"1-2"}


def test_an_unknown_or_missing_set_is_an_error_that_names_it(tmp_path):
    with pytest.raises(QuestionError, match="wice"):
        cases("wice", tmp_path)
    with pytest.raises(QuestionError, match="faithbench"):
        cases("vibes", tmp_path)


def test_a_result_shows_rules_score_and_each_signal_and_what_went_wrong(tmp_path):
    wice(tmp_path)
    known = cases("wice", tmp_path)
    found = [one for case in known if (one := weighed(case, None))]
    figures = result("wice", found, of=len(known))
    names = [figure.name for figure in figures.figures]
    assert figures.cases == figures.of == 4
    assert {"rules alone", "score, as shipped", "score, fitted on the other sets", "grams alone, best threshold"} <= {
        *names
    }
    assert all(failure.evidence and failure.kind in {"accepted", "lost"} for failure in figures.failures)
    assert "d2" not in {failure.id for failure in figures.failures}  # 900 for 400 tonnes is caught


def test_balanced_accuracy_of_always_one_answer_is_one_half():
    labels = np.array([True] * 9 + [False])
    assert balanced_accuracy(labels, np.ones(10, np.bool_)) == 0.5
    assert balanced_accuracy(labels, labels) == 1
    interval = with_interval(labels, labels)
    assert (interval.low, interval.value, interval.high) == (1, 1, 1)


def test_a_threshold_is_judged_on_claims_it_was_not_chosen_on():
    chance = np.random.default_rng(1)
    labels = chance.random(400) < 0.3
    groups = np.array([str(number) for number in range(400)])
    noise = balanced_accuracy(labels, by_best_threshold(chance.random(400), labels, groups))
    telling = balanced_accuracy(labels, by_best_threshold(-labels.astype(float), labels, groups))
    assert 0.42 < noise < 0.58
    assert telling == 1


def test_calibration_is_judged_with_both_kinds_of_claim_alike():
    labels = np.array([True] * 30 + [False] * 10)
    even = np.full(40, 0.5)
    assert brier(labels, even) == pytest.approx(0.25)
    assert calibration_error(labels, even) == pytest.approx(0)
    assert calibration_error(labels, np.full(40, 0.75)) == pytest.approx(0.25)


def test_vectors_are_remembered_between_runs(tmp_path):
    first = HashingEmbedder()
    with Remembering(first, first.name, tmp_path) as memory:
        vectors = memory.passages(["a port", "a park"])
    second = HashingEmbedder()
    with Remembering(second, second.name, tmp_path) as memory:
        np.testing.assert_allclose(memory.passages(["a park"])[0], vectors[1], atol=1e-3)
        memory.query("a park")
    assert second.embedded == 1  # a question is embedded otherwise than a passage


def test_a_fit_tells_apart_what_its_signals_tell_apart(tmp_path):
    pytest.importorskip("sklearn", reason="calibration is for those who have the dev extra")
    wice(tmp_path)
    known = [one for case in cases("wice", tmp_path) if (one := weighed(case, None))]
    own = part(known * 6, MODELS["words"])
    own = replace(own, groups=np.arange(len(own.labels)).astype(str))
    fitted = calibrated({"one": own, "other": own})
    assert set(fitted) == {"all", "without one", "without other"}
    assert len(fitted["all"]["weights"]) == len(MODELS["words"])
    assert held({"one": own, "other": own}, "one").outside > 0.7


def test_a_run_is_told_how_far_a_set_of_checks_is(tmp_path, monkeypatch):
    def counts(name, data, _, *, limit, progress):
        progress(1, 2)
        return name, data, limit

    monkeypatch.setattr("assistant.evaluation.checks.measure", counts)
    steps: list[object] = []
    assert measured("wice", Settings(), Run(tmp_path, 3, oracle=False, progress=steps.append)) == ("wice", tmp_path, 3)
    assert steps == [Step("checking", 1, 2)]
