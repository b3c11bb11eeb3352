"""Near misses: a sentence of a document changed in exactly one way, so that the document no longer says it.

Longer than other modules for its tables of cue words: each kind of change is a few lines beside its table.
"""

# ruff: noqa: ARG001 - all alterations are called alike, and few need all that they are given

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import TypeVar

from assistant.domain import Document
from assistant.evaluation.naming import ADJECTIVES, COUNTRY, NOUNS, Names, found_bodies
from assistant.evaluation.verbs import BASES, PARTICIPLES

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip
_NEAR = 11  # a changed day or small number is no further away
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
MONTH = "|".join(MONTHS)
NUMBER = re.compile(
    rf"(?<![\w.,/:(#-])(?<!\bNo )(?<!\bNo\. )(?<!\bArticle )(?<!\bSection )(?<!{{m}})(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"  # noqa: E501 - a pattern
    rf"(?![\w/:)-]|[.,]\d|\s(?:of\s)?(?:{MONTH})|(?:st|nd|rd|th))".replace("(?<!{m})", "")
)
_BEFORE_DAY = re.compile(
    rf"(?:{MONTH}|No\.?|Nos\.?|Article|Section|Clause|Act|Lot|Package|Phase|Stage|Colombo|[Ll]evel)\s$"
)
_NUMBER_WORD = re.compile(
    rf"\b(?:{'|'.join(_WORDS)})\b(?!\sof\s(?:the|our)\smost|[- ](?:hundred|thousand|million|way|day))"
)
_DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?P<th>st|nd|rd|th)?(?P<of>\s(?:of\s)?)(?P<month>{MONTH})(?P<year>,?\s(?:19|20)\d\d)?\b"
    rf"|\b(?P<month2>{MONTH})\s(?P<day2>\d{{1,2}})(?P<th2>st|nd|rd|th)?(?P<year2>,?\s(?:19|20)\d\d)?\b(?![,.]?\d)"
)
_YEAR = re.compile(r"(?<![\w.,/-])(?:19|20)\d\d(?![\w/–-]|[.,]\d)")
_TODAY = re.compile(
    r"\b(?P<word>today(?=\s\(\d)|yesterday|tomorrow|this morning|this afternoon)(?P<n>\s\((?P<d>\d{1,2})(?:st|nd|rd|th)?\))?"  # noqa: E501 - a pattern
)
_ORDINAL = re.compile(
    rf"\b(?P<word>{'|'.join(_ORDINALS)}|First|Second|Third)\s(?!and\b|of\b|to\b|time\b|step\b|come\b)(?=[A-Za-z]{{4}})"
    r"|\b(?P<n>\d{1,2})(?P<th>st|nd|rd|th)\s(?=[A-Za-z]{4})(?!century|" + MONTH + ")"
)

_PAIRS = """
increase:decrease increased:decreased increasing:decreasing increases:decreases imports:exports import:export
exporting:importing exported:imported before:after accept:reject accepted:rejected rise:fall strengthening:weakening
strengthen:weaken strengthened:weakened expand:reduce expanding:reducing expansion:reduction improve:worsen
higher:lower upper:lower northern:southern eastern:western Northern:Southern Eastern:Western North:South East:West
public:private domestic:foreign local:foreign supported:opposed welcomed:criticised praised:criticised
commended:criticised optimism:pessimism urban:rural majority:minority buy:sell purchase:sale sell:buy success:failure
successful:unsuccessful successfully:unsuccessfully largest:smallest highest:lowest maximum:minimum long-term:short-term
permanent:temporary free:paid new:old more:less support:opposition confidence:doubt willingness:unwillingness
exceeding:below male:female agreement:disagreement extended:shortened enhancing:weakening enhance:weaken
reduce:increase reducing:increasing reduction:increase decline:rise growth:decline promote:discourage
promoting:discouraging profit:loss appreciation:regret appreciated:deplored
appreciates:deplores gratitude:anger satisfaction:dissatisfaction
"""
_ANTONYMS: dict[str, str] = {}
for _pair in _PAIRS.split():
    _left, _right = _pair.split(":")
    _ANTONYMS.setdefault(_left, _right)
    _ANTONYMS.setdefault(_right, _left)
