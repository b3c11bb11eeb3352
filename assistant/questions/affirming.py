"""A claim that says no more than "yes" to its question: whether the sentences bear what is asked, word by word.

The words of the status ladder are compared by their rung, offices and countries as such (see objections); of a claim
that repeats the question they may be all there is: "Has she accepted the invitation?" – "She accepted it." English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from assistant.countries.names import is_country_word, unified
from assistant.questions.question import is_english
from assistant.sentences.coverage import NEUTRAL, YES, is_held
from assistant.sentences.dating import dates
from assistant.sentences.facts import facts, status_words
from assistant.sentences.offices import OFFICE
from assistant.sentences.quantities import without_quantities
from assistant.sentences.speakers import says
from assistant.sentences.thesaurus import stands_for
from assistant.words import FUNCTION_WORDS, is_form, stem, words

BORNE = 0.65  # share of a question's words that sentences must hold before its answer may be "yes"
FREELY = frozenset(
    {2, 4, 5}
)  # rungs of the status ladder whose words may stand for each other: talks, signed, in force
SHORT = 6  # words of a claim; of longer ones those that say what is done are looked for, the others are weighed
NEAR = 10  # words that may stand between what is done and what it is done to, if that comes after it
OBJECT = 4  # words from what is done to what it is done to, in a claim: "accepted the very kind invitation"
BESIDE = 2  # words between "agreed" and "visit" that make no new clause: "agreed on a visit"

_YES_OR_NO = re.compile(
    r"^\W*(?:(?:and|but|so|then|also)\W+)?(?:is|are|was|were|has|have|had|did|does|do|will|would|can|could|shall|should"
    r"|may|might|must)(?:n[’']t)?\s",
    re.IGNORECASE,
)
_TRUE = re.compile(r"^\W*is it (?:true|correct|right|the case)(?: that)?\b", re.IGNORECASE)
_PART = re.compile(r"[^.!?;]+")
_DAYS = frozenset(["today", "yesterday", "tomorrow", "tonight"])
_ELSEWHERE = frozenset(  # words after which something else is spoken of than what was agreed to
    "during while when after before at following in on of for from since by as through".split()  # noqa: SIM905 - short
)


def is_yes_or_no(question: str) -> bool:
    """Whether an English question asks for "yes" or "no": "Has it …", "Did they …"."""
    return bool(_YES_OR_NO.match(question))


def affirmed(question: str, text: str) -> bool:
    """Whether a claim answers a yes/no question with "yes", or with nothing but its words."""
    if not is_yes_or_no(question) or not is_english(question):
        return False
    asked = _acts(question)
    return bool(YES.match(text)) or all(_among(word, asked) for word in _acts(text))


def unborne(question: str, text: str, printed: Sequence[str]) -> list[str]:
    """What such a claim says, or says yes to, that the sentences do not, in sentences for the reader."""
    asked, said = _acts(question), _acts(text)
    done, held = _done(question) | _done(text), [word for one in printed for word in words(one)]
    lacking = [word for word in said if _among(word, asked) and (word in done or len(said) <= SHORT)]
    lacking = [word for word in lacking if not _says(word, held, act=word in done)]
    pairs = _pairs(text, said, done)
    if YES.match(text):
        missed = [word for word in asked if not _says(word, held, act=word in done)]
        if done & set(missed) or len(missed) > (1 - BORNE) * len(asked):
            lacking += [word for word in missed if word not in lacking]
        pairs += _pairs(question, asked, done)
    if lacking:
        return [f"The question says “{word}”, the sentence does not." for word in lacking]
    return [
        f"In the sentence “{act}” is not said of “{thing}”."
        for act, thing, bound in dict.fromkeys(pairs)
        if not any(_together(act, thing, one, bound=bound) for one in printed)
    ]


def _acts(text: str) -> list[str]:
    """The words that say what is done, and to what: without names, countries, offices, dates and numbers."""
    text = _TRUE.sub(" ", YES.sub("", unified(text)))
    bare = OFFICE.sub(" ", without_quantities(dates(text)[1]))
    whole = frozenset(words(text))
    names = {word for name in facts(bare).names for word in words(name)}
    status = {one for _, found in status_words(text) for one in words(found)}
    return [
        word
        for word in dict.fromkeys(words(bare))
        if word not in FUNCTION_WORDS
        and word in whole - names - _DAYS
        and len(word) > 1
        and not is_country_word(word)
        and (word in status or not (stem(word, "en") in NEUTRAL or says(word)))
    ]


def _done(text: str) -> frozenset[str]:
    """The words of the status ladder, and others that say that something is done."""
    status = {one for _, found in status_words(text) for one in words(found) if one not in FUNCTION_WORDS}
    return frozenset(status) | {word for word in words(text) if stem(word, "en") in _stems(facts(text).done)}


def _stems(found: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(word, "en") for word in found)


def _among(word: str, others: Iterable[str]) -> bool:
    return any(word == other or stem(word, "en") == stem(other, "en") or is_form(word, other) for other in others)


def _says(word: str, held: Sequence[str], *, act: bool) -> bool:
    """Whether a word stands among others in some form, or one that means the same does."""
    if _among(word, held):
        return True
    terms = _stems(held)
    term = stem(word, "en")
    if not act:
        return is_held(term, terms)
    rungs = {rung for rung, _ in status_words(word)} & FREELY
    return any(stands_for(term, other) or stands_for(other, term) for other in terms) or any(
        rung in rungs for rung, _ in status_words(" ".join(held))
    )


def _pairs(text: str, said: Sequence[str], done: frozenset[str]) -> list[tuple[str, str, bool]]:
    """Each word that says what is done, with the next word of a short claim that is near; whether as a verb behind
    "to": "agreed to visit"."""
    order = words(text)
    places = [at for at, word in enumerate(order) if word in said] if len(said) <= SHORT else []
    return [
        (order[one], order[other], other - one == BESIDE and order[one + 1] == "to")
        for one, other in pairwise(places)
        if order[one] in done and other - one <= OBJECT and (order[other] not in done or order[other - 1] == "to")
    ]


def _together(act: str, thing: str, text: str, *, bound: bool) -> bool:
    """Whether a sentence says the one of the other: near to it and, for what one agrees "to" do, in one clause."""
    for part in _PART.findall(text):
        found = words(part)
        first = [at for at, word in enumerate(found) if _says(act, [word], act=True)]
        second = [at for at, word in enumerate(found) if _says(thing, [word], act=False)]
        for one in first:
            for other in second:
                between = found[min(one, other) + 1 : max(one, other)]
                if len(between) > NEAR and one < other:
                    continue
                if (
                    not bound
                    or len(between) <= BESIDE
                    or (one < other and (between[-1] in {"to", "and"} or not _ELSEWHERE & set(between)))
                ):
                    return True
    return False
