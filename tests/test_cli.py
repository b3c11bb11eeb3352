from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Run
from samples import SEEDS
from scripted_server import ScriptedServer, says, status


def test_ingest_reports_as_json_and_changes_nothing_the_second_time(assistant: Run) -> None:
    code, out, _ = assistant("ingest", SEEDS, "--json")
    name = next(SEEDS.glob("*.txt")).name
    assert code == 0
    assert {what: names for what, names in json.loads(out).items() if names} == {"added": [name]}
    assert json.loads(assistant("ingest", SEEDS, "--json")[1])["unchanged"] == [name]


def test_a_file_that_cannot_be_read_is_reported_and_the_rest_goes_in(assistant: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "good.txt").write_text("Norway and Chile signed a memorandum on fishing ports.")
    (folder / "empty.txt").write_text("")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 20)
    code, out, err = assistant("ingest", folder, "--json")
    report = json.loads(out)
    assert code == 0
    assert report["added"] == ["good.txt"]
    assert [failure["document"] for failure in report["failed"]] == ["empty.txt", "noise.txt"]
    assert all(failure["reason"] for failure in report["failed"])
    assert "noise.txt" in err


def test_files_that_are_passed_over_are_named(assistant: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "good.txt").write_text("Norway and Chile signed a memorandum on fishing ports.")
    (folder / "photo.raw").write_bytes(b"x")
    (folder / "noending").write_text("Norway and Chile signed a memorandum on fishing ports.")
    _, out, err = assistant("ingest", folder, "--json")
    assert json.loads(out)["passed_over"] == ["noending", "photo.raw"]
    assert "2 passed over, by their endings: noending, photo.raw." in err


def test_where_nothing_could_be_read_the_exit_code_is_1(assistant: Run, tmp_path: Path) -> None:
    code, _, err = assistant("ingest", tmp_path / "gone.txt")
    assert code == 1
    assert "gone.txt" in err
    assert "Traceback" not in err


def test_search_gives_ranked_passages_that_stand_at_their_offsets(assistant: Run) -> None:
    assistant("ingest", SEEDS)
    _, out, _ = assistant("search", "How large is the industrial park?", "-k", 3, "--json")
    found = json.loads(out)
    text = next(SEEDS.glob("*.txt")).read_text("utf-8")
    assert [item["rank"] for item in found] == [1, 2, 3]
    assert found[0]["relevant"] is True
    assert "1,500 acres" in found[0]["text"]
    assert all(text[item["start"] : item["end"]] == item["text"] for item in found)


def test_search_can_be_bound_to_countries_and_dates_and_says_what_it_found(assistant: Run, tmp_path: Path) -> None:
    (tmp_path / "norway.txt").write_text(
        "Norway and Chile agreed on an industrial park for fish. Norway and Chile pay."
    )
    assistant("ingest", SEEDS, tmp_path / "norway.txt")
    question = "How large is the industrial park?"
    (found,) = json.loads(assistant("search", question, "--country", "Norway", "--country", "CHL", "--json")[1])
    assert (found["document"], found["countries"], found["language"]) == ("norway.txt", ["NOR", "CHL"], "en")
    _, out, _ = assistant(
        "search", question, "--since", "2021-09", "--until", "2021", "--language", "english", "--json"
    )
    assert {item["document"] for item in json.loads(out)} == {next(SEEDS.glob("*.txt")).name}
    code, out, err = assistant("search", question, "--country", "Peru")
    assert (code, out.strip()) == (0, "")
    assert "No document of the 2 in the library is about Peru." in err


def test_a_filter_that_is_not_understood_is_an_error_in_one_sentence(assistant: Run) -> None:
    code, _, err = assistant("search", "Which park?", "--country", "Atlantis")
    assert code == 1
    assert "“Atlantis” is no country that is known" in err
    assert assistant("ask", "Which park?", "--since", "soon")[0] == 1


def test_an_answer_says_to_what_the_search_was_bound(assistant: Run, tmp_path: Path) -> None:
    (tmp_path / "norway.txt").write_text(
        "Norway and Chile agreed on an industrial park for fish. Norway and Chile pay."
    )
    assistant("ingest", SEEDS, tmp_path / "norway.txt")
    asked = ("ask", "How large is the Karachi Industrial Park?", "--country", "Pakistan", "--country", "jp")
    out = assistant(*asked)[1]
    assert "Searched 1 of 2 documents dated 7 September 2021, only those about Pakistan and Japan." in out
    answer = json.loads(assistant(*asked, "--json")[1])
    assert (answer["searched"]["documents"], answer["searched"]["of"]) == (1, 2)
    assert answer["searched"]["filter"]["countries"] == ["PAK", "JPN"]
    refused = assistant("ask", "How large is the Karachi Industrial Park?", "--country", "Peru")[1]
    assert "None of the library's 2 documents was searched: there is none about Peru." in refused