# Too free in what they mean to be turned round safely in this direction.
for _word in ("old", "less", "below", "sale", "absent", "paid", "anger", "doubt", "regret", "loss", "fall"):
    _ANTONYMS.pop(_word, None)
_ANTONYM = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(_ANTONYMS, key=len, reverse=True))})(?![\w-])")

_QUANTIFIERS = (
    (r"\bat least(?= \d| [a-z]+\b)", "exactly"), (r"\bup to(?= [\d$]| Rs| US| a maximum)", "more than"),
    (r"\bmore than(?= \d| US| Rs| [a-z]+ )", "fewer than"), (r"\bover(?= \d| Rs| US)", "below"),
    (r"\b(?:approximately|around|nearly|about)(?= \d| Rs| US)", "more than"), (r"\bsome(?= [a-z]+s\b)", "all"),
    (r"\b(?<!how )(?<!so )many(?= [a-z]+s\b)", "all"), (r"\bseveral(?= [a-z]+)", "all"), (r"\b(?<!for )all(?= [a-z]+s\b)", "only some"),  # noqa: E501 - a pattern
    (r"\bmost(?= of the)", "all"), (r"\ba number of(?= [a-z]+s\b)", "all"), (r"\bvarious(?= [a-z]+s\b)", "all"),
    (r"\ball(?= the [a-z]+s\b)", "half of"), (r"\b[Ee]very(?= [a-z]+)", "almost no"),
    (r"\bboth (?=parties|countries|nations|sides|leaders)", "one of the "), (r"\bmajority of", "minority of"),
)  # fmt: skip
_UNITS = (
    (r"(?<=\d )million\b", ("billion",)), (r"(?<=\d )billion\b", ("million", "trillion")),
    (r"\b(?:USD|US\$|US Dollars|US dollars|U\.S\. dollars)(?=[ \d.,]|$)", ("JPY", "EUR", "GBP")),
    (r"\b(?:Rs\.?|LKR)(?=\s?\d)", ("USD ", "EUR ")), (r"(?<=\d)\s?(?:%|per ?cent\b)(?=[ ,.])", (" million",)),
    (r"\b(?:km|kilometers|kilometres|Km)\b", ("miles",)), (r"\bacres\b", ("hectares",)), (r"\bhectares\b", ("acres",)),
    (r"\b(?:MW|Megawatts|megawatts)\b", ("GW", "kW")), (r"\b(?:MT|metric tons|tonnes|metric tonnes)\b", ("kilograms",)),
    (r"(?<=\d )(?:kg|kilograms)\b", ("tonnes",)), (r"(?<=\d )months\b", ("years", "weeks")),
    (r"(?:(?<=\d )|(?<=two )|(?<=three )|(?<=four )|(?<=five )|(?<=half ))years\b(?! of age)", ("months", "weeks")), (r"(?<=\d )days\b", ("weeks",)),  # noqa: E501 - a pattern
    (r"(?<=\d )hours\b", ("days",)), (r"(?<=\d )weeks\b", ("months",)), (r"(?<=\d )(?:m|meters|metres)\b", ("feet",)),
    (r"\b(?:Euro|Euros|EUR)\b(?= ?\d)", ("USD",)), (r"\b(?:JPY|Japanese Yen|Yen)\b(?= ?\d)", ("USD",)),
)  # fmt: skip
_STATUS = (
    (r"\bdiscussed (?=the |increasing|strengthening|expanding)", "agreed on "), (r"\bagreed in principle\b", "agreed"),
    (r"\bin principle approval\b", "final approval"),
    (r"\b(?:is|are) being (implemented|constructed|carried out|built|developed|prepared|formulated)\b", r"{has} been \1"),  # noqa: E501 - a pattern
    (r"\b(?:offered|pledged|promised) (?=assistance|support|its)", "delivered "),
    (r"\b[Dd]iscussions (?:were held|took place|focused) on\b", "An agreement was signed on"),
    (r"\bproposed (?=to [a-z]+ |that )", "agreed "), (r"\bwas approved by the Cabinet\b", "was implemented by the Cabinet"),  # noqa: E501 - a pattern
 (r"\bsigned (?=the|a|an)\b", "ratified "),
    (r"\b(?:is|are) (?:planned|proposed|scheduled|expected) for (?:implementation|completion)\b", "{has} been completed"),  # noqa: E501 - a pattern
    (r"\brequested (?=support|assistance|the|a|an)\b", "received "), (r"\bexplored\b", "agreed on"),
    (r"\b(?:expressed|conveyed) (?:(?:his|her|its|their|a|the|\w+[’']s) )?(?:strong |keen )?(?:interest in|willingness to)(?= \w+)", "signed an agreement on"),  # noqa: E501 - a pattern
    (r"\b[Cc]abinet approval was granted to (?=\w+ )", "The Cabinet has signed the contract to "),
    (r"\bdraft (?=Bill|bill|Act|agreement|Agreement)", "enacted "), (r"\b(?:was|were) discussed\b", "{was} agreed"),
)  # fmt: skip
_ROLES = (
    "Prime Minister", "Foreign Minister", "President", "High Commissioner", "Ambassador", "Minister", "Speaker",
    "Governor", "Deputy Minister", "Secretary", "Attorney General",
)  # fmt: skip
_SAYS = (
    r"(?:said|stated|added|stressed|noted|urged|expressed|emphasi[sz]ed|highlighted|reaffirmed|affirmed|thanked|assured|"
    r"pledged|announced|pointed|explained|commended|praised|also|further|conveyed|congratulated|underscored|invited|"
    r"extended|acknowledged|instructed|directed|remarked|outlined|reiterated|welcomed|proposed|called|declared)"
)
_ROLE = re.compile(
    rf"(?P<the>\b[Tt]he (?:\w+ )?|^|, )(?P<role>Prime Minister|Foreign Minister|President|High Commissioner|Ambassador"
    rf"|(?<!Prime )Minister|Secretary|Governor)(?P<name>(?: [A-Z][\w’'-]+){{0,4}}) (?={_SAYS}\b)"
)
_PROPOSER = re.compile(r"(?<=made by )(?P<name>[^,]{5,50}), (?:the )?(?P<role>Minister|Prime Minister|President)\b")
_HELPS = re.compile(
    r"\b(?:support|assist\w*|provid\w+|grant\w*|shar(?:e|ed|ing)|donat\w+|thank\w*|extend\w*|offer\w*|export\w*|import\w*"
    r"|visit\w*|loan|aid|help\w*|invest\w*|gratitude|congratulat\w+|invit\w+|Ambassador|High Commissioner|contribut\w+)\b"  # noqa: E501 - a pattern
)
_MUTUAL = re.compile(r"\b(?:between|mutual|both|bilateral|each other|two countries|relations|ties|friendship)\b")
_SUBJECT = (
    r"(?P<subject>\b(?:[A-Z][\w’'.]+|[Hh]e|[Ss]he|[Tt]hey|parties|sides|leaders|delegation|government|minister"
    r"|president|countries|officials|programme|project)) (?:also |further )?"
)
_DID = re.compile(rf"{_SUBJECT}(?P<verb>{'|'.join(BASES)})\b(?! (?:by|in|at|from|under|during)\b)")
_AUXILIARY = re.compile(
    r"\b(?P<aux>will|would|has|have|was|were|is|are|can|should|must)\b(?! (?:not|no|also|to)\b)(?= [a-z])"
)
_DENIAL = re.compile(
    r"\b(?P<aux>will|would|has|have|had|was|were|is|are|can|could|should) not (?!only\b|yet\b)|\bcannot "
)
_WILL = re.compile(r"\b(?P<word>will|would|shall|may|could|can) (?:also )?(?P<be>be )?(?P<verb>[a-z]+)\b")
_PLANS = re.compile(
    r"\b(?:plans|intends|aims|hopes|expects|seeks|is expected|is planned|is scheduled|is set|has planned|has decided|"
    r"has agreed|agreed|decided) to (?P<be>be )?(?P<verb>[a-z]+)\b"
)


