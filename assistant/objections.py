"""What speaks against a claim in the sentences that it might rest on: each objection is a sentence for the reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from text_to_num import alpha2digit

from assistant.countries import countries_in, country_word, is_country_word
from assistant.dating import covers, dates, falls_in, in_words
from assistant.domain import Document, Sentence
from assistant.facts import Facts, Number, done_words, facts, negated_words, placed, possible_words, without_status
from assistant.parties import Parties, swapped
from assistant.speakers import Acts, contradicts, is_role, together
from assistant.words import FUNCTION_WORDS, stem, words

_LIST = re.compile(
    r"(?:[\w’'-]+\s){0,2}[\w’'-]+(?:,\s(?!and\b|or\b)(?:[\w’'-]+\s){0,2}[\w’'-]+)+,?\s(?:and|or)\s(?:[\w’'-]+\s){0,2}?[\w’'-]+"
)
# Words with which an answer may frame what it found: they add nothing that could be wrong. Stems.
_NEUTRAL = frozenset(
    stem(word, "en")
    for word in """
    according add addition amount answer area article aspect both call called comprise concern contain context
    country cover date day describe detail document during find focus following get give given gave goods held hold
    include including information involve item key kind list located made main make meet meeting met mention month
    name nation note number opportunity part particular party passage people person place point present provide
    question receive refer regard relate report respective say sentence side size speak specific specify spoke
    spoken state statement such take tell term text thing time title told took topic total type use various way year
    """.split()  # noqa: SIM905 - as a list it would fill a page
)
_RUPEES = {"RS", "PKR", "INR", "LKR"}  # "Rs" is each of them


@dataclass(frozen=True, slots=True)
class Ground:
    """A sentence with everything that a claim is compared with. ``acts``: who does what in it; see speakers."""

    sentence: Sentence
    terms: frozenset[str]
    facts: Facts
    acts: Acts
    parties: Parties

    @property
    def document(self) -> Document:
        return self.sentence.passage.document

    @property
    def key(self) -> tuple[str, int]:
        return (self.document.id, self.sentence.start)


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim, taken apart in the same way. ``terms``: by the language of the sentences that it is compared with."""

    text: str
    terms: Mapping[str, frozenset[str]]
    facts: Facts
    acts: Acts
    parties: Parties
    granted: frozenset[str] = frozenset()  # words of what the question asks for: "which organisation"


@dataclass(frozen=True, slots=True)
class Header:
    """What a document's header says: its place, date and publisher. Its title is not evidence: a headline may say more
    than the text below it."""

    terms: frozenset[str]
    facts: Facts


def header_of(document: Document) -> Header:
    parts = [part.value for part in (document.place, document.date, document.publisher) if part]
    return Header(content_terms(" ".join(parts), document.language), facts(". ".join(parts)))


def content_terms(text: str, language: str) -> frozenset[str]:
    """The terms of a text without those of function words."""
    return frozenset(stem(word, language) for word in words(text) if word not in FUNCTION_WORDS)


def objections(claim: Stated, chosen: Sequence[Ground], header: Header) -> list[str]:
    """What the claim says that the chosen sentences do not, or deny; empty if nothing speaks against it."""
    not_held = [f"“{word}” is not in it." for word in unheld(claim, chosen, header)]
    return [*missing(claim.facts, chosen, header), *not_held, *contrary(claim, chosen)]


def unheld(claim: Stated, chosen: Sequence[Ground], header: Header) -> list[str]:
    """The telling words of an English claim that its sentences do not hold in any form. One is enough to turn a
    sentence around: "a message of protest", "was boycotted", "planned for import"."""
    if any(ground.document.language != "en" for ground in chosen):
        return []
    held = frozenset().union(header.terms, *(ground.terms for ground in chosen))
    return [
        word
        for word in dict.fromkeys(words(telling(claim.text)))
        if word not in FUNCTION_WORDS
        and word not in claim.granted
        and not is_role(word)  # a document says "he" for the minister; who does what is compared by itself
        and not _is_held(stem(word, "en"), held)
        and stem(word, "en") not in _NEUTRAL
    ]


