"""The chat page. Importing it builds nothing; Gradio is imported when a page is built."""

from __future__ import annotations

from assistant.ui.adding import Allowed, library_page
from assistant.ui.application import Parts, build_app
from assistant.ui.serving import address, reserve, serve

__all__ = ["Allowed", "Parts", "address", "build_app", "library_page", "reserve", "serve"]
