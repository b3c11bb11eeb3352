"""Deleted means gone: the text of a removed document is in no file of the library, the temporary folder or a backup."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest
from hashing import HashingEmbedder

from assistant.domain import Filter
from assistant.ingest.ingest import ingest
from assistant.library import Library
from assistant.upkeep.backup import backup
from assistant.upkeep.checking import check
from assistant.upkeep.repairing import repair

ROOT = Path(__file__).parents[1]
CANARY = "zqcanaryq"  # as long as a word that no stemmer changes


def write(folder: Path, n: int, word: str) -> None:
    paragraphs = (f"Clause {n}.{m} {word} of 2021. " + f"term{n}x{m} " * 30 for m in range(20))
    (folder / f"{n}.txt").write_text(f"Statement of {word}\n\n" + "\n\n".join(paragraphs))


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    for n in range(8):
        write(tmp_path / "documents", n, "ports")
    write(tmp_path / "documents", 3, CANARY)
    (tmp_path / "documents" / "3.txt").rename(tmp_path / "documents" / f"{CANARY}.txt")
    with Library(tmp_path / "library") as library:
        ingest([tmp_path / "documents"], library, HashingEmbedder(), limit=10**6)
    assert traces(tmp_path / "library")
    return tmp_path


def traces(folder: Path, sought: bytes = CANARY.encode()) -> dict[str, int]:
    found = {str(path): path.read_bytes().lower().count(sought) for path in folder.rglob("*") if path.is_file()}
    return {name: count for name, count in found.items() if count}


def in_backup(root: Path) -> int:
    backup(root / "library", root / "b.zip", force=True)
    with zipfile.ZipFile(root / "b.zip") as archive:
        return archive.read("catalog.sqlite3").lower().count(CANARY.encode())


def temporary() -> set[str]:
    return {path.name for path in Path(tempfile.gettempdir()).iterdir()}


@pytest.mark.parametrize("how", ["removed", "replaced"])
def test_no_text_of_a_document_that_is_gone_is_left(filled: Path, how: str) -> None:
    with Library(filled / "library") as library:
        before = temporary()
        library.catalog.keyword_search(CANARY, 3)  # a reader's connection stays open
        gone = filled / "documents" / f"{CANARY}.txt"
        if how == "removed":
            gone.unlink()
        else:
            gone.write_text("Another text, on ports.")
        report = ingest([filled / "documents"], library, HashingEmbedder(), limit=10**6)
        assert report.removed or report.updated
        catalog = traces(filled / "library", b"statement of " + CANARY.encode())
        assert catalog == {}, "text is left while the library is open"
        if how == "removed":
            assert not any("catalog" in name for name in traces(filled / "library"))
            assert in_backup(filled) == 0
        assert not {name for name in temporary() - before if "sqlite" in name or "etilqs" in name}
    assert traces(filled / "library", b"statement of " + CANARY.encode()) == {}


def test_names_and_vectors_go_from_the_search_index_with_a_repair(filled: Path) -> None:
    (filled / "documents" / f"{CANARY}.txt").unlink()
    with Library(filled / "library") as library:
        vectors = library.catalog.vectors_in(Filter(documents=frozenset({f"{CANARY}.txt"})))
        ingest([filled / "documents"], library, HashingEmbedder(), limit=10**6)
    checked = check(filled / "library")
    assert checked.sound
    assert "still hold names and vectors of documents that were removed" in str(checked.findings)
    mended = repair(filled / "library", checked)
    assert (mended.sound, mended.findings) == (True, ())
    assert traces(filled / "library") == {}
    for vector in list(vectors.values())[::7]:
        assert traces(filled / "library", vector.tobytes().lower()) == {}


def test_what_a_killed_ingest_did_not_erase_the_next_one_does(filled: Path) -> None:
    (filled / "documents" / f"{CANARY}.txt").unlink()
    script = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = [sys.argv[1] + "/tests"]
from hashing import HashingEmbedder
from assistant.ingest.ingest import ingest
from assistant.catalog.intake import Intake
from assistant.library import Library
Intake.tidy = lambda self: os.kill(os.getpid(), signal.SIGKILL)
ingest([Path(sys.argv[2])], Library(Path(sys.argv[3])), HashingEmbedder(), limit=10**6)
"""
    command = [sys.executable, "-c", script, ROOT, filled / "documents", filled / "library"]
    ran = subprocess.run(command, cwd=ROOT, check=False)  # noqa: S603
    assert ran.returncode == -signal.SIGKILL
    assert any("catalog" in name for name in traces(filled / "library"))
    with Library(filled / "library") as library:
        assert library.intake.untidy()
        ingest([filled / "documents"], library, HashingEmbedder(), limit=10**6)
        assert not library.intake.untidy()
    assert not any("catalog" in name for name in traces(filled / "library"))


def test_an_ingest_that_removes_nothing_does_not_rewrite_the_keyword_index(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tidied: list[int] = []
    monkeypatch.setattr("assistant.catalog.intake.Intake.tidy", lambda _: tidied.append(os.getpid()))
    write(filled / "documents", 9, "ports")
    with Library(filled / "library") as library:
        assert ingest([filled / "documents"], library, HashingEmbedder(), limit=10**6).added
    assert tidied == []
