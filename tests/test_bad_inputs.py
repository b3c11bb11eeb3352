"""All bad inputs are taken in at once: each becomes what it holds or a reason, and none of them costs another.

MANY=1 in the environment adds those that take long.
"""

from __future__ import annotations

import json
import os
import re
import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from unicodedata import category

import pytest
from bad_inputs import CANARY, Bad, everything, said
from bad_places import NAMES
from conftest import Run
from hashing import HashingEmbedder

from assistant.ingest.catchup import Progress, Stage
from assistant.ingest.ingest import Report, ingest
from assistant.library import Library

LIMIT = 250_000_000
SECONDS = 20  # for each file, where this machine does nothing else
MEGABYTES = 500  # beside the libraries and what the test itself takes
CASES = [bad for bad in everything() if not bad.many or os.environ.get("MANY")]
OVERRIDES = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028")


@dataclass
class Outcome:
    """``texts`` by the names of documents, ``seconds`` by those of files."""

    report: Report
    again: Report
    texts: dict[str, str]
    seconds: dict[str, float]
    megabytes: tuple[float, float]
    folder: str

    def texts_of(self, bad: Bad) -> list[str]:
        return [text for name, text in self.texts.items() if belongs(name, bad)]

    def reasons_of(self, bad: Bad) -> list[str]:
        return [failure.reason for failure in self.report.failed if belongs(failure.document, bad)]


def belongs(name: str, bad: Bad) -> bool:
    return name == bad.shown or name.startswith((f"{bad.shown}/", f"{bad.shown}#", f"{bad.shown} (part "))


