"""The command line: the same product for scripts. Standard output holds results, standard error everything else."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError, LibraryError, ModelRefusedError, QuestionError, WeightsError
from assistant.settings import Settings, load

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.domain import Answer, Message
    from assistant.ingest import Progress

_STAGES = {"reading": "Reading", "embedding": "Embedding", "indexing": "Indexing"}


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command and ends the process with its exit code: 0, 1 (an error, in one sentence), 2 (usage) or 130."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code."""
    os.umask(0o077)  # whatever we or a library write is the user's own
    options = _parser().parse_args(arguments)
    try:
        settings = load(**_named(options, "library", "host", "port", "passages"))
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


def _parser() -> argparse.ArgumentParser:
    everywhere = argparse.ArgumentParser(add_help=False)
    everywhere.add_argument(
        "--library", type=Path, default=argparse.SUPPRESS, metavar="DIR", help="the library's folder"
    )
    parser = argparse.ArgumentParser(
        prog="assistant",
        parents=[everywhere],
        description="Ask what two countries promised each other, and see the exact sentence behind every answer.",
        epilog="Settings are read from ASSISTANT_… environment variables; the README lists them.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(
        name: str, function: Callable[[Settings, argparse.Namespace], int | None] | None, about: str
    ) -> argparse.ArgumentParser:
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
    search.add_argument("-k", dest="passages", type=int, default=None, help="how many (default: 8)")
    search.add_argument("--json", action="store_true", help="print JSON")

    ingest = command("ingest", _ingest, "Take in files and folders; run again, it takes in what has changed.")
    ingest.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a file or a folder")
    ingest.add_argument(
        "--rebuild", action="store_true", help="embed everything anew with the embedding model that is set"
    )
    ingest.add_argument("--json", action="store_true", help="print the report as JSON")

    sets = command("eval", None, "Measure retrieval and answers on question sets.").add_subparsers(
        required=True, metavar="WHAT"
    )
    retrieval = sets.add_parser("retrieval", help="both halves of the search, and what they give together")
    retrieval.add_argument("sets", nargs="+", metavar="SET", help="the name of a public set")
    retrieval.add_argument(
        "--data", type=Path, required=True, metavar="DIR", help="the folder that holds the public sets"
    )
    retrieval.set_defaults(command=_evaluate_retrieval)
    answers = sets.add_parser("answers", help="answers from the library to questions of your own")
    answers.add_argument("sets", nargs="+", type=Path, metavar="FILE", help="a JSONL file of questions")
    answers.set_defaults(command=_evaluate_answers)
    speed = sets.add_parser("speed", help="ingest against the embedding model alone, and search as the library grows")
    speed.add_argument("--ingest", type=Path, metavar="DIR", help="take in this folder and time it")
    speed.add_argument("--sizes", type=int, nargs="*", default=[], metavar="N", help="search among so many passages")
    speed.set_defaults(command=_evaluate_speed)
    for kind in (retrieval, answers):
        kind.add_argument("--limit", type=int, default=None, help="only this many questions of each set")
        kind.add_argument("--json", action="store_true", help="print JSON")
    return parser


def _opened(settings: Settings) -> Assistant:
    from assistant.assembly import Assistant  # noqa: PLC0415 - keeps --help quick

    return Assistant(settings)


def _named(options: argparse.Namespace, *names: str) -> dict[str, Any]:
    return {name: getattr(options, name, None) for name in names}


def _chat(settings: Settings, options: argparse.Namespace) -> None:
    from assistant.ui import address, build_app, reserve, serve  # noqa: PLC0415 - gradio takes seconds to import

    with reserve(settings.host, settings.port) as taken, _opened(settings) as assistant:
        assistant.start()
        if options.ingest:
            _take_in(assistant, options.ingest)
        catalog = assistant.library.catalog
        app = build_app(
            chain=assistant.chain,
            searched=catalog.searched,
            suggestions=assistant.suggestions,
            document=catalog.document,
            notice=assistant.notice,
            hosts=[settings.host],
            limit=settings.question_characters,
        )
        assistant.warm()
        print(f"Bilateral Record is at {address(settings.host, settings.port)} - Ctrl-C ends it.", file=sys.stderr)
        serve(app, taken, open_browser=not options.no_browser)


