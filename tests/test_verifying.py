"""A footnote is verified only where it is shown as it was exported and the document says what it quotes."""
# ruff: noqa: E501 - a case stands on a line of its own where it can

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from bad_packages import para, word
from conftest import Run
from exports import answer_on, changed, documents, exported, made, record_of, saved, spoken
from reportlab.pdfgen import canvas
from samples import SEEDS
from test_intake import Stores
from web_site import Site, page

from assistant.catalog.intake import Placed
from assistant.domain import Basis, Document, Stated
from assistant.exporting import Exported, Form
from assistant.reading import read_bytes
from assistant.splitting import split

MODEL = "hashing-64"
QUOTE = "Norway and Chile signed a memorandum."


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    (tmp_path / "library").mkdir()
    stores = Stores(tmp_path / "library" / "catalog.sqlite3")
    for one in documents():
        put(stores, one)
    yield stores
    stores.database.close()


def put(stores: Stores, document: Document) -> None:
    place = Placed(f"/documents/{document.name}".encode())
    stores.intake.put(place, document, split(document), None, MODEL)
    stores.intake.finish(place.path, document.name, "mark", {""})
    stores.index_all()


def whole() -> Exported:
    return exported(answer_on(documents()), answer_on(documents()[:2], "And then?"))


def outcomes(assistant: Run, path: Path, *more: object) -> dict[int, tuple[str, str]]:
    """By number: what became of a footnote, and why. The exit code is 0 just where all are verified."""
    code, out, err = assistant("verify", path, "--json", *more)
    found = json.loads(out)
    footnotes = {one["number"]: (one["result"], one["reason"]) for one in found["footnotes"]}
    assert not err
    assert code == int(not found["verified"])
    assert found["verified"] == (
        not found["problems"] and all(result == "verified" for result, _ in footnotes.values())
    )
    return footnotes


@pytest.mark.usefixtures("stores")
@pytest.mark.parametrize("form", Form)
def test_every_footnote_of_an_export_is_verified_against_its_library(
    form: Form, assistant: Run, tmp_path: Path
) -> None:
    found = outcomes(assistant, saved(tmp_path, whole(), form))
    assert {result for result, _ in found.values()} == {"verified"}
    assert len(found) == 13


