from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest
from conftest import Run
from hashing import HashingEmbedder

from assistant.conversations.conversations import Conversations
from assistant.conversations.turns import FILE, Phase, Turn
from assistant.errors import LibraryBusyError, LibraryDamagedError, LibraryError, LibraryStorageError
from assistant.ingest.ingest import ingest
from assistant.library import Library
from assistant.upkeep import backup as backing_up
from assistant.upkeep.backup import backup
from assistant.upkeep.checking import check
from assistant.upkeep.restore import restore

ROOT = Path(__file__).parents[1]
DOCUMENTS = 10
QUESTIONS = [f"What does clause {n} say on zq{chr(97 + n % DOCUMENTS)}{chr(97 + n // DOCUMENTS)}q?" for n in range(50)]


def write(folder: Path, numbers: range) -> None:
    folder.mkdir(exist_ok=True)
    for n in numbers:
        paragraphs = (
            f"Clause {n}.{m} on zq{chr(97 + n)}{chr(97 + m)}q of 2021. " + f"word{n}x{m} " * 30 for m in range(8)
        )
        (folder / f"{n:02}.txt").write_text("\n\n".join(paragraphs))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nothing changes it: backups only read it."""
    root = tmp_path_factory.mktemp("filled")
    write(root / "documents", range(DOCUMENTS))
    with Library(root / "library") as library:
        ingest([root / "documents"], library, HashingEmbedder(), limit=10**6)
    return root / "library"


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Path:
    file = tmp_path_factory.mktemp("saved") / "backup.zip"
    backup(filled, file)
    return file


def answers(library: Library) -> list[object]:
    """What both rankings find for each of 50 questions."""
    found: list[object] = []
    for question in QUESTIONS:
        hits = library.catalog.keyword_search(question, 5)
        near = [(round(hit.similarity, 4), hit.id) for hit in library.search(HashingEmbedder().query(question), 5)]
        # Of several that are as near as the last place, any may have it.
        found.append(([(hit.id, hit.score) for hit in hits], sorted(hit for hit in near if hit[0] > near[-1][0])))
        found.append([similarity for similarity, _ in near])
    return found


def test_a_restored_library_answers_as_the_one_that_was_saved(filled: Path, saved: Path, tmp_path: Path) -> None:
    restored = restore(saved, tmp_path / "new" / "library")
    assert restored.aside is None
    with Library(filled) as before, Library(tmp_path / "new" / "library") as after:
        assert answers(after) == answers(before)
        for row in before.catalog.documents():
            assert after.catalog.document(row.id) == before.catalog.document(row.id)
        assert after.catalog.documents() == before.catalog.documents()
        # Nothing is embedded again.
        embedder = HashingEmbedder()
        assert len(ingest([filled.parent / "documents"], after, embedder, limit=10**6).unchanged) == DOCUMENTS
        assert embedder.embedded == 0


def test_a_backup_states_what_it_holds_and_is_its_owners_alone(filled: Path, tmp_path: Path) -> None:
    os.umask(0o022)
    file = tmp_path / "backup.zip"
    manifest = backup(filled, file)
    assert (manifest.documents, manifest.passages) == (DOCUMENTS, 80)
    assert (manifest.embedding_model, manifest.dimensions) == ("hashing-64", 64)
    assert file.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        assert json.loads(archive.read("manifest.json")) == asdict(manifest)
        assert sorted(archive.namelist()) == ["catalog.sqlite3", "manifest.json"]
    assert list(tmp_path.iterdir()) == [file]


def test_a_backup_replaces_nothing_unless_told_to(filled: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    file.write_text("mine")
    with pytest.raises(LibraryStorageError, match="--force"):
        backup(filled, file)
    assert file.read_text() == "mine"
    backup(filled, file, force=True)
    assert zipfile.is_zipfile(file)


def test_where_a_backup_cannot_go_is_said(filled: Path, tmp_path: Path) -> None:
    for file, said in (
        (filled / "backup.zip", "lies in the library"),
        (tmp_path, "is a folder"),
        (tmp_path / "none" / "backup.zip", "no folder"),
    ):
        with pytest.raises(LibraryStorageError, match=said):
            backup(filled, file)
    with pytest.raises(LibraryStorageError, match="no library"):
        backup(tmp_path / "none", tmp_path / "backup.zip")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_catalog_is_not_saved_over_a_good_backup(saved: Path, tmp_path: Path) -> None:
    restore(saved, tmp_path / "library")
    path = tmp_path / "library" / "catalog.sqlite3"
    data = bytearray(path.read_bytes())
    data[8 * 4096 : 12 * 4096] = os.urandom(4 * 4096)
    path.write_bytes(data)
    good = tmp_path / "backup.zip"
    good.write_bytes(saved.read_bytes())
    with pytest.raises(LibraryDamagedError, match="damaged"):
        backup(tmp_path / "library", good, force=True)
    assert good.read_bytes() == saved.read_bytes()
    assert {entry.name for entry in tmp_path.iterdir()} == {"library", "backup.zip"}


@pytest.mark.parametrize("trial", range(3))
def test_a_backup_while_an_ingest_runs_is_of_one_moment(tmp_path: Path, trial: int) -> None:
    write(tmp_path / "documents", range(20))
    with Library(tmp_path / "library") as library:
        ingest([tmp_path / "documents"], library, HashingEmbedder(), limit=10**6)
        write(tmp_path / "more", range(20, 25))
        error: list[BaseException] = []

        def take_in() -> None:
            try:
                ingest([tmp_path / "more"], library, HashingEmbedder(pause=0.05), limit=10**6)
            except BaseException as raised:  # noqa: BLE001 - the test tells it
                error.append(raised)

        thread = threading.Thread(target=take_in)
        thread.start()
        time.sleep(0.1 * trial)
        # In another process, as a person would.
        command = [sys.executable, "-m", "assistant", "backup", "--library", tmp_path / "library", tmp_path / "b.zip"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
        thread.join()
        assert (done.returncode, error) == (0, []), done.stderr
        whole = {row.id: library.catalog.document(row.id) for row in library.catalog.documents()}
    restore(tmp_path / "b.zip", tmp_path / "restored")
    with Library(tmp_path / "restored") as restored:
        held = restored.catalog.documents()
        assert len(held) >= 20
        assert all(restored.catalog.document(row.id) == whole[row.id] for row in held)
        assert not ingest([tmp_path / "documents", tmp_path / "more"], restored, HashingEmbedder(), limit=10**6).failed
        assert {row.id for row in restored.catalog.documents()} == whole.keys()


@pytest.mark.parametrize("stage", ["copying", "packing"])
def test_a_backup_that_is_killed_leaves_the_former_one_and_can_be_made_again(
    filled: Path, tmp_path: Path, stage: str
) -> None:
    file = tmp_path / "backup.zip"
    file.write_text("the former one")
    script = f"""
