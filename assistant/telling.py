"""What is said of an answer as a whole, in the same words on the page and in the terminal."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.countries.gazetteer import english_names, language_names
from assistant.domain import Answer, Disagreement, Filter, Searched, State
from assistant.sentences.dating import in_words


def counted(number: int, one: str, many: str = "") -> str:
    """``1 document``, ``1,500 documents``. ``many``: where that is not ``one`` with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


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
    searched = answer.searched
    said = " ".join(filter(None, ("Searched", number_told(searched), written_range(searched))))
    only = within_told(searched.within)
    return f"{said}, only those {only}" if only else said


def number_told(searched: Searched) -> str:
    """``3 documents``; ``3 of 1,500 documents`` where others were kept out."""
    if searched.within is None or searched.held is None:
        return counted(searched.documents, "document")
    return f"{searched.documents:,} of {counted(searched.held, 'document')}"


def within_told(within: Filter | None) -> str:
    """``about Japan and Pakistan, dated March 2021 or later, in Urdu``: which documents alone were searched; empty
    where all were."""
    if within is None:
        return ""
    parts = []
    if within.countries:
        parts.append(f"about {_listed([english_names().get(code, code) for code in within.countries], 'and')}")
    if within.since and within.until:
        parts.append(f"dated {in_words(within.since)} to {in_words(within.until)}")
    elif within.since or within.until:
        beyond = "later" if within.since else "earlier"
        parts.append(f"dated {in_words(within.since or within.until or '')} or {beyond}")
    if within.languages:
        parts.append(f"in {_listed([language_names().get(code, code) for code in within.languages], 'or')}")
    if within.publishers:
        parts.append(f"published by {_listed(within.publishers, 'or')}")
    if within.documents is not None:
        parts.append(f"among the {counted(len(within.documents), 'document')} chosen")
    return ", ".join(parts)


def _listed(names: Sequence[str], last: str) -> str:
    return f" {last} ".join(filter(None, (", ".join(names[:-1]), names[-1])))


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


def copies_told(copies: Collection[str]) -> str:
    """ "same text in 2 other documents", of a passage's ``copies``."""
    return f"same text in {counted(len(copies), 'other document')}"
