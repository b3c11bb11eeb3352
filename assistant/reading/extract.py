"""What a reader of one format hands on: the text as it will be stored, and what the file says about itself."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.domain import Stated


@dataclass(frozen=True, slots=True)
class Facts:
    """Metadata of one document, each with the basis it is known by; None: not said."""

    title: Stated | None = None
    date: Stated | None = None
    place: Stated | None = None
    publisher: Stated | None = None
    address: Stated | None = None
    author: Stated | None = None

    def or_else(self, other: Facts) -> Facts:
        """These facts, with the gaps filled from ``other``."""
        return Facts(*(getattr(self, fact.name) or getattr(other, fact.name) for fact in fields(self)))


@dataclass(frozen=True, slots=True)
class Extract:
    """The cleaned text of a file. ``fields`` are what the file's own metadata says.

    ``created`` is the ISO date at which the file was made: a hint only, a scan of 1990 may have been made in 2019.
    ``pages`` are the offsets at which the pages start, empty where there are none.
    """

    text: str = field(repr=False)
    fields: Facts = Facts()
    created: str | None = None
    pages: tuple[int, ...] = ()
