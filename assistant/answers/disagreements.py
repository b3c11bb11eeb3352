"""Where documents differ on a number, date or status of the same thing: both stand side by side, unasked.

Two sentences of different documents speak of the same thing if they share most of their telling words and neither
names somebody or something that the other document does not know. Then they differ if the one number of a unit or
noun, the one date, or the highest word of the status ladder is another. Chosen for precision: a false difference is
worse than one not found. Amounts in other currencies are other printings; nothing is converted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.domain import Claim, Disagreement, Evidence, Verdict, Version
from assistant.sentences.dating import covers, in_words
from assistant.sentences.facts import status_words
from assistant.sentences.likeness import Printed, Told, Weights, common, same_thing, strange
from assistant.sentences.quantities import CURRENCIES, Quantity
from assistant.words import FUNCTION_WORDS, stem

SHARED_DATE = 0.75  # of both, for a date: what comes again every year reads alike
SHARED_STATUS = 0.6  # of both: agreements of the same parties read alike
MOST = 4  # differences that are shown
ONE_NEWS = 3  # days between documents that tell of one event, whatever day they give it

_NO_NOUNS = frozenset(["last", "next", "earlier", "previous", "since", "until", "against", "compared", "versus"])
_PLANNED = 0.5  # of a rung: below what is done, above the rung below


def disagreements(claims: Sequence[Claim], evidence: Sequence[Evidence]) -> tuple[Disagreement, ...]:
    """What differs between the sentences that supported claims rest on and those of other documents in the evidence,
    versions in the order of their documents' dates. At most MOST."""
    cited = {
        (citation.sentence.passage.document.id, citation.sentence.start): Told(citation.sentence)
        for claim in claims
        if claim.verdict is Verdict.SUPPORTED
        for citation in claim.citations
    }
    others = {
        (sentence.passage.document.id, sentence.start): Told(sentence)
        for item in evidence
        for sentence in item.sentences
    }
    others |= cited
    weights = Weights.of(others.values())
    found: dict[str, Disagreement] = {}
    for key, one in cited.items():
        for at, other in others.items():
            # Of two cited sentences each pair is looked at once.
            if at[0] == key[0] or (at in cited and at <= key) or not same_thing(one, other, weights):
                continue
            for difference in _differences(one, other, weights):
                known = found.get(difference.about)
                found[difference.about] = _joined(known, difference) if known else difference
    return tuple(found.values())[:MOST]


def _differences(one: Told, other: Told, weights: Weights) -> Iterator[Disagreement]:
    for noun, value, another in _other_numbers(one, other):
        yield _stated(noun, (one, value), (other, another))
    if weights.share(one, other, SHARED_DATE, SHARED_DATE) and (days := _other_days(one, other)):
        yield _stated("date", (one, in_words(days[0])), (other, in_words(days[1])))
    if weights.share(one, other, SHARED_STATUS, SHARED_STATUS) and (status := _other_status(one, other)):
        yield status


def _other_numbers(one: Told, other: Told) -> Iterator[tuple[str, str, str]]:
    """Noun or unit, and the two numbers as printed, where they differ in just one number of it."""
    if _apart(one.facts.dates.days, other.facts.dates.days):
        return  # two years of one series
    mine, theirs = _by_kind(one), _by_kind(other)
    for kind in mine.keys() & theirs.keys():
        numbers, others = _without(mine[kind], theirs[kind]), _without(theirs[kind], mine[kind])
        if len(mine[kind]) == len(theirs[kind]) and len(numbers) == 1 and len(others) == 1:
            (printed, number), (another, alike) = numbers[0], others[0]
            if _same_number_words(number, alike):
                yield _called(number), _with_noun(printed, number), _with_noun(another, alike)
    money, also = _money(one), _money(other)
    if len(money) == 1 and len(also) == 1 and money[0][1].unit != also[0][1].unit:
        yield "amount, in different currencies", money[0][0], also[0][0]


def _same_number_words(number: Quantity, another: Quantity) -> bool:
    """Whether the words around two numbers are the same ones."""
    if not number.near or not another.near:
        return True
    least = 1 if number.unit in CURRENCIES else min(len(number.near), len(another.near)) / 2
    return len(number.near & another.near) >= least


def _by_kind(told: Told) -> dict[str, Printed]:
    """The numbers that count or measure something, by its unit or noun."""
    found: dict[str, Printed] = {}
    for printed, number in told.numbers:
        kind = number.unit or (stem(number.noun, told.document.language) if number.noun else "")
        if number.unit or (kind and number.noun not in FUNCTION_WORDS | _NO_NOUNS):
            found.setdefault(kind, []).append((printed, number))
    return found


