"""Sentences that the rest of the program says in English, said in the reader's language when they are shown.

The messages of told.en.ftl are these sentences, word for word. Each is a pattern whose variables stand for what a
sentence names: numbers, dates, lists, and words of documents, models and people, which may hold anything. These are
taken out and put into the same message of another language, as text. What is no such sentence stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache, lru_cache
from itertools import islice

from assistant.ui.escaping import escape
from assistant.ui.wording import ENGLISH, Value, Wording, Woven, messages
from assistant.ui.wording.parts import KINDS, TEXT
from assistant.ui.wording.patterns import Pattern, patterns

LONGEST = 8_000  # characters of a text that is looked at
MOST_SENTENCES = 60  # of it
# How the names of messages begin: of phrases, which are no sentences; of what an export says of its own; of what stands
# among an answer's sentences; and of messages of the page itself that are kept in English, or are phrases of sentences.
_PHRASES = ("between", "quoted", "copies", "about", "who", "within", "report")
_OF_EXPORTS = "export"
_IN_ANSWERS = ("refusal", "absent", "premise", "ask")
_OF_THE_PAGE = ("problem", "within")
_END = re.compile(r"[.:?!](?=\s)")
_OF = ": "  # between what documents differ on and of what kind that is


class _Kind(Enum):
    """Messages that a text is looked for among. EXPORT: all sentences, and what an export says of its own, which may be
    a word."""

    SENTENCE = auto()
    PHRASE = auto()
    EXPORT = auto()

    def holds(self, name: str) -> bool:
        """Whether a message of this ``name`` is one of them."""
        if name.startswith(_PHRASES):
            return self is _Kind.PHRASE
        return self is _Kind.EXPORT or (self is _Kind.SENTENCE and not name.startswith(_OF_EXPORTS))


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that is known: the ``name`` of its message, and what stands for its variables, in English."""

    name: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def said(self, wording: Wording) -> dict[str, Value]:
        """Its values in a language."""
        return {
            name: named(name, value, wording) if type(value) is str else value for name, value in self.values.items()
        }


def html(text: str, wording: Wording) -> str:
    """A text as HTML in the language of ``wording``, sentence by sentence; what is not known is marked as English."""
    if wording.language == ENGLISH:
        return escape(text)
    pieces = read(text)
    if not any(isinstance(piece, Found) for piece in pieces):
        return f'<bdi lang="en" dir="ltr">{escape(text)}</bdi>'
    said = (
        wording.html(piece.name, **piece.said(wording))
        if isinstance(piece, Found)
        else f'<bdi lang="en" dir="ltr">{escape(piece)}</bdi>'
        for piece in pieces
    )
    return wording.say("between-sentences").join(said)


def plain(text: str, wording: Wording) -> str:
    """Likewise as plain text."""
    return text if wording.language == ENGLISH else _plain(text, read(text), wording)


def exported(text: str, wording: Wording) -> str:
    """Likewise what an export says of its own: sentences, headings, parts of footnotes and what stands between them."""
    if wording.language == ENGLISH or len(text) > LONGEST:
        return text
    whole = _found(text, _Kind.EXPORT)
    return _plain(text, (whole,) if whole else _read(text, _Kind.EXPORT), wording)


def _plain(text: str, pieces: Sequence[Found | str], wording: Wording) -> str:
    if not any(isinstance(piece, Found) for piece in pieces):
        return text
    said = (
        wording.say(piece.name, **piece.said(wording)) if isinstance(piece, Found) else wording.lined([piece])
        for piece in pieces
    )
    return wording.say("between-sentences").join(said)


def language(text: str, wording: Wording) -> str:
    """In which language ``plain`` gives a text."""
    return wording.language if is_known(text) else ENGLISH


def is_known(text: str) -> bool:
    """Whether any sentence of it is one of ours."""
    return any(isinstance(piece, Found) for piece in read(text))


def of_answer(text: str, wording: Wording) -> str | None:
    """As HTML a sentence that we put among those of an answer: that the documents do not say, what they correct, what
    is asked back. None for any other, and in English."""
    found = _found(text) if wording.language != ENGLISH and len(text) <= LONGEST else None
    if found is None or not found.name.startswith(_IN_ANSWERS):
        return None
    return wording.html(found.name, **found.said(wording))


