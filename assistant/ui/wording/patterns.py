"""Messages in English → patterns of the sentences that they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fluent.syntax import ast

from assistant.ui.wording import Value, Variant
from assistant.ui.wording.parts import KINDS, LONGEST, TEXT

_PLURALS = frozenset(["zero", "one", "two", "few", "many", "other"])


@dataclass(frozen=True, slots=True)
class Pattern:
    """A message with one choice of its variants: literal texts and variables. ``fixed``: the values for which the
    variants stand; ``whole``: what a text looks like that it says."""

    name: str
    parts: tuple[str | Variable, ...]
    fixed: Mapping[str, Value]
    whole: re.Pattern[str]

    @property
    def weight(self) -> int:
        """How many characters it says by itself."""
        return sum(len(part) for part in self.parts if isinstance(part, str))

    def values(self, text: str) -> dict[str, Value] | None:
        """What stands for its variables in a text that it says; None for any other."""
        first, last = self.parts[0], self.parts[-1]
        if isinstance(first, str) and not text.startswith(first):
            return None
        if isinstance(last, str) and not text.endswith(last):
            return None
        match = self.whole.fullmatch(text)
        return {**self.fixed, **match.groupdict()} if match else None


@dataclass(frozen=True, slots=True)
class Variable:
    name: str


def patterns(name: str, message: ast.Pattern) -> Iterator[Pattern]:
    """One for each choice of its variants."""
    for parts, fixed in _variants(message):
        yield Pattern(name, parts, fixed, _whole(parts))


def _variants(message: ast.Pattern) -> list[tuple[tuple[str | Variable, ...], dict[str, Value]]]:
    found: list[tuple[tuple[str | Variable, ...], dict[str, Value]]] = [((), {})]
    for element in message.elements:
        found = [
            ((*parts, *more), fixed | its)
            for parts, fixed in found
            for more, its in _choices(element)
            if all(fixed.get(name, value) == value for name, value in its.items())
        ]
    return [(_joined(parts), fixed) for parts, fixed in found]


def _choices(
    element: ast.TextElement | ast.Placeable,
) -> list[tuple[tuple[str | Variable, ...], dict[str, Value]]]:
    if isinstance(element, ast.TextElement):
        return [((element.value,), {})]
    inner = element.expression
    if isinstance(inner, ast.VariableReference):
        return [((Variable(inner.id.name),), {})]
    if isinstance(inner, ast.StringLiteral):
        return [((inner.parse()["value"],), {})]
    if not isinstance(inner, ast.SelectExpression) or not isinstance(inner.selector, ast.VariableReference):
        raise TypeError(f"no pattern can be made of {type(inner).__name__}")
    asked, found = inner.selector.id.name, []
    for variant in inner.variants:
        key = variant.key.name if isinstance(variant.key, ast.Identifier) else variant.key.value
        for parts, fixed in _variants(variant.value):
            its: dict[str, Value] = {} if key in _PLURALS else {asked: Variant(key)}
            if key == "one" and Variable(asked) not in parts:
                its[asked] = 1
            found.append((parts, fixed | its))
    return found


def _joined(parts: Sequence[str | Variable]) -> tuple[str | Variable, ...]:
    """With neighbouring texts in one."""
    joined: list[str | Variable] = []
    for part in parts:
        before = joined[-1] if joined else None
        if isinstance(part, str) and isinstance(before, str):
            joined[-1] = before + part
        elif part:
            joined.append(part)
    return tuple(joined)


def _whole(parts: Sequence[str | Variable]) -> re.Pattern[str]:
    """A regular expression that takes time in proportion to the text: what may be anything ends where what follows
    it stands for the first time, and that is not tried again."""
    written, named, rest = "", set(), list(parts)
    while rest:
        part = rest.pop(0)
        if isinstance(part, str):
            written += re.escape(part)
            continue
        kind = KINDS.get(part.name, TEXT)
        if part.name in named:
            written += f"(?P={part.name})"
        elif kind.form:
            written += f"(?P<{part.name}>{kind.form})"
        elif len(rest) < 2:  # noqa: PLR2004 - to the end, or to what ends the sentence
            written += f"(?P<{part.name}>.{{1,{LONGEST}}})"
        else:
            written += f"(?>(?P<{part.name}>.{{1,{LONGEST}}}?){re.escape(str(rest.pop(0)))})"
        named.add(part.name)
    return re.compile(written, re.DOTALL)
