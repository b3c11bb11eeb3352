"""Which language a text is in."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingua import LanguageDetector

UNKNOWN = "und"

_HEAD, _MIDDLE = 400, 800  # characters looked at: more change the time, not the answer
_SURE = 0.5  # lingua's confidence, which sums to 1 over its 75 languages
_FEWEST_LETTERS = 12

# Scripts of one language each that lingua has no model for, by the first word of their characters' names.
_SCRIPTS = {
    "SINHALA": "si",
    "KHMER": "km",
    "LAO": "lo",
    "MYANMAR": "my",
    "ETHIOPIC": "am",
    "MALAYALAM": "ml",
    "KANNADA": "kn",
    "ORIYA": "or",
    "TIBETAN": "bo",
    "THAANA": "dv",
}

_URDU, _FEWEST_URDU = frozenset("ےہںٹڈڑھ"), 2  # letters that Arabic and Persian are not written with
_NO_URDU = frozenset("ڪڳڱښځڅېۍ")  # letters of Sindhi and Pashto

# English is told by its commonest words, hundreds of times as fast as by lingua: no other language has so many of them.
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "for",
        "that",
        "is",
        "was",
        "by",
        "on",
        "with",
        "from",
        "this",
        "which",
        "are",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "it",
        "its",
        "as",
        "at",
        "an",
        "or",
        "not",
        "he",
        "his",
        "they",
        "their",
        "will",
        "would",
        "who",
    ]
)
_ENGLISH_ONLY = frozenset(("the", "and", "of"))
_ENGLISH_SHARE, _ENGLISH_ONLY_SHARE = (
    0.2,
    0.08,
)  # of the words; in English prose about 0.4 and 0.15, in others 0.05 and 0
_FEWEST_WORDS = 20

_building = Lock()


def language_of(text: str) -> str:
    """ISO 639-1 code of the language of a text, ``und`` when unsure.

    Its head and its middle are looked at: a header may be in another language than the text below it.
    """
    middle = max(_HEAD, len(text) // 2)
    sample = f"{text[:_HEAD]} {text[middle : middle + _MIDDLE]}"
    if is_english(sample):
        return "en"
    letters = [letter for letter in sample if letter.isalpha()]
    if len(letters) < _FEWEST_LETTERS and not any(letter > "\u2e80" for letter in letters):
        return UNKNOWN
    scripts = Counter(unicodedata.name(letter, "?").split()[0] for letter in letters[:300])
    script, count = scripts.most_common(1)[0]
    if script in _SCRIPTS and count * 2 > scripts.total():
        return _SCRIPTS[script]
    ranked = _detector().compute_language_confidence_values(sample)
    found = UNKNOWN
    if ranked and ranked[0].value >= _SURE:
        found = str(ranked[0].language.iso_code_639_1.name).lower().replace("nb", "no")
    # Of a few words in its script lingua makes Arabic, which has none of these letters.
    is_urdu = found in ("ar", "fa", UNKNOWN) and sum(letter in _URDU for letter in letters) >= _FEWEST_URDU
    return "ur" if is_urdu and not any(letter in _NO_URDU for letter in letters) else found


def is_english(sample: str) -> bool:
    """Whether a text is surely English, by its commonest words; one that is not may be it as well."""
    words = sample.lower().split()
    if len(words) < _FEWEST_WORDS:
        return False
    common, only = (sum(1 for word in words if word in known) for known in (_ENGLISH, _ENGLISH_ONLY))
    return common >= _ENGLISH_SHARE * len(words) and only >= _ENGLISH_ONLY_SHARE * len(words)


def _detector() -> LanguageDetector:
    with _building:  # lru_cache alone would let two threads build two
        return _built()


@lru_cache(maxsize=1)
def _built() -> LanguageDetector:
    from lingua import LanguageDetectorBuilder  # noqa: PLC0415 - a native library of 100 MB

    # Low accuracy means trigrams only: 70 MB and 2 ms a text instead of 1 GB, and as good beyond 120 characters.
    return LanguageDetectorBuilder.from_all_languages().with_low_accuracy_mode().build()
