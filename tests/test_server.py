"""The library with its search index on a real Chroma server, which is killed and started again.

ROUNDS=20 in the environment kills it twenty times under load instead of three times.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.request import ProxyHandler, Request, build_opener

import pytest
from chroma_run import ChromaRun, free_port
from conftest import Run
from hashing import HashingEmbedder
from indexes import index_of
from test_vectors import POISON

from assistant.errors import (
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryRefusedError,
    LibraryUnreachableError,
)
from assistant.index.chroma_server import ServerAddress
from assistant.index.index import Index
from assistant.index.vectors import Server
from assistant.ingest.catchup import rebuild
from assistant.ingest.ingest import ingest
from assistant.library import Library

ROOT = Path(__file__).parents[1]
ROUNDS = int(os.environ.get("ROUNDS", "3"))
QUESTION = HashingEmbedder().query("subject3x5")

CHILD = """
import sys, time, json
from pathlib import Path
sys.path[:0] = [sys.argv[1], sys.argv[1] + "/tests"]
from hashing import HashingEmbedder
from assistant.index.chroma_server import ServerAddress
from assistant.errors import LibraryError
from assistant.library import Library
library = Library(Path(sys.argv[2]), server=ServerAddress(sys.argv[3]))
question = HashingEmbedder().query("clause")
print("open", flush=True)
took, held, wrong = [], [0], []
until = time.monotonic() + float(sys.argv[4])
while time.monotonic() < until:
    began = time.perf_counter()
    try:
        hits = library.search(question, 10)
    except LibraryError as error:
        wrong.append(str(error))
    took.append(time.perf_counter() - began)
    held.append(library.catalog.searched().documents)
    if any(a.similarity < b.similarity for a, b in zip(hits, hits[1:])) or len({hit.id for hit in hits}) < len(hits):
        wrong.append("not in order, or twice")
    time.sleep(0.02)
took.sort()
library.close()
print(json.dumps({"wrong": wrong, "count": len(took), "p95": took[int(len(took) * 0.95)], "held": held[-1]}))
"""


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaRun]:
    with ChromaRun(tmp_path_factory.mktemp("server") / "data") as server:
        yield server


@pytest.fixture
def own_chroma(tmp_path: Path) -> Iterator[ChromaRun]:
    with ChromaRun(tmp_path / "data") as server:
        yield server


def write(folder: Path, documents: int, paragraphs: int, first: int = 0) -> Path:
    folder.mkdir(exist_ok=True)
    for n in range(first, first + documents):
        text = "\n\n".join(f"Clause {n}.{m} on subject{n}x{m}. " + f"word{n}x{m} " * 22 for m in range(paragraphs))
        (folder / f"{n:02}.txt").write_text(text)
    return folder


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    return write(tmp_path / "documents", 4, 30)


def assert_in_step(library: Library) -> None:
    """Each passage is in both stores exactly once, and each vector is nearest to itself, by the server's index.

    One in a hundred may be another's neighbour: the graph is approximate, the server's threads build it in whatever
    order they come to, and these sentences are near-copies. What is lost goes by hundreds.
    """
    expected = [passage.id for passages in library.journal.everything() for passage in passages]
    index = index_of(library)
    assert sorted(index.ids()) == sorted(expected)
    assert index.count() == len(expected) == library.journal.count_indexed()
    sample = list(library.catalog.vectors_of(expected).values())[:: max(1, len(expected) // 100)]
    assert sum(not index.finds(vector) for vector in sample) <= len(sample) // 100
    assert library.catalog.fact("index_print") is not None
    assert library.search(QUESTION, 3)
    assert library.fault is None


def collections(server: ChromaRun) -> set[str]:
    return {one["name"] for one in rest(server, "")}


def rest(server: ChromaRun, path: str, body: object = None, method: str = "GET") -> list[dict[str, str]]:
    url = f"{server.url}/api/v2/tenants/default_tenant/databases/default_database/collections{path}"
    data = None if body is None else json.dumps(body).encode()
    request = Request(url, data, {"Content-Type": "application/json"}, method=method)  # noqa: S310 - loopback
    with build_opener(ProxyHandler({})).open(request, timeout=10) as answer:
        found: list[dict[str, str]] = json.loads(answer.read())
        return found


def eventually(is_so: Callable[[], object], seconds: float) -> float:
    """How long it took."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < seconds
        time.sleep(0.05)
    return time.monotonic() - began


