"""The countries that a question names against those that an answer is about: what China pledged is no answer to what
Norway did. English, by countries alone: people and offices are compared where claims are (see speakers)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from assistant.countries.names import countries_in, country_word, is_country_word, unified
from assistant.domain import Document
from assistant.questions.question import is_english
from assistant.sentences.speakers import actors, people
from assistant.words import stem

# Who gives it may be asked with any of them: "What did Japan offer?" – "China pledged 5 million."
_GIVING = frozenset(
    stem(word, "en")
    for word in (
        *("pledged", "promised", "offered", "gave", "give", "granted", "provided", "extended", "donated", "funded"),
        *("financed", "contributed", "lent", "lend", "paid", "pay", "committed"),
    )
)
_BESIDE = re.compile(r"\b(?:to|from|in|by|with|for|at|into|against)\s+(?:the\s+)?$", re.IGNORECASE)


def asked_of(question: str) -> frozenset[str]:
    """The countries that an English question names, by their words; none of a question in another language."""
    return frozenset(countries_in(unified(question))) if is_english(question) else frozenset()


def not_named(countries: frozenset[str], document: Document, *shown: str) -> frozenset[str]:
    """Those of the countries that a document does not name. ``shown``: texts of it, unified (see countries); it is read
    as a whole, which may take seconds, only where its header and these do not name them."""
    left = countries.difference(countries_in(unified(document.header)), *map(countries_in, shown))
    return left and left.difference(countries_in(unified(document.text)))


def of_another_pair(asked: frozenset[str], pair: frozenset[str], *shown: str) -> list[str]:
    """Why the sentences of a document that is between two countries are not of the two asked about: nothing where
    ``shown``, unified texts of them, name whom the title does not. ``asked``: see asked_of; ``pair``: the countries
    that the document's title names."""
    if len(asked) < 2 or len(pair) < 2 or asked <= pair.union(*map(countries_in, shown)):  # noqa: PLR2004 - two
        return []
    return [f"Its document is about {_listed(pair)}, the question about {_listed(asked)}."]


def _listed(countries: frozenset[str]) -> str:
    return " and ".join(sorted(countries)).title()


def of_others(question: str, asked: frozenset[str], text: str, unnamed: Callable[[], frozenset[str]]) -> list[str]:
    """Why a claim is of another country than the question; nothing where it is not.

    ``question`` and ``text``, the claim's: unified (see countries); ``asked``: see asked_of; ``unnamed`` gives those of
    them that the claim's document does not name. Where the claim names only others, it is about these. A country that
    everybody knows of is seldom named, so that a claim without any stays what it is.
    """
    said = frozenset(countries_in(text))
    if not said:
        return []
    if not said & asked and (strange := sorted(unnamed())):
        return [f"The question is about {', '.join(strange).title()}, which its document does not name."]
    return ["Somebody else says or does it in the sentence."] if _is_done_by_others(question, text) else []


@lru_cache(maxsize=64)  # of one claim, for each choice of sentences that it is compared with
def _is_done_by_others(question: str, told: str) -> bool:
    acts = {
        act.removesuffix(" (country)"): who for act, who in actors(told, people([told])).items() if "(country)" in act
    }
    for match in re.finditer(r"[a-z]{3,}", question):
        asked = stem(match[0], "en")
        doers = _doers(question, match.start())
        for act, who in acts.items():
            same = act == asked or (act in _GIVING and asked in _GIVING)
            if same and doers and not doers & who:
                return True
    return False


def _doers(question: str, verb: int) -> frozenset[str]:
    """The countries that stand before a verb of the question as those that may do it."""
    return frozenset(
        country_word(match[0])
        for match in re.finditer(r"\b[A-Z][^\W\d_]+", question[:verb])
        if is_country_word(match[0]) and not _BESIDE.search(question, 0, match.start())
    )
