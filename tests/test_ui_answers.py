from __future__ import annotations

import re
from dataclasses import replace

import pytest
import scripted_chain as scripted
from test_ui_cards import done, text_of, told

from assistant.conversations.turns import Phase, Turn
from assistant.domain import Answer, Citation, Claim, Message, Searched, State, Timings, Verdict
from assistant.ui import answers
from assistant.ui.wording import Wording

EN = Wording.of("en")


def answer(*claims: Claim, **fields) -> Answer:
    return Answer("q", "q", fields.pop("state", State.ANSWERED), Searched(3), "model", claims=claims, **fields)


def told_html(*claims: Claim, **fields) -> str:
    return answers.told(Turn("q", Phase.DONE, answer(*claims, **fields)), 2, EN)


def plain(text: str, lead: str = "") -> Claim:
    return Claim(text, Verdict.NOT_A_CLAIM, lead=lead)


def test_sentences_form_the_paragraphs_and_lists_that_their_leads_say():
    said = told_html(
        plain("One."),
        plain("Two.", " "),
        plain("A.", "\n\n- "),
        plain("More of A.", " "),
        plain("B.", "\n* "),
        plain("First.", "\n\n3. "),
        plain("Second.", "\n4. "),
        plain("End.", "\n\n"),
        plain("Title", "\n\n## "),
    )
    shape = re.sub(r' dir="auto"|&#46;', "", said.split('<p class="quiet"')[0])
    assert shape == (
        '<div class="answer"><p>One Two</p><ul><li>A More of A</li><li>B</li></ul>'
        '<ol start="3"><li>First</li><li>Second</li></ol><p>End</p><p>Title</p>'
    )


def test_japanese_sentences_join_without_a_space():
    assert "一。二。" in told_html(plain("一。"), plain("二。"))


def test_pairs_of_asterisks_are_bold_and_everything_else_is_text():
    said = told_html(plain("**Cars:** a * b _c_ [d](http://e.test) `f` **g"), plain("**<b>x</b>** y"))
    assert said.count("<strong>") == 1
    assert "<strong>&#60;b&#62;x&#60;&#47;b&#62;</strong>" in said
    assert "**Cars:** a * b _c_ [d](http://e.test) `f` **g" in text_of(said)
    assert "<a" not in said.split('class="quiet"')[0]


def test_markers_lead_to_the_sentence_of_their_own_turn():
    citation = Citation(3, scripted.cite("The two sides agreed"))
    said = told_html(Claim("It is so.", Verdict.SUPPORTED, (citation,)))
    assert '<a class="cite" href="#s-2-3">3</a>' in said


def test_an_unsupported_sentence_says_so_and_why():
    said = told_html(Claim("It is so.", Verdict.UNSUPPORTED, (), ("The number 7 is not in it.",)), state=State.PARTLY)
    assert '<span class="unsupported">It is so&#46;</span>' in said
    assert "not supported: The number 7 is not in it." in text_of(said)
    assert "The documents support only a part of this answer." in text_of(said)


def test_what_is_known_of_the_answer_as_a_whole_stands_under_it():
    said = answers.told(done(scripted.WHOLE), 0, EN)
    plain = text_of(said.replace("<", " <"))
    told = " ".join(plain.split())
    assert told.startswith("Understood as: How large is the Karachi Industrial Park now? The Karachi")
    assert "The documents do not say: what it cost ; when it opens" in told
    assert "things may have changed since. 3 documents, 2 independent origins" in told
    assert "As of 7 September 2021 , the newest of the 2 documents used" in told
    assert "The documents differ: Karachi Industrial Park: acres" in told
    assert re.search(r"1,500 acres 1 — Japanese auto .* · 7 September 2021 “Highlighting", told)
    assert "1,800 acres 2 — Note of the second folder “The Karachi Industrial Park takes" in told
    assert 'href="#s-0-copy-all"' in said


def test_a_question_that_was_understood_as_it_was_asked_is_not_repeated():
    assert "Understood as" not in answers.told(done(scripted.OFFERS), 0, EN)
    assert "copy-all" not in answers.told(done(scripted.OFFERS), 0, EN)


def test_questions_to_choose_from_stand_under_the_newest_answer_only_and_as_plain_text():
    asked_back = answers.messages([done(scripted.PROPOSAL), done(scripted.HOSTILE_CHOICES)], EN)
    assert [message.get("options") for message in asked_back[:3]] == [None] * 3
    first, second = asked_back[3]["options"]
    assert first["value"] == scripted.ATTACK
    assert "\u202e" not in first["label"]
    assert second == {"value": scripted.PROPOSAL, "label": scripted.PROPOSAL}
    assert "options" not in answers.messages([done(scripted.HOSTILE_CHOICES), done(scripted.PROPOSAL)], EN)[1]
    assert "Searched" not in answers.told(done(scripted.UNCLEAR), 0, EN)


