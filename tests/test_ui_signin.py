"""Who is let in, on the real application in this process: every route of it, over HTTP."""

from __future__ import annotations

import asyncio
import logging
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import scripted_chain as scripted
from starlette.testclient import TestClient

from assistant.access import passwords
from assistant.access.sessions import Sessions
from assistant.access.users import Users
from assistant.conversations.conversations import Conversations
from assistant.ui.entrance import Entrance
from assistant.ui.headers import SENT
from assistant.ui.page import ASSETS_AT

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSWORD = "four-words-make-canary"
PERSON = {"accept": "text/html,*/*"}
OPEN = ("/sign-in", f"{ASSETS_AT}/signin.css")


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def built(folder: Path, **more: Any) -> Any:
    """Inside a loop, as Gradio makes loops of its own otherwise, and closes none."""

    conversations = Conversations(folder)

    async def build() -> Any:
        return scripted.page(conversations, **more)

    app = asyncio.run(build())
    app.state.close = conversations.close
    return app


class Place:
    """An application with users of its own, which can be started again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clock = folder, Clock()
        self.users = Users(folder / "users")
        for name in ("anna", "bob"):
            self.users.add(name, PASSWORD)
        self.restart()

    def restart(self) -> None:
        self.sessions = Sessions(self.folder, idle=3600, longest=7200, clock=self.clock)
        entrance = Entrance(Users(self.folder / "users"), self.sessions)
        self.app = built(self.folder, entrance=entrance, hosts=["testserver"])

    def close(self) -> None:
        self.sessions.close()
        self.app.state.close()

    def visitor(self, *, https: bool = False, app: Any = None, address: str = "192.0.2.1") -> TestClient:
        scheme = "https" if https else "http"
        return TestClient(
            app or self.app, f"{scheme}://testserver", client=(address, 1), raise_server_exceptions=False,
            follow_redirects=False,
        )  # fmt: skip

    def signed_in(self, name: str, **how: Any) -> TestClient:
        visitor = self.visitor(**how)
        assert sign_in(visitor, name).status_code == 303
        return visitor


def sign_in(visitor: TestClient, name: str, password: str = PASSWORD, **more: str) -> Any:
    return visitor.post("/sign-in", data={"name": name, "password": password, **more})


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    """Passwords cost a millisecond here; that they cost more elsewhere is no matter of these tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_COST", 8)
        yield


@pytest.fixture(scope="module")
def module_place(tmp_path_factory) -> Iterator[Place]:
    place = Place(tmp_path_factory.mktemp("place"))
    yield place
    place.close()


@pytest.fixture
def place(module_place) -> Place:
    """With no wrong tries so far."""
    found = [one for one in module_place.app.user_middleware if one.cls.__name__ == "Gate"]
    found[0].kwargs["who"].__self__._attempts._wrong.clear()
    module_place.clock.now += 10_000
    return module_place


def routes(app: Any, before: str = "") -> Iterator[tuple[str, str]]:
    for route in app.routes:
        inner = getattr(route, "original_router", None) or getattr(route, "app", None)
        if hasattr(inner, "routes"):
            yield from routes(inner, before + getattr(route, "path", "").rstrip("/"))
        elif hasattr(route, "path"):
            path = re.sub(r"{[^}]*}", "x", before + route.path)
            yield from ((method, path) for method in sorted(getattr(route, "methods", None) or {"GET"}))


def test_no_route_answers_without_a_session_but_the_page_to_sign_in_and_each_has_the_headers(place):
    stranger = place.visitor()
    found = {
        *routes(place.app),
        ("GET", f"{ASSETS_AT}/page.js"),
        ("GET", "/gradio_api/heartbeat/x"),
        ("GET", "/nothing"),
    }
    assert len(found) > 60
    assert {"/config", "/standing", "/gradio_api/app_id", "/theme.css", "/gradio_api/queue/join"} <= {
        p for _, p in found
    }
    for method, path in sorted(found):
        for accept in ("*/*", "text/html"):
            answer = stranger.request(method, path, headers={"accept": accept})
            opened = method in ("GET", "HEAD") and accept == "text/html"
            expected = {200, 401} if path in OPEN else {303} if opened else {401}
            assert answer.status_code in expected, (method, path, accept)
            assert {name: answer.headers.get(name) for name in SENT} == SENT
            assert "documents" not in answer.text


