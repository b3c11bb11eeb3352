"""Web addresses → the library: pages, and what feeds name. What was taken in once stays, also when its page is gone."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import TYPE_CHECKING

from assistant import reading, words
from assistant.catalog.intake import Held, Intake, Known, Placed
from assistant.confined.confined import Read, Reader
from assistant.domain import Basis, Passage, Stated
from assistant.errors import WebError
from assistant.ingest.recording import Recorder
from assistant.web import NotModified, Page, Web, canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.web import Entry

RECENT = 7  # days from the date of an entry in which its page may still be corrected
MOST_AGAIN = 20  # recent pages of one feed that are asked for again in one run
_FEED = "feed"  # how the mark of an address begins that names others


class Visits:
    """One run over addresses."""

    def __init__(self, web: Web, intake: Intake, reader: Reader, recorder: Recorder, stopped: Event) -> None:
        self._web = web
        self._intake = intake
        self._reader = reader
        self._recorder = recorder
        self._stopped = stopped
        self._seen: set[str] = set()

    def take_in(self, given: str) -> None:
        """The page at an address, or, where that is a feed, the pages that it names and are not held yet. What cannot
        be fetched is reported, and what it held before stays."""
        try:
            address = canonical(given)
        except WebError as error:
            self._recorder.fail(given, str(error))
            return
        if address in self._seen:
            return
        self._seen.add(address)
        known = self._intake.known(address.encode())
        page = self._fetched(address, known)
        if page is None:
            return
        try:
            entries = self._web.entries(page)
        except WebError as error:
            self._recorder.give_up(address.encode(), address, str(error))
            return
        if entries is None:
            self._take_page(address, page, known)
        else:
            self._take_feed(address, page, entries, known)

    def _fetched(self, address: str, known: Known | None) -> Page | None:
        """What is there now; None where that is what is held, or cannot be had, which is reported."""
        whole = known if known and known.mark else None
        try:
            found = self._web.fetch(
                address, etag=whole.etag if whole else None, modified=whole.modified if whole else None
            )
        except WebError as error:
            self._recorder.give_up(address.encode(), address, str(error))
            return None
        if isinstance(found, NotModified):
            if whole:
                self._recorder.as_it_was(whole)
            return None
        return found

    def _take_page(self, address: str, page: Page, known: Known | None, entry: Entry | None = None) -> bool:
        """Whether the page could be read."""
        key = address.encode()
        mark = f"{hashlib.sha256(page.data).hexdigest()}/{reading.VERSION}"
        if known and known.mark == mark:
            self._recorder.as_it_was(known)
            return True
        reads = (
            _as_fetched(read, f"{address}#{read.member}" if read.member else address, page, entry)
            for read in self._reader.read_bytes(page.data, _file_name(page))
        )
        return self._recorder.take_in(key, address, mark, reads, known, etag=page.etag, modified=page.modified)

    def _take_feed(self, address: str, page: Page, entries: tuple[Entry, ...], known: Known | None) -> None:
        """Entries that have fallen off a feed stay in the library; of those whose pages were taken in, the recent ones
        are looked at again."""
        key = address.encode()
        members = set(self._intake.members(key))
        before = {one.name: one for one in known.held} if known else {}
        complete = True
        recent = [entry.address for entry in entries if entry.address and _is_recent(entry)][:MOST_AGAIN]
        for entry in entries:
            if self._stopped.is_set():
                return
            if entry.address is None:
                complete = self._take_entry(address, page, entry, before) and complete
                members.add(entry.id)
            elif entry.address not in self._seen:
                self._seen.add(entry.address)
                complete = self._visit(entry.address, entry, again=entry.address in recent) and complete
        # Without the state of the page the next run asks for all of it again, and so for what failed today.
        state = {"etag": page.etag, "modified": page.modified} if complete else {}
        self._recorder.finish(key, address, f"{_FEED}/{hashlib.sha256(page.data).hexdigest()}", members, **state)

    def _visit(self, address: str, entry: Entry, *, again: bool) -> bool:
        """Whether the page of an entry is in the library now. ``again``: also one that is, if it has changed."""
        known = self._intake.known(address.encode())
        if known and known.mark:
            page = self._changed(address, known) if again else None
            if page is None:
                self._recorder.as_it_was(known)
                return True
        else:
            page = self._fetched(address, known)
        return page is not None and self._take_page(address, page, known, entry)

    def _changed(self, address: str, known: Known) -> Page | None:
        """What is there instead of what is held. None where that is the same, or cannot be had: nobody asked for it."""
        try:
            found = self._web.fetch(address, etag=known.etag, modified=known.modified)
        except WebError:
            return None
        return found if isinstance(found, Page) else None

    def _take_entry(self, address: str, page: Page, entry: Entry, before: Mapping[str, Held]) -> bool:
        """Takes in an entry whose text is in the feed alone."""
        name = f"{address}#{entry.id}"
        whole = True
        for read in self._reader.read_bytes(entry.page, "entry.html"):
            place = Placed(address.encode(), entry.id)
            if read.document is None:
                self._recorder.refuse(place, name, read.reason)
                whole = False
            else:
                self._recorder.put(place, _as_fetched(read, name, page, entry), before)
        return whole


def _is_recent(entry: Entry) -> bool:
    today, days = datetime.now(UTC).date(), timedelta(RECENT)
    return (today - days).isoformat() <= (entry.date or "") <= (today + days).isoformat()


def _file_name(page: Page) -> str:
    """A name that tells a reader the kind of the page, and nothing else: an address is no file's name."""
    return f"page{page.suffix}"


def _as_fetched(read: Read, name: str, page: Page, entry: Entry | None) -> Read:
    """The document with the address that it was fetched from, whatever the page says of itself, and with what its feed
    says of it where the page says nothing."""
    document = read.document
    if document is None:
        return read
    named = _said(entry)
    title = document.title if document.title.basis in (Basis.METADATA, Basis.HEADER) else named.get("title")
    document = replace(
        document,
        name=name,
        address=Stated((entry and entry.address) or page.address, Basis.METADATA),
        title=title or document.title,
        date=document.date or named.get("date"),
        author=document.author or named.get("author"),
    )
    passages = tuple(Passage(document, one.start, one.end, one.number) for one in read.passages)
    terms = read.terms
    if document.header != (read.document and read.document.header):
        terms = tuple(words.indexed(one.indexed_text, document.language) for one in passages)
    return replace(read, document=document, passages=passages, terms=terms)


def _said(entry: Entry | None) -> dict[str, Stated]:
    if entry is None:
        return {}
    said = {"title": entry.title, "date": entry.date, "author": entry.author}
    return {what: Stated(value, Basis.METADATA) for what, value in said.items() if value}