def test_ask_without_a_model_quotes_and_says_that_it_does(assistant: Run) -> None:
    assistant("ingest", SEEDS)
    code, out, err = assistant("ask", "How large is the Karachi Industrial Park?")
    assert code == 0
    assert "1,500 acres" in out
    assert "[1]" in out
    assert "No chat model" in err


def test_ask_gives_json_whose_quotes_stand_at_their_offsets(assistant: Run, hosted: ScriptedServer) -> None:
    hosted.script(says("The Karachi Industrial Park is on 1,500 acres of PSM land. It is green."))
    assistant("ingest", SEEDS)
    answer = json.loads(assistant("ask", "How large is the Karachi Industrial Park?", "--json")[1])
    text = next(SEEDS.glob("*.txt")).read_text("utf-8")
    assert answer["state"] == "partly"
    assert answer["searched"] == {"documents": 1, "from": "2021-09-07", "to": "2021-09-07", "of": 1, "filter": None}
    assert [claim["verdict"] for claim in answer["claims"]] == ["supported", "unsupported"]
    citation = answer["claims"][0]["citations"][0]
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert citation["document"] == next(SEEDS.glob("*.txt")).name
    assert any(item["cited"] for item in answer["evidence"])
    assert set(answer["timings"]) == {"retrieve_s", "first_token_s", "total_s"}


def test_a_batch_is_answered_line_by_line_in_order_with_its_history(
    assistant: Run, hosted: ScriptedServer, tmp_path: Path
) -> None:
    hosted.script(says("The meeting ended on a high note."))
    batch = tmp_path / "questions.jsonl"
    history = [{"role": "user", "content": "Who met?"}, {"role": "assistant", "content": "A minister."}]
    lines = [{"id": "b", "question": "How did it end?", "history": history}, {"id": 7, "question": "High note?"}]
    batch.write_text("\n".join(json.dumps(line) for line in lines))
    assistant("ingest", SEEDS)
    answers = [json.loads(line) for line in assistant("ask", "--batch", batch, "--json")[1].splitlines()]
    assert [answer["id"] for answer in answers] == ["b", 7]
    assert [answer["question"] for answer in answers] == ["How did it end?", "High note?"]
    assert all(answer["standalone_question"] for answer in answers)


def test_a_question_of_a_batch_that_fails_says_so_in_its_line_and_the_others_are_asked(
    assistant: Run, hosted: ScriptedServer, tmp_path: Path
) -> None:
    hosted.script(status(500), status(500), says("The meeting ended on a high note."))
    batch = tmp_path / "questions.jsonl"
    lines = [{"id": n, "question": question} for n, question in enumerate(["How did it end?", " ", "High note?"])]
    batch.write_text("\n".join(json.dumps(line) for line in lines))
    assistant("ingest", SEEDS)
    code, out, err = assistant("ask", "--batch", batch, "--json")
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [answer["id"] for answer in answers] == [0, 1, 2]
    assert ["error" in answer for answer in answers] == [True, True, False]
    assert "question 1: The question is empty" in err


@pytest.mark.parametrize(
    "line", ["{", '{"id": 1}', '{"question": 5}', "[]", '{"question": "Q", "history": [1]}', "[" * 100_000]
)
def test_a_malformed_line_of_a_batch_is_named_before_anything_is_asked(
    assistant: Run, tmp_path: Path, line: str
) -> None:
    batch = tmp_path / "questions.jsonl"
    batch.write_text('{"question": "Q?"}\n' + line)
    assistant("ingest", SEEDS)
    code, out, err = assistant("ask", "--batch", batch)
    assert (code, out) == (1, "")
    assert "line 2" in err


def test_a_wrong_key_is_one_sentence_without_the_key(assistant: Run, hosted: ScriptedServer) -> None:
    hosted.script(status(401, "bad key sk-canary"))
    assistant("ingest", SEEDS)
    code, _, err = assistant("ask", "How large is the Karachi Industrial Park?")
    assert code == 1
    assert err.count("assistant: ") == 1
    assert "canary" not in err
    assert "Traceback" not in err


@pytest.mark.parametrize("question", ["", "   ", "x" * 100_000])
def test_an_empty_or_endless_question_is_one_sentence(assistant: Run, question: str) -> None:
    code, _, err = assistant("ask", question)
    assert code == 1
    assert err.startswith("assistant: ")


def test_the_library_can_be_named_before_and_after_the_command(assistant: Run, tmp_path: Path) -> None:
    assistant("--library", tmp_path / "one", "ingest", SEEDS)
    assistant("ingest", SEEDS, "--library", tmp_path / "two")
    assert (tmp_path / "one" / "catalog.sqlite3").exists()
    assert (tmp_path / "two" / "catalog.sqlite3").exists()


