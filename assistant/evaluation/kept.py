"""What models said is kept, so that a change of our rules is measured in seconds and a run that was stopped goes on.

Kept are a chat model's raw replies, by its name, its parameters and the messages: a change of a prompt asks anew. So
are the vectors of texts that answers are checked against. Several processes may use one file.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from numpy.typing import NDArray
from pydantic import ConfigDict

from assistant.errors import LibraryStorageError
from assistant.models import FINISHED, Embedder

PATIENCE = 60  # seconds that a process waits while another one writes

_SCHEMA = """
CREATE TABLE IF NOT EXISTS replies (
    key TEXT PRIMARY KEY, model TEXT NOT NULL, prompt TEXT NOT NULL, text TEXT NOT NULL, finish TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS seconds (key TEXT PRIMARY KEY, first REAL, total REAL) STRICT;
CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole reply: its text and the reason, in the server's words, why it ended."""

    text: str
    finish: str


class Keep:
    """The file, and what was used of it since ``begin``. Raises LibraryStorageError where it cannot be used."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._used: list[str] = []
        self._fresh = False
        with self._open(make=True) as db:
            db.executescript(_SCHEMA)

    def begin(self) -> None:
        """A new question."""
        self._used, self._fresh = [], False

    @property
    def replaying(self) -> bool:
        """Whether the question's replies so far all came from the file."""
        return bool(self._used) and not self._fresh

    def reply(self, key: str) -> Reply | None:
        with self._open() as db:
            row = db.execute("SELECT text, finish FROM replies WHERE key = ?", (key,)).fetchone()
        if key not in self._used:
            self._used.append(key)
        self._fresh = self._fresh or row is None
        return Reply(*row) if row else None

    def add(self, key: str, model: str, prompt: str, reply: Reply) -> None:
        with self._open() as db:
            values = (key, model, prompt, reply.text, reply.finish)
            db.execute("INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?, ?)", values)

    def seconds(self, first: float | None, total: float | None) -> tuple[float | None, float | None]:
        """The question's seconds to the first word and to the end, as measured when the model itself replied to all
        of it: now, or in an earlier run; (None, None) if never."""
        if not self._used:
            return None, None
        key = hashlib.sha256("\0".join(self._used).encode()).hexdigest()
        with self._open() as db:
            if self._fresh:
                db.execute("INSERT OR REPLACE INTO seconds VALUES (?, ?, ?)", (key, first, total))
                return first, total
            row = db.execute("SELECT first, total FROM seconds WHERE key = ?", (key,)).fetchone()
        return (row[0], row[1]) if row else (None, None)

    def vectors(self, keys: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        with self._open() as db:
            found = db.execute(
                "SELECT key, vector FROM vectors WHERE key IN (SELECT value FROM json_each(?))", (json.dumps(keys),)
            )
            return {key: np.frombuffer(vector, "<f4") for key, vector in found}

    def add_vectors(self, vectors: dict[str, NDArray[np.float32]]) -> None:
        rows = [(key, vector.astype("<f4").tobytes()) for key, vector in vectors.items()]
        with self._open() as db:
            db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

    @contextmanager
    def _open(self, *, make: bool = False) -> Iterator[sqlite3.Connection]:
        try:
            if make:
                self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with closing(sqlite3.connect(self._path, timeout=PATIENCE)) as db:
                if make:
                    db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = NORMAL")
                with db:
                    yield db
        except (OSError, sqlite3.Error) as error:
            raise LibraryStorageError(
                f"The replies kept in {self._path} cannot be read or written. Free some space, or remove that file."
            ) from error


class KeptChat(BaseChatModel):
    """A chat model whose replies are kept; those that are known it does not ask for again."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    inner: BaseChatModel
    name_kept: str
    keep: Keep

    @property
    def _llm_type(self) -> str:
        return "kept"

    @property
    def openai_api_base(self) -> str | None:
        """Whom an error message names."""
        return getattr(self.inner, "openai_api_base", None)

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,  # noqa: ARG002 - LangChain's signature
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        prompt = json.dumps([[message.type, message.content] for message in messages], ensure_ascii=False)
        key = self._key(prompt, stop, kwargs)
        known = self.keep.reply(key)
        if known is not None:
            yield _chunk(known.text, "")
            yield _chunk("", known.finish)
            return
        text = ""
        async for piece in self.inner.astream(messages, stop=stop, **kwargs):
            text += str(piece.text)
            finish = piece.response_metadata.get("finish_reason")
            if text and str(finish).casefold() in FINISHED:  # a reply that was cut is not kept
                self.keep.add(key, self.name_kept, prompt, Reply(text, str(finish)))
            yield _chunk(str(piece.text), str(finish or ""))

    def _key(self, prompt: str, stop: list[str] | None, kwargs: dict[str, Any]) -> str:
        parameters = {**self.inner._identifying_params, **kwargs, "stop": stop, "at": self.openai_api_base}  # noqa: SLF001
        told = json.dumps([self.name_kept, parameters, prompt], sort_keys=True, default=str, ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        raise NotImplementedError  # the product only streams


def _chunk(text: str, finish: str) -> ChatGenerationChunk:
    told = {"finish_reason": finish} if finish else {}
    return ChatGenerationChunk(message=AIMessageChunk(content=text, response_metadata=told))


class KeptEmbedder(Embedder):
    """An embedder whose vectors are kept. They are taken from the file only where no time is measured: for a
    question whose reply is replayed, or without a chat model (``always``)."""

    def __init__(self, inner: Embedder, keep: Keep, *, always: bool) -> None:
        self._inner = inner
        self._keep = keep
        self._always = always
        self.name = inner.name

    def query(self, text: str) -> NDArray[np.float32]:
        key = self._key("query", text)
        known = self._known([key])
        if key not in known:
            known[key] = self._inner.query(text)
            self._keep.add_vectors(known)
        return known[key]

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return self._inner.passages(texts)
        keys = [self._key("passage", text) for text in texts]
        known = self._known(keys)
        lacking = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if lacking:
            fresh = self._inner.passages(list(lacking.values()))
            made = dict(zip(lacking, fresh, strict=True))
            self._keep.add_vectors(made)
            known |= made
        return np.stack([known[key] for key in keys])

    def _key(self, kind: str, text: str) -> str:
        return hashlib.sha256(f"{self.name}\0{kind}\0{text}".encode()).hexdigest()

    def _known(self, keys: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        return self._keep.vectors(keys) if self._always or self._keep.replaying else {}


class OracleChat(BaseChatModel):
    """Writes ``text``, whatever it is asked: a gold answer, in the place of a chat model."""

    text: str = ""

    @property
    def _llm_type(self) -> str:
        return "oracle"

    async def _astream(
        self,
        messages: list[BaseMessage],  # noqa: ARG002 - LangChain's signature
        stop: list[str] | None = None,  # noqa: ARG002
        run_manager: AsyncCallbackManagerForLLMRun | None = None,  # noqa: ARG002
        **_: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        yield _chunk(self.text, "")
        yield _chunk("", "stop")

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        raise NotImplementedError  # the product only streams