def test_two_processes_ask_while_a_third_ingests(chroma: ChromaRun, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    few = write(tmp_path / "documents", 2, 30)
    with Library(folder, server=chroma.address) as library:
        ingest([few], library, HashingEmbedder(), limit=10**7)
        command = [sys.executable, "-c", CHILD, ROOT, folder, chroma.url, "6"]
        askers = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]  # noqa: S603
        try:
            for asker in askers:
                assert asker.stdout
                assert asker.stdout.readline() == b"open\n"
            write(few, 8, 100, first=2)
            ingest([few], library, HashingEmbedder(pause=0.02), limit=10**7)
            assert_in_step(library)
            for asker in askers:
                told = json.loads(asker.communicate(timeout=60)[0])
                assert told["wrong"] == []
                assert told["count"] > 20
                assert told["p95"] < 0.5
                assert told["held"] == 10
        finally:
            for asker in askers:
                asker.kill()
                asker.wait()


def test_a_second_process_that_ingests_is_refused_with_the_number_of_the_first_and_may_ask(
    chroma: ChromaRun, tmp_path: Path, documents: Path
) -> None:
    folder = tmp_path / "library"
    code = """
import sys
from pathlib import Path
from assistant.index.chroma_server import ServerAddress
from assistant.library import Library
library = Library(Path(sys.argv[1]), server=ServerAddress(sys.argv[2]))
with library.ingesting:
    print("open", flush=True)
    sys.stdin.read()
"""
    with (
        Library(folder, server=chroma.address) as library,
        subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", code, folder, chroma.url], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as other,
    ):
        try:
            assert other.stdout
            assert other.stdout.readline() == b"open\n"
            with pytest.raises(LibraryBusyError, match=rf"number {other.pid}\)"):
                ingest([documents], library, HashingEmbedder(), limit=10**7)
            assert library.search(QUESTION, 3) == []
        finally:
            other.kill()  # and what it held is free
            other.wait()
        ingest([documents], library, HashingEmbedder(), limit=10**7)
        assert_in_step(library)


def test_an_embedded_library_and_one_on_a_server_do_not_mix(chroma: ChromaRun, tmp_path: Path, documents: Path) -> None:
    folder = tmp_path / "library"
    with Library(folder, server=chroma.address) as library:
        ingest([documents], library, HashingEmbedder(), limit=10**7)
        with pytest.raises(LibraryBusyError, match=f"number {os.getpid()}.*Set ASSISTANT_CHROMA_URL here"):
            Library(folder)
        Library(folder, server=chroma.address).close()
        (name,) = [name for name in collections(chroma) if name == library.catalog.fact("index_folder")]
    with Library(folder) as library:  # after it, the index is made in the folder
        assert_in_step(library)
        assert len(list(folder.glob("vectors-*"))) == 1
        with pytest.raises(LibraryBusyError, match=f"number {os.getpid()}.*keeps its search index in the folder"):
            Library(folder, server=chroma.address)
    with Library(folder, server=chroma.address) as library:  # and on the server again
        assert_in_step(library)
        assert not list(folder.glob("vectors-*"))
        assert name not in collections(chroma)


