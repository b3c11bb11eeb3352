"""Rich text in any of its encodings, without what nobody sees in it."""

from __future__ import annotations

import time

import pytest

from assistant.domain import Basis, Stated
from assistant.errors import ReadingError
from assistant.reading import read_bytes

FONTS = (
    r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fnil\fcharset178 Arial (Arabic);}{\f2\fnil\fcharset128 MS Mincho;}"
    r"{\f3\froman\fcharset204 Times;}}{\colortbl;\red255\green255\blue255;\red0\green0\blue128;}"
)


def rtf(body: str | bytes, head: str = r"\ansi\ansicpg1252\deff0") -> bytes:
    body = body.encode("latin-1") if isinstance(body, str) else body
    return b"{\\rtf1" + head.encode() + FONTS.encode() + rb"\pard\plain\f0 " + body + b"}"


def codes(text: str, encoding: str) -> str:
    """Every byte as a code, as Word writes them."""
    return "".join(f"\\'{byte:02x}" for byte in text.encode(encoding))


def text_of(body: str | bytes, head: str = r"\ansi\ansicpg1252\deff0") -> str:
    return read_bytes(rtf(body, head), "a.rtf").text


def test_paragraphs_lists_tables_notes_and_links_come_in_order() -> None:
    body = (
        r"{\b Joint} statement\par Both\~sides met{\footnote\pard\plain In Tokyo.\par } twice.\line Then left.\par"
        r"\pard\ls1 {\listtext\'b7\tab}one\par {\listtext\'b7\tab}two\par\pard After "
        r'{\field{\*\fldinst HYPERLINK "http://x.example"}{\fldrslt the link}}.\par'
        r"\trowd\cellx1000\cellx2000\pard\intbl Year\cell USD\cell\row\trowd\pard\intbl 2020\cell 5\cell\row\pard End"
    )
    assert text_of(body) == (
        "Joint statement\n\nBoth\xa0sides met twice.\nThen left.\n\nIn Tokyo.\n\n- one\n- two\n\nAfter the link.\n\n"
        "Year: 2020 | USD: 5\n\nEnd"
    )


@pytest.mark.parametrize(
    ("body", "head", "text"),
    [
        (codes("سفير اليابان", "cp1256"), r"\ansi\ansicpg1256\deff0", "سفير اليابان"),
        (r"\f1 " + codes("سفير اليابان", "cp1256"), r"\ansi\ansicpg1252", "سفير اليابان"),
        (r"\f2 " + codes("日本とソ連の条約", "cp932"), r"\ansi\ansicpg1252", "日本とソ連の条約"),
        (r"\f2 \'83A\'83\'5c", r"\ansi", "アソ"),  # the second byte as a letter, and as a code
        (r"\f3 " + codes("Посол Японии", "cp1251") + r"\f0 caf\'e9", r"\ansi\ansicpg1252", "Посол Японииcafé"),
        (r"\uc1\u26085?\u26412\'3f {\uc2\u8364 EU}5 \u-10179?\u-8704?", r"\ansi", "日本 €5 😀"),
        (r"\ldblquote a\rdblquote \emdash \'93b\'94 \{c\} \\d", r"\ansi\ansicpg1252", "“a”—“b” {c} \\d"),
        (r"\'8e", r"\mac", "é"),
        ("plain", r"\ansi\ansicpg99999", "plain"),
    ],
)
def test_every_encoding_comes_out_right(body: str, head: str, text: str) -> None:
    assert text_of(body, head) == text


@pytest.mark.parametrize(
    "hidden",
    [
        r"{\v hid}", r"\v hid\v0 ", r"{\deleted hid}", r"{\cf1 hid}", r"{\fs2 hid}", r"{\cf2\highlight2 hid}",
        r"{\*\annotation hid}", r"{\header hid\par}", r"{\*\unknown hid}", r"{\pict 68696464656e}",
        r"{\info{\doccomm hid}}",
        r"{\*\bkmkstart hid}", r"{\pict\bin4 hid}}", r"{\v {\b hid}}",
    ],
)  # fmt: skip
def test_what_nobody_sees_is_left_out(hidden: str) -> None:
    assert text_of(f"Seen{hidden} too") == "Seen too"


def test_white_letters_on_a_dark_ground_stay() -> None:
    assert text_of(r"{\cf1\highlight2 seen} {\cf1\chcbpat2 seen}\par\pard\cbpat2 {\cf1 seen}") == "seen seen\n\nseen"
    assert text_of(r"\trowd\clcbpat2\cellx9\pard\intbl {\cf1 seen}\cell\row") == "seen"


def test_a_file_that_is_cut_off_gives_what_it_holds() -> None:
    assert read_bytes(rtf(r"Seen\par Too {\b and this {\*\bkmkstart")[:-1], "a.rtf").text == "Seen\n\nToo and this"
    assert read_bytes(rtf(r"Seen{\footnote A note")[:-1], "a.rtf").text == "Seen\n\nA note"


def test_properties_give_title_author_and_date() -> None:
    info = r"{\info{\title Plan of the two sides}{\author Ay\u351?e Kaya}{\creatim\yr2021\mo9\dy7\hr1}}Text."
    document = read_bytes(rtf(info), "a.rtf")
    facts = (document.title, document.author, document.date)
    values = ("Plan of the two sides", "Ayşe Kaya", "2021-09-07")
    assert facts == tuple(Stated(value, Basis.METADATA) for value in values)
    assert document.text == "Text."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (rtf("{" * 2000), "nested"),
        (rtf("{}" * 1_100_000), "formatting"),
        (rtf(""), "no text"),
        (rtf(r"{\v all of it}"), "no text"),
        (rtf(r"\trowd\pard\intbl x\cell\row " * 100_001), "rows"),
    ],
)
def test_hostile_and_empty_files_are_refused(data: bytes, words: str) -> None:
    with pytest.raises(ReadingError, match=words):
        read_bytes(data, "a.rtf")


@pytest.mark.parametrize(
    "unit", [r"{\field{\*\fldinst{HYPERLINK ", "a", r"\'e9", r"\u26085?", r"\par ", r"{\v x}", "}"]
)
def test_reading_takes_time_in_proportion_to_the_length(unit: str) -> None:
    def seconds(times: int) -> float:
        started = time.process_time()
        try:
            read_bytes(rtf("Text " + unit * times), "a.rtf")
        except ReadingError as error:
            assert "nested" in str(error)  # noqa: PT017 - either may come
        return time.process_time() - started

    seconds(100)
    assert seconds(40_000) < 16 * seconds(10_000) + 0.2
