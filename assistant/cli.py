"""The command line: the same product for scripts. Standard output holds results, standard error everything else."""

from __future__ import annotations

import argparse
import errno
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from assistant.commands.access import add_user
from assistant.commands.evaluation import add_words, evaluate
from assistant.commands.forms import answer_json, answer_text, evidence_json, evidence_text, failure_json, json_line
from assistant.commands.keeping import add_keeping, opened, progress_shown, report_told, sources, standing_json
from assistant.commands.upkeep import add_upkeep
from assistant.commands.verifying import add_verify
from assistant.errors import (
    AssistantError,
    LibraryError,
    ModelRefusedError,
    QuestionError,
    UsageError,
    WeightsError,
)
from assistant.settings import Settings, load
from assistant.telling import within_told

if TYPE_CHECKING:
    from threading import Event

    from assistant.assembly import Assistant
    from assistant.chain import Ask
    from assistant.domain import Filter
    from assistant.exporting import Form
    from assistant.ingest.catchup import Progress
    from assistant.ingest.ingest import Report
    from assistant.ingest.watching import Source
    from assistant.ui import Allowed

AT_FIRST = 5.0  # seconds that the page waits for its first documents
_SERVING = ("host", "port", "tls_cert", "tls_key")  # settings that options of `chat` can name too
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

    chat = command("chat", _chat, "Open the assistant in the browser.")
    chat.add_argument("--host", default=None, help="the address to serve on (default: 127.0.0.1)")
    chat.add_argument("--port", type=int, default=None, help="the port to serve on (default: 7860)")
    chat.add_argument(
        "--tls-cert", type=Path, default=None, metavar="FILE", help="serve over https with this certificate"
    )
    chat.add_argument("--tls-key", type=Path, default=None, metavar="FILE", help="its key")
    chat.add_argument("--no-browser", action="store_true", help="do not open a browser")
    chat.add_argument("--ingest", action="append", default=[], metavar="PATH", help="take this in meanwhile")
    chat.add_argument(
        "--watch", action="append", default=[], metavar="PATH", help="likewise, and again whenever it changes"
    )

    ask = command("ask", _ask, "Answer a question, every sentence with the sentence it rests on.")
    ask.add_argument("question", nargs="?", help="the question")
    ask.add_argument(
        "--batch", type=Path, metavar="FILE", help='answer many: one JSON object a line, {"id", "question", "history"}'
    )
    ask.add_argument("--json", action="store_true", help="print JSON, one line an answer")
    ask.add_argument(
        "--export", type=Path, metavar="FILE", help="also save the answer with footnotes as FILE.md, .html or .docx"
    )
    _add_filters(ask)

    search = command("search", _search, "Show the passages that fit a question best.")
    search.add_argument("question", help="the question")
    search.add_argument("-k", type=int, default=8, metavar="N", help=f"how many, 1 to {MOST_FOUND} (default: 8)")
    search.add_argument("--json", action="store_true", help="print JSON")
    _add_filters(search)

    add_verify(command)
    add_keeping(command)
    add_upkeep(command, progress_shown)
    add_user(command)
    add_words(command("eval", _evaluate, "Measure answers, refusals, checks and the search on question sets."))
    return parser


def _add_filters(command: _Parser) -> None:
    """What a search can be bound to; each but the dates may be given several times."""
    only = command.add_argument_group("search only documents that are")
    for option, text in (
        ("--country", "about this country (and all others given): a name or an ISO code"),
        ("--language", "in this language (or another one given): a name or a code"),
        ("--publisher", "published by this one (or another one given)"),
    ):
        only.add_argument(option, action="append", default=[], metavar="NAME", help=text)
    only.add_argument("--since", metavar="DATE", help="dated then or later, such as 2021, 2021-09 or 2021-09-07")
    only.add_argument("--until", metavar="DATE", help="dated then or earlier")


def _filter(options: argparse.Namespace) -> Filter | None:
    from assistant.questions.narrowing import narrowed  # noqa: PLC0415 - keeps --help quick

    return narrowed(
        countries=options.country,
        since=options.since,
        until=options.until,
        languages=options.language,
        publishers=options.publisher,
    )


