from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Event, Thread

import numpy as np
import pytest
from hashing import HashingEmbedder
from indexes import index_of
from numpy.typing import NDArray

from assistant.errors import LibraryError
from assistant.index.codes import FILE, Codes
from assistant.index.vectors import Vectors
from assistant.ingest.ingest import ingest
from assistant.library import Library
from assistant.upkeep.checking import check

Matrix = NDArray[np.float32]
NOTHING: list[dict[str, str | int]] = []


def some_vectors(count: int, dimensions: int = 100) -> Matrix:
    found = np.random.default_rng(7).standard_normal((count, dimensions)).astype(np.float32) + 2
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


class Kept:
    """What the catalog would have."""

    def __init__(self) -> None:
        self.vectors: dict[str, Matrix] = {}

    def exact(self, ids: Sequence[str]) -> Mapping[str, Matrix]:
        return {id_: self.vectors[id_] for id_ in ids if id_ in self.vectors}

    def give(self, index: Codes, ids: Sequence[str], vectors: Matrix) -> None:
        self.vectors |= dict(zip(ids, vectors, strict=True))
        index.upsert(ids, vectors, NOTHING)


def names(count: int) -> list[str]:
    return [f"d{n}-0-9" for n in range(count)]


def test_the_nearest_come_first_with_their_cosine(tmp_path: Path) -> None:
    kept, vectors = Kept(), some_vectors(300)
    index = Codes.create(tmp_path / "index", "model", 100, kept.exact)
    kept.give(index, names(300), vectors)
    hits = index.search(vectors[7], 50)
    assert hits[0].id == "d7-0-9"
    assert np.allclose([hit.similarity for hit in hits], np.sort(vectors @ vectors[7])[::-1][:50], atol=1e-5)
    some = [f"d{n}" for n in range(290, 300)] + ["another"]
    assert {hit.id for hit in index.search(vectors[7], 50, some)} == set(names(300)[290:])
    assert index.search(vectors[7], 5, ["another"]) == index.search(vectors[7], 5, []) == []
    assert index.search(vectors[7], 0) == []
    index.close()


@pytest.mark.parametrize("gone", [0, 1, 30, 299, 300])
def test_the_nearest_that_are_not_left_out_are_found_however_many_are(tmp_path: Path, gone: int) -> None:
    kept, vectors = Kept(), some_vectors(300)
    index = Codes.create(tmp_path / "index", "model", 100, kept.exact)
    kept.give(index, names(300), vectors)
    near = np.argsort(-(vectors @ vectors[7]))
    without = frozenset(f"d{n}" for n in near[:gone])
    assert [hit.id for hit in index.search(vectors[7], 5, None, without)] == [f"d{n}-0-9" for n in near[gone:][:5]]
    index.close()


