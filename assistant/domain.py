"""The nouns of the product. Each holds the noun it came from, so that provenance cannot be lost.

Offsets are Unicode code points of the stored text, half open: ``document.text[start:end]``.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum


class Basis(StrEnum):
    """How a piece of metadata is known, best first."""

    CORRECTED = "corrected by a reader"
    METADATA = "metadata"  # the file says so in a field made for it
    HEADER = "header"  # the first lines of the text say so
    DATELINE = "dateline"  # "ISLAMABAD, 7 September:"
    BODY = "body"  # found in the running text
    FILE_NAME = "file name"


@dataclass(frozen=True, slots=True)
class Stated:
    """A piece of metadata and how it is known. Dates are ISO: ``2021``, ``2021-09`` or ``2021-09-07``."""

    value: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Document:
    """One text of the library. ``name`` is its path under the ingested folder, with ``/``, or its web address; one of
    several that a file holds has its own behind that: ``archive.zip/notes/a.txt``, ``export.jsonl#17``.

    ``sha256`` is that of the bytes it was read from, ``pages`` the offset at which each page starts (empty: not paged),
    ``language`` an ISO 639-1 code or ``und``, ``countries`` the ISO 3166 codes of three letters of those that it is
    about, most mentioned first. ``id`` is the same for the same text under the same metadata, whatever the file is
    called and whenever it is read.
    """

    name: str
    sha256: str
    text: str = field(repr=False)
    title: Stated
    date: Stated | None = None
    place: Stated | None = None
    publisher: Stated | None = None
    address: Stated | None = None
    author: Stated | None = None
    language: str = "und"
    countries: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    id: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        facts = (self.title, self.date, self.place, self.publisher, self.address, self.author)
        parts = [*(fact.value if fact else "" for fact in facts), *map(str, self.pages), self.text]
        known = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
        object.__setattr__(self, "id", known)

    @property
    def header(self) -> str:
        """What every passage of this document is about: shown to the model, and indexed before the passages."""
        return " | ".join(part.value for part in (self.title, self.place, self.date, self.publisher) if part)

    def page_at(self, offset: int) -> int | None:
        """The page (from 1) on which ``offset`` lies, or None where the document has no pages."""
        return max(1, bisect_right(self.pages, offset)) if self.pages else None


@dataclass(frozen=True, slots=True)
class Fate:
    """What has become of a document that is not held any more: the id of what took its place (None: it was removed),
    and when (UTC, ISO)."""

    became: str | None
    at: str


@dataclass(frozen=True, slots=True)
class Passage:
    """What is retrieved: ``document.text[start:end]``, the ``number``-th (from 1) of its document."""

    document: Document
    start: int
    end: int
    number: int

    @property
    def text(self) -> str:
        return self.document.text[self.start : self.end]

    @property
    def page(self) -> int | None:
        return self.document.page_at(self.start)

    @property
    def indexed_text(self) -> str:
        """What the rankings see: the document header, then the passage (field study: recall 0.57 → 0.66).

        The header is no part of the offsets. A title that the passage itself holds is not put before it again: twice
        the same sentence makes vectors worse (XQuAD, recall@1: 0.945 without, 0.920 with).
        """
        header, title = self.document.header, self.document.title.value
        if title.rstrip("…") in " ".join(self.text.split()):
            header = header.removeprefix(title).removeprefix(" | ")
        return f"{header}\n{self.text}" if header else self.text

    @property
    def id(self) -> str:
        """As lasting as the document's."""
        return f"{self.document.id}-{self.start}-{self.end}"


def document_id(passage: str) -> str:
    """The id of the document that the passage with this id is of."""
    return passage.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is cited: ``document.text[start:end]``, inside its passage."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.passage.document.text[self.start : self.end]

    @property
    def page(self) -> int | None:
        return self.passage.document.page_at(self.start)


class Why(StrEnum):
    """Which ranking found a passage."""

    MEANING = "meaning"
    WORDS = "words"
    BOTH = "meaning and words"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage found for one question, of which the best are shown to the model. ``rank`` counts from 1, ``score`` is
    0 to 1, higher is better. ``copies``: the ids of the library's other documents that carry its document's text, or a
    reprint of it; a passage of theirs that says the same is not listed again."""

    passage: Passage
    sentences: tuple[Sentence, ...]
    rank: int
    score: float
    why: Why
    copies: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Citation:
    """A claim rests on this sentence. ``number`` is the marker ``[n]`` in the answer, one for each cited sentence,
    counted from 1 in the order of their first use."""

    number: int
    sentence: Sentence

    @property
    def quote(self) -> str:
        return self.sentence.text


class Verdict(StrEnum):
    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"
    NOT_A_CLAIM = "not_a_claim"  # says nothing about the world: "Here is what the documents say:"


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer, checked. ``text`` carries no markers; ``lead`` is the white space or list
    mark before it in the answer, so that ``lead + text`` of all claims is the answer's prose. ``score``: how well its
    best sentences support it, 0 to 1 (see support); None where nothing was compared."""

    text: str
    verdict: Verdict
    citations: tuple[Citation, ...] = ()
    reasons: tuple[str, ...] = ()
    lead: str = ""
    score: float | None = None


