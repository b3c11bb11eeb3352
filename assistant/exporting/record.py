"""The record of an export's footnotes: JSON, in a form that is inert wherever it stands."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from assistant.errors import VerificationError
from assistant.exporting.footnotes import VERSION, Record

if TYPE_CHECKING:
    from typing import Any

FORMAT = "bilateral-record footnotes"
MOST = 5_000  # footnotes
_BROKEN = "The record of the footnotes in this file is damaged ({}). Export the answer again."


def record_json(record: Record) -> str:
    """JSON in ASCII that holds no ``<``, ``>``, ``&`` and no ``--``: it ends no element and no comment around it."""
    text = json.dumps({"format": FORMAT, **asdict(record)}, separators=(",", ":"))
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.replace("--", "-\\u002d")


def read_record(text: str | bytes) -> Record:
    """The record that ``record_json`` wrote. Raises VerificationError where it makes no sense."""
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415 - keeps --help quick

    try:
        held: dict[str, Any] = json.loads(text)
        if held.pop("format") != FORMAT or held["version"] != VERSION:
            raise VerificationError(
                "The record of the footnotes in this file is of another version of this program. Use that to verify it."
            )
        json.dumps(held, ensure_ascii=False).encode()  # what is no text, such as half a pair of surrogates, ends here
        record = TypeAdapter(Record).validate_python(held)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise VerificationError(_BROKEN.format(f"{'.'.join(map(str, first['loc']))}: {first['msg']}")) from error
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise VerificationError(_BROKEN.format(type(error).__name__)) from error
    if len(record.footnotes) > MOST or any(note.number != at for at, note in enumerate(record.footnotes, 1)):
        raise VerificationError(_BROKEN.format("its footnotes are not numbered from 1 to 5,000 at the most"))
    return record
