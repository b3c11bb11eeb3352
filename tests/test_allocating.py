from __future__ import annotations

import os
import subprocess
import sys

import pytest
from browsing import ROOT

from assistant.commands import allocating

# 16 threads take memory at once. A heap of glibc's is a span of 64 MB that ends with what is not used of it yet.
CODE = """
import ctypes, os, sys, threading
from assistant.commands.allocating import keep_little
if sys.argv[1] == "little":
    keep_little()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
met = threading.Barrier(16)
def work():
    met.wait()
    for _ in range(200):
        libc.free(libc.malloc(200_000))
    met.wait()
threads = [threading.Thread(target=work) for _ in range(16)]
[one.start() for one in threads]
[one.join() for one in threads]
with open("/proc/self/maps") as maps:
    spans = [line.split()[0].split("-") for line in maps if line.split()[1] == "---p"]
print(sum(1 for start, end in spans if int(end, 16) % (1 << 26) == 0 and int(end, 16) - int(start, 16) < 1 << 26))
"""


def heaps(how: str, **environment: str) -> int:
    """Beside the first one, that a process with many threads has in the end."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    made = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", CODE, how],
        env={**kept, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return int(made.stdout)


@pytest.mark.skipif(not allocating._is_glibc(), reason="another C library")
def test_many_threads_share_few_heaps_unless_the_environment_says_otherwise():
    assert heaps("much") >= 4
    assert heaps("little") < allocating.HEAPS
    assert heaps("little", MALLOC_ARENA_MAX="6") > allocating.HEAPS