class Clock:
    """How long each file was at hand."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._name, self._since = "", 0.0

    def __call__(self, step: Progress) -> None:
        if step.stage is Stage.READING:
            now = time.monotonic()
            if self._name:
                self.seconds[self._name] = now - self._since
            self._name, self._since = step.name, now


def most_memory() -> tuple[float, float]:
    """Megabytes that this process and the largest of its children had."""
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return tuple(resource.getrusage(who).ru_maxrss / unit for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))  # type: ignore[return-value]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("bad") / "documents"
    folder.mkdir()
    for bad in CASES:
        bad.put(folder)
    before = most_memory()[0]
    clock = Clock()
    with Library(folder.parent / "library") as library:
        embedder = HashingEmbedder()
        report = ingest([folder], library, embedder, limit=LIMIT, progress=clock)
        memory = most_memory()
        again = ingest([folder], library, embedder, limit=LIMIT)
        rows = library.catalog.documents()
        texts = {row.name: library.catalog.document(row.id).text for row in rows}
    return Outcome(report, again, texts, clock.seconds, (memory[0] - before, memory[1]), str(folder))


@pytest.mark.parametrize("bad", CASES, ids=lambda bad: ascii(bad.name[:40]))
def test_each_is_read_or_refused_as_it_should_be(outcome: Outcome, bad: Bad) -> None:
    texts, reasons = outcome.texts_of(bad), outcome.reasons_of(bad)
    text = "\n".join(texts)
    either = bad.refused.startswith("|")  # it may be read as well as refused
    if not bad.reads:
        assert not texts
    elif not (either and reasons):
        assert not [words for words in bad.reads if words not in text]
    assert not [words for words in bad.lacks if words in text]
    if bad.refused.strip("|") and not (either and not reasons):
        assert reasons
        assert any(word in " ".join(reasons).lower() for word in bad.refused.strip("|").split("|")), reasons
    if not bad.refused:
        assert not reasons


def test_there_are_many_of_all_kinds() -> None:
    assert len(CASES) > 300
    assert len({bad.name for bad in CASES}) == len(CASES)
    tags = {bad.tags for bad in CASES}
    assert tags >= {"bomb", "cycle", "damaged", "deep", "empty", "encoding", "hidden", "hostile-name", "outside"}


def test_every_reason_is_a_sentence_that_says_nothing_of_the_machine(outcome: Outcome) -> None:
    for failure in outcome.report.failed:
        assert re.fullmatch(r"[A-Z][^\n]{20,400}\.", failure.reason), failure
        assert not re.search(
            r"Error|Exception|Traceback|0x|lxml|pdfium|zipfile|\bNone\b|/tmp|\bat line\b", failure.reason
        )
        assert outcome.folder not in failure.reason


def test_nothing_outside_of_the_folder_is_read(outcome: Outcome) -> None:
    assert (Path(outcome.folder).parent / "outside.txt").read_text("utf-8").startswith(CANARY)
    assert not [name for name, text in outcome.texts.items() if CANARY in text or "canary outside" in text]
    assert {path.name for path in Path(outcome.folder).parent.iterdir()} == {"documents", "library", "outside.txt"}


def test_no_file_takes_too_long(outcome: Outcome) -> None:
    busy = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    slowest = sorted(outcome.seconds.items(), key=lambda one: -one[1])[:5]
    assert slowest[0][1] <= SECONDS * busy, slowest


def test_memory_stays_bounded(outcome: Outcome) -> None:
    assert outcome.megabytes[0] < MEGABYTES
    assert outcome.megabytes[1] < 2 * MEGABYTES + 300  # with the libraries, and what recognises text where it is there


def test_a_second_time_nothing_changes(outcome: Outcome) -> None:
    again = outcome.again
    assert (again.added, again.updated, again.removed, again.renamed) == ((), (), (), ())
    assert set(again.unchanged) >= set(outcome.report.added)
    assert sorted({one.document for one in again.failed}) == sorted({one.document for one in outcome.report.failed})


def test_names_do_nothing_to_a_terminal(assistant: Run, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    for number, name in enumerate(NAMES):
        Bad(name, "", said(f"name-{number}").encode() if number % 2 else bytes(500)).put(folder)
    for words in (
        ("ingest", folder),
        ("ingest", folder, "--json"),
        ("status",),
        ("status", "--json"),
        ("search", "Which memorandum on fisheries?", "-k", 20),
        ("search", "Which memorandum on fisheries?", "-k", 20, "--json"),
    ):
        code, *printed = assistant(*words)
        assert code == 0
        for out in printed:
            assert not [char for char in out if (category(char) in ("Cc", "Cs") and char != "\n") or char in OVERRIDES]
        if "--json" in words:
            assert json.loads(printed[0])


def test_a_file_that_vanishes_meanwhile_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text(said(f"vanishing-{name}"))

    def progress(step: Progress) -> None:
        if step.name == "b.txt":
            (folder / "b.txt").unlink(missing_ok=True)

    with Library(tmp_path / "library") as library:
        report = ingest([folder], library, HashingEmbedder(), limit=LIMIT, progress=progress)
    assert report.added == ("a.txt", "c.txt")
    assert ["no such file" in failure.reason for failure in report.failed] == [True]


def test_a_file_that_grows_while_it_is_read_is_told_or_read_as_it_was_and_right_the_next_time(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    growing, line = folder / "a.jsonl", json.dumps({"text": said("growing") + " Fish." * 500}) + "\n"
    growing.write_text("".join(f'{{"id": {n}, ' + line[1:] for n in range(200)))
    (folder / "b.txt").write_text(said("beside-growing"))
    stopped = Event()

    def grow() -> None:
        with growing.open("a") as file:
            while not stopped.wait(0.05):
                file.write(line)
                file.flush()

    thread = Thread(target=grow)
    with Library(tmp_path / "library") as library:
        thread.start()
        try:
            report = ingest([folder], library, HashingEmbedder(), limit=LIMIT)
        finally:
            stopped.set()
            thread.join()
        assert "b.txt" in report.added
        assert any("changed while it was read" in failure.reason for failure in report.failed)
        assert not ingest([folder], library, HashingEmbedder(), limit=LIMIT).failed


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(said(f"permission-{name}"))
    (folder / "a.txt").chmod(0)
    with Library(tmp_path / "library") as library:
        report = ingest([folder], library, HashingEmbedder(), limit=LIMIT)
    assert report.added == ("b.txt",)
    assert "permission" in report.failed[0].reason


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/proc/self/mem", "/proc/self/environ"])
def test_what_the_system_shows_as_files_is_refused_when_named(path: str, tmp_path: Path) -> None:
    with Library(tmp_path / "library") as library:
        report = ingest([Path(path)], library, HashingEmbedder(), limit=LIMIT)
    assert not report.added
    assert len(report.failed) == 1