import os, signal, sys
from pathlib import Path
from assistant.upkeep.backup import backup
def progress(step):
    if step.stage == {stage!r}:
        os.kill(os.getpid(), signal.SIGKILL)
backup(Path(sys.argv[1]), Path(sys.argv[2]), force=True, progress=progress)
"""
    ran = subprocess.run([sys.executable, "-c", script, filled, file], cwd=ROOT, check=False)  # noqa: S603
    assert ran.returncode == -signal.SIGKILL
    assert file.read_text() == "the former one"
    backup(filled, file, force=True)
    assert list(tmp_path.iterdir()) == [file]
    restore(file, tmp_path / "library")


def test_a_backup_of_an_empty_library_is_one(tmp_path: Path) -> None:
    with Library(tmp_path / "empty"):
        assert backup(tmp_path / "empty", tmp_path / "b.zip").documents == 0
    restore(tmp_path / "b.zip", tmp_path / "again")
    with Library(tmp_path / "again") as library:
        assert library.catalog.documents() == []


# Restoring


def test_only_an_empty_folder_is_restored_to_unless_told_to_move_what_is_there(saved: Path, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    write(tmp_path / "documents", range(1))
    with Library(folder) as library:
        ingest([tmp_path / "documents"], library, HashingEmbedder(), limit=10**6)
        with pytest.raises(LibraryBusyError):
            restore(saved, folder, force=True)
    before = (folder / "catalog.sqlite3").read_bytes()
    with pytest.raises(LibraryStorageError, match="--force"):
        restore(saved, folder)
    assert (folder / "catalog.sqlite3").read_bytes() == before
    aside = restore(saved, folder, force=True).aside
    assert aside
    with Library(folder) as library:
        assert len(library.catalog.documents()) == DOCUMENTS
        assert library.search(HashingEmbedder().query(QUESTIONS[0]), 3)
    with Library(aside) as library:  # whole, with its index
        assert len(library.catalog.documents()) == 1
        assert library.search(HashingEmbedder().query(QUESTIONS[0]), 1)


def test_a_folder_of_other_things_is_left_alone(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    for force in (False, True):
        with pytest.raises(LibraryStorageError, match="other things"):
            restore(saved, tmp_path, force=force)
    with pytest.raises(LibraryStorageError, match="not a folder"):
        restore(saved, tmp_path / "thesis.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_damaged_library_is_moved_aside_with_its_log(saved: Path, tmp_path: Path) -> None:
    """A log that stayed would be taken for the restored catalog's."""
    folder = tmp_path / "library"
    restore(saved, folder)
    (folder / "catalog.sqlite3").write_bytes(b"x" * 5000)
    (folder / "catalog.sqlite3-wal").write_bytes(b"y" * 5000)
    aside = restore(saved, folder, force=True).aside
    assert aside
    assert {path.name for path in aside.iterdir()} == {"catalog.sqlite3", "catalog.sqlite3-wal"}
    with Library(folder) as library:
        assert len(library.catalog.documents()) == DOCUMENTS


