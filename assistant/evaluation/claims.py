"""Sets of claims that people have judged against a text: their files as published → cases."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.domain import Basis, Document, Evidence, Passage, Sentence, Stated, Why
from assistant.errors import QuestionError
from assistant.evaluation.sets import rows_of
from assistant.splitting import sentence_spans, sentences, split


@dataclass(frozen=True, slots=True)
class Case:
    """A claim, the text that it is judged against, and the judgement.

    ``label`` is it in the set's own words, ``group`` what shares a text or an answer with it: cases of one group are
    never parted between fitting and testing. ``gold``: the sets of sentences, each of which supports it (WiCE).
    ``whole``: the summary of which it is a sentence (FaithBench).
    """

    id: str
    claim: str
    evidence: tuple[Evidence, ...]
    supported: bool
    label: str
    group: str
    gold: tuple[frozenset[Sentence], ...] = ()
    whole: str = ""


def cases(name: str, data: Path) -> list[Case]:
    """The cases of a set from its files below ``data``. Raises QuestionError if it is unknown or incomplete."""
    adapter = ADAPTERS.get(name)
    if adapter is None:
        raise QuestionError(f"There is no set of judged claims {name!r}. Known: {', '.join(sorted(ADAPTERS))}.")
    try:
        return list(adapter(data))
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise QuestionError(f"The files of {name} below {data} are missing or not as published.") from error


def _wice(data: Path) -> Iterator[Case]:
    """WiCE: a sentence of Wikipedia against the web page that it cites, whose sentences are given."""
    for row in rows_of(data / "wice/wice_claim_dev.jsonl.gz"):
        named = {
            match[1]: match[2]
            for line in row["evidence"]
            if (match := re.match(r"\(meta data\) (TITLE|PUBLISHED DATETIME): (.+)", line))
        }
        date = re.match(r"\d{4}-\d{2}-\d{2}", named.get("PUBLISHED DATETIME", ""))
        document = _document(row["meta"]["id"], "\n".join(row["evidence"]), named.get("TITLE"), date and date[0])
        passage = Passage(document, 0, len(document.text), 1)
        found, start = [], 0
        for line in row["evidence"]:
            found.append(Sentence(passage, start, start + len(line)))
            start += len(line) + 1
        gold = tuple(frozenset(found[at] for at in some) for some in row["supporting_sentences"] if some)
        kept = tuple(sentence for sentence in found if sentence.text.strip())
        evidence = (Evidence(passage, kept, 1, 1.0, Why.BOTH),)
        supported = row["label"] == "supported"
        yield Case(row["meta"]["id"], row["claim"], evidence, supported, row["label"], row["meta"]["id"], gold)


def _expertqa(data: Path) -> Iterator[Case]:
    """ExpertQA: a sentence of a system's answer against the passages that it cites; those that cite a bare address, or
    that no expert judged, are left out. Supported: "Complete"."""
    for number, row in enumerate(rows_of(data / "expertqa/expertqa_rand_val.jsonl.gz")):
        for system, answer in row["answers"].items():
            for at, said in enumerate(answer["claims"]):
                passages = [match for text in said["evidence"] if (match := _CITED.fullmatch(text))]
                if passages and said["support"] in ("Complete", "Partial", "Incomplete", "Missing"):
                    id_ = f"{number}-{system}-{at}"
                    documents = [_document(f"{id_}-{n}", match[2], match[1]) for n, match in enumerate(passages)]
                    supported = said["support"] == "Complete"
                    claim = re.sub(r"\s*\[\d+\]", "", said["claim_string"])
                    yield Case(id_, claim, _whole(documents), supported, said["support"], str(number))


def _faithbench(data: Path) -> Iterator[Case]:
    """FaithBench: each sentence of a model's summary against the text. Bad: a person marked a part of it as unwanted.
    What is marked as benign or questionable alone counts as supported, as in the paper's two-way labels."""
    for row in rows_of(data / "faithbench/faithbench_b1_8.jsonl.gz"):
        id_ = f"{row['batch']}-{row['sample_id']}"
        evidence = _whole([_document(id_, row["source"])])
        group = hashlib.sha256(row["source"].encode()).hexdigest()[:8]
        marked = [(note["summary_start"], note["summary_end"], " ".join(note["label"])) for note in row["annotations"]]
        for at, (start, end) in enumerate(sentence_spans(row["summary"], "en")):
            labels = " ".join(label for first, last, label in marked if first < end and last > start)
            worst = next((word for word in ("Unwanted", "Questionable", "Benign") if word in labels), "Consistent")
            yield Case(f"{id_}-{at}", row["summary"][start:end], evidence, worst != "Unwanted", worst, group, whole=id_)


_CITED = re.compile(r"(?:\[\d+\]\s*)?(\S+)?\s*\n\n(.+)", re.DOTALL)  # "[3] https://…", an empty line, the passage

ADAPTERS: dict[str, Callable[[Path], Iterator[Case]]] = {
    "wice": _wice,
    "expertqa": _expertqa,
    "faithbench": _faithbench,
}


def _document(name: str, text: str, title: str | None = None, date: str | None = None) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    day = Stated(date, Basis.METADATA) if date else None
    return Document(name, digest, text, Stated(title or name, Basis.METADATA), day, language="en")


def _whole(documents: Sequence[Document]) -> tuple[Evidence, ...]:
    passages = [passage for document in documents for passage in split(document)]
    return tuple(Evidence(passage, sentences(passage), rank, 1.0, Why.BOTH) for rank, passage in enumerate(passages, 1))


def sentences_of(evidence: Sequence[Evidence]) -> list[Sentence]:
    """The sentences of the evidence in their order."""
    return [sentence for item in evidence for sentence in item.sentences]
