"""Answers that cite every sentence of some documents, taken away and opened again."""
# ruff: noqa: E501 - a case stands on a line of its own where it can

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from samples import evidence

from assistant.conversations.turns import Phase, Turn
from assistant.domain import Answer, Basis, Citation, Claim, Document, Searched, Sentence, State, Stated, Verdict
from assistant.exporting import Exported, Form, written
from assistant.exporting.flow import shown
from assistant.exporting.footnotes import Footnote, lines
from assistant.ui.wording import Wording, told
from assistant.verifying.shown import Shown, read_export

MADE = "2026-11-26T04:36:00Z"
URDU = "پاکستان اور جاپان نے 2021 میں معاہدے پر دستخط کیے۔ (JICA) کے ساتھ تعاون جاری رہے گا۔"
JAPANESE = "日本とパキスタンは2021年に覚書に署名した。詳細は「未定」である。"
FRENCH = "Le Maroc et la France ont signé un accord le 3 mai 2022. « Il sera appliqué », a dit le ministre."
HOSTILE = (
    "See [x](javascript:alert(1)) ![](http://evil.test/a.png) <script>alert(1)</script> <img src=x onerror=alert(1)> "
    "`code` ~~~ | pipe =1+1 {{7*7}} ${x} &lt; <!-- c --> --> *b* __u__ $m$ [^1] [ref]: http://evil.test \\ ]]> </script>."
)


def made(name: str, text: str, language: str = "en", **facts: str) -> Document:
    stated = {what: Stated(value, Basis.METADATA) for what, value in facts.items()}
    stated.setdefault("title", Stated("Joint statement", Basis.HEADER))
    return Document(name, hashlib.sha256(text.encode()).hexdigest(), text, language=language, **stated)


def documents() -> list[Document]:
    return [
        made("en.txt", "Norway and Chile signed a memorandum.\nIt covers\nfish.", publisher="Example Ministry"),
        made("ur.txt", URDU, "ur", title="مشترکہ اعلامیہ", date="2021-09", publisher="وزارت خارجہ"),
        made("ja.txt", JAPANESE, "ja", title="共同声明", date="2021", address="https://mofa.example/a_b?x=1&y=[2]"),
        made("fr.txt", FRENCH, "fr", date="2022-05-03", place="Rabat", author="Agence"),
        made(
            "x<script>.txt", HOSTILE, title="=cmd|' /C calc'!A0 <b>", publisher="@evil", address="javascript:alert(1)"
        ),
    ]


def answer_on(some: Sequence[Document], question: str = "What was agreed?") -> Answer:
    """A claim for each sentence, which repeats it; the last rests on the first sentence too."""
    found = evidence(*some)
    sentences: list[Sentence] = [sentence for item in found for sentence in item.sentences]
    claims = [
        Claim(one.text, Verdict.SUPPORTED, (Citation(number, one),), lead="\n- " if number > 1 else "")
        for number, one in enumerate(sentences, 1)
    ]
    if len(claims) > 1:
        claims[-1] = replace(claims[-1], citations=(*claims[-1].citations, Citation(1, sentences[0])))
    return Answer(
        question, question, State.ANSWERED, Searched(len(some)), "model", tuple(claims), found, origins=len(some)
    )


def exported(*answers: Answer, **given: object) -> Exported:
    turns = tuple(Turn(answer.question, Phase.DONE, answer, asked=MADE) for answer in answers)
    return replace(Exported(answers[0].question, turns, MADE), **given)  # type: ignore[arg-type]


def spoken(some: Exported, language: str) -> Exported:
    """It in one of the page's languages, as the page hands it in."""
    return replace(some, language=language, say=partial(told.exported, wording=Wording.of(language)))


def saved(folder: Path, some: Exported, form: Form) -> Path:
    path = folder / f"export.{form}"
    path.write_bytes(written(some, form))
    return path


def text_of(note: Footnote, language: str) -> str:
    say = partial(told.exported, wording=Wording.of(language))
    return " ".join(shown(runs) for runs in lines(note, say))


def is_as_recorded(export: Shown) -> bool:
    return (
        not export.foreign
        and dict(export.notes)
        == {note.number: [text_of(note, export.record.language)] for note in export.record.footnotes}
        and export.paragraphs == list(export.record.paragraphs)
    )


def opened_again(path: Path) -> Shown:
    return read_export(path)


def changed(path: Path, change: Callable[[str], str], *, part: str = "") -> Path:
    """The file with something changed in its text: of a DOCX file, in the parts whose names hold ``part``."""
    if path.suffix != ".docx":
        before = path.read_text("utf-8")
        after = change(before)
        path.write_text(after, "utf-8")
        assert after != before
        return path
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    done = False
    for name, data in parts.items():
        if name.endswith(".xml") and part in name:
            parts[name] = change(data.decode()).encode()
            done = done or parts[name] != data
    assert done
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    path.write_bytes(file.getvalue())
    return path


def record_of(path: Path, change: Callable[[str], str]) -> Path:
    """The file with something changed in its record alone."""
    places = {".md": r"(?<=<!-- footnotes ).*(?= -->)", ".html": r"(?<=id=\"record\">).*(?=</script>)"}
    if path.suffix == ".docx":
        return changed(path, lambda xml: change(xml) if "bilateral-record footnotes" in xml else xml, part="customXml")
    return changed(path, lambda text: re.sub(places[path.suffix], lambda found: change(found[0]), text))
