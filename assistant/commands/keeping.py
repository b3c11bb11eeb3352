"""The commands that fill a library and keep it: ingest, watch and status."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from assistant.commands.forms import json_line, one_line
from assistant.errors import AssistantError, UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    from assistant.assembly import Assistant
    from assistant.catalog.catalog import Catalog
    from assistant.ingest.catchup import Progress
    from assistant.ingest.ingest import Report
    from assistant.ingest.keeper import Keeper
    from assistant.ingest.watching import Source
    from assistant.settings import Settings

PROBLEMS_SHOWN = 50  # on the page
_MOST_NAMED = 10  # files that are passed over


def add_keeping(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Adds these commands to the command line. ``command(name, function, about)`` makes a parser of one."""
    ingest = command("ingest", _ingest, "Take in files, folders and addresses; run again, it takes in what changed.")
    ingest.add_argument("paths", nargs="*", metavar="PATH", help="a file, a folder, a web address or that of a feed")
    ingest.add_argument(
        "--rebuild", action="store_true", help="embed everything anew with the embedding model that is set"
    )
    ingest.add_argument("--json", action="store_true", help="print the report as JSON")
    _add_fields(ingest)

    watch = command("watch", _watch, "Take in files, folders and feeds, and go on with what changes, until Ctrl-C.")
    watch.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, a web address or that of a feed")
    watch.add_argument(
        "--every", type=float, default=15, metavar="MINUTES", help="how often addresses are asked again (default: 15)"
    )
    _add_fields(watch)

    status = command("status", _status, "Say what the library holds and how far it is; also while it is open.")
    status.add_argument("--json", action="store_true", help="print JSON")


def _add_fields(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--field",
        action="append",
        default=[],
        metavar="WHAT=KEY",
        help="what a JSONL export calls the text, title, date, place, publisher, address, author, language or id of a "
        "record, such as text=body; without any it is guessed",
    )


def _ingest(settings: Settings, options: argparse.Namespace) -> int:
    if not options.paths and not options.rebuild:
        raise UsageError("Name a file, a folder or an address to take in.")
    fields = _fields(options.field)
    code, result = 0, {}
    with opened(settings) as assistant:
        if options.rebuild:
            with progress_shown() as shown:
                number = assistant.rebuild(progress=shown)
            print(f"Embedded {number:,} passages with {assistant.embedder.name}.", file=sys.stderr)
            result["rebuilt"] = number
        if options.paths:
            report = take_in(assistant, sources(options.paths), fields=fields)
            result |= asdict(report)
            code = int(bool(report.failed) and not (report.added or report.updated or report.unchanged))
    if options.json:
        print(json_line(result))
    return code


def _watch(settings: Settings, options: argparse.Namespace) -> None:
    from assistant.ingest.watching import watch  # noqa: PLC0415 - keeps --help quick

    fields = _fields(options.field)
    if not 0 < options.every <= 7 * 24 * 60:
        raise UsageError("--every is a number of minutes, up to a week.")
    given = sources(options.paths)
    with opened(settings) as assistant:
        print("Watching. Ctrl-C ends it.", file=sys.stderr)

        def taken(some: Sequence[Source]) -> Report:
            return take_in(assistant, some, fields=fields, quiet=True)

        for outcome in watch(given, taken, stopped=Event(), ignored=assistant.library.folder, every=options.every * 60):
            if isinstance(outcome, AssistantError):
                report_told(outcome)


def _status(settings: Settings, options: argparse.Namespace) -> None:
    from assistant.commands.standing import look, problems_told, told  # noqa: PLC0415 - keeps --help quick

    now, owner = look(settings.library)
    if options.json:
        print(json_line({**asdict(now), "open_in_process": owner}))
        return
    print(f"The library {one_line(str(settings.library))} holds:")
    for line in told(now):
        print(f"  {line}")
    if owner is not None:
        print(f"  It is open in process {owner or 'of another user'}.")
    if now.problems:
        print(f"Could not be read ({len(now.problems):,}):")
        for line in problems_told(now.problems):
            print(f"  {one_line(line)}")


