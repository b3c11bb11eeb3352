"""Answer text + evidence → checked Claims. What the model says about its sources is a hint, never a proof.

A claim is supported by a sentence (or up to three of one document) if these hold what the claim says: enough of its
words, all of its numbers, dates and names, no contrary negation, and a status at least as far as the claimed one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from assistant.countries import country_word, is_country_word
from assistant.domain import Citation, Claim, Evidence, Sentence, Verdict
from assistant.facts import Facts, Number, covers, done_words, facts, negated_words, possible_words, without_status
from assistant.speakers import actors, contradicts, roles_of_names
from assistant.words import FUNCTION_WORDS, stem, words

# Share of a claim's weighted words that its sentences must hold. Chosen on the project's own question set:
# extracts reach 1, paraphrases 0.6 to 0.9, true-sounding inventions stay below 0.5.
COVERAGE = 0.6
MOST_SENTENCES = 3  # that one claim may rest on
WORTH_ADDING = 0.12  # coverage that a further sentence must bring
# Of meaning, for a claim in another language than its sentence. On XQuAD 95 % of Spanish sentences reach it with their
# English translation, and 1 % with another sentence of the same paragraph.
SIMILARITY = 0.53

REFUSAL = "The documents do not say."

# What a question asks for, which an answer may name though no sentence does: "which export goods", "how large".
_ASKED_FOR = re.compile(
    r"\b(?:which|what|whose|how)\s+(?:(?:is|are|was|were)\s+)?(?:the\s+)?(?:\w+\s+){0,1}?\w+|\bnames?\b", re.IGNORECASE
)
_FIRST_WORD = re.compile(r"[^\W\d_]{2,}")
_RUPEES = {"RS", "PKR", "INR", "LKR"}  # "Rs" is each of them

_MARKER = re.compile(r"\s*[\[【](?:sentence )?(\d{1,4}(?:\s*[,;–-]\s*\d{1,4})*)[\]】]", re.IGNORECASE)
_REFUSED = re.compile(
    r"\b(?:documents?|sentences?|texts?|evidence|passages?|information)\b[^.]{0,40}\b(?:do(?:es)? not|don[’']t|doesn[’']t)\b"
    r"[^.]{0,20}\b(?:say|state|mention|answer|provide|contain|specify|give|include|indicate|tell)\b",
    re.IGNORECASE,
)

Similar = Callable[[str, Sequence[str]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class _Ground:
    """One evidence sentence with everything that a claim is compared with."""

    sentence: Sentence
    document: str  # its id
    terms: frozenset[str]
    facts: Facts


class Grounds:
    """The evidence of one question, prepared once, against which each sentence of the answer is checked.

    ``numbered`` are the sentences in the order in which the model saw them: its marker ``[3]`` means ``numbered[2]``.
    ``similar`` gives the similarity of meaning (0: unrelated, 1: the same) of a text with each of several sentences;
    it is asked only where claim and sentence are in different languages, so that they share no words.
    """

    def __init__(
        self,
        evidence: Sequence[Evidence],
        numbered: Sequence[Sentence],
        similar: Similar | None,
        question: str = "",
    ) -> None:
        sentences = [sentence for item in evidence for sentence in item.sentences]
        self._grounds = [_ground(sentence) for sentence in sorted(sentences, key=_key)]
        self._headers = {item.passage.document.id: _header(item) for item in evidence}
        self._numbered = tuple(numbered)
        self._similar = similar
        self._numbers: dict[tuple[str, int], int] = {}
        self._roles = roles_of_names(ground.sentence.text for ground in self._grounds)
        self._acts = _acts([ground.sentence for ground in self._grounds], self._roles)
        counts = Counter(term for ground in self._grounds for term in ground.terms)
        total = len(self._grounds)
        self._weight = {term: math.log(1 + total / count) for term, count in counts.items()}
        self._unseen = math.log(1 + 2 * total) if total else 1.0
        known = {name for ground in self._grounds for name in ground.facts.names} | facts(question).names
        self._proper = {name.casefold() for name in known}
        # A word of the question that no sentence holds is what a model repeats when it makes up an answer:
        # "How much does the park cost?" - "The park costs 1,500 acres."
        language = evidence[0].passage.document.language if evidence else "und"
        self._parroted = _telling(question) - counts.keys() if language == "en" else frozenset()

    def check(self, text: str, language: str = "und") -> Claim:
        """The claim made by one sentence of an answer, with its citations or the reasons why it has none."""
        bare = _bare(text)
        if not _is_claim(bare):
            return Claim(bare, Verdict.NOT_A_CLAIM)
        stated = facts(bare)
        first = _FIRST_WORD.match(bare)
        if first and (first[0].casefold() in self._proper or is_country_word(first[0])):  # "Brazil offered …": any word is capital at the beginning
            stated = replace(stated, names=stated.names | {first[0]})
        wanted = _terms(bare, language)
        marked = [self._numbered[number - 1] for number in markers(text) if 0 < number <= len(self._numbered)]
        best: tuple[int, float, list[str], list[_Ground]] | None = None
        for choice in self._choices(wanted, marked):
            chosen = self._with_names(stated, choice)
            coverage, reasons = self._judge(bare, stated, wanted, chosen)
            trial = (len(reasons), -coverage, reasons, chosen)
            if best is None or trial[:2] < best[:2]:
                best = trial
        if best is not None and not best[2]:
            return Claim(bare, Verdict.SUPPORTED, self._cite(ground.sentence for ground in best[3]))
        foreign = self._foreign(bare, stated, wanted, marked)
        if foreign is not None:
            return Claim(bare, Verdict.SUPPORTED, self._cite([foreign]))
        return Claim(bare, Verdict.UNSUPPORTED, reasons=tuple(best[2]) if best else ("No sentence is near to it.",))

    def quote(self, sentence: Sentence) -> Claim:
        """The claim that a sentence of the documents makes by itself."""
        return Claim(f"“{sentence.text}”", Verdict.SUPPORTED, self._cite([sentence]))

    def _choices(self, wanted: frozenset[str], marked: Sequence[Sentence]) -> list[list[_Ground]]:
        """Sets of sentences worth a look: those marked, and for each document the best one to three, grown greedily."""
        found: list[list[_Ground]] = []
        named = [ground for ground in self._grounds if ground.sentence in marked]
        if named:
            found += [[ground] for ground in named]
            found += [list(pair) for pair in combinations(named, 2)] if len(named) <= MOST_SENTENCES else []
            found += [named] if len(named) == MOST_SENTENCES else []
        for document, header in self._headers.items():
            here = [ground for ground in self._grounds if ground.document == document]
            chosen: list[_Ground] = []
            for _ in range(MOST_SENTENCES):
                gains = [
                    (self._coverage(wanted, [*chosen, ground], header), ground)
                    for ground in here
                    if ground not in chosen
                ]
                if not gains:
                    break
                top, ground = max(gains, key=lambda gain: gain[0])
                if chosen and top < self._coverage(wanted, chosen, header) + WORTH_ADDING:
                    break
                chosen = [*chosen, ground]
                found.append(chosen)
        return found

    def _with_names(self, stated: Facts, chosen: list[_Ground]) -> list[_Ground]:
        """The sentences, and with them those of the same document that bring the names which they say "he" or "it" for."""
        document = chosen[0].document
        for ground in self._grounds:
            known = [*(one.facts for one in chosen), self._headers[document].facts]
            missing = _unnamed(stated.names, known, _texts(chosen))
            if not missing or len(chosen) >= MOST_SENTENCES:
                break
            if ground.document == document and len(_unnamed(missing, [ground.facts], _texts([ground]))) < len(missing):
                chosen = [*chosen, ground]
        return chosen

    def _judge(
        self, text: str, stated: Facts, wanted: frozenset[str], chosen: Sequence[_Ground]
    ) -> tuple[float, list[str]]:
        """The share of the claim's words that the chosen sentences hold, and what speaks against them."""
        header = self._headers[chosen[0].document]
        coverage = self._coverage(wanted, chosen, header)
        reasons = _missing(stated, [ground.facts for ground in chosen], header.facts, chosen)
        if stated.numbers or stated.dates:
            reasons += [f"No sentence speaks of “{word}”." for word in sorted(wanted & self._parroted)]
        if coverage < COVERAGE:
            reasons.append("The nearest sentence says something else.")
        reasons += _contrary(text, stated, chosen)
        done = [self._acts[_key(ground.sentence)] for ground in chosen]
        together = {act: frozenset().union(*(one.get(act, ()) for one in done)) for one in done for act in one}
        if contradicts(actors(text, self._roles), together):
            reasons.append("Somebody else says or does it in the sentence.")
        return coverage, reasons

    def _coverage(self, wanted: frozenset[str], chosen: Sequence[_Ground], header: _Ground) -> float:
        held = frozenset().union(header.terms, *(ground.terms for ground in chosen))
        mass = sum(self._weight.get(term, self._unseen) for term in wanted)
        return sum(self._weight.get(term, self._unseen) for term in wanted & held) / mass if mass else 0.0

    def _foreign(self, text: str, stated: Facts, wanted: frozenset[str], marked: Sequence[Sentence]) -> Sentence | None:
        """The sentence of another language that means the same and holds the same numbers and dates, if there is one."""
        if self._similar is None or not self._grounds:
            return None
        telling = {term for term in wanted if not term.isdigit()}
        if any(len(telling & ground.terms) > len(telling) / 3 for ground in self._grounds):
            return None  # the same language: then its words decide
        scores = self._similar(text, [ground.sentence.text for ground in self._grounds])
        for index in np.argsort(-scores).tolist():
            ground: _Ground = self._grounds[index]
            if scores[index] < SIMILARITY - (0.05 if ground.sentence in marked else 0):
                return None
            header = self._headers[ground.document]
            bare = frozenset(replace(number, noun="") for number in stated.numbers)
            nameless = replace(stated, numbers=bare, names=frozenset())
            if not _missing(nameless, [ground.facts], header.facts, [ground]):
                return ground.sentence
        return None

    def _cite(self, sentences: Iterable[Sentence]) -> tuple[Citation, ...]:
        cited = []
        for sentence in sentences:
            cited.append(Citation(self._numbers.setdefault(_key(sentence), len(self._numbers) + 1), sentence))
        return tuple(sorted(cited, key=lambda citation: citation.number))


