"""Question sets as files, and adapters for public retrieval sets: their files as published → documents, questions."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import QuestionError


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """``documents``: name and text; ``questions``: each with the names of the documents that answer it."""

    name: str
    documents: tuple[tuple[str, str], ...]
    questions: tuple[tuple[str, frozenset[str]], ...]


def retrieval_set(name: str, data: Path) -> RetrievalSet:
    """The set called ``name`` from its files below ``data``. Raises QuestionError if it is unknown or incomplete."""
    adapter = ADAPTERS.get(name)
    if adapter is None:
        raise QuestionError(f"There is no retrieval set {name!r}. Known: {', '.join(sorted(ADAPTERS))}.")
    try:
        documents, questions = adapter(data)
    except UNPUBLISHED as error:
        raise incomplete(name, data) from error
    return RetrievalSet(name, tuple(documents.items()), tuple(questions))


UNPUBLISHED = (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError)  # what a set's files may raise


def incomplete(name: str, data: Path) -> QuestionError:
    return QuestionError(
        f"The files of {name} below {data} are missing or not as published. Name the folder that holds the sets with "
        "--data."
    )


Made = tuple[dict[str, str], list[tuple[str, frozenset[str]]]]


def _press_releases(data: Path) -> Made:
    """Headline → press release, its leading headline lines removed (Sri Lanka, President's Media Division)."""
    documents = {}
    for row in rows_of(data / "lk_pmd/lk_pmd_en_2024-09_2025-04.jsonl.gz"):
        headline = row["description"].rstrip("…").strip()
        lines = row["text"].split("\n")
        while lines and lines[0].strip() in ("", headline, row["description"].strip()):
            lines = lines[1:]
        documents[row["doc_id"]] = "\n".join(lines)
    return documents, _known_items(data / "known_item/lk_pmd_headline_to_body.jsonl")


def _cabinet(data: Path) -> Made:
    """Title → decision of the Cabinet of Sri Lanka."""
    rows = rows_of(data / "lk_cabinet/lk_cabinet_2010_2019.jsonl.gz")
    documents = {row["key"]: row["decision_details"] for row in rows}
    return documents, _known_items(data / "known_item/lk_cabinet_title_to_decision.jsonl")


def _multihop(data: Path) -> Made:
    """MultiHop-RAG: question → all news articles that its answer takes (their evidence sentences, under a header)."""
    documents, names = {}, {}
    for row in rows_of(data / "multihoprag500/evidence_docs.jsonl"):
        documents[row["doc_id"]] = stub(row)
        names[row["title"], row["url"]] = row["doc_id"]
    questions = [
        (row["question"], frozenset(names[found["title"], found["url"]] for found in row["evidence_list"]))
        for row in rows_of(data / "multihoprag500/queries.jsonl")
        if row["evidence_list"]
    ]
    return documents, questions


def stub(row: dict[str, Any]) -> str:
    """An article of MultiHop-RAG as far as it is known: its header and its evidence sentences."""
    header = f"Title: {row['title']}\nDate: {row['published_at'][:10]}\nSource: {row['source']}"
    return f"{header}\n\n" + "\n\n".join(row["facts"])


def _xquad(language: str) -> Callable[[Path], Made]:
    """XQuAD: question in ``language`` → its paragraph in English."""

    def made(data: Path) -> Made:
        def name(row: dict[str, Any]) -> str:
            return f"{row['article']}-{row['paragraph']}"

        documents = {name(row): row["context"] for row in rows_of(data / "xquad/xquad.en.jsonl.gz")}
        asked = rows_of(data / f"xquad/xquad.{language}.jsonl.gz")
        return documents, [(row["question"], frozenset({name(row)})) for row in asked]

    return made


ADAPTERS: dict[str, Callable[[Path], Made]] = {
    "lk_pmd": _press_releases,
    "lk_cabinet": _cabinet,
    "multihoprag500": _multihop,
    "xquad-en": _xquad("en"),
    "xquad-es-en": _xquad("es"),
}


def json_lines(path: Path) -> Iterator[tuple[int, Any]]:
    """The lines of a JSONL file with their numbers, empty ones passed over.

    Raises QuestionError if it cannot be read, or at the line that is not JSON.
    """
    try:
        lines = path.read_text("utf-8-sig").split("\n")  # splitlines would cut at U+2028 inside a text
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(f"{path} cannot be read as UTF-8 text. Name a JSONL file.") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                raise QuestionError(f"{path}, line {number} is not JSON. Mend that line.") from error


def _known_items(path: Path) -> list[tuple[str, frozenset[str]]]:
    return [(row["query"], frozenset({row["gold_doc_id"]})) for row in rows_of(path)]


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a published JSONL file, gzipped or not. Raises one of UNPUBLISHED."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
