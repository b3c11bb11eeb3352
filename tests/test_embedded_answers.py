"""The product as it comes: both embedded models, a real library, the seed document, the command line."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from conftest import skip_or_fail
from samples import SEEDS

from assistant import settings
from assistant.cli import run
from assistant.errors import WeightsError
from assistant.models import weights

pytestmark = pytest.mark.embedded


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """The answers of one run of `ask --batch`, by id."""
    try:
        weights(settings.load().cache)
    except WeightsError as error:
        skip_or_fail(str(error), "REQUIRE_EMBEDDED")
    folder = tmp_path_factory.mktemp("embedded")
    batch = folder / "questions.jsonl"
    asked = {
        "size": "How large is the Karachi Industrial Park?",
        "name": "Who is the ambassador of Japan to Pakistan?",
        "loan": "What interest rate does the JICA loan carry?",
    }
    batch.write_text("\n".join(json.dumps({"id": key, "question": text}) for key, text in asked.items()))
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(("ASSISTANT_", "OPENAI_")) and name != "ASSISTANT_CACHE":
                patch.delenv(name)
        patch.setenv("ASSISTANT_LIBRARY", str(folder / "library"))
        assert run(["ingest", str(SEEDS)]) == 0
        output = folder / "answers.jsonl"
        with output.open("w") as target, pytest.MonkeyPatch.context() as printing:
            printing.setattr("sys.stdout", target)
            assert run(["ask", "--batch", str(batch), "--json"]) == 0
        lines = output.read_text().splitlines()
    return {answer["id"]: answer for answer in map(json.loads, lines)}


def test_a_fact_is_answered_with_the_sentence_that_states_it(answers: dict[str, dict[str, object]]) -> None:
    answer = answers["size"]
    assert answer["state"] == "answered"
    assert "1,500 acres" in str(answer["text"])
    quotes = [citation for claim in answer["claims"] for citation in claim["citations"]]  # type: ignore[attr-defined]
    text = Path(next(SEEDS.glob("*.txt"))).read_text("utf-8")
    assert quotes
    assert all(text[quote["start"] : quote["end"]] == quote["quote"] for quote in quotes)
    assert any("1,500 acres" in quote["quote"] for quote in quotes)


def test_a_name_is_given_as_the_document_prints_it(answers: dict[str, dict[str, object]]) -> None:
    assert "Kuinori Matsuda" in str(answers["name"]["text"])


def test_what_the_document_does_not_say_is_not_made_up(answers: dict[str, dict[str, object]]) -> None:
    assert answers["loan"]["state"] == "not_in_documents"
    assert answers["loan"]["evidence"], "the nearest passages are shown"
