"""`assistant chat` as whoever runs it for others meets it: refused where it is not safe, and over https where it is."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from conftest import Run

from assistant.access.users import Users
from assistant.commands import admission
from assistant.errors import ServingError, SettingsError
from assistant.settings import load
from assistant.ui.entrance import Entrance
from assistant.ui.proxies import LOOPBACK

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSWORD = "four-words-make-canary"


def openssl(*arguments: object) -> None:
    program = shutil.which("openssl")
    assert program, "The tests of https need the program openssl."
    subprocess.run([program, *map(str, arguments)], check=True, capture_output=True)  # noqa: S603 - what is above


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    chain, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    kind = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2")
    named = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
    openssl("req", "-x509", *kind, *named, "-keyout", key, "-out", chain)
    return chain, key


def test_without_sign_in_the_page_is_for_this_machine_and_the_refusal_says_how_to_set_it_up(assistant: Run) -> None:
    code, _, err = assistant("chat", "--host", "0.0.0.0", "--no-browser")  # noqa: S104 - it is refused
    assert code == 1
    assert "assistant user add NAME" in err
    assert "ASSISTANT_USER_HEADER" in err
    assert "ssh -L 7860" in err


def test_settings_that_would_let_the_wrong_people_in_or_nobody_are_errors(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="exclude each other"):
        admission.signs_in(load(users=tmp_path / "users", user_header="X-User"))
    with pytest.raises(SettingsError, match=r"no user in .*assistant user add NAME"):
        admission.signs_in(load(users=tmp_path / "users"))
    with pytest.raises(SettingsError, match="ASSISTANT_HOSTS lets others"):
        admission.signs_in(load(hosts="rag.test"))
    for hosts in ("https://rag.test", "rag.test:443", "*.rag.test", "*", "rag test", "例え.test"):
        with pytest.raises(SettingsError, match="is no host's name") as error:
            admission.signs_in(load(hosts=f"rag.test, {hosts}", user_header="X-User"))
        assert "ASSISTANT_HOSTS" in str(error.value)
    assert admission.signs_in(load(hosts="rag.test", user_header="X-User"))
    with pytest.raises(SettingsError, match="ASSISTANT_PROXIES"):
        admission.signs_in(load(user_header="X-User", proxies="10.0.0.0/8, example.com"))
    with pytest.raises(SettingsError, match="ASSISTANT_USER_HEADER"):
        load(user_header="X User: a")
    assert admission.signs_in(load(user_header="X-User", proxies="10.0.0.0/8,::1"))
    assert not admission.signs_in(load())


def test_the_settings_become_an_entrance(tmp_path: Path) -> None:
    with admission.entrance(load(user_header="X-User", proxies="10.0.0.1 , ::1"), tmp_path) as entrance:
        assert entrance == Entrance(header="X-User", proxies=["10.0.0.1", "::1"])
    with admission.entrance(load(), tmp_path) as entrance:
        assert entrance == Entrance(proxies=list(LOOPBACK))
    assert admission.hosts(load(host="0.0.0.0", hosts="rag.test, a.rag.test")) == ["0.0.0.0", "rag.test", "a.rag.test"]  # noqa: S104


def test_a_certificate_that_cannot_be_used_is_named_before_anything_is_served(certificate, tmp_path: Path) -> None:
    chain, key = certificate
    assert admission.certificate(load()) is None
    assert admission.certificate(load(tls_cert=chain, tls_key=key))
    with pytest.raises(SettingsError, match="belong together"):
        admission.certificate(load(tls_cert=chain))
    with pytest.raises(ServingError, match=r"gone.pem.*No such file"):
        admission.certificate(load(tls_cert=tmp_path / "gone.pem", tls_key=key))
    with pytest.raises(ServingError, match="cannot be used for https"):
        admission.certificate(load(tls_cert=key, tls_key=chain))
    locked = tmp_path / "locked.pem"
    openssl("ec", "-in", key, "-aes128", "-passout", "pass:canary", "-out", locked)
    with pytest.raises(ServingError, match="without a password"):
        admission.certificate(load(tls_cert=chain, tls_key=locked))


@pytest.fixture
def served(tmp_path: Path, certificate) -> Iterator[tuple[httpx.Client, Path]]:
    """The real command, off loopback, over https."""
    Users(tmp_path / "users").add("anna", PASSWORD)
    chain, key = certificate
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = tmp_path / "log"
    with log.open("w") as file:
        process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "assistant", "chat", "--host", "0.0.0.0", "--port", str(port), "--no-browser",  # noqa: S104
             "--tls-cert", chain, "--tls-key", key],
            env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[1]),
                 "ASSISTANT_CHAT": "none", "ASSISTANT_USERS": str(tmp_path / "users"), "ASSISTANT_HOSTS": "rag.test",
                 "PYTHONDONTWRITEBYTECODE": "1", "ASSISTANT_LIBRARY": str(tmp_path / "library")},
            stdout=file, stderr=file,
        )  # fmt: skip
    with httpx.Client(
        base_url=f"https://localhost:{port}", verify=ssl.create_default_context(cafile=str(chain)), timeout=20
    ) as client:
        end = time.monotonic() + 60
        while True:
            try:
                client.get("/sign-in")
                break
            except httpx.TransportError:
                assert process.poll() is None and time.monotonic() < end, log.read_text()  # noqa: PT018
                time.sleep(0.2)
        yield client, log
    process.terminate()
    process.wait(20)


def test_off_loopback_people_sign_in_over_https_and_only_under_the_names_that_are_set(served) -> None:
    client, log = served
    assert client.get("/standing").status_code == 401
    assert client.get("/sign-in", headers={"host": "rag.test"}).status_code == 200
    refused = client.get("/sign-in", headers={"host": "other.test"})
    assert refused.status_code == 400
    assert "ASSISTANT_HOSTS" in refused.text
    answer = client.post("/sign-in", data={"name": "anna", "password": PASSWORD})
    assert answer.headers["set-cookie"].startswith("__Host-bilateral-record-session=")
    assert answer.headers["set-cookie"].endswith("; Secure")
    assert client.get("/account").json()["name"] == "anna"
    assert client.get("/config").json()["root"].startswith("https://")
    told = log.read_text()
    assert "https://127.0.0.1:" in told
    assert "in the clear" not in told
    assert PASSWORD not in told
    (kept,) = log.parent.glob("library/sessions.sqlite3")
    assert kept.stat().st_mode & 0o077 == 0


def test_whoever_serves_passwords_in_the_clear_is_told(tmp_path: Path, capsys) -> None:
    settings = load(users=tmp_path / "users", host="0.0.0.0")  # noqa: S104 - nothing is served
    admission.warn(settings)
    assert "in the clear" in capsys.readouterr().err
    admission.warn(load(users=tmp_path / "users"))
    assert capsys.readouterr().err == ""
