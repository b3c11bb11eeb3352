"""Text as it is stored: every reader's text goes through here before an offset is counted."""

from __future__ import annotations

import re

# Invisible characters that only hurt: controls, the byte order mark, soft hyphens, noncharacters, the "tag"
# characters that can hide instructions from a reader, and the overrides and isolates that make a screen show
# letters in another order than they are stored (Trojan Source, CVE-2021-42574). Joiners and marks stay: Urdu,
# Hindi and emoji need them.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_LETTER = re.compile(r"[^\W_]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def has_text(text: str) -> bool:
    """Whether there is a letter or a digit: signs and spaces alone say nothing."""
    return bool(_LETTER.search(text))


def clean(text: str) -> str:
    """``text`` with ``\\n`` as its only line end and without characters that nobody can see or that mislead.

    Everything else is left as the document has it: no Unicode normalisation, no folding of spaces.
    """
    text = _LINE_END.sub("\n", text)
    return _SURROGATE.sub("\ufffd", _DROPPED.sub("", text))


def one_line(text: str) -> str:
    """``text`` cleaned, with single spaces: for titles, names and other metadata."""
    return " ".join(clean(text).split())