def test_killed_under_load_and_started_again_nothing_is_lost_or_doubled(own_chroma: ChromaRun, tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - moments, not secrets
    wrong: list[BaseException] = []
    done = threading.Event()

    def ask(library: Library) -> None:
        while not done.is_set():
            try:
                library.search(QUESTION, 3)
            except LibraryError as error:
                wrong.append(error)
            time.sleep(0.01)

    folder = write(tmp_path / "documents", 2, 150)
    with Library(tmp_path / "library", server=own_chroma.address) as library:
        ingest([folder], library, HashingEmbedder(), limit=10**7)
        threads = [threading.Thread(target=ask, args=[library]) for _ in range(3)]
        for thread in threads:
            thread.start()
        recovered = []
        try:
            for turn in range(ROUNDS):
                write(folder, 3, 150, first=2 + 3 * turn)
                (folder / f"{turn:02}.txt").write_text(f"Another version {turn}.")
                writing = threading.Thread(
                    target=lambda: ingest([folder], library, HashingEmbedder(pause=0.02), limit=10**7)
                )
                writing.start()
                time.sleep(chance.uniform(0.2, 1.2))
                own_chroma.kill()
                time.sleep(chance.uniform(0.1, 1))
                own_chroma.start()
                recovered.append(eventually(lambda: library.search(QUESTION, 1) and library.fault is None, 5))
                writing.join(60)
                assert not writing.is_alive()
                assert_in_step(library)
        finally:
            done.set()
            for thread in threads:
                thread.join()
        assert wrong == []
        names = {row.name for row in library.catalog.documents()}
        assert names == {path.name for path in folder.iterdir()}
    print("recovered after", recovered)  # noqa: T201 - for who measures
    with Library(tmp_path / "library", server=own_chroma.address) as library:
        assert_in_step(library)


def test_while_the_server_is_gone_the_catalog_answers_or_says_so_and_it_comes_back_by_itself(
    own_chroma: ChromaRun, tmp_path: Path, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library(tmp_path / "library", server=own_chroma.address) as library:
        ingest([documents], library, HashingEmbedder(), limit=10**7)
        before = library.search(QUESTION, 5)
        own_chroma.kill()
        after = library.search(QUESTION, 5)
        assert [hit.similarity for hit in after] == pytest.approx([hit.similarity for hit in before], abs=1e-4)
        assert isinstance(library.fault, LibraryUnreachableError)
        monkeypatch.setattr("assistant.index.index._QUICK", 0)  # as if it were too large for that
        began = time.monotonic()
        with pytest.raises(LibraryUnreachableError, match=r"ASSISTANT_CHROMA_URL\) does not answer. Start it"):
            library.search(QUESTION, 5)
        assert time.monotonic() - began < 5
        own_chroma.start()

        def is_back() -> bool:
            try:
                return bool(library.search(QUESTION, 5))
            except LibraryUnreachableError:
                return False

        eventually(is_back, 5)
        assert library.fault is None


def test_an_ingest_whose_server_stays_away_ends_with_a_sentence_and_the_next_one_goes_on(
    own_chroma: ChromaRun, tmp_path: Path, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.index.index._PATIENCE", 1.0)
    own_chroma.kill()
    embedder = HashingEmbedder()
    with Library(tmp_path / "library", server=own_chroma.address) as library:
        with pytest.raises(LibraryUnreachableError, match="Nothing that the library held is lost"):
            ingest([documents], library, embedder, limit=10**7)
        assert library.catalog.searched().documents == 4
        assert library.search(QUESTION, 1)[0].similarity > 0.3  # by the catalog's vectors
        own_chroma.start()
        embedded = embedder.embedded
        report = ingest([documents], library, embedder, limit=10**7)
        assert len(report.added) == 4
        assert embedder.embedded == embedded
        assert_in_step(library)


def test_what_an_ingest_left_undone_is_done_by_a_process_that_asks(
    own_chroma: ChromaRun, tmp_path: Path, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the server has lost everything."""
    monkeypatch.setattr("assistant.library._MENDING", 0.2)
    with Library(tmp_path / "library", server=own_chroma.address) as library:
        ingest([documents], library, HashingEmbedder(), limit=10**7)
        own_chroma.kill()
        shutil.rmtree(own_chroma.folder)
        assert library.search(QUESTION, 3)
        own_chroma.start()
        eventually(lambda: library.search(QUESTION, 3) and library.fault is None, 10)
        assert_in_step(library)


def test_a_collection_that_names_an_embedding_function_is_made_anew_and_the_function_never_built(
    chroma: ChromaRun, tmp_path: Path, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chromadb.utils import embedding_functions  # noqa: PLC0415 - a second

    built: list[str] = []
    kinds = embedding_functions.known_embedding_functions | embedding_functions.sparse_known_embedding_functions
    for name, kind in kinds.items():
        monkeypatch.setattr(kind, "__init__", lambda *_, name=name, **__: built.append(name))
        monkeypatch.setattr(kind, "build_from_config", staticmethod(lambda _, name=name: built.append(name)))
    with Library(tmp_path / "library", server=chroma.address) as library:
        ingest([documents], library, HashingEmbedder(), limit=10**7)
        planted = str(library.catalog.fact("index_folder"))
    rest(chroma, f"/{planted}", method="DELETE")
    metadata = {"embedding_model": "hashing-64", "dimensions": 64}
    body = {"name": planted, "metadata": metadata, "configuration": {"embedding_function": POISON}}
    rest(chroma, "", body, "POST")
    server = Server(chroma.address)
    with pytest.raises(LibraryDamagedError):
        server.open(planted)
    with pytest.raises(LibraryDamagedError):
        server.create(planted, "hashing-64", 64)
    server.close()
    with Library(tmp_path / "library", server=chroma.address) as library:
        assert library.search(QUESTION, 3)
        (documents / "more.txt").write_text("One more agreement.")
        ingest([documents], library, HashingEmbedder(), limit=10**7)
        assert_in_step(library)
        assert planted not in collections(chroma)
    assert built == []


def test_another_embedding_model_gets_a_collection_of_its_own_and_a_copied_library_too(
    chroma: ChromaRun, tmp_path: Path, documents: Path
) -> None:
    before = collections(chroma)
    with Library(tmp_path / "library", server=chroma.address) as library:
        ingest([documents], library, HashingEmbedder(), limit=10**7)
        (first,) = collections(chroma) - before
        rebuild(library, HashingEmbedder("other", 32))
        (second,) = collections(chroma) - before
        assert first != second
    shutil.copytree(tmp_path / "library", tmp_path / "copy")
    with Library(tmp_path / "copy", server=chroma.address) as copy:
        (documents / "more.txt").write_text("One more agreement.")
        ingest([documents], copy, HashingEmbedder("other", 32), limit=10**7)
    with Library(tmp_path / "library", server=chroma.address) as library:
        assert library.catalog.fact("index_folder") == second
        assert index_of(library).count() == 120
    assert len(collections(chroma) - before) == 2


def test_the_commands_use_the_server_that_is_set_and_refuse_one_that_everybody_could_change(
    chroma: ChromaRun, assistant: Run, monkeypatch: pytest.MonkeyPatch, documents: Path
) -> None:
    monkeypatch.setenv("ASSISTANT_CHROMA_URL", "http://chroma:8000")
    code, out, err = assistant("search", "clause")
    assert code != 0
    assert "Put it behind a proxy that asks for a token" in out + err
    before = collections(chroma)
    monkeypatch.setenv("ASSISTANT_CHROMA_URL", chroma.url)
    (documents / "note.txt").write_text("Japan and Pakistan signed a memorandum on fisheries.")
    assert assistant("ingest", documents / "note.txt")[0] == 0
    assert len(collections(chroma) - before) == 1
    assert "fisheries" in assistant("search", "fisheries")[1]


def test_a_repair_leaves_the_search_index_on_the_server_that_is_set(
    chroma: ChromaRun, tmp_path: Path, assistant: Run, monkeypatch: pytest.MonkeyPatch, documents: Path
) -> None:
    monkeypatch.setenv("ASSISTANT_CHROMA_URL", chroma.url)
    (documents / "note.txt").write_text("Japan and Pakistan signed a memorandum on fisheries.")
    assert assistant("ingest", documents / "note.txt")[0] == 0
    before = collections(chroma)
    (tmp_path / "library" / "catalog.sqlite3").chmod(0o644)
    assert assistant("check", "--repair")[0] == 0
    assert collections(chroma) == before
    assert not list((tmp_path / "library").glob("vectors-*"))


class Answering(BaseHTTPRequestHandler):
    status = 200
    kind = "application/json"
    body = b"{}"
    seen: tuple[str | None, str | None] = (None, None)

    def do_GET(self) -> None:
        type(self).seen = (self.headers["Authorization"], self.headers["X-Chroma-Token"])
        self.send_response(self.status)
        self.send_header("Content-Type", self.kind)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def answering(status: int, kind: str, body: bytes) -> Iterator[tuple[str, type[Answering]]]:
    handler = type("Handler", (Answering,), {"status": status, "kind": kind, "body": body})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}", handler
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("status", "kind", "body", "sentence"),
    [
        (401, "text/plain", b"<script>no</script>", "refuses the token. Correct ASSISTANT_CHROMA_TOKEN"),
        (403, "application/json", b'{"error":"AuthError","message":"x"}', "refuses the token"),
        (200, "text/html", b"<html>welcome</html>", "no Chroma server"),
        (404, "text/html", b"not found", "no Chroma server"),
        (404, "application/json", b'{"detail":"Not Found"}', "no Chroma server"),
        (200, "application/json", b'{"hello": "world"}', "no Chroma server"),
        (200, "application/json", b"[1", "no Chroma server"),
        (302, "text/html", b"", "no Chroma server"),
    ],
)
def test_what_is_no_chroma_or_does_not_let_us_in_is_told_in_a_sentence(
    tmp_path: Path, status: int, kind: str, body: bytes, sentence: str
) -> None:
    with answering(status, kind, body) as (url, handler):
        with pytest.raises(LibraryRefusedError, match=sentence) as caught:
            Library(tmp_path / "library", server=ServerAddress(url, "canary"))
        assert handler.seen == ("Bearer canary", "canary")
        told = str(caught.value)
        assert "<" not in told
        assert "canary" not in told + repr(caught.value.__cause__) + repr(ServerAddress(url, "canary"))
    Library(tmp_path / "library").close()


@pytest.mark.parametrize("status", [429, 502, 503])
def test_a_proxy_whose_chroma_is_gone_is_like_a_server_that_does_not_answer(tmp_path: Path, status: int) -> None:
    with (
        answering(status, "text/html", b"<html>") as (url, _),
        Library(tmp_path / "library", server=ServerAddress(url)),
        pytest.raises(LibraryUnreachableError),
    ):
        Server(ServerAddress(url)).connect()


def test_an_address_where_nothing_answers_or_that_never_ends_is_given_up_in_time(tmp_path: Path) -> None:
    class Dripping(Answering):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            for _ in range(80):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.1)

    began = time.monotonic()
    with Library(tmp_path / "library", server=ServerAddress(f"http://127.0.0.1:{free_port()}")) as library:
        assert library.catalog.searched().documents == 0
    assert time.monotonic() - began < 5
    with ThreadingHTTPServer(("127.0.0.1", 0), Dripping) as server:
        server.daemon_threads = True
        server.handle_error = lambda *_: None  # type: ignore[method-assign] - it is hung up on
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        endless = Server(ServerAddress(f"http://127.0.0.1:{server.server_address[1]}"))
        began = time.monotonic()
        with pytest.raises(LibraryUnreachableError):
            endless.connect()
        endless.close()
        assert 3 < time.monotonic() - began < 5
        server.shutdown()
        thread.join()


def test_no_other_host_is_asked_whatever_the_environment_says(
    chroma: ChromaRun, tmp_path: Path, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = f"http://127.0.0.1:{free_port()}"
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "CHROMA_OTEL_COLLECTION_ENDPOINT"):
        monkeypatch.setenv(name, dead)
    monkeypatch.setenv("CHROMA_SERVER_HOST", "elsewhere.example")
    (tmp_path / ".env").write_text("CHROMA_CLIENT_AUTH_PROVIDER=chromadb.auth.token_authn.TokenAuthClientProvider\n")
    monkeypatch.chdir(tmp_path)
    with Library(tmp_path / "library", server=chroma.address) as library:
        ingest([documents], library, HashingEmbedder(), limit=10**7)
        assert_in_step(library)


def test_an_index_that_was_being_written_is_compared_when_the_library_is_opened(
    chroma: ChromaRun, tmp_path: Path, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "library"
    with Library(folder, server=chroma.address) as library:
        ingest([documents], library, HashingEmbedder(), limit=10**7)
        index = index_of(library)
        index.delete(index.ids()[:50])
        index.upsert(["stranger-0-1"], HashingEmbedder().passages(["x"]), [{"name": "x"}])
        library.catalog.record({"index_print": None})
    made: list[str] = []
    monkeypatch.setattr(Index, "make_anew", lambda _: made.append("anew"))
    with Library(folder, server=chroma.address) as library:
        assert_in_step(library)
    assert made == []
