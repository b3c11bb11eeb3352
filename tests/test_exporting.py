"""An answer that was taken away says what it rests on, and does nothing else."""
# ruff: noqa: E501 - a case stands on a line of its own where it can

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from exports import (
    HOSTILE,
    MADE,
    URDU,
    answer_on,
    documents,
    exported,
    is_as_recorded,
    made,
    opened_again,
    saved,
    spoken,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, html
from markdown_it import MarkdownIt

from assistant.conversations.turns import Mark, Marked, Phase, Turn
from assistant.domain import (
    Answer,
    Basis,
    Claim,
    Disagreement,
    Fate,
    Searched,
    State,
    Stated,
    Verdict,
    Version,
)
from assistant.exporting import Exported, Form, file_name, media_type, written
from assistant.ui.wording import LANGUAGES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def markdown(some: Exported, *, unsupported: bool = False) -> str:
    return written(some, Form.MARKDOWN, unsupported=unsupported).decode()


def rich() -> Answer:
    some = documents()[:2]
    answer = answer_on(some)
    first, second = (item.sentences[0] for item in answer.evidence)
    return replace(
        answer,
        state=State.PARTLY,
        claims=(*answer.claims, Claim("It is **green**.", Verdict.UNSUPPORTED, (), ("“green” is not in it.",))),
        as_of="2021-09",
        origins=1,
        missing=("its cost",),
        disagreements=(Disagreement("status", (Version("signed", first), Version("=1+1", second))),),
        notice="Things may have changed.",
        withheld=(Claim("It is large.", Verdict.UNSUPPORTED),),
    )


def test_an_answer_is_told_as_it_is_read_at_a_desk() -> None:
    text = markdown(exported(rich(), library="The library held 2 documents."))
    order = [
        "# What was agreed?",
        "## Bottom line\n\nNorway and Chile signed a memorandum.[^1]",
        "## Points\n\n- It covers fish.[^2]",
        "## The documents differ: status\n\n| Dated | Document | What it says |",
        "| date not stated | “Joint statement”, Example Ministry | **“signed”** — “Norway and Chile signed a memorandum.”[^1] |",
        "## What the documents do not say\n\n- its cost",
        "## Basis\n\nThe documents support only a part of this answer.",
        "As of September 2021, the newest of the 2 documents used. Searched 2 documents.",
        "Rests on 2 documents, which are 1 origin: Example Ministry (1), وزارت خارجہ (1).",
        "2 sentences that no document supports were left out.",
        "Written by model.",
        "The library held 2 documents.",
        "[^1]: “Norway and Chile signed a memorandum.” Example Ministry, “Joint statement”, date not stated. File en.txt; characters 0 to 37; SHA-256 ",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert "green" not in text


def test_sentences_without_support_can_be_given_and_are_marked_as_such() -> None:
    text = markdown(exported(rich()), unsupported=True)
    assert "It is **green**. \\[not supported: “green” is not in it.\\]" in text
    assert "## What no document supports\n\n- It is large. \\[not supported\\]" in text
    assert "left out" not in text


def test_a_refusal_and_a_stopped_answer_say_so() -> None:
    evidence = answer_on(documents()[:2]).evidence
    refusal = Answer(
        "Who?", "Who?", State.NOT_IN_DOCUMENTS, Searched(3), "", (Claim("The documents do not say.", Verdict.NOT_A_CLAIM),), evidence
    )  # fmt: skip
    text = markdown(exported(refusal))
    assert "## Bottom line\n\nThe documents do not say.\n\n## The nearest documents, which do not answer it\n\n" in text
    assert (
        "- “Joint statement”, Example Ministry, date not stated\n- “مشترکہ اعلامیہ”, وزارت خارجہ, September 2021"
        in text
    )
    assert "[^" not in text
    stopped = Turn("What?", Phase.STOPPED, replace(rich(), state=State.WRITING, pending="It is"), asked=MADE)
    failed = Turn("Who?", Phase.FAILED, None, "The model does not answer.", asked=MADE)
    text = markdown(Exported("Both", (stopped, failed), MADE))
    assert (
        "## What?\n\nAsked 26 November 2026, 04:36 UTC.\n\n**This answer was stopped before it was complete.**" in text
    )
    assert "## Who?\n\nAsked 26 November 2026, 04:36 UTC.\n\n**The model does not answer.**\n\n## About" in text


def test_a_conversation_numbers_its_footnotes_through_and_cites_a_sentence_once_an_answer() -> None:
    one = answer_on(documents()[:1])
    text = markdown(exported(one, replace(one, question="And then?")))
    assert "## What was agreed?" not in text.replace("# What was agreed?\n\n## What was agreed?", "")
    assert "- It covers fish.[^2]" not in text  # of two sentences both are the bottom line
    assert "It covers fish.[^2][^1]" in text
    assert "It covers fish.[^4][^3]" in text


def test_a_footnote_tells_all_by_which_its_sentence_is_found_again() -> None:
    some = documents()[2]
    answer = answer_on([some])
    marks = (
        Mark(0, 0, Marked.CHECKED, "read it", "2026-11-25T10:00:00Z"),
        Mark(0, 1, Marked.DISPUTED, "", "2026-11-25T11:00:00Z"),
        Mark(1, 0, Marked.DISPUTED, "of another turn", "2026-11-25T11:00:00Z"),
    )
    turn = Turn(answer.question, Phase.DONE, answer, asked=MADE)
    fates = {some.id: Fate("next", "2026-11-24T00:00:00Z")}
    text = markdown(Exported("T", (turn,), MADE, retrieved={some.id: "2026-11-20T10:00:00Z"}, fates=fates, marks=marks))
    assert (
        "[^1]: “日本とパキスタンは2021年に覚書に署名した。” Publisher not stated, “共同声明”, 2021 (by the file’s own data, "
        "to the year), in Japanese. <https://mofa.example/a_b?x=1&y=[2]>; File ja.txt; characters 0 to 23; SHA-256 "
        f"{some.sha256}; retrieved 20 November 2026, 10:00 UTC. The document has changed since it was quoted (24 November "
        "2026). Checked by a reader on 25 November 2026, 10:00 UTC, for “日本とパキスタンは2021年に覚書に署名した。”: read it "
        "Disputed by a reader on 25 November 2026, 11:00 UTC, for “詳細は「未定」である。”."
    ) in text
    assert "[^2][^1] (disputed by a reader)" in text


def test_hostile_text_stays_text_in_markdown() -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown(exported(answer_on(documents()), title=HOSTILE)))
    inside = [child for token in tokens for child in token.children or ()]
    addresses = {str(token.attrs["href"]) for token in inside if token.type == "link_open"}
    assert addresses == {"https://mofa.example/a_b?x=1&y=%5B2%5D"}
    assert {token.type for token in inside} <= {
        "text",
        "link_open",
        "link_close",
        "strong_open",
        "strong_close",
        "text_special",
    }
    raw = [token.content for token in tokens if token.type in ("html_block", "code_block", "fence")]
    assert [text.startswith("<!-- footnotes {") and text.count("--") for text in raw] == [2]


def test_no_cell_of_a_table_begins_like_a_formula() -> None:
    first, second = (item.sentences[0] for item in answer_on(documents()[3:]).evidence)
    versions = (Version("=1+1", first), Version("@x", second))
    answer = replace(answer_on(documents()[3:]), disagreements=(Disagreement("status", versions),))
    rows = [line for line in markdown(exported(answer)).splitlines() if line.startswith("| ")]
    cells = [cell.strip() for row in rows for cell in row.replace("\\|", "").strip("|").split("|")]
    assert len(cells) == 12
    assert not [cell for cell in cells if cell[0] in "=+@" or (cell[0] == "-" and set(cell) != {"-"})]


def test_hostile_text_is_inert_in_html_and_the_page_loads_nothing() -> None:
    page = html.document_fromstring(written(exported(answer_on(documents()), title=HOSTILE), Form.HTML))
    assert [one.get("type") for one in page.iter("script")] == ["application/json"]
    assert {one.get("href").partition("#")[0] for one in page.iter("a")} == {"", "https://mofa.example/a_b?x=1&y=[2]"}
    assert not page.xpath("//img | //link | //iframe | //form | //object | //*[@src] | //@*[starts-with(name(), 'on')]")
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    record = json.loads(page.xpath("//script")[0].text)
    assert record["footnotes"][-1]["quote"].endswith("</script>.")
    urdu = page.xpath("//li[contains(., 'دستخط')]")
    assert {one.get("dir") for one in urdu[:1]} == {"rtl"}
    assert page.xpath("//bdi[@lang='ur']")
    assert page.xpath("//bdi[@lang='ja']")


def test_word_opens_its_footnotes_and_their_marks() -> None:
    data = written(exported(answer_on(documents()), title="Ba\x00d \x0b\ud800 \uffff title"), Form.DOCX)
    document = docx.Document(io.BytesIO(data))
    assert document.paragraphs[0].text == "Bad � title"
    (part,) = [one for one in document.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.FOOTNOTES]
    notes = {note.get(W + "id"): note for note in etree.fromstring(part.target_part.blob)}
    marks = [mark.get(W + "id") for mark in document.element.body.iter(W + "footnoteReference")]
    assert marks == [str(number) for number in range(1, len(marks) + 1)]
    assert set(notes) == {"-1", "0", *marks}
    said = ["".join(note.itertext()) for id_, note in notes.items() if id_ in marks]
    assert said[0].startswith(" “Norway and Chile signed a memorandum.”Example Ministry, “Joint statement”")
    urdu = next(note for note in notes.values() if URDU[:20] in "".join(note.itertext()))
    assert urdu.find(f"{W}p/{W}pPr/{W}bidi") is not None
    assert urdu.find(f".//{W}rPr/{W}rtl") is not None
    japanese = next(note for note in notes.values() if "覚書" in "".join(note.itertext()))
    assert japanese.find(f".//{W}lang").get(W + "eastAsia") == "ja-JP"
    # A sentence that is cited again refers to its first mark.
    (again,) = document.element.body.iter(W + "fldSimple")
    assert again.get(W + "instr").split()[:2] == ["NOTEREF", "_RefNote1"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if name.endswith(".rels") and b"External" in archive.read(name)]


@pytest.mark.parametrize("form", Form)
def test_what_is_read_back_is_what_was_written(form: Form, tmp_path: Path) -> None:
    some = exported(rich(), answer_on(documents(), HOSTILE))
    export = opened_again(saved(tmp_path, some, form))
    assert is_as_recorded(export)
    assert len(export.record.footnotes) == 13
    assert export.record.footnotes[0].document.text_sha256 == documents()[0].sha256


@given(TEXTS, TEXTS.filter(str.strip), st.sampled_from([Form.MARKDOWN, Form.HTML]), st.sampled_from([*LANGUAGES]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_read_back_as_it_is_shown(
    tmp_path: Path, said: str, quoted: str, form: Form, language: str
) -> None:
    _read_back(tmp_path, said, quoted, form, language)


@given(TEXTS, TEXTS.filter(str.strip), st.sampled_from([*LANGUAGES]))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_read_back_from_word(tmp_path: Path, said: str, quoted: str, language: str) -> None:
    _read_back(tmp_path, said, quoted, Form.DOCX, language)


def _read_back(folder: Path, said: str, quoted: str, form: Form, language: str) -> None:
    sentence = answer_on([made("a.txt", "A memorandum was signed.")]).evidence[0].sentences[0]
    document = replace(sentence.passage.document, text=quoted, title=Stated(said, Basis.BODY), publisher=None)
    document = replace(document, author=Stated(said, Basis.BODY), name=said)
    sentence = replace(sentence, passage=replace(sentence.passage, document=document), end=len(quoted))
    answer = answer_on([made("a.txt", "A memorandum was signed.")])
    citation = replace(answer.citations[0], sentence=sentence)
    answer = replace(answer, claims=(replace(answer.claims[0], text=f"So: {said}", citations=(citation,)),))
    export = opened_again(saved(folder, spoken(exported(answer, title=said), language), form))
    assert is_as_recorded(export)
    assert export.record.footnotes[0].quote == quoted


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Who signed? A/B: \\ “it” *", "Who signed A B it.docx"),
        ("../../etc/passwd", "etc passwd.docx"),
        ("=cmd|' /C calc'!A0", "cmd C calc A0.docx"),
        ("-rf\x00\n\u202egpj.exe", "rf gpj exe.docx"),
        ("con", "Bilateral Record.docx"),
        ("???", "Bilateral Record.docx"),
        ("پاکستان اور جاپان؟", "پاکستان اور جاپان.docx"),
    ],
)
def test_a_file_is_called_by_letters_and_digits_of_its_title(title: str, name: str) -> None:
    assert file_name(exported(rich(), title=title), Form.DOCX) == name


def test_a_files_name_is_short_enough_for_every_disk() -> None:
    assert len(file_name(exported(rich(), title="日本" * 200), Form.MARKDOWN).encode()) <= 255
    assert media_type(Form.MARKDOWN) == "text/markdown; charset=utf-8"
