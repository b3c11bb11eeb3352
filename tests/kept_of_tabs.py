"""Prints what Gradio keeps when a tab has asked a question and was loaded anew, as JSON.

Run it in a process of its own: Gradio leaves event loops open."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import scripted_chain as scripted
from crowd import Functions
from starlette.testclient import TestClient

from assistant.conversations.conversations import Conversations


def inner(page: Any) -> Any:
    """Gradio's own application of the page in English."""
    return page.routes[-1].app._english.routes[-1].app


def predicted(browser: TestClient, function: int, data: list[Any], query: str = "") -> list[Any]:
    said = {"data": data, "fn_index": function, "session_hash": "tab", "event_data": None, "trigger_id": None}
    found: list[Any] = browser.post(f"/gradio_api/run/predict{query}", json=said).json()["data"]
    return found


def main() -> None:
    conversations = Conversations(Path(sys.argv[1]))
    app = scripted.page(conversations)
    with TestClient(app, base_url="http://127.0.0.1") as browser:
        browser.get("/")
        functions = Functions.of(browser.get("/config").json())
        shown = predicted(browser, functions.submit, ["", "", "", scripted.PROPOSAL])
        shown += predicted(browser, functions.opening[0], [], f"?c={shown[2]}")
    sessions = inner(app).state_holder
    kept = {
        "shown": str(shown).count(scripted.PROPOSAL.rstrip("?")),
        "tabs": list(sessions.session_data),
        "of the tab": [one for one in sessions["tab"].config_values.values() if one],
        "used": inner(app).get_blocks().state_holder is sessions,
        "events": inner(app).get_blocks()._queue.ANALYTICS_MAX_EVENTS,
    }
    sys.stdout.write(json.dumps(kept))


if __name__ == "__main__":
    main()
