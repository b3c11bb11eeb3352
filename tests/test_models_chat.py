from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import aclosing, closing
from pathlib import Path

import pytest
from conftest import skip_or_fail
from langchain_core.messages import HumanMessage, SystemMessage

from assistant import settings
from assistant.errors import ModelOverflowError, ModelUnreachableError, WeightsError
from assistant.models import EmbeddedChat, Limits, astream, stream, weights
from assistant.models.chat import RUNTIME

PATIENT = Limits(first_token=120, gap=60, total=240)


def chat_from(gguf, **changes):
    wanted = {"threads": 0, "context_tokens": 1024, "limits": PATIENT, "max_tokens": 24} | changes
    return EmbeddedChat(gguf, **wanted)


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
    with closing(chat_from(damaged)) as chat:
        started = time.monotonic()
        chat.start()
        assert time.monotonic() - started < 0.1
        assert not chat.start().done()
        assert chat.name == "damaged"
        with pytest.raises(WeightsError, match=r"damaged\.gguf could not be loaded"):
            list(stream(chat.model, [HumanMessage("Hello")], PATIENT))
        with pytest.raises(WeightsError, match="ASSISTANT_CHAT_GGUF"):
            chat.start().result()


def test_weights_that_are_missing_show_at_the_first_question():
    def missing():
        raise WeightsError("Install with: pip install x")

    with closing(chat_from(missing, name="qwen")) as chat, pytest.raises(WeightsError, match="pip install x"):
        list(stream(chat.model, [HumanMessage("Hello")], PATIENT))


def test_a_failed_attempt_is_made_again_by_the_next_question(damaged):
    attempts = []

    def found_at_the_second_attempt():
        attempts.append(time.monotonic())
        if len(attempts) == 1:
            raise WeightsError("Make room.")
        return damaged

    with closing(chat_from(found_at_the_second_attempt)) as chat:
        with pytest.raises(WeightsError, match="Make room"):
            chat.start().result()
        with pytest.raises(WeightsError, match="could not be loaded"):
            list(stream(chat.model, [HumanMessage("Hello")], PATIENT))
    assert len(attempts) == 2


def test_questions_that_wait_together_share_one_attempt():
    attempts, released = [], threading.Event()

    def missing():
        attempts.append(released.wait(5))
        raise WeightsError("Install it.")

    with closing(chat_from(missing)) as chat:
        waiting = [chat.start() for _ in range(3)]
        released.set()
        assert [type(future.exception(5)) for future in waiting] == [WeightsError] * 3
    assert attempts == [True]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize("unforeseen", [RuntimeError("x"), MemoryError(), SystemExit(1)])
def test_whatever_goes_wrong_while_loading_nobody_waits_for_ever(unforeseen):
    def fails():
        raise unforeseen

    with closing(chat_from(fails)) as chat, pytest.raises(WeightsError, match="unforeseen"):
        list(stream(chat.model, [HumanMessage("Hello")], Limits(first_token=5)))
    for thread in threading.enumerate():  # it reports the error after it has let go of those who wait
        if thread.name == "embedded":
            thread.join(5)


def test_a_missing_runtime_is_named_with_the_command_that_installs_it(damaged, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with closing(chat_from(damaged)) as chat, pytest.raises(WeightsError, match="pip install xllamacpp"):
        chat.start().result()


def test_a_closed_model_says_so(damaged):
    chat = chat_from(damaged)
    chat.close()
    with pytest.raises(ModelUnreachableError, match="closed"):
        list(stream(chat.model, [HumanMessage("Hello")], PATIENT))


@pytest.fixture(scope="module")
def gguf():
    try:
        return weights(settings.load().cache)
    except WeightsError as error:
        skip_or_fail(str(error), "REQUIRE_EMBEDDED")


@pytest.fixture(scope="module")
def embedded(gguf):
    with closing(chat_from(gguf)) as chat:
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
    with pytest.raises(ModelOverflowError, match="The embedded model finds the question with its evidence too long"):
        list(stream(embedded.model, [HumanMessage("word " * 3000)], PATIENT))


@pytest.mark.embedded
def test_a_runtime_that_died_is_started_again_by_the_next_question(embedded):
    embedded.start().result()
    embedded._process.kill()
    embedded._process.wait()
    assert "".join(delta.text for delta in stream(embedded.model, [HumanMessage("Say hello.")], PATIENT))


PARENT = """
import os, sys, time
from pathlib import Path
from assistant.models import EmbeddedChat, Limits

chat = EmbeddedChat(Path(sys.argv[1]), threads=0, context_tokens=1024, limits=Limits(), max_tokens=24)
loading = chat.start()
if sys.argv[2] == "loaded":
    loading.result()
while chat._process is None:
    time.sleep(0.01)
print(chat._process.pid, flush=True)
time.sleep(600)
"""


def lives(process_id):
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


LOADING_FOR_EVER = """
import ctypes, os

class Anything:
    def __getattr__(self, name):
        return self.__dict__.setdefault(name, Anything())

CommonParams = Anything

def Server(params):
    os.write(2, b"loading")
    ctypes.PyDLL(None).sleep(60)  # with Python's global lock
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process at the end of its standard input")
def test_the_runtime_ends_with_the_program_also_while_it_holds_pythons_lock(tmp_path):
    (tmp_path / "xllamacpp.py").write_text(LOADING_FOR_EVER)
    with subprocess.Popen(  # noqa: S603  (this test's own program)
        [sys.executable, "-P", str(RUNTIME)],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    ) as child:
        wanted = {"path": "x", "key": "k", "slots": False, "parallel": 1, "context_tokens": 1, "threads": 0}
        child.stdin.write(json.dumps(wanted).encode() + b"\n")
        child.stdin.flush()
        assert child.stderr.read(7) == b"loading"
        child.stdin.close()
        try:
            assert child.wait(2) == -signal.SIGIO
        finally:
            child.kill()


@pytest.mark.embedded
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc")
@pytest.mark.parametrize(("when", "seconds"), [("loaded", 0), ("loading", 0.1), ("loading", 0.6)])
def test_the_runtime_does_not_outlive_a_program_that_was_killed(gguf, when, seconds):
    with subprocess.Popen(  # noqa: S603  (this test's own program)
        [sys.executable, "-c", PARENT, str(gguf), when],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    ) as parent:
        child = int(parent.stdout.readline())
        time.sleep(seconds)
        assert lives(child)
        parent.kill()
        parent.wait()
        killed = time.monotonic()
        while lives(child) and time.monotonic() - killed < 2:
            time.sleep(0.01)
        assert not lives(child)
