"""The command line: the same product for scripts. Standard output holds results, standard error everything else."""

from __future__ import annotations

import argparse
import errno
import gc
import io
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NoReturn

from assistant.commands.access import add_user
from assistant.commands.asking import add_asking
from assistant.commands.chatting import add_chat
from assistant.commands.evaluation import add_words, evaluate
from assistant.commands.keeping import add_keeping, progress_shown
from assistant.commands.upkeep import add_upkeep
from assistant.commands.verifying import add_verify
from assistant.errors import AssistantError, UsageError
from assistant.settings import Settings, load

_SERVING = ("host", "port", "tls_cert", "tls_key")  # settings that options of `chat` can name too


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command and ends the process with its exit code: 0, 1 (an error, in one sentence) or 130 (Ctrl-C)."""
    code = run(arguments)
    gc.freeze()  # or the interpreter looks through everything once more, for a second, before it ends
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code."""
    os.umask(0o077)  # whatever we or a library write is the user's own
    _print_anything()
    try:
        options = _parser().parse_args(arguments)
        settings = load(**{name: getattr(options, name, None) for name in ("library", *_SERVING)})
        code = options.command(settings, options)
        if sys.stdout:  # there is none where it was closed from outside
            sys.stdout.flush()
    except AssistantError as error:
        print(f"assistant: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("assistant: stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        _print_no_more()
        return 1
    except OSError as error:
        if error.errno != errno.ENOSPC or error.filename:  # what is said of files is said by who writes them
            raise
        _print_no_more()
        print(f"assistant: The output cannot be written: {error.strerror}.", file=sys.stderr)
        return 1
    return int(code or 0)


def _print_no_more() -> None:
    """Lets what is still to be printed go nowhere, rather than fail once more when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print_anything() -> None:
    """Lets a terminal that knows no Urdu show escapes instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the words of a command in one sentence, like any other error."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message.rstrip('.').capitalize()}. See `{self.prog} --help`.")


def _parser() -> argparse.ArgumentParser:
    everywhere = _Parser(add_help=False)
    everywhere.add_argument(
        "--library", type=Path, default=argparse.SUPPRESS, metavar="DIR", help="the library's folder"
    )
    parser = _Parser(
        prog="assistant",
        parents=[everywhere],
        description="Ask what two countries promised each other, and see the exact sentence behind every answer.",
        epilog="Settings are read from ASSISTANT_… environment variables; the README lists them.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, function: Callable[[Settings, argparse.Namespace], int | None], about: str) -> _Parser:
        made = commands.add_parser(name, parents=[everywhere], help=about, description=about)
        made.set_defaults(command=function)
        return made

    add_chat(command)
    add_asking(command)
    add_verify(command)
    add_keeping(command)
    add_upkeep(command, progress_shown)
    add_user(command)
    measure = partial(evaluate, bars=progress_shown)
    add_words(command("eval", measure, "Measure answers, refusals, checks and the search on question sets."))
    return parser
