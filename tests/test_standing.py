from __future__ import annotations

import json
from pathlib import Path

import pytest
from hashing import HashingEmbedder

from assistant.commands.standing import look, told
from assistant.errors import LibraryDamagedError, LibraryError, ModelUnreachableError
from assistant.ingest.ingest import ingest
from assistant.library import Library


class Gone(HashingEmbedder):
    def passages(self, _: list[str]) -> object:  # type: ignore[override]
        raise ModelUnreachableError("The model cannot be reached.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    (made / "a.txt").write_text("Japan and Pakistan signed a memorandum on fisheries.")
    (made / "b.txt").write_text("The minister proposed a park of 1,500 acres.")
    (made / "empty.txt").write_text("")
    return made


def test_the_standing_is_told_while_another_has_the_library_open(tmp_path: Path, folder: Path) -> None:
    with Library(tmp_path / "library") as library:
        ingest([folder], library, HashingEmbedder(), limit=10**6)
        now, owner = look(tmp_path / "library")
        assert owner is not None
    assert (now.documents, now.files, now.passages, now.by_meaning) == (2, 2, 2, 2)
    assert now.problems == (("empty.txt", "This file is empty. Add one with text in it."),)
    assert told(now)[0] == "2 documents in 2 files."
    assert look(tmp_path / "library")[1] is None


def test_what_waits_for_its_vectors_is_counted(tmp_path: Path, folder: Path) -> None:
    with Library(tmp_path / "library") as library, pytest.raises(ModelUnreachableError):
        ingest([folder], library, Gone(), limit=10**6)
    now, _ = look(tmp_path / "library")
    assert (now.passages, now.by_meaning) == (2, 0)
    assert "0% by their meaning: 2 wait" in " ".join(told(now))


def test_no_library_and_no_catalog_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="There is no library"):
        look(tmp_path / "nowhere")
    (tmp_path / "catalog.sqlite3").write_bytes(b"x" * 4096)
    with pytest.raises(LibraryDamagedError):
        look(tmp_path)


def test_the_command_line_tells_the_standing(assistant, folder: Path) -> None:
    assistant("ingest", folder)
    code, out, _ = assistant("status", "--json")
    assert code == 0
    assert json.loads(out)["documents"] == 2
    code, out, _ = assistant("status")
    assert code == 0
    assert "2 documents in 2 files." in out
    assert "empty.txt: This file is empty." in out
