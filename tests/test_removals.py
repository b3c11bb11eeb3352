"""What readers take out: it is gone at once, can be brought back for a while, and then it is gone for good."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hashing import HashingEmbedder

from assistant.errors import LibraryError
from assistant.ingest.ingest import ingest
from assistant.library import Library
from assistant.upkeep.checking import check

CANARY = "zqcanaryq"


@pytest.fixture
def given(tmp_path: Path) -> Path:
    (tmp_path / "given").mkdir()
    for n in range(4):
        word = CANARY if n == 2 else "ports"
        (tmp_path / "given" / f"{n}.txt").write_text(
            f"Article {n} of {word}.\n\n" + f"The parties meet on {word}. " * 90
        )
    return tmp_path / "given"


@pytest.fixture
def library(tmp_path: Path, given: Path) -> Iterator[Library]:
    with Library(tmp_path / "library") as held:
        run(held, given)
        yield held


def run(library: Library, *sources: Path, embedder: HashingEmbedder | None = None):  # type: ignore[no-untyped-def]
    return ingest(sources, library, embedder or HashingEmbedder(), limit=10**6)


def called(library: Library, name: str) -> str:
    return next(row.id for row in library.catalog.documents() if row.name == name)


def found(library: Library) -> set[str]:
    """The documents that either half of the search finds by the canary."""
    passages = [hit.id for hit in library.catalog.keyword_search(CANARY, 50)]
    passages += [hit.id for hit in library.search(HashingEmbedder().query(f"the parties meet on {CANARY}"), 5)]
    return {one.document.name for one in library.catalog.passages(passages)}


def traces(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes().lower()]


def test_what_is_removed_is_found_by_neither_half_and_comes_back_whole_without_being_embedded(library: Library) -> None:
    id_ = called(library, "2.txt")
    text = library.catalog.document(id_).text
    removal = library.removals.remove(id_, "", all_=True)
    assert "2.txt" not in found(library)
    with pytest.raises(LibraryError, match="removed"):
        library.catalog.document(id_)
    library.index()
    assert library.removals.undo(removal, "", all_=True) == []
    embedder = HashingEmbedder()
    run(library, embedder=embedder)
    assert embedder.embedded == 0
    assert library.catalog.document(id_).text == text
    assert "2.txt" in found(library)
    assert library.catalog.fates([id_]) == {}
    with pytest.raises(LibraryError, match="nothing to bring back"):
        library.removals.undo(removal, "", all_=True)


def test_what_is_removed_stays_out_when_its_folder_is_read_again_and_the_list_says_where_it_still_is(
    library: Library, given: Path
) -> None:
    library.removals.remove(called(library, "2.txt"), "", all_=True)
    (given / "2.txt").write_text(f"Another version of {CANARY}.")
    assert run(library, given).dismissed == ("2.txt",)
    assert library.catalog.searched().documents == 3
    (removed,) = library.removals.listed("", all_=True)
    assert (removed.names, removed.stays) == (("2.txt",), ("given",))
    library.removals.purge("")
    assert run(library, given).added == ()
    (removed,) = library.removals.listed("", all_=True)
    assert (removed.title, removed.until) == (None, None)
    again = library.removals.undo(removed.number, "", all_=True)
    assert run(library, *[Path(path.decode()) for path, _ in again]).added == ("2.txt",)


def test_a_file_that_is_gone_from_its_folder_is_not_remembered_any_longer(library: Library, given: Path) -> None:
    library.removals.remove(called(library, "2.txt"), "", all_=True)
    library.removals.purge("")
    (given / "2.txt").unlink()
    run(library, given)
    library.removals.purge("")
    (given / "2.txt").write_text("A new file of that name.")
    assert run(library, given).added == ("2.txt",)


def test_what_is_gone_for_good_leaves_no_trace_in_the_library(library: Library, tmp_path: Path) -> None:
    assert traces(tmp_path / "library")
    library.removals.remove(called(library, "2.txt"), "", all_=True)
    assert library.removals.purge() == (0, [])  # not yet
    assert library.removals.purge("") == (1, [])
    run(library)
    assert traces(tmp_path / "library") == []
    library.close()
    assert [one for one in check(tmp_path / "library").findings if not one.harmless] == []


def test_a_reader_removes_what_he_has_brought_and_nothing_else(library: Library, tmp_path: Path) -> None:
    uploads = library.uploads
    part, file = uploads.begin()
    with file:
        file.write(f"An upload on {CANARY} and ships.".encode())
    upload = uploads.keep(part, "../../mine.txt", "u:ann")
    stored = Path(upload.path.decode())
    run(library, stored)
    id_ = called(library, "mine.txt")
    with pytest.raises(LibraryError, match="belongs to the library"):
        library.removals.remove(called(library, "1.txt"), "u:ann", all_=False)
    with pytest.raises(LibraryError, match="no such document"):
        library.removals.remove(id_, "u:bob", all_=True)
    removal = library.removals.remove(id_, "u:ann", all_=False)
    assert library.removals.listed("u:bob", all_=False) == []
    with pytest.raises(LibraryError):
        library.removals.undo(removal, "u:bob", all_=False)
    assert stored.exists()
    (_, gone) = library.removals.purge("u:ann")
    assert gone == [upload.path]
    uploads.discard(upload.path)
    assert not stored.exists()
    assert library.removals.listed("u:ann", all_=False) == []
    assert oct((tmp_path / "library" / "uploads").stat().st_mode)[-3:] == "700"
