"""What a refusal says about the words that were looked for and are not in the library."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.asking import UNSPECIFIC
from assistant.domain import Evidence
from assistant.questions import is_english

MOST_NAMED = 3  # words

Apart = Callable[[str], tuple[list[str], list[str]]]


def not_held(question: str, nearest: Sequence[Evidence], documents: int, apart: Apart) -> str:
    """A sentence: "None of them holds the words “tariff” or “quota”." or "… both “Japan” and “fisheries”."; empty where
    the words tell nothing, for the question may be in another language than the documents.

    ``documents``: how many were searched; ``apart``: see Catalog.apart.
    """
    if not is_english(question) or not any(item.passage.document.language == "en" for item in nearest):
        return ""
    unknown, parted = apart(question)
    unknown = [word for word in unknown if len(word) > 2 and word not in UNSPECIFIC][:MOST_NAMED]  # noqa: PLR2004 - a.m.
    named = [f"“{_as_written(word, question)}”" for word in unknown or parted]
    if not named:
        return ""
    lacks = "None of them holds" if documents > 1 else "It does not hold"
    if not unknown:
        return f"{lacks} both {' and '.join(named)}."
    if len(named) == 1:
        return f"{lacks} the word {named[0]}."
    return f"{lacks} the words {', '.join(named[:-1])} or {named[-1]}."


def _as_written(word: str, question: str) -> str:
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", question, re.IGNORECASE)
    return found[0] if found else word
