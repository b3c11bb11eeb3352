"""Two people on one server, in a real browser: signing in, and what one can do with the other's names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
import scripted_chain as scripted
from browsing import AXE, Server, Visit, expect, started_browser

from assistant.access.users import Users

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSWORD = "four-words-make-canary"
COOKIE = "bilateral-record-session"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from started_browser()


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("server")
    users = Users(folder / "users")
    users.add("anna", PASSWORD)
    users.add("bob", PASSWORD)
    running = Server(folder, "tests/scripted_chain.py", "PORT", "--users")
    yield running
    assert running.stop() == 0
    log = running.log.read_text()
    assert "Traceback" not in log
    assert PASSWORD not in log


@pytest.fixture
def signing_in(browser, server) -> Iterator[Any]:
    """Opens the page to sign in, in a browser of its own."""
    opened: list[Any] = []

    def open_page(path: str = "", **settings: Any) -> Any:
        opened.append(browser.new_context(**settings))
        page = opened[-1].new_page()
        page.goto(server.url + path)
        return page

    yield open_page
    for one in opened:
        one.close()


def fill(page: Any, name: str, password: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_label("Password").press("Enter")


def signed_in(server: Server, name: str) -> httpx.Client:
    client = httpx.Client(base_url=server.url, timeout=5)
    assert client.post("sign-in", data={"name": name, "password": PASSWORD}).status_code == 303
    return client


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_to_sign_in_can_be_used_by_everybody(signing_in, scheme):
    page = signing_in(color_scheme=scheme, viewport={"width": 390, "height": 844})
    for field in ("Name", "Password"):
        expect(page.get_by_label(field)).to_be_focused()
        page.evaluate(AXE)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        fill(page, "anna", "wrong")
        expect(page.get_by_role("alert")).to_have_text("The name or the password is wrong. Try again.")
    expect(page.get_by_label("Password")).to_have_value("")
    expect(page.get_by_label("Name")).to_have_value("anna")
    hostile = '"><script>window.attacked=1</script>\u202e${1}'
    fill(page, hostile, "wrong")
    expect(page.get_by_label("Name")).to_have_value(hostile.replace("\u202e", ""))
    assert page.locator("script, img").count() == 0
    assert page.title() == "Sign-in failed – Bilateral Record"


def test_signing_in_needs_no_script_and_leads_to_the_page_that_was_wanted(signing_in, server):
    page = signing_in("?c=wanted", java_script_enabled=False)
    assert page.url.startswith(f"{server.url}sign-in?")
    fill(page, "Anna", PASSWORD)
    page.wait_for_url(f"{server.url}?c=wanted")


def test_after_signing_out_back_shows_nothing(signing_in, server):
    page = signing_in()
    fill(page, "anna", PASSWORD)
    box = page.get_by_role("textbox", name="Your question")
    box.wait_for()
    expect(page.locator(".account .who")).to_have_text("anna")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{server.url}sign-in?out")
    expect(page.get_by_role("status")).to_have_text("You are signed out.")
    page.go_back()
    page.wait_for_url(f"{server.url}sign-in*")
    expect(box).to_have_count(0)


@pytest.mark.parametrize("way", ["signed out", "session ended"])
def test_what_one_has_typed_is_not_shown_to_who_signs_in_next(signing_in, server, way):
    page = signing_in()
    for name, typed in (("anna", "What did we promise?"), ("bob", "")):
        fill(page, name, PASSWORD)
        box = page.get_by_role("textbox", name="Your question")
        box.wait_for()
        expect(page.locator(".account .who")).to_have_text(name)
        page.wait_for_timeout(500)
        expect(box).to_have_value("")
        box.fill(typed)
        if way == "signed out":
            page.get_by_role("button", name="Sign out").click()
        else:
            page.request.post(f"{server.url}sign-out")
            page.goto(server.url)
        page.wait_for_url(f"{server.url}sign-in*")


def test_whoever_asks_after_the_session_has_ended_is_told_and_can_go_on(signing_in, server):
    page = signing_in()
    fill(page, "anna", PASSWORD)
    box = page.get_by_role("textbox", name="Your question")
    box.wait_for()
    expect(page.locator(".account .who")).to_have_text("anna")
    page.request.post(f"{server.url}sign-out")
    box.fill(scripted.PROPOSAL)
    box.press("Enter")
    note = page.get_by_role("alert").filter(has_text="the session has ended")
    with page.context.expect_page() as opened:
        note.get_by_role("link", name="Sign in again").click()
    fill(opened.value, "anna", PASSWORD)
    opened.value.wait_for_url(server.url)
    page.bring_to_front()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(note).to_have_count(0)
    expect(box).to_have_value(scripted.PROPOSAL)
    box.press("Enter")
    expect(page.locator("#chat .answer")).to_contain_text("He suggested a bilateral forum", timeout=15_000)


def test_with_anothers_names_one_reads_uses_and_stops_nothing(browser, server):
    anna, bob = signed_in(server, "anna"), signed_in(server, "bob")
    cookie = {"name": COOKIE, "value": anna.cookies[COOKIE], "url": server.url}
    visit = Visit(browser, server.url, storage_state={"cookies": [{**cookie, "expires": -1}]})
    expect(visit.page.locator(".account .who")).to_have_text("anna")
    assert visit.violations() == []
    with visit.page.expect_response("**/queue/join*") as joined:
        visit.ask(scripted.ENDLESS)
    run, said = joined.value.json()["event_id"], joined.value.request.post_data_json
    tab = said["session_hash"]
    assert bob.get("standing").status_code == 200
    api = "gradio_api"
    tried = [
        bob.get(f"{api}/queue/data", params={"session_hash": tab}),
        bob.get(f"{api}/queue/data?session_hash=bobs&session_hash={tab}"),
        bob.get(f"{api}/heartbeat/{tab}"),
        bob.post(f"{api}/cancel", json={"session_hash": tab, "fn_index": said["fn_index"], "event_id": run}),
        bob.post(f"{api}/cancel", json={"session_hash": "bobs", "fn_index": said["fn_index"], "event_id": run}),
        bob.post(f"{api}/queue/join", json=said),
        bob.post(f"{api}/run/predict", json={**said, "event_id": None}),
        bob.post(
            f"{api}/component_server", json={"session_hash": tab, "component_id": 1, "fn_name": "read", "data": {}}
        ),
    ]
    assert [answer.status_code for answer in tried] == [403] * 8
    closed = [bob.get(f"{api}/call/predict/{run}"), bob.get(f"{api}/stream/{tab}/0/0/playlist.m3u8")]
    assert [answer.status_code for answer in closed] == [404] * 2
    assert visit.page.locator("#ask .stop-button").is_visible()  # the answer still grows
    visit.page.locator("#ask .stop-button").click()
    visit.finished()
    assert f"closed: {scripted.ENDLESS}" in server.log.read_text()
    assert visit.wrong == []
    visit.context.close()
    anna.close()
    bob.close()
