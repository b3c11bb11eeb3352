"""An embedding model without a model: words are counted into 64 places. Equal texts are equal, similar ones near."""

from __future__ import annotations

import time
import zlib

import numpy as np
from numpy.typing import NDArray


class HashingEmbedder:
    """``embedded`` counts the texts that it was given, ``pause`` is slept for each batch."""

    def __init__(self, name: str = "hashing-64", dimensions: int = 64, pause: float = 0) -> None:
        self.name = name
        self.dimensions = dimensions
        self.pause = pause
        self.embedded = 0

    def passages(self, texts: list[str]) -> NDArray[np.float32]:
        time.sleep(self.pause)
        self.embedded += len(texts)
        counts = np.full((len(texts), self.dimensions), 1e-3, np.float32)
        for row, text in zip(counts, texts, strict=True):
            for word in text.lower().split():
                row[zlib.crc32(f"{self.name} {word}".encode()) % self.dimensions] += 1
        return np.asarray(counts / np.linalg.norm(counts, axis=1, keepdims=True), np.float32)

    def query(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self.passages([text])[0]
        return vector
