from __future__ import annotations

import time

import numpy as np
import pytest
from samples import document, grounds, seed

from assistant.domain import Verdict
from assistant.grounding.claims import Grounds
from assistant.grounding.replies import is_refusal, markers

FAITHFUL = [
    "The ambassador proposed a bilateral forum.",
    "The minister said that new policy has started bearing fruit now.",
    "The minister mentioned Karachi Industrial Park on 1,500 acres of PSM land.",
    "The Karachi Industrial Park is on 1,500 acres of PSM land.",
    "Ambassador Kuinori Matsuda suggested a bilateral forum for issuing certificates of international standards.",
    "Matsuda suggested a bilateral forum for issuance of certificates.",
    "A bilateral forum for issuance of certificates was suggested by the ambassador.",
    "Federal Minister Makhdum Khusro Bakhtyar invited Japanese auto and mobile companies on 6 September 2021.",
    "In September 2021 the minister invited Japanese companies.",
    "The meeting ended on a high note.",
    "Mutual cooperation between Pakistan and Japan would be extended in light of new auto and SME policies.",
    "The minister said the new mobile policy has started bearing fruit.",
    "Bakhtyar said the project would provide an opportunity to foreign investors.",
    "Japanese automobile companies could export auto parts to other countries, Bakhtyar said.",
    "The minister met the ambassador at his office.",
    "The ambassador of Japan to Pakistan is Kuinori Matsuda.",
    "The certificates would cover auto parts, tyres, chemicals, IT and communications.",
    # A minister without a country, in a report from Islamabad, is Pakistan's.
    "Pakistan invited Japanese auto and mobile companies to explore business opportunities under the new policies.",
]
FABRICATED = {
    "the country of another capital": "India invited Japanese auto and mobile companies to explore business.",
    "the host's country for the guest's word": "Pakistan suggested a bilateral forum for issuance of certificates.",
    "another number": "The Karachi Industrial Park is on 1,600 acres of PSM land.",
    "another unit": "The Karachi Industrial Park is on 1,500 hectares of PSM land.",
    "another place": "The Lahore Industrial Park is on 1,500 acres of PSM land.",
    "another country": "The Chinese ambassador suggested a bilateral forum for issuance of certificates.",
    "another speaker": "The minister suggested a bilateral forum for issuance of certificates.",
    "another speaker, by name": "Bakhtyar suggested a bilateral forum for the issuance of certificates.",
    "another speaker, passive": "A bilateral forum for issuance of certificates was suggested by the minister.",
    "another speaker than 'he'": "The ambassador said that the new policy has started bearing fruit.",
    "the day of publication": "On 7 September 2021 the minister invited Japanese companies to explore business.",
    "another year": "He invited Japanese companies in 2019 to explore business opportunities under the new policies.",
    "a status raised to signed": "Ambassador Kuinori Matsuda signed an agreement on a bilateral forum.",
    "a status raised to agreed": "Pakistan and Japan agreed to extend mutual cooperation.",
    "a wish told as done": "Japan invested in mobile phone manufacturing in Pakistan.",
    "a negation": "The minister did not invite Japanese auto companies.",
    "a refusal": "The minister refused to invite Japanese companies.",
    "a company from nowhere": "Toyota invited Japanese auto and mobile companies to explore business opportunities.",
    "a person from nowhere who begins": "Matsushita suggested a bilateral forum for issuance of certificates.",
    "another weekday": "The minister invited Japanese auto and mobile companies on Friday.",
    "another month": "The minister invited Japanese auto and mobile companies in March.",
    "a thing added to a list": "The certificates would cover auto parts, tyres, chemicals, and weapons.",
    "a word turned round": "The ambassador shed light on mutual hostility between JICA and Ministry of Industries.",
    "a word added": "Karachi Industrial Park on 1,500 acres of stolen PSM land would provide opportunity to investors.",
    "a quotation made up": "The minister said “these steps would ruin the automobile industry of the country”.",
    "a question that claims": "Did you know that Japan paid Pakistan 9 billion dollars in bribes?",
    "a heading that claims": "Japan paid China 9 billion dollars:",
    "a refusal that claims": "The documents do not say it, but Japan paid China 9 billion dollars in 1999.",
    "a number from nowhere": "The population of Karachi is 14.4 million.",
    "a person from nowhere": "The Minister of Defence of Pakistan is General Zulfiqar Ali Bhutto.",
    "a thing from nowhere": "The JICA loan carries an interest rate.",
}


