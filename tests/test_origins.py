from __future__ import annotations

import time
from dataclasses import replace

from samples import document, seed

from assistant.domain import Basis, Document, Stated
from assistant.origins import copies_told, grouped, repeated

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


def test_equal_words_are_one_origin_whatever_they_are():
    one, two = printed("Nobody came.", "one.txt"), printed("Nobody  came.\n", "two.txt", None)
    assert origins(one, one, two) == [["one.txt", "two.txt"]]


def test_two_records_of_one_export_are_two_origins_unless_they_are_alike():
    one = printed("Nobody came.", "export.jsonl/1")
    other = replace(printed("Another text.", "export.jsonl/2"), sha256=one.sha256)
    assert origins(one, other) == [["export.jsonl/1"], ["export.jsonl/2"]]


def approved(title: str, text: str) -> Document:
    of = f"The proposal made by Hon. Sarath Perera, the Minister of Ports, {text}, was approved by the Cabinet."
    return replace(printed(of, f"{title}.txt"), title=Stated(title, Basis.METADATA))


def test_formal_texts_of_one_day_on_different_countries_are_different_origins():
    words = "to sign the above Agreement on the exchange of seafarers and on mutual help in distress at sea between {}"
    one = approved("Agreement on seafarers with Jamaica", words.format("Sri Lanka and Jamaica"))
    other = approved("Agreement on seafarers with Greece", words.format("Sri Lanka and Greece"))
    assert len(origins(one, other)) == 2
    assert len(origins(one, replace(one, name="copy.txt", text=one.text.replace("mutual help", "help")))) == 1


def test_what_only_the_title_names_makes_another_origin_where_the_text_refers_to_it():
    words = "to award the above contract to the lowest evaluated bidder, as recommended by the standing committee{}"
    crane, dredger = (
        approved("Purchase of two cranes", words.format("")),
        approved("Hire of a dredger", words.format(" now")),
    )
    assert len(origins(crane, dredger)) == 2
    assert len(origins(crane, approved("Purchase of two new cranes", words.format(" now")))) == 1


def test_other_figures_under_another_title_make_another_origin_and_a_misprint_does_not():
    words = (
        "to put up a building of {} storeys for the clerks of the harbour at a cost of Rs. {} million from public funds"
    )
    one, other = approved("Offices at Galle", words.format(3, 33)), approved("Offices at Kandy", words.format(5, 61))
    assert len(origins(one, other)) == 2
    assert len(origins(one, approved("Offices at Galle", words.format(3, 38)))) == 1


def test_what_the_library_knows_of_two_documents_counts_too():
    one, other = printed("Nobody came.", "one.txt"), printed("Some did.", "two.txt")
    assert len(grouped([one, other])) == 2
    assert len(grouped([one, other], {other.id: {one.id}, one.id: {other.id}})) == 1


def test_a_passage_is_repeated_only_if_others_hold_all_of_its_figures_and_nearly_all_of_its_words():
    said = "Both ministers agreed that the new port of Galle will be opened to trade in May with 12 berths"
    assert repeated(f"GALLE: {said}", [f"{said} and two cranes"])
    assert repeated(said, ["Both ministers agreed that the new port of Galle will be opened", f"Today {said}"])
    assert not repeated(said.replace("12", "14"), [said])
    assert not repeated(f"{said}. Nobody else was asked about it", [said])
    assert repeated("Nobody came.", ["nobody came"])
    assert not repeated("Nobody came.", ["Somebody came."])


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
