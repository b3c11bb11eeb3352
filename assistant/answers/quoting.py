"""An answer without a chat model: the documents' own sentences that come nearest to the question, or none."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice

from assistant import items
from assistant.countries.gazetteer import english_names
from assistant.countries.names import countries_in, country_word, unified
from assistant.domain import Basis, Document, Evidence, Sentence
from assistant.grounding.abroad import Similar
from assistant.items import is_item, leads_in
from assistant.questions.language import language_asked
from assistant.questions.parts import speaks_to
from assistant.questions.question import chosen as without_choice
from assistant.sentences.coverage import is_held
from assistant.sentences.dating import covers, dates
from assistant.sentences.facts import Facts, facts
from assistant.sentences.rarity import weighted_share, weights_of
from assistant.splitting import is_ended, is_stamp
from assistant.words import FUNCTION_WORDS, stem, words

MOST = 2  # sentences that are quoted
LOOKED_AT = 4  # of the nearest
OF_NEAREST = 0.7  # of the nearest sentence's score that one must reach which holds a date or number that is asked for
OF_BEST = 0.9  # of the best one's score that a second must reach
WITH_MORE = 0.75  # the same, if it holds words of the question that the best one lacks: a question may have two parts

# Chosen on the project's own questions to its seed: below, questions that it answers and that it does not are alike.
LEAST_NEAR = 0.34  # similarity of meaning, 0 to 1
LEAST_HELD = 0.6  # share of the question's words that the evidence must hold, if they are of one language
# Where names cannot be compared, for the question is in another language, meaning must tell. Of the project's questions
# in four languages to 423 documents, those that have no answer stay below 0.53. Of 80 Spanish questions of XQuAD, 18
# reach 0.5 with a sentence of their English paragraph, and none with another paragraph of its article.
NEARER = 0.55
# Of 400 questions of SQuAD 2.0, of which those without an answer are made to look as if they had one, 30 of 197 with an
# answer reach both, all by the sentence that holds it, and 5 of 203 without.
SURELY_NEAR = 0.6
SURELY_HELD = 0.9  # of the question's words, by the sentence itself
# Below, a second look finds next to nothing more in the paragraphs of SQuAD 2.0.
WORTH_A_LOOK = 0.4
OF_THE_FIRST = 2  # sentences of the passage ranked first
WORDS_WEIGHT = 0.6  # of the share of the question's words that a sentence holds, against its similarity of meaning


class How(Enum):
    """By what a sentence is known to answer: its words and its meaning; its meaning alone, where the question is in
    another language; or both for sure, where a model has found nothing."""

    WORDS = auto()
    MEANING = auto()
    SURELY = auto()


@dataclass(frozen=True, slots=True)
class Near:
    """A sentence beside a question. ``near``: its similarity of meaning, ``share``: of the question's words that it
    holds, ``telling``: the same, but without its document's title, place and countries, and each word counted by how
    few of the sentences hold it, each 0 to 1; ``held``: these words of the question that it holds."""

    sentence: Sentence
    near: float
    share: float
    telling: float
    held: frozenset[str]

    @property
    def score(self) -> float:
        return self.near + WORDS_WEIGHT * self.telling

    def comes_near(self, best: Near) -> bool:
        """Whether it is to be quoted beside the best one, or is that."""
        return self.score >= (WITH_MORE if self.held - best.held else OF_BEST) * best.score


def quotable(
    question: str,
    evidence: Sequence[Evidence],
    similar: Similar,
    answers: Callable[[Sentence], bool],
    how: How = How.WORDS,
) -> list[Sentence]:
    """The sentences of the evidence that answer the question, in the order of their passages' ranks.

    Only those that hold anything of a kind that it asks for, such as a date (see `speaks_to`), and of which ``answers``
    knows nothing to the contrary. None where the evidence lacks a number, date or name of the question, or most of its
    words. By meaning alone, names may be written otherwise than in the question, but the sentence must be NEARER.
    """
    by_meaning = how is How.MEANING
    least = 0.0 if by_meaning else LEAST_HELD
    found = _compared(question, evidence, similar, named=not by_meaning, least=least)
    sentences = [one.sentence for one in found]
    nearest = max((one.score for one in found), default=0.0)
    telling = (
        index
        for index in sorted(range(len(found)), key=lambda index: -found[index].score)
        if found[index].score >= OF_NEAREST * nearest and speaks_to(question, [*_with_items(sentences, index)])
    )
    order = list(islice((index for index in islice(telling, LOOKED_AT) if answers(sentences[index])), MOST))
    if not order:
        return []
    best = found[order[0]]
    if best.near < {How.WORDS: LEAST_NEAR, How.MEANING: NEARER, How.SURELY: SURELY_NEAR}[how]:
        return []
    chosen = [index for index in sorted(order) if found[index].comes_near(best)]
    if how is How.SURELY:
        chosen = [index for index in chosen if found[index].near >= SURELY_NEAR and found[index].share >= SURELY_HELD]
    return [part for index in chosen for part in _with_items(sentences, index)]


def worth_a_look(question: str, evidence: Sequence[Evidence], similar: Similar) -> list[Sentence]:
    """The sentences of the evidence that may answer the question, for a model to tell: first those of the passage that
    was ranked first, then the nearest. They are compared together with their documents' titles, which tell what "the
    parties" and "this agreement" are. None where the evidence lacks a number, date or name of the question."""
    named = not is_foreign(question, evidence)
    found = [
        one for one in _compared(question, evidence, similar, named=named, titled=True) if one.near >= WORTH_A_LOOK
    ]
    found.sort(key=lambda one: -one.score)
    first = [one for one in found if one.sentence.passage == evidence[0].passage][:OF_THE_FIRST]
    return list(dict.fromkeys(one.sentence for one in (*first, *found)))


