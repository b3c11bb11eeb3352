"""How far a thing has got: which questions ask for it, and the sentences that say it. English.

An answer to them need not hold the question's own words: of what has been proposed only, "Has it been signed?" is
answered by the proposal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.countries.names import countries_in, is_country_word, unified
from assistant.domain import Sentence
from assistant.questions.affirming import is_yes_or_no
from assistant.questions.asked_of import not_named
from assistant.questions.question import is_english
from assistant.sentences.compared import content_terms
from assistant.sentences.coverage import FEW, NEUTRAL, is_held, is_printed
from assistant.sentences.facts import facts, status_words, without_status
from assistant.words import stem

MOST = 2  # sentences: the latest, and one of another document that tells of a further step
HELD = 0.75  # share of what the question is about, besides countries, that a sentence must hold

_ASKS = re.compile(
    r"\bhow far\b(?! (?:is|are|away)\b.*\bfrom\b)|\bat what stage\b|\bwhere do(?:es)?\b.*\bstand\b|\bwhat progress\b"
    r"|\bwhat (?:is|was) the (?:(?:current|latest|present) )?(?:status|stage|state|progress)\b"
    r"|\bwhat (?:has |have |had )?(?:become|became|happened)\b"
    r"|\bhow (?:is|are|was|were)\b.*\b(?:progressing|going|coming along)\b",
    re.IGNORECASE,
)
# What is only ahead, in words that are no step of the status ladder.
_AHEAD = re.compile(
    r"\b(?:contemplat|plan(?:s|ned|ning)?\b|intend|envisag|expect|schedul|ongoing|under (?:way|discussion|negotiation)"
    r"|underway|in progress|work(?:ing|ed)? (?:on|towards?)\b)",
    re.IGNORECASE,
)
_ASKED_WITH = frozenset(
    stem(word, "en")
    for word in [
        *("far", "got", "get", "come", "become", "happened", "going", "along", "progressing", "stand"),
        *("status", "stage", "state", "progress", "current", "latest", "present"),
        *("still", "already", "yet", "only", "officially", "finally", "actually"),
    ]
)


def asks_how_far(question: str) -> bool:
    """Whether a question asks how far a thing has got: "how far", or "has it been signed"."""
    return is_english(question) and bool(_ASKS.search(question) or (is_yes_or_no(question) and status_words(question)))


def how_far(question: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that tell how far that which the question is about has got: the one of the newest document, and
    that of another one with a further step. None where nothing does."""
    about = content_terms(without_status(unified(question)), "en") - NEUTRAL - _ASKED_WITH
    about = frozenset(term for term in about if not is_country_word(term))
    asked = frozenset(countries_in(unified(question)))
    held = [
        one
        for one in sentences
        if about and one.passage.document.language == "en" and _is_about(about, one) and _names(asked, one)
    ]
    if not held:
        return []
    latest = max(held, key=lambda one: (_date(one), _share(about, one), _rung(one)))
    furthest = max(held, key=lambda one: (_rung(one), _share(about, one)))
    beside = furthest.passage.document != latest.passage.document and _rung(furthest) > _rung(latest)
    return [latest, furthest][: MOST if beside else 1]


def _is_about(about: frozenset[str], sentence: Sentence) -> bool:
    tells = status_words(sentence.text) or _AHEAD.search(sentence.text)
    return bool(tells) and _share(about, sentence) >= HELD


def _names(countries: frozenset[str], sentence: Sentence) -> bool:
    """Whether one of these countries stands in the sentence or the header, and the others somewhere in the document."""
    document = sentence.passage.document
    left = countries.difference(countries_in(unified(f"{document.header}. {sentence.text}")))
    return not left or (left != countries and not not_named(left, document))


def _share(about: frozenset[str], sentence: Sentence) -> float:
    terms = content_terms(unified(sentence.text), "en")
    # Of a word or two nothing else shows that another means the same.
    ways = is_held if len(about) >= FEW else is_printed
    return sum(ways(term, terms) for term in about) / len(about)


def _rung(sentence: Sentence) -> int:
    return facts(sentence.text).rung


def _date(sentence: Sentence) -> str:
    date = sentence.passage.document.date
    return date.value if date else ""
