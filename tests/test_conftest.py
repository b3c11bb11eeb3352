from __future__ import annotations

import pytest
from conftest import skip_or_fail


def test_what_is_missing_is_a_reason_to_skip(monkeypatch):
    monkeypatch.delenv("REQUIRE_BROWSER", raising=False)
    with pytest.raises(pytest.skip.Exception, match="There is no Chromium"):
        skip_or_fail("There is no Chromium.", "REQUIRE_BROWSER")


def test_what_is_missing_although_it_is_required_is_a_failure(monkeypatch):
    monkeypatch.setenv("REQUIRE_BROWSER", "1")
    with pytest.raises(pytest.fail.Exception, match=r"There is no Chromium\. REQUIRE_BROWSER is set"):
        skip_or_fail("There is no Chromium.", "REQUIRE_BROWSER")
