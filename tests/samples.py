"""The seed document and small ones like it, as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.domain import Basis, Document, Evidence, Stated, Why
from assistant.grounding.claims import Grounds
from assistant.reading import read
from assistant.splitting import sentences, split

SEEDS = Path(__file__).parent.parent / "seeds"
QUESTIONS = Path(__file__).parent / "questions" / "seed.jsonl"


def seed() -> Document:
    path = next(SEEDS.glob("*.txt"))
    return read(path, path.name, limit=10**6)


def document(
    text: str, *, name: str = "note.txt", date: str | None = "2024-05-14", language: str = "en", title: str = "Note"
) -> Document:
    known = Stated(date, Basis.HEADER) if date else None
    return Document(name, f"digest of {name}", text, Stated(title, Basis.HEADER), known, language=language)


def evidence(*documents: Document) -> tuple[Evidence, ...]:
    passages = [passage for one in documents for passage in split(one)]
    return tuple(Evidence(passage, sentences(passage), n, 1.0, Why.BOTH) for n, passage in enumerate(passages, 1))


def grounds(*documents: Document, question: str = "", similar: object = None) -> Grounds:
    found = evidence(*documents)
    numbered: Sequence[object] = [sentence for item in found for sentence in item.sentences]
    return Grounds(found, numbered, similar, question)  # type: ignore[arg-type]