def test_real_documents_are_verified_against_their_files(assistant: Run, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    page = io.BytesIO()
    sheet = canvas.Canvas(page)
    for said in ("The ministers met in Tokyo on 7 September 2021.", "A grant of 4.1 billion yen was agreed."):
        sheet.drawString(72, 700, said)
        sheet.showPage()
    sheet.save()
    written = docx.Document()
    written.add_paragraph("پاکستان اور جاپان نے 2021 میں معاہدے پر دستخط کیے۔")
    file = io.BytesIO()
    written.save(file)
    files = {
        "grant.pdf": page.getvalue(),
        "urdu.docx": file.getvalue(),
        "seed.txt": next(SEEDS.glob("*.txt")).read_bytes(),
        "page.html": "<html lang=ja><title>共同声明</title><p>日本とパキスタンは2021年に覚書に署名した。</p></html>".encode(),
        "note.md": b"# Accord\n\nLe Maroc et la France ont sign\xc3\xa9 un accord.",
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    # A library calls a document by its path and title; a stranger has the file alone.
    some = [read_bytes(data, f"cables/{name}") for name, data in files.items()]
    paths = [saved(tmp_path, exported(answer_on(some)), form) for form in Form]
    code, out, err = assistant("verify", *paths, "--against", folder)
    assert (code, err) == (0, "")
    assert out.count(". verified, ") == 3 * len(answer_on(some).citations)
    found = outcomes(assistant, paths[0], "--against", folder / "grant.pdf")
    assert [result for result, _ in found.values()].count("verified") == 2
    assert {result for result, _ in found.values()} == {"verified", "missing"}


def test_a_footnote_is_verified_against_the_address_that_it_names(
    assistant: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = "<html lang=en><title>Note</title><p>Norway and Chile signed a memorandum on fish.</p>"
    with Site({"/a": page(now), "/b": page(now.replace("<p>", "<p>Corrected. "))}) as site:
        monkeypatch.setenv("ASSISTANT_WEB_ALLOW", site.netloc)
        monkeypatch.setenv("ASSISTANT_WEB_DELAY", "0")
        document = replace(read_bytes(now.encode(), "page.html"), address=Stated(site.url("/a"), Basis.METADATA))
        path = saved(tmp_path, exported(answer_on([document])), Form.HTML)
        assert outcomes(assistant, path, "--against", site.url("/a"))[1] == (
            "verified",
            "The document says this, word for word, at these characters.",
        )
        result, told = outcomes(assistant, path, "--against", site.url("/b"))[1]
        assert result == "changed"
        assert told.endswith("It holds the sentence quoted at characters 11 to 56.")
        code, _, err = assistant("verify", path, "--against", site.url("/gone"))
        assert code == 1
        assert "404" in err


FORGERIES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a quotation that is shown": (
        lambda path: changed(path, lambda text: text.replace("“Norway and Chile", "“Norway and Peru"), part="footnotes"),
        "altered",
    ),
    "the quotation in the record": (
        lambda path: record_of(path, lambda text: text.replace("Norway and Chile", "Norway and Peru")),
        "altered",
    ),
    "both": (
        lambda path: changed(path, lambda text: text.replace("Norway and Chile", "Norway and Peru")),
        "misquoted",
    ),
    "the publisher in both": (
        lambda path: changed(path, lambda text: text.replace("Example Ministry", "Other Ministry")),
        "misstated",
    ),
    "the publisher that is shown": (
        lambda path: changed(path, lambda text: re.sub(r"Example Ministry(?![\"\\\\])", "Other Ministry", text), part="footnotes"),
        "altered",
    ),
    "the hash in both": (
        lambda path: changed(path, lambda text: text.replace(documents()[0].sha256, "0" * 64)),
        "other file",
    ),
    "the offsets in both": (
        lambda path: changed(
            path, lambda text: text.replace("characters 0 to 37", "characters 1 to 37").replace('"start":0,"end":37', '"start":1,"end":37')
        ),
        "misquoted",
    ),
    "the sentence before it": (
        lambda path: changed(path, lambda text: re.sub(r"(?<!“)Norway and Chile signed(?=.{0,40}(?:\[\^1|<sup|</w:t))", "Norway and Chile broke", text), part="document"),
        "altered",
    ),
}  # fmt: skip


@pytest.mark.usefixtures("stores")
@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("what", FORGERIES)
def test_a_forgery_is_found(what: str, form: Form, assistant: Run, tmp_path: Path) -> None:
    forge, result = FORGERIES[what]
    path = saved(tmp_path, exported(answer_on(documents()[:2])), form)
    forge(path)
    found = outcomes(assistant, path)
    assert found[1][0] == result
    assert found[3][0] == "verified"  # of another document


# What is forged where an export speaks another language: what it shows, what its record says, and which words it is
# compared with.
FORGERIES_ABROAD: dict[str, tuple[Callable[[Path], object], str]] = {
    **{what: FORGERIES[what] for what in ("a quotation that is shown", "the quotation in the record", "both")},
    "a word of ours that is shown": (
        lambda path: changed(path, lambda text: re.sub("caractères|文字目|حروف", "Peru", text), part="footnotes"),
        "altered",
    ),
    "the language in the record": (
        lambda path: record_of(path, lambda text: re.sub(r'"language":"(?:fr|ja|ur)"\}(?!,"re)', '"language":"en"}', text)),
        "altered",
    ),
}  # fmt: skip


@pytest.mark.usefixtures("stores")
@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("language", ["fr", "ja", "ur"])
def test_an_export_in_another_language_is_verified_and_a_forgery_in_it_is_found(
    language: str, form: Form, assistant: Run, tmp_path: Path
) -> None:
    found = outcomes(assistant, saved(tmp_path, spoken(whole(), language), form))
    assert {result for result, _ in found.values()} == {"verified"}
    assert len(found) == 13
    for forge, result in FORGERIES_ABROAD.values():
        path = saved(tmp_path, spoken(exported(answer_on(documents()[:2])), language), form)
        forge(path)
        assert outcomes(assistant, path)[1][0] == result


@pytest.mark.usefixtures("stores")
def test_an_export_without_a_language_in_its_record_is_in_english(assistant: Run, tmp_path: Path) -> None:
    path = saved(tmp_path, exported(answer_on(documents()[:2])), Form.MARKDOWN)
    record_of(path, lambda text: text.replace('],"language":"en"}', "]}"))
    assert {result for result, _ in outcomes(assistant, path).values()} == {"verified"}


@pytest.mark.usefixtures("stores")
@pytest.mark.parametrize("form", Form)
def test_an_export_in_a_language_that_is_not_known_ends_in_a_sentence(
    form: Form, assistant: Run, tmp_path: Path
) -> None:
    path = saved(tmp_path, exported(answer_on(documents()[:1])), form)
    record_of(path, lambda text: text.replace('],"language":"en"}', '],"language":"../en"}'))
    code, out, err = assistant("verify", path)
    assert (code, err) == (1, "")
    assert "The footnotes in this file are in a language that this program does not speak" in out


HIDDEN = {
    "a comment": lambda text: text.replace("“Norway", "<!--“Norway").replace("memorandum.”", "memorandum.”--> “Peru left.”"),
    "an attribute": lambda text: text.replace('<li id="note-1">', '<li>“Peru left.”</li><li hidden id="note-1">'),
    "a style": lambda text: text.replace("</style>", "</style><style>#note-1{display:none}</style>"),
    "a changed style": lambda text: text.replace("</style>", "#note-1{display:none}</style>"),
    "a refresh": lambda text: text.replace("<title>", '<meta http-equiv="refresh" content="0;url=http://evil.test"><title>'),
    "text beside the paragraphs": lambda text: text.replace('<li id="note-1">', '<li id="note-1">“Peru left.”'),
    "a mark outside a paragraph": lambda text: text.replace("</main>", 'Peru left.<sup><a href="#note-1">1</a></sup></main>'),
    "a mark of another form": lambda text: text.replace("</main>", '<p>Peru left.<a href="#note-1">1</a></p></main>'),
    "a mark that leads elsewhere": lambda text: text.replace('<a href="#note-1">1', '<a href="#note-2">1'),
    "a script": lambda text: text.replace("</main>", "</main><script>document.body.innerText='Peru left.'</script>"),
}  # fmt: skip


@pytest.mark.usefixtures("stores")
@pytest.mark.parametrize("what", HIDDEN)
def test_what_could_hide_or_replace_a_footnote_of_a_page_is_found(what: str, assistant: Run, tmp_path: Path) -> None:
    path = changed(saved(tmp_path, exported(answer_on(documents()[:1])), Form.HTML), HIDDEN[what])
    code, out, _ = assistant("verify", path)
    assert code == 1
    assert "There is markup in this file that the program does not write" in out or "1. NOT VERIFIED" in out


@pytest.mark.usefixtures("stores")
def test_what_could_hide_a_footnote_of_a_markdown_file_is_found(assistant: Run, tmp_path: Path) -> None:
    path = saved(tmp_path, exported(answer_on(documents()[:1])), Form.MARKDOWN)
    changed(path, lambda text: text.replace("[^1]: “Norway", "<details>\n\n[^1]: “Norway"))
    code, out, _ = assistant("verify", path)
    assert code == 1
    assert "(< in line" in out


@pytest.mark.usefixtures("stores")
def test_hidden_letters_of_a_word_document_are_not_what_it_shows(assistant: Run, tmp_path: Path) -> None:
    path = saved(tmp_path, exported(answer_on(documents()[:1])), Form.DOCX)
    run = r'<w:r>(?:<w:rPr>(?P<look>(?:(?!</w:rPr>).)*)</w:rPr>)?<w:t xml:space="preserve">“Norway'
    hidden = '<w:r><w:t>“Peru left.”</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve">“Norway'
    changed(path, lambda xml: re.sub(run, hidden, xml), part="footnotes")
    assert outcomes(assistant, path)[1][0] == "altered"


ALTERNATIVE = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="no">'
    r"\g<0></mc:Choice><mc:Fallback><w:r><w:t>Peru left.</w:t></w:r></mc:Fallback></mc:AlternateContent>"
)


