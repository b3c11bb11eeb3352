"""Claims in another language than their sentences: no words can be compared, so that meaning has to tell, with numbers,
dates and countries."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assistant.countries.names import countries_abroad, countries_in, countries_told
from assistant.domain import Sentence
from assistant.grounding.missing import missing
from assistant.sentences.compared import Ground, Header, Stated, content_terms
from assistant.sentences.coverage import telling
from assistant.sentences.facts import Facts
from assistant.sentences.offices import same_kind
from assistant.sentences.speakers import Actor

# Of meaning, for a claim in another language than its sentence. On XQuAD 95 % of Spanish sentences reach it with their
# English translation, and 1 % with another sentence of the same paragraph.
SIMILARITY = 0.53
EXACT = 0.08  # less, where it holds the claim's numbers and dates
MARKED = 0.05  # less of it is enough for the sentence that the model named
ENGLISH = re.compile(r"\b(?:the|of|and|was|were|is|are|has|have|with|that|by|for|to|on|at)\b", re.IGNORECASE)

# Offices in the languages asked most, by their English words: who spoke is not a matter of meaning alone.
_OFFICES = {
    "ambassador": r"\b(?:ambassad\w+|botschafter\w*|embaja\w+|ambasciat\w+|embaixad\w+)|\bпосол|\bпосла|سفیر|سفير|大使",
    "minister": r"\b(?:minist(?:er|re|ro|ra)|ministerin|ministr\w+)\b|министр|وزیر|وزير|大臣|部长|部長|장관",
    "president": r"\b(?:pr[eé]sident\w*|pr[äa]sident\w*)|президент|صدر|رئيس|大統領|总统|總統",
}
_ABROAD = {kind: re.compile(words, re.IGNORECASE) for kind, words in _OFFICES.items()}

Similar = Callable[[str, Sequence[str]], NDArray[np.float32]]


def is_foreign(claim: Stated, grounds: Sequence[Ground]) -> bool:
    """Whether it is in the language of none of the sentences, and can be compared by meaning."""
    english = bool(ENGLISH.search(claim.text))
    for other in grounds:
        if english and other.document.language == "en":
            return False
        told = content_terms(telling(claim.text), other.document.language)
        if len(told & other.terms) > len(told) / 3:
            return False  # one language: then the words decide
    return bool(grounds)


def same_abroad(
    claim: Stated, grounds: Sequence[Ground], headers: Mapping[str, Header], marked: set[Sentence], similar: Similar
) -> Ground | None:
    """The sentence of another language that means the same and holds the same numbers and dates."""
    # Names are spelt otherwise in another script, and so is what is counted.
    numbers = frozenset(replace(number, near=frozenset(), of=()) for number in claim.facts.numbers)
    nameless: Facts = replace(claim.facts, numbers=numbers, names=frozenset())
    exact = bool(numbers or claim.facts.dates.days)
    scores = similar(claim.text, [ground.sentence.text for ground in grounds])
    for index in np.argsort(-scores).tolist():
        ground: Ground = grounds[index]
        least = SIMILARITY - (MARKED if ground.sentence in marked else 0) - (EXACT if exact else 0)
        if scores[index] < least:
            break
        if missing(nameless, [ground], headers[ground.document.id]) or not _knows(ground, claim.text, grounds):
            continue
        # The nearest decides: of those further away none means the same.
        return None if _is_of_another(ground, claim.text) else ground
    return None


def _is_of_another(ground: Ground, text: str) -> bool:
    """Whether a claim names one office, which an English sentence does not name, but somebody else who says or does
    something in it."""
    named = [kind for kind, words in _ABROAD.items() if words.search(text)]
    who = [actor for actors in ground.acts.values() for actor in actors if isinstance(actor, Actor)]
    known = {kind for actor in who for kind in actor.kinds} | {office.kind for office in ground.offices}
    return len(named) == 1 and any(actor.kinds for actor in who) and not any(same_kind(named[0], one) for one in known)


def _knows(ground: Ground, text: str, grounds: Sequence[Ground]) -> bool:
    """Whether the sentences of its document name all countries that a text in another language names."""
    language = ground.document.language
    here = (other.text for other in grounds if other.document.id == ground.document.id)
    said = countries_abroad(text)
    if ENGLISH.search(text):
        said |= frozenset(countries_in(text))
    return said <= {country for sentence in here for country in countries_told(sentence, language)}
