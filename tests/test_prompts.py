import shutil
from pathlib import Path

import pytest

from assistant.errors import PromptError
from assistant.prompts import default_folder, load


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(default_folder(), tmp_path / "prompts"))


def test_the_prompts_of_the_project_have_the_variables_they_need() -> None:
    assert "$" not in load(default_folder()).answer.substitute(refusal="No.")


def test_a_missing_prompt_is_named(folder: Path) -> None:
    (folder / "question.md").unlink()
    with pytest.raises(PromptError, match=r"question\.md cannot be read"):
        load(folder)


def test_a_missing_and_an_unknown_variable_are_named(folder: Path) -> None:
    (folder / "question.md").write_text("$evidence $qestion")
    with pytest.raises(PromptError, match=r"missing: \$question; unknown: \$qestion"):
        load(folder)


def test_a_stray_dollar_is_explained(folder: Path) -> None:
    (folder / "answer.md").write_text("It costs $ 5.")
    with pytest.raises(PromptError, match=r"stray '\$'"):
        load(folder)


def test_a_prompt_that_is_no_text_is_explained(folder: Path) -> None:
    (folder / "answer.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PromptError, match="UTF-8"):
        load(folder)


def test_braces_and_dollars_of_a_document_are_only_text() -> None:
    text = load(default_folder()).question.substitute(evidence="{x} ${question} $evidence {{7*7}}", question="Q?")
    assert "{x} ${question} $evidence {{7*7}}" in text
