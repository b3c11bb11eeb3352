"""Selectors of CSS, and whether an element of a page fits one of them.

Libraries are not used. cssselect2 makes Python code of what a page says, takes time and memory in the square of the
siblings of an element (8,000 of them: 4 seconds and 250 MB), knows no rules within rules and no bound on its work;
cssselect makes XPath, of which one is asked of the whole page for each rule. tinycss2 takes seven times as long as
`styles` for what both read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from assistant.reading.styles import unescaped

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Test = Callable[["HtmlElement"], bool]
Weight = tuple[int, int, int]  # ids, classes, tags: the heavier rule holds

_NAME = r"(?:[-\w\u0080-\U0010ffff]|\\[0-9a-fA-F]{1,6}\s?|\\.)+"
_PART = re.compile(
    rf"""(?P<step>\s*[>+~]\s*|\s+)|(?P<tag>\*|{_NAME})|\.(?P<class>{_NAME})|\#(?P<id>{_NAME})"""
    rf"""|\[\s*(?P<attribute>[-\w:]+)\s*(?:(?P<how>[~|^$*]?=)\s*(?P<value>"[^"]*"|'[^']*'|[^\]\s]+)\s*[iIsS]?\s*)?\]"""
    rf"""|:(?P<pseudo>{_NAME})(?P<open>\()?"""
)
_NTH = re.compile(r"([+-]?\d*)n\s*(?:([+-])\s*(\d+))?|([+-]?\d+)")
_DEEPEST = 5  # selectors in each other: ":not(:is(…))"
_MOST_PARTS = 100
# Of a page that nobody has touched yet.
_UNTOUCHED = (
    "hover focus focus-within focus-visible active visited target target-within user-invalid playing fullscreen modal "
    "popover-open open autofill placeholder-shown"
)
_NEVER = frozenset(_UNTOUCHED.split())
_FORMAL = {"link": "href", "any-link": "href", "checked": "checked", "disabled": "disabled", "required": "required"}


class _UnknownError(Exception):
    """A selector that is not understood: its rule is passed over."""


@dataclass(slots=True)
class Looks:
    """How many looks at elements are left: pages are made on which every rule looks at every element."""

    left: int

    def take(self) -> bool:
        self.left -= 1
        return self.left >= 0


@dataclass(frozen=True, slots=True)
class Selector:
    """``key``: what an element has to have (".a", "#a", a tag), "" where it may be any; ``needs``: all of these that
    the page has to hold somewhere. ``steps``: tests, the last of them for the element itself, each with where the one
    before it is found from there: " ", ">", "+" or "~"."""

    key: str
    needs: frozenset[str]
    weight: Weight
    steps: tuple[tuple[str, tuple[Test, ...]], ...]
    looks: Looks = field(compare=False)

    def fits(self, element: HtmlElement, at: int = -1) -> bool:
        step, tests = self.steps[at]
        if not self.looks.take() or not all(test(element) for test in tests):
            return False
        if len(self.steps) + at == 0:
            return True
        reached = _AROUND[step](element)
        if step in (" ", "~"):
            return any(self.fits(one, at - 1) for one in reached)
        one = next(reached, None)
        return one is not None and self.fits(one, at - 1)


def _before(element: HtmlElement) -> Iterator[HtmlElement]:
    return (one for one in element.itersiblings(preceding=True) if isinstance(one.tag, str))


_AROUND: dict[str, Callable[[HtmlElement], Iterator[HtmlElement]]] = {
    " ": lambda element: element.iterancestors(),
    ">": lambda element: element.iterancestors(),
    "+": _before,
    "~": _before,
}


def selectors(text: str, looks: Looks) -> list[Selector | None]:
    """Those that ``text`` lists; None for each that is not understood, or that is of no element ("::before")."""
    return [_selector(part, looks) for part in _listed(text)]


def _selector(text: str, looks: Looks, depth: int = 0) -> Selector | None:
    try:
        return _parsed(text.strip(), looks, depth)
    except _UnknownError:
        return None


def _listed(text: str) -> list[str]:
    """The parts of a list, between commas that stand in no brackets."""
    parts, level, start = [], 0, 0
    for match in re.finditer(r"""\\.|"[^"]*"|'[^']*'|[(),\[\]]""", text):
        sign = match[0]
        level += (sign in "([") - (sign in ")]") if len(sign) == 1 else 0
        if sign == "," and level == 0:
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def _parsed(text: str, looks: Looks, depth: int) -> Selector:
    """Raises _UnknownError."""
    if depth > _DEEPEST or not text:
        raise _UnknownError
    steps: list[tuple[str, tuple[Test, ...]]] = []
    tests: list[Test] = []
    names: list[str] = []  # of the compound at hand
    needs: set[str] = set()
    weight, step, position = [0, 0, 0], "", 0
    for number in count():
        match = _PART.match(text, position)
        if position >= len(text):
            break
        if match is None or number > _MOST_PARTS:
            raise _UnknownError
        position = match.end()
        if match["step"]:
            if not tests:
                raise _UnknownError
            steps.append((step, tuple(tests)))
            tests, names, step = [], [], match["step"].strip() or " "
        elif match["pseudo"]:
            inner = ""
            if match["open"]:
                position = _behind(text, match.end())
                inner = text[match.end() : position - 1]
            test, heavy = _pseudo(unescaped(match["pseudo"]).lower(), inner, looks, depth)
            tests.append(test)
            weight = [one + more for one, more in zip(weight, heavy, strict=True)]
        else:
            name, test, place = _simple(match)
            tests.append(test)
            names += [name] if name else []
            needs |= {name} if name else set()
            weight[place] += match["tag"] != "*"
    if not tests:
        raise _UnknownError
    steps.append((step, tuple(tests)))
    key = next((name for sign in "#." for name in names if name[0] == sign), names[0] if names else "")
    return Selector(key, frozenset(needs), (weight[0], weight[1], weight[2]), tuple(steps), looks)


