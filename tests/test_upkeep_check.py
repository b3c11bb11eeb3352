from __future__ import annotations

import io
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from conftest import Run
from hashing import HashingEmbedder
from indexes import index_of

from assistant.access.sessions import Sessions
from assistant.conversations.conversations import Conversations
from assistant.errors import LibraryBusyError, LibraryDamagedError, LibraryError, LibraryStorageError
from assistant.index import inspection
from assistant.index.vectors import Matrix
from assistant.ingest.ingest import ingest
from assistant.library import Library
from assistant.storage.database import Database
from assistant.upkeep import files
from assistant.upkeep.checking import check
from assistant.upkeep.findings import Checked, Repair
from assistant.upkeep.repairing import repair

DOCUMENTS = 12


def subject(document: int, paragraph: int) -> str:
    return f"zq{chr(97 + document)}{chr(97 + paragraph)}q"


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    for n in range(DOCUMENTS):
        paragraphs = (f"Clause {n}.{m} on {subject(n, m)} of 2021. " + f"word{subject(n, m)} " * 30 for m in range(8))
        (folder / f"{n:02}.txt").write_text("\n\n".join(paragraphs))
    return folder


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory, documents: Path) -> Path:
    folder = tmp_path_factory.mktemp("libraries") / "library"
    with Library(folder) as library:
        ingest([documents], library, HashingEmbedder(), limit=10**6)
    return folder


