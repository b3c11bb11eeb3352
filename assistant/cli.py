"""The command line: the same product for scripts. Standard output holds results, standard error everything else."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from assistant.errors import (
    AssistantError,
    LibraryError,
    ModelRefusedError,
    QuestionError,
    UsageError,
    WeightsError,
)
from assistant.evaluation.command import add_words, evaluate
from assistant.forms import answer_json, answer_text, evidence_json, evidence_text, failure_json, json_line, one_line
from assistant.settings import Settings, load

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.chain import Ask
    from assistant.ingest import Progress

MOST_FOUND = 100  # passages that a search may ask for


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command and ends the process with its exit code: 0, 1 (an error, in one sentence) or 130 (Ctrl-C)."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code."""
    os.umask(0o077)  # whatever we or a library write is the user's own
    _print_anything()
    try:
        options = _parser().parse_args(arguments)
        settings = load(**{name: getattr(options, name, None) for name in ("library", "host", "port")})
        code = options.command(settings, options)
    except AssistantError as error:
        print(f"assistant: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("assistant: stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return int(code or 0)


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

    chat = command("chat", _chat, "Open the assistant in the browser.")
    chat.add_argument("--host", default=None, help="the address to serve on (default: 127.0.0.1)")
    chat.add_argument("--port", type=int, default=None, help="the port to serve on (default: 7860)")
    chat.add_argument("--no-browser", action="store_true", help="do not open a browser")
    chat.add_argument("--ingest", type=Path, action="append", default=[], metavar="PATH", help="take this in first")

    ask = command("ask", _ask, "Answer a question, every sentence with the sentence it rests on.")
    ask.add_argument("question", nargs="?", help="the question")
    ask.add_argument(
        "--batch", type=Path, metavar="FILE", help='answer many: one JSON object a line, {"id", "question", "history"}'
    )
    ask.add_argument("--json", action="store_true", help="print JSON, one line an answer")

    search = command("search", _search, "Show the passages that fit a question best.")
    search.add_argument("question", help="the question")
    search.add_argument("-k", type=int, default=8, metavar="N", help=f"how many, 1 to {MOST_FOUND} (default: 8)")
    search.add_argument("--json", action="store_true", help="print JSON")

    ingest = command("ingest", _ingest, "Take in files and folders; run again, it takes in what has changed.")
    ingest.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a file or a folder")
    ingest.add_argument(
        "--rebuild", action="store_true", help="embed everything anew with the embedding model that is set"
    )
    ingest.add_argument("--json", action="store_true", help="print the report as JSON")

    add_words(command("eval", _evaluate, "Measure answers, refusals, checks and the search on question sets."))
    return parser


def _opened(settings: Settings) -> Assistant:
    from assistant.assembly import Assistant  # noqa: PLC0415 - keeps --help quick

    return Assistant(settings)


def _chat(settings: Settings, options: argparse.Namespace) -> None:
    from assistant.ui import address, build_app, reserve, serve  # noqa: PLC0415 - gradio takes seconds to import

    with reserve(settings.host, settings.port) as taken, _opened(settings) as assistant:
        catalog = assistant.library.catalog
        assistant.start()
        if options.ingest:
            _take_in(assistant, options.ingest)
        app = build_app(
            chain=assistant.chain,
            searched=catalog.searched,
            suggestions=assistant.suggestions,
            document=catalog.document,
            notice=assistant.notice,
            hosts=[settings.host],
        )
        assistant.warm()
        print(f"Bilateral Record is at {address(settings.host, settings.port)} - Ctrl-C ends it.", file=sys.stderr)
        serve(app, taken, open_browser=not options.no_browser)


def _ask(settings: Settings, options: argparse.Namespace) -> int:
    if bool(options.question) == bool(options.batch):
        raise UsageError("Give one question, or a file of questions with --batch.")
    with _opened(settings) as assistant:
        if options.batch:
            return _ask_batch(assistant, options.batch)
        chain = assistant.chain
        assistant.start()
        answer = chain.invoke({"question": options.question, "history": ()})
        print(json_line(answer_json(answer)) if options.json else answer_text(answer))
        if assistant.notice and not options.json:
            print(f"\n{assistant.notice}", file=sys.stderr)
    return 0


def _ask_batch(assistant: Assistant, path: Path) -> int:
    """An output line for each input line. A question that fails says so in its line and the others are still asked,
    unless they would all fail: a wrong key, missing weights."""
    code = 0
    for entry in _questions(path):
        asked: Ask = {"question": entry["question"], "history": entry["history"]}
        try:
            answer = answer_json(assistant.chain.invoke(asked))
        except (ModelRefusedError, WeightsError, LibraryError):
            raise
        except AssistantError as error:
            print(f"assistant: question {entry['id']}: {error}", file=sys.stderr)
            answer, code = failure_json(entry["question"], str(error)), 1
        print(json_line({"id": entry["id"], **answer}), flush=True)
    return code


def _search(settings: Settings, options: argparse.Namespace) -> None:
    from assistant.questions import checked  # noqa: PLC0415 - keeps --help quick

    question = checked(options.question, settings.question_characters)
    if not 1 <= options.k <= MOST_FOUND:
        raise UsageError(f"-k is {options.k}, and can be 1 to {MOST_FOUND}.")
    with _opened(settings) as assistant:
        found = assistant.retriever.ranked(question, options.k)
        empty = not assistant.library.catalog.searched().documents
    if options.json:
        rows = [{**evidence_json(item), "relevant": relevant} for item, relevant in found]
        print(json_line(rows))
    else:
        print("\n\n".join(evidence_text(item, relevant=relevant) for item, relevant in found))
    if empty:
        print("The library is empty. Add documents with `assistant ingest FOLDER`.", file=sys.stderr)
    elif not any(relevant for _, relevant in found):
        print("Nothing in the library is near to this; these are the nearest passages.", file=sys.stderr)


def _ingest(settings: Settings, options: argparse.Namespace) -> int:
    if not options.paths and not options.rebuild:
        raise UsageError("Name a file or a folder to take in.")
    code, result = 0, {}
    with _opened(settings) as assistant:
        if options.rebuild:
            with _progress() as shown:
                number = assistant.rebuild(progress=shown)
            print(f"Embedded {number:,} passages with {assistant.embedder.name}.", file=sys.stderr)
            result["rebuilt"] = number
        if options.paths:
            report = _take_in(assistant, options.paths)
            result |= asdict(report)
            code = int(bool(report.failed) and not (report.added or report.updated or report.unchanged))
    if options.json:
        print(json_line(result))
    return code


def _take_in(assistant: Assistant, paths: Sequence[Path]) -> Any:
    """Takes in the paths with a progress bar, and says what became of them on standard error."""
    with _progress() as shown:
        report = assistant.ingest(paths, progress=shown)
    counts = [f"{len(names):,} {kind}" for kind, names in asdict(report).items() if names or kind == "added"]
    print(", ".join(counts), file=sys.stderr)
    for failure in report.failed:
        print(f"  {one_line(failure.document)}: {failure.reason}", file=sys.stderr)
    return report


def _evaluate(settings: Settings, options: argparse.Namespace) -> None:
    evaluate(settings, options, _progress)


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None]]:
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


def _questions(path: Path) -> list[dict[str, Any]]:
    """The questions of a JSONL file. Raises QuestionError with the line's number where one is malformed."""
    from assistant.domain import Message  # noqa: PLC0415 - keeps --help quick
    from assistant.evaluation.sets import json_lines  # noqa: PLC0415 - likewise

    entries = []
    for number, entry in json_lines(path):
        try:
            question, history = entry["question"], entry.get("history") or []
            messages = [Message(str(said["role"]), str(said["content"])) for said in history]
        except (KeyError, TypeError, AttributeError) as error:
            raise QuestionError(
                f'{path}, line {number}: not {{"id", "question", "history": [{{"role", "content"}}]}}. Mend that line.'
            ) from error
        if not isinstance(question, str):
            raise QuestionError(f'{path}, line {number}: "question" is not a text. Mend that line.')
        entries.append({"id": entry.get("id", str(number)), "question": question, "history": messages})
    return entries