_BES = ("was", "were", "has", "have", "has been", "have been")
_STAGES = re.compile(r"\b(?:agreed|signed|ratified|completed|delivered|implemented|received|enacted)\b")


@dataclass(frozen=True, slots=True)
class Altered:
    """``new``: what must not stand in the document, or the change might be true there."""

    text: str
    new: tuple[str, ...] = ()


T = TypeVar("T")
Alter = Callable[[str, Document, Names, Random], Iterator[Altered]]


def put(text: str, start: int, end: int, new: str) -> str:
    """``text`` with ``new`` from start to end, and "a" or "an" before it as it begins."""
    before = text[:start]
    article = re.search(r"\b([Aa])n? $", before)
    if article:
        before = f"{before[: article.start()]}{article[1]}{'n' if new[:1] in 'aeiouAEIO' else ''} "
    return f"{before}{new}{text[end:]}"


def _numbers(text: str, document: Document, names: Names, random: Random) -> Iterator[Altered]:
    for match in _shuffled(_plain_numbers(text), random):
        digits = match[0]
        places = [place for place, digit in enumerate(digits) if digit.isdigit()]
        place = random.choice(places[: min(2, len(places))])
        digit = random.choice([d for d in "23456789" if d != digits[place]])
        new = f"{digits[:place]}{digit}{digits[place + 1 :]}"
        yield Altered(put(text, match.start(), match.end(), new), (new, new.replace(",", ""), _word_of(new)))
    for match in _shuffled(_NUMBER_WORD.finditer(text), random):
        word = random.choice([word for word, n in _WORDS.items() if 0 < abs(n - _WORDS[match[0]]) <= _NEAR])
        yield Altered(put(text, match.start(), match.end(), word), (word, str(_WORDS[word]), f"{_WORDS[word]:02}"))


