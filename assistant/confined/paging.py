"""The pages of a document as they look, and where on them its text stands: read again from the file that it came from,
in a process of its own (see confined)."""

from __future__ import annotations

import base64
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import BoundedSemaphore, Lock, Timer
from typing import Any

from assistant.confined import cell
from assistant.confined.child import Child, GoneError
from assistant.domain import Document
from assistant.errors import ReadingError
from assistant.reading import Options, opened
from assistant.reading.originals import CHANGED, TOO_MUCH

WIDTHS = (480, 800, 1200, 1800, 2400)  # pixels in which a page is drawn: few, so that they are found again

_WAITING = 6  # requests that may wait for the process; more are refused at once, so that the page stays responsive
_BUSY = "Too many pages are being drawn at once. Try again in a moment."
_MOST_KEPT = 48_000_000  # bytes of pictures
_IDLE = 120.0  # seconds after which the process is ended that nobody needs
_WHOLE = 3  # times the seconds of its own work that an answer may take by the clock

Box = tuple[float, float, float, float]  # left, top, width, height, as shares of the page


@dataclass(frozen=True, slots=True)
class Placed:
    """A box on a page (from 1)."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Outline:
    """``sizes``: width and height of each page in points. ``places``: for each span that was asked for its boxes, from
    its first line to its last; none where it is not known where on the page all of it stands."""

    sizes: tuple[tuple[float, float], ...]
    places: tuple[tuple[Placed, ...], ...]


class Paging:
    """Safe to use from several threads; one page is drawn at a time.

    ``originals``: the id of a document and who looks → the files that it was read from, and which of the documents in
    them is meant.
    ``limit``: bytes of a file at the most; ``seconds`` and ``megabytes``: what one answer may take.
    """

    def __init__(
        self,
        originals: Callable[[str, str], Sequence[tuple[Path, str]]],
        *,
        limit: int,
        seconds: float = 10,
        megabytes: int = 500,
    ) -> None:
        self._originals = originals
        self._options = Options(limit=limit)
        self._seconds = seconds
        self._megabytes = megabytes
        self._child: Child | None = None
        self._resting: Timer | None = None
        self._one = Lock()
        self._queue = BoundedSemaphore(_WAITING)
        self._kept: OrderedDict[tuple[str, str, int, int], bytes] = OrderedDict()

    def close(self) -> None:
        """Ends the process and forgets the pictures. It starts again when it is needed."""
        with self._one:
            self._end()
            self._kept.clear()

    def pages(self, document: Document, reader: str = "") -> int:
        """How many pages can be shown, as far as that is known without opening the file: 0 where it is no PDF."""
        names = (member or path.name for path, member in self._originals(document.id, reader))
        return len(document.pages) if any(name.lower().endswith(".pdf") for name in names) else 0

    def picture(self, document: Document, number: int, width: int, reader: str = "") -> bytes:
        """Page ``number`` (from 1) as WebP, at the least of WIDTHS that is not below ``width``.

        Raises ReadingError, with a sentence that says why there is none.
        """
        drawn = next((one for one in WIDTHS if one >= width), WIDTHS[-1])
        key = (document.sha256, reader, number, drawn)
        with self._one:
            if kept := self._kept.get(key):
                self._kept.move_to_end(key)
                return kept
        answer = self._answer(document, {"number": number, "width": drawn}, reader)
        found = base64.b64decode(answer["picture"])
        with self._one:
            self._kept[key] = found
            while sum(map(len, self._kept.values())) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return found

    def outline(self, document: Document, spans: Sequence[tuple[int, int]], reader: str = "") -> Outline:
        """The sizes of the pages, and where on them parts of the text stand. ``spans``: their offsets in the text.

        Raises ReadingError, with a sentence that says why that is not known.
        """
        parts = [_on_pages(document, start, end) for start, end in spans]
        numbers = sorted({number for part in parts for number, _ in part})
        pages: list[dict[str, Any]] = []
        order: dict[tuple[int, tuple[int, int]], tuple[int, int]] = {}
        for number in numbers:
            asked = sorted({span for part in parts for at, span in part if at == number})
            order.update({(number, span): (len(pages), at) for at, span in enumerate(asked)})
            first, last = _bounds(document, number)
            pages.append({"number": number, "text": document.text[first:last], "spans": asked})
        answer = self._answer(document, {"pages": pages}, reader)
        places = []
        for part in parts:
            found = [(number, answer["boxes"][page][at]) for number, span in part for page, at in [order[number, span]]]
            whole = all(boxes for _, boxes in found)  # half of a sentence would say something else
            places.append(tuple(Placed(number, tuple(box)) for number, boxes in found for box in boxes if whole))
        return Outline(tuple((width, height) for width, height in answer["sizes"]), tuple(places))

    def _answer(self, document: Document, wanted: dict[str, Any], reader: str) -> dict[str, Any]:
        if not self._queue.acquire(blocking=False):
            raise ReadingError(_BUSY)
        try:
            problem = CHANGED
            for path, member in self._originals(document.id, reader):
                answer = self._asked(path, {**wanted, "member": member, "sha256": document.sha256})
                if "problem" not in answer:
                    return answer
                problem = answer["problem"]
            raise ReadingError(problem)
        finally:
            self._queue.release()

    def _asked(self, path: Path, wanted: dict[str, Any]) -> dict[str, Any]:
        request = cell.packed({"name": path.name, "options": asdict(self._options), "shown": wanted})
        try:
            with self._one, opened(path, self._options.limit) as file:
                return self._child_says(request, file.fileno())
        except GoneError:
            return {"problem": TOO_MUCH}
        except ReadingError:
            return {"problem": CHANGED}

    def _child_says(self, request: bytes, handle: int) -> dict[str, Any]:
        until = time.monotonic() + self._seconds * _WHOLE
        try:
            self._stay()
            if self._child is None:
                self._child = Child(self._megabytes)
            self._child.ask(request, handle)
            answer = self._child.answer(self._seconds, until)
            if self._child.answer(self._seconds, until)["end"]:
                self._end()
            else:
                self._rest()
        except GoneError:
            self._end()
            raise
        return answer

    def _rest(self) -> None:
        self._resting = Timer(_IDLE, self._end_idle)
        self._resting.daemon = True
        self._resting.start()

    def _stay(self) -> None:
        if self._resting:
            self._resting.cancel()
            self._resting = None

    def _end_idle(self) -> None:
        with self._one:
            if self._resting:  # nobody came while this waited for its turn
                self._end()

    def _end(self) -> None:
        self._stay()
        if self._child:
            self._child.end()
            self._child = None


def _bounds(document: Document, number: int) -> tuple[int, int]:
    """Where in the text a page (from 1) starts and ends."""
    pages = (*document.pages, len(document.text))
    return pages[number - 1], pages[number]


def _on_pages(document: Document, start: int, end: int) -> list[tuple[int, tuple[int, int]]]:
    """The pages on which ``text[start:end]`` stands, with its offsets in their text; those with only space on them
    are left out."""
    found = []
    for number in _numbers(document, start, end):
        first, last = _bounds(document, number)
        span = max(start, first) - first, min(end, last) - first
        if any(map(str.isalnum, document.text[first + span[0] : first + span[1]])):
            found.append((number, span))
    return found


def _numbers(document: Document, start: int, end: int) -> Iterable[int]:
    first, last = document.page_at(start), document.page_at(max(start, end - 1))
    return range(first, last + 1) if first and last else ()
