"""The commands `assistant check`, `backup` and `restore`: their words, and what they print."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.commands.forms import json_line, one_line
from assistant.upkeep.findings import REMEDIES, Checked, Repair

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.settings import Settings

Bars = Callable[[], AbstractContextManager[Callable[[Any], None]]]  # show how far something is


def add_upkeep(command: Callable[..., argparse.ArgumentParser], bars: Bars) -> None:
    """Adds these commands to the command line. ``command(name, function, about)`` makes a parser of one."""

    def at_library(act: Callable[[Path, argparse.Namespace, Bars], int | None]) -> Callable[..., int | None]:
        return lambda settings, options: act(settings.library, options, bars)

    def checked(settings: Settings, options: argparse.Namespace) -> int:
        return check_library(settings.library, options, bars, opened=lambda _: _as_set(settings))

    add_check(command("check", checked, "Verify the library, and with --repair mend it."))
    add_backup(command("backup", at_library(back_up), "Save the library in one file, also while it is in use."))
    add_restore(command("restore", at_library(restore_library), "Make a library of a backup."))


def add_check(parser: argparse.ArgumentParser) -> None:
    """What `assistant check` understands."""
    parser.add_argument("--repair", action="store_true", help="mend what can be mended")
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")


def add_backup(parser: argparse.ArgumentParser) -> None:
    """What `assistant backup` understands."""
    parser.add_argument("file", type=Path, metavar="FILE.zip", help="where the backup goes")
    parser.add_argument("--force", action="store_true", help="replace a file that is there")


def add_restore(parser: argparse.ArgumentParser) -> None:
    """What `assistant restore` understands."""
    parser.add_argument("file", type=Path, metavar="FILE.zip", help="a file that `assistant backup` wrote")
    parser.add_argument("--force", action="store_true", help="move the library that is there aside")


def _as_set(settings: Settings) -> Library:
    """The library with its search index where the settings say: in its folder, or on a server."""
    from assistant.assembly import Assistant  # noqa: PLC0415 - keeps --help quick

    return Assistant(settings).open_library()


def check_library(library: Path, options: argparse.Namespace, bars: Bars, *, opened: Callable[[Path], Library]) -> int:
    """Checks, and repairs if that is asked for. Gives 0 where the library is sound (after the repair), else 1.
    ``opened``: see ``repair``."""
    from assistant.upkeep.checking import check  # noqa: PLC0415 - keeps --help quick

    with bars() as shown:
        first = last = check(library, shown)
        if options.repair:
            from assistant.upkeep.repairing import repair  # noqa: PLC0415 - chromadb takes seconds to import

            last = repair(library, first, shown, opened=opened)
    if options.json:
        print(json_line({**_json(last), "repaired": _json(first)["findings"] if last is not first else []}))
    else:
        print(_text(first, last, repairing=options.repair))
    return int(not last.sound)


def back_up(library: Path, options: argparse.Namespace, bars: Bars) -> None:
    """Writes a backup, also while the library is in use."""
    from assistant.upkeep.backup import backup  # noqa: PLC0415 - keeps --help quick

    with bars() as shown:
        made = backup(library, options.file, force=options.force, progress=shown)
    print(
        f"Saved {made.documents:,} documents and {made.passages:,} passages as of {made.created} in {options.file}.",
        file=sys.stderr,
    )


def restore_library(library: Path, options: argparse.Namespace, bars: Bars) -> None:
    """Makes a library of a backup."""
    from assistant.upkeep.restore import restore  # noqa: PLC0415 - keeps --help quick

    with bars() as shown:
        done = restore(options.file, library, force=options.force, progress=shown)
    held = done.manifest
    print(
        f"Restored {held.documents:,} documents and {held.passages:,} passages as of {held.created} to {library}. "
        "The next start makes the search index from them.",
        file=sys.stderr,
    )
    if done.aside:
        print(f"What was there before is in {done.aside}; remove it when nothing is missing.", file=sys.stderr)


def _json(checked: Checked) -> dict[str, Any]:
    return {
        "sound": checked.sound,
        "documents": checked.documents,
        "passages": checked.passages,
        "waiting": checked.waiting,
        "bytes": checked.size,
        "findings": [
            {
                "finding": finding.sentence,
                "fault": finding.is_fault,
                "repair": REMEDIES[finding.repair] or None,
                "repairable": finding.repair not in (Repair.NOTHING, Repair.BACKUP),
            }
            for finding in checked.findings
        ],
    }


def _text(first: Checked, last: Checked, *, repairing: bool) -> str:
    lines = []
    if last is not first:
        lines += [f"Repaired: {one_line(f.sentence)}" for f in first.findings if f not in last.findings and f.is_fault]
    for finding in last.findings:
        lines.append(f"{'Wrong' if finding.is_fault else 'Note'}: {one_line(finding.sentence)}")
        if finding.repair is Repair.BACKUP:
            lines.append(f"  {REMEDIES[finding.repair]}")
        elif REMEDIES[finding.repair] and not repairing:
            lines.append(f"  `assistant check --repair` would {REMEDIES[finding.repair]}.")
    held = f"{last.documents:,} documents, {last.passages:,} passages, {last.size / 1e6:,.1f} MB"
    lines.append(f"The library is sound: {held}." if last.sound else "The library is not sound.")
    return "\n".join(lines)
