"""Answers, passages and reports in the forms that the command line prints: JSON for programs, text for people."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from unicodedata import category

from assistant.telling import as_of_told, copies_told, differing_told, searched_told, understood_as

if TYPE_CHECKING:
    from collections.abc import Collection

    from assistant.domain import Answer, Claim, Disagreement, Document, Evidence, Filter, Sentence


def json_line(data: object) -> str:
    """JSON on one line, also for readers that take U+2028 or U+0085 for a line's end, and without what could drive a
    terminal: that is escaped."""
    return _ESCAPED.sub(lambda char: f"\\u{ord(char[0]):04x}", json.dumps(data, ensure_ascii=False))


def answer_json(answer: Answer) -> dict[str, Any]:
    """An answer in the form that `ask --json` prints; offsets count code points of the stored text."""
    cited = {(c.sentence.passage.document.id, c.sentence.passage.start) for c in answer.citations}
    return {
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "state": answer.state.value,
        "text": answer.text,
        "claims": [_claim_json(claim) for claim in answer.claims],
        "withheld": [_claim_json(claim) for claim in answer.withheld],
        "evidence": [evidence_json(item, cited) for item in answer.evidence],
        "as_of": answer.as_of,
        "origins": answer.origins,
        "disagreements": [_disagreement_json(one) for one in answer.disagreements],
        "missing": list(answer.missing),
        "choices": list(answer.choices),
        "searched": {
            "documents": answer.searched.documents,
            "from": answer.searched.first,
            "to": answer.searched.last,
            "of": answer.searched.held,
            "filter": _filter_json(answer.searched.within),
        },
        "notice": answer.notice,
        "model": answer.model or None,
        "timings": asdict(answer.timings),
    }


def _filter_json(within: Filter | None) -> dict[str, Any] | None:
    if within is None:
        return None
    documents = None if within.documents is None else sorted(within.documents)
    return {**asdict(within), "documents": documents}


def _claim_json(claim: Claim) -> dict[str, Any]:
    return {
        "text": claim.text,
        "verdict": claim.verdict.value,
        "score": claim.score,
        "reasons": list(claim.reasons),
        "citations": [{"number": citation.number, **_sentence_json(citation.sentence)} for citation in claim.citations],
    }


def _disagreement_json(one: Disagreement) -> dict[str, Any]:
    return {
        "about": one.about,
        "is_development": one.is_development,
        "versions": [{"value": version.value, **_sentence_json(version.sentence)} for version in one.versions],
    }


def _sentence_json(sentence: Sentence) -> dict[str, Any]:
    document = sentence.passage.document
    return {
        "document": document.name,
        "title": document.title.value,
        "date": document.date.value if document.date else None,
        "page": sentence.page,
        "start": sentence.start,
        "end": sentence.end,
        "quote": sentence.text,
    }


def evidence_json(item: Evidence, cited: Collection[tuple[str, int]] = frozenset()) -> dict[str, Any]:
    document = item.passage.document
    return {
        "rank": item.rank,
        "document": document.name,
        "title": document.title.value,
        "date": document.date.value if document.date else None,
        "language": document.language,
        "countries": list(document.countries),
        "page": item.passage.page,
        "start": item.passage.start,
        "end": item.passage.end,
        "text": item.passage.text,
        "score": item.score,
        "found_by": item.why.value,
        "copies": len(item.copies),
        "cited": (document.id, item.passage.start) in cited,
    }


def failure_json(question: str, error: str) -> dict[str, Any]:
    """The line of a question that could not be asked: the fields of an answer, empty, and ``error``."""
    return {"question": question, "state": None, "text": "", "claims": [], "evidence": [], "error": error}


def answer_text(answer: Answer) -> str:
    """The answer, the sentences that it rests on and what is to be known of it as a whole, for a terminal."""
    parts = [f"Understood as: {understood}"] if (understood := understood_as(answer)) else []
    parts.append("\n".join([answer.text, *(f"  - {choice}" for choice in answer.choices)]))
    parts += [
        f"[{cited.number}] {_origin(cited.sentence.passage.document, cited.sentence.page)}\n    “{cited.quote}”"
        for cited in answer.citations
    ]
    unsupported = [*(claim for claim in answer.claims if claim.reasons), *answer.withheld]
    parts += [f"No document supports: {claim.text} ({' '.join(claim.reasons)})" for claim in unsupported]
    parts += ["The documents do not say: " + "; ".join(answer.missing)] if answer.missing else []
    parts += [_disagreement_text(one) for one in answer.disagreements]
    under = ". ".join(filter(None, (as_of_told(answer), searched_told(answer))))
    parts += [line for line in (answer.notice, under and f"{under}.") if line]
    return "\n\n".join("\n".join(map(one_line, part.split("\n"))) for part in parts)


def _disagreement_text(one: Disagreement) -> str:
    versions = (
        f"  {version.value} - {_origin(version.sentence.passage.document, version.sentence.page)}\n"
        f"    “{' '.join(version.sentence.text.split())}”"
        for version in one.versions
    )
    return "\n".join([differing_told(one), *versions])


def evidence_text(item: Evidence, *, relevant: bool) -> str:
    """A passage with where it stands, for a terminal."""
    passage = item.passage
    place = f"{one_line(passage.document.name)} [{passage.start}:{passage.end}]"
    score = f"score {item.score:.2f}" + ("" if relevant else ", not relevant")
    score += f", {copies_told(item.copies)}" if item.copies else ""
    head = f"{item.rank}. {one_line(_origin(passage.document, passage.page))}"
    return f"{head}\n   {place}, {score}\n   {one_line(' '.join(passage.text.split()))}"


def one_line(text: str) -> str:
    """The text without what could drive a terminal: control characters and bidirectional overrides."""
    return "".join("\ufffd" if category(char) == "Cc" or char in _OVERRIDES else char for char in text)


def _origin(document: Document, page: int | None) -> str:
    date = document.date.value if document.date else None
    return ", ".join(part for part in (document.title.value, date, f"page {page}" if page else None) if part)


_ESCAPED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_OVERRIDES = frozenset("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