def _ask(settings: Settings, options: argparse.Namespace) -> int:
    if bool(options.question) == bool(options.batch):
        raise QuestionError("Give one question, or a file of questions with --batch.")
    with _opened(settings) as assistant:
        if options.batch:
            return _ask_batch(assistant, options.batch)
        assistant.start()
        answer = assistant.chain.invoke({"question": options.question, "history": ()})
        print(json.dumps(answer_json(answer), ensure_ascii=False) if options.json else _answer_text(answer))
        if assistant.notice and not options.json:
            print(f"\n{assistant.notice}", file=sys.stderr)
    return 0


def _ask_batch(assistant: Assistant, path: Path) -> int:
    """An output line for each input line. A question that fails says so in its line and the others are still asked,
    unless they would all fail: a wrong key, missing weights."""
    code = 0
    for entry in list(_questions(path)):
        try:
            answer = answer_json(assistant.chain.invoke({"question": entry["question"], "history": entry["history"]}))
        except (ModelRefusedError, WeightsError, LibraryError):
            raise
        except AssistantError as error:
            print(f"assistant: question {entry['id']}: {error}", file=sys.stderr)
            answer, code = {"question": entry["question"], "error": str(error)}, 1
        print(json.dumps({"id": entry["id"], **answer}, ensure_ascii=False), flush=True)
    return code


def _search(settings: Settings, options: argparse.Namespace) -> None:
    with _opened(settings) as assistant:
        found = [evidence for evidence, _ in assistant.retriever.ranked(options.question)]
    if options.json:
        print(json.dumps([_evidence_json(item, frozenset()) for item in found], ensure_ascii=False))
        return
    for item in found:
        document = item.passage.document
        date = document.date.value if document.date else None
        print(f"{item.rank}. {_source(document.title.value, date, item.passage.page)}")
        print(f"   {document.name} [{item.passage.start}:{item.passage.end}], score {item.score:.2f}")
        print("   " + " ".join(item.passage.text.split()) + "\n")


def _ingest(settings: Settings, options: argparse.Namespace) -> int:
    if not options.paths and not options.rebuild:
        raise QuestionError("Name a file or a folder to take in.")
    with _opened(settings) as assistant:
        if options.rebuild:
            with _progress() as shown:
                number = assistant.rebuild(progress=shown)
            print(f"Embedded {number:,} passages with {assistant.embedder.name}.", file=sys.stderr)
        report = _take_in(assistant, options.paths) if options.paths else None
    if report is not None and options.json:
        print(json.dumps(asdict(report), ensure_ascii=False))
    return 1 if report is not None and report.failed and not (report.added or report.updated or report.unchanged) else 0


def _take_in(assistant: Assistant, paths: Sequence[Path]) -> Any:
    """Takes in the paths with a progress bar, and says what became of them on standard error."""
    with _progress() as shown:
        report = assistant.ingest(paths, progress=shown)
    counts = [f"{len(names):,} {kind}" for kind, names in asdict(report).items() if names or kind == "added"]
    print(", ".join(counts), file=sys.stderr)
    for failure in report.failed:
        print(f"  {_one_line(failure.document)}: {failure.reason}", file=sys.stderr)
    return report


def _evaluate_retrieval(settings: Settings, options: argparse.Namespace) -> None:
    from assistant.evaluation import retrieval  # noqa: PLC0415 - only this command needs it

    for name in options.sets:
        with _progress() as shown:
            figures = retrieval.measure(name, options.data, settings, limit=options.limit, progress=shown)
        found = {item.ranking: {"first": item.first.value, "ten": item.ten.value} for item in figures}
        print(
            json.dumps({"set": name, **found}) if options.json else retrieval.report(name, figures) + "\n", flush=True
        )


def _evaluate_speed(settings: Settings, options: argparse.Namespace) -> None:
    from assistant.evaluation import speed  # noqa: PLC0415 - only this command needs it

    with _progress() as shown:
        parts = [speed.ingest_ratio(options.ingest, settings, shown)] if options.ingest else []
        parts += [speed.search_growth(options.sizes, shown)] if options.sizes else []
    print("\n\n".join(parts))


