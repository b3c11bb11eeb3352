from __future__ import annotations

import asyncio
import os
import socket
import time
from contextlib import aclosing, closing
from dataclasses import dataclass, field

import pytest
from langchain_core.messages import HumanMessage, SystemMessage
from scripted_server import (
    CUT,
    DONE,
    RESET,
    Reply,
    ScriptedServer,
    asks,
    drips,
    event,
    hangs,
    repeats,
    says,
    sends,
    stalls,
    status,
)

from assistant.errors import (
    ModelBusyError,
    ModelError,
    ModelOverflowError,
    ModelRefusedError,
    ModelReplyError,
    ModelTimeoutError,
    ModelUnreachableError,
)
from assistant.models import Delta, Limits, astream, openai_chat, stream

KEY = "sk-CANARY"
PATIENT = Limits(connect=5, first_token=10, gap=10, total=20, retries=1)  # on a busy machine nothing takes so long
SOON = Limits(connect=0.5, first_token=0.5, gap=0.5, total=1.5, retries=1)
MESSAGES = [SystemMessage("Answer."), HumanMessage("Who opened the park?")]


@pytest.fixture
def server():
    with ScriptedServer() as server:
        yield server


def model_at(url, limits=PATIENT, name="m"):
    return openai_chat(model=name, api_key=KEY, base_url=url, limits=limits, max_tokens=50)


@dataclass
class Heard:
    """What a caller got: the pieces, then perhaps an error; ``seconds`` it took."""

    deltas: list[Delta] = field(default_factory=list)
    error: ModelError | None = None
    seconds: float = 0

    @property
    def text(self):
        return "".join(delta.text for delta in self.deltas)

    @property
    def reason(self):
        return self.deltas[-1].finish_reason if self.deltas else None


def listen(way, url, limits=PATIENT):
    heard, model, started = Heard(), model_at(url, limits), time.monotonic()

    async def gather():
        async for delta in astream(model, MESSAGES, limits):
            heard.deltas.append(delta)

    try:
        if way == "stream":
            heard.deltas.extend(iter_into(heard, stream(model, MESSAGES, limits)))
        else:
            asyncio.run(gather())
    except ModelError as error:
        heard.error = error
    heard.seconds = time.monotonic() - started
    return heard


def iter_into(heard, deltas):
    for delta in deltas:
        heard.deltas.append(delta)
    return []


both_ways = pytest.mark.parametrize("way", ["stream", "astream"])


@both_ways
@pytest.mark.parametrize("reason", ["stop", "length", "content_filter"])
def test_an_answer_comes_in_pieces_and_its_last_piece_says_why_it_ended(server, way, reason):
    server.script(says("The park was opened.", finish=reason))
    heard = listen(way, server.url)
    assert [delta.text for delta in heard.deltas] == ["The", " park", " was", " opened.", ""]
    assert [delta.finish_reason for delta in heard.deltas] == [None, None, None, None, reason]


def test_the_request_holds_only_what_every_compatible_server_understands(server):
    listen("stream", server.url)
    request = server.requests[0]
    assert set(request.body) == {"model", "messages", "stream", "temperature", "max_tokens"}
    assert request.body["temperature"] == 0
    assert request.body["max_tokens"] == 50
    assert [message["role"] for message in request.body["messages"]] == ["system", "user"]
    assert request.headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(("name", "temperature"), [("gpt-4.1-mini", 0), ("o3-mini", None), ("gpt-5-mini", None)])
def test_openai_itself_gets_the_parameters_that_its_newer_models_insist_on(name, temperature):
    model = model_at(None, name=name)
    payload = model._get_request_payload(MESSAGES)
    assert payload["max_completion_tokens"] == 50
    assert "max_tokens" not in {**payload, **(payload.get("extra_body") or {})}
    assert payload.get("temperature") == temperature


@both_ways
@pytest.mark.parametrize(
    ("script", "text"),
    [
        (says("The park was", finish=None), "The park was"),
        (sends(event("The"), event(" park"), CUT), "The park"),
        (sends(event("The"), RESET), "The"),
        (sends(event("The"), chunked=False), "The"),
        (says("The park", finish="exploded"), "The park"),
    ],
    ids=["no finish_reason", "transfer not ended", "reset", "closed", "unknown reason"],
)
def test_an_answer_that_was_cut_keeps_its_text_and_is_marked(server, way, script, text):
    heard = listen(way, server.script(script).url)
    assert (heard.text, heard.reason, heard.error) == (text, "cut", None)
    assert len(server.requests) == 1


