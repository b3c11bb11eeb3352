"""No host is looked up or called but those that the user set (and this machine itself)."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import pytest
from samples import SEEDS

KEY = "lsv2_pt_canary"
SWITCHES = (
    "LANGSMITH_TRACING",
    "LANGSMITH_TRACING_V2",
    "LANGCHAIN_TRACING_V2",
    "LANGCHAIN_TRACING",
    "LANGCHAIN_HANDLER",
)
QUESTION = "How large is the Karachi Industrial Park?"

# Python runs it in every process it starts, so the program's own children are watched too.
WATCH = """
import os, sys

def watch(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        note(*arguments[:2])
    elif event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        note(*arguments[1][:2])

def note(host, port=None):
    host = host.decode() if isinstance(host, bytes) else str(host)
    with open(os.environ["HOSTS"], "a") as hosts:
        hosts.write(f"{host} {port}\\n")

sys.addaudithook(watch)
"""


@dataclass(frozen=True)
class Program:
    """The command line in processes of its own, with the embedded embedding model and no chat model."""

    folder: Path

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        (self.folder / "sitecustomize.py").write_text(WATCH)
        prefixes = ("ASSISTANT_", "OPENAI_", "LANGSMITH_", "LANGCHAIN_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(prefixes)}
        own = {
            "PYTHONPATH": os.pathsep.join([str(self.folder), str(Path(__file__).parent.parent)]),
            "HOSTS": str(self.folder / "hosts"),
            "ASSISTANT_LIBRARY": str(self.folder / "library"),
            "ASSISTANT_CHAT": "none",
            "LANGSMITH_API_KEY": KEY,
        }
        return subprocess.Popen(  # noqa: S603 - this project's own program
            [sys.executable, "-m", "assistant", *arguments],
            env={**kept, **own, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments: str, **environment: str) -> str:
        """What it printed."""
        with self.start(*arguments, **environment) as process:
            printed, _ = process.communicate(timeout=120)
        assert process.returncode == 0, printed
        assert KEY not in printed
        return printed

    @property
    def called(self) -> set[str]:
        """Each "host port" that was looked up or called so far."""
        hosts = self.folder / "hosts"
        return set(hosts.read_text().splitlines()) if hosts.exists() else set()


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def page_at(port: int, process: subprocess.Popen[str]) -> str:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            with direct.open(f"http://127.0.0.1:{port}/") as response:
                return str(response.read().decode())
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError(process.stdout.read() if process.stdout else "")


def is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def test_no_other_host_is_called_though_the_shell_traces_other_programs(program: Program) -> None:
    traced = {**dict.fromkeys(SWITCHES, "true"), "LANGSMITH_ENDPOINT": "https://tracing.invalid"}
    program.run("ingest", str(SEEDS), **traced)
    assert "1,500 acres" in program.run("ask", QUESTION, **traced)
    port = free_port()
    with program.start("chat", "--no-browser", "--port", str(port), **traced) as process:
        try:
            assert "Bilateral Record" in page_at(port, process)
        finally:
            process.send_signal(signal.SIGINT)
            printed, _ = process.communicate(timeout=30)
    assert KEY not in printed
    assert [called for called in program.called if not is_this_machine(called.split()[0])] == []


def test_tracing_takes_place_where_the_user_asks_this_program_for_it(program: Program) -> None:
    port = free_port()  # nobody listens there
    traced = {"LANGSMITH_TRACING": "true", "LANGSMITH_ENDPOINT": f"http://127.0.0.1:{port}"}
    program.run("ingest", str(SEEDS))
    program.run("ask", QUESTION, **traced)
    assert f"127.0.0.1 {port}" not in program.called
    program.run("ask", QUESTION, ASSISTANT_TRACING="true", **traced)
    assert f"127.0.0.1 {port}" in program.called, "so the record would show what must not be there"
