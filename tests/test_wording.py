"""What the page says in four languages, from one catalogue."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.catalog.listing import KINDS, TEXT
from assistant.countries.gazetteer import language_of_name
from assistant.domain import Basis, Filter
from assistant.sentences.dating import in_words
from assistant.ui import telling, wording
from assistant.ui.wording import LANGUAGES, Saying, Wording, chosen, told

OTHERS = [language for language in LANGUAGES if language != "en"]
UI = Path(wording.__file__).parent.parent
SOURCES = {
    path: path.read_text("utf-8")
    for path in (*UI.rglob("*.py"), *UI.rglob("*.js"), *UI.rglob("*.html"))
    if path.name != "fluent-bundle.js"
}
# What is the same word in two languages, or no word at all.
SAME = {
    *("comma", "source", "answer-seconds", "library-option", "history-found", "timeline-date", "timeline-documents"),
    *(
        "page-conversation",
        "tab-sources",
        "tab-sources-counted",
        "conversations",
        "question",
        "panel-count",
        "card-number",
    ),
    *("card-page", "document-pages", "document-citations", "document-count", "sheets-page", "sheets-page-number"),
    *("check-note", "coverage-documents", "library-count", "filter-documents", "record-date", "record-passages"),
    *(
        "library-kind-pdf",
        "library-kind-word",
        "library-kind-html",
        "time-minutes",
        "source-titled",
        "card-source",
        "card-passage",
        "adding-step",
        "coverage-bar",
    ),
}


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_what_english_says_with_the_same_variables(language):
    assert wording.names(language) == wording.names("en")
    for name in wording.names("en"):
        assert wording.variables(language, name) == wording.variables("en", name), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_can_be_said_of_one_and_of_many_and_put_into_html_as_it_is(language):
    said = Wording.of(language)
    for name in wording.names(language):
        for number in (0, 1, 2, 11, 1500):
            text = said.say(name, **dict.fromkeys(wording.variables(language, name), number))
            assert text.strip() or name == "comma"
            assert not set('<>&"') & set(text), name


@pytest.mark.parametrize("language", OTHERS)
def test_hardly_anything_is_left_in_english(language):
    own, english = Wording.of(language), Wording.of("en")
    same = {
        name
        for name in wording.names("en") - SAME
        if re.search(r"[a-z]{3}", english.say(name, **dict.fromkeys(wording.variables("en", name), 2)))
        and own.say(name, **dict.fromkeys(wording.variables("en", name), 2))
        == english.say(name, **dict.fromkeys(wording.variables("en", name), 2))
    }
    assert not same


def test_every_message_is_said_somewhere_and_every_one_that_is_said_exists():
    text = "\n".join(SOURCES.values())
    made = re.findall(r"(?:`|\bf\")([a-z-]+-)\$?\{", text)
    unsaid = {
        name
        for name in wording.names("en")
        if not re.search(rf'["\[\']{name}["\]\']', text) and not any(name.startswith(beginning) for beginning in made)
    }
    assert not unsaid
    said = set(re.findall(r'\b(?:say|woven|html|attribute|refused|Saying|MisunderstoodError)\(\s*"([a-z-]+)"', text))
    assert said <= wording.names("en") | wording.names("en", told=True)
    placed = {
        name for path, one in SOURCES.items() if path.suffix == ".html" for name in re.findall(r"\[([a-z-]+)\]", one)
    }
    assert placed <= wording.names("en")
    assert {f"library-kind-{kind.lower().replace(' ', '-')}" for kind in (*KINDS, TEXT)} <= wording.names("en")
    assert {f"record-basis-{basis.value.replace(' ', '-')}" for basis in Basis} <= wording.names("en")


def test_the_language_is_the_one_chosen_or_the_first_preferred_that_there_is():
    assert chosen("ja", "fr") == "ja"
    assert chosen("tlh", "fr-CA, en;q=0.8") == "fr"
    assert chosen("", "de, ur-PK;q=0.7, fr;q=0.9") == "fr"
    assert chosen("", "ur;q=0, ja;q=0.1") == "ja"
    assert chosen("", "") == chosen("", "de") == chosen("", "fr;q=x,,;") == "en"
    request = SimpleNamespace(cookies={"language": "ur"}, headers={"accept-language": "fr"})
    assert wording.of_request(request).direction == "rtl"


def test_names_and_titles_stay_text_and_keep_their_direction():
    title = "<b>\u202eX*"
    assert Wording.of("ur").html("answer-understood", question=title).endswith("<bdi>&#60;b&#62;X&#42;</bdi>")
    assert Wording.of("ur").say("history-options", title=title).endswith("\u2068<b>X*\u2069")
    assert Wording.of("en").say("history-options", title=title) == "Options: <b>X*"
    assert Wording.of("fr").attribute("history-options", title='"') == "Options\u202f: &#34;"


def test_a_value_may_be_as_long_as_it_likes_and_hold_anything():
    question = "{ $question } \ue000question\ue001 \ue000 " * 300
    assert question.strip() in Wording.of("fr").say("answer-understood", question=question)
    assert Wording.of("fr").html("answer-understood", question="?" * 9000).count("&#63;") == 9000
    assert len(Wording.of("ur").attribute("history-options", title="a" * 9000)) > 9000


def test_a_message_that_is_not_there_or_lacks_a_value_is_an_error():
    with pytest.raises(LookupError):
        Wording.of("en").say("nothing-of-this-name")
    with pytest.raises(ValueError, match="subtitle"):
        Wording.of("en").say("subtitle")


def test_what_was_kept_in_english_is_told_in_the_language_of_the_reader():
    kept = Wording.of("en").say("problem-cut")
    assert told.plain(kept, Wording.of("ja")) == Wording.of("ja").say("problem-cut") != kept
    assert told.plain("The model is on holiday.", Wording.of("ja")) == "The model is on holiday."
    assert Wording.of("fr").told(Saying("time-seconds", {"count": 1})) == "1 seconde"


@pytest.mark.parametrize(
    ("day", "urdu", "japanese", "french"),
    [
        ("2021", "2021", "2021年", "2021"),
        ("2021-09", "ستمبر 2021", "2021年9月", "septembre 2021"),
        ("2021-09-07", "7 ستمبر، 2021", "2021年9月7日", "7 septembre 2021"),
        ("--02-29", "29 فروری", "2月29日", "29 février"),
    ],
)
def test_dates_are_as_exact_as_they_were_stated(day, urdu, japanese, french):
    assert [Wording.of(one).date(day) for one in ("ur", "ja", "fr")] == [urdu, japanese, french]
    assert Wording.of("en").date(day) == in_words(day)


def test_numbers_lists_countries_and_languages_are_written_as_each_language_does():
    assert [Wording.of(one).number(1500) for one in LANGUAGES] == ["1,500", "1,500", "1,500", "1\u202f500"]
    assert [Wording.of(one).country("JPN") for one in LANGUAGES] == ["Japan", "جاپان", "日本", "Japon"]
    assert Wording.of("fr").country("SUN") == Wording.of("en").country("SUN")
    assert Wording.of("fr").language_listed("ur") == "Ourdou"
    assert Wording.of("fr").listed(["Japon", "Pakistan"]) == "Japon et Pakistan"
    assert [language_of_name(name) for name in ("ourdou", "ウルドゥー語", "جاپانی", "Urdu", "xx")] == [
        *("ur", "ur", "ja", "ur"),
        None,
    ]


def test_the_filter_is_told_in_the_language_of_the_reader():
    within = Filter(countries=("JPN", "PAK"), since="2021-03", languages=("ur", "ja"))
    told = telling.within(within, Wording.of("fr"))
    assert told == "sur Japon et Pakistan, datés de mars 2021 ou après, en langue ourdou ou japonais"
