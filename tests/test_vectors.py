from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pytest
from chromadb.errors import InvalidArgumentError
from hashing import HashingEmbedder
from indexes import index_of
from numpy.typing import NDArray

from assistant.errors import (
    EmbeddingMismatchError,
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryStorageError,
)
from assistant.index.files import fingerprint, settle
from assistant.index.inspection import inspect
from assistant.index.vectors import Vectors
from assistant.ingest.catchup import rebuild
from assistant.ingest.ingest import ingest
from assistant.library import Library

ROOT = Path(__file__).parents[1]


def some_vectors(count: int, dimensions: int = 16) -> NDArray[np.float32]:
    found = np.random.default_rng(7).standard_normal((count, dimensions)).astype(np.float32)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


def labels(count: int) -> list[dict[str, str | int]]:
    return [{"document": f"d{n}", "name": f"{n}", "date": 20200000 + n} for n in range(count)]


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    for n in range(6):
        # No two alike: of clusters of almost equal vectors, an approximate index may miss some, however whole it is.
        text = "\n\n".join(
            f"Agreement {n} paragraph {m}. " + " ".join(f"word{n}x{m}x{k}" for k in range(30)) for m in range(40)
        )
        (folder / f"{n:02}.txt").write_text(text)
    return folder


def filled(tmp_path: Path, documents: Path) -> Path:
    folder = tmp_path / "library"
    with Library(folder) as library:
        ingest([documents], library, HashingEmbedder(), limit=10**7)
    return folder


def assert_in_step(library: Library) -> None:
    """Each passage is in both stores exactly once, and each vector is nearest to itself: nearly each, for the index is
    approximate."""
    expected = [passage.id for passages in library.journal.everything() for passage in passages]
    index = index_of(library)
    assert sorted(index.ids()) == sorted(expected)
    vectors = library.catalog.vectors_of(expected)
    assert len(vectors) == len(expected)
    some = list(vectors.values())[::7]
    missed = [hit for vector in some if (hit := library.search(vector, 1)[0]).similarity <= 0.9999]
    assert len(missed) <= len(some) // 30, missed


def test_the_nearest_come_first_with_their_cosine(tmp_path: Path) -> None:
    vectors = some_vectors(50)
    index = Vectors.create(tmp_path / "index", "model", 16)
    index.upsert([f"id{n}" for n in range(50)], vectors, labels(50))
    hits = index.search(vectors[7], 50)
    right = np.sort(vectors @ vectors[7])[::-1]
    assert hits[0].id == "id7"
    assert np.allclose([hit.similarity for hit in hits], right, atol=1e-5)
    some = [str(label["document"]) for label in labels(50)[45:]]
    assert {hit.id for hit in index.search(vectors[7], 50, some)} == {f"id{n}" for n in range(45, 50)}
    assert index.search(vectors[7], 0) == []
    index.close()


@pytest.mark.parametrize("gone", [0, 1, 30, 290, 299, 300])
def test_the_nearest_that_are_not_left_out_are_found_however_many_are(tmp_path: Path, gone: int) -> None:
    vectors = some_vectors(300)
    index = Vectors.create(tmp_path / "index", "model", 16)
    index.upsert([f"d{n}-0-9" for n in range(300)], vectors, labels(300))
    near = np.argsort(-(vectors @ vectors[7]))
    without = frozenset(f"d{n}" for n in near[:gone])
    assert [hit.id for hit in index.search(vectors[7], 5, None, without)] == [f"d{n}-0-9" for n in near[gone:][:5]]
    index.close()


def test_an_index_can_be_reopened_changed_and_emptied(tmp_path: Path) -> None:
    vectors = some_vectors(5)
    index = Vectors.create(tmp_path / "index", "model", 16)
    index.upsert(["a", "b"], vectors[:2], labels(2))
    index.close()
    index = Vectors.open(tmp_path / "index")
    assert index.model == ("model", 16)
    index.upsert(["a"], vectors[4:], labels(1))
    assert index.search(vectors[4], 1)[0].id == "a"
    index.delete(["a", "never there"])
    assert index.ids() == ["b"]
    index.close()


