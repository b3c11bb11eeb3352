"""What speaks against a claim in the sentences that it might rest on: each objection is a sentence for the reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from assistant.countries.names import countries_in, countries_told, country_word, is_country_word
from assistant.grounding.edits import Inexact, Reworded, against
from assistant.grounding.missing import missing
from assistant.sentences.compared import Ground, Header, Stated
from assistant.sentences.coverage import is_held
from assistant.sentences.facts import COMMITMENTS, limited
from assistant.sentences.offices import Office, held_by_another, implied
from assistant.sentences.parties import swapped
from assistant.sentences.quantities import belongs_to_another, in_digits, ranks, same
from assistant.sentences.speakers import contradicts, together
from assistant.sentences.thesaurus import opposite, stands_for
from assistant.words import FUNCTION_WORDS, stem, words

_SECOND_MOST = re.compile(
    r"\b(?P<rank>second|third|fourth|fifth|\d(?:nd|rd|th))[\s-](?P<most>\w+est|most|main)\b", re.IGNORECASE
)
_LIST = re.compile(  # at whole words, none of them given back: else its time grows with the square of a long one
    r"(?<![\w’'-])(?:[\w’'-]++\s){0,2}[\w’'-]++(?:,\s(?!and\b|or\b)(?:[\w’'-]++\s){0,2}[\w’'-]++)+"
    r",?\s(?:and|or)\s(?:[\w’'-]++\s){0,2}?[\w’'-]++"
)
_CLAUSE_END = re.compile(r"[.;:,()]\s|\b(?:was|were|is|are|has|had|who|which|that)\b")
_WORDS_BEHIND = 8  # a rank that tell of what it is
_MOST = re.compile(
    r"(?<!\bat )\b(?:(?P<most>most|least) (?!of\b|likely\b)[a-z]{4,}|(?!(?:west|east|north)\b)[a-z]{3,}est)\b"
)
_NO_MOST = frozenset(  # end like a superlative, or say no more than others do
    """
    interest request invest protest contest harvest forest honest modest suggest digest arrest guest quest priest
    conquest manifest latest earnest attest divest ingest reinvest northwest southwest northeast southeast highest best
    behest tempest crest chest breast bequest inquest
    """.split()  # noqa: SIM905 - as a list it would fill a page
)
_LINKS = frozenset(
    """
    against towards toward within without upon across via per until till since among amid near along beside besides
    behind beyond outside inside around above below despite except onto off throughout
    """.split()  # noqa: SIM905 - as a list it would fill a page
)
_PAIR = re.compile(r"\b(?P<first>[^\W\d_]{3,})(?:[’']s?)?(?=[\s-](?P<second>[a-z]{4,})\b)")
_HE = re.compile(
    r"\b(?:he|she|his|her|him|they|their|the (?:delegation|envoy|leader|visitor|guest)s?)\b", re.IGNORECASE
)


# What is signed or agreed on is one thing, also where the sentence beside it tells more of what it is about.
_PACTS = frozenset(
    stem(word, "en")
    for word in [
        *("agreement", "treaty", "memorandum", "mou", "accord", "pact", "convention", "deal", "loan", "grant"),
        *("contract", "protocol"),
    ]
)

FURTHER = Inexact("It goes further than the sentence does.")
POSSIBLE = Inexact("The sentence speaks of it as possible, not as done.")
DONE = Inexact("The sentence speaks of it as done, not as possible.")


def overstated(claim: Stated, chosen: Sequence[Ground]) -> list[str]:
    """Whether the claim puts things on a higher rung of the status ladder than the sentences that speak of them."""
    own = claim.terms.get("en", frozenset())
    most = max((len(own & ground.terms) for ground in chosen), default=0)
    about = [ground for ground in chosen if 2 * len(own & ground.terms) >= most or own & ground.terms & _PACTS]
    higher = claim.facts.rung > max((ground.facts.rung for ground in about), default=0)
    # What was started or completed need not have been signed.
    bound = [rung for rung in claim.facts.rungs if rung in COMMITMENTS]
    held = {rung for ground in about for rung in ground.facts.rungs if rung in COMMITMENTS}
    higher = higher or (bool(bound) and max(bound) > max(held, default=0))
    return [FURTHER] if higher else []


def objections(claim: Stated, chosen: Sequence[Ground], header: Header) -> list[str]:
    """What the claim says that the chosen sentences do not, or deny; empty if nothing speaks against it."""
    return [*missing(claim.facts, chosen, header), *contrary(claim, chosen, header)]


def contrary(claim: Stated, chosen: Sequence[Ground], header: Header) -> list[str]:
    """What of it they turn around: who, whose, how far, how many, whether at all."""
    rules = (
        _edited,
        _polarity,
        _modality,
        _directions,
        _numbers,
        _bounds,
        _people,
        _countries,
        _opposites,
        _replaced,
        _listed,
        _quoted,
    )
    found = chain.from_iterable(rule(claim, chosen, header) for rule in rules)
    return list(dict.fromkeys(found))


def _edited(claim: Stated, chosen: Sequence[Ground], header: Header) -> Iterator[str]:
    for ground in chosen:
        if ground.document.language == "en":
            yield from against(claim.text, ground.text, header.terms)


def _polarity(claim: Stated, chosen: Sequence[Ground], _: Header) -> Iterator[str]:
    if claim.facts.negated and not any(_denies(claim, ground) for ground in chosen):
        yield "It denies what the sentence does not deny."
    if not claim.facts.negated:
        longer = {word.casefold() for word in re.findall(r"\w{4,}", claim.text)}
        if any(longer & ground.facts.denied for ground in chosen):
            yield "The sentence denies it."


def _denies(claim: Stated, ground: Ground) -> bool:
    """Whether the sentence denies some of the words that the claim denies, or speaks of the same and denies."""
    own = claim.terms.get("en", frozenset())
    telling = {word for word in claim.facts.denied & ground.facts.denied if word not in FUNCTION_WORDS}
    return ground.facts.negated and (bool(telling) or 2 * len(own & ground.terms) >= len(own))


def _modality(claim: Stated, chosen: Sequence[Ground], _: Header) -> Iterator[str]:
    possible = {stem(word, "en") for ground in chosen for word in ground.facts.possible}
    done = {stem(word, "en") for ground in chosen for word in ground.facts.done}
    if {stem(word, "en") for word in claim.facts.done} & (possible - done):
        yield POSSIBLE
    wished = {stem(word, "en") for word in claim.facts.possible} - {stem(word, "en") for word in claim.facts.done}
    if wished & (done - possible):
        yield DONE


def _directions(claim: Stated, chosen: Sequence[Ground], _: Header) -> Iterator[str]:
    if swapped(claim.parties, [ground.parties for ground in chosen]):
        yield "In the sentence it goes the other way, from the other to the one."
    said = countries_in(claim.text)
    if len(said) == 2 and not re.search(r"\b(?:by|from)\b|\band\b", claim.text):  # noqa: PLR2004 - a pair
        between = [_between(text, said) for text in (claim.text, *(ground.text for ground in chosen))]
        orders = [order for order, terms in between[1:] if order and terms & between[0][1]]
        if orders and all(order == said[::-1] for order in orders):
            yield "In the sentence the countries stand the other way round."


def _between(text: str, pair: Sequence[str]) -> tuple[list[str], frozenset[str]]:
    """The order of two countries in a text, and the terms between them; nothing unless each stands there once."""
    places = [
        (match.start(), match.end(), country_word(match[0]))
        for match in re.finditer(r"\b[A-Z][^\W\d_]+", text)
        if country_word(match[0]) in pair
    ]
    if len(places) != len(pair):
        return [], frozenset()
    return [place[2] for place in places], frozenset(words_of(text[places[0][1] : places[1][0]]))


def _numbers(claim: Stated, chosen: Sequence[Ground], _: Header) -> Iterator[str]:
    for number in claim.facts.numbers:
        holding = [ground.facts.numbers for ground in chosen if any(same(number, one) for one in ground.facts.numbers)]
        if holding and all(belongs_to_another(number, known) for known in holding):
            yield f"In the sentence the number {number.printed} belongs to something else."
    for rank, countries in _ranked(claim.text):
        others = [other for ground in chosen for word, other in _ranked(ground.text) if word == rank]
        if others and all(other - countries and countries - other for other in others):
            yield f"In the sentence “{rank}” is said of another country."


def _ranked(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """What is the first, the second or the largest, and the countries of which it is that: "the first ambassador to
    Japan"."""
    most = [(match[0].casefold(), match.end()) for match in _MOST.finditer(text)]
    for rank, end in (*ranks(text), *most):
        behind = _CLAUSE_END.split(text[end:], maxsplit=1)[0].split()[:_WORDS_BEHIND]
        yield rank, frozenset(countries_in(" ".join(behind)))


