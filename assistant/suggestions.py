"""Questions that a library can answer, for an empty page and below an answer: from who does what in its sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from assistant.countries import unified
from assistant.dating import in_words
from assistant.domain import Answer, Document
from assistant.speakers import Actor, actors, people
from assistant.splitting import sentences, split

_FORMS = {
    "suggest": "What did the {role} suggest{when}?",
    "propos": "What did the {role} propose{when}?",
    "invit": "Whom did the {role} invite{when}, and to what?",
    "offer": "What did the {role} offer{when}?",
    "pledg": "What did the {role} pledge{when}?",
    "promis": "What did the {role} promise{when}?",
    "announc": "What did the {role} announce{when}?",
    "sign": "What did the {role} sign{when}?",
    "agre": "What did the {role} agree to{when}?",
    "request": "What did the {role} request{when}?",
    "highlight": "What did the {role} highlight{when}?",
    "apris": "What did the {role} report{when}?",
    "say": "What did the {role} say{when}?",
}
_READ = 20_000  # characters of a document that are looked at


def suggested(documents: Iterable[Document], most: int = 4) -> list[str]:
    """Up to ``most`` questions in English, no two alike; the telling acts (a proposal, an offer) before the others."""
    found: dict[str, int] = {}
    for document in documents:
        spoken = [
            sentence.text for passage in split(document) if passage.start < _READ for sentence in sentences(passage)
        ]
        _ask(document, spoken, set(spoken), found)
    return _best(found, most)


def following(answer: Answer, most: int = 3) -> list[str]:
    """Up to ``most`` questions in English that the passages found for an answer can answer, by sentences that it does
    not cite."""
    spoken: dict[str, tuple[Document, list[str]]] = {}
    for item in answer.evidence:
        document = item.passage.document
        spoken.setdefault(document.id, (document, []))[1].extend(sentence.text for sentence in item.sentences)
    cited = {citation.quote for citation in answer.citations}
    found: dict[str, int] = {}
    for document, texts in spoken.values():
        _ask(document, texts, set(texts) - cited, found)
    asked = {_plain(answer.question), _plain(answer.standalone_question)}
    return _best({question: rank for question, rank in found.items() if _plain(question) not in asked}, most)


def _ask(document: Document, spoken: Sequence[str], about: Collection[str], found: dict[str, int]) -> None:
    """Adds to ``found`` the questions that those of the ``spoken`` sentences answer that ``about`` names, each with the
    rank of its act; the others only tell who is who."""
    if document.language != "en":
        return
    place = f" in {document.place.value}" if document.place else ""
    when = f"{place} in {in_words(document.date.value[:7])}" if document.date else place
    known = people(map(unified, spoken))
    for text in spoken:
        if text not in about:
            continue
        for act, who in actors(unified(text), known).items():
            roles = {kind for one in who if isinstance(one, Actor) for kind in one.kinds}
            if act in _FORMS and len(roles) == 1:
                question = _FORMS[act].format(role=next(iter(roles)), when=when)
                found.setdefault(question, list(_FORMS).index(act))


def _best(found: dict[str, int], most: int) -> list[str]:
    return sorted(found, key=lambda question: found[question])[:most]


def _plain(question: str) -> str:
    return " ".join(question.casefold().split())
