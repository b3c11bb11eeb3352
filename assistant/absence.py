"""What a refusal says about the words that were looked for and are not in the library."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.asking import UNSPECIFIC
from assistant.dating import dates
from assistant.domain import Evidence
from assistant.questions import chosen, is_english
from assistant.words import words

MOST_NAMED = 3  # words
LONGEST = 25  # words: of a longer question some are always held nowhere, which says nothing
SHORT = 2  # letters: "m" of "a.m."
# Words of asking, which say nothing about what is asked, and whose past forms are written otherwise.
_ASKING = frozenset(
    """
    agree anybody anyone anything become big choose come company do exist famous find get give go got happen hold know
    large long make many mean mention much number old say see show small start started
    somebody someone something speak take talk talks tell think write
    """.split()  # noqa: SIM905 - as a list it would fill a page
)

Apart = Callable[[str], tuple[list[str], list[str]]]


def not_held(question: str, nearest: Sequence[Evidence], documents: int, apart: Apart) -> str:
    """A sentence: "None of them holds the words “tariff” or “quota”." or "… both “Japan” and “fisheries”."; empty where
    the words tell nothing, for the question may be in another language than the documents.

    ``documents``: how many were searched; ``apart``: see Catalog.apart.
    """
    if len(question.split()) > LONGEST or not is_english(question):
        return ""
    if not any(item.passage.document.language == "en" for item in nearest):
        return ""
    bare = dates(chosen(question)[0])[1]  # documents write their dates in ways of their own
    telling = " ".join(word for word in words(bare) if word not in _ASKING | UNSPECIFIC and len(word) > SHORT)
    unknown, parted = apart(telling) if telling else ([], [])
    unknown = unknown[:MOST_NAMED]
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
