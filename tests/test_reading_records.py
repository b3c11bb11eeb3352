"""An export gives each record as a document with the facts in its fields; a long text comes in parts."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tracemalloc
import zipfile
from typing import Any

import pytest

from assistant.domain import Basis, Document
from assistant.reading import Found, Options, documents, units
from assistant.reading.portions import PART, WHOLE

OPTIONS = Options(limit=10**9)
SENTENCE = "The two ministers signed a memorandum on fisheries in Tokyo."


def read(data: bytes | str, name: str = "export.jsonl", fields: tuple[tuple[str, str], ...] = ()) -> list[Found]:
    data = data.encode() if isinstance(data, str) else data
    return list(documents(io.BytesIO(data), name, Options(limit=10**9, fields=fields)))


def lines(*records: Any) -> str:
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records)


def one(record: dict[str, Any], *fields: tuple[str, str]) -> Document:
    (found,) = read(lines(record), fields=fields)
    assert found.document is not None, found.reason
    return found.document


def test_each_line_is_a_document_called_by_its_id_or_its_line() -> None:
    found = read(lines({"id": "a-1", "text": SENTENCE}, {"text": SENTENCE}, {"id": "a-1", "text": SENTENCE}))
    assert [entry.member for entry in found] == ["a-1", "2", "3"]
    assert [entry.document and entry.document.name for entry in found] == [
        "export.jsonl#a-1",
        "export.jsonl#2",
        "export.jsonl#3",
    ]


def test_an_id_that_is_the_number_of_an_earlier_line_gets_no_second_document_of_its_name() -> None:
    found = read(lines({"text": SENTENCE}, {"id": 1, "text": SENTENCE}))
    assert len({entry.member for entry in found}) == 2


def test_the_usual_fields_are_understood() -> None:
    document = one(
        {
            "doc_id": 7,
            "headline": "Ministers sign",
            "publishedAt": "2021-09-07T10:00:00Z",
            "source_url": "https://example.org/a",
            "publisher": {"name": "The Daily"},
            "authors": ["A. Khan", "B. Sato"],
            "dateline": "ISLAMABAD, Sept 7 -",
            "lang": "en-GB",
            "body": SENTENCE,
        }
    )
    assert document.text == SENTENCE
    assert document.title.value == "Ministers sign"
    assert document.title.basis is Basis.METADATA
    facts = (document.date, document.address, document.publisher, document.author, document.place)
    assert [fact and fact.value for fact in facts] == [
        "2021-09-07",
        "https://example.org/a",
        "The Daily",
        "A. Khan, B. Sato",
        "Islamabad",
    ]
    assert document.language == "en"


def test_fields_that_the_user_names_come_first() -> None:
    record = {"meta": {"when": "2020-01-02"}, "text": "Not this.", "fact": SENTENCE, "law": "Second.", "name": "N"}
    document = one(record, ("text", "fact"), ("text", "law"), ("date", "meta.when"), ("title", "law"))
    assert document.text == f"{SENTENCE}\n\nSecond."
    assert document.date is not None
    assert document.date.value == "2020-01-02"
    assert document.title.value == "Second."


def test_a_named_field_that_is_missing_or_unknown_is_said() -> None:
    (found,) = read(lines({"text": SENTENCE}), fields=(("text", "body"),))
    assert "field body" in found.reason
    (found,) = read(lines({"text": SENTENCE}), fields=(("colour", "body"),))
    assert "colour" in found.reason


def test_a_description_beside_a_text_is_its_title_and_without_one_its_text() -> None:
    assert one({"description": "Ministers meet", "text": SENTENCE}).title.value == "Ministers meet"
    assert one({"title": "Ministers", "description": SENTENCE * 8}).text == SENTENCE * 8


def test_chapters_and_articles_become_headings_and_paragraphs_in_order() -> None:
    articles = [{"number": "1", "name": "Scope", "text": SENTENCE}, {"number": "2", "text": "Second."}]
    record = {
        "name": "A – B",
        "status": "In Force",
        "date_signed": "2005-11-18",
        "sources": [{"lang": "en", "url": "https://example.org"}],
        "chapters": [{"number": 1, "name": "General", "articles": articles}, {"name": "Annex", "articles": []}],
    }
    document = one(record)
    assert document.text == (
        "Status: In Force\nDate signed: 2005-11-18\n\nChapter 1: General\n\n"
        f"Article 1: Scope\n\n{SENTENCE}\n\nArticle 2\n\nSecond."
    )
    assert document.date is not None
    assert document.date.value == "2005-11-18"


def test_sections_are_preferred_to_the_same_text_without_headings() -> None:
    sections = [{"head": "Summary", "text": f"Summary {SENTENCE}"}, {"head": "Treaties", "text": SENTENCE}]
    document = one({"title": "T", "sections": sections, "text": f"Summary {SENTENCE} {SENTENCE}"})
    assert document.text == f"Summary\n\n{SENTENCE}\n\nTreaties\n\n{SENTENCE}"


def test_a_short_record_is_read_with_all_its_fields() -> None:
    record = {
        "id": "2141",
        "start_date": "1882-07-19",
        "visitor": "President Barrios",
        "from_country": ["Guatemala"],
        "from_id": ["guatemala"],
        "description": "Sought help in settling a dispute.",
    }
    document = one(record)
    assert document.text == (
        "Start date: 1882-07-19\nVisitor: President Barrios\nFrom country: Guatemala\n\n"
        "Sought help in settling a dispute."
    )
    assert document.title.value == "President Barrios, Guatemala"
    assert document.date is not None
    assert document.date.value == "1882-07-19"


def test_the_speaker_and_the_country_of_a_speech_stand_in_it() -> None:
    document = one({"doc_id": "A", "country": "Andorra", "year": 2015, "speaker": "Mr. Petit", "text": SENTENCE})
    assert "Andorra" in document.text
    assert document.title.value == "Andorra, Mr. Petit"
    assert document.author is not None
    assert document.author.value == "Mr. Petit"


def test_markup_in_a_field_is_not_text_and_hidden_text_is_none() -> None:
    document = one({"title": "T", "content": f"<p>{SENTENCE}</p><p style='display:none'>Hidden.</p><script>x</script>"})
    assert document.text == SENTENCE


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2021-09-07", "2021-09-07"), (1630972800, "2021-09-07"), (1630972800000, "2021-09-07"), (2021, "2021"),
     ("yesterday", None), (True, None)],
)  # fmt: skip
def test_dates_are_told_from_other_values(value: object, expected: str | None) -> None:
    date = one({"text": SENTENCE, "date": value}).date
    assert (date and date.value) == expected


def test_when_a_record_was_fetched_is_not_its_date() -> None:
    assert one({"text": SENTENCE, "date_scraped": "2024-01-01", "updated_date": "2024-01-01"}).date is None


def test_lines_that_are_no_records_are_named_and_the_others_read() -> None:
    found = read(f'{lines({"text": SENTENCE})}\n{{"text": \n\n[1, 2]\n{{"id": "x"}}\n{lines({"text": "Last one."})}')
    assert [bool(entry.document) for entry in found] == [True, False, False, False, True]
    assert "Line 2 " in found[1].reason
    assert "Line 4 " in found[2].reason
    assert "Line 5 has no text" in found[3].reason


def test_a_deep_or_huge_line_costs_only_itself() -> None:
    deep = '{"text": ' + "[" * 100_000 + "]" * 100_000 + "}"
    long = '{"text": "' + "x" * 21_000_000 + '"}'
    found = read(f"{deep}\n{long}\n{lines({'text': SENTENCE})}")
    assert [bool(entry.document) for entry in found] == [False, False, True]
    assert "20 MB" in found[1].reason


def test_a_records_digest_is_that_of_its_line() -> None:
    line = lines({"text": SENTENCE})
    (found,) = read(f"{line}\r\n")
    assert found.document is not None
    assert found.document.sha256 == hashlib.sha256(line.encode()).hexdigest()


def test_an_export_is_read_packed_and_in_an_archive() -> None:
    data = lines({"id": "a", "text": SENTENCE}).encode()
    (found,) = read(gzip.compress(data), "export.jsonl.gz")
    assert found.member == "a"
    assert found.document is not None
    assert found.document.name == "export.jsonl.gz#a"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("in/export.jsonl", data)
    (found,) = read(file.getvalue(), "papers.zip")
    assert found.member == "in/export.jsonl#a"


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("wrapped", [False, True])
def test_an_array_of_records_is_read_like_lines(indent: int | None, wrapped: bool) -> None:  # noqa: FBT001
    records = [{"id": f"r{number}", "text": f"{SENTENCE} {number}"} for number in range(3)]
    data = json.dumps({"count": 3, "items": records} if wrapped else records, indent=indent)
    if wrapped and indent is None:
        data = json.dumps({"count": 3, "items": records})
    found = read(data, "export.json")
    assert [entry.member for entry in found] == ["r0", "r1", "r2"]


def test_a_long_array_is_read_without_being_held() -> None:
    record = json.dumps({"text": SENTENCE * 100}).encode()
    file = io.BytesIO(b"[" + b",\n".join([record] * 5000) + b"]")
    tracemalloc.start()
    count = sum(1 for _ in units(file, "export.json", OPTIONS))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 5000
    assert peak < 15_000_000  # the file has 30 MB


def test_an_array_that_breaks_off_gives_what_was_whole() -> None:
    found = read('[{"text": "One sentence here."}, {"text": "Two senten', "export.json")
    assert found[0].document
    assert "Record 2" in found[1].reason


@pytest.mark.parametrize("data", ["{}", "[]", "", "   ", '{"a": 1}', "[1, 2]", "null"])
def test_json_without_records_is_refused_with_a_sentence(data: str) -> None:
    found = read(data, "settings.json")
    assert found
    assert all(entry.reason.endswith(".") for entry in found)


def test_one_object_with_a_text_is_one_record() -> None:
    (found,) = read(json.dumps({"title": "T", "text": SENTENCE}, indent=1), "a.json")
    assert found.document is not None
    assert found.document.text == SENTENCE


def test_a_line_in_another_encoding_is_still_read() -> None:
    data = '{"text": "Le ministre a été reçu à Paris par son homologue français."}'.encode("cp1252")
    assert "été reçu" in (read(data)[0].document or one({"text": "-"})).text


def test_a_long_text_comes_in_parts_that_end_with_paragraphs_and_lose_nothing() -> None:
    text = "\n\n".join(f"{number}. {SENTENCE * 20}" for number in range(2500))
    assert len(text) > WHOLE
    found = read("Great record\n\n" + text, "big.txt")
    assert [entry.member for entry in found] == [f"(part {number})" for number in range(1, len(found) + 1)]
    parts = [entry.document for entry in found if entry.document]
    assert "".join(part.text for part in parts) == "Great record\n\n" + text
    assert all(len(part.text) <= PART for part in parts)
    assert all(part.text.endswith("\n\n") for part in parts[:-1])
    assert parts[1].name == "big.txt (part 2)"
    assert parts[1].title.value == "Great record (part 2)"


def test_a_text_just_short_enough_stays_one_document_with_the_files_digest() -> None:
    data = ("é " * 999_999).encode()
    (found,) = read(data, "long.txt")
    assert found.member == ""
    assert found.document is not None
    assert found.document.sha256 == hashlib.sha256(data).hexdigest()


def test_a_long_text_without_any_break_is_cut_all_the_same() -> None:
    found = read("字" * 2_500_000, "line.txt")
    assert sum(len(entry.document.text) for entry in found if entry.document) == 2_500_000


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "utf-8-sig"])
def test_the_encoding_of_a_long_text_is_told_by_what_comes_late(encoding: str) -> None:
    text = "The sides met and agreed on much.\r\n" * 70_000 + "L’été à Paris était très agréable, dit-il. " * 2000
    found = read(text.encode(encoding), "big.txt")
    whole = "".join(entry.document.text for entry in found if entry.document)
    assert whole == text.replace("\r\n", "\n")


def test_a_long_binary_file_is_refused() -> None:
    (found,) = read(bytes(range(256)) * 20_000, "big.txt")
    assert "binary" in found.reason