def _compared(  # noqa: PLR0913 - each by its name
    question: str,
    evidence: Sequence[Evidence],
    similar: Similar,
    *,
    named: bool,
    titled: bool = False,
    least: float = 0.0,
) -> list[Near]:
    """All sentences beside the question, in their order; none where the evidence lacks what the question names, or
    where together they hold some of its words, but less than the share ``least``. ``titled``: together with their
    documents' titles."""
    evidence = _of_the_country(question, evidence)
    sentences = [sentence for item in evidence for sentence in item.sentences if not _says_nothing(sentence)]
    if not sentences or not _hold(question, evidence, named=named):
        return []
    question = dates(without_choice(question)[0])[1]  # what is asked; when it was is for _hold to compare
    documents = [sentence.passage.document for sentence in sentences]
    texts = [
        f"{document.title.value}. {sentence.text}" if titled else sentence.text
        for document, sentence in zip(documents, sentences, strict=True)
    ]
    held = [_terms(text, document.language) for text, document in zip(texts, documents, strict=True)]
    asked = {language: _terms(question, language) for language in {document.language for document in documents}}
    titles = {_terms(document.title.value, document.language) for document in documents}
    together = max(_share(terms, frozenset().union(*held, *titles)) for terms in asked.values())
    if 0 < together < least:
        return []
    near = map(float, similar(question, texts))
    weights, unseen = weights_of(held), math.log(1 + len(held))  # an unseen word: as if one sentence held it
    told = {document.id: _told_of_all(document) for document in documents}
    found: list[Near] = []
    for sentence, document, own, nearness in zip(sentences, documents, held, near, strict=True):
        terms = asked[document.language]
        telling = terms - told[document.id]
        if document.language == "en":
            own |= {term for term in telling if is_held(term, own)}
        by_weight = weighted_share(telling, own, weights, unseen)
        found.append(Near(sentence, nearness, _share(terms, own), by_weight, telling & own))
    return found


def _says_nothing(sentence: Sentence) -> bool:
    """Whether it is but the title or the heading line of its document, or the stamp of a date."""
    passage, text = sentence.passage, sentence.text
    title = passage.document.title
    heads = passage.number == 1 and sentence.start == passage.start and not is_ended(text)
    is_title = title.basis is not Basis.BODY and text.split() == title.value.split()
    return heads or is_title or is_stamp(text)


def _with_items(sentences: Sequence[Sentence], index: int) -> Iterator[Sentence]:
    """A sentence, and after one that announces a list the items that follow it."""
    yield sentences[index]
    text, passage = sentences[index].passage.document.text, sentences[index].passage
    for following in sentences[index + 1 : index + 1 + items.MOST] if leads_in(sentences[index].text) else ():
        if following.passage != passage or not is_item(text, following.start):
            return
        yield following


def _of_the_country(question: str, evidence: Sequence[Evidence]) -> Sequence[Evidence]:
    """Where the question names one country: the evidence of documents that name it too. Of several countries it may
    ask for a comparison, and each may stand in a document of its own."""
    countries = countries_in(question)
    if len(countries) != 1:
        return evidence
    named: set[str] = set()
    for item in evidence:
        document = item.passage.document
        if document.language != "en" or countries[0] in countries_in(f"{document.header} {document.text}"):
            named.add(document.id)
    return [item for item in evidence if item.passage.document.id in named]


def is_foreign(question: str, evidence: Sequence[Evidence]) -> bool:
    """Whether the question is in a language of none of the documents."""
    language = language_asked(question)
    return language != "und" and all(item.passage.document.language != language for item in evidence)


def _hold(question: str, evidence: Sequence[Evidence], *, named: bool) -> bool:
    """Whether the evidence and the headers of its documents hold the question's numbers and dates, and its names, too,
    if they are ``named`` in its language."""
    stated = facts(unified(question))
    known: list[Facts] = []
    texts = ""
    for item in evidence:
        document = item.passage.document
        text = unified(f"{document.header}. {item.passage.text}")
        known.append(facts(text, document.date.value if document.date else None))
        texts += f" {text.casefold()}"
    names = {country_word(word) for word in words(texts)}
    named = named and question.isascii()
    return (
        all(any(number.value == other.value for one in known for other in one.numbers) for number in stated.numbers)
        and all(any(covers(day, other) for one in known for other in one.dates.days) for day in stated.dates.days)
        and all(country_word(name) in names or name.casefold() in texts for name in stated.names if named)
    )


def _told_of_all(document: Document) -> frozenset[str]:
    """The terms of the title, the place and the countries of a document, which tell no sentence of it from another; not
    of a title that is its first sentence."""
    named = [english_names().get(code, "") for code in document.countries]
    stated = [part.value for part in (document.title, document.place) if part and part.basis is not Basis.BODY]
    return _terms(" ".join([*named, *stated]), document.language)


def _terms(text: str, language: str) -> frozenset[str]:
    """Terms by which what is Japanese is of Japan."""
    return frozenset(stem(country_word(word), language) for word in words(text) if word not in FUNCTION_WORDS)


def _share(asked: frozenset[str], held: frozenset[str]) -> float:
    return len(asked & held) / len(asked) if asked else 0.0
