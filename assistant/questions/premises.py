"""What a question takes for granted and the documents contradict: said first, with the sentence that does.

Only what can be told by looking: how far a matter got, a number, whether somebody refused or agreed, who holds an
office. English. Precision first: wherever the evidence also holds what the question says, nothing is corrected.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.countries.names import countries_in, country_word, is_country_word, unified
from assistant.domain import Evidence, Sentence
from assistant.questions.affirming import is_yes_or_no
from assistant.questions.asked_of import not_named
from assistant.questions.question import is_english
from assistant.sentences.compared import content_terms
from assistant.sentences.coverage import NEUTRAL, is_held, is_printed
from assistant.sentences.facts import Facts, facts, without_status
from assistant.sentences.offices import is_office
from assistant.sentences.quantities import Quantity
from assistant.sentences.speakers import people
from assistant.sentences.thesaurus import opposite
from assistant.words import FUNCTION_WORDS, stem, words

LEAST_SHARED = 0.6  # of the question's telling words that the contradicting sentence must hold
FEWEST = 2  # of them
FEWEST_ELSEWHERE = 3  # of them, where it names another country

_DONE = {  # stem → how it is said; the rungs of the status ladder from signing on
    "sign": "was signed", "ratifi": "was ratified", "conclud": "was concluded", "complet": "was completed",
    "inaugur": "was inaugurated", "implement": "was implemented", "disburs": "was disbursed",
    "deliv": "was delivered", "open": "was opened", "fund": "was funded", "releas": "was released",
    "establish": "was established", "creat": "was created", "built": "was built",
}  # fmt: skip
# Of them, those that are no rung of the ladder: as far as "completed".
_MADE = frozenset(["establish", "creat", "built"])
_SET_UP = re.compile(r"\b(?:set up|founded|formed)\b", re.IGNORECASE)
_COMPLETED = 7  # the rung of the ladder
_REFUSAL = frozenset(["refus", "reject", "declin", "deni"])
_CONSENT = frozenset(["accept", "agre", "approv", "welcom", "endors", "sign"])
_HEARD = {
    "refus": "refused", "reject": "rejected", "declin": "declined", "deni": "denied", "accept": "accepted",
    "agre": "agreed", "approv": "approved", "welcom": "welcomed", "endors": "endorsed", "sign": "signed",
}  # fmt: skip
_ASKED_AS_DONE = re.compile(  # "did the two countries sign", "was it signed", "has Japan signed", "who signed"
    r"\b(?i:did)\s(?:[\w’'-]+\s+){0,8}?"
    r"(?:[A-Z][\w’'-]*|(?:he|she|it|they|both|[a-z]{0,20}(?:countries|governments?|sides|parties|compan(?:y|ies)|minister|"
    r"ambassador|president|secretary|envoy|delegation)))\s+(?P<base>[a-z]{4,})(?=\W|$)"
    r"|\b(?P<past>[a-z]{3,}ed)\b"
)
_OPEN = re.compile(
    r"\b(?:will|would|could|should|may|might|shall|if|whether|planned|expected|proposed|to be)\b", re.IGNORECASE
)
_NOT = re.compile(r"\b(?:not|never|no|nor|n[’']t|without)\b", re.IGNORECASE)
_HELD_BY = re.compile(r"\b(?=(?P<role>[A-Za-z]+)\s+(?P<name>(?:[A-Z][\w’'-]+\s?){1,3}))")
Known = Sequence[tuple[Sentence, frozenset[str], Facts]]


@dataclass(frozen=True, slots=True)
class Correction:
    """``text`` leads over to the quotation of ``sentence``: "The documents do not say that it was signed:".
    ``answers``: what is asked has another answer, and is not merely not there."""

    text: str
    sentence: Sentence
    answers: bool = True


def correction(question: str, found: Sequence[Evidence]) -> Correction | None:
    """What of the question the evidence contradicts, with the sentence that does; None if nothing clearly does."""
    if not is_english(question):
        return None
    known: Known = [
        (sentence, content_terms(sentence.text, "en"), facts(sentence.text, date.value if date else None))
        for item in found
        if item.passage.document.language == "en"
        for date in [item.passage.document.date]
        for sentence in item.sentences
    ]
    return (
        _other_number(question, known)
        or _not_so_far(question, known)
        or _the_contrary(question, known)
        or _the_opposite(question, known)
        or _another_country(question, known)
        or _another_holder(question, known)
    )


def _other_number(question: str, known: Known) -> Correction | None:
    """ "the 500-acre park", where the sentence about it says 1,500 acres."""
    for number in sorted(facts(question).numbers, key=lambda number: number.value):
        held = [one for *_, stated in known for one in stated.numbers]
        if not (number.of or number.unit) or any(one.value == number.value for one in held):
            continue
        about = _terms(question) - frozenset(number.of[:1])
        for sentence, _, stated in _fitting(about, known):
            same = [one for one in stated.numbers if _counts_the_same(number, one)]
            if len(same) == 1:
                return Correction(f"The documents give another number than {number.value:,f}:", sentence)
    return None


def _counts_the_same(asked: Quantity, held: Quantity) -> bool:
    if asked.unit or held.unit:
        return asked.unit == held.unit
    return bool(asked.of) and asked.of[:1] == held.of[:1]


def _not_so_far(question: str, known: Known) -> Correction | None:
    """ "When was it signed?", where the sentence about it says "would be" or "proposed", and none says "signed"."""
    if _OPEN.search(question) or _NOT.search(question):
        return None
    question = _SET_UP.sub("established", question)
    asked = _stems(frozenset(_asked_as_done(question))) - _stems(facts(question).possible)
    done = next((term for term in _DONE if term in asked), None)
    reached = max(_COMPLETED if done in _MADE else 0, facts(question).rung)
    for sentence, _, stated in _fitting(_things(question), known):
        possible = _stems(stated.possible) & asked
        if stated.negated:
            continue
        lower = 0 < stated.rung < reached or _stems(stated.possible) & _terms(question)
        if done and lower and not any(done in others for _, others, _ in known):
            return Correction(f"The documents do not say that it {_DONE[done]}:", sentence, answers=False)
        if possible and not any(possible & _said_as_done(others, other) for _, others, other in known):
            return Correction("The documents speak of it as possible or planned, not as done:", sentence)
    return None


def _asked_as_done(question: str) -> list[str]:
    """The verbs of what a question takes for done, as it writes them: "sign" of "When did they sign it?"."""
    return [match["base"] or match["past"] for match in _ASKED_AS_DONE.finditer(question)]


def _said_as_done(terms: frozenset[str], stated: Facts) -> frozenset[str]:
    """A sentence's terms without those that it speaks of as possible only."""
    return terms - (_stems(stated.possible) - _stems(stated.done))


