from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from itertools import pairwise

import numpy as np
import pytest
from scripted_server import JSON, Reply, ScriptedServer, embeds, hangs, sends, status, vector

from assistant.errors import (
    ModelBusyError,
    ModelError,
    ModelOverflowError,
    ModelRefusedError,
    ModelReplyError,
    ModelTimeoutError,
    ModelUnreachableError,
)
from assistant.models import Limits, openai_embeddings


@pytest.fixture
def server():
    with ScriptedServer() as server:
        yield server


def at(server, *, requests=8, texts=128, patience=120.0, **limits):
    return openai_embeddings(
        model="e",
        api_key="sk-CANARY",
        base_url=server.url,
        limits=Limits(**limits),
        requests=requests,
        texts=texts,
        patience=patience,
    )


def assert_unit_rows(rows, count, dimension):
    assert rows.shape == (count, dimension)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def expected(texts, dimension=8):
    return np.array([vector(text, dimension, normalised=True) for text in texts], np.float32)


def numbered(count):
    return [f"text {number}" for number in range(count)]


def sizes(server):
    return [len(request.body["input"]) for request in server.requests]


def most_at_once(server):
    """The most requests that were under way at one time."""
    times = [(request.received_at, 1) for request in server.requests]
    times += [(request.finished_at, -1) for request in server.requests if request.finished_at]
    now = most = 0
    for _, change in sorted(times):
        now += change
        most = max(most, now)
    return most


def slowly(seconds, script=None):
    """Answers after so many seconds, which may depend on the request."""
    answer = script or embeds()

    def reply(request):
        usual = answer(request)
        before = seconds(request) if callable(seconds) else seconds
        return Reply(usual.pieces, usual.status, usual.content_type, usual.headers, before=before)

    return reply


def test_a_server_gets_texts_in_batches_and_its_vectors_are_normalised(server):
    server.script_embeddings(embeds(12))
    texts = numbered(70)
    rows = at(server, requests=1, texts=32).passages(texts)
    assert_unit_rows(rows, 70, 12)
    sent = [request.body for request in server.requests]
    assert sizes(server) == [32, 32, 6]
    assert [text for body in sent for text in body["input"]] == texts
    assert set(sent[0]) == {"input", "model", "encoding_format"}
    assert sent[0]["encoding_format"] == "float"
    np.testing.assert_array_equal(at(server).query("text 69"), rows[69])
    np.testing.assert_array_equal(at(server).passages_at_once(texts), rows)


def test_replies_out_of_order_leave_the_vectors_in_the_order_of_the_texts(server):
    last = numbered(400)[-1]
    server.script_embeddings(slowly(lambda request: 0.0 if last in request.body["input"] else 0.2))
    rows = at(server, texts=10).passages(numbered(400))
    np.testing.assert_allclose(rows, expected(numbered(400)), atol=1e-6)
    ended = [request.finished_at for request in server.requests]
    assert any(later < earlier for earlier, later in pairwise(ended))


def test_the_vectors_of_one_reply_are_put_in_the_order_that_it_states(server):
    data = [{"index": index, "embedding": vector(text, 8)} for index, text in enumerate("ab")]
    server.script_embeddings(sends(json.dumps({"data": data[::-1]}).encode(), content_type=JSON))
    np.testing.assert_allclose(at(server).passages(["a", "b"]), expected("ab"), atol=1e-6)


def test_the_first_request_goes_alone_and_later_ones_together_up_to_the_number_that_was_set(server):
    server.script_embeddings(slowly(0.1))
    embedder = at(server, requests=4, texts=5)
    embedder.passages(numbered(150))
    first, second = server.requests[:2]
    assert second.received_at > first.received_at + 0.1
    assert most_at_once(server) == 4


def test_a_request_holds_no_more_than_a_server_takes_at_once_by_characters(server):
    embedder = at(server)
    embedder.passages(["ප" * 2000] * 100)  # 6,000 bytes each
    assert max(sizes(server)) == 42
    assert sum(sizes(server)) == 100


def test_a_server_never_gets_an_empty_text_or_half_a_character(server):
    assert_unit_rows(at(server).passages(["", "\0", "a\ud83d"]), 3, 8)
    assert server.requests[0].body["input"] == [" ", " ", "a?"]


def vectors(*rows):
    data = [{"object": "embedding", "index": index, "embedding": row} for index, row in enumerate(rows)]
    return sends(json.dumps({"object": "list", "data": data, "model": "e"}).encode(), content_type=JSON)


@pytest.mark.parametrize(
    "script",
    [
        vectors([1.0, 2.0]),
        vectors([1.0, 2.0], [1.0]),
        vectors([0.0, 0.0], [1.0, 2.0]),
        vectors([float("nan"), 1.0], [1.0, 2.0]),
        vectors([], []),
        vectors(["a", "b"], [1.0, 2.0]),
        vectors(),
        sends(b"<html>", content_type="text/html"),
        sends(b'{"data": 5}', content_type=JSON),
        sends(b"{", content_type=JSON),
        sends(b"\xff", content_type=JSON),
    ],
)
@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings:UserWarning")
def test_vectors_that_make_no_sense_are_an_error(server, script):
    server.script_embeddings(script)
    with pytest.raises(ModelReplyError):
        at(server).passages(["a", "b"])


