"""Who holds which office in an English text: "Indian High Commissioner to Sri Lanka Santosh Jha"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.countries.names import country_word, is_country_word
from assistant.sentences.thesaurus import is_word
from assistant.words import FUNCTION_WORDS, stem

_BEFORE = (
    "prime|deputy|vice|assistant|alternate|acting|former|executive|additional|senior|permanent|high|chief|managing|"
    "attorney|under(?=[\\s-]secretary)|joint|country|regional"
)
_KIND = (
    r"ministers?|ambassadors?|presidents?|secretar(?:y|ies)|envoys?|high commissioners?|commissioners?|consuls?|"
    r"premiers?|chancellors?|governors?|chair(?:man|person|woman|men)|chiefs?|directors?(?: general)?|king|queen|"
    r"emperor|sultan|emir|spokes(?:man|woman|person)|speakers?|heads?(?= of)|advis[eo]rs?|representatives?|"
    r"counsell?ors?|attach[eé]s?|head of state"
)
OFFICE = re.compile(
    rf"\b(?<!Board of )(?P<office>(?:(?:{_BEFORE})[\s-]+)*(?:{_KIND}))\b"
    r"(?![’']s (?:\w+ )?(?:Office|Division|Secretariat|Media|Fund|House|Department))",
    re.IGNORECASE,
)
_HONORIFIC = (
    r"(?:(?:H\.?\s?E\.?|His Excellency|Her Excellency|Dr|Mr|Mrs|Ms|Hon|Honourable|Shri|Smt|Sheikh|Prof(?:essor)?|Sir|"
    r"General|Major|Retd|M/s)\b\.?\s*|\(Retd\.?\)\s*)"
)
_PERSON = rf"{_HONORIFIC}*(?P<person>[A-Z][\w’'.-]*(?:\s+(?:bin|al|de|van|von|[A-Z][\w’'.-]*))*)"
# "of State for Information and Broadcasting", "to Sri Lanka", "for Foreign Affairs, Tourism, and Trade"
_LINK = re.compile(r"(?:\s*,)?\s+(?:and\s+|&\s+)?(?:(?:of|for|to)\s+)?(?:the\s+)?(?P<word>[A-Z][\w’'-]*)")
# "External Affairs Minister", "finance minister"
_KNOWN_FOR = re.compile(
    r"(?P<what>(?:[A-Z][\w’'-]*\s+(?:and\s+|&\s+)?)+|"
    r"(?:foreign|external affairs|finance|defen[cs]e|trade|agriculture|health|interior)\s+)$"
)
_WITH = re.compile(
    r"\b(?:with|to|from|by|for|after|before|at|of|between)\s+(?:(?:Dr|Mr|Mrs|Ms|Hon)\.?\s+)?$", re.IGNORECASE
)
_LEADS = frozenset(["With", "To", "From", "By", "For", "After", "Before", "At", "On", "In"])
_BEHIND = re.compile(rf",?\s+{_PERSON}")
_AHEAD = re.compile(
    r"(?P<person>[A-Z][\w’'.-]*(?:\s+(?:bin|al|de|van|von|[A-Z][\w’'.()-]*))*)(?:,|\s+(?:is|was|as))\s+"
    r"(?:(?:the|an?|who is)\s+)?(?P<whose>(?:[A-Z][\w’'-]*\s+)?)$"
)
_WHOSE = re.compile(r"(?P<whose>[A-Z][\w-]*)(?:[’']s?)?\s+$")
_OWNER = re.compile(
    r"\s+of\s+(?:the\s+)?(?:(?:Islamic |Federal |Democratic |Socialist )?(?:Republic|Kingdom|State)\s+of\s+)?"
    r"(?P<whose>[A-Z][\w’'-]*)"
)
_ALIKE = (
    frozenset(["ambassador", "envoy"]),
    frozenset(["high commissioner", "envoy"]),
    frozenset(["prime minister", "premier"]),
    frozenset(["chairman", "chairperson", "chairwoman", "chair"]),
    frozenset(["spokesman", "spokeswoman", "spokesperson"]),
    frozenset(["adviser", "advisor"]),
)
_SMALL = frozenset(
    [
        "Hon",
        "Excellency",
        "Minister",
        "President",
        "Ambassador",
        "Secretary",
        "Director",
        "State",
        "Republic",
        "HE",
        "Ms",
        "Mr",
        "Mrs",
        "Dr",
        "Ex",
        "The",
        "General",
    ]
)


@dataclass(frozen=True, slots=True)
class Office:
    """``kind``: the office in lower case, singular; ``country``: whose, as a country word, or empty; ``portfolio``: its
    other names ("Foreign", "Trade"); ``person``: the words of the holder's name; all names in lower case. It stands at
    ``start`` to ``end``, with the holder's name where that comes behind it."""

    kind: str
    country: str = ""
    portfolio: frozenset[str] = frozenset()
    person: frozenset[str] = frozenset()
    start: int = 0
    end: int = 0


def is_office(word: str) -> bool:
    """Whether a word is that of an office: "minister"."""
    return OFFICE.fullmatch(word) is not None


