"""The library as the page shows it: the list, what it covers, and what readers add, correct and remove, as JSON.

All that comes in is untrusted, and nothing that goes out is HTML: the page puts it into text nodes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Body, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response

from assistant.catalog.listing import MOST, NONE, Findable, Listing, Order, Problem, Row, Wanted
from assistant.catalog.removals import UNDO_FOR
from assistant.catalog.uploads import Upload
from assistant.domain import Filter
from assistant.errors import AssistantError, LibraryDamagedError, LibraryError, LibraryStorageError
from assistant.questions.narrowing import narrowed
from assistant.ui.problems import without_places
from assistant.ui.wording import MisunderstoodError, Saying, Wording, of_request
from assistant.ui.wording import told as retold

if TYPE_CHECKING:
    from assistant.ingest.additions import Additions
    from assistant.library import Library

_UNKNOWN = "und"  # the code for a language that is not known
AT = "/library"  # under which all of it is
_OF_A_USER = "u:"  # how the owner begins that has signed in
_MOST_COUNTRIES, _LONGEST = 30, 300  # that a reader may state; characters
_BAD, _CONFLICT, _UNAVAILABLE = 400, 409, 503
Id = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
Key = Annotated[str, Path(pattern="^[0-9a-f]{16,24}$")]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the routes ask. ``owner``: of a request, from the middleware that knows it."""

    library: Library
    additions: Additions
    owner: Callable[[Request], str]

    @property
    def listing(self) -> Listing:
        return Listing(self.library.catalog)

    def reader(self, request: Request) -> str:
        """Who alone sees what he adds; "" where nobody signs in and everything is everybody's."""
        owner = self.owner(request)
        return owner if owner.startswith(_OF_A_USER) else ""


class Told(APIRoute):
    """Errors as ``{"detail": …}``, a sentence that says what to do."""

    def get_route_handler(self) -> Callable[[Request], Any]:
        handle = super().get_route_handler()

        async def told(request: Request) -> Response:
            try:
                response = await handle(request)
            except RequestValidationError:
                return refusal(request, Saying("library-malformed"))
            except MisunderstoodError as error:
                return refusal(request, error.saying)
            except AssistantError as error:
                return refusal(request, without_places(str(error)), _status(error))
            response.headers["Cache-Control"] = "no-store"
            return response

        return told


def _unread(one: Problem, wording: Wording) -> dict[str, Any]:
    reason = retold.plain(one.reason, wording)
    return {**asdict(one), "reason": reason, "lang": retold.language(one.reason, wording)}


def _status(error: AssistantError) -> int:
    if isinstance(error, LibraryStorageError | LibraryDamagedError):
        return _UNAVAILABLE
    return _CONFLICT if isinstance(error, LibraryError) else _BAD


def refusal(request: Request, problem: Saying | str, status: int = _BAD) -> JSONResponse:
    """Why something is not done: in the reader's language, or in English where it comes from further down and is not
    known."""
    wording = of_request(request)
    said = wording.told(problem) if isinstance(problem, Saying) else retold.plain(problem, wording)
    language = wording.language if isinstance(problem, Saying) else retold.language(problem, wording)
    headers = {"Cache-Control": "no-store", "Content-Language": language}
    return JSONResponse({"detail": said}, status, headers=headers)


class Correction(BaseModel):
    """What a reader states of a document; what is left out stays as it is, null and "" take something away."""

    model_config = ConfigDict(extra="forbid")

    title: str | None = Field(None, max_length=_LONGEST)
    publisher: str | None = Field(None, max_length=_LONGEST)
    date: str | None = Field(None, max_length=40)
    language: str | None = Field(None, max_length=60)
    countries: list[Annotated[str, Field(max_length=80)]] = Field(default=[], max_length=_MOST_COUNTRIES)

    def values(self) -> dict[str, Any]:
        """As corrections take them. Raises UsageError, which says what is not understood."""
        given = {what: getattr(self, what) for what in self.model_fields_set}
        found: dict[str, Any] = {}
        for what in given.keys() & {"title", "publisher"}:
            found[what] = " ".join((given[what] or "").split()) or None
        if "title" in found and not found["title"]:
            raise MisunderstoodError("library-no-title")
        date = (given.get("date") or "").strip() or None
        language = (given.get("language") or "").strip()
        countries = [name for name in given.get("countries", ()) if name.strip()]
        understood = narrowed(since=date, languages=[language] if language else [], countries=countries) or Filter()
        if "date" in given:
            found["date"] = understood.since
        if "language" in given:
            found["language"] = understood.languages[0] if language else _UNKNOWN
        if "countries" in given:
            found["countries"] = list(understood.countries)
        return found


def library_routes(shelf: Shelf) -> APIRouter:
    """The routes that read and change the list; see ``adding`` for what is added."""
    router = APIRouter(prefix=AT, route_class=Told)
    _add_reading(router, shelf)
    _add_changing(router, shelf)
    return router


