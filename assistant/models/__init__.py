"""The models: the only place that knows OpenAI's clients and the local runtimes. Importing it builds nothing."""

from assistant.models.chat import PARALLEL, EmbeddedChat, embedded_chat_lacks, openai_chat
from assistant.models.clients import Limits
from assistant.models.embedder import Embedder
from assistant.models.embeddings import embedded_embeddings, openai_embeddings
from assistant.models.streaming import FINISHED, Delta, astream, heard, iterate, stream
from assistant.models.tracing import no_tracing
from assistant.models.weights import weights

__all__ = [
    "FINISHED",
    "PARALLEL",
    "Delta",
    "EmbeddedChat",
    "Embedder",
    "Limits",
    "astream",
    "embedded_chat_lacks",
    "embedded_embeddings",
    "heard",
    "iterate",
    "no_tracing",
    "openai_chat",
    "openai_embeddings",
    "stream",
    "weights",
]