@both_ways
@pytest.mark.parametrize(
    ("script", "expected", "words", "requests"),
    [
        (status(401, f"bad key {KEY}"), ModelRefusedError, "OPENAI_API_KEY", 1),
        (status(403, f"bad key {KEY}"), ModelRefusedError, "OPENAI_API_KEY", 1),
        (status(404), ModelRefusedError, "model's name", 1),
        (status(400, "maximum context length is 4096", code="context_length_exceeded"), ModelOverflowError, "long", 1),
        (status(400, "exceeds the available context size"), ModelOverflowError, "too long", 1),
        (status(413), ModelOverflowError, "too long", 1),
        (status(400), ModelRefusedError, "HTTP 400", 1),
        (status(400, "'max_tokens' is not supported with this model"), ModelRefusedError, "HTTP 400", 1),
        (status(400, "unknown field in this context"), ModelRefusedError, "HTTP 400", 1),
        (status(422), ModelRefusedError, "HTTP 422", 1),
        (sends(b"", status=307, headers={"Location": "http://127.0.0.1:9/"}), ModelRefusedError, "OPENAI_BASE_URL", 1),
        (status(429, retry_after=0.01), ModelBusyError, "rate limit", 2),
        (status(429, retry_after=60), ModelBusyError, "later", 1),
        (status(429, retry_after="Wed, 21 Oct 2037 07:28:00 GMT"), ModelBusyError, "later", 1),
        (status(500, retry_after=0), ModelUnreachableError, "HTTP 500", 2),
        (sends(b"<b>bad gateway", status=502, headers={"Retry-After": "0"}), ModelUnreachableError, "HTTP 502", 2),
        (status(503, retry_after=60), ModelUnreachableError, "HTTP 503", 1),
    ],
)
def test_a_refusal_becomes_one_sentence(  # noqa: PLR0913, PLR0917  (a table)
    server, way, script, expected, words, requests
):
    heard = listen(way, server.script(script).url)
    assert type(heard.error) is expected
    assert words in str(heard.error)
    assert f"127.0.0.1:{server.port}" in str(heard.error)
    assert len(server.requests) == requests
    assert heard.seconds < 8


GARBAGE = {
    "empty stream": sends(),
    "only the end": sends(DONE),
    "an empty answer": says(""),
    "an HTML page": sends(b"<html><body>Welcome</body></html>", content_type="text/html"),
    "another JSON": sends(b'{"a": 1}', content_type="application/json"),
    "half a JSON": sends(b'data: {"a":\n\n'),
    "an empty object": sends(b"data: {}\n\n"),
    "a list": sends(b"data: [1]\n\n"),
    "null": sends(b"data: null\n\n"),
    "choices without a delta": sends(b'data: {"choices": [{}]}\n\n'),
    "invalid UTF-8": sends(b"data: \xff\xfe\n\n"),
    "noise": sends(os.urandom(5000)),
    "a wrong compression": sends(b"abc", headers={"Content-Encoding": "gzip"}),
    "an endless line": repeats(b"data: " + b"x" * 1_000_000, 0),
    "an error in the stream": sends(b'data: {"error": {"message": "sk-CANARY", "code": 500}}\n\n'),
}


@both_ways
@pytest.mark.parametrize("script", GARBAGE.values(), ids=GARBAGE.keys())
def test_garbage_is_named_as_such(server, way, script):
    heard = listen(way, server.script(script).url, Limits(first_token=5, total=5, retries=1))
    assert type(heard.error) is ModelReplyError
    assert len(server.requests) == 1
    assert heard.text == ""


@both_ways
@pytest.mark.parametrize("tail", [b'data: {"x\n\n', b'data: {"error": {"message": "sk-CANARY"}}\n\n'])
def test_garbage_in_the_middle_of_an_answer_is_an_error_and_is_not_asked_for_again(server, way, tail):
    heard = listen(way, server.script(sends(event("The"), tail)).url)
    assert type(heard.error) is ModelReplyError
    assert heard.text == "The"
    assert len(server.requests) == 1


