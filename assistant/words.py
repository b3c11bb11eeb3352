"""Text → the terms of the keyword index, the same for what is indexed and what is asked.

A term is a word in lower case, compatibility forms and accents folded, stemmed by the language's Snowball algorithm.
Scripts that do not put spaces between words (Chinese, Japanese, Thai …), and Korean, whose particles grow onto words,
give overlapping pairs of characters instead, as Lucene's CJK analyser does. Numbers lose their thousands separators.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from threading import Lock
from typing import Any

VERSION = "1"  # of the terms: a library that was indexed with another one is indexed anew when it is opened

_STEMMED = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip

# Words that say nothing of what a text or a question is about, of the languages asked most, in lower case. Others do
# well without: a word that most passages hold has next to no weight. But in a library of a few passages "how" is rare.
FUNCTION_WORDS = frozenset(
    """
    a about after all also although am an and any are as at be because been before being between both but by can
    could did do does during each for from had has have he her here hers him his how i if in into is it its itself
    may might more most must of on one or other our out over s shall she should so some such than that the their
    theirs them then there these they this those through to under up upon us was we were what when where which while
    who whom whose why will with within would you your according say said says please tell me
    au aux avec ce cela ces cette comment dans de des du elle elles en est et eu il ils je la le les leur lui mais
    ont ou où par pas pour pourquoi quand que quel quelle quelles quels qui quoi sa se ses son sont sur un une
    al como cómo con cuál cuáles cuándo cuánto de del dónde el ella en era es ese esta este fue ha la las lo los más
    no para pero por qué que quién quiénes se según ser si sin sobre son su sus un una y
    als am an auf aus bei das dass dem den der des die durch ein eine einem einen einer er es für gegen hat ihr im
    in ist mit nach nicht oder sich sie sind um und vom von vor wann war warum was welche welchem welchen welcher
    welches wem wen wer wie wieviel wird wo wurde zu zum zur
    """.split()  # noqa: SIM905 - English, French, Spanish, German: a list of strings would fill three pages
)

# Han, kana, Bopomofo, Hangul; Thai, Lao, Myanmar, Khmer; Han beyond the basic plane.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u312f\u31f0-\u31ff"
_UNSPACED += "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u0640\u200b\u200c\u200d\u2060\ufeff"))  # soft hyphen, tatweel, joiners
# Signs that Latin, Greek, Cyrillic, Hebrew and Arabic texts write or leave out; in others (Hindi) they are vowels.
_ACCENTS = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
# One letter, several code points: Arabic and Persian/Urdu keyboards differ in yeh, kaf and heh.
_ARABIC = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ہ": "ه", "ھ": "ه", "أ": "ا", "إ": "ا", "ٱ": "ا"})
_ASCII = re.compile(r"[a-z]+|[0-9]+(?:[.,][0-9]+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,٬]\d{2,3})*[.,٬]\d{3}")  # 1,000 and 1.000, and 12,34,567 as South Asia writes it

# What English verbs and nouns are made into one another with, and inflected by.
_ENDINGS = tuple(
    """
    s es d ed ied ies y r er ers ier iers or ors ee ees ing ings ment ments ion ions ation ations ication ition itions
    ance ances ence ences al als ature atures atory atories ative ive able
    """.split()  # noqa: SIM905 - as a list it would fill a page
)
_SHORTEST = 4  # letters that two words have in common before their endings

_stemming = Lock()


def words(text: str) -> list[str]:
    """The words of a text in order, folded but not stemmed; pairs of characters where no spaces are written."""
    found: list[str] = []
    if text.isascii():  # what is done below would change nothing, and takes three times as long
        for word in _ASCII.findall(text.lower()):
            if word[0].isdigit():
                found += _numbers(word)
            else:
                found.append(word)
        return found
    normal = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).casefold()
    for match in _pattern().finditer(normal):
        run, number = match["run"], match["number"]
        if run:
            found += [run[i : i + 2] for i in range(len(run) - 1)] or [run]
        elif number:
            found += _numbers(number)
        else:
            found.append(unicodedata.normalize("NFC", match[0]))
    return found


def content_words(text: str) -> list[str]:
    """Like ``words``, without the function words; if there is nothing else, with them."""
    found = words(text)
    return [word for word in found if word not in FUNCTION_WORDS] or found


def stem(word: str, language: str) -> str:
    """The term of one of ``words``' results. ``language``: ISO 639-1; one without a stemmer leaves the word whole."""
    return _stem(word, _STEMMED.get(language, ""))


def terms(text: str, language: str) -> list[str]:
    """The terms of a text in order, with repetitions. They hold letters, marks and digits only."""
    algorithm = _STEMMED.get(language, "")
    return [_stem(word, algorithm) for word in words(text)]


def indexed(text: str, language: str) -> str:
    """The same, with spaces between them: what the keyword index is given."""
    return " ".join(terms(text, language))


def variants(word: str, languages: frozenset[str]) -> frozenset[str]:
    """The terms that a question's word may have become in documents of these languages."""
    return frozenset(_stem(word, algorithm) for algorithm in {_STEMMED.get(language, "") for language in languages})


def is_form(word: str, other: str) -> bool:
    """Whether two English words are made of one: "sign" and "signature", "work" and "workers"."""
    return word == other or bool(_bases(word) & _bases(other))


@lru_cache(maxsize=20_000)
def _bases(word: str) -> frozenset[str]:
    whole = {word} | {word.removesuffix(ending) for ending in _ENDINGS}
    return frozenset(base for one in whole for base in (one, one.removesuffix("e")) if len(base) >= _SHORTEST)


@cache
def _pattern() -> re.Pattern[str]:
    # \w leaves out combining marks, which are vowels in Hindi or Tamil.
    marks = "".join(c for c in map(chr, range(0x300, 0x11000)) if unicodedata.category(c)[0] == "M")
    letter = rf"(?:(?![{_UNSPACED}])[^\W\d_])"
    plain = r"[a-z]++(?![^\x00-\x7f])"  # what most words are, found three times as fast as by the rest
    return re.compile(
        rf"{plain}|(?P<run>[{_UNSPACED}]+)|(?P<number>\d+(?:[.,٫٬]\d+)*)|{letter}(?:{letter}|[{re.escape(marks)}])*"
    )


def _numbers(written: str) -> list[str]:
    """``1,234,567`` → one number; ``7.5`` → 7 and 5; digits of any script become ASCII."""
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in written)
    if _THOUSANDS.fullmatch(digits):
        return [re.sub(r"\D", "", digits)]
    return re.findall(r"[0-9]+", digits)


@lru_cache(maxsize=200_000)
def _stem(word: str, algorithm: str) -> str:
    if algorithm and not word[0].isdigit():
        with _stemming:  # a stemmer keeps the word it works on in itself
            word = _stemmer(algorithm).stemWord(word) or word
    folded = _ACCENTS.sub("", unicodedata.normalize("NFD", word)).translate(_ARABIC)
    return unicodedata.normalize("NFC", folded) or word


@cache
def _stemmer(algorithm: str) -> Any:
    from snowballstemmer import stemmer  # noqa: PLC0415 - it loads the tables of 37 languages

    return stemmer(algorithm)
