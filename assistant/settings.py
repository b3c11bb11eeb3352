"""Every knob, its bounds and its default, in one place. Read from ``ASSISTANT_…`` environment variables."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingsError

Seconds = Annotated[float, Field(gt=0, le=3600)]


def _from_home(path: Path) -> Path:
    """``~`` as a shell would read it; none does where a variable comes from a file, or in ``--library=~/cables``."""
    try:
        return path.expanduser()
    except RuntimeError as error:
        raise ValueError(f"there is no user {path.parts[0]}; write the whole path") from error


Place = Annotated[Path, AfterValidator(_from_home)]


class ModelKind(StrEnum):
    AUTO = "auto"  # a GGUF file if one is named, else an address if there is a key, else the embedded model
    EMBEDDED = "embedded"
    OPENAI = "openai"
    NONE = "none"  # chat only: answers are made of the documents' own sentences


class Check(StrEnum):
    RULES = "rules"
    MODEL = "model"  # also the chat model, asked again: it can only take a citation away


def _home(variable: str, fallback: str) -> Path:
    return Path(os.environ.get(variable) or Path.home() / fallback) / "bilateral-record"


class Settings(BaseSettings):
    """The settings of one run. An unknown or out-of-range value is an error that names the variable."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", env_ignore_empty=True, frozen=True, extra="forbid")

    library: Place = Field(
        default_factory=lambda: _home("XDG_DATA_HOME", ".local/share") / "library",
        description="The folder that holds the library.",
    )
    cache: Place = Field(
        default_factory=lambda: _home("XDG_CACHE_HOME", ".cache"),
        description="The folder for the assembled weights of the embedded chat model.",
    )
    chroma_url: str | None = Field(
        None,
        description="The Chroma server that holds the search index, such as http://localhost:8000; then several "
        "processes may have the library open. Default: the index lies in the library's folder. `chroma run` itself "
        "asks for no token: off this machine put it behind something that does.",
    )
    chroma_token: SecretStr | None = Field(
        None,
        description="The token that the Chroma server is sent (as Authorization: Bearer and X-Chroma-Token). Never "
        "stored, logged or shown.",
    )

    chat: ModelKind = Field(ModelKind.AUTO, description="Which chat model writes: auto, embedded, openai or none.")
    chat_model: str = Field("gpt-4.1-mini", description="The chat model's name at an OpenAI-compatible address.")
    chat_requests: int | None = Field(
        None,
        ge=1,
        le=256,
        description="Answers that the model at an address writes at once; others wait in line. Default: 40 for OpenAI, "
        "8 for an address of your own.",
    )
    chat_gguf: Place | None = Field(None, description="A GGUF file of your own to be run by the embedded runtime.")
    embedding: ModelKind = Field(ModelKind.AUTO, description="Which model embeds: auto, embedded or openai.")
    embedding_model: str = Field(
        "text-embedding-3-small", description="The embedding model's name at an OpenAI-compatible address."
    )
    embedding_requests: int = Field(8, ge=1, le=64, description="Requests to the embedding model's address at once.")
    embedding_texts: int = Field(128, ge=1, le=256, description="Texts in each of them.")
    embedding_patience: Seconds = Field(120, description="Seconds for which a busy embedding model is waited for.")
    openai_api_key: SecretStr | None = Field(
        None,
        validation_alias=AliasChoices("ASSISTANT_OPENAI_API_KEY", "OPENAI_API_KEY"),
        description="The key for the OpenAI-compatible address. Never stored, logged or shown.",
    )
    openai_base_url: str | None = Field(
        None,
        validation_alias=AliasChoices("ASSISTANT_OPENAI_BASE_URL", "OPENAI_BASE_URL"),
        description="The OpenAI-compatible address, such as http://localhost:11434/v1. Default: OpenAI itself.",
    )

    connect_timeout: Seconds = Field(5, description="Seconds to reach the model.")
    first_token_timeout: Seconds = Field(30, description="Seconds to its first word (four times that when embedded).")
    gap_timeout: Seconds = Field(20, description="Seconds between two words.")
    total_timeout: Seconds = Field(120, description="Seconds for the whole answer (four times that when embedded).")
    max_answer_tokens: int = Field(400, ge=16, le=8192, description="The longest answer, in tokens.")
    threads: int = Field(0, ge=0, le=256, description="Processors for the embedded models; 0: all there are.")
    context_tokens: int = Field(4096, ge=1024, le=131072, description="The embedded chat model's window, in tokens.")

    candidates: int = Field(60, ge=5, le=1000, description="Passages that each ranking proposes.")
    passages: int = Field(8, ge=1, le=50, description="Passages that are kept as evidence at the most.")
    evidence_characters: int | None = Field(
        None,
        ge=200,
        le=200_000,
        description="Characters of evidence that the model sees. Default: 2,200 for the embedded model, else 12,000.",
    )
    question_characters: int = Field(8000, ge=100, le=100_000, description="The longest question, in characters.")

    check: Check = Field(
        Check.RULES,
        description="Who checks the answer's sentences: the rules, or after them the chat model too (model), which can "
        "only take citations away and takes a request for each sentence.",
    )

    index_megabytes: int = Field(
        600,
        ge=0,
        le=1_000_000,
        description="Memory that the search index in the library's folder may take. A library that needs more is "
        "searched by one bit of each number of its vectors first, and then by the likeliest vectors.",
    )
    file_megabytes: int = Field(250, ge=1, le=10_000, description="The largest file that is read, in megabytes.")
    page_megabytes: int = Field(10, ge=1, le=100, description="The largest web page that is fetched, in megabytes.")
    web_delay: float = Field(1, ge=0, le=60, description="Seconds between two requests to one web server.")
    web_allow: str = Field(
        "",
        description="Hosts, ports and networks that may be fetched from although they are not public, separated by "
        "commas: intranet.example, 10.1.2.3:8080, 192.168.7.0/24.",
    )

    upload_megabytes: int = Field(
        25, ge=1, le=1000, description="The largest file that a reader may add from the page."
    )
    upload_quota: int = Field(2000, ge=1, le=1_000_000, description="Megabytes of all files that one reader has added.")
    upload_files: int = Field(20, ge=1, le=1000, description="Files of a reader that may wait to be read at once.")
    upload_addresses: bool | None = Field(
        None,
        description="Whether readers may have web addresses taken in. Default: only where nobody has to sign in.",
    )

    tracing: bool = Field(
        False,  # noqa: FBT003
        description="Let LANGSMITH_TRACING and its like send questions, evidence and answers to LangSmith.",
    )

    host: str = Field("127.0.0.1", description="The address that the page is served on.")
    port: int = Field(7860, ge=1, le=65535, description="The port that the page is served on.")
    hosts: str = Field(
        "", description="Names under which the page is reached, separated by commas, beside this machine's addresses."
    )
    tls_cert: Place | None = Field(None, description="The certificate with which the page is served over https.")
    tls_key: Place | None = Field(None, description="Its key.")
    users: Place | None = Field(
        None, description="The file of users, for which `assistant user` is there. If it is set, people sign in."
    )
    user_header: str = Field(
        "",
        pattern=r"^([A-Za-z0-9-]+)?$",
        description="The header in which a proxy that signs people in names the user, such as X-Forwarded-User.",
    )
    proxies: str = Field(
        "127.0.0.1, ::1",
        description="Addresses and networks of proxies that are believed, separated by commas: what they say of the "
        "user, the user's address and https. They have to remove such headers of a browser's own.",
    )
    session_hours: int = Field(168, ge=1, le=8760, description="Hours after which everybody signs in again.")
    session_idle_hours: int = Field(12, ge=1, le=8760, description="Likewise, without any use.")
    questions_a_minute: int = Field(20, ge=1, le=10_000, description="Questions that one person may ask in a minute.")

    @property
    def index_bytes(self) -> int:
        """The most memory of the search index."""
        return self.index_megabytes * 1_000_000

    @property
    def file_bytes(self) -> int:
        """The largest file that is read, in bytes."""
        return self.file_megabytes * 1_000_000


def load(**overrides: Any) -> Settings:
    """The settings of the environment with ``overrides`` (those that are not None) on top.

    Raises SettingsError with one line for each wrong value.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        lines = [f"{_variable(problem['loc'])}: {problem['msg']}" for problem in error.errors(include_input=False)]
        raise SettingsError("Wrong settings. " + "; ".join(lines) + ".") from error


def _variable(location: tuple[int | str, ...]) -> str:
    name = ".".join(str(part) for part in location)
    return name.upper() if name.isupper() else f"ASSISTANT_{name.upper()}"
