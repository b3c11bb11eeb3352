"""What a question asks, and why a claim is no answer to it though a sentence says it: it repeats the question, or is of
another time, country or matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial

from assistant.countries.names import countries_in, is_country_word, unified
from assistant.domain import Basis, Document
from assistant.questions.affirming import affirmed, is_yes_or_no, unborne
from assistant.questions.asked_of import asked_of, not_named, of_another_pair, of_others
from assistant.questions.asked_when import asked_when, at_another_time
from assistant.questions.question import is_english
from assistant.sentences.compared import Ground, Header, Stated, content_terms
from assistant.sentences.coverage import NEUTRAL, is_held
from assistant.sentences.facts import facts, without_status
from assistant.sentences.offices import OFFICE, called
from assistant.sentences.speakers import tells
from assistant.words import stem, words

# What a question asks for, which an answer may name though no sentence does: "which export goods", "how large".
ASKED_FOR = re.compile(
    r"\b(?:which|what|whose|how)\s+(?:(?:is|are|was|were)\s+)?(?:the\s+)?(?:\w+\s+){0,1}?\w+|\bnames?\b", re.IGNORECASE
)
# A question that asks for something, and gives no choice: an answer holds more than its words.
_SEEKS = re.compile(
    r"\W*(?:\w+\W+){0,2}(?:who|whom|whose|when|where|why|which|what|how)\b(?!\s+of\b)(?!.*\bor\b)", re.IGNORECASE
)
# A question whose answer, a date, a person or a number, may be that to any other question.
_PLAIN_FACT = re.compile(r"\W*(?:\w+\W+){0,2}(?:who|whom|when|where|how (?:many|much|long))\b", re.IGNORECASE)
# "What did the minister say about railways?": an answer is about these.
_ABOUT = re.compile(
    r"\W*(?:\w+\W+){0,2}(?:what|which|how)\b[^?]*?\b(?:about|regarding|concerning)\s+(?P<topic>[^?]+)", re.IGNORECASE
)
# "What did the Ukrainian president say?": of what does not name him nothing is known to be said by him.
_ACTING = re.compile(
    r"\b(?:did|has|had|does|will|would)\s+"
    r"(?:(?!(?:to|with|by|for|from|at|in|on|of|and|or|that)\b)[\w’'-]+\s+){0,5}?" + OFFICE.pattern,
    re.IGNORECASE,
)
# In the languages asked most, besides English.
_HOW_MANY = re.compile(
    r"\b(?:wie ?viele?n?|combien|cu[áa]nt[oa]s|quant[iey]|quant[oa]s|сколько)\b"
    r"|何[人台件名校社回隻]|いくつ|کتن[ےیا]|كم|多少|几[个名]",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\b(?:beiden?|zwei|deux|dos|ambos|ambas|due|entrambi)\b|二つ|両|دونوں|دو|كلا|两", re.IGNORECASE)
_HOW = re.compile(r"\b\w{3,}ly\b", re.IGNORECASE)  # "usually", "commonly"


class Asked:
    """One question, prepared once. ``grounds``: all sentences of its evidence; ``headers``: of their documents."""

    def __init__(self, question: str, grounds: Sequence[Ground], headers: Mapping[str, Header]) -> None:
        self._question = question
        self._grounds = grounds
        documents = {ground.document.id: ground.document for ground in grounds}
        english = any(document.language == "en" for document in documents.values())
        # What a model that has no answer repeats from the question: "How much does the park cost?" - "The park costs
        # 1,500 acres." Words of the question that the cited sentences lack are therefore not a matter of degree.
        self._taken = _taken_for_granted(question) if english else frozenset[str]()
        self._told = frozenset(content_terms(question, "en")) if _SEEKS.match(question) else frozenset[str]()
        self._matter, self._wants_yes = _matter(question), is_yes_or_no(question)
        self._when, self._of, self._unified = asked_when(question), asked_of(question), unified(question)
        self._given = _given(question) if _HOW_MANY.search(question) else frozenset[Decimal]()
        self._strangers = _strangers(question, documents.values())
        self._known = {
            document: frozenset[str]().union(header.terms, *(g.terms for g in grounds if g.document.id == document))
            for document, header in headers.items()
        }
        self._titles = {id_: frozenset(countries_in(unified(one.title.value))) for id_, one in documents.items()}
        self._strange: dict[str, frozenset[str]] = {}  # see _unnamed, by the ids of documents

    def against(self, claim: Stated, chosen: Sequence[Ground], unheld: Sequence[str]) -> list[str]:
        """Why a claim that rests on the ``chosen`` sentences of one document is no answer. ``unheld``: words of it that
        they do not hold."""
        document = chosen[0].document
        here = [ground for ground in self._grounds if ground.document.id == document.id]
        reasons = list(self._strangers.get(document.id, []))
        reasons += [
            f"The question says “{word}”, no sentence does."
            for word in unheld
            if stem(word, "en") in self._taken
            and not is_held(stem(word, "en"), self._known[document.id])
            and not tells(word)
        ]
        if self._told and not content_terms(claim.text, "en") - self._told:
            reasons.append("It says no more than the question does.")
        if self._matter and document.language == "en" and not self._is_of_the_matter(claim, chosen):
            reasons.append("It says nothing of what is asked.")
        if not is_english(self._question):
            if _is_title(claim.text, document) or _is_heading(claim.text, chosen):
                reasons.append("It only repeats the document's title.")
            reasons += self.repeated(claim)
        reasons += at_another_time(self._when, claim, chosen, here)
        if document.language == "en":
            if self._of:
                reasons += of_another_pair(
                    self._of, self._titles[document.id], claim.text, *(ground.text for ground in chosen)
                )
                reasons += of_others(self._unified, self._of, claim.text, partial(self._unnamed, document))
            if affirmed(self._question, claim.text):
                reasons += unborne(self._question, claim.text, [ground.text for ground in chosen])
        return reasons

    def _is_of_the_matter(self, claim: Stated, chosen: Sequence[Ground]) -> bool:
        """Whether a claim, its sentences or those before them hold any of the terms that the question is about, or what
        may stand for one; where it wants a yes or a no, half of them, which the title may hold too."""
        before = (ground.before.terms for ground in chosen if ground.before)
        near = claim.terms.get("en", frozenset()).union(*before, *(ground.terms for ground in chosen))
        if not self._wants_yes:
            return any(is_held(term, near) for term in self._matter)
        near |= content_terms(chosen[0].document.title.value, "en")
        return 2 * sum(is_held(term, near) for term in self._matter) >= len(self._matter)

    def repeated(self, claim: Stated) -> list[str]:
        """Why a claim, in any language, tells no number: its numbers are those of a question that asks how many."""
        values = {number.value for number in claim.facts.numbers}
        return ["It says no more than the question does."] if values and values <= self._given else []

    def _unnamed(self, document: Document) -> frozenset[str]:
        """Those of the countries asked about that a document does not name."""
        if document.id not in self._strange:
            shown = (ground.text for ground in self._grounds if ground.document.id == document.id)
            self._strange[document.id] = not_named(self._of, document, *shown)
        return self._strange[document.id]


def _is_title(text: str, document: Document) -> bool:
    """Whether a text is the title of the document, as far as that is kept; not of one that is its first sentence."""
    if document.title.basis is Basis.BODY:
        return False
    title = " ".join(unified(document.title.value).rstrip("…").split()).casefold()
    return len(title.split()) > 1 and " ".join(text.split()).casefold().startswith(title)


def _is_heading(text: str, chosen: Sequence[Ground]) -> bool:
    """Whether a text is one of the sentences, and that is a line of its own without an end: a heading."""
    plain = " ".join(text.split()).casefold().rstrip(".")
    return any(
        plain == " ".join(ground.sentence.text.split()).casefold() and ground.sentence.text[-1:].isalnum()
        for ground in chosen
    )


def _given(question: str) -> frozenset[Decimal]:
    """The numbers that a question names itself: "die beiden Schulen" are two."""
    both = frozenset([Decimal(2)]) if _BOTH.search(question) else frozenset[Decimal]()
    return both | {number.value for number in facts(question).numbers}


def _taken_for_granted(question: str) -> frozenset[str]:
    """The terms of an English question that an answer may not simply repeat: not what it asks for ("which
    organisation", "what is the name"), and not the words of the status ladder, which are compared by their rung."""
    return content_terms(without_status(ASKED_FOR.sub(" ", _HOW.sub(" ", question))), "en")


def _matter(question: str) -> frozenset[str]:
    """The terms of an English question that say what it is about, besides names, countries and what it asks for; of one
    that asks what, only those behind "about". None of other questions than those, plain facts, and yes or no."""
    told = _ABOUT.match(question)
    if not told and not _PLAIN_FACT.match(question) and not (is_english(question) and is_yes_or_no(question)):
        return frozenset()
    named = {term for name in facts(question).names for term in content_terms(name, "en")}
    countries = {stem(word, "en") for word in words(unified(question)) if is_country_word(word)}
    return _taken_for_granted(told["topic"] if told else question) - NEUTRAL - named - countries


def _strangers(question: str, documents: Iterable[Document]) -> dict[str, list[str]]:
    """For each document that holds none of the names for which an English question asks, or not the office of whom it
    asks what he does, what is to be said of it. Countries do not count: they are named in many ways, or not at all
    where everybody knows."""
    if not is_english(question):
        return {}
    stated = facts(unified(OFFICE.sub(" ", question)))
    names = [name for name in sorted(stated.names) if not is_country_word(name)]
    acting = _ACTING.search(question)
    office = acting["office"].casefold() if acting else ""
    found = {}
    for document in documents if names or office else ():
        if document.language != "en":
            continue
        text = f"{document.header} {document.text}".casefold()
        lacking = [] if any(name.casefold() in text for name in names) else names
        if office and not any(other in text for other in called(office)):
            lacking = [*lacking, office]
        if lacking:
            found[document.id] = [f"The question is about {', '.join(lacking)}, which its document does not name."]
    return found
