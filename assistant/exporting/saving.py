"""An answer of the command line, saved as a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.catalog import rows
from assistant.conversations import preserved
from assistant.conversations.turns import Phase, Turn
from assistant.errors import UsageError
from assistant.exporting.contents import Exported
from assistant.exporting.forms import Form, written
from assistant.telling import counted, written_range

if TYPE_CHECKING:
    from assistant.catalog.catalog import Catalog
    from assistant.domain import Answer, Searched


def form_of(path: Path) -> Form:
    """The form that a file's ending names. Raises UsageError for another ending, and where the file cannot be made:
    before a question is asked, whose answer takes its time."""
    try:
        form = Form(path.suffix.lower().removeprefix("."))
    except ValueError as error:
        raise UsageError(f"{path} ends in none of .md, .html and .docx. Name one that does with --export.") from error
    if os.path.lexists(path):
        raise UsageError(f"There is a file {path} already. Name another one with --export, or remove it.")
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent}. Make it, or name another one with --export.")
    return form


def save(answer: Answer, path: Path, form: Form, catalog: Catalog) -> None:
    """Writes an answer that came just now. Raises UsageError where the file cannot be written."""
    now = rows.now()
    documents = preserved.documents(answer).keys()
    exported = Exported(
        title=answer.question,
        turns=(Turn(answer.question, Phase.DONE, answer, asked=now),),
        made_at=now,
        library=library_told(catalog.searched()),
        retrieved=catalog.taken_in(documents),
        fates=catalog.fates(documents),
    )
    data = written(exported, form)
    try:
        with path.open("xb") as file:
            file.write(data)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}. Name another file with --export.") from error


def library_told(held: Searched) -> str:
    """What a library holds, for an export."""
    said = " ".join(filter(None, (counted(held.documents, "document"), written_range(held))))
    return f"The library held {said}."
