"""Claims about documents in other languages than English, in the documents' own language and in others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from samples import document, grounds

from assistant.domain import Basis, Stated, Verdict

FRENCH = document(
    "La France a accordé au Japon un prêt de 50 millions d'euros pour la construction d'un port. "
    "Les deux pays ont signé un accord sur la pêche le 3 février 2025.",
    language="fr",
)
JAPANESE = document(
    "フランスは港湾の建設のために5000万ユーロの借款を供与した。両国は2月3日に漁業協定に署名した。"
    "大使は200人の漁業者の訓練を提案した。",
    language="ja",
    date="2025-02-05",
)
URDU = document(
    "جاپان نے پاکستان کو بندرگاہ کی تعمیر کے لیے 50 ملین ڈالر کا قرض دیا۔ "
    "فرانس کے سفیر نے وزیر سے اسلام آباد میں ملاقات کی۔",
    language="ur",
)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (FRENCH, "La France a accordé un prêt de 50 millions d'euros au Japon."),
        (FRENCH, "Selon le document, la France a accordé au Japon un prêt de 50 millions d’euros."),
        (JAPANESE, "フランスは港湾の建設のために5000万ユーロの借款を供与した。"),
        (JAPANESE, "フランスは港湾建設のために5000万ユーロの借款を供与しました。"),
        (JAPANESE, "両国は2025年2月3日に漁業協定に署名しました。"),
        (JAPANESE, "大使は200人の漁業者の訓練を提案しました。"),
        (URDU, "جاپان نے پاکستان کو 50 ملین ڈالر کا قرض دیا۔"),
        (URDU, "فرانس کے سفیر نے اسلام آباد میں وزیر سے ملاقات کی۔"),
    ],
)
def test_a_claim_in_the_language_of_its_document_is_supported(text: object, claim: str) -> None:
    checked = grounds(text).check(claim)  # type: ignore[arg-type]
    assert checked.verdict is Verdict.SUPPORTED, checked.reasons


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (FRENCH, "L'Allemagne a accordé au Japon un prêt de 50 millions d'euros."),
        (FRENCH, "La France a accordé au Japon un prêt de 60 millions d'euros."),
        (JAPANESE, "ドイツは港湾の建設のために5000万ユーロの借款を供与した。"),
        (JAPANESE, "フランスは港湾の建設のために6000万ユーロの借款を供与した。"),
        (JAPANESE, "フランスは港湾の建設のために5000万ドルの借款を供与した。"),
        (JAPANESE, "両国は2月4日に漁業協定に署名した。"),
        (JAPANESE, "大使は300人の漁業者の訓練を提案した。"),
        (URDU, "جرمنی نے پاکستان کو 50 ملین ڈالر کا قرض دیا۔"),
        (URDU, "جاپان نے پاکستان کو 60 ملین ڈالر کا قرض دیا۔"),
        (URDU, "جاپان نے پاکستان کو 50 ارب ڈالر کا قرض دیا۔"),
    ],
)
def test_another_country_number_or_day_is_seen_in_any_of_them(text: object, claim: str) -> None:
    checked = grounds(text).check(claim)  # type: ignore[arg-type]
    assert checked.verdict is Verdict.UNSUPPORTED
    assert checked.reasons


def _alike(_: str, texts: Sequence[str]) -> NDArray[np.float32]:
    return np.ones(len(texts), dtype=np.float32)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("La France a accordé un prêt de 50 millions d'euros pour un port.", Verdict.SUPPORTED),
        ("France granted a loan of 50 million euros for a port.", Verdict.SUPPORTED),
        ("L'Allemagne a accordé un prêt de 50 millions d'euros pour un port.", Verdict.UNSUPPORTED),
        ("Germany granted a loan of 50 million euros for a port.", Verdict.UNSUPPORTED),
        ("France granted a loan of 60 million euros for a port.", Verdict.UNSUPPORTED),
    ],
)
def test_countries_and_amounts_are_compared_across_languages(claim: str, verdict: Verdict) -> None:
    assert grounds(JAPANESE, similar=_alike).check(claim).verdict is verdict


def test_a_title_is_no_answer_to_a_question_in_another_language() -> None:
    text = "Norway Pledges Support for Peru's Harbours\n\nThe envoy met the minister. He pledged 40 boats for Lima."
    found = replace(document(text), title=Stated("Norway Pledges Support for Peru's…", Basis.HEADER))
    asked = "Wie viele Boote hat Norwegen zugesagt?"
    claim = grounds(found, question=asked).check("Norway Pledges Support for Peru's Harbours.")
    assert claim.verdict is Verdict.UNSUPPORTED
    assert "It only repeats the document's title." in claim.reasons
    assert grounds(found, question=asked).check("He pledged 40 boats for Lima.").verdict is Verdict.SUPPORTED


def near(_: str, others: Sequence[str]) -> NDArray[np.float32]:
    return np.array([0.9 if "export" in other else 0.1 for other in others], np.float32)


@pytest.mark.parametrize(
    ("claim", "held"),
    [
        ("El ministro dijo que las empresas podían exportar piezas.", True),
        ("El embajador dijo que las empresas podían exportar piezas.", False),
        ("大使は企業が部品を輸出できると述べた。", False),
        ("سفیر نے کہا کہ کمپنیاں پرزے برآمد کر سکتی ہیں۔", False),
        ("El embajador y el ministro hablaron de la exportación de piezas.", True),
    ],
)
def test_what_one_office_said_is_not_said_by_another_in_another_language(claim: str, held: bool) -> None:  # noqa: FBT001
    talks = document(
        "The ambassador of Japan met Minister Makhdum Bakhtyar. Bakhtyar said that companies could export parts."
    )
    assert (grounds(talks, similar=near).check(claim).verdict is Verdict.SUPPORTED) is held


def test_a_number_that_the_question_names_itself_does_not_answer_how_many() -> None:
    schools = document(
        "Germany will export its help to two technical colleges. In 2024 they had 900 students of export."
    )
    asked = grounds(schools, similar=near, question="Wie viele Schüler besuchen die beiden technischen Schulen?")
    assert asked.check("Die beiden Schulen besuchen 2 Schüler.").verdict is Verdict.UNSUPPORTED
    assert asked.check("Die beiden Schulen besuchen 900 Schüler.").verdict is Verdict.SUPPORTED


def test_a_heading_is_no_answer_to_a_question_in_another_language() -> None:
    bank = document("The Bank Pledges Support\n\nThe bank will lend 40 million dollars to export.")
    asked = grounds(bank, similar=near, question="Warum bezahlte die Bank das Signalsystem?")
    assert asked.check("The Bank Pledges Support").verdict is Verdict.UNSUPPORTED
