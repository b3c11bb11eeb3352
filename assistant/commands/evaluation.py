"""The command `assistant eval`: its words, and its results as tables, JSON or a page."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import UsageError
from assistant.evaluation.registry import KNOWN, measured, wanted
from assistant.evaluation.run import Run
from assistant.telling import counted

if TYPE_CHECKING:
    from assistant.evaluation.measures import Result
    from assistant.settings import Settings

Bars = Callable[[], AbstractContextManager[Callable[[Any], None]]]  # show how far something is


def add_words(parser: argparse.ArgumentParser) -> None:
    """What `assistant eval` understands."""
    parser.add_argument(
        "sets", nargs="*", metavar="SET", help="a known set, a JSONL file of questions of your own, or speed"
    )
    parser.add_argument("--list", action="store_true", help="show the known sets")
    parser.add_argument("--data", type=Path, metavar="DIR", help="the folder that holds the public sets")
    parser.add_argument("--limit", type=int, metavar="N", help="only this many cases of each set, always the same")
    parser.add_argument("--oracle", action="store_true", help="check the sets' gold answers instead of a chat model's")
    parser.add_argument("--json", action="store_true", help="print JSON, one line a set")
    parser.add_argument(
        "--feedback", type=Path, metavar="FILE.jsonl", help="write what readers said of answers as a set of questions"
    )
    parser.add_argument("--report", type=Path, metavar="FILE.html", help="write a page with every failure")
    speed = parser.add_argument_group("speed: an ingest by stages, search beside it, and both as a library grows")
    speed.add_argument("--ingest", type=Path, metavar="DIR", help="take in this folder and time each stage")
    speed.add_argument("--readers", type=Path, metavar="DIR", help="search while this folder is taken in")
    speed.add_argument("--sizes", type=int, nargs="*", default=[], metavar="N", help="search among so many passages")


def evaluate(settings: Settings, options: argparse.Namespace, bars: Bars) -> None:
    """Measures the sets one after the other; each result is printed, and the page written, as soon as it is there."""
    if options.list:
        print(_listed())
        return
    if options.feedback:
        from assistant.evaluation.feedback import write  # noqa: PLC0415 - keeps --help quick

        print(f"{counted(write(settings.library, options.feedback), 'question')} written to {options.feedback}.")
        return
    if not options.sets:
        raise UsageError("Name a set or a file of questions. `assistant eval --list` shows the known sets.")
    if options.limit is not None and options.limit < 1:
        raise UsageError(f"--limit is {options.limit}, and must be 1 or more.")
    if options.sets == ["speed"]:
        _speed(settings, options, bars)
        return
    from assistant.evaluation.printed import as_json, as_text  # noqa: PLC0415 - keeps --help quick

    results: list[Result] = []
    for name in wanted(options.sets):
        try:
            with bars() as shown:
                results.append(measured(name, settings, Run(options.data, options.limit, options.oracle, shown)))
        except KeyboardInterrupt:
            print("What the models said so far is kept: run it again to go on.", file=sys.stderr)
            raise
        told = json.dumps(as_json(results[-1]), ensure_ascii=False) if options.json else as_text(results[-1]) + "\n"
        print(told, flush=True)
        if options.report:
            _write(options.report, results)


def _write(path: Path, results: list[Result]) -> None:
    from assistant.evaluation.page import page  # noqa: PLC0415 - only a report needs it

    try:
        path.write_text(page(results), "utf-8")
    except OSError as error:
        raise UsageError(f"The report cannot be written to {path}: {error.strerror}.") from error


def _listed() -> str:
    width = max(map(len, KNOWN))
    lines = [f"{known.name.ljust(width)}  {known.about} ({known.licence})" for known in KNOWN.values()]
    return "\n".join([*lines, "", "Or a JSONL file of questions of your own, asked of your library."])


def _speed(settings: Settings, options: argparse.Namespace, bars: Bars) -> None:
    from assistant.evaluation.readers import search_while_ingesting  # noqa: PLC0415 - only this needs it
    from assistant.evaluation.speed import search_growth  # noqa: PLC0415
    from assistant.evaluation.stages import ingest_by_stage  # noqa: PLC0415

    if not (options.ingest or options.readers or options.sizes):
        raise UsageError("Say what to time: --ingest DIR, --readers DIR, or --sizes N N N.")
    with bars() as shown:
        parts = [ingest_by_stage(options.ingest, settings, shown)] if options.ingest else []
        parts += [search_while_ingesting(options.readers, settings, shown)] if options.readers else []
        parts += [search_growth(options.sizes, shown)] if options.sizes else []
    print("\n\n".join(parts))
