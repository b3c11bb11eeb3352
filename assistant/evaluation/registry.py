"""Every set that `assistant eval` knows, by name. Importing it is quick: what measures is imported when it is used."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from assistant.errors import QuestionError, UsageError

if TYPE_CHECKING:
    from assistant.evaluation.measures import Result
    from assistant.evaluation.run import Run
    from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Known:
    """A set in one line. ``kind``: answers, retrieval or checks."""

    name: str
    kind: str
    about: str
    licence: str


KNOWN = {
    known.name: known
    for known in (
        Known("squad2_500", "answers", "500 questions to one paragraph each, half unanswerable", "CC BY-SA 4.0"),
        Known("stici", "answers", "120 questions to 20 web pages, a third unanswerable", "MIT; pages of third parties"),
        Known(
            "nomiracl-en", "answers", "250 questions to ten retrieved passages each; half find nothing", "Apache 2.0"
        ),
        Known("nomiracl-es", "answers", "500 of the like in Spanish", "Apache 2.0"),
        Known(
            "mtrag_un", "answers", "208 turns of conversations: answer, answer in part, refuse, ask back", "Apache 2.0"
        ),
        Known(
            "rgb", "answers", "40 questions among noise, without an answer, and with false passages", "CC BY-NC-SA 4.0"
        ),
        Known(
            "multihoprag500", "answers", "250 questions to several news articles at once, with gold evidence", "ODC-BY"
        ),
        Known("wice", "checks", "claims of Wikipedia and whether their references support them", "see its README"),
        Known(
            "expertqa", "checks", "experts' judgements of whether a cited text supports a sentence", "see its README"
        ),
        Known("faithbench", "checks", "summaries by language models, with what they made up", "see its README"),
        Known(
            "fabrications", "checks", "real sentences with a number, name, date or status changed", "public documents"
        ),
        Known("retrieval-lk_pmd", "retrieval", "headline → press release, Sri Lanka", "public documents"),
        Known("retrieval-lk_cabinet", "retrieval", "title → decision of the Cabinet of Sri Lanka", "public documents"),
        Known("retrieval-multihoprag500", "retrieval", "question → all news articles that it needs", "ODC-BY"),
        Known("retrieval-xquad-en", "retrieval", "question → paragraph, both in English", "CC BY-SA 4.0"),
        Known("retrieval-xquad-es-en", "retrieval", "question in Spanish → paragraph in English", "CC BY-SA 4.0"),
    )
}


def wanted(names: list[str]) -> list[str | Path]:
    """Each name as a known set's, or as the path of a file of questions. Raises UsageError where it is neither."""
    found: list[str | Path] = []
    for name in names:
        if name in KNOWN:
            found.append(name)
        elif Path(name).is_file():
            found.append(Path(name))
        else:
            raise UsageError(
                f"{name!r} is neither a known set nor a file of questions. `assistant eval --list` shows the sets: "
                f"{', '.join(KNOWN)}."
            )
    return found


def measured(name: str | Path, settings: Settings, run: Run) -> Result:
    """What a set gave. Raises UsageError or QuestionError if it cannot be measured so, and what asking raises."""
    if isinstance(name, Path):
        from assistant.evaluation import answers, own  # noqa: PLC0415 - see above

        return answers.measure(own.own_questions(name), settings, run)
    if run.data is None:
        raise UsageError(f"Name the folder that holds the files of {name} with --data.")
    if run.oracle and KNOWN[name].kind != "answers":
        raise UsageError(f"{name} has no answers for an oracle to give. Measure it without --oracle.")
    if KNOWN[name].kind == "retrieval":
        from assistant.evaluation import retrieval  # noqa: PLC0415 - see above

        return retrieval.measure(name.removeprefix("retrieval-"), run.data, settings, run)
    if KNOWN[name].kind == "answers":
        from assistant.evaluation import answers, published  # noqa: PLC0415 - see above

        return answers.measure(published.answer_set(name, run.data), settings, run)
    return _checked(name, run.data, settings, run)


def _checked(name: str, data: Path, settings: Settings, run: Run) -> Result:
    module = "fabrications" if name == "fabrications" else "checks"
    try:
        measure = import_module(f"assistant.evaluation.{module}").measure
    except ModuleNotFoundError as error:
        raise QuestionError(f"{name} cannot be measured by this version.") from error
    from assistant.evaluation.measures import Step  # noqa: PLC0415 - see above

    def told(done: int, total: int) -> None:
        run.progress(Step("checking", done, total))

    named = () if name == "fabrications" else (name,)
    return cast("Result", measure(*named, data, settings, limit=run.limit, progress=told))
