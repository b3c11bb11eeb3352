"""Who says or does what in an English sentence: the office, person or country that stands before the verb."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.countries.names import country_word, is_country_word
from assistant.sentences.offices import Office, offices, same_kind
from assistant.words import stem

_SPEECH = (
    "said|says|told|stated|added|stressed|noted|urged|expressed|emphasi[sz]ed|highlight(?:ed|ing)|apprised|informed|"
    "thanked|appreciated|welcomed|explained|shed light|spoke|called|reiterated|reaffirmed|affirmed|assured|pledged|"
    "promised|proposed|suggest(?:ed)?|recommended|offered|invited|requested|asked|announced|conveyed|congratulated|praised|"
    "commended|acknowledged|underscored|underlined|outlined|pointed out|remarked|warned|extended|raised|commented|"
    "confirmed|denied|claimed"
)
_ACT = re.compile(
    rf"\b(?P<act>{_SPEECH}|signed|agreed|approved|rejected|refused|declined|inaugurated|launched|handed over|donated|"
    r"presented|visited|arrived|attended|led|headed|received|hosted|chaired)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(_SPEECH, re.IGNORECASE)
_DONE = re.compile(
    r"\b(?P<how>was |were |been |being |be |is |are )?"
    r"(?:(?:will|shall|would|to)\s+(?P<will>[a-z]{3,})|(?P<did>[a-z]{3,}ed|gave|paid|sent|lent|sold|bought|met|held|won|built|"
    r"made|took|brought|began|sought))\b"
)
_ASIDE = re.compile(r"\b(?:to|from|in|by|with|for|at|into|and|against)\s+(?:the\s+)?$", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be)\s+(?:\w+\s+)?$", re.IGNORECASE)
_LIKE = {"proposed": "suggest", "suggested": "suggest", "recommended": "suggest"}
_PLAIN = frozenset(
    [
        "said",
        "says",
        "told",
        "stated",
        "added",
        "stressed",
        "noted",
        "expressed",
        "explained",
        "spoke",
        "reiterated",
        "remarked",
    ]
)
# What is told in one of these words may as well be told in another: they promise nothing and go no further.
_TELLING = _PLAIN | {
    *("highlighted", "emphasized", "emphasised", "stressed", "underscored", "underlined", "outlined"),
    *("mentioned", "commented", "pointed", "recalled", "observed", "acknowledged", "affirmed"),
    *("reaffirmed", "conveyed", "apprised", "informed", "discussed"),
}
_PERSON = re.compile(r"\b[A-Z][^\W\d_]+(?:[’'-][^\W\d_]+)*")
_HE = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"(?:;|,?\s(?:but|while|whereas|although|though|however)\b),?\s*(?:however,?\s|in turn,?\s)?")
_BODY = re.compile(  # right before the verb: who acts is no person
    r"\b(government|cabinet|parliament|senate|congress|council|commission|committee|court|ministry|bank|company)\s+"
    r"(?:(?:has|have|had|also|then|later|therefore)\s+)*$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:[Tt]he|an?|its|their|his|her|both|two|some|many|several|no)\s|[A-Z][^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Actor:
    """``kinds``: offices, in lower case; ``names``: words of a person's name, in lower case. Either may be empty."""

    kinds: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


Acts = dict[str, frozenset[Actor | str]]  # act → those it is ascribed to; countries as their word
People = Mapping[str, frozenset[str]]  # word of a person's name, in lower case → the offices that the documents give


def people(texts: Iterable[str]) -> dict[str, frozenset[str]]:
    """The persons that texts name beside an office."""
    found: dict[str, frozenset[str]] = {}
    for text in texts:
        for office in offices(text):
            for name in office.person:
                found[name] = found.get(name, frozenset()) | {office.kind}
    return found


