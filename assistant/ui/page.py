"""The page: its components, and how they are wired.

This module's annotations are real objects, not strings: Gradio reads those of its event handlers.
"""

import asyncio
import hashlib
import re
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from pathlib import Path
from types import MappingProxyType
from typing import Any

from assistant.conversations.turns import Turn
from assistant.domain import Fate, Searched
from assistant.questions.suggestions import Suggestion
from assistant.ui import answers, cards, filters, timeline
from assistant.ui.chat import Chat, View, Wait
from assistant.ui.escaping import escape
from assistant.ui.telling import time_to_wait
from assistant.ui.visitors import owner_of
from assistant.ui.wording import LANGUAGES, Saying, Wording

TITLE = "Bilateral Record"
ASSETS = Path(__file__).parent / "assets"
_DIGEST = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(ASSETS.rglob("*")) if path.is_file()))
ASSETS_AT = f"/record/{_DIGEST.hexdigest()[:12]}"  # Gradio serves its own files under /assets and /static
NO_FATES: Mapping[str, Fate] = MappingProxyType({})
NOTHING = View("", ())
NOBODY = ""  # for whom the page is laid out, before it is known who visits it
_MESSAGE = re.compile(r"\[([a-z-]+)\]")
TURNS_SHOWN = 10  # the last ones; those before them on demand, or a long conversation makes the browser slow


def asset(name: str) -> str:
    """The address of a file of ASSETS, which changes with the content of any of them."""
    return f"{ASSETS_AT}/{name}"


def _imported(call: str, module: str = "page.js") -> str:
    """What runs ``call`` of a module once the words and it are there: Gradio draws components before the head's
    scripts."""
    worded = f'import("{asset("wording.js")}").then((wording) => wording.worded)'
    return f'{worded}.then(() => import("{asset(module)}")).then((page) => page.{call})'


def _called(call: str, module: str = "talking.js") -> str:
    """A function of ``given``, an array of values, for Gradio to call before or after it asks the server."""
    return f"(...given) => {_imported(call, module)}"


FIRST = _called("first(given)")


