from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st
from scripted_chain import ATTACKS

from assistant.ui.escaping import LINE, PARAGRAPH, escape, laid_out, marked


@given(st.text())
def test_escaped_text_holds_no_punctuation_but_that_of_entities(text):
    assert re.fullmatch(r"(?:[^!-/:-@\[-`{-~]|&#\d+;)*", escape(text))


@given(st.text(st.characters(exclude_categories=("C",))))
def test_escaped_text_reads_as_what_it_was(text):
    assert html.unescape(escape(text)) == re.sub("[\u2028\u2029]", " ", text)


def test_no_attack_survives_as_markup_markdown_or_template():
    for attack in ATTACKS:
        assert not re.search(r"[<>\[\]`${}!*_\\]", escape(attack))


def test_directional_overrides_and_controls_are_dropped_and_plain_marks_stay():
    assert escape("a\u202eb\u2066c\x00d\x1be\u200ff\u200cg") == "abcde\u200ff\u200cg"


@given(st.text(st.sampled_from("ab .\n\r\t-\u2028\u2029")))
def test_laying_out_keeps_every_offset(text):
    assert len(laid_out(text)) == len(text)


def test_a_wrapped_line_goes_on_and_an_ended_one_breaks():
    assert laid_out("two sides\nagreed") == "two sides agreed"
    assert laid_out("It ended.\nNext") == f"It ended.{LINE}Next"
    assert laid_out("over it:\n- visas\n- tests") == f"over it:{LINE}- visas{LINE}- tests"
    assert laid_out("one\n \ntwo") == f"one{PARAGRAPH}  two"


def test_marks_stand_at_their_offsets_and_ids_stand_once():
    text = laid_out("One two.\n\nThree four.")
    assert marked(text, [(4, 15, ' id="s-0-1"')]) == (
        '<p>One <mark id="s-0-1">two&#46;</mark></p><p><mark> Three</mark> four&#46;</p>'
    )


def test_overlapping_marks_keep_both_targets():
    assert marked("abcdef", [(0, 4, ' id="a"'), (2, 6, ' id="b"')]) == (
        '<p><mark id="a">abcd</mark><mark id="b">ef</mark></p>'
    )
