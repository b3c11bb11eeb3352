"""What a sentence of a model's answer is: a claim about the world, or a refusal; and the markers in it."""

from __future__ import annotations

import re

REFUSAL = "The documents do not say."
_LONGEST_REFUSAL = 300  # characters
_MARKER = re.compile(r"\s*[\[【](?:sentence )?(\d{1,4}(?:\s*[,;–-]\s*\d{1,4})*)[\]】]", re.IGNORECASE)
_REFUSED = re.compile(
    r"\b(?:documents?|sentences?|texts?|evidence|passages?|information)\b[^.]{0,40}"
    r"\b(?:do(?:es)? not|don[’']t|doesn[’']t)\b[^.]{0,20}"
    r"\b(?:say|state|mention|answer|provide|contain|specify|give|include|indicate|tell)\b",
    re.IGNORECASE,
)


def unmarked(text: str) -> str:
    """A sentence without its markers and emphasis, its white space in one."""
    return " ".join(_MARKER.sub("", text).replace("**", "").split())


def markers(text: str) -> tuple[int, ...]:
    """The numbers of the markers in a text: "Signed. [2, 3]" → (2, 3)."""
    return tuple(int(number) for match in _MARKER.finditer(text) for number in re.findall(r"\d+", match[1]))


def is_refusal(text: str) -> bool:
    """Whether a sentence says that the documents do not answer, and nothing else."""
    plain = text.strip()
    if len(plain) > _LONGEST_REFUSAL:
        return False
    short = len(plain.split()) <= 16 and not re.search(r"\d|[;:]|\bbut\b|, ", plain)  # noqa: PLR2004 - one clause
    return plain.rstrip(".").casefold() == REFUSAL.rstrip(".").casefold() or (short and bool(_REFUSED.search(plain)))


def is_claim(text: str) -> bool:
    """Whether it says something that can hold or not: no refusal, question or heading."""
    if is_refusal(text) or text.endswith(("?", "？", "؟")):
        return False
    # "The minister made three offers:" says something; "Here is the answer:" does not.
    return not (text.endswith(":") and len(text.split()) <= 8) and bool(re.search(r"\w", text))  # noqa: PLR2004
