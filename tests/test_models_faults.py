from __future__ import annotations

import inspect

import httpx2
import langchain_core.exceptions
import langchain_openai.chat_models._client_utils
import langchain_openai.chat_models.base
import openai
import openai._exceptions
import pytest

from assistant import errors, settings
from assistant.models import clients, faults, streaming
from assistant.models.clients import Limits, checked_address, checked_key, is_loopback, who

MODULES = [
    openai._exceptions,
    httpx2._exceptions,
    langchain_core.exceptions,
    langchain_openai.chat_models.base,
    langchain_openai.chat_models._client_utils,
]
BASES = {"OpenAIError", "HTTPError", "LangChainException"}  # nothing raises them themselves
# Raised by parts of the libraries that are used nowhere here: structured output, cookies, calls on the module itself,
# other ways to log in.
ELSEWHERE = {
    "OpenAIRefusalError",
    "CookieConflict",
    "_AmbiguousModuleClientUsageError",
    "MutuallyExclusiveAuthError",
}


def exceptions_of(module):
    for name, value in vars(module).items():
        if not inspect.isclass(value) or not issubclass(value, Exception) or issubclass(value, Warning):
            continue
        if value.__module__.split(".")[0] == module.__name__.split(".")[0]:
            yield name, value


def direct_heirs(base):
    """Those that the library makes public; which others are known depends on what happens to have been imported."""
    modules = (openai, openai._exceptions, httpx2)
    public = {id(value) for module in modules for value in vars(module).values()}
    return [heir for heir in base.__subclasses__() if id(heir) in public]


def all_foreign():
    return {value for module in MODULES for name, value in exceptions_of(module) if name not in BASES | ELSEWHERE}


@pytest.mark.parametrize("foreign", sorted(all_foreign(), key=lambda found: (found.__module__, found.__qualname__)))
def test_every_exception_of_the_foreign_libraries_is_caught_and_has_a_meaning(foreign):
    assert issubclass(foreign, faults.foreign())
    assert faults.kind_of(foreign) is not None


@pytest.mark.parametrize("base", [openai.OpenAIError, openai.APIError, httpx2.HTTPError, httpx2.RequestError])
def test_a_class_that_a_foreign_library_grows_under_its_base_is_noticed(base):
    heirs = direct_heirs(base)
    assert heirs
    assert {heir.__qualname__ for heir in heirs if heir not in faults.kinds()} <= ELSEWHERE


def test_an_exception_that_nobody_thought_of_has_no_meaning_but_a_sentence():
    class Unthought(openai.OpenAIError):
        pass

    assert faults.kind_of(Unthought) is None
    fault = faults.explain(Unthought("sk-CANARY"), "The model at x", 5)
    assert isinstance(fault.error, errors.ModelReplyError)
    assert "CANARY" not in str(fault.error)


def test_the_settings_that_messages_name_exist():
    named = set()
    for module in (faults, streaming, clients):
        source = inspect.getsource(module)
        named |= {word.strip('."') for word in source.replace("(", " ").split() if word.startswith("ASSISTANT_")}
    known = {f"ASSISTANT_{field.upper()}" for field in settings.Settings.model_fields}
    assert named
    assert named <= known


@pytest.mark.parametrize("address", ["localhost:11434/v1", "ftp://x/v1", "http://", "http://x:port/v1", "http://x/\n"])
def test_an_address_that_cannot_be_used_is_refused_before_anything_is_sent(address):
    if address.endswith("\n"):
        assert checked_address(address) == "http://x"
        return
    with pytest.raises(errors.SettingsError, match="OPENAI_BASE_URL"):
        checked_address(address)


def test_an_address_with_a_password_is_refused_without_being_shown():
    with pytest.raises(errors.SettingsError, match="OPENAI_API_KEY") as caught:
        checked_address("http://user:secret@localhost:1/v1")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("key", ["sk-“quoted”", "two words", "sk-\x00"])
def test_a_key_that_cannot_be_sent_is_refused_without_being_shown(key):
    with pytest.raises(errors.SettingsError, match="OPENAI_API_KEY") as caught:
        checked_key(key)
    assert key not in str(caught.value)


def test_a_server_that_needs_no_key_gets_a_word_instead():
    assert checked_key(None) == checked_key(" ") == "none"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://api.openai.com/v1", "The model at api.openai.com"),
        ("http://user:secret@10.0.0.1:8000/v1", "The model at 10.0.0.1:8000"),
        ("http://[::1]:8000/v1", "The model at [::1]:8000"),
    ],
)
def test_messages_call_a_model_by_its_host_alone(address, name):
    assert who(address) == name


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("[::1]", True), ("localhost", True), ("api.localhost.", True),
     ("localhost.example", False), ("10.0.0.1", False)],
)  # fmt: skip
def test_this_machine_is_recognised(host, expected):
    assert is_loopback(f"http://{host}:1/v1") is expected


def test_the_limits_are_those_of_the_settings():
    defaults = settings.Settings.model_fields
    limits = Limits()
    assert limits.connect == defaults["connect_timeout"].default
    assert limits.first_token == defaults["first_token_timeout"].default
    assert limits.gap == defaults["gap_timeout"].default
    assert limits.total == defaults["total_timeout"].default
