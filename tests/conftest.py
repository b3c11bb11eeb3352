from __future__ import annotations

import os
from typing import NoReturn

import pytest


def skip_or_fail(reason: str, variable: str) -> NoReturn:
    """Skips the test, or the module that is being imported; where the environment ``variable`` is set, fails it."""
    if os.environ.get(variable):
        pytest.fail(f"{reason} {variable} is set, so this may not be skipped.", pytrace=False)
    pytest.skip(reason, allow_module_level=True)
