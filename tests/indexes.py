"""The search index that a library has open, to look inside."""

from __future__ import annotations

from assistant.library import Library
from assistant.vectors import Vectors


def index_of(library: Library) -> Vectors:
    library.warm()
    assert library._index._current
    return library._index._current[1]
