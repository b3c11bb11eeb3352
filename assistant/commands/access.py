"""The command `assistant user`: its words, and what it prints."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from getpass import getpass
from typing import TYPE_CHECKING

from assistant.errors import SettingsError, UsageError

if TYPE_CHECKING:
    from assistant.access.users import Users
    from assistant.settings import Settings


_NONE = "There is no password. Nothing was changed; try again."


def add_user(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Adds the command to the command line. ``command(name, function, about)`` makes its parser."""
    parser = command("user", _user, "Say who may sign in: the file of users that ASSISTANT_USERS names.")
    parser.add_argument("action", choices=("add", "remove", "list"), help="add also gives a new password")
    parser.add_argument("name", nargs="?", metavar="NAME", help="whose; the password is asked for")


def _user(settings: Settings, options: argparse.Namespace) -> None:
    from assistant.access.users import Users  # noqa: PLC0415 - keeps --help quick

    if settings.users is None:
        raise SettingsError("Set ASSISTANT_USERS to the file that holds the users, or is to: ASSISTANT_USERS=~/users.")
    if (options.action == "list") == bool(options.name):
        raise UsageError("Say `user add NAME`, `user remove NAME` or `user list`.")
    users = Users(settings.users)
    if options.action == "list":
        print("\n".join(users.names()) or f"There is no user in {settings.users} yet.")
    elif options.action == "remove":
        users.remove(options.name)
        print(f"Removed {options.name}. Their conversations are kept, and a new user of this name would see them.")
    else:
        _add(users, options.name)


def _add(users: Users, name: str) -> None:
    from assistant.access import passwords  # noqa: PLC0415 - keeps --help quick
    from assistant.access.users import usable  # noqa: PLC0415 - likewise

    known = usable(name)
    if users.add(known, _asked(known, passwords.SHORTEST)):
        print(f"{known} has a new password, and has to sign in anew everywhere.")
    else:
        print(f"{known} can sign in.")


def _asked(name: str, shortest: int) -> str:
    """A password: typed twice on a terminal, else the first line of standard input."""
    if sys.stdin is None:  # it was closed from outside
        raise UsageError(_NONE)
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    try:
        password = getpass(f"Password for {name} ({shortest} characters or more): ")
        again = getpass("Once more: ")
    except EOFError as error:
        raise UsageError(_NONE) from error
    if again != password:
        raise UsageError("The two passwords differ. Nothing was changed; try again.")
    return password
