"""Answers as JSON, and back, with the documents that they rest on beside them: each once, however often it is cited."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from typing import Any

from cattrs.gen import make_dict_unstructure_fn, override
from cattrs.preconf.json import make_converter

from assistant.domain import Answer, Document, Filter, Passage, Sentence

_known: ContextVar[Mapping[str, Document]] = ContextVar("the documents of the answer that is unpacked")
_converter = make_converter(omit_if_default=True, forbid_extra_keys=True)


def packed(answer: Answer) -> str:
    """The answer as JSON; what stands in it of its ``documents`` are their ids and offsets."""
    return json.dumps(_converter.unstructure(answer), ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str, documents: Mapping[str, Document]) -> Answer:
    """What ``packed`` was given, equal in everything. ``documents``: by id, at least those that it rests on.

    Raises ValueError where the text is not such an answer, or where a document is missing.
    """
    token = _known.set(documents)
    try:
        return _converter.structure(json.loads(text), Answer)
    except Exception as error:  # cattrs raises groups of whatever the hooks raise
        raise ValueError("not an answer as it was kept") from error
    finally:
        _known.reset(token)


def documents(answer: Answer) -> dict[str, Document]:
    """Everything that an answer shows or cites comes from these, by id."""
    found = [item.passage for item in answer.evidence]
    found += [citation.sentence.passage for claim in (*answer.claims, *answer.withheld) for citation in claim.citations]
    found += [version.sentence.passage for one in answer.disagreements for version in one.versions]
    return {passage.document.id: passage.document for passage in found}


def packed_document(document: Document) -> str:
    """A document but for its text, as JSON."""
    return json.dumps(_plain.unstructure(document), ensure_ascii=False, separators=(",", ":"))


def unpacked_document(form: str, text: str) -> Document:
    """What ``packed_document`` was given. Raises ValueError where ``form`` is not of that kind."""
    try:
        return _plain.structure({**json.loads(form), "text": text}, Document)
    except Exception as error:  # see above
        raise ValueError("not a document as it was kept") from error


def packed_filter(within: Filter | None) -> str | None:
    """A filter as JSON."""
    return json.dumps(_converter.unstructure(within), ensure_ascii=False) if within else None


def unpacked_filter(form: str | None) -> Filter | None:
    """What ``packed_filter`` was given. Raises ValueError where ``form`` is not of that kind."""
    try:
        return _converter.structure(json.loads(form), Filter) if form else None
    except Exception as error:  # see above
        raise ValueError("not a filter as it was kept") from error


def _passage(passage: Passage) -> list[Any]:
    return [passage.document.id, passage.start, passage.end, passage.number]


def _passage_from(kept: Iterable[Any], _: type) -> Passage:
    id_, start, end, number = kept
    return Passage(_known.get()[id_], int(start), int(end), int(number))


def _sentence(sentence: Sentence) -> list[Any]:
    return [*_passage(sentence.passage), sentence.start, sentence.end]


def _sentence_from(kept: list[Any], kind: type) -> Sentence:
    *passage, start, end = kept
    return Sentence(_passage_from(passage, kind), int(start), int(end))


_converter.register_unstructure_hook(Passage, _passage)
_converter.register_structure_hook(Passage, _passage_from)
_converter.register_unstructure_hook(Sentence, _sentence)
_converter.register_structure_hook(Sentence, _sentence_from)
_plain = make_converter(omit_if_default=True)


def _without_text(kind: type) -> Any:
    return make_dict_unstructure_fn(kind, _plain, text=override(omit=True), _cattrs_omit_if_default=True)


_plain.register_unstructure_hook_factory(lambda kind: kind is Document, _without_text)
