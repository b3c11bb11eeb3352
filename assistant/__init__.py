"""Bilateral Record: questions about what countries promised each other, answered from one's own documents.

Importing it builds nothing. ``Assistant(load())`` of ``assistant.assembly`` and ``assistant.settings`` is the whole
product; ``Assistant.chain`` is a LangChain runnable that gives these nouns.
"""

from assistant.domain import Answer, Citation, Claim, Document, Evidence, Message, Passage, Sentence, State, Verdict
from assistant.errors import AssistantError

__all__ = [
    "Answer",
    "AssistantError",
    "Citation",
    "Claim",
    "Document",
    "Evidence",
    "Message",
    "Passage",
    "Sentence",
    "State",
    "Verdict",
]
