"""Near-miss claims and faithful ones, made from the sentences of any library, and how many of each are supported.

Every fabrication is a real sentence changed in one way that the document does not bear out (see altering); every
faithful claim is a real sentence, cut short or reworded (see rewording). Both are drawn from a fixed seed.
"""

# ruff: noqa: S311 - claims are drawn from a fixed seed, nothing secret

from __future__ import annotations

import gzip
import hashlib
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.domain import Basis, Claim, Document, Evidence, Passage, Sentence, Stated, Verdict, Why
from assistant.errors import QuestionError
from assistant.evaluation.altering import ALTERATIONS
from assistant.evaluation.measures import Failure, Figure, Result, Share, percentile
from assistant.evaluation.naming import Names, names_of
from assistant.evaluation.rewording import REWORDINGS, extracts, is_material, plain
from assistant.evaluation.sets import json_lines
from assistant.grounding.abroad import Similar
from assistant.grounding.claims import Grounds
from assistant.splitting import sentences, split

if TYPE_CHECKING:
    from assistant.settings import Settings

NAME = "fabrications"
MANY = 640  # claims of either sort, of all corpora together
SEED = 20260
PASSAGES = 8  # of evidence, OTHERS of them of another document
OTHERS = 3
FROM_ONE = 3  # claims of either sort made from one document
_VERBATIM = ("verbatim", "extract")  # a third of the faithful claims

Progress = Callable[[int, int], None]  # claims checked, claims in all


@dataclass(frozen=True, slots=True)
class Trial:
    """A claim and the sentence it is made from. ``kind``: how; ``corpus``: of which collection the document is."""

    kind: str
    claim: str
    faithful: bool
    sentence: Sentence
    corpus: str = ""

    @property
    def document(self) -> Document:
        return self.sentence.passage.document


@dataclass(frozen=True, slots=True)
class Checked:
    trial: Trial
    result: Claim
    seconds: float

    @property
    def wrong(self) -> bool:
        return (self.result.verdict is Verdict.SUPPORTED) is not self.trial.faithful


class Written(BaseModel):
    """One line of a file of claims written by hand. ``quote``: words that stand in one sentence of the document."""

    model_config = ConfigDict(frozen=True)
    corpus: str = ""
    document: str
    quote: str
    claim: str
    faithful: bool
    kind: str = ""


def measure(  # noqa: PLR0913 - each is a choice of the command line
    data: Path | None,
    settings: Settings | None = None,  # noqa: ARG001 - every set is measured alike
    *,
    limit: int | None = None,
    progress: Progress | None = None,
    documents: Sequence[Document] = (),
    claims: Path | None = None,
    half: str | None = None,
    similar: Similar | None = None,
) -> Result:
    """The figures of the set. ``data``: the folder of the public corpora; ``documents``: a library of one's own;
    ``claims``: a file of claims written by hand, in the place of those made here; ``half``: "even" or "odd" documents.

    Raises QuestionError if a file is missing or not as it should be.
    """
    corpora = corpora_of(data) if data else {}
    if documents:
        corpora["library"] = list(documents)
    corpora = {name: [item for item in found if in_half(item, half)] for name, found in corpora.items()}
    trials = written(claims, corpora) if claims else made(corpora)
    chosen = Random(SEED).sample(trials, min(limit, len(trials))) if limit else trials
    return result(check(chosen, corpora, similar=similar, progress=progress), of=len(trials), half=half)


def corpora_of(data: Path) -> dict[str, list[Document]]:
    """The public corpora below ``data`` as documents. Raises QuestionError if their files are missing."""
    try:
        releases = _rows(data / "lk_pmd/lk_pmd_en_2024-09_2025-04.jsonl.gz")
        decisions = _rows(data / "lk_cabinet/lk_cabinet_2010_2019.jsonl.gz")
        return {
            "lk_pmd": [
                _document(row["doc_id"], row["description"], row["date_str"], "President’s Media Division", _body(row))
                for row in releases
            ],
            "lk_cabinet": [
                _document(row["key"], row["title"], row["date_str"], "Cabinet Office", row["decision_details"])
                for row in decisions
            ],
        }
    except (OSError, ValueError, KeyError) as error:
        raise QuestionError(f"The files of {NAME} below {data} are missing or not as published.") from error


