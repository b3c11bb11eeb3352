from __future__ import annotations

import pytest

from assistant.errors import SettingsError
from assistant.index.chroma_server import ServerAddress


@pytest.mark.parametrize(
    ("url", "token"),
    [
        ("http://localhost:8000", None),
        ("http://127.0.0.1:8000/", None),
        ("http://[::1]:8000", None),
        ("http://127.9.9.9", None),
        ("https://chroma.example.org", None),
        ("https://chroma.example.org/base", "token"),
        ("http://chroma:8000", "token"),
    ],
)
def test_an_address_of_this_machine_an_encrypted_one_or_one_with_a_token_may_be_used(
    url: str, token: str | None
) -> None:
    assert ServerAddress(url, token).url == url


@pytest.mark.parametrize(
    "url",
    [
        "http://chroma:8000",
        "http://10.0.0.1:8000",
        "http://0.0.0.0:8000",
        "http://localhost.example.org",
        "http://127.0.0.1.example.org",
        "http://[::ffff:10.0.0.1]:8000",
    ],
)
def test_an_address_off_this_machine_in_the_clear_and_without_a_token_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match=r"to another machine.*set ASSISTANT_CHROMA_TOKEN, or use an https"):
        ServerAddress(url)


@pytest.mark.parametrize(
    "url",
    [
        "chroma:8000",
        "localhost",
        "ftp://localhost",
        "http://",
        "http://localhost:x",
        "http://localhost:99999",
        "http://localhost:0",
        "http://localhost?x",
        "http://localhost#x",
        "http://local host",
        "http://[::1",
        "https://e\nx.org",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="ASSISTANT_CHROMA_URL is no address"):
        ServerAddress(url)


def test_a_password_belongs_into_the_token_and_neither_is_ever_shown() -> None:
    with pytest.raises(SettingsError, match="Leave them out") as caught:
        ServerAddress("https://me:canary@chroma.example.org")
    assert "canary" not in str(caught.value)
    with pytest.raises(SettingsError, match="ASSISTANT_CHROMA_TOKEN may hold") as caught:
        ServerAddress("https://chroma.example.org", "canary\r\nX: y")
    assert "canary" not in str(caught.value)
    assert "canary" not in repr(ServerAddress("https://chroma.example.org", "canary"))
