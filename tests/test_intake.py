from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.catalog import journal, schema
from assistant.catalog.catalog import Catalog
from assistant.catalog.intake import Became, Intake, Placed
from assistant.catalog.journal import Journal
from assistant.domain import Basis, Document, Filter, Stated
from assistant.errors import LibraryError
from assistant.splitting import split
from assistant.storage.database import Database

MODEL = "hashing-64"


class Stores:
    def __init__(self, path: Path) -> None:
        self.database = Database(path, schema.MIGRATIONS)
        self.catalog = Catalog(self.database)
        self.intake = Intake(self.database)
        self.journal = Journal(self.database)

    def put(self, path: str, text: str, member: str = "") -> Became:
        document = written(path.rpartition("/")[2] + (f"/{member}" if member else ""), text)
        return self.intake.put(Placed(path.encode(), member), document, split(document), None, MODEL)

    def index_all(self) -> None:
        self.embed()
        self.journal.indexed([passage.id for some in self.journal.everything() for passage in some])
        self.journal.publish()

    def embed(self) -> None:
        self.journal.store({key: np.ones(2, np.float32) / 2**0.5 for key, _ in self.journal.to_embed(10**6)})

    def texts(self) -> list[str]:
        return sorted(self.catalog.document(row.id).text for row in self.catalog.documents())


def written(name: str, text: str) -> Document:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(name=name, sha256=sha256, text=text, title=Stated("Note", Basis.HEADER), countries=("JPN", "PAK"))


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    made = Stores(tmp_path / "catalog.sqlite3")
    yield made
    made.database.close()


def test_equal_texts_are_one_document_with_the_names_of_all_its_places(stores: Stores) -> None:
    assert stores.put("/d/b.txt", "Japan will fund a port.") is Became.ADDED
    assert stores.put("/d/a.txt", "Japan will fund a port.") is Became.COPY
    (row,) = stores.catalog.documents()
    assert row.names == ("a.txt", "b.txt")
    assert row.countries == ("JPN", "PAK")
    assert stores.catalog.document(row.id).name == "a.txt"
    assert stores.catalog.searched(Filter(documents=frozenset({"b.txt"}))).documents == 1
    stores.intake.forget(b"/d/a.txt")
    assert [row.names for row in stores.catalog.documents()] == [("b.txt",)]


def test_a_file_of_many_documents_loses_those_that_it_does_not_hold_any_more(stores: Stores) -> None:
    for member in ("one", "two", "three"):
        stores.put("/d/all.zip", f"Text of {member}.", member)
    stores.intake.finish(b"/d/all.zip", "all.zip", "first", {"one", "two", "three"})
    assert stores.put("/d/all.zip", "Text of one.", "one") is Became.UNCHANGED
    assert stores.intake.finish(b"/d/all.zip", "all.zip", "second", {"one"}) == ["all.zip/three", "all.zip/two"]
    assert stores.texts() == ["Text of one."]


def test_a_file_is_marked_only_when_it_was_read_to_its_end(stores: Stores) -> None:
    stores.put("/d/all.zip", "Text of one.", "one")
    assert stores.intake.known(b"/d/all.zip") is None
    stores.intake.refuse(Placed(b"/d/all.zip", "two"), "all.zip/two", "It is empty.")
    stores.intake.finish(b"/d/all.zip", "all.zip", "first", {"one", "two"})
    known = stores.intake.known(b"/d/all.zip")
    assert known
    assert known.mark == "first"
    assert [held.name for held in known.held] == ["all.zip/one"]
    assert known.failures == (("all.zip/two", "It is empty."),)


def test_a_file_that_cannot_be_read_any_more_keeps_what_it_held_and_is_tried_again(stores: Stores) -> None:
    stores.put("/d/a.txt", "A promise.")
    stores.intake.finish(b"/d/a.txt", "a.txt", "first", {""})
    stores.intake.fail(b"/d/a.txt", "a.txt", "This file may not be read.")
    known = stores.intake.known(b"/d/a.txt")
    assert known
    assert known.mark is None
    assert stores.texts() == ["A promise."]
    stores.intake.finish(b"/d/a.txt", "a.txt", "first", {""})
    assert stores.intake.known(b"/d/a.txt").mark == "first"  # type: ignore[union-attr]


def test_what_became_of_a_changed_document_and_of_a_removed_one_is_told(stores: Stores) -> None:
    stores.put("/d/a.txt", "An old promise.")
    (old,) = stores.catalog.documents()
    assert stores.put("/d/a.txt", "A new promise.") is Became.UPDATED
    assert stores.catalog.fates([old.id]) == {}
    stores.index_all()
    (new,) = stores.catalog.documents()
    assert stores.catalog.fates([old.id, new.id])[old.id].became == new.id
    with pytest.raises(LibraryError, match="was changed on 20"):
        stores.catalog.document(old.id)
    stores.intake.forget(b"/d/a.txt")
    with pytest.raises(LibraryError, match="was removed from the library on 20"):
        stores.catalog.document(new.id)
    stores.put("/d/a.txt", "An old promise.")
    assert old.id not in stores.catalog.fates([old.id, new.id])


def test_what_is_written_together_is_written_whole_or_not_at_all(stores: Stores) -> None:
    def write() -> None:
        with stores.intake.together():
            stores.put("/d/a.txt", "A promise.")
            stores.intake.finish(b"/d/a.txt", "a.txt", "first", {""})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write()
    assert stores.texts() == []
    assert stores.intake.known(b"/d/a.txt") is None


def test_while_texts_are_embedded_those_that_wait_for_that_are_not_looked_through_again_and_again(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "_LEISURE", 10**9)
    for at in range(4):
        stores.put(f"/d/{at}.txt", f"Japan will fund port {at}.")
    keys = [key for key, _ in stores.journal.to_embed(9)]
    vector = np.ones(2, np.float32) / 2**0.5
    assert [key for key, _ in stores.journal.to_embed(1)] == keys[:1]
    stores.journal.store({keys[0]: vector, keys[3]: vector})
    whole = stores.journal.to_index(embedding=True)
    assert whole
    assert len(whole.ids) == 2
    reached = stores.journal.to_index(embedding=True)
    assert reached
    assert reached.ids == whole.ids[:1]
    stores.journal.indexed(reached.ids)
    assert stores.journal.to_index(embedding=True) is None
    stores.journal.store({keys[1]: vector, keys[2]: vector})
    assert stores.journal.to_embed(9) == []
    last = stores.journal.to_index(embedding=True)
    assert last
    assert len(last.ids) == 3


def test_a_document_that_goes_and_comes_back_while_it_is_being_indexed_waits_for_its_vector(stores: Stores) -> None:
    stores.put("/d/a.txt", "Japan will fund a port.")
    stores.embed()
    batch = stores.journal.to_index()
    assert batch
    stores.intake.forget(b"/d/a.txt")
    stores.put("/d/b.txt", "Japan will fund a port.")
    stores.journal.indexed(batch.ids)
    assert stores.journal.unembedded() == 1


def test_a_document_that_came_back_before_a_kill_waits_for_its_vector_though_the_index_holds_it(
    stores: Stores,
) -> None:
    stores.put("/d/a.txt", "Japan will fund a port.")
    stores.index_all()
    held = [passage.id for some in stores.journal.everything() for passage in some]
    stores.intake.forget(b"/d/a.txt")
    stores.put("/d/b.txt", "Japan will fund a port.")
    stores.journal.index_holds(held)
    assert stores.journal.unembedded() == 1
    stores.index_all()
    stores.journal.index_holds(held)
    assert stores.journal.unembedded() == 0
    assert stores.journal.to_index() is None