def _bounds(claim: Stated, chosen: Sequence[Ground], _: Header) -> Iterator[str]:
    held = frozenset().union(*(ground.facts.bounds for ground in chosen))
    for match in (match for ground in chosen for match in _SECOND_MOST.finditer(ground.text)):
        if re.search(rf"\b{match['most']}\b", claim.text) and not any(one.unit == "th" for one in claim.facts.numbers):
            yield f"The sentence says “{match[0]}”."
    texts = " ".join(ground.text for ground in chosen).casefold()
    for match in _MOST.finditer(claim.text):
        if match[0].casefold() not in texts and (match["most"] or match[0].casefold() not in _NO_MOST):
            yield f"It does not say “{match[0]}”."
    if not claim.facts.bounds & {"at least", "at most"}:
        yield from _unlimited(in_digits(claim.text).casefold(), in_digits(texts))
    for bound in sorted(claim.facts.bounds - held):
        if bound in ("at least", "at most", "exactly") and not claim.facts.numbers:
            continue
        reason = f"It does not say “{bound}”."
        yield Reworded(reason) if bound == "because" else reason


def _unlimited(claim: str, texts: str) -> Iterator[str]:
    """Limits that the sentences set to what the claim says plainly. Both in lower case."""
    limits = limited(texts)
    for limit, what in limits:
        everywhere = texts.count(what) == sum(other == what for _, other in limits)
        if everywhere and re.search(rf"(?<!\w){re.escape(what)}\b", claim):
            yield Reworded(f"The sentence says “{limit} {what}”.")