def _called(number: Quantity) -> str:
    if number.unit == "%":
        return "percentage"
    if number.unit in CURRENCIES:
        return "amount"
    return f"{number.unit}s" if number.unit else number.noun


def _without(numbers: Printed, others: Printed) -> Printed:
    known = {number.value for _, number in others}
    return [(printed, number) for printed, number in numbers if number.value not in known]


def _money(told: Told) -> Printed:
    return [(printed, number) for printed, number in told.numbers if number.unit in CURRENCIES]


def _with_noun(printed: str, number: Quantity) -> str:
    return printed if number.unit else f"{printed} {number.noun}"


def _other_days(one: Told, other: Told) -> tuple[str, str] | None:
    """The one day of each sentence, where neither bears out the other and all else is the same."""
    mine, theirs = _stated_days(one), _stated_days(other)
    if len(mine) != len(theirs) or len(mine - theirs) != 1:
        return None
    day, another = *(mine - theirs), *(theirs - mine)
    if covers(day, another) or covers(another, day) or strange(one, other) or strange(other, one):
        return None
    if {n.value for _, n in one.numbers} != {n.value for _, n in other.numbers} or _recurring(one, day, other, another):
        return None
    return day, another


def _stated_days(told: Told) -> frozenset[str]:
    return frozenset(day for day in told.facts.dates.days if not day.startswith("-"))


def _recurring(one: Told, day: str, other: Told, another: str) -> bool:
    """Whether the documents lie some days apart and each date lies nearer to its own: two meetings of a kind."""
    issued, later, first, second = _issue(one), _issue(other), _exact(day), _exact(another)
    if not issued or not later or not first or not second or abs((later - issued).days) <= ONE_NEWS:
        return False
    return abs(first - issued) <= abs(first - later) and abs(second - later) <= abs(second - issued)


def _apart(days: Iterable[str], others: Iterable[str]) -> bool:
    """Whether both are dated, and no date of one bears out one of the other."""
    some, more = [*days], [*others]
    return bool(some and more) and not any(covers(a, b) or covers(b, a) for a in some for b in more)


def _other_status(one: Told, other: Told) -> Disagreement | None:
    """The highest status of each, where it is another: over time where the later document says more."""
    mine, theirs = _status(one), _status(other)
    if not mine or not theirs or mine[0] == theirs[0] or strange(one, other) or strange(other, one):
        return None
    if _apart(one.facts.dates.days, other.facts.dates.days) and not _issue(one):
        return None
    first, last = sorted(((one, mine), (other, theirs)), key=lambda pair: _dated(pair[0]))
    develops = _dated(first[0]) < _dated(last[0]) and first[1][0] < last[1][0]
    kind = "status over time" if develops else "status"
    stated = _stated(kind, (first[0], first[1][1]), (last[0], last[1][1]))
    return replace(stated, is_development=develops)


def _status(told: Told) -> tuple[float, str] | None:
    """The highest rung of the status ladder, as printed; half a rung less where it is only planned."""
    planned = told.facts.possible
    rungs = [(rung - _PLANNED * (word.casefold() in planned), word) for rung, word in status_words(told.text)]
    return max(rungs, key=lambda pair: pair[0], default=None)


def _stated(kind: str, *told: tuple[Told, str]) -> Disagreement:
    ordered = sorted(told, key=lambda pair: _dated(pair[0]))
    thing = common(told[0][0], told[1][0])
    about = f"{thing}: {kind}" if thing else kind
    return Disagreement(about, tuple(Version(value, one.sentence) for one, value in ordered))


def _joined(known: Disagreement, more: Disagreement) -> Disagreement:
    """Both differences about one thing in one, each sentence once."""
    versions = {(v.sentence.passage.document.id, v.sentence.start): v for v in (*known.versions, *more.versions)}
    by_date: Callable[[Version], str] = lambda v: _dated(Told(v.sentence))  # noqa: E731 - typed
    return replace(known, versions=tuple(sorted(versions.values(), key=by_date)))


def _dated(told: Told) -> str:
    return told.document.date.value if told.document.date else ""


def _issue(told: Told) -> date | None:
    return _exact(_dated(told))


def _exact(day: str) -> date | None:
    try:
        return date.fromisoformat(day) if len(day) == len("2021-09-07") else None
    except ValueError:
        return None
