"""What the page asks of the library and tells it: routes before a real library, with nobody's page around them."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from hashing import HashingEmbedder

from assistant.access.sessions import Sessions
from assistant.access.users import Users
from assistant.ingest.additions import Additions
from assistant.ingest.catchup import Progress
from assistant.ingest.ingest import Report, ingest
from assistant.ingest.keeper import Keeper
from assistant.ingest.watching import Source
from assistant.library import Library
from assistant.ui import Allowed, adding, library_page, reserve
from assistant.ui.entrance import Entrance, guard
from assistant.ui.headers import Guard
from assistant.ui.visitors import owner_of

MB = 1_000_000
PASSWORD = "four-words-make-canary"
NOTE = "Norway and Chile agreed on ports in 2021."


class Routes:
    """The routes of a library that holds what is in ``given``, on a port of this machine. Who asks says so in a header,
    as the middleware of the sign-in would."""

    def __init__(
        self, root: Path, *, folders: bool = True, addresses: bool = True, entrance: Entrance | None = None
    ) -> None:
        self.root = root
        self.library = Library(root / "library")
        self.keeper = Keeper(self._take_in, lambda _: None, once=[], watched=[], library=self.library.folder)
        self.additions = Additions(self.library, self._take_in, self.keeper)
        allowed = Allowed(1, 3, 2, folders=folders, addresses=addresses)
        routers, larger = library_page(
            self.library,
            self.additions,
            allowed,
            owner_of if entrance else lambda request: request.headers.get("X-Owner", "b:1"),
        )
        app = FastAPI()
        for router in routers:
            app.include_router(router)
        if entrance:
            guard(app, entrance, [], larger)
        else:
            app.add_middleware(Guard, hosts=[], larger=larger)
        self.socket = reserve("127.0.0.1", 0)
        self.server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
        self.thread = threading.Thread(target=self.server.run, args=([self.socket],))
        self.thread.start()
        self.additions.start()

    def _take_in(self, sources: Sequence[Source], progress: Callable[[Progress], None], stopped: Event) -> Report:
        return ingest(sources, self.library, HashingEmbedder(), limit=10**7, progress=progress, stopped=stopped)

    def ask(self, method: str, path: str, body: Any = None, owner: str = "b:1", **headers: str) -> tuple[int, Any]:
        port = self.socket.getsockname()[1]
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        sent = json.dumps(body).encode() if isinstance(body, dict) else body
        kind = {"Content-Type": "application/json"} if isinstance(body, dict) else {}
        chunked = sent is not None and not isinstance(sent, bytes)
        try:
            headers = {"X-Owner": owner, **kind, **headers}
            connection.request(method, f"/library{path}", sent, headers, encode_chunked=chunked)
            answer = connection.getresponse()
            text = answer.read()
            return answer.status, json.loads(text) if text.startswith((b"{", b"[")) else text.decode()
        finally:
            connection.close()

    def get(self, path: str, owner: str = "b:1") -> Any:
        status, found = self.ask("GET", path, owner=owner)
        assert status == 200, found
        return found

    def bring(self, name: str, data: bytes, owner: str = "b:1") -> tuple[int, Any]:
        return self.ask("PUT", f"/uploads?name={name}", data, owner)

    def announce(self, name: str, size: int) -> int:
        """What is answered to one that says how much it will send, before it sends any of it."""
        connection = HTTPConnection("127.0.0.1", self.socket.getsockname()[1], timeout=20)
        try:
            connection.putrequest("PUT", f"/library/uploads?name={name}")
            for header, value in (("X-Owner", "b:1"), ("Content-Length", str(size))):
                connection.putheader(header, value)
            connection.endheaders()
            return connection.getresponse().status
        finally:
            connection.close()

    @contextmanager
    def sending(self, name: str, size: int) -> Iterator[socket.socket]:
        """A connection over which a file is sent, of which nothing has come so far."""
        head = f"PUT /library/uploads?name={name} HTTP/1.1\r\nHost: localhost\r\nX-Owner: b:1\r\nContent-Length: {size}"
        before = self.parts
        with socket.create_connection(self.socket.getsockname(), timeout=20) as connection:
            connection.sendall(f"{head}\r\n\r\n".encode())
            self.wait(lambda: self.parts > before)
            yield connection
        self.wait(lambda: self.parts == before)  # the server has seen that we went away

    @property
    def parts(self) -> int:
        return len(list((self.root / "library" / "uploads").glob("*.part")))

    def wait(self, until: Callable[[], bool]) -> None:
        end = time.monotonic() + 10
        while not until():
            assert time.monotonic() < end
            time.sleep(0.01)

    def through(self, owner: str = "b:1") -> list[dict[str, Any]]:
        end = time.monotonic() + 20
        while time.monotonic() < end:
            found: list[dict[str, Any]] = self.get("/additions", owner)["additions"]
            if all(one["is_last"] for one in found):
                return found
            time.sleep(0.05)
        raise AssertionError(found)

    def close(self) -> None:
        self.server.should_exit = True
        self.thread.join()
        self.socket.close()
        self.additions.close()
        self.keeper.close()
        self.library.close()


@pytest.fixture
def routes(tmp_path: Path) -> Iterator[Routes]:
    made = Routes(tmp_path)
    yield made
    made.close()


def test_a_file_is_added_found_read_removed_and_brought_back(routes: Routes) -> None:
    status, told = routes.bring("caf%C3%A9%2Fnote%3Cb%3E.txt", NOTE.encode())
    assert (status, told["name"]) == (200, "note<b>.txt")
    (one,) = routes.through()
    assert (one["step"], one["name"]) == ("ready", "note<b>.txt")
    page = routes.get("/documents?q=note&country=Norway&order=title")
    (document,) = page["documents"]
    assert (page["total"], document["kind"], document["countries"]) == (
        1,
        "Text",
        [["NOR", "Norway"], ["CHL", "Chile"]],
    )
    assert routes.library.catalog.document(document["id"]).text == NOTE
    status, removed = routes.ask("DELETE", f"/documents/{document['id']}")
    assert status == 200
    assert routes.get("/documents")["total"] == 0
    assert routes.ask("GET", f"/documents/{document['id']}")[0] == 409
    assert routes.get("/removed")["removed"][0]["names"] == ["note<b>.txt"]
    assert routes.ask("POST", f"/removed/{removed['removal']}/undo")[0] == 200
    assert routes.get("/documents")["total"] == 1
    assert routes.ask("DELETE", f"/documents/{document['id']}")[0] == 200
    assert routes.ask("DELETE", "/removed") == (200, {"documents": 1})
    assert not list((routes.root / "library" / "uploads").iterdir())


def test_what_is_larger_than_the_limit_is_refused_at_once_and_leaves_nothing(routes: Routes) -> None:
    began = time.monotonic()
    assert routes.announce("big.txt", MB + 1) == 413

    def endless() -> Iterator[bytes]:
        while True:
            yield b"x" * 65536

    try:
        status, told = routes.ask("PUT", "/uploads?name=endless.txt", endless())
        assert (status, "1 MB" in told["detail"]) == (413, True)
    except (BrokenPipeError, ConnectionResetError):
        pass  # it was cut off while it was still sending
    assert time.monotonic() - began < 2
    assert routes.bring("whole.txt", b"x" * MB)[0] == 200
    routes.through()
    assert len(list((routes.root / "library" / "uploads").iterdir())) == 1
    assert routes.bring("more.txt", b"x" * MB)[0] == 200
    status, told = routes.bring("quota.txt", b"more")
    assert (status, "Remove some" in told["detail"]) == (503, True)


def test_only_so_many_files_of_one_reader_wait_at_once(routes: Routes) -> None:
    with routes.library.ingesting:  # as when another ingest goes on
        found = [routes.bring(f"{n}.txt", b"Text %d." % n)[0] for n in range(4)]
        assert found == [200, 200, 200, 429]
        assert routes.bring("theirs.txt", b"Text.", owner="u:bob")[0] == 200
    assert {one["step"] for one in routes.through()} == {"ready"}


def test_files_that_are_on_their_way_count_among_those_that_wait_and_in_the_quota(routes: Routes) -> None:
    with routes.sending("one.txt", MB), routes.sending("two.txt", MB):
        assert routes.bring("beyond.txt", b"More than the quota has room for.")[0] == 503
    with ExitStack() as stack:
        for number in range(3):
            stack.enter_context(routes.sending(f"{number}.txt", 10))
        assert routes.bring("fourth.txt", b"Text.")[0] == 429
        assert routes.bring("theirs.txt", b"Text.", owner="u:bob")[0] == 200
    assert routes.bring("next.txt", b"Text.")[0] == 200


def test_a_file_of_which_nothing_more_comes_is_given_up(routes: Routes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "_STALLED", 0.2)
    with routes.sending("stalled.txt", 10) as connection:
        assert b"HTTP/1.1 400" in connection.recv(1000)
    assert not list((routes.root / "library" / "uploads").iterdir())


def test_what_users_bring_is_nobody_elses_to_see_change_or_stop(routes: Routes) -> None:
    routes.bring("secret.txt", b"The secret treaty of Norway.", owner="u:ann")
    routes.bring("broken.pdf", b"%PDF-1.4 secret", owner="u:ann")
    routes.bring("all.txt", NOTE.encode(), owner="b:2")
    routes.through("u:ann")
    routes.through()
    (secret,) = routes.get("/documents?q=secret", "u:ann")["documents"]
    for other in ("u:bob", "b:1"):
        assert [one["names"] for one in routes.get("/documents", other)["documents"]] == [["all.txt"]]
        assert routes.get("/coverage", other)["total"] == 1
        assert routes.get("/problems", other)["total"] == 0
        assert "secret" not in json.dumps(routes.get("/additions", other))
        for method, path in (
            ("GET", f"/documents/{secret['id']}"),
            ("DELETE", f"/documents/{secret['id']}"),
            ("DELETE", f"/documents/{secret['id']}/corrections"),
        ):
            assert routes.ask(method, path, owner=other)[0] == 409, (method, path)
        assert routes.ask("PUT", f"/documents/{secret['id']}/corrections", {"title": "x"}, owner=other)[0] == 409
    (everybodys,) = routes.get("/documents?q=all", "u:bob")["documents"]
    assert routes.ask("DELETE", f"/documents/{everybodys['id']}", owner="u:bob")[0] == 409
    (problem,) = routes.get("/problems", "u:ann")["problems"]
    assert routes.ask("POST", f"/problems/{problem['key']}/again", owner="u:bob")[0] == 400
    assert routes.ask("POST", f"/problems/{problem['key']}/again", owner="u:ann")[0] == 200
    assert routes.ask("DELETE", f"/documents/{secret['id']}", owner="u:ann")[0] == 200
    assert routes.get("/removed", "u:bob")["removed"] == []


def test_who_has_not_signed_in_adds_and_sees_nothing_and_who_has_what_is_theirs(tmp_path: Path) -> None:
    users = Users(tmp_path / "users")
    for name in ("anna", "bob"):
        users.add(name, PASSWORD)
    with closing(Sessions(tmp_path, idle=60, longest=60)) as sessions:
        routes = Routes(tmp_path, folders=False, addresses=False, entrance=Entrance(users, sessions))
        at = f"http://127.0.0.1:{routes.socket.getsockname()[1]}/"
        try:
            assert httpx.put(f"{at}library/uploads?name=a.txt", content=b"x" * MB).status_code == 401
            assert httpx.get(f"{at}library/documents").status_code == 401
            with httpx.Client(base_url=at) as anna, httpx.Client(base_url=at) as bob:
                for client, name in ((anna, "anna"), (bob, "bob")):
                    assert client.post("sign-in", data={"name": name, "password": PASSWORD}).status_code == 303
                assert anna.put("library/uploads?name=a.txt", content=NOTE.encode()).status_code == 200
                end = time.monotonic() + 20
                while not anna.get("library/documents").json()["total"] and time.monotonic() < end:
                    time.sleep(0.05)
                assert anna.get("library/documents").json()["total"] == 1
                assert bob.get("library/documents").json()["total"] == 0
                assert bob.get("library/additions").json()["additions"] == []
        finally:
            routes.close()


def test_a_folder_is_taken_in_and_what_is_none_or_our_own_is_refused(routes: Routes) -> None:
    given = routes.root / "given"
    given.mkdir()
    (given / "a.txt").write_text(NOTE)
    (given / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    assert routes.ask("POST", "/folders", {"path": str(given)})[0] == 200
    (one,) = routes.through()
    assert one["said"] == "1 added, 1 could not be read."
    assert routes.get("/problems")["problems"][0]["name"] == "broken.pdf"
    for wrong in ("given", "/nowhere/at/all", str(routes.library.folder), str(routes.library.folder / "uploads"), "\0"):
        status, told = routes.ask("POST", "/folders", {"path": wrong})
        assert status == 400, wrong
        assert told["detail"].endswith(".")


def test_what_the_library_reports_and_refuses_is_said_in_the_language_of_the_reader(routes: Routes) -> None:
    given = routes.root / "given"
    given.mkdir()
    (given / "a.txt").write_text(NOTE)
    (given / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    assert routes.ask("POST", "/folders", {"path": str(given)})[0] == 200
    routes.through()
    french = {"Accept-Language": "fr"}
    (one,) = routes.ask("GET", "/additions", **french)[1]["additions"]
    assert (one["said"], one["lang"]) == ("1 ajouté, 1 n’a pas pu être lu.", "fr")
    (problem,) = routes.ask("GET", "/problems", **french)[1]["problems"]
    assert problem["reason"].startswith("Ce PDF est endommagé et ne peut pas être lu. Reprenez-le")
    assert problem["lang"] == "fr"
    assert routes.get("/problems")["problems"][0]["lang"] == "en"
    status, told = routes.ask("GET", "/documents?country=Atlantis", **french)
    assert (status, told["detail"][:30]) == (400, "«\u00a0Atlantis\u00a0» n’est pas un pays")
    status, told = routes.ask("GET", f"/documents/{'0' * 32}", **french)
    assert (status, told["detail"].split(".")[0]) == (409, "La bibliothèque ne contient pas ce document, ou plus")


def test_addresses_of_this_machine_and_what_is_none_are_refused_with_the_reason(routes: Routes) -> None:
    assert routes.ask("POST", "/addresses", {"addresses": ["http://127.0.0.1:9/secret"]})[0] == 200
    (one,) = routes.through()
    assert (one["step"], one["kind"]) == ("refused", "address")
    assert one["said"]
    status, told = routes.ask("POST", "/addresses", {"addresses": ["file:///etc/passwd"]})
    assert (status, bool(told["detail"])) == (400, True)


def test_folders_and_addresses_are_added_only_where_that_is_allowed(tmp_path: Path) -> None:
    routes = Routes(tmp_path, folders=False, addresses=False)
    try:
        assert routes.ask("POST", "/folders", {"path": str(tmp_path)})[0] == 400
        assert routes.ask("POST", "/addresses", {"addresses": ["https://example.org"]})[0] == 400
        assert routes.get("/additions")["allowed"]["folders"] is False
    finally:
        routes.close()


def test_what_is_stated_is_corrected_in_words_that_people_use_and_nonsense_is_refused(routes: Routes) -> None:
    routes.bring("note.txt", NOTE.encode())
    routes.through()
    (document,) = routes.get("/documents")["documents"]
    at = f"/documents/{document['id']}/corrections"
    for wrong in (
        {"date": "07/09/2021"},
        {"countries": ["Atlantis"]},
        {"language": "Klingon"},
        {"title": "  "},
        {"x": 1},
    ):
        status, told = routes.ask("PUT", at, wrong)
        assert status == 400, wrong
        assert told["detail"].endswith(".")
    good = {"date": "7 September 2021", "countries": ["Japan", "پاکستان"], "language": "German", "publisher": "Dawn"}
    assert routes.ask("PUT", at, good)[0] == 200
    end = time.monotonic() + 10
    while routes.get("/documents")["documents"][0]["id"] == document["id"] and time.monotonic() < end:
        time.sleep(0.05)
    (now,) = routes.get("/documents?dated=2021-09&country=JPN&country=PAK&language=de&publisher=dawn")["documents"]
    assert now["stated"]["date"] == {"value": "2021-09-07", "basis": "corrected by a reader"}
    assert set(routes.get(f"/documents/{now['id']}")["corrections"]) == {"date", "countries", "language", "publisher"}


def test_requests_of_other_sites_and_nonsense_change_nothing(routes: Routes) -> None:
    foreign = {"Origin": "http://evil.test"}
    for method, path in (("PUT", "/uploads?name=x"), ("DELETE", "/removed"), ("POST", "/folders")):
        assert routes.ask(method, path, b"x", **foreign)[0] == 403
    for path in (
        "/documents/../../etc",
        "/documents/xyz",
        "/documents?first=-1",
        "/documents?order=id;drop",
        "/documents?dated=x",
    ):
        status, told = routes.ask("GET", path)
        assert status in (400, 404), path
        assert "input" not in json.dumps(told)
    assert routes.ask("PUT", "/uploads", b"nameless")[0] == 400
    assert routes.ask("POST", f"/removed/{2**63}/undo")[0] == 400
    assert routes.ask("POST", f"/removed/{2**63 - 1}/undo")[0] == 409
