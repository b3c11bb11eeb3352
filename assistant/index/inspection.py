"""Whether a doubtful index can be trusted: it is tried in a child process that can neither harm this one nor fill the
disk, and compared with the catalog's vectors."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

import numpy as np

from assistant.index.vectors import Matrix, Vectors

SAMPLE = 200  # vectors that are searched for themselves
_CHILD = ("-m", "assistant.index.inspection")


def inspect(folder: Path, expected: Callable[[Sequence[str]], Mapping[str, Matrix]]) -> list[str] | None:
    """Opens the index in ``folder`` in a child process.

    ``expected`` gives the right vectors of those ids that have one. Returns the ids that the index holds, or None if it
    cannot be opened, holds a vector that is not the expected one, or does not find vectors that it holds.
    """
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []
    if not sizes:
        return None
    command = [sys.executable, *_CHILD, str(folder.absolute()), str(2 * max(sizes) + 2**24)]
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        if child.stdout is None:
            raise AssertionError("it was opened with a pipe")
        # A torn index may keep its opener busy for ever. 30 s, and as long again as reading it takes at a crawl.
        deadline = threading.Timer(30 + sum(sizes) / 2e6, child.kill)
        deadline.start()
        try:
            return _compared(child.stdout, expected)
        except (ValueError, KeyError, TypeError):
            return None  # the child died in the middle of its answer
        finally:
            deadline.cancel()
            child.kill()


def finds_itself(index: Vectors, sample: Sequence[Matrix]) -> bool:
    """Whether an index finds the vectors that it holds, of which these are some."""
    lost = sum(1 for vector in sample if not index.finds(vector))
    # The graph is searched approximately: of millions of vectors some may miss themselves in a sound index too.
    return lost * 100 <= len(sample)


def _compared(answer: IO[bytes], expected: Callable[[Sequence[str]], Mapping[str, Matrix]]) -> list[str] | None:
    held: list[str] = []
    for line in answer:
        page = json.loads(line)
        if "sound" in page:
            return held if page["sound"] else None
        ids, vectors = _page(answer, page["ids"], page["bytes"])
        right = expected(ids)
        for id_, vector in zip(ids, vectors, strict=True):
            if id_ in right and (right[id_].shape != vector.shape or not np.allclose(right[id_], vector, atol=1e-4)):
                return None
        held += ids
    return None


def _page(answer: IO[bytes], ids: list[str], size: int) -> tuple[list[str], Matrix]:
    """Raises ValueError where it is cut off."""
    data = answer.read(size)
    if not ids or len(data) != size:
        raise ValueError("a page is cut off")
    return ids, np.frombuffer(data, dtype=np.float32).reshape(len(ids), -1)


def _answer(folder: Path, out: IO[bytes]) -> None:
    """What the child does: everything that is held goes to ``out``, then whether a sample finds itself."""
    index = Vectors.open(folder)
    sample: list[Matrix] = []
    held = max(1, index.count())
    for ids, vectors in index.pages():
        out.write(json.dumps({"ids": ids, "bytes": vectors.nbytes}).encode() + b"\n" + vectors.tobytes())
        sample += list(vectors[:: max(1, held // SAMPLE)])
    out.write(json.dumps({"sound": finds_itself(index, sample)}).encode() + b"\n")
    out.flush()


if __name__ == "__main__":
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _answer(Path(sys.argv[1]), sys.stdout.buffer)
