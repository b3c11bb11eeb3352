"""What a claim says that neither the sentences nor the header of their document hold: numbers, dates and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.countries.names import countries_in, countries_told, country_word, is_country_word, of_capital
from assistant.grounding.edits import Reworded
from assistant.sentences.compared import Ground, Header
from assistant.sentences.dating import covers, falls_in, in_words
from assistant.sentences.facts import Facts
from assistant.sentences.offices import OFFICE
from assistant.sentences.quantities import CURRENCIES, Quantity, same

_HYPHEN, _JOINED = re.escape("-"), "[ -]?"  # "Woong-Bae" is "Woong Bae", and "Woongbae"
# "The two countries" are those that the sentence names.
_PARTIES = frozenset(["countries", "nations", "sides", "parties", "governments", "states"])
_RUN = re.compile(r"\b[A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+)*")
_INSIDE = re.compile(r"\w")
_BEFORE, _BEHIND = re.compile(r"(?<!\w)([^\W\d_]+)\s\Z"), re.compile(r"\s([^\W\d_]+)\b")
_LONGEST_NAME = 60  # letters of a surname
_SENT = re.compile(
    r"\b(?:ambassador|envoy|(?:high )?commissioner|consul|charg|counsellor|attach|delegat|visiting)", re.IGNORECASE
)


def missing(stated: Facts, chosen: Sequence[Ground], header: Header) -> list[str]:
    """The numbers, dates and names that neither the sentences nor the header of their document hold."""
    held = [ground.facts for ground in chosen]
    known = [*held, header.facts]
    reasons = [
        _of_another_unit(number, held) or f"The number {number.printed or number.value} is not in it."
        for number in sorted(stated.numbers, key=lambda number: number.value)
        if not any(same(number, other) for one in known for other in one.numbers)
        and not (number.noun in _PARTIES and number.value == len(_named_by(chosen)))
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


def _of_another_unit(number: Quantity, held: Sequence[Facts]) -> str:
    """What is said of a sum that the sentences hold in another currency; empty for any other number."""
    for other in (other for one in held for other in one.numbers):
        if other.value == number.value and number.unit in CURRENCIES and other.unit in CURRENCIES:
            return Reworded(f"The sentence says “{other.printed}”, not “{number.printed}”.")
    return ""


def _named_by(chosen: Sequence[Ground]) -> frozenset[str]:
    """The countries in the sentences."""
    return frozenset(country for ground in chosen for country in countries_in(ground.text))


def unnamed(names: Iterable[str], chosen: Sequence[Ground], header: Header | None = None) -> list[str]:
    """Those of the names that the sentences (and the header) do not hold. "Japanese" is held by "Japan", and "IFC" by
    "International Finance Corporation"."""
    printed = " ".join(ground.text for ground in chosen)
    texts = printed.casefold()
    facts_ = [ground.facts for ground in chosen] + ([header.facts] if header else [])
    held = {country_word(name) for one in facts_ for name in one.names}
    held |= {country_word(word) for word in re.findall(r"[^\W\d_]+", texts) if is_country_word(word)}
    held |= _at_home(chosen, header)
    for ground in chosen:
        if ground.document.language != "en":
            held |= countries_told(ground.text, ground.document.language)
    initials = "".join(re.findall(r"\b[A-Z]", printed))
    lacking = [
        name
        for name in names
        if country_word(name) not in held
        and not re.search(rf"\b{re.escape(_place(name.casefold())).replace(_HYPHEN, _JOINED)}", texts)
        and not (len(name) > 2 and name.isupper() and name in initials)  # noqa: PLR2004 - shorter ones are chance
        and OFFICE.fullmatch(name) is None  # offices are compared as such
    ]
    surnames = _alone(printed) if lacking else frozenset[str]()
    return [name for name in lacking if not (surnames and surnames & _beside(name, chosen[0].document.text))]


def _alone(text: str) -> frozenset[str]:
    """The capitalised words of a text that stand alone, as surnames do: not "Dakota" in "North Dakota"."""
    runs = ([word for word in re.split("[ -]", run) if not OFFICE.fullmatch(word)] for run in _RUN.findall(text))
    return frozenset(run[0] for run in runs if len(run) == 1 and not is_country_word(run[0]))


def _beside(name: str, text: str) -> frozenset[str]:
    """The words right before and behind a name wherever a document has it: somebody is called by both names once,
    before it goes on with the surname, "Rha Woong Bae" for "Woong-Bae" and "Rha"."""
    found: set[str] = set()
    # It begins with letters, not with a boundary: a long document is looked through much sooner so.
    for match in re.finditer(r"[\s-]".join(map(re.escape, name.split("-"))) + r"\b", text):
        if _INSIDE.match(text, max(0, match.start() - 1), match.start()):
            continue
        before = _BEFORE.search(text, max(0, match.start() - _LONGEST_NAME), match.start())
        behind = _BEHIND.match(text, match.end())
        found |= {word[1] for word in (before, behind) if word}
    return frozenset(found)


def _at_home(chosen: Sequence[Ground], header: Header | None) -> set[str]:
    """The country from whose capital a document comes, where one of its sentences names an office without a country: a
    "Federal Minister" in a report from Islamabad is Pakistan's, as newspapers write."""
    if header is None or not any(_is_of_no_country(ground.text) for ground in chosen):
        return set()
    return {country for name in header.facts.names if (country := of_capital(name))}


def _is_of_no_country(text: str) -> bool:
    """Whether a text names an office, none together with a country ("Japan's minister"), and nobody who is sent by
    another country: an ambassador, a delegation."""
    beside = [text[max(0, match.start() - 40) : match.end() + 40] for match in OFFICE.finditer(text)]
    return any(not countries_in(around) for around in beside) and not _SENT.search(text)


def _place(name: str) -> str:
    """What "Crimean" and "Hawaiian" begin with where "Crimea" and "Hawaii" are meant."""
    return name[:-1] if len(name) > 5 and name.endswith("an") else name  # noqa: PLR2004 - "Iran" is one itself
