"""Passages and sentences cover the text exactly, in every language, and stay within their limits."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.domain import Basis, Document, Stated
from assistant.splitting import LONGEST, LONGEST_SENTENCE, sentence_spans, sentences, split, weight

SAMPLES = {
    "en": "Mr. Khan said Rs. 7 billion was paid at 5 p.m. on Monday. “We agree,” he said. See Art. 5 (a).",
    "ur": "وزیر صنعت نے پیر کے روز جاپانی کمپنیوں کو دعوت دی۔ انہوں نے سفیر سے ملاقات کی۔ کیا یہ ٹھیک ہے؟ جی ہاں۔",
    "ja": "外務大臣は七日、東京で大使と会談した。「協力を強化する。」と述べた。次回は来月だ！本当？はい。",
    "ar": "استقبل وزير الخارجية سفير اليابان، وبحث الجانبان التعاون. هل اتفقا؟ نعم.",
    "fr": "La ministre a reçu l’ambassadeur à Genève. « Privilégiée », a-t-elle dit ; coût : 3,5 M€. Fin.",
    "zh": "外交部长七日在北京会见了大使。他说：“走吧。”双方签署了备忘录。",
    "hi": "विदेश मंत्री ने राजदूत से मुलाकात की। अगली बैठक टोक्यो में होगी। क्या यह ठीक है?",
    "th": "รัฐมนตรีว่าการกระทรวงการต่างประเทศได้พบกับเอกอัครราชทูตญี่ปุ่น",
}
_ODD = "👩‍👩‍👧 e\u0301 \u200b \u2028 \x85 \xa0 \u3000 🇯🇵 ا\u064bب \x07 ( “ 「 ' \" ) - • 1. (a) | # \t \u202f"
_PIECES = [
    *SAMPLES.values(),
    *(word for sample in SAMPLES.values() for word in sample.split()),
    *_ODD.split(" "),
    "\n", "\n\n", "\n- ", "\n1. ", "\n(a) ", " ", "   ", "\n \n", "A | B", "\n## ", "a" * 700, "漢" * 700, " " * 1000,
]  # fmt: skip
_TEXTS = st.lists(st.sampled_from(_PIECES) | st.text(max_size=20), max_size=60).map("".join)


def document(text: str, language: str = "en", pages: tuple[int, ...] = ()) -> Document:
    return Document("a.txt", "0", text, Stated("A title", Basis.HEADER), language=language, pages=pages)


def texts_of(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, language)]


def covered_once(text: str, spans: list[tuple[int, int]], start: int = 0, end: int | None = None) -> bool:
    """Whether the spans are in order, without overlap, trimmed, and leave out nothing but white space."""
    position = start
    for first, last in spans:
        if (
            first < position
            or first >= last
            or text[position:first].strip()
            or text[first:last].strip() != text[first:last]
        ):
            return False
        position = last
    return not text[position:end].strip()


@pytest.mark.parametrize(
    "stamp", ["date 2021-09-07", "Published: 7 September 2021", "posted September 7, 2021", "DATED 2021-09-07"]
)
def test_the_stamp_of_a_date_before_a_sentence_is_no_part_of_it(stamp: str) -> None:
    said = "ISLAMABAD: The minister invited the companies on Monday."
    assert texts_of(f"{stamp} {said} They agreed.") == [stamp, said, "They agreed."]
    assert texts_of(stamp) == [stamp]


def test_labels_below_a_heading_are_no_part_of_it() -> None:
    head = "Memorandum of Understanding between Sri Lanka and the Republic of Korea on Investment Promotion"
    labels = ["Date: 2017-11-21", "Place of signature: Colombo", "Source: Cabinet Office"]
    assert texts_of("\n".join([head, labels[0]])) == [head, labels[0]]
    assert texts_of("\n".join([head, *labels]) + "\n\nIt was approved.") == [head, *labels, "It was approved."]
    wrapped = "The secretary met the minister of foreign\nAffairs: so is he called\nin Colombo since the reform"
    assert texts_of(wrapped) == [wrapped]


def test_a_date_within_a_sentence_belongs_to_it() -> None:
    for said in ("Dated letters were shown.", "The date 2021-09-07 was named.", "Dates: 2021 and 2022 were good."):
        assert texts_of(said) == [said]


@settings(max_examples=300, deadline=None)
@given(_TEXTS, st.sampled_from([*SAMPLES, "und", "xx"]))
@example("A\u2028.", "en")
@example("(a) One. Two.", "en")
@example(SAMPLES["ja"] * 40, "ja")
@example(" ".join(SAMPLES.values()) * 10, "und")
def test_every_character_but_white_space_is_in_exactly_one_passage_and_one_sentence(text: str, language: str) -> None:
    passages = split(document(text, language))
    assert covered_once(text, [(passage.start, passage.end) for passage in passages])
    assert [passage.number for passage in passages] == list(range(1, len(passages) + 1))
    for passage in passages:
        assert text[passage.start : passage.end] == passage.text
        assert weight(text, passage.start, passage.end) <= LONGEST
        found = sentences(passage)
        assert covered_once(text, [(one.start, one.end) for one in found], passage.start, passage.end)
        assert all(text[one.start : one.end] == one.text for one in found)
        assert all(weight(text, one.start, one.end) <= LONGEST_SENTENCE for one in found)


@pytest.mark.parametrize("language", SAMPLES)
def test_a_long_paragraph_is_cut_between_sentences(language: str) -> None:
    text = (SAMPLES[language] + " ") * 60
    passages = split(document(text, language))
    assert len(passages) > 2
    if language != "th":  # writes no full stops
        whole = {text[start:end] for start, end in sentence_spans(text, language)}
        assert all(one.text in whole for passage in passages for one in sentences(passage))


def test_abbreviations_numbers_and_quotations_do_not_end_a_sentence() -> None:
    assert texts_of(SAMPLES["en"]) == [
        "Mr. Khan said Rs. 7 billion was paid at 5 p.m. on Monday.",
        "“We agree,” he said.",
        "See Art. 5 (a).",
    ]
    assert texts_of("It cost US$ 40 mn. in Sept. 2021. Then more.") == [
        "It cost US$ 40 mn. in Sept. 2021.",
        "Then more.",
    ]
    assert texts_of("「協力する。」と述べた。次だ。", "ja") == ["「協力する。」と述べた。", "次だ。"]


def test_a_line_break_inside_a_wrapped_paragraph_is_no_sentence_end() -> None:
    text = (
        "The two sides agreed to strengthen their cooperation in the field of\n"
        "industry, and the President of\nPakistan welcomed the decision of the Government of\nJapan to invest."
    )
    assert texts_of(text) == [text]


BROKEN_OFF = "In case the consultations fail to reach a consensus, this Agreement \n\nshall end on the 180th day."


def test_an_empty_line_within_a_sentence_is_no_sentence_end() -> None:
    assert texts_of(BROKEN_OFF) == [BROKEN_OFF]
    (passage,) = split(document(BROKEN_OFF))
    assert [sentence.text for sentence in sentences(passage)] == [BROKEN_OFF]


@pytest.mark.parametrize(
    "text",
    [
        "Ministers of both countries open the new bridge over the river\n\nby our own correspondent in Lima",
        "The two sides have agreed to share the following kinds of goods\n\n(a) dried fish and cotton",
        "The ministers of both countries are\n\nglad",
        "Each party shall give notice to the other party of the following;\n\nall taxes and duties",
    ],
    ids=["byline", "item", "short line", "marked end"],
)
def test_what_only_begins_in_lower_case_is_a_sentence_of_its_own(text: str) -> None:
    assert len(texts_of(text)) == 2


WIRE = """The Semiconductor Industry
Association urged the government to impose trade sanctions on
imports for violating the trade agreement of last year. Its debt
of the companies, which they owe to banks abroad, stood at about
44.5 billion dollars at the end of 1986.
They asked for more."""


def test_the_first_line_of_a_wire_story_goes_on_though_it_is_short() -> None:
    spoken = [WIRE[start:end] for start, end in sentence_spans(WIRE, "en")]
    assert [sentence[:20] for sentence in spoken] == [
        "The Semiconductor In",
        "Its debt\nof the comp",
        "They asked for more.",
    ]


def test_a_heading_above_a_wrapped_paragraph_is_a_sentence_of_its_own() -> None:
    wrapped = WIRE.split("\n", 1)[1]
    for heading in ("Joint Statement", "JOINT STATEMENT OF BOTH", "The Way Forward"):
        text = f"{heading}\nThe {wrapped}"
        assert text[slice(*sentence_spans(text, "en")[0])] == heading


def test_a_sign_before_a_tabulator_marks_an_item() -> None:
    text = "They agreed on\n\uf0b7\ttrade\n\uf0b7\ttravel"
    assert [text[start:end] for start, end in sentence_spans(text, "en")][1:] == ["\uf0b7\ttrade", "\uf0b7\ttravel"]


def test_list_items_rows_and_headings_on_their_own_lines_are_sentences() -> None:
    text = (
        "Terms of Reference\n"
        "The committee shall meet twice a year, in Islamabad and in Tokyo in turn. It shall consist of:\n"
        "- the Secretary of Commerce\n* the Ambassador of\n  Japan\n(a) One expert. Two more.\n1. First\n• second\n"
        "Year | USD\n2020 | 5 million"
    )
    assert texts_of(text) == [
        "Terms of Reference",
        "The committee shall meet twice a year, in Islamabad and in Tokyo in turn.",
        "It shall consist of:",
        "- the Secretary of Commerce",
        "* the Ambassador of\n  Japan",
        "(a) One expert.",
        "Two more.",
        "1. First",
        "• second",
        "Year | USD",
        "2020 | 5 million",
    ]


def test_a_heading_goes_with_the_paragraph_below_it() -> None:
    text = "Article 1\n\n" + "Both sides shall cooperate in trade. " * 30 + "\n\nArticle 2\n\nCosts are shared."
    passages = split(document(text))
    assert passages[0].text.startswith("Article 1\n\nBoth")
    assert passages[-1].text.endswith("Article 2\n\nCosts are shared.")


def test_the_items_of_a_list_go_with_what_announces_them_as_far_as_there_is_room() -> None:
    lead = (
        "The ministers of the two countries met in Lima on Monday, spoke for three hours, and agreed on the following:"
    )
    items = [f"{number}. A centre for {name}, built by both with what each can give" + ", and so on" * 9 + "."
             for number, name in enumerate(["fishing", "tea", "ships"], 1)]  # fmt: skip
    after = "The next meeting takes place in Oslo, where the two ministers will see what became of it. " * 3
    passages = split(document("\n\n".join([after, lead, *items, after])))
    assert [passage.text for passage in passages] == [
        after.strip(),
        "\n\n".join([lead, *items]),
        after.strip(),
    ]
    long = split(document("\n\n".join([lead, *items * 5])))
    assert len(long) > 1
    assert all(weight(passage.text, 0, len(passage.text)) <= LONGEST for passage in long)


def test_numbered_paragraphs_are_passages_of_their_own() -> None:
    texts = [f"{number}. The two ministers spoke of fishing at length. " + "They did so in Lima. " * 15
             for number in (1, 2)]  # fmt: skip
    assert len(split(document("\n\n".join(texts)))) == 2


def test_paragraphs_of_two_pages_are_not_joined() -> None:
    text = "Heading one\n\nHeading two"
    assert len(split(document(text))) == 1
    assert [passage.page for passage in split(document(text, pages=(0, 13)))] == [1, 2]
    assert len(split(document(BROKEN_OFF, pages=(0, BROKEN_OFF.index("shall"))))) == 2


@pytest.mark.parametrize("unit", ["a", "漢", "「a。", "“a. ", "a\n", "a\n\n", "\n ", ". ", "👩‍👩‍👧"])
def test_splitting_takes_time_in_proportion_to_the_length(unit: str) -> None:
    def seconds(text: str) -> float:
        started = time.process_time()
        split(document(text))
        return time.process_time() - started

    seconds(unit * 1000)
    assert seconds(unit * (400_000 // len(unit))) < 16 * seconds(unit * (100_000 // len(unit))) + 0.1
