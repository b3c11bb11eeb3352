"""What can be checked in a sentence by looking: its numbers, dates, names, negations and status words.

The cue words are English; numbers and names work in any language that writes them so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.sentences.dating import CALENDAR, Dates, dates
from assistant.sentences.quantities import Quantity, in_digits, quantities, without_quantities
from assistant.sentences.verbs import IRREGULAR

_NAME = re.compile(r"[^\W\d_][\w’'.&-]*\w|[^\W\d_]")
_POSSIBLE = re.compile(  # but "started to sign" is done
    r"\b(?:(?<!started )(?<!starts )(?<!began )(?<!begun )(?<!continued )(?<!managed )(?<!helped )to|will|would|could"
    r"|may|might|should|can|shall|must)\s+(?:\w+\s+){0,2}?(?P<verb>\w{3,})"
    r"|\b(?:explor|consider|discuss|aim|plan|propos|hop|intend|seek|wish|possibilit|opportunit|need|importance|willing|"
    r"interest|invit|expect|request|urg|ask)\w*\s+(?:of|for|in|at|on|about)\s+(?:\w+\s+){0,2}?(?P<noun>\w{3,}(?:ing|ion|ment)s?)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?P<how>(?:is|are|be|being|to)\s+(?:\w+ly\s+)?)?(?P<verb>\w{3,}ed|gave|given|paid|sent|lent|sold|bought|met|held|won|"
    r"built|made|took|taken|brought|began|begun|sought|chose|chosen|rose|fell|grew|left|came|went|became|set up|spent|"
    r"wrote|written|drew|drawn|cut|put|withdrew|withdrawn)\b",
    re.IGNORECASE,
)
# "not less than 30 days", "no later than May", "shall not exceed 40 per cent": how much, not whether.
_NO_DENIAL = (
    r"(?:not?|nor) (?:be )?(?:less|fewer|more|later|earlier|sooner|longer|shorter|greater|larger|higher|lower) than"
    r"|not (?:to )?exceed\w*"
)
LIMITS = rf"{_NO_DENIAL}|at (?:least|most)|up to"
_LIMITED = re.compile(rf"\b(?P<limit>{LIMITS}|(?:more|less|fewer) than)\s+(?P<what>[\w$€£.,%]+\s+\w+)", re.IGNORECASE)
_NEGATION = re.compile(
    rf"\b(?!{_NO_DENIAL})"
    r"(?:not|no(?! less| more| fewer|\.)|never|neither|nor|none|without|cannot|\w+n[’']t|refus\w+|reject\w+|"
    r"declin\w+|den(?:y|ied|ies)|fail\w*|\w+-free)\b"
    r"|\b\w+ free\b(?! (?:trade|zone|market|movement|flow|press|and fair|of charge))",
    re.IGNORECASE,
)

_TITLES = frozenset(["Mr", "Mrs", "Ms", "Dr", "Hon", "Prof", "Sir", "Shri", "Smt", "H.E", "HE", "Excellency"])

# Words that make a statement about all, about nothing else, or about a limit.
_AMOUNT = r"(?=\W*(?:(?:an?|the|of|about|US|Rs|[A-Z]{3})\b\W*){0,2}\d)"
_BOUNDS = {
    kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for kind, words in {
        "all": r"(?<!at )all(?! the best)|every\w*|each|entire(?:ly)?|whole|fully|unanimous\w*|always",
        "only": r"only|sole(?:ly)?|exclusive(?:ly)?|merely|alone|nothing but",
        "at least": (
            r"at least|(?:no|not) (?:less|fewer) than|more than|in excess of|upwards of|(?<!not )exceed\w*"
            rf"|minimum|(?<!handed )(?<!took )(?<!taken )(?:over|above)\b{_AMOUNT}"
        ),
        "at most": (
            r"at most|up to|(?:no|not) more than|(?<!no )(?<!not )(?:less|fewer) than|maximum|not exceed\w*"
            rf"|(?:under|below)\b{_AMOUNT}"
        ),
        "exactly": "exactly|precisely",
        "because": (
            r"because|(?<!was )(?<!were )(?<!is )(?<!are )due to|owing to|as a result|thanks to|therefore|hence"
            r"|caused? by"
        ),
    }.items()
}

# The status ladder: a claim's rung may not be above that of the words it rests on.
_RUNGS = tuple(
    re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
    for pattern in (
        r"propos\w+|suggest\w+|recommend\w+|offer\w*|invit\w+|explor\w+|hop\w+|request\w+",
        r"discuss\w*|talks|review\w*|consider\w*|negotiat\w+",
        (
            r"agree|agrees|agreed|consent\w*|approv\w+|pledg\w+|commit(?:s|ted|ments?)?|promis\w+|assur\w+"
            r"|accept(?:s|ed|ance)|reach\w* (?:an? )?(?:\w+ )?(?:agreement|understanding)"
        ),
        r"sign|signs|signed|signing(?= of)|inked|concluded|enter(?:s|ed) into",
        r"ratif\w+|entered? into force|in force|took effect|takes effect",
        (
            r"disburs\w+|funded|released|donat\w+|handed over|delivered|launched|started|began|begun|commenced"
            r"|introduced|under way|under construction"
        ),
        r"complet\w+|finish\w+|inaugurat\w+|opened|implemented|resolved|settled|finali[sz]ed",
    )
)
COMMITMENTS = frozenset({3, 4, 5})  # rungs that parties reach by their word: agreed, signed, in force
PLANNED = 1  # the rung of what is only wished, planned or possible


@dataclass(frozen=True, slots=True)
class Facts:
    """Names are single capitalised words."""

    numbers: frozenset[Quantity]
    dates: Dates
    names: frozenset[str]
    negated: bool
    rungs: frozenset[int]  # of the status ladder, from 1, that the text speaks of as reached
    denied: frozenset[str] = frozenset()  # words that a negation bears on: the four after each negating word
    possible: frozenset[str] = frozenset()  # words spoken of as possible, planned or wished: "would be extended"
    bounds: frozenset[str] = frozenset()  # all, only, at least, at most, exactly
    done: frozenset[str] = frozenset()  # words spoken of as done: "invested", but not "would be invested"

    @property
    def rung(self) -> int:
        """The highest one; 0: the text holds none of the ladder's words."""
        return max(self.rungs, default=0)


