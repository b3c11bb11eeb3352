"""Questions that a sentence in French, Urdu or Japanese answers: who did something, in the sentence's own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_LONGEST = 60  # characters of who did it: a longer beginning is a clause

# By language: how a sentence begins that tells who did what, and the question of each act, the telling ones first.
_FRENCH = re.compile(
    r"(?P<who>(?:Le|La|Les)\s|L['’])(?P<name>[^,;:.()]+?)\s(?P<act>(?:a|ont)\s(?:proposé|promis|annoncé|offert|signé))\b"
)
_URDU = re.compile(r"(?P<who>)(?P<name>[^،۔:()]+?)\sنے\s[^۔]*?(?P<act>تجویز|وعدہ|اعلان|پیشکش|دستخط|اتفاق)")
_JAPANESE = re.compile(r"(?P<who>)(?P<name>[^、。：「」()（）]+?)[はが]、?[^。]*?(?P<act>提案|約束|発表|署名|合意)し")
_SHAPES = MappingProxyType({"fr": _FRENCH, "ur": _URDU, "ja": _JAPANESE})
_ACTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "fr": {
            f"{has} {done}": f"Qu’{has} {done} {{who}}\N{NARROW NO-BREAK SPACE}?"
            for done in ("proposé", "promis", "offert", "annoncé", "signé")
            for has in ("a", "ont")
        },
        "ur": {
            "تجویز": "{who} نے کیا تجویز پیش کی؟",
            "پیشکش": "{who} نے کیا پیشکش کی؟",
            "وعدہ": "{who} نے کیا وعدہ کیا؟",
            "اعلان": "{who} نے کیا اعلان کیا؟",
            "دستخط": "{who} نے کس پر دستخط کیے؟",
            "اتفاق": "{who} نے کس بات پر اتفاق کیا؟",
        },
        "ja": {
            "提案": "{who}は何を提案しましたか。",
            "約束": "{who}は何を約束しましたか。",
            "発表": "{who}は何を発表しましたか。",
            "署名": "{who}は何に署名しましたか。",
            "合意": "{who}は何に合意しましたか。",
        },
    }
)


def asked_in(language: str, sentence: str) -> tuple[str, int] | None:
    """The question in ``language`` (a code) that a sentence in it answers, and its rank, 0 for the most telling act;
    None if the sentence does not begin with who did what, or the language is not one of these."""
    shape = _SHAPES.get(language)
    found = shape.match(" ".join(sentence.split())) if shape else None
    if not found or len(found["name"]) > _LONGEST:
        return None
    asked = _ACTS[language].get(found["act"])
    who = (found["who"].lower() + found["name"]).strip()
    return (asked.format(who=who), list(_ACTS[language]).index(found["act"])) if asked else None