def test_what_chroma_refuses_is_an_error_of_the_library(tmp_path: Path) -> None:
    index = Vectors.create(tmp_path / "index", "model", 16)
    index.upsert(["a"], some_vectors(1), labels(1))
    with pytest.raises(LibraryError, match="dimension"):
        index.search(some_vectors(1, 8)[0], 1)
    index.close()
    with pytest.raises(LibraryDamagedError, match="missing"):
        Vectors.open(tmp_path / "nothing")


def test_an_inspection_gives_the_ids_and_finds_a_wrong_vector(tmp_path: Path) -> None:
    vectors = some_vectors(30)
    ids = [f"id{n}" for n in range(30)]
    right = dict(zip(ids, vectors, strict=True))
    folder = tmp_path / "index"
    index = Vectors.create(folder, "model", 16)
    index.upsert(ids, vectors, labels(30))
    index.close()
    assert sorted(inspect(folder, lambda _: right) or []) == sorted(ids)
    assert inspect(folder, lambda _: right | {"id3": vectors[4]}) is None
    assert inspect(tmp_path / "nothing", lambda _: right) is None


@pytest.mark.parametrize(
    ("dimensions", "length"), [(384, 10), (1, 400)], ids=["within the vectors", "within the ids before them"]
)
def test_an_inspection_that_dies_in_the_middle_of_its_answer_finds_the_index_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dimensions: int, length: int
) -> None:
    children: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def started(*args: object, **options: object) -> object:
        children.append(popen(*args, **options))  # type: ignore[call-overload]
        return children[-1]

    pages = 0

    def killing(_: object) -> dict[str, NDArray[np.float32]]:
        # The next page is larger than a pipe holds: the child waits in the middle of it.
        nonlocal pages
        pages += 1
        time.sleep(0.5)
        children[0].kill()
        return {}

    index = Vectors.create(tmp_path / "index", "model", dimensions)
    index.upsert([f"id{n:0{length}}" for n in range(3000)], some_vectors(3000, dimensions), labels(3000))
    index.close()
    monkeypatch.setattr("assistant.index.inspection.subprocess.Popen", started)
    assert inspect(tmp_path / "index", killing) is None
    assert pages == 1


def test_an_inspection_that_answers_with_something_else_finds_the_index_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Vectors.create(tmp_path / "index", "model", 16).close()
    for answer in (
        "",
        "{",
        "7",
        "[]",
        '{"ids": ["a"]}',
        '{"ids": ["a"], "bytes": -1}',
        '{"ids": ["a"], "bytes": 3}\nabc',
    ):
        monkeypatch.setattr("assistant.index.inspection._CHILD", ("-c", f"import sys; sys.stdout.write({answer!r})"))
        assert inspect(tmp_path / "index", lambda _: {}) is None, answer


POISON = {
    "type": "known",
    "name": "sentence_transformer",
    "config": {
        "model_name": "evil/model",
        "device": "cpu",
        "normalize_embeddings": False,
        "kwargs": {"trust_remote_code": True},
    },
}


