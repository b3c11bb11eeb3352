"""The chat model, asked again whether the cited sentences say what a claim says. It can only take a citation away."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from string import Template

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage
from langchain_core.runnables import RunnableConfig

from assistant.domain import Claim, Verdict
from assistant.errors import ModelError
from assistant.models import Limits, heard

REASON = "The model, asked again, does not find it in the sentence."
FAILED = "The model did not check every sentence a second time: some rest on the rules alone."
AT_ONCE = 4  # requests
HEARD = 40  # characters of a reply that are waited for

_NO = re.compile(r"\W*no\b", re.IGNORECASE)
_YES_OR_NO = re.compile(r"\W*(?:yes|no)\b", re.IGNORECASE)


async def doubted(
    claims: Sequence[Claim], model: BaseChatModel, limits: Limits, prompt: Template, config: RunnableConfig
) -> tuple[list[Claim], str]:
    """Those of the supported claims that the model does not find in their sentences, and a notice if it could not be
    asked about all. A reply that is neither yes nor no takes nothing away. ``prompt``: prompts/check.md."""
    free = asyncio.Semaphore(AT_ONCE)

    async def found(claim: Claim) -> bool | None:
        sentences = "\n".join(" ".join(citation.quote.split()) for citation in claim.citations)
        message = HumanMessage(prompt.substitute(claim=claim.text, sentences=sentences))
        try:
            async with free:
                reply = await heard(model, [message], limits, HEARD, config)
        except ModelError:
            return None
        return not _NO.match(reply) if _YES_OR_NO.match(reply) else None

    asked = [claim for claim in claims if claim.verdict is Verdict.SUPPORTED and claim.citations]
    replies = await asyncio.gather(*(found(claim) for claim in asked))
    denied = [claim for claim, reply in zip(asked, replies, strict=True) if reply is False]
    return denied, FAILED if None in replies else ""
