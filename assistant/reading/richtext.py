"""RTF → text.

striprtf is not used: it keeps hidden and deleted text, loses characters of two bytes of which the second is written
as a letter (Shift-JIS, GBK, Big5), and its pattern for links takes time in the square of a line's length.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from assistant.errors import ReadingError
from assistant.reading.cleaning import clean
from assistant.reading.colours import WHITE, Colour, is_same
from assistant.reading.dates import read_date
from assistant.reading.extract import Extract
from assistant.reading.properties import stated
from assistant.reading.rtfwords import CHARSETS, CODEPAGES, NO_TEXT, PARAGRAPHS, SIGNS, SPOKEN, State, formatted
from assistant.reading.tables import Budget, Row, table_text

_TOKEN = re.compile(
    rb"(?P<text>(?:[^\\{}\r\n\x00]+|\\'[0-9a-fA-F]{2})+)|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?"
    rb"|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|[\r\n\x00]+"
)
_CODE = re.compile(rb"\\'([0-9a-fA-F]{2})")
_MOST_WORDS = 1_500_000  # of formatting and groups, which take about six microseconds each
_DEEPEST = 1_000  # groups within groups
_TINY = 2  # half points


def read_richtext(data: bytes) -> Extract:
    """The running text of an RTF file, its tables as lines, its footnotes below the paragraph that calls them.

    Left out: headers, footers, comments, and what nobody sees: hidden (\\v) and deleted text, letters of at most one
    point, and letters of the colour they stand on (white where none is stated; in a cell with a colour of its own it
    is not known, and they stay). Raises ReadingError where it is no RTF, nested too deeply, or shows no text.
    """
    position = data.find(b"{\\rtf", 0, 64)
    if position < 0:
        raise ReadingError("This is not a rich text file (RTF), or a damaged one. Save it again and add that.")
    reader = _Reader()
    while match := _TOKEN.match(data, position):
        position = match.end()
        if match["word"] == b"bin":  # raw bytes follow
            position += max(0, int(match["number"] or 0))
        reader.take(match)
        if not reader.is_open:
            break
    text = reader.text()
    if not text:
        raise ReadingError("This rich text file shows no text; it may hold pictures. Add a version with text.")
    day = "-".join(reader.info.get(part, "0").zfill(2) for part in ("yr", "mo", "dy"))
    return Extract(text, stated(reader.info.get("title"), reader.info.get("author")), read_date(day))


class _Reader:
    """Takes one token after the other and keeps what has been said so far."""

    def __init__(self) -> None:
        self.info: dict[str, str] = {}
        self._state = State()
        self._stack: list[State] = []
        self._words = 0
        self._codepage, self._default_font = "cp1252", -1
        self._fonts: dict[int, str] = {}
        self._colours: list[Colour | None] = []
        self._channels: dict[str, int] = {}
        self._pending = bytearray()  # not decoded yet
        self._to_skip = 0
        self._paragraph: list[str] = []
        self._around: list[list[str]] = []  # the paragraphs in which footnotes stand
        self._notes: list[str] = []
        self._row: Row = []
        self._rows: list[Row] = []
        self._cells_are_coloured = False
        self._blocks: list[str] = []
        self._budget = Budget()

    @property
    def is_open(self) -> bool:
        return bool(self._stack)

    def text(self) -> str:
        self._flush()
        self._state = State()  # of a file that is cut off the groups are still open
        while self._around:
            self._end_note()
        self._end_paragraph()
        self._end_table()
        return clean("\n\n".join(self._blocks)).strip()

    def take(self, match: re.Match[bytes]) -> None:
        if match["text"] is not None:
            self._take_bytes(_CODE.sub(lambda code: bytes.fromhex(code[1].decode()), match["text"]))
            return
        self._words += 1
        if self._words > _MOST_WORDS:
            raise ReadingError("This rich text file holds more formatting than is read. Save it as text and add that.")
        if match["brace"] is not None:
            self._flush()
            self._to_skip = 0
            self._take_brace(opens=match["brace"] == b"{")
        elif match["word"] is not None:
            self._flush()
            self._to_skip = 0
            number = int(match["number"]) if match["number"] is not None else None
            self._take_word(match["word"].decode(), number)
        elif match["sign"] is not None:
            self._take_sign(match["sign"])

    def _take_bytes(self, data: bytes) -> None:
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        self._pending += data[skipped:]

    def _take_brace(self, *, opens: bool) -> None:
        if opens:
            if len(self._stack) >= _DEEPEST:
                raise ReadingError("This rich text file is nested too deeply. Save it again and add that.")
            self._stack.append(self._state)
            return
        closed = self._state
        self._state = self._stack.pop() if self._stack else State()
        if closed.destination == "footnote" != self._state.destination and self._around:
            self._end_note()

    def _end_note(self) -> None:
        self._notes.append("".join(self._paragraph))
        self._paragraph = self._around.pop()

    def _take_sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._state = replace(self._state, marked=True)
        elif sign in b"\\{}":
            self._take_bytes(sign)
        else:
            self._flush()
            self._write({b"~": "\xa0", b"_": "\u2011"}.get(sign, ""))
            if sign in b"\r\n":
                self._end_paragraph()

    def _take_word(self, word: str, number: int | None) -> None:
        state = self._state
        if state.marked and word not in SPOKEN:
            self._state = replace(state, skipped=True, marked=False, destination=word)
        elif word in NO_TEXT or word in SPOKEN or (state.destination == "info" and word in ("title", "author")):
            self._enter(word)
        elif word in CODEPAGES:
            self._codepage = _known(CODEPAGES[word] or f"cp{number}", self._codepage)
        elif state.skipped:
            self._take_entry(word, number)
        elif word == "u" and number is not None:
            self._write(chr(number % 0x10000))
            self._to_skip = state.stand_ins
        elif word in SIGNS:
            self._write(SIGNS[word])
        elif word in PARAGRAPHS:
            self._end_paragraph()
        elif word in ("cell", "row", "nestcell", "nestrow", "trowd", "clcbpat"):
            self._take_table(word)
        else:
            self._state = formatted(state, word, number, self._default_font)
            if word == "deff":
                self._default_font = number or 0

    def _enter(self, destination: str) -> None:
        """A destination begins: a place for something else than the running text, or for text beside it."""
        state = self._state
        if destination in ("listtext", "pntext"):
            for place in range(len(self._stack)):
                self._stack[place] = replace(self._stack[place], listed=True)
        if destination == "footnote" and not state.skipped:
            self._around.append(self._paragraph)
            self._paragraph = []
        self._state = replace(
            state, skipped=state.skipped or destination in NO_TEXT, marked=False, destination=destination
        )

    def _take_entry(self, word: str, number: int | None) -> None:
        """An entry of a table of fonts or colours, or of the properties of the file."""
        if self._state.destination == "fonttbl":
            if word == "f":
                self._state = replace(self._state, font=number or 0)
            elif word == "fcharset" and number in CHARSETS:
                self._fonts[self._state.font] = CHARSETS[number]
            elif word == "cpg":
                self._fonts[self._state.font] = _known(f"cp{number}", self._codepage)
        elif self._state.destination == "colortbl":
            self._channels[word] = (number or 0) % 256
        elif self._state.destination in ("title", "author") and word == "u" and number is not None:
            self._say(chr(number % 0x10000))
            self._to_skip = self._state.stand_ins
        elif word == "creatim":
            self._state = replace(self._state, destination="creatim")
        elif self._state.destination == "creatim":
            self.info[word] = str(number)

    def _take_table(self, word: str) -> None:
        if word == "cell":
            self._row.append(" ".join(_whole("".join(self._paragraph)).split()))
            self._paragraph = []
        elif word == "row" and self._row:
            self._budget.spend(self._row)
            self._rows.append(self._row)
            self._row = []
        elif word == "trowd":
            self._cells_are_coloured = False
        elif word == "clcbpat":
            self._cells_are_coloured = True
        else:
            self._write(" ")

    def _flush(self) -> None:
        """Decodes what has been gathered: bytes of one character may come as one code and one letter."""
        data, self._pending = bytes(self._pending), bytearray()
        if not data:
            return
        if self._state.destination == "colortbl":
            for _ in range(data.count(b";")):
                named = [self._channels.get(name) for name in ("red", "green", "blue")]
                self._colours.append(None if None in named else (named[0] or 0, named[1] or 0, named[2] or 0))
                self._channels = {}
        else:
            text = data.decode(self._fonts.get(self._state.font, self._codepage), errors="replace")
            if self._state.destination in ("title", "author"):
                self._say(text)
            else:
                self._write(text)

    def _say(self, text: str) -> None:
        name = self._state.destination
        self.info[name] = self.info.get(name, "") + text

    def _write(self, text: str) -> None:
        if text and not self._state.skipped and not self._is_unseen():
            self._paragraph.append(text)

    def _is_unseen(self) -> bool:
        state = self._state
        if state.hidden or state.size <= _TINY:
            return True
        number = state.ground or state.below
        ground = self._colour(number) if number else None if state.in_table and self._cells_are_coloured else WHITE
        colour = self._colour(state.colour)
        return colour is not None and ground is not None and is_same(colour, ground)

    def _colour(self, number: int) -> Colour | None:
        return self._colours[number] if 0 < number < len(self._colours) else None

    def _end_paragraph(self) -> None:
        if self._state.skipped:
            return
        if self._around or self._state.in_table:  # in a footnote or a cell
            self._paragraph.append("\n")
            return
        text = clean(_whole("".join(self._paragraph))).strip()
        self._paragraph = []
        if text:
            self._end_table()
            self._budget.spend([text])
            is_item = self._state.listed
            if is_item and self._blocks and self._blocks[-1].startswith("- "):
                self._blocks[-1] += f"\n- {text}"
            else:
                self._blocks.append(f"- {text}" if is_item else text)
        self._blocks += filter(None, (clean(_whole(note)).strip() for note in self._notes))
        self._notes = []

    def _end_table(self) -> None:
        rows, self._rows = self._rows, []
        if rows and (text := table_text(rows)):
            self._blocks.append(text)


def _known(encoding: str, otherwise: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return otherwise


def _whole(text: str) -> str:
    """``text`` with the halves of characters beyond 16 bits, which RTF writes apart, put together."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