def _exchanged(text: str, document: Document, names: Names, random: Random) -> Iterator[Altered]:
    found = list(_plain_numbers(text))
    for one, two in pairwise(found):
        between = text[one.end() : two.start()]
        alike = one[0].replace(",", "") == two[0].replace(",", "")
        if (
            alike
            or "1" in (one[0], two[0])
            or re.fullmatch(r"\s?%?\s?(?:to|-|–|and|or|by|x|,|/)\s?(?:Rs\.?|USD)?\s?", between)
        ):
            continue
        if re.search(r"\b(?:from|between)\b", text[: one.start()][-12:]):
            continue
        yield Altered(f"{text[: one.start()]}{two[0]}{between}{one[0]}{text[two.end() :]}")


def _dates(text: str, document: Document, names: Names, random: Random) -> Iterator[Altered]:
    for match in _DATE.finditer(text):
        form = "2" if match["day2"] else ""
        number, month = int(match[f"day{form}"]), match[f"month{form}"]
        day = random.choice([other for other in range(2, 29) if other != number and abs(other - number) <= _NEAR])
        if random.random() < 0.5:  # noqa: PLR2004 - as often the one as the other
            new_day = f"{day:02}" if match[f"day{form}"].startswith("0") else str(day)
            new = new_day + (_suffix(day) if match[f"th{form}"] else "")
            start, end = match.start(f"day{form}"), match.end(f"th{form}" if match[f"th{form}"] else f"day{form}")
            yield Altered(put(text, start, end, new), (f"{new} {month}", f"{month} {new}", f"({day:02})", f"({day})"))
        else:
            new = random.choice([other for other in MONTHS if other != month])
            yield Altered(put(text, match.start(f"month{form}"), match.end(f"month{form}"), new), (new,))
    for match in _YEAR.finditer(text):
        new = str(int(match[0]) + random.choice([-3, -2, -1, 1, 2, 3]))
        yield Altered(put(text, match.start(), match.end(), new), (new,))
    for match in re.finditer("|".join(_DAYS), text):
        new = random.choice([day for day in _DAYS if day != match[0]])
        yield Altered(put(text, match.start(), match.end(), new), (new,))
    for match in re.finditer(rf"\b(?:{MONTH.replace('March|', '').replace('May|', '')})\b", text):
        new = random.choice([month for month in MONTHS if month != match[0]])
        yield Altered(put(text, match.start(), match.end(), new), (new,))


