"""The words of RTF that the reader of rich text understands, and what holds within a group of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

# Destinations that are no part of the running text (RTF 1.9.1) and that old programs wrote without the sign \*.
_NO_TEXT_NAMES = (
    "fonttbl colortbl stylesheet info pict object objdata header headerl headerr headerf footer footerl footerr "
    "footerf "
    "ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn fldinst bkmkstart bkmkend listtable listoverridetable revtbl rsidtbl "
    "filetbl datafield xe tc rxe txe atnid atnauthor atndate annotation nonshppict listtext pntext pn template "
    "themedata colorschememapping datastore latentstyles generator xmlnstbl userprops mmathPr sp sn sv do"
)
NO_TEXT = frozenset(_NO_TEXT_NAMES.split())
SPOKEN = frozenset(("shptxt", "shpinst", "shp", "footnote", "dptxbxtext"))  # text also where they are marked with \*
SIGNS = {
    "tab": "\t", "emdash": "—", "endash": "–", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "line": "\n", "softline": "\n",
    "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
PARAGRAPHS = frozenset(("par", "sect", "page", "column", "softpage"))
CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    255: "cp850",
}  # fmt: skip - those of Windows, by their numbers in a font table
CODEPAGES = {"ansicpg": "", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}


@dataclass(frozen=True, slots=True)
class State:
    """What holds within a group, and for the groups in it."""

    skipped: bool = False  # in a destination that is no text
    destination: str = ""
    marked: bool = False  # after \\*: what follows may be passed over by those who do not know it
    stand_ins: int = 1  # characters after one in Unicode that stand in for it
    font: int = -1
    hidden: bool = False
    size: int = 24  # half points
    colour: int = 0  # of the letters; 0: automatic
    ground: int = 0  # behind the letters
    below: int = 0  # behind the paragraph
    in_table: bool = False
    listed: bool = False


def formatted(state: State, word: str, number: int | None, default_font: int) -> State:
    """The state after a word of formatting; unknown ones change nothing."""
    on = number != 0
    if word == "plain":
        return replace(state, font=default_font, hidden=False, size=24, colour=0, ground=0)
    if word == "pard":
        return replace(state, below=0, in_table=False, listed=False)
    changes: dict[str, dict[str, Any]] = {
        "f": {"font": number or 0}, "uc": {"stand_ins": max(0, number or 0)}, "fs": {"size": number or 24},
        "v": {"hidden": on}, "deleted": {"hidden": on}, "cf": {"colour": number or 0}, "cb": {"ground": number or 0},
        "chcbpat": {"ground": number or 0}, "highlight": {"ground": number or 0}, "cbpat": {"below": number or 0},
        "intbl": {"in_table": on}, "ls": {"listed": bool(number)},
    }  # fmt: skip
    return replace(state, **changes[word]) if word in changes else state