def test_a_path_that_only_looks_like_the_page_to_sign_in_is_closed(place):
    stranger = place.visitor()
    css = f"{ASSETS_AT}/signin.css"
    near = ["//sign-in", "/sign-in/", "/sign-in/../config", "/sign-in%2f..%2fconfig", "/SIGN-IN", "/sign-in;config"]
    for path in (*near, f"{css}/../page.js", f"{css}%00", f"{ASSETS_AT}/../config"):
        answer = stranger.get(path)
        assert answer.status_code in (303, 401), path


def test_whoever_opens_a_page_is_led_to_sign_in_and_then_to_that_page(place):
    visitor = place.visitor()
    answer = visitor.get("/?c=abc&x=%26", headers=PERSON)
    assert answer.status_code == 303
    page = visitor.get(answer.headers["location"])
    leads = re.search(r'name="next" value="([^"]*)"', page.text)
    assert leads
    answer = sign_in(visitor, "anna", next="/?c=abc&x=%26")
    assert answer.headers["location"] == "/?c=abc&x=%26"
    assert visitor.get("/").status_code == 200
    assert visitor.get("/standing").json()["documents"] == 7
    assert visitor.get("/account").json() == {"name": "anna", "sign_out": "/sign-out"}
    assert visitor.get("/sign-in?next=/config").headers["location"] == "/config"


@pytest.mark.parametrize(
    "address",
    [
        *("https://evil.test", "//evil.test", "/\\evil.test", "\\\\evil.test", "javascript:alert(1)", "/\t/evil.test"),
        *("/a\r\nX: y", "", "evil.test", "/sign-in?next=/sign-in"),
    ],
)
def test_signing_in_leads_nowhere_else(place, address):
    assert sign_in(place.visitor(), "anna", next=address).headers["location"] == "/"


def test_a_wrong_name_and_a_wrong_password_are_told_in_the_same_words(place):
    told = [sign_in(place.visitor(), name, "wrong") for name in ("anna", "nobody", "an na", "anna:")]
    assert {answer.status_code for answer in told} == {401}
    assert {re.sub(r'value="[^"]*"', "", answer.text) for answer in told} == {
        re.sub(r'value="[^"]*"', "", told[0].text)
    }
    assert "The name or the password is wrong. Try again." in unescape(told[0].text)
    assert not [answer for answer in told if answer.cookies]


def test_what_was_typed_is_shown_as_text_and_the_password_never(place):
    answer = sign_in(place.visitor(), '"><script>alert(1)</script>STYLE', "canary-password", next='/"><b>PROBLEM')
    assert "<script" not in answer.text
    assert "<b>" not in answer.text
    assert "canary-password" not in answer.text


def test_the_page_to_sign_in_speaks_the_language_of_the_browser_or_the_one_chosen_on_it(place):
    visitor = place.visitor()
    page = visitor.get("/sign-in", headers={"accept-language": "ur-PK"}).text
    assert '<html lang="ur" dir="rtl">' in page
    assert "پاس ورڈ" in page
    chosen = visitor.get("/sign-in?language=fr&next=/config", headers={"accept-language": "ur-PK"})
    assert (chosen.cookies["language"], "Mot de passe" in chosen.text) == ("fr", True)
    assert 'value="&#47;config"' in chosen.text
    assert "Le nom ou le mot de passe est incorrect" in unescape(sign_in(visitor, "anna", "wrong").text)


def test_after_ten_wrong_tries_even_the_right_password_waits_and_the_page_says_how_long(place):
    for _ in range(10):
        assert sign_in(place.visitor(), "anna", "wrong").status_code == 401
    answer = sign_in(place.visitor(address="192.0.2.9"), "anna")
    assert answer.status_code == 429
    assert 290 <= int(answer.headers["retry-after"]) <= 300
    assert "Wait 5 minutes" in answer.text
    assert sign_in(place.visitor(), "bob").status_code == 429  # the address
    assert sign_in(place.visitor(address="192.0.2.9"), "bob").status_code == 303