def markers(text: str) -> tuple[int, ...]:
    """The numbers of the markers in a text: "Signed. [2, 3]" → (2, 3)."""
    return tuple(int(number) for match in _MARKER.finditer(text) for number in re.findall(r"\d+", match[1]))


def is_refusal(text: str) -> bool:
    """Whether a sentence says that the documents do not answer."""
    return text.strip().rstrip(".").casefold() == REFUSAL.rstrip(".").casefold() or bool(_REFUSED.search(text))


def _bare(text: str) -> str:
    return " ".join(_MARKER.sub("", text).replace("**", "").split())


def _is_claim(text: str) -> bool:
    if is_refusal(text) or text.endswith(("?", "？", "؟")):
        return False
    # "The minister made three offers:" says something; "Here is the answer:" does not.
    return not (text.endswith(":") and len(text.split()) <= 8) and bool(re.search(r"\w", text))  # noqa: PLR2004


def _terms(text: str, language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in words(text) if word not in FUNCTION_WORDS)


def _acts(sentences: Sequence[Sentence], names: dict[str, str]) -> dict[tuple[str, int], dict[str, frozenset[str]]]:
    """Who does what in each sentence; "he" is whom the sentence before it speaks of first."""
    found = {}
    before: Sentence | None = None
    for sentence in sentences:
        same = before is not None and before.passage.document.id == sentence.passage.document.id
        found[_key(sentence)] = actors(sentence.text, names, before.text if same and before else "")
        before = sentence
    return found


