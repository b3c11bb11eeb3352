"""The search index that a library has open, to look inside."""

from __future__ import annotations

from assistant.index.vectors import Vectors
from assistant.library import Library


def index_of(library: Library) -> Vectors:
    library.warm()
    assert library._index._current
    return library._index._current[1]