@pytest.mark.parametrize("where", ["float_list", "sparse_vector", "configuration"])
def test_an_index_that_names_an_embedding_function_is_made_anew_and_the_function_never_built(
    tmp_path: Path, documents: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """A planted one could run code: Chroma builds what a collection's schema names, with its trust_remote_code."""
    from chromadb.utils import embedding_functions  # noqa: PLC0415 - a second

    folder = filled(tmp_path, documents)
    with Library(folder) as library:
        index = folder / str(library.catalog.fact("index_folder"))
    with sqlite3.connect(index / "chroma.sqlite3") as db:
        if where == "configuration":
            config = json.dumps({"embedding_function": POISON})
            db.execute("UPDATE collections SET config_json_str = ?, schema_str = NULL", (config,))
        else:
            (schema,) = db.execute("SELECT schema_str FROM collections").fetchone()
            db.execute("UPDATE collections SET schema_str = ?", (json.dumps(poisoned(json.loads(schema), where)),))
    db.close()
    with sqlite3.connect(folder / "catalog.sqlite3") as db:  # as if a whole library had been planted
        db.execute("UPDATE facts SET value = ? WHERE name = 'index_print'", (fingerprint(index),))
    db.close()
    built: list[str] = []
    kinds = embedding_functions.known_embedding_functions | embedding_functions.sparse_known_embedding_functions
    for name, kind in kinds.items():
        monkeypatch.setattr(kind, "__init__", lambda *_, name=name, **__: built.append(name))
        monkeypatch.setattr(kind, "build_from_config", staticmethod(lambda _, name=name: built.append(name)))
    copy = shutil.copytree(index, tmp_path / "copy")
    with pytest.raises(LibraryDamagedError):
        Vectors.open(copy)
    assert inspect(copy, lambda _: {}) is None
    (documents / "more.txt").write_text("One more agreement.")
    for _ in range(2):  # it fails in the first, and the second begins with a new one
        with Library(folder) as library:
            assert library.search(HashingEmbedder().query("subject3x5"), 1)
            ingest([documents], library, HashingEmbedder(), limit=10**7)
    with Library(folder) as library:
        assert_in_step(library)
        assert not index.exists()
    assert built == []


def poisoned(schema: object, where: str) -> object:
    """With the embedding function in each part ``where`` of a schema replaced."""
    if not isinstance(schema, dict):
        return schema
    parts = {key: poisoned(part, where) for key, part in schema.items()}
    if where in parts:
        (inner,) = parts[where].values()
        inner["config"]["embedding_function"] = POISON
    return parts


def test_a_fingerprint_changes_with_any_file(tmp_path: Path) -> None:
    index = Vectors.create(tmp_path / "index", "model", 16)
    index.upsert(["a"], some_vectors(1), labels(1))
    index.close()
    before = settle(tmp_path / "index")
    assert fingerprint(tmp_path / "index") == before
    os.utime(next((tmp_path / "index").rglob("header.bin")), ns=(1, 1))
    assert fingerprint(tmp_path / "index") != before


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the memory cannot be filled before it is asked for")
def test_a_settled_index_holds_nothing_that_only_lay_in_memory(tmp_path: Path) -> None:
    code = """
import sys, pathlib
from assistant.index.files import settle
from assistant.index.vectors import Vectors
from test_vectors import labels, some_vectors
folder = pathlib.Path(sys.argv[1])
index = Vectors.create(folder, 'model', 16)
index.upsert([str(n) for n in range(12)], some_vectors(12), labels(12))
assert pathlib.Path.read_bytes(next(folder.rglob('data_level0.bin'))).strip(b'\\0')  # it is there at first
settle(folder)
assert [path.name for path in folder.rglob('*.bin') if b'\\xaa' * 8 in path.read_bytes()] == []
index.close()
index = Vectors.open(folder)
assert all(index.search(one, 1)[0].id == str(n) for n, one in enumerate(some_vectors(12)))
index.upsert([str(n) for n in range(12, 1500)], some_vectors(1500)[12:], labels(1488))
settle(folder)
index.close()
index = Vectors.open(folder)
assert all(index.search(one, 1)[0].id == str(n) for n, one in enumerate(some_vectors(1500)))
"""
    memory = {"MALLOC_PERTURB_": "85"}  # the C library fills with 0xaa what is asked for
    environment = os.environ | memory | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))}
    subprocess.run([sys.executable, "-c", code, tmp_path / "index"], cwd=ROOT, check=True, env=environment)  # noqa: S603


@pytest.mark.parametrize("times", [1, 2, 9])
def test_a_search_is_tried_again_where_a_part_of_chroma_does_not_answer_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    index = Vectors.create(tmp_path / "index", "model", 16)
    index.upsert(["a", "b"], some_vectors(2), labels(2))
    query, failed = index._collection.query, []

    def unwell(**asked: Any) -> Any:
        if len(failed) < times:
            failed.append(asked)
            said = "Error executing plan: Error sending backfill request to compactor: Failed to pull logs from the log"
            raise InvalidArgumentError(f"{said} store")
        return query(**asked)

    monkeypatch.setattr(index._collection, "query", unwell)
    if times < 3:
        assert index.search(some_vectors(2)[1], 1)[0].id == "b"
        with pytest.raises(LibraryError, match="another dimension"):
            index.search(some_vectors(1, 3)[0], 1)
    else:
        with pytest.raises(LibraryDamagedError, match="repairs it by itself"):
            index.search(some_vectors(2)[1], 1)