def offices(text: str) -> tuple[Office, ...]:
    """The offices that a text names, in its order, with their holders where it names them."""
    found = []
    for match in OFFICE.finditer(text):
        end = _tail(text, match.end())
        ahead = _AHEAD.search(text, max(0, match.start() - 80), match.start())
        if ahead and text[ahead.end("person")] == "," and _WITH.search(text, 0, ahead.start()):
            ahead = None  # "With Mr Khan, the president …" are two
        elif ahead and ahead["person"].split()[0] in _LEADS:
            ahead = None
        behind = _BEHIND.match(text, end)
        # "A, Minister of X, B" gives the office to A; "Minister of X, B" and "Minister B" to B.
        person = ahead["person"] if ahead else behind["person"] if behind else ""
        if ahead and behind and not behind[0].startswith(",") and _names(behind["person"]):
            person = behind["person"]
        found.append(
            Office(
                _singular(match["office"]),
                _country(text, match, ahead["whose"] if ahead else ""),
                _names(text[match.end() : end]) | _known_for(text, match.start()),
                _person(person) if ahead and person == ahead["person"] else _names(person),
                ahead.start() if ahead and person == ahead["person"] else match.start(),
                behind.end() if behind and person == behind["person"] else end,
            )
        )
    # "Vice President and Prime Minister Sheikh Mohammed" is one person.
    for at in range(len(found) - 2, -1, -1):
        single = not text[: found[at].start].casefold().endswith("the ")
        if single and not found[at].person and text[found[at].end : found[at + 1].start] == " and ":
            found[at] = replace(
                found[at], person=found[at + 1].person, country=found[at].country or found[at + 1].country
            )
    return tuple(found)


def implied(claimed: Office, known: Iterable[Office]) -> bool:
    """Whether one of the known offices is the claimed one, or a closer word for it: "prime minister" for "minister"."""
    return any(
        same_kind(claimed.kind, one.kind) and not (claimed.country and one.country and claimed.country != one.country)
        for one in known
    )


def held_by_another(claimed: Office, known: Sequence[Office]) -> Office | None:
    """The office that the documents give to the claimed person, where they give none that fits; else None."""
    own = [one for one in known if one.person & claimed.person]
    if not claimed.person or not own:
        return None
    fitting = [one for one in own if implied(claimed, [one])]
    if any(not claimed.portfolio or not one.portfolio or claimed.portfolio & one.portfolio for one in fitting):
        return None
    return own[0]


def _known_for(text: str, start: int) -> frozenset[str]:
    """The words in front of an office that say what it is for."""
    found = _KNOWN_FOR.search(text, max(0, start - 60), start)
    words = re.findall(r"[^\W\d_]{3,}", found["what"]) if found else []
    return frozenset(
        word.casefold() for word in words if is_word(stem(word.casefold(), "en")) and not is_country_word(word)
    )


def _tail(text: str, start: int) -> int:
    """Where the words end that say what the office is for. Its holder's name may follow at once: names are no words of
    the language, and a country's ends it."""
    end, country = start, False
    while link := _LINK.match(text, end):
        joined = text[end : link.start("word")].strip(" ,")
        is_country = is_country_word(link["word"])
        if country and not is_country:
            break
        if not is_country and not is_word(stem(link["word"].casefold(), "en")):
            break
        if end == start and not re.match(r"(?:of|for|to)\b", joined):
            break  # "Minister Trade …" is a person, "the President and Prime Minister Rao" are two
        if OFFICE.match(text, link.start("word")):
            break
        end, country = link.end(), is_country
    return end


def same_kind(claimed: str, known: str) -> bool:
    """Whether the known office may be called by the claimed word."""
    if claimed == known or known.endswith(f" {claimed}"):
        # "the director" for "executive director", but not "president" for "vice president".
        return (
            not known.startswith(("vice ", "deputy ", "former ", "alternate ", "assistant ", "acting "))
            or claimed == known
        )
    return any(claimed in pair and known in pair for pair in _ALIKE)


def called(office: str) -> frozenset[str]:
    """The words for an office, in lower case, one of which stands where it is spoken of."""
    plain = _singular(office)
    return frozenset([plain]).union(*(pair for pair in _ALIKE if plain in pair))


def _singular(office: str) -> str:
    plain = " ".join(office.casefold().replace("-", " ").split())
    return plain.replace("secretaries", "secretary").replace("chairmen", "chairman").removesuffix("s")


def _country(text: str, match: re.Match[str], ahead: str) -> str:
    owner = _OWNER.match(text, match.end())
    whose = _WHOSE.search(text, max(0, match.start() - 40), match.start())
    for name in (owner["whose"] if owner else "", ahead.strip(), whose["whose"] if whose else ""):
        plain = re.sub(r"[’'](?:s)?$", "", name)
        if plain and is_country_word(plain):
            return country_word(plain)
    return ""


def _person(text: str) -> frozenset[str]:
    """The words of a name; none where all of them are words of the language: "Furthermore, the minister …"."""
    names = _names(text)
    return frozenset() if all(is_word(stem(name, "en")) or name in FUNCTION_WORDS for name in names) else names


def _names(text: str) -> frozenset[str]:
    words = re.findall(r"[A-Z][^\W\d_]+(?:[’'-][^\W\d_]+)*", text)
    return frozenset(
        word.casefold() for word in words if word not in _SMALL and not word.isupper() and not is_country_word(word)
    )