@both_ways
@pytest.mark.parametrize(
    ("script", "text", "setting", "due"),
    [
        (hangs(), "", "FIRST_TOKEN", 0.5),
        (lambda _: Reply([], drip=0.1), "", "FIRST_TOKEN", 0.5),
        (stalls(), "", "FIRST_TOKEN", 0.5),
        (stalls(event("")), "", "FIRST_TOKEN", 0.5),
        (repeats(b": still here\n\n", 0.05), "", "FIRST_TOKEN", 0.5),
        (repeats(event(""), 0.001), "", "FIRST_TOKEN", 0.5),
        (drips(), "", "FIRST_TOKEN", 0.5),
        (stalls(event("The")), "The", "GAP", 0.5),
        (repeats(b": still here\n\n", 0.05, event("The")), "The", "GAP", 0.5),
        (repeats(event("x"), 0.05), "x", "TOTAL", 1.5),
    ],
    ids=[
        "silence",
        "headers drip",
        "only headers",
        "only a role",
        "only comments",
        "a flood of nothing",
        "one byte at a time",
        "stops",
        "comments instead of words",
        "endless",
    ],
)
def test_a_slow_server_is_given_up_when_its_time_is_over(  # noqa: PLR0913, PLR0917  (a table)
    server, way, script, text, setting, due
):
    heard = listen(way, server.script(script).url, SOON)
    assert type(heard.error) is ModelTimeoutError
    assert f"ASSISTANT_{setting}" in str(heard.error)
    assert heard.text.startswith(text)
    assert due - 0.1 <= heard.seconds < due + 1
    assert len(server.requests) == 1
    assert server.wait_for(lambda: server.requests[0].disconnected_at, 1)


@both_ways
def test_an_answer_that_never_ends_is_ended_at_its_longest(server, way):
    heard = listen(way, server.script(repeats(event("x" * 10_000), 0)).url, Limits())
    assert heard.reason == "length"
    assert 200_000 <= len(heard.text) <= 220_000


@both_ways
def test_a_request_that_failed_before_its_first_word_is_repeated_once(server, way):
    server.script(status(503, retry_after=0), says("Here."))
    assert listen(way, server.url).text == "Here."
    server.script(sends(RESET), says("Here."))
    assert listen(way, server.url, Limits(total=5)).text == "Here."
    server.script(status(503, retry_after=0), says("Here."))
    assert type(listen(way, server.url, Limits(retries=0)).error) is ModelUnreachableError


@both_ways
def test_nobody_listening_is_said_at_once(way):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        heard = listen(way, f"http://127.0.0.1:{taken.getsockname()[1]}/v1", Limits())
    assert type(heard.error) is ModelUnreachableError
    assert "refused the connection" in str(heard.error)
    assert heard.seconds < 2


@both_ways
def test_a_connection_that_is_not_taken_is_given_up(way):
    with socket.socket() as full, socket.socket() as first, socket.socket() as second:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for waiting in (first, second):
            waiting.setblocking(False)  # noqa: FBT003  (the standard library's form)
            waiting.connect_ex(full.getsockname())
        heard = listen(way, f"http://127.0.0.1:{full.getsockname()[1]}/v1", Limits(connect=0.5))
    assert type(heard.error) is ModelTimeoutError
    assert "0.5 seconds" in str(heard.error)
    assert heard.seconds < 2


@both_ways
def test_encryption_that_does_not_work_is_named(server, way):
    heard = listen(way, server.url.replace("http:", "https:"))
    assert type(heard.error) is ModelUnreachableError
    assert "certificate" in str(heard.error)


@both_ways
def test_an_unknown_host_is_named_and_no_other_is_ever_looked_up(way, monkeypatch):
    asked = []

    def nobody(host, *_, **__):
        asked.append(host if isinstance(host, str) else host.decode())
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    heard = listen(way, "http://nowhere.example/v1")
    assert type(heard.error) is ModelUnreachableError
    assert "nowhere.example was not found" in str(heard.error)
    assert set(asked) == {"nowhere.example"}


def test_a_proxy_of_the_environment_is_not_used_on_the_way_to_this_machine(server, monkeypatch):
    for variable in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "OPENAI_PROXY"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9")
    assert listen("stream", server.url).text == "Hello."


