from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.access.attempts import Attempts
from assistant.access.sessions import FILE, Sessions

TOKEN = "a" * 64


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sessions(tmp_path: Path, clock: Clock) -> Iterator[Sessions]:
    made = Sessions(tmp_path, idle=1000, longest=5000, clock=clock)
    yield made
    made.close()


def known(sessions: Sessions, mark: str | None = "mark", *, used: bool = True) -> str | None:
    return sessions.found(TOKEN, lambda name: mark if name == "anna" else None, used=used)


def test_a_session_is_found_also_after_a_restart_and_not_under_another_token(sessions, tmp_path, clock):
    sessions.start(TOKEN, "anna", "mark")
    assert known(sessions) == "anna"
    assert sessions.found("b" * 64, lambda _: "mark", used=True) is None
    sessions.close()
    again = Sessions(tmp_path, idle=1000, longest=5000, clock=clock)
    assert known(again) == "anna"
    again.close()
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_use_puts_off_the_end_of_a_session_and_what_a_page_asks_by_itself_does_not(sessions, clock):
    sessions.start(TOKEN, "anna", "mark")
    clock.now += 900
    assert known(sessions) == "anna"
    clock.now += 900
    assert known(sessions, used=False) == "anna"
    clock.now += 101
    assert known(sessions) is None
    clock.now -= 101
    assert known(sessions) is None  # it has ended for good


def test_a_session_ends_however_much_it_is_used(sessions, clock):
    sessions.start(TOKEN, "anna", "mark")
    for _ in range(6):
        assert known(sessions) == "anna"
        clock.now += 833
    assert known(sessions) == "anna"
    clock.now += 3
    assert known(sessions) is None


@pytest.mark.parametrize("mark", ["another", None])
def test_a_new_password_and_removal_end_sessions_for_good(sessions, mark):
    sessions.start(TOKEN, "anna", "mark")
    assert known(sessions, mark) is None
    assert known(sessions) is None


def test_signing_out_ends_one_session_only(sessions):
    sessions.start(TOKEN, "anna", "mark")
    sessions.start("b" * 64, "anna", "mark")
    sessions.end("b" * 64)
    assert known(sessions) == "anna"
    assert sessions.found("b" * 64, lambda _: "mark", used=True) is None


def test_a_session_of_a_wrong_clocks_future_does_not_last_for_ever(sessions, clock):
    clock.now += 10_000_000
    sessions.start(TOKEN, "anna", "mark")
    clock.now -= 10_000_000
    assert known(sessions) is None


def test_a_damaged_file_signs_everybody_out_and_nobody_in(tmp_path, clock):
    (tmp_path / FILE).write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    made = Sessions(tmp_path, idle=1000, longest=5000, clock=clock)
    assert known(made) is None
    made.start(TOKEN, "anna", "mark")
    assert known(made) == "anna"
    made.close()


def tried(attempts: Attempts, times: int, name: str = "anna", address: str = "192.0.2.1") -> list[float]:
    return [attempts.begin(name, address) for _ in range(times)]


def test_after_ten_wrong_tries_a_name_waits_from_any_address_and_no_longer_than_five_minutes(clock):
    attempts = Attempts(clock=clock)
    assert tried(attempts, 10) == [0.0] * 10
    clock.now += 100
    assert attempts.begin("anna", "198.51.100.1") == 200
    assert attempts.begin("ＡNNA", "198.51.100.1") == 200
    assert attempts.begin("bob", "198.51.100.1") == 0
    clock.now += 200
    assert attempts.begin("anna", "198.51.100.1") == 0


def test_after_ten_wrong_tries_an_address_waits_whatever_the_name(clock):
    attempts = Attempts(clock=clock)
    assert [attempts.begin(f"user{n}", f"2001:db8::{n}") for n in range(11)] == [0.0] * 10 + [300.0]
    assert attempts.begin("anna", "2001:db8:0:1::1") == 0
    assert [attempts.begin(f"user{n}", "192.0.2.1") for n in range(10, 21)] == [0.0] * 10 + [300.0]
    assert attempts.begin("anna", "::ffff:192.0.2.1") == 300
    assert attempts.begin("anna", "192.0.2.2") == 0


def test_the_right_password_clears_a_name_but_buys_no_tries_of_other_names(clock):
    attempts = Attempts(clock=clock)
    for _ in range(3):
        tried(attempts, 3)
        attempts.was_right("anna", "192.0.2.1")
    assert [attempts.begin(f"user{n}", "192.0.2.1") for n in range(5)] == [0.0] * 4 + [300.0]


def test_tries_wait_for_no_memory(clock):
    attempts = Attempts(clock=clock)
    for n in range(30_000):
        attempts.begin(f"{n}" * 1000, f"{n}" * 1000)
    assert len(attempts._wrong) <= 20_000
    assert max(map(len, attempts._wrong)) < 80