class State(StrEnum):
    WRITING = "writing"
    ANSWERED = "answered"
    PARTLY = "partly"
    NOT_IN_DOCUMENTS = "not_in_documents"
    UNCLEAR = "unclear"  # the question can be understood in several ways, and is asked back

    @property
    def is_final(self) -> bool:
        return self is not State.WRITING


@dataclass(frozen=True, slots=True)
class Filter:
    """What a search is bound to; whatever is left out binds nothing.

    ``countries``: ISO 3166 codes of three letters; a document must be about all of them, so two are a pair of
    countries. ``since`` and ``until``: ISO dates of any precision, both inclusive: "2021" is from its first day, or to
    its last. ``languages`` (ISO 639-1) and ``publishers``: any of them. ``documents``: any of these names; None: all.
    ``reader``: who asks; of what readers have added themselves, only this one's is searched. That binds everybody, and
    makes no two filters differ.
    """

    countries: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    languages: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    documents: frozenset[str] | None = None
    reader: str = field(default="", compare=False)

    @property
    def binds(self) -> bool:
        """Whether it keeps anything out beside what is another reader's."""
        return self != Filter()


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched: number of documents, ISO dates of the oldest and newest (None: none is dated). ``within``: to
    what the search was bound; ``held``: how many documents the library holds in all."""

    documents: int
    first: str | None = None
    last: str | None = None
    within: Filter | None = None
    held: int | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """What one document says where documents differ: ``value`` as it is printed there."""

    value: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Documents that differ on a number, date or status. ``about``: of what, in a few words of the documents.
    ``is_development``: a later document reports a later status, which contradicts nothing."""

    about: str
    versions: tuple[Version, ...]
    is_development: bool = False


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds since the question came in; None: has not happened (or never will)."""

    retrieve_s: float | None = None
    first_token_s: float | None = None
    total_s: float | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Before the chat model: how many questions are ``ahead``, and about how many ``seconds`` they take (None: nobody
    knows yet)."""

    ahead: int
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One earlier utterance of the conversation; ``role`` is ``user`` or ``assistant``."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything known about the answer so far; streaming yields growing ones.

    ``claims`` are checked, ``pending`` is text that the model has written and that is not yet checked.
    ``withheld`` are sentences that the model wrote and that an answer of state ``not_in_documents`` leaves out.
    ``evidence`` is all that was found, best first, whether a claim rests on it or not. That of an answer of state
    ``not_in_documents`` is the closest there is, and ``claims`` is its refusal.
    ``notice`` is a sentence for the reader about the answer as a whole (it was cut off).
    ``as_of`` is the ISO date of the newest document that a claim rests on, ``origins`` the number of independent texts
    that the claims rest on (a handout and its copies are one), ``missing`` names what of the question the documents do
    not say. An answer of state ``unclear`` asks back: ``choices`` are questions that can be asked instead. ``waiting``:
    the chat model answers others first.
    """

    question: str
    standalone_question: str
    state: State
    searched: Searched
    model: str
    claims: tuple[Claim, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    pending: str = ""
    withheld: tuple[Claim, ...] = ()
    notice: str = ""
    as_of: str | None = None
    origins: int = 0
    disagreements: tuple[Disagreement, ...] = ()
    missing: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    timings: Timings = Timings()
    waiting: Waiting | None = None

    def __add__(self, later: Answer) -> Answer:
        """What a LangChain runnable makes of a stream: each answer holds all that the earlier ones held."""
        return later

    @property
    def text(self) -> str:
        """The answer's prose with its markers: "It was signed in May. [1][2]"."""
        return "".join(
            claim.lead + claim.text + "".join(f" [{citation.number}]" for citation in claim.citations)
            for claim in self.claims
        ).strip()

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Each cited sentence once, in the order of its number."""
        found = {citation.number: citation for claim in self.claims for citation in claim.citations}
        return tuple(found[number] for number in sorted(found))
