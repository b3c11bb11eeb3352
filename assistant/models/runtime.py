"""The process that runs the embedded chat model: llama.cpp's own OpenAI-compatible server on a loopback port.

A process of its own, because loading holds Python's global lock for seconds, which would freeze the page; because
llama.cpp may crash on a damaged file, which would end the page; and because its log has no place on our terminal.
It reads one line of JSON from standard input (so that no list of processes shows the key), writes its address as one
line to standard output, and ends when standard input does: when it is closed, or when the program is killed, also
while it loads.
"""

from __future__ import annotations

import fcntl
import json
import os
import sys
from typing import Any


def serve(wanted: dict[str, Any]) -> str:
    """Loads the model and returns the server's address, such as http://127.0.0.1:40123."""
    import xllamacpp  # noqa: PLC0415  (heavy, and only this process needs it)

    params = xllamacpp.CommonParams()
    params.model.path = wanted["path"]
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [wanted["key"]]
    params.ui = False
    params.endpoint_slots = wanted["slots"]
    params.cors_origins = "http://127.0.0.1"
    params.offline = True
    params.verbosity = -1
    params.fit_params = False  # nothing to fit to without a graphics card
    params.n_parallel = wanted["parallel"]
    params.n_ctx = wanted["context_tokens"] * wanted["parallel"]  # shared out among the slots
    params.cache_ram_mib = 256
    if wanted["threads"]:
        params.cpuparams.n_threads = wanted["threads"]
        params.cpuparams_batch.n_threads = wanted["threads"]
    _SERVERS.append(xllamacpp.Server(params))
    return str(_SERVERS[0].listening_address)


_SERVERS: list[Any] = []  # alive as long as the process


def main() -> None:
    answers = os.dup(1)
    os.dup2(2, 1)  # whatever a library prints goes where the log goes
    wanted = json.loads(sys.stdin.readline())
    if sys.platform == "linux":
        # The end of standard input raises SIGIO, which ends a process without asking Python, whose lock loading holds.
        # Elsewhere the signal is ignored by default, and the end is noticed when the model is loaded.
        fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC)
    address = serve(wanted)
    os.write(answers, json.dumps({"address": address}).encode() + b"\n")
    sys.stdin.read()
    os._exit(0)  # nothing to save, and nobody to wait for


if __name__ == "__main__":
    main()