def test_no_variable_of_the_environment_changes_the_address(server, monkeypatch):
    for variable in ("OPENAI_BASE_URL", "OPENAI_API_BASE"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9/v1")
    monkeypatch.setenv("LANGSMITH_GATEWAY", "true")
    assert listen("stream", server.url).text == "Hello."


@both_ways
@pytest.mark.parametrize("script", [status(401, KEY), status(400, KEY), status(429, KEY), *list(GARBAGE.values())[:4]])
def test_no_key_address_class_or_markup_gets_into_messages_and_logs(server, way, script, caplog):
    caplog.set_level("DEBUG")
    heard = listen(way, server.script(script).url)
    shown = str(heard.error)
    assert shown.count("\n") == 0
    for hidden in (KEY, "Error", "Traceback", "<", "openai", "httpx", "site-packages"):
        assert hidden not in shown
    assert KEY not in caplog.text
    assert KEY not in repr(heard.error)
    assert KEY not in repr(model_at(server.url))
    assert heard.error.__cause__ is None
    assert heard.error.__context__ is None


def test_half_an_emoji_in_a_question_does_no_harm(server):
    model = model_at(server.url)
    assert list(stream(model, [HumanMessage("Who \ud83d opened it?")], SOON))
    assert server.requests[0].prompt == "Who ? opened it?"


def test_closing_the_waiting_iterator_ends_the_request(server):
    server.script(repeats(event("word "), 0.02))
    with closing(stream(model_at(server.url), MESSAGES, Limits())) as deltas:
        next(deltas)
        next(deltas)
    closed = time.monotonic()
    assert server.wait_for(lambda: server.requests[0].disconnected_at, 1)
    assert server.requests[0].disconnected_at - closed < 1


def test_closing_the_asynchronous_iterator_ends_the_request(server):
    server.script(repeats(event("word "), 0.02))

    async def read_two():
        async with aclosing(astream(model_at(server.url), MESSAGES, Limits())) as deltas:
            await anext(deltas)
            await anext(deltas)
        assert await asyncio.to_thread(server.wait_for, lambda: server.requests[0].disconnected_at, 1)

    asyncio.run(read_two())


@pytest.mark.parametrize("script", [hangs(), stalls(event("")), stalls(event("The")), repeats(event("x"), 0.02)])
def test_cancelling_the_reader_ends_the_request_also_before_the_first_word(server, script):
    server.script(script)

    async def read():
        async for _ in astream(model_at(server.url), MESSAGES, Limits()):
            pass

    async def stop_it():
        reader = asyncio.create_task(read())
        assert await asyncio.to_thread(server.wait_for, lambda: server.requests)
        await asyncio.sleep(0.2)
        reader.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reader
        assert await asyncio.to_thread(server.wait_for, lambda: server.requests[0].disconnected_at, 1)
        assert [task for task in asyncio.all_tasks() if task is not asyncio.current_task()] == []

    asyncio.run(stop_it())


def test_one_model_serves_many_readers_in_any_loop_or_thread(server):
    server.script(asks(lambda request: request.body["messages"][0]["content"]))
    model = model_at(server.url, Limits())

    async def ask(number):
        return "".join([delta.text async for delta in astream(model, [HumanMessage(f"no {number}")], Limits())])

    async def ask_many():
        waiting = "".join(delta.text for delta in stream(model, [HumanMessage("below a loop")], Limits()))
        return [waiting, *await asyncio.gather(*(ask(number) for number in range(20)))]

    for _ in range(2):
        assert asyncio.run(ask_many()) == ["below a loop", *(f"no {number}" for number in range(20))]


def test_tracers_see_the_answer_under_the_given_config(server):
    from langchain_core.callbacks import BaseCallbackHandler  # noqa: PLC0415

    seen = []

    class Tracer(BaseCallbackHandler):
        def on_chat_model_start(self, *_, **kwargs):
            seen.append(kwargs.get("name") or kwargs["metadata"]["step"])

        def on_llm_end(self, response, **_):
            seen.append(response.generations[0][0].text)

        def on_llm_error(self, error, **_):
            seen.append(error)

    config = {"callbacks": [Tracer()], "metadata": {"step": "write"}}
    list(stream(model_at(server.url), MESSAGES, SOON, config))
    assert seen[-1] == "Hello."
    assert len(seen) == 2
