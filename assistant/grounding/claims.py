"""Answer text + evidence → checked Claims. What the model says about its sources is a hint, never a proof.

A claim is supported by a sentence, or up to three of one document, if these hold enough of its words and nothing in
them speaks against it (see objections).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from assistant.countries.names import is_country_word, unified
from assistant.domain import Citation, Claim, Evidence, Sentence, Verdict
from assistant.grounding.abroad import ENGLISH, Similar, is_foreign, same_abroad
from assistant.grounding.edits import Inexact, Reworded, against, repeats
from assistant.grounding.lists import is_list, lists
from assistant.grounding.missing import unnamed
from assistant.grounding.objections import objections, overstated
from assistant.grounding.objects import another_object
from assistant.grounding.purposes import not_for
from assistant.grounding.replies import is_claim, markers, unmarked
from assistant.grounding.support import score, signals
from assistant.questions.answering import ASKED_FOR, Asked
from assistant.sentences.compared import Ground, Header, Stated, content_terms, grounds_of, headers_of, with_title
from assistant.sentences.coverage import held_share
from assistant.sentences.dating import dates
from assistant.sentences.facts import facts, without_status
from assistant.sentences.offices import offices
from assistant.sentences.parties import parties
from assistant.sentences.rarity import weighted_share, weights_of
from assistant.sentences.speakers import actors
from assistant.sentences.thesaurus import is_word
from assistant.words import FUNCTION_WORDS, stem, words

# Share of a claim's weighted words that its sentences must hold. Chosen on the project's own question set:
# extracts reach 1, paraphrases 0.6 to 0.9, true-sounding inventions stay below 0.5.
COVERAGE = 0.65
SINGLY = 4  # sentences of a document that are tried by themselves
MOST_SENTENCES = 3  # that one claim may rest on
WORTH_ADDING = 0.12  # coverage that a further sentence must bring
FRAGMENT = 4  # words: up to so many, "Kuinori Matsuda", are no sentence

ELSE = "The nearest sentence says something else."

REACH = 4  # sentences back that "he" or "it" may stand for something in
_REFERS = re.compile(  # near the start, and not "it was recognised that"
    r"^.{0,120}?\b(?:he|she|it(?! (?:is|was|has been) \w+ (?:that|to)\b)|"
    r"they|his|her|its|their|him|them|this|these|that|those|such|same|both|two|mutual|bilateral|said|"
    r"the (?:country|countries|nations?|sides?|parties|project|programme?|agreement|company|visit|meeting|discussions?|"
    r"loan|grant|proposal|delegation|government|contract|event|scheme|study|bank|fund|association|mou|investment))\b",
    re.IGNORECASE | re.DOTALL,
)
_THE_SAME = re.compile(r"\W*[Tt]he (?:[a-z]+ )?([a-z]{4,}) (?:is|are|was|were|will|would|has|have|had|shall|may|can)\b")
# How sentences begin that name nobody yet.
_OPENERS = frozenset(
    """
    additionally among another besides beyond despite earlier finally first five four further furthermore however in
    later many moreover most much next one overall second several since ten therefore three throughout thus two under
    until upon whether yes yet
    selon pendant lors après depuis ainsi enfin cependant laut gemäß nach seit während según durante desde tras además
    """.split()  # noqa: SIM905 - as a list it would fill a page
)
_FIRST_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Best:
    """Sentences that a claim is compared with, what speaks against it, and the share of its words that they hold."""

    chosen: list[Ground]
    reasons: list[str]
    coverage: float


# A claim that nothing bears, what it was compared with, and the sentences that its markers name.
Unborne = tuple[Stated, Best, set[Sentence]]


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
        found = (sentence for item in evidence for sentence in item.sentences)
        sentences = sorted(found, key=lambda sentence: (sentence.passage.document.id, sentence.start))
        self._headers = headers_of(sentences)
        self._grounds = list(grounds_of(sentences, self._headers))
        self._people = {name: kinds for header in self._headers.values() for name, kinds in header.people.items()}
        self._languages = frozenset(item.passage.document.language for item in evidence)
        self._question = question
        self._numbered = tuple(numbered)
        self._similar = similar
        self._numbers: dict[tuple[str, int], int] = {}
        self._unborne: list[Unborne] = []  # claims that nothing bears; see outdone
        self._weight = weights_of([ground.terms for ground in self._grounds])
        self._unseen = math.log(1 + 2 * len(self._grounds)) if self._grounds else 1.0
        names = {name for ground in self._grounds for name in ground.facts.names} | facts(question).names
        self._names = {name.casefold() for name in names}
        self._asked = Asked(question, self._grounds, self._headers)

    def check(self, text: str) -> Claim:
        """The claim made by one sentence of an answer, with its citations or the reasons why it has none."""
        claim, chosen, unborne = self._checked(text)
        if unborne:
            self._unborne.append(unborne)
        return replace(claim, citations=self._cited(chosen))

    def answers(self, sentence: Sentence) -> bool:
        """Whether no rule speaks against a sentence of the evidence as an answer, of which it does not become a part:
        it is given no number."""
        return self._checked(sentence.text)[0].verdict is Verdict.SUPPORTED

    def _checked(self, text: str) -> tuple[Claim, Sequence[Ground], Unborne | None]:
        """A claim, what it rests on, and what is known of one that nothing bears."""
        bare = unmarked(text)
        claim = self._taken_apart(unified(bare))
        if not is_claim(bare) and not (claim.facts.numbers or claim.facts.dates.days):
            return Claim(bare, Verdict.NOT_A_CLAIM), [], None
        marked = {self._numbered[number - 1] for number in markers(text) if 0 < number <= len(self._numbered)}
        best = self._best(claim, marked, self._headers)
        score_ = self._score(claim, best.chosen)
        if not best.reasons:
            return Claim(bare, Verdict.SUPPORTED, score=score_), best.chosen, None
        if self._similar and is_foreign(claim, self._grounds):
            told = self._asked.repeated(claim)
            foreign = None if told else same_abroad(claim, self._grounds, self._headers, marked, self._similar)
            if foreign is not None:
                return Claim(bare, Verdict.SUPPORTED), [foreign], None
            # Its words stand in none of them, which says nothing.
            return Claim(bare, Verdict.UNSUPPORTED, reasons=tuple(told or [ELSE]), score=score_), [], None
        unsupported = Claim(bare, Verdict.UNSUPPORTED, reasons=tuple(best.reasons), score=score_)
        return unsupported, [], (claim, best, marked)

    def outdone(self) -> Iterator[tuple[Sentence, ...]]:
        """What may be quoted instead of the claims that nothing bears, in their order; see _instead."""
        told: set[tuple[Sentence, ...]] = {()}
        for one in self._unborne:
            if (sentences := self._instead(*one)) not in told:
                told.add(sentences)
                yield sentences

    def _instead(self, claim: Stated, best: Best, marked: set[Sentence]) -> tuple[Sentence, ...]:
        """The sentences that may be quoted instead of a claim: nothing speaks against it but that it puts inexactly
        what they say, or names what their document's title names: that is no evidence, but tells what they are about.
        """
        if best.chosen and all(isinstance(reason, Reworded) for reason in best.reasons):
            return tuple(ground.sentence for ground in best.chosen)
        # Of a sentence that tells of no step at all nothing is learned of how far things have got.
        if best.chosen and best.chosen[0].facts.rung and all(isinstance(reason, Inexact) for reason in best.reasons):
            return (best.chosen[0].sentence,)
        titled = self._best(claim, marked, self._titled)
        return () if titled.reasons else tuple(ground.sentence for ground in titled.chosen)

    @cached_property
    def _titled(self) -> dict[str, Header]:
        """The headers, with what titles name."""
        documents = {ground.document.id: ground.document for ground in self._grounds}
        return {id_: with_title(header, documents[id_]) for id_, header in self._headers.items()}

    def quote(self, sentence: Sentence) -> Claim:
        """The claim that a sentence of the evidence makes by itself."""
        own = [ground for ground in self._grounds if ground.sentence == sentence]
        return Claim(f"“{' '.join(sentence.text.split())}”", Verdict.SUPPORTED, self._cited(own))

    def _best(self, claim: Stated, marked: set[Sentence], headers: Mapping[str, Header]) -> Best:
        """The sentences that support the claim best, with what speaks against it even so."""
        best = Best([], ["No sentence is near to it."], 0.0)
        for choice in self._choices(claim, marked):
            header = headers[choice[0].document.id]
            if len(choice) > 1 and not (is_list(choice) or self._belong_together(claim, choice)):
                continue
            trial = self._with_names(claim, choice, header)
            coverage, against = self._judged(claim, trial, header)
            # Who "he" is may stand elsewhere; how far things got, not.
            against += overstated(claim, choice)
            if not best.chosen or (len(against), -coverage) < (len(best.reasons), -best.coverage):
                best = Best(trial, against, coverage)
        if best.chosen and not best.reasons and (turned := self._turned(claim, best.chosen)):
            return replace(best, reasons=turned)
        return best

    def _belong_together(self, claim: Stated, chosen: Sequence[Ground]) -> bool:
        """Whether several sentences may bear one claim: nothing speaks against any of them, or each says "it" or "the
        agreement" for something in another that stands shortly before it. Others would be patched together."""
        header = self._headers[chosen[0].document.id]
        if not any(objections(claim, [ground], header) for ground in chosen):
            return True
        first, *later = sorted(chosen, key=lambda ground: ground.sentence.start)
        linked = {first.key}
        for ground in later:
            near = {other.key for _, distance, other in self._referred_to(ground) if distance <= REACH}
            if not near & linked:
                return False
            linked.add(ground.key)
        return True

    def _turned(self, claim: Stated, chosen: Sequence[Ground]) -> list[str]:
        """What a sentence that the claim repeats almost word by word says otherwise, if no chosen one is repeated so:
        the nearest sentence decides, not one that is vague enough."""
        if any(repeats(claim.text, ground.text) for ground in chosen):
            return []
        near = sorted(self._grounds, key=lambda ground: self._nearness(claim, ground), reverse=True)[:SINGLY]
        return [reason for ground in near for reason in against(claim.text, ground.text)]

    def _score(self, claim: Stated, chosen: Sequence[Ground]) -> float | None:
        if not chosen:
            return None
        header = self._headers[chosen[0].document.id]
        return round(score(signals(claim, chosen, header, self._weight, self._grounds)), 3)

    def _taken_apart(self, text: str) -> Stated:
        stated = facts(text)
        first = _FIRST_WORD.match(text)
        if first and self._is_name(first[0]):
            stated = replace(stated, names=stated.names | {first[0]})
        # An answer of a few words says something only together with its question.
        whole = text
        if len(text.split()) <= FRAGMENT and ENGLISH.search(self._question):
            asked = unified(self._question)
            whole = f"{asked} {text}"
            stated = replace(stated, names=stated.names | facts(asked).names)
        # Dates, numbers and status are compared as such: "6 September" stands nowhere as these words.
        undated = without_status(dates(whole)[1])
        terms = {
            language: frozenset(term for term in content_terms(undated, language) if not term.isdigit())
            for language in self._languages
        }
        granted = frozenset(words(" ".join(match[0] for match in ASKED_FOR.finditer(self._question))))
        return Stated(text, terms, stated, actors(text, self._people), parties(text), offices(text), granted)

    def _is_name(self, word: str) -> bool:
        """Whether the first word of a sentence, which is capital whatever it is, is a name: one that the question or
        the documents write so inside a sentence, a country, or a word that the documents do not know at all."""
        plain = word.casefold()
        if plain in self._names or is_country_word(word):
            return True
        strange = plain not in FUNCTION_WORDS and plain not in _OPENERS and not is_word(stem(plain, "en"))
        return (
            strange
            and word[:1].isupper()
            and word.isascii()
            and not any(content_terms(plain, language) & self._weight.keys() for language in self._languages)
        )

    def _choices(self, claim: Stated, marked: set[Sentence]) -> Iterator[list[Ground]]:
        """Sets of sentences worth a look: those marked, and for each document the best one to three, grown greedily."""
        named = [ground for ground in self._grounds if ground.sentence in marked][:MOST_SENTENCES]
        for size in range(1, len(named) + 1):
            for some in combinations(named, size):
                if len({ground.document.id for ground in some}) == 1:
                    yield list(some)
        yield from lists(claim, self._grounds)
        for document in self._headers:
            here = [ground for ground in self._grounds if ground.document.id == document]
            here.sort(key=lambda ground: self._nearness(claim, ground), reverse=True)
            yield from ([ground] for ground in here[:SINGLY])
            chosen = here[:1]
            while here and len(chosen) < MOST_SENTENCES:
                best = max(here, key=lambda ground: self._coverage(claim, [*chosen, ground]))
                if self._coverage(claim, [*chosen, best]) < self._coverage(claim, chosen) + WORTH_ADDING:
                    break
                chosen = [*chosen, best]
                here.remove(best)
                yield chosen

    def _nearness(self, claim: Stated, ground: Ground) -> float:
        """The coverage, and among equals the one that has the claim's numbers and dates."""
        values = {number.value for number in ground.facts.numbers}
        facts_ = sum(number.value in values for number in claim.facts.numbers)
        facts_ += len(claim.facts.dates.days & ground.facts.dates.days)
        return self._coverage(claim, [ground]) + WORTH_ADDING * facts_

    def _with_names(self, claim: Stated, chosen: list[Ground], header: Header) -> list[Ground]:
        """The sentences, and those before them that bring the names for which they say "he", "it" or "the minister"."""
        while (lacking := unnamed(claim.facts.names, chosen, header)) and len(chosen) < MOST_SENTENCES:
            brings = [
                (
                    len(lacking) - len(unnamed(lacking, [other])),
                    named,
                    len(_terms(claim, other) & other.terms),
                    -distance,
                    other,
                )
                for named, distance, other in self._referred_to(chosen[0])
                if other not in chosen
            ]
            best = max(brings, key=lambda one: one[:4], default=None)
            if best is None or best[0] == 0:
                break
            chosen = [*chosen, best[4]]
        return chosen

    def _referred_to(self, ground: Ground) -> Iterator[tuple[bool, int, Ground]]:
        """The sentences that this one may refer to: each before it that names the holder of an office which it names
        without a name (True), and, if it says "he" or "it", the few before it; with how far away they are."""
        offices_ = {office.kind for office in ground.offices if not office.person}
        refers, same = _REFERS.search(ground.text), _THE_SAME.match(ground.text)
        thing = stem(same[1], "en") if same else ""
        earlier, distance = ground.before, 1
        while earlier is not None:
            named = any(office.kind in offices_ and office.person for office in earlier.offices)
            if named or ((refers or thing in earlier.terms) and distance <= REACH):
                yield named, distance, earlier
            earlier, distance = earlier.before, distance + 1

    def _judged(self, claim: Stated, chosen: Sequence[Ground], header: Header) -> tuple[float, list[str]]:
        """The share of the claim's words that the chosen sentences hold, and what speaks against them."""
        coverage, unheld = held_share(claim, chosen, header)
        against = objections(claim, chosen, header)
        against += self._asked.against(claim, chosen, unheld)
        against += [*not_for(claim, chosen), *another_object(claim, chosen)]
        # What a list holds is known: nothing may be added to it.
        if coverage < COVERAGE or (unheld and len(chosen) > 1 and is_list(chosen)):
            against += [f"“{word}” is not in it." for word in unheld] or [ELSE]
        return coverage, against

    def _coverage(self, claim: Stated, chosen: Sequence[Ground]) -> float:
        held = frozenset().union(self._headers[chosen[0].document.id].terms, *(ground.terms for ground in chosen))
        return weighted_share(_terms(claim, chosen[0]), held, self._weight, self._unseen)

    def _cited(self, grounds: Sequence[Ground]) -> tuple[Citation, ...]:
        found = [
            Citation(self._numbers.setdefault(ground.key, len(self._numbers) + 1), ground.sentence)
            for ground in grounds
        ]
        return tuple(sorted(found, key=lambda citation: citation.number))


def _terms(claim: Stated, ground: Ground) -> frozenset[str]:
    return claim.terms[ground.document.language]
