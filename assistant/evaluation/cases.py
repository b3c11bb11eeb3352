"""The cases of an answer set, and what became of them."""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.domain import Answer, Claim, Message, State, Verdict
from assistant.evaluation.measures import Figure

GIVEN = frozenset({State.ANSWERED, State.PARTLY})
REFUSED = frozenset({State.NOT_IN_DOCUMENTS})

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)
_YES_NO = frozenset({("yes",), ("no",)})


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what is right for it.

    ``documents``: the names of those that are searched; None: the whole library. ``states``: those that are right.
    ``must``: lists of alternatives, of each of which one must stand in an answer. ``facts``: texts that a right answer
    rests on. ``oracle``: what a perfect model would write; None: nothing, or it is not known. ``known``:
    whether a known system, which the set names, gave an answer here; None: not known.
    """

    id: str
    kind: str
    question: str
    states: frozenset[State]
    history: tuple[Message, ...] = ()
    documents: frozenset[str] | None = None
    must: tuple[tuple[str, ...], ...] = ()
    facts: tuple[str, ...] = ()
    gold_documents: frozenset[str] = frozenset()
    oracle: str | None = None
    known: bool | None = None

    @property
    def answerable(self) -> bool:
        return bool(self.states & GIVEN)

    @property
    def expected(self) -> str:
        wanted = " or ".join(sorted(state.value for state in self.states))
        held = "; ".join(" / ".join(dict.fromkeys(words)) for words in self.must)
        return f"{wanted}: {held}" if held else wanted


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case and its answer. ``right``: of a right state, with all that it must hold. ``exact``, ``cited``: citations
    whose quote stands at its offsets in the library, and all. ``seconds``: to the first word and to the end, as they
    were measured when the model wrote it; None: not measured."""

    case: Case
    answer: Answer
    right: bool
    exact: int
    cited: int
    seconds: tuple[float | None, float | None] = (None, None)

    @property
    def given(self) -> bool:
        return self.answer.state in GIVEN

    @property
    def claims(self) -> list[Claim]:
        """Those of the answer, and those that it withholds."""
        said = (*self.answer.claims, *self.answer.withheld)
        return [claim for claim in said if claim.verdict is not Verdict.NOT_A_CLAIM]


@dataclass(frozen=True, slots=True)
class AnswerSet:
    """``documents``: file name without suffix → text. ``holds``: whether a text says what a case's answer must.
    ``library``: the name of the folder of its library in the cache."""

    name: str
    library: str
    documents: Mapping[str, str]
    cases: tuple[Case, ...]
    holds: Callable[[Case, str], bool]
    figures: Callable[[Sequence[Outcome]], list[Figure]]
    note: str = ""


def normalised(text: str) -> tuple[str, ...]:
    """The words of a text as SQuAD's scorer compares them: lower case, without punctuation and articles (Rajpurkar et
    al. 2016); other scripts' punctuation goes too."""
    bare = unicodedata.normalize("NFKC", text).casefold().translate(_PUNCTUATION)
    bare = "".join(" " if unicodedata.category(char).startswith("P") else char for char in bare)
    return tuple(_ARTICLES.sub(" ", bare).split())


def contains(text: str, gold: str) -> bool:
    """Whether a text holds a gold answer, word for word as ``normalised`` has them. Yes and no must be its first."""
    said, wanted = normalised(text), normalised(gold)
    if wanted in _YES_NO:
        return said[:1] == wanted
    return bool(wanted) and any(said[at : at + len(wanted)] == wanted for at in range(len(said) - len(wanted) + 1))


def holds_words(case: Case, text: str) -> bool:
    """Of each list of alternatives one stands in the text."""
    return all(any(contains(text, gold) for gold in golds) for golds in case.must)


def token_f1(text: str, golds: Sequence[str]) -> float:
    """SQuAD's F1 over words, of the best gold answer: 0 to 1."""
    said = normalised(text)
    best = 0.0
    for gold in golds:
        wanted = normalised(gold)
        common = sum((Counter(said) & Counter(wanted)).values())
        if common:
            best = max(best, 2 * common / (len(said) + len(wanted)))
    return best