@pytest.mark.parametrize("text", FAITHFUL)
def test_a_faithful_claim_is_supported_by_sentences_that_stand_at_their_offsets(text: str) -> None:
    claim = grounds(seed()).check(text)
    assert claim.verdict is Verdict.SUPPORTED, claim.reasons
    for citation in claim.citations:
        sentence = citation.sentence
        assert sentence.passage.document.text[sentence.start : sentence.end] == citation.quote


@pytest.mark.parametrize("text", FABRICATED.values(), ids=FABRICATED.keys())
def test_a_fabricated_claim_is_unsupported_has_no_citation_and_says_why(text: str) -> None:
    claim = grounds(seed()).check(text)
    assert claim.verdict is Verdict.UNSUPPORTED
    assert not claim.citations
    assert claim.reasons


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How much does the park cost?", "The Karachi Industrial Park costs 1,500 acres of PSM land."),
        ("When will the park be finished?", "The Karachi Industrial Park will be finished on 1,500 acres of PSM land."),
    ],
)
def test_an_answer_that_only_repeats_the_question_is_unsupported(question: str, text: str) -> None:
    assert grounds(seed(), question=question).check(text).verdict is Verdict.UNSUPPORTED


def test_an_answer_may_name_what_the_question_asks_for() -> None:
    question = "Which organisation cooperates with the Ministry of Industries and Production?"
    text = "The organisation that has mutual cooperation with the Ministry of Industries and Production is JICA."
    assert grounds(seed(), question=question).check(text).verdict is Verdict.SUPPORTED


def test_a_marker_under_a_sentence_that_does_not_support_it_is_dropped() -> None:
    claim = grounds(seed()).check("The Karachi Industrial Park is on 1,600 acres. [1]")
    assert claim.verdict is Verdict.UNSUPPORTED
    assert "[1]" not in claim.text


def test_a_wrong_marker_is_replaced_by_the_sentence_that_does_support_it() -> None:
    claim = grounds(seed()).check("The meeting ended on a high note [2].")
    assert [citation.quote[:30] for citation in claim.citations] == ["The meeting ended on a high no"]


@pytest.mark.parametrize("marker", ["[0]", "[999]", "[1, 77]", "[3-4]"])
def test_a_marker_that_means_no_sentence_does_no_harm(marker: str) -> None:
    assert grounds(seed()).check(f"The meeting ended on a high note {marker}.").citations


def test_markers_are_read_alone_and_in_lists() -> None:
    assert markers("Signed [2]. Paid [3, 5] and 【7】.") == (2, 3, 5, 7)


def test_a_claim_may_rest_on_two_sentences_of_one_document_but_not_on_two_documents() -> None:
    one = document("Minister Silva met Ambassador Mori. The ambassador proposed a joint fund of 5 million dollars.")
    assert grounds(one).check("Ambassador Mori proposed a joint fund.").verdict is Verdict.SUPPORTED
    apart = [
        document("Norway offered a loan of 5 million dollars for ports.", name="a.txt"),
        document("Brazil asked for roads and for schools.", name="b.txt"),
    ]
    assert grounds(*apart).check("Brazil offered a loan of 5 million dollars for ports.").verdict is Verdict.UNSUPPORTED


def test_a_sentence_that_denies_a_thing_does_not_support_it() -> None:
    text = document("The two countries did not sign the fisheries agreement in Oslo.")
    assert (
        grounds(text).check("The two countries signed the fisheries agreement in Oslo.").verdict is Verdict.UNSUPPORTED
    )
    denied = "The two countries did not sign the fisheries agreement."
    assert grounds(text).check(denied).verdict is Verdict.SUPPORTED


def test_each_cited_sentence_has_one_number_counted_in_the_order_of_first_use() -> None:
    ground = grounds(seed())
    first = ground.check("The meeting ended on a high note.")
    second = ground.check("The Karachi Industrial Park is on 1,500 acres.")
    again = ground.check("The meeting ended on a high note.")
    assert [c.number for claim in (first, second, again) for c in claim.citations] == [1, 2, 1]


