"""A second look at single sentences: what a small model overlooks among paragraphs it finds in one.

Of questions of SQuAD 2.0, each with the nearest sentence of its paragraph, the embedded model answers 47 of 64 that the
sentence answers, and 7 of 70 that have no answer though they are made to look as if they had: asked once, 56 and 16
(the second time without the name of the document, which "this agreement" needs).
What it writes is not shown: it only tells that the sentence answers, and the sentence is quoted.
"""

from __future__ import annotations

import re
from string import Template

from langchain_core.messages import HumanMessage

from assistant.domain import Sentence
from assistant.sentences.compared import content_terms
from assistant.words import stem, words

HEARD = 160  # characters of a reply that are waited for

_NOTHING = re.compile(r"\W*(?:none\b|no answer|(?:the|this) (?:text|document|sentence) does)", re.IGNORECASE)


def asked(sentence: Sentence, question: str, prompt: Template) -> HumanMessage:
    """What the model is asked. ``prompt``: prompts/second_look.md or prompts/second_look_again.md."""
    text, document = " ".join(sentence.text.split()), sentence.passage.document.header
    return HumanMessage(prompt.substitute(document=document, sentence=text, question=question))


def answers(reply: str, sentence: Sentence, question: str) -> bool:
    """Whether a reply is made of the words of the sentence, and brings one that the question does not hold."""
    language = sentence.passage.document.language
    told = content_terms(reply, language) - content_terms(question, language)
    held = {stem(word, language) for word in words(sentence.text)}
    return bool(told) and told <= held and not _NOTHING.match(reply)
