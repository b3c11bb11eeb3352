"""An answer without a chat model: the documents' own sentences that come nearest to the question, or none."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compared import content_terms
from assistant.countries import countries_in, country_word
from assistant.dating import covers
from assistant.domain import Evidence, Sentence
from assistant.facts import Facts, facts
from assistant.grounding import Similar
from assistant.questions import chosen
from assistant.words import words

MOST = 2  # sentences that are quoted
OF_BEST = 0.9  # of the best one's score that a second must reach

# Chosen on the project's own questions to its seed: below, questions that it answers and that it does not are alike.
LEAST_NEAR = 0.34  # similarity of meaning, 0 to 1
LEAST_HELD = 0.6  # share of the question's words that the evidence must hold, if they are of one language
WORDS_WEIGHT = 0.3  # of the share of the question's words that a sentence holds, against its similarity of meaning


def quotable(question: str, evidence: Sequence[Evidence], similar: Similar) -> list[Sentence]:
    """The sentences of the evidence that answer the question, in the order of their passages' ranks.

    None where the evidence lacks a number, date or name of the question, or most of its words.
    """
    evidence = _of_the_country(question, evidence)
    sentences = [sentence for item in evidence for sentence in item.sentences]
    if not sentences or not _hold(question, evidence):
        return []
    question, _ = chosen(question)
    held = [content_terms(sentence.text, sentence.passage.document.language) for sentence in sentences]
    asked = {
        language: content_terms(question, language) for language in {s.passage.document.language for s in sentences}
    }
    languages = [sentence.passage.document.language for sentence in sentences]
    shares = [_share(asked[language], found) for language, found in zip(languages, held, strict=True)]
    together = max(_share(asked[language], frozenset().union(*held)) for language in asked)
    if 0 < together < LEAST_HELD:
        return []
    near = similar(question, [sentence.text for sentence in sentences])
    scores = [float(closeness) + WORDS_WEIGHT * share for closeness, share in zip(near, shares, strict=True)]
    best = max(range(len(sentences)), key=scores.__getitem__)
    if near[best] < LEAST_NEAR:
        return []
    order = sorted(range(len(sentences)), key=lambda index: -scores[index])[:MOST]
    return [sentences[index] for index in sorted(order) if scores[index] >= OF_BEST * scores[best]]


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


def _hold(question: str, evidence: Sequence[Evidence]) -> bool:
    """Whether the evidence and the headers of its documents hold the question's numbers, dates and names."""
    stated = facts(question)
    known: list[Facts] = []
    texts = ""
    for item in evidence:
        document = item.passage.document
        known.append(facts(f"{document.header}. {item.passage.text}", document.date.value if document.date else None))
        texts += f" {document.header} {item.passage.text}".casefold()
    names = {country_word(word) for word in words(texts)}
    ascii_question = question.isascii()
    return (
        all(any(number.value == other.value for one in known for other in one.numbers) for number in stated.numbers)
        and all(any(covers(day, other) for one in known for other in one.dates.days) for day in stated.dates.days)
        and all(country_word(name) in names or name.casefold() in texts for name in stated.names if ascii_question)
    )


def _share(asked: frozenset[str], held: frozenset[str]) -> float:
    return len(asked & held) / len(asked) if asked else 0.0
