"""What readers said of answers, as questions to measure later versions by: see ``own`` for their form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from assistant.conversations.conversations import Conversations
from assistant.conversations.remarks import Remarks
from assistant.conversations.turns import FILE, Feedback, Turn
from assistant.errors import UsageError


def write(folder: Path, target: Path) -> int:
    """Writes the questions of a library's ``folder`` to a new JSONL file, and gives their number. Raises UsageError
    where there are none, or where the file cannot be written."""
    if not (folder / FILE).is_file():
        raise UsageError("This library holds no conversations yet. Ask in the browser, and say there what helped.")
    conversations = Conversations(folder)
    try:
        lines = list(questions(Remarks(conversations).rated()))
    finally:
        conversations.close()
    if not lines:
        raise UsageError("Nobody has said yet whether an answer was helpful. There is a place for it below each.")
    try:
        with target.open("x", encoding="utf-8") as file:
            file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    except OSError as error:
        raise UsageError(f"{target} cannot be written: {error.strerror}. Name a new file.") from error
    return len(lines)


def questions(rated: Iterable[tuple[tuple[Turn, ...], Feedback]]) -> Iterator[dict[str, Any]]:
    """A line each. Of an answer that was helpful, the same state and the same cited sentences are asked for; of one
    that was not, what the reader says stands in ``note``, for a person to write down what would have been right."""
    for number, (turns, said) in enumerate(rated, 1):
        *before, turn = turns
        answer = turn.answer
        if answer is None:
            continue
        history = [
            {"role": role, "content": text}
            for one in before
            if one.answer and one.answer.state.is_final
            for role, text in (("user", one.question), ("assistant", one.answer.text))
        ]
        line: dict[str, Any] = {"id": f"feedback-{number}", "question": turn.question, "history": history}
        if said.helpful:
            cited = [" ".join(citation.quote.split()) for citation in answer.citations]
            line |= {"kind": "helpful", "state": answer.state.value, "gold": cited}
        else:
            line |= {"kind": "not helpful"}
        yield line | {"note": said.note, "at": said.at, "answer": answer.text}
