"""The language in which a question is asked."""

from __future__ import annotations

from assistant.questions.question import is_english
from assistant.reading.language import language_of


def language_asked(question: str) -> str:
    """The language of a question (ISO 639-1; und: not known). What is surely English is so by its function words: of a
    few words and foreign names a detector makes Turkish or Albanian."""
    return "en" if is_english(question) else language_of(question)