def test_text_that_is_not_yet_checked_is_shown_as_such():
    claims = (plain("One."),)
    said = answers.told(Turn("q", Phase.RUNNING, answer(*claims, state=State.WRITING, pending="\n- **Two")), 0, EN)
    assert '<li dir="auto"><span class="pending" title="Not yet checked against the documents">Two</span></li>' in said


def test_before_the_first_word_it_says_what_is_being_done():
    growing = [text_of(answers.told(Turn("q", Phase.RUNNING, one), 0, EN)) for one in told(scripted.PROPOSAL)]
    assert growing[0] == "Reading 2 passages…"
    assert text_of(answers.told(Turn("q"), 0, EN)) == "Searching the documents…"


def test_a_refusal_is_told_in_the_words_of_the_chain_and_folds_what_was_withheld():
    turn = done(scripted.INVESTED)
    said = answers.told(turn, 0, EN)
    assert f"{turn.answer.text} The model also wrote" in text_of(said.replace("<details", " <details"))
    assert "<strong>The documents do not say&#46;</strong>" in said
    assert '<details class="withheld"><summary>The model also wrote 2 sentences that no document supports' in said
    assert "Japan invested 300 million dollars in 2024." in text_of(said)


def test_under_an_answer_stand_notice_library_model_and_seconds():
    said = text_of(answers.told(done(scripted.DOUBTFUL), 0, EN))
    assert "The model stopped before it was done." in said
    assert "Searched 7 documents dated December 2019 to 11 February 2023 · scripted-model · 2.3 s" in said


def test_an_answer_that_was_stopped_before_it_began_says_so():
    assert text_of(answers.told(Turn("q", Phase.STOPPED), 0, EN)) == "Stopped. There is no answer yet."


@pytest.mark.parametrize(("seconds", "said"), [(0.02, ""), (0.31, "0.3 s"), (9.96, "10 s"), (83.4, "83 s"), (None, "")])
def test_seconds_are_told_where_they_are_felt(seconds, said):
    refused = answer(state=State.NOT_IN_DOCUMENTS, timings=Timings(total_s=seconds))
    assert text_of(answers.searched_line(replace(refused, model=""), EN)) == said


def test_a_stopped_and_a_failed_answer_keep_what_was_shown():
    half = told(scripted.OFFERS)[-5]
    stopped = text_of(answers.told(Turn("q", Phase.STOPPED, half), 0, EN))
    failed = text_of(answers.told(Turn("q", Phase.FAILED, half, "It is away."), 0, EN))
    assert "He made three concrete offers:" in stopped
    assert stopped.endswith("Stopped. This answer is not complete.")
    assert "He made three concrete offers:" in failed
    assert failed.endswith("It is away.")


def test_hostile_words_in_every_place_stay_text():
    turn = done(scripted.HOSTILE)
    said = answers.told(turn, 0, EN) + answers.asked(scripted.ATTACK, 0, EN) + answers.told(done(scripted.WHOLE), 0, EN)
    said += answers.told(replace(turn, phase=Phase.FAILED, problem=scripted.ATTACK), 0, EN)
    said += answers.told(
        replace(turn, phase=Phase.RUNNING, answer=replace(turn.answer, pending=scripted.ATTACK)), 0, EN
    )
    assert set(re.findall(r"</?([a-z0-9]+)", said)) <= {
        *("div", "p", "span", "a", "ul", "li", "strong", "bdi", "details", "summary", "br")
    }
    places = re.compile("#s-0-at-[0-9a-f]{32}-[0-9]+-[0-9]+-[0-9a-f]{16}")
    assert {link for link in re.findall(r'href="([^"]*)"', said) if not places.fullmatch(link)} <= {
        *("#s-0-1", "#s-0-2", "#s-0-why-1", "#s-0-why-2", "#s-0-copy", "#s-0-copy-all", "#s-0-edit"),
        *("#s-0-save-docx", "#s-0-save-md", "#s-0-save-html", "#s-0-good", "#s-0-bad", "#check-0", "#s-0-compare"),
        "#s-0-time",
    }
    assert not re.search(r"evil\.test|\$\{|\{\{|javascript:|https?:|style=|\n", said)


def test_the_history_holds_finished_turns_with_their_markers():
    turns = (
        done(scripted.PROPOSAL),
        done(scripted.INVESTED),
        Turn("stopped", Phase.STOPPED, answer(state=State.WRITING)),
        Turn("new"),
    )
    history = answers.history(turns)
    assert len(history) == 4
    assert history[0] == Message("user", scripted.PROPOSAL)
    assert history[1].content.endswith("tyres and chemicals. [1]")
    assert history[3].content.startswith("The documents do not say. 7 documents")


def test_an_empty_library_is_named_in_the_words_of_the_chain():
    add = "Add documents in the tab Library of the page, or with “assistant ingest FOLDER”."
    claims = (plain("The library is empty."), plain(add, " "))
    empty = replace(answer(*claims, state=State.NOT_IN_DOCUMENTS, notice="So it is."), searched=Searched(0))
    said = text_of(answers.told(Turn("q", Phase.DONE, empty), 0, EN))
    assert said.startswith(f"The library is empty. {add}So it is.")
