"""What a person types to narrow a search → Filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.countries.gazetteer import code_of, language_of_name
from assistant.domain import Filter
from assistant.errors import UsageError
from assistant.reading.dates import read_date

if TYPE_CHECKING:
    from collections.abc import Sequence


def narrowed(
    *,
    countries: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    languages: Sequence[str] = (),
    publishers: Sequence[str] = (),
) -> Filter | None:
    """The filter that these words mean; None where they narrow nothing.

    Countries are names in any language or ISO codes, dates of any precision and unambiguous form, languages English
    names or codes. Raises UsageError, which says what is not understood.
    """
    first, last = _date(since), _date(until)
    if first and last and first > last[: len(first)] and first[: len(last)] > last:
        raise UsageError(f"“Since {since}” is after “until {until}”: nothing is both. Swap them.")
    found = Filter(
        countries=tuple(dict.fromkeys(map(_country, countries))),
        since=first,
        until=last,
        languages=tuple(dict.fromkeys(map(_language, languages))),
        publishers=tuple(" ".join(name.split()) for name in publishers if name.strip()),
    )
    return found if found.binds else None


def _country(name: str) -> str:
    code = code_of(name)
    if code is None:
        raise UsageError(f"“{name}” is no country that is known. Give its name, or its ISO code, such as JPN or JP.")
    return code


def _date(text: str | None) -> str | None:
    if text is None:
        return None
    found = read_date(text)
    if found is None:
        raise UsageError(f"“{text}” is no date. Write it like 2021-09-07, 2021-09 or 2021.")
    return found


def _language(name: str) -> str:
    code = language_of_name(name)
    if code is None:
        raise UsageError(f"“{name}” is no language that is known. Give its English name, or its code, such as ur.")
    return code
