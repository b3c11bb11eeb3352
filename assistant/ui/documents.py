"""Reading a document in full: its text with what is cited from it, and its pages as they look."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Body, HTTPException, Request
from pydantic import BaseModel, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from assistant.confined.paging import Outline, Paging
from assistant.domain import Document
from assistant.errors import AssistantError
from assistant.ui import wording
from assistant.ui.full_text import Quoted, full_text
from assistant.ui.problems import without_places
from assistant.ui.visitors import owner_of
from assistant.ui.wording import told

_ID = "[0-9a-f]{32}"  # of a Document
_MOST_MARKS = 500
_LARGEST = 2**53  # the largest whole number that a browser sends as it is
_FRESH = {"Cache-Control": "no-store"}  # nothing of a document stays on the disk of a shared machine

_Body = Annotated[Any, Body()]
Opened = tuple[Document, str]  # and what has become of it since it was quoted


class _Mark(BaseModel, strict=True):
    start: int = Field(ge=0, le=_LARGEST)
    end: int = Field(ge=0, le=_LARGEST)
    quote: str = Field(max_length=64)
    n: int = Field(0, ge=0, le=_LARGEST)

    def quoted(self) -> Quoted:
        return Quoted(self.start, self.end, self.quote, self.n)


class _Wanted(_Mark):
    document: str = Field(pattern=rf"\A{_ID}\z")
    marks: list[_Mark] = Field([], max_length=_MOST_MARKS)
    before: int | None = Field(None, ge=0, le=_LARGEST)
    after: int | None = Field(None, ge=0, le=_LARGEST)


def document_routes(
    *, document: Callable[[str, str], Document], kept: Callable[[str, str], Document | None], paging: Paging
) -> APIRouter:
    """Routes for reading in full, all of whose input is untrusted; see document.js for what they are asked.

    ``document`` and ``kept`` get the owner of the request and a document's id: the document as the library holds it
    (raises LibraryError where it does not, or not for this owner), and as an answer that this owner was given shows it,
    or None. ``document`` is called in threads. What cannot be shown is a 404 that says why.
    """
    router = APIRouter()

    async def opened(request: Request, id_: str) -> Opened:
        owner = owner_of(request)
        try:
            return await run_in_threadpool(document, owner, id_), ""
        except AssistantError as error:
            said = without_places(str(error))
            # The library may hold a later version, or nothing: an answer keeps what it rests on.
            if found := kept(owner, id_):
                return found, said
            raise refused(request, error) from error

    async def read(request: Request, body: _Body = None) -> Response:
        wanted = _wanted(request, body)
        found, since = await opened(request, wanted.document)
        said = wording.of_request(request)
        pages = partial(paging.pages, found, owner_of(request))
        return await _told(
            request, lambda: JSONResponse({**_read(wanted, found, since, said), "pages": pages()}, headers=_FRESH)
        )

    async def places(request: Request, body: _Body = None) -> Response:
        wanted = _wanted(request, body)
        found, _ = await opened(request, wanted.document)
        outline = partial(paging.outline, found, reader=owner_of(request))
        return await _told(request, lambda: JSONResponse(_places(wanted, found, outline), headers=_FRESH))

    async def page(request: Request, id_: str, number: int, width: int = 1200) -> Response:
        if not re.fullmatch(_ID, id_):
            raise wording.refused(request, 404, "problem-document")
        found, _ = await opened(request, id_)
        drawn = partial(paging.picture, found, number, width, owner_of(request))
        return await _told(request, lambda: Response(drawn(), media_type="image/webp", headers=_FRESH))

    router.add_api_route("/document", read, methods=["POST"], response_model=None)
    router.add_api_route("/document/places", places, methods=["POST"], response_model=None)
    router.add_api_route("/document/{id_}/page/{number}", page, methods=["GET"], response_model=None)
    return router


def refused(request: Request, error: AssistantError) -> HTTPException:
    """Why a document is not shown, in the reader's language where it is known."""
    reader, said = wording.of_request(request), without_places(str(error))
    language = {"Content-Language": told.language(said, reader)}
    return HTTPException(404, told.plain(said, reader), language)


def _wanted(request: Request, body: object) -> _Wanted:
    try:
        return _Wanted.model_validate(body)
    except ValidationError as error:
        raise wording.refused(request, 400, "problem-document") from error


async def _told(request: Request, make: Callable[[], Response]) -> Response:
    try:
        return await run_in_threadpool(make)
    except AssistantError as error:
        raise refused(request, error) from error


def _read(wanted: _Wanted, found: Document, since: str, said: wording.Wording) -> dict[str, object]:
    marks = [mark.quoted() for mark in wanted.marks]
    part = {"before": wanted.before, "after": wanted.after}
    return full_text(found, wanted.quoted(), marks, wording=said, since=since, **part)


def _places(
    wanted: _Wanted, found: Document, outlined: Callable[[Sequence[tuple[int, int]]], Outline]
) -> dict[str, object]:
    """Where on the pages the marks stand: of the chosen part first, then of each of the others."""
    quoted = [wanted.quoted(), *(mark.quoted() for mark in wanted.marks)]
    standing = [one for one in quoted if one.stands_in(found.text)]
    outline = outlined([(one.start, one.end) for one in standing])
    told = [
        {
            "n": one.number,
            "start": one.start,
            "end": one.end,
            "page": found.page_at(one.start),
            "boxes": [{"page": place.page, "box": place.box} for place in boxes],
        }
        for one, boxes in zip(standing, outline.places, strict=True)
    ]
    return {"sizes": outline.sizes, "places": told}
