"""To what a question is bound, as chips above the composer: Filter ↔ what the browser sends and shows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from assistant.domain import Filter
from assistant.questions.narrowing import narrowed
from assistant.ui.escaping import escape
from assistant.ui.wording import MisunderstoodError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.catalog.catalog import Facets
    from assistant.ui.wording import Wording

MOST_DOCUMENTS = 2000  # that can be chosen one by one


def parsed(text: str) -> Filter | None:
    """The filter that the browser sends as JSON: ``{countries, since, until, languages, publishers, documents}``, each
    of them optional. None: nothing is narrowed. Raises UsageError, which says what is not understood."""
    try:
        sent = json.loads(text) if text else {}
        lists = {name: _strings(sent.get(name) or []) for name in ("countries", "languages", "publishers", "documents")}
        since, until = (_string(sent.get(name) or "").strip() or None for name in ("since", "until"))
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise MisunderstoodError("problem-filter") from error
    named = frozenset(lists.pop("documents"))
    if len(named) > MOST_DOCUMENTS:
        raise MisunderstoodError("problem-filter-many", count=MOST_DOCUMENTS)
    found = narrowed(since=since, until=until, **lists)
    if not named:
        return found
    base = found or Filter()
    return Filter(base.countries, base.since, base.until, base.languages, base.publishers, named)


def written(within: Filter | None) -> str:
    """A filter as ``parsed`` reads it; empty where nothing is narrowed."""
    return json.dumps(_plain(within), ensure_ascii=False) if within else ""


def chips(within: Filter | None, wording: Wording) -> str:
    """The chips, as HTML. Each says which part of the filter its button takes out."""
    shown = "".join(
        f'<li class="chip"><bdi>{escape(label)}</bdi><button type="button" class="out" data-part="{part}" '
        f'data-value="{escape(value)}" aria-label="{wording.attribute("filter-remove", name=label)}">×</button></li>'
        for part, value, label in _parts(within, wording)
    )
    listed = f'<ul aria-label="{wording.say("filter-on")}">{shown}</ul>' if shown else ""
    clear = f'<button type="button" class="clear">{wording.say("filter-clear")}</button>' if shown else ""
    choose = (
        '<button type="button" class="choose" aria-haspopup="dialog" aria-expanded="false">'
        f"{_FUNNEL}<span>{wording.say('filter')}</span></button>"
    )
    return f'<div class="chips" data-filter="{escape(written(within))}">{choose}{listed}{clear}</div>'


def offered(facets: Facets, wording: Wording) -> dict[str, Any]:
    """What can be chosen, for the browser: of each kind ``[value, name, number of documents]``, and the dates of the
    oldest and newest document."""
    return {
        "countries": [[code, wording.country(code), held] for code, held in facets.countries],
        "languages": [[code, wording.language_listed(code), held] for code, held in facets.languages],
        "publishers": [[name, name, held] for name, held in facets.publishers],
        "first": facets.first,
        "last": facets.last,
    }


def _parts(within: Filter | None, wording: Wording) -> Iterator[tuple[str, str, str]]:
    if within is None:
        return
    yield from (("countries", code, wording.country(code)) for code in within.countries)
    if within.since:
        yield "since", within.since, wording.say("filter-since", date=wording.date(within.since))
    if within.until:
        yield "until", within.until, wording.say("filter-until", date=wording.date(within.until))
    yield from (("languages", code, wording.language_name(code)) for code in within.languages)
    yield from (("publishers", name, name) for name in within.publishers)
    if within.documents is not None:
        names = sorted(within.documents)
        yield "documents", "", names[0] if len(names) == 1 else wording.say("filter-documents", count=len(names))


def _plain(within: Filter) -> dict[str, Any]:
    said = {
        "countries": list(within.countries),
        "since": within.since,
        "until": within.until,
        "languages": list(within.languages),
        "publishers": list(within.publishers),
        "documents": sorted(within.documents or ()),
    }
    return {name: value for name, value in said.items() if value}


def _strings(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError("a list is expected")
    return tuple(map(_string, values))


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text is expected")
    return value


_FUNNEL = (
    '<svg viewBox="0 0 24 24" width="15" height="15" aria-hidden="true"><path fill="none" stroke="currentColor" '
    'stroke-width="2" stroke-linecap="round" stroke-linejoin="round" d="M3 5h18M6 12h12M10 19h4"/></svg>'
)
