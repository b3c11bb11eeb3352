"""What is said of an answer as a whole, in the same words on the page and in the terminal."""

from __future__ import annotations

from assistant.dating import in_words
from assistant.domain import Answer, Disagreement, Searched, State


def counted(number: int, noun: str) -> str:
    """``1 document``, ``1,500 documents``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def written_range(searched: Searched) -> str:
    """``dated 24 April 2019 to 11 February 2023``, or nothing where no document is dated."""
    if not searched.first or not searched.last:
        return ""
    first, last = in_words(searched.first), in_words(searched.last)
    return f"dated {first}" if first == last else f"dated {first} to {last}"


def searched_told(answer: Answer) -> str:
    """``Searched 3 documents dated 24 April 2019 to 11 February 2023``; empty for a refusal, which says so itself, and
    for a question that is asked back."""
    if answer.state in (State.NOT_IN_DOCUMENTS, State.UNCLEAR):
        return ""
    return " ".join(
        filter(None, ("Searched", counted(answer.searched.documents, "document"), written_range(answer.searched)))
    )


def as_of_told(answer: Answer) -> str:
    """``As of 7 September 2021, the newest of the 3 documents used``; empty where no document used is dated."""
    if not answer.as_of:
        return ""
    used = len({citation.sentence.passage.document.id for citation in answer.citations})
    which = "the date of the document used" if used == 1 else f"the newest of the {used} documents used"
    return f"As of {in_words(answer.as_of)}, {which}"


def differing_told(one: Disagreement) -> str:
    """What documents differ on, as a heading."""
    return f"Over time, by date: {one.about}" if one.is_development else f"The documents differ: {one.about}"


def understood_as(answer: Answer) -> str:
    """The question as it was searched for; empty where that is the question as it was asked."""
    asked, understood = (" ".join(text.split()) for text in (answer.question, answer.standalone_question))
    return understood if understood.casefold() != asked.casefold() else ""
