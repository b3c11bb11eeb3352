"""Tracing: LangChain sends every question, its evidence and its answer to LangSmith where the environment says so."""

from __future__ import annotations

import os

# Each is read by LangSmith's client or by LangChain when a chain first runs; the last two even stop the chain.
SWITCHES = (
    "LANGSMITH_TRACING_V2",
    "LANGSMITH_TRACING",
    "LANGCHAIN_TRACING_V2",
    "LANGCHAIN_TRACING",
    "LANGCHAIN_HANDLER",
)


def no_tracing() -> None:
    """Forgets, for this process and those it starts, that tracing was switched on. To be called before a chain runs:
    a shell that traces another program must not make this one send what its documents say."""
    for name in SWITCHES:
        os.environ.pop(name, None)
