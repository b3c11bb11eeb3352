from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from assistant.models import embedded_embeddings

LONG = (
    "The two ministers signed a memorandum on water, and spoke about trains, tariffs and the training of engineers. "
    * 4
)
PASSAGES = [f"{number}. {LONG}" for number in range(24)]


@pytest.fixture(scope="module")
def embedded():
    return embedded_embeddings()


def test_texts_of_all_lengths_keep_their_places(embedded):
    texts = ["water", LONG, "trains and tariffs", LONG[:200], "tea"] * 3
    rows = embedded.passages(texts)
    for text, row in zip(texts, rows, strict=True):
        np.testing.assert_array_equal(row, embedded.passages([text])[0])
    np.testing.assert_array_equal(embedded.passages_at_once(texts), rows)


def test_a_question_does_not_wait_for_the_passages_of_an_ingest(embedded):
    over = threading.Event()

    def ingest():
        embedded.passages(PASSAGES)
        over.set()

    embedded.query("water")
    started = time.monotonic()
    thread = threading.Thread(target=ingest)
    thread.start()
    waited = []
    for _ in range(3):
        asked = time.monotonic()
        embedded.query("What was signed about water?")
        waited.append(time.monotonic() - asked)
    answered_first = not over.is_set()
    thread.join()
    assert answered_first
    assert max(waited) < (time.monotonic() - started) / 3


def test_a_question_does_not_wait_for_the_sentences_of_somebody_elses_answer(embedded):
    over = threading.Event()

    def check():
        embedded.passages_at_once(PASSAGES)
        over.set()

    embedded.query("water")
    thread = threading.Thread(target=check)
    thread.start()
    for question in ("What was signed about water?", "What was signed about trains?"):
        embedded.query(question)
    answered_first = not over.is_set()
    thread.join()
    assert answered_first


def test_readers_who_never_stop_asking_do_not_stop_an_ingest(embedded):
    over = threading.Event()

    def ask():
        while not over.is_set():
            embedded.query("What was signed about water?")

    readers = [threading.Thread(target=ask) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        assert embedded.passages(PASSAGES[:3]).shape == (3, 384)
    finally:
        over.set()
        for reader in readers:
            reader.join()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere priorities are those of whole processes")
def test_only_the_threads_that_embed_passages_have_a_lower_priority(embedded):
    before = os.getpriority(os.PRIO_PROCESS, 0)
    embedded.passages(PASSAGES[:4])
    assert os.getpriority(os.PRIO_PROCESS, 0) == before
    stats = [path.read_text().rpartition(")")[2].split() for path in Path("/proc/self/task").glob("*/stat")]
    assert max(int(fields[16]) for fields in stats) == min(before + 10, 19)


def test_ctrl_c_ends_an_ingest_after_the_passages_at_hand():
    program = f"""
import sys
from assistant.models import embedded_embeddings
embedder = embedded_embeddings()
embedder.query("loaded")
print("ready", flush=True)
try:
    embedder.passages({PASSAGES!r} * 50)
except KeyboardInterrupt:
    sys.exit(77)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as child:  # noqa: S603 - our own program
        try:
            assert child.stdout
            assert child.stdout.readline() == b"ready\n"
            time.sleep(0.5)
            started = time.monotonic()
            child.send_signal(signal.SIGINT)
            assert child.wait(30) == 77
        finally:
            child.kill()
    assert time.monotonic() - started < 10
