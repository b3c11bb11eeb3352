"""The chat page. Importing it builds nothing; Gradio is imported when a page is built."""

from __future__ import annotations

from assistant.ui.application import build_app
from assistant.ui.serving import address, reserve, serve

__all__ = ["address", "build_app", "reserve", "serve"]
