"""What the page says, in the reader's language: one Fluent file per language beside this module, for Python and the
page's scripts alike, and what CLDR knows of dates, numbers and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal, TypeGuard

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from fastapi import HTTPException
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast, parse, serialize

from assistant.countries.gazetteer import english_names, facts, territories
from assistant.errors import UsageError
from assistant.ui.escaping import escape, plain

LANGUAGES = {"en": "English", "ur": "اردو", "ja": "日本語", "fr": "Français"}  # each as it calls itself
ENGLISH = "en"
COOKIE = "language"  # in which the page's script keeps what the reader chose
COOKIE_KEPT = 400 * 86_400  # seconds

_FOLDER = Path(__file__).parent
_LOCALES = {"en": "en_GB", "ur": "ur_PK", "ja": "ja_JP", "fr": "fr_FR"}  # 7 September 2021, not September 7, 2021
_TO_THE_DAY = 2  # parts of a date after its year
_LEAP_YEAR = 2000  # for a day without a year
_ISOLATED = "\u2068%s\u2069"
_PLACE, _PLACED = "\ue000%s\ue001", re.compile("\ue000(.*?)\ue001")  # where a text is put
_TAGS = {"\u2068": "<bdi>", "\u2069": "</bdi>"}

Value = str | int | float


class Variant(str):
    """The name of a variant that a message chooses by, which is never shown."""

    __slots__ = ()


class Woven(str):
    """Text in the language of the page, what is foreign in it between isolates (U+2068, U+2069)."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Saying:
    """A message to be said in whatever language the reader has: its name and values."""

    name: str
    values: Mapping[str, Value] = field(default_factory=dict)


class MisunderstoodError(UsageError):
    """``saying``: what is not understood, in whatever language the reader has."""

    def __init__(self, name: str, /, **values: Value) -> None:
        self.saying = Saying(name, values)
        super().__init__(Wording.of(ENGLISH).told(self.saying))


class Wording:
    """Messages in one language; those that it lacks are said in English."""

    def __init__(self, language: str) -> None:
        """``language``: one of LANGUAGES."""
        self.language = language
        self.source = _source(language)  # for the page's scripts
        self._bundle = FluentBundle([_LOCALES[language]], use_isolating=False)
        for text in (self.source, _source(language, told=True)):
            self._bundle.add_resource(FluentResource(text))

    @staticmethod
    def of(language: str) -> Wording:
        """The wording in one of LANGUAGES; it is made once."""
        return _made(language)

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        return "rtl" if self.locale.text_direction == "rtl" else "ltr"

    def say(self, name: str, /, **values: Value) -> str:
        """A message as plain text. Raises LookupError where there is none of this name, and ValueError where a variable
        of it is not given."""
        return self._said(name, {key: self._isolated(value) for key, value in values.items()})

    def html(self, name: str, /, **values: Value) -> str:
        """A message as HTML: texts among the values are escaped, each in an element that keeps their direction theirs.
        Raises what `say` does."""
        return self._said(name, {key: _marked_up(value) for key, value in values.items()})

    def attribute(self, name: str, /, **values: Value) -> str:
        """A message for an attribute in double quotes. Raises what `say` does."""
        return self._said(name, {key: escape(value) if _is_text(value) else value for key, value in values.items()})

    def woven(self, name: str, /, **values: Value) -> Woven:
        """A message as a value of another one. Raises what `say` does."""
        return Woven(self._said(name, {key: _enclosed(value) for key, value in values.items()}))

    def woven_list(self, names: Iterable[str], style: Literal["standard", "or"] = "standard") -> Woven:
        """What `listed` gives, as a value of a message."""
        return Woven(format_list([str(_enclosed(name)) for name in names], style=style, locale=self.locale))

    def told(self, saying: Saying) -> str:
        """A saying in this language, as plain text."""
        return self.say(saying.name, **saying.values)

    def date(self, day: str) -> str:
        """An ISO date in words, as exact as it is: of a year, a month or a day, or without a year ("--09-06")."""
        year, *rest = day.removeprefix("-").split("-")
        when = date(int(year.strip("-") or _LEAP_YEAR), *(*map(int, rest), 1, 1)[:2])
        if not year:
            return str(format_skeleton("MMMMd", when, locale=self.locale))
        if len(rest) == _TO_THE_DAY:
            return str(format_date(when, "long", locale=self.locale))
        return str(format_skeleton("yMMMM" if rest else "y", when, locale=self.locale))

    def date_short(self, day: str) -> str:
        """An ISO date in as few letters as a chart has room for: without the year, if it is of a day."""
        year, *rest = day.split("-")
        when = date(int(year), *(*map(int, rest), 1, 1)[:2])
        return str(format_skeleton(("y", "yMMM", "MMMd")[len(rest)], when, locale=self.locale))

    def number(self, number: float) -> str:
        """``1,500`` with the separators of the language."""
        return str(format_decimal(number, locale=self.locale))

    def listed(self, names: Iterable[str], style: Literal["standard", "or"] = "standard") -> str:
        """``Japan and Pakistan``; with the ``style`` "or": ``Japan or Pakistan``."""
        return str(format_list([plain(name) for name in names], style=style, locale=self.locale))

    def lined(self, facts: Iterable[str]) -> str:
        """Facts of any language in one line of plain text, each in its own direction."""
        return " · ".join(str(self._isolated(fact)) for fact in facts)

    def country(self, code: str, otherwise: str = "") -> str:
        """The name of a country by its code of three letters; ``otherwise`` where CLDR has none."""
        return self._countries.get(code, otherwise or code)

    def language_name(self, code: str, otherwise: str = "") -> str:
        """The name of a language by its code; ``otherwise`` where CLDR has none."""
        return str(self.locale.languages.get(code, otherwise or code))

    def language_listed(self, code: str, otherwise: str = "") -> str:
        """The same for a list, where it begins with a capital: anglais, Anglais."""
        name = self.language_name(code, otherwise)
        return name[:1].upper() + name[1:]

    @cached_property
    def _countries(self) -> dict[str, str]:
        own = territories(self.language)
        named = {three: own[two] for two, (three, *_) in facts().items() if two in own}
        return english_names() | (named if self.language != ENGLISH else {})

    @cached_property
    def locale(self) -> Locale:
        """What CLDR knows of the language."""
        return Locale.parse(_LOCALES[self.language])

    def _isolated(self, value: Value) -> Value:
        # In a line from left to right names keep their place by themselves, mostly; a line from right to left is full
        # of names in Latin letters.
        if self.direction == "rtl":
            return _enclosed(value)
        return plain(value) if _is_text(value) or isinstance(value, Woven) else value

    def _said(self, name: str, values: Mapping[str, Value]) -> str:
        message = self._bundle.get_message(name)
        if message.value is None:
            raise LookupError(name)
        # Fluent takes no value of more than 2,500 characters.
        texts = {key: value for key, value in values.items() if isinstance(value, str) and type(value) is not Variant}
        places = {key: _PLACE % key for key in texts}
        said, problems = self._bundle.format_pattern(message.value, {**values, **places})
        if problems:
            raise ValueError(f"{name}: {problems[0]}")
        return _PLACED.sub(lambda place: texts[place[1]], str(said))


