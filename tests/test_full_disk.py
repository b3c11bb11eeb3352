"""A disk that is full in the middle of anything: one sentence, what was there still answers, later it goes on.

The limit is one on the size of files (RLIMIT_FSIZE), which a child sets for itself at a moment of its work: a write
beyond it fails as on a full disk. A real small disk (tmpfs) is used where one can be mounted.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hashing import HashingEmbedder

from assistant.ingest.ingest import ingest
from assistant.library import Library
from assistant.upkeep.backup import backup
from assistant.upkeep.checking import check

ROOT = Path(__file__).parents[1]
SECONDS = 30  # that a call may take on a busy machine; alone it is a fraction of 5

CHILD = """
import json, os, resource, signal, sys, time
from pathlib import Path
root, job, limit = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
sys.path[:0] = [sys.argv[4]]
from hashing import HashingEmbedder
from assistant.errors import AssistantError
from assistant.ingest.ingest import ingest
from assistant.library import Library
from assistant.upkeep.backup import backup
from assistant.upkeep.checking import check
from assistant.upkeep.repairing import repair
from assistant.upkeep.restore import restore
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
jobs = {
    "backup": lambda: backup(root / "library", root / "new.zip"),
    "restore": lambda: restore(root / "b.zip", root / "restored"),
    "check": lambda: check(root / "library"),
    "repair": lambda: repair(root / "library", check(root / "library")),
}
said, answers = None, 0
def limited():
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
began = time.monotonic()
if job == "ingest":
    with Library(root / "library") as library:
        library.warm()
        limited()
        began = time.monotonic()
        try:
            ingest([root / "more"], library, HashingEmbedder(), limit=10**7)
        except AssistantError as error:
            said = str(error)
        took = time.monotonic() - began
        answers = len(library.search(HashingEmbedder().query("clause"), 5))
        answers = min(answers, len(library.catalog.keyword_search("clause", 5)))
else:
    limited()
    try:
        jobs[job]()
    except AssistantError as error:
        said = str(error)
    took = time.monotonic() - began
print(json.dumps({"said": said, "answers": answers, "took": took}))
"""


def write(folder: Path, numbers: range) -> None:
    folder.mkdir(exist_ok=True)
    for n in numbers:
        paragraphs = (f"Clause {n}.{m} on ports. " + f"word{n}x{m} " * 40 for m in range(60))
        (folder / f"{n:02}.txt").write_text("\n\n".join(paragraphs))


def fill(root: Path) -> None:
    write(root / "documents", range(3))
    write(root / "more", range(3, 12))
    with Library(root / "library") as library:
        ingest([root / "documents"], library, HashingEmbedder(), limit=10**7)
    backup(root / "library", root / "b.zip")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("original")
    fill(root)
    return root


@pytest.fixture
def root(tmp_path: Path, original: Path) -> Path:
    shutil.copytree(original, tmp_path, dirs_exist_ok=True)
    return tmp_path


def run(root: Path, job: str, limit: int) -> dict[str, object]:
    command = [sys.executable, "-c", CHILD, str(root), job, str(limit), str(ROOT / "tests")]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603
    assert ran.returncode == 0, ran.stderr
    found: dict[str, object] = json.loads(ran.stdout)
    return found


def assert_a_sentence(outcome: dict[str, object]) -> None:
    assert isinstance(outcome["said"], str), "it went on"
    assert outcome["said"].endswith(".")
    assert "\n" not in outcome["said"]
    assert float(str(outcome["took"])) < SECONDS


@pytest.mark.parametrize("share", [0.3, 1.01, 1.3])
def test_an_ingest_says_it_answers_and_goes_on_later(root: Path, share: float) -> None:
    size = (root / "library" / "catalog.sqlite3").stat().st_size
    outcome = run(root, "ingest", int(size * share))
    assert_a_sentence(outcome)
    assert outcome["answers"] == 5
    with Library(root / "library") as library:
        assert not ingest([root / "documents", root / "more"], library, HashingEmbedder(), limit=10**7).failed
        assert [row.waiting for row in library.catalog.documents()] == [0] * 12
    assert check(root / "library").sound


@pytest.mark.parametrize("share", [0.0001, 0.5, 0.95])
def test_a_backup_says_it_and_leaves_no_half(root: Path, share: float) -> None:
    before = sorted(path.name for path in root.iterdir())
    assert_a_sentence(run(root, "backup", int((root / "library" / "catalog.sqlite3").stat().st_size * share) or 1))
    assert sorted(path.name for path in root.iterdir()) == before
    assert run(root, "backup", 0)["said"] is None


@pytest.mark.parametrize("share", [0.0001, 0.5, 0.95])
def test_a_restore_says_it_and_leaves_no_half(root: Path, share: float) -> None:
    before = sorted(path.name for path in root.iterdir())
    assert_a_sentence(run(root, "restore", int((root / "library" / "catalog.sqlite3").stat().st_size * share) or 1))
    assert sorted(path.name for path in root.iterdir()) == before
    assert run(root, "restore", 0)["said"] is None


@pytest.mark.parametrize("job", ["check", "repair"])
def test_a_check_and_a_repair_end_and_can_be_done_later(root: Path, job: str) -> None:
    shutil.rmtree(next((root / "library").glob("vectors-*")))
    outcome = run(root, job, 4096)
    assert outcome["said"] is None or str(outcome["said"]).endswith(".")
    assert run(root, "repair", 0)["said"] is None
    assert check(root / "library").sound


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 200 MB of its own."""
    mount, umount = shutil.which("mount"), shutil.which("umount")
    point = tmp_path / "disk"
    point.mkdir()
    if not mount or not umount:
        pytest.skip("there is no mount here")
    command = [mount, "-t", "tmpfs", "-o", "size=200m", "tmpfs", point]
    if subprocess.run(command, capture_output=True, check=False).returncode:  # noqa: S603
        pytest.skip("a disk can only be mounted with more rights than these")
    try:
        yield point
    finally:
        subprocess.run([umount, "-l", point], check=True)  # noqa: S603


def test_on_a_real_full_disk_everything_ends_in_a_sentence_and_goes_on_later(disk: Path, original: Path) -> None:
    shutil.copytree(original, disk, dirs_exist_ok=True)
    free = shutil.disk_usage(disk).free
    with (disk / "ballast").open("wb") as ballast:
        os.posix_fallocate(ballast.fileno(), 0, free - 2**16)
    for job in ("ingest", "backup", "restore"):
        outcome = run(disk, job, 0)
        assert_a_sentence(outcome)
    assert run(disk, "ingest", 0)["answers"] == 5
    (disk / "ballast").unlink()
    for job in ("ingest", "repair", "backup", "restore"):
        assert run(disk, job, 0)["said"] is None
    checked = check(disk / "library")
    assert (checked.sound, checked.documents) == (True, 12)


def test_in_a_folder_that_is_read_only_everything_ends_in_a_sentence(disk: Path, original: Path) -> None:
    shutil.copytree(original, disk, dirs_exist_ok=True)
    mount = str(shutil.which("mount"))
    subprocess.run([mount, "-o", "remount,ro", disk], check=True)  # noqa: S603
    try:
        assert_a_sentence(run(disk, "backup", 0))
        assert_a_sentence(run(disk, "restore", 0))
        assert backup(disk / "library", disk.parent / "elsewhere.zip").documents == 3
        checked = check(disk / "library")  # without the index, which opening would write to
        assert checked.documents == 3
        assert not any("damaged" in finding.sentence for finding in checked.findings)
    finally:
        subprocess.run([mount, "-o", "remount,rw", disk], check=True)  # noqa: S603
