"""An address → the page at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.errors import AddressRefusedError, WebError
from assistant.web import feeds
from assistant.web.addresses import Address, joined, parse
from assistant.web.pace import Pace, seconds_of
from assistant.web.pages import JSON, NotModified, Page, declared_kind, found_kind, refuse
from assistant.web.permission import Allowed, check
from assistant.web.resolving import Deadline, Resolve, addresses_of, look_up
from assistant.web.robots import LIMIT, Robots

if TYPE_CHECKING:
    import ssl

    from assistant.web.connection import Answer

AGENT = "BilateralRecord/0.1"
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/pdf;q=0.9,*/*;q=0.5"
_REDIRECTS = 5
_MOVED = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_TOO_MANY = 429
_GIVEN_UP = 60.0  # seconds for which a host that could not be waited for is left alone, so that a long feed ends soon
_ATTEMPTS = 3  # requests for one page that a server puts off by Retry-After
_ROBOTS_SECONDS = 10.0
_NOT_MODIFIED = 304
_FOUND = frozenset({200, 203})


class Web:
    """The web as one run meets it: what each site allows, and when each host was asked last.

    Every host is looked up here, every address that it has must be public (or in ``allow``), and the connection goes to
    the address that was checked; so for each redirect, of which at most 5 are followed, never from https to http and
    never from the public internet to a host that only ``allow`` opens. There are no cookies, no credentials and no
    proxies. robots.txt is obeyed.

    ``allow``: see ``Allowed.of``. ``limit``: the largest page in bytes, packed and unpacked. ``seconds``: for one page
    with its redirects, besides what politeness makes us wait for. ``delay``: seconds between two requests to one host,
    ``patience``: the longest wait that a server may ask for (Retry-After, Crawl-delay). ``agent``: name/version, as
    sites see it. ``resolve`` and ``tls``: in place of the system's look-up of names and its trusted certificates.

    Not for several threads at once. Raises SettingsError where ``allow`` is malformed.
    """

    def __init__(  # noqa: PLR0913 - each is a limit of its own
        self,
        *,
        allow: Sequence[str] = (),
        limit: int = 10_000_000,
        seconds: float = 30,
        delay: float = 1,
        patience: float = 10,
        agent: str = AGENT,
        resolve: Resolve = look_up,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._allowed = Allowed.of(allow)
        self._limit = limit
        self._seconds = seconds
        self._agent = agent
        self._resolve = resolve
        self._given_tls = tls
        self._pace = Pace(delay, patience)
        self._robots = Robots(agent, self._read_robots)

    def fetch(self, address: str, *, etag: str | None = None, modified: str | None = None) -> Page | NotModified:
        """What is at ``address``; NotModified only where ``etag`` or ``modified`` of an earlier Page is given.

        Raises AddressRefusedError where it may not be fetched, PageGoneError where its server says that it is not
        there (404, 410), and WebError for any other reason.
        """
        asked = parse(address)
        known = {"If-None-Match": etag, "If-Modified-Since": modified}
        sent = {name: value for name, value in known.items() if value and value.isascii() and value.isprintable()}
        with self._followed(asked, {"Accept": _ACCEPT, **sent}, Deadline(self._seconds)) as (final, answer):
            version = {"etag": answer.headers.get("etag"), "modified": answer.headers.get("last-modified")}
            if answer.status == _NOT_MODIFIED and sent:
                return NotModified(str(final), str(asked), version["etag"] or etag, version["modified"] or modified)
            if answer.status not in _FOUND:
                raise refuse(answer.status)
            kind, charset = declared_kind(answer.headers.get("content-type", ""))
            data = answer.body(self._limit)
        kind = found_kind(kind, data)
        if kind in JSON and not feeds.is_json_feed(data):
            raise WebError("There is data for programs (JSON) at this address, not a page or a feed. Add the page.")
        return Page(str(final), str(asked), data, kind, charset, **version)

    def entries(self, page: Page, *, most: int = feeds.MOST) -> tuple[feeds.Entry, ...] | None:
        """The entries of a feed, or None where the page is none: see ``entries_of``."""
        return feeds.entries_of(page, most=most)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        if self._given_tls:
            return self._given_tls
        from httpcore2 import default_ssl_context  # noqa: PLC0415 - heavy

        return default_ssl_context()

    def _read_robots(self, address: Address) -> tuple[int, bytes]:
        deadline = Deadline(min(self._seconds, _ROBOTS_SECONDS))
        with self._followed(address, {}, deadline, robots=True) as (_, answer):
            return answer.status, answer.body(LIMIT, cut=True) if answer.status in _FOUND else b""

    @contextmanager
    def _followed(
        self, address: Address, headers: Mapping[str, str], deadline: Deadline, *, robots: bool = False
    ) -> Iterator[tuple[Address, Answer]]:
        """The answer at the end of the redirects, and where that was. ``robots``: it is a robots.txt itself."""
        was_public: bool | None = None
        for _ in range(_REDIRECTS + 1):
            found = addresses_of(address.host, address.port, self._resolve, deadline)
            is_public = check(address, found, self._allowed)
            if was_public and not is_public:
                raise AddressRefusedError("This public page leads on to a private network, where it is not followed.")
            was_public = is_public
            if not robots:
                with deadline.paused():
                    self._pace.wish(address.host, self._robots.permit(address))
            with self._answered(address, found, headers, deadline) as answer:
                if answer.status not in _MOVED:
                    yield address, answer
                    return
                location = answer.headers.get("location")
            address = _moved(address, location)
        raise WebError(f"This address leads on and on (more than {_REDIRECTS} redirects). Add the page's own address.")

    @contextmanager
    def _answered(
        self, address: Address, found: Sequence[str], headers: Mapping[str, str], deadline: Deadline
    ) -> Iterator[Answer]:
        """The answer of one server, asked at its pace and again where it puts us off for a while."""
        from assistant.web.connection import ask  # noqa: PLC0415 - heavy

        tls = self._tls if address.scheme == "https" else None
        for attempt in range(1, _ATTEMPTS + 1):
            with deadline.paused():
                self._pace.wait(address.host)
            try:
                with ask(address, found, {"User-Agent": self._agent, **headers}, deadline, tls) as answer:
                    seconds = seconds_of(answer.headers.get("retry-after", "")) if answer.status in _BUSY else None
                    if seconds is None or attempt == _ATTEMPTS:
                        if seconds is not None or answer.status == _TOO_MANY:
                            self._pace.rest(address.host, max(seconds or 0, _GIVEN_UP))
                        yield answer
                        return
            finally:
                self._pace.asked(address.host)
            self._pace.rest(address.host, seconds)


def _moved(address: Address, location: str | None) -> Address:
    """Where a redirect leads. Raises WebError where it leads nowhere or may not be followed."""
    if location is None:
        raise WebError("This address leads on, but its server does not say where. Add the page's own address.")
    try:
        target = joined(address, location.encode("latin-1").decode("utf-8", "replace"))
    except AddressRefusedError as error:
        raise AddressRefusedError(f"This address leads on to one that is not fetched. {error}") from error
    if address.scheme == "https" and target.scheme == "http":
        raise AddressRefusedError(
            "This address leads on from a secure connection (https) to an open one (http), where it is not followed. "
            "If you trust the page, add its own address."
        )
    return target