def chosen(asked: str, preferred: str) -> str:
    """The language of a page: the one ``asked`` for if it is one of LANGUAGES, else the first of these that an
    Accept-Language header prefers, else English."""
    if asked in LANGUAGES:
        return asked
    weighed: list[tuple[float, int, str]] = []
    for part in preferred.split(",")[:50]:
        match = re.fullmatch(r"\s*([A-Za-z]{2,3})(?:-[\w-]+)?\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*", part)
        if match and match[1].lower() in LANGUAGES and (weight := float(match[2] or 1)) > 0:
            weighed.append((-weight, len(weighed), match[1].lower()))
    return min(weighed)[2] if weighed else ENGLISH


def of_request(request: Any) -> Wording:
    """The wording for whoever made a request (Starlette's or Gradio's)."""
    return Wording.of(chosen(request.cookies.get(COOKIE, ""), request.headers.get("accept-language", "")))


def refused(request: Any, status: int, name: str, /, **values: Value) -> HTTPException:
    """What a route raises where it does not do what was asked: the message as its detail, in a known language."""
    wording = of_request(request)
    return HTTPException(status, wording.say(name, **values), {"Content-Language": wording.language})


def _is_text(value: Value) -> TypeGuard[str]:
    return isinstance(value, str) and not isinstance(value, Variant | Woven)


def _enclosed(value: Value) -> Value:
    return _ISOLATED % plain(value) if _is_text(value) else value


def _marked_up(value: Value) -> Value:
    if isinstance(value, Woven):
        return "".join(_TAGS.get(part) or escape(part) for part in re.split(r"([\u2068\u2069])", value))
    return f"<bdi>{escape(value)}</bdi>" if _is_text(value) else value


@cache
def _made(language: str) -> Wording:
    return Wording(language)


@cache
def messages(language: str, *, told: bool = False) -> dict[str, ast.Message]:
    """The messages in a language by their names: the page's own, or those of what is ``told`` in English further
    down."""
    name = f"{'told.' if told else ''}{language}.ftl"
    found = {}
    for entry in parse((_FOLDER / name).read_text("utf-8")).body:
        if isinstance(entry, ast.Junk):
            raise ValueError(f"{name}: {(entry.content or '')[:80]!r}")  # noqa: TRY004 - of no value given
        if isinstance(entry, ast.Message):
            found[entry.id.name] = ast.Message(entry.id, entry.value)
    return found


def _source(language: str, *, told: bool = False) -> str:
    """The messages as Fluent reads them, in English those that the language lacks."""
    found = messages(ENGLISH, told=told) | messages(language, told=told)
    return serialize(ast.Resource(list(found.values())))


def names(language: str, *, told: bool = False) -> frozenset[str]:
    """The names of the messages in a language."""
    return frozenset(messages(language, told=told))


def variables(language: str, name: str, *, told: bool = False) -> frozenset[str]:
    """The names of the variables of a message."""
    return frozenset(re.findall(r"\$([\w-]+)", serialize(ast.Resource([messages(language, told=told)[name]]))))
