"""Archives made in memory."""

from __future__ import annotations

import io
import tarfile
import warnings
import zipfile


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Also with a name twice, of which Python warns."""
    file = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return file.getvalue()


def tarred(*members: tuple[tarfile.TarInfo | str, bytes], mode: str = "w") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members:
            entry = tarfile.TarInfo(name) if isinstance(name, str) else name
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return file.getvalue()
