"""The LangChain retriever: the rankings by meaning and by words, fused and cut.

Fusion: similarity of meaning plus BM25 as a share of the best BM25 that the question could reach, weighted by how much
of the question the library's words can match at all. So a question in another language than the documents, whose words
they do not hold, is ranked by meaning alone, where equal-weight rank fusion would rank by noise (measured on XQuAD,
Spanish questions to English paragraphs: recall@1 0.91 by meaning, 0.47 by rank fusion, 0.91 this way).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import islice
from typing import Protocol, runtime_checkable

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from numpy.typing import NDArray
from pydantic import ConfigDict

from assistant.domain import Evidence, Filter, Passage, Why
from assistant.library import Library
from assistant.origins import repeated
from assistant.questions.language import language_asked
from assistant.reading.countries import about
from assistant.splitting import sentences

WORDS_WEIGHT = 2.0  # of the keyword share against the similarity of meaning, both 0 to 1
MATCHED_FROM, MATCHED_TO = 0.4, 0.6  # share of the question's words that the library holds: no, and full keyword weight

# What the two scores of a passage must reach for it to be evidence at all, and as a share of the best passage's score.
# Either is enough: a question in another language has no words in common, a rare name says little to the vectors.
LEAST_MEANING = 0.24
LEAST_WORDS = 0.34
LEAST_OF_BEST = 0.4

# Of a question in another language than the documents': what the similarity of a passage gains whose document is about
# the country asked about, and the share of all documents from which on a country tells them no longer apart.
LEAD = 0.12
FEW_ABOUT = 0.5
REMEMBERED = 200  # questions whose vectors are kept: they are compared with sentences, and asked again
MOST_COMPARED = 2000  # passages of a filter that are compared one by one, in less time than the index takes for them

# What a question has nothing to do with. Models differ in how similar they find unrelated texts (e5: 0.72, OpenAI's:
# 0.1), and so do languages; this is where "related" begins for one question. On XQuAD and MultiHop-RAG it tells
# questions that the library can answer from those it cannot with an AUC of 0.963, the bare cosine with 0.947.
_UNRELATED = (
    "How do I bake a sourdough loaf with a crisp crust?",
    "The central bank left its key interest rate unchanged.",
    "Penguins recognise their chicks by voice.",
    "The violin concerto was first performed in Leipzig.",
    "Which tyre pressure suits a touring bicycle?",
    "Photosynthesis turns light into chemical energy.",
    "The goalkeeper saved two penalties in the final.",
    "Roman aqueducts relied on a steady gradient.",
)


@runtime_checkable
class Embedder(Protocol):
    """Texts → vectors of length 1: ``query`` of shape (dimensions,), ``passages`` of shape (n, dimensions)."""

    def query(self, text: str) -> NDArray[np.float32]: ...
    def passages(self, texts: list[str], /) -> NDArray[np.float32]: ...


class Relatedness:
    """Cosine similarity turned into 0 (unrelated) to 1 (the same text) for one embedding model."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        # Somebody waits for these; not every embedder tells them from an ingest's.
        self._passages: Callable[[list[str]], NDArray[np.float32]] = getattr(
            embedder, "passages_at_once", embedder.passages
        )
        self.vector = lru_cache(REMEMBERED)(embedder.query)  # of a question
        self._last: tuple[tuple[str, ...], NDArray[np.float32]] = ((), np.zeros((0, 0), np.float32))

    @cached_property
    def _unrelated(self) -> NDArray[np.float32]:
        return self._passages(list(_UNRELATED))

    def of(self, question: NDArray[np.float32], cosines: NDArray[np.float32]) -> NDArray[np.float32]:
        """The relatedness of a question's vector to texts with these cosine similarities to it."""
        zero = float((self._unrelated @ question).mean())
        return np.asarray(np.clip((cosines - zero) / (1 - zero), 0, 1), np.float32)

    def between(self, text: str, others: Sequence[str]) -> NDArray[np.float32]:
        """The relatedness of a text to each of several."""
        vector = self.vector(text)
        return self.of(vector, self._vectors(tuple(others)) @ vector)

    def _vectors(self, texts: tuple[str, ...]) -> NDArray[np.float32]:
        # The claims of one answer are compared with the same sentences one after the other.
        known, vectors = self._last
        if texts != known:
            vectors = self._passages(list(texts))
            self._last = (texts, vectors)
        return vectors


