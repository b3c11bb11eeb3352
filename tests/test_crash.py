"""Kills a real ingest, runs it again, and compares both stores.

KILLS=30 in the environment makes it 30 random and 30 aimed kills instead of 6 and 4.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hashing import HashingEmbedder
from indexes import index_of

from assistant.index import files
from assistant.index.codes import FILE
from assistant.ingest.ingest import ingest
from assistant.library import INDEX_BYTES, Library

ROOT = Path(__file__).parents[1]
MANY = int(os.environ.get("KILLS", "0"))
DOCUMENTS, PARAGRAPHS = 12, 180

CHILD = """
import sys
from pathlib import Path
sys.path[:0] = [sys.argv[1], sys.argv[1] + "/tests"]
from hashing import HashingEmbedder
from assistant.ingest.ingest import ingest
from assistant.library import Library
with Library(Path(sys.argv[2]), index_bytes=int(sys.argv[4])) as library:
    print("open", flush=True)
    ingest([Path(sys.argv[3])], library, HashingEmbedder(pause=0.01), limit=10**7)
"""


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """2,160 passages, so that Chroma rewrites its files at least twice."""
    folder = tmp_path_factory.mktemp("documents")
    for n in range(DOCUMENTS):
        text = "\n\n".join(f"Clause {n}.{m} on subject{n}x{m}. " + f"word{n}x{m} " * 22 for m in range(PARAGRAPHS))
        (folder / f"{n:02}.txt").write_text(text)
    return folder


def start(library: Path, documents: Path, index_bytes: int = INDEX_BYTES) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", CHILD, ROOT, library, documents, str(index_bytes)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: S603
    assert child.stdout
    assert child.stdout.readline() == b"open\n"
    return child


def kill(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    child.wait()
    if child.stdout:
        child.stdout.close()


def index_files(library: Path) -> dict[str, tuple[int, int]]:
    found = {}
    for path in library.glob("vectors-*/*/*"):
        try:
            state = path.stat()
        except FileNotFoundError:
            continue
        found[str(path)] = (state.st_mtime_ns, state.st_size)
    return found


def kill_at_a_write(library: Path, documents: Path, chance: random.Random, *, most: int) -> None:
    """Starts an ingest and kills it within 20 ms of one of the first ``most`` changes to the index's files."""
    child = start(library, documents)
    changes = chance.randint(1, most)
    before = index_files(library)
    while child.poll() is None and changes:
        now = index_files(library)
        if now != before:
            before = now
            changes -= 1
    time.sleep(chance.uniform(0, 0.02))
    kill(child)


def kill_at_the_switch(library: Path, documents: Path, index_bytes: int, delay: float) -> None:
    """Starts an ingest and kills it ``delay`` seconds after it has begun an index of bits."""
    child = start(library, documents, index_bytes)
    while child.poll() is None and not list(library.glob(f"vectors-*/{FILE}")):
        time.sleep(0.002)
    time.sleep(delay)
    kill(child)


def assert_completed(library: Path, documents: Path, *, seconds: float = 30, index_bytes: int = INDEX_BYTES) -> bool:
    """Opening brings the index in step with what the catalog has; ingesting again adds the rest exactly once."""
    before = {path.name for path in library.glob("vectors-*")}
    started = time.perf_counter()
    with Library(library, index_bytes=index_bytes) as opened:
        assert time.perf_counter() - started < seconds
        assert not opened.journal.unindexed()
        report = ingest([documents], opened, HashingEmbedder(), limit=10**7)
        assert report.failed == report.removed == ()
        assert len(report.added) + len(report.updated) + len(report.unchanged) == DOCUMENTS
        expected = [passage.id for passages in opened.journal.everything() for passage in passages]
        assert len(expected) == DOCUMENTS * PARAGRAPHS
        assert sorted(index_of(opened).ids()) == sorted(expected)
        for vector in list(opened.catalog.vectors_of(expected).values())[::5]:
            assert opened.search(vector, 1)[0].similarity > 0.9999
        with opened._database.reading() as db:
            assert db.execute("SELECT count(*) FROM keywords").fetchone() == (len(expected),)
        assert len(opened.catalog.keyword_search("clause", len(expected))) == len(expected)
        assert [row.waiting for row in opened.catalog.documents()] == [0] * DOCUMENTS
        return not before & {path.name for path in library.glob("vectors-*")}


@pytest.mark.parametrize("trial", range(MANY or 6))
def test_killed_at_any_moment_and_run_again_every_passage_is_there_once(
    tmp_path: Path, documents: Path, trial: int
) -> None:
    library = tmp_path / "library"
    chance = random.Random(trial)  # noqa: S311 - moments, not secrets
    for _ in range(2):
        child = start(library, documents)
        time.sleep(chance.uniform(0, 2.5))
        kill(child)
    assert_completed(library, documents)


@pytest.mark.parametrize("trial", range(MANY or 4))
def test_killed_while_the_index_is_being_written_and_run_again_every_passage_is_there_once(
    tmp_path: Path, documents: Path, trial: int
) -> None:
    library = tmp_path / "library"
    chance = random.Random(trial)  # noqa: S311 - moments, not secrets
    kill_at_a_write(library, documents, chance, most=4)
    assert_completed(library, documents)


@pytest.mark.parametrize("delay", [0, 0.02, 0.1, 0.3])
def test_killed_while_the_index_becomes_one_of_bits_and_run_again_every_passage_is_there_once(
    tmp_path: Path, documents: Path, delay: float
) -> None:
    library, most = tmp_path / "library", 800 * (64 * 4 + 1000)  # bytes of 800 passages
    kill_at_the_switch(library, documents, most, delay)
    assert_completed(library, documents, index_bytes=most, seconds=120)
    assert [path.name for path in library.glob("vectors-*/*.sqlite3")] == [FILE]


def test_an_ingest_again_after_a_kill_says_what_it_completed(tmp_path: Path, documents: Path) -> None:
    library = tmp_path / "library"
    child = start(library, documents)
    while not (library / "catalog.sqlite3").exists():
        time.sleep(0.01)
    time.sleep(1)
    kill(child)
    with Library(library) as opened:
        report = ingest([documents], opened, HashingEmbedder(), limit=10**7)
        assert not report.failed
        assert sorted([*report.added, *report.unchanged]) == sorted(path.name for path in documents.iterdir())


def test_a_catalog_and_an_index_of_different_moments_are_brought_in_step(tmp_path: Path, documents: Path) -> None:
    """What a power cut may leave: the catalog knows more than the index, or the index more than the catalog."""
    library = tmp_path / "library"
    with Library(library) as opened:
        ingest([documents], opened, HashingEmbedder(), limit=10**7)
        gone = index_of(opened).ids()[:300]
        index_of(opened).delete(gone)
        index_of(opened).upsert(["stranger-0-1"], HashingEmbedder().passages(["x"]), [{"name": "x"}])
        folder = library / str(opened.catalog.fact("index_folder"))
        opened.catalog.record({"index_print": None})
    assert not assert_completed(library, documents)
    with Library(library) as opened:  # and where the fingerprint was recorded all the same
        index_of(opened).delete(index_of(opened).ids()[:300])
        opened.catalog.record({"index_print": files.settle(folder)})
    with Library(library) as opened:
        opened.warm()
        assert len(index_of(opened).ids()) == DOCUMENTS * PARAGRAPHS
