"""Title, date, place, publisher and address are taken from the first lines where they say so, and only there."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Basis, Stated
from assistant.reading import read_bytes
from assistant.reading.dateline import read_dateline
from assistant.reading.dates import find_dates, read_date
from assistant.reading.header import facts_of


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2021-09-07", "2021-09-07"), ("7 September 2021", "2021-09-07"), ("September 7, 2021", "2021-09-07"),
        ("7th Sept. 2021", "2021-09-07"), ("2021年9月7日", "2021-09-07"), ("令和3年9月7日", "2021-09-07"),
        ("27/09/2021", "2021-09-27"), ("09/27/2021", "2021-09-27"), ("07/07/2021", "2021-07-07"), ("2021", "2021"),
        ("07/09/2021", None), ("1.9.2021", None), ("2021-09", "2021-09"), ("September 2021", "2021-09"),
        ("31 February 2021", None), ("2021-13-01", None), ("7 de septiembre de 2021", "2021-09-07"),
        ("le 1er mars 2021", "2021-03-01"), ("٧ سبتمبر ٢٠٢١", "2021-09-07"), ("7 ستمبر 2021ء", "2021-09-07"),
        ("Tuesday, 7 September 2021 10:30 PM", "2021-09-07"), ("2021-09-07T06:00:00+05:00", "2021-09-07"),
        ("this 7th day of September, 2021", "2021-09-07"), ("2021년 9월 7일", "2021-09-07"),
        ("7-Sep-2021", "2021-09-07"),
        ("between 2021 and 2022", None), ("", None), ("Rs. 2,021", None),
    ],
)  # fmt: skip
def test_dates_are_read_with_their_precision_or_not_at_all(text: str, date: str | None) -> None:
    assert read_date(text) == date


@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)))
def test_every_date_is_read_back_from_the_ways_it_is_written(date) -> None:
    for form in (f"{date:%Y-%m-%d}", f"{date:%d %B %Y}", f"{date:%B} {date.day}, {date.year}", f"{date:%a, %d %b %Y}"):
        assert read_date(form) == date.isoformat()
    assert [found.value for found in find_dates(f"On {date:%d %B %Y} they met.")] == [date.isoformat()]


@pytest.mark.parametrize(
    ("text", "place", "date"),
    [
        ("ISLAMABAD: Federal Minister", "Islamabad", None), ("TOKYO — The minister", "Tokyo", None),
        ("ISLAMABAD, Sept 7 (APP): The", "Islamabad", None), ("NEW DELHI: The", "New Delhi", None),
        ("COLOMBO, 12 March 2024 - The", "Colombo", "2024-03-12"), ("Tokyo, Sept 7 (Kyodo) -- The", "Tokyo", None),
        ("東京(共同) 2021年9月7日 外務大臣は", "東京", "2021-09-07"),
        ("【ニューデリー時事】インド", "ニューデリー", None),
        ("新华社东京9月7日电 日本", "东京", None), ("WASHINGTON, D.C. — The", "Washington, D.C.", None),
        ("ISLAMABAD, September 7, 2021 /PRNewswire/ -- The", "Islamabad", "2021-09-07"),
        ("Paris, le 7 septembre 2021 – La", "Paris", "2021-09-07"),
        ("LAHORE, Pakistan: The", "Lahore, Pakistan", None),
        ("ISLAMABAD, Sep 07 (APP)-Federal", "Islamabad", None),
        ("اسلام آباد (نمائندہ خصوصی): وزیر", "اسلام آباد", None), ("الرياض (واس) - استقبل", "الرياض", None),
    ],
)  # fmt: skip
def test_datelines_name_a_place(text: str, place: str, date: str | None) -> None:
    found = read_dateline(text)
    assert found
    assert (found.place, found.date) == (place, date)


@pytest.mark.parametrize(
    "text",
    [
        "MONDAY: The", "NOTE: This", "PRESS RELEASE: The", "WARNING: Do", "MARCH 5: The", "JICA: The", "Minister: The",
        "Background: In", "ARTICLE 1: The", "PRIME MINISTER: I", "COVID-19: The", "JOINT STATEMENT — The", "Q: What",
        "PAKISTAN-Japan ties", "The minister (a lawyer): said", "Both sides - the ministers", "", "RE: Loan",
        "https://a.b",
    ],
)  # fmt: skip
def test_other_words_before_a_colon_are_no_places(text: str) -> None:
    assert read_dateline(text) is None


def test_labelled_lines_are_a_header() -> None:
    facts = facts_of("Title: A visit\nAuthor: Staff\nDate: 7 Sept 2021\nSource: Dawn <https://x.org/a>\n\nThe text.")
    assert facts.title == Stated("A visit", Basis.HEADER)
    assert facts.date == Stated("2021-09-07", Basis.HEADER)
    assert facts.publisher == Stated("Dawn", Basis.HEADER)
    assert facts.address == Stated("https://x.org/a", Basis.HEADER)


def test_front_matter_of_markdown_is_metadata() -> None:
    text = '---\ntitle: "Hello: World"\ndate: 2021-09-07\nplace: ISLAMABAD\n---\n# Another heading\n\nText.'
    document = read_bytes(text.encode(), "a.md")
    assert document.title == Stated("Hello: World", Basis.METADATA)
    assert document.date == Stated("2021-09-07", Basis.METADATA)
    assert document.place == Stated("Islamabad", Basis.METADATA)
    assert document.text == text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Joint *Statement*\n\nText.", "Joint Statement"),
        ("Minister meets envoy\n\nISLAMABAD: He met.", "Minister meets envoy"),
        ("2021年9月7日\n\n外務大臣会談\n\n外務大臣は会談した。", "外務大臣会談"),
        ("Heading\n=======\n\nText.", "Heading"),
    ],
)  # fmt: skip
def test_a_first_line_of_its_own_is_the_title(text: str, title: str) -> None:
    assert facts_of(text).title == Stated(title, Basis.HEADER)


def test_without_a_title_the_first_sentence_stands_for_it() -> None:
    assert facts_of("KARACHI: Mr. Khan met the envoy. They talked.").title == Stated(
        "Mr. Khan met the envoy.", Basis.BODY
    )
    long = facts_of("The minister " + "and the minister " * 20 + "met.").title
    assert long
    assert len(long.value) <= 111
    assert long.value.endswith("…")


@pytest.mark.parametrize(
    ("text", "date", "place"),
    [
        ("7 September 2021, Islamabad\n\nThe text.", "2021-09-07", "Islamabad"),
        ("Joint Statement\n\nTokyo, 7 September 2021\n\n1. The two sides", "2021-09-07", "Tokyo"),
        ("Joint Statement (Tokyo, 7 September 2021)\n\nThe text.", "2021-09-07", None),
        ("Tuesday, September 7, 2021 | 10:30 PKT\n\nThe text.", "2021-09-07", None),
        (
            "AGREEMENT\n\nArticle 1\n\nX.\n\nDONE at Islamabad on 7 September 2021, in duplicate.",
            "2021-09-07",
            "Islamabad",
        ),
        ("Envoy meets minister\nTuesday, 7 September 2021\n\nThe text.", "2021-09-07", None),
        ("They met in the capital of the country on\n7 September 2021\nand signed a memorandum.", None, None),
        ("Report on the floods of 2 July 2010\n\nThe text.", None, None),
        ("The treaty of 7 September 1951 was signed.\n\nMore.", None, None),
        ("Visit ends\n\nBy A. Khan | 7 September 2021\n\nThe text.", "2021-09-07", None),
        ("Reuters, 7 September 2021\n\nThe text.", "2021-09-07", None),
        ("Date: 07/09/2021\n\nThe text is here.", None, None),
    ],
)
def test_a_date_is_taken_only_where_it_is_the_documents_own(text: str, date: str | None, place: str | None) -> None:
    facts = facts_of(text)
    assert (facts.date and facts.date.value, facts.place and facts.place.value) == (date, place)


@pytest.mark.parametrize(
    ("closing", "date", "place"),
    [
        ("DONE in duplicate in English, on the 7th day of May 2013, at Singapore.", "2013-05-07", "Singapore"),
        ("Done in the City of Moscow, on February 9, 1993 in two originals.", "1993-02-09", "Moscow"),
        ("Done at Rabat on the first day of March, one thousand, nine hundred and\nsixty-nine.", "1969-03-01", "Rabat"),
        ("DONE at Pusan, this eighteenth day of November two thousand and five.", "2005-11-18", "Pusan"),
        ("DONE at Tokyo, on this twenty-seventh day of March in\nthe year 2007 in duplicate.", "2007-03-27", "Tokyo"),
        ("3. Done in the city of Bishkek on 22 June, 1995 in two originals.", "1995-06-22", "Bishkek"),
        ("Hecho en la ciudad de Lima, el 6 de abril de 2011, en dos ejemplares.", "2011-04-06", "Lima"),
        ("Fait à Paris, le 7 septembre 2021.\n\nDone at Paris on 7 September 2021.", "2021-09-07", "Paris"),
        ("Done at Oslo on 1 May 2000.\n\nDone at Lima on 2 May 2000.", None, None),
        ("Done at Abidjan on 26 November 2008 and at Brussels on 22 January 2009.", None, None),
        ("signed between the Community and Estonia on 11 May 1992 shall be modified.", None, None),
        ("Signed copies shall be sent to the Depositary by 11 May 1992.", None, None),
        ("Done at Ankara on this thirtieth day of June, one thousand nine hundred", None, None),
        ("Done at ________ this ____ day of ______ 2010.", None, None),
    ],
)  # fmt: skip
def test_an_instrument_says_when_and_where_it_was_signed_or_else_it_has_no_date(
    closing: str, date: str | None, place: str | None
) -> None:
    facts = facts_of(f"AGREEMENT\n\nThe Parties have agreed.\n\nArticle 1\n\nThey shall trade freely.\n\n{closing}")
    assert facts.date == (Stated(date, Basis.BODY) if date else None)
    assert (facts.place and facts.place.value) == place


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("news/2021-09-07-visit.txt", "2021-09-07"), ("20210907_visit.txt", "2021-09-07"),
        ("visit_2021-09.txt", "2021-09"),
        ("000_7cd7ad32a2089079.txt", None), ("20211307.txt", None), ("2021-09-07/visit.txt", None),
        ("202109071.txt", None), ("2010-09-27-001-8f0d.txt", "2010-09-27"), ("2021-09-07-11.txt", None),
    ],
)  # fmt: skip
def test_the_name_of_the_file_gives_a_date_where_nothing_else_does(name: str, date: str | None) -> None:
    assert facts_of("The text.", name).date == (Stated(date, Basis.FILE_NAME) if date else None)
    assert facts_of("7 May 2020\n\nThe text.", name).date == Stated("2020-05-07", Basis.HEADER)


@pytest.mark.parametrize(
    ("text", "title", "date", "place"),
    [
        ("Joint release\n7 September 2021\nMinistry of Foreign Affairs\n\n{}", "Joint release", "2021-09-07", None),
        ("A visit\n7 September 2021\nMinistry of Foreign Affairs\n{}", "A visit", "2021-09-07", None),
        ("Une visite\nLe 24 avril 2019\nMinistère des Affaires étrangères\n\n{}", "Une visite", "2019-04-24", None),
        ("Déclaration conjointe\n\nParis, le 24 avril 2019\n\n{}", "Déclaration conjointe", "2019-04-24", "Paris"),
        ("Communiqué — Paris, le 1er mars 2022\n\n{}", "Communiqué — Paris, le 1er mars 2022", "2022-03-01", None),
        ("Publié le 24 avril 2019\nUn accord est signé\n\n{}", "Un accord est signé", "2019-04-24", None),
        ("Veröffentlicht am 24. April 2019\nEin Abkommen\n\n{}", "Ein Abkommen", "2019-04-24", None),
        ("مشترکہ اعلامیہ\nاسلام آباد، 7 ستمبر 2021\n\n{}", "مشترکہ اعلامیہ", "2021-09-07", "اسلام آباد"),
        ("مشترکہ اعلامیہ\n۷ ستمبر ۲۰۲۱ء\n\n{}", "مشترکہ اعلامیہ", "2021-09-07", None),
        ("日・パキスタン首脳会談\n2021年9月7日(火)\n外務省\n\n{}", "日・パキスタン首脳会談", "2021-09-07", None),
        ("首脳会談\n掲載日：令和3年9月7日\n\n{}", "首脳会談", "2021-09-07", None),
    ],
)  # fmt: skip
def test_a_title_a_date_and_whoever_publishes_it_stand_in_lines_of_their_own(
    text: str, title: str, date: str, place: str | None
) -> None:
    facts = facts_of(
        text.format("The two sides agreed to work together on fisheries and on trade. They signed a note.")
    )
    assert facts.title
    assert facts.date
    assert (facts.title.value, facts.date.value, facts.place and facts.place.value) == (title, date, place)


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Ministry of Foreign Affairs of Japan", "Ministry of Foreign Affairs of Japan"),
        ("President's Media Division", "President's Media Division"),
        ("Ambassade de France au Japon", "Ambassade de France au Japon"),
        ("外務省", "外務省"),
        ("وزارت خارجہ", "وزارت خارجہ"),
        ("Fisheries and trade", None),
        ("The Ministry of Finance signed it.", None),
    ],
)
def test_an_office_below_title_and_date_is_the_publisher(line: str, publisher: str | None) -> None:
    facts = facts_of(f"A visit\n7 September 2021\n{line}\n\nThe two sides agreed to work together on fisheries.")
    assert (facts.publisher and facts.publisher.value) == publisher


def test_a_date_at_the_beginning_of_a_line_of_prose_makes_its_first_lines_no_header() -> None:
    text = (
        "The agreement was signed in Tokyo on\n7 September 2021\nin the presence of both ministers, and it was\nkept."
    )
    assert facts_of(text).date is None