class Page:
    """The components and their events, in one language. ``gr`` is the gradio module."""

    def __init__(  # noqa: PLR0913, PLR0917 - what stands behind it
        self,
        gr: Any,
        chat: Chat,
        searched: Callable[[str], Searched],
        suggestions: Callable[[str, str], Sequence[Suggestion]],
        notice: str,
        wording: Wording,
    ) -> None:
        self._gr = gr
        self._wording = wording
        self._chat = chat
        self._searched = searched
        self._suggestions = suggestions
        self._notice = notice
        # Components are numbered anew, so that whatever a tab asks, another language's page understands it as well.
        gr.context.Context.id = 0
        with gr.Blocks(title=TITLE, fill_height=True, fill_width=True, analytics_enabled=False) as self.blocks:
            self._lay_out()
            self._wire()

    def _lay_out(self) -> None:
        gr, chat, wording = self._gr, self._chat, self._wording
        held, suggested = self._searched(NOBODY), self._suggestions(NOBODY, wording.language)

        # No gr.State anywhere: with one, every tab holds a connection open for ever, and the sixth tab hangs. What the
        # browser keeps instead is checked each time: whose the conversation is, and what the rest of it means.
        self._conversation, self._within, self._editing = (gr.Textbox("", visible=False) for _ in range(3))
        self._topbar = self._html(self._bar(held), elem_id="topbar", js_on_load=_imported("topbar(element)"))
        with gr.Row(elem_id="main", equal_height=True):
            with gr.Column(scale=1, min_width=160, elem_id="nav"):
                asked = (*chat.events, "watch", "stay", "leave", "visit")
                names = ", ".join(f'"{name}"' for name in asked)  # Gradio looks for them in the script
                self._history = self._html(
                    _file("history.html", wording),
                    elem_id="history",
                    js_on_load=_imported(f"conversations(element, trigger, [{names}])"),
                )
            with gr.Column(scale=5, min_width=320, elem_id="left"):
                self._state = self._html(_state(NOTHING, wording), elem_id="state")
                self._messages = gr.Chatbot(
                    elem_id="chat", label=wording.say("page-conversation"), show_label=False, container=False,
                    layout="bubble", autoscroll=False, height="100%", min_height=200, scale=1, buttons=[],
                    placeholder=_welcome(held, suggested, wording),
                    examples=_examples(held, suggested), latex_delimiters=[], allow_tags=False,
                    rtl=wording.direction == "rtl",
                    line_breaks=False, feedback_options=None, allow_file_downloads=False,
                )  # fmt: skip
                self._hint = self._html(_hint(NOTHING, self._notice, wording), elem_id="hint")
                self._filters = self._html(
                    filters.chips(None, wording), elem_id="filters", js_on_load=_imported("filters(element)")
                )
                self._box = gr.Textbox(
                    elem_id="ask", label=wording.say("box-label"), show_label=False,
                    placeholder=wording.say("box-placeholder"), lines=1, max_lines=6,
                    submit_btn=wording.say("box-ask"), stop_btn=False, autofocus=True,
                    rtl=wording.direction == "rtl",
                )  # fmt: skip
            with gr.Column(scale=4, min_width=320, elem_id="right"), gr.Tabs(elem_id="side-tabs"):
                self._tab = gr.Tab(wording.say("tab-sources"), id="passages", elem_id="passages-scroll")
                with self._tab:
                    self._current = self._html(
                        cards.panel(None, 0, {}, wording),
                        elem_id="passages",
                        js_on_load=_imported("passages(element)"),
                    )
                    self._earlier = self._html("", elem_id="earlier")
                with gr.Tab(wording.say("tab-timeline"), id="timeline", elem_id="timeline-scroll"):
                    self._timeline = self._html(timeline.timeline((), wording), elem_id="timeline")
                with gr.Tab(wording.say("tab-library"), id="library", elem_id="library-scroll"):
                    self._html("", elem_id="library", js_on_load=_imported("library(element)", "library.js"))

    def _wire(self) -> None:
        chat, quiet = self._chat, {"show_progress": "hidden", "api_visibility": "private"}
        self._at_once = {"queue": False, **quiet}
        self._held = [self._conversation, self._within, self._editing]
        self._view = [
            self._box, self._messages, self._conversation, self._current, self._earlier, self._tab, self._hint,
            self._filters, self._within, self._editing, self._state, self._timeline,
        ]  # fmt: skip
        held = self._held
        self._in_turn(self._box.submit, self._asking(), [*held, self._box])
        for chosen in (self._messages.example_select, self._messages.option_select):
            self._in_turn(chosen, self._asking_an_example(), held)
        self._in_turn(self._messages.retry, self._showing(chat.retry), held)
        self._in_turn(self._messages.undo, self._showing(chat.undo), held)
        self._in_turn(self.blocks.load, self._opening(), None)
        for name, action in chat.events.items():
            self._in_turn(getattr(self._history, name), self._happening(action), held, js=None)

        together = {"concurrency_limit": None, "postprocess": False, **quiet}
        watching = self._history.watch(
            self._watching(), held[:1], [self._messages, self._current], concurrency_id="answer", **together
        )
        watching.then(None, None, None, js=_called("ended()"), **quiet)
        watching.failure(None, None, None, js=_called('ended("refused")'), **quiet)
        self._history.stay(self._staying(), None, None, concurrency_id="stay", trigger_mode="multiple", **together)
        self._history.leave(self._leaving(), None, None, **self._at_once)
        self._box.stop(self._stopping(), held[:1], None, **self._at_once)
        for visiting in (self.blocks.load, self._history.visit):
            visiting(self._visiting(), None, [self._topbar, self._messages], **self._at_once)

    def _in_turn(self, listen: Any, action: Any, given: Any, js: str | None = FIRST) -> None:
        """What changes all that is shown waits until what was asked before is drawn; see talking.js, which waits itself
        with what it asks."""
        drawing = listen(action, given, self._view, js=js, **self._at_once)
        for ending in (drawing.then, drawing.failure):
            ending(None, [*self._held, self._state], None, js=_called("drawn(given)"), **self._at_once)

    # Handlers. Coroutines, so that all of them take turns on one event loop.

    def _showing(self, action: Callable[[str, str], View | None]) -> Callable[..., Any]:
        gr = self._gr

        async def shown(conversation: str, _within: str, _editing: str, request: gr.Request) -> Any:  # type: ignore[name-defined]
            return self._updates(action(owner_of(request), conversation))

        return shown

    def _happening(self, action: Callable[[str, str, str, Any], View | None]) -> Callable[..., Any]:
        gr = self._gr

        async def happens(  # what the page's script asks for
            conversation: str,
            within: str,
            _editing: str,
            event: gr.EventData,  # type: ignore[name-defined]  # read by Gradio
            request: gr.Request,  # type: ignore[name-defined]
        ) -> Any:
            return self._updates(action(owner_of(request), conversation, within, _sent(event)))

        return happens

    def _watching(self) -> Callable[..., Any]:
        gr = self._gr

        async def run(
            conversation: str,
            event: gr.EventData,  # type: ignore[name-defined]  # read by Gradio
            request: gr.Request,  # type: ignore[name-defined]
        ) -> AsyncGenerator[Any, None]:
            shown, drawn, first = None, None, _first_drawn(event)
            async with aclosing(self._chat.run(owner_of(request), conversation, _name(request, event))) as growing:
                async for turns in growing:
                    if turns is not shown:
                        messages, current, _ = self._growth(turns, first=first)
                        # In the form that the browser gets: Gradio would start a thread for each of them each time.
                        shown, drawn = turns, (self._messages.postprocess(messages).model_dump(), current)
                    yield drawn

        return run

    def _staying(self) -> Callable[..., Any]:
        gr = self._gr

        async def stay(event: gr.EventData, request: gr.Request) -> AsyncGenerator[None, None]:  # type: ignore[name-defined]
            running = self._chat.run(owner_of(request), str(_sent(event)), is_shown=False)
            async with aclosing(running) as growing:
                async for _ in growing:
                    yield

        return stay

    def _leaving(self) -> Callable[..., Any]:
        gr = self._gr

        async def leave(event: gr.EventData, request: gr.Request) -> None:  # type: ignore[name-defined]
            self._chat.leave(_name(request, event))

        return leave

    def _stopping(self) -> Callable[..., Any]:
        gr = self._gr

        async def stop(conversation: str, request: gr.Request) -> None:  # type: ignore[name-defined]  # read by Gradio
            self._chat.stop(owner_of(request), conversation)

        return stop

    def _opening(self) -> Callable[..., Any]:
        gr = self._gr

        async def opening(request: gr.Request) -> Any:  # type: ignore[name-defined]  # read by Gradio
            wanted = request.query_params.get("c", "")
            return self._updates(self._chat.open(owner_of(request), wanted) if wanted else None)

        return opening

    def _asking(self) -> Callable[..., Any]:
        gr = self._gr

        async def ask(conversation: str, within: str, editing: str, question: str, request: gr.Request) -> Any:  # type: ignore[name-defined]
            return self._updates(self._chat.ask(owner_of(request), conversation, question, within, editing))

        return ask

    def _asking_an_example(self) -> Callable[..., Any]:
        gr = self._gr

        async def ask(
            conversation: str,
            within: str,
            editing: str,
            event: gr.SelectData,  # type: ignore[name-defined]  # read by Gradio
            request: gr.Request,  # type: ignore[name-defined]
        ) -> Any:
            chosen = event.value["text"] if isinstance(event.value, dict) else event.value
            return self._updates(self._chat.ask(owner_of(request), conversation, str(chosen), within, editing))

        return ask

    def _visiting(self) -> Callable[..., Any]:
        gr = self._gr

        async def visit(request: gr.Request) -> Any:  # type: ignore[name-defined]  # read by Gradio
            owner = owner_of(request)
            held, suggested = await asyncio.to_thread(self._seen_by, owner)
            placeholder = _welcome(held, suggested, self._wording)
            return self._bar(held), gr.update(placeholder=placeholder, examples=_examples(held, suggested))

        return visit

    # What they change.

    def _updates(self, view: View | None) -> Any:
        """Values for everything that shows a conversation."""
        gr, wording = self._gr, self._wording
        if view is None:
            return tuple(gr.skip() for _ in self._view)
        buttons = {
            "submit_btn": not view.is_running and wording.say("box-ask"),
            "stop_btn": view.is_running and wording.say("box-stop"),
        }
        box = gr.update(**buttons) if view.question is None else gr.update(value=view.question, **buttons)
        fates = self._chat.fates(view.turns)
        messages, current, tab = self._growth(view.turns, fates, view.first)
        earlier = cards.earlier(view.turns, fates, wording, _first(view.turns, view.first))
        editing = "" if view.editing is None else str(view.editing)
        return (
            box, messages, view.conversation, current, earlier, tab, _hint(view, self._notice, wording),
            filters.chips(view.within, wording), filters.written(view.within), editing, _state(view, wording),
            timeline.timeline(view.turns, wording, _first(view.turns, view.first)),
        )  # fmt: skip

    def _growth(self, turns: tuple[Turn, ...], fates: Mapping[str, Fate] = NO_FATES, first: int | None = None) -> Any:
        """Values for messages, current and tab. An answer that grows rests on what the library holds: no fates."""
        last = turns[-1] if turns else None
        cited = cards.cited_passages(last.answer) if last and last.answer else 0
        label = self._wording.say("tab-sources-counted", count=cited) if cited else self._wording.say("tab-sources")
        messages = answers.messages(turns, self._wording, _first(turns, first))
        return messages, cards.panel(last, len(turns) - 1, fates, self._wording), self._gr.update(label=label)

    def _seen_by(self, owner: str) -> tuple[Searched, Sequence[Suggestion]]:
        return self._searched(owner), self._suggestions(owner, self._wording.language)

    def _bar(self, held: Searched) -> str:
        chosen = " selected"
        listed = "".join(
            f'<option value="{code}" lang="{code}"{chosen if code == self._wording.language else ""}>{name}</option>'
            for code, name in LANGUAGES.items()
        )
        named = {"SUBTITLE": cards.subtitle(held, self._wording), "LANGUAGES": listed}
        return _file("topbar.html", self._wording, **named)

    def _html(self, value: str, **settings: Any) -> Any:
        """An HTML component that shows ``value`` as it is: it must be escaped already."""
        settings.setdefault("js_on_load", None)
        # Only ${value}: whatever stands in {{ }} would be run as a script by the browser.
        return self._gr.HTML(value, html_template="${value}", apply_default_css=False, **settings)


