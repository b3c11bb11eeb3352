"""The flow "ingest": files, folders and web addresses → the library.

What the library holds afterwards depends only on the files, not on how often this ran or where it was killed: every
step is a transaction, and what a step left undone is what the next one asks the library for. Files are read in a
process of their own (``confined``), their passages embedded in a thread of its own (``catchup``), both at once.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from assistant import reading
from assistant.catalog.intake import Intake
from assistant.confined.confined import Reader
from assistant.errors import ReadingError
from assistant.ingest.catchup import CatchUp, Embedder, Progress, Stage
from assistant.ingest.recording import Failure, Recorder, Report
from assistant.ingest.scanning import File, file_at, scan, text_of
from assistant.ingest.visiting import Visits
from assistant.library import Library
from assistant.web import Web

__all__ = ["Failure", "Report", "ingest"]


def ingest(  # noqa: PLR0913 - each is a thing of its own
    sources: Iterable[Path | str],
    library: Library,
    embedder: Embedder,
    *,
    limit: int,
    fields: Sequence[tuple[str, str]] = (),
    web: Web | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
    stopped: Event | None = None,
) -> Report:
    """Takes in files, folders with all that is in them, and web addresses (given as text). ``limit``: the largest file
    in bytes. ``fields``: what a record of a JSONL export calls its text, title, date …; where none are given they are
    guessed. ``web``: how addresses are fetched.

    A document's name is its path under the folder, with ``/``. In folders, hidden files and those of other formats are
    passed over (the latter are named), and so are links; a link that leads out of the folder is reported as failed.
    What came from a folder before and is not there any more is removed. A file that cannot be read is reported, and
    what it held before stays. Documents can be found by their words as soon as they are read, by their meaning as
    their vectors come. Where ``stopped`` is set it ends after the document and the vectors at hand, and the next run
    goes on. ``progress`` is called from two threads.

    Raises EmbeddingMismatchError, LibraryStorageError, and, when all is read, ModelError from the embedder.
    """
    options = reading.Options(limit=limit, fields=tuple(fields))
    with library.ingesting:
        library.expect(embedder.name)
        with CatchUp(library, embedder, progress) as catchup, Reader(options) as reader:
            recorder = Recorder(library, embedder.name, catchup)
            stopped = stopped or Event()
            visits = Visits(web or Web(), library.intake, reader, recorder, stopped)
            _Taking(library.intake, reader, options, recorder, visits, stopped).run(sources, progress)
            library.copies.compare(stopped.is_set)
            catchup.finish(stopped)
        if library.intake.untidy():
            library.intake.tidy()
        return recorder.report()


@dataclass(slots=True)
class _Taking:
    """One run over sources: which files there are, which of them have changed, and what they hold now."""

    intake: Intake
    reader: Reader
    options: reading.Options
    recorder: Recorder
    visits: Visits
    stopped: Event
    gone: list[bytes] = field(default_factory=list)
    seen: set[bytes] = field(default_factory=set)

    def run(self, sources: Iterable[Path | str], progress: Callable[[Progress], None]) -> None:
        found = [one for given in sources for one in ([given] if isinstance(given, str) else self._files(given))]
        for number, one in enumerate(found):
            if self.stopped.is_set():
                break
            progress(Progress(Stage.READING, number, len(found), one if isinstance(one, str) else one.name))
            if isinstance(one, str):
                self.visits.take_in(one)
            else:
                self._take_in(one)
        self.recorder.flush()
        if not self.stopped.is_set():
            # Only now: a file that was renamed keeps its document, and nothing is embedded again.
            for path in self.gone:
                self.recorder.forget(path)
            progress(Progress(Stage.READING, len(found), len(found)))

    def _files(self, given: Path) -> list[File]:
        """The files at a path that were not met before, in order; notes which are gone from the folder."""
        try:
            # A folder that was reached by a link is the same folder.
            path = given.resolve() if given.is_dir() else given.parent.resolve() / given.name
            is_folder, is_file = path.is_dir(), path.is_file()
        except (OSError, RuntimeError) as error:  # its name is too long, say, or it leads round in a circle
            self.recorder.fail(text_of(given), f"This cannot be looked for: {getattr(error, 'strerror', error)}.")
            return []
        if is_folder:
            files = self._scanned(path)
        elif is_file:
            files = [file_at(path)]
        else:
            there = os.path.lexists(path)
            reason = "This is neither a file nor a folder." if there else "There is no such file or folder."
            self.recorder.fail(text_of(given), reason)
            return []
        fresh = [file for file in files if file.key not in self.seen]
        self.seen.update(file.key for file in fresh)
        return fresh

    def _scanned(self, root: Path) -> list[File]:
        known = self.intake.under(os.fsencode(root))
        found = scan(root, set(known))
        for name, reason in found.failed:
            self.recorder.fail(name, reason)
        self.recorder.passed_over += found.others
        self.gone += [path for path in known if found.misses(path)]
        return found.files

    def _take_in(self, file: File) -> None:
        known = self.intake.known(file.key)
        if known:
            file = replace(file, name=known.name)
        try:
            mark = self._mark(file.path)
        except ReadingError as error:
            self.recorder.give_up(file.key, file.name, str(error))
            return
        if known and known.mark == mark:
            self.recorder.as_it_was(known)
            return
        self.recorder.take_in(file.key, file.name, mark, self.reader.read(file.path, file.name), known)

    def _mark(self, path: Path) -> str:
        """Changes when the file does, or what is made of it."""
        how = hashlib.sha256(repr(self.options.fields).encode()).hexdigest()[:8] if self.options.fields else ""
        return f"{reading.digest(path, self.options.limit)}/{reading.VERSION}/{how}"
