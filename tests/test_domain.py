from __future__ import annotations

import assistant
from assistant.domain import Answer, Basis, Claim, Document, Passage, Searched, State, Stated, Verdict


def document(**known: object) -> Document:
    return Document("a.txt", "digest", "One. Two.", Stated("A title", Basis.HEADER), **known)  # type: ignore[arg-type]


def test_the_public_names_are_sorted_and_there() -> None:
    assert assistant.__all__ == sorted(assistant.__all__)
    assert all(hasattr(assistant, name) for name in assistant.__all__)


def test_the_header_says_what_is_known_and_nothing_else() -> None:
    assert document().header == "A title"
    place, date = Stated("Oslo", Basis.DATELINE), Stated("2021-09", Basis.METADATA)
    assert document(place=place, date=date).header == "A title | Oslo | 2021-09"


def test_the_header_is_indexed_before_the_passage_unless_the_passage_holds_the_title() -> None:
    place = Stated("Oslo", Basis.DATELINE)
    assert Passage(document(place=place), 0, 4, 1).indexed_text == "A title | Oslo\nOne."
    titled = Document("a.txt", "digest", "A title\n\nOne.", Stated("A title", Basis.HEADER), place=place)
    assert Passage(titled, 0, 7, 1).indexed_text == "Oslo\nA title"


def test_a_page_is_that_of_the_offset() -> None:
    paged = document(pages=(0, 5))
    assert [paged.page_at(offset) for offset in (0, 4, 5, 8)] == [1, 1, 2, 2]
    assert document().page_at(3) is None


def test_ids_depend_on_name_and_bytes_and_offsets_only() -> None:
    one, other = Passage(document(), 0, 4, 1), Passage(document(language="en"), 0, 4, 9)
    assert one.id == other.id
    assert one.id != Passage(document(), 5, 9, 1).id


def test_the_text_of_an_answer_is_made_of_its_claims() -> None:
    claims = (Claim("One.", Verdict.NOT_A_CLAIM), Claim("Two.", Verdict.UNSUPPORTED, lead="\n- "))
    answer = Answer("Q", "Q", State.PARTLY, Searched(1), "m", claims)
    assert answer.text == "One.\n- Two."
    assert (answer + answer) is answer
