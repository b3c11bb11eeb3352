"""The LangChain retriever: the rankings by meaning and by words, fused and cut.

Fusion: similarity of meaning plus BM25 as a share of the best BM25 that the question could reach, weighted by how much
of the question the library's words can match at all. So a question in another language than the documents, whose words
they do not hold, is ranked by meaning alone, where equal-weight rank fusion would rank by noise (measured on XQuAD,
Spanish questions to English paragraphs: recall@1 0.91 by meaning, 0.47 by rank fusion, 0.91 this way).
"""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence
from functools import cached_property
from typing import Protocol, runtime_checkable

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from numpy.typing import NDArray
from pydantic import ConfigDict

from assistant.domain import Evidence, Why
from assistant.library import Library
from assistant.splitting import sentences

WORDS_WEIGHT = 2.0  # of the keyword share against the similarity of meaning, both 0 to 1
MATCHED_FROM, MATCHED_TO = 0.4, 0.6  # share of the question's words that the library holds: no, and full keyword weight

# What the two scores of a passage must reach for it to be evidence at all, and as a share of the best passage's score.
# Either is enough: a question in another language has no words in common, a rare name says little to the vectors.
LEAST_MEANING = 0.24
LEAST_WORDS = 0.34
LEAST_OF_BEST = 0.4

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
        self._last: tuple[tuple[str, ...], NDArray[np.float32]] = ((), np.zeros((0, 0), np.float32))

    @cached_property
    def _unrelated(self) -> NDArray[np.float32]:
        return self._embedder.passages(list(_UNRELATED))

    def of(self, question: NDArray[np.float32], cosines: NDArray[np.float32]) -> NDArray[np.float32]:
        """The relatedness of a question's vector to texts with these cosine similarities to it."""
        zero = float((self._unrelated @ question).mean())
        return np.asarray(np.clip((cosines - zero) / (1 - zero), 0, 1), np.float32)

    def between(self, text: str, others: Sequence[str]) -> NDArray[np.float32]:
        """The relatedness of a text to each of several."""
        vector = self._embedder.query(text)
        return self.of(vector, self._vectors(tuple(others)) @ vector)

    def _vectors(self, texts: tuple[str, ...]) -> NDArray[np.float32]:
        # The claims of one answer are compared with the same sentences one after the other.
        known, vectors = self._last
        if texts != known:
            vectors = self._embedder.passages(list(texts))
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
        documents: Collection[str] | None = None,
    ) -> list[LangChainDocument]:
        return [
            LangChainDocument(item.passage.text, metadata={"evidence": item, "relevant": relevant})
            for item, relevant in self.ranked(query, documents=documents)
            if relevant or self.nearest
        ]

    def ranked(
        self, question: str, k: int | None = None, *, documents: Collection[str] | None = None
    ) -> list[tuple[Evidence, bool]]:
        """The best ``k`` passages (default: ``passages``), each with whether it is relevant to the question at all.

        ``documents``: the names of those that are searched, whose passages are all compared; None: all there are.
        """
        catalog = self.library.catalog
        vector = self.embedder.query(question)
        if documents is None:
            meaning = {hit.id: hit.similarity for hit in self.library.search(vector, self.candidates)}
        else:
            held = catalog.vectors_in(documents)
            best = sorted(held, key=lambda id_: -float(vector @ held[id_]))[: self.candidates]
            meaning = {id_: float(vector @ held[id_]) for id_ in best}
        words = {hit.id: hit for hit in catalog.keyword_search(question, self.candidates, documents)}
        matched = catalog.matched(question)
        near_ones = frozenset(meaning)
        missing = [id_ for id_ in words if id_ not in meaning]
        meaning |= {id_: float(vector @ other) for id_, other in catalog.vectors_of(missing).items()}
        weight = WORDS_WEIGHT * float(np.clip((matched - MATCHED_FROM) / (MATCHED_TO - MATCHED_FROM), 0, 1))

        ids = list(meaning)
        related = self.relatedness.of(vector, np.array([meaning[id_] for id_ in ids], np.float32))
        near = dict(zip(ids, related.tolist(), strict=True))
        scores: dict[str, float] = {}
        relevant: dict[str, bool] = {}
        for id_ in meaning.keys() | words.keys():
            share = words[id_].share * matched if id_ in words else 0.0
            coverage = words[id_].coverage if id_ in words else 0.0
            scores[id_] = (near.get(id_, 0.0) + weight * share) / (1 + weight)
            relevant[id_] = near.get(id_, 0.0) >= LEAST_MEANING or coverage >= LEAST_WORDS
        order = sorted(scores, key=lambda id_: (-scores[id_], id_))[: k or self.passages]
        least = LEAST_OF_BEST * max(scores.values(), default=0.0)
        return [
            (
                Evidence(
                    passage, sentences(passage), rank, round(scores[passage.id], 4), _why(passage.id, near_ones, words)
                ),
                relevant[passage.id] and scores[passage.id] >= least,
            )
            for rank, passage in enumerate(catalog.passages(order), 1)
        ]


def _why(id_: str, meaning: Container[str], words: Container[str]) -> Why:
    if id_ in words:
        return Why.BOTH if id_ in meaning else Why.WORDS
    return Why.MEANING
