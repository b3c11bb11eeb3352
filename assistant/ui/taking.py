"""The routes by which answers and conversations are taken away as files."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from assistant.catalog import rows
from assistant.conversations import preserved
from assistant.conversations.remarks import Remarks
from assistant.exporting import Exported, Form, file_name, media_type, written
from assistant.exporting.saving import library_told
from assistant.ui import wording
from assistant.ui.visitors import owner_of
from assistant.ui.wording import told

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from assistant.conversations.conversations import Conversations
    from assistant.conversations.turns import Turn
    from assistant.domain import Fate, Searched
    from assistant.ui.wording import Wording


def routes(
    conversations: Conversations,
    searched: Callable[[str], Searched],
    taken_in: Callable[[str, Collection[str]], Mapping[str, str]],
    fates: Callable[[Collection[str]], Mapping[str, Fate]],
) -> APIRouter:
    """``searched`` and ``taken_in`` are told for which owner it is; ``taken_in`` and ``fates``: when documents were
    read, and what has become of them, by their ids. Whoever is not the owner of a conversation gets 404, as if it were
    not there."""
    router = APIRouter()
    remarks = Remarks(conversations)

    def exported(owner: str, title: str, turns: tuple[Turn, ...], only: int | None, spoken: Wording) -> Exported:
        chosen = turns if only is None else turns[only : only + 1]
        ids = {id_ for turn in chosen if turn.answer for id_ in preserved.documents(turn.answer)}
        return Exported(
            title=title if only is None else chosen[0].question,
            turns=chosen,
            made_at=rows.now(),
            library=library_told(searched(owner)),
            retrieved=taken_in(owner, ids),
            fates=fates(ids),
            language=spoken.language,
            say=partial(told.exported, wording=spoken),
        )

    @router.get("/conversations/{conversation}/export.{form}")
    async def taken(
        conversation: str,
        form: Form,
        request: Request,
        turn: Annotated[int | None, Query(ge=0)] = None,
        unsupported: bool = False,  # noqa: FBT001, FBT002 - a query
    ) -> Response:
        owner = owner_of(request)
        turns = conversations.turns(owner, conversation)
        if not turns or (turn is not None and turn >= len(turns)):
            raise wording.refused(request, 404, "problem-gone")
        title = conversations.title(owner, conversation)
        marks = remarks.marks(owner, conversation)
        spoken = wording.of_request(request)

        def made() -> tuple[str, bytes]:
            whole = exported(owner, title, turns, turn, spoken)
            mine = [mark for mark in marks if turn is None or mark.turn == turn]
            whole = replace(whole, marks=tuple(replace(mark, turn=mark.turn - (turn or 0)) for mark in mine))
            return file_name(whole, form), written(whole, form, unsupported=unsupported)

        name, data = await asyncio.to_thread(made)
        attached = f"attachment; filename=\"record.{form.value}\"; filename*=UTF-8''{quote(name)}"
        return Response(data, media_type=media_type(form), headers={"Content-Disposition": attached})

    return router
