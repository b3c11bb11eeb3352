"""A claim that repeats a sentence with a few words changed: what each change does to the sense."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.countries.names import countries_mentioned
from assistant.sentences.compared import content_terms
from assistant.sentences.coverage import NEUTRAL, is_held
from assistant.sentences.facts import LIMITS, facts
from assistant.sentences.offices import OFFICE
from assistant.sentences.quantities import in_digits
from assistant.sentences.speakers import says
from assistant.sentences.thesaurus import stands_for
from assistant.words import FUNCTION_WORDS, stem

REPEATS = 0.6  # share of the claim's words that stand in the sentence in the same order: then it repeats it
FEW = 6  # words of a change; longer ones are another way to put it
_TOKEN = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:[’'-][^\W\d_]+)*|[$€£¥₹%]")
_NOT = frozenset(
    """
    not never no neither nor without cannot n't refused refuses rejected declined failed denied
    """.split()  # noqa: SIM905 - a list of words reads best as a text
)
_MAYBE = frozenset(
    """
    will would could may might should shall can must plan plans planned planning intend intends intended proposed
    proposes expected expects hopes hoped due scheduled seeks sought considering wants wishes principle draft interim
    provisional tentative preliminary partial partially almost decided
    """.split()  # noqa: SIM905 - as a list it would fill a page
)
_IS = frozenset("is are was were has have had been did does".split())  # noqa: SIM905 - likewise
_ALL = frozenset("both all each every entire whole fully".split())  # noqa: SIM905 - likewise
_SOME = frozenset("one half some few several part partly none either neither many".split())  # noqa: SIM905 - likewise
_LIMITS = (
    "more than|over|at least|exceeding",
    "fewer|less|under|below",
    "nearly|almost|up to|at most",
    "exactly|precisely",
)
_DROPPED = re.compile(rf"\b(?:{LIMITS})\b", re.IGNORECASE)
_PRONOUNS = frozenset(
    "he she it they his its her their him them this these that those who which there".split()  # noqa: SIM905 - likewise
)


class Inexact(str):
    """A reason that leaves the sentence itself for an answer: things had not got as far as the claim has it, or it says
    of one thing what the sentence says of another."""

    __slots__ = ()


class Reworded(Inexact):
    """One that leaves it also where the sentence tells of no step: of a sum, or of a reason, in other words."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of the claim that stand where the sentence has others; either may be empty."""

    said: tuple[str, ...]
    printed: tuple[str, ...]


