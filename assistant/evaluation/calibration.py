"""Fits the support score on the sets of judged claims, and says how well it holds on claims that it was not fitted on.

``python -m assistant.evaluation.calibration --data DIR`` writes the coefficients that the package ships with. It needs
scikit-learn, which only this command does.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.evaluation.claims import ADAPTERS, cases
from assistant.evaluation.judging import balanced_accuracy
from assistant.evaluation.measures import table
from assistant.evaluation.remembering import remembered
from assistant.evaluation.weighing import Weighed, row, weighed
from assistant.grounding.support.scoring import SHIPPED
from assistant.retrieval import Relatedness

# Signals that get the sign that one expects. Others that were tried (the same by the chosen sentences alone or by three
# in a row, the share of words nowhere held, the meaning of the sentences as one text) made no set better by a point.
_WORDS = (
    *("clause", "pairs", "bigrams", "grams", "sequence", "unheld"),
    *("numbers", "names", "contrary", "negation", "length"),
)
MODELS = {"meaning": (*_WORDS, "near"), "words": _WORDS}
STRENGTH = 0.005  # inverse strength of the ridge; between 0.003 and 0.1 the table hardly changes
FOLDS = 5

Rows = NDArray[np.float64]
Labels = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Part:
    """The cases of one set: signals (n, signals), labels (n,), groups (n,)."""

    rows: Rows
    labels: Labels
    groups: NDArray[np.str_]

    def of(self, chosen: NDArray[Any]) -> Part:
        return Part(self.rows[chosen], self.labels[chosen], self.groups[chosen])


@dataclass(frozen=True, slots=True)
class Held:
    """Balanced accuracy on the claims of one set: fitted on the other claims of the set; on those and the other sets;
    on the other sets alone."""

    inside: float
    pooled: float
    outside: float


def calibrated(parts: Mapping[str, Part]) -> dict[str, Any]:
    """The coefficients of one model: fitted on all sets, and without each of them."""
    found = {"all": _stored(_fitted(list(parts.values())))}
    if len(parts) > 1:
        for name in parts:
            found[f"without {name}"] = _stored(_fitted([part for other, part in parts.items() if other != name]))
    return found


def held(parts: Mapping[str, Part], name: str) -> Held:
    """How the model does on claims of the set ``name`` that it has not seen."""
    own, others = parts[name], [part for other, part in parts.items() if other != name]
    inside, pooled = np.zeros(len(own.labels)), np.zeros(len(own.labels))
    for known, asked in _folds(own):
        inside[asked] = _probabilities(_fitted([own.of(known)]), own.rows[asked])
        pooled[asked] = _probabilities(_fitted([own.of(known), *others]), own.rows[asked])
    outside = _probabilities(_fitted(others), own.rows) if others else np.full(len(own.labels), np.nan)
    return Held(*(balanced_accuracy(own.labels, row_ >= 0.5) for row_ in (inside, pooled, outside)))  # noqa: PLR2004


def part(found: Sequence[Weighed], names: Sequence[str]) -> Part:
    """The signals called ``names`` of these claims as arrays."""
    return Part(
        np.array([row(one.signals, names) for one in found], np.float64),
        np.array([one.case.supported for one in found], np.bool_),
        np.array([one.case.group for one in found], np.str_),
    )


def _fitted(parts: Sequence[Part]) -> Any:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - only this command needs it
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415
    from sklearn.preprocessing import StandardScaler  # noqa: PLC0415

    # Each set counts the same, and in it supported and other claims: 1/2 means "cannot be told".
    weights = [np.where(one.labels, 0.5 / max(1, one.labels.sum()), 0.5 / max(1, (~one.labels).sum())) for one in parts]
    together = np.concatenate(weights)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=3000))
    return model.fit(
        np.concatenate([one.rows for one in parts]),
        np.concatenate([one.labels for one in parts]),
        logisticregression__sample_weight=together * len(together) / together.sum(),
    )


def _probabilities(model: Any, rows: Rows) -> NDArray[np.float64]:
    return np.asarray(model.predict_proba(rows)[:, 1], np.float64)


def _folds(own: Part) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    from sklearn.model_selection import StratifiedGroupKFold  # noqa: PLC0415

    yield from StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0).split(own.rows, own.labels, own.groups)


def _stored(model: Any) -> dict[str, Any]:
    """Constant and weights for signals as they are, not scaled."""
    scaler, regression = model[0], model[1]
    weights = regression.coef_[0] / scaler.scale_
    constant = float(regression.intercept_[0] - (weights * scaler.mean_).sum())
    return {"constant": round(constant, 4), "weights": [round(float(weight), 4) for weight in weights]}


def main(arguments: Sequence[str] | None = None) -> int:
    """Weighs all cases, prints how well the score holds, and writes the coefficients."""
    from assistant.settings import load  # noqa: PLC0415

    parser = argparse.ArgumentParser(prog="python -m assistant.evaluation.calibration", description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds the sets")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="the file of coefficients (default: the package's)")
    given = parser.parse_args(arguments)
    settings = load()
    found: dict[str, list[Weighed]] = {}
    with remembered(settings) as embedder:
        similar = Relatedness(embedder).between
        for name in ADAPTERS:
            print(f"{name} …", file=sys.stderr)
            found[name] = [one for case in cases(name, given.data) if (one := weighed(case, similar))]
    stored: dict[str, Any] = {}
    lines = []
    for model, names in MODELS.items():
        parts = {name: part(some, names) for name, some in found.items()}
        stored[model] = {
            which: {"constant": fit["constant"], "weights": dict(zip(names, fit["weights"], strict=True))}
            for which, fit in calibrated(parts).items()
        }
        for name in parts:
            how = held(parts, name)
            lines.append([model, name, f"{how.inside:.3f}", f"{how.pooled:.3f}", f"{how.outside:.3f}"])
    given.out.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")
    print(table(lines, ["signals", "set", "fitted inside", "inside and others", "others alone"]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
