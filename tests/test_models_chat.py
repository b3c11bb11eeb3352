from __future__ import annotations

import asyncio
import gc
import time
import urllib.error
import urllib.request
from contextlib import aclosing

import pytest
from langchain_core.messages import HumanMessage, SystemMessage

from assistant import settings
from assistant.errors import ModelUnreachableError, WeightsError
from assistant.models import Limits, astream, embedded_chat, stream, weights

PATIENT = Limits(first_token=120, gap=60, total=240)


def chat_from(gguf, **changes):
    wanted = {"threads": 0, "context_tokens": 1024, "limits": PATIENT, "max_tokens": 24} | changes
    return embedded_chat(gguf, **wanted)


@pytest.fixture
def damaged(tmp_path):
    path = tmp_path / "damaged.gguf"
    path.write_bytes(b"GGUF" + b"\xff" * 1000)
    return path


def test_a_file_that_is_no_gguf_file_is_refused_at_once(tmp_path):
    (tmp_path / "page.gguf").write_text("<html>")
    with pytest.raises(WeightsError, match=r"page\.gguf is not a GGUF file"):
        chat_from(tmp_path / "page.gguf")


def test_starting_keeps_nobody_waiting_and_a_failure_shows_at_the_first_question(damaged):
    with chat_from(damaged) as chat:
        started = time.monotonic()
        chat.start()
        assert time.monotonic() - started < 0.1
        assert not chat.ready()
        assert chat.name == "damaged"
        with pytest.raises(WeightsError, match=r"damaged\.gguf could not be loaded"):
            list(stream(chat.model, [HumanMessage("Hello")], PATIENT))
        with pytest.raises(WeightsError, match="ASSISTANT_CHAT_GGUF"):
            chat.wait()


def test_weights_that_are_missing_show_at_the_first_question():
    def missing():
        raise WeightsError("Install with: pip install x")

    with chat_from(missing, name="qwen") as chat, pytest.raises(WeightsError, match="pip install x"):
        list(stream(chat.model, [HumanMessage("Hello")], PATIENT))


def test_a_missing_runtime_is_named_with_the_command_that_installs_it(damaged, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with chat_from(damaged) as chat, pytest.raises(WeightsError, match="pip install xllamacpp"):
        chat.wait()


def test_a_closed_model_says_so(damaged):
    chat = chat_from(damaged)
    chat.close()
    with pytest.raises(ModelUnreachableError, match="closed"):
        list(stream(chat.model, [HumanMessage("Hello")], PATIENT))


@pytest.fixture(scope="module")
def embedded():
    try:
        path = weights(settings.load().cache)
    except WeightsError as error:
        pytest.skip(str(error))
    with chat_from(path) as chat:
        chat.start()
        yield chat
    gc.collect()


def status_of(chat, path, key=None, body=None):
    request = urllib.request.Request(chat.start().result() + path, body)  # noqa: S310  (loopback)
    if key:
        request.add_header("Authorization", f"Bearer {key}")
    try:
        with urllib.request.urlopen(request) as response:  # noqa: S310  (loopback)
            return response.status
    except urllib.error.HTTPError as error:
        with error:
            return error.code


@pytest.mark.embedded
def test_the_embedded_model_answers_from_what_it_is_shown(embedded, capfd):
    shown = "The embassy opened a water treatment plant in Lahore on 3 May 2019."
    messages = [SystemMessage("Answer in one short sentence."), HumanMessage(f"{shown}\n\nIn which city is the plant?")]
    deltas = list(stream(embedded.model, messages, PATIENT))
    assert "Lahore" in "".join(delta.text for delta in deltas)
    assert deltas[-1].finish_reason == "stop"
    assert embedded.ready()
    assert capfd.readouterr() == ("", "")


@pytest.mark.embedded
def test_the_embedded_server_is_on_loopback_wants_its_key_and_has_no_page(embedded):
    assert embedded.start().result().startswith("http://127.0.0.1:")
    assert status_of(embedded, "/v1/chat/completions", body=b"{}") == 401
    assert status_of(embedded, "/v1/models", key="another") == 401
    assert status_of(embedded, "/v1/models", key=embedded._key) == 200
    assert status_of(embedded, "/", key=embedded._key) == 404
    assert embedded._key not in repr(embedded.model)


@pytest.mark.embedded
def test_an_answer_that_is_stopped_makes_room_for_the_next(embedded):
    long = [HumanMessage("Count from one to two thousand in words.")]

    async def stop_three_then_ask():
        for _ in range(3):  # one more than there are places
            async with aclosing(astream(embedded.model, long, PATIENT)) as deltas:
                await anext(deltas)
        started = time.monotonic()
        short = [delta async for delta in astream(embedded.model, [HumanMessage("Say hello.")], PATIENT)]
        assert short[-1].finish_reason in ("stop", "length")
        return time.monotonic() - started

    assert asyncio.run(stop_three_then_ask()) < 60


@pytest.mark.embedded
def test_a_question_longer_than_the_window_is_refused_in_one_sentence(embedded):
    from assistant.errors import ModelRefusedError  # noqa: PLC0415

    with pytest.raises(ModelRefusedError, match="The embedded model finds the question with its evidence too long"):
        list(stream(embedded.model, [HumanMessage("word " * 3000)], PATIENT))


@pytest.mark.embedded
def test_a_runtime_that_died_is_started_again_by_the_next_question(embedded):
    embedded.wait()
    embedded._process.kill()
    embedded._process.wait()
    assert "".join(delta.text for delta in stream(embedded.model, [HumanMessage("Say hello.")], PATIENT))