def _evaluate_answers(settings: Settings, options: argparse.Namespace) -> None:
    from assistant.evaluation import answers  # noqa: PLC0415 - only this command needs it

    with _opened(settings) as assistant:
        for path in options.sets:
            outcomes = answers.evaluate_answers(assistant.chain, path, limit=options.limit)
            found = {key: str(value) for key, value in answers.summary(outcomes).items()}
            text = (
                json.dumps({"set": path.name, **found}, ensure_ascii=False)
                if options.json
                else answers.report(outcomes)
            )
            print(text, flush=True)


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
                tasks[step.stage] = bars.add_task(_STAGES[step.stage], total=step.total)
            bars.update(tasks[step.stage], completed=step.done, total=step.total)

        yield show


def _questions(path: Path) -> Iterator[dict[str, Any]]:
    """The questions of a JSONL file. Raises QuestionError with the line's number where one is malformed."""
    from assistant.domain import Message  # noqa: PLC0415 - keeps --help quick

    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(f"{path} cannot be read as UTF-8 text. Name a JSONL file.") from error
    entries = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            question, history = entry["question"], entry.get("history") or []
            messages: list[Message] = [Message(str(said["role"]), str(said["content"])) for said in history]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise QuestionError(
                f'{path}, line {number}: not {{"id", "question", "history": [{{"role", "content"}}]}}. Mend that line.'
            ) from error
        if not isinstance(question, str):
            raise QuestionError(f'{path}, line {number}: "question" is not a text. Mend that line.')
        entries.append({"id": entry.get("id", str(number)), "question": question, "history": messages})
    yield from entries


def answer_json(answer: Answer) -> dict[str, Any]:
    """An answer in the form that `ask --json` prints; offsets count code points of the stored text."""
    cited = {(c.sentence.passage.document.id, c.sentence.passage.start) for c in answer.citations}
    return {
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "state": answer.state.value,
        "text": answer.text,
        "claims": [_claim_json(claim) for claim in (*answer.claims, *answer.withheld)],
        "evidence": [_evidence_json(item, cited) for item in answer.evidence],
        "searched": {
            "documents": answer.searched.documents,
            "from": answer.searched.first,
            "to": answer.searched.last,
        },
        "notice": answer.notice,
        "model": answer.model,
        "timings": asdict(answer.timings),
    }


def _claim_json(claim: Any) -> dict[str, Any]:
    return {
        "text": claim.text,
        "verdict": claim.verdict.value,
        "reasons": list(claim.reasons),
        "citations": [
            {
                "number": citation.number,
                "document": citation.sentence.passage.document.name,
                "title": citation.sentence.passage.document.title.value,
                "date": date.value if (date := citation.sentence.passage.document.date) else None,
                "page": citation.sentence.page,
                "start": citation.sentence.start,
                "end": citation.sentence.end,
                "quote": citation.quote,
            }
            for citation in claim.citations
        ],
    }


def _evidence_json(item: Any, cited: frozenset[tuple[str, int]] | set[tuple[str, int]]) -> dict[str, Any]:
    document = item.passage.document
    return {
        "rank": item.rank,
        "document": document.name,
        "title": document.title.value,
        "date": document.date.value if document.date else None,
        "page": item.passage.page,
        "start": item.passage.start,
        "end": item.passage.end,
        "text": item.passage.text,
        "score": item.score,
        "found_by": item.why.value,
        "cited": (document.id, item.passage.start) in cited,
    }


def _answer_text(answer: Answer) -> str:
    lines = [answer.text, ""]
    for citation in answer.citations:
        document = citation.sentence.passage.document
        source = _source(document.title.value, document.date.value if document.date else None, citation.sentence.page)
        lines += [f"[{citation.number}] {source}", f"    “{' '.join(citation.quote.split())}”"]
    lines += [f"Not supported by any document: {claim.text}" for claim in answer.withheld]
    lines += [answer.notice] if answer.notice else []
    return "\n".join(_one_line(line) if line else "" for line in "\n".join(lines).split("\n")).rstrip()


def _source(title: str, date: str | None, page: int | None) -> str:
    return ", ".join(part for part in (title, date, f"page {page}" if page else None) if part)


def _one_line(text: str) -> str:
    """Without control characters, which could drive the terminal."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
