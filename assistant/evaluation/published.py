"""Adapters for public answer sets: their files as published → documents, and questions bound to their own."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from assistant.domain import Message, State
from assistant.evaluation import scoring
from assistant.evaluation.cases import GIVEN, REFUSED, AnswerSet, Case, contains, holds_words
from assistant.evaluation.sets import UNPUBLISHED, incomplete, rows_of, stub
from assistant.splitting import sentence_spans

_LARGEST_CELL = 10_000_000  # characters of a CSV cell: stici holds whole web pages


def answer_set(name: str, data: Path) -> AnswerSet:
    """The set called ``name`` from its files below ``data``. Raises QuestionError if they are not there."""
    try:
        return ADAPTERS[name](data)
    except UNPUBLISHED as error:
        raise incomplete(name, data) from error


def _squad2(data: Path) -> AnswerSet:
    """Each question is asked of its own paragraph."""
    documents: dict[str, str] = {}
    names: dict[str, str] = {}
    cases = []
    for row in rows_of(data / "squad2_500/squad2_500.jsonl"):
        text = row["context"]
        name = names.setdefault(text, f"paragraph{len(names):04}")
        documents[name] = text
        possible = not row["is_impossible"]
        cases.append(
            Case(
                row["id"],
                "answerable" if possible else "not answerable",
                row["question"],
                GIVEN if possible else REFUSED,
                documents=_files([name]),
                must=(tuple(row["answers"]),) if possible else (),
                oracle=_sentence_with([text], row["answers"]) if possible else None,
            )
        )
    note = "Each question is asked of its own paragraph. Right: a gold answer stands in ours, word for word."
    return AnswerSet("squad2_500", "squad2_500", documents, tuple(cases), holds_words, scoring.squad2, note)


def _stici(data: Path) -> AnswerSet:
    """Each question is asked of its own document among twenty."""
    folder = data / "stici_rag_eval"
    documents = {f"page{row['index']}": row["text"] for row in _table(folder / "documents.csv")}
    cases = []
    for kind, file in (
        ("one passage", "single_passage_answer_questions"),
        ("several passages", "multi_passage_answer_questions"),
        ("no answer", "no_answer_questions"),
    ):
        for number, row in enumerate(_table(folder / f"{file}.csv"), 1):
            gold = row.get("answer")
            cases.append(
                Case(
                    f"{kind} {number}",
                    kind,
                    row["question"],
                    GIVEN if gold else REFUSED,
                    documents=_files([f"page{row['document_index']}"]),
                    must=((gold,),) if gold else (),
                    oracle=gold,
                )
            )
    note = "Each question is asked of its own page. Right: half of the content words of a person's answer are in ours."
    return AnswerSet("stici", "stici", documents, tuple(cases), scoring.recalls, scoring.stici, note)


def _nomiracl(language: str, file: str) -> Callable[[Path], AnswerSet]:
    """Each question is asked of the ten passages that were retrieved for it."""

    def made(data: Path) -> AnswerSet:
        documents: dict[str, str] = {}
        cases = []
        for row in rows_of(data / "nomiracl" / file):
            names = []
            for passage in row["passages"]:
                title, _, text = passage["text"].partition(": ")
                names.append(_name(passage["docid"]))
                documents[names[-1]] = f"Title: {title}\n\n{text}" if text else title
            found = row["answer_in_context"]
            cases.append(
                Case(
                    row["query_id"],
                    "answer found" if found else "nothing found",
                    row["query"],
                    GIVEN if found else REFUSED,
                    documents=_files(names),
                    known=str(row["results"]["gpt-4-azure"]).startswith("Yes"),
                )
            )
        name = f"nomiracl-{language}"
        note = (
            "Each question is asked of its ten passages. The set has no gold answers: right is to answer, or to refuse."
        )
        return AnswerSet(name, name, documents, tuple(cases), lambda _case, _text: True, scoring.nomiracl, note)

    return made


_EXPECTED = {
    "ANSWERABLE": GIVEN,
    "PARTIAL": frozenset({State.PARTLY}),
    "UNANSWERABLE": REFUSED,
    "UNDERSPECIFIED": frozenset({State.UNCLEAR}),
}


def _mtrag(data: Path) -> AnswerSet:
    """Each question is asked of its reference passages, with the conversation before it. Those that have none (the
    unanswerable and underspecified ones) are asked of all passages: to find nothing in nothing would prove nothing."""
    documents: dict[str, str] = {}
    cases = []
    for row in rows_of(data / "mtrag_un/mtrag_un_fiqa_cloud.jsonl.gz"):
        names = []
        for passage in row["contexts"]:
            names.append(_name(passage["document_id"]))
            documents[names[-1]] = passage["text"].strip()
        kind = row["answerability"][0]
        said = [
            Message("user" if part["speaker"] == "user" else "assistant", part["text"].strip()) for part in row["input"]
        ]
        target = row["targets"][0]["text"].strip()
        cases.append(
            Case(
                row["task_id"],
                kind.lower(),
                said[-1].content,
                _EXPECTED[kind],
                history=tuple(said[:-1]),
                documents=_files(names) if names else None,
                oracle=target if kind in ("ANSWERABLE", "PARTIAL") else None,
            )
        )
    note = "Turns without reference passages are asked of all passages of the set. Right: the state that is due."
    return AnswerSet("mtrag_un", "mtrag_un", documents, tuple(cases), lambda _case, _text: True, scoring.mtrag, note)


def _rgb(data: Path) -> AnswerSet:
    """Each question is asked three times: of its true and its beside-the-point passages; of the latter alone; and of
    the true ones with a planted false answer."""
    documents: dict[str, str] = {}
    cases = []
    for row in rows_of(data / "rgb/en_fact_0_39.jsonl"):
        names = {}
        for part in ("positive", "negative", "positive_wrong"):
            titled = {f"q{row['id']}{part.replace('_', '')}{n}": text for n, text in enumerate(row[part])}
            documents |= {name: text.replace("\xa0", " ") for name, text in titled.items()}
            names[part] = list(titled)
        true, false = _groups(row["answer"]), _groups(row["fakeanswer"])
        for kind, parts, must, oracle in (
            ("noise", ("positive", "negative"), true, _sentence_with(row["positive"], true[0])),
            ("beside the point", ("negative",), (), None),
            ("false passages", ("positive_wrong",), false, None),
        ):
            cases.append(
                Case(
                    f"{row['id']} {kind}",
                    kind,
                    row["query"],
                    GIVEN if must else REFUSED,
                    documents=_files(name for part in parts for name in names[part]),
                    must=must,
                    oracle=oracle,
                )
            )
    note = "Right, of false passages: their false answer is given, as what they say."
    return AnswerSet("rgb", "rgb", documents, tuple(cases), holds_words, scoring.rgb, note)


def _multihop(data: Path) -> AnswerSet:
    """Each question is asked of all article stubs."""
    folder = data / "multihoprag500"
    documents, names = {}, {}
    for row in rows_of(folder / "evidence_docs.jsonl"):
        documents[row["doc_id"]] = stub(row)
        names[row["title"], row["url"]] = row["doc_id"]
    cases = []
    for row in rows_of(folder / "queries.jsonl"):
        found = row["evidence_list"]
        facts = tuple(dict.fromkeys(one["fact"].strip() for one in found))
        cases.append(
            Case(
                str(row["id"]),
                row["question_type"].removesuffix("_query"),
                row["question"],
                GIVEN if found else REFUSED,
                must=((row["answer"],),) if found else (),
                facts=facts,
                gold_documents=_files(names[one["title"], one["url"]] for one in found),
                oracle=" ".join(fact if fact[-1:] in '.!?”"' else f"{fact}." for fact in facts) or None,
            )
        )
    note = "The library holds only the evidence of all questions: finding it is easier than in whole articles."
    return AnswerSet("multihoprag500", "multihoprag500", documents, tuple(cases), holds_words, scoring.multihop, note)


ADAPTERS: dict[str, Callable[[Path], AnswerSet]] = {
    "squad2_500": _squad2,
    "stici": _stici,
    "nomiracl-en": _nomiracl("en", "nomiracl_en_even.jsonl.gz"),
    "nomiracl-es": _nomiracl("es", "nomiracl_es.jsonl.gz"),
    "mtrag_un": _mtrag,
    "rgb": _rgb,
    "multihoprag500": _multihop,
}


def _sentence_with(texts: Iterable[str], golds: Iterable[str]) -> str | None:
    """The first sentence that holds one of the answers."""
    wanted = tuple(golds)
    for text in texts:
        for start, end in sentence_spans(text, "en"):
            if any(contains(text[start:end], gold) for gold in wanted):
                return text[start:end]
    return None


def _name(id_: str) -> str:
    """A file name for a document: letters and digits only, so that nothing in it is taken for a date."""
    return "p" + re.sub(r"[^A-Za-z0-9]+", "x", id_)


def _files(names: Iterable[str]) -> frozenset[str]:
    return frozenset(f"{name}.txt" for name in names)


def _groups(answer: Any) -> tuple[tuple[str, ...], ...]:
    """An answer as published (a text, or a list of texts and lists of alternatives) as lists of alternatives."""
    parts = answer if isinstance(answer, list) else [answer]
    return tuple(tuple(part) if isinstance(part, list) else (str(part),) for part in parts)


def _table(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(_LARGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))