def in_half(document: Document, half: str | None) -> bool:
    """Whether a document is of the "even" or "odd" half; rules are tuned on the one and judged on the other."""
    odd = hashlib.sha256(document.name.encode()).digest()[0] % 2
    return half is None or ("odd" if odd else "even") == half


def made(corpora: dict[str, list[Document]], many: int = MANY) -> list[Trial]:
    """``many`` fabrications and as many faithful claims, evenly of all kinds and corpora where they can be made."""
    trials: list[Trial] = []
    share = many // max(1, len(corpora))
    for corpus, documents in corpora.items():
        names = names_of(documents)
        spoken = sorted(
            (item for item in documents if item.language in ("en", "und")),
            key=lambda item: hashlib.sha256(f"{SEED}{item.name}".encode()).digest(),
        )
        for faithful in (False, True):
            trials += _drawn(corpus, spoken, names, share, faithful=faithful)
    return trials


def written(path: Path, corpora: dict[str, list[Document]]) -> list[Trial]:
    """The claims of a JSONL file on these documents; those of other documents are left out.

    Raises QuestionError at a line that is not such a claim, or whose quote is not in its document.
    """
    known = {item.name: (corpus, item) for corpus, documents in corpora.items() for item in documents}
    trials = []
    for number, line in json_lines(path):
        try:
            item = Written.model_validate(line)
        except ValidationError as error:
            raise QuestionError(f"{path}, line {number} is not a claim: see the README for its form.") from error
        if item.document not in known:
            continue
        corpus, document = known[item.document]
        found = next((one for one in _sentences(document) if _within(item.quote, one.text)), None)
        found = found or next((one for one in _sentences(document) if _within(one.text, item.quote)), None)
        if found is None:
            raise QuestionError(f"{path}, line {number}: its quote stands in no sentence of {item.document}.")
        trials.append(Trial(item.kind or "written", item.claim, item.faithful, found, item.corpus or corpus))
    return trials


def check(
    trials: Sequence[Trial],
    corpora: dict[str, list[Document]],
    *,
    similar: Similar | None = None,
    progress: Progress | None = None,
) -> list[Checked]:
    """Each claim against its sentence, other passages of its document, and some of another document."""
    checked = []
    for number, trial in enumerate(trials, 1):
        evidence = evidence_of(trial, corpora.get(trial.corpus) or [trial.document])
        numbered = [sentence for item in evidence for sentence in item.sentences]
        grounds = Grounds(evidence, numbered, similar, question="")
        started = time.perf_counter()
        claim = grounds.check(trial.claim)
        checked.append(Checked(trial, claim, time.perf_counter() - started))
        if progress:
            progress(number, len(trials))
    return checked


def evidence_of(trial: Trial, documents: Sequence[Document]) -> list[Evidence]:
    """Up to PASSAGES: that of the sentence, those nearest to it in the document, and the first of another document."""
    own = trial.sentence.passage
    near = sorted(split(trial.document), key=lambda passage: abs(passage.number - own.number))
    random = Random(trial.document.name)
    others = [
        passage for item in (random.choice(documents),) if item.id != trial.document.id for passage in split(item)
    ]
    found: list[Passage] = [*near[: PASSAGES - OTHERS], *others[:OTHERS]]
    return [Evidence(item, sentences(item), rank, 1 / rank, Why.BOTH) for rank, item in enumerate(found, 1)]


def result(checked: Sequence[Checked], *, of: int, half: str | None = None) -> Result:
    """The figures, in all and by kind, and every claim that was judged wrongly."""
    false = [item for item in checked if not item.trial.faithful]
    true = [item for item in checked if item.trial.faithful]
    times = [item.seconds * 1000 for item in checked]
    figures = [
        Figure("fabrications marked supported", Share.of(item.wrong for item in false), "1 (no check)", "at most 0.01"),
        Figure("faithful claims lost", Share.of(item.wrong for item in true), "0 (no check)", "at most 0.10"),
        Figure("milliseconds a claim, p50", percentile(times, 0.5)),
        Figure("milliseconds a claim, p95", percentile(times, 0.95), "", "at most 150"),
    ]
    for sort, some in (("marked supported", false), ("lost", true)):
        kinds = defaultdict(list)
        for item in some:
            kinds[item.trial.kind].append(item.wrong)
        figures += [Figure(f"{sort}: {kind}", Share.of(wrong)) for kind, wrong in sorted(kinds.items())]
    failures = tuple(
        Failure(
            f"{item.trial.corpus}/{item.trial.document.name}/{item.trial.sentence.start}",
            item.trial.kind,
            item.trial.claim,
            "supported" if item.trial.faithful else "not supported",
            " ".join((item.result.verdict.value, *item.result.reasons)),
            (item.trial.sentence.text, *(cited.quote for cited in item.result.citations)),
        )
        for item in checked
        if item.wrong
    )
    return Result(NAME, len(checked), of, tuple(figures), failures, f"the {half} documents" if half else "")


