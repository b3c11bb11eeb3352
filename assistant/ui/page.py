"""The page: its components, and how they are wired.

This module's annotations are real objects, not strings: Gradio reads those of its event handlers.
"""

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Callable, Sequence
from pathlib import Path
from typing import Any

from assistant.domain import Searched
from assistant.ui import answers, cards
from assistant.ui.chat import Chat, View
from assistant.ui.conversations import Turn
from assistant.ui.escaping import escape

TITLE = "Bilateral Record"
ASSETS = Path(__file__).parent / "assets"
ASSETS_AT = "/record"  # Gradio serves its own files under /assets and /static
RUNNING_AT_ONCE = 8  # answers; more wait their turn


class Page:
    """The components and their events. ``gr`` is the gradio module."""

    def __init__(
        self,
        gr: Any,
        chat: Chat,
        searched: Callable[[], Searched],
        suggestions: Callable[[], Sequence[str]],
        notice: str,
    ) -> None:
        self._gr = gr
        self._chat = chat
        self._searched = searched
        self._suggestions = suggestions
        self._notice = notice
        with gr.Blocks(title=TITLE, fill_height=True, fill_width=True, analytics_enabled=False) as self.blocks:
            self._lay_out()
            self._wire()

    def _lay_out(self) -> None:
        gr, chat = self._gr, self._chat
        held = self._searched()

        def read(wanted: Any) -> dict[str, object]:  # becomes server.read in the browser
            return chat.read(wanted)

        # No gr.State anywhere: with one, every tab holds a connection open for ever, and the sixth tab hangs.
        self._conversation = gr.Textbox("", visible=False)
        self._topbar = self._html(_topbar(held), elem_id="topbar", js_on_load=_imported("topbar(element, trigger)"))
        with gr.Row(elem_id="main", equal_height=True):
            with gr.Column(scale=5, min_width=320, elem_id="left"):
                self._messages = gr.Chatbot(
                    elem_id="chat", label="Conversation", show_label=False, container=False, layout="bubble",
                    height="100%", min_height=200, scale=1, placeholder=_welcome(held), buttons=[],
                    examples=_examples(held, self._suggestions()), latex_delimiters=[], allow_tags=False,
                    line_breaks=False, feedback_options=None, allow_file_downloads=False,
                )  # fmt: skip
                self._hint = self._html(_hint("", self._notice), elem_id="hint")
                self._box = gr.Textbox(
                    elem_id="ask", label="Your question", show_label=False, placeholder="Ask the documents", lines=1,
                    max_lines=6, submit_btn="Ask", stop_btn=False, autofocus=True,
                )  # fmt: skip
            with gr.Column(scale=4, min_width=320, elem_id="right"), gr.Tabs(elem_id="side-tabs"):
                self._tab = gr.Tab("Sources", id="passages", elem_id="passages-scroll")
                with self._tab:
                    self._current = self._html(
                        cards.panel(None, 0),
                        elem_id="passages",
                        js_on_load=_imported("passages(element, server)"),
                        server_functions=[read],
                    )
                    self._earlier = self._html("", elem_id="earlier")

    def _wire(self) -> None:
        chat, quiet = self._chat, {"show_progress": "hidden", "api_visibility": "private"}
        at_once, held = {"queue": False, **quiet}, [self._conversation]
        view = [self._box, self._messages, self._conversation, self._current, self._earlier, self._tab, self._hint]
        grows = [self._messages, self._current, self._tab]

        async def run(conversation: str) -> AsyncGenerator[Any, None]:
            async for turns in chat.run(conversation):
                yield self._growth(turns)

        async def stop(conversation: str) -> None:
            chat.stop(conversation)

        starts = [
            self._box.submit(self._shown(chat.ask), [self._box, *held], view, **at_once),
            self._messages.example_select(self._asking_an_example(), held, view, **at_once),
            self._messages.option_select(self._asking_an_example(), held, view, **at_once),
            self._messages.retry(self._shown(chat.retry), held, view, **at_once),
        ]
        runs = [
            start.success(run, held, grows, concurrency_limit=RUNNING_AT_ONCE, concurrency_id="answer", **quiet)
            for start in starts
        ]
        for answering in runs:  # after its end, its failure and its cancellation
            answering.then(self._shown(chat.finish), held, view, **at_once)
        self._box.stop(stop, held, None, cancels=runs, **at_once)
        self._messages.undo(self._shown(chat.undo), held, view, **at_once)
        self._topbar.click(self._shown(lambda: View("", (), question="")), None, view, **at_once)
        self.blocks.load(self._visit, None, [self._topbar, self._messages], **at_once)

    def _shown(self, action: Callable[..., View | None]) -> Callable[..., Any]:
        """``action`` as an event handler. Coroutines, so that all of them take turns on one event loop."""

        async def handler(*values: str) -> Any:
            return self._updates(action(*values))

        return handler

    def _asking_an_example(self) -> Callable[..., Any]:
        gr, chat = self._gr, self._chat

        async def ask(conversation: str, event: gr.SelectData) -> Any:  # type: ignore[name-defined]  # read by Gradio
            chosen = event.value["text"] if isinstance(event.value, dict) else event.value
            return self._updates(chat.ask(str(chosen), conversation))

        return ask

    async def _visit(self) -> Any:
        gr = self._gr
        held, suggested = await asyncio.to_thread(lambda: (self._searched(), self._suggestions()))
        return _topbar(held), gr.update(placeholder=_welcome(held), examples=_examples(held, suggested))

    def _updates(self, view: View | None) -> Any:
        """Values for box, messages, conversation, current, earlier, tab and hint."""
        gr = self._gr
        if view is None:
            return tuple(gr.skip() for _ in range(7))
        buttons = {"submit_btn": not view.is_running and "Ask", "stop_btn": view.is_running and "Stop"}
        box = gr.update(**buttons) if view.question is None else gr.update(value=view.question, **buttons)
        messages, current, tab = self._growth(view.turns)
        hint = _hint(view.refusal, self._notice)
        return box, messages, view.conversation, current, cards.earlier(view.turns), tab, hint

    def _growth(self, turns: tuple[Turn, ...]) -> Any:
        """Values for messages, current and tab."""
        last = turns[-1] if turns else None
        cited = cards.cited_passages(last.answer) if last and last.answer else 0
        label = f"Sources ({cited})" if cited else "Sources"
        return answers.messages(turns), cards.panel(last, len(turns) - 1), self._gr.update(label=label)

    def _html(self, value: str, **settings: Any) -> Any:
        """An HTML component that shows ``value`` as it is: it must be escaped already."""
        settings.setdefault("js_on_load", None)
        # Only ${value}: whatever stands in {{ }} would be run as a script by the browser.
        return self._gr.HTML(value, html_template="${value}", apply_default_css=False, **settings)


def asset(name: str) -> str:
    """The address of a file of ASSETS, which changes with its content."""
    return f"{ASSETS_AT}/{name}?v={hashlib.sha256((ASSETS / name).read_bytes()).hexdigest()[:12]}"


def _imported(call: str) -> str:
    """What runs ``call`` of the page's module once it is there: Gradio draws components before the head's scripts."""
    return f'import("{asset("page.js")}").then((page) => page.{call})'


def _topbar(held: Searched) -> str:
    return _file("topbar.html").replace("SUBTITLE", cards.subtitle(held))


def _welcome(held: Searched) -> str:
    return _file("welcome.html" if held.documents else "empty-library.html")


def _file(name: str) -> str:
    return " ".join((ASSETS / name).read_text("utf-8").split())


def _examples(held: Searched, suggested: Sequence[str]) -> list[dict[str, str]]:
    return [{"text": question} for question in suggested] if held.documents else []


def _hint(refusal: str, notice: str) -> str:
    if refusal:
        return f'<p class="refusal" role="alert">{escape(refusal)}</p>'
    return f'<p dir="auto">{escape(notice)}</p>' if notice else ""
