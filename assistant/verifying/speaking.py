"""In which language an export words its footnotes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from assistant.errors import VerificationError
from assistant.exporting.flow import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.exporting.footnotes import Record

_UNKNOWN = (
    "The footnotes in this file are in a language that this program does not speak, so they cannot be compared. Use "
    "the version that exported it."
)


def said_in(record: Record) -> Callable[[str], str]:
    """What gives a text of ours, which is in English, in the language of a record. Raises VerificationError for one
    that is not known."""
    if record.language == ENGLISH:
        return str
    from assistant.ui.wording import LANGUAGES, Wording, told  # noqa: PLC0415 - keeps --help quick

    if record.language not in LANGUAGES:
        raise VerificationError(_UNKNOWN)
    return partial(told.exported, wording=Wording.of(record.language))
