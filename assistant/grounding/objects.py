"""What an act is done to: "shed light on cooperation and suggested a forum" suggests a forum, and no cooperation.
English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from assistant.countries.names import is_country_word
from assistant.grounding.edits import Inexact
from assistant.sentences.compared import Ground, Stated, content_terms
from assistant.sentences.dating import CALENDAR
from assistant.sentences.offices import OFFICE
from assistant.words import stem

_ACT = re.compile(
    r"\b(?:suggest|propos|recommend|offer|promis|pledg|announc|request|demand|approv|reject|declin|refus|sign|ratif|agree"
    r"|accept|donat|fund|financ|provid|extend|grant|launch|inaugurat|open|complet|sponsor|present|cancel|postpon|suspend"
    r"|condemn|welcom|prais|thank|invit|support|establish|purchas|deliver)(?:e?d|ied)\b(?:\s+(?:to|on|upon|over)\b(?!\s+(?:[a-z]+\s+)?"
    r"(?:by|him|her|them)\b))?",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be|that|which|whom)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_JOINED = re.compile(r"(?:\band\b|\bbut\b|[,;])\s*(?:[\w’'-]+\s+){0,4}$", re.IGNORECASE)
# Where the thing that an act is done to ends.
_ENDS = re.compile(
    r"[,;:.()]|\b(?:and|or|but|that|which|who|whom|whose|to|for|from|in|on|at|by|with|between|among|during|after|before|under|as"
    r"|of|through|while|when|where|because|if|over|into|about|regarding|against|via|per|until|since)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\s*(?:it|them|him|her|this|these|those|such|so|both|himself|herself|itself|themselves)\b", re.IGNORECASE
)
_WHEN = frozenset(
    stem(word, "en") for word in (*CALENDAR, "last", "next", "year", "week", "month", "day", "today", "yesterday")
)


def another_object(claim: Stated, chosen: Sequence[Ground]) -> Iterator[str]:
    """The acts that the claim does to something which the sentences name only before another act: each is said of
    something else there."""
    if any(ground.document.language != "en" for ground in chosen):
        return
    done = [(act, partial(_joined_after, thing)) for act, thing in _done(claim.text)]
    done += [(act, partial(_done_to_no_office, who)) for act, who in _done_to(claim.text)]
    for act, is_elsewhere in done:
        held = [(ground.text, one) for ground in chosen for one in _ACT.finditer(ground.text) if _same(act, one)]
        if held and all(is_elsewhere(text, one) for text, one in held):
            yield Inexact(f"In the sentence it is something else that is “{act[0].split()[0].casefold()}”.")


def _done(text: str) -> Iterator[tuple[re.Match[str], frozenset[str]]]:
    """The acts of a text that are done to something which follows them, with its terms."""
    for act in _ACT.finditer(text):
        if _PASSIVE.search(text, 0, act.start()) or _NOBODY.match(text, act.end()):
            continue
        end = _ENDS.search(text, act.end())
        stop = end.start() if end else len(text)
        terms = content_terms(text[act.end() : stop], "en") - _WHEN
        if terms:
            yield act, terms


def _done_to(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """The acts that are done to the holder of an office who stands before them: "the envoy was invited"."""
    for act in _ACT.finditer(text):
        passive = _PASSIVE.search(text, 0, act.start())
        who = text[: passive.start()] if passive else ""
        if OFFICE.search(who):
            yield act, who


def _done_to_no_office(who: str, text: str, act: re.Match[str]) -> bool:
    """Whether in this text the act is done to what follows it, and that is nobody with an office or one of the names:
    "invited companies"."""
    after = text[act.end() :]
    named = any(name in after for name in re.findall(r"\b[A-Z]\w{2,}", who) if not is_country_word(name))
    return _has_object(text, act) and not named and not OFFICE.search(after)


def _has_object(text: str, act: re.Match[str]) -> bool:
    return any(one.start() == act.start() for one, _ in _done(text))


def _same(act: re.Match[str], other: re.Match[str]) -> bool:
    return stem(act[0].split()[0].casefold(), "en") == stem(other[0].split()[0].casefold(), "en")


def _joined_after(thing: frozenset[str], text: str, act: re.Match[str]) -> bool:
    """Whether the act has an object of its own in this text, and the thing stands only before it, as that of another
    verb to which it is joined: "… cooperation and suggested a forum"."""
    return (
        _has_object(text, act)
        and not thing & content_terms(text[act.end() :], "en")
        and thing <= content_terms(text[: act.start()], "en")
        and bool(_JOINED.search(text, 0, act.start()))
    )
