"""The file of users: a line for each, their name and what is kept of their password."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from assistant.access import passwords
from assistant.errors import SettingsError, UsageError

_LONGEST = 64  # characters
_NAME = re.compile(rf"[\w.@+-]{{1,{_LONGEST}}}")
_HEADING = "# Written by `assistant user`. Who can change this file can sign in as anybody.\n"


class Users:
    """The users of a file. It is read again whenever it has changed. For any number of threads and processes.

    Methods raise SettingsError where the file cannot be read or written, or makes no sense."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: object = None
        self._kept: Mapping[str, str] = {}

    def names(self) -> list[str]:
        """Everybody's name, in the order of the alphabet; none where there is no file."""
        return sorted(self._read())

    def add(self, name: str, password: str) -> bool:
        """Adds a user, or gives one a new password. Gives whether there was one of that name. Raises UsageError for a
        name or password that cannot be used."""
        known, stored = usable(name), passwords.kept(passwords.checked(password))
        with self._changing() as users:
            was = known in users
            users[known] = stored
        return was

    def remove(self, name: str) -> None:
        """Raises UsageError where there is nobody of that name."""
        known = usable(name)
        with self._changing() as users:
            if known not in users:
                raise UsageError(f"There is no user {known}. `assistant user list` shows all.")
            del users[known]

    def mark(self, name: str) -> str | None:
        """What changes whenever the user's password does; None where there is nobody of that name."""
        stored = self._read().get(name)
        return stored and hashlib.sha256(stored.encode()).hexdigest()

    def signed_in(self, name: str, password: str) -> tuple[str, str] | None:
        """The name as it is kept and its ``mark``, if name and password are right. Takes as long if they are not."""
        users = self._read()
        known = folded(name)
        stored = users.get(known)
        try:
            right = passwords.fits(password, stored or passwords.nobodys())
        except ValueError as error:
            raise self._senseless(known) from error
        return (known, hashlib.sha256(stored.encode()).hexdigest()) if right and stored else None

    def _read(self) -> Mapping[str, str]:
        try:
            about = self.path.stat()
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise self._failed("read", error) from error
        if about.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise SettingsError(f"Others can write {self.path}, and so sign in as anybody. chmod 600 it.")
        seen = about.st_mtime_ns, about.st_size, about.st_ino
        if seen != self._seen:
            try:
                lines = self.path.read_text("utf-8").splitlines()
            except (OSError, UnicodeDecodeError) as error:
                raise self._failed("read", error) from error
            self._kept = dict(self._split(line) for line in lines if line.strip() and not line.startswith("#"))
            self._seen = seen
        return self._kept

    def _split(self, line: str) -> tuple[str, str]:
        name, _, stored = line.strip().partition(":")
        if not stored or not _NAME.fullmatch(name):
            raise self._senseless(name if _NAME.fullmatch(name) else "")
        return name, stored

    @contextmanager
    def _changing(self) -> Iterator[dict[str, str]]:
        """The users, to be changed and then written: whole, or not at all. One process at a time."""
        beside = self.path.with_name(f"{self.path.name}.part")
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self.path.parent, os.O_RDONLY)
        except OSError as error:
            raise self._failed("written", error) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            users = dict(self._read())
            yield users
            beside.unlink(missing_ok=True)
            with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:  # noqa: PTH123 - with its rights from the first moment
                file.write(_HEADING + "".join(f"{name}:{stored}\n" for name, stored in sorted(users.items())))
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self.path)
            os.fsync(handle)
        except OSError as error:
            raise self._failed("written", error) from error
        finally:
            os.close(handle)

    def _failed(self, done: str, error: Exception) -> SettingsError:
        reason = getattr(error, "strerror", None) or "it is no text"
        return SettingsError(
            f"The file of users {self.path} cannot be {done}: {reason}. Mend that, or ASSISTANT_USERS."
        )

    def _senseless(self, name: str) -> SettingsError:
        whose = f"The line of {name}" if name else "A line"
        return SettingsError(
            f"{whose} in {self.path} is no user. Remove it and add the user with `assistant user add`."
        )


def folded(name: str) -> str:
    """All ways to type a name as one; cut where it is longer than any that can be kept."""
    return unicodedata.normalize("NFKC", name[: _LONGEST + 1]).casefold()


def usable(name: str) -> str:
    """``name`` as it is kept. Raises UsageError for one that cannot be."""
    known = folded(name)
    if not _NAME.fullmatch(known):
        raise UsageError("A user's name has 1 to 64 letters, digits and . _ @ + - (no spaces). Choose another.")
    return known