@pytest.mark.usefixtures("stores")
@pytest.mark.parametrize(
    ("instead", "told"),
    [(ALTERNATIVE, "alternatives"), (r'<w:fldSimple w:instr=" QUOTE Peru ">\g<0></w:fldSimple>', "fields")],
)
def test_what_a_word_program_may_show_otherwise_is_found(
    instead: str, told: str, assistant: Run, tmp_path: Path
) -> None:
    path = saved(tmp_path, exported(answer_on(documents()[:1])), Form.DOCX)
    run = r"<w:r>(?:(?!</w:r>).)*“Norway(?:(?!</w:r>).)*</w:r>"
    changed(path, lambda xml: re.sub(run, instead, xml), part="footnotes")
    code, out, _ = assistant("verify", path)
    assert code == 1
    assert told in out


@pytest.mark.usefixtures("stores")
def test_footnotes_that_were_put_in_taken_out_or_moved_are_found(assistant: Run, tmp_path: Path) -> None:
    def export() -> Path:
        return saved(tmp_path, exported(answer_on(documents()[:2])), Form.MARKDOWN)

    path = changed(export(), lambda text: text.replace("[^1]: ", "[^9]: “Peru left.”\n\n[^1]: "))
    assert outcomes(assistant, path)[9][0] == "unrecorded"
    path = changed(export(), lambda text: text.replace("[^2]: ", "2: "))
    assert outcomes(assistant, path)[2][0] == "not shown"
    path = changed(export(), lambda text: text.replace("[^1]: ", "[^1]: “Peru left.”\n\n[^1]: "))
    assert outcomes(assistant, path)[1] == ("altered", "Several footnotes are shown under this number.")
    path = changed(export(), lambda text: text.replace("## Points", "Peru left.[^1]\n\n## Points"))
    assert outcomes(assistant, path)[1] == (
        "altered",
        "It stands behind words that were not exported: “Peru left.[1]”.",
    )
    path = changed(export(), lambda text: text.replace("\n\n[^2]: ", "\n\n    Peru left.\n\n[^2]: "))
    assert outcomes(assistant, path)[1][0] == "altered"
    path = changed(export(), lambda text: text.replace("## Points", "Peru left.\n\n## Points"))
    assert {result for result, _ in outcomes(assistant, path).values()} == {"verified"}  # no footnote is touched