def test_everything_in_the_library_is_for_its_owner_only(tmp_path: Path, documents: Path) -> None:
    folder = filled(tmp_path, documents)
    with Library(folder) as library:
        library.warm()
        for path in [folder, *folder.rglob("*")]:
            assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_a_clean_library_opens_without_loading_chroma(tmp_path: Path, documents: Path) -> None:
    folder = filled(tmp_path, documents)
    code = """
import sys, pathlib
from assistant.library import Library
library = Library(pathlib.Path(sys.argv[1]))
assert library.catalog.keyword_search('agreement', 3)
assert 'chromadb' not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code, folder], cwd=ROOT, check=True)  # noqa: S603


def test_a_second_process_is_refused_in_a_sentence_with_folder_and_number(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    code = "import sys, pathlib; from assistant.library import Library; l = Library(pathlib.Path(sys.argv[1])); "
    code += "print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", code, folder], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as owner:
        assert owner.stdout
        assert owner.stdout.readline() == b"open\n"
        start = time.perf_counter()
        with pytest.raises(LibraryBusyError, match=f"{folder}.*number {owner.pid}"):
            Library(folder)
        assert time.perf_counter() - start < 1
        owner.kill()
        owner.wait()
        Library(folder).close()


@pytest.mark.parametrize("dimensions", [64, 32])
def test_another_embedding_model_is_refused_with_both_names_and_the_command(
    tmp_path: Path, documents: Path, dimensions: int
) -> None:
    folder = filled(tmp_path, documents)
    other = HashingEmbedder("other-model", dimensions)
    with pytest.raises(EmbeddingMismatchError, match=r"hashing-64.*other-model.*`assistant ingest --rebuild`"):
        Library(folder, model=other.name)
    with Library(folder) as library:
        with pytest.raises(EmbeddingMismatchError):
            ingest([documents], library, other, limit=10**7)
        assert rebuild(library, other) == 240
        assert_in_step(library)
        assert library.search(other.query("subject3x5"), 1)
    with Library(folder, model=other.name) as library:
        assert_in_step(library)


def test_a_vector_of_another_size_is_refused(tmp_path: Path, documents: Path) -> None:
    with Library(filled(tmp_path, documents)) as library, pytest.raises(EmbeddingMismatchError, match="64 dimensions"):
        library.search(HashingEmbedder(dimensions=65).query("x"), 3)


def test_an_empty_library_answers_with_nothing_and_takes_any_model(tmp_path: Path, documents: Path) -> None:
    with Library(tmp_path / "library", model="one") as library:
        assert library.search(HashingEmbedder().query("x"), 3) == []
        ingest([documents / "00.txt"], library, HashingEmbedder("one"), limit=10**7)
        for path in documents.iterdir():
            path.unlink()
        assert ingest([documents], library, HashingEmbedder("one"), limit=10**7).removed == ("00.txt",)
    (documents / "new.txt").write_text("A new start.")
    with Library(tmp_path / "library", model="two") as library:
        ingest([documents], library, HashingEmbedder("two", 32), limit=10**7)
        assert_in_step(library)


def one(pattern: str) -> Callable[[Path], Path]:
    return lambda index: next(index.rglob(pattern))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "database deleted": lambda index: (index / "chroma.sqlite3").unlink(),
    "database emptied": lambda index: (index / "chroma.sqlite3").write_bytes(b""),
    "database garbled": lambda index: garbled(index / "chroma.sqlite3"),
    "header garbled": lambda index: garbled(one("header.bin")(index)),
    "header cut": lambda index: one("header.bin")(index).write_bytes(b"x"),
    "vectors garbled": lambda index: garbled(one("data_level0.bin")(index)),
    "links garbled": lambda index: garbled(one("link_lists.bin")(index)),
    "lengths cut": lambda index: os.truncate(one("length.bin")(index), 10),
    "pickle emptied": lambda index: one("index_metadata.pickle")(index).write_bytes(b""),
    "pickle deleted": lambda index: one("index_metadata.pickle")(index).unlink(),
    "segment missing": lambda index: shutil.rmtree(one("header.bin")(index).parent),
    "folder missing": shutil.rmtree,
}


def garbled(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3 : len(data) // 2] = os.urandom(len(data) // 2 - len(data) // 3)
    path.write_bytes(data)


@pytest.mark.parametrize("dirty", [False, True], ids=["settled", "killed while writing"])
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_index_is_made_anew(
    tmp_path: Path,
    template: Path,
    damage: Callable[[Path], object],
    dirty: bool,  # noqa: FBT001
) -> None:
    folder = tmp_path / "library"
    shutil.copytree(template, folder)
    with Library(folder) as library:  # the copy's files have other times: it settles
        index = folder / str(library.catalog.fact("index_folder"))
        if dirty:
            library.catalog.record({"index_print": None})
    damage(index)
    with Library(folder) as library:
        assert_in_step(library)
    assert len(list(folder.glob("vectors-*"))) == 1


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled library of 1,200 passages: Chroma writes its index files only from 1,000 on."""
    base = tmp_path_factory.mktemp("template")
    documents = base / "documents"
    documents.mkdir()
    for n in range(12):
        text = "\n\n".join(f"Paragraph {m} on subject{n}x{m}. " + f"word{n * m} " * 30 for m in range(100))
        (documents / f"{n:02}.txt").write_text(text)
    return filled(base, documents)


