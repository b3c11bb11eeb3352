from __future__ import annotations

import hashlib
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant import words
from assistant.catalog import keywords, schema
from assistant.catalog.catalog import Catalog
from assistant.catalog.intake import Intake, Placed
from assistant.catalog.journal import Journal
from assistant.domain import Basis, Document, Stated
from assistant.errors import LibraryDamagedError, LibraryError
from assistant.splitting import split
from assistant.storage.database import Database

MODEL = "hashing-64"


class Stores:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = Database(path, schema.MIGRATIONS)
        self.catalog = Catalog(self.database)
        self.intake = Intake(self.database)
        self.journal = Journal(self.database)

    def put(self, name: str, text: str, *, path: str = "", language: str = "en", date: str | None = None) -> Document:
        document = Document(
            name=name,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            text=text,
            title=Stated("Joint statement", Basis.HEADER),
            date=Stated(date, Basis.DATELINE) if date else None,
            language=language,
            pages=(0, 10),
        )
        place = Placed((path or f"/documents/{name}").encode())
        self.intake.put(place, document, split(document), None, MODEL)
        self.intake.finish(place.path, name, "mark", {""})
        return document

    def found(self, question: str, k: int = 5) -> list[str]:
        hits = self.catalog.keyword_search(question, k)
        return [passage.text for passage in self.catalog.passages([hit.id for hit in hits])]


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    made = Stores(tmp_path / "catalog.sqlite3")
    yield made
    made.database.close()


def test_a_document_comes_back_as_it_was(stores: Stores) -> None:
    put = stores.put("a/b\n.txt", "Islamabad, 7 September.\n\nSeven MoUs \0 were signed – 協力.", date="2021-09-07")
    assert stores.catalog.document(put.id) == put
    (row,) = stores.catalog.documents()
    assert (row.name, row.title, row.date, row.passages, row.waiting) == ("a/b\n.txt", "Joint statement", *put_row(put))


def put_row(document: Document) -> tuple[str | None, int, int]:
    passages = len(split(document))
    return (document.date.value if document.date else None, passages, passages)


def test_an_unknown_document_is_an_error_and_so_is_a_name(stores: Stores) -> None:
    stores.put("a.txt", "Some text.")
    for unknown in ("nowhere", "a.txt", ""):
        with pytest.raises(LibraryError, match="no such document"):
            stores.catalog.document(unknown)


def test_two_documents_with_one_name_are_told_apart_by_their_ids(stores: Stores) -> None:
    one = stores.put("note.txt", "The park has 1,500 acres.", path="/one/note.txt")
    two = stores.put("note.txt", "Nothing was agreed.", path="/two/note.txt")
    assert stores.catalog.document(one.id) == one
    assert stores.catalog.document(two.id) == two


def test_passages_come_in_the_order_asked_for_and_unknown_ids_are_left_out(stores: Stores) -> None:
    passages = split(stores.put("a.txt", "\n\n".join(f"{n} " + "word " * 40 for n in range(4))))
    ids = [passage.id for passage in passages]
    assert stores.catalog.passages([ids[2], "gone", ids[0]]) == [passages[2], passages[0]]


def test_searched_names_the_oldest_and_the_newest_date(stores: Stores) -> None:
    assert (stores.catalog.searched().documents, stores.catalog.searched().first) == (0, None)
    for name, date in [("a", "2021-09-07"), ("b", "2019"), ("c", None)]:
        stores.put(name, f"Text of {name}.", date=date)
    found = stores.catalog.searched()
    assert (found.documents, found.first, found.last) == (3, "2019", "2021-09-07")


def test_the_passage_with_the_rare_word_comes_first(stores: Stores) -> None:
    stores.put("a", "The ministers discussed trade.")
    stores.put("b", "The ministers discussed fisheries.")
    stores.put("c", "The ministers discussed trade and trade and trade.")
    assert (
        stores.found("What was discussed about fisheries by the ministers?")[0] == "The ministers discussed fisheries."
    )


