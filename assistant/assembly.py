"""Settings → built objects: the only place where things are put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from threading import Thread
from typing import TYPE_CHECKING, Self

from assistant import models, prompts
from assistant.errors import AssistantError, SettingsError
from assistant.settings import Check, ModelKind, Settings

if TYPE_CHECKING:
    from threading import Event
    from types import TracebackType

    from langchain_core.runnables import Runnable

    from assistant.answers.steps import Writer
    from assistant.chain import Ask
    from assistant.confined.paging import Paging
    from assistant.conversations.conversations import Conversations
    from assistant.domain import Answer
    from assistant.ingest.catchup import Progress
    from assistant.ingest.ingest import Report
    from assistant.ingest.watching import Source
    from assistant.library import Library
    from assistant.models import EmbeddedChat, Embedder
    from assistant.questions.suggestions import Suggestion
    from assistant.retrieval import LibraryRetriever, Relatedness
    from assistant.web import Web

EMBEDDED_PATIENCE = 4  # the embedded model reads about 50 tokens a second: it gets that many times the time-outs
EMBEDDED_CHARACTERS, HOSTED_CHARACTERS = 2_200, 12_000
OPENAI_REQUESTS, OWN_REQUESTS = 40, 8  # what a server that is sent more leaves waiting runs into the time-outs
EMBEDDED_NAME = "Qwen2.5-Coder-1.5B"
ENGLISH = "en"
SUGGESTING = 20  # newest documents that suggested questions come from
_QUOTING = "answers are made of the documents' own sentences, word for word."


@dataclass
class Assistant:
    """Everything of one run, each built when it is first needed. Use it with ``with``: the library is locked and the
    embedded chat model is a process of its own."""

    settings: Settings

    def __post_init__(self) -> None:
        if not self.settings.tracing:
            models.no_tracing()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends what was started. What was not built is left alone."""
        for name in ("_embedded_chat", "paging", "conversations", "library"):
            part = self.__dict__.pop(name, None)
            if part is not None:
                part.close()

    @cached_property
    def embedder(self) -> Embedder:
        settings = self.settings
        kind = settings.embedding
        if kind is ModelKind.NONE:
            raise SettingsError("ASSISTANT_EMBEDDING cannot be none. Set it to auto, embedded or openai.")
        if kind is ModelKind.OPENAI or (kind is ModelKind.AUTO and self._hosted):
            self._check_hosted()
            return models.openai_embeddings(
                model=settings.embedding_model,
                api_key=self._key,
                base_url=settings.openai_base_url,
                limits=self._limits(1),
                requests=settings.embedding_requests,
                texts=settings.embedding_texts,
                patience=settings.embedding_patience,
            )
        return models.embedded_embeddings(settings.threads)

    @cached_property
    def library(self) -> Library:
        """Open for questions: its vectors are of the embedding model that is set, or that is an error."""
        library = self.open_library()  # before anything heavy: another process may have it
        try:
            library.expect(self.embedder.name)
        except BaseException:
            library.close()
            raise
        return library

    @cached_property
    def conversations(self) -> Conversations:
        """Those that are kept with the library, which is opened first: its folder is this process's then."""
        from assistant.conversations.conversations import Conversations  # noqa: PLC0415 - only the page needs it

        return Conversations(self.library.folder)

    def open_library(self) -> Library:
        """The library, of whatever embedding model, for the caller to close."""
        from assistant.index.chroma_server import ServerAddress  # noqa: PLC0415 - only a library needs it
        from assistant.library import Library  # noqa: PLC0415 - numpy takes a while to import

        settings = self.settings
        token = settings.chroma_token.get_secret_value() if settings.chroma_token else None
        return Library(
            settings.library,
            server=ServerAddress(settings.chroma_url, token) if settings.chroma_url else None,
            index_bytes=settings.index_bytes,
        )

    @cached_property
    def retriever(self) -> LibraryRetriever:
        from assistant.retrieval import LibraryRetriever  # noqa: PLC0415 - langchain takes a second

        return LibraryRetriever(
            library=self.library,
            embedder=self.embedder,
            relatedness=self._relatedness,
            candidates=self.settings.candidates,
            passages=self.settings.passages,
            nearest=True,
        )

    @cached_property
    def writer(self) -> Writer | None:
        """The chat model, or None: then answers are made of the documents' own sentences."""
        from assistant.answers.steps import Writer  # noqa: PLC0415 - langchain takes a second
        from assistant.models.line import Line  # noqa: PLC0415 - only a model needs it

        settings = self.settings
        kind = self.chat_kind
        if kind is ModelKind.NONE:
            return None
        if kind is ModelKind.OPENAI:
            self._check_hosted()
            limits = self._limits(1)
            model = models.openai_chat(
                model=settings.chat_model,
                api_key=self._key,
                base_url=settings.openai_base_url,
                limits=limits,
                max_tokens=settings.max_answer_tokens,
            )
            line = Line(settings.chat_requests or (OWN_REQUESTS if settings.openai_base_url else OPENAI_REQUESTS))
            return Writer(model, settings.chat_model, limits, line, plain=False, rewrites=True)
        chat = self._embedded_chat
        limits, line = self._limits(EMBEDDED_PATIENCE), Line(models.PARALLEL)
        return Writer(chat.model, chat.name, limits, line, plain=True, rewrites=False)

    @cached_property
    def chain(self) -> Runnable[Ask, Answer]:
        """The flow "ask"; see assistant.chain."""
        from assistant.answers.writing import Writing  # noqa: PLC0415 - langchain takes a second
        from assistant.chain import AskFlow  # noqa: PLC0415 - likewise

        hosted = self.chat_kind is ModelKind.OPENAI
        return AskFlow(
            retriever=self.retriever,
            writing=Writing(
                catalog=self.library.catalog,
                prompts=prompts.load(prompts.default_folder()),
                writer=self.writer,
                similar=self._relatedness.between,
                doubts=self.settings.check is Check.MODEL,
            ),
            characters=self.settings.evidence_characters or (HOSTED_CHARACTERS if hosted else EMBEDDED_CHARACTERS),
            longest=self.settings.question_characters,
        ).runnable()

    def ingest(
        self,
        sources: Sequence[Source],
        progress: Callable[[Progress], None],
        *,
        fields: Sequence[tuple[str, str]] = (),
        stopped: Event | None = None,
    ) -> Report:
        """Takes in files, folders and addresses; see assistant.ingest.ingest."""
        from assistant.ingest.ingest import ingest  # noqa: PLC0415 - the readers take a while to import

        return ingest(
            sources,
            self.library,
            self.embedder,
            limit=self.settings.file_bytes,
            fields=fields,
            web=self.web,
            progress=progress,
            stopped=stopped,
        )

    def rebuild(self, progress: Callable[[Progress], None]) -> int:
        """Embeds the whole library with the embedding model that is set, whatever it was filled with."""
        from assistant.ingest.catchup import rebuild  # noqa: PLC0415 - numpy takes a while to import

        if "library" not in self.__dict__:
            self.__dict__["library"] = self.open_library()
        return rebuild(self.library, self.embedder, progress=progress)

    def suggestions(self, reader: str = "", language: str = ENGLISH) -> list[Suggestion]:
        """Questions that the newest documents that a reader sees answer, for an empty page: those in its ``language``
        first, then those in English."""
        from assistant.questions.suggestions import suggested_in  # noqa: PLC0415 - sentencex takes a while to import

        newest = self.library.catalog.newest
        own = [] if language == ENGLISH else newest(SUGGESTING, reader, language)
        return suggested_in(language, [*own, *newest(SUGGESTING, reader)])

    @property
    def notice(self) -> str:
        """A sentence about the chat model that the reader should know; empty if there is nothing special."""
        if self.chat_kind is not ModelKind.NONE:
            return ""
        if self.settings.chat is ModelKind.NONE:
            return f"No chat model is set (ASSISTANT_CHAT=none): {_QUOTING}"
        return f"No chat model is installed: {_QUOTING} This installs it: {self._lacks}"

    @cached_property
    def chat_kind(self) -> ModelKind:
        """Which chat model writes: embedded, openai or none."""
        settings = self.settings
        if settings.chat is not ModelKind.AUTO:
            return settings.chat
        if settings.chat_gguf:
            return ModelKind.EMBEDDED
        if self._hosted:
            return ModelKind.OPENAI
        return ModelKind.NONE if self._lacks else ModelKind.EMBEDDED

    def start(self) -> None:
        """Begins to load the embedded chat model, without waiting for it."""
        if self.chat_kind is ModelKind.EMBEDDED:
            self._embedded_chat.start()

    def warm(self) -> None:
        """Loads in the background what the first question would wait for: the index, the embedding model, and the
        instructions into the embedded chat model's prefix cache. What fails here is said by the first question."""
        chain = self.chain

        def load() -> None:
            with suppress(AssistantError):
                self.retriever.ranked("cooperation between two countries")
                if self.chat_kind is ModelKind.EMBEDDED:
                    answers = chain.stream({"question": "What was agreed between the two countries?", "history": ()})
                    next((answer for answer in answers if answer.pending), None)  # its first word is enough

        Thread(target=load, name="warm", daemon=True).start()

    @cached_property
    def _embedded_chat(self) -> EmbeddedChat:
        settings = self.settings
        return models.EmbeddedChat(
            settings.chat_gguf or (lambda: models.weights(settings.cache)),
            threads=settings.threads,
            context_tokens=settings.context_tokens,
            limits=self._limits(EMBEDDED_PATIENCE),
            max_tokens=settings.max_answer_tokens,
            name=None if settings.chat_gguf else EMBEDDED_NAME,
        )

    @cached_property
    def paging(self) -> Paging:
        """Pages of the library's documents as they look."""
        from assistant.confined.paging import Paging  # noqa: PLC0415 - the readers take a while to import

        catalog = self.library.catalog
        return Paging(
            lambda id_, reader: [(one.path, one.member) for one in catalog.originals(id_, reader)],
            limit=self.settings.file_bytes,
        )

    @property
    def web(self) -> Web:
        """How addresses are fetched."""
        from assistant.web import Web  # noqa: PLC0415 - it brings an HTTP client

        allowed = [one.strip() for one in self.settings.web_allow.split(",") if one.strip()]
        return Web(allow=allowed, limit=self.settings.page_megabytes * 1_000_000, delay=self.settings.web_delay)

    @cached_property
    def _relatedness(self) -> Relatedness:
        from assistant.retrieval import Relatedness  # noqa: PLC0415 - langchain takes a second

        return Relatedness(self.embedder)

    @cached_property
    def _lacks(self) -> str:
        """The command that completes the embedded chat model; empty if it is complete."""
        return models.embedded_chat_lacks(self.settings.cache)

    def _check_hosted(self) -> None:
        if not self._hosted:
            raise SettingsError("No key and no address of a model is set. Set OPENAI_API_KEY, or OPENAI_BASE_URL.")

    @property
    def _hosted(self) -> bool:
        return bool(self._key or self.settings.openai_base_url)

    @property
    def _key(self) -> str | None:
        key = self.settings.openai_api_key
        return key.get_secret_value() if key else None

    def _limits(self, patience: float) -> models.Limits:
        settings = self.settings
        return models.Limits(
            connect=settings.connect_timeout,
            first_token=settings.first_token_timeout * patience,
            gap=settings.gap_timeout * patience,
            total=settings.total_timeout * patience,
        )