def test_vectors_of_another_length_in_a_later_batch_are_an_error(server):
    server.script_embeddings(embeds(8), embeds(9))
    with pytest.raises(ModelReplyError, match="different lengths"):
        at(server, texts=32).passages(["a"] * 33)


@pytest.mark.parametrize(
    ("script", "error", "requests"),
    [
        (status(401, "sk-CANARY"), ModelRefusedError, 1),
        (status(404), ModelRefusedError, 1),
        (status(400, "input length exceeds the context length"), ModelOverflowError, 1),
        (status(429, retry_after=0), ModelBusyError, 2),
        (status(429, retry_after=60), ModelBusyError, 1),
        (status(500, retry_after=0), ModelError, 2),
        (hangs(), ModelTimeoutError, 1),
        (sends(drip=0.05), ModelTimeoutError, 1),
    ],
)
def test_a_failure_while_embedding_becomes_one_sentence(server, script, error, requests):
    server.script_embeddings(script)
    with pytest.raises(error) as caught:
        at(server, total=0.5).query("a")
    assert "CANARY" not in repr(caught.value)
    assert len(server.requests) == requests


def test_an_embedding_request_that_failed_once_is_repeated(server):
    server.script_embeddings(status(503, retry_after=0), embeds())
    assert at(server).query("a").shape == (8,)


@pytest.mark.parametrize(
    ("script", "error", "requests"),
    [
        (status(401), ModelRefusedError, 1),
        (status(404), ModelRefusedError, 1),
        (status(429, retry_after=60), ModelBusyError, 1),
        (status(429, code="insufficient_quota"), ModelRefusedError, 1),
        (hangs(), ModelTimeoutError, 1),
        (status(400, "no such input type"), ModelRefusedError, 4),  # it might have been the number of texts
    ],
)
def test_what_patience_cannot_help_ends_an_ingest_at_once(server, script, error, requests):
    server.script_embeddings(script)
    started = time.monotonic()
    with pytest.raises(error):
        at(server, total=0.5, texts=8, patience=30).passages(numbered(100))
    assert time.monotonic() - started < 5
    assert len(server.requests) == requests


def test_a_server_that_is_not_there_is_told_at_once():
    with ScriptedServer() as gone:
        embedder = at(gone)
    started = time.monotonic()
    with pytest.raises(ModelUnreachableError):
        embedder.passages(["a"])
    assert time.monotonic() - started < 5


def test_passages_wait_until_a_busy_server_takes_them(server):
    server.script_embeddings(*[status(429)] * 3, status(503), embeds())
    rows = at(server).passages(numbered(3))
    np.testing.assert_allclose(rows, expected(numbered(3)), atol=1e-6)
    times = [request.received_at for request in server.requests]
    waits = [later - earlier for earlier, later in pairwise(times)]
    assert waits[-1] > 1.9 * min(waits[0], 1)  # 0.25 to 0.5 seconds, then up to twice as long each time
    assert len(waits) == 4


def test_a_server_is_left_alone_for_as_long_as_it_asks(server):
    server.script_embeddings(embeds(), status(429, retry_after=1), embeds())
    at(server, texts=5).passages(numbered(50))
    times = sorted(request.received_at for request in server.requests)
    assert max(later - earlier for earlier, later in pairwise(times)) >= 1
    assert sum(sizes(server)) == 55


def test_a_server_that_says_busy_gets_fewer_requests_at_a_time_from_then_on(server):
    under_way = 0
    refusals = 0
    lock = threading.Lock()

    def reply(request):
        nonlocal under_way, refusals
        with lock:
            under_way += 1
            busy = under_way > 2
            refusals += busy
        usual = status(429, retry_after=0)(request) if busy else embeds()(request)

        def pieces():
            nonlocal under_way
            if not busy:
                time.sleep(0.05)
            with lock:
                under_way -= 1
            yield from usual.pieces

        return Reply(pieces(), usual.status, usual.content_type, usual.headers)

    server.script_embeddings(reply)
    rows = at(server, texts=2, requests=16).passages(numbered(200))
    np.testing.assert_allclose(rows, expected(numbered(200)), atol=1e-6)
    assert refusals < len(server.requests) / 3


def test_a_busy_server_is_given_up_when_patience_is_at_an_end(server):
    server.script_embeddings(status(429))
    started = time.monotonic()
    with pytest.raises(ModelBusyError):
        at(server, patience=2).passages(["a"])
    assert time.monotonic() - started < 3
    assert 2 < len(server.requests) < 10


