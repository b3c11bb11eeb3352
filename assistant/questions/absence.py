"""What a refusal says about the words that were looked for and are not in the library."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.domain import Evidence
from assistant.questions.asking import UNSPECIFIC
from assistant.questions.question import chosen, is_english
from assistant.sentences.dating import dates
from assistant.words import words

MOST_NAMED = 3  # words
LONGEST = 25  # words: of a longer question some are always held nowhere, which says nothing
SHORT = 2  # letters: "m" of "a.m."
# Words of asking, which say nothing about what is asked, and whose past forms are written otherwise.
_ASKING = frozenset(
    """
    agree anybody anyone anything become big choose come company do exist famous far find get give go got happen hold
    know large long make many mean mention much number old say see show small start started
    somebody someone something speak take talk talks tell think write
    """.split()  # noqa: SIM905 - as a list it would fill a page
)

# Where a word names a thing by itself: "about fisheries?", "the loan from"; not "the joint tour", "to pay for it".
_BEFORE = "of|about|on|in|for|to|with|from|by|at|and|or|the|a|an|any|no|what|which|whose|over|between|into|against"
_BEHIND = "of|about|on|in|for|to|with|from|by|at|and|or|is|are|was|were|has|have|had|that|between|into|against|since"

Apart = Callable[[str], tuple[list[str], list[str]]]


def not_held(question: str, nearest: Sequence[Evidence], documents: int, apart: Apart) -> str:
    """A sentence: "None of them holds the words “tariff” or “quota”." or, of names and things, "… both “Japan” and
    “fisheries”."; empty where the words tell nothing, for the question may be in another language than the documents.

    ``documents``: how many were searched; ``apart``: see Catalog.apart.
    """
    english = is_english(question) and any(item.passage.document.language == "en" for item in nearest)
    if len(question.split()) > LONGEST or not english:
        return ""
    bare = dates(chosen(question)[0])[1]  # documents write their dates in ways of their own
    telling = " ".join(word for word in words(bare) if word not in _ASKING | UNSPECIFIC and len(word) > SHORT)
    unknown, parted = apart(telling) if telling else ([], [])
    unknown = unknown[:MOST_NAMED]
    written = [_as_written(word, question) for word in unknown or parted]
    named = [f"“{word}”" for word in written if unknown or all(_is_thing(one, question) for one in written)]
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


def _is_thing(word: str, question: str) -> bool:
    alone = rf"\b(?:{_BEFORE})\s+{re.escape(word)}(?:\s*(?:[^\w\s]|$)|\s+(?:{_BEHIND})\b)"
    return word[:1].isupper() or bool(re.search(alone, question, re.IGNORECASE))
