"""Archives (ZIP, tar, gzip) → what is in them. Nothing is ever unpacked to the disk; names are names, not paths."""

from __future__ import annotations

import gzip
import io
import re
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import pairwise
from typing import IO

from assistant.errors import ReadingError
from assistant.reading.cleaning import one_line
from assistant.reading.found import DAMAGED
from assistant.reading.kind import is_read

_MOST_MEMBERS = 50_000
_LONGEST_NAME = 300  # characters
_LOCKED = "This file in the archive is locked with a password. Unpack it yourself and add it."
_LINK = "This is a link in the archive, not a file: it is not followed. Add the file that it leads to."
_METHOD = "This file in the archive is packed in a way that is not read. Unpack it yourself and add it."
_SPARSE = "This file in the archive is stored with gaps, which is not read. Unpack it yourself and add it."
_HOSTILE = "The files in this archive lie over each other, as in no honest archive, so it is not read."
_TOO_MANY = f"This archive holds more than {_MOST_MEMBERS:,} files. Unpack it and add the folder."
_DRIVE = re.compile(r"^[A-Za-z]:")
_UTF8_FLAG, _LOCKED_FLAGS = 0x800, 0x41
_LOCAL_HEADER = 30  # bytes before the name of a member


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive. ``shown``: its path inside, made harmless and told from others of the same name;
    ``name``: the same without the number. ``reason``: why it is not read, else ""."""

    shown: str
    name: str
    open: Callable[[], AbstractContextManager[IO[bytes]]]
    size: int
    reason: str = ""


def zipped(file: IO[bytes]) -> Iterator[Member]:
    """The files in a ZIP archive that are of a kind that is read, or cannot be read.

    Raises ReadingError where the archive is damaged or hostile.
    """
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, LookupError) as error:
        raise ReadingError(DAMAGED) from error
    entries = archive.infolist()
    _check(entries)
    names = _Names()
    for entry in entries:
        path = _harmless(_decoded(entry))
        linked = stat.S_ISLNK(entry.external_attr >> 16)
        if entry.is_dir() or not (path and _is_wanted(path, linked=linked)):
            continue
        yield Member(names.of(path), path, lambda entry=entry: archive.open(entry), entry.file_size, _against(entry))  # type: ignore[misc]


def tarred(file: IO[bytes]) -> Iterator[Member]:
    """Like ``zipped``, of a tar archive, unpacked already. Each member must be read before the next is asked for."""
    names = _Names()
    with tarfile.open(fileobj=file, mode="r:") as archive:
        for number, entry in enumerate(archive, 1):
            if number > _MOST_MEMBERS:
                raise ReadingError(_TOO_MANY)
            path = _harmless(entry.name)
            linked = entry.issym() or entry.islnk()
            if entry.isdir() or not (path and _is_wanted(path, linked=linked)):
                continue
            reason = _LINK if linked else _SPARSE if entry.issparse() or not entry.isreg() else ""
            yield Member(names.of(path), path, lambda entry=entry: _extracted(archive, entry), entry.size, reason)  # type: ignore[misc]


def unzipped(file: IO[bytes]) -> IO[bytes]:
    """What is packed in ``file`` with gzip."""
    return gzip.GzipFile(fileobj=file, mode="rb")  # type: ignore[return-value]  # it reads like one


def inner_name(name: str) -> str:
    """What the file is called that is packed with gzip in one of this name."""
    lower = name.lower()
    if lower.endswith(".tgz"):
        return name[:-4] + ".tar"
    return name[:-3] if lower.endswith(".gz") else name


def _extracted(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    return archive.extractfile(entry) or io.BytesIO()


def _check(entries: list[zipfile.ZipInfo]) -> None:
    """Refuses archives whose members share their bytes (David Fifield, A better zip bomb, 2019)."""
    if len(entries) > _MOST_MEMBERS:
        raise ReadingError(_TOO_MANY)
    spans = sorted(
        (entry.header_offset, entry.header_offset + _LOCAL_HEADER + entry.compress_size) for entry in entries
    )
    if any(end > start for (_, end), (start, _) in pairwise(spans)):
        raise ReadingError(_HOSTILE)


def _against(entry: zipfile.ZipInfo) -> str:
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _LINK
    if entry.flag_bits & _LOCKED_FLAGS:
        return _LOCKED
    # The other methods unpack without a bound on what one call gives.
    return "" if entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) else _METHOD


def _decoded(entry: zipfile.ZipInfo) -> str:
    """The name of a member; most programs write UTF-8, and not all of them say so."""
    if entry.flag_bits & _UTF8_FLAG:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def _harmless(path: str) -> str:
    """``path`` with ``/`` only and without what climbs out of a folder; "" where nothing is left."""
    parts = (one_line(part) for part in _DRIVE.sub("", path.replace("\\", "/")).split("/"))
    return "/".join(part for part in parts if part.strip(". "))


def _is_wanted(path: str, *, linked: bool) -> bool:
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.split("/"))
    return not hidden and (linked or is_read(path))


class _Names:
    """Tells members of the same name apart by a number."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def of(self, path: str) -> str:
        short = path if len(path) <= _LONGEST_NAME else path[: _LONGEST_NAME // 2] + "…" + path[-_LONGEST_NAME // 2 :]
        name, number = short, 1
        while name in self._seen:
            number += 1
            name = f"{short} ({number})"
        self._seen.add(name)
        return name
