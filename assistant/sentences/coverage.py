"""How much of what a claim says, besides its facts, its sentences say too: the share of its telling words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.countries.names import is_country_word
from assistant.sentences.compared import Ground, Header, Stated
from assistant.sentences.dating import dates
from assistant.sentences.facts import status_words, without_status
from assistant.sentences.offices import OFFICE
from assistant.sentences.quantities import without_quantities
from assistant.sentences.thesaurus import stands_for
from assistant.words import FUNCTION_WORDS, stem, words

YES = re.compile(r"^\W*yes\b[\s,.:;–—-]*", re.IGNORECASE)  # at the beginning of an answer
# Words with which an answer may frame what it found: they add nothing that could be wrong. Stems.
NEUTRAL = frozenset(
    stem(word, "en")
    for word in """
    according add addition again along amount answer area article aspect back both call called comprise concern
    contain context country cover date day describe detail document due during find focus following found get give
    given gave goods got having held hold include including information involve item key kind known later located
    made main make mean meeting met mention month name nation new note own number opportunity part particular party
    passage people person place point present provide question receive refer regard relate report respective said
    say sentence several side size some speak specific specify spoke spoken state statement such take taken tell
    term text thing time title told took topic total type use various way well work year yet
    """.split()  # noqa: SIM905 - as a list it would fill a page
)
_PROPOSED = frozenset(["propos", "suggest", "recommend"])
FEW = 3  # telling words
FACTS = 0.5  # weight of a name, number or date, at the most as many as there are other words
# Words that begin with a capital, and whatever holds a digit, which only whole runs show in time.
_CAPITAL = re.compile(r"(?P<name>(?<=\S\s)[A-Z][\w’'-]*)|(?:[.,]|(?![぀-ヿ㐀-鿿])\w)+")
_DIGIT = re.compile(r"\d")
# "According to the document, …" in other languages; the English words are neutral ones.
_FRAME = re.compile(
    r"^\W*(?:selon|d[’']après|laut|gemäß|según|secondo|segundo)\s+\w+\s+"
    r"(?:documents?|textes?|dokument\w*|text\w*|documentos?|documento|testo)\s*,\s*",
    re.IGNORECASE,
)
_FIRST = re.compile(r"^\W*(?P<word>[A-Z][\w’'-]*)")


def held_share(claim: Stated, chosen: Sequence[Ground], header: Header) -> tuple[float, list[str]]:
    """The share of the claim's words that its sentences hold in some form (0 to 1), and those that they do not.

    Names, numbers and dates count as held: what they lack is objected to by itself (see objections).
    """
    language = chosen[0].document.language
    held = frozenset().union(header.terms, *(ground.terms for ground in chosen))
    told = list(dict.fromkeys(word for word in words(telling(claim.text)) if word not in FUNCTION_WORDS))
    if not told:  # what is left out above is then all that it says
        status = words(" ".join(found for _, found in status_words(claim.text)))
        told = list(dict.fromkeys(word for word in status if word not in FUNCTION_WORDS))
    # In a claim of a word or two nothing else shows that another word means the same.
    ways = is_held if len(told) >= FEW else is_printed
    unheld = [word for word in told if word not in claim.granted and not ways(stem(word, language), held)]
    facts = len(claim.facts.names) + len(claim.facts.numbers) + len(claim.facts.dates.days)
    verbs = claim.facts.done | claim.facts.possible
    weights = {word: 2.0 if word in verbs else 1.0 for word in told}  # what was done turns a claim around
    total = FACTS * min(facts, len(told)) + sum(weights.values()) or facts
    return (1 - sum(weights[word] for word in unheld) / total if total else 0.0), unheld


def telling(text: str) -> str:
    """The text without names, numbers, dates, offices and status words, which are compared in ways of their own."""
    _, rest = dates(_FRAME.sub("", YES.sub("", text)))
    rest = without_status(OFFICE.sub(" ", without_quantities(rest)))
    rest = _CAPITAL.sub(_unless_plain, " ".join(rest.split()))
    first = _FIRST.match(rest)
    return rest[first.end() :] if first and is_country_word(first["word"]) else rest


def _unless_plain(run: re.Match[str]) -> str:
    return " " if run["name"] or _DIGIT.search(run[0]) else run[0]


def is_printed(term: str, held: frozenset[str]) -> bool:
    """Whether a term is among those held, or one of them begins alike: "issu" and "issuanc". Whoever suggests or
    recommends a thing proposes it."""
    proposed = term in _PROPOSED and not held.isdisjoint(_PROPOSED)
    return term in held or term in NEUTRAL or proposed or any(_akin(term, other) for other in held)


def is_held(term: str, held: frozenset[str]) -> bool:
    """Whether a term is printed among those held, or one of them may stand for it."""
    return is_printed(term, held) or any(stands_for(term, other) for other in held)


def _akin(term: str, other: str) -> bool:
    short, long = sorted((term, other), key=len)
    if len(short) >= 4 and long.startswith(short):  # noqa: PLR2004 - letters that are no chance
        return len(long) - len(short) <= 4  # noqa: PLR2004 - an ending
    least = max(5, -(-len(long) * 3 // 4))
    return len(long) >= least and short[:least] == long[:least]
