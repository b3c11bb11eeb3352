from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from hashing import HashingEmbedder
from indexes import index_of
from numpy.typing import NDArray

from assistant.catalog import rows
from assistant.domain import Document
from assistant.errors import ModelReplyError, ModelUnreachableError
from assistant.ingest.catchup import Progress, Stage, embedded
from assistant.ingest.ingest import Report, ingest
from assistant.library import Library

LIMIT = 100_000
SUBJECTS = ["fish", "wheat", "steel", "ports", "visas", "rails", "dams", "drugs", "books", "satellites"]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    (made / "sub").mkdir(parents=True)
    (made / "b.txt").write_text("Japan and Pakistan signed a memorandum on fisheries.")
    (made / "a.txt").write_text("The minister proposed a park of 1,500 acres.")
    (made / "sub" / "c.md").write_text("# Visit\n\nThe ambassador visited Karachi.")
    return made


def run(library: Library, *paths: Path, embedder: HashingEmbedder | None = None) -> Report:
    return ingest(paths, library, embedder or HashingEmbedder(), limit=LIMIT)


def names(library: Library) -> list[str]:
    return [row.name for row in library.catalog.documents()]


def stored(library: Library) -> tuple[list[str], list[str]]:
    """The ids in the catalog and in the vector index."""
    expected = [passage.id for passages in library.journal.everything() for passage in passages]
    return sorted(expected), sorted(index_of(library).ids())


def text_named(library: Library, name: str) -> str:
    (id_,) = (row.id for row in library.catalog.documents() if row.name == name)
    return library.catalog.document(id_).text


def found(library: Library, question: str) -> str:
    hits = library.search(HashingEmbedder().query(question), 1)
    return library.catalog.passages([hits[0].id])[0].text


def test_a_folder_goes_in_with_its_paths_as_names(library: Library, folder: Path) -> None:
    assert run(library, folder) == Report(added=("a.txt", "b.txt", "sub/c.md"))
    assert names(library) == ["a.txt", "b.txt", "sub/c.md"]
    catalog, index = stored(library)
    assert catalog == index
    assert "fisheries" in found(library, "memorandum on fisheries")


def test_a_second_ingest_changes_and_embeds_nothing(library: Library, folder: Path) -> None:
    run(library, folder)
    before = {path: path.stat().st_mtime_ns for path in library.folder.rglob("*") if path.is_file()}
    embedder = HashingEmbedder()
    assert run(library, folder, embedder=embedder) == Report(unchanged=("a.txt", "b.txt", "sub/c.md"))
    assert embedder.embedded == 0
    assert {path: path.stat().st_mtime_ns for path in library.folder.rglob("*") if path.is_file()} == before


def test_of_a_changed_file_only_what_changed_is_embedded(library: Library, folder: Path) -> None:
    paragraphs = ["Title of the note"] + [f"Paragraph {n} speaks of {SUBJECTS[n]}. " + "word " * 40 for n in range(10)]
    (folder / "a.txt").write_text("\n\n".join(paragraphs))
    run(library, folder)
    paragraphs[5] = "Something else entirely is said here. " + "other " * 40
    (folder / "a.txt").write_text("\n\n".join(paragraphs))
    embedder = HashingEmbedder()
    assert run(library, folder, embedder=embedder).updated == ("a.txt",)
    assert embedder.embedded == 1
    catalog, index = stored(library)
    assert catalog == index
    assert "Something else" in found(library, "something else entirely other")
    assert library.catalog.keyword_search(SUBJECTS[4], 3) == []


def test_a_file_that_is_gone_is_removed_from_both_stores(library: Library, folder: Path) -> None:
    run(library, folder)
    (folder / "b.txt").unlink()
    assert run(library, folder) == Report(unchanged=("a.txt", "sub/c.md"), removed=("b.txt",))
    assert library.catalog.keyword_search("fisheries", 3) == []
    catalog, index = stored(library)
    assert catalog == index
    left = [file.name for file in library.folder.rglob("*") if file.is_file() and b"fisheries" in file.read_bytes()]
    assert (left, library.intake.untidy()) == ([], False)


def test_a_folder_that_is_gone_removes_nothing(library: Library, folder: Path) -> None:
    run(library, folder)
    folder.rename(folder.with_name("elsewhere"))
    report = run(library, folder)
    assert [failure.reason for failure in report.failed] == ["There is no such file or folder."]
    assert len(names(library)) == 3


