"""What an embedding model is to the rest of the program, and what it makes sure of: texts that can be sent, and vectors
that are some, L2-normalised."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.errors import ModelReplyError
from assistant.models.clients import sendable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

LONGEST = 2000  # characters of a text that count: three windows of the embedded model at the worst


class Embedder(Embeddings, ABC):
    """A LangChain ``Embeddings`` that also gives arrays. ``name`` identifies the model: vectors of two names must
    never be compared. ``batch``: how many texts ``passages`` is best given at once.

    ``query`` and ``passages_at_once`` are for somebody who waits. ``passages`` is for the ingest: it gives way to
    them, and sits out what a server refuses for a while.
    """

    name: str
    batch: int = 64

    @abstractmethod
    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 for each text: float32, (n, d); (0, 0) for no texts. Raises a ModelError."""

    def passages_at_once(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The same vectors as ``passages``, before those that nobody waits for."""
        return self.passages(texts)

    @abstractmethod
    def query(self, text: str) -> NDArray[np.float32]:
        """The vector of a question: float32, (d,), of length 1. Raises a ModelError."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = self.passages(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        row: list[float] = self.query(text).tolist()
        return row


def cleaned(text: str) -> str:
    """What can be sent: no NUL (the engine's C strings end there), no lone surrogates, not empty, not endless."""
    return sendable(text[:LONGEST].replace("\0", " ")) or " "


def normalised(vectors: Any, count: int, who: str) -> NDArray[np.float32]:
    """``vectors`` as ``count`` rows of length 1. Raises ModelReplyError if they are not vectors."""
    try:
        rows = np.asarray(vectors, dtype=np.float32)
    except (TypeError, ValueError):
        rows = np.empty((0,), np.float32)
    if rows.ndim != 2 or len(rows) != count or rows.shape[1] == 0 or not np.isfinite(rows).all():  # noqa: PLR2004
        raise ModelReplyError(f"{who} sent vectors that make no sense. Check that it is an embedding model.")
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    if not lengths.all():
        raise ModelReplyError(f"{who} sent a vector of length zero. Check that it is an embedding model.")
    unit: NDArray[np.float32] = rows / lengths
    return unit