def _sent(event: Any) -> Any:
    """What the page's script sends with an event of its own: untrusted."""
    return event._data.get("sent") if isinstance(event._data, dict) else None  # noqa: SLF001 - there is no other way


def _name(request: Any, event: Any) -> str:
    """Of a run: only the tab that has started it knows and may use it (see Tabs)."""
    return f"{request.session_hash} {str(_sent(event))[:20]}"


def _first_drawn(event: Any) -> int | None:
    """The first turn that the tab of a run shows, which stands behind the run's number (None: as many as usual)."""
    said = re.fullmatch(r"[0-9]{1,9} ([0-9]{1,9})", str(_sent(event)))
    return int(said[1]) if said else None


def _first(turns: Sequence[Turn], wanted: int | None) -> int:
    """The first turn to be shown; where none is ``wanted``, so that the page stays quick."""
    return max(0, len(turns) - TURNS_SHOWN) if wanted is None else min(wanted, len(turns))


def _state(view: View, wording: Wording) -> str:
    """What the page's script needs to know of what is shown, and the way to the turns before that."""
    first = _first(view.turns, view.first)
    shows = wording.say("state-earlier", count=first)
    before = f'<button type="button" class="unfold">{shows}</button>' if first else ""
    return (
        f'<div class="state" data-conversation="{escape(view.conversation)}" data-turns="{len(view.turns)}" '
        f'data-first="{first}" data-running="{"yes" if view.is_running else ""}">{before}</div>'
    )