@pytest.mark.usefixtures("hosted")
def test_another_embedding_model_is_an_error_that_names_both_and_the_command_and_rebuild_mends_it(
    assistant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant("ingest", SEEDS)
    monkeypatch.setenv("ASSISTANT_EMBEDDING", "openai")
    code, _, err = assistant("search", "park")
    assert code == 1
    assert "e5-small" in err
    assert "text-embedding-3-small" in err
    assert "assistant ingest --rebuild" in err
    assert assistant("ingest", "--rebuild")[0] == 0
    assert assistant("search", "park")[0] == 0


@pytest.mark.usefixtures("assistant")
def test_a_second_process_on_the_library_gets_one_sentence_with_folder_and_process(tmp_path: Path) -> None:
    from assistant.library import Library  # noqa: PLC0415

    with Library(tmp_path / "library"):
        started = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "assistant", "search", "park"], capture_output=True, text=True, check=False
        )
    assert done.returncode == 1
    assert str(tmp_path / "library") in done.stderr
    assert str(os.getpid()) in done.stderr
    assert "Traceback" not in done.stderr
    assert time.monotonic() - started < 20


def test_a_port_in_use_is_one_sentence(assistant: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, _, err = assistant("chat", "--no-browser", "--port", port)
    assert code == 1
    assert str(port) in err
    assert "--port" in err


def test_help_answers_without_importing_anything_heavy() -> None:
    code = (
        "import sys; from assistant.cli import run\n"
        "try: run(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'chromadb', 'gradio', 'langchain_core', 'langchain_openai', 'openai', 'trafilatura', 'lingua'}\n"
        "sys.exit(bool(heavy & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    assert "ingest" in done.stdout


def test_a_library_that_cannot_be_written_is_one_sentence(assistant: Run, tmp_path: Path) -> None:
    (tmp_path / "library").write_text("a file, not a folder")
    code, _, err = assistant("search", "park")
    assert code == 1
    assert str(tmp_path / "library") in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["search"],
        ["fly"],
        ["search", "park", "-k", "0"],
        ["search", "park", "-k", "x"],
        ["ingest", ""],  # not the folder at hand, but a variable of a script that is not set
    ],
)
def test_wrong_words_of_a_command_are_one_sentence_and_exit_1(
    assistant: Run, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = assistant(*arguments)
    assert (code, out) == (1, "")
    assert err.startswith("assistant: ")
    assert err.count("\n") == 1


def test_a_path_that_is_too_long_is_a_document_that_could_not_be_read(assistant: Run) -> None:
    code, _, err = assistant("ingest", "x" * 5000)
    assert code == 1
    assert "too long" in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_output_that_has_no_room_is_one_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "assistant", "search", "park", "--library", tmp_path / "library", "--json"]
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603
    assert ended.returncode == 1
    assert "assistant: The output cannot be written: No space left on device.\n" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_library_that_is_a_file_is_one_sentence_that_says_so(assistant: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Text.")
    code, _, err = assistant("search", "park", "--library", tmp_path / "notes.txt")
    assert (code, err.count("\n")) == (1, 1)
    assert "is a file, not a folder. Name an empty or a new folder with --library." in err


def test_search_in_an_empty_library_says_how_to_fill_it(assistant: Run) -> None:
    assert "assistant ingest" in assistant("search", "park")[2]


def test_search_says_when_nothing_is_near(assistant: Run) -> None:
    assistant("ingest", SEEDS)
    code, out, err = assistant("search", "photosynthesis of penguins")
    assert code == 0
    assert "not relevant" in out
    assert "Nothing in the library is near" in err


def test_control_characters_of_a_file_name_do_not_reach_the_terminal(assistant: Run, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / "a\x1b[31mred\nline.txt").write_text("Norway and Chile signed a memorandum on fishing ports.")
    assert "\x1b" not in "".join(map(str, assistant("ingest", folder)))
    assert "\x1b" not in assistant("search", "fishing ports")[1]


def test_a_line_separator_inside_a_question_does_not_end_its_line(assistant: Run, tmp_path: Path) -> None:
    batch = tmp_path / "questions.jsonl"
    batch.write_text('{"question": "How large is\u2028the Karachi Industrial Park?"}\n', "utf-8")
    assistant("ingest", SEEDS)
    code, out, _ = assistant("ask", "--batch", batch, "--json")
    assert code == 0
    assert len(out.splitlines()) == 1


def test_a_terminal_that_knows_no_urdu_gets_escapes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("جاپان اور پاکستان نے مفاہمت کی یادداشت پر دستخط کیے۔", "utf-8")
    known = {"PYTHONIOENCODING": "ascii", "ASSISTANT_CHAT": "none", "ASSISTANT_LIBRARY": str(tmp_path / "library")}
    for arguments in (["ingest", str(tmp_path / "a.txt")], ["search", "مفاہمت"]):
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "assistant", *arguments],
            capture_output=True,
            env={**os.environ, **known},
            check=False,
        )
        assert done.returncode == 0, done.stderr


def test_rebuild_reports_as_json(assistant: Run) -> None:
    assistant("ingest", SEEDS)
    assert json.loads(assistant("ingest", "--rebuild", "--json")[1]) == {"rebuilt": 7}


def test_ctrl_c_before_the_program_is_loaded_ends_it_quietly() -> None:
    code = (
        "import runpy, sys\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'assistant.cli': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupted())\n"
        "runpy.run_module('assistant', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (130, "assistant: stopped.\n")
