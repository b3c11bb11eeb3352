"""What the first lines of a document say about it: title, date, place, publisher and address.

The lines stay in the text; only metadata is derived from them. Labels ("Date: …"), stamps ("date 2021-09-07") and
lines that are only a date or a heading are a header; "ISLAMABAD, 7 September:" before a paragraph is a dateline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from assistant.domain import Basis, Stated
from assistant.reading.cleaning import one_line
from assistant.reading.closing import closing_of
from assistant.reading.dateline import read_dateline, read_place
from assistant.reading.dates import find_dates, read_date
from assistant.reading.extract import Facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LOOKED_AT = 6000  # characters: a header is at the head
_LINES = 15  # lines with something on them that can be a header
_LONGEST_STATED = 250  # characters of a title that is stated: agreements name both sides and their matter in it
_LONGEST_TITLE = 150  # of a line that is taken for one
_SHORTENED_TITLE = 110  # of a first sentence that stands for one
_LONGEST_VALUE = 600
_WORDS_BESIDE_DATE = 4

_LABELS = {
    "title": "title headline subject titre título titel タイトル 件名 表題 标题 標題 عنوان العنوان शीर्षक",
    "date": "date dated published issued posted publication_date date_published published_on release_date "
    "date_of_publication fecha datum 日付 発表日 公表日 日期 تاریخ التاريخ दिनांक तारीख",
    "place": "place location dateline lieu lugar ort 場所 地点 مقام المكان स्थान",
    "publisher": "source publisher agency outlet newspaper site_name site publication issued_by published_by "
    "éditeur fuente quelle 出典 発行元 来源 ماخذ ذریعہ المصدر स्रोत",
    "author": "author authors by written_by writer reporter byline auteur autor autora 著者 記者 作者 مصنف الكاتب लेखक",
    "other": "language lang country countries category categories tags keywords type "
    "id ref reference ref_no number no contact phone email to from cc speaker session status layout draft slug",
    "address": "url link web website permalink canonical_url source_url",
}
_FACT_OF = {label: fact for fact, labels in _LABELS.items() for label in labels.split()}
_LABELLED = re.compile(r"^[\s>*_-]*(?P<label>[^\W\d][\w \-]{1,24}?)[*_]*\s*[:：][*_]*\s*(?P<value>\S.*)$")
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(?P<fields>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(?P<title>.*?)\s*#*\s*$")
_EMPHASIS = re.compile(r"(\*{1,3}|_{2,3}|`)(.+?)\1")
_LINK = re.compile(r"\[([^\[\]]+)\]\([^()\s]*\)")
_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*")
_UNDERLINE = re.compile(r"^\s*[=\-*_#~]{3,}\s*$")
_STAMPED = (
    "dated?|published|posted|updated|issued|publiée?s?|mise? à jour|mise? en ligne|publicad[oa]s?|actualizad[oa]s?|"
    "veröffentlicht|aktualisiert|pubblicat[oa]|掲載日|公開日|更新日|発表日|発布日|发布时间|发布日期|"
    "شائع شدہ|مورخہ|بتاریخ|نشر في"
)
_STAMP = re.compile(r"\s*(?:dated?|published|posted|updated)\b\s*[:：]?\s*", re.IGNORECASE)
_BESIDE_DATE = re.compile(
    rf"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:date|{_STAMPED}|on|at|the|of|le|du|el|del|den|vom|il|am|"
    r"pm|utc|gmt|ist|pst|jst)\b|ء|\d{1,2}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\b\.?)?(?:\s+[a-z]{2,4}\b)?|[（(][月火水木金土日][)）]|[月火水木金土日]曜日?|星期[一二三四五六日]",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"^\W*(?:the\s+)?(?:ministry|embassy|high commission|department|office|cabinet|press|government)\b|"
    r"\b(?:division|secretariat|ministry|bureau|press office|information department)\W*$|"
    r"^\W*(?:ministère|ambassade|présidence|ministerio|embajada|ministerium|auswärtiges amt|botschaft)\b|"
    r"^\S{1,12}[省庁]\s*$|大使館\s*$|^\W*(?:وزارت|سفارت خانہ|وزارة|سفارة)\s",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
_TERMINAL = re.compile(r"[.!?。！？؟۔।;；:：,，、][\"'”’»」』)\]*_]*$")
_ENDS_IN_DATE = re.compile(
    r"^(?:\D|\d{1,2}(?=st|nd|rd|th))*[(（,，、،|]\s*(?:(?:le|el|den|il)\s+)?$"
)  # another figure before it would make it the date of an event
_FILE_DATE = re.compile(
    r"(?<![0-9A-Za-z])((?:19|20)\d\d)([-_.]?)(\d\d)(?:\2(\d\d))?(?![0-9A-Za-z])(?!-(?:\d\d?|\d{4})(?!\d))"
)  # no day of a range: 2021-09-07-11; but 2021-09-07-001 is the first of that day


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    next: str  # the line after it, "" where that is blank or missing

    @property
    def stands_alone(self) -> bool:
        return not self.next.strip()


def facts_of(text: str, name: str = "") -> Facts:
    """What the head of ``text``, and after it ``name`` (the file's), say."""
    head = text[:_LOOKED_AT]
    front, body = _front_matter(head)
    read, prose = _read_lines(head, body)
    found = front.or_else(read).or_else(closing_of(text))
    found = found.or_else(Facts(date=_date_in(found.title) or _file_date(name)))
    sentence = _first_sentence(head[prose:])
    return found.or_else(Facts(title=Stated(sentence, Basis.BODY) if sentence else None))


def shortened(title: str) -> str:
    """``title`` on one line; a long one is cut at a word and ends in "…"."""
    return _cut(one_line(title), _LONGEST_STATED)


def _cut(title: str, longest: int) -> str:
    if len(title) <= longest:
        return title
    cut = title.rfind(" ", longest // 2, longest)
    return title[: cut if cut > 0 else longest].rstrip(" ,;:-–—、，") + "…"


def _read_lines(head: str, body: int) -> tuple[Facts, int]:
    """What the lines before the prose say, and the offset at which the prose starts."""
    facts, end = Facts(), body
    lines = list(islice(_lines(head, body), _LINES))
    labelled = False
    for number, line in enumerate(lines):
        below = lines[number + 1 : number + 3]
        said = _labelled(line.text)
        if said is None and labelled and line.text[0].isspace():
            said = Facts()  # the rest of a long value
        labelled = said is not None
        said = said or _date_line(line.text)
        if said is None:
            said, length = _opening(line)
            if length:
                return facts.or_else(said), line.start + length
            if _is_publisher(line, facts):
                said = Facts(publisher=Stated(one_line(line.text), Basis.HEADER))
            elif _is_heading(line) or (facts.title is None and _is_above_date(line, below)):
                title = _titled(line.text)
                said = Facts(title=title, date=_date_in(title) if facts.title else None)  # a line of author and date
            else:
                return facts, line.start
        facts, end = facts.or_else(said), line.start + len(line.text)
    return facts, end


def _lines(head: str, body: int) -> Iterator[_Line]:
    lines = head[body:].split("\n")
    for number, text in enumerate(lines):
        if text.strip() and not _UNDERLINE.match(text):
            yield _Line(body, text, next(iter(lines[number + 1 :]), ""))
        body += len(text) + 1


def _front_matter(head: str) -> tuple[Facts, int]:
    """The fields of YAML front matter, and the offset behind it."""
    match = _FRONT_MATTER.match(head)
    facts = Facts()
    if not match:
        return facts, 0
    for line in match["fields"].split("\n"):
        facts = facts.or_else(_labelled(line, Basis.METADATA) or Facts())
    return facts, match.end()


def _labelled(line: str, basis: Basis = Basis.HEADER) -> Facts | None:
    """What "Label: value" says, which may be nothing of use; None where it is no such line."""
    match = _LABELLED.match(line)
    fact = _FACT_OF.get(re.sub(r"[\s-]+", "_", match["label"].strip().lower())) if match else None
    if match is None or fact is None or len(match["value"]) > _LONGEST_VALUE:
        return None
    value = one_line(match["value"]).strip("\"'*_ ")
    said: dict[str, str | None] = {}
    if fact in ("publisher", "address"):
        address = _ADDRESS.search(value)
        name = _ADDRESS.sub("", value).strip(" ,;:()<>|-–—") if fact == "publisher" else None
        said = {"publisher": name, "address": address[0].rstrip(".,;)") if address else None}
    elif fact == "date":
        said = {"date": read_date(value)}
    elif fact == "place":
        said = {"place": read_place(value)}
    elif fact == "title":
        said = {"title": shortened(value)}
    elif fact == "author":
        said = {"author": value[:_LONGEST_TITLE]}
    return Facts(**{name: Stated(found, basis) for name, found in said.items() if found})


def _date_line(line: str) -> Facts | None:
    """A line that is a date and at most a place beside it: "Islamabad, 7 September 2021"."""
    if len(line) > _LONGEST_TITLE:
        return None
    if _YEAR.fullmatch(line):
        return Facts(date=Stated(line.strip(), Basis.HEADER))
    dates = list(find_dates(line))
    if len(dates) != 1:
        return None
    rest = line[: dates[0].start] + " " + line[dates[0].end :]
    rest = _BESIDE_DATE.sub(" ", rest).strip(" \t,،、，;:：|.·–—-()#*[]【】")
    if len(rest.split()) > _WORDS_BESIDE_DATE or re.search(r"\d", rest):
        return None
    before = _BESIDE_DATE.sub(" ", line[: dates[0].start])  # "Paris, le 24 avril"
    beside = before.rstrip()[-1:] + line[dates[0].end :].lstrip()[:1]
    place = read_place(rest) if rest and (set(beside) & set(",，、،") or not rest.isascii()) else None
    if rest and not place:
        return None
    date = Stated(dates[0].value, Basis.HEADER)
    return Facts(date=date, place=Stated(place, Basis.DATELINE) if place else None)


def _opening(line: _Line) -> tuple[Facts, int]:
    """What a collector's stamp and a dateline before the prose say, and how many characters they take."""
    stamp = _STAMP.match(line.text)
    length = stamp.end() if stamp else 0
    found = next(find_dates(line.text[length : length + 40]), None)
    if found is None or line.text[length : length + found.start].strip():
        found, length = None, 0
    else:
        length += found.end
    dateline = read_dateline(line.text[length:].lstrip(" ,|–—-:") if found else line.text)
    if dateline is None:
        return (Facts(date=Stated(found.value, Basis.HEADER)), length) if found and stamp else (Facts(), 0)
    date = Stated(found.value, Basis.HEADER) if found else None
    if date is None and dateline.date:
        date = Stated(dateline.date, Basis.DATELINE)
    skipped = len(line.text[length:]) - len(line.text[length:].lstrip(" ,|–—-:")) if found else 0
    return Facts(date=date, place=Stated(dateline.place, Basis.DATELINE)), length + skipped + dateline.length


def _is_heading(line: _Line) -> bool:
    text = line.text.strip()
    if _HEADING.match(line.text):
        return True
    if len(text) > _LONGEST_TITLE or _TERMINAL.search(text) or not re.search(r"[^\W\d_]", text):
        return False
    # Without a blank line between them a short line before a long one is a title too.
    return line.stands_alone or bool(_UNDERLINE.match(line.next)) or len(line.next) > max(100, 2 * len(text))


def _is_above_date(line: _Line, below: Sequence[_Line]) -> bool:
    """A title may be long or end in a full stop if the line below it is a date; with no blank line between them it may
    not, and below the date there is one, or another short line that stands above one."""
    if not below or not _date_line(below[0].text):
        return False
    apart = line.stands_alone and len(line.text) <= _LONGEST_VALUE
    joined = not line.stands_alone and len(line.text) <= _LONGEST_TITLE and not _TERMINAL.search(line.text.strip())
    return apart or (joined and (below[0].stands_alone or _is_heading(below[-1]) or _is_office(below[-1])))


def _is_publisher(line: _Line, facts: Facts) -> bool:
    return bool(facts.title and facts.date and _is_office(line))


def _is_office(line: _Line) -> bool:
    text = line.text.strip()
    return len(text) <= _LONGEST_TITLE and not _TERMINAL.search(text) and bool(_OFFICE.search(text))


def _titled(line: str) -> Stated | None:
    match = _HEADING.match(line)
    title = shortened(_LINK.sub(r"\1", _EMPHASIS.sub(r"\2", match["title"] if match else line)))
    return Stated(title, Basis.HEADER) if title else None


def _date_in(title: Stated | None) -> Stated | None:
    """The date that a title ends in: "Joint Statement (Tokyo, 7 September 2021)"."""
    if title is None:
        return None
    for found in find_dates(title.value):
        if _ENDS_IN_DATE.search(title.value[: found.start]) and not title.value[found.end :].strip(" )）."):
            return Stated(found.value, title.basis)
    return None


def _first_sentence(prose: str) -> str:
    """The first sentence of the first paragraph, as a title."""
    import sentencex  # noqa: PLC0415 - a native library

    paragraph = one_line(prose.strip().split("\n\n")[0])
    boundaries = sentencex.get_sentence_boundaries("en", paragraph)
    sentence = paragraph[: boundaries[0]["end_index"]].strip() if boundaries else ""
    return _cut(sentence, _SHORTENED_TITLE)


def _file_date(name: str) -> Stated | None:
    """An ISO date in the file's name: 2021-09-07, 2021_09_07, 20210907 or 2021-09."""
    for year, separator, month, day in _FILE_DATE.findall(name.rpartition("/")[2]):
        if day or separator == "-":
            date = read_date("-".join(part for part in (year, month, day) if part))
            if date:
                return Stated(date, Basis.FILE_NAME)
    return None