def _add_reading(router: APIRouter, shelf: Shelf) -> None:
    @router.get("/documents")
    def documents(
        request: Request,
        order: Order = Order.ADDED,
        falling: bool = True,  # noqa: FBT001, FBT002 - of the query
        first: Annotated[int, Query(ge=0, le=10**7)] = 0,
        size: Annotated[int, Query(ge=1, le=MOST)] = 50,
    ) -> dict[str, Any]:
        said = of_request(request)
        page = shelf.listing.page(_wanted(request, shelf), order, falling=falling, first=first, size=size)
        return {"total": page.total, "first": first, "documents": [row_json(row, said) for row in page.rows]}

    @router.get("/coverage")
    def coverage(request: Request) -> dict[str, Any]:
        covered = shelf.listing.covered(_wanted(request, shelf))
        said, unknown = of_request(request), of_request(request).say("library-language-none")
        return {
            **asdict(covered),
            "countries": [[code, said.country(code), n] for code, n in covered.countries.items()],
            "languages": [
                [code, unknown if code == _UNKNOWN else said.language_listed(code, unknown), n]
                for code, n in covered.languages.items()
            ],
            "publishers": [[name, name, n] for name, n in covered.publishers.items()][:MOST],
            "kinds": [[kind, _kind(kind, said), n] for kind, n in covered.kinds.items()],
            "dates": [[date, said.date(date) if date else "", n] for date, n in covered.dates.items()],
        }

    @router.get("/documents/{id_}")
    def document(request: Request, id_: Id) -> dict[str, Any]:
        reader, said = shelf.reader(request), of_request(request)
        row = shelf.listing.one(id_, reader)
        corrected = shelf.library.corrections.stated(id_, reader)
        return {
            **row_json(row, said),
            "copies_held": [row_json(one, said) for one in shelf.listing.copies(id_, reader)] if row.copies else [],
            "corrections": {
                what: {"value": value, "was": was, "at": at} for what, (value, was, at) in corrected.items()
            },
        }

    @router.get("/problems")
    def problems(request: Request) -> dict[str, Any]:
        found, said = shelf.listing.problems(shelf.reader(request)), of_request(request)
        return {"total": len(found), "problems": [_unread(one, said) for one in found[:MOST]]}

    @router.get("/removed")
    def removed(request: Request) -> dict[str, Any]:
        reader = shelf.reader(request)
        found = shelf.library.removals.listed(reader, all_=not reader)
        return {"minutes": UNDO_FOR.seconds // 60, "removed": [asdict(one) for one in found[:MOST]]}


def _add_changing(router: APIRouter, shelf: Shelf) -> None:
    removals, corrections, additions = shelf.library.removals, shelf.library.corrections, shelf.additions

    @router.put("/documents/{id_}/corrections")
    def correct(request: Request, id_: Id, correction: Annotated[Correction, Body()]) -> dict[str, Any]:
        corrections.correct(id_, correction.values(), shelf.reader(request))
        additions.tend()
        return {"ok": True}

    @router.delete("/documents/{id_}/corrections")
    def take_back(request: Request, id_: Id) -> dict[str, Any]:
        corrections.take_back(id_, shelf.reader(request))
        additions.tend()
        return {"ok": True}

    @router.delete("/documents/{id_}")
    def remove(request: Request, id_: Id) -> dict[str, Any]:
        reader = shelf.reader(request)
        number = removals.remove(id_, reader, all_=not reader)
        additions.tend()
        return {"removal": number}

    @router.post("/removed/{number}/undo")
    def undo(request: Request, number: Annotated[int, Path(ge=1, lt=2**63)]) -> dict[str, Any]:
        reader = shelf.reader(request)
        for path, name in removals.undo(number, reader, all_=not reader):
            _read_again(shelf, path, name, reader)
        additions.tend()
        return {"ok": True}

    @router.delete("/removed")
    def empty(request: Request) -> dict[str, Any]:
        return {"documents": additions.purge(shelf.reader(request))}

    @router.post("/problems/{key}/again")
    def again(request: Request, key: Key) -> dict[str, Any]:
        reader = shelf.reader(request)
        found = shelf.listing.problem_at(key, reader)
        if found is None:
            raise MisunderstoodError("library-no-problem")
        path, name = found
        shelf.library.intake.again(path)
        return {"key": _read_again(shelf, path, name, reader)}


def _read_again(shelf: Shelf, path: bytes, name: str, reader: str) -> str:
    if shelf.library.uploads.is_one(path):
        return shelf.additions.add_file(Upload(path, name, reader))
    return shelf.additions.add_again(path, name, reader)


def _wanted(request: Request, shelf: Shelf) -> Wanted:
    """Which documents a request is about. Raises UsageError, which says what is not understood."""
    asked = request.query_params
    countries = [one for one in asked.getlist("country") if one]
    dated, publisher, findable = asked.get("dated"), asked.get("publisher"), asked.get("findable")
    within = narrowed(
        countries=[one for one in countries if one != NONE],
        languages=[one for one in asked.getlist("language") if one and one != _UNKNOWN],
        publishers=[publisher] if publisher and publisher != NONE else [],
    )
    if _UNKNOWN in asked.getlist("language"):
        within = Filter(countries=within.countries if within else (), languages=(_UNKNOWN,))
    if dated and dated != NONE and not (dated[:4].isdigit() and len(dated) in (4, 7)):
        raise MisunderstoodError("library-no-date", date=dated[:20])
    return Wanted(
        text=asked.get("q", "")[:_LONGEST],
        within=within or Filter(),
        dated=dated or None,
        about=NONE if NONE in countries else None,
        publisher=NONE if publisher == NONE else None,
        kind=asked.get("kind") or None,
        findable=Findable(findable) if findable in set(Findable) else None,
        reader=shelf.reader(request),
    )


def _kind(kind: str, wording: Wording) -> str:
    return wording.say(f"library-kind-{kind.lower().replace(' ', '-')}")


def row_json(row: Row, wording: Wording) -> dict[str, Any]:
    """A document as the page shows it, with codes and words."""
    date = row.stated.get("date")
    return {
        **asdict(row),
        "stated": {what: {"value": one.value, "basis": one.basis} for what, one in row.stated.items()},
        "kind_told": _kind(row.kind, wording),
        "date_told": wording.date(date.value) if date else "",
        "language_told": "" if row.language == _UNKNOWN else wording.language_listed(row.language),
        "countries": [[code, wording.country(code)] for code in row.countries],
    }
