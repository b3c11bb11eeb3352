"""Vectors kept in a file, so that a second measurement embeds nothing again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from assistant.assembly import Assistant
from assistant.retrieval import Embedder
from assistant.settings import Settings

EVERY = 500  # texts after which the file is written


@contextmanager
def remembered(settings: Settings) -> Iterator[Remembering]:
    """The embedding model that is set, with a memory in the cache folder."""
    with (
        Assistant(settings) as assistant,
        Remembering(assistant.embedder, assistant.embedder.name, settings.cache) as it,
    ):
        yield it


class Remembering:
    """An embedder that remembers. ``name`` is the model's: each model has its file in ``folder``."""

    def __init__(self, embedder: Embedder, name: str, folder: Path) -> None:
        digest = hashlib.sha256(name.encode()).hexdigest()[:12]
        self._embedder = embedder
        self._path = folder / f"evaluation-vectors-{digest}.npz"
        self._known: dict[str, NDArray[np.float32]] = {}
        self._new = 0
        if self._path.exists():
            with np.load(self._path) as stored:
                self._known = dict(zip(stored["keys"].tolist(), stored["vectors"].astype(np.float32), strict=True))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._save()

    def query(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self._vectors([text], "query")[0]
        return vector

    def passages(self, texts: list[str], /) -> NDArray[np.float32]:
        return self._vectors(texts, "passage")

    def _vectors(self, texts: Sequence[str], kind: str) -> NDArray[np.float32]:
        keys = [hashlib.sha256(f"{kind}\0{text}".encode()).hexdigest() for text in texts]
        new = dict(pair for pair in zip(keys, texts, strict=True) if pair[0] not in self._known)
        if new:
            asked = list(new.values())
            found = self._embedder.passages(asked) if kind == "passage" else [self._embedder.query(t) for t in asked]
            self._known |= zip(new, np.asarray(found, np.float32), strict=True)
            self._new += len(new)
        if self._new >= EVERY:
            self._save()
        return np.stack([self._known[key] for key in keys])

    def _save(self) -> None:
        if not self._new:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        half = self._path.with_name(f"{self._path.stem}.{os.getpid()}.half.npz")
        np.savez(
            half, keys=np.array(list(self._known)), vectors=np.stack(list(self._known.values())).astype(np.float16)
        )
        half.replace(self._path)
        self._new = 0