def test_of_many_the_nearest_are_found_by_their_bits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, chance = Kept(), np.random.default_rng(1)
    themes = some_vectors(2_000, 384)[chance.integers(0, 2_000, 20_000)]
    vectors = np.asarray(themes + 0.02 * chance.standard_normal((20_000, 384)), np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    index = Codes.create(tmp_path / "index", "model", 384, kept.exact)
    monkeypatch.setattr("assistant.index.codes._NEAR", 2_000)
    monkeypatch.setattr("assistant.index.codes._FEWEST", 200)
    for start in range(0, 20_000, 1_000):
        kept.give(index, names(20_000)[start : start + 1_000], vectors[start : start + 1_000])
    questions = np.asarray(vectors[:30] + 0.02 * chance.standard_normal((30, 384)), np.float32)
    found = right = 0
    for question in questions:
        nearest = set(np.argsort(-(vectors @ question))[:10])
        found += len(nearest & {int(hit.id[1:].partition("-")[0]) for hit in index.search(question, 10)})
        right += 10
    assert found >= 0.9 * right
    index.close()


def test_an_index_can_be_reopened_changed_and_emptied(tmp_path: Path) -> None:
    kept, vectors = Kept(), some_vectors(6)
    index = Codes.create(tmp_path / "index", "model", 100, kept.exact)
    assert index.search(vectors[0], 3) == []
    kept.give(index, names(3), vectors[:3])
    index.close()
    index = Codes.open(tmp_path / "index", kept.exact)
    assert index.model == ("model", 100)
    kept.give(index, ["d0-0-9", "d4-0-9", "d4-0-9"], vectors[3:6])
    assert [hit.id for hit in index.search(vectors[3], 1)] == ["d0-0-9"]
    assert index.count() == 4
    assert index.agrees()
    index.delete(["d4-0-9", "unknown"])
    kept.give(index, ["d5-0-9"], vectors[5:])  # the number of the one that is gone may be given again
    assert sorted(index.ids()) == ["d0-0-9", "d1-0-9", "d2-0-9", "d5-0-9"]
    assert index.search(vectors[5], 1)[0].id == "d5-0-9"
    index.delete(index.ids())
    assert (index.count(), index.ids(), index.search(vectors[5], 3)) == (0, [], [])
    index.close()


def test_what_the_catalog_has_no_more_is_not_found(tmp_path: Path) -> None:
    kept, vectors = Kept(), some_vectors(10)
    index = Codes.create(tmp_path / "index", "model", 100, kept.exact)
    kept.give(index, names(10), vectors)
    del kept.vectors["d3-0-9"]
    assert {hit.id for hit in index.search(vectors[3], 10)} == set(names(10)) - {"d3-0-9"}
    index.close()


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    for n in range(4):
        text = "\n\n".join(f"Subject {n} {m}. " + " ".join(f"word{n}x{m}x{k}" for k in range(30)) for m in range(30))
        (folder / f"{n}.txt").write_text(text)
    return folder


def in_step(library: Library) -> None:
    expected = [passage.id for passages in library.journal.everything() for passage in passages]
    index = index_of(library)
    assert isinstance(index, Codes)
    assert sorted(index.ids()) == sorted(expected)
    vectors = library.catalog.vectors_of(expected)
    assert len(vectors) == len(expected)
    assert all(library.search(vector, 1)[0].similarity > 0.9999 for vector in vectors.values())


def test_a_library_that_outgrows_its_memory_is_searched_by_bits_from_then_on(tmp_path: Path, documents: Path) -> None:
    embedder = HashingEmbedder()
    most = 200 * (64 * 4 + 1000)
    with Library(tmp_path / "library", index_bytes=most) as library:
        ingest([documents], library, embedder, limit=10**7)
        assert isinstance(index_of(library), Vectors)
        former = library.search(embedder.query("word1x7x9"), 5)
        shutil.copytree(documents, documents / "more")
        for path in (documents / "more").iterdir():
            path.write_text(path.read_text().replace("word", "other"))
        ingest([documents], library, embedder, limit=10**7)
        in_step(library)
        again = library.search(embedder.query("word1x7x9"), 1)[0]
        assert (again.id, again.similarity) == (former[0].id, pytest.approx(former[0].similarity))
        assert len(list(library.folder.glob("vectors-*"))) == 1
    with Library(tmp_path / "library", index_bytes=most) as library:
        mark = library.catalog.fact("index_folder")
        in_step(library)
        (documents / "0.txt").unlink()
        ingest([documents], library, embedder, limit=10**7)
        in_step(library)
        assert library.catalog.fact("index_folder") == mark
    assert all(finding.harmless for finding in check(tmp_path / "library").findings)


def test_an_index_that_is_replaced_is_closed_when_the_last_search_in_it_is_through(
    tmp_path: Path, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedder, closed, searching, go_on = HashingEmbedder(), Event(), Event(), Event()
    with Library(tmp_path / "library") as library:
        ingest([documents], library, embedder, limit=10**7)
        index = index_of(library)
        ends, searches = index.closing, Vectors.search

        def slow(self: Vectors, *given: object) -> object:
            searching.set()
            go_on.wait(20)
            return searches(self, *given)  # type: ignore[arg-type]

        index.closing = lambda: (ends(), closed.set())  # type: ignore[misc, assignment]
        del index
        monkeypatch.setattr(Vectors, "search", slow)
        found: list[object] = []
        asking = Thread(target=lambda: found.extend(library.search(embedder.query("word1x7x9"), 5)))
        asking.start()
        assert searching.wait(20)
        library.index_anew()
        assert not closed.is_set()
        go_on.set()
        asking.join(20)
        assert len(found) == 5
        assert closed.wait(20)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "emptied": lambda path: path.write_bytes(b""),
    "cut": lambda path: os.truncate(path, path.stat().st_size // 2),
    "garbled": lambda path: path.write_bytes(os.urandom(path.stat().st_size)),
    "a code of another passage": lambda path: changed(path, "UPDATE codes SET code = zeroblob(8) WHERE number = 7"),
    "codes cut off": lambda path: changed(path, "UPDATE codes SET code = x'00' WHERE number = 7"),
    "no centre": lambda path: changed(path, "DELETE FROM facts WHERE name = 'centre'"),
    "another centre": lambda path: changed(path, "UPDATE facts SET value = zeroblob(256) WHERE name = 'centre'"),
    "of another model": lambda path: changed(path, "UPDATE facts SET value = 32 WHERE name = 'dimensions'"),
    "passages taken out": lambda path: changed(path, "DELETE FROM codes WHERE number < 50"),
}


def changed(path: Path, sql: str) -> None:
    with sqlite3.connect(path) as db:
        db.execute(sql)
    db.close()


@pytest.mark.parametrize("dirty", [False, True], ids=["settled", "killed while writing"])
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_index_is_made_anew(
    tmp_path: Path,
    documents: Path,
    damage: Callable[[Path], object],
    dirty: bool,  # noqa: FBT001
) -> None:
    with Library(tmp_path / "library", index_bytes=0) as library:
        ingest([documents], library, HashingEmbedder(), limit=10**7)
        path = library.folder / str(library.catalog.fact("index_folder")) / FILE
        if dirty:
            library.catalog.record({"index_print": None})
    damage(path)
    with Library(tmp_path / "library", index_bytes=0) as library:
        in_step(library)
    assert len(list((tmp_path / "library").glob("vectors-*"))) == 1


def test_an_index_that_fails_while_open_is_replaced_by_the_catalogs_vectors(tmp_path: Path, documents: Path) -> None:
    embedder = HashingEmbedder()
    with Library(tmp_path / "library", index_bytes=0) as library:
        ingest([documents], library, embedder, limit=10**7)
        question = embedder.query("word1x7x9")
        before = library.search(question, 1)
        index_of(library).close()
        assert library.search(question, 1)[0].similarity == pytest.approx(before[0].similarity, abs=1e-5)
        assert isinstance(library.fault, LibraryError)
    with Library(tmp_path / "library", index_bytes=0) as library:
        in_step(library)