def _behind(text: str, start: int) -> int:
    """The offset behind the bracket that closes the one before ``start``."""
    level = 1
    for match in re.finditer(r"""\\.|"[^"]*"|'[^']*'|[()]""", text[start:]):
        level += {"(": 1, ")": -1}.get(match[0], 0)
        if level == 0:
            return start + match.end()
    raise _UnknownError


def _simple(match: re.Match[str]) -> tuple[str, Test, int]:
    """What an element has to have, the test for it, and where it counts in the weight."""
    if match["tag"]:
        tag = unescaped(match["tag"]).lower()
        return ("", lambda _: True, 2) if tag == "*" else (tag, lambda element: element.tag == tag, 2)
    if match["class"]:
        name = unescaped(match["class"])
        return "." + name, lambda element: name in (element.get("class") or "").split(), 1
    if match["id"]:
        name = unescaped(match["id"])
        return "#" + name, lambda element: element.get("id") == name, 0
    key, how = match["attribute"].lower(), match["how"]
    value = unescaped((match["value"] or "").strip("\"'"))
    return "", lambda element: _has(element.get(key), how, value), 1


def _has(found: str | None, how: str | None, value: str) -> bool:
    if found is None or how is None:
        return found is not None
    return {
        "=": found == value,
        "~=": value in found.split(),
        "|=": found == value or found.startswith(value + "-"),
        "^=": bool(value) and found.startswith(value),
        "$=": bool(value) and found.endswith(value),
        "*=": bool(value) and value in found,
    }[how]


def _pseudo(name: str, inner: str, looks: Looks, depth: int) -> tuple[Test, Weight]:
    """The test for a pseudo-class. Raises _UnknownError for pseudo-elements and those that are not known."""
    if name in _NEVER:
        return (lambda _: False), (0, 1, 0)
    if name in _FORMAL:
        return (lambda element: element.get(_FORMAL[name]) is not None), (0, 1, 0)
    if name in ("root", "scope"):
        return (lambda element: element.getparent() is None), (0, 1, 0)
    if name == "empty":
        return (lambda element: len(element) == 0 and not element.text), (0, 1, 0)
    if name in ("is", "where", "matches", "not", "any", "-webkit-any", "-moz-any", "has"):
        return _of_others(name, inner, looks, depth)
    return _place(name, inner), (0, 1, 0)


def _of_others(name: str, inner: str, looks: Looks, depth: int) -> tuple[Test, Weight]:
    parts = _listed(inner)
    if name == "has":
        parts = [part.strip().lstrip(">+~ ") for part in parts]  # wherever it stands in the element
    found = [one for part in parts if (one := _selector(part, looks, depth + 1))]
    if not found or (name == "not" and len(found) < len(parts)):
        raise _UnknownError
    heavy = (0, 0, 0) if name == "where" else max((one.weight for one in found), default=(0, 0, 0))
    if name == "not":
        return (lambda element: not any(one.fits(element) for one in found)), heavy
    if name == "has":
        return (lambda element: any(one.fits(below) for below in element.iterdescendants() for one in found)), heavy
    return (lambda element: any(one.fits(element) for one in found)), heavy


def _place(name: str, inner: str) -> Test:
    """By the place among its siblings, of all kinds or of its own."""
    kinds = {"first": "1", "last": "1", "nth": inner, "nth-last": inner}
    where, _, of = name.removesuffix("-child").removesuffix("-of-type"), "", name.endswith("-of-type")
    if where == "only":
        first, last = _place("first" + name[4:], ""), _place("last" + name[4:], "")
        return lambda element: first(element) and last(element)
    formula = {"odd": "2n+1", "even": "2n"}.get(kinds.get(where, "").strip().lower(), kinds.get(where, "").strip())
    match = _NTH.fullmatch(formula.lower().replace(" ", ""))
    if match is None or not name.endswith(("-child", "-of-type")):
        raise _UnknownError
    sign = {"": 1, "+": 1, "-": -1}.get(match[1] or "")
    every = 0 if match[4] else sign if sign is not None else int(match[1])
    first_at = int(match[4] or (match[2] or "") + (match[3] or "0"))

    def fits(element: HtmlElement) -> bool:
        siblings = element.itersiblings(preceding="last" not in where)
        at = 1 + sum(isinstance(one.tag, str) and (not of or one.tag == element.tag) for one in siblings)
        behind: int = at - first_at
        return behind == 0 if every == 0 else behind % every == 0 and behind // every >= 0

    return fits
