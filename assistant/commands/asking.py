"""The commands that ask a library: ask and search."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.commands.forms import answer_json, answer_text, evidence_json, evidence_text, failure_json, json_line
from assistant.commands.keeping import opened
from assistant.errors import (
    AssistantError,
    LibraryError,
    ModelRefusedError,
    QuestionError,
    UsageError,
    WeightsError,
)
from assistant.telling import within_told

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from assistant.assembly import Assistant
    from assistant.chain import Ask
    from assistant.domain import Filter
    from assistant.exporting import Form
    from assistant.settings import Settings

MOST_FOUND = 100  # passages that a search may ask for


def add_asking(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Adds these commands to the command line. ``command(name, function, about)`` makes a parser of one."""
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


def _add_filters(command: argparse.ArgumentParser) -> None:
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