def _stems(found: frozenset[str]) -> frozenset[str]:
    return frozenset(stem(word, "en") for word in found if not word.endswith(("ion", "ment", "ance")))


def _the_contrary(question: str, known: Known) -> Correction | None:
    """ "Why did the minister refuse it?", where the sentence about it says that he accepted, or the reverse."""
    asked = {stem(word, "en") for word in words(question)}
    if _NOT.search(question) or _OPEN.search(question):
        return None
    for own, contrary in ((_REFUSAL, _CONSENT), (_CONSENT, _REFUSAL)):
        verb = next((term for term in sorted(own) if term in asked), None)
        if verb is None or asked & contrary or any(terms & own for _, terms, _ in known):
            continue
        for sentence, terms, _ in _fitting(_terms(question) - own, known):
            if terms & contrary and not _NOT.search(sentence.text):
                return Correction(f"The documents do not say “{_HEARD[verb]}”:", sentence)
    return None


def _the_opposite(question: str, known: Known) -> Correction | None:
    """ "When did they abolish it?", where the sentence about it says that they strengthened it."""
    if is_yes_or_no(question) or _NOT.search(question) or _OPEN.search(question):
        return None
    for verb in _asked_as_done(question):
        term = stem(verb.casefold(), "en")
        if any(is_held(term, terms) for _, terms, _ in known):
            continue
        for sentence, terms, _ in _fitting(_terms(question) - {term}, known):
            if opposite(term, sorted(terms)) and not _NOT.search(sentence.text):
                return Correction(f"The documents do not say “{verb}”:", sentence)
    return None


