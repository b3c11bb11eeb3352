"""Embedding models: the embedded one, or one at any OpenAI-compatible address. All vectors are L2-normalised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.models.clients import Limits, checked_address, checked_key

if TYPE_CHECKING:
    from assistant.models.embedder import Embedder


def embedded_embeddings(threads: int = 0) -> Embedder:
    """multilingual-e5-small in 4 bits, in this process; ``threads`` 0 uses all processors. It loads in 0.1 seconds
    and may be used from several threads at once."""
    from assistant.models.e5 import E5Embedder  # noqa: PLC0415  (loads 72 MB)

    return E5Embedder(threads)


def openai_embeddings(  # noqa: PLR0913  (each is a setting)
    *,
    model: str,
    api_key: str | None,
    base_url: str | None,
    limits: Limits,
    requests: int = 8,
    texts: int = 128,
    patience: float = 120,
) -> Embedder:
    """The embedding model ``model`` at ``base_url`` (default: OpenAI). ``limits.total`` bounds each request.

    ``requests``: how many ``passages`` has under way at the most, of up to ``texts`` texts each; the server's refusals
    make both smaller. ``patience``: seconds for which it repeats what the server, busy or gone, did not answer.
    Raises SettingsError if the address or the key cannot be used. Nothing is sent before it is asked.
    """
    from assistant.models.hosted import HostedEmbedder  # noqa: PLC0415  (heavy)
    from assistant.models.pace import Pace  # noqa: PLC0415

    pace = Pace(most_requests=requests, texts=texts)
    return HostedEmbedder(model, checked_key(api_key), checked_address(base_url), limits, pace, patience)
