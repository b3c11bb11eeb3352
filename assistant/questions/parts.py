"""The parts of a question ("when and where was it signed, and for how much?") and which of them an answer leaves open.

Only kinds of which a sentence can be seen to hold none: a date, a number, a name, a place. English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.countries.names import countries_in, unified
from assistant.domain import Claim, Sentence, Verdict
from assistant.sentences.dating import dates
from assistant.sentences.facts import Facts, facts
from assistant.sentences.quantities import Quantity

MOST_WORDS = 30  # of a sentence that only says what is missing

_PLACE = re.compile(
    r"\b(?:in|at|near|outside|from|to|on) (?:the |his |her |their |its )?(?!(?:which|what)\b)[\w’'-]{3,}", re.IGNORECASE
)
_PERSON = re.compile(
    r"\b(?:he|she|they|minister|ambassador|president|secretary|envoy|delegation|official|government|company|companies|"
    r"those|people|someone|ministry|commissioner|governor|king|queen|chair\w*|director|officer|team|committee)s?\b",
    re.IGNORECASE,
)
_WORDED = re.compile(
    r"\b(?:several|many|two|three|four|five|six|seven|eight|nine|ten|dozens?|half|free|none|all|no)\b", re.IGNORECASE
)
_AMOUNT = re.compile(
    r"\b(?:half|third|quarter|double|twice|most|majority|entire|whole|nothing|none|free"
    r"|(?:dozen|hundred|thousand|million|billion)s?)\b",
    re.IGNORECASE,
)
_LONGER = re.compile(
    r"\b(?:days?|weeks?|months?|years?|hours?|century|centuries|ago|since|until|soon|immediately|now)\b"
    r"|\b(?:in|by|around|before|after|from|of) \d{3,4}\b(?![,.]\d| [a-z]{3,}s\b)",
    re.IGNORECASE,
)
# "when was", "when and where", "and when?", but not "when countries trade"
_ASKED = (
    r"\b(?=\W*$|[,;?]|\W+(?:and|or|exactly|did|does|do|is|are|was|were|will|would|has|have|had|can|could|should)\b)"
)
_WHY = re.compile(r"\W*(?:\w+\W+){0,2}?(?:why|for (?:what|which) reasons?)\b", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:because|since|as|due to|owing to|thanks to|therefore|so that|in order|reasons?|grounds|cit(?:e[ds]?|ing)"
    r"|caus\w+|blam\w+|attribut\w+|result\w*|led to|in (?:view|light|response|protest|retaliation)|account of"
    r"|follow(?:s|ed|ing)|after|objectives?|purposes?|aim\w*|intend\w*|with a view|for"
    r"|to (?!the\b|an?\b|its\b|their\b)[a-z]{3,})\b",
    re.IGNORECASE,
)
Holds = Callable[[str, Facts], bool]
# What a part of a question asks for, and whether a text holds any such thing.
_KINDS: tuple[tuple[re.Pattern[str], Holds], ...] = (
    (
        re.compile(
            rf"\b(?:(?:until |since |by |from )?when{_ASKED}|on (?:what|which) (?:date|day)\b"
            r"|(?:in )?(?:what|which) year\b)",
            re.IGNORECASE,
        ),
        lambda text, stated: bool(stated.dates.days or stated.dates.loose or _LONGER.search(text)),
    ),
    (
        re.compile(rf"\b(?:where{_ASKED}|in (?:what|which) (?:city|country|place|town)\b)", re.IGNORECASE),
        lambda text, _: bool(countries_in(text) or _PLACE.search(dates(text)[1])),
    ),
    (
        re.compile(r"\b(?:who|whom|by whom)\b", re.IGNORECASE),
        lambda text, stated: bool(stated.names or countries_in(text) or _PERSON.search(text)),
    ),
    (
        re.compile(
            r"\b(?:for |at )?how much\b(?! (?:time|longer)\b)"
            r"|\bat (?:what|which) (?:cost|price)\b|\bwhat (?:is|was|were|are) the (?:cost|price|amount|value|size)s?\b"
            r"|\bwhat (?:did|does|do|will|would|has|have|had)\b[^?]{1,150}\bcost\b",
            re.IGNORECASE,
        ),
        lambda text, stated: bool(any(map(_measures, stated.numbers)) or _AMOUNT.search(text)),
    ),
    (
        re.compile(
            r"\b(?:for )?how (?:many \w+|many|much (?:time|longer)|tall|long|large|big|old|high|deep|wide|fast"
            r"|heavy)\b",
            re.IGNORECASE,
        ),
        lambda text, stated: bool(any(map(_counts, stated.numbers)) or _WORDED.search(text) or _LONGER.search(text)),
    ),
    (re.compile(r"\b(?:what|which|whose|why|how)\b", re.IGNORECASE), lambda _, __: True),  # cannot be seen
)
_WHICH_COUNTRY = re.compile(r"\b(?:which|what) (?:other )?(?:countr(?:y|ies)|nations?)\b", re.IGNORECASE)
_JOINED = re.compile(r"(?:\b(?:and|or)|[,;?])\W{0,3}$", re.IGNORECASE)
_TRAILING = re.compile(r"(?:[\s,;?.]|\b(?:and|or)\b)+$", re.IGNORECASE)
# "how much does it cost" → "how much it costs"; "when was it signed" → "when it was signed"
_DO = re.compile(r"^(?P<asks>.+?) (?:does|do) (?P<who>it|they|he|she|this|that) (?P<rest>.+)$", re.IGNORECASE)
_BE = re.compile(
    r"^(?P<asks>.+?) (?P<be>is|are|was|were|will|would|has|have|had) "
    r"(?P<who>it|they|he|she|this|that|the \w+(?= \w+ed$))(?P<rest> .+)?$",
    re.IGNORECASE,
)
_SAYS_NOT = re.compile(
    r"^(?:however, |but )?(?:the |these |this )?"
    r"(?:documents?|texts?|sentences?|passages?|evidence|information)(?: provided| given)? "
    r"(?:do(?:es)? not|don[’']t|doesn[’']t) (?:say|state|mention|specify|tell|give|indicate|include|provide|contain) "
    r"(?P<what>(?:(?:any |)information |anything )?"
    r"(?:when|where|who|whom|whose|what|which|why|how|whether|if|the|any|an?|on|about)\b.+?)[.\s]*$",
    re.IGNORECASE,
)


def left_open(question: str, claims: Sequence[Claim]) -> tuple[str, ...]:
    """The parts of a question that neither the supported claims nor the sentences that they rest on say anything about,
    in words: "for how much". Empty where that holds for each of several parts, for then it was not understood."""
    parts = _parts(question)
    held = []
    for claim in claims:
        if claim.verdict is Verdict.SUPPORTED:
            held.append((claim.text, facts(claim.text)))
            for citation in claim.citations:
                date = citation.sentence.passage.document.date
                held.append((citation.quote, facts(citation.quote, date.value if date else None)))
    if not held:
        return ()
    lacking = [words_ for words_, holds in parts if not any(holds(text, stated) for text, stated in held)]
    return tuple(lacking) if len(lacking) < len(parts) or len(parts) == 1 else ()


def beside_the_question(question: str, claims: Sequence[Claim]) -> str:
    """What a question asks for, if it is one thing and the supported claims do not hold it; else empty."""
    lacking = left_open(question, claims)
    return lacking[0] if lacking and len(_parts(question)) == 1 else ""


def _counts(number: Quantity) -> bool:
    """Whether it can be an amount, and not a day in brackets: "this afternoon (22)"."""
    return bool(number.of) or _measures(number)


def _measures(number: Quantity) -> bool:
    """Whether it can say how much, and not only how many of whom: "the two leaders"."""
    return bool(number.unit) or number.value > 31  # noqa: PLR2004 - days of a month


def speaks_to(question: str, sentences: Sequence[Sentence]) -> bool:
    """Whether the sentences hold anything of a kind that the question asks for: a date, if it asks when; a reason."""
    held = []
    for sentence in sentences:
        date = sentence.passage.document.date
        held.append((sentence.text, facts(sentence.text, date.value if date else None)))
    if _WHY.match(question) and not any(_REASON.search(text) for text, _ in held):
        return False
    parts = _parts(question)
    return not parts or any(holds(text, stated) for _, holds in parts for text, stated in held)


def said_missing(text: str, question: str) -> str:
    """What a sentence such as "The documents do not say when it was signed." names as missing: "when it was signed".

    Empty if it is no such sentence, or if it brings in numbers or names that the question does not hold: then it says
    something about the world, too.
    """
    match = _SAYS_NOT.match(text.strip())
    if not match or len(text.split()) > MOST_WORDS or re.search(r"[;:]|\bbut\b", match["what"]):
        return ""
    said, asked = facts(text), facts(question)
    plain = question.casefold()
    known = {number.value for number in said.numbers} <= {number.value for number in asked.numbers}
    known = known and said.dates.days <= asked.dates.days
    return match["what"] if known and all(name.casefold() in plain for name in said.names) else ""


def _parts(question: str) -> list[tuple[str, Holds]]:
    """Each kind that the question asks for, where its parts are joined by "and" or a comma, and how to tell it."""
    question = " ".join(question.split())
    places: list[tuple[int, int, Holds]] = []
    for pattern, holds in (*_KINDS[:-1], (_WHICH_COUNTRY, _names_another(question)), _KINDS[-1]):
        match = next(
            (match for match in pattern.finditer(question) if _asks(question[: match.start()], match[0])), None
        )
        if match and not any(start <= match.start() < end for start, end, _ in places):
            places.append((*match.span(), holds))
    places.sort(key=lambda place: place[0])
    ends = [start for start, _, _ in places[1:]] + [len(question)]
    return [
        (_plainly(question[start:end], question[start:stop]), holds)
        for (start, stop, holds), end in zip(places, ends, strict=False)
    ]


def _names_another(question: str) -> Holds:
    """Whether a text names a country that the question does not."""
    asked = set(countries_in(unified(question)))
    return lambda text, _: bool(set(countries_in(unified(text))) - asked)


def _asks(before: str, word: str) -> bool:
    """Whether a word asks, with this before it: not in "the day when" nor in "the minister, who"."""
    joined = _JOINED.search(before)
    if word.lower() in ("who", "whom", "whose", "which"):
        joined = joined and re.search("and|or", joined[0], re.IGNORECASE)
    return not re.search(r"\w", before) or bool(joined)


def _plainly(part: str, asks: str) -> str:
    """A part of the question as a subordinate clause: "how much it costs"; where that is not plain, what it asks."""
    clause = _TRAILING.sub("", " ".join(part.split()))
    do, be = _DO.match(clause), _BE.match(clause)
    if do:
        verb, _, rest = do["rest"].partition(" ")
        clause = f"{do['asks']} {do['who']} {verb}{'' if do['who'] == 'they' else 's'} {rest}".strip()
    elif be:
        clause = f"{be['asks']} {be['who']} {be['be']}{be['rest'] or ''}"
    elif clause.count(" ") > asks.count(" "):
        clause = asks
    return clause[:1].lower() + clause[1:]