def _key(sentence: Sentence) -> tuple[str, int]:
    return (sentence.passage.document.id, sentence.start)


def _telling(question: str) -> frozenset[str]:
    """The terms of an English question that an answer may not take for granted: not what it asks for ("which
    organisation", "what is the name"), and not the words of the status ladder, which are compared by their rung."""
    return _terms(without_status(_ASKED_FOR.sub(" ", question)), "en")


def _ground(sentence: Sentence) -> _Ground:
    document = sentence.passage.document
    reference = document.date.value if document.date else None
    return _Ground(sentence, document.id, _terms(sentence.text, document.language), facts(sentence.text, reference))


def _header(item: Evidence) -> _Ground:
    document = item.passage.document
    # The title is not evidence: a headline may say more than the text below it.
    stated = [part.value for part in (document.place, document.date, document.publisher) if part]
    first = item.sentences[0]
    return _Ground(first, document.id, _terms(" ".join(stated), document.language), facts(". ".join(stated)))


def _missing(stated: Facts, held: Sequence[Facts], header: Facts, chosen: Sequence[_Ground]) -> list[str]:
    texts = _texts(chosen)
    known = [*held, header]
    reasons = []
    for number in stated.numbers:
        if not any(_same(number, other, texts) for one in known for other in one.numbers):
            reasons.append(f"The number {number.value.normalize():f} is not in it.")
    for day in stated.dates:
        # The day of publication is not the day of what is reported, but it gives its month and year.
        printed = [*held, header] if len(day) < len("2021-09-07") else held
        if not any(covers(day, other) for one in printed for other in one.dates):
            reasons.append(f"The date {day} is not in it.")
    for name in sorted(_unnamed(stated.names, known, texts)):
        reasons.append(f"The name {name} is not in it.")
    return reasons


