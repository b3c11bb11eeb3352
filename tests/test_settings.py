from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import load


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "ASSISTANT_PORT"):
        monkeypatch.delenv(name, raising=False)


def test_a_wrong_value_is_an_error_that_names_the_variable_and_not_the_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "seventy")
    with pytest.raises(SettingsError, match="ASSISTANT_PORT") as error:
        load()
    assert "seventy" not in str(error.value)


@pytest.mark.parametrize(("name", "value"), [("port", 0), ("port", 70000), ("passages", 0), ("gap_timeout", -1)])
def test_a_value_out_of_its_bounds_is_an_error(name: str, value: int) -> None:
    with pytest.raises(SettingsError, match=name.upper()):
        load(**{name: value})


def test_the_key_and_the_token_are_in_no_representation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary")
    monkeypatch.setenv("ASSISTANT_CHROMA_TOKEN", "canary")
    settings = load()
    assert settings.openai_api_key is not None
    assert settings.chroma_token is not None
    assert "canary" not in repr(settings) + str(settings.model_dump())


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "")
    assert load().openai_api_key is None


def test_a_path_may_begin_at_home_though_no_shell_has_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/anna")
    monkeypatch.setenv("ASSISTANT_CHAT_GGUF", "~/model.gguf")
    assert load(library=Path("~/cables")).library == Path("/home/anna/cables")
    assert load().chat_gguf == Path("/home/anna/model.gguf")
    with pytest.raises(SettingsError, match=r"ASSISTANT_LIBRARY: .*~nobody-of-this-name"):
        load(library=Path("~nobody-of-this-name/cables"))


def test_the_library_lies_where_the_desktop_wants_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    monkeypatch.delenv("ASSISTANT_LIBRARY", raising=False)
    assert str(load().library) == "/data/bilateral-record/library"