def test_what_became_of_a_document_is_told(stores: Stores, assistant: Run, tmp_path: Path) -> None:
    path = saved(tmp_path, exported(answer_on(documents()[:3])), Form.DOCX)
    before = made("en.txt", f"Draft. {QUOTE} It was\nput off.", publisher="Example Ministry")
    put(stores, before)
    put(stores, replace(before, text=f"New. {QUOTE} It was\nput off again."))
    stores.intake.forget(b"/documents/ur.txt")
    found = outcomes(assistant, path)
    assert found[1][0] == found[2][0] == "changed"
    assert re.fullmatch(
        r"The document was changed on \d+ \w+ \d{4}\. That version holds the sentence quoted at characters 5 to 42\.",
        found[1][1],
    )
    assert found[2][1].endswith("That version does not hold the sentence quoted.")
    assert found[3][0] == "removed"
    assert found[5][0] == "verified"
    assert {result for result, _ in outcomes(assistant, path, "--against", SEEDS).values()} == {"missing"}


def test_corrected_metadata_are_told(stores: Stores, assistant: Run, tmp_path: Path) -> None:
    path = saved(tmp_path, exported(answer_on(documents()[:1])), Form.HTML)
    put(stores, made("en.txt", documents()[0].text, publisher="Ministry of Fish"))
    assert outcomes(assistant, path)[1] == (
        "misstated",
        "The sentence stands there, but the publisher is “Ministry of Fish” and not “Example Ministry”.",
    )


@pytest.mark.usefixtures("stores")
def test_outcomes_are_told_in_words(assistant: Run, tmp_path: Path) -> None:
    path = saved(tmp_path, exported(answer_on(documents()[:1])), Form.MARKDOWN)
    code, out, _ = assistant("verify", path)
    assert code == 0
    assert out.splitlines() == [
        f"{path}: all 2 footnotes are verified.",
        "  1. verified, Joint statement: The document says this, word for word, at these characters.",
        "  2. verified, Joint statement: The document says this, word for word, at these characters.",
    ]
    changed(path, lambda text: text.replace("“Norway and Chile", "“\x1b[31mPeru"))
    code, out, _ = assistant("verify", path)
    assert code == 1
    assert out.startswith(f"{path}: 1 of 2 footnotes verified.\n  1. NOT VERIFIED (altered), Joint statement: The quot")


