from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import hypothesis
import pytest
from scripted_server import ScriptedServer

from assistant.cli import run

# What Hypothesis tries is the same in each run of the CI: what it finds by chance, it finds on somebody's machine.
hypothesis.settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")

Run = Callable[..., tuple[int, str, str]]


def skip_or_fail(reason: str, variable: str) -> NoReturn:
    """Skips the test, or the module that is being imported; where the environment ``variable`` is set, fails it."""
    if os.environ.get(variable):
        pytest.fail(f"{reason} {variable} is set, so this may not be skipped.", pytrace=False)
    pytest.skip(reason, allow_module_level=True)


@pytest.fixture
def assistant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on a library of the test's own with the embedded embedding model and no chat model."""
    for name in list(os.environ):
        if name.startswith(("ASSISTANT_", "OPENAI_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("ASSISTANT_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("ASSISTANT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("ASSISTANT_CHAT", "none")

    def called(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return called


@pytest.fixture
def hosted(assistant: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedServer]:  # noqa: ARG001 - comes first
    with ScriptedServer() as server:
        monkeypatch.setenv("ASSISTANT_CHAT", "openai")
        monkeypatch.setenv("ASSISTANT_EMBEDDING", "embedded")
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-canary")
        yield server
