from __future__ import annotations

import asyncio
import functools
import html
import re
from dataclasses import replace

import pytest
import scripted_chain as scripted

from assistant.conversations.turns import Phase, Turn
from assistant.domain import Answer, Fate, Searched, State
from assistant.ui import cards
from assistant.ui.wording import Wording

EN = Wording.of("en")


async def _all(question: str) -> list[Answer]:
    return [answer async for answer in scripted.chain.astream({"question": question, "history": ()})]


@functools.cache
def told(question: str) -> list[Answer]:
    """The growing answers of a script."""
    return asyncio.run(_all(question))


def done(question: str) -> Turn:
    return Turn(question, Phase.DONE, told(question)[-1])


def text_of(fragment: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", fragment))


@pytest.fixture(scope="module")
def offers() -> Turn:
    return done(scripted.OFFERS)


@pytest.mark.parametrize(
    ("searched", "line"),
    [
        (Searched(3, "2019-04-24", "2023"), "Questions answered from 3 documents, 2019–2023"),
        (Searched(1, "2021-09-07", "2021-09-07"), "Questions answered from 1 document, 2021"),
        (Searched(1500), "Questions answered from 1,500 documents"),
        (Searched(0), ""),
    ],
)
def test_the_subtitle_says_what_the_library_holds(searched, line):
    assert text_of(cards.subtitle(searched, EN)) == line


def test_a_card_names_title_publisher_place_date_and_passage(offers):
    card = cards.panel(offers, 0, {}, EN).split("<article")[1]
    for fact in ("Japanese auto and mobile", "Publisher not stated", "Islamabad", "7 September 2021", "Passage 1"):
        assert fact in text_of(card)


def test_a_passage_of_a_paged_document_names_its_page(offers):
    assert "Passage 1 · page 1" in text_of(cards.panel(offers, 0, {}, EN))


def test_each_number_marks_exactly_its_sentence(offers):
    panel = cards.panel(offers, 4, {}, EN)
    for citation in offers.answer.citations:
        found = re.findall(rf'<mark id="s-4-{citation.number}"[^>]*>(.*?)</mark>', panel)
        assert [text_of(one) for one in found] == [" ".join(citation.quote.split())]


def test_cited_passages_come_first_in_the_order_of_their_numbers_and_the_rest_is_folded(offers):
    panel = cards.panel(offers, 0, {}, EN)
    numbers = [int(number) for number in re.findall(r'<span class="num">(\d+)</span>', panel)]
    assert numbers == sorted(numbers) == [1, 2, 3, 4, 5, 6]
    cited, folded = panel.split('<details class="also">')
    assert "Also found, not cited (2)" in text_of(folded)
    assert 'class="card cited"' not in folded
    assert 'class="card found"' not in cited


def test_evidence_is_shown_before_the_first_word_and_marked_as_claims_settle():
    answers = told(scripted.OFFERS)
    panels = [cards.panel(Turn(scripted.OFFERS, Phase.RUNNING, answer), 0, {}, EN) for answer in answers]
    assert not answers[0].claims
    assert panels[0].count("<article") == 7
    assert '<details class="also" open>' in panels[0]
    marks = [panel.count("<mark") for panel in panels]
    assert marks == sorted(marks)
    assert {0, 1, 2, 3, 5, 6} == set(marks)


def test_an_answer_that_is_not_in_the_documents_shows_the_closest_passages():
    panel = cards.panel(done(scripted.INVESTED), 0, {}, EN)
    assert "No passage answers this." in panel
    assert panel.count('class="card near"') == 2
    assert "<mark" not in panel


def test_urdu_and_japanese_cards_carry_their_language_and_direction():
    assert '<blockquote lang="ur" dir="auto">' in cards.panel(done(scripted.URDU), 0, {}, EN)
    assert '<blockquote lang="ja" dir="auto">' in cards.panel(done(scripted.JAPANESE), 0, {}, EN)
    assert "<bdi>اسلام آباد</bdi> · <bdi>11 February 2023</bdi>" in cards.panel(done(scripted.URDU), 0, {}, EN)


def test_earlier_turns_are_folded_newest_first_under_their_own_anchors(offers):
    turns = (offers, done(scripted.PROPOSAL), Turn("Third"))
    earlier = cards.earlier(turns, {}, EN)
    assert re.findall(r'data-turn="(\d)"(?: open)?><summary>', earlier) == ["1", "0"]
    assert 'id="s-0-1"' in earlier
    assert 'id="s-1-1"' in earlier
    ids = re.findall(r' id="([^"]*)"', earlier)
    assert len(ids) == len(set(ids))


def test_hostile_titles_names_and_passages_stay_text():
    turn = done(scripted.HOSTILE)
    panel = cards.panel(replace(turn, question=scripted.ATTACK), 0, {}, EN)
    elements = set(re.findall(r"</?([a-z0-9]+)", panel))
    assert elements <= {
        *("h2", "h3", "p", "details", "summary", "span", "ol", "li", "article", "header", "div", "bdi"),
        *("blockquote", "mark", "footer", "button"),
    }
    assert "evil.test" not in re.sub(r' data-document="[0-9a-f]{32}"', "", panel)
    assert not re.search(r"\$\{|\{\{|javascript:|https?:", panel)


def test_a_screen_reader_hears_how_far_the_answer_is():
    answer = told(scripted.OFFERS)[-1]
    assert cards.announcement(Turn("q"), EN) == "Searching the documents."
    assert (
        cards.announcement(Turn("q", Phase.RUNNING, replace(answer, state=State.WRITING)), EN) == "Writing the answer."
    )
    assert cards.announcement(Turn("q", Phase.DONE, answer), EN) == "Answer ready, 6 sentences cited."
    refused = done(scripted.INVESTED)
    assert text_of(cards.announcement(refused, EN)) == f"Answer ready. {refused.answer.text}"
    assert text_of(cards.announcement(Turn("q", Phase.FAILED, None, "It is away."), EN)) == "No answer. It is away."


def test_a_card_asks_for_its_document_by_id_and_each_mark_knows_its_quote(offers):
    panel = cards.panel(offers, 0, {}, EN)
    documents = {evidence.passage.document.id for evidence in offers.answer.evidence}
    assert set(re.findall(r'data-document="([^"]*)"', panel)) == documents
    for citation in offers.answer.citations:
        assert f'data-n="{citation.number}" data-start="{citation.sentence.start}"' in panel
        assert f'data-quote="{cards.fingerprint(citation.quote)}"' in panel


def test_a_card_says_that_its_document_has_changed_or_was_removed_since(offers: Turn) -> None:
    document = offers.answer.citations[0].sentence.passage.document
    changed = cards.panel(offers, 0, {document.id: Fate("0" * 32, "2026-11-25T10:00:00Z")}, EN)
    assert "Changed since: 25 November 2026" in text_of(changed)
    removed = cards.earlier((offers, offers), {document.id: Fate(None, "2026-11-25T10:00:00Z")}, EN)
    assert "Removed from the library: 25 November 2026" in text_of(removed)
    assert "since" not in text_of(cards.panel(offers, 0, {}, EN)).lower()
