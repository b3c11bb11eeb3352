"""Lists in a text: how their items begin, and what announces them."""

from __future__ import annotations

import re

ITEM = re.compile(
    r"[-–*+•▪●‣◦·■□○]\s|[^\w\s\"'“‘«(\[]\t|#{1,6}\s|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[A-Z](?=\)))[.)](?=\s)|\d{1,2}(?:\.\d{1,2})+\.?\s(?![a-z%])"
    r"|[(（][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百\d]{1,4}[条條章]"
    r"|(?:Article|ARTICLE|Section|SECTION|Annex|ANNEX)\s[\dIVX]{1,5}\b"
)

MOST = 12  # items of a list that one claim may rest on, or that are quoted


def is_item(text: str, start: int) -> bool:
    """Whether an item of a list begins at this offset: "- ", "1. ", "(a) "."""
    return bool(ITEM.match(text, start)) and text[start] != "#"


def leads_in(text: str) -> bool:
    """Whether a text announces a list: "They agreed on the following:"."""
    return text.rstrip().endswith((":", "："))