def test_a_folder_that_cannot_be_read_keeps_its_documents(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(library, folder)
    scandir = os.scandir

    def refusing(path: Path) -> object:
        if path.name == "sub":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    report = run(library, folder)
    assert [(failure.document, failure.reason) for failure in report.failed] == [
        ("sub", "This folder cannot be read: Permission denied.")
    ]
    assert report.removed == ()
    assert "sub/c.md" in names(library)


def test_files_that_cannot_be_read_are_reported_and_the_rest_goes_in(library: Library, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "large.txt").write_text("x" * (LIMIT + 1))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnot really")
    report = run(library, folder)
    assert report.added == ("a.txt", "b.txt", "sub/c.md")
    assert [failure.document for failure in report.failed] == ["broken.pdf", "empty.txt", "large.txt"]
    assert all(failure.reason.endswith(".") for failure in report.failed)


def test_a_known_document_that_cannot_be_read_any_more_stays_as_it_was(library: Library, folder: Path) -> None:
    run(library, folder)
    (folder / "a.txt").write_bytes(b"")
    report = run(library, folder)
    assert [failure.document for failure in report.failed] == ["a.txt"]
    assert text_named(library, "a.txt") == "The minister proposed a park of 1,500 acres."


def test_scanning_passes_over_hidden_and_foreign_files_but_a_named_file_is_tried(
    library: Library, folder: Path
) -> None:
    (folder / ".hidden.txt").write_text("Hidden words.")
    (folder / ".git").mkdir()
    (folder / ".git" / "x.txt").write_text("Hidden words.")
    (folder / "notes.xyz").write_text("Notes of the meeting.")
    assert run(library, folder) == Report(added=("a.txt", "b.txt", "sub/c.md"), passed_over=("notes.xyz",))
    assert run(library, folder / "notes.xyz").added == ("notes.xyz",)
    report = run(library, folder)
    assert report.removed == ()
    assert "notes.xyz" in (*report.unchanged, *names(library))


def test_a_file_named_after_its_folder_keeps_the_name_it_has(library: Library, folder: Path) -> None:
    run(library, folder)
    assert run(library, folder / "sub" / "c.md") == Report(unchanged=("sub/c.md",))
    assert run(library, folder / "sub") == Report(unchanged=("sub/c.md",))
    assert run(library, folder, folder / "a.txt") == Report(unchanged=("a.txt", "b.txt", "sub/c.md"))


def test_links_are_not_followed_out_of_the_folder(library: Library, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "s.txt").write_text("A secret.")
    (folder / "out.txt").symlink_to(tmp_path / "secret" / "s.txt")
    (folder / "out").symlink_to(tmp_path / "secret")
    (folder / "loop").symlink_to(folder)
    (folder / "again.txt").symlink_to(folder / "a.txt")
    (folder / "nowhere.xyz").symlink_to(folder / "nothing")
    report = run(library, folder)
    assert report.added == ("a.txt", "b.txt", "sub/c.md")
    assert sorted(failure.document for failure in report.failed) == ["out", "out.txt"]
    assert library.catalog.keyword_search("secret", 1) == []


def test_the_same_name_in_two_folders_is_two_documents_unless_the_bytes_are_the_same(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("Another text.")
    (other / "b.txt").write_bytes((folder / "b.txt").read_bytes())
    run(library, folder)
    run(library, other)
    assert names(library) == ["a.txt", "a.txt", "b.txt", "sub/c.md"]
    (folder / "b.txt").unlink()
    run(library, folder)
    assert "b.txt" in names(library)


@pytest.mark.parametrize(
    "name", [b"new\nline.txt", b"caf\xe9.txt", "ڈان.txt".encode(), b"tab\t'\"<b>.txt", b"%s {x}.txt"]
)
def test_no_file_name_breaks_anything(library: Library, tmp_path: Path, name: bytes) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    path = folder / os.fsdecode(name)
    path.write_bytes(b"A text with a strange name.")
    report = run(library, folder)
    (document,) = report.added
    document.encode()
    assert text_named(library, document) == "A text with a strange name."
    assert run(library, path).unchanged == (document,)
    path.unlink()
    assert run(library, folder).removed == (document,)


class Failing(HashingEmbedder):
    """Fails from the ``after``-th batch on."""

    def __init__(self, after: int, error: BaseException) -> None:
        super().__init__()
        self.after = after
        self.error = error

    def passages(self, texts: list[str]) -> NDArray[np.float32]:
        if self.after == 0:
            raise self.error
        self.after -= 1
        return super().passages(texts)


@pytest.mark.parametrize("error", [ModelUnreachableError("gone"), KeyboardInterrupt()])
def test_an_ingest_that_was_broken_off_is_answered_by_words_and_completed_by_the_next(
    library: Library, folder: Path, error: BaseException
) -> None:
    (folder / "long.txt").write_text("\n\n".join(f"Clause {n} binds. " + f"word{n} " * 40 for n in range(100)))
    with pytest.raises(type(error)):
        run(library, folder, embedder=Failing(1, error))
    assert library.catalog.keyword_search("Clause 99 binds", 1)
    embedder = HashingEmbedder()
    added = set(run(library, folder, embedder=embedder).added)
    assert {"long.txt", "sub/c.md"} <= added <= {"a.txt", "b.txt", "long.txt", "sub/c.md"}  # the rest was whole before
    assert 103 - 64 <= embedder.embedded < 103
    catalog, index = stored(library)
    assert catalog == index


def test_a_replacement_that_was_broken_off_leaves_the_old_text_to_readers(library: Library, folder: Path) -> None:
    run(library, folder)
    (folder / "a.txt").write_text("The minister withdrew it.")
    with pytest.raises(ModelUnreachableError):
        run(library, folder, embedder=Failing(0, ModelUnreachableError("gone")))
    assert text_named(library, "a.txt").startswith("The minister proposed")
    assert "proposed" in found(library, "minister proposed a park")
    assert run(library, folder).updated == ("a.txt",)
    assert text_named(library, "a.txt") == "The minister withdrew it."
    catalog, index = stored(library)
    assert catalog == index


def test_vectors_that_make_no_sense_are_refused(library: Library, folder: Path) -> None:
    class Wrong(HashingEmbedder):
        def passages(self, texts: list[str]) -> NDArray[np.float32]:
            return np.full((len(texts), 4), np.nan, np.float32)

    with pytest.raises(ModelReplyError, match="hashing-64"):
        run(library, folder, embedder=Wrong())
    assert run(library, folder).added == ("a.txt", "b.txt", "sub/c.md")


def test_progress_counts_files_then_passages(library: Library, folder: Path) -> None:
    seen: list[Progress] = []
    ingest([folder], library, HashingEmbedder(), limit=LIMIT, progress=seen.append)
    assert [step for step in seen if step.stage is Stage.READING] == [
        Progress(Stage.READING, 0, 3, "a.txt"),
        Progress(Stage.READING, 1, 3, "b.txt"),
        Progress(Stage.READING, 2, 3, "sub/c.md"),
        Progress(Stage.READING, 3, 3),
    ]
    assert seen[-1] == Progress(Stage.EMBEDDING, 3, 3)


def test_a_link_that_leads_back_to_itself_is_reported_and_the_rest_goes_in(library: Library, folder: Path) -> None:
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    report = run(library, folder)
    assert len(report.added) == 3
    assert [failure.document for failure in report.failed] == ["loop.txt"]


def test_a_library_whose_model_never_answered_is_filled_once_it_does(tmp_path: Path, folder: Path) -> None:
    gone = Failing(0, ModelUnreachableError("gone"))
    for text in ("The first text. ", "The second text, changed. "):
        (folder / "a.txt").write_text(text * 5)
        with Library(tmp_path / "late", model=gone.name) as late, pytest.raises(ModelUnreachableError):
            run(late, folder, embedder=gone)
    with Library(tmp_path / "late", model=gone.name) as late:
        run(late, folder)
        assert [passage.document.text[:10] for passage in late.catalog.passages([late.search(gone_vector(), 1)[0].id])]
        assert late.catalog.keyword_search("second changed", 1)
        assert not late.catalog.keyword_search("first", 1)


def gone_vector() -> NDArray[np.float32]:
    return HashingEmbedder().query("The second text, changed.")


def test_an_ingest_that_is_asked_to_stop_does_not_wait_for_the_vectors_of_what_was_read(
    library: Library, tmp_path: Path
) -> None:
    (tmp_path / "long.txt").write_text("\n\n".join(f"Clause {n}. " + f"word{n} " * 22 for n in range(300)))
    stopped = Event()

    def see(step: Progress) -> None:
        if step.stage is Stage.EMBEDDING:
            stopped.set()

    ingest([tmp_path / "long.txt"], library, HashingEmbedder(pause=0.2), limit=LIMIT, progress=see, stopped=stopped)
    assert library.journal.unembedded() > 100
    report = run(library, tmp_path / "long.txt")
    assert report.added == ("long.txt",)
    assert library.journal.unembedded() == 0


def test_a_long_document_is_not_read_again_for_each_of_its_vectors(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "long.txt").write_text("\n\n".join(f"Clause {n}. " + f"word{n} " * 22 for n in range(400)))
    run(library, tmp_path / "long.txt")
    journal, embedder = library.journal, HashingEmbedder("another")
    journal.switch_model("another", None)
    read: list[int] = []
    document = rows.document

    def counted(db: sqlite3.Connection, number: int) -> Document:
        read.append(number)
        return document(db, number)

    monkeypatch.setattr(rows, "document", counted)
    batches = 0
    while batch := dict(journal.to_embed(20)):
        batches += 1
        journal.store(embedded(embedder, batch))
    assert batches >= 10
    assert len(read) == 1
