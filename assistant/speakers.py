"""Who says or does what in an English sentence: the role (minister, ambassador …) that stands before the verb."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.countries import country_word, is_country_word
from assistant.words import stem

_ROLE = re.compile(
    r"\b(?P<role>(?:prime |foreign |deputy )?minister|ambassador|(?:vice[- ])?president|secretary|envoy|"
    r"high commissioner|commissioner|consul|premier|chancellor|governor|chair(?:man|person|woman)|chief|director|king|"
    r"queen|emperor|sultan|spokes(?:man|woman|person)|delegation|official|speaker|advis[eo]r)s?\b",
    re.IGNORECASE,
)
_ACT = re.compile(
    r"\b(?P<act>said|says|told|stated|added|stressed|noted|urged|expressed|emphasi[sz]ed|highlight(?:ed|ing)|apprised|informed|"
    r"thanked|appreciated|welcomed|explained|shed light|spoke|called|reiterated|assured|pledged|promised|proposed|"
    r"suggest(?:ed)?|recommended|offered|invited|requested|announced|signed|agreed|approved|rejected|refused|declined)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?P<how>was |were |been |being |be |is |are )?"
    r"(?:(?:will|shall|would|to)\s+(?P<will>[a-z]{3,})|(?P<did>[a-z]{3,}ed|gave|paid|sent|lent|sold|bought|met|held|won|built|made|took|brought|began|sought))\b"
)
_ASIDE = re.compile(r"\b(?:to|from|in|by|with|for|at|into|and|against)\s+(?:the\s+)?$", re.IGNORECASE)
Acts = dict[str, frozenset[str]]  # act → the roles that it is ascribed to

_LIKE = {"proposed": "suggest", "suggested": "suggest", "recommended": "suggest"}
_SAYING = frozenset(
    ["said", "says", "told", "stated", "added", "stressed", "noted", "expressed", "explained", "spoke", "reiterated"]
)
# What may stand between a role and a name: "Minister for Industries and Production, Makhdum Khusro Bakhtyar".
_TITLE = re.compile(r"(?:[\s,]+(?:of|for|to|and|the|[A-Z][\w’'.-]*\w))*")
_PERSON = re.compile(r"(?<!\bof )(?<!\bfor )(?<!\bto )(?<!\bthe )(?<!\band )\b[A-Z][\w’'-]{2,}")


def is_role(word: str) -> bool:
    """Whether a word in lower case is that of an office: "minister"."""
    return bool(_ROLE.fullmatch(word))


def actors(text: str, names: dict[str, str], before: str = "") -> Acts:
    """The roles that each act of a sentence is ascribed to: "the ambassador suggested" → {"suggest": {"ambassador"}}.

    ``names``: the role of each person that the documents name; see ``roles_of_names``. ``before``: the sentence before,
    whose first person "he" or "she" stands for. Acts without a role are left out.
    """
    earlier = _roles(before, names)[:1]
    found: Acts = {}
    for match in _ACT.finditer(text):
        subject = text[: match.start()]
        said = re.search(r"^\s+by\b(?P<who>[^,.;]*)", text[match.end() :])  # "was suggested by the ambassador"
        roles = _roles(said["who"], names) if said else _roles(subject, names)[-1:]
        if not roles and not said and re.search(r"\b(?:he|she)\b", subject, re.IGNORECASE):
            roles = earlier
        if roles:
            act = _kind(match["act"].casefold())
            found[act] = found.get(act, frozenset()) | frozenset(roles)
    return found | _countries(text)


def _countries(text: str) -> Acts:
    """The country that stands before each verb as its subject: "The Government of India has invested"."""
    found: Acts = {}
    named = [
        (match.start(), country_word(match[0]))
        for match in re.finditer(r"\b[A-Z][^\W\d_]+", text)
        if is_country_word(match[0]) and not _ASIDE.search(text[: match.start()])
    ]
    for match in _DONE.finditer(text):
        before = [country for place, country in named if place < match.start()]
        if before and not match["how"]:
            act = f"{stem(match['will'] or match['did'], 'en')} (country)"
            found[act] = found.get(act, frozenset()) | {before[-1]}
    return found


def roles_of_names(texts: Iterable[str]) -> dict[str, str]:
    """Name → role, for capitalised words that stand behind a role: "Ambassador of Japan, Kuinori Matsuda"."""
    found: dict[str, str] = {}
    for text in texts:
        for match in _ROLE.finditer(text):
            title = _TITLE.match(text, match.end())
            person = title[0].rsplit(",", 1)[-1] if title else ""
            for name in _PERSON.findall(person):
                found.setdefault(name.casefold(), match["role"].casefold())
    return found


def together(several: Iterable[Acts]) -> Acts:
    """The acts of several sentences as if they were one."""
    found: Acts = {}
    for acts in several:
        for act, roles in acts.items():
            found[act] = found.get(act, frozenset()) | roles
    return found


def contradicts(claimed: Acts, stated: Acts) -> bool:
    """Whether the claim ascribes an act to somebody else than the sentences do."""
    return any(act in stated and not roles & _widened(stated[act]) for act, roles in claimed.items())


def _roles(text: str, names: dict[str, str]) -> list[str]:
    places = [(match.start(), match["role"].casefold()) for match in _ROLE.finditer(text)]
    places += [
        (match.start(), names[match[0].casefold()])
        for match in re.finditer(r"\b[A-Z][\w’'-]{2,}", text)
        if match[0].casefold() in names
    ]
    return [role for _, role in sorted(places)]


def _kind(act: str) -> str:
    if act in _SAYING:
        return "say"
    return _LIKE.get(act, act.removesuffix("ing").removesuffix("ed"))


def _widened(roles: frozenset[str]) -> frozenset[str]:
    """A prime minister may be called a minister, and the reverse."""
    return (
        roles
        | {role.rsplit(" ", 1)[-1] for role in roles}
        | {f"{kind} {role}" for role in roles for kind in ("prime", "foreign", "deputy")}
    )
