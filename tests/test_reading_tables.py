"""Rows of CSV files and spreadsheets become lines that can be understood and cited alone."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
import zipfile

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from assistant.domain import Basis, Stated
from assistant.errors import ReadingError
from assistant.reading import read_bytes
from assistant.reading.cleaning import clean
from assistant.reading.numbers import shown
from assistant.reading.tables import table_text
from assistant.splitting import LONGEST_SENTENCE, sentences, split


def csv(text: str, encoding: str = "utf-8", name: str = "a.csv") -> str:
    return read_bytes(text.encode(encoding), name).text


def workbook(*rows: list[object]) -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Trade"
    for row in rows:
        sheet.append(row)
    return book, sheet


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def changed(data: bytes, **parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            short = name.rpartition("/")[2].partition(".")[0]
            after.writestr(name, parts.get(short, before.read(name)))
    return file.getvalue()


def test_each_row_says_what_its_figures_are() -> None:
    text = csv("Country,2019,2020\nJapan,5 million,6 million\nFrance,7,8\n")
    assert text == "Country: Japan | 2019: 5 million | 2020: 6 million\nCountry: France | 2019: 7 | 2020: 8"


def test_each_row_is_one_sentence() -> None:
    document = read_bytes(b"Partner,Signed\n" + b"Japan,2021-09-07\n" * 40, "a.csv")
    found = [one.text for passage in split(document) for one in sentences(passage)]
    assert found == ["Partner: Japan | Signed: 2021-09-07"] * 40


def test_rows_without_a_clear_header_get_no_labels() -> None:
    assert csv("Japan,Tokyo\nFrance,Paris\n") == "Japan | Tokyo\nFrance | Paris"
    assert csv("1,2\n3,4\n5,6\n") == "1 | 2\n3 | 4\n5 | 6"
    assert csv("Country,Capital\nJapan,Tokyo\n") == "Country: Japan | Capital: Tokyo"


def test_what_stands_above_a_table_is_not_taken_for_its_header() -> None:
    text = csv("Exports of Pakistan,,\nUSD million,,\nYear,To Japan,To France\n2020,5,6\n")
    assert text == "Exports of Pakistan\n\nUSD million\n\nYear: 2020 | To Japan: 5 | To France: 6"


def test_blank_rows_divide_tables() -> None:
    assert csv("Year,USD\n2020,5\n,\nYear,EUR\n2021,6\n") == "Year: 2020 | USD: 5\n\nYear: 2021 | EUR: 6"


def test_a_long_row_goes_on_in_lines_that_name_their_first_cell_again() -> None:
    head = ",".join(f"Column {number}" for number in range(60))
    text = csv(f"Country,{head}\nJapan,{','.join(map(str, range(60)))}\n")
    lines = text.split("\n")
    assert len(lines) > 1
    assert all(line.startswith("Country: Japan | ") and len(line) <= LONGEST_SENTENCE for line in lines)
    assert text.endswith("Column 59: 59")


def test_prose_in_a_cell_is_a_paragraph_of_its_own() -> None:
    prose = "The two sides met in Tokyo. They agreed to meet again, and did so in the year that followed. " * 4
    document = read_bytes(f'title,year,body\nPlan,2020,"{prose}"\nNote,2021,short\n'.encode(), "a.csv")
    assert document.text.startswith("title: Plan | year: 2020\n\nbody: The two sides met in Tokyo. They agreed")
    assert document.text.endswith("\n\ntitle: Note | year: 2021 | body: short")
    found = [one.text for passage in split(document) for one in sentences(passage)]
    assert "They agreed to meet again, and did so in the year that followed." in found


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told(delimiter: str) -> None:
    text = f"Country{delimiter}USD\nJapan{delimiter}5\n"
    assert csv(text) == csv(text, name="a.tsv") == "Country: Japan | USD: 5"


def test_excel_may_name_the_delimiter() -> None:
    assert csv("sep=;\nCountry;USD\nJapan;1,5\n") == "Country: Japan | USD: 1,5"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Pays;Montant;Unité\nCôte d’Ivoire;5;millions d’euros\nÉgypte;7;dollars\nGénération été;8;€\n", "cp1252"),
        ("国;金額\n日本;5\nパキスタン;7\n", "utf-16"),
        ("国;金額\n日本の政府開発援助による協力案件;5\nパキスタン国政府への無償資金協力;7\n", "shift_jis"),
        ("الدولة;المبلغ\nاليابان;5\nباكستان;7\n", "utf-8-sig"),
    ],
)  # fmt: skip
def test_tables_in_other_encodings_come_out_right(text: str, encoding: str) -> None:
    rows = [line.split(";") for line in text.strip().split("\n")]
    expected = [" | ".join(f"{label}: {cell}" for label, cell in zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert csv(text, encoding) == "\n".join(expected)


def test_text_with_commas_is_no_table() -> None:
    text = (
        "Dear colleagues, the two sides met.\n\nThey agreed, among others, on trade, aid and visas.\n\nThen they left."
    )
    assert csv(text) == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a,b\n" * 100_001, "rows"),
        (b"a,b\n" + b"1," * 600_000, "cells"),
        (b'a,b\n"' + b"x" * 2_000_000, "quotation mark"),
        (b"a,b\n" + b"x" * 50_000_000 + b",1\n", "characters"),
    ],
)
def test_tables_that_are_too_large_are_refused(data: bytes, words: str) -> None:
    with pytest.raises(ReadingError, match=words):
        read_bytes(data, "a.csv")


_CELLS = st.text(max_size=12) | st.sampled_from(["", "Year", "2020", "5", "x" * 300, "日本", "a | b", "\n", "ا"])


@settings(max_examples=200, deadline=None)
@example([["0"], ["", ";", ":"], ["", "", "0"]])
@example([[], [], ["0"], ["", ";", ":"], ["", "", "0"]])
@given(st.lists(st.lists(_CELLS, max_size=6), max_size=12))
def test_no_cell_is_lost_but_the_label_of_an_empty_column(rows: list[list[str]]) -> None:
    text = re.sub(r"\s+", "", table_text(rows))
    is_filled = [any(cell.strip() for cell in row) for row in rows]
    for filled, numbered in itertools.groupby(enumerate(rows), key=lambda one: is_filled[one[0]]):
        table = [row for _, row in numbered]
        for at, row in enumerate(table if filled else ()):
            for number, cell in enumerate(row):
                below = [later[number] for later in table[at + 1 :] if number < len(later) and later[number].strip()]
                is_label = at < _HEADINGS and at < len(table) - 1 and not below
                assert is_label or re.sub(r"\s+", "", clean(cell)) in text


_HEADINGS = 3  # rows that the headings of a table may take


def test_a_spreadsheet_gives_its_sheets_with_dates_shares_and_units_as_they_are_shown() -> None:
    book, sheet = workbook(
        ["Country", "Signed", "Share", "Amount", "Sum"], ["Japan", dt.date(2021, 9, 7), 0.255, 7_000_000_000, "=1+1"]
    )
    sheet["C2"].number_format, sheet["D2"].number_format = "0.0%", '"USD" #,##0'
    second = book.create_sheet("備考")
    second.append(["日本とパキスタンの協力"])
    document = read_bytes(saved(book), "a.xlsx")
    assert document.text == (
        "Trade\n\nCountry: Japan | Signed: 2021-09-07 | Share: 25.5% | Amount: USD 7000000000\n\n"
        "備考\n\n日本とパキスタンの協力"
    )


def test_a_formula_gives_the_value_that_was_last_computed() -> None:
    book, _ = workbook(["Year", "USD"], [2020, "=2+3"])
    sheet = zipfile.ZipFile(io.BytesIO(saved(book))).read("xl/worksheets/sheet1.xml")
    data = changed(
        saved(book), sheet1=sheet.replace(b"<f>2+3</f><v></v>", b"<f>2+3</f><v>5</v>").replace(b"<v/>", b"<v>5</v>")
    )
    assert read_bytes(data, "a.xlsx").text == "Trade\n\nYear: 2020 | USD: 5"


def test_what_nobody_sees_in_a_spreadsheet_is_left_out() -> None:
    book, sheet = workbook(
        ["Country", "USD", "Secret", "Note"], ["Japan", 5, "hidden column", "white"], ["hidden row", 6, 7, "x"],
        ["France", 8, 9, "tiny"], ["Egypt", 10, 11, "no format"], ["Chad", 12, 13, "same colour"],
    )  # fmt: skip
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = True
    sheet["D2"].font = Font(color="FFFFFFFF")
    sheet["D4"].font = Font(sz=1)
    sheet["D5"].number_format = ";;;"
    sheet["D6"].font, sheet["D6"].fill = Font(color="FF102030"), PatternFill("solid", fgColor="FF102030")
    sheet["A1"].font, sheet["A1"].fill = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF000080")
    sheet["B1"].comment = openpyxl.comments.Comment("a comment", "me")
    for state in ("hidden", "veryHidden"):
        other = book.create_sheet(state)
        other.append(["hidden sheet"])
        other.sheet_state = state
    assert read_bytes(saved(book), "a.xlsx").text == (
        "Trade\n\nCountry: Japan | USD: 5\nCountry: France | USD: 8\nCountry: Egypt | USD: 10\nCountry: Chad | USD: 12"
    )


def test_the_properties_of_a_spreadsheet_give_title_and_author_where_they_are_sane() -> None:
    book, _ = workbook(["Year", "USD"], [2020, 5])
    book.properties.title, book.properties.creator = "Trade of the two countries", "Ayesha Khan"
    book.properties.created = dt.datetime(2020, 9, 7)  # noqa: DTZ001 - openpyxl wants it so
    document = read_bytes(saved(book), "a.xlsx")
    assert document.title == Stated("Trade of the two countries", Basis.METADATA)
    assert document.author == Stated("Ayesha Khan", Basis.METADATA)
    assert document.date == Stated("2020-09-07", Basis.METADATA)
    book.properties.creator = "openpyxl"
    assert read_bytes(saved(book), "a.xlsx").author is None


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (44446, "yyyy-mm-dd", "2021-09-07"), (44446.4375, "d/m/yy h:mm", "2021-09-07 10:30"),
        (44446, "mmm-yy", "2021-09"),
        (0.25, "0%", "25%"), (0.1 + 0.2, "", "0.3"), (1e15, "General", "1e+15"), (5, '0.0" million"', "5 million"),
        (5, "[$€-407] #,##0.00", "€5"), (7e9, '#,##0,,"M"', "7000000000"), (-5, "#,##0;[Red]-#,##0", "-5"),
        (1.5, "[h]:mm", "36:00"), (59, "yyyy-mm-dd", "1900-02-28"), (61, "yyyy-mm-dd", "1900-03-01"),
        (0.5, "h:mm", "12:00"),
        (1e300, "yyyy", "1e+300"), (-1, "yyyy-mm-dd", "-1"),
    ],
)  # fmt: skip
def test_numbers_come_out_as_a_cell_shows_them(number: float, form: str, text: str) -> None:
    assert shown(number, form) == text


@settings(max_examples=300, deadline=None)
@example(2.1e303, "[M]")
@given(st.floats(allow_nan=False, allow_infinity=False), st.text(alphabet='0#?.,%"$€ ydmhs;[]\\E_*@GM', max_size=12))
def test_no_number_format_is_too_odd(number: float, form: str) -> None:
    assert shown(number, form).strip()


def test_a_cell_in_the_last_row_takes_no_time() -> None:
    book, _ = workbook(["Year", "USD"])
    sheet = zipfile.ZipFile(io.BytesIO(saved(book))).read("xl/worksheets/sheet1.xml")
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row></sheetData>'
    document = read_bytes(changed(saved(book), sheet1=sheet.replace(b"</sheetData>", far)), "a.xlsx")
    assert document.text.endswith("far")


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        (b'<!DOCTYPE a [<!ENTITY x "y">]><worksheet>&x;</worksheet>', "damaged"),
        (b"<worksheet><sheetData>" + b"<row/>" * 100_001 + b"</sheetData></worksheet>", "rows"),
        (b" " * 70_000_000, "unpacks"),
        (b"<worksheet>" + b"<a>" * 5000, "damaged"),
        (b"not xml", "damaged"),
    ],
)
def test_hostile_spreadsheets_are_refused(sheet: bytes, words: str) -> None:
    book, _ = workbook(["Year", "USD"], [2020, 5])
    with pytest.raises(ReadingError, match=words):
        read_bytes(changed(saved(book), sheet1=sheet), "a.xlsx")
