"""One record of an export → its text and facts: which of its fields hold them is told by what exports usually call
them, or by the user."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from assistant.domain import Basis, Stated
from assistant.errors import ReadingError
from assistant.reading.cleaning import clean, one_line
from assistant.reading.dateline import read_dateline, read_place
from assistant.reading.dates import read_date
from assistant.reading.extract import Extract, Facts
from assistant.reading.header import shortened
from assistant.reading.outline import outlined, prose

_KEYS = {
    "text": "text body content article_body full_text fulltext article_text main_text article story decision_details "
    "details passage paragraph transcript speech context message answer",
    "title": "title headline heading head subject name",
    "date": "date date_str published published_at publication_date date_published pub_date published_on publish_date "
    "issued date_issued issue_date release_date released date_signed signed_on signature_date decision_date "
    "event_date start_date datetime timestamp posted_at created_at time year",
    "address": "url link address source_url web_url article_url page_url permalink canonical_url href uri url_metadata",
    "publisher": "publisher site_name newspaper outlet agency organization organisation publication source",
    "author": "author authors byline creator writer speaker",
    "place": "place location city dateline",
    "language": "language lang language_code locale",
    "id": "id doc_id document_id uuid guid key _id identifier num number",
}
_LESSER_TEXTS = ("description", "summary", "abstract", "excerpt", "lead", "caption", "note", "notes")
_USUAL = {what: tuple(keys.split()) for what, keys in _KEYS.items()}
WHATS = frozenset(_KEYS)  # what of a record can be named

# What a passage must say of the record to be understood, where it is no part of the text: who, of what, how far.
_PARTICULARS = frozenset(
    [
        "status",
        "parties",
        "party",
        "signatories",
        "signatory",
        "country",
        "countries",
        "from_country",
        "partner",
        "partners",
        "counterpart",
        "counterparts",
        "visitor",
        "speaker",
        "post",
        "position",
        "role",
        "event",
        "occasion",
        "participants",
        "venue",
        "date_signed",
        "signed_on",
        "signature_date",
        "date_into_force",
        "entry_into_force",
        "date_entry_into_force",
        "effective_date",
        "start_date",
        "end_date",
        "expiry_date",
        "valid_until",
    ]
)
_SHORT = 300  # characters: a record rather than a text, of which every field counts
_LONGEST_VALUE = 300
_LONGEST_TITLE_PART = 80
_NO_ADDRESS = re.compile(r"image|photo|thumb|avatar|logo|icon|video|audio")
_NO_PUBLICATION = re.compile(r"updat|modif|scrap|crawl|retriev|access|fetch|download|download|index|end|expir|force")
_LANGUAGE = re.compile(r"[a-z]{2}(?=[-_]|$)")
_IDENTIFIER = re.compile(r"(?:^|_)(?:id|ids|key|num|hash|sha\d*|md5|uuid|guid|url|link|uri|type|score|version)$")


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which fields of a record the user named for what, as paths."""

    named: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    @property
    def without_text(self) -> str:
        if "text" in self.named:
            names = " or ".join(".".join(path) for path in self.named["text"])
            return f"has no text in the field {one_line(names)}, so it is left out."
        return "has no text, so it is left out. Name the field that holds it."


@lru_cache(maxsize=8)
def mapping_of(fields: tuple[tuple[str, str], ...]) -> Mapping:
    """Raises ReadingError where something is named that no record is asked for."""
    named: dict[str, tuple[tuple[str, ...], ...]] = {}
    for what, key in fields:
        if what not in WHATS:
            raise ReadingError(f"A record has no {what!r} to name a field for. Name one of {', '.join(sorted(WHATS))}.")
        named[what] = (*named.get(what, ()), tuple(key.split(".")))
    return Mapping(named)


def extract_of(record: dict[str, Any], mapping: Mapping) -> tuple[Extract, str]:
    """The text and facts of a record, and its language as it says it. The text is empty where there is none."""
    known = _Fields(record, mapping)
    title, text = known.title(), known.text()
    dateline = read_dateline(f"{known.string('dateline')} ") if known.string("dateline") else None
    place = dateline.place if dateline else read_place(known.first("place"))
    facts = Facts(
        title=_stated(title and shortened(title)),
        date=_stated(known.date()),
        place=_stated(place),
        publisher=_stated(known.publisher()[:150]),
        address=_stated(known.address()),
        author=_stated(known.first("author")[:150]),
    )
    return Extract(clean(text), facts), known.first("language").lower()[:2]


def id_of(record: dict[str, Any], mapping: Mapping) -> str:
    """What a record is called among its like; "" where it has no id."""
    return _Fields(record, mapping).first("id")


def is_language(code: str) -> bool:
    return bool(_LANGUAGE.fullmatch(code))


