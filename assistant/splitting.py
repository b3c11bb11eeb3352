"""Document → Passages and Sentences with exact offsets.

Lengths are weights: a character of a script that writes syllables or words (Chinese, Japanese, Korean, Ethiopic) counts
twice, because it carries as much as two letters. It also costs multilingual-e5 0.44 to 0.66 tokens, a letter of any
other script 0.21 to 0.29: so a passage and its header of 200 characters stay below 400 of the model's 512 tokens.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import sentencex

from assistant.domain import Document, Passage, Sentence
from assistant.items import ITEM, is_item, leads_in

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]

SHORTEST = 150  # a paragraph below this weight joins the next one: headings, list items
LONGEST_ITEM = 300  # a numbered paragraph beyond this weight is no item of a list
LONGEST = 900  # a passage beyond this weight is cut between sentences
LONGEST_SENTENCE = 600  # beyond this, a "sentence" is a table or a list: cut at the best white space

_WINDOW = 4000  # characters given to sentencex at once: its time grows with the square of unclosed quotes
_ABBREVIATION = 6  # letters: "mn. in", "approx. five": no sentence of a cased script starts in lower case
_FEWEST_LINES = 4  # from here on the longest line tells how wide a paragraph is set
_NARROWEST = 50  # characters to a line where too few lines tell
_FULL = 0.8  # of the width: a shorter line that the next word would have fitted on was ended on purpose

_WIDE = re.compile(
    "[\u1100-\u137f\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_END = re.compile(r"\n\s*")
_SPACE = re.compile(r"\s")
_FEWEST_WORDS = 3  # of a first line that may go on
_WIDEST = 90  # characters: longer lines are not set to a width
_BEGINS = re.compile(  # what a sentence begins with, after a heading
    r"(?:The|A|An|This|These|That|It|Its|He|She|They|We|In|On|At|By|For|From|With|After|Before|During|Following|As|Both|"
    r"Under|Since|When|While|If|To|Our|Their|His|Her|There|All|No|Mr|Ms|Mrs|Dr|H\.E|Hon|Your)\b|\W"
)
_SHORTEST_LINE = 40  # characters of a line whose sentence may go on behind an empty one
_NO_MORE = re.compile(r"by |www\.|https?:")  # "by our correspondent"
_LABELLED = re.compile(r"[^\W\d_][^\W_]*(?:[ -][^\W_]+){0,2}[:：]\s*\S")  # "Date: 7 September 2021"
_TABLE_ROW = re.compile(r"\s\|\s|^\|")
_ENDED = re.compile(r"[.!?。！？؟۔।…:：;；,，、][\"'”’»」』)\]]*$")
_NUMBER_ALONE = re.compile(r"[\W_]*(?:\w{1,3}|\d{1,2}(?:\.\d{1,2})+)[.)]")
_HIRAGANA_END = re.compile("[\u3041-\u3096]$")  # a particle or a verb: a heading ends in a noun
_JOINING_WORD = re.compile(r"(?:^|\s)[^\W\d_A-Z]{1,4}$")  # "of", "the", "avec": a heading does not end in one
_QUOTED = re.compile(r"[」』”][とを]")  # 「…。」と述べた: the quotation is part of the sentence
_STAMP = re.compile(
    r"(?:date|dated|published|posted|updated)\b\s*[:：]?\s*"
    r"(?:\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4})(?=\s+[^\W\d_]|\s*$)",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"(\w+)\.$")
_CUTS = tuple(
    re.compile(pattern) for pattern in (r"\n", r"[;；।]\s*", r"[,،、，]\s*", r"\s", "[\u3000-\u30ff\u4e00-\u9fff]")
)
_CLINGING = re.compile(
    "[\u0300-\u036f\u064b-\u065f\u0900-\u0903\u093a-\u094f\u200c\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]"
)


def split(document: Document) -> list[Passage]:
    """All passages of a document in order. They never overlap; what lies between them is white space."""
    text = document.text
    grouped: list[Span] = []
    for start, end in _between(_PARAGRAPH_END, text, 0, len(text)):
        if grouped and (_joins(document, grouped[-1], (start, end)) or _broken_off(document, grouped[-1], start)):
            grouped[-1] = (grouped[-1][0], end)
        else:
            grouped.append((start, end))
    spans = [part for group in grouped for part in _cut(document, group)]
    if len(spans) > 1 and weight(text, *spans[-1]) < SHORTEST and _fits(document, spans[-2], spans[-1]):
        spans[-2:] = [(spans[-2][0], spans[-1][1])]
    return [Passage(document, start, end, number) for number, (start, end) in enumerate(spans, 1)]


def sentences(passage: Passage) -> tuple[Sentence, ...]:
    """The sentences of a passage in order, without the white space around them."""
    found = _sentences(passage.document, passage.start, passage.end)
    return tuple(Sentence(passage, start, end) for start, end in found)


def sentence_spans(text: str, language: str) -> list[Span]:
    """Offsets of the sentences in any text. ``language``: ISO 639-1; ``und`` is read as English.

    List items, table rows and headings on lines of their own are sentences, and so are labels below a heading ("Date:
    …") and the stamp of a date that a collector of articles put in front of a sentence ("date 2021-09-07 ISLAMABAD:
    …"); other line breaks are white space.
    """
    code = "en" if language == "und" else language
    return [
        span
        for segment in _segments(text)
        for start, end in _unstamped(text, segment)
        for span in _spoken(text, start, end, code)
    ]


def is_stamp(text: str) -> bool:
    """Whether a sentence is but such a stamp, which says nothing that a question could be answered with."""
    return _STAMP.fullmatch(text) is not None


def is_ended(text: str) -> bool:
    """Whether a text ends in a punctuation mark, as headings seldom do."""
    return _ENDED.search(text[-9:]) is not None


def weight(text: str, start: int, end: int) -> int:
    """How long ``text[start:end]`` is, in letters."""
    part = text[start:end]
    return len(part) if part.isascii() else 2 * len(part) - len(_WIDE.sub("", part))


def _joins(document: Document, before: Span, after: Span) -> bool:
    """A short paragraph (a heading, a list item) belongs to what follows; that is cut again if it gets too long. The
    items of a list belong to each other and to what leads in to them, as far as there is room."""
    is_short_item = is_item(document.text, after[0]) and weight(document.text, *after) < LONGEST_ITEM
    if is_short_item and _fits(document, before, after) and _awaits_items(document.text, before):
        return True
    short = before[1] - before[0] < SHORTEST and weight(document.text, *before) < SHORTEST
    return short and document.page_at(before[0]) == document.page_at(after[0])


def _broken_off(document: Document, before: Span, start: int) -> bool:
    same_page = document.page_at(before[1] - 1) == document.page_at(start)
    return same_page and _runs_on(document.text, before, start)


def _awaits_items(text: str, group: Span) -> bool:
    """Whether a stretch of paragraphs ends in what announces a list, or in an item of one."""
    last = max((match.end() for match in _LINE_END.finditer(text, *group)), default=group[0])
    return leads_in(text[last : group[1]]) or is_item(text, last)


def _fits(document: Document, before: Span, after: Span) -> bool:
    same_page = document.page_at(before[0]) == document.page_at(after[0])
    return same_page and weight(document.text, before[0], after[1]) <= LONGEST


def _cut(document: Document, group: Span) -> list[Span]:
    """Cuts a paragraph into even parts of at most LONGEST, between sentences."""
    start, end = group
    whole = weight(document.text, start, end)
    if whole <= LONGEST:
        return [group]
    target = whole / -(-whole // LONGEST)
    spans: list[Span] = []
    filled = 0  # the weight of the last span
    for first, last in _sentences(document, start, end):
        grown = filled + weight(document.text, spans[-1][1], last) if spans else 0
        if spans and grown <= LONGEST and filled < target:
            spans[-1], filled = (spans[-1][0], last), grown
        else:
            spans.append((first, last))
            filled = weight(document.text, first, last)
    return spans


def _sentences(document: Document, start: int, end: int) -> Iterator[Span]:
    text = document.text[start:end]
    for first, last in sentence_spans(text, document.language):
        for part_start, part_end in _bounded(text, first, last):
            yield start + part_start, start + part_end


def _paragraphs(text: str) -> list[Span]:
    """The paragraphs; an empty line within a sentence, where a page ended, is not the end of one."""
    found: list[Span] = []
    for start, end in _between(_PARAGRAPH_END, text, 0, len(text)):
        if found and _runs_on(text, found[-1], start):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _runs_on(text: str, before: Span, start: int) -> bool:
    """Whether the sentence in which a paragraph ends goes on in the next one, which begins at ``start``: in lower case,
    after a line too long for a heading or an item that ends in a letter."""
    if not text[start].islower() or _NO_MORE.match(text, start) or is_item(text, start):
        return False
    line = text[max(before[0], before[1] - LONGEST) : before[1]].rsplit("\n", 1)[-1]
    return len(line) >= _SHORTEST_LINE and line[-1].isalpha() and not _TABLE_ROW.search(line)


def _segments(text: str) -> Iterator[Span]:
    """The stretches of ``text`` that no sentence crosses: paragraphs, and in them items, rows, headings and labels."""
    for start, end in _paragraphs(text):
        lines = list(_between(_LINE_END, text, start, end))
        width = max(last - first for first, last in lines)
        labelled = all(_LABELLED.match(text, *line) for line in lines[1:])
        if len(lines) < _FEWEST_LINES:
            width = max(width, _NARROWEST)
        begun = start
        for before, line in pairwise(lines):
            goes_on = before == lines[0] and _goes_on(text, lines)
            if labelled or _is_broken(text, before, line, 0 if goes_on else width):
                yield begun, before[1]
                begun = line[0]
        yield begun, end


def _unstamped(text: str, segment: Span) -> Iterator[Span]:
    """A segment, and apart from it the stamp that it begins with."""
    start, end = segment
    stamp = _STAMP.match(text, start, end)
    if stamp:
        yield start, stamp.end()
        start = stamp.end()
    if start < end:
        yield start, end


def _is_broken(text: str, before: Span, line: Span, width: int) -> bool:
    """Whether the line break between two lines of a paragraph ends more than a line. ``width``: that of the paragraph;
    0: a short line tells nothing."""
    upper, lower = text[slice(*before)][-400:], text[slice(*line)][:400]
    if ITEM.match(lower) or upper.startswith("#") or _TABLE_ROW.search(upper) or _TABLE_ROW.search(lower):
        return True
    indented = text[line[0] - 1] in " \t" and ITEM.match(upper)
    going_on = lower[0].islower() or _HIRAGANA_END.search(upper) or indented or _ends_in_joining_word(upper)
    if going_on or _ENDED.search(upper):  # whether a full stop ends a sentence is for sentencex to say
        return False
    word = 1 if _WIDE.match(lower) else len(lower.split(maxsplit=1)[0])
    return before[1] - before[0] + 1 + word < _FULL * width


def _goes_on(text: str, lines: list[Span]) -> bool:
    """Whether a paragraph is set to a width, and its first line, though shorter, is no heading: news agencies put the
    place and the date in front of it. What comes after a heading begins otherwise than in the middle of a name."""
    lengths = sorted(end - start for start, end in lines[1:-1] if not is_ended(text[start:end]))
    if len(lengths) < _FEWEST_LINES // 2 or lengths[-1] > _WIDEST or lengths[len(lengths) // 4] < _FULL * lengths[-1]:
        return False
    first, second = text[slice(*lines[0])], text[slice(*lines[1])]
    heading = first.isupper() or len(first.split()) < _FEWEST_WORDS or ITEM.match(first)
    return not (heading or _BEGINS.match(second))


def _ends_in_joining_word(line: str) -> bool:
    found = _JOINING_WORD.search(line)
    return found is not None and line[-1].islower()


def _spoken(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    """The sentences of one segment, with what sentencex cuts too often put together again."""
    pending: Span | None = None
    for span in _raw_sentences(text, start, end, language):
        if pending and _continues(text, pending, span):
            pending = (pending[0], span[1])
            continue
        if pending:
            yield pending
        pending = span
    if pending:
        yield pending


def _continues(text: str, before: Span, span: Span) -> bool:
    """After "3." or "Dr." alone, or after a short abbreviation and before a lower-case letter."""
    if before[1] - before[0] <= _ABBREVIATION + 4 and _NUMBER_ALONE.fullmatch(text, *before):
        return True
    if span[0] == before[1] and _QUOTED.match(text, span[0] - 1):
        return True
    if not text[span[0]].islower():
        return False
    word = _LAST_WORD.search(text, max(before[0], before[1] - _ABBREVIATION - 2), before[1])
    return word is not None and len(word[1]) <= _ABBREVIATION


def _raw_sentences(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    while start < end:
        stop = min(end, start + _WINDOW)
        # sentencex ends a sentence at any line break and panics at U+2028 and U+0085; here they are white space.
        flat = _SPACE.sub(" ", text[start:stop])
        if flat[0] in "(（":
            flat = " " + flat[1:]  # "(a) One. Two." would be one sentence: it takes the rest for a remark in brackets
        found = sentencex.get_sentence_boundaries(language, flat)
        if stop < end and len(found) > 1:
            stop = start + found.pop()["start_index"]  # may go on behind the window
        for boundary in found:
            span = _trimmed(text, start + boundary["start_index"], start + boundary["end_index"])
            if span:
                yield span
        start = stop


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    """Parts of at most LONGEST_SENTENCE, cut at the best place in the second half of each."""
    while (
        end - start > LONGEST_SENTENCE // 2
        and weight(text, start, min(end, start + LONGEST_SENTENCE + 1)) > LONGEST_SENTENCE
    ):
        room = LONGEST_SENTENCE
        while weight(text, start, start + room) > LONGEST_SENTENCE:
            room = room * LONGEST_SENTENCE // weight(text, start, start + room)
        cut = _best_cut(text, start, start + room)
        span = _trimmed(text, start, cut)
        if span:
            yield span
        start = cut
    span = _trimmed(text, start, end)
    if span:
        yield span


def _best_cut(text: str, start: int, end: int) -> int:
    middle = (start + end) // 2
    for pattern in _CUTS:
        found = max((match.end() for match in pattern.finditer(text, middle, end)), default=0)
        if found:
            return found
    cut = end
    while cut > middle and _CLINGING.match(text, cut):
        cut -= 1
    return cut if cut > middle else end


def _between(gap: re.Pattern[str], text: str, start: int, end: int) -> Iterator[Span]:
    """What is left of ``text[start:end]`` between the gaps, trimmed; never empty."""
    for match in gap.finditer(text, start, end):
        span = _trimmed(text, start, match.start())
        if span:
            yield span
        start = match.end()
    span = _trimmed(text, start, end)
    if span:
        yield span


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without white space at its ends, or None where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