def actors(text: str, known: People, before: str = "") -> Acts:
    """Those that each act of a sentence is ascribed to: "the ambassador suggested" → {"suggest": {ambassador}}.

    ``before``: the sentence before, for whose first person "he" or "she" stands. Acts of nobody known are left out.
    """
    mentions = _mentions(text, known)
    earlier = [actor for _, actor in _mentions(before, known)][:1]
    found: dict[str, set[Actor | str]] = {}
    for match in _ACT.finditer(text):
        by = re.search(r"^\s+(?:\w+\s+)?by\b(?P<who>[^,.;]*)", text[match.end() :])  # "was suggested by the ambassador"
        if by:
            who = [actor for _, actor in _mentions(by["who"], known)]
        elif _PASSIVE.search(text, 0, match.start()):
            continue  # "was welcomed": it is done to the subject
        else:
            begins = _own_subject(text, match.start())
            who = [actor for place, actor in mentions if begins <= place < match.start()][-1:]
            who = who or [actor for place, actor in mentions if begins < -place < match.start()][-1:]
            if not who and _HE.search(text, begins, match.start()):
                who = earlier
            if not who and begins and (body := _BODY.search(text, begins, match.start())):
                who = [Actor(frozenset({body[1].casefold()}))]
        act = match["act"].casefold()
        if who:
            found.setdefault(_kind(act), set()).update(who)
            if _SAYS.fullmatch(act):
                found.setdefault("say anything", set()).update(who)
    return {act: frozenset(who) for act, who in found.items()} | _countries(text)


def _own_subject(text: str, act: int) -> int:
    """Where the clause of an act begins if it has a subject of its own: "Dana was sent; the Government refused …". Else
    0: "He came, but refused …"."""
    begins = max((match.end() for match in _CLAUSE.finditer(text, 0, act)), default=0)
    return begins if begins and _SUBJECT.match(text, begins, act) else 0


def says(word: str) -> bool:
    """Whether a word in lower case is one for saying something: "stressed"."""
    return bool(_SAYS.fullmatch(word))


def tells(word: str) -> bool:
    """Whether a word in lower case is one for telling something, and for nothing that binds: "stressed", "say"."""
    return stem(word, "en") in _telling()


@cache
def _telling() -> frozenset[str]:
    return frozenset(stem(word, "en") for word in _TELLING)


def together(several: Iterable[Acts]) -> Acts:
    """The acts of several sentences as if they were one."""
    found: Acts = {}
    for acts in several:
        for act, who in acts.items():
            found[act] = found.get(act, frozenset()) | who
    return found


def contradicts(claimed: Acts, stated: Acts) -> bool:
    """Whether the claim ascribes an act to somebody else than the sentences do."""
    for act, who in claimed.items():
        if act in stated and not any(_fits(one, other) for one in who for other in stated[act]):
            return True
    return False


def _fits(claimed: Actor | str, stated: Actor | str) -> bool:
    if isinstance(claimed, str) or isinstance(stated, str):
        return claimed == stated
    if claimed.names and stated.names:
        return bool(claimed.names & stated.names)
    if not claimed.kinds or not stated.kinds:
        return True
    return any(same_kind(one, other) or same_kind(other, one) for one in claimed.kinds for other in stated.kinds)


def _mentions(text: str, known: People) -> list[tuple[int, Actor]]:
    """The persons and offices of a text, with where they end; less than 0 where "to", "from" or the like stands before
    them, so that somebody else is the subject."""
    found: list[tuple[int, Actor]] = []
    spans: Sequence[tuple[int, int, Office]] = [(one.start, one.end, one) for one in offices(text)]
    for start, end, office in spans:
        kinds = frozenset({office.kind}).union(*(known.get(name, ()) for name in office.person))
        found.append((-end if _ASIDE.search(text, 0, start) else end, Actor(kinds, office.person)))
    for match in _PERSON.finditer(text):
        name = match[0].casefold()
        if name in known and not any(start <= match.start() < end for start, end, _ in spans):
            aside = _ASIDE.search(text, 0, match.start())
            found.append((-match.end() if aside else match.end(), Actor(known[name], frozenset({name}))))
    return sorted(found, key=lambda one: abs(one[0]))


def _countries(text: str) -> dict[str, frozenset[Actor | str]]:
    """The country that stands before each verb as its subject: "The Government of India has invested"."""
    found: dict[str, frozenset[Actor | str]] = {}
    named = [
        (match.start(), country_word(match[0]))
        for match in re.finditer(r"\b[A-Z][^\W\d_]+", text)
        if is_country_word(match[0]) and not _ASIDE.search(text, 0, match.start())
    ]
    for match in _DONE.finditer(text):
        before = [country for place, country in named if place < match.start()]
        if before and not match["how"]:
            act = f"{stem(match['will'] or match['did'], 'en')} (country)"
            found[act] = found.get(act, frozenset()) | {before[-1]}
    return found


def _kind(act: str) -> str:
    if act in _PLAIN:
        return "say"
    return _LIKE.get(act, act.removesuffix("ing").removesuffix("ed"))