def test_a_refusal_a_question_and_a_heading_are_no_claims() -> None:
    ground = grounds(seed())
    for text in (
        "The documents do not say.",
        "What else?",
        "Here is the answer:",
        "The documents do not mention a loan.",
    ):
        assert ground.check(text).verdict is Verdict.NOT_A_CLAIM, text
    assert is_refusal("The provided sentences do not contain this information.")
    assert not is_refusal("The minister did not say when.")


def test_a_claim_in_another_language_is_supported_by_meaning_if_its_numbers_hold() -> None:
    def similar(_: str, others: list[str]) -> np.ndarray:
        return np.array([0.9 if "1,500" in other else 0.1 for other in others], np.float32)

    ground = grounds(seed(), similar=similar)
    right = ground.check("Der Industriepark liegt auf 1500 Morgen Land.")
    assert [citation.quote[:12] for citation in right.citations] == ["Highlighting"]
    assert ground.check("Der Industriepark liegt auf 1700 Morgen Land.").verdict is Verdict.UNSUPPORTED


def test_a_claim_about_a_japanese_document_is_supported_by_its_words() -> None:
    text = document("日本とパキスタンは2021年9月6日に覚書に署名した。両国は協力を続ける。", language="ja")
    ground = grounds(text)
    assert ground.check("日本とパキスタンは覚書に署名した。").verdict is Verdict.SUPPORTED
    assert ground.check("日本とパキスタンは2020年に覚書に署名した。").verdict is Verdict.UNSUPPORTED


AID = "Japan will provide 300 nurses, two schools and 5 billion yen to Nepal. Nepal thanked Japan."


@pytest.mark.parametrize(
    "text",
    [
        "Japan will provide 300 schools to Nepal.",
        "Nepal will provide 5 billion yen to Japan.",
        "Japan will provide 5 million yen to Nepal.",
        "Japan provided 300 nurses to Nepal and Bhutan.",
    ],
)
def test_numbers_do_not_move_to_other_things_nor_gifts_to_other_countries(text: str) -> None:
    assert grounds(document(AID)).check(text).verdict is Verdict.UNSUPPORTED


@pytest.mark.parametrize(
    "text",
    ["Japan will provide 300 nurses to Nepal.", "Nepal will receive 5 billion yen from Japan.", "Nepal thanked Japan."],
)
def test_numbers_and_gifts_stay_where_they_are(text: str) -> None:
    assert grounds(document(AID)).check(text).verdict is Verdict.SUPPORTED


def test_a_day_printed_in_brackets_is_the_day_that_is_meant() -> None:
    text = document(
        "The memorandum was signed yesterday (03) in Colombo. They met this morning (2).", date="2025-02-03"
    )
    assert grounds(text).check("The memorandum was signed on 3 February 2025.").verdict is Verdict.SUPPORTED
    assert grounds(text).check("The memorandum was signed on 2 February 2025.").verdict is Verdict.UNSUPPORTED


def test_countries_do_not_change_places() -> None:
    text = document("Norway invited Chile to Oslo. Norway has invested in ports of Chile.")
    for swapped in ("Chile invited Norway to Oslo.", "Chile has invested in ports of Norway."):
        assert grounds(text).check(swapped).verdict is Verdict.UNSUPPORTED, swapped
    assert grounds(text).check("Norway has invested in ports of Chile.").verdict is Verdict.SUPPORTED


def test_an_english_claim_is_never_compared_with_an_english_sentence_by_meaning() -> None:
    def similar(_: str, __: list[str]) -> np.ndarray:
        raise AssertionError

    assert grounds(seed(), similar=similar).check("The king of Norway sold the moon.").verdict is Verdict.UNSUPPORTED


def test_an_answer_of_a_few_words_is_checked_together_with_its_question() -> None:
    def verdict(question: str, text: str) -> Verdict:
        return grounds(seed(), question=question).check(text).verdict

    assert verdict("Who is the ambassador of Japan to Pakistan?", "Kuinori Matsuda.") is Verdict.SUPPORTED
    assert verdict("Who is the Minister of Defence of Pakistan?", "Makhdum Khusro Bakhtyar.") is Verdict.UNSUPPORTED


