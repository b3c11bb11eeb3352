"""What readers add from the page: files, streamed to the disk as they come, folders of this machine, and addresses."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Body, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import ClientDisconnect

from assistant.ui.library import AT, Key, Shelf, Told, library_routes, refusal
from assistant.ui.visitors import owner_of
from assistant.ui.wording import Saying, Wording, of_request, told
from assistant.web import canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from starlette.responses import Response

    from assistant.ingest.added import Addition
    from assistant.ingest.additions import Additions
    from assistant.library import Library

UPLOADS_AT = f"{AT}/uploads"
_MB = 1_000_000
_WRITTEN = 1 << 20  # bytes that are gathered before they are written
_TOO_LARGE, _TOO_MANY, _CUT = 413, 429, 400
_MOST_ADDRESSES = 20  # at a time
_STALLED = 60.0  # seconds in which nothing comes; who went away without a word is not waited for any longer


@dataclass(frozen=True, slots=True)
class Allowed:
    """What readers may add. ``megabytes``: the largest file; ``at_once``: files that may wait to be read; ``quota``:
    megabytes of all files of one reader; ``folders``, ``addresses``: whether these may be taken in from the page."""

    megabytes: int
    at_once: int
    quota: int
    folders: bool
    addresses: bool

    @property
    def largest(self) -> int:
        """The largest file in bytes."""
        return self.megabytes * _MB


class Folder(BaseModel):
    model_config = ConfigDict(extra="forbid")

    path: str = Field(min_length=1, max_length=4096)


class Addresses(BaseModel):
    model_config = ConfigDict(extra="forbid")

    addresses: list[Annotated[str, Field(max_length=2048)]] = Field(min_length=1, max_length=_MOST_ADDRESSES)


def library_page(
    library: Library,
    additions: Additions,
    allowed: Allowed,
    owner: Callable[[Request], str] = owner_of,
) -> tuple[list[APIRouter], dict[str, int]]:
    """The routes of the library for ``build_app``, and how large a request to one of them may be. ``owner``: of a
    request."""
    shelf = Shelf(library, additions, owner)
    # Beyond the limit the route itself says so; the guard would only end the request.
    return [library_routes(shelf), adding_routes(shelf, allowed)], {UPLOADS_AT: allowed.largest + 2 * _WRITTEN}


def adding_routes(shelf: Shelf, allowed: Allowed) -> APIRouter:
    """The routes that add to the library, and tell how far what was added is."""
    router = APIRouter(prefix=AT, route_class=Told)
    additions, coming = shelf.additions, _Coming()

    @router.get("/additions")
    def listed(request: Request) -> dict[str, Any]:
        return {
            "additions": [_json(one, of_request(request)) for one in additions.listed(shelf.reader(request))],
            "allowed": {
                "megabytes": allowed.megabytes,
                "at_once": allowed.at_once,
                "folders": allowed.folders,
                "addresses": allowed.addresses,
            },
        }

    @router.put("/uploads")
    async def upload(request: Request, name: Annotated[str, Query(min_length=1, max_length=1000)]) -> Any:
        return await _take_file(request, name, shelf, allowed, coming)

    @router.post("/folders")
    def folder(request: Request, given: Annotated[Folder, Body()]) -> Any:
        if not allowed.folders:
            return refusal(request, Saying("library-no-folders"))
        path = _folder(given.path, shelf.library.folder)
        if isinstance(path, Saying):
            return refusal(request, path)
        return {"key": additions.add(path, shelf.reader(request))}

    @router.post("/addresses")
    def addresses(request: Request, given: Annotated[Addresses, Body()]) -> Any:
        if not allowed.addresses:
            return refusal(request, Saying("library-no-addresses"))
        reader = shelf.reader(request)
        found = list(dict.fromkeys(canonical(one.strip()) for one in given.addresses if one.strip()))
        return {"keys": [additions.add(one, reader) for one in found]}

    @router.delete("/additions/{key}")
    def stop(request: Request, key: Key) -> dict[str, Any]:
        additions.cancel(key, shelf.reader(request))
        return {"ok": True}

    @router.delete("/additions")
    def clear(request: Request) -> dict[str, Any]:
        additions.forget(shelf.reader(request))
        return {"ok": True}

    return router


class _Coming:
    """The files that are on their way, by their reader. For one event loop."""

    def __init__(self) -> None:
        self._sizes: defaultdict[str, list[int]] = defaultdict(list)

    @contextmanager
    def one(self, reader: str, size: int) -> Iterator[tuple[int, int]]:
        """Counts a file of so many bytes; gives how many came before it and are not here yet, and their bytes."""
        others = self._sizes[reader]
        before = len(others), sum(others)
        others.append(size)
        try:
            yield before
        finally:
            others.remove(size)
            if not others:
                self._sizes.pop(reader, None)


async def _take_file(request: Request, name: str, shelf: Shelf, allowed: Allowed, coming: _Coming) -> Any:
    """Takes in the body unless its reader has too much on its way, or held, already."""
    reader = shelf.reader(request)
    announced = request.headers.get("content-length", "")
    size = int(announced) if announced.isascii() and announced.isdigit() else allowed.largest
    if size > allowed.largest:
        return _too_large(request, allowed)
    with coming.one(reader, size) as (others, theirs):
        if others + await asyncio.to_thread(shelf.additions.waiting, reader) >= allowed.at_once:
            return refusal(request, Saying("library-too-many", {"count": allowed.at_once}), _TOO_MANY)
        await asyncio.to_thread(shelf.library.uploads.check_room, reader, size + theirs, allowed.quota * _MB)
        return await _kept(request, name, shelf, allowed)


async def _kept(request: Request, name: str, shelf: Shelf, allowed: Allowed) -> Any:
    """Writes the body to a file of our own as it comes; a body that is too large ends at the limit."""
    reader, uploads = shelf.reader(request), shelf.library.uploads
    part, file = await asyncio.to_thread(uploads.begin)
    try:
        with file:
            taken = await _written(request, file, allowed.largest)
        if taken is None:
            return _too_large(request, allowed)
        await asyncio.to_thread(uploads.check_room, reader, taken, allowed.quota * _MB)
        upload = await asyncio.to_thread(uploads.keep, part, name, reader)
    except (ClientDisconnect, TimeoutError):
        return refusal(request, Saying("library-not-whole"), _CUT)
    finally:
        await asyncio.to_thread(uploads.abandon, part)  # unless it was kept, under another name
    return {"key": shelf.additions.add_file(upload), "name": upload.name}


async def _written(request: Request, file: BinaryIO, largest: int) -> int | None:
    """Bytes that came; None where they are more than the ``largest``. Raises TimeoutError where no more come."""
    taken, gathered = 0, bytearray()
    async with asyncio.timeout(_STALLED) as end:
        async for piece in request.stream():
            end.reschedule(asyncio.get_running_loop().time() + _STALLED)
            taken += len(piece)
            if taken > largest:
                return None
            gathered += piece
            if len(gathered) >= _WRITTEN:
                await asyncio.to_thread(file.write, bytes(gathered))
                gathered.clear()
    await asyncio.to_thread(file.write, bytes(gathered))
    return taken


def _too_large(request: Request, allowed: Allowed) -> Response:
    response = refusal(request, Saying("library-too-large", {"megabytes": allowed.megabytes}), _TOO_LARGE)
    response.headers["Connection"] = "close"  # nobody reads the rest
    return response


def _folder(given: str, library: Path) -> Path | Saying:
    """The folder that is named, or why it cannot be taken in."""
    try:
        path = Path(given.strip()).expanduser()
        found = path.is_absolute() and path.is_dir()
    except (OSError, RuntimeError, ValueError):
        found = False
    if not found:
        return Saying("library-no-folder")
    if path.resolve().is_relative_to(library.resolve()):
        return Saying("library-own-folder")
    return path


def _json(one: Addition, wording: Wording) -> dict[str, Any]:
    return {
        "key": one.key,
        "kind": one.kind,
        "name": one.name,
        "step": one.step,
        "done": one.done,
        "total": one.total,
        "said": told.plain(one.said, wording),
        "lang": told.language(one.said, wording),
        "is_last": one.step.is_last,
    }
