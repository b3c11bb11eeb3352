"""What a reader has added, and what has become of it, in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.catalog.uploads import State
    from assistant.ingest.recording import Report
    from assistant.ingest.watching import Source

_FAILURES = 3  # reasons that are told of a folder


class Kind(StrEnum):
    FILE = "file"
    FOLDER = "folder"
    ADDRESS = "address"


class Step(StrEnum):
    QUEUED = "queued"
    READING = "reading"
    EMBEDDING = "embedding"  # found by words, waits for its vectors
    READY = "ready"
    REFUSED = "refused"
    STOPPED = "stopped"

    @property
    def is_last(self) -> bool:
        return self in (Step.READY, Step.REFUSED, Step.STOPPED)


@dataclass(frozen=True, slots=True)
class Addition:
    """Something that a reader has added. ``done`` of ``total`` files (reading) or passages (embedding); ``said``: what
    there is to be told of it beside its step."""

    key: str
    kind: Kind
    name: str
    owner: str
    source: Source
    step: Step = Step.QUEUED
    done: int = 0
    total: int = 0
    said: str = ""


def file_told(one: Addition, state: State | None, problem: str) -> Addition:
    """How far a file is of which at least the beginning was read. ``problem``: why what it lacks is not under way."""
    if state is None or not (state.documents or state.failure or state.refused):
        return replace(one, step=Step.STOPPED, said="Removed.")
    if state.failure:
        return replace(one, step=Step.REFUSED, said=state.failure)
    said = [f"{state.documents} documents."] if state.documents > 1 else []
    said += [f"The library holds this text already: “{state.known}”."] if state.known else []
    said += [f"{state.refused} of its documents could not be read: see below."] if state.refused else []
    is_ready = state.is_read and state.indexed == state.passages
    step = Step.READING if not state.is_read else Step.READY if is_ready else Step.EMBEDDING
    if not state.documents:
        step = Step.REFUSED
    elif problem and not is_ready:
        said.append(problem)
    return replace(one, step=step, done=state.embedded, total=state.passages, said=" ".join(said))


def ingest_told(one: Addition, report: Report) -> Addition:
    """What has become of a folder or an address."""
    counts = {
        "added": report.added,
        "changed": report.updated,
        "as before": report.unchanged,
        "held already": (*report.copies, *report.renamed),
        "removed": report.removed,
        "left out, because you removed them": report.dismissed,
    }
    said = ", ".join(f"{len(names):,} {what}" for what, names in counts.items() if names)
    reasons = [failure.reason for failure in report.failed]
    if reasons and not said:
        return replace(one, step=Step.REFUSED, said=" ".join(dict.fromkeys(reasons[:_FAILURES])))
    if reasons:
        said += f", {len(reasons):,} could not be read"
    return replace(one, step=Step.READY, said=f"{said or 'Nothing in it can be read'}.")
