"""Questions that a library can answer, for an empty page: made from who does what in its sentences."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.countries import unified
from assistant.dating import in_words
from assistant.domain import Document
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
        if document.language != "en":
            continue
        place = f" in {document.place.value}" if document.place else ""
        when = f"{place} in {in_words(document.date.value[:7])}" if document.date else place
        spoken = [
            sentence.text for passage in split(document) if passage.start < _READ for sentence in sentences(passage)
        ]
        known = people(map(unified, spoken))
        for text in spoken:
            for act, who in actors(unified(text), known).items():
                roles = {kind for one in who if isinstance(one, Actor) for kind in one.kinds}
                if act in _FORMS and len(roles) == 1:
                    question = _FORMS[act].format(role=next(iter(roles)), when=when)
                    found.setdefault(question, list(_FORMS).index(act))
    return sorted(found, key=lambda question: found[question])[:most]
