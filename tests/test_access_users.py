from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

from assistant.access import passwords
from assistant.access.users import Users
from assistant.errors import SettingsError, UsageError

PASSWORD = "four-words-make-one"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_COST", 8)


@pytest.fixture
def users(tmp_path: Path) -> Users:
    return Users(tmp_path / "new" / "users")


def test_a_user_is_known_by_the_right_password_only(users: Users):
    assert users.add("Anna", PASSWORD) is False
    assert users.signed_in("anna", PASSWORD) == ("anna", users.mark("anna"))
    assert users.signed_in("anna", PASSWORD + "x") is None
    assert users.signed_in("anna", "") is None
    assert users.signed_in("nobody", PASSWORD) is None


def test_all_ways_to_type_a_name_or_password_are_one(users: Users):
    users.add("andré", "cafés-au-lait-ici")
    for name in ("ANDRÉ", "andre\u0301", "ａndré"):
        assert users.signed_in(name, "cafe\u0301s-au-lait-ici")
        assert users.add(name, "cafés-au-lait-ici") is True
    assert users.names() == ["andré"]


def test_the_file_holds_no_password_and_is_its_owners_alone(users: Users):
    users.add("anna", PASSWORD)
    users.add("bob", PASSWORD)
    text = users.path.read_text()
    assert PASSWORD not in text
    first, second = (line.partition(":")[2] for line in text.splitlines() if line[0] != "#")
    assert first != second
    assert stat.S_IMODE(users.path.stat().st_mode) == 0o600
    assert PASSWORD not in repr(vars(users))
    assert [path.name for path in users.path.parent.iterdir()] == ["users"]


def test_a_new_password_or_removal_changes_the_mark_at_once_for_whoever_has_the_file_open(users: Users):
    users.add("anna", PASSWORD)
    other = Users(users.path)
    marks = [other.mark("anna")]
    users.add("anna", PASSWORD)  # the same one, kept anew
    marks.append(other.mark("anna"))
    users.remove("anna")
    marks.append(other.mark("anna"))
    assert len(set(marks)) == 3
    assert marks[2] is None
    assert other.signed_in("anna", PASSWORD) is None


@pytest.mark.parametrize("name", ["", "a b", "a:b", "a\nb", "../x", "<b>", "x" * 65])
def test_a_name_that_cannot_be_kept_is_refused(users: Users, name: str):
    with pytest.raises(UsageError, match="1 to 64 letters"):
        users.add(name, PASSWORD)
    assert not users.path.exists()


@pytest.mark.parametrize("password", ["", "short-canary", "x" * 1001])
def test_a_password_too_short_or_long_is_refused_without_repeating_it(users: Users, password: str):
    if password == "short-canary":
        password = password[:11]
    with pytest.raises(UsageError, match="12 to 1,000") as refused:
        users.add("anna", password)
    assert not password or password not in str(refused.value)


def test_a_file_that_others_can_write_or_that_makes_no_sense_lets_nobody_in(users: Users):
    users.add("anna", PASSWORD)
    users.path.chmod(0o620)
    with pytest.raises(SettingsError, match="chmod 600"):
        users.signed_in("anna", PASSWORD)
    users.path.chmod(0o600)
    for line in ("anna", "anna:", ":x", "an na:x"):
        users.path.write_text(line)
        with pytest.raises(SettingsError, match="is no user"):
            users.mark("anna")
    for stored in ("x", "scrypt$99$8$3$AA==$AA==", "scrypt$15$8$3$AA==$é", "md5$1$1$1$AA==$AA=="):
        users.path.write_text(f"anna:{stored}")
        with pytest.raises(SettingsError, match="The line of anna"):
            users.signed_in("anna", PASSWORD)
    users.path.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="cannot be read"):
        users.names()


