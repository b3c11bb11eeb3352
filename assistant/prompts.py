"""prompts/*.md, every file and variable checked when loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from assistant.errors import PromptError

# file → the variables that it must hold, no more and no fewer
_VARIABLES: Mapping[str, frozenset[str]] = {
    "answer": frozenset({"refusal"}),
    "question": frozenset({"evidence", "question"}),
    "answer_plain": frozenset({"refusal"}),
    "question_plain": frozenset({"evidence", "question", "refusal"}),
    "question_again": frozenset({"evidence", "question"}),
    "standalone": frozenset({"conversation", "question"}),
    "check": frozenset({"claim", "sentences"}),
    "second_look": frozenset({"document", "question", "sentence"}),
    "second_look_again": frozenset({"document", "question", "sentence"}),
}


@dataclass(frozen=True, slots=True)
class Prompts:
    """``answer`` and ``question`` are for models that can cite: they show numbered sentences.

    The ``plain`` ones are for small models, which numbers confuse: they show paragraphs; ``question_again`` is asked
    when the first answer was a refusal, without the invitation to refuse. ``standalone`` rewrites a follow-up.
    ``check`` asks whether sentences say what a claim says, ``second_look``, twice, what a sentence answers.
    """

    answer: Template
    question: Template
    answer_plain: Template
    question_plain: Template
    question_again: Template
    standalone: Template
    check: Template
    second_look: Template
    second_look_again: Template


def default_folder() -> Path:
    """``prompts/`` of the checkout, or of the installed package."""
    package = Path(__file__).parent
    checkout = package.parent / "prompts"
    return checkout if checkout.is_dir() else package / "_prompts"


def load(folder: Path) -> Prompts:
    """All prompts of a folder. Raises PromptError where a file or a variable is missing, unknown or malformed."""
    return Prompts(**{name: _template(folder / f"{name}.md", wanted) for name, wanted in _VARIABLES.items()})


def _template(path: Path, wanted: frozenset[str]) -> Template:
    try:
        template = Template(path.read_text("utf-8").strip())
    except OSError as error:
        raise PromptError(f"The prompt file {path} cannot be read. Restore it from the program's sources.") from error
    except UnicodeDecodeError as error:
        raise PromptError(f"The prompt file {path} is not UTF-8 text. Save it as UTF-8.") from error
    if not template.is_valid():
        raise PromptError(f"The prompt file {path} has a stray '$'. Write '$$' for a dollar sign.")
    found = frozenset(template.get_identifiers())
    if found != wanted:
        missing = ", ".join(f"${name}" for name in sorted(wanted - found)) or "none"
        unknown = ", ".join(f"${name}" for name in sorted(found - wanted)) or "none"
        raise PromptError(f"The prompt file {path} has the wrong variables (missing: {missing}; unknown: {unknown}).")
    return template