def _another_country(question: str, known: Known) -> Correction | None:
    """ "Why did he choose Peru for his first visit?", where the sentence about it has Chile in that place, and no
    document that tells of it names Peru."""
    if is_yes_or_no(question) or _NOT.search(question) or _OPEN.search(question):
        return None
    asked = unified(question)
    named = countries_in(asked)
    about = _things(asked)
    fitting = [sentence for sentence, *_ in _fitting(about, known, FEWEST_ELSEWHERE)]
    telling = dict.fromkeys(sentence.passage.document for sentence in fitting)
    titles = {one for sentence, *_ in known for one in countries_in(unified(sentence.passage.document.title.value))}
    for country in named:
        place = _beside(country, asked)
        for sentence in fitting:
            text = unified(sentence.text)
            held = countries_in(text)
            others = [other for other in held if other not in named]
            instead = country not in held and any(_alike(place, _beside(one, text)) for one in others)
            # Of several countries the sentence is about one, and no document at hand is about the one that is missed.
            instead = instead and country not in titles and (len(named) == 1 or bool(set(held) & set(named)))
            if instead and all(not_named(frozenset([country]), document) for document in telling):
                return Correction(f"The documents name another country than {country.title()}:", sentence)
    return None


def _beside(country: str, text: str) -> tuple[str, str]:
    """The terms of the telling words before and after the first mention of a country; empty where there are none."""
    found = [word for word in words(text) if is_country_word(word) or word not in FUNCTION_WORDS]
    at = next((at for at, word in enumerate(found) if country_word(word) == country), len(found))
    before, after = found[:at][-1:], found[at + 1 :][:1]
    return "".join(stem(word, "en") for word in before), "".join(stem(word, "en") for word in after)


def _alike(place: tuple[str, str], other: tuple[str, str]) -> bool:
    return any(one and held and is_held(one, frozenset([held])) for one, held in zip(place, other, strict=True))


def _another_holder(question: str, known: Known) -> Correction | None:
    """ "Ambassador Mizukoshi of Japan", where the documents name somebody else as Japan's ambassador."""
    countries = set(countries_in(question))
    texts = " ".join(sentence.text for sentence, *_ in known).casefold()
    for match in _HELD_BY.finditer(question):
        role, name = match["role"].casefold(), match["name"].strip()
        if not is_office(role) or name.casefold() in texts or countries_in(name) or len(countries) != 1:
            continue
        if any(part.casefold() in texts for part in name.split()):
            continue
        for sentence, *_ in known:
            holders = [
                kinds for kinds in people([sentence.text]).values() if any(role in kind.split() for kind in kinds)
            ]
            if holders and countries & set(countries_in(sentence.text)):
                return Correction(f"The documents do not name {name} as {role}:", sentence)
    return None


def _fitting(about: frozenset[str], known: Known, fewest: int = FEWEST) -> list[tuple[Sentence, frozenset[str], Facts]]:
    """The sentences that hold most of these terms, and ``fewest`` at least, best first."""
    fits = [
        (sum(is_printed(term, terms) for term in about), (sentence, terms, stated)) for sentence, terms, stated in known
    ]
    least = max(fewest, LEAST_SHARED * len(about))
    return [one for shared, one in sorted(fits, key=lambda fit: -fit[0]) if shared >= least]


def _things(text: str) -> frozenset[str]:
    """The terms of a text without those of countries and of the status ladder."""
    return _terms(" ".join(word for word in re.findall(r"[\w’']+", without_status(text)) if not is_country_word(word)))


def _terms(text: str) -> frozenset[str]:
    return frozenset(term for term in content_terms(text, "en") if not term[0].isdigit()) - NEUTRAL