def edits(claim: str, sentence: str) -> list[Edit]:
    """The small changes that make the claim of the sentence; none if it does not repeat it."""
    said, printed = _TOKEN.findall(in_digits(claim)), _TOKEN.findall(in_digits(sentence))
    matcher = SequenceMatcher(
        None, [word.casefold() for word in said], [word.casefold() for word in printed], autojunk=False
    )
    if not said or sum(block.size for block in matcher.get_matching_blocks()) < REPEATS * len(said):
        return []
    return [
        Edit(tuple(said[a:b]), tuple(printed[c:d]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal" and b - a <= FEW and d - c <= FEW
    ]


def repeats(claim: str, sentence: str) -> bool:
    """Whether the claim is the sentence, or a part of it, but for a few words."""
    said, printed = (_TOKEN.findall(in_digits(text).casefold()) for text in (claim, sentence))
    matcher = SequenceMatcher(None, said, printed, autojunk=False)
    return bool(said) and sum(block.size for block in matcher.get_matching_blocks()) >= REPEATS * len(said)


def against(claim: str, sentence: str, known: frozenset[str] = frozenset()) -> Iterator[str]:
    """What the small changes turn around, in sentences for the reader. ``known``: terms that may be put in."""
    if edits(claim, sentence) and _turned(countries_mentioned(claim), countries_mentioned(sentence)):
        yield "In the sentence the countries stand the other way round."
    changes = edits(claim, sentence)
    free = any(_free(edit) for edit in changes)
    for edit in changes:
        # "May" is a month where it is capital.
        said, printed = (frozenset(word for word in words if word.islower()) for words in (edit.said, edit.printed))
        was, now = f"“{' '.join(edit.printed)}”", f"“{' '.join(edit.said)}”"
        limit = _DROPPED.search(" ".join(edit.printed))
        if limit and not edit.said:
            yield Reworded(f"The sentence says “{limit[0]}”.")
        elif bool(said & _NOT) != bool(printed & _NOT) and not (free or limit):
            yield "It denies what the sentence does not deny." if said & _NOT else "The sentence denies it."
        elif not edit.printed and (word := _added(edit, sentence, known)):
            yield f"“{word}” is not in it."
        elif not edit.said or not edit.printed:
            if len(edit.printed) <= FEW // 2 and printed & _MAYBE:
                yield Inexact(f"The sentence says {was}, not that it is done.")
        elif (
            (
                printed & _MAYBE
                and not said & (_MAYBE | {"to"})
                and (said & _IS or _done(edit.said) or "principle" in printed)
            )
            or (printed & _ALL and said & _SOME)
            or _differ(edit)
        ):
            reason = f"The sentence says {was}, not {now}."
            yield Inexact(reason) if _goes_further(edit) else reason


def _turned(said: list[str], printed: list[str]) -> bool:
    """Whether two countries stand in the one order wherever they are said, and in the other where they are printed."""
    pair = list(dict.fromkeys(said))
    if len(pair) != 2 or pair != list(dict.fromkeys(printed))[::-1]:  # noqa: PLR2004 - two countries
        return False
    return said.index(pair[1]) > len(said) - 1 - said[::-1].index(pair[0])


def _goes_further(edit: Edit) -> bool:
    """Whether the claim's words stand on a higher rung of the status ladder than the sentence's, or for what those
    speak of as possible."""
    printed, said = facts(" ".join(edit.printed)), facts(" ".join(edit.said))
    return said.rung > printed.rung or (bool(printed.possible) and not said.possible and not said.numbers)


def _added(edit: Edit, sentence: str, known: frozenset[str]) -> str:
    """The word that was put in, if it is one common word that is not known and that the sentence does not hold."""
    if len(edit.said) != 1 or not edit.said[0].islower() or not edit.said[0].isalpha():
        return ""
    word = edit.said[0]
    if word in FUNCTION_WORDS or word in _PRONOUNS or stem(word, "en") in NEUTRAL or says(word):
        return ""
    return "" if is_held(stem(word, "en"), known | content_terms(sentence, "en")) else word


def _free(edit: Edit) -> bool:
    """Whether it says "interest free", which is no interest."""
    return any(word.casefold() == "free" or word.casefold().endswith("-free") for word in (*edit.said, *edit.printed))


def _done(words: Sequence[str]) -> bool:
    return bool(facts(" ".join(words)).done)


def _differ(edit: Edit) -> bool:
    """Whether the words on both sides are of one kind and mean different things."""
    said, printed = " ".join(edit.said), " ".join(edit.printed)
    one, other = facts(said), facts(printed)
    short = len(edit.said) <= FEW // 2 and len(edit.printed) <= FEW // 2
    if (
        short
        and one.numbers
        and other.numbers
        and not {n.value for n in one.numbers} & {n.value for n in other.numbers}
    ):
        return True
    mine, theirs = set(countries_mentioned(said)), set(countries_mentioned(printed))
    if mine and theirs and not mine & theirs:
        return True
    if one.rung > other.rung > 0 or (one.bounds ^ other.bounds and one.bounds and other.bounds):
        return True
    if _limit(said) and _limit(printed) and _limit(said) != _limit(printed):
        return True
    offices = [{match["office"].casefold() for match in OFFICE.finditer(text)} for text in (said, printed)]
    if all(offices) and not any(a in b or b in a or "envoy" in (a, b) for a in offices[0] for b in offices[1]):
        return True
    return _another_word(edit)


def _limit(text: str) -> int:
    """Which limit a text sets, from 1; 0 for none."""
    found = (at for at, words in enumerate(_LIMITS, 1) if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE))
    return next(found, 2 if text.casefold() == "fewer" else 1 if text.casefold() == "more" else 0)


def _another_word(edit: Edit) -> bool:
    """Whether one common word stands for one other that it does not mean."""
    told = [[word for word in words if word not in ("a", "an", "the")] for words in (edit.said, edit.printed)]
    if any(len(words) != 1 for words in told):
        return False
    said, printed = told[0][0], told[1][0]
    for word in (said, printed):
        if not word.islower() or facts(word).done or word in FUNCTION_WORDS or word in _PRONOUNS or says(word):
            return False
    term, there = stem(said, "en"), stem(printed, "en")
    if term in NEUTRAL or there in NEUTRAL:
        return False
    return not (stands_for(term, there) or stands_for(there, term) or term[:4] == there[:4])