def _texts(chosen: Sequence[_Ground]) -> str:
    return " ".join(ground.sentence.text for ground in chosen).casefold()


def _unnamed(names: Iterable[str], known: Sequence[Facts], texts: str) -> list[str]:
    """Those of the names that neither the facts nor the texts (in lower case) hold, "Japanese" being held by "Japan"."""
    held = {country_word(name) for one in known for name in one.names}
    held |= {country_word(word) for word in re.findall(r"[^\W\d_]+", texts) if is_country_word(word)}
    return [
        name
        for name in names
        if country_word(name) not in held and not re.search(rf"\b{re.escape(name.casefold())}", texts)
    ]


def _same(stated: Number, known: Number, texts: str) -> bool:
    """Whether the sentences (``texts``, in lower case) hold the stated number as a number of the same thing."""
    if stated.value != known.value:
        return False
    if stated.unit and stated.unit != known.unit and {stated.unit, known.unit} - _RUPEES:
        return False
    return not stated.noun or stated.noun == known.noun or _root(stated.noun) in texts


def _root(word: str) -> str:
    """What the forms of a word begin with: acres → acre, companies → compan."""
    return word[: max(4, len(word) - 2)] if len(word) > 4 else word.rstrip("s")  # noqa: PLR2004


def _contrary(text: str, stated: Facts, chosen: Sequence[_Ground]) -> list[str]:
    reasons = []
    if stated.negated and not any(ground.facts.negated for ground in chosen):
        reasons.append("It denies what the sentence does not deny.")
    if not stated.negated:
        longer = {word.casefold() for word in re.findall(r"\w{4,}", text)}
        if any(longer & negated_words(ground.sentence.text) for ground in chosen if ground.facts.negated):
            reasons.append("The sentence denies it.")
    possible = {stem(word, "en") for ground in chosen for word in possible_words(ground.sentence.text)}
    done = {stem(word, "en") for ground in chosen for word in done_words(ground.sentence.text)}
    if {stem(word, "en") for word in done_words(text)} & (possible - done):
        reasons.append("The sentence speaks of it as possible, not as done.")
    if stated.rung > max(ground.facts.rung for ground in chosen):
        reasons.append("It goes further than the sentence does.")
    return reasons
