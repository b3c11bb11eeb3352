"""An exported page in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import AXE, started_browser
from exports import HOSTILE, answer_on, documents, exported, saved, spoken

from assistant.exporting import Form


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from started_browser()


@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("dark", "en"), ("light", "ur")])
def test_a_page_of_hostile_text_is_accessible_loads_nothing_and_leads_to_its_footnotes(
    browser: Any, tmp_path: Path, scheme: str, language: str
) -> None:
    some = spoken(exported(answer_on(documents(), HOSTILE), answer_on(documents()[:2])), language)
    path = saved(tmp_path, some, Form.HTML)
    page = browser.new_page(viewport={"width": 390, "height": 800}, color_scheme=scheme)
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: (wrong.append("dialog"), dialog.dismiss()))
    page.on("request", lambda request: wrong.append(request.url) if request.url != path.as_uri() else None)
    page.goto(path.as_uri())
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [f"{one['id']}: {[node['html'][:200] for node in one['nodes']]}" for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("sup a").nth(1).click()
    assert page.evaluate("document.querySelector(':target').id") == "note-2"
    page.locator("#note-2").get_by_role("link", name=some.say("Back to the text")).click()
    assert page.evaluate("document.querySelector(':target').id") == "mark-2"
    assert wrong == []
    page.close()