def test_somebody_unknown_takes_as_long_as_somebody_known(users: Users, monkeypatch: pytest.MonkeyPatch):
    users.add("anna", PASSWORD)
    derived: list[tuple[int, ...]] = []
    true = passwords._derived

    def counting(password: str, salt: bytes, *cost: int) -> bytes:
        derived.append((len(salt), *cost))
        return true(password, salt, *cost)

    monkeypatch.setattr(passwords, "_derived", counting)
    for name in ("anna", "nobody", "x" * 9999):
        assert users.signed_in(name, "wrong") is None
    assert len(derived) == 3
    assert len(set(derived)) == 1


def test_a_password_costs_what_owasp_asks_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.undo()
    stored = passwords.kept(PASSWORD)
    assert stored.startswith("scrypt$15$8$3$")
    assert passwords.fits(PASSWORD, stored)
    assert not passwords.fits(PASSWORD, passwords.nobodys())
    assert stored.split("$")[:4] == passwords.nobodys().split("$")[:4]


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_the_command_adds_lists_and_removes(assistant: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_USERS", str(tmp_path / "users"))
    assert "no user" in assistant("user", "list")[1]
    typed(monkeypatch, PASSWORD)
    code, out, err = assistant("user", "add", "Anna")
    assert (code, out, err) == (0, "anna can sign in.\n", "")
    typed(monkeypatch, PASSWORD + "2")
    assert "new password" in assistant("user", "add", "anna")[1]
    assert assistant("user", "list")[1] == "anna\n"
    assert Users(tmp_path / "users").signed_in("anna", PASSWORD + "2")
    assert assistant("user", "remove", "anna")[0] == 0
    code, _, err = assistant("user", "remove", "anna")
    assert code == 1
    assert "no user anna" in err


def test_the_command_says_what_it_lacks(assistant: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, _, err = assistant("user", "list")
    assert code == 1
    assert "Set ASSISTANT_USERS" in err
    monkeypatch.setenv("ASSISTANT_USERS", str(tmp_path / "users"))
    assert "user add NAME" in assistant("user", "add")[2]
    assert "user add NAME" in assistant("user", "list", "anna")[2]
    typed(monkeypatch, "short")
    assert "12 to 1,000" in assistant("user", "add", "anna")[2]
    assert not (tmp_path / "users").exists()


def test_on_a_terminal_a_password_is_typed_twice_and_never_shown(tmp_path: Path) -> None:
    """A real terminal: what is typed comes back only where the program echoes it."""
    with _on_terminal(tmp_path) as (ours, command):
        said = _until(ours, b"more): ")
        os.write(ours, f"{PASSWORD}\n".encode())
        said += _until(ours, b"Once more: ")
        os.write(ours, f"{PASSWORD}\n".encode())
        said += _until(ours, b"can sign in.")
        assert command.wait(10) == 0
    assert PASSWORD.encode() not in said
    assert Users(tmp_path / "users").signed_in("anna", PASSWORD)


def test_who_gives_no_password_is_told_so(tmp_path: Path) -> None:
    with _on_terminal(tmp_path) as (ours, command):
        _until(ours, b"more): ")
        os.write(ours, b"\x04")  # Ctrl-D
        assert b"assistant: There is no password. Nothing was changed; try again." in _until(ours, b"again.")
        assert command.wait(10) == 1
    closed = _adding(tmp_path, "sh", "-c", 'exec "$@" <&-', "sh", stderr=subprocess.PIPE)
    assert closed.communicate()[1] == b"assistant: There is no password. Nothing was changed; try again.\n"


@contextmanager
def _on_terminal(folder: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    ours, terminal = os.openpty()
    try:
        yield ours, _adding(folder, stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True)
    finally:
        os.close(ours)
        os.close(terminal)


def _adding(folder: Path, *by: str, **streams: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - words of this file
        [*by, sys.executable, "-m", "assistant", "user", "add", "anna"],
        env={**os.environ, "ASSISTANT_USERS": str(folder / "users"), "PYTHONPATH": str(Path(__file__).parents[1])},
        **streams,
    )


def _until(terminal: int, words: bytes) -> bytes:
    said = b""
    while words not in said:
        said += os.read(terminal, 1000)
    return said