def _wrong_days(text: str, document: Document, names: Names, random: Random) -> Iterator[Altered]:
    """ "today (07)" told as the eighth; or as "yesterday"."""
    day = _day_of(document)
    if day is None:
        return
    for match in _TODAY.finditer(text):
        meant = day + timedelta({"yesterday": -1, "tomorrow": 1}.get(match["word"], 0))
        if match["d"] and int(match["d"]) != meant.day:
            continue
        wrong = meant + timedelta(random.choice([-4, -3, -2, 2, 3, 4]))
        told = f"on {wrong.day} {MONTHS[wrong.month - 1]} {wrong.year}"
        yield Altered(f"{text[: match.start()]}{told}{text[match.end() :]}", (f"({wrong.day:02})", told[3:-5]))


def _units(text: str, document: Document, names: Names, random: Random) -> Iterator[Altered]:
    for pattern, others in _UNITS:
        for match in re.finditer(pattern, text):
            new = random.choice(others)
            joined = new if new.startswith(" ") or not text[match.end() :].startswith(" ") else new.rstrip()
            amount = re.search(r"[\d.,]*\d\s?$", text[: match.start()])
            behind = re.match(r"\s?[\d.,]*\d", text[match.end() :])
            held = f"{amount[0]}{joined}" if amount else f"{joined}{behind[0] if behind else ''}"
            yield Altered(put(text, match.start(), match.end(), joined), (held,))


def _persons(text: str, document: Document, names: Names, random: Random) -> Iterator[Altered]:
    for name in names.persons:
        place = text.find(name)
        others = [new for new in names.persons if not set(new.split()) & set(name.split())]
        if place < 0 or not others or not re.match(r"[\s,.;)’']", text[place + len(name) :] or "."):
            continue
        other = random.choice(others)
        if random.random() < 0.3 and re.match(r"\w{3,} ", other):  # noqa: PLR2004 - in some the given name alone
            other = " ".join([other.split()[0], *name.split()[1:]])
        yield Altered(put(text, place, place + len(name), other), (other, other.split()[0]))


def _countries(text: str, document: Document, names: Names, random: Random) -> Iterator[Altered]:
    found = list(COUNTRY.finditer(text))
    for match in _shuffled(found, random):
        if sum(_country(match) == _country(other) for other in found) > 1:
            continue
        if re.match(r" (?:Ocean|Rupee|Yen|Railway|Red|and [A-Z])", text[match.end() :]):
            continue
        other = random.choice([name for name in ADJECTIVES if name not in (_country(match), "Sri Lanka")])
        new = ADJECTIVES[other] if match["adjective"] else other
        yield Altered(put(text, match.start(), match.end(), new), (other, ADJECTIVES[other]))


def _countries_exchanged(text: str, document: Document, names: Names, random: Random) -> Iterator[Altered]:
    found = list(COUNTRY.finditer(text))
    if len(found) != 2 or _country(found[0]) == _country(found[1]) or _MUTUAL.search(text) or not _HELPS.search(text):  # noqa: PLR2004
        return
    one, two = found
    if re.fullmatch(r"[’'s]*,? (?:and|or|as well as) (?:the )?", text[one.end() : two.start()]):
        return
    swapped = put(text, two.start(), two.end(), _as(two, _country(one)))
    yield Altered(put(swapped, one.start(), one.end(), _as(one, _country(two))))


def _places(text: str, document: Document, names: Names, random: Random) -> Iterator[Altered]:
    for match in _shuffled(re.finditer(r"(?<=\b(?:in|at|to) )[A-Z][a-z]+|(?<=from )[A-Z][a-z]+", text), random):
        if match[0] in names.places and not re.match(r" [A-Z&]", text[match.end() :]) and len(names.places) > 1:
            new = random.choice([name for name in names.places if name != match[0]])
            yield Altered(put(text, match.start(), match.end(), new), (new,))


def _bodies(text: str, document: Document, names: Names, random: Random) -> Iterator[Altered]:
    for start, end, head, name in _shuffled(found_bodies(text), random):
        others = [new for new in names.bodies.get(head, ()) if not set(new.split()) & set(name.split()) - {"and"}]
        if others:
            new = random.choice(others)
            whole = f"{new}{head}" if head.startswith(" ") else f"{head} {new}"
            yield Altered(put(text, start, end, new), (whole, new))


