"""What is kept of a tab beside its conversation: next to nothing, or the memory would grow with every page visit."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.ui.application import EVENTS


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> dict[str, object]:
    """See kept_of_tabs.py."""
    command = [sys.executable, Path(__file__).with_name("kept_of_tabs.py"), tmp_path_factory.mktemp("kept")]
    found: dict[str, object] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)  # noqa: S603
    return found


def test_nothing_is_kept_of_what_a_tab_shows(kept):
    assert kept["shown"]
    assert (kept["tabs"], kept["used"]) == (["tab"], True)
    assert kept["of the tab"] == []


def test_of_long_past_questions_not_even_the_time_they_took_is_kept(kept):
    assert kept["events"] == EVENTS
