from __future__ import annotations

import subprocess
import sys
import time

import numpy as np

from assistant.evaluation.memory import PeakMemory

TAKE = "import sys; taken = b'x' * (80 * 2**20); print('taken', flush=True); sys.stdin.read()"


def test_the_peak_counts_what_was_given_back() -> None:
    with PeakMemory() as before:
        time.sleep(0.3)
    with PeakMemory() as peak:
        taken = np.ones(120 * 2**20, np.uint8)
        time.sleep(0.5)
        del taken
    assert 100 * 2**20 < peak.bytes - before.bytes < 200 * 2**20


def test_the_peak_counts_the_processes_that_were_started() -> None:
    with PeakMemory() as before:
        time.sleep(0.3)
    with (
        PeakMemory() as peak,
        subprocess.Popen([sys.executable, "-c", TAKE], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child,  # noqa: S603 - our own program
    ):
        assert child.stdout
        assert child.stdin
        child.stdout.readline()
        time.sleep(0.5)
        child.stdin.close()
    assert peak.bytes - before.bytes > 70 * 2**20