def _people(claim: Stated, chosen: Sequence[Ground], header: Header) -> Iterator[str]:
    """Offices and acts that the claim gives to somebody else than the sentences."""
    held = list(_offices_at(chosen, header))
    for office in claim.offices:
        other = held_by_another(office, header.offices)
        if other is not None:
            yield f"The documents call that person {other.kind}, not {office.kind}."
        elif held and not implied(office, held):
            yield f"It does not speak of the {office.kind}{f' of {office.country.title()}' if office.country else ''}."
    if contradicts(claim.acts, together(ground.acts for ground in chosen)):
        yield "Somebody else says or does it in the sentence."


def _offices_at(chosen: Sequence[Ground], header: Header) -> Iterator[Office]:
    """The offices in the sentences, those of the persons in them, and of the sentences before for "he" and "she"."""
    for ground in chosen:
        yield from ground.offices
        for name in re.findall(r"\b[A-Z][^\W\d_]{2,}", ground.text):
            for kind in header.people.get(name.casefold(), ()):
                yield Office(kind, person=frozenset({name.casefold()}))
        earlier = ground.before if _HE.search(ground.text) else None
        for _ in range(2):
            if earlier is not None:
                yield from earlier.offices
                earlier = earlier.before


def _countries(claim: Stated, chosen: Sequence[Ground], header: Header) -> Iterator[str]:
    """Countries that the claim names and the sentences, in another language than English, do not. In English they are
    names like others."""
    language = chosen[0].document.language
    if language == "en":
        return
    held = {country_word(name) for name in header.facts.names}
    for ground in chosen:
        held |= countries_told(ground.text, language) | frozenset(countries_in(ground.text))
        if ground.before:
            held |= countries_told(ground.before.text, language)
    for country in sorted(countries_told(claim.text, language) - held):
        yield f"The name {country.title()} is not in it."