class LibraryRetriever(BaseRetriever):
    """Question → the library's passages, best first, each as ``metadata["evidence"]`` of a LangChain document.

    ``candidates``: passages that each ranking proposes; ``passages``: how many are kept at the most.
    Only what is relevant to the question, so that nothing is a result too; with ``nearest`` also what comes nearest to
    it, and ``metadata["relevant"]`` tells them apart.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True, frozen=True)

    library: Library
    embedder: Embedder
    relatedness: Relatedness
    candidates: int
    passages: int
    nearest: bool = False

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain's signature
        within: Filter | None = None,
    ) -> list[LangChainDocument]:
        return [
            LangChainDocument(item.passage.text, metadata={"evidence": item, "relevant": relevant})
            for item, relevant in self.ranked(query, within=within)
            if relevant or self.nearest
        ]

    def ranked(
        self, question: str, k: int | None = None, *, within: Filter | None = None
    ) -> list[tuple[Evidence, bool]]:
        """The best ``k`` passages (default: ``passages``), each with whether it is relevant to the question at all.

        ``within``: only documents that this filter lets through are searched.
        """
        catalog = self.library.catalog
        within = within or Filter()
        reader = within.reader
        vector = self.relatedness.vector(question)
        meaning = self._by_meaning(vector, within)
        words = {hit.id: hit for hit in catalog.keyword_search(question, self.candidates, within)}
        matched = catalog.matched(question, reader)
        weight = WORDS_WEIGHT * float(np.clip((matched - MATCHED_FROM) / (MATCHED_TO - MATCHED_FROM), 0, 1))
        led = {} if weight else self._of_countries(question, vector, within)
        meaning |= led
        near_ones = frozenset(meaning)
        missing = [id_ for id_ in words if id_ not in meaning]
        meaning |= {id_: float(vector @ other) for id_, other in catalog.vectors_of(missing).items()}

        ids = list(meaning)
        related = self.relatedness.of(vector, np.array([meaning[id_] for id_ in ids], np.float32))
        near = dict(zip(ids, related.tolist(), strict=True))
        scores: dict[str, float] = {}
        relevant: dict[str, bool] = {}
        for id_ in meaning.keys() | words.keys():
            share = words[id_].share * matched if id_ in words else 0.0
            coverage = words[id_].coverage if id_ in words else 0.0
            lead = LEAD if id_ in led else 0.0
            scores[id_] = (near.get(id_, 0.0) + weight * share + lead) / (1 + weight + bool(led) * LEAD)
            relevant[id_] = near.get(id_, 0.0) >= LEAST_MEANING or coverage >= LEAST_WORDS
        order = sorted(scores, key=lambda id_: (-scores[id_], id_))
        least = LEAST_OF_BEST * max(scores.values(), default=0.0)
        return [
            (
                Evidence(
                    passage,
                    sentences(passage),
                    rank,
                    round(scores[passage.id], 4),
                    _why(passage.id, near_ones, words),
                    copies,
                ),
                relevant[passage.id] and scores[passage.id] >= least,
            )
            for rank, (passage, copies) in enumerate(self._unrepeated(order, k or self.passages, reader), 1)
        ]

    def _of_countries(self, question: str, vector: NDArray[np.float32], within: Filter) -> dict[str, float]:
        """Of a question whose words cannot be compared: the nearest passages of documents about the country that it
        names, of several the one that the fewest documents are about. Where most are about it, that says nothing."""
        catalog = self.library.catalog
        all_ = catalog.searched(within).documents
        bounds = [
            replace(within, countries=(*within.countries, country))
            for country in about(question, "", language_asked(question))
        ]
        counted = [(catalog.searched(bound).documents, bound) for bound in bounds]
        few = [one for one in counted if 0 < one[0] <= FEW_ABOUT * all_]
        return self._by_meaning(vector, min(few, key=lambda one: one[0])[1]) if few else {}

    def _unrepeated(self, order: Sequence[str], k: int, reader: str) -> list[tuple[Passage, frozenset[str]]]:
        """The first ``k`` passages with these ids, each with the ids of its document's copies; without those that only
        repeat what one before them says in a copy of their document: they would take the places of other things."""
        catalog = self.library.catalog
        kept: list[Passage] = []
        copies: dict[str, frozenset[str]] = {}
        further = iter(order)
        while fresh := list(islice(further, k - len(kept))):
            passages = catalog.passages(fresh, reader)
            copies |= catalog.copies({passage.document.id for passage in passages} - copies.keys(), reader)
            for passage in passages:
                same = [one.text for one in kept if one.document.id in copies.get(passage.document.id, ())]
                if not same or not repeated(passage.text, same):
                    kept.append(passage)
        return [(passage, copies.get(passage.document.id, frozenset())) for passage in kept]

    def _by_meaning(self, vector: NDArray[np.float32], within: Filter) -> dict[str, float]:
        """The nearest passages and their cosine similarities. Those of few documents are all compared: the graph of the
        index finds some of them only by chance, or after many that others have added."""
        catalog = self.library.catalog
        selected = catalog.selected(within) if within.binds else None
        sight = catalog.sight(within.reader)
        few = selected.passages if selected else sight.passages
        if few <= MOST_COMPARED and (selected or sight.hidden):
            held = catalog.vectors_in(within)
            near = {id_: float(vector @ other) for id_, other in held.items()}
            return dict(sorted(near.items(), key=lambda one: -one[1])[: self.candidates])
        hits = self.library.search(vector, self.candidates, selected.ids if selected else None, sight.hidden)
        return {hit.id: hit.similarity for hit in hits}


def _why(id_: str, meaning: Container[str], words: Container[str]) -> Why:
    if id_ in words:
        return Why.BOTH if id_ in meaning else Why.WORDS
    return Why.MEANING
