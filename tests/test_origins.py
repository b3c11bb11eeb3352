from __future__ import annotations

import time
from dataclasses import replace

from samples import document, seed

from assistant.domain import Document
from assistant.origins import copies_told, grouped

BODY = seed().text.split("ISLAMABAD: ")[1]


def printed(text: str, name: str, date: str | None = "2021-09-07") -> Document:
    return document(text, name=name, date=date)


def origins(*documents: Document) -> list[list[str]]:
    return [[one.name for one in group] for group in grouped(documents)]


def test_a_reprint_with_a_byline_a_misspelt_name_and_fewer_paragraphs_is_the_same_origin():
    shorter = BODY.replace("Kuinori", "Kuninori").split("The ambassador shed light")[0]
    reprint = printed(f"KARACHI: Staff Reporter\n\n{shorter}", "reprint.txt", "2021-09-08")
    assert origins(seed(), reprint) == [[seed().name, "reprint.txt"]]


def test_another_dateline_and_another_agency_make_no_other_origin():
    one, other = (
        printed(f"LAHORE (Reuters): {BODY}", "one.txt"),
        printed(f"QUETTA (Associated Press): {BODY}", "other.txt"),
    )
    stamped = printed(f"date 2021-09-07 MULTAN: By Ali Khan {BODY}", "stamped.txt")
    assert len(origins(one, other, stamped, seed())) == 1


def test_the_same_words_about_another_ambassador_are_another_origin():
    other = printed("ISLAMABAD: " + BODY.replace("Kuinori Matsuda", "Mitsuhiro Wada"), "other.txt")
    renamed = printed("ISLAMABAD: " + BODY.replace("Makhdum Khusro Bakhtyar", "Murtaza Mahmud"), "renamed.txt")
    assert origins(seed(), other, renamed) == [[seed().name], ["other.txt"], ["renamed.txt"]]


def test_the_same_words_about_another_day_are_another_origin():
    later = printed("ISLAMABAD: " + BODY, "later.txt", "2021-12-07")  # "on Monday" is another Monday
    dated = printed(BODY.replace("on Monday", "on 14 June 2021"), "dated.txt")
    undated = printed(BODY.replace("on Monday ", ""), "undated.txt", "2022-09-07")
    for other in (later, dated, undated):
        assert origins(seed(), other) == [[seed().name], [other.name]]


def test_equal_bytes_and_equal_words_are_one_origin_whatever_they_are():
    one, two = printed("Nobody came.", "one.txt"), printed("Nobody  came.\n", "two.txt", None)
    three = replace(printed("Another text.", "three.txt"), sha256=one.sha256)
    assert origins(one, one, two, three) == [["one.txt", "two.txt", "three.txt"]]


def test_short_and_unrelated_texts_stay_apart():
    assert len(origins(printed("Japan signed.", "a.txt"), printed("Japan has signed it.", "b.txt"), seed())) == 3


def test_japanese_reprints_are_found_without_spaces():
    text = "両国の首脳は東京で会談した。両国は産業協力を一層推進することで一致した。次回の会合は来年開かれる。"
    assert len(origins(printed(text, "a.txt"), printed(f"【共同】{text}以上。", "b.txt"))) == 1


def test_the_reader_is_told_which_documents_carry_one_text():
    reprint = printed("KARACHI: " + BODY, "reprint.txt")
    other = printed("Nothing to do with it.", "other.txt")
    said = copies_told(grouped([seed(), other, reprint]))
    assert said.startswith("3 documents, 2 independent origins: “Federal Minister")
    assert said.endswith("and “Note” (reprint.txt) carry the same text.")
    assert copies_told(grouped([seed(), other])) == ""
    assert copies_told(grouped([seed(), reprint])).startswith("2 documents, 1 origin: ")


def test_eight_documents_of_twenty_pages_are_grouped_at_once():
    texts = [" ".join(f"word{(at * step) % 9973}" for at in range(10_000)) for step in range(1, 9)]
    long = [printed(text, f"{at}.txt") for at, text in enumerate(texts)]
    started = time.perf_counter()
    assert len(grouped(long)) == 8
    assert time.perf_counter() - started < 0.5  # measured: 0.05 s