def phrase(text: str, wording: Wording) -> Woven | None:
    """A part of a sentence that is a message itself, as a value of another one; None for any other."""
    one = _found(text, _Kind.PHRASE)
    return wording.woven(one.name, **one.said(wording)) if one else None


def named(variable: str, text: str, wording: Wording) -> Value:
    """What stands for a ``variable`` of our sentences in English, in the language."""
    return (_OF_MESSAGES.get(variable) or KINDS.get(variable, TEXT).say)(text, wording)


def dated(text: str, wording: Wording) -> str:
    """A date in English words in those of the language; what is none stays as it is."""
    date = KINDS["date"]
    return str(date.say(text, wording)) if re.fullmatch(date.form, text) else text


def read(text: str) -> tuple[Found | str, ...]:
    """The sentences of a text: each the longest that is known; what is not known in one piece."""
    return _read(text) if len(text) <= LONGEST else (text,)


@lru_cache(maxsize=512)
def _read(text: str, kind: _Kind = _Kind.SENTENCE) -> tuple[Found | str, ...]:
    ends = [*islice((match.end() for match in _END.finditer(text)), MOST_SENTENCES - 1), len(text)]
    pieces: list[Found | str] = []
    unknown, at = "", 0
    while at < len(text):
        left = [end for end in ends if end > at]
        known = next(((end, one) for end in reversed(left) if (one := _found(text[at:end].strip(), kind))), None)
        if known is None:
            unknown, at = unknown + text[at : left[0]], left[0]
            continue
        if unknown.strip():
            pieces.append(unknown.strip())
        pieces.append(known[1])
        unknown, at = "", known[0]
    return (*pieces, unknown.strip()) if unknown.strip() or not pieces else tuple(pieces)


def _found(text: str, kind: _Kind = _Kind.SENTENCE) -> Found | None:
    same, others = _known(kind)
    if text in same:
        return same[text]
    return next((Found(one.name, values) for one in others if (values := one.values(text)) is not None), None)


@cache
def _known(kind: _Kind) -> tuple[dict[str, Found], list[Pattern]]:
    """Of one kind: what is always the same, and the patterns of what is not, those that say
    the most by themselves first."""
    of_page = {name: one for name, one in messages(ENGLISH).items() if name.startswith(_OF_THE_PAGE)}
    same: dict[str, Found] = {}
    others: list[Pattern] = []
    for name, message in (of_page | messages(ENGLISH, told=True)).items():
        if not message.value or not kind.holds(name):
            continue
        for one in patterns(name, message.value):
            if all(isinstance(part, str) for part in one.parts):
                same.setdefault("".join(map(str, one.parts)), Found(name, one.fixed))
            else:
                others.append(one)
    return same, sorted(others, key=lambda one: -one.weight)


def _within(text: str, wording: Wording) -> Value:
    """ "about Japan, dated 2021 or later, in Urdu": each part is a message of the page."""
    pieces = re.split(r", (?=dated [A-Z\d]|in |published by |among the \d)", text)
    return Woven(wording.say("comma").join(_told(piece, wording) for piece in pieces))


def _report(text: str, wording: Wording) -> Value:
    """ "3 added, 2 could not be read": each part is a message of its own."""
    return Woven(wording.say("comma").join(_told(piece, wording) for piece in re.split(r", (?=\d)", text)))


def _differing(text: str, wording: Wording) -> Value:
    """ "roads: amount", "status"."""
    thing, _, kind = text.rpartition(_OF)
    said = phrase(kind, wording)
    if said is None or not thing:
        return said or text
    return Woven(f"{wording.woven_list([thing])}{wording.say('about-of')}{said}")


def _reasons(text: str, wording: Wording) -> Value:
    """Sentences that are messages themselves."""
    return Woven(plain(text, wording))


def _told(text: str, wording: Wording) -> Woven:
    """What is a message itself: "The model at localhost:11434"."""
    return phrase(text, wording) or wording.woven_list([text])


# Values that are messages themselves, by the names of variables.
_OF_MESSAGES: Mapping[str, Callable[[str, Wording], Value]] = {
    "within": _within,
    "report": _report,
    "differing": _differing,
    "reasons": _reasons,
    "who": _told,
}