class _Fields:
    """The fields of one record, by their names in lower case with underscores."""

    def __init__(self, record: dict[str, Any], mapping: Mapping) -> None:
        self._record = record
        self._mapping = mapping
        self._values: dict[str, Any] = {}
        for key, value in record.items():
            self._values.setdefault(_plain_key(key), value)

    def string(self, key: str) -> str:
        """A field on one line: a text, a number, a list of these, or the name in an object."""
        return _string(self._values.get(key))

    def first(self, what: str) -> str:
        """The first field on one line that says it: the one that the user named, or the usual ones."""
        if what in self._mapping.named:
            values = (_string(_at(self._record, path)) for path in self._mapping.named[what])
        else:
            values = (self.string(key) for key in _USUAL[what] if key in self._values)
        return next(filter(None, values), "")

    def title(self) -> str:
        title = self.first("title")
        if title or "title" in self._mapping.named:
            return title
        for key in self._values:
            if key.endswith(("_title", "_headline")) and self.string(key):
                return self.string(key)
        description = self.string("description")
        if description and len(description) <= _SHORT and self._written():
            return description
        named = (value for key, value in self._particulars() if "date" not in key and len(value) <= _LONGEST_TITLE_PART)
        return ", ".join(dict.fromkeys(list(named)[:3]))

    def text(self) -> str:
        if "text" in self._mapping.named:
            return "\n\n".join(filter(None, (_block(_at(self._record, path)) for path in self._mapping.named["text"])))
        body = self._body()
        lesser = next(filter(None, (prose(self._values.get(key)) for key in _LESSER_TEXTS)), "")
        text = body or lesser
        is_short = not body and len(text) < _SHORT
        lines = [f"{_label(key)}: {value}" for key, value in (self._everything() if is_short else self._particulars())]
        if not text and len(lines) < 2:  # noqa: PLR2004 - one field says something of nothing
            return ""
        return "\n\n".join(filter(None, ("\n".join(lines), text)))

    def date(self) -> str | None:
        if "date" in self._mapping.named:
            return next(filter(None, (_date(_at(self._record, path)) for path in self._mapping.named["date"])), None)
        usual = [key for key in _USUAL["date"] if key in self._values]
        others = [key for key in self._values if re.search(r"date|publish|issued", key) and key not in usual]
        keys = usual + [key for key in others if not _NO_PUBLICATION.search(key)]
        return next(filter(None, (_date(self._values[key]) for key in keys)), None)

    def publisher(self) -> str:
        named = self.first("publisher")
        return "" if "://" in named else named

    def address(self) -> str:
        others = (key for key in self._values if re.search(r"ur[il]|link|source", key) and not _NO_ADDRESS.search(key))
        values = (self.first("address"), *(self.string(key) for key in others))
        return next((value for value in values if re.match(r"https?://[^\s/]+\S*$", value)), "")

    def _written(self) -> str:
        """The field that is a text, if there is one."""
        others = (key for key in self._values if key.endswith(("_text", "_body", "_content", "_html", "_details")))
        keys = (*_USUAL["text"], *others)
        return next(filter(None, (prose(self._values.get(key)) for key in keys)), "")

    def _body(self) -> str:
        """The text, or what is written in lists below the record where that is about as much: it has headings."""
        written = self._written()
        nested = outlined({key: value for key, value in self._values.items() if isinstance(value, dict | list)})
        return nested if len(nested) > 0.8 * len(written) else written

    def _particulars(self) -> list[tuple[str, str]]:
        return [(key, value) for key, value in self._everything() if key in _PARTICULARS]

    def _everything(self) -> list[tuple[str, str]]:
        """What can stand in a line: no texts, no ids, no addresses."""
        left_out = {*_LESSER_TEXTS, *_USUAL["id"], *_USUAL["language"]}
        found = [
            (key, value)
            for key in self._values
            if key not in left_out and not _IDENTIFIER.search(key)
            if (value := self.string(key)) and len(value) <= _LONGEST_VALUE
        ]
        return [(key, value) for key, value in found if "://" not in value]


@lru_cache(maxsize=10_000)
def _plain_key(key: str) -> str:
    return re.sub(r"[\s\-.]+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", key)).strip().lower()


def _label(key: str) -> str:
    words = key.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _at(record: Any, path: tuple[str, ...]) -> Any:
    """What stands at a path; a key may hold dots itself."""
    if not isinstance(record, dict):
        return None
    whole = ".".join(path)
    if whole in record:
        return record[whole]
    return _at(record.get(path[0]), path[1:]) if len(path) > 1 else None


def _block(value: Any) -> str:
    return prose(value) or outlined({"": value})


def _string(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    if isinstance(value, list):
        return ", ".join(filter(None, (_string(item) for item in value[:20] if not isinstance(item, list))))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return one_line(str(value)[:2000])


def _date(value: Any) -> str | None:
    """The ISO date that a field says, also as seconds or milliseconds since 1970."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if 1e8 < value < 1e14:  # noqa: PLR2004 - from 1973 in seconds to 5138 in milliseconds
            seconds = value / 1000 if value > 1e11 else value  # noqa: PLR2004 - the year 5138 in seconds
            return datetime.fromtimestamp(seconds, UTC).date().isoformat()
        return read_date(str(value))
    return read_date(value[:100]) if isinstance(value, str) else None


def _stated(value: str | None) -> Stated | None:
    return Stated(value, Basis.METADATA) if value else None
