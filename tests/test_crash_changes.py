"""Kills the taking in of a folder in which everything has changed at once, runs it again, and compares the library with
one that has never seen anything but the folder as it is now.

KILLS=30 in the environment makes it 30 random and 30 aimed kills instead of one of each.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import time
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hashing import HashingEmbedder
from indexes import index_of
from test_crash import kill, kill_at_a_write, start

from assistant.ingest.ingest import Report, ingest
from assistant.library import Library
from assistant.upkeep.checking import check

MANY = int(os.environ.get("KILLS", "0"))
QUESTIONS = ("clause", "subject3x7", "word12x5", "fisheries memorandum 7", "edited3", "record 11")


def text(subject: object, paragraphs: int, word: str = "") -> str:
    return "\n\n".join(
        f"Clause {m} of {subject} on subject{subject}x{m} {word}. " + f"word{subject}x{m} " * 22
        for m in range(paragraphs)
    )


def zipped(path: Path, **members: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, held in members.items():
            archive.writestr(f"{name}.txt", held)


def records(path: Path, numbers: list[int], word: str = "") -> None:
    lines = [
        {"id": n, "title": f"Record {n}", "text": f"Fisheries memorandum {n} {word}. " + f"record{n} " * 60}
        for n in numbers
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))


@dataclass(frozen=True)
class Changed:
    """``former``: a library of the folder as it was; ``expected``: what a new one holds of the folder as it is."""

    folder: Path
    former: Path
    expected: dict[str, object]


def held(library: Library) -> dict[str, object]:
    """What the library holds, but for what may differ: the order in which it came in."""
    rows = [replace(row, waiting=0) for row in library.catalog.documents()]
    passages = {one.id: one.text for passages in library.journal.everything() for one in passages}
    with library.catalog.reading() as db:
        failures = db.execute("SELECT name, failure FROM files WHERE failure IS NOT NULL ORDER BY 1").fetchall()
        places = db.execute("SELECT path, member, name, next, failure FROM places ORDER BY 1, 2").fetchall()
    return {
        "documents": sorted(rows, key=lambda row: row.id),
        "passages": passages,
        "origins": library.catalog.copies([row.id for row in rows]),
        "keywords": [library.catalog.keyword_search(question, 50) for question in QUESTIONS],
        "indexed": sorted(index_of(library).ids()),
        "failures": failures,
        "places": places,
    }


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Changed:
    root = tmp_path_factory.mktemp("changed")
    folder = root / "documents"
    (folder / "sub").mkdir(parents=True)
    for n in range(8):
        (folder / f"{n}.txt").write_text(text(n, 120))
    (folder / "copy of 4.txt").write_text(text(4, 120))
    (folder / "one.txt").write_text(text("one", 9))
    (folder / "other.txt").write_text(text("other", 9))
    (folder / "wide.txt").write_text(text("wide", 9))
    zipped(folder / "papers.zip", a=text("a", 20), b=text("b", 20), c=text(5, 120))
    records(folder / "export.jsonl", list(range(40)))
    (folder / "broken.docx").write_bytes(b"PK no such thing")
    with Library(root / "former") as library:
        ingest([folder], library, HashingEmbedder(), limit=10**7)

    for n in range(4):  # edited, so that both versions are more than Chroma holds in memory
        (folder / f"{n}.txt").write_text(text(n, 125, f"edited{n}"))
    (folder / "4.txt").rename(folder / "sub" / "renamed.txt")
    (folder / "6.txt").unlink()
    (folder / "one.txt").write_text(text("other", 9))  # they change places
    (folder / "other.txt").write_text(text("one", 9))
    (folder / "wide.txt").unlink()
    zipped(folder / "wide.zip", wide=text("wide", 9), more=text("more", 40))
    (folder / "taken out.txt").write_text(text("a", 20))
    zipped(folder / "papers.zip", b=text("b", 30), c=text(5, 120), d=text("d", 20))
    records(folder / "export.jsonl", list(range(10, 60)), "amended")
    (folder / "empty.txt").write_text("")
    with Library(root / "fresh") as library:
        ingest([folder], library, HashingEmbedder(), limit=10**7)
        expected = held(library)
    return Changed(folder, root / "former", expected)


def assert_as_if_new(library: Path, changed: Changed) -> Report:
    with Library(library) as opened:
        report = ingest([changed.folder], opened, HashingEmbedder(), limit=10**7)
        now = held(opened)
        for what, expected in changed.expected.items():
            assert now[what] == expected, what
    checked = check(library)
    assert checked.sound, [finding.sentence for finding in checked.findings]
    assert checked.waiting == 0
    return report


def test_a_folder_in_which_everything_has_changed_is_as_if_it_was_new(tmp_path: Path, changed: Changed) -> None:
    library = tmp_path / "library"
    shutil.copytree(changed.former, library)
    report = assert_as_if_new(library, changed)
    assert "sub/renamed.txt" in report.renamed
    assert "6.txt" in report.removed


@pytest.mark.parametrize("trial", range(MANY or 1))
def test_changes_that_were_killed_at_any_moment_are_whole_when_they_are_taken_in_again(
    tmp_path: Path, changed: Changed, trial: int
) -> None:
    library = tmp_path / "library"
    shutil.copytree(changed.former, library)
    chance = random.Random(trial)  # noqa: S311 - moments, not secrets
    for _ in range(2):
        child = start(library, changed.folder)
        time.sleep(chance.uniform(0, 3.5))
        kill(child)
    assert_as_if_new(library, changed)


@pytest.mark.parametrize("trial", range(MANY or 1))
def test_changes_that_were_killed_while_the_index_is_being_written_are_whole_when_they_are_taken_in_again(
    tmp_path: Path, changed: Changed, trial: int
) -> None:
    library = tmp_path / "library"
    shutil.copytree(changed.former, library)
    chance = random.Random(trial)  # noqa: S311 - moments, not secrets
    kill_at_a_write(library, changed.folder, chance, most=5)
    assert_as_if_new(library, changed)