def test_an_index_that_fails_while_open_is_replaced_by_the_catalogs_vectors(tmp_path: Path, documents: Path) -> None:
    folder = filled(tmp_path, documents)
    embedder = HashingEmbedder()
    question = embedder.query("subject3x5")
    with Library(folder) as library:
        before = library.search(question, 1)
        shutil.rmtree(folder / str(library.catalog.fact("index_folder")))
        library._index._current = None
        assert library.search(question, 1)[0].similarity == pytest.approx(before[0].similarity, abs=1e-5)
    with Library(folder) as library:
        assert_in_step(library)


def test_a_full_disk_is_told_before_the_index_is_touched(
    tmp_path: Path, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = filled(tmp_path, documents)
    embedder = HashingEmbedder()
    with Library(folder) as library:
        (documents / "more.txt").write_text("One more agreement.")
        monkeypatch.setattr("assistant.storage.folder._MARGIN", 2**62)
        with pytest.raises(LibraryStorageError, match="almost full"):
            ingest([documents], library, embedder, limit=10**7)
        assert library.search(embedder.query("agreement"), 3)
        monkeypatch.undo()
        assert ingest([documents], library, embedder, limit=10**7).added == ("more.txt",)
        assert_in_step(library)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("only root may make a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run([mount, "-t", "tmpfs", "-o", "size=80m", "tmpfs", disk], check=False).returncode:  # noqa: S603
        pytest.skip("this machine does not let us mount a small disk")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)  # noqa: S603, S607


def fill(filler: Path) -> None:
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)


def test_a_truly_full_disk_keeps_what_was_there(small_disk: Path, documents: Path) -> None:
    embedder = HashingEmbedder()
    with Library(small_disk / "library") as library:
        ingest([documents], library, embedder, limit=10**7)
        filler = small_disk / "filler"
        fill(filler)
        (documents / "more.txt").write_text("\n\n".join(f"Promise {n}. " + "text " * 40 for n in range(300)))
        with pytest.raises(LibraryStorageError, match=r"space|full"):
            ingest([documents], library, embedder, limit=10**7)
        assert library.search(embedder.query("agreement"), 3)
        assert library.catalog.keyword_search("subject3x5", 3)
    with Library(small_disk / "library") as library:
        assert library.search(embedder.query("agreement"), 3)
        assert library.catalog.keyword_search("subject3x5", 3)
        filler.unlink()
        assert ingest([documents], library, embedder, limit=10**7).added == ("more.txt",)
        assert_in_step(library)


def test_a_folder_that_cannot_be_written_is_told_with_what_to_do(small_disk: Path) -> None:
    Library(small_disk / "library").close()
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)  # noqa: S603, S607
    with pytest.raises(LibraryStorageError, match="make the folder writable"):
        Library(small_disk / "library")
    with pytest.raises(LibraryStorageError, match="make the folder writable"):
        Library(small_disk / "new")


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("")
    with pytest.raises(LibraryStorageError):
        Library(tmp_path / "library")


def test_searches_are_answered_while_much_is_written(tmp_path: Path) -> None:
    vectors = some_vectors(3_000, 64)
    index = Vectors.create(tmp_path / "index", "model", 64)
    index.upsert([f"id{n}" for n in range(500)], vectors[:500], labels(500))
    index.search(vectors[7], 5)
    writing = Thread(target=lambda: index.upsert([f"new{n}" for n in range(3_000)], vectors, labels(3_000)))
    writing.start()
    answered = 0
    while writing.is_alive():
        assert index.search(vectors[7], 5)
        answered += 1
    writing.join()
    assert answered >= 20  # at the least one for each of the 30 pauses, but for a busy machine
    index.close()