@lru_cache(4096)  # a question's evidence is taken apart twice, and much of it is that of other questions too
def facts(text: str, reference: str | None = None) -> Facts:
    """What ``text`` states. ``reference`` is the ISO date of the document: it turns "on Monday" into a date."""
    found, rest = dates(text, reference)
    written = in_digits(text)
    return Facts(
        numbers=quantities(rest),
        dates=found,
        names=frozenset(_names(without_quantities(rest))),  # without "US$" and "Rs"
        negated=bool(_NEGATION.search(text)),
        rungs=_rungs(text),
        bounds=frozenset(kind for kind, words in _BOUNDS.items() if words.search(written)),
        denied=_denied(text),
        possible=_possible(text),
        done=_done(text),
    )


def limited(text: str) -> list[tuple[str, str]]:
    """The limits that a text sets, and the two words that each stands before: ("not less than", "once a")."""
    return [(match["limit"], match["what"].casefold()) for match in _LIMITED.finditer(in_digits(text))]


def status_words(text: str) -> list[tuple[int, str]]:
    """The words of the status ladder in a text, each with its rung (from 1), lowest first."""
    return [(rung, match[0]) for rung, words in enumerate(_RUNGS, 1) for match in words.finditer(text)]


def without_status(text: str) -> str:
    """The text without the words of the status ladder."""
    for words in _RUNGS:
        text = words.sub(" ", text)
    return text


def _denied(text: str) -> frozenset[str]:
    words: set[str] = set()
    for match in _NEGATION.finditer(text):
        words.update(
            word.casefold() for word in re.findall(r"\w+", f"{match[0]} {text[match.end() : match.end() + 60]}")[:5]
        )
    return frozenset(words)


def _rungs(text: str) -> frozenset[int]:
    ahead = {match.span(group) for match in _POSSIBLE.finditer(text) for group in ("verb", "noun") if match[group]}
    reached = set()
    for rung, words in enumerate(_RUNGS, 1):
        for match in words.finditer(text):
            planned = any(start <= match.start() < end for start, end in ahead)
            reached.add(min(rung, PLANNED) if planned else rung)
    return frozenset(reached)


def _possible(text: str) -> frozenset[str]:
    return frozenset((match["verb"] or match["noun"]).casefold() for match in _POSSIBLE.finditer(text))


def _done(text: str) -> frozenset[str]:
    ahead = _possible(text)
    found = (match["verb"].casefold() for match in _DONE.finditer(text) if not match["how"])
    return frozenset(IRREGULAR.get(word, word) for word in found if word not in ahead)


def _names(text: str) -> set[str]:
    """Capitalised words; the first of the text only if it is written like an acronym, for any word may begin one."""
    found: set[str] = set()
    begins = True
    for match in _NAME.finditer(text):
        word = match[0].strip("’'.-")
        word = re.sub(r"[’']s$", "", word)
        if (
            word[:1].isupper()
            and (not begins or (len(word) > 1 and word.isupper()))
            and word.casefold() not in CALENDAR
            and word not in _TITLES
        ):
            found.add(word)
        begins = text[match.end() : match.end() + 2].strip()[:1] in (":", "“", '"')
    return found