def limited(most, number=400, message="batch size is invalid"):
    """Refuses more than ``most`` texts."""
    return lambda request: (embeds() if len(request.body["input"]) <= most else status(number, message))(request)


@pytest.mark.parametrize("number", [400, 413, 422])
def test_a_server_that_takes_fewer_texts_gets_fewer_and_is_not_asked_for_more_again(server, number):
    server.script_embeddings(limited(10, number))
    embedder = at(server, requests=1)
    rows = embedder.passages(numbered(300))
    np.testing.assert_allclose(rows, expected(numbered(300)), atol=1e-6)
    assert sizes(server)[:5] == [128, 64, 32, 16, 8]
    assert max(sizes(server)[5:]) <= 64  # what is left of the first ones, once each
    before = len(server.requests)
    embedder.passages(numbered(80))
    assert sizes(server)[before:] == [8] * 10


@pytest.mark.parametrize(
    "refusal",
    [status(413), status(400, "exceeds the context length"), status(500, "input is too large to process")],
)
def test_one_text_that_is_too_long_is_cut_and_the_others_still_go_together(server, refusal):
    def reply(request):
        return (refusal if max(map(len, request.body["input"])) > 600 else embeds())(request)

    server.script_embeddings(reply)
    texts = numbered(100)
    texts[37] = "x" * 1500
    embedder = at(server, texts=32, requests=1)
    rows = embedder.passages(texts)
    np.testing.assert_allclose(rows, expected([*texts[:37], "x" * 375, *texts[38:]]), atol=1e-6)
    assert max(sizes(server)[-3:]) == 32


def test_a_slow_server_gets_smaller_requests_rather_than_an_error(server):
    server.script_embeddings(embeds(), slowly(lambda request: len(request.body["input"]) * 0.05))
    rows = at(server, texts=16, requests=1, total=0.7).passages(numbered(48))
    np.testing.assert_allclose(rows, expected(numbered(48)), atol=1e-6)
    assert min(sizes(server)) <= 8


def test_a_server_that_breaks_off_is_asked_again(server):
    server.script_embeddings(embeds(), *[sends(b"", chunked=False, content_type=JSON, status=502)] * 2, embeds())
    rows = at(server, texts=5).passages(numbered(20))
    np.testing.assert_allclose(rows, expected(numbered(20)), atol=1e-6)


def test_when_one_request_is_refused_for_good_the_others_end_and_its_reason_is_told(server):
    waiting = threading.Event()

    def reply(request):
        if request.body["input"] == ["text 40"]:
            waiting.set()
            return hangs()(request)
        refuse = request.body["input"] == ["text 50"] and waiting.wait(10)
        return (status(401) if refuse else embeds())(request)

    server.script_embeddings(reply)
    started = time.monotonic()
    with pytest.raises(ModelRefusedError, match="key"):
        at(server, texts=1).passages(numbered(100))
    assert time.monotonic() - started < 10
    # A request that was under way when the others ended may have come without its body.
    hanging = [request for request in server.requests if request.body and request.body["input"] == ["text 40"]]
    assert hanging
    assert server.wait_for(lambda: hanging[0].disconnected_at)


def test_a_question_does_not_wait_for_what_an_ingest_waits_for(server):
    refused = threading.Event()

    def reply(request):
        if request.body["input"] == ["question"] or refused.is_set():
            return embeds()(request)
        refused.set()
        return status(429, retry_after=3)(request)

    server.script_embeddings(reply)
    embedder = at(server)
    ingest = threading.Thread(target=embedder.passages, args=(numbered(10),))
    ingest.start()
    assert refused.wait(10)
    assert embedder.query("question").shape == (8,)
    assert [len(request.body["input"]) for request in server.requests] == [10, 1]
    ingest.join(30)
    assert sizes(server) == [10, 1, 10]


def test_ctrl_c_ends_requests_that_are_under_way(server):
    server.script_embeddings(hangs())
    program = f"""
import sys
from assistant.models import Limits, openai_embeddings
embedder = openai_embeddings(model="e", api_key=None, base_url={server.url!r}, limits=Limits())
try:
    embedder.passages(["a"] * 1000)
except KeyboardInterrupt:
    sys.exit(77)
"""
    child = subprocess.Popen([sys.executable, "-c", program])  # noqa: S603 - our own program
    try:
        assert server.wait_for(lambda: server.requests, 60)
        started = time.monotonic()
        child.send_signal(signal.SIGINT)
        assert child.wait(10) == 77
    finally:
        child.kill()
        child.wait()
    assert time.monotonic() - started < 5
    assert server.wait_for(lambda: server.requests[0].disconnected_at)


def test_several_threads_embed_at_once(server):
    embedder = at(server, texts=7)
    found = {}

    def work(number):
        found[number] = embedder.passages(numbered(number))

    threads = [threading.Thread(target=work, args=(number,)) for number in (10, 50, 90)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    for number, rows in found.items():
        np.testing.assert_allclose(rows, expected(numbered(number)), atol=1e-6)
    assert len(found) == 3