def test_a_word_in_every_passage_still_ranks_those_that_hold_it_above_nothing(stores: Stores) -> None:
    stores.put("a", "Karachi Industrial Park.")
    (hit,) = stores.catalog.keyword_search("park", 3)
    assert hit.score > 0
    assert 0 < hit.share < 1
    assert hit.coverage == 1


def test_coverage_and_matched_tell_how_much_of_a_question_is_held(stores: Stores) -> None:
    stores.put("a", "Japan will fund a port.")
    stores.put("b", "Japan will fund a railway.")
    (port, _) = stores.catalog.keyword_search("port Japan", 2)
    assert port.coverage == 1
    assert stores.catalog.matched("port Japan") == 1
    assert 0 < stores.catalog.matched("Hafen Japan") < 1
    assert stores.catalog.matched("Welcher Hafen") == 0
    assert stores.catalog.matched("") == 0
    assert stores.catalog.keyword_search("Welcher Hafen", 5) == []


def test_a_question_in_each_language_of_the_library_finds_its_forms(stores: Stores) -> None:
    stores.put("en", "They signed agreements.", language="en")
    stores.put("fr", "Ils ont signé des accords commerciaux.", language="fr")
    stores.put("ja", "両国は協力協定に署名した。", language="ja")
    assert stores.found("agreement") == ["They signed agreements."]
    assert stores.found("accord commercial") == ["Ils ont signé des accords commerciaux."]
    assert stores.found("協定") == ["両国は協力協定に署名した。"]


@pytest.mark.parametrize("question", ['"', "a OR", "NEAR(x, 2)", "terms: *", "-", "", "\0", "\ud800", "x" * 8000])
def test_no_question_is_read_as_syntax(stores: Stores, question: str) -> None:
    stores.put("a", "Some text.")
    assert stores.catalog.keyword_search(question, 5) == []


def test_a_question_of_8000_characters_is_answered_at_once(stores: Stores) -> None:
    for n in range(20):
        stores.put(f"{n}", "\n\n".join(f"word{i} common text {i * n} " * 10 for i in range(50)))
    question = " ".join(f"word{n} other{n}" for n in range(1000))[:8000]
    stores.catalog.keyword_search("warm", 5)
    start = time.perf_counter()
    assert len(stores.catalog.keyword_search(question, 60)) == 60
    assert time.perf_counter() - start < 0.5


def test_a_replacement_is_not_seen_until_it_is_whole(stores: Stores) -> None:
    stores.put("a", "Old promise.")
    new = stores.put("a", "New promise.")
    (old,) = stores.catalog.documents()
    assert stores.found("promise") == ["Old promise."]
    assert stores.catalog.passages([split(new)[0].id]) == []
    assert stores.catalog.document(old.id).text == "Old promise."
    with pytest.raises(LibraryError, match="no such document"):
        stores.catalog.document(new.id)
    stores.journal.publish()
    assert stores.found("promise") == ["Old promise."]
    stores.journal.store({key: np.ones(1, np.float32) for key, _ in stores.journal.to_embed(9)})
    stores.journal.indexed([split(new)[0].id])
    stores.journal.publish()
    assert stores.found("promise") == ["New promise."]
    assert [row.name for row in stores.catalog.documents()] == ["a"]


def test_a_file_that_goes_back_to_its_old_text_drops_the_replacement(stores: Stores) -> None:
    old = stores.put("a", "Old promise.")
    stores.put("a", "New promise.")
    stores.put("a", "Old promise.")
    assert stores.catalog.document(old.id) == old
    with stores.database.reading() as db:
        assert db.execute("SELECT count(*) FROM documents").fetchone() == (1,)


def test_a_document_lives_as_long_as_one_place_holds_it(stores: Stores) -> None:
    stores.put("a", "Same text.", path="/one/a")
    stores.put("a", "Same text.", path="/two/a")
    stores.intake.forget(b"/one/a")
    assert stores.found("same text") == ["Same text."]
    stores.intake.forget(b"/two/a")
    assert stores.found("same text") == []
    assert stores.catalog.matched("same text") == 0