def _welcome(held: Searched, suggested: Sequence[Suggestion], wording: Wording) -> str:
    """What stands above the suggestions, which are in the languages of the documents that they come from: those in the
    page's own first, of which it tells the page's script the number."""
    name = "welcome.html" if held.documents else "empty-library.html"
    own = sum(one.language == wording.language for one in suggested)
    said = f'<p class="suggested">{wording.say("hello-suggested")}</p>' if suggested and not own else ""
    return _file(name, wording, SUGGESTED=said, OWN=f"own-{own}")


def _file(name: str, wording: Wording, **named: str) -> str:
    """A file of ASSETS with the messages whose names stand in it like [hello-title], and HTML for words in capitals."""
    html = " ".join((ASSETS / name).read_text("utf-8").split())
    html = _MESSAGE.sub(lambda place: wording.say(place[1]), html)
    return re.sub("|".join(named), lambda place: named[place[0]], html) if named else html


def _examples(held: Searched, suggested: Sequence[Suggestion]) -> list[dict[str, str]]:
    return [{"text": one.text} for one in suggested] if held.documents else []


def _hint(view: View, notice: str, wording: Wording) -> str:
    said = []
    if view.refusal:
        said.append(f'<p class="refusal" role="alert"{_refusal(view.refusal, wording)}</p>')
    if not view.is_kept:
        said.append(f'<p class="refusal" role="alert">{wording.say("hint-not-kept")}</p>')
    if view.editing is not None:
        what = wording.say("hint-replaced", after=len(view.turns) - view.editing - 1)
        keep = f'<button type="button" class="keep">{wording.say("hint-keep")}</button>'
        undo = wording.say("hint-undo", undo=wording.say("chat-undo"))
        said.append(f'<p class="editing">{what} {undo} {keep}</p>')
    if notice and not said:
        said.append(f'<p class="notice"{answers.spoken(notice, wording)}</p>')
    return "".join(said)


def _refusal(refusal: Saying | Wait | str, wording: Wording) -> str:
    """As the end of an opening tag and the text in it; see `answers.spoken`."""
    if isinstance(refusal, Wait):
        time = time_to_wait(refusal.seconds, wording)
        return f">{wording.html('problem-limit', count=refusal.questions, time=time)}"
    if isinstance(refusal, Saying):
        return f">{wording.html(refusal.name, **refusal.values)}"
    return answers.spoken(refusal, wording)