def _chat(settings: Settings, options: argparse.Namespace) -> None:
    from assistant.commands import admission  # noqa: PLC0415 - keeps --help quick
    from assistant.domain import Filter  # noqa: PLC0415 - likewise
    from assistant.ingest.additions import Additions  # noqa: PLC0415 - likewise
    from assistant.ingest.keeper import Keeper  # noqa: PLC0415 - likewise
    from assistant.ui import Parts, address, build_app, library_page, reserve, serve  # noqa: PLC0415 - seconds

    certificate = admission.certificate(settings)
    with (
        reserve(settings.host, settings.port, signs_in=admission.signs_in(settings)) as taken,
        opened(settings) as assistant,
        admission.entrance(settings, assistant.library.folder) as entrance,
    ):
        catalog = assistant.library.catalog
        assistant.start()

        def take_in(some: Sequence[Source], progress: Callable[[Progress], None], stopped: Event) -> Report:
            return assistant.ingest(some, progress, stopped=stopped)

        keeper = Keeper(
            take_in,
            report_told,
            once=sources(options.ingest),
            watched=sources(options.watch),
            library=assistant.library.folder,
        )
        additions = Additions(assistant.library, take_in, keeper)
        routers, larger = library_page(assistant.library, additions, _allowed(settings))
        parts = Parts(
            chain=assistant.chain,
            conversations=assistant.conversations,
            searched=lambda owner: catalog.searched(Filter(reader=owner)),
            suggestions=assistant.suggestions,
            document=lambda owner, id_: catalog.document(id_, owner),
            paging=assistant.paging,
            fates=catalog.fates,
            standing=lambda owner: standing_json(catalog, keeper, owner),
            facets=catalog.facets,
            taken_in=lambda owner, ids: catalog.taken_in(ids, owner),
            notice=assistant.notice,
            routers=routers,
            larger=larger,
        )
        app = build_app(
            parts,
            hosts=admission.hosts(settings),
            entrance=entrance,
            questions_a_minute=settings.questions_a_minute,
        )
        keeper.start()
        try:
            additions.start()
            keeper.wait(AT_FIRST)
            assistant.warm()
            admission.warn(settings)
            found_at = address(settings.host, settings.port, https=certificate is not None)
            print(f"Bilateral Record is at {found_at} - Ctrl-C ends it.", file=sys.stderr)
            serve(app, taken, open_browser=not options.no_browser, certificate=certificate)
        finally:
            additions.close()
            keeper.close()


def _allowed(settings: Settings) -> Allowed:
    """What may be added from the page. Folders and addresses are this machine's owner's: not for whoever signs in."""
    from assistant.commands import admission  # noqa: PLC0415 - keeps --help quick
    from assistant.ui import Allowed  # noqa: PLC0415 - seconds

    alone = not admission.signs_in(settings)
    return Allowed(
        settings.upload_megabytes,
        settings.upload_files,
        settings.upload_quota,
        folders=alone,
        addresses=alone if settings.upload_addresses is None else settings.upload_addresses,
    )


def _ask(settings: Settings, options: argparse.Namespace) -> int:
    if bool(options.question) == bool(options.batch):
        raise UsageError("Give one question, or a file of questions with --batch.")
    if options.batch and options.export:
        raise UsageError("--export saves one answer. Give one question with it.")
    form = _form(options.export)
    within = _filter(options)
    with opened(settings) as assistant:
        if options.batch:
            return _ask_batch(assistant, options.batch, within)
        chain = assistant.chain
        assistant.start()
        answer = chain.invoke({"question": options.question, "history": (), "filter": within})
        print(json_line(answer_json(answer)) if options.json else answer_text(answer))
        if assistant.notice and not options.json:
            print(f"\n{assistant.notice}", file=sys.stderr)
        if form:
            from assistant.exporting.saving import save  # noqa: PLC0415 - keeps --help quick

            save(answer, options.export, form, assistant.library.catalog)
    return 0


def _form(path: Path | None) -> Form | None:
    if path is None:
        return None
    from assistant.exporting.saving import form_of  # noqa: PLC0415 - keeps --help quick

    return form_of(path)


def _ask_batch(assistant: Assistant, path: Path, within: Filter | None) -> int:
    """An output line for each input line. A question that fails says so in its line and the others are still asked,
    unless they would all fail: a wrong key, missing weights."""
    code = 0
    for entry in _questions(path):
        asked: Ask = {"question": entry["question"], "history": entry["history"], "filter": within}
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
    from assistant.questions.question import checked  # noqa: PLC0415 - keeps --help quick

    question = checked(options.question, settings.question_characters)
    if not 1 <= options.k <= MOST_FOUND:
        raise UsageError(f"-k is {options.k}, and can be 1 to {MOST_FOUND}.")
    within = _filter(options)
    with opened(settings) as assistant:
        found = assistant.retriever.ranked(question, options.k, within=within)
        searched = assistant.library.catalog.searched(within)
    if options.json:
        rows = [{**evidence_json(item), "relevant": relevant} for item, relevant in found]
        print(json_line(rows))
    else:
        print("\n\n".join(evidence_text(item, relevant=relevant) for item, relevant in found))
    if not searched.held:
        print("The library is empty. Add documents with `assistant ingest FOLDER`.", file=sys.stderr)
    elif not searched.documents:
        print(f"No document of the {searched.held:,} in the library is {within_told(within)}.", file=sys.stderr)
    elif not any(relevant for _, relevant in found):
        print("Nothing in the library is near to this; these are the nearest passages.", file=sys.stderr)


def _evaluate(settings: Settings, options: argparse.Namespace) -> None:
    evaluate(settings, options, progress_shown)


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
