from __future__ import annotations

import json

from samples import document, evidence, seed

from assistant.commands.forms import answer_json, answer_text, json_line
from assistant.domain import Answer, Citation, Claim, Disagreement, Searched, State, Verdict, Version

FOUND = evidence(seed(), document("The park takes 1,800 acres.\x1b[31m", name="later.txt"))
OLD = next(one for item in FOUND for one in item.sentences if "1,500" in one.text)
NEW = FOUND[-1].sentences[0]
ANSWER = Answer(
    "And its size?",
    "What is the size of the park?",
    State.PARTLY,
    Searched(2, "2021-09-07", "2024-05-14"),
    "model",
    claims=(
        Claim("It takes 1,500 acres.", Verdict.SUPPORTED, (Citation(1, OLD),), score=0.93),
        Claim("It is green.", Verdict.UNSUPPORTED, (), ("“green” is not in it.",), " "),
    ),
    evidence=FOUND,
    notice="Things may have changed.",
    as_of="2021-09-07",
    origins=1,
    disagreements=(Disagreement("park: acres", (Version("1,500 acres", OLD), Version("1,800 acres", NEW))),),
    missing=("its cost", "its owner"),
)


def test_json_holds_the_answer_as_a_whole():
    data = json.loads(json_line(answer_json(ANSWER)))
    assert (data["as_of"], data["origins"], data["choices"]) == ("2021-09-07", 1, [])
    assert data["missing"] == ["its cost", "its owner"]
    assert [claim["score"] for claim in data["claims"]] == [0.93, None]
    (one,) = data["disagreements"]
    assert one["about"] == "park: acres"
    assert [(version["value"], version["date"]) for version in one["versions"]] == [
        ("1,500 acres", "2021-09-07"),
        ("1,800 acres", "2024-05-14"),
    ]
    first = one["versions"][0]
    assert seed().text[first["start"] : first["end"]] == first["quote"]


def test_the_terminal_tells_the_answer_as_a_whole_without_what_could_drive_it():
    said = answer_text(ANSWER)
    assert said.startswith("Understood as: What is the size of the park?\n\nIt takes 1,500 acres. [1] It is green.")
    assert "No document supports: It is green. (“green” is not in it.)" in said
    assert "The documents do not say: its cost; its owner" in said
    assert "The documents differ: park: acres\n  1,500 acres - Federal Minister" in said
    assert "  1,800 acres - Note, 2024-05-14\n    “The park takes 1,800 acres." in said
    assert said.endswith(
        "Things may have changed.\n\nAs of 7 September 2021, the date of the document used. "
        "Searched 2 documents dated 7 September 2021 to 14 May 2024."
    )
    assert "\x1b" not in said


def test_a_question_that_is_asked_back_lists_what_can_be_asked():
    unclear = Answer(
        "When?", "When?", State.UNCLEAR, Searched(2), "", (Claim("Which meeting?", Verdict.NOT_A_CLAIM),),
        choices=("When did A meet?", "When did B meet?"),
    )  # fmt: skip
    assert answer_text(unclear) == "Which meeting?\n  - When did A meet?\n  - When did B meet?"
