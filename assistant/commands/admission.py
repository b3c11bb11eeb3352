"""Settings → who may come in, and by which door: what `assistant chat` has to know before it serves a page."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import AddressRefusedError, SettingsError
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.ui.entrance import Entrance
    from assistant.ui.serving import Certificate

_HOUR = 3600


def signs_in(settings: Settings) -> bool:
    """Whether people sign in. Raises SettingsError where the settings for that contradict each other or lead nowhere:
    better no page than one that lets the wrong people in."""
    if settings.users and settings.user_header:
        raise SettingsError("ASSISTANT_USERS and ASSISTANT_USER_HEADER exclude each other. Set only one of them.")
    if settings.users:
        from assistant.access.users import Users  # noqa: PLC0415 - keeps --help quick

        if not Users(settings.users).names():
            raise SettingsError(f"There is no user in {settings.users}. Add one with `assistant user add NAME`.")
    from assistant.ui.proxies import networks  # noqa: PLC0415 - likewise

    networks(_separated(settings.proxies))
    for name in _separated(settings.hosts):
        _check_host(name)
    found = bool(settings.users or settings.user_header)
    if settings.hosts and not found:  # a proxy on this machine would open the page to everybody
        raise SettingsError(
            "ASSISTANT_HOSTS lets others reach the page, and nobody has to sign in. Set ASSISTANT_USERS to a file and "
            "add people with `assistant user add NAME`, or ASSISTANT_USER_HEADER behind a proxy that signs them in."
        )
    return found


@contextmanager
def entrance(settings: Settings, library: Path) -> Iterator[Entrance]:
    """Who may come in, for the length of the block. ``library``: the folder in which sessions are kept, which is open.
    Raises what Sessions raises."""
    from assistant.access.sessions import Sessions  # noqa: PLC0415 - keeps --help quick
    from assistant.access.users import Users  # noqa: PLC0415 - likewise
    from assistant.ui.entrance import Entrance  # noqa: PLC0415 - likewise

    proxies = _separated(settings.proxies)
    if not settings.users:
        yield Entrance(header=settings.user_header, proxies=proxies)
        return
    sessions = Sessions(library, idle=settings.session_idle_hours * _HOUR, longest=settings.session_hours * _HOUR)
    try:
        yield Entrance(Users(settings.users), sessions, proxies=proxies)
    finally:
        sessions.close()


def certificate(settings: Settings) -> Certificate | None:
    """What the page is served over https with. Raises ServingError or SettingsError where that cannot be."""
    from assistant.ui.serving import Certificate  # noqa: PLC0415 - keeps --help quick

    if settings.tls_cert is None and settings.tls_key is None:
        return None
    if settings.tls_cert is None or settings.tls_key is None:
        raise SettingsError("A certificate and its key belong together. Name both, with --tls-cert and --tls-key.")
    found = Certificate(settings.tls_cert, settings.tls_key)
    found.check()
    return found


def hosts(settings: Settings) -> list[str]:
    """The names under which the page is reached."""
    return [settings.host, *_separated(settings.hosts)]


def warn(settings: Settings) -> None:
    """Says on standard error if passwords are to travel in the clear."""
    from assistant.ui.serving import is_open  # noqa: PLC0415 - keeps --help quick

    if settings.users and settings.tls_cert is None and is_open(settings.host):
        print(
            "assistant: passwords reach this page in the clear unless a proxy before it speaks https. Put one there, "
            "or name a certificate with --tls-cert and --tls-key.",
            file=sys.stderr,
        )


def _check_host(name: str) -> None:
    from assistant.web.addresses import host_of  # noqa: PLC0415 - keeps --help quick

    try:
        host_of(name.strip("[]"))
    except AddressRefusedError as error:
        raise SettingsError(
            f"“{name}” in ASSISTANT_HOSTS is no host's name as browsers send it. Write names without https:// and "
            "port, such as record.example.org."
        ) from error


def _separated(said: str) -> list[str]:
    return [one.strip() for one in said.split(",") if one.strip()]
