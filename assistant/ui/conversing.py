"""The routes of conversations: their list, names and end, and what readers say of claims and answers. JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Body, Query, Request
from pydantic import BaseModel, Field

from assistant.conversations.conversations import LONGEST_TITLE, Conversations
from assistant.conversations.remarks import LONGEST_NOTE, Remarks
from assistant.conversations.turns import Feedback, Mark, Marked
from assistant.errors import UsageError
from assistant.ui import filters, wording
from assistant.ui.visitors import owner_of
from assistant.ui.wording import MisunderstoodError, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.catalog.catalog import Facets

MOST_LISTED = 200


class MarkSent(BaseModel):
    turn: int = Field(ge=0)
    claim: int = Field(ge=0)
    state: Marked | None = None
    note: str = Field("", max_length=LONGEST_NOTE)


class FeedbackSent(BaseModel):
    turn: int = Field(ge=0)
    helpful: bool | None = None
    note: str = Field("", max_length=LONGEST_NOTE)


def routes(conversations: Conversations, facets: Callable[[str], Facets]) -> APIRouter:
    """``facets``: what the documents that an owner sees can be narrowed by. Whoever is not the owner of a conversation
    gets 404, as if it were not there."""
    remarks = Remarks(conversations)
    router = APIRouter()

    @router.get("/conversations")
    async def listed(request: Request, words: Annotated[str, Query(max_length=200)] = "") -> list[dict[str, Any]]:
        return [asdict(one) for one in conversations.listed(owner_of(request), words, MOST_LISTED)]

    @router.get("/conversations/{conversation}")
    async def one(conversation: str, request: Request) -> dict[str, Any]:
        owner = owner_of(request)
        title = conversations.title(owner, conversation)
        _found(request, title)
        return {
            "title": title,
            "turns": len(conversations.turns(owner, conversation)),
            "marks": [asdict(mark) for mark in remarks.marks(owner, conversation)],
            "feedback": [asdict(said) for said in remarks.feedback(owner, conversation)],
        }

    @router.patch("/conversations/{conversation}")
    async def rename(
        conversation: str, request: Request, title: Annotated[str, Body(embed=True, max_length=LONGEST_TITLE)]
    ) -> dict[str, str]:
        _found(request, conversations.rename(owner_of(request), conversation, title))
        return {"title": conversations.title(owner_of(request), conversation)}

    @router.delete("/conversations/{conversation}")
    async def delete(conversation: str, request: Request) -> None:
        _found(request, conversations.delete(owner_of(request), conversation))

    @router.put("/conversations/{conversation}/marks")
    async def mark(conversation: str, request: Request, sent: MarkSent) -> None:
        _found(
            request, remarks.mark(owner_of(request), conversation, Mark(sent.turn, sent.claim, sent.state, sent.note))
        )

    @router.put("/conversations/{conversation}/feedback")
    async def rate(conversation: str, request: Request, sent: FeedbackSent) -> None:
        _found(request, remarks.rate(owner_of(request), conversation, Feedback(sent.turn, sent.helpful, sent.note)))

    @router.get("/facets")
    def narrowing(request: Request) -> dict[str, Any]:  # not a coroutine: it reads the catalog in a thread
        return filters.offered(facets(owner_of(request)), wording.of_request(request))

    @router.post("/facets/chosen")
    async def understood(request: Request, chosen: Annotated[Any, Body()] = None) -> dict[str, str]:
        return _misunderstood(request, chosen)

    return router


def _found(request: Request, what: object) -> None:
    if not what:
        raise wording.refused(request, 404, "problem-gone")


def _misunderstood(request: Request, chosen: object) -> dict[str, str]:
    """What is wrong with a filter, before it is put on, and in which language that is; nothing where it is fine."""
    said = wording.of_request(request)
    try:
        filters.parsed(json.dumps(chosen))
    except MisunderstoodError as error:
        return {"problem": said.say(error.saying.name, **error.saying.values), "lang": said.language}
    except UsageError as error:
        return {"problem": told.plain(str(error), said), "lang": told.language(str(error), said)}
    return {}
