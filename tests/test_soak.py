"""A minute of what the page lives through in a day; SOAK=1800 in the environment makes it half an hour."""

from __future__ import annotations

import os
from pathlib import Path

from conftest import Run
from soak import USERS, soak

SECONDS = float(os.environ.get("SOAK", "60"))
MB = 2**20


def test_nothing_fails_or_grows_while_many_ask_files_change_and_models_fail(assistant: Run, tmp_path: Path) -> None:
    soaked = soak(tmp_path, SECONDS)
    assert "Traceback" not in soaked.log
    assert soaked.code == 0
    assert not soaked.ends["lost"]
    assert not soaked.ends["refused"]
    assert soaked.ends["done"] > USERS
    before, after = soaked.settled("memory")
    assert after < 1.1 * before + 20 * MB  # a minute is too short for the libraries to have taken all they take
    before, after = soaked.settled("handles")
    assert after <= before + 5 + USERS  # connections of those who ask just now
    assert max(one.temporary for one in soaked.states) < 50 * MB
    code, told, _ = assistant("check", "--library", tmp_path / "library")
    assert code == 0, told
