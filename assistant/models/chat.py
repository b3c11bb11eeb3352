"""Chat models: at any OpenAI-compatible address, or embedded."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import os
import secrets
import subprocess
import sys
import threading
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.errors import ModelUnreachableError, WeightsError
from assistant.models.clients import EMBEDDED, Limits, Prepare, async_client, checked_address, checked_key
from assistant.models.weights import checked_gguf, missing_parts, pip

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx2
    from langchain_core.language_models import BaseChatModel

PARALLEL = 2  # answers written at once by the embedded model; each has its own window and its own prefix cache
RUNTIME = Path(__file__).with_name("runtime.py")
FEW = 3  # packages that a command names one by one


def openai_chat(
    *, model: str, api_key: str | None, base_url: str | None, limits: Limits, max_tokens: int
) -> BaseChatModel:
    """The chat model ``model`` at ``base_url`` (default: OpenAI). It writes ``max_tokens`` tokens at the most.

    Raises SettingsError if the address or the key cannot be used. Nothing is sent before it is asked.
    """
    address = checked_address(base_url)
    return _chat(model, checked_key(api_key), address, limits, max_tokens)


def _chat(  # noqa: PLR0913, PLR0917  (a model is made of this many things)
    model: str, key: str, address: str, limits: Limits, max_tokens: int, prepare: Prepare | None = None
) -> BaseChatModel:
    from langchain_openai import ChatOpenAI  # noqa: PLC0415  (heavy)
    from pydantic import SecretStr  # noqa: PLC0415

    host = urlsplit(address).hostname or ""
    theirs = host.endswith((".openai.com", ".azure.com"))
    # OpenAI's newer models refuse max_tokens; everybody else understands it, and not all its successor.
    longest: dict[str, Any] = {"max_tokens": max_tokens} if theirs else {"extra_body": {"max_tokens": max_tokens}}
    reasons = theirs and model.startswith(("o1", "o3", "o4"))  # they refuse any temperature; LangChain knows gpt-5
    client = async_client(address, limits, prepare)
    return ChatOpenAI(
        model=model,
        api_key=SecretStr(key),
        base_url=address,
        temperature=None if reasons else 0,
        timeout=client.timeout,
        max_retries=0,  # ours are counted, bounded, and never after the first word
        http_async_client=client,
        openai_proxy="",
        stream_usage=False,  # stream_options is refused by some servers
        stream_chunk_timeout=None,  # streaming.py has its own, which also bounds the first word and the whole
        use_responses_api=False,
        **longest,
    )


class EmbeddedChat:
    """The chat model in the file ``gguf``, or in the one that calling ``gguf`` gives (in the background, so that
    assembling it keeps nobody waiting; then ``name`` says what it is called), run by llama.cpp in a child process.

    ``threads``: 0 for all processors; ``context_tokens``: the window of one answer. Raises WeightsError if ``gguf`` is
    not a GGUF file. ``model`` can be used at once: nothing is loaded before ``start()`` or the first question, which
    waits for it. A child that died, or failed to load, is started again by the next question. Close it in the end.
    """

    def __init__(  # noqa: PLR0913  (all named by the caller)
        self,
        gguf: Path | Callable[[], Path],
        *,
        threads: int,
        context_tokens: int,
        limits: Limits,
        max_tokens: int,
        name: str | None = None,
    ) -> None:
        self._path: Callable[[], Path] = gguf if callable(gguf) else partial(checked_gguf, checked_gguf(gguf))
        self.name = name or ("embedded" if callable(gguf) else gguf.stem)
        self._key = secrets.token_urlsafe(32)
        self._wanted = {
            "key": self._key,
            "threads": threads,
            "context_tokens": context_tokens,
            "parallel": PARALLEL,
            "slots": False,
        }
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._address: Future[str] | None = None
        self._closed = False
        self.model: BaseChatModel = _chat(self.name, self._key, EMBEDDED, limits, max_tokens, self._prepare)

    def start(self) -> Future[str]:
        """Begins to load in the background, unless that has been done and still holds. The result is the server's
        address; or the exception, a ModelError, says why there is none."""
        with self._lock:
            if self._closed:
                raise ModelUnreachableError("The embedded model has been closed. Start the program again.")
            if self._address is None or (self._address.done() and self._is_gone(self._address)):
                self._address = Future()
                threading.Thread(target=self._load, args=(self._address,), name="embedded", daemon=True).start()
            return self._address

    def close(self) -> None:
        """Ends the child process. Answers that are being written end with it."""
        with self._lock:
            self._closed = True
            process = self._process
        if process is not None:
            _end(process)

    def _is_gone(self, address: Future[str]) -> bool:
        return address.exception() is not None or self._process is None or self._process.poll() is not None

    async def _prepare(self, request: httpx2.Request) -> None:
        address = await asyncio.shield(asyncio.wrap_future(self.start()))
        parts = urlsplit(address)
        request.url = request.url.copy_with(host=parts.hostname, port=parts.port)
        request.headers["Host"] = parts.netloc

    def _load(self, address: Future[str]) -> None:
        try:
            address.set_result(self._launch(self._path()))
        except (WeightsError, ModelUnreachableError) as error:
            address.set_exception(error)
        except OSError as error:
            failed = WeightsError(f"The embedded model's process could not be started: {error.strerror}.")
            address.set_exception(failed)
        finally:  # whatever else it was, the thread reports it; those who wait must not do so for ever
            if not address.done():
                address.set_exception(WeightsError("The embedded model could not be loaded: an unforeseen failure."))

    def _launch(self, path: Path) -> str:
        if importlib.util.find_spec("xllamacpp") is None:
            raise WeightsError(f"The embedded model's runtime is not installed. Install it with: {pip('xllamacpp')}")
        with self._lock:
            if self._closed:
                raise ModelUnreachableError("The embedded model was closed before it was loaded.")
            if self._process is not None:
                _end(self._process)
            # -P: the module beside this file must not shadow the standard library's; a session of its own: Ctrl-C
            # in the terminal is for the program, which then closes this.
            self._process = process = subprocess.Popen(  # noqa: S603  (our own file, by its path)
                [sys.executable, "-P", str(RUNTIME)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # Waiting threads sleep instead of spinning: twice as fast while anything else is running.
                env={**os.environ, "OMP_WAIT_POLICY": "passive"},
                start_new_session=True,
            )
        line = b""
        try:
            if process.stdin and process.stdout:
                process.stdin.write(json.dumps({**self._wanted, "path": str(path)}).encode() + b"\n")
                process.stdin.flush()
                line = process.stdout.readline()
        except (BrokenPipeError, ValueError):  # it died at once, or close() came first
            line = b""
        if not line:
            _end(process)
            raise WeightsError(
                f"{path.name} could not be loaded. It is damaged, not a chat model that llama.cpp knows, or larger "
                "than this machine's free memory. Name another with ASSISTANT_CHAT_GGUF, or set OPENAI_API_KEY."
            )
        return str(json.loads(line)["address"])


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()  # it has nothing to save
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):  # what was not yet written to it is of no use any more
            if pipe:
                pipe.close()


def embedded_chat_lacks(cache: Path) -> str:
    """The command that installs what the embedded chat model lacks; empty if nothing does, or if its file is in
    ``cache`` already. It takes milliseconds: no file is read and nothing imported."""
    missing = missing_parts(cache)
    if importlib.util.find_spec("xllamacpp") is None:
        return pip("'bilateral-record[embedded]'" if missing else "xllamacpp")
    if len(missing) > FEW:
        return pip("'bilateral-record[embedded]'")
    return pip("--force-reinstall", *missing) if missing else ""