@pytest.mark.parametrize("moment", ["unpacking", "moved aside"])
def test_a_restore_that_is_killed_can_be_done_again(saved: Path, tmp_path: Path, moment: str) -> None:
    folder = tmp_path / "library"
    restore(saved, folder)
    script = f"""
import os, signal, sys
from pathlib import Path
from assistant.upkeep import restore
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
if {moment!r} == "moved aside":
    move = restore._move_aside
    restore._move_aside = lambda folder: move(folder) and die()
restore.restore(Path(sys.argv[1]), Path(sys.argv[2]), force=True, progress=die if {moment!r} == "unpacking" else print)
"""
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script, saved, folder], cwd=ROOT, check=False, stdout=subprocess.DEVNULL
    )
    assert ran.returncode == -signal.SIGKILL
    if moment == "unpacking":
        with Library(folder) as library:  # still the former one
            assert len(library.catalog.documents()) == DOCUMENTS
    else:
        with pytest.raises(LibraryStorageError):
            Library(folder)
    restore(saved, folder, force=True)
    assert not (folder / "restoring.part").exists()
    with Library(folder) as library:
        assert len(library.catalog.documents()) == DOCUMENTS


# Archives that are no backup, or not what they say


def remade(saved: Path, file: Path, **changes: object) -> None:
    """The backup with another manifest, or another catalog under a manifest that fits it."""
    with zipfile.ZipFile(saved) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        catalog = archive.read("catalog.sqlite3")
    change = changes.pop("catalog", None)
    if callable(change):
        path = file.with_suffix(".tmp")
        path.write_bytes(catalog)
        change(path)
        catalog = path.read_bytes()
        path.unlink()
        manifest |= {"size": len(catalog), "sha256": backing_up.hashlib.sha256(catalog).hexdigest()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("catalog.sqlite3", catalog)
        archive.writestr("manifest.json", json.dumps(manifest | changes))


def sql(statements: str) -> Callable[[Path], None]:
    def run(path: Path) -> None:
        db = sqlite3.connect(path, isolation_level=None)
        db.executescript(statements)
        db.close()

    return run


def flipped(saved: Path, file: Path) -> None:
    data = bytearray(saved.read_bytes())
    data[len(data) // 2] ^= 255
    file.write_bytes(data)


def other_members(*names: str) -> Callable[[Path, Path], None]:
    def make(saved: Path, file: Path) -> None:
        file.write_bytes(saved.read_bytes())
        with zipfile.ZipFile(file, "a") as archive:
            for name in names:
                archive.writestr(name, "x")

    return make


def bomb(_: Path, file: Path) -> None:
    size = 3 * 2**30
    stated = {"format": 1, "catalog_format": 1, "program": "x", "created": "x", "documents": 1, "passages": 1}
    stated |= {"embedding_model": None, "dimensions": None, "size": size, "sha256": "0" * 64}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open("catalog.sqlite3", "w", force_zip64=True) as member:
            for _ in range(64):
                member.write(bytes(2**20))
        archive.writestr("manifest.json", json.dumps(stated))
        archive.getinfo("catalog.sqlite3").file_size = size  # the directory at the end says so


def linked(_: Path, file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("catalog.sqlite3", "manifest.json"):
            member = zipfile.ZipInfo(name)
            member.external_attr = 0o120777 << 16
            archive.writestr(member, "/etc/passwd")


def scribble(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8 * 4096 : 12 * 4096] = os.urandom(4 * 4096)
    path.write_bytes(data)


HOSTILE: dict[str, tuple[Callable[[Path, Path], object], str]] = {
    "empty": (lambda _, file: file.write_bytes(b""), "no backup"),
    "no archive": (lambda _, file: file.write_bytes(b"nothing" * 1000), "no backup"),
    "cut": (lambda saved, file: file.write_bytes(saved.read_bytes()[:-2000]), "no backup"),
    "a byte changed": (flipped, "backup"),
    "another file in it": (other_members("notes.txt"), "only these"),
    "a path out of the folder": (other_members("../../catalog.sqlite3"), "only these"),
    "an absolute path": (other_members("/etc/cron.d/x"), "only these"),
    "symbolic links": (linked, "no backup"),
    "a bomb": (bomb, "out of proportion"),
    "a manifest that is no JSON": (
        lambda _, file: made(file, {"catalog.sqlite3": "x", "manifest.json": "{" * 50_000}),
        "cannot be read",
    ),
    "a manifest too long": (
        lambda _, file: made(file, {"catalog.sqlite3": "x", "manifest.json": "1" * 10**6}),
        "too long",
    ),
    "a manifest of other things": (
        lambda _, file: made(file, {"catalog.sqlite3": "x", "manifest.json": '{"format": 1, "catalog_format": 1}'}),
        "manifest.json is wrong",
    ),
    "a newer archive": (lambda saved, file: remade(saved, file, format=3, size="huge"), "newer version"),
    "a newer catalog": (lambda saved, file: remade(saved, file, catalog_format=99), "newer version"),
    "no format": (lambda saved, file: remade(saved, file, format="1"), "states no format"),
    "another size": (lambda saved, file: remade(saved, file, size=17), "another size"),
    "another digest": (lambda saved, file: remade(saved, file, sha256="0" * 64), "not the one that it states"),
    "a catalog that is none": (
        lambda saved, file: remade(saved, file, catalog=lambda path: path.write_bytes(b"x" * 5000)),
        "cannot be read",
    ),
    "a catalog of another format": (
        lambda saved, file: remade(saved, file, catalog=sql("PRAGMA user_version = 77")),
        "another format",
    ),
    "a catalog with a trigger": (
        lambda saved, file: remade(
            saved,
            file,
            catalog=sql("CREATE TRIGGER t AFTER INSERT ON documents BEGIN DELETE FROM texts; END"),
        ),
        "other tables",
    ),
    "a catalog that is damaged": (
        lambda saved, file: remade(saved, file, catalog=scribble),
        "not whole|cannot be read",
    ),
}  # fmt: skip


def made(file: Path, members: dict[str, str]) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("archive", HOSTILE)
def test_what_is_no_backup_is_refused_in_a_sentence_and_changes_nothing(
    saved: Path, tmp_path: Path, archive: str
) -> None:
    make, said = HOSTILE[archive]
    file = tmp_path / "hostile.zip"
    make(saved, file)
    with pytest.raises(LibraryDamagedError, match=said) as raised:
        restore(file, tmp_path / "library")
    assert str(raised.value).endswith(".")
    assert [path.name for path in tmp_path.iterdir()] == ["hostile.zip"]
    # And where a library is, it stays.
    folder = tmp_path / "mine"
    with Library(folder):
        pass
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    with pytest.raises(LibraryDamagedError, match=said):
        restore(file, folder, force=True)
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir() if path.name != "lock"} == {
        name: changed for name, changed in before.items() if name != "lock"
    }


def test_what_a_backup_says_of_index_folders_is_not_believed(saved: Path, tmp_path: Path) -> None:
    """Folders that are not used are removed at the next start: a name must not lead out of the library."""
    victim = tmp_path / "victim"
    victim.mkdir()
    (victim / "thesis.txt").write_text("mine")
    facts = "INSERT OR REPLACE INTO facts VALUES ('index_unused', '[\"../victim\"]'), ('index_folder', '../victim')"
    remade(saved, tmp_path / "b.zip", catalog=sql(facts))
    restore(tmp_path / "b.zip", tmp_path / "library")
    with Library(tmp_path / "library") as library:
        assert len(library.search(HashingEmbedder().query(QUESTIONS[0]), 3)) == 3
    assert (victim / "thesis.txt").read_text() == "mine"


def test_there_must_be_a_backup_to_restore(tmp_path: Path) -> None:
    with pytest.raises(LibraryStorageError, match="no file"):
        restore(tmp_path / "none.zip", tmp_path / "library")
    assert list(tmp_path.iterdir()) == []


# The commands


def test_the_commands_say_what_they_did(assistant: Run, tmp_path: Path) -> None:
    write(tmp_path / "documents", range(1))
    assert assistant("ingest", tmp_path / "documents")[0] == 0
    code, out, err = assistant("backup", tmp_path / "b.zip")
    assert (code, out) == (0, "")
    assert err.startswith("Saved 1 documents and ")
    code, _, err = assistant("restore", tmp_path / "b.zip")
    assert code == 1
    assert "--force" in err
    code, _, err = assistant("restore", tmp_path / "b.zip", "--force")
    assert code == 0
    assert "What was there before is in" in err
    assert "clause" in assistant("search", "clause", "--json")[1].lower()
    assert assistant("restore", tmp_path / "b.zip", "--library", tmp_path / "other")[0] == 0


def test_no_error_but_ours_leaves_a_backup_or_a_restore(tmp_path: Path, filled: Path) -> None:
    for name in ("a\nb.zip", "ü\u202e.zip"):
        backup(filled, tmp_path / name)
        restore(tmp_path / name, tmp_path / f"library of {name}")
    with pytest.raises(LibraryError):
        backup(filled, tmp_path / ("x" * 300))


def talked(folder: Path, question: str) -> str:
    conversations = Conversations(folder)
    conversation = conversations.add("b:me", "", Turn(question, Phase.DONE))
    conversations.close()
    assert conversation
    return conversation


def questions(folder: Path, conversation: str) -> list[str]:
    conversations = Conversations(folder)
    found = [turn.question for turn in conversations.turns("b:me", conversation)]
    conversations.close()
    return found


def test_conversations_are_saved_and_restored_with_the_library(filled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    shutil.copytree(filled, folder)
    conversation = talked(folder, "Who signed?")
    with Library(folder):  # while it is open
        manifest = backup(folder, tmp_path / "backup.zip")
    assert manifest.conversations is not None
    assert manifest.conversations.number == 1
    restored = restore(tmp_path / "backup.zip", tmp_path / "new")
    assert restored.manifest == manifest
    assert questions(tmp_path / "new", conversation) == ["Who signed?"]
    assert check(tmp_path / "new").sound
    assert (tmp_path / "new" / FILE).stat().st_mode & 0o777 == 0o600


def test_conversations_of_the_replaced_library_go_aside_with_it(saved: Path, filled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    shutil.copytree(filled, folder)
    conversation = talked(folder, "Who signed?")
    aside = restore(saved, folder, force=True).aside
    assert aside is not None
    assert questions(folder, conversation) == []
    assert questions(aside, conversation) == ["Who signed?"]


@pytest.mark.parametrize("damage", ["cut", "other tables", "another digest"])
def test_forged_conversations_are_refused_and_change_nothing(filled: Path, tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "library"
    shutil.copytree(filled, folder)
    talked(folder, "Who signed?")
    backup(folder, tmp_path / "good.zip")
    with zipfile.ZipFile(tmp_path / "good.zip") as good:
        members = {name: good.read(name) for name in good.namelist()}
    manifest = json.loads(members["manifest.json"])
    file = tmp_path / FILE
    file.write_bytes(members[FILE])
    if damage == "cut":
        file.write_bytes(members[FILE][:5000])
    elif damage == "other tables":
        with closing(sqlite3.connect(file)) as db:
            db.execute("CREATE TRIGGER t AFTER INSERT ON turns BEGIN DELETE FROM turns; END")
            db.commit()
    members[FILE] = file.read_bytes()
    manifest["conversations"] |= {"size": len(members[FILE])}
    if damage != "another digest":
        manifest["conversations"] |= {"sha256": hashlib.sha256(members[FILE]).hexdigest()}
    else:
        manifest["conversations"] |= {"sha256": "0" * 64}
    members["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(tmp_path / "forged.zip", "w") as forged:
        for name, data in members.items():
            forged.writestr(name, data)
    with pytest.raises(LibraryDamagedError):
        restore(tmp_path / "forged.zip", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_damaged_conversations_are_told_and_no_backup_is_made_of_them(filled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    shutil.copytree(filled, folder)
    (folder / FILE).write_bytes(b"x" * 9000)
    with pytest.raises(LibraryDamagedError, match="earlier conversations is damaged"):
        backup(folder, tmp_path / "backup.zip")
    assert not (tmp_path / "backup.zip").exists()