def _speakers(text: str, document: Document, names: Names, random: Random) -> Iterator[Altered]:
    for match in _ROLE.finditer(text):
        new = random.choice([role for role in _ROLES if role.split()[-1] != match["role"].split()[-1]])
        yield Altered(put(text, match.start("role"), match.end("role"), new), (new,))
    for match in _PROPOSER.finditer(text):
        others = ("Deputy Minister", "Secretary", "State Minister", "Prime Minister", "President")
        new = random.choice([role for role in others if role != match["role"]])
        yield Altered(put(text, match.start("role"), match.end("role"), new), (new,))


def _speakers_exchanged(text: str, document: Document, names: Names, random: Random) -> Iterator[Altered]:
    """What one says told as said by another whom the document names too."""
    for match in _ROLE.finditer(text):
        if not match["the"].strip(" ,").casefold().startswith("the") or match["name"]:
            continue
        others = [
            role
            for role in _ROLES
            if role.split()[-1] != match["role"].split()[-1] and re.search(rf"\b[Tt]he {role} {_SAYS}\b", document.text)
        ]
        if others:
            yield Altered(put(text, match.start("role"), match.end("role"), random.choice(others)))


def _negations(text: str, document: Document, names: Names, random: Random) -> Iterator[Altered]:
    for match in _DENIAL.finditer(text):
        yield Altered(put(text, match.start(), match.end(), f"{match['aux'] or 'can'} "))
    for pattern, new in (
        (r"\bwithout (?=[a-z])", "with "), (r"\bwas approved\b", "was rejected"), (r"\bagreed to\b", "refused to"),
        (r"\bapproval was granted to\b", "approval was not granted to"), (r"\bpledged to\b", "declined to"),
        (r"\baccepted (?=the|a)\b", "turned down "),
    ):  # fmt: skip
        for match in re.finditer(pattern, text):
            yield Altered(put(text, match.start(), match.end(), new))
    for match in _DID.finditer(text):
        new = f"{match['subject']} did not {BASES[match['verb']]}"
        yield Altered(f"{text[: match.start()]}{new}{text[match.end() :]}")
    for match in _AUXILIARY.finditer(text):
        yield Altered(put(text, match.end("aux"), match.end("aux"), " not"))


def _modalities(text: str, document: Document, names: Names, random: Random) -> Iterator[Altered]:
    for match in (*_WILL.finditer(text), *_PLANS.finditer(text)):
        verb = match["verb"]
        plural = _is_plural(text[: match.start()])
        if match["be"] and verb in PARTICIPLES.values():
            done = f"{'were' if plural else 'was'} {verb}"
        elif verb in PARTICIPLES and not match["be"]:
            done = f"{'have' if plural else 'has'} {PARTICIPLES[verb]}"
        else:
            continue
        before = re.search(r"\b(?:has|have|had|is|are|was|were) (?:also )?$", text[: match.start()])
        if re.search(r"\b(?:I|we|We)(?: also)? $", text[: match.start()]):
            continue
        if before and not done.startswith("ha"):
            continue
        done = done.split()[1] if before else done
        yield Altered(put(text, match.start(), match.end(), done), tuple(f"{be} {done.split()[-1]}" for be in _BES))


def _statuses(text: str, document: Document, names: Names, random: Random) -> Iterator[Altered]:
    for pattern, new in _STATUS:
        for match in re.finditer(pattern, text):
            plural = _is_plural(text[: match.start()])
            told = match.expand(new.replace("{has}", "have" if plural else "has").replace("{was}", "was"))
            told = told.replace("was agreed", "were agreed") if plural else told
            if match.start() and told.startswith(("An agreement", "The Cabinet")):
                told = told[0].lower() + told[1:]
            stages = _STAGES.findall(told)
            held = (*stages, *(["approved", "agreement"] if "agreed" in stages else []))
            yield Altered(put(text, match.start(), match.end(), told), held)