def _opposites(claim: Stated, chosen: Sequence[Ground], _: Header) -> Iterator[str]:
    held = frozenset().union(*(frozenset(words_of(ground.text)) for ground in chosen))
    for term in sorted(frozenset(words_of(claim.text)) - held):
        other = opposite(term, sorted(held)) if not any(stands_for(term, one) for one in held) else None
        if other is not None:
            yield f"The sentence says the opposite, “{other}…”."


def _replaced(claim: Stated, chosen: Sequence[Ground], header: Header) -> Iterator[str]:
    """A word that stands beside a noun in the place of another: "the health sector" for "the education sector",
    "Srilankan tourists" for "Vietnamese tourists"."""
    if any(ground.document.language != "en" for ground in chosen):
        return
    held = frozenset().union(header.terms, *(ground.terms for ground in chosen))
    pairs = {pair for ground in chosen for pair in _beside(ground.text)}
    for first, second in sorted(_beside(claim.text) - pairs):
        there = {one for one, other in pairs if other == second}
        if is_country_word(first):
            others = {one for one in there if is_country_word(one)}
            if others:
                yield f"It speaks of “{second}” of {', '.join(sorted(others)).title()}, not of {first.title()}."
        elif (
            there
            and second in held
            and (opposite(first, there) or not (is_held(first, held) or _means_one_of(first, there)))
        ):
            yield f"Beside “{second}” it says something else than “{first}”."


def _means_one_of(term: str, others: Iterable[str]) -> bool:
    return any(is_country_word(one) or stands_for(term, one) or stands_for(one, term) for one in others)


def _beside(text: str) -> set[tuple[str, str]]:
    """Pairs of content words that stand side by side, the second a common noun: terms, of countries their words."""
    pairs = set()
    for match in _PAIR.finditer(text):
        first, second = match["first"], match["second"]
        if {first.casefold(), second.casefold()} & (FUNCTION_WORDS | _LINKS):
            continue
        if is_country_word(first):
            pairs.add((country_word(first), stem(second, "en")))
        elif first.islower() and not first.endswith(("ed", "ing", "ly")):
            pairs.add((stem(first, "en"), stem(second, "en")))
    return pairs


def words_of(text: str) -> list[str]:
    """The English terms of a text in its order, without function words but with "before" and "after"."""
    return [stem(word, "en") for word in words(text) if word not in FUNCTION_WORDS or word in ("before", "after")]


def _listed(claim: Stated, chosen: Sequence[Ground], header: Header) -> Iterator[str]:
    """Each item of an enumeration stands in the sentences: "parts, tyres and chemicals"."""
    if any(ground.document.language != "en" for ground in chosen):
        return
    held = frozenset().union(header.terms, *(ground.terms for ground in chosen))
    for found in _LIST.finditer(in_digits(claim.text)):
        for item in re.split(r",\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+", found[0]):
            word = item.split()[-1] if item.split() else ""
            plain = word.isalpha() and len(word) > 3 and not word.isupper()  # noqa: PLR2004 - not "of", "it"
            if plain and word.casefold() not in FUNCTION_WORDS and not is_held(stem(word.casefold(), "en"), held):
                yield f"It does not list “{word}”."


def _quoted(claim: Stated, chosen: Sequence[Ground], _: Header) -> Iterator[str]:
    texts = " ".join(ground.text for ground in chosen).casefold()
    for quote in re.findall(r"[“\"]([^”\"]{3,})[”\"]", claim.text):
        if " ".join(quote.casefold().rstrip(".,").split()) not in texts:
            yield f"The words “{quote}” are not in it."
