"""What can be told of colours: whether letters can be seen on what they stand on.

Used by every reader that meets colours. Where a background is not known, nothing is decided here: the readers say in
their own words when they take a page to be white.
"""

from __future__ import annotations

Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)
_NEAREST = 24  # of 255 in every channel: below that two colours cannot be told apart by eye on a screen


def read_hex(value: str | None) -> Colour | None:
    """The colour that "FFFFFF", "#fff" or "FFFFFFFF" (with opacity first, as in spreadsheets) is; None for others."""
    text = (value or "").strip().lstrip("#")
    if len(text) == 3:  # noqa: PLR2004 - one digit a channel
        text = "".join(digit * 2 for digit in text)
    text = text[-6:] if len(text) in (6, 8) else ""
    try:
        return (int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16))
    except ValueError:
        return None


def is_same(one: Colour, other: Colour) -> bool:
    """Whether letters of the one colour cannot be seen on the other."""
    return all(abs(a - b) <= _NEAREST for a, b in zip(one, other, strict=True))