def test_the_session_is_in_a_cookie_that_scripts_and_other_sites_do_not_get(place):
    said = sign_in(place.visitor(), "anna").headers["set-cookie"]
    assert re.fullmatch(r"bilateral-record-session=[\w-]{43}; Path=/; Max-Age=7200; HttpOnly; SameSite=Lax", said)
    said = sign_in(place.visitor(https=True), "anna").headers["set-cookie"]
    assert re.fullmatch(r"__Host-bilateral-record-session=[\w-]{43}; .*SameSite=Lax; Secure", said)


def test_each_time_somebody_signs_in_the_session_is_a_new_one_and_the_old_one_ends(place):
    anna = place.signed_in("anna")
    old = anna.cookies["bilateral-record-session"]
    sign_in(anna, "anna")
    assert anna.cookies["bilateral-record-session"] != old
    thief = place.visitor()
    thief.cookies.set("bilateral-record-session", old)
    assert thief.get("/standing").status_code == 401


def test_who_is_not_let_in_is_told_so_in_their_language(place):
    answer = place.visitor().get("/standing", headers={"accept-language": "ja"})
    assert (answer.status_code, answer.headers["content-language"]) == (401, "ja")
    assert answer.text == "サインインしていません。ページを再読み込みしてください。"


def test_signing_out_ends_the_session_itself_and_not_only_the_cookie(place):
    anna = place.signed_in("anna")
    token = anna.cookies["bilateral-record-session"]
    answer = anna.post("/sign-out")
    assert answer.headers["location"] == "/sign-in?out"
    assert "bilateral-record-session" not in anna.cookies
    anna.cookies.set("bilateral-record-session", token)
    assert anna.get("/standing").status_code == 401
    assert "You are signed out" in anna.get("/sign-in?out").text


def test_another_site_can_sign_nobody_in_or_out(place):
    anna = place.signed_in("anna")
    for headers in ({"origin": "https://evil.test"}, {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}):
        assert anna.post("/sign-out", headers=headers).status_code == 403
        assert anna.post("/sign-in", data={"name": "bob", "password": PASSWORD}, headers=headers).status_code == 403
    assert anna.get("/account").json()["name"] == "anna"


def test_a_session_outlives_a_restart_and_ends_with_disuse_a_new_password_or_the_user(tmp_path):
    place = Place(tmp_path)
    anna, bob, idle = place.signed_in("anna"), place.signed_in("bob"), place.signed_in("bob")
    place.close()
    place.restart()
    for visitor in (anna, bob, idle):
        visitor._transport.app = place.app
        assert visitor.get("/config").status_code == 200
    for _ in range(4):
        place.clock.now += 1000
        assert bob.get("/config").status_code == 200
        idle.get("/standing")  # what an open page asks, without anybody there
    assert idle.get("/config").status_code == 401
    anna = place.signed_in("anna")
    place.users.add("anna", "another-long-password")
    assert anna.get("/config").status_code == 401
    assert bob.get("/config").status_code == 200
    place.users.remove("bob")
    assert bob.get("/config").status_code == 401
    place.close()


def test_a_file_of_users_that_breaks_lets_nobody_in_and_says_so_without_its_place(tmp_path):
    place = Place(tmp_path)
    anna = place.signed_in("anna")
    place.users.path.write_text("nonsense")
    for answer in (anna.get("/config"), anna.get("/sign-in"), sign_in(place.visitor(), "anna")):
        assert answer.status_code == 503
        assert "is no user" in unescape(answer.text)
        assert str(tmp_path) not in answer.text
    place.close()


def test_a_huge_or_malformed_form_is_a_wrong_try(place):
    visitor = place.visitor()
    for body in (b"x" * 9000, b"name=%ff&password=x", b"&".join(b"a=1" for _ in range(50)), b'{"name": "anna"}', b""):
        assert visitor.post("/sign-in", content=body).status_code == 401


