"""A number in a spreadsheet cell → what the cell shows: a date in ISO form, 25%, USD 5."""

from __future__ import annotations

import datetime as dt
import re

# ECMA-376 part 1, 18.8.30: formats that a file refers to by number and does not spell out. Others are plain numbers.
BUILT_IN = {
    9: "0%", 10: "0.00%", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    **dict.fromkeys((27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58), "yyyy-mm-dd"),
}  # fmt: skip

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|_.|\*.|\[[^\]]*\]')
_DATE_LETTERS = re.compile(r"[dmyhsDMYHS]")
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_MONTH_ONLY = re.compile(r"[^d]*m{3,}[^d]*y+[^d]*|[^d]*y+[^d]*m+[^d]*", re.IGNORECASE)
_PLACES = re.compile(r"[#0?][#0?,. ]*")
_SIGNIFICANT = 15  # digits that a spreadsheet keeps
_LAST_DAY = 2_958_466  # the day after 9999-12-31


def shown(number: float, form: str, *, since_1904: bool = False) -> str:
    """What a cell shows of ``number`` in the number format ``form`` ("" or "General": none).

    Dates come out in ISO form, with the time where the format has one. Rounding is not applied: a citation should
    hold the whole number. A literal sign or unit of the format is kept, as long as the format does not scale.
    """
    section = form.partition(";")[0]
    bare = _LITERAL.sub("", section)
    if _ELAPSED.search(section) and abs(number) < 10**_SIGNIFICANT:
        return _elapsed(number)
    if _DATE_LETTERS.search(bare) and "General" not in bare and 0 <= number < _LAST_DAY:
        return _date(number, bare, since_1904=since_1904)
    if "%" in bare and abs(number) < 10**_SIGNIFICANT:
        return f"{_plain(number * 100)}%"
    places = _PLACES.search(bare)
    if places is None or places[0].rstrip(". ").endswith(",") or "E" in bare:
        return _plain(number)
    literal = _LITERAL.sub(_said, section)
    found = _PLACES.search(literal)
    before, after = (literal[: found.start()], literal[found.end() :]) if found else ("", "")
    before, after = before.strip(" +-()"), after.strip(" +-()")
    text = _plain(number)
    text = f"{before} {text}" if before.isalpha() else f"{before}{text}"
    return f"{text} {after}" if after else text


def _said(literal: re.Match[str]) -> str:
    return re.sub(r"[#0?]", "", literal[1] or literal[2] or literal[3] or "")


def _plain(number: float) -> str:
    if number == int(number) and abs(number) < 10**_SIGNIFICANT:
        return str(int(number))
    return f"{number:.{_SIGNIFICANT}g}"


def _date(number: float, form: str, *, since_1904: bool) -> str:
    if number < 1:
        return _clock(number)
    # Excel believes that 1900 was a leap year: before its 29 February the count is one short.
    start = dt.date(1904, 1, 1) if since_1904 else dt.date(1899, 12, 31 if number < 60 else 30)  # noqa: PLR2004
    day = (start + dt.timedelta(days=int(number))).isoformat()
    if re.search(r"[hs]", form, re.IGNORECASE) and number != int(number):
        return f"{day} {_clock(number % 1)}"
    return day[:7] if _MONTH_ONLY.fullmatch(form) else day[:4] if re.fullmatch(r"\W*y+\W*", form) else day


def _clock(part: float) -> str:
    seconds = round(part * 86_400)
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    return f"{hours:02}:{minutes:02}" + (f":{seconds % 60:02}" if seconds % 60 else "")


def _elapsed(number: float) -> str:
    sign = "-" if number < 0 else ""
    return sign + _clock(abs(number))
