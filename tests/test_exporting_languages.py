"""An answer that is taken away speaks the language of its reader; what others said stays as they said it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.enum.table import WD_TABLE_DIRECTION
from exports import JAPANESE, MADE, URDU, answer_on, exported, is_as_recorded, made, opened_again, saved, spoken
from lxml import etree, html
from samples import evidence
from sentences import GAP, sentences

from assistant.conversations.turns import Mark, Marked, Phase, Turn
from assistant.domain import (
    Answer,
    Basis,
    Citation,
    Claim,
    Disagreement,
    Document,
    Fate,
    Filter,
    Searched,
    State,
    Stated,
    Verdict,
    Version,
)
from assistant.exporting import Exported, Form, written
from assistant.exporting.composing import compose
from assistant.exporting.flow import Block, shown
from assistant.exporting.footnotes import footnote, lines
from assistant.telling import differing_told
from assistant.ui import wording
from assistant.ui.wording import LANGUAGES, Wording, told
from assistant.ui.wording.patterns import patterns

OTHERS = [language for language in LANGUAGES if language != "en"]
FRENCH = Wording.of("fr")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What is in Latin letters in every language: names of files, programs, models and hashes, and an hour.
NAMES = re.compile(
    r"ur\.txt|ja\.txt|ja\.html|assistant verify|gpt-x|SHA-256 [0-9a-f]{64}|UTC|JICA|https://mofa\.example/a"
)
FRENCH_TOO = {"Points", "Document", "document", "documents", "date", "page"}


def papers() -> list[Document]:
    """Documents without a word in English."""
    dated = Stated("2022-05-03", Basis.DATELINE)
    return [
        made("ur.txt", URDU, "ur", title="مشترکہ اعلامیہ", date="2021-09", publisher="وزارت خارجہ"),
        made(
            "ja.txt", JAPANESE, "ja", title="共同声明", date="2021", author="外務省", address="https://mofa.example/a"
        ),
        replace(made("ja.html", "日本は調査団を送った。", "ja", title="報告"), date=dated),
    ]


def full() -> Exported:
    """A conversation with all that an export may say, and nothing of others in Latin letters."""
    some = papers()
    answer = answer_on(some, "何が合意されましたか。")
    first, second, third = (item.sentences[0] for item in answer.evidence)
    answer = replace(
        answer,
        standalone_question="何が署名されましたか。",
        state=State.PARTLY,
        model="gpt-x",
        claims=(
            *answer.claims,
            Claim("**سبز**", Verdict.UNSUPPORTED, (), ("The number 5 is not in it.", "The sentence denies it.")),
            Claim("サケ", Verdict.UNSUPPORTED),
        ),
        evidence=tuple(replace(one, copies=("x", "y")) for one in answer.evidence),
        searched=Searched(3, "2019-04-24", "2023-02-11", Filter(("JPN", "PAK"), "2021-03", None, ("ur",)), 1500),
        as_of="2021-09",
        origins=1,
        missing=("費用",),
        disagreements=(
            Disagreement("会合: date", (Version("7 September 2021", first), Version("May 2022", second))),
            Disagreement("status over time", (Version("署名", first), Version("発効", third)), is_development=True),
        ),
        notice="The documents that this rests on carry no date; things may have changed since.",
        withheld=(Claim("赤い。", Verdict.UNSUPPORTED),),
    )
    refusal = Answer(
        "誰が?", "誰が?", State.NOT_IN_DOCUMENTS, Searched(3), "", (
            Claim("The documents do not say.", Verdict.NOT_A_CLAIM),
            Claim("3 documents, dated 24 April 2019 to 11 February 2023, were searched.", Verdict.NOT_A_CLAIM),
            Claim("**The documents give another number than 500:**", Verdict.NOT_A_CLAIM),
        ), answer.evidence,
    )  # fmt: skip
    stopped = replace(answer_on(some[:1], "いつ?"), state=State.WRITING, model="gpt-x")
    turns = (
        Turn(answer.question, Phase.DONE, answer, asked=MADE),
        Turn(refusal.question, Phase.DONE, refusal, asked=MADE),
        Turn(stopped.question, Phase.STOPPED, stopped, asked=MADE),
        Turn("なぜ?", Phase.FAILED, None, "The question is empty. Ask something that the documents could answer."),
        Turn("どこ?", Phase.STOPPED, None),
    )
    ids = [one.id for one in some]
    return Exported(
        "記録",
        turns,
        MADE,
        library="The library held 1,500 documents dated 24 April 2019 to 11 February 2023.",
        retrieved=dict.fromkeys(ids, "2026-11-20T10:00:00Z"),
        fates={ids[0]: Fate("next", "2026-11-24T00:00:00Z"), ids[1]: Fate("", "2026-11-25T00:00:00Z")},
        marks=(
            Mark(0, 0, Marked.CHECKED, "読んだ", "2026-11-25T10:00:00Z"),
            Mark(0, 4, Marked.DISPUTED, "", "2026-11-25T11:00:00Z"),
        ),
    )


def words(data: bytes, form: Form) -> str:
    """All that a file says to a reader, and the names that a program reads out."""
    if form is Form.MARKDOWN:
        return data.decode().partition("<!-- footnotes ")[0]
    if form is Form.HTML:
        root = html.document_fromstring(data)
        etree.strip_elements(root, "script", "style", with_tail=False)
        return "\n".join([*root.itertext(), *map(str, root.xpath("//@aria-label"))])
    document = docx.Document(io.BytesIO(data))
    notes = next(part for part in document.part.package.iter_parts() if part.partname == "/word/footnotes.xml")
    roots = (document.element.body, etree.fromstring(notes.blob))
    return "\n".join("".join(one.itertext(f"{W}t")) for root in roots for one in root.iter(f"{W}p"))


def in_english() -> set[str]:
    """Pieces of the messages that an export may say."""
    pieces = {
        part.strip(" .,:;()[]“”")
        for name, message in wording.messages("en", told=True).items()
        if message.value and name.startswith(("export", "refusal", "premise", "reason", "notice", "about", "question"))
        for one in patterns(name, message.value)
        for part in one.parts
        if isinstance(part, str)
    }
    return {piece for piece in pieces if re.search("[A-Za-z]{2}", piece)} - FRENCH_TOO


def left(text: str) -> list[str]:
    return [piece for piece in in_english() if re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", text)]


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("language", OTHERS)
def test_nothing_of_ours_is_left_in_english(language: str, form: Form) -> None:
    for unsupported in (False, True):
        text = words(written(spoken(full(), language), form, unsupported=unsupported), form)
        assert left(text) == []
        if language != "fr":
            assert re.findall("[A-Za-z]{2,}", NAMES.sub("", text.replace("\\", ""))) == []
        assert len(left(words(written(full(), form, unsupported=unsupported), form))) > 30


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_back_is_what_was_written_in_every_language(language: str, form: Form, tmp_path: Path) -> None:
    export = opened_again(saved(tmp_path, spoken(full(), language), form))
    assert is_as_recorded(export)
    assert export.record.language == language


def test_what_others_said_stays_as_they_said_it() -> None:
    english = made("en.txt", "It was signed.", title="Basis", publisher="Points", author="by page 3", date="2021-09-07")
    answer = replace(answer_on([english], "About this record"), model="File")
    text = written(spoken(exported(answer), "fr"), Form.MARKDOWN).decode()
    assert text.startswith("# About this record\n\n")
    assert "It was signed.[^1]" in text
    assert "[^1]: “It was signed.” Points, “Basis”, par by page 3, 7 septembre 2021 (d’un champ du fichier). " in text
    assert "Rédigé par File." in text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "7 septembre 2021, 04:36 UTC"),
        ("ja", "2021年9月7日、04:36 UTC"),
        ("ur", "7 ستمبر، 2021، 04:36 UTC"),
    ],
)
def test_dates_are_written_as_the_language_writes_them(language: str, said: str) -> None:
    answer = answer_on([made("en.txt", "It was signed.", date="2021-09")])
    text = written(spoken(replace(exported(answer), made_at="2021-09-07T04:36:00Z"), language), Form.MARKDOWN).decode()
    assert said in text
    assert "September" not in text.partition("<!--")[0]


def test_a_page_says_its_language_and_runs_as_that_does() -> None:
    for language in LANGUAGES:
        root = page_of(spoken(full(), language))
        assert root.get("lang") == language
        assert root.get("dir", "ltr") == Wording.of(language).direction
        own = root.xpath("//h2 | //h3 | //p[@class='quiet'] | //th | //section//p[position() > 1]")
        turned = [one for one in own if one.get("dir") not in (None, Wording.of(language).direction)]
        assert {one.text for one in turned} <= {turn.question for turn in full().turns}
        label = told.exported("Back to the text", Wording.of(language))
        assert set(root.xpath("//section//a[starts-with(@href, '#')]/@aria-label")) == {label}


def page_of(some: Exported) -> html.HtmlElement:
    return html.document_fromstring(written(some, Form.HTML))


def test_what_runs_from_the_left_does_so_in_a_page_from_the_right() -> None:
    answer = answer_on([made("en.txt", "Norway and Chile signed.", publisher="Example Ministry")])
    root = page_of(spoken(exported(answer), "ur"))
    assert root.xpath("string(//p[contains(., 'Norway')]/@dir)") == "ltr"
    assert {cell.get("dir") for cell in page_of(spoken(full(), "ur")).xpath("//td[. = '2021']")} == {None}
    assert root.xpath("//section//p/@dir") == ["ltr"]  # the quote; what is said of it begins with a name in Latin


def test_a_word_document_in_urdu_runs_from_the_right() -> None:
    document = docx.Document(io.BytesIO(written(spoken(full(), "ur"), Form.DOCX)))
    ours = [one for one in document.paragraphs if one.style.name in ("Heading 2", "Record Quiet") and one.text]
    assert len(ours) > 10
    assert all(one._p.xpath("w:pPr/w:bidi") for one in ours)
    assert {table.table_direction for table in document.tables} == {WD_TABLE_DIRECTION.RTL}
    assert document.core_properties.language == "ur"
    quote = next(one for one in document.tables[0].rows[1].cells if "JICA" not in one.text)
    assert quote.paragraphs[0]._p.xpath("w:pPr/w:bidi")


def test_what_is_in_japanese_is_not_said_to_be_chinese() -> None:
    page = written(spoken(full(), "ja"), Form.HTML).decode()
    assert 'lang="zh"' not in page
    assert "zh-CN" not in words_xml(written(spoken(full(), "ja"), Form.DOCX))


def words_xml(data: bytes) -> str:
    body = docx.Document(io.BytesIO(data)).element.body
    return etree.tostring(body, encoding="unicode")


def test_every_sentence_in_the_code_that_an_export_may_say_is_known() -> None:
    gaps = ("something", "15", "7 September 2021", "7 September 2021, 04:36 UTC", "The documents do not say.", "x (1)")
    unknown = [
        text
        for module in ("answers", "composing", "footnotes")
        for text in sentences(f"exporting/{module}.py")
        if all(told.exported(text.replace(GAP, gap), FRENCH) == text.replace(GAP, gap) for gap in gaps)
    ]
    # Put together here in more than one gap; said in the tests above.
    assert [text for text in unknown if text.count(GAP) < 2] == []


@pytest.mark.parametrize("number", [1, 2, 1500])
@pytest.mark.parametrize("dates", [(None, None), ("2021-09", "2021-09"), ("2019", "2021-09-07")])
@pytest.mark.parametrize("within", [None, Filter(("JPN", "TTO"), "2021-03", None, ("ur", "ja"), ("A in B", "C"))])
def test_every_form_of_the_basis_is_told(number: int, dates: tuple[str, str], within: Filter | None) -> None:
    some = papers()[:2] if number > 1 else papers()[:1]
    answer = replace(
        answer_on(some), searched=Searched(number, *dates, within, 2000 if within else None), as_of=dates[0], model=""
    )
    for language in OTHERS:
        sheet = compose(spoken(exported(answer), language))
        said = "\n".join(shown(one.runs) for one in sheet.blocks if isinstance(one, Block))
        assert not re.search("Searched|Rests on|As of|dated |Made of|published by|or later", said)


@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize("code", ["fr", "ur", "ja", "de", "tlh"])
def test_how_a_date_is_known_is_told(basis: Basis, code: str) -> None:
    document = replace(made("a.pdf", "X.", code, author="A. Khan"), date=Stated("2021", basis))
    sentence = evidence(document)[0].sentences[0]
    english = lines(footnote(1, sentence, None, None))
    for language in OTHERS:
        say = spoken(exported(answer_on([document])), language).say
        said = shown(lines(footnote(1, sentence, None, None), say)[1])
        assert "A. Khan" in said
        assert not re.search(r"\bby\b|year|\bits\b|German|French", said)
    assert "to the year" in shown(english[1])


@pytest.mark.parametrize("about", ["status", "date", "Roads: amount", "amount, in different currencies", "the moon"])
def test_a_heading_of_what_differs_is_told(about: str) -> None:
    for development in (False, True):
        one = Disagreement(about, (), is_development=development)
        for language in OTHERS:
            said = told.exported(differing_told(one), Wording.of(language))
            assert not re.search("The documents|Over time|amount,|status", said)


def test_a_claim_is_not_told_in_another_language() -> None:
    some = answer_on(papers()[:1])
    sentence = some.evidence[0].sentences[0]
    claim = Claim("The documents do not say.", Verdict.SUPPORTED, (Citation(1, sentence),))
    text = written(spoken(exported(replace(some, claims=(claim,))), "fr"), Form.MARKDOWN).decode()
    assert "\n\nThe documents do not say.[^1]" in text