def test_a_claim_is_compared_with_each_sentence_in_that_sentences_language() -> None:
    french = document("Les deux pays ont signé un accord sur la pêche à Dakar.", name="a.txt", language="fr")
    english = document("Norway and Chile discussed fishing ports and cold stores in Oslo.", name="b.txt")
    text = "Norway and Chile discussed fishing ports and cold stores in Oslo."
    assert grounds(french, english).check(text).verdict is Verdict.SUPPORTED


def test_nothing_is_supported_where_there_is_no_evidence() -> None:
    assert Grounds((), (), None).check("The park is large.").verdict is Verdict.UNSUPPORTED


def test_a_name_is_cited_from_where_it_goes_with_the_same_word() -> None:
    claim = grounds(seed()).check(
        "The Japanese ambassador suggested a bilateral forum for export goods like auto parts."
    )
    assert [citation.quote[:36] for citation in claim.citations][1] == "He gave the invitation during a meet"


def test_what_says_no_more_than_the_question_is_no_answer():
    asked = grounds(seed(), question="What did the minister and the ambassador discuss at the meeting?")
    assert (
        "It says no more than the question does." in asked.check("The minister and the ambassador discussed.").reasons
    )


def test_what_was_started_need_not_have_been_signed():
    text = "The minister told the ambassador that the mobile phone policy has started to bear fruit."
    claim = grounds(document(text, name="started.txt")).check(
        "The minister and the ambassador signed the mobile phone policy."
    )
    assert claim.verdict is Verdict.UNSUPPORTED


def test_sentences_that_have_nothing_to_do_with_each_other_bear_no_claim_together():
    text = (
        "The Board of Trustees oversees the plans of the university. Directly beneath the President are fourteen Vice "
        "Presidents."
    )
    claim = grounds(document(text, name="board.txt")).check(
        "There are fourteen Vice Presidents in the Board of Trustees."
    )
    assert claim.verdict is Verdict.UNSUPPORTED


def test_a_document_that_does_not_name_what_is_asked_about_answers_nothing():
    asked = grounds(seed(), question="What did the Japanese ambassador suggest about Hambantota?")
    claim = asked.check("The ambassador suggested a bilateral forum for issuance of certificates.")
    assert claim.reasons == ("The question is about Hambantota, which its document does not name.",)


@pytest.mark.parametrize("people", ["French", "Germans", "Nepali", "Turkish"])
def test_a_country_is_known_by_its_people(people: str) -> None:
    country = {"French": "France", "Germans": "Germany", "Nepali": "Nepal", "Turkish": "Turkey"}[people]
    text = document(f"Norway asked the government of {country} for a port loan. Mayotte has a lagoon.")
    assert grounds(text).check(f"Norway asked the {people} for a port loan.").verdict is Verdict.SUPPORTED
    assert grounds(text).check("Norway asked the Swiss for a port loan.").verdict is Verdict.UNSUPPORTED


@pytest.mark.parametrize(("verb", "verdict"), [("highlight", Verdict.SUPPORTED), ("renovate", Verdict.UNSUPPORTED)])
def test_a_question_may_name_another_word_for_telling_than_the_document(verb: str, verdict: Verdict) -> None:
    text = "The ambassador of Norway noted that the fishing treaty helps both countries to share cod."
    claim = text.replace("noted", f"{verb.removesuffix('e')}ed")
    assert (
        grounds(document(text), question=f"What did the ambassador of Norway {verb}?").check(claim).verdict is verdict
    )


def test_a_word_without_end_takes_no_longer_than_as_many_words() -> None:
    found = grounds(document("The envoy of Norway suggested a forum for fishing ports, tea and ships in Lima."))

    def seconds(text: str) -> float:
        started = time.process_time()
        found.check(text)
        return time.process_time() - started

    word, words = f"The envoy suggested {'x' * 1900}.", f"The envoy suggested {'a forum, ' * 200}and tea."
    assert min(seconds(word) for _ in range(5)) < 2 * min(seconds(words) for _ in range(5))


def test_a_sentence_that_is_only_looked_at_takes_no_number_from_those_that_are_cited() -> None:
    first, second = "The ministers met in Lima.", "The ambassador suggested a forum on ports."
    found = grounds(document(f"{first} {second}"), question="What did the ambassador suggest?")
    looked_at = {one.sentence.text: found.answers(one.sentence) for one in found._grounds}
    assert looked_at[second]
    (citation,) = found.check(second).citations
    assert citation.number == 1