def test_no_secret_is_in_a_page_the_configuration_an_error_or_the_log(place, caplog):
    caplog.set_level(logging.DEBUG)
    anna = place.signed_in("anna")
    token = anna.cookies["bilateral-record-session"]
    kept = place.users.path.read_text().split("$")[-1].strip()
    sign_in(anna, "anna", "wrong-canary")
    seen = [
        anna.get(path).text for path in ("/", "/config", "/account", "/standing", "/sign-in", "/gradio_api/info", "/no")
    ]
    seen += [caplog.text, repr(place.users), repr(place.sessions), repr(place.app.user_middleware)]
    seen += [(place.folder / "sessions.sqlite3").read_bytes().decode("latin-1")]
    seen += [(place.folder / "sessions.sqlite3-wal").read_bytes().decode("latin-1")]
    for secret in (PASSWORD, "wrong-canary", token, kept):
        assert [text[:80] for text in seen if secret in text] == []


def test_pages_are_kept_by_no_browser_for_whoever_uses_it_next(place):
    anna = place.signed_in("anna")
    for path in ("/", "/config", "/standing", "/sign-in", "/account"):
        assert anna.get(path).headers["cache-control"] == "no-store"
    assert "immutable" in anna.get(f"{ASSETS_AT}/page.css").headers["cache-control"]


@pytest.fixture(scope="module")
def proxied(tmp_path_factory) -> Iterator[Any]:
    entrance = Entrance(header="X-Forwarded-User", proxies=["10.0.0.0/8"])
    app = built(tmp_path_factory.mktemp("proxied"), entrance=entrance, hosts=["testserver"])
    yield app
    app.state.close()


def test_a_proxy_names_the_user_and_nobody_else_can(place, proxied):
    proxy, stranger = place.visitor(app=proxied, address="10.1.2.3"), place.visitor(app=proxied, address="11.1.2.3")
    assert proxy.get("/account", headers={"x-forwarded-user": "Jürgen".encode()}).json()["name"] == "Jürgen"
    assert proxy.get("/account", headers={"x-forwarded-user": "bob"}).json() == {"name": "bob", "sign_out": ""}
    assert stranger.get("/account", headers={"x-forwarded-user": "bob"}).status_code == 401
    forged = {"x-forwarded-user": "bob", "x-forwarded-for": "10.0.0.1"}
    assert stranger.get("/account", headers=forged).status_code == 401
    assert proxy.get("/account", headers=[("x-forwarded-user", "bob"), ("x-forwarded-user", "anna")]).status_code == 401
    for name in ("", " ", "a\tb", "x" * 201, "a\u202eb".encode()):
        assert proxy.get("/account", headers={"x-forwarded-user": name}).status_code == 401
    assert "proxy" in proxy.get("/", headers=PERSON).text
    assert proxy.get("/sign-in", headers=PERSON).status_code == 401


def test_behind_a_proxy_addresses_and_https_are_what_it_says(place):
    proxy = place.visitor(address="127.0.0.1")
    for number in range(10):
        assert proxy.post("/sign-in", data={"name": f"user{number}"}, headers={"x-forwarded-for": "6.6.6.6"}).is_error
    locked, other = ({"x-forwarded-for": f"{address}, 127.0.0.1"} for address in ("1.1.1.1, 6.6.6.6", "1.1.1.1"))
    right = {"name": "anna", "password": PASSWORD}
    assert proxy.post("/sign-in", data=right, headers=locked).status_code == 429
    answer = proxy.post("/sign-in", data=right, headers={**other, "x-forwarded-proto": "https"})
    assert answer.headers["set-cookie"].startswith("__Host-")
    stranger = place.visitor(address="7.7.7.7")
    answer = stranger.post("/sign-in", data=right, headers={"x-forwarded-for": "6.6.6.6", "x-forwarded-proto": "https"})
    assert answer.headers["set-cookie"].startswith("bilateral-record-session=")


def test_where_nobody_signs_in_the_account_is_empty(place, tmp_path):
    app = built(tmp_path, hosts=["testserver"])
    assert place.visitor(app=app).get("/account").json() == {"name": "", "sign_out": ""}
    app.state.close()