def _ordinals(text: str, document: Document, names: Names, random: Random) -> Iterator[Altered]:
    for match in _ORDINAL.finditer(text):
        if match["word"]:
            rank = _ORDINALS.index(match["word"].casefold())
            new = _ORDINALS[rank + 1 if rank == 0 or (rank < 9 and random.random() < 0.5) else rank - 1]  # noqa: PLR2004
            new = new.capitalize() if match["word"][0].isupper() else new
            start, end = match.span("word")
        else:
            number = int(match["n"]) + random.choice([1, 2])
            new, start, end = f"{number}{_suffix(number)}", match.start(), match.end("th")
        if re.search(r"\b(?:and|or) $", text[:start]):
            continue
        noun = re.match(r" \w+", text[end:])
        yield Altered(put(text, start, end, new), (f"{new}{noun[0] if noun else ''}",))


def _directions(text: str, document: Document, names: Names, random: Random) -> Iterator[Altered]:
    for match in _shuffled(_ANTONYM.finditer(text), random):
        if match[0] in {"before", "after"} and not re.match(r" \w+ing\b", text[match.end() :]):
            continue  # "sworn in before the President"
        yield Altered(put(text, match.start(), match.end(), _ANTONYMS[match[0]]))


def _quantifiers(text: str, document: Document, names: Names, random: Random) -> Iterator[Altered]:
    for pattern, new in _QUANTIFIERS:
        for match in re.finditer(pattern, text):
            yield Altered(put(text, match.start(), match.end(), new))


def _added(text: str, document: Document, names: Names, random: Random) -> Iterator[Altered]:
    if not text.endswith(".") or len(text) > 260:  # noqa: PLR2004 - an addition to a long sentence reads badly
        return
    amount, year = random.choice(range(12, 95)), random.choice(range(2005, 2023))
    country = random.choice([name for name in ADJECTIVES if name != "Sri Lanka"])
    for tail, new in _shuffled([
        (f", at a cost of USD {amount} million", f"{amount} million"), (f" by {MONTHS[amount % 12]} {year}", str(year)),
        (f", in the presence of {amount * 10} guests", str(amount * 10)), (f", with the support of {country}", country),
        (f", after {amount} hours of talks", f"{amount} hours"), (f", as in {year}", str(year)),
    ], random):  # fmt: skip
        yield Altered(f"{text[:-1]}{tail}.", (new,))


ALTERATIONS: dict[str, Alter] = {
    "number": _numbers, "numbers exchanged": _exchanged, "date": _dates, "relative date": _wrong_days, "unit": _units,
    "person": _persons, "country": _countries, "countries exchanged": _countries_exchanged, "place": _places,
    "organisation or portfolio": _bodies, "speaker": _speakers, "speakers exchanged": _speakers_exchanged,
    "negation": _negations, "modality": _modalities, "status": _statuses, "ordinal": _ordinals,
    "opposite": _directions, "quantifier": _quantifiers, "added detail": _added,
}  # fmt: skip


def _plain_numbers(text: str) -> Iterator[re.Match[str]]:
    for match in NUMBER.finditer(text):
        if (
            not _BEFORE_DAY.search(text[: match.start()])
            and not _YEAR.fullmatch(match[0])
            and match[0] not in ("0", "1")
        ):
            yield match


def _shuffled(found: Iterable[T], random: Random) -> list[T]:
    several = list(found)
    random.shuffle(several)
    return several


def _word_of(digits: str) -> str:
    return next((word for word, value in _WORDS.items() if digits.lstrip("0") == str(value)), digits)


def _suffix(number: int) -> str:
    return "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")  # noqa: PLR2004 - eleventh


def _day_of(document: Document) -> date | None:
    value = document.date.value if document.date else ""
    return date.fromisoformat(value) if len(value) == 10 else None  # noqa: PLR2004 - a whole date


def _country(match: re.Match[str]) -> str:
    return NOUNS[match["adjective"]] if match["adjective"] else match["noun"]


def _as(match: re.Match[str], country: str) -> str:
    return ADJECTIVES[country] if match["adjective"] else country


def _is_plural(before: str) -> bool:
    """Whether the subject that ``before`` ends in is more than one."""
    word = re.search(r"([\w’']+)\W*$", before)
    last = word[1] if word else ""
    if re.search(r"\band (?:the )?(?:\w+ )?\w+\W*$", before) or last.casefold() in ("they", "we", "which", "people"):
        return last.casefold() != "which"
    return last.endswith("s") and not last.endswith(("ss", "us", "is", "’s", "'s", "ics", "This"))
