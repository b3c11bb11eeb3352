"""A question before it is asked: cleaned, bounded, and whether it needs the one before it to be understood."""

from __future__ import annotations

import re

from assistant.countries.names import countries_abroad, is_country_word
from assistant.errors import QuestionError
from assistant.words import FUNCTION_WORDS, words

FEW_WORDS, FEW_SIGNS = 4, 14  # of a question in a language with, and without, spaces: "Und wie teuer ist er?"

# A question that begins so goes on from the one before it, in the languages asked most.
_GOES_ON = re.compile(
    r"^\W*(?:(?:and|but|so|then|also|what about|how about|why not|et|mais|und|aber|y|pero|e|и|а|اور|لیکن)\b"
    r"|そして|それで|では|那么|那)",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.IGNORECASE)
_THING = re.compile(
    r"\b(?:it|its|they|them|their|theirs|these|those|the former|the latter)\b"
    r"|\b(?:about|of|on|in|for|to|with|after|before|by|does|did|was|is|has|had)\s+(?:this|that|there)\b(?!\s+(?:any|a|an|no)\b)",
    re.IGNORECASE,
)
_ROLE = (
    r"(?:minister|ambassador|president|secretary|envoy|commissioner|governor|chair\w+|king|queen|official|delegation)"
)
_NOUN = re.compile(rf"\b(?:the|any|which|an?)\s+(?!{_ROLE}\b)[a-z]\w{{2,}}", re.IGNORECASE)
_SOMEBODY = re.compile(rf"\b{_ROLE}\b", re.IGNORECASE)
_ENGLISH = re.compile(
    r"\b(?:the|what|who|when|where|why|which|how|did|does|do|is|are|was|were|has|have|will|can|should)\b", re.IGNORECASE
)

# Words that stand for somebody or something named before, in the other languages asked most.
_ABROAD = re.compile(
    r"\b(?:il|ils|elles?|lui|leurs?|eux|celui|celles?|ceux|cela|ça|(?:-on|-il|-elle|peut|doit|va|fait|faut)\s+l(?:es|a|e)"
    r"|sie|er|ihn|ihm|ihr(?:e[mnrs]?)?|ihnen|deren|dessen|dort(?:hin)?|da(?:von|für|mit|ran|rüber|bei|zu)"
    r"|dies(?:e[mnrs]?)?|jene[mnrs]?|dazu|(?:andere|weitere)[mnrs]?"
    r"|él|ellas?|ellos|lo|eso|esto|es[ao]s|allí|sus?|otr[ao]s"
    r"|وہ|اس|ان|یہ|انہوں|انہیں|اسے|وہاں|هو|هي|هم|ذلك|هذه?|هناك)\b"
    r"|それ|その|彼|そこ|これ|この|他に|ほかに|他的|[他她它其]",
    re.IGNORECASE,
)
_GERMAN = re.compile(r"\b(?:wie|wer|wann|welche[mnrs]?|und|der|das|dem|ist|wird|wurden?|hat|haben)\b", re.IGNORECASE)
# Words besides those of grammar, of a question that is none by itself: "Wie viele, und in welchem Zeitraum?"
FEW_TELLING = 3

# "there" where it is a place: "When will he go there?", not "Is there a loan?".
THERE = re.compile(
    r"(?P<verb>\b(?:go(?:es|ing)?|went|gone|travel(?:s|led|ling)?|fly|flew|return(?:s|ed)?|come|came|arrive[sd]?|been|stay(?:s|ed)?"
    r"|visit(?:ed)?)\s+)there\b",
    re.IGNORECASE,
)
# "it" that stands for nothing: "Is it possible to …", "Does it make sense to …"
EXPLETIVE = re.compile(r"\bit\b.{0,40}\b(?:to|that|for|if|sense)\b", re.IGNORECASE)
_CHOICE = re.compile(r"(?P<question>[^“]+) \(“(?P<title>[^”]+)”(?:, [\w ]{4,20})?\)$")

_NEIGHBOURS = re.compile(
    r"\b(?:der|das|dem|den|ein|hat|ist|wer|wie|wann|wurde|und|el|los|las|del|qué|le|les|des|est|qui)\b|\b[a-z]*[à-ÿ]"
)


def cleaned(text: str, *, strip: bool = True) -> str:
    """The text without the halves of characters (lone surrogates), which no model and no store can take."""
    whole = text.encode("utf-8", "replace").decode()
    return whole.strip() if strip else whole


def checked(question: str, longest: int) -> str:
    """The question, cleaned. Raises QuestionError if it is empty or has more than ``longest`` characters."""
    question = cleaned(question)
    if not question:
        raise QuestionError("The question is empty. Ask something that the documents could answer.")
    if len(question) > longest:
        raise QuestionError(f"The question has {len(question):,} characters, and {longest:,} is the most. Shorten it.")
    return question


def chosen(question: str) -> tuple[str, str]:
    """A choice, taken apart: the question, and the beginning of the title of the document that it is about; empty if
    the question is no such choice."""
    match = _CHOICE.match(question)
    return (match["question"], match["title"].rstrip("…")) if match else (question, "")


def is_english(question: str) -> bool:
    """Whether a question holds English function words, and none of its neighbours': "Was hat der …" is German. A few
    telling words alone are of any language."""
    return bool(_ENGLISH.search(question)) and not _NEIGHBOURS.search(question)


def follows(question: str) -> bool:
    """Whether a question cannot be understood by itself: it begins with "and", is a few words long, or says "he" or
    "it" for somebody or something that it has not named before."""
    if _GOES_ON.search(question):
        return True
    if (there := THERE.search(question)) and not any(map(is_country_word, question[: there.start()].split())):
        return True
    if not is_english(question):
        return _follows_abroad(question)
    if len(question.split()) < FEW_WORDS and not named(question):
        return True
    person, thing = _PERSON.search(question), _THING.search(question)
    if person and not named(question[: person.start()]) and not _SOMEBODY.search(question[: person.start()]):
        return True
    return bool(thing and not named(question[: thing.start()]) and not _NOUN.search(question[: thing.start()]))


def _follows_abroad(question: str) -> bool:
    """Likewise in another language than English: it names no country and nobody, and is a few words long, or says "il"
    or "davon". In German every noun is written like a name."""
    if countries_abroad(question) or (named(question) and not _GERMAN.search(question)):
        return False
    if _ABROAD.search(question):
        return True
    found = question.split()
    if len(found) == 1:
        return len(question) <= FEW_SIGNS
    telling = [word for word in words(question) if word not in FUNCTION_WORDS]
    return not re.search(r"\d", question) and (len(found) <= FEW_WORDS or len(telling) < FEW_TELLING)


def named(text: str) -> list[str]:
    """Names inside the text: capitalised words that do not begin it, and countries wherever they stand."""
    return [
        word
        for place, word in enumerate(re.findall(r"[^\W\d_][\w’'-]*", text))
        if (place and word[:1].isupper() and len(word) > 1) or is_country_word(word)
    ]
