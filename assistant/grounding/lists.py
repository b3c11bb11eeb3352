"""Lists that one claim may rest on: what announces a list, and those of its items that the claim names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from assistant import items
from assistant.items import is_item, leads_in
from assistant.sentences.compared import Ground, Stated

NAMED = 0.7  # of an item's words: then the claim names it


def lists(claim: Stated, grounds: Sequence[Ground]) -> Iterator[list[Ground]]:
    """Each list of which the claim names two items or more: what announces it, and those items. ``grounds``: in the
    order of their documents and places."""
    for at, lead in enumerate(grounds):
        if not leads_in(lead.text):
            continue
        own = claim.terms.get(lead.document.language, frozenset())
        following = takewhile(lambda other: _is_item_of(lead, other), grounds[at + 1 :])  # noqa: B023 - used at once
        named = [item for item in following if item.terms and len(item.terms & own) >= NAMED * len(item.terms)]
        if len(named) > 1:
            yield [lead, *named[: items.MOST]]


def is_list(chosen: Sequence[Ground]) -> bool:
    """Whether sentences are what announces a list, and items of it."""
    lead, *items = chosen
    return leads_in(lead.text) and all(_is_item_of(lead, item) for item in items)


def _is_item_of(lead: Ground, other: Ground) -> bool:
    return other.document.id == lead.document.id and is_item(other.document.text, other.sentence.start)