def _drawn(corpus: str, documents: Sequence[Document], names: Names, many: int, *, faithful: bool) -> list[Trial]:
    """Sentence by sentence, each in the kind that lacks most of those in which it can be told."""
    kinds = list(REWORDINGS) if faithful else list(ALTERATIONS)
    wanted = Counter({kind: many // len(kinds) + 1 for kind in kinds})
    if faithful:
        reworded = len(kinds) - len(_VERBATIM)
        wanted = Counter(
            {
                kind: many // 3 // len(_VERBATIM) if kind in _VERBATIM else many * 2 // 3 // reworded + 1
                for kind in kinds
            }
        )
    counts: Counter[str] = Counter()
    trials: list[Trial] = []
    spare: list[Trial] = []
    for document in documents:
        if all(counts[kind] >= wanted[kind] for kind in kinds):
            break
        random = Random(f"{SEED}{document.name}{faithful}")
        here = 0
        for before, sentence in _material(document):
            if here >= FROM_ONE:
                break
            for trial in _tried(
                corpus, sentence, before, names, sorted(kinds, key=lambda k: counts[k] / wanted[k]), random
            ):
                if counts[trial.kind] < wanted[trial.kind]:
                    trials.append(trial)
                    counts[trial.kind] += 1
                    here += 1
                    break
                if trial.kind not in _VERBATIM and len(spare) < many:
                    spare.append(trial)
                    break
    return [*trials, *spare[: max(0, many - len(trials))]]


def _tried(  # noqa: PLR0913, PLR0917 - what a claim is made from
    corpus: str, sentence: Sentence, before: Sentence | None, names: Names, kinds: Sequence[str], random: Random
) -> Iterator[Trial]:
    text = plain(sentence)
    shorter = list(extracts(text))
    for kind in kinds:
        base = random.choice(shorter) if shorter and random.random() < 0.4 else text  # noqa: PLR2004 - two of five
        if kind in REWORDINGS:
            told = next((one for one in REWORDINGS[kind](text, sentence, before, names, random) if one), None)
            if told and (told != text or kind == "verbatim"):
                yield Trial(kind, told, faithful=True, sentence=sentence, corpus=corpus)
        else:
            held = _held(sentence.passage.document)
            for altered in ALTERATIONS[kind](base, sentence.passage.document, names, random):
                if altered.text != base and not any(_stands(new, held) for new in altered.new):
                    yield Trial(kind, altered.text, faithful=False, sentence=sentence, corpus=corpus)
                    break


def _material(document: Document) -> Iterator[tuple[Sentence | None, Sentence]]:
    """The sentences that claims can be made from, each with the one before it."""
    before: Sentence | None = None
    for sentence in _sentences(document):
        if is_material(plain(sentence)):
            yield before, sentence
        before = sentence


def _sentences(document: Document) -> list[Sentence]:
    return [sentence for passage in split(document) for sentence in sentences(passage)]


def _held(document: Document) -> str:
    return " ".join(f"{document.header} {document.text}".split()).casefold()


def _stands(new: str, held: str) -> bool:
    return bool(re.search(rf"(?<![\w.,]){re.escape(new.strip().casefold())}(?!\w|[.,]\d)", held))


def _within(part: str, whole: str) -> bool:
    return " ".join(part.split()) in " ".join(whole.split())


def _document(name: str, title: str, date: str, publisher: str, text: str) -> Document:
    title = " ".join(title.split())
    return Document(
        name=name,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        title=Stated(title, Basis.METADATA),
        date=Stated(date, Basis.METADATA),
        publisher=Stated(publisher, Basis.METADATA),
        language="en",
    )


def _body(row: dict[str, str]) -> str:
    """A press release without the headline that is repeated at its head, cut short or whole."""
    start = row["description"].strip().rstrip("…").strip()
    lines = row["text"].split("\n")
    while lines and (not lines[0].strip() or lines[0].strip().startswith(start)):
        lines = lines[1:]
    return "\n".join(lines)


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
