"""The command `assistant verify`: its words, and what it prints."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.commands.forms import json_line, one_line
from assistant.errors import AssistantError, UsageError
from assistant.telling import counted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from assistant.settings import Settings
    from assistant.verifying.holdings import Holdings
    from assistant.verifying.judging import Outcome
    from assistant.verifying.shown import Shown


def add_verify(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Adds the command to the command line. ``command(name, function, about)`` makes a parser of it."""
    verify = command("verify", verify_files, "Compare every footnote of an export with the documents.")
    verify.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a file that was exported")
    verify.add_argument(
        "--against",
        action="append",
        default=[],
        metavar="PATH",
        help="compare with this file, folder or web address (and all others given) instead of the library",
    )
    verify.add_argument("--json", action="store_true", help="print JSON, one line a file")


def verify_files(settings: Settings, options: argparse.Namespace) -> int:
    """Prints what became of each footnote of each file. Gives 0 where all of them hold, else 1."""
    from assistant.verifying.shown import read_export  # noqa: PLC0415 - keeps --help quick

    if not all(options.against):
        raise UsageError("--against is empty. Name a file, a folder or a web address.")
    exports: dict[Path, Shown | AssistantError] = {}
    for path in options.files:
        try:
            exports[path] = read_export(path)
        except AssistantError as error:
            exports[path] = error
    sound = True
    with ExitStack() as opened:
        read = [export for export in exports.values() if not isinstance(export, AssistantError)]
        holdings = _holdings(settings, options.against, read, opened) if read else None
        for path, export in exports.items():
            if isinstance(export, AssistantError) or holdings is None:
                print(_failure(path, str(export), as_json=options.json))
                sound = False
                continue
            outcomes = _outcomes(export, holdings)
            sound = sound and not export.foreign and all(outcome.holds for outcome in outcomes)
            print(_json(path, export, outcomes) if options.json else _text(path, export, outcomes))
    return int(not sound)


def _holdings(settings: Settings, against: Sequence[str], exports: Sequence[Shown], opened: ExitStack) -> Holdings:
    from assistant.upkeep.reading import expect_format, snapshot  # noqa: PLC0415 - keeps --help quick
    from assistant.verifying.holdings import InFiles, InLibrary  # noqa: PLC0415 - likewise

    if not against:
        db = opened.enter_context(snapshot(settings.library))
        expect_format(db, settings.library)
        return InLibrary(db)
    from assistant.assembly import Assistant  # noqa: PLC0415 - likewise
    from assistant.confined.confined import Reader  # noqa: PLC0415 - likewise
    from assistant.reading import Options  # noqa: PLC0415 - likewise

    reader = opened.enter_context(Reader(Options(limit=settings.file_bytes)))
    notes = [note for export in exports for note in export.record.footnotes]
    files = InFiles(against, notes, reader, Assistant(settings).web)
    for name, reason in files.failed:
        print(f"assistant: {one_line(name)}: {one_line(reason)}", file=sys.stderr)
    return files


def _outcomes(export: Shown, holdings: Holdings) -> list[Outcome]:
    """One for each footnote, by their numbers. One that is not shown as exported is compared no further."""
    from assistant.verifying.judging import altered, compared  # noqa: PLC0415 - keeps --help quick

    found = {outcome.number: outcome for outcome in altered(export)}
    for note in export.record.footnotes:
        if note.number not in found:
            found[note.number] = compared(note, holdings.held(note))
    return [found[number] for number in sorted(found)]


def _failure(path: Path, reason: str, *, as_json: bool) -> str:
    if as_json:
        return json_line({"file": str(path), "verified": False, "problems": [reason], "footnotes": []})
    return f"{one_line(str(path))}: {one_line(reason)}"


def _json(path: Path, export: Shown, outcomes: Sequence[Outcome]) -> str:
    footnotes: list[dict[str, Any]] = [
        {
            "number": outcome.number,
            "verified": outcome.holds,
            "result": outcome.result.value,
            "reason": outcome.told,
            "title": outcome.title,
            "quote": outcome.quote,
        }
        for outcome in outcomes
    ]
    verified = not export.foreign and all(outcome.holds for outcome in outcomes)
    return json_line({"file": str(path), "verified": verified, "problems": export.foreign, "footnotes": footnotes})


def _text(path: Path, export: Shown, outcomes: Sequence[Outcome]) -> str:
    good = sum(outcome.holds for outcome in outcomes)
    if not outcomes:
        said = "there are no footnotes to verify"
    elif good == len(outcomes):
        said = "the footnote is verified" if good == 1 else f"all {good} footnotes are verified"
    else:
        said = f"{good} of {counted(len(outcomes), 'footnote')} verified"
    lines = [f"{path}: {said}.", *(f"  {problem}" for problem in export.foreign)]
    for outcome in outcomes:
        result = "verified" if outcome.holds else f"NOT VERIFIED ({outcome.result.value})"
        title = f", {outcome.title}" if outcome.title else ""
        lines.append(f"  {outcome.number}. {result}{title}: {outcome.told}")
    return "\n".join(one_line(line) for line in lines)