def telling(text: str) -> str:
    """The text without names, numbers, dates and status words, which are compared in ways of their own."""
    _, rest = dates(text)
    rest = re.sub(r"(?<=\S\s)[A-Z][\w’'-]*|[\w.,]*\d[\w.,]*", " ", without_status(alpha2digit(rest, "en")))
    return re.sub(r"^\W*[A-Z][\w’'-]*", lambda first: first[0] if first[0].strip().lower() == first[0] else " ", rest)


def _is_held(term: str, held: frozenset[str]) -> bool:
    """Whether a term is among those held, or one of them begins alike: "issu" and "issuanc"."""
    if term in held:
        return True
    least = max(4, -(-len(term) * 3 // 5))
    return any(other[:least] == term[:least] and abs(len(other) - len(term)) <= 4 for other in held)  # noqa: PLR2004


def missing(stated: Facts, chosen: Sequence[Ground], header: Header) -> list[str]:
    """The numbers, dates and names that neither the sentences nor the header of their document hold."""
    held = [ground.facts for ground in chosen]
    known = [*held, header.facts]
    reasons = [
        f"The number {number.value.normalize():f} is not in it."
        for number in stated.numbers
        if not any(_same(number, other) for one in known for other in one.numbers)
    ]
    for day in sorted(stated.dates.days):
        # The day of publication is not the day of what is reported, but it gives its month and year.
        printed = known if len(day) < len("--09-06") or day.count("-") == 1 else held
        if not any(covers(day, other) for one in printed for other in one.dates.days):
            reasons.append(f"The date {in_words(day)} is not in it.")
    reasons += [
        f"It is not said to be in or on {loose.title()}."
        for loose in sorted(stated.dates.loose)
        if not any(falls_in(loose, one.dates) for one in known)
    ]
    return [*reasons, *(f"The name {name} is not in it." for name in sorted(unnamed(stated.names, chosen, header)))]


def unnamed(names: Iterable[str], chosen: Sequence[Ground], header: Header | None = None) -> list[str]:
    """Those of the names that the sentences (and the header) do not hold; "Japanese" is held by "Japan"."""
    texts = _texts(chosen)
    facts_ = [ground.facts for ground in chosen] + ([header.facts] if header else [])
    held = {country_word(name) for one in facts_ for name in one.names}
    held |= {country_word(word) for word in re.findall(r"[^\W\d_]+", texts) if is_country_word(word)}
    return [
        name
        for name in names
        if country_word(name) not in held and not re.search(rf"\b{re.escape(name.casefold())}", texts)
    ]


def contrary(claim: Stated, chosen: Sequence[Ground]) -> list[str]:
    """In what the chosen sentences say otherwise: polarity, status, speaker, direction, place of a number, quote."""
    reasons = []
    if claim.facts.negated and not any(ground.facts.negated for ground in chosen):
        reasons.append("It denies what the sentence does not deny.")
    if not claim.facts.negated:
        longer = {word.casefold() for word in re.findall(r"\w{4,}", claim.text)}
        if any(longer & negated_words(ground.sentence.text) for ground in chosen if ground.facts.negated):
            reasons.append("The sentence denies it.")
    possible = {stem(word, "en") for ground in chosen for word in possible_words(ground.sentence.text)}
    done = {stem(word, "en") for ground in chosen for word in done_words(ground.sentence.text)}
    if {stem(word, "en") for word in done_words(claim.text)} & (possible - done):
        reasons.append("The sentence speaks of it as possible, not as done.")
    if claim.facts.rung > max(ground.facts.rung for ground in chosen):
        reasons.append("It goes further than the sentence does.")
    if swapped(claim.parties, [ground.parties for ground in chosen]):
        reasons.append("In the sentence it goes the other way, from the other to the one.")
    if _reordered(claim, chosen):
        reasons.append("In the sentence the countries stand the other way round.")
    if _misplaced(claim, chosen):
        reasons.append("In the sentence the number belongs to something else.")
    texts = _texts(chosen)
    reasons += [
        f"The words “{quote}” are not in it."
        for quote in re.findall(r"[“\"]([^”\"]{3,})[”\"]", claim.text)
        if " ".join(quote.casefold().rstrip(".,").split()) not in " ".join(texts.split())
    ]
    reasons += [f"It does not list “{item}”." for item in _listed(claim.text) if _root(item) not in texts]
    if contradicts(claim.acts, together(ground.acts for ground in chosen)):
        reasons.append("Somebody else says or does it in the sentence.")
    return reasons


def _reordered(claim: Stated, chosen: Sequence[Ground]) -> bool:
    """Whether two countries change places: "Japan thanked Nepal" for "Nepal thanked Japan"."""
    said = countries_in(claim.text)
    if len(said) != 2 or re.search(r"\b(?:by|from)\b|\band\b", claim.text):  # noqa: PLR2004 - a pair
        return False
    orders = [countries_in(ground.sentence.text) for ground in chosen]
    known = [[country for country in order if country in said] for order in orders]
    both = [order for order in known if len(order) == len(said)]
    return bool(both) and all(order == said[::-1] for order in both)


def _misplaced(claim: Stated, chosen: Sequence[Ground]) -> bool:
    """Whether a number goes with a name from which another name, with a number of its own, parts it in every sentence
    that holds both: "14 to the Western Province, 8 to the Eastern and 6 to the Northern"."""
    for place, value in placed(claim.text):
        name = _nearest_name(claim.text, place)
        if name is None or name not in {found.casefold() for found in claim.facts.names}:
            continue
        parted = [
            _parted(ground.sentence.text, value, name) for ground in chosen if name in ground.sentence.text.casefold()
        ]
        if parted and all(parted):
            return True
    return False


def _parted(text: str, value: Decimal, name: str) -> bool:
    numbers = placed(text)
    at = [match.start() for match in re.finditer(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)]
    nearest = {other: min(abs(spot - here) for here in at) for spot, other in numbers} if at else {}
    if value not in nearest or nearest[value] == min(nearest.values()):
        return False
    spans = [sorted((spot, here)) for spot, other in numbers if other == value for here in at]
    return all(re.search(r"(?<=\s)[A-Z][^\W\d_]{2,}(?=.*\d)", text[start + 1 : end]) for start, end in spans)


def _nearest_name(text: str, place: int) -> str | None:
    found = [(abs(match.start() - place), match[0].casefold()) for match in re.finditer(r"\b[A-Z][^\W\d_]{2,}", text)]
    return min(found)[1] if found else None


def _texts(chosen: Sequence[Ground]) -> str:
    return " ".join(ground.sentence.text for ground in chosen).casefold()


def _same(stated: Number, known: Number) -> bool:
    """Whether it is the same number of the same thing."""
    if stated.value != known.value:
        return False
    if stated.unit and stated.unit != known.unit and {stated.unit, known.unit} - _RUPEES:
        return False
    root = _root(stated.noun)
    return not stated.noun or not known.near or any(word.startswith(root) for word in known.near)


def _listed(text: str) -> list[str]:
    """The last words of the items of an enumeration of at least three: "parts, tyres, and chemicals"."""
    found = _LIST.search(text)
    items = re.split(r",\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+", found[0]) if found else []
    words_ = [item.split()[-1].casefold() for item in items if item.split()]
    return [word for word in words_[1:] if len(word) > 3 and word.isalpha()]  # noqa: PLR2004 - not "of", "it"


def _root(word: str) -> str:
    """What the forms of a word begin with: acres → acre, companies → compan."""
    return word[: max(4, len(word) - 2)] if len(word) > 4 else word.rstrip("s")  # noqa: PLR2004