def test_what_was_removed_leaves_no_text_behind(stores: Stores) -> None:
    stores.put("kept", "Something else.")
    stores.put("gone", "The canary Zyzzyva sings. " * 50)
    stores.intake.forget(b"/documents/gone")
    stores.intake.tidy()
    for file in stores.path.parent.iterdir():
        assert b"zyzzyva" not in file.read_bytes().lower()


def test_paths_under_a_folder_are_not_those_of_its_neighbour(stores: Stores) -> None:
    for path in ("/d/a", "/d/sub/b", "/d-2/c", "/d0"):
        stores.put(path, f"Text {path}", path=path)
    assert stores.intake.under(b"/d") == [b"/d/a", b"/d/sub/b"]


def test_another_meaning_of_the_terms_indexes_all_words_anew(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> None:
    stores.put("a", "They signed agreements.")
    stores.put("b", "They did not.")
    monkeypatch.setattr(words, "VERSION", "next")
    monkeypatch.setattr(words, "terms", lambda text, _: [word[:4] for word in words.words(text)])
    again = Catalog(stores.database)
    with stores.database.reading() as db:
        assert db.execute("SELECT terms FROM keywords ORDER BY rowid LIMIT 1").fetchone() == (
            "join stat they sign agre",
        )
    assert again.fact("words") == "next"


def test_readers_see_whole_documents_while_a_writer_works(stores: Stores) -> None:
    stores.put("a", "start " * 50)
    stop = threading.Event()
    wrong: list[object] = []

    def read() -> None:
        while not stop.is_set():
            wrong.extend(row for row in stores.catalog.documents() if row.passages != 3)
            hits = stores.catalog.keyword_search("start middle end", 10)
            wrong.extend(hit for hit in hits if len(stores.catalog.passages([hit.id])) != 1)

    stores.intake.forget(b"/documents/a")
    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for n in range(30):
        stores.put(f"{n}", "\n\n".join(f"{word} {n} " * 30 for word in ("start", "middle", "end")))
    stop.set()
    for reader in readers:
        reader.join()
    assert wrong == []


def test_common_words_do_not_make_the_index_score_everything() -> None:
    common = [keywords._Word(frozenset({f"w{n}"}), 25_000, 0.5) for n in range(10)]
    rare = keywords._Word(frozenset({"rare"}), 3, 9.0)
    assert keywords._expression([rare, *common]) == '("rare") OR ("w0") OR (("w1") AND ("w2") AND ("w3"))'
    assert keywords._expression(common[:2]) == '("w0")'


def test_a_file_that_is_not_a_catalog_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "catalog.sqlite3").write_bytes(b"not a database at all, but long enough" * 100)
    with pytest.raises(LibraryDamagedError, match="backup"):
        Database(tmp_path / "catalog.sqlite3", schema.MIGRATIONS)


def test_a_catalog_of_a_newer_program_is_refused(stores: Stores) -> None:
    with sqlite3.connect(stores.path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(LibraryDamagedError, match="newer version"):
        Database(stores.path, schema.MIGRATIONS)


def test_migrations_run_once_and_in_order(tmp_path: Path) -> None:
    first = "CREATE TABLE a (n INTEGER); INSERT INTO a VALUES (1)"
    Database(tmp_path / "db", [first]).close()
    database = Database(tmp_path / "db", [first, "UPDATE a SET n = n + 1"])
    with database.reading() as db:
        assert db.execute("SELECT n FROM a").fetchall() == [(2,)]
    database.close()


def test_when_a_document_was_taken_in_is_known_while_it_is_held(stores: Stores) -> None:
    put = stores.put("a.txt", "Norway will fund a port.")
    with stores.database.writing() as db:
        db.execute("UPDATE files SET read_at = '2026-11-20T10:00:00Z'")
    stores.put("b.txt", "Norway will fund a port.")
    assert stores.catalog.taken_in([put.id, "another"]) == {put.id: "2026-11-20T10:00:00Z"}
    stores.intake.forget(b"/documents/a.txt")
    stores.intake.forget(b"/documents/b.txt")
    assert stores.catalog.taken_in([put.id]) == {}
