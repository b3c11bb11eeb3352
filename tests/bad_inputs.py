"""Files that are hostile, damaged, odd or empty, each with what has to become of it.

``ALL`` holds those of the modules that ``everything`` names.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

CANARY = "root:x:0"  # what files outside of the folder say (/etc/passwd is one), and nothing that is taken in may
HIDDEN = "secret clause"  # what is in a file but nobody sees


@dataclass(frozen=True, slots=True)
class Bad:
    """A file called ``name`` in the folder, and what has to become of it.

    ``make``: its bytes, or what makes them. ``place``: what puts something there that has no bytes. ``reads``: what the
    text of the documents that come of it has to hold; () where none may come. ``refused``: what a reason that is given
    for it has to hold, in lower case, several separated by "|"; "" where there may be none, and where it begins with
    "|" it may be read as well. ``lacks``: what the text may not hold. ``many``: it takes long, and is left out unless
    MANY is set in the environment.
    """

    name: str
    tags: str
    make: bytes | Callable[[], bytes] = b""
    reads: tuple[str, ...] = ()
    refused: str = ""
    lacks: tuple[str, ...] = ()
    many: bool = False
    place: Callable[[Path], None] | None = None

    def put(self, folder: Path) -> None:
        path = folder / os.fsdecode(self.name.encode("utf-8", "surrogateescape"))
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.place:
            self.place(path)
        else:
            path.write_bytes(self.make() if callable(self.make) else self.make)

    @property
    def shown(self) -> str:
        """Its name as the library shows it."""
        return os.fsencode(self.name).decode("utf-8", "backslashreplace")


def said(what: str) -> str:
    """A sentence of a document that only the file about ``what`` holds, so that none is the copy of another."""
    return f"The two ministers signed memorandum {what} on fisheries in Tokyo on 7 September 2021."


def phrase(what: str) -> str:
    """What of that sentence is looked for."""
    return f"memorandum {what} on fisheries"


def everything() -> Iterator[Bad]:
    import bad_archives  # noqa: PLC0415 - they import this module
    import bad_encodings  # noqa: PLC0415
    import bad_kinds  # noqa: PLC0415
    import bad_mails  # noqa: PLC0415
    import bad_packages  # noqa: PLC0415
    import bad_pages  # noqa: PLC0415
    import bad_pdfs  # noqa: PLC0415
    import bad_places  # noqa: PLC0415
    import bad_texts  # noqa: PLC0415

    for module in (
        bad_texts,
        bad_encodings,
        bad_kinds,
        bad_mails,
        bad_pages,
        bad_pdfs,
        bad_packages,
        bad_archives,
        bad_places,
    ):
        yield from module.ALL