@contextmanager
def progress_shown() -> Iterator[Callable[[Progress], None]]:
    """A bar for each stage on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bars  # noqa: PLC0415

    columns = [
        TextColumn("{task.description:<10}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    ]
    with Bars(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, Any] = {}

        def show(step: Progress) -> None:
            if step.stage not in tasks:
                tasks[step.stage] = bars.add_task(str(step.stage).capitalize(), total=step.total)
            bars.update(tasks[step.stage], completed=step.done, total=step.total)

        yield show


def take_in(
    assistant: Assistant,
    sources: Sequence[Source],
    *,
    fields: Sequence[tuple[str, str]] = (),
    quiet: bool = False,
) -> Report:
    """Takes these in with a progress bar, and says what became of them on standard error; ``quiet``: only if anything
    did."""
    with progress_shown() as shown:
        report = assistant.ingest(sources, fields=fields, progress=shown)
    report_told(report, quiet=quiet)
    return report


def report_told(report: Report | AssistantError, *, quiet: bool = False) -> None:
    """Says on standard error what became of the documents; ``quiet``: only if anything did."""
    if isinstance(report, AssistantError):
        print(f"assistant: {report}", file=sys.stderr)
        return
    became = {kind: names for kind, names in asdict(report).items() if kind != "passed_over"}
    told = {kind: names for kind, names in became.items() if names or (kind == "added" and not quiet)}
    if not quiet or told.keys() - {"unchanged"}:
        print(", ".join(f"{len(names):,} {kind}" for kind, names in told.items()), file=sys.stderr)
        for failure in report.failed:
            print(f"  {one_line(failure.document)}: {failure.reason}", file=sys.stderr)
        if others := [one_line(name) for name in report.passed_over]:
            named = ", ".join(others[:_MOST_NAMED]) + (", …" if len(others) > _MOST_NAMED else "")
            advice = "Such files are read only where they are named themselves."
            print(f"{len(others):,} passed over, by their endings: {named}. {advice}", file=sys.stderr)


def standing_json(catalog: Catalog, keeper: Keeper, reader: str) -> dict[str, object]:
    """What the page shows a reader of the library while documents are taken in."""
    from assistant.catalog.listing import Listing  # noqa: PLC0415 - keeps --help quick
    from assistant.commands.standing import left, problems_told, standing, told  # noqa: PLC0415 - likewise

    with catalog.reading() as db:
        now = standing(db, reader)
    # What readers added has a list of its own.
    problems = [(one.name, one.reason) for one in Listing(catalog).problems()]
    work = keeper.working()
    return {
        "documents": now.documents,
        "busy": work.is_busy,
        "work": left(work, now),
        "share": now.share,
        "told": told(now),
        "problem": work.problem,
        "problems": problems_told(problems[:PROBLEMS_SHOWN]),
        "problems_in_all": len(problems),
    }


def opened(settings: Settings) -> Assistant:
    """What a command works with, for the caller to close."""
    from assistant.assembly import Assistant  # noqa: PLC0415 - keeps --help quick

    return Assistant(settings)


def sources(given: Sequence[str]) -> list[Source]:
    """Paths and addresses. Raises UsageError where one is empty: a path that was meant, not the folder at hand."""
    from assistant.web import is_address  # noqa: PLC0415 - keeps --help quick

    if not all(given):
        raise UsageError("One of the paths is empty. Name a file, a folder or an address; `.` is this folder.")
    return [one if is_address(one) else Path(one) for one in given]


def _fields(given: Sequence[str]) -> list[tuple[str, str]]:
    """ "text=body" → ("text", "body"). Raises UsageError for what is no such pair."""
    from assistant.reading import WHATS  # noqa: PLC0415 - keeps --help quick

    found = []
    for pair in given:
        what, _, key = pair.partition("=")
        if what not in WHATS or not key:
            raise UsageError(f"--field {pair} is not WHAT=KEY, where WHAT is one of {', '.join(sorted(WHATS))}.")
        found.append((what, key))
    return found
