"""Questions that a library can answer, for an empty page and below an answer: from who does what in its sentences."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from assistant.countries.gazetteer import english_names
from assistant.countries.names import countries_in, unified
from assistant.domain import Answer, Document
from assistant.questions.foreign_suggestions import asked_in
from assistant.sentences.dating import in_words
from assistant.sentences.offices import Office, offices
from assistant.sentences.speakers import Actor, actors, people
from assistant.splitting import sentences, split

_FORMS = {
    "suggest": "What did {who} suggest{when}?",
    "propos": "What did {who} propose{when}?",
    "invit": "Whom did {who} invite{when}, and to what?",
    "offer": "What did {who} offer{when}?",
    "pledg": "What did {who} pledge{when}?",
    "promis": "What did {who} promise{when}?",
    "announc": "What did {who} announce{when}?",
    "sign": "What did {who} sign{when}?",
    "agre": "What did {who} agree to{when}?",
    "request": "What did {who} request{when}?",
    "highlight": "What did {who} highlight{when}?",
    "apris": "What did {who} report{when}?",
    "say": "What did {who} say{when}?",
}
_THE = re.compile(
    r"^((?:United|Netherlands|Philippines|Maldives|Bahamas|Gambia|Holy See)\b.*|.* (?:Islands|Republic))$"
)
_READ = 20_000  # characters of a document that are looked at
_KEPT = 200  # documents whose questions are kept, with those characters: whoever loads the page asks for the same


class Suggestion(NamedTuple):
    """A question, and the code of the language that it and the sentence that answers it are in."""

    text: str
    language: str


def suggested_in(language: str, documents: Iterable[Document], most: int = 4) -> list[Suggestion]:
    """Up to ``most`` questions, no two alike: those in ``language``, of documents in it, before those in English."""
    held = list(documents)
    own = [] if language == "en" else suggested([one for one in held if one.language == language], most)
    english = suggested([one for one in held if one.language == "en"], most - len(own))
    return [*(Suggestion(one, language) for one in own), *(Suggestion(one, "en") for one in english)]


def suggested(documents: Iterable[Document], most: int = 4) -> list[str]:
    """Up to ``most`` questions, each in the language of its document, no two alike: of each document one before it is
    asked for another, those that name a country and the telling acts (a proposal, an offer) before the others."""
    firsts: dict[str, int] = {}
    others: dict[str, int] = {}
    for document in documents:
        found = _answered_by(replace(document, text=document.text[:_READ], pages=()))
        best = _best(found, 1)
        firsts |= {question: found[question] for question in best}
        others |= {question: rank for question, rank in found.items() if question not in best}
    chosen = _best(firsts, most)
    return [*chosen, *(question for question in _best(others, most) if question not in chosen)][:most]


@lru_cache(_KEPT)
def _answered_by(document: Document) -> dict[str, int]:
    """The questions that the sentences of a document answer, each with its rank."""
    spoken = [sentence.text for passage in split(document) for sentence in sentences(passage)]
    found: dict[str, int] = {}
    _ask(document, spoken, set(spoken), found)
    return found


def following(answer: Answer, most: int = 3) -> list[str]:
    """Up to ``most`` questions in English that the passages found for an answer can answer, by sentences that it does
    not cite: those of documents that it cites, if there are any."""
    spoken: dict[str, tuple[Document, list[str]]] = {}
    for item in answer.evidence:
        document = item.passage.document
        if document.language != "en":
            continue
        spoken.setdefault(document.id, (document, []))[1].extend(sentence.text for sentence in item.sentences)
    cited = {citation.quote for citation in answer.citations}
    near = {citation.sentence.passage.document.id for citation in answer.citations}
    asked = {_plain(answer.question), _plain(answer.standalone_question)}
    for of_these in (near, spoken.keys() - near):
        found: dict[str, int] = {}
        for id_, (document, texts) in spoken.items():
            if id_ in of_these:
                _ask(document, texts, set(texts) - cited, found)
        if offered := _best({one: rank for one, rank in found.items() if _plain(one) not in asked}, most):
            return offered
    return []


def _ask(document: Document, spoken: Sequence[str], about: Collection[str], found: dict[str, int]) -> None:
    """Adds to ``found`` the questions that those of the ``spoken`` sentences answer that ``about`` names, each with its
    rank: by its act, those that name a country before the others. The other sentences only tell who is who."""
    if document.language != "en":
        for question, rank in filter(None, (asked_in(document.language, text) for text in spoken if text in about)):
            found.setdefault(question, rank)
        return
    place = f" in {document.place.value}" if document.place else ""
    when = f"{place} in {in_words(document.date.value[:7])}" if document.date else place
    whole = [unified(text) for text in spoken]
    known, names = people(whole), _names(document)
    held = [office for text in whole for office in offices(text)]
    for text in spoken:
        if text not in about:
            continue
        for done, who in actors(unified(text), known).items():
            act = done.removesuffix(" (country)")
            roles = {kind for one in who if isinstance(one, Actor) for kind in one.kinds}
            lands = {names[one] for one in who if one in names}
            whom = _holder(next(iter(roles)), held, names) if len(roles) == 1 else "".join(lands)
            if act in _FORMS and whom and len(roles or lands) == 1:
                question = _FORMS[act].format(who=whom, when=when)
                found.setdefault(question, list(_FORMS).index(act) + (0 if lands or " of " in whom else len(_FORMS)))


def _names(document: Document) -> dict[Actor | str, str]:
    """What the countries that a document is about are called, by their words."""
    english = english_names()
    called = [english[code] for code in document.countries if code in english]
    return {word: _THE.sub(r"the \1", name) for name in called for word in countries_in(unified(name))[:1]}


def _holder(kind: str, held: Sequence[Office], names: Mapping[Actor | str, str]) -> str:
    """An office, and of which country where the document knows only one that has such: "the ambassador of Japan"."""
    lands = {office.country for office in held if office.kind == kind and office.country}
    name = names.get(next(iter(lands))) if len(lands) == 1 else None
    return f"the {kind} of {name}" if name else f"the {kind}"


def _best(found: dict[str, int], most: int) -> list[str]:
    return sorted(found, key=lambda question: found[question])[:most]


def _plain(question: str) -> str:
    return " ".join(question.casefold().split())
