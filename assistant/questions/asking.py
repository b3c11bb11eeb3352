"""When to ask back instead of guessing, and what: a question that does not say whom or what it means.

Precision first: a question that names, dates or numbers anything is never asked back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.countries.names import country_word, is_country_word
from assistant.domain import Document, Evidence, Passage
from assistant.questions.question import EXPLETIVE, follows, is_english, named
from assistant.sentences.compared import content_terms
from assistant.sentences.dating import in_words
from assistant.sentences.facts import facts
from assistant.sentences.offices import OFFICE, is_office
from assistant.sentences.speakers import people
from assistant.words import FUNCTION_WORDS, words

FEW_DOCUMENTS = 2  # in a library of so many nothing is ambiguous enough to ask back
LONGEST = 200  # characters of a question that leaves open what it is about
MOST_TERMS = 3  # of a question that leaves open what it is about; more say it
NEARLY = 0.8  # of the best document's score: those that reach it may be meant as well
ALIKE = 0.5  # share of their words that two passages about one event have in common
MOST_CHOICES = 4
LONGEST_TITLE = 70  # characters, in a choice

_WHO = re.compile(r"\b(?:he|she|him|his|hers|they|them|er|il|elle|él|ella|ellos)\b", re.IGNORECASE)
_WHAT = re.compile(
    r"\b(?:it|its|these|those|cela|ça|eso|esto|dies(?:e[rs]?)?|das(?! [A-ZÄÖÜ]))\b"
    r"|\b(?:this|that)(?=\W*$| (?:be|mean|happen)\w*\b)",
    re.IGNORECASE,
)
_NOBODY = re.compile(  # words that stand for nobody: "il y a", "there"
    r"\bil y\b|\by a-t-il\b|\bthere\b"
    r"|\b(?:those|these|they) (?:who|that|are|were)\b",
    re.IGNORECASE,
)
_SOMETHING = re.compile(r"\b(?:the|some\w+|any\w+|der|die|le|la|el)\s", re.IGNORECASE)
_GOES_ON = re.compile(r"^\W*(?:and|but|what about|how about|und|et|y)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“”\"«»„]")
_ASKS = re.compile(
    r"^\W*(?:on |in |at |by |to |with )?(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE
)
_RANK = r"(?P<rank>(?:high|prime|foreign|deputy|federal|vice)\s+)?"  # of an office
_SUBJECT = re.compile(
    rf"\b(?:did|does|do|is|was|were|are|has|have|had|will|would|can)\s+the\s+{_RANK}(?P<noun>[a-z]{{3,}})\s+[a-z]+"
    r"(?:\s+(?:to|on|for|about|with|in|by|at|after|before|from))?\W*$"
)
_OBJECT = re.compile(rf"\bthe\s+{_RANK}(?P<noun>[a-z]{{3,}})\W*$")
_SAYING = frozenset(["say", "said", "tell", "told", "happen", "held", "hold", "place", "take", "begin", "end"])  # stems
# Of these there is one, or they ask for something instead of naming it.
UNSPECIFIC = frozenset(
    """
    amount answer article cost country date day document documents economy future government library main month name
    nation nations number order others parties past people place price public purpose reason result rest same side
    sides situation state text texts time total two world year
    """.split()  # noqa: SIM905 - as a list it would fill a page
)


@dataclass(frozen=True, slots=True)
class AskBack:
    """``text`` asks what is meant; ``choices`` are the question again, once for each document that it may be about."""

    text: str
    choices: tuple[str, ...]


def asked_back(question: str, found: Sequence[Evidence], documents: int, *, first: bool) -> AskBack | None:
    """What to ask back; None where the question is clear enough.

    ``found``: the relevant evidence, best first; ``documents``: how many the library holds; ``first``: whether there is
    no conversation before it that could say what is meant.
    """
    if documents <= FEW_DOCUMENTS or len(question) > LONGEST:
        return None
    plain = OFFICE.sub(lambda office: office[0].lower(), question)  # "the High Commissioner" names nobody
    if _says_what(plain):
        return None
    text = _unresolved(question) if first else ""
    if text:
        telling = content_terms(question, "en") - _SAYING
        held = [item for item in found if telling <= content_terms(item.passage.text, "en")]
        return AskBack(text, _choices(question, [item.passage.document for item in held] if len(telling) > 1 else []))
    noun = _definite(plain)
    candidates = _candidates(question, noun, found) if noun else []
    choices = _choices(question, candidates)
    return AskBack(f"Which {noun} do you mean?", choices) if len(choices) > 1 else None


def _says_what(question: str) -> bool:
    """Whether it names, dates, numbers or quotes anything, or has too many telling words to be open."""
    stated = facts(question)
    telling = [word for word in words(question) if word not in FUNCTION_WORDS]
    return bool(
        named(question)
        or stated.numbers
        or stated.dates.days
        or stated.dates.loose
        or _QUOTED.search(question)
        or len(telling) > MOST_TERMS
    )


def _unresolved(question: str) -> str:
    """What to ask about a pronoun or a beginning that nothing explains; empty if there is none."""
    if _NOBODY.search(question) or EXPLETIVE.search(question):
        return ""
    who, what = _WHO.search(question), _WHAT.search(question)
    before = question[: min(match.start() for match in (who, what) if match)] if who or what else ""
    if _SOMETHING.search(before) or (is_english(question) and not follows(question)):
        return ""  # "What did the minister say when he left?"
    if who:
        return f"Whom do you mean by “{who[0].lower()}”?"
    if what:
        return f"What do you mean by “{what[0].lower()}”?"
    if _GOES_ON.search(question):
        return "What does your question go on from? Ask it in full."
    return ""


def _definite(question: str) -> str:
    """The noun of "the agreement", where nothing tells which one; empty if there is none."""
    match = (_SUBJECT.search(question) or _OBJECT.search(question)) if _ASKS.search(question) else None
    noun = match["noun"] if match else ""
    if match and match["rank"] and is_office(noun):
        return f"{match['rank'].strip()} {noun}"
    return "" if noun in UNSPECIFIC or noun.endswith(("est", "most", "least")) else noun  # "the heaviest" asks for one


def _candidates(question: str, noun: str, found: Sequence[Evidence]) -> list[Document]:
    """The documents that speak of what the question asks about and come near to the best one, if they are about
    several events or, of an office, several persons."""
    role = noun.rsplit(maxsplit=1)[-1]
    wanted = content_terms(noun, "en") if is_office(role) else content_terms(question, "en") - _SAYING
    highest = max((item.score for item in found), default=0.0)
    near: dict[str, Evidence] = {}
    for item in found:
        document = item.passage.document
        held = content_terms(f"{document.title.value} {item.passage.text}", "en")
        if document.language == "en" and wanted <= held and item.score >= NEARLY * highest:
            near.setdefault(document.id, item)
    if is_office(role):
        held_by = [_holders(role, item) for item in near.values()]
        if not any(one and other and not one & other for one, other in combinations(held_by, 2)):
            return []
    events: list[Evidence] = []
    for item in near.values():
        if not any(_same_event(item.passage, other.passage) for other in events):
            events.append(item)
    return [item.passage.document for item in events]


def _same_event(one: Passage, other: Passage) -> bool:
    days = {passage.document.date.value if passage.document.date else "" for passage in (one, other)}
    mine, its = content_terms(one.text, "en"), content_terms(other.text, "en")
    return (len(days) == 1 and "" not in days) or len(mine & its) > ALIKE * len(mine | its)


def _holders(role: str, item: Evidence) -> frozenset[str]:
    """By which names and countries a document calls those who hold an office."""
    text = f"{item.passage.document.title.value}. {item.passage.text}"
    named_ = people(sentence.text for sentence in item.sentences)
    beside = re.findall(rf"\b(\w+) {re.escape(role)}\b", text, re.IGNORECASE)
    beside += re.findall(rf"\b{re.escape(role)} (?:of|for|from) (?:the )?(\w+)", text, re.IGNORECASE)
    countries = {country_word(word) for word in beside if is_country_word(word)}
    return frozenset(countries) | {
        name for name, kinds in named_.items() if any(role in kind.split() for kind in kinds)
    }


def _choices(question: str, candidates: Iterable[Document]) -> tuple[str, ...]:
    """The question with the title and date of each document behind it, so that asking it finds that document."""
    texts = []
    for document in candidates:
        title = " ".join(document.title.value.split())
        if len(title) > LONGEST_TITLE:
            title = title[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(",;:–-") + "…"
        date = document.date.value if document.date else ""
        day = f", {in_words(date)}" if date and in_words(date) not in title else ""
        texts.append(f"{question} (“{title}”{day})")
    distinct = tuple(dict.fromkeys(texts))[:MOST_CHOICES]
    return distinct if len(distinct) > 1 else ()