def bomb() -> bytes:
    return word(para("x"), {"word/footnotes.xml": b"\0" * 70_000_000})


def billion_laughs() -> bytes:
    return word(para("&a;"), doctype='<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>')


def record(data: str) -> bytes:
    return f"# T\n\n<!-- footnotes {data} -->\n".encode()


def deep_word() -> bytes:
    return word(f"<w:p>{'<w:ins>' * 300}{'</w:ins>' * 300}</w:p>")


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "holds no record"),
    "noise": (lambda: bytes(range(256)) * 99, "holds no record"),
    "a zip that is none": (lambda: b"PK\x03\x04" + b"x" * 99, "is damaged"),
    "a bomb": (bomb, "unpacks to more than"),
    "entities": (billion_laughs, "is damaged"),
    "a deep tree": (deep_word, "is damaged"),
    "another Word document": (lambda: word(para("Hello.")), "holds no record"),
    "another page": (lambda: b"<!doctype html><p>Hello</p>" + b"<div>" * 5000, "holds no record"),
    "no JSON": (lambda: record("{"), "JSONDecodeError"),
    "deep JSON": (lambda: record("[" * 100_000), "RecursionError"),
    "a list": (lambda: record("[]"), "is damaged"),
    "a later version": (lambda: record('{"format":"bilateral-record footnotes","version":2}'), "another version"),
    "half a letter": (
        lambda: record('{"format":"bilateral-record footnotes","version":1,"title":"\\ud800"}'),
        "UnicodeEncode",
    ),
    "half a record": (lambda: record('{"format":"bilateral-record footnotes","version":1,"title":7}'), "title: "),
    "huge numbers": (
        lambda: record('{"format":"bilateral-record footnotes","version":' + "1" * 9999 + "}"),
        "is damaged",
    ),
    "too large": (lambda: b"x" * 20_000_001, "files of up to 20.0 MB are read. Name a file that was exported"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_ends_in_a_sentence(what: str, assistant: Run, tmp_path: Path) -> None:
    data, told = HOSTILE[what]
    (tmp_path / "hostile").write_bytes(data())
    code, out, err = assistant("verify", tmp_path / "hostile")
    assert code == 1
    assert re.search(told, out), out
    assert out.count("\n") == 1
    assert not err


def test_a_file_that_is_not_there_or_no_library_is_told(assistant: Run, tmp_path: Path) -> None:
    code, out, _ = assistant("verify", tmp_path / "gone.md", tmp_path)
    assert code == 1
    assert out.splitlines() == [
        f"{tmp_path / 'gone.md'}: There is no such file; it may have been moved or deleted. Name a file that was exported.",
        f"{tmp_path}: This is a folder. Name a file that was exported.",
    ]
    path = saved(tmp_path, exported(answer_on(documents()[:1])), Form.MARKDOWN)
    assert "There is no library in" in assistant("verify", path)[2]
    assert "There is no file nowhere" in assistant("verify", path, "--against", "nowhere")[2]


def test_an_answer_is_saved_in_the_form_that_its_ending_names_and_verified(assistant: Run, tmp_path: Path) -> None:
    assistant("ingest", SEEDS)
    question = "How large is the industrial park?"
    path = tmp_path / "park.docx"
    code, out, _ = assistant("ask", question, "--export", path)
    assert code == 0
    assert "1,500 acres" in out
    assert docx.Document(str(path)).paragraphs[0].text == question
    assert assistant("verify", path)[0] == assistant("verify", path, "--against", SEEDS)[0] == 0
    for wrong, reason in (
        (path, "There is a file"),
        (tmp_path / "park.pdf", "ends in none of .md, .html and .docx"),
        (tmp_path / "none" / "a.md", "There is no folder"),
    ):
        code, out, err = assistant("ask", question, "--export", wrong)
        assert (code, out) == (1, "")
        assert reason in err
