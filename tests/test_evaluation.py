"""`assistant eval`, on made-up sets in the form of the published ones."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from samples import QUESTIONS, SEEDS
from scripted_server import ScriptedServer, asks, says, status

from assistant.evaluation.cases import contains, token_f1
from assistant.evaluation.measures import Estimate, Failure, Figure, Result, Share
from assistant.evaluation.page import page
from assistant.evaluation.sampling import sampled

PORTS = "Norway and Chile agreed on a fund for fishing ports. The fund holds 40 million kroner."
SCHOOLS = "Japan handed over two schools in Nepal. The schools are in Pokhara."


def lines(path: Path, *rows: Mapping[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(row) + "\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def own(tmp_path: Path, *rows: Mapping[str, Any]) -> Path:
    return lines(tmp_path / "own.jsonl", *rows)


def figures(printed: str) -> dict[str, dict[str, Any]]:
    return {figure["name"]: figure for figure in json.loads(printed)["figures"]}


@pytest.fixture
def filled(assistant: Run, tmp_path: Path) -> Run:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "ports.txt").write_text(PORTS)
    (folder / "schools.txt").write_text(SCHOOLS)
    assistant("ingest", folder)
    return assistant


def test_own_questions_are_asked_of_the_own_library_and_every_figure_has_its_interval(assistant: Run) -> None:
    assistant("ingest", SEEDS)
    code, out, _ = assistant("eval", QUESTIONS, "--limit", 6, "--json")
    found = json.loads(out)
    right = figures(out)["right answers"]
    assert code == 0
    assert (found["set"], found["cases"]) == ("seed.jsonl", 6)
    assert 0 <= right["low"] <= right["value"] <= right["high"] <= 1
    assert right["hits"] <= right["total"]
    assert figures(out)["quotes that stand at their place"]["value"] == 1
    assert "seed.jsonl: 6 of " in assistant("eval", QUESTIONS, "--limit", 6)[1]


def test_a_question_can_be_bound_to_documents_and_expect_a_state(filled: Run, tmp_path: Path) -> None:
    asked = {"question": "What did Norway and Chile agree on?", "must": [["fishing ports"]]}
    questions = own(
        tmp_path,
        {**asked, "id": "there", "documents": ["ports.txt"], "state": "answered"},
        {**asked, "id": "not there", "documents": ["schools.txt"], "state": "not_in_documents"},
        {**asked, "id": "wrong", "documents": ["schools.txt"]},
    )
    found = json.loads(filled("eval", questions, "--json")[1])
    assert [failure["id"] for failure in found["failures"]] == ["wrong"]


def test_what_a_model_wrote_is_kept_by_its_prompt_and_is_not_asked_for_again(
    filled: Run, hosted: ScriptedServer, tmp_path: Path
) -> None:
    hosted.script(says("Norway and Chile agreed on a fund for fishing ports. [1]", pause=0.01))
    questions = own(tmp_path, {"id": "1", "question": "What did Norway and Chile agree on?", "must": [["fund"]]})
    first = filled("eval", questions, "--json")[1]
    again = filled("eval", questions, "--json")[1]
    assert len(hosted.chats) == 1
    assert first == again
    assert figures(first)["right answers"]["value"] == 1
    assert figures(first)["whole answer, p50 and p95 (s)"]["value"].endswith("(of 1)")
    own(tmp_path, {"id": "1", "question": "What did Chile and Norway agree on?", "must": [["fund"]]})
    filled("eval", questions, "--json")
    assert len(hosted.chats) == 2


def test_a_reply_that_was_cut_is_not_kept(filled: Run, hosted: ScriptedServer, tmp_path: Path) -> None:
    hosted.script(says("Norway and Chile agreed on a fund for fishing ports. [1] And", finish=None))
    questions = own(tmp_path, {"id": "1", "question": "What did Norway and Chile agree on?"})
    for _ in range(2):
        filled("eval", questions)
    assert len(hosted.chats) == 2


def test_a_run_that_was_stopped_goes_on_where_it_was(filled: Run, hosted: ScriptedServer, tmp_path: Path) -> None:
    asked = ["What did Norway and Chile agree on?", "What did Japan hand over?", "Where are the schools?"]
    questions = own(tmp_path, *({"id": str(number), "question": question} for number, question in enumerate(asked)))
    hosted.script(says("Norway and Chile agreed on a fund for fishing ports. [1]"), status(401))
    code, out, err = filled("eval", questions)
    assert (code, out) == (1, "")
    assert err.startswith("assistant: ")
    hosted.script(asks(lambda _: "The schools are in Pokhara."))
    asked_before = len(hosted.chats)
    assert filled("eval", questions)[0] == 0
    assert len(hosted.chats) - asked_before == 2


def test_squad_counts_refusals_that_are_due_and_those_that_are_not(assistant: Run, tmp_path: Path) -> None:
    asked = {"context": PORTS, "answers": ["a fund for fishing ports"], "is_impossible": False}
    lines(
        tmp_path / "squad2_500" / "squad2_500.jsonl",
        {"id": "a", "question": "What did Norway and Chile agree on?", **asked},
        {"id": "b", "question": "Which penguins recognise photosynthesis in 1887?", **asked},
        {**asked, "id": "c", "question": "Who baked the sourdough in 1912?", "is_impossible": True, "answers": []},
    )
    found = figures(assistant("eval", "squad2_500", "--data", tmp_path, "--json")[1])
    assert found["refusals: recall"]["value"] == 1
    assert found["refusals: precision"]["value"] == 0.5
    assert found["refusals: F1"]["value"] == pytest.approx(2 / 3)
    assert found["right answers, of the answerable"]["value"] == 0.5
    assert 0 < found["words of the answer, F1"]["value"] < 1


def test_nomiracl_asks_each_question_of_its_own_passages_and_names_the_floor(assistant: Run, tmp_path: Path) -> None:
    def row(id_: str, text: str, reply: str, *, found: bool) -> dict[str, Any]:
        passages = [{"docid": f"{id_}#0", "text": text}]
        asked = {"query_id": id_, "query": "What did Norway and Chile agree on?", "passages": passages}
        return {**asked, "answer_in_context": found, "results": {"gpt-4-azure": reply}}

    lines(
        tmp_path / "nomiracl" / "nomiracl_en_even.jsonl.gz",
        row("1", f"Ports: {PORTS}", "Yes, answer is present.", found=True),
        row("2", f"Schools: {SCHOOLS}", "Yes, answer is present.", found=False),
    )
    found = figures(assistant("eval", "nomiracl-en", "--data", tmp_path, "--json")[1])
    assert found["answers where nothing is found"]["value"] == 0
    assert found["answers where nothing is found"]["floor"].startswith("GPT-4: 1.000")
    assert found["refused though found"]["value"] == 0


def test_an_oracle_s_gold_evidence_is_found_and_cited(assistant: Run, tmp_path: Path) -> None:
    def article(number: int, title: str, text: str) -> dict[str, Any]:
        facts = text.replace(". ", ".|").split("|")
        known = {"title": title, "url": f"u{number}", "published_at": "2023-09-26T00:00:00", "source": "Herald"}
        return {**known, "doc_id": f"mh-{number}", "facts": facts}

    articles = [article(1, "A fund for ports", PORTS), article(2, "Schools", SCHOOLS)]
    gold = [{**one, "fact": one["facts"][0]} for one in articles]
    folder = tmp_path / "multihoprag500"
    lines(folder / "evidence_docs.jsonl", *articles)
    lines(
        folder / "queries.jsonl",
        {
            "id": 0,
            "question": "Did Norway and Chile agree on a fund for fishing ports, and did Japan hand over two schools?",
            "question_type": "comparison_query",
            "answer": "Yes",
            "evidence_list": gold,
        },
        {
            "id": 1,
            "question": "Who won?",
            "question_type": "null_query",
            "answer": "Insufficient information.",
            "evidence_list": [],
        },
    )
    _, out, _ = assistant("eval", "multihoprag500", "--data", tmp_path, "--oracle", "--json")
    found = figures(out)
    assert json.loads(out)["cases"] == 1
    assert found["cited sentences that are gold evidence (precision)"]["value"] == 1
    assert found["gold evidence that is cited (recall)"]["value"] == 1
    assert found["gold documents that are cited (recall)"]["value"] == 1
    assert found["gold evidence that the search found"]["value"] == 1


def test_retrieval_is_measured_for_both_halves_and_what_they_give_together(assistant: Run, tmp_path: Path) -> None:
    rows = [{"key": "ports", "decision_details": PORTS}, {"key": "schools", "decision_details": SCHOOLS}]
    lines(tmp_path / "lk_cabinet" / "lk_cabinet_2010_2019.jsonl.gz", *rows)
    asked = {"query": "A fund for fishing ports", "gold_doc_id": "ports"}
    lines(tmp_path / "known_item" / "lk_cabinet_title_to_decision.jsonl", asked)
    found = figures(assistant("eval", "retrieval-lk_cabinet", "--data", tmp_path, "--json")[1])
    for half in ("keyword half", "vector half", "fused"):
        assert found[f"{half}: a right document is first"]["hits"] == 1


def test_the_report_shows_every_failure_and_runs_and_loads_nothing(filled: Run, tmp_path: Path) -> None:
    attack = "<script>alert(1)</script><img src=http://evil.test/x>"
    questions = own(
        tmp_path, {"id": attack, "question": f"What did Norway and Chile agree on? {attack}", "state": "unclear"}
    )
    report = tmp_path / "report.html"
    assert filled("eval", questions, "--report", report)[0] == 0
    shown = report.read_text("utf-8")
    assert "Norway and Chile agreed on a fund" in shown
    assert "&lt;script&gt;" in shown
    assert not any(part in shown for part in ("<script", "<img", "<link", "@import", "url("))
    assert "default-src 'none'" in shown


def test_a_page_shows_evidence_and_reasons_in_the_direction_of_their_script() -> None:
    failure = Failure(
        "1", "fact", "کیا؟", "answered", "partly: so", ("[1] a.txt: “دونوں”",), ("No sentence & reason.",)
    )
    shown = page([Result("s", 1, 2, (Figure("right", Share(1, 2), "0.5", "0.9"),), (failure,), model="m")])
    assert "<blockquote dir=auto>[1] a.txt: “دونوں”</blockquote>" in shown
    assert "No sentence &amp; reason." in shown
    assert "0.500 [0.095, 0.905] (1/2)" in shown


def test_a_smaller_sample_is_a_part_of_a_larger_one_and_holds_each_kind_in_its_share() -> None:
    cases = [(str(number), "rare" if number % 5 == 0 else "common") for number in range(100)]

    def chosen(limit: int | None) -> list[tuple[str, str]]:
        return sampled(cases, limit, id=lambda case: case[0], kind=lambda case: case[1])

    assert chosen(20) == chosen(50)[:20]
    assert sum(kind == "rare" for _, kind in chosen(20)) == 4
    assert chosen(20) != cases[:20]
    assert chosen(None) == cases


@pytest.mark.parametrize(
    ("text", "gold", "held"),
    [
        ("It was signed by the 1,500 men.", "1500", True),
        ("It was assigned.", "signed", False),
        ("No, it was not.", "no", True),
        ("There is no such thing.", "no", False),
        ("Anything", "", False),
    ],
)
def test_a_gold_answer_is_found_word_for_word(text: str, gold: str, held: bool) -> None:  # noqa: FBT001
    assert contains(text, gold) is held


def test_words_are_compared_as_squad_does() -> None:
    assert token_f1("The Normans!", ["normans", "a Frank"]) == 1
    assert token_f1("in France", ["France"]) == pytest.approx(2 / 3)
    assert token_f1("", ["France"]) == 0


def test_an_estimate_has_an_interval_around_it() -> None:
    found = Estimate.of([0.0, 1.0] * 50, lambda values: sum(values) / len(values))
    assert 0.35 < found.low < found.value == 0.5 < found.high < 0.65


def test_the_known_sets_are_listed_with_their_licences(assistant: Run) -> None:
    code, out, _ = assistant("eval", "--list")
    assert code == 0
    assert "retrieval-lk_pmd" in out
    assert "CC BY-SA 4.0" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nothing"], "retrieval-lk_pmd"),
        (["squad2_500"], "--data"),
        ([], "--list"),
        (["nomiracl-en", "--data", "."], "nomiracl-en"),
        (["nomiracl-en", "--data", ".", "--limit", "0"], "--limit"),
        (["retrieval-lk_pmd", "--data", ".", "--oracle"], "--oracle"),
    ],
)
def test_what_cannot_be_measured_is_one_sentence(assistant: Run, words: list[str], said: str) -> None:
    code, out, err = assistant("eval", *words)
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_malformed_question_is_named_by_its_line(assistant: Run, tmp_path: Path) -> None:
    questions = own(tmp_path, {"id": "1", "question": "Who?"}, {"id": "2", "question": "Who?", "state": "perhaps"})
    code, _, err = assistant("eval", questions)
    assert code == 1
    assert "line 2" in err


def test_eval_speed_gives_the_rate_of_each_stage_and_times_that_grow_with_the_library(assistant: Run) -> None:
    code, out, _ = assistant("eval", "speed", "--ingest", SEEDS, "--sizes", 20, 60)
    assert code == 0
    stages = [line.split()[0] for line in out.splitlines()[1:7]]
    assert stages == ["reading", "splitting", "writing", "embedding", "indexing", "ingest"]
    counted = {line[:5]: line.split()[-1] for line in out.splitlines() if line}
    assert float(counted["ratio"]) > 0.9
    assert 50 < float(counted["peak "].replace(",", "")) < 5000
    assert [line.split()[0] for line in out.splitlines()[-2:]] == ["20", "60"]


def test_eval_speed_searches_while_an_ingest_runs(
    assistant: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    for number, subject in enumerate(("water", "trains", "tea", "ports")):
        (documents / f"{number}.txt").write_text(
            f"Agreement on {subject}\n\nBoth sides spoke about {subject}.", "utf-8"
        )
    monkeypatch.setattr("assistant.evaluation.readers.ALONE", 2.0)
    monkeypatch.setattr("assistant.evaluation.readers.THINKING", 0.01)
    code, out, _ = assistant("eval", "speed", "--readers", documents)
    assert code == 0
    alone, beside = (line.split("  ") for line in out.splitlines()[1:3])
    for row in (alone, beside):
        searches, failed = [cell for cell in row if cell][1:3]
        assert int(searches) > 0
        assert int(failed) == 0


def test_eval_speed_without_anything_to_time_says_what_can_be(assistant: Run) -> None:
    code, _, err = assistant("eval", "speed")
    assert code == 1
    assert "--sizes" in err
