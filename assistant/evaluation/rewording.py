"""Faithful claims: what a sentence of a document says, cut short or in other words.

Longer than other modules for its tables of words that may stand for each other.
"""

# ruff: noqa: ARG001 - all rewordings are called alike, and few need all that they are given

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

from assistant.domain import Sentence
from assistant.evaluation.naming import ADJECTIVES, COUNTRY, NOUNS, Names
from assistant.evaluation.verbs import BASES_OF_PARTICIPLES

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|should|\w{3,}ed|met|took|held|said)\b")
_LEAD = re.compile(
    r"(?:Accordingly|Therefore|Additionally|Furthermore|Moreover|However|Also|Hence|Thus|In addition|Meanwhile"
    r"|(?:In|On|During|At|Following) (?:the |this |his |her |a |an )?[^,.;:]{3,60}), (?=\S)"
)
_ADJUNCT = re.compile(r"(?P<adjunct>(?:During|At|In|On) (?:the |this )?[^,.;:]{3,45}), (?P<rest>[^,;:]{30,160})\.")
_TRAIL = re.compile(
    r", (?:which|where|who|emphasi[sz]ing|highlighting|stating|noting|adding|conveying|offering|marking|reflecting"
    r"|expressing|underscoring|ensuring|thereby|with the aim of|in order to|with a view to|while \w+ing|as recommended)"
    r"\b[^,;]*\.$"
)
_SMALL = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
}  # fmt: skip
_WORDS = {value: word for word, value in _SMALL.items()}
_THOUSANDS = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\d,]|\.\d)")
_MILLIONS = re.compile(r"(?<![\w.,])(\d{1,3}) (million|billion)\b")
_SMALL_WORD = re.compile(rf"\b(?:{'|'.join(_SMALL)})\b(?= [a-z]+s\b)")
_SMALL_DIGITS = re.compile(r"(?<![\w.,/:(-])(?<!\d )0?([2-9]|10|12)(?= [a-z]{4,}s\b)")
_ROUND = re.compile(r"(?<![\w.,])(\d{1,2}),?00(?= [a-z]+s\b)")
_HUNDREDS = {15: "fifteen", 12: "twelve", 18: "eighteen", 25: "twenty-five"}
_TODAY = re.compile(
    r"\b(?P<word>today(?=\s\(\d)|yesterday|tomorrow|this morning|this afternoon|this evening)(?:\s\((?P<d>\d{1,2})(?:st|nd|rd|th)?\))?"  # noqa: E501 - a pattern
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ON_DAY = re.compile(rf"(?<=\w )on (?P<day>{'|'.join(_DAYS)})(?= (?:at|in|with|that|to|by)\b|\.)")
_NO_PAST = re.compile(rf"\b(?:will|shall|next|to be|every|scheduled|{_MONTH})\b")  # the rule is for what has been
_SYNONYMS = tuple(
    (re.compile(rf"\b{pattern}\b"), new)
    for pattern, new in (
        (r"visited (?=the|Sri|[A-Z])", "paid a visit to "), (r"to assist", "to help"), ("assistance", "help"),
        ("approximately", "about"), (r"to purchase", "to buy"), ("commenced", "began"), ("to commence", "to begin"),
        (r"in order to", "to"), (r"took place", "was held"), ("along with", "together with"), ("individuals", "people"),
        ("regarding", "about"), ("concerning", "about"), ("prior to", "before"), ("numerous", "many"),
        (r"to establish", "to set up"), ("establishing", "setting up"), ("(?<!well )(?<!well-)(?<!newly )established", "set up"),  # noqa: E501 - a pattern
        ("nations", "countries"), ("to construct", "to build"), ("constructing", "building"),
        (r"participated in", "took part in"), (r"to participate in", "to take part in"), ("due to", "because of"),
        (r"to implement", "to carry out"), ("implemented", "carried out"), ("currently", "now"), ("presently", "now"),
        ("annually", "every year"), ("sufficient", "enough"), ("to utili[sz]e", "to use"), ("requested", "asked for"),
        (r"with a view to (?=\w+ing)", "with the aim of "), (r"for the purpose of (?=\w+ing)", "for "),
        ("to ensure", "to make sure of"), ("to obtain", "to get"), ("to provide", "to give"), ("children", "kids"),
        (r"held discussions with", "talked with"), ("to formulate", "to draw up"), ("to enter into", "to conclude"),
        ("in respect of", "for"), ("vehicles", "cars"), ("to expedite", "to speed up"), ("entire", "whole"),
    )
    if pattern not in ("requested", "to ensure", "children", "vehicles", "to provide")
)  # fmt: skip
_REPORTS = tuple(
    (re.compile(rf"\b{pattern}"), new)
    for pattern, new in (
        (r"said that\b", "stated that"), (r"stated that\b", "said that"), (r"noted that\b", "pointed out that"),
        (r"emphasi[sz]ed (?=that|the)", "stressed "), (r"stressed (?=that|the)", "emphasised "),
        (r"underscored (?=that|the)", "stressed "), (r"highlighted (?=that|the)", "stressed "),
        (r"expressed (?:his |her |their |its )?(?:deep |sincere |heartfelt )?(?:gratitude|appreciation) to (?P<who>[^,.]{3,70}) for (?=the|his|her|their|its)",  # noqa: E501 - a pattern
         r"thanked \g<who> for "),
        (r"expressed (?:his|her|their) (?:willingness|readiness) to\b", "said they were willing to"),
        (r"explained that\b", "said that"), (r"(?<=\w )added that\b", "said that"), (r"pointed out that\b", "said that"),  # noqa: E501 - a pattern
        (r"mentioned that\b", "said that"), (r"remarked that\b", "said that"), (r"reiterated\b", "repeated"),
        (r"reaffirmed\b", "confirmed"), (r"affirmed\b", "confirmed"), (r"commended\b", "praised"),
    )
    if "willing" not in new
)  # fmt: skip
_TITLE = re.compile(r"\b(?:Hon\.|Dr\.|Mr\.|Mrs\.|Ms\.|Prof\.|H\.\s?E\.|Honourable|Professor) (?=[A-Z])")
_BEGINS_SMALL = re.compile(
    r"(?:The|This|These|Those|In|On|At|During|A|An|It|He|She|They|Both|His|Her|Their|As|After|With|Even|Following|Under|Considering|Since|For|Alongside|Through|While|When|To|Upon|Accordingly|Therefore|Also|Action|Approval|Discussions|There|Such|All|Many|By|Despite|Additionally)\b"
)
_CABINET = re.compile(
    r"(?P<what>(?:[Tt]he|[Aa]) [^;.]{20,420}?),? was (?:also )?(?P<verb>approved|granted) by the (?P<who>Cabinet)\.$"
)
_PASSIVE = re.compile(
    r"(?P<what>(?:The|This|A|An) [^,;.]{5,90}?) (?P<be>was|were) (?:also )?(?P<verb>[a-z]+) by (?P<who>[^;.]{4,160})\.$"
)
_ATTENDED = re.compile(
    r"(?P<who>[A-Z][^,;.]{8,90}) (?:also )?(?P<verb>attended|inaugurated|chaired|launched) (?P<what>(?:the|this) [^,;.]{5,80})\.$"  # noqa: E501 - a pattern
)

Reword = Callable[[str, Sentence, Sentence | None, Names, Random], Iterator[str]]


def extracts(text: str) -> Iterator[str]:
    """Main clauses: the sentence without an adjunct before or behind it."""
    lead = _LEAD.match(text)
    rest = text[lead.end() :] if lead else text
    trail = _TRAIL.search(rest)
    if trail and _FINITE.search(rest[: trail.start()]) and rest.count("ing,") == 0:
        yield f"{_capital(rest[: trail.start()])}."
    if lead and _FINITE.search(rest) and _begins_clause(rest):
        yield _capital(rest)
        if trail and rest.count("ing,") == 0:
            yield f"{_capital(text[: lead.end()] + rest[: trail.start()])}."


def _whole(text: str, sentence: Sentence, before: Sentence | None, names: Names, random: Random) -> Iterator[str]:
    yield text


def _extracted(text: str, sentence: Sentence, before: Sentence | None, names: Names, random: Random) -> Iterator[str]:
    yield from extracts(text)


def _framed(text: str, sentence: Sentence, before: Sentence | None, names: Names, random: Random) -> Iterator[str]:
    publisher = sentence.passage.document.publisher
    who = (
        [
            f"the {publisher.value}"
            if publisher.value.startswith(("President", "Office", "Cabinet"))
            else publisher.value
        ]
        if publisher
        else []
    )
    yield f"According to {random.choice([*who, 'the document', 'the text'])}, {_small(text)}"


def _renumbered(text: str, sentence: Sentence, before: Sentence | None, names: Names, random: Random) -> Iterator[str]:
    forms = [(match, match[0].replace(",", "")) for match in _THOUSANDS.finditer(text)]
    forms += [
        (match, f"{int(match[1]) * 10 ** (6 if match[2] == 'million' else 9):,}") for match in _MILLIONS.finditer(text)
    ]
    forms += [(match, random.choice([" per cent", " percent"])) for match in re.finditer(r"(?<=\d)\s?%", text)]
    forms += [(match, "%") for match in re.finditer(r"(?<=\d) (?:per ?cent)\b", text)]
    forms += [(match, str(_SMALL[match[0]])) for match in _SMALL_WORD.finditer(text)]
    forms += [(match, _WORDS[int(match[1])]) for match in _SMALL_DIGITS.finditer(text)]
    forms += [
        (match, f"{_HUNDREDS[int(match[1])]} hundred") for match in _ROUND.finditer(text) if int(match[1]) in _HUNDREDS
    ]
    forms = [(match, new) for match, new in forms if match.start()]
    if forms:
        match, new = random.choice(forms)
        yield f"{text[: match.start()]}{new}{text[match.end() :]}"


def _redated(text: str, sentence: Sentence, before: Sentence | None, names: Names, random: Random) -> Iterator[str]:
    for match in re.finditer(rf"\b0?(\d{{1,2}})(?:st|nd|rd|th)?\s(?:of )?({_MONTH})(?:,?\s((?:19|20)\d\d))?\b", text):
        day, month, year = match.groups()
        if match.start() and not re.search(r"\bto $|- ?$|and $|, $", text[: match.start()]):
            forms = [f"{month} {day}{f', {year}' if year else ''}", f"{day} {month[:3]}{f' {year}' if year else ''}"]
            yield f"{text[: match.start()]}{random.choice(forms)}{text[match.end() :]}".replace(
                "the " + forms[0], forms[0]
            )
    for match in re.finditer(rf"\b({_MONTH})\s0?(\d{{1,2}})(?:st|nd|rd|th)?(?:,\s((?:19|20)\d\d))?\b(?!,?\s?\d)", text):
        month, day, year = match.groups()
        yield f"{text[: match.start()]}{day} {month}{f' {year}' if year else ''}{text[match.end() :]}"


def _resolved(text: str, sentence: Sentence, before: Sentence | None, names: Names, random: Random) -> Iterator[str]:
    """ "today (07)" by its date."""
    known = sentence.passage.document.date
    match = _TODAY.search(text)
    weekday = _ON_DAY.search(text)
    if weekday and known and len(known.value) == 10 and not _NO_PAST.search(text):  # noqa: PLR2004 - a whole date
        day = date.fromisoformat(known.value)
        day -= timedelta((day.weekday() - _DAYS.index(weekday["day"])) % 7)
        yield f"{text[: weekday.start()]}on {day.day} {_MONTHS[day.month - 1]} {day.year}{text[weekday.end() :]}"
    if not match or not known or len(known.value) != 10:  # noqa: PLR2004 - a whole date
        return
    day = date.fromisoformat(known.value) + timedelta({"yesterday": -1, "tomorrow": 1}.get(match["word"], 0))
    if (match["d"] and int(match["d"]) != day.day) or text[: match.start()].endswith("of "):
        return
    month = _MONTHS[day.month - 1]
    told = random.choice(
        [f"on {day.day} {month} {day.year}", f"on {month} {day.day}, {day.year}", f"on {day.day} {month}"]
    )
    yield f"{text[: match.start()]}{told}{text[match.end() :]}" if match.start() else ""


def _reported(text: str, sentence: Sentence, before: Sentence | None, names: Names, random: Random) -> Iterator[str]:
    for pattern, new in _REPORTS:
        if pattern.search(text):
            yield pattern.sub(new, text, count=1)


def _turned(text: str, sentence: Sentence, before: Sentence | None, names: Names, random: Random) -> Iterator[str]:
    """Active for passive and the reverse."""
    lead = _LEAD.match(text)
    clause = _capital(text[lead.end() :]) if lead else text
    made = _CABINET.match(clause)
    if made and re.search(r"propos|plan|agreement|Bill|draft|recommendation", made["what"]):
        yield f"The {made['who']} {made['verb']} {_small(made['what'])}."
        return
    made = _PASSIVE.match(clause)
    if (
        made
        and made["verb"] in BASES_OF_PARTICIPLES
        and not re.search(r"\b(?:who|which|was|were|by|is)\b", made["what"] + made["who"])
    ):
        past = {
            "held": "held",
            "given": "gave",
            "taken": "took",
            "drawn": "drew",
            "undertaken": "undertook",
            "written": "wrote",
        }
        yield f"{_capital(made['who'])} {past.get(made['verb'], made['verb'])} {_small(made['what'])}."
    made = _ATTENDED.match(clause)
    if made and not re.search(
        r"\b(?:who|which|was|were|and|he|she|they|it|[Aa]lso)\b|ly\b|^(?:He|She|They|It)\b", made["who"] + made["what"]
    ):
        yield f"{_capital(made['what'])} {'were' if re.match(r'[a-z]+ [a-z]+s ', made['what']) else 'was'} {made['verb']} by {_small(made['who'])}."  # noqa: E501 - a pattern


def _joined(text: str, sentence: Sentence, before: Sentence | None, names: Names, random: Random) -> Iterator[str]:
    if before is None:
        return
    first = plain(before)
    if is_material(first) and len(first) + len(text) < 320 and _BEGINS_SMALL.match(text) and not text.startswith("As"):  # noqa: PLR2004
        yield f"{first[:-1]}, and {_small(text)}"


def _named(text: str, sentence: Sentence, before: Sentence | None, names: Names, random: Random) -> Iterator[str]:
    """The person of the sentence before in the place of "he" or "she"."""
    if before is None or not re.match(r"(?:He|She) [a-z]", text):
        return
    first = plain(before)
    found = [name for name in names.persons if name in first]
    others = re.findall(
        r"\b(?:[Aa]mbassador|[Cc]ommissioner|[Mm]inister|[Ss]ecretary|[Dd]irector|[Cc]hair\w+|Mr|Dr)\b", first
    )
    if len(found) == 1 and first.find(found[0]) < 40 and len(others) <= 1:  # noqa: PLR2004 - its subject
        yield f"{found[0]}{re.sub('^(?:He|She)', '', text)}"


def _countries(text: str, sentence: Sentence, before: Sentence | None, names: Names, random: Random) -> Iterator[str]:
    for match in re.finditer(r"\b(?:[Tt]he )?Government of ", text):
        country = COUNTRY.match(text, match.end())
        if country and country["noun"] and not re.match(r"[’']", text[country.end() :]):
            the = "The" if match.start() == 0 else "the"
            yield f"{text[: match.start()]}{the} {ADJECTIVES[country['noun']]} government{text[country.end() :]}"
    for match in COUNTRY.finditer(text):
        rest = re.match(r" (?P<what>[Gg]overnment|Ambassador|High Commissioner)(?= [a-z]|\.)", text[match.end() :])
        if match["adjective"] and rest:
            yield f"{text[: match.start()]}{rest['what'].replace('gov', 'Gov')} of {NOUNS[match['adjective']]}{text[match.end() + rest.end() :]}"  # noqa: E501 - a pattern


def _untitled(text: str, sentence: Sentence, before: Sentence | None, names: Names, random: Random) -> Iterator[str]:
    shorter = _TITLE.sub("", text)
    if shorter != text and "(" not in shorter[:60] and len(shorter.split()[0]) > 2:  # noqa: PLR2004 - initials left alone read badly
        yield shorter


def _contracted(text: str, sentence: Sentence, before: Sentence | None, names: Names, random: Random) -> Iterator[str]:
    shorter = re.sub(r"\b(do|does|did|has|have|had|is|are|was|were|would|should|could) not\b(?! only)", r"\1n't", text)
    shorter = shorter.replace(" cannot ", " can't ").replace(" will not ", " won't ")
    if shorter != text:
        yield shorter


def _reordered(text: str, sentence: Sentence, before: Sentence | None, names: Names, random: Random) -> Iterator[str]:
    made = _ADJUNCT.fullmatch(text)
    if (
        made
        and _begins_clause(made["rest"])
        and not re.search(r"\b(?:that|which|who|and|to|if|after|before|for)\b", made["rest"])
    ):
        yield f"{_capital(made['rest'])} {_small(made['adjunct'])}."


def _synonyms(text: str, sentence: Sentence, before: Sentence | None, names: Names, random: Random) -> Iterator[str]:
    changed = text
    for pattern, new in random.sample(_SYNONYMS, len(_SYNONYMS)):
        if (
            len(re.findall(r"\w+", changed))
            and pattern.search(changed)
            and sum(a != b for a, b in zip(text.split(), changed.split(), strict=False)) < 1
        ):
            changed = pattern.sub(new, changed, count=1)
    if changed != text:
        yield _capital(changed)


REWORDINGS: dict[str, Reword] = {
    "verbatim": _whole, "extract": _extracted, "framed": _framed, "number form": _renumbered, "date form": _redated,
    "relative date resolved": _resolved, "reporting verb": _reported, "active or passive": _turned,
    "two sentences joined": _joined, "pronoun resolved": _named, "country form": _countries,
    "title dropped": _untitled, "contraction": _contracted, "word order": _reordered, "synonym": _synonyms,
}  # fmt: skip


def plain(sentence: Sentence) -> str:
    """A sentence on one line, without the mark of a list item, beginning with a capital."""
    text = " ".join(sentence.text.split())
    return _capital(re.sub(r"^(?:[-–*]|\(?\w{1,3}[.)])\s+", "", text))


def is_material(text: str) -> bool:
    """Whether a text is one whole sentence, as people write it."""
    return (
        60 <= len(text) <= 420  # noqa: PLR2004 - neither headings nor lists
        and text.endswith(".")
        and bool(re.match(r"[A-Z“‘]", text))
        and bool(_FINITE.search(text))
        and not re.search(
            r"[|•:;…\[\]]|“[^”]*$|^[^“]*”|\b(?:Nos?|viz|etc|approx|Rs|H\.E|Hon|Dr|Mr|Ven)\.$|\?|\.{2}|- -|\bi\.e", text
        )
        and text.count("(") == text.count(")")
        and sum(word.isupper() for word in text.split()) < 6  # noqa: PLR2004
    )


def _begins_clause(text: str) -> bool:
    return bool(re.match(r"(?:the|The|a|an|this|these|[A-Z]\w+|he|she|they|it|both|all|approval|action)\b", text))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if _BEGINS_SMALL.match(text) else text
