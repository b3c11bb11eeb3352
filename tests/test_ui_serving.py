from __future__ import annotations

import socket

import pytest

from assistant.errors import ServingError
from assistant.ui.serving import address, is_open, reserve


def test_a_port_in_use_is_named_with_a_way_out():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ServingError, match=rf"Port {port} is in use.*--port {port + 1}"):
            reserve("127.0.0.1", port)


def test_a_port_that_was_reserved_cannot_be_reserved_again():
    with reserve("127.0.0.1", 0) as taken, pytest.raises(ServingError, match="in use"):
        reserve("127.0.0.1", taken.getsockname()[1])


@pytest.mark.parametrize("host", ["no-such-host.invalid", "x" * 100, "\udcff\udcfe", "a..b"])
def test_an_unknown_host_is_named(host: str):
    with pytest.raises(ServingError, match="--host"):
        reserve(host, 7860)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", ""])  # noqa: S104 - nothing is bound
def test_a_page_without_sign_in_is_not_served_to_other_machines(host: str):
    with pytest.raises(ServingError, match=r"ASSISTANT_USERS.*ASSISTANT_USER_HEADER.*ssh -L"):
        reserve(host, 7860)


def test_a_page_that_people_sign_in_to_may_be_served_to_other_machines():
    with reserve("0.0.0.0", 0, signs_in=True) as taken:  # noqa: S104 - nothing is served
        assert taken.getsockname()[0] == "0.0.0.0"  # noqa: S104
    assert is_open("0.0.0.0")  # noqa: S104
    assert not is_open("127.0.0.1")


def test_the_address_of_the_page_is_one_that_a_browser_understands():
    assert address("127.0.0.1", 7860) == "http://127.0.0.1:7860/"
    assert address("::1", 7860) == "http://[::1]:7860/"
    assert address("0.0.0.0", 7860, https=True) == "https://127.0.0.1:7860/"  # noqa: S104