@pytest.fixture
def folder(tmp_path: Path, original: Path) -> Path:
    """A copy: inodes and times are another's, and so the index is written down as in step again."""
    copy = tmp_path / "library"
    shutil.copytree(original, copy)
    with Library(copy) as library:
        library.warm()
    return copy


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the child process does that tries an index, without the process: the index is sound in these tests."""

    def inspected(index: Path, expected: Callable[[Sequence[str]], Mapping[str, Matrix]]) -> list[str] | None:
        answer = io.BytesIO()
        inspection._answer(index, answer)
        answer.seek(0)
        return inspection._compared(answer, expected)

    monkeypatch.setattr("assistant.upkeep.index.inspect", inspected)


@contextmanager
def catalog(folder: Path) -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(folder / "catalog.sqlite3", isolation_level=None)
    yield db
    db.close()


def sentences(checked: Checked) -> str:
    return "\n".join(finding.sentence for finding in checked.findings)


def assert_whole(folder: Path, documents: Path) -> None:
    """After a repair an ingest completes the library; it answers and is sound."""
    with Library(folder) as library:
        report = ingest([documents], library, HashingEmbedder(), limit=10**6)
        assert not report.failed
        assert len(library.catalog.documents()) == DOCUMENTS
        for n in range(DOCUMENTS):
            (best,) = library.catalog.keyword_search(subject(n, 3), 1)
            (passage,) = library.catalog.passages([best.id])
            assert subject(n, 3) in passage.text
            assert library.search(HashingEmbedder().query(passage.indexed_text), 1)[0].similarity > 0.999
    checked = check(folder)
    assert checked.sound, sentences(checked)
    assert (checked.documents, checked.waiting) == (DOCUMENTS, 0)


def test_a_sound_library_is_found_sound_and_stays_as_it_is(folder: Path, documents: Path) -> None:
    before = sorted(path.name for path in folder.glob("vectors-*"))
    for beside in (Sessions(folder, idle=1, longest=1), Conversations(folder)):  # what `chat` keeps there
        beside.close()
    for _ in range(2):
        checked = check(folder)
        assert (checked.sound, checked.findings) == (True, ())
        assert (checked.documents, checked.waiting) == (DOCUMENTS, 0)
    assert_whole(folder, documents)
    assert sorted(path.name for path in folder.glob("vectors-*")) == before  # and was not made anew


FAULTS: dict[str, tuple[str, str, Repair]] = {
    "a text changed": (
        "UPDATE texts SET text = replace(text, '2021', '2031') WHERE document = 3",
        "1 document is not what was taken in: 02.txt",
        Repair.TAKE_OUT,
    ),
    "a title changed": (
        "UPDATE documents SET stated = replace(stated, 'Clause', 'Article') WHERE number IN (3, 4)",
        "2 documents are not what was taken in",
        Repair.TAKE_OUT,
    ),
    "metadata that is no JSON": (
        "UPDATE documents SET stated = 'x' WHERE number = 3",
        "not what was taken in",
        Repair.TAKE_OUT,
    ),
    "a text that is none": (
        "UPDATE texts SET text = CAST(x'ff00fe' AS TEXT) WHERE document = 3",
        "not what was taken in",
        Repair.TAKE_OUT,
    ),
    "a text gone": ("DELETE FROM texts WHERE document = 3", "not what was taken in", Repair.TAKE_OUT),
    "a passage gone": ("DELETE FROM passages WHERE number = 5", "passages of 1 document", Repair.SPLIT),
    "a passage beyond the text": (
        'UPDATE passages SET "end" = 99999 WHERE number = 5',
        "passages of 1 document",
        Repair.SPLIT,
    ),
    "a passage moved": ("UPDATE passages SET start = start + 3 WHERE number = 5", "passages of 1", Repair.SPLIT),
    "passages overlap": ("UPDATE passages SET start = start - 3 WHERE number = 2", "passages of 1", Repair.SPLIT),
    "two passages swapped": (
        "UPDATE passages SET position = 3 - position WHERE document = 1 AND position < 3",
        "passages of 1 document",
        Repair.SPLIT,
    ),
    "a passage under another's vector": (
        "UPDATE passages SET key = (SELECT key FROM passages WHERE number = 9) WHERE number = 5",
        "passages of 1 document",
        Repair.SPLIT,
    ),
    "all passages of a document gone": ("DELETE FROM passages WHERE document = 2", "passages of 1", Repair.SPLIT),
    "words gone": ("DELETE FROM keywords WHERE rowid = 5", "cannot be found by the right words: 00", Repair.WORDS),
    "words changed": ("UPDATE keywords SET terms = 'a b c' WHERE rowid = 5", "the right words", Repair.WORDS),
    "words of other texts": (
        "UPDATE keywords SET terms = replace(terms, 'clau', 'zebra')",
        "12 documents cannot be found by the right words",
        Repair.WORDS,
    ),
    "words of no passage": ("INSERT INTO keywords (rowid, terms) VALUES (999, 'x')", "1 passage that", Repair.WORDS),
    "words out of step": ("UPDATE keywords_content SET c0 = c0 || ' canary'", "keyword index is not", Repair.WORDS),
    "the keyword index damaged": (
        "UPDATE keywords_data SET block = x'0102' WHERE id > 100",
        "keyword index is not in step",
        Repair.WORDS,
    ),
    "a vector gone": ("DELETE FROM vectors WHERE rowid = 5", "vectors of 1 passage are gone", Repair.WAIT),
    "a vector too short": ("UPDATE vectors SET vector = x'0000803f' WHERE rowid = 5", "1 vector cannot", Repair.WAIT),
    "a vector of no numbers": (
        "UPDATE vectors SET vector = CAST(x'0000c07f' || substr(vector, 5) AS BLOB) WHERE rowid = 5",
        "1 vector cannot be used",
        Repair.WAIT,
    ),
    "vectors of other lengths": (
        "UPDATE vectors SET vector = zeroblob(length(vector)) WHERE rowid < 5",
        "4 vectors cannot be used",
        Repair.WAIT,
    ),
    "the size of the vectors gone": ("DELETE FROM facts WHERE name = 'dimensions'", "does not know", Repair.WAIT),
    "another vector": (
        "UPDATE vectors SET vector = (SELECT vector FROM vectors WHERE rowid = 9) WHERE rowid = 5",
        "search index is damaged",
        Repair.INDEX,
    ),
    "a vector for nothing": ("INSERT INTO vectors VALUES ('x', x'00')", "1 vector belongs to no", Repair.DROP),
    "a passage discarded and held": (
        "INSERT INTO discarded SELECT id FROM passages WHERE number = 5",
        "1 passage that the library holds would be taken out",
        Repair.INDEX,
    ),
    "a place without a document": (
        "PRAGMA foreign_keys = OFF; UPDATE places SET document = 99 WHERE document = 3",
        "1 place of files refer to documents",
        Repair.DROP,
    ),
    "a document without a place": ("DELETE FROM places WHERE document = 3", "1 document came from no", Repair.DROP),
    "passages without a document": (
        "PRAGMA foreign_keys = OFF; DELETE FROM documents WHERE number = 3",
        "of passages refer to documents",
        Repair.DROP,
    ),
    "a copy without its sample": (
        "PRAGMA foreign_keys = OFF; DELETE FROM samples WHERE document = 3; INSERT INTO copies VALUES (2, 3)",
        "row of copies refer to samples",
        Repair.DROP,
    ),
    "the index forgotten": ("DELETE FROM facts WHERE name = 'index_folder'", "search index is gone", Repair.INDEX),
}


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_in_the_catalog_is_said_and_mended(folder: Path, documents: Path, fault: str) -> None:
    statement, said, mend = FAULTS[fault]
    with catalog(folder) as db:
        db.executescript(statement)
    checked = check(folder)
    assert said in sentences(checked)
    assert mend in {finding.repair for finding in checked.findings}
    assert checked.sound == (fault == "a vector for nothing")
    mended = repair(folder, checked)
    assert mended.sound, sentences(mended)
    assert not any(finding.repair is mend for finding in mended.findings)
    assert_whole(folder, documents)


def test_what_has_no_vector_waits_for_the_next_ingest_and_is_no_fault(folder: Path, documents: Path) -> None:
    with catalog(folder) as db:
        db.execute("DELETE FROM vectors WHERE rowid < 4")
    mended = repair(folder, check(folder))
    assert mended.sound
    assert sentences(mended) == (
        "3 passages wait for the next `assistant ingest` to be found by meaning, and can be found by words."
    )
    assert_whole(folder, documents)


INDEX_FAULTS: dict[str, Callable[[Path], object]] = {
    "gone": shutil.rmtree,
    "its table gone": lambda index: (index / "chroma.sqlite3").unlink(),
    "its table empty": lambda index: (index / "chroma.sqlite3").write_bytes(b""),
    "its graph cut": lambda index: next(index.glob("*/data_level0.bin")).write_bytes(b"x"),
    "a file touched": lambda index: (index / "chroma.sqlite3").touch(),
}


@pytest.mark.parametrize("stated", [True, False], ids=["fingerprint", "no fingerprint"])
@pytest.mark.parametrize("fault", INDEX_FAULTS)
def test_a_damaged_index_is_said_and_made_anew(folder: Path, documents: Path, fault: str, *, stated: bool) -> None:
    (index,) = folder.glob("vectors-*")
    INDEX_FAULTS[fault](index)
    if not stated:
        with catalog(folder) as db:
            db.execute("DELETE FROM facts WHERE name = 'index_print'")
    checked = check(folder)
    held_anyway = not stated and fault in ("a file touched", "its graph cut")  # 96 vectors lie in Chroma's queue only
    assert checked.sound == held_anyway, sentences(checked)
    assert held_anyway or {finding.repair for finding in checked.faults} == {Repair.INDEX}
    assert repair(folder, checked).sound
    assert_whole(folder, documents)


def test_an_index_that_lacks_and_adds_passages_is_said(folder: Path, documents: Path) -> None:
    with Library(folder) as library:
        index = index_of(library)
        index.delete(index.ids()[:7])
        index.upsert(["stranger-0-1"], HashingEmbedder().passages(["x"]), [{"name": "x"}])
        library.catalog.record({"index_print": None})
    checked = check(folder)
    assert "lacks 7 passages" in sentences(checked)
    assert "has 1 passage that the library does not" in sentences(checked)
    assert repair(folder, checked).sound
    assert_whole(folder, documents)


def test_lookup_tables_that_do_not_fit_are_made_anew(folder: Path, documents: Path) -> None:
    with catalog(folder) as db:
        db.execute("PRAGMA writable_schema = ON")
        (sql,) = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'passages_by_key'").fetchone()
        db.execute("UPDATE sqlite_schema SET sql = replace(sql, '(key)', '(id)') WHERE name = 'passages_by_key'")
    with catalog(folder) as db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("DELETE FROM passages WHERE number = 3")
        db.execute("UPDATE sqlite_schema SET sql = ? WHERE name = 'passages_by_key'", (sql,))
    checked = check(folder)
    assert {finding.repair for finding in checked.faults} >= {Repair.LOOKUPS}
    assert repair(folder, checked).sound
    assert_whole(folder, documents)


def test_files_that_others_may_read_and_what_was_left_are_mended(folder: Path) -> None:
    (folder / "restoring.part").write_bytes(b"x")
    (folder / "restoring.part").chmod(0o644)
    (folder / "thesis.txt").write_text("mine")
    (folder / "thesis.txt").chmod(0o600)
    with catalog(folder) as db:
        db.execute("INSERT OR REPLACE INTO facts VALUES ('index_unused', '[\"vectors-00000000\"]')")
    (folder / "catalog.sqlite3").chmod(0o644)
    next(folder.glob("vectors-*")).chmod(0o755)
    (folder / "vectors-00000000").mkdir(mode=0o700)
    checked = check(folder)
    assert "Others may read 3 files and folders." in sentences(checked)
    assert "2 files or folders of earlier work were left" in sentences(checked)
    mended = repair(folder, checked)
    assert mended.sound
    assert "thesis.txt" in sentences(mended)
    assert (folder / "thesis.txt").read_text() == "mine"
    assert {path.name for path in folder.iterdir()} & {"restoring.part", "vectors-00000000"} == set()


def test_damaged_conversations_are_moved_aside_and_the_documents_stay(folder: Path) -> None:
    (folder / "conversations.sqlite3").write_bytes(b"x" * 9000)
    checked = check(folder)
    assert "earlier conversations is damaged" in sentences(checked)
    assert repair(folder, checked).sound
    assert not (folder / "conversations.sqlite3").exists()
    assert [path.read_bytes() for path in folder.glob("damaged-*-conversations.sqlite3")] == [b"x" * 9000]


def test_while_the_library_is_in_use_all_but_the_index_is_checked(folder: Path) -> None:
    with Library(folder) as library:
        library.warm()
        checked = check(folder)
        assert checked.sound
        assert "The search index was not checked" in sentences(checked)
        with catalog(folder) as db:
            db.execute("UPDATE texts SET text = 'x' WHERE document = 3")
        found = check(folder)
        assert "not what was taken in" in sentences(found)
        with pytest.raises(LibraryBusyError):
            repair(folder, found)


def test_where_there_is_no_library_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(LibraryStorageError, match="no library"):
        check(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


# A damaged catalog


def header_gone(path: Path) -> None:
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])


GRAVE: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "header gone": header_gone,
    "cut": cut,
    "other bytes": lambda path: path.write_bytes(b"nothing of the kind" * 5000),
    "another SQLite file": lambda path: path.write_bytes(foreign(path.with_name("foreign"))),
}


def foreign(path: Path) -> bytes:
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE x (y)")
    db.commit()
    db.close()
    data = path.read_bytes()
    path.unlink()
    return data


@pytest.mark.parametrize("damage", GRAVE)
def test_a_destroyed_catalog_is_said_and_never_touched(folder: Path, damage: str) -> None:
    path = folder / "catalog.sqlite3"
    GRAVE[damage](path)
    before = path.read_bytes()
    checked = check(folder)
    assert {finding.repair for finding in checked.faults} == {Repair.BACKUP}, sentences(checked)
    assert repair(folder, checked) == checked
    assert path.read_bytes() == before
    with pytest.raises(LibraryDamagedError), Library(folder) as library:
        library.catalog.documents()


def everything(folder: Path) -> list[object]:
    """What readers can get out of a library."""
    held: list[object] = []
    with Library(folder) as library:
        for row in library.catalog.documents():
            document = library.catalog.document(row.id)
            held.append((row.id, document.text, row.passages))
        for n in range(DOCUMENTS):
            hits = library.catalog.keyword_search(subject(n, 3), 3)
            held.append([passage.text for passage in library.catalog.passages([hit.id for hit in hits])])
    return held


@pytest.mark.parametrize("trial", range(12))
def test_random_bytes_in_the_catalog_are_an_error_or_found_by_the_check_never_wrong_text(
    folder: Path, original: Path, tmp_path: Path, trial: int
) -> None:
    chance = random.Random(trial)  # noqa: S311 - places, not secrets
    path = folder / "catalog.sqlite3"
    data = bytearray(path.read_bytes())
    at = chance.randrange(100, len(data) - 64)
    data[at : at + 64] = chance.randbytes(64)
    path.write_bytes(data)
    shutil.copytree(original, tmp_path / "right")
    right = everything(tmp_path / "right")
    texts = {text for id_, text, _ in right[:DOCUMENTS]}  # type: ignore[misc]
    found = check(folder)
    try:
        held = everything(folder)
    except LibraryError:
        assert not found.sound
        return
    with catalog(folder) as db:  # what opening does not look at: free pages, lookup tables, and what is searched for
        assert db.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    assert all(text in texts for _, text, _ in held[:-DOCUMENTS])  # type: ignore[misc]
    assert found.sound <= (held == right)


# The command


def test_the_command_says_what_it_found_and_what_it_would_do(
    assistant: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_LIBRARY", str(folder))
    assert assistant("check")[0] == 0
    with catalog(folder) as db:
        db.execute("UPDATE texts SET text = 'x' WHERE document = 3")
    code, out, _ = assistant("check")
    assert code == 1
    assert "Wrong: 1 document is not what was taken in: 02.txt." in out
    assert "would take it out of the library" in out
    code, out, _ = assistant("check", "--repair")
    assert code == 0
    assert "Repaired: 1 document is not what was taken in: 02.txt." in out
    assert '"sound": true' in assistant("check", "--json")[1]


def test_a_check_of_a_library_that_is_not_there_is_one_sentence(assistant: Run) -> None:
    code, out, err = assistant("check")
    assert (code, out) == (1, "")
    assert err.startswith("assistant: There is no library in ")


def test_the_first_message_of_a_command_comes_without_loading_what_it_does_not_need() -> None:
    script = "import sys, assistant.cli; print([m for m in ('chromadb', 'numpy', 'pydantic.main') if m in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)  # noqa: S603
    assert "chromadb" not in ran.stdout


@pytest.mark.usefixtures("in_process")
def test_a_repair_that_was_killed_before_its_end_is_done_again(
    folder: Path, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_: Database) -> None:
        raise KeyboardInterrupt

    with catalog(folder) as db:
        db.execute("DELETE FROM keywords WHERE rowid = 5")
    checked = check(folder)
    with monkeypatch.context() as patched:
        patched.setattr(Database, "compact", killed)
        with pytest.raises(KeyboardInterrupt):
            repair(folder, checked)
    checked = check(folder)
    assert {finding.repair for finding in checked.faults} == {Repair.FILES}, sentences(checked)
    assert repair(folder, checked).sound
    assert_whole(folder, documents)


@pytest.mark.usefixtures("in_process")
def test_damaged_pages_of_the_keyword_index_are_said_at_opening_and_mended(folder: Path, documents: Path) -> None:
    path = folder / "catalog.sqlite3"
    with catalog(folder) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'keywords_content'").fetchone()
    data = bytearray(path.read_bytes())
    data[(root - 1) * 4096 : (root - 1) * 4096 + 200] = b"\x07" * 200
    path.write_bytes(data)
    with pytest.raises(LibraryDamagedError, match="assistant check"):
        Library(folder)
    checked = check(folder)
    assert {finding.repair for finding in checked.faults} == {Repair.WORDS}, sentences(checked)
    assert repair(folder, checked).sound
    assert_whole(folder, documents)


def test_a_library_whose_files_come_and_go_meanwhile_is_checked(tmp_path: Path) -> None:
    stopped = Event()

    def come_and_go() -> None:
        while not stopped.is_set():
            for name in "abcd":
                (tmp_path / "vectors-1" / name).mkdir(parents=True)
            shutil.rmtree(tmp_path / "vectors-1")

    worker = Thread(target=come_and_go)
    worker.start()
    try:
        for _ in range(500):
            list(files.rights(tmp_path))
            files.size(tmp_path)
    finally:
        stopped.set()
        worker.join()
