"""What a check found, in sentences, and what would mend it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    STRUCTURE = "structure"
    DOCUMENTS = "documents"
    VECTORS = "vectors"
    WORDS = "words"
    INDEX = "index"
    COPYING = "copying"
    PACKING = "packing"
    UNPACKING = "unpacking"


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` documents, vectors, or megabytes, depending on the stage."""

    stage: Stage
    done: int
    total: int


Shown = Callable[[Progress], None]


class Repair(StrEnum):
    """What mends a fault, in the order in which it is done."""

    NOTHING = "nothing"  # nothing need be done
    BACKUP = "backup"  # nothing here can be done
    UPGRADE = "upgrade"
    LOOKUPS = "lookups"
    TAKE_OUT = "take out"
    SPLIT = "split"
    WAIT = "wait"
    DROP = "drop"
    WORDS = "words"
    INDEX = "index"
    FILES = "files"


REMEDIES = {
    Repair.NOTHING: "",
    Repair.BACKUP: "This cannot be repaired: restore a backup with `assistant restore FILE --force`, or move the "
    "library's folder away and ingest its documents again.",
    Repair.UPGRADE: "bring the catalog to this program's format",
    Repair.LOOKUPS: "make the catalog's lookup tables anew from its rows",
    Repair.TAKE_OUT: "take it out of the library; `assistant ingest` of the same files takes it in again",
    Repair.SPLIT: "divide its text into passages again",
    Repair.WAIT: "let those passages wait for their vectors, which the next `assistant ingest` makes",
    Repair.DROP: "remove what nothing refers to",
    Repair.WORDS: "make the keyword index anew from the texts",
    Repair.INDEX: "make the search index anew from the catalog's vectors",
    Repair.FILES: "mend the files' rights, and remove what was left",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """``sentence``: what was found, for people. ``documents``: their numbers in the catalog, where it is about some.
    ``harmless``: nothing is wrong, though a repair would do something about it."""

    sentence: str
    repair: Repair = Repair.NOTHING
    documents: tuple[int, ...] = ()
    harmless: bool = False

    @property
    def is_fault(self) -> bool:
        return self.repair is not Repair.NOTHING and not self.harmless


@dataclass(frozen=True, slots=True)
class Checked:
    """What a library holds, and what was found. ``size``: bytes in its folder. Numbers are 0 where the catalog cannot
    be read."""

    findings: tuple[Finding, ...] = ()
    documents: int = 0
    passages: int = 0
    waiting: int = 0
    size: int = 0

    @property
    def faults(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.is_fault]

    @property
    def sound(self) -> bool:
        return not self.faults


def named(names: list[str], shown: int = 5) -> str:
    """A few names and how many more there are. ``names`` must not be empty."""
    more = len(names) - shown
    listed = ", ".join(names[:shown])
    return f"{listed} and {more:,} more" if more > 0 else listed
