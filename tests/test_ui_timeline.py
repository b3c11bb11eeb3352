"""Answers in the order of time, as HTML."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import scripted_chain as scripted

from assistant.conversations.turns import Phase, Turn
from assistant.ui.timeline import has_timeline, timeline
from assistant.ui.wording import Wording

EN = Wording.of("en")


async def _last(question: str) -> Any:
    return [answer async for answer in scripted.chain.astream({"question": question, "history": ()})][-1]


def done(question: str) -> Turn:
    return Turn(question, Phase.DONE, asyncio.run(_last(question)))


def test_every_date_says_how_it_is_known():
    said = timeline([done(scripted.OFFERS)], EN)
    assert "Ministry of Justice of Japan</bdi> · date from the head of the text" in said
    assert "reckoned from the date of" in said
    assert "6 September 2021" in said


def test_what_is_only_found_is_told_from_what_is_cited():
    said = timeline([done(scripted.OFFERS)], EN)
    assert 'class="mark document"' in said
    proposal = timeline([done(scripted.DOUBTFUL), done(scripted.PROPOSAL)], EN)
    assert proposal.count("<details") == 2
    assert proposal.count("<details open") + proposal.count(" open>") == 1


def test_a_single_date_makes_a_table_and_no_line():
    turn = done(scripted.PROPOSAL)
    assert not has_timeline(turn.answer)
    said = timeline([turn], EN)
    assert 'class="times"' not in said
    assert "<table>" in said


def test_what_has_no_date_is_named_below():
    said = re.sub("<[^>]*>", "", timeline([done(scripted.WHOLE)], EN))
    assert "Cited, without a known date: Note of the second folder" in said


def test_where_nothing_is_cited_it_says_what_will_stand_there():
    for turns in ([], [done(scripted.INVESTED)], [Turn("Q", Phase.ASKED)]):
        assert "Dates appear here" in timeline(turns, EN)


def test_hostile_text_stays_text():
    said = timeline([done(scripted.HOSTILE)], EN)
    assert set(re.findall(r"</?([a-z0-9]+)", said)) <= {
        *("h2", "details", "summary", "span", "table", "caption", "thead", "tbody", "tr", "th", "td", "p", "a", "bdi"),
        *("div", "i"),
    }
    assert all(re.fullmatch("#[sc]-0-[0-9a-f-]+", link) for link in re.findall(r'href="([^"]*)"', said))
